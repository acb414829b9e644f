//! Plain text -> [`Document`].

use super::format::{Decoded, Format, Holds};
use super::lines;
use crate::bitext::{Block, Document, Kind, Role, Span};
use crate::error::Result;

pub(super) const FORMAT: Format = Format {
    name: "plain",
    extensions: &["txt", "text"],
    about: "plain text, one paragraph a line or hard-wrapped",
    declares_charset: false,
    holds: Holds::Article(read),
};

fn read(decoded: Decoded) -> Result<Document> {
    let mut document = presplit(decoded);
    document.blocks.retain(|block| !block.span.is_empty());
    Ok(document)
}

/// Every line a block, blank ones too (empty spans); a final newline starts no line.
pub(super) fn presplit(decoded: Decoded) -> Document {
    let text = decoded.text;
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let lead = if body.is_empty() { 0 } else { line.len() - line.trim_start().len() };
        let span = Span::new(start + lead, start + lead + body.len());
        blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
        start += line.len();
    }
    Document { anchors: lines::anchors(&text), text, blocks, ..Document::default() }
}
