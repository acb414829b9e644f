//! Writes entries as JSON lines, the canonical format, and reads them back: nothing is lost but blank
//! blocks and the markup. Written again, what was read gives the same bytes.
//!
//! An article is a `document` line, its beads in order, its moves, and the boilerplate of the source and
//! of the target. Files may be joined with `cat`.
//! Every line break that a reader may split on is written as an escape, so a line is a line everywhere.

use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;

use super::format::{Export, Format, Input, Output};
use super::passage::{self, Numbers, passage_of};
use super::record::{
    DocumentRecord, FlagRecord, NoticeRecord, RatingRecord, Record, RecordKind, ScoreRecord, Segment,
    ShareRecord, SideRecord, SuppressionRecord, VERSION, rounded, slashed,
};
use super::unjson;
use crate::bitext::{Bead, Entry, Flag, Ratings, Role, Score, Side, Text, fingerprints};
use crate::error::{Error, Result};

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    aliases: &["json", "ndjson"],
    summary: "JSON lines: canonical, lossless, versioned, with a JSON Schema",
    alone: true,
    output: Output::One(write),
    input: Some(Input::Whole(read)),
};

fn write(entry: &Entry, _: &Export, out: &mut dyn io::Write) -> io::Result<usize> {
    each(entry, &mut |record| line(record, out))?;
    Ok(0)
}

/// Makes the records of an entry, one after the other.
///
/// # Errors
/// If `take` fails.
pub fn each(entry: &Entry, take: &mut dyn FnMut(&Record) -> io::Result<()>) -> io::Result<()> {
    let maker = Maker::new(entry);
    take(&maker.document())?;
    for number in 0..entry.bitext.beads().len() {
        take(&maker.bead(number))?;
    }
    for number in 0..entry.bitext.moves.len() {
        take(&maker.moved(number))?;
    }
    for side in [Side::Source, Side::Target] {
        let blocks = &entry.bitext.side(side).document.blocks;
        for (number, block) in blocks.iter().enumerate() {
            if matches!(block.role, Role::Boilerplate(_)) {
                take(&maker.boilerplate(side, number))?;
            }
        }
    }
    Ok(())
}

/// A record as one line, its line break included.
pub(crate) fn line<T: Serialize>(record: &T, out: &mut dyn io::Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, OneLine);
    record.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Compact JSON in which C1 controls and the Unicode line and paragraph separators are escaped.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in fragment.char_indices() {
            if matches!(c, '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}') {
                out.write_all(&fragment.as_bytes()[done..at])?;
                write!(out, "\\u{:04x}", c as u32)?;
                done = at + c.len_utf8();
            }
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

/// Makes records of one entry.
struct Maker<'a> {
    entry: &'a Entry,
    numbers: [Numbers; 2],
    fingerprints: Vec<String>,
    /// Flags by bead.
    by_bead: Vec<Vec<usize>>,
    /// Flags of no bead by the block of boilerplate that they begin in, source and target.
    by_block: [Vec<Vec<usize>>; 2],
    /// The other flags of no bead.
    of_none: Vec<usize>,
}

impl<'a> Maker<'a> {
    fn new(entry: &'a Entry) -> Self {
        let beads = entry.bitext.beads().len();
        let mut by_bead = vec![Vec::new(); beads + 1];
        for (index, flag) in entry.flags.iter().enumerate() {
            by_bead[flag.bead.map_or(beads, |bead| bead.min(beads))].push(index);
        }
        let mut of_none = Vec::new();
        let mut by_block = [Side::Source, Side::Target]
            .map(|side| vec![Vec::new(); entry.bitext.side(side).document.blocks.len()]);
        for index in by_bead.pop().unwrap_or_default() {
            let flag = &entry.flags[index];
            match entry.bitext.side(flag.side).dropped(flag.span) {
                Some(block) => by_block[flag.side as usize][block].push(index),
                None => of_none.push(index),
            }
        }
        Self {
            entry,
            numbers: [Side::Source, Side::Target].map(|side| Numbers::of(entry.bitext.side(side))),
            fingerprints: fingerprints(entry),
            by_bead,
            by_block,
            of_none,
        }
    }

