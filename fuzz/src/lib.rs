//! What must hold of any bytes, stage by stage.

use std::io::Cursor;
use std::path::Path;

use alinea::Lang;
use alinea::bitext::{Damage, Document};
use alinea::clean::{CleanOptions, clean};
use alinea::lang::LANGUAGES;
use alinea::read::{Format, Holds, ReadOptions, Splitting, format, read_bytes};
use alinea::repair::{RepairOptions, repair as repaired_text, undo};
use alinea::split::{SplitOptions, split as sentences};
use alinea::tag::{TagOptions, tag as tagged};

/// Reads bytes as a format.
fn read(name: &str, bytes: &[u8]) -> alinea::error::Result<Document> {
    let format = format(name).unwrap_or_else(|error| panic!("{error}"));
    read_bytes(Path::new("fuzzed"), Some(format), bytes.to_vec(), false)
}

/// Blocks lie in the text, in order, on borders of characters; anchors are in order, and every place leads home.
fn sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(end <= block.span.start, "blocks are in order");
        assert!(document.text.get(block.span.range()).is_some(), "blocks lie in the text");
        end = block.span.end;
    }
    assert!(document.anchors.windows(2).all(|pair| pair[0].offset <= pair[1].offset));
    for block in &document.blocks {
        assert!(document.place(block.span.start).line > 0);
        assert!(document.place(block.span.end) >= document.place(block.span.start), "places go on");
    }
}

/// Any bytes are some text; UTF-8 is itself.
pub fn charset(bytes: &[u8]) {
    match read("plain", bytes) {
        Ok(document) => {
            sound(&document);
            let plain = |byte: &u8| !matches!(byte, 0 | 0x1B);
            let marked = bytes.starts_with(b"\xEF\xBB\xBF")
                || bytes.starts_with(&[0x1F, 0x8B])
                || bytes.starts_with(b"\x28\xB5\x2F\xFD");
            if let (Ok(text), true, false) = (std::str::from_utf8(bytes), bytes.iter().all(plain), marked) {
                assert_eq!(document.text, text);
            }
        }
        Err(error) => assert!(!error.message().is_empty()),
    }
}

/// A page has blocks, each kept or dropped, and nothing gets lost in cleaning.
pub fn html(bytes: &[u8]) {
    let Ok(document) = read("html", bytes) else { return };
    sound(&document);
    let cleaned = clean(document.clone(), &CleanOptions::default());
    assert_eq!(cleaned.text, document.text, "cleaning keeps the text");
    assert_eq!(cleaned.blocks.len(), document.blocks.len(), "cleaning keeps the blocks");
    assert_eq!(clean(document, &CleanOptions::default()), cleaned, "the same again");
}

/// What is no article of a format is an error with a message.
pub fn packed(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let names = ["docx", "epub", "jsonl", "markdown", "plain", "html"];
    match read(names[usize::from(*first) % names.len()], rest) {
        Ok(document) => sound(&document),
        Err(error) => assert!(!error.message().is_empty()),
    }
}

/// The text of a plain file, if the bytes are UTF-8.
fn plain(bytes: &[u8]) -> Option<Document> {
    std::str::from_utf8(bytes).ok()?;
    read("plain", bytes).ok()
}

/// Repairs can be undone, and are done once.
pub fn repair(bytes: &[u8]) {
    let Some(document) = plain(bytes) else { return };
    let mut options = RepairOptions::default();
    Damage::ALL.into_iter().for_each(|damage| options.add(damage));
    let repaired = repaired_text(document.clone(), &options);
    sound(&repaired);
    assert_eq!(undo(&repaired), document.text, "undone it is the text");
    let again = repaired_text(repaired.clone(), &options);
    assert_eq!(again.text, repaired.text, "repaired once");
}

/// A text in a language that its first byte names, split.
fn split_text(bytes: &[u8]) -> Option<alinea::bitext::Text> {
    let (first, rest) = bytes.split_first()?;
    let row = &LANGUAGES[usize::from(*first) % LANGUAGES.len()];
    let lang: Lang = row.tag.parse().unwrap_or_default();
    Some(sentences(plain(rest)?, lang, &SplitOptions::default()))
}

/// White space and characters without width, which belong to no sentence where they stand at its ends.
fn is_blank(c: char) -> bool {
    let thin =
        matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}');
    c.is_whitespace() || thin
}

/// The sentences and the white space between them are the text.
pub fn split(bytes: &[u8]) {
    let Some(text) = split_text(bytes) else { return };
    let mut end = 0;
    for sentence in &text.sentences {
        let span = sentence.span;
        assert!(end <= span.start && span.start < span.end, "in order, none empty");
        let between = text.document.text.get(end..span.start);
        assert!(between.is_some_and(|between| between.chars().all(is_blank)), "nothing is lost");
        let slice = text.document.text.get(span.range());
        assert!(slice.is_some_and(|slice| slice == slice.trim_matches(is_blank)), "no white space around it");
        let block = text.document.blocks[sentence.block].span;
        assert!(block.start <= span.start && span.end <= block.end, "inside of its block");
        end = span.end;
    }
    assert!(text.document.text[end..].chars().all(is_blank), "nothing is lost at the end");
}

/// Every sentence has a language.
pub fn tag(bytes: &[u8]) {
    let Some(text) = split_text(bytes) else { return };
    let done = tagged(text.clone(), &TagOptions::default());
    for sentence in &done.sentences {
        let guess = sentence.guess.expect("every sentence is tagged");
        assert!((0.0..=1.0).contains(&guess.confidence), "{}", guess.confidence);
    }
    assert_eq!(done, tagged(text, &TagOptions::default()), "the same again");
}

/// Every record is read, told as broken or counted.
pub fn warc(bytes: &[u8]) {
    let warc: &Format = format("warc").unwrap_or_else(|error| panic!("{error}"));
    let Holds::Records(records) = &warc.holds else { panic!("archives hold records") };
    let mut listed = Vec::new();
    let counts =
        (records.list)(&mut Cursor::new(bytes), &mut |one| listed.push(one)).expect("memory can be read");
    let left_out: u64 = counts.left_out.values().sum();
    assert_eq!(counts.records, listed.len() as u64 + left_out, "found = read + broken + left out");
    let (mut end, mut number) = (0, 0);
    for one in &listed {
        let line = one.as_ref().map_or_else(|broken| broken.line, |head| head.line);
        assert!(line > number, "numbered in order");
        number = line;
        let Ok(head) = one else { continue };
        assert!(end <= head.offset, "without overlap");
        end = head.offset + head.length;
        let record = &bytes[head.offset as usize..end as usize];
        if let Ok(document) = (records.read)(record, head.line, Splitting::Blocks, &ReadOptions::default()) {
            sound(&document);
        }
    }
}
