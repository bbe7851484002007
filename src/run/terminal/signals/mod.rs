//! Signals and the terminal going away: what waits for them, and what each one means.
mod notice;
#[cfg(any(not(unix), feature = "portable"))]
mod portable;
#[cfg(all(unix, not(feature = "portable")))]
mod unix;

pub use notice::Notice;
#[cfg(any(not(unix), feature = "portable"))]
pub(in crate::run) use portable::lose;
#[cfg(any(not(unix), feature = "portable"))]
pub use portable::watch;
#[cfg(all(unix, not(feature = "portable")))]
pub(in crate::run) use unix::lose;
#[cfg(all(unix, not(feature = "portable")))]
pub use unix::watch;
