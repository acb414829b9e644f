//! Suggestions of rules -> changes to the file that was read, where they are safe.
//!
//! Safe is what no reader could want otherwise: one mark for two of its kind, no space before a mark that takes
//! none, and letters that decode to what was meant. What `doubled-word` and `repeated-phrase` suggest is shown
//! and never applied: a word may stand twice on purpose, as a name, a verse or an emphasis, and what follows a
//! repeated phrase may belong to either of the two.
//!
//! A change is made only where the passage stands in the file byte for byte as it was flagged, at the place
//! that the document leads home to. Whoever writes the file reads it again first and compares.

use crate::bitext::{Block, Document, Flag, Kind, Side};

/// Rules whose suggestions may be applied unseen.
pub const SAFE: &[&str] = &["double-punct", "mojibake", "space-before-punct"];

/// Whether a flag offers a change that may be applied unseen.
pub fn is_safe(flag: &Flag) -> bool {
    flag.suggestion.is_some() && SAFE.contains(&flag.rule)
}

/// A change of a text: bytes `start` up to and without `end` become `with`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there then.
    pub with: String,
}

/// What can be changed in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixes {
    /// In the text of the document.
    pub in_text: Vec<Edit>,
    /// The same in the file; as many.
    pub in_file: Vec<Edit>,
    /// Safe suggestions whose passage does not stand in the file as it was flagged, by place in the text.
    pub unplaced: Vec<usize>,
}

/// The changes that the flags on the target offer and that are safe, in order, without overlap.
///
/// `file` is the file that `document` was read from, as text, without byte order mark.
pub fn fixes(document: &Document, file: &str, flags: &[Flag]) -> Fixes {
    let lines = Lines::of(file);
    let mut wanted: Vec<Edit> = flags
        .iter()
        .filter(|flag| flag.side == Side::Target && flag.suppressed.is_none() && is_safe(flag))
        .filter(|flag| !is_preformatted(document, flag))
        .map(|flag| Edit {
            start: flag.span.start,
            end: flag.span.end,
            with: flag.suggestion.clone().unwrap_or_default(),
        })
        .collect();
    wanted.sort();
    let mut fixes = Fixes::default();
    let mut end = 0;
    for edit in wanted {
        // Of two that overlap, the first is applied; the other is found again when the file is read again.
        if edit.start < end {
            continue;
        }
        end = edit.end;
        match home(document, file, &lines, &edit) {
            Some(start) => {
                let end = start + (edit.end - edit.start);
                fixes.in_file.push(Edit { start, end, with: edit.with.clone() });
                fixes.in_text.push(edit);
            }
            None => fixes.unplaced.push(edit.start),
        }
    }
    // In a page, text may be told in another order than it is written in.
    fixes.in_file.sort();
    match fixes.in_file.windows(2).all(|pair| pair[0].end <= pair[1].start) {
        true => fixes,
        false => {
            Fixes { unplaced: fixes.in_text.iter().map(|edit| edit.start).collect(), ..Fixes::default() }
        }
    }
}

/// Whether a flag lies in preformatted text, where every mark may mean something.
fn is_preformatted(document: &Document, flag: &Flag) -> bool {
    let number = document.blocks.partition_point(|block| block.span.end <= flag.span.start);
    document.blocks.get(number).is_some_and(|block| block.kind == Kind::Code)
}

/// A text with its changes made; they are in order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(&text[at..edit.start]);
        changed.push_str(&edit.with);
        at = edit.end;
    }
    changed + &text[at..]
}

/// Where lines of a file start.
struct Lines(Vec<usize>);

impl Lines {
    fn of(file: &str) -> Self {
        Self([0].into_iter().chain(memchr::memchr_iter(b'\n', file.as_bytes()).map(|at| at + 1)).collect())
    }

    /// The first byte of a line, 1-based.
    fn start(&self, line: usize) -> Option<usize> {
        self.0.get(line.checked_sub(1)?).copied()
    }
}

/// The byte of the file at which a passage of the text begins, if it stands there as it is in the text.
fn home(document: &Document, file: &str, lines: &Lines, edit: &Edit) -> Option<usize> {
    let passage = &document.text[edit.start..edit.end];
    let place = document.place(edit.start);
    let from = lines.start(place.line)?;
    if let Some(column) = place.column {
        let start = from + file[from..].char_indices().nth(column.checked_sub(1)?)?.0;
        return file[start..].starts_with(passage).then_some(start);
    }
    // Only the line is known: what stands around the passage has to tell the place, and no other.
    let number = document.blocks.partition_point(|block| block.span.end <= edit.start);
    let block = document.blocks.get(number)?;
    let next = document.blocks.get(number + 1).map(|next| document.place(next.span.start).line + 1);
    let to = next.and_then(|line| lines.start(line)).unwrap_or(file.len());
    let region = file.get(from..to)?;
    AROUND.iter().find_map(|&width| {
        let (context, before) = around(document, block, edit, width);
        let mut found = region.match_indices(context);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(from + at + before)
    })
}

/// Letters around a passage by which it is looked for in a page, the widest first: where one is cut through by
/// markup, a narrower one may not be.
const AROUND: [usize; 3] = [32, 12, 4];

/// The passage with up to `width` characters of its block on each side, and how many bytes stand before it.
fn around<'a>(document: &'a Document, block: &Block, edit: &Edit, width: usize) -> (&'a str, usize) {
    let text = &document.text;
    let before = &text[block.span.start.min(edit.start)..edit.start];
    let after = &text[edit.end..block.span.end.max(edit.end)];
    let start = before
        .char_indices()
        .rev()
        .take(width)
        .last()
        .map_or(edit.start, |(at, _)| edit.start - before.len() + at);
    let end = edit.end + after.char_indices().nth(width).map_or(after.len(), |(at, _)| at);
    (&text[start..end], edit.start - start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::{FlagOptions, flag, rule, segments};
    use crate::lexicon::Lexicon;

    fn flags(lang: &str, text: &str) -> (Document, Vec<Flag>) {
        let bitext = segments::bitext(None, lang.parse().unwrap(), &[("", text)]);
        let flags = flag(&bitext, &Lexicon::default(), &FlagOptions::default()).flags;
        (bitext.into_texts().1.document, flags)
    }

    #[test]
    fn what_is_fixed_is_no_flag_any_more() {
        for id in SAFE {
            let examples = rule(id).expect("a safe rule is a rule").flags;
            let mut fixed = 0;
            for example in examples.iter().filter(|example| example.source.is_none()) {
                let (lang, text) = example.target;
                let (document, before) = flags(lang, text);
                let after = apply(text, &fixes(&document, text, &before).in_text);
                fixed += usize::from(after != text);
                let offered = |flag: &&Flag| flag.rule == *id && flag.suggestion.is_some();
                assert_eq!(flags(lang, &after).1.iter().find(offered), None, "{text} -> {after}");
            }
            assert!(fixed > 0, "{id}");
        }
    }
}
