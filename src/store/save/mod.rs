//! Writes a file whole or not at all: the one way by which anything reaches the disk.
//!
//! In this order: lock the folder; look at what is there and compare its bytes with those that were read; write a hidden
//! file beside it, with its permissions, and flush it; exchange the two names in one step; look whether what was displaced
//! is what was compared, else exchange back; flush the folder. At every moment each file is the whole old or the whole
//! new one. Sound on file systems that write a rename after the data of a flushed file: ext4, xfs, btrfs, APFS, NTFS.
mod access;
mod door;
mod folders;
mod lock;
mod swap;
mod temp;
#[cfg(test)]
mod tests;

pub(super) use access::LATER;
pub use access::is_read_only;
pub(super) use door::create;
pub use door::{save, save_made_of};
pub(super) use folders::{make_folders, unmake_folders};
pub(super) use lock::Lock;
pub(super) use swap::{Done, Target, remove, replace, writable};
pub(super) use temp::is_alive;
