//! A bead as the exported formats show it: one text a side, flags counted in its characters; and the way
//! back, from such units to an entry.
//!
//! The sentences of a side are joined by one space, or by nothing in scripts that set no spaces. A line
//! break, with the white space around it, is joined in the same way, so a unit is a line in any format.
//! Control characters that XML cannot hold are left out and counted.

use std::path::Path;

use super::unjson::rule;
use super::xml;
use crate::bitext::{
    Anchor, Bead, Bitext, Block, Document, Entry, Flag, Kind, Layout, Role, Score, Sentence, Severity, Side,
    Span, Text,
};
use crate::lang::{Lang, Script, language};

/// A bead as one text a side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Unit {
    /// Source sentences, joined; empty where there are none.
    pub(crate) source: String,
    /// Target sentences, joined; empty where there are none.
    pub(crate) target: String,
    /// Of the bead, 0..=1; `None` in a text that has no other side.
    pub(crate) confidence: Option<f32>,
    /// How likely it is worth a look, 0..=1.
    pub(crate) score: Option<f32>,
    /// What was found in it and is not suppressed: translators have no use for the rest.
    pub(crate) marks: Vec<Mark>,
}

/// A flag, counted in the characters of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) side: Side,
    /// Characters before it.
    pub(crate) start: usize,
    /// Characters up to its end.
    pub(crate) end: usize,
    pub(crate) message: String,
}

impl Unit {
    /// Whether one side holds nothing.
    pub(crate) fn is_null(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }
}

/// Gives the unit of every bead that is confident enough and holds a character to `take`, in order; says
/// how many characters were left out.
pub(crate) fn each<E>(
    entry: &Entry,
    min_confidence: f32,
    take: &mut dyn FnMut(&Unit) -> Result<(), E>,
) -> Result<usize, E> {
    let mut by_bead = vec![Vec::new(); entry.bitext.beads().len()];
    for flag in entry.told() {
        if let Some(flags) = flag.bead.and_then(|bead| by_bead.get_mut(bead)) {
            flags.push(flag);
        }
    }
    let mut lost = 0;
    let alone = entry.bitext.is_alone();
    for (number, bead) in entry.bitext.beads().iter().enumerate() {
        if !alone && bead.confidence < min_confidence {
            continue;
        }
        let [source, target] = [(Side::Source, bead.source.clone()), (Side::Target, bead.target.clone())]
            .map(|(side, range)| Joined::of(entry.bitext.side(side), range, &mut lost));
        if source.text.is_empty() && target.text.is_empty() {
            continue;
        }
        let marks = by_bead[number]
            .iter()
            .filter_map(|flag| {
                let joined = if flag.side == Side::Source { &source } else { &target };
                // Nothing is left of a side that held only what XML cannot hold.
                (!joined.text.is_empty()).then(|| Mark {
                    rule: flag.rule.to_owned(),
                    severity: flag.severity,
                    side: flag.side,
                    start: joined.position(flag.span.start),
                    end: joined.position(flag.span.end),
                    message: one_line(&flag.message),
                })
            })
            .collect();
        take(&Unit {
            source: source.text,
            target: target.text,
            confidence: (!alone).then_some(bead.confidence),
            score: entry.scores.get(number).map(|score| score.value),
            marks,
        })?;
    }
    Ok(lost)
}

/// Joined sentences, and for each of their characters the byte of the document that it stood at.
struct Joined {
    text: String,
    bytes: Vec<usize>,
}

