//! TOML as it is written, byte by byte: what stands where, and what is put in or taken out so that everything else stays.
pub(in crate::store) mod field;
pub(in crate::store) mod find;
pub(in crate::store) mod said;
pub(in crate::store) mod shape;
pub(in crate::store) mod splice;
pub(in crate::store) mod style;
pub(in crate::store) mod table;