    fn empty(&self, kind: RecordKind) -> Record {
        let bitext = &self.entry.bitext;
        let original = (!bitext.is_alone()).then(|| bitext.source());
        Record {
            version: VERSION,
            kind,
            article: self.entry.name.clone(),
            source_lang: original.map(|text| text.lang),
            target_lang: bitext.target().lang,
            source_path: original.map(|text| slashed(&text.document.path)),
            target_path: slashed(&bitext.target().document.path),
            bead: None,
            source: Vec::new(),
            target: Vec::new(),
            confidence: None,
            score: None,
            rating: None,
            reason: None,
            flags: Vec::new(),
            document: None,
        }
    }

    fn document(&self) -> Record {
        let bitext = &self.entry.bitext;
        let side = |text: &Text| SideRecord {
            url: text.document.url.clone(),
            title: text.document.title.clone(),
            declared: text.document.declared,
            encoding: text.document.encoding.to_owned(),
        };
        let mut record = self.empty(RecordKind::Document);
        record.score = Some(score(&self.entry.score));
        record.rating = self.rating(|ratings| ratings.mean());
        record.document = Some(DocumentRecord {
            layout: self.entry.layout,
            source: (!bitext.is_alone()).then(|| side(bitext.source())),
            target: side(bitext.target()),
            notices: self.entry.notices.iter().map(notice).collect(),
        });
        record.flags = self.flags(&self.of_none);
        record
    }

    fn bead(&self, number: usize) -> Record {
        let bitext = &self.entry.bitext;
        let bead = &bitext.beads()[number];
        let mut record = self.empty(RecordKind::Bead);
        record.bead = Some(number);
        record.source = self.segments(Side::Source, bead);
        record.target = self.segments(Side::Target, bead);
        record.confidence = (!bitext.is_alone()).then(|| rounded(bead.confidence));
        record.score = self.entry.scores.get(number).map(score);
        record.rating = self.rating(|ratings| ratings.of(number));
        record.flags = self.flags(&self.by_bead[number]);
        record
    }

    fn rating(&self, of: impl Fn(&Ratings) -> Option<f32>) -> Option<RatingRecord> {
        let ratings = self.entry.ratings.as_ref()?;
        Some(RatingRecord { scorer: ratings.scorer.clone(), score: rounded(of(ratings)?) })
    }

    fn moved(&self, number: usize) -> Record {
        let found = &self.entry.bitext.moves[number];
        let bead =
            Bead { source: found.source.clone(), target: found.target.clone(), confidence: found.confidence };
        let mut record = self.empty(RecordKind::Move);
        record.source = self.segments(Side::Source, &bead);
        record.target = self.segments(Side::Target, &bead);
        record.confidence = Some(rounded(found.confidence));
        record
    }

    fn boilerplate(&self, side: Side, number: usize) -> Record {
        let text = self.entry.bitext.side(side);
        let block = &text.document.blocks[number];
        let place = text.document.place(block.span.start);
        let segment = Segment {
            sentence: None,
            text: text.document.slice(block.span).to_owned(),
            line: place.line,
            column: place.column,
            lang: None,
            lang_confidence: None,
            block: self.numbers[side as usize].block(number),
            block_kind: block.kind,
            code: passage::code_of(&text.document, block.span),
        };
        let mut record = self.empty(RecordKind::Boilerplate);
        if let Role::Boilerplate(reason) = block.role {
            record.reason = Some(reason);
        }
        record.flags = self.flags(&self.by_block[side as usize][number]);
        match side {
            Side::Source => record.source.push(segment),
            Side::Target => record.target.push(segment),
        }
        record
    }

    fn flags(&self, indices: &[usize]) -> Vec<FlagRecord> {
        indices.iter().filter_map(|&index| self.flag(index)).collect()
    }

