//! What must hold of any bytes, stage by stage.

use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;

use alinea::Lang;
use alinea::align::{AlignOptions, align as aligned};
use alinea::bitext::{Bitext, Damage, Document, Entry, Side};
use alinea::clean::{CleanOptions, clean};
use alinea::flag::fix::{apply, fixes};
use alinea::flag::{Findings, FlagOptions, flag as flagged, segments};
use alinea::lang::LANGUAGES;
use alinea::lexicon::{Lexicon, LexiconOptions, open};
use alinea::read::{Format, Holds, ReadOptions, Splitting, format, read_bytes};
use alinea::repair::{RepairOptions, repair as repaired_text, undo};
use alinea::split::{SplitOptions, split as sentences};
use alinea::tag::{TagOptions, tag as tagged};
use alinea::write::{Export, FORMATS, Input, Output};

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

/// Pairs of languages that differ in script, in spaces and in how they deny and count.
const PAIRS: &[(&str, &str)] = &[
    ("en", "de"),
    ("fr", "en"),
    ("en", "ru"),
    ("en", "ja"),
    ("zh", "en"),
    ("en", "ar"),
    ("pl", "fr"),
    ("en", "ko"),
    ("hi", "en"),
    ("de", "th"),
];

/// Their lexicons, each opened when it is first asked for.
static LEXICONS: [OnceLock<Lexicon>; PAIRS.len()] = [const { OnceLock::new() }; PAIRS.len()];

/// A pair of languages that the first byte names, its lexicon, and the rest as text.
fn in_pair(bytes: &[u8]) -> Option<(Lang, Lang, &'static Lexicon, &str)> {
    let (first, rest) = bytes.split_first()?;
    let number = usize::from(*first) % PAIRS.len();
    let lang = |tag: &str| -> Lang { tag.parse().unwrap_or_default() };
    let (from, to) = (lang(PAIRS[number].0), lang(PAIRS[number].1));
    let open = || open(from, to, &LexiconOptions::default()).unwrap_or_default();
    Some((from, to, LEXICONS[number].get_or_init(open), std::str::from_utf8(rest).ok()?))
}

/// Flags lie in their texts, none is empty, scores are shares, and all is found again.
fn found(bitext: &Bitext, lexicon: &Lexicon) {
    let findings = flagged(bitext, lexicon, &FlagOptions::default());
    let Findings { flags, scores, score } = &findings;
    assert_eq!(scores.len(), bitext.beads().len(), "a score a bead");
    for score in scores.iter().chain([score]) {
        assert!((0.0..=1.0).contains(&score.value), "{}", score.value);
    }
    for flag in flags {
        let text = |side: Side| &bitext.side(side).document.text;
        let other = if flag.side == Side::Source { Side::Target } else { Side::Source };
        assert!(text(flag.side).get(flag.span.range()).is_some_and(|said| !said.is_empty()), "{flag:?}");
        let counterpart = flag.counterpart.map(|span| text(other).get(span.range()));
        assert!(counterpart.is_none_or(|said| said.is_some()), "{flag:?}");
        assert!(!flag.message.is_empty() && flag.bead.is_none_or(|bead| bead < scores.len()), "{flag:?}");
    }
    let document = &bitext.target().document;
    let fixes = fixes(document, &document.text, flags);
    assert!(fixes.in_text.len() <= flags.len());
    apply(&document.text, &fixes.in_text);
    assert_eq!(flagged(bitext, lexicon, &FlagOptions::default()), findings, "the same again");
}

/// Lines of an original and its translation, a tab between, with the original and without.
pub fn flag(bytes: &[u8]) {
    let Some((from, to, lexicon, text)) = in_pair(bytes) else { return };
    let pairs: Vec<(&str, &str)> =
        text.lines().map(|line| line.split_once('\t').unwrap_or(("", line))).collect();
    found(&segments::bitext(Some(from), to, &pairs), lexicon);
    found(&segments::bitext(None, to, &pairs), lexicon);
}

/// Two texts, a form feed between: their beads hold every sentence, and what is flagged lies in them.
pub fn align(bytes: &[u8]) {
    let Some((from, to, lexicon, text)) = in_pair(bytes) else { return };
    let (left, right) = text.split_once('\u{c}').unwrap_or((text, ""));
    let read = |text: &str, lang| Some(sentences(plain(text.as_bytes())?, lang, &SplitOptions::default()));
    let (Some(source), Some(target)) = (read(left, from), read(right, to)) else { return };
    let counts = (source.len(), target.len());
    let bitext = aligned(source, target, lexicon, &AlignOptions::default());
    let mut ends = (0, 0);
    for bead in bitext.beads() {
        assert_eq!((bead.source.start, bead.target.start), ends, "in order, without a gap");
        assert!((0.0..=1.0).contains(&bead.confidence), "{}", bead.confidence);
        ends = (bead.source.end, bead.target.end);
    }
    assert_eq!(ends, counts, "beads hold every sentence");
    found(&bitext, lexicon);
}

/// A translation file is an error with a message, or entries that its format can hold, and reads again.
pub fn units(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let Some(Input::Whole(read)) = format.input else { return };
    let entries = match read(Path::new("fuzzed"), rest) {
        Ok(entries) => entries,
        Err(error) => return assert!(!error.message().is_empty()),
    };
    for entry in &entries {
        let Output::One(write) = format.output else { continue };
        let written = |entry: &Entry| {
            let mut out = Vec::new();
            write(entry, &Export::default(), &mut out).expect("memory can be written");
            out
        };
        if entry.bitext.is_alone() && !format.alone {
            continue;
        }
        if let Err(error) = read(Path::new("again"), &written(entry)) {
            panic!("{}: {}", format.name, error.message());
        }
    }
}
