//! Packed bytes -> bytes.

use std::path::Path;

use crate::error::{Error, Result};

/// What was in a packed file.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) notices: Vec<String>,
}

/// Reads and unpacks a file.
pub(super) fn file(path: &Path) -> Result<Unpacked> {
    let bytes = std::fs::read(path).map_err(|cause| Error::input(path, "cannot read").because(cause))?;
    self::bytes(bytes)
}

/// Unpacks bytes that may be packed.
pub(super) fn bytes(bytes: Vec<u8>) -> Result<Unpacked> {
    Ok(Unpacked { bytes, notices: Vec::new() })
}