    fn segments(&self, side: Side, bead: &Bead) -> Vec<Segment> {
        let text = self.entry.bitext.side(side);
        let range = if side == Side::Source { &bead.source } else { &bead.target };
        range
            .clone()
            .map(|index| {
                let sentence = &text.sentences[index];
                let place = text.document.place(sentence.span.start);
                Segment {
                    sentence: Some(index),
                    text: text.sentence(index).to_owned(),
                    line: place.line,
                    column: place.column,
                    lang: sentence.guess.map(|guess| guess.lang),
                    lang_confidence: sentence.guess.map(|guess| rounded(guess.confidence)),
                    block: self.numbers[side as usize].block(sentence.block),
                    block_kind: text
                        .document
                        .blocks
                        .get(sentence.block)
                        .map(|block| block.kind)
                        .unwrap_or_default(),
                    code: passage::code_of(&text.document, sentence.span),
                }
            })
            .collect()
    }

    /// `None` for a flag on a side that holds no text at all.
    fn flag(&self, index: usize) -> Option<FlagRecord> {
        let flag: &Flag = &self.entry.flags[index];
        let text = self.entry.bitext.side(flag.side);
        let located = passage_of(text, flag.span, flag.bead.is_none())?;
        let other = if flag.side == Side::Source { Side::Target } else { Side::Source };
        let (start, end) = (text.document.place(located.span.start), text.document.place(located.span.end));
        Some(FlagRecord {
            rule: flag.rule.to_owned(),
            severity: flag.severity,
            side: flag.side,
            passage: located.passage,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: passage::text_of(text, &located),
            counterpart: flag
                .counterpart
                .and_then(|span| passage_of(self.entry.bitext.side(other), span, false))
                .map(|located| located.passage),
            message: flag.message.clone(),
            suggestion: flag.suggestion.clone(),
            fingerprint: self.fingerprints[index].clone(),
            suppressed: flag.suppressed.as_ref().map(|found| SuppressionRecord {
                by: found.by,
                reason: found.reason.clone(),
                path: slashed(&found.path),
                line: found.line,
            }),
        })
    }
}

fn score(score: &Score) -> ScoreRecord {
    let why = score
        .why
        .iter()
        .map(|share| ShareRecord { what: share.what.clone(), weight: rounded(share.weight) })
        .collect();
    ScoreRecord { value: rounded(score.value), why }
}

fn notice(notice: &crate::bitext::Notice) -> NoticeRecord {
    NoticeRecord { path: slashed(&notice.path), message: notice.message.clone() }
}

/// Whether the first line of a file is a record of this format.
pub(super) fn is_ours(path: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct First {
        #[serde(rename = "kind")]
        _kind: RecordKind,
        #[serde(rename = "version")]
        _version: u32,
    }
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| {
        io::BufRead::read_until(&mut io::BufReader::new(file).take(1 << 20), b'\n', &mut first)
    });
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&first);
    read.is_ok() && serde_json::from_slice::<First>(first).is_ok()
}

fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut article: Option<unjson::Article> = None;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let wrong = |message: String| Error::input(path, message).line(index as u64 + 1);
        let record = parse(line).map_err(wrong)?;
        if record.kind == RecordKind::Document {
            entries.extend(article.take().map(unjson::Article::finish).transpose().map_err(wrong)?);
            article = Some(unjson::Article::begin(record));
            continue;
        }
        let Some(article) = &mut article else {
            return Err(wrong("expected a line of kind `document` before the first bead".into()));
        };
        article.push(record).map_err(wrong)?;
    }
    let last = bytes.split(|&byte| byte == b'\n').count() as u64;
    let finished = article.map(unjson::Article::finish).transpose();
    entries.extend(finished.map_err(|message| Error::input(path, message).line(last))?);
    Ok(entries)
}

fn parse(line: &[u8]) -> Result<Record, String> {
    #[derive(serde::Deserialize)]
    struct Version {
        version: u32,
    }
    match serde_json::from_slice::<Version>(line) {
        Ok(found) if found.version != VERSION => {
            return Err(format!(
                "expected version {VERSION} of the format, but found {}; a newer alinea may read it",
                found.version
            ));
        }
        _ => {}
    }
    serde_json::from_slice(line).map_err(|cause| {
        // The parser counts lines within the line; only its column helps.
        let message = cause.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        format!("not a record of this format: {message}, at column {}", cause.column())
    })
}
