//! Holds the body of a report whose head is known only at the end: in memory while it is small, in a
//! temporary file without a name when it is not.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use crate::error::{Error, Kind, Result};

/// Bytes held in memory before a file is made.
const IN_MEMORY: usize = 1 << 20;

/// What was written, to be copied once.
pub(crate) struct Spool {
    file: SpooledTempFile,
    /// How many pieces were put in.
    pub(crate) count: usize,
}

impl Spool {
    /// Empty.
    pub(crate) fn new() -> Self {
        Self { file: SpooledTempFile::new(IN_MEMORY), count: 0 }
    }

    /// Puts a piece in.
    ///
    /// # Errors
    /// If the temporary file cannot be written.
    pub(crate) fn put(&mut self, piece: &[u8]) -> Result<()> {
        self.count += 1;
        self.file.write_all(piece).map_err(|cause| {
            Error::new(Kind::Output, "cannot write a temporary file")
                .because(cause)
                .hint("make room where TMPDIR points")
        })
    }

    /// Copies all that was put in.
    ///
    /// # Errors
    /// If it cannot be read again or `out` cannot be written.
    pub(crate) fn copy(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.file.rewind()?;
        io::copy(&mut self.file, out)?;
        Ok(())
    }
}
