//! Faults on request, so that journeys can show what a fault leaves behind.

/// Panics where `ONRECORD_PANIC` names this `moment`; only in programs built for tests.
pub(super) fn panic_on_request(moment: &str) {
    if cfg!(debug_assertions)
        && std::env::var_os("ONRECORD_PANIC").is_some_and(|name| name == moment)
    {
        panic!("panicked on request");
    }
}
