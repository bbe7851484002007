//! Which versions of `dossier.lock` are known.

/// The version that this program reads and writes.
pub const LOCK_VERSION: u32 = 1;

/// The version of the lock `source` where a later program wrote it: it is neither read nor written over.
#[must_use]
pub fn later_lock(source: &str) -> Option<u32> {
    let lock: toml::Table = source.parse().ok()?;
    let version = u32::try_from(lock.get("version")?.as_integer()?).ok()?;
    (version > LOCK_VERSION).then_some(version)
}
