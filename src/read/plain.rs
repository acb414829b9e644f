//! Plain text -> [`Document`]: the text is the decoded file, to the character.
//!
//! A non-blank line is a block, without the white space around it; where the text is hard-wrapped
//! ([`wrap`]), a paragraph is a block. Only LF and CRLF end a line.

use super::format::{Decoded, Format, Holds, Splitting};
use super::{lines, wrap};
use crate::bitext::{Block, Document, Kind, Role, Span};

pub(super) const FORMAT: Format = Format {
    name: "plain",
    extensions: &["txt", "text"],
    about: "plain text, a paragraph a line or hard-wrapped",
    declares_charset: false,
    holds: Holds::Article(|decoded| Ok(read(decoded, Splitting::Blocks))),
};

/// Reads text; also called for the `text` of JSONL records, and for text with one sentence a line.
pub(super) fn read(decoded: Decoded, splitting: Splitting) -> Document {
    let text = decoded.text;
    let lines = lines(&text);
    let columns = if splitting == Splitting::Blocks { wrap::columns(&text, &lines) } else { None };
    let spans = match (splitting, columns) {
        (Splitting::Presplit, _) => lines,
        (Splitting::Blocks, Some(columns)) => wrap::join(&text, &lines, columns),
        (Splitting::Blocks, None) => lines.into_iter().filter(|span| !span.is_empty()).collect(),
    };
    let block = |span| Block { span, kind: Kind::Paragraph, role: Role::Body };
    let blocks = spans.into_iter().map(block).collect();
    Document { anchors: lines::anchors(&text), text, blocks, ..Document::default() }
}

/// Every line without the white space around it; blank ones are empty. A final newline starts no line.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let (from, body) = (start, line.trim_start());
        start += line.len();
        match body.trim_end() {
            "" => Span::new(from, from),
            trimmed => {
                let lead = line.len() - body.len();
                Span::new(from + lead, from + lead + trimmed.len())
            }
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn blocks(text: &str, splitting: Splitting) -> Vec<String> {
        let document = read(Decoded { text: text.into(), ..Decoded::default() }, splitting);
        assert_eq!(document.text, text);
        document.blocks.iter().map(|block| document.slice(block.span).to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_block() {
        let text = " Überschrift \r\n\r\n\u{3000}本文。\u{2028}次。\rdrei\n\n \t\nEnde";
        assert_eq!(blocks(text, Splitting::Blocks), ["Überschrift", "本文。\u{2028}次。\rdrei", "Ende"]);
    }

    #[test]
    fn presplit_lines_stay_with_the_blank_ones() {
        assert_eq!(blocks("a\n\n \nb\n", Splitting::Presplit), ["a", "", "", "b"]);
        assert_eq!(blocks("a\n\n", Splitting::Presplit), ["a", ""]);
        assert_eq!(blocks("", Splitting::Presplit), [""; 0]);
    }

    #[test]
    fn a_hard_wrapped_paragraph_is_a_block() {
        let text = "\
Der Rat der Stadt hat am Montag beschlossen, die alte Brücke über den
Fluss im kommenden Jahr zu sperren. Fußgänger dürfen sie weiter nutzen,
heißt es.

Zwei Jahre soll der Bau dauern. Wer mit dem Auto kommt, muss dann einen
Umweg von gut zehn Kilometern fahren; das ärgert vor allem die Bewohner
der Dörfer am anderen Ufer.
";
        let blocks = blocks(text, Splitting::Blocks);
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        assert!(blocks[0].ends_with("heißt es."));
    }

    #[test]
    fn one_long_line_is_one_block_with_places_in_it() {
        let text = "é, ".repeat(1 << 16);
        let document = read(Decoded { text, ..Decoded::default() }, Splitting::Blocks);
        assert_eq!(document.blocks.len(), 1);
        let place = document.place(4 * 50_000);
        assert_eq!((place.line, place.column), (1, Some(3 * 50_000 + 1)));
        assert!(document.anchors.len() > 100);
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_and_hold_all_that_is_not_blank(
            lines in prop::collection::vec("[ a-zé日\r\u{0}.\u{3000}]{0,80}", 0..40),
            presplit: bool,
        ) {
            let text = lines.join("\n");
            let splitting = if presplit { Splitting::Presplit } else { Splitting::Blocks };
            let document = read(Decoded { text, ..Decoded::default() }, splitting);
            let mut end = 0;
            for block in &document.blocks {
                prop_assert!(document.text[end..block.span.start].trim().is_empty());
                let text = document.slice(block.span);
                prop_assert_eq!(text, text.trim());
                end = block.span.end;
            }
            prop_assert!(document.text[end..].trim().is_empty());
        }

        #[test]
        fn places_are_those_of_the_file(text in "[a-zé日😀\r\n]{0,60}([a-z日]{2000,5000}\n)?[a-z\n]{0,9}") {
            let document = read(Decoded { text, ..Decoded::default() }, Splitting::Blocks);
            for anchor in &document.anchors {
                let before = &document.text[..anchor.offset];
                prop_assert_eq!(anchor.line, before.matches('\n').count() + 1);
                let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
                prop_assert_eq!(anchor.column, column);
            }
        }
    }
}
