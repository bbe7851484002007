//! The terminal as a thing of the system it runs on: the same names, made of what that system has.
#[cfg(any(not(unix), feature = "portable"))]
mod portable;
#[cfg(all(unix, not(feature = "portable")))]
mod unix;

#[cfg(any(not(unix), feature = "portable"))]
pub(in crate::run) use portable::{
    Device, Found, Key, Latch, can_stop, latch, listen_to_mouse, stop,
};
#[cfg(all(unix, not(feature = "portable")))]
pub(in crate::run) use unix::{Device, Found, Key, Latch, can_stop, latch, listen_to_mouse, stop};
