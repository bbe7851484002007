//! Says what was asked, does it, prints what went wrong, exits 0, 1 or 2.
fn main() {}
