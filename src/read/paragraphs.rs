//! Paragraphs, one after the other -> a [`Document`], for formats that have no lines: a place in it is the
//! number of the paragraph, 1-based, as the line, and the character in the paragraph as the column.

use crate::bitext::{Anchor, Block, Document, Kind, Role, Span};

/// Puts a document together.
#[derive(Default)]
pub(super) struct Paragraphs {
    text: String,
    blocks: Vec<Block>,
    anchors: Vec<Anchor>,
    number: usize,
}

impl Paragraphs {
    /// Adds a paragraph; one without text counts, but is no block.
    pub(super) fn add(&mut self, paragraph: &str, kind: Kind) {
        self.number += 1;
        let text = paragraph.trim();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let before = paragraph.len() - paragraph.trim_start().len();
        let mut column = 1 + paragraph[..before].chars().count();
        let start = self.text.len();
        for line in text.split_inclusive('\n') {
            // A line break within a paragraph starts no new one.
            self.anchors.push(Anchor { offset: self.text.len(), line: self.number, column });
            self.text.push_str(line);
            column += line.chars().count();
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind, role: Role::Body });
    }

    pub(super) fn finish(self) -> Document {
        Document {
            text: self.text,
            blocks: self.blocks,
            anchors: self.anchors,
            encoding: "UTF-8",
            ..Document::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Place;

    #[test]
    fn a_place_is_paragraph_and_character() {
        let mut paragraphs = Paragraphs::default();
        paragraphs.add("Titel", Kind::Heading);
        paragraphs.add(" \n", Kind::Paragraph);
        paragraphs.add(" Größe\nzwei ", Kind::Paragraph);
        let document = paragraphs.finish();
        assert_eq!(document.text, "Titel\nGröße\nzwei");
        let at = document.text.find("zwei").unwrap();
        assert_eq!(document.place(at + 1), Place { line: 3, column: Some(9) });
        assert_eq!(document.place(document.blocks[1].span.start), Place { line: 3, column: Some(2) });
    }
}
