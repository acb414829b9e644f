//! Reads: bytes -> [`Document`]. The table of article formats, and which file translates which.

mod pair;

pub use pair::{Found, Input, Pair, PairOptions, pairs};

use crate::bitext::Document;
use crate::error::Result;

/// Reads one article. `presplit`: plain text with one sentence a line, every line a block, blank ones too.
///
/// # Errors
/// If the file cannot be opened, unpacked or decoded, or is larger than the limits allow.
pub fn read(input: &Input, presplit: bool) -> Result<Document> {
    let _ = (input, presplit);
    Ok(Document::default())
}