impl Joined {
    fn of(text: &Text, range: std::ops::Range<usize>, lost: &mut usize) -> Self {
        let spaced = language(text.lang).script.spaced();
        let mut joined = Joined { text: String::new(), bytes: Vec::new() };
        // Where a gap began that is not yet written, and whether it holds a line break or tab.
        let mut gap: Option<(usize, bool)> = None;
        for sentence in &text.sentences[range] {
            let start = sentence.span.start;
            if !joined.text.is_empty() {
                gap = Some((gap.map_or(start, |(at, _)| at), true));
            }
            for (at, c) in text.document.slice(sentence.span).char_indices() {
                let at = start + at;
                if joined.text.is_empty() && c.is_whitespace() {
                    // What stood before it was left out.
                } else if breaks(c) {
                    gap = Some((gap.map_or(at, |(at, _)| at), true));
                } else if c.is_whitespace() && gap.is_some_and(|(_, broken)| broken) {
                    // Part of the gap.
                } else if !xml::holds(c) {
                    *lost += 1;
                } else {
                    if let Some((gap_at, _)) = gap.take() {
                        joined.trim();
                        if !joined.text.is_empty() && (spaced || !close(joined.text.chars().next_back(), c)) {
                            joined.push(' ', gap_at);
                        }
                    }
                    joined.push(c, at);
                }
            }
        }
        joined.trim();
        joined
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.bytes.push(at);
    }

    fn trim(&mut self) {
        while self.text.chars().next_back().is_some_and(char::is_whitespace) {
            self.text.pop();
            self.bytes.pop();
        }
    }

    /// Number of characters that stood before a byte of the document.
    fn position(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&at| at < byte)
    }
}

