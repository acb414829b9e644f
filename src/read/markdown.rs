//! Markdown -> [`Document`].

use super::format::{Decoded, Format, Holds};
use crate::bitext::Document;
use crate::error::Result;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    about: "CommonMark with tables, footnotes and front matter",
    declares_charset: false,
    holds: Holds::Article(read),
};

fn read(decoded: Decoded) -> Result<Document> {
    Ok(Document { text: decoded.text, ..Document::default() })
}
