//! A zip in memory: without a date, and with the same rights everywhere, so that the same parts give the same bytes.
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// A zip that is being written. Memory takes everything.
pub(super) struct Container(ZipWriter<Cursor<Vec<u8>>>);

impl Container {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, content: &str) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let added = (self.0.start_file(name, options).is_ok())
            && self.0.write_all(content.as_bytes()).is_ok();
        debug_assert!(added, "memory takes everything");
    }

    /// The whole.
    pub(super) fn bytes(self) -> Vec<u8> {
        let whole = self.0.finish().map(Cursor::into_inner);
        debug_assert!(whole.is_ok(), "memory takes everything");
        whole.unwrap_or_default()
    }
}
