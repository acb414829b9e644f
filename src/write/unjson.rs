//! Records of one article -> the entry that they were made from.
//!
//! The text of a side is its segments joined by line breaks; anchors lead from each segment and flag to
//! the line and column that the record names, in the article that was read once.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::passage::{byte_of, code_in, span_of};
use super::record::{
    DocumentRecord, FlagRecord, Passage, Record, RecordKind, ScoreRecord, Segment, SideRecord,
};
use crate::bitext::{
    Anchor, Bead, Bitext, Block, Document, Entry, Flag, Guess, Move, Notice, Ratings, Reason, Role, Score,
    Sentence, Share, Side, Span, Suppression, Text,
};
use crate::lang::Lang;

type Result<T> = std::result::Result<T, String>;

/// The records of one article, as they come.
pub(super) struct Article {
    head: Record,
    beads: Vec<Bead>,
    scores: Vec<Score>,
    /// What the scorer is called, and what it says of each bead.
    scorer: Option<String>,
    ratings: Vec<Option<f32>>,
    moves: Vec<Move>,
    sides: [SideParts; 2],
    flags: Vec<(FlagRecord, Option<usize>, Option<usize>)>,
}

#[derive(Default)]
struct SideParts {
    sentences: Vec<Segment>,
    boilerplate: Vec<(Segment, Reason)>,
}

impl Article {
    pub(super) fn begin(mut head: Record) -> Self {
        let flags = head.flags.drain(..).map(|flag| (flag, None, None)).collect();
        Self {
            head,
            beads: vec![],
            scores: vec![],
            scorer: None,
            ratings: vec![],
            moves: vec![],
            sides: Default::default(),
            flags,
        }
    }

    pub(super) fn push(&mut self, record: Record) -> Result<()> {
        if (&record.article, record.source_lang, record.target_lang)
            != (&self.head.article, self.head.source_lang, self.head.target_lang)
        {
            return Err(format!(
                "expected a line of article `{}`, but found `{}` in other languages or of another name",
                self.head.article, record.article
            ));
        }
        match record.kind {
            RecordKind::Document => unreachable!("begins an article"),
            RecordKind::Bead => self.bead(record),
            RecordKind::Move => {
                let numbers = |segments: &[Segment]| -> Option<Range<usize>> {
                    let first = segments.first()?.sentence?;
                    let in_order = segments
                        .iter()
                        .enumerate()
                        .all(|(at, segment)| segment.sentence == first.checked_add(at));
                    let end = first.checked_add(segments.len())?;
                    in_order.then_some(first..end)
                };
                let (Some(source), Some(target)) = (numbers(&record.source), numbers(&record.target)) else {
                    return Err("expected a move to name sentences of both sides, in order".into());
                };
                let confidence = share(record.confidence)?;
                self.moves.push(Move { source, target, confidence });
                Ok(())
            }
            RecordKind::Boilerplate => {
                let reason = record.reason.ok_or("expected a `reason` for boilerplate")?;
                let (side, segment) = match (record.source, record.target) {
                    (mut source, target) if source.len() == 1 && target.is_empty() => {
                        (Side::Source, source.remove(0))
                    }
                    (source, mut target) if target.len() == 1 && source.is_empty() => {
                        (Side::Target, target.remove(0))
                    }
                    _ => return Err("expected one block on one side".into()),
                };
                let parts = &mut self.sides[side as usize].boilerplate;
                let number = parts.len();
                parts.push((segment, reason));
                self.flags.extend(record.flags.into_iter().map(|flag| (flag, None, Some(number))));
                Ok(())
            }
        }
    }

