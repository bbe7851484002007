//! Says what was asked, does it, prints what went wrong, exits 0, 1 or 2.
use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::answer(std::env::args_os())
}
