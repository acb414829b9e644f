//! HTML -> [`Document`].

use super::format::{Decoded, Format, Holds};
use crate::bitext::Document;
use crate::error::Result;

pub(super) const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    about: "web pages as they were fetched",
    declares_charset: true,
    holds: Holds::Article(read),
};

/// Also called for the `html` of JSONL records.
pub(super) fn read(decoded: Decoded) -> Result<Document> {
    Ok(Document { text: decoded.text, ..Document::default() })
}