    fn bead(&mut self, record: Record) -> Result<()> {
        let number = self.beads.len();
        if record.bead != Some(number) {
            return Err(format!("expected bead {number}; the beads of an article stand in order"));
        }
        if record.source.is_empty() && record.target.is_empty() {
            return Err("expected a sentence on one side at least".into());
        }
        let ranges =
            [(Side::Source, record.source), (Side::Target, record.target)].map(|(side, segments)| {
                let sentences = &mut self.sides[side as usize].sentences;
                let start = sentences.len();
                for segment in segments {
                    let next = sentences.len();
                    if segment.sentence != Some(next) {
                        return Err(format!(
                            "expected sentence {next}; the sentences of a side stand in order"
                        ));
                    }
                    sentences.push(segment);
                }
                Ok(start..sentences.len())
            });
        let [source, target] = ranges;
        let confidence = share(record.confidence)?;
        self.beads.push(Bead { source: source?, target: target?, confidence });
        self.scores.extend(record.score.map(score));
        self.ratings.push(record.rating.as_ref().map(|rating| rating.score as f32));
        self.scorer = self.scorer.take().or(record.rating.map(|rating| rating.scorer));
        self.flags.extend(record.flags.into_iter().map(|flag| (flag, Some(number), None)));
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Entry> {
        let head = self.head;
        let DocumentRecord { layout, source, target, notices } =
            head.document.ok_or("expected a `document` on the line of that kind")?;
        let alone = head.source_lang.is_none();
        let [source_parts, target_parts] = self.sides;
        if alone && !(source_parts.sentences.is_empty() && source_parts.boilerplate.is_empty()) {
            return Err("a text without original has source sentences".into());
        }
        let source_side = source.unwrap_or_else(nothing_known);
        let mut sides = [
            Building::new(source_parts, head.source_lang, head.source_path, source_side)?,
            Building::new(target_parts, Some(head.target_lang), Some(head.target_path), target)?,
        ];
        let mut flags = Vec::with_capacity(self.flags.len());
        for (record, bead, block) in self.flags {
            flags.push(flag(record, bead, block, &mut sides)?);
        }
        let [source, target] = sides.map(Building::finish);
        let mut bitext = if alone {
            if self.beads.iter().any(|bead| bead.target.len() != 1) {
                return Err("a text without original has one sentence a bead".into());
            }
            Bitext::alone(target)
        } else {
            Bitext::new(source, target, self.beads)
        };
        check_moves(&self.moves, &bitext)?;
        bitext.moves = self.moves;
        let rated = self.ratings.len() == bitext.beads().len();
        let scored = self.scores.len() == bitext.beads().len();
        Ok(Entry {
            name: head.article,
            layout,
            bitext,
            flags,
            scores: if scored { self.scores } else { Vec::new() },
            score: head.score.map(score).unwrap_or_default(),
            ratings: self.scorer.filter(|_| rated).map(|scorer| Ratings { scorer, beads: self.ratings }),
            notices: notices
                .into_iter()
                .map(|notice| Notice { path: PathBuf::from(notice.path), message: notice.message })
                .collect(),
        })
    }
}

fn share(confidence: Option<f64>) -> Result<f32> {
    let confidence = confidence.unwrap_or_default() as f32;
    match Bead::is_share(confidence) {
        true => Ok(confidence),
        false => Err(format!("expected a `confidence` from 0 to 1, but found {confidence}")),
    }
}

/// Moves link sentences that no bead joins, and stand in the order of the source.
fn check_moves(moves: &[Move], bitext: &Bitext) -> Result<()> {
    let lies = |side: Side, sentences: &Range<usize>| {
        let null = |sentence| bitext.beads()[bitext.bead_of(side, sentence)].is_null();
        match sentences.end <= bitext.side(side).len() {
            true if sentences.clone().all(null) => Ok(()),
            true => Err("a move names a sentence that a bead joins already"),
            false => Err("a move names a sentence that is not there"),
        }
    };
    for moved in moves {
        lies(Side::Source, &moved.source)?;
        lies(Side::Target, &moved.target)?;
    }
    match moves.is_sorted_by(|one, next| one.source.end <= next.source.start) {
        true => Ok(()),
        false => Err("expected the moves in the order of their source sentences".into()),
    }
}

/// One side while its anchors are collected.
struct Building {
    text: Text,
    /// Blocks of boilerplate in the order of their records.
    boilerplate: Vec<usize>,
}

impl Building {
    fn new(parts: SideParts, lang: Option<Lang>, path: Option<String>, side: SideRecord) -> Result<Self> {
        let mut document = Document {
            path: path.as_deref().map(PathBuf::from).unwrap_or_default(),
            url: side.url,
            title: side.title,
            declared: side.declared,
            encoding: encoding(&side.encoding),
            ..Document::default()
        };
        let mut order: Vec<(Segment, Option<(usize, Reason)>)> =
            parts.sentences.into_iter().map(|segment| (segment, None)).collect();
        let count = parts.boilerplate.len();
        for (number, (segment, reason)) in parts.boilerplate.into_iter().enumerate() {
            order.push((segment, Some((number, reason))));
        }
        order.sort_by_key(|(segment, _)| segment.block);
        let mut sentences = Vec::new();
        let mut boilerplate = vec![0; count];
        let mut open: Option<usize> = None;
        for (segment, dropped) in order {
            if !document.text.is_empty() || !document.blocks.is_empty() {
                document.text.push('\n');
            }
            let start = document.text.len();
            document.text.push_str(&segment.text);
            let span = Span::new(start, document.text.len());
            anchor(&mut document, start, segment.line, segment.column);
            let code = code_in(&segment.text, &segment.code)
                .ok_or("the runs of `code` are not in order, or lie outside of their segment")?;
            document.code.extend(code.iter().map(|run| Span::new(start + run.start, start + run.end)));
            match (dropped, document.blocks.last_mut()) {
                (None, Some(block)) if open == Some(segment.block) => block.span.end = span.end,
                _ => {
                    let role = dropped.map_or(Role::Body, |(_, reason)| Role::Boilerplate(reason));
                    document.blocks.push(Block { span, kind: segment.block_kind, role });
                }
            }
            open = dropped.is_none().then_some(segment.block);
            let block = document.blocks.len() - 1;
            match dropped {
                Some((number, _)) => boilerplate[number] = block,
                None => {
                    if segment.sentence != Some(sentences.len()) {
                        return Err("the blocks of the sentences are not in order".into());
                    }
                    let guess = segment.lang.map(|lang| Guess {
                        lang,
                        confidence: segment.lang_confidence.unwrap_or_default() as f32,
                    });
                    sentences.push(Sentence { span, block, guess });
                }
            }
        }
        Ok(Self { text: Text { document, lang: lang.unwrap_or_default(), sentences }, boilerplate })
    }