/// What ends a line for one reader or another, `str.splitlines` of Python included; and tabs, which end a cell.
fn breaks(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether two characters stand without a space between them in scripts that set none: one of them is
/// wide, or a letter of such a script.
fn close(before: Option<char>, after: char) -> bool {
    let wide = |c: char| {
        matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
            || Script::of(c).is_some_and(|script| !script.spaced())
    };
    before.is_some_and(wide) || wide(after)
}

/// A message on one line.
pub(crate) fn one_line(text: &str) -> String {
    let shown: String = text.chars().filter(|&c| breaks(c) || xml::holds(c)).collect();
    shown.split(|c: char| breaks(c) || c == ' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A unit with where it stood in the file that was read.
pub(crate) struct Read {
    /// What was read; white space around the texts does not count.
    pub(crate) unit: Unit,
    /// What the file calls it; its number where it has no name.
    pub(crate) id: String,
    /// 1-based line of each side.
    pub(crate) lines: [u64; 2],
    /// 1-based column of each side, 0 where only the line is known.
    pub(crate) columns: [usize; 2],
}

/// An entry from the units of one file: a sentence and a block a side, anchored to the line of the file.
pub(crate) fn entry(
    path: &Path,
    name: Option<String>,
    langs: (Option<Lang>, Lang),
    units: Vec<Read>,
) -> Result<Entry, String> {
    let (source_lang, target_lang) = langs;
    let mut texts = [source_lang.unwrap_or_default(), target_lang].map(|lang| Text {
        document: Document { path: path.to_owned(), encoding: "UTF-8", ..Document::default() },
        lang,
        sentences: Vec::new(),
    });
    let (mut beads, mut scores, mut flags) = (Vec::new(), Vec::new(), Vec::new());
    for Read { unit, id, lines, columns } in units {
        let given = [unit.source.as_str(), unit.target.as_str()];
        let mut ranges = [0..0, 0..0];
        for side in [0, 1] {
            let start = texts[side].len();
            push(&mut texts[side], given[side], &id, lines[side], columns[side]);
            ranges[side] = start..texts[side].len();
        }
        if ranges.iter().all(|range| range.is_empty()) {
            continue;
        }
        for mark in &unit.marks {
            let side = mark.side as usize;
            let cut = given[side].chars().take_while(|c| c.is_whitespace()).count();
            let text = &texts[side];
            let span = ranges[side].clone().next().map(|index| text.sentences[index].span);
            let outside = || format!("the flag `{}` lies outside of its text", mark.rule);
            let sentence = span.ok_or_else(outside)?;
            if mark.end > given[side].chars().count() {
                return Err(outside());
            }
            // White space around the text does not count, so a flag that begins or ends in it is cut.
            let slice = text.document.slice(sentence);
            let byte = |chars: usize| {
                super::passage::byte_of(slice, chars.saturating_sub(cut)).unwrap_or(slice.len())
            };
            let (start, end) = (byte(mark.start), byte(mark.end));
            flags.push(Flag {
                rule: rule(&mark.rule)?,
                severity: mark.severity,
                side: mark.side,
                span: Span::new(sentence.start + start.min(end), sentence.start + end),
                counterpart: None,
                bead: Some(beads.len()),
                message: mark.message.clone(),
                suggestion: None,
                suppressed: None,
                known: None,
            });
        }
        let [source, target] = ranges;
        if let Some(value) =
            unit.confidence.into_iter().chain(unit.score).find(|value| !Bead::is_share(*value))
        {
            return Err(format!("expected a confidence or score from 0 to 1, but found {value}"));
        }
        beads.push(Bead { source, target, confidence: unit.confidence.unwrap_or_default() });
        scores.extend(unit.score.map(|value| Score { value, why: Vec::new() }));
    }
    let [source, target] = texts;
    let bitext = match source_lang {
        Some(_) => Bitext::new(source, target, beads),
        None if source.is_empty() => Bitext::alone(target),
        None => return Err("expected the language of the source".into()),
    };
    if scores.len() != bitext.beads().len() {
        scores.clear();
    }
    let (layout, found) = named(path, &bitext);
    Ok(Entry { flags, scores, ..Entry::new(name.unwrap_or(found), layout, bitext) })
}

fn push(text: &mut Text, given: &str, id: &str, line: u64, column: usize) {
    let skipped = given.len() - given.trim_start().len();
    let column = if column == 0 { 0 } else { column + given[..skipped].chars().count() };
    let given = given.trim();
    if given.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.document.text.push('\n');
    }
    let start = text.document.text.len();
    text.document.text.push_str(given);
    let span = Span::new(start, text.document.text.len());
    text.document.anchors.push(Anchor { offset: start, line: line as usize, column });
    text.document.blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
    text.document.ids.push(id.to_owned());
    text.sentences.push(Sentence { span, block: text.document.blocks.len() - 1, guess: None });
}

/// How a file lies, and the name of its article: `a/en-fr.tmx` is `a`, `a.en-fr.tmx` and `a.tmx` are `a`.
pub(crate) fn named(path: &Path, bitext: &Bitext) -> (Layout, String) {
    let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stem = text(path.file_stem()).unwrap_or_default();
    let pair = match bitext.is_alone() {
        true => bitext.target().lang.to_string(),
        false => format!("{}-{}", bitext.source().lang, bitext.target().lang),
    };
    if stem == pair {
        let folder = text(path.parent().and_then(Path::file_name));
        return (Layout::Folder, folder.unwrap_or_else(|| "article".into()));
    }
    let name = stem.strip_suffix(&pair).and_then(|rest| rest.strip_suffix('.')).unwrap_or(&stem);
    (Layout::Flat, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lang: &str, sentences: &[&str]) -> (String, usize) {
        let mut text = Text { lang: lang.parse().unwrap(), ..Text::default() };
        for sentence in sentences {
            let start = text.document.text.len();
            text.document.text.push_str(sentence);
            let span = Span::new(start, text.document.text.len());
            text.sentences.push(Sentence { span, block: 0, guess: None });
        }
        let mut lost = 0;
        let joined = Joined::of(&text, 0..sentences.len(), &mut lost);
        (joined.text, lost)
    }

    #[test]
    fn joins_lines_and_sentences_by_one_space() {
        assert_eq!(joined("de", &["Ein \r\n Satz.", "Noch\u{2028}einer\t."]).0, "Ein Satz. Noch einer .");
        assert_eq!(joined("de", &["a  b", "", "c"]).0, "a  b c");
    }

    #[test]
    fn leaves_out_what_xml_cannot_hold_and_counts_it() {
        assert_eq!(joined("de", &["\0 a"]), ("a".into(), 1));
        assert_eq!(joined("de", &["a\0b\u{FFFF}c\u{1B}"]), ("abc".into(), 3));
    }
}