    fn finish(mut self) -> Text {
        let anchors = &mut self.text.document.anchors;
        // Of two anchors at one place the first was that of the segment: stable, and both say the same.
        anchors.sort_by_key(|anchor| anchor.offset);
        anchors.dedup_by_key(|anchor| anchor.offset);
        self.text
    }

    fn span(&self, passage: &Passage, block: Option<usize>) -> Option<Span> {
        if passage.sentence.is_some() {
            return span_of(&self.text, passage);
        }
        let number = *self.boilerplate.get(block?)?;
        let block = self.text.document.blocks.get(number)?.span;
        let text = self.text.document.slice(block);
        let (start, end) = (byte_of(text, passage.start)?, byte_of(text, passage.end)?);
        (start <= end).then(|| Span::new(block.start + start, block.start + end))
    }
}

fn anchor(document: &mut Document, offset: usize, line: usize, column: Option<usize>) {
    document.anchors.push(Anchor { offset, line, column: column.unwrap_or(0) });
}

fn flag(
    record: FlagRecord,
    bead: Option<usize>,
    block: Option<usize>,
    sides: &mut [Building; 2],
) -> Result<Flag> {
    let nowhere = || format!("the flag `{}` lies outside of its sentence", record.rule);
    let this = &sides[record.side as usize];
    let span = this.span(&record.passage, block).ok_or_else(nowhere)?;
    let other = &sides[1 - record.side as usize];
    let counterpart = match &record.counterpart {
        // Boilerplate is never the counterpart of anything.
        Some(passage) => Some(other.span(passage, None).ok_or_else(nowhere)?),
        None => None,
    };
    let document = &mut sides[record.side as usize].text.document;
    anchor(document, span.start, record.line, record.column);
    anchor(document, span.end, record.end_line, record.end_column);
    Ok(Flag {
        rule: rule(&record.rule)?,
        severity: record.severity,
        side: record.side,
        span,
        counterpart,
        bead,
        message: record.message,
        suggestion: record.suggestion,
        suppressed: record.suppressed.map(|found| Suppression {
            by: found.by,
            reason: found.reason,
            path: PathBuf::from(found.path),
            line: found.line,
        }),
        known: None,
    })
}

fn score(record: ScoreRecord) -> Score {
    let why =
        record.why.into_iter().map(|share| Share { what: share.what, weight: share.weight as f32 }).collect();
    Score { value: record.value as f32, why }
}

fn nothing_known() -> SideRecord {
    SideRecord { url: None, title: None, declared: None, encoding: String::new() }
}

fn encoding(name: &str) -> &'static str {
    encoding_rs::Encoding::for_label(name.as_bytes()).map_or("", encoding_rs::Encoding::name)
}

/// Most rule ids that a program may meet in files over its life: an id is kept to its end.
const MOST_RULES: usize = 4096;

/// The id of a rule that a file names, for as long as the program runs.
pub(super) fn rule(id: &str) -> Result<&'static str> {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let form = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || id.len() > 64 || !id.bytes().all(form) {
        return Err(format!("expected the id of a rule, such as `repeated-phrase`, but found `{id}`"));
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(&found) = known.get(id) {
        return Ok(found);
    }
    if known.len() == MOST_RULES {
        return Err(format!("more than {MOST_RULES} different rules"));
    }
    let kept: &'static str = Box::leak(id.to_owned().into_boxed_str());
    known.insert(kept);
    Ok(kept)
}
