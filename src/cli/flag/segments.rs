//! Segments that are paired already: JSON lines in, JSON lines out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use alinea::bitext::{Bitext, Layout, Side, Span, fingerprints};
use alinea::error::{Error, Kind, Result};
use alinea::flag::{Findings, flag_all, segments, suppress};
use alinea::learn::learn_paired;
use alinea::lexicon::{self, Lexicon};
use alinea::{Config, Entry, Lang, rate, tag};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::args::FailOn;
use super::super::living::Ledger;
use super::super::{Outcome, output};
use super::{Asked, characters_before, fails};

/// Segments of one document that rules see at a time where a file holds more of it.
const MOST: usize = 1_000;
/// Segments that are held at a time, to the end of a document: they teach each other what is usual, and memory
/// stays bounded.
const HELD: usize = 20_000;

#[derive(Deserialize)]
struct Segment {
    /// As it is written: a number may have more digits than any type of ours.
    id: Box<RawValue>,
    #[serde(default)]
    doc: Option<Value>,
    #[serde(default)]
    src_lang: Option<Lang>,
    /// Set once the line is read: where it names none, to that of the run.
    #[serde(default)]
    tgt_lang: Option<Lang>,
    #[serde(default)]
    src: Option<String>,
    tgt: String,
}

impl Segment {
    /// Whether the two may stand in one bitext.
    fn goes_with(&self, other: &Segment) -> bool {
        self.doc.is_some()
            && self.doc == other.doc
            && self.target() == other.target()
            && self.source() == other.source()
    }

    /// The language of the translation.
    fn target(&self) -> Lang {
        self.tgt_lang.unwrap_or_default()
    }

    /// The language of the original, if there is one.
    fn source(&self) -> Option<Lang> {
        self.src.as_ref().map(|_| self.src_lang.unwrap_or_default())
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a RawValue,
    score: f32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<Rating<'a>>,
    flags: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    severity: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<[usize; 2]>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

#[derive(Serialize)]
struct Rating<'a> {
    scorer: &'a str,
    score: f32,
}

/// `lang` is the language of translations that name none.
pub(super) fn run(files: &[PathBuf], lang: Option<Lang>, asked: Asked<'_>) -> Result<Outcome> {
    let Asked { config, living, fail_on, quiet, .. } = asked;
    let mut work = Work {
        lang,
        config,
        fail_on,
        lexicons: BTreeMap::new(),
        flagged: false,
        failed: false,
        ledger: living.ledger(config, files.first().map(PathBuf::as_path), &[]),
        out: BufWriter::with_capacity(1 << 16, Out),
    };
    for path in files {
        let reader: Box<dyn Read> = match path.as_os_str() == "-" {
            true => Box::new(std::io::stdin().lock()),
            false => Box::new(File::open(path).map_err(|cause| {
                let error = match cause.kind() {
                    std::io::ErrorKind::NotFound => Error::usage("there is no such file"),
                    _ => Error::new(Kind::Input, "cannot open it"),
                };
                error.at(path).because(cause)
            })?),
        };
        work.file(path, BufReader::with_capacity(1 << 16, reader))?;
    }
    work.out.flush().map_err(|cause| Error::new(Kind::Output, "cannot write").because(cause))?;
    work.ledger.finish(!work.failed, quiet)?;
    Ok(match (work.failed, work.flagged) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Flagged,
        (false, false) => Outcome::Clean,
    })
}

struct Work<'a> {
    lang: Option<Lang>,
    config: &'a Config,
    fail_on: FailOn,
    lexicons: BTreeMap<(Lang, Lang), Lexicon>,
    flagged: bool,
    /// Whether a line could not be read.
    failed: bool,
    ledger: Ledger<'a>,
    out: BufWriter<Out>,
}

impl Work<'_> {
    fn file(&mut self, path: &Path, reader: impl BufRead) -> Result<()> {
        let mut held: Vec<Segment> = Vec::new();
        for (number, line) in reader.lines().enumerate() {
            let number = number as u64 + 1;
            // What is no text is one bad line, all else the end of the file.
            let broken = line.as_ref().is_err_and(|cause| cause.kind() != std::io::ErrorKind::InvalidData);
            let read = line.map_err(|cause| {
                let hint = if broken { "expected a file of lines" } else { "write it in UTF-8" };
                Error::input(path, "cannot read on").line(number).because(cause).hint(hint)
            });
            let segment = match read.and_then(|line| segment(path, number, &line, self.lang)) {
                Ok(Some(segment)) => segment,
                Ok(None) => continue,
                Err(error) => {
                    output::error(&error);
                    self.failed = true;
                    if broken {
                        break;
                    }
                    continue;
                }
            };
            let ends = held.last().is_some_and(|last| !last.goes_with(&segment));
            if held.len() >= HELD && ends || held.len() >= HELD + MOST {
                self.all(path, &held)?;
                held.clear();
            }
            held.push(segment);
        }
        self.all(path, &held)
    }

    /// Flags what is held, the documents of each pair of languages together, and writes a line a segment.
    fn all(&mut self, path: &Path, held: &[Segment]) -> Result<()> {
        let mut documents: Vec<&[Segment]> = Vec::new();
        for run in held.chunk_by(|left, right| left.goes_with(right)) {
            documents.extend(run.chunks(MOST));
        }
        let mut pairs: BTreeMap<(Option<Lang>, Lang), Vec<usize>> = BTreeMap::new();
        for (number, document) in documents.iter().enumerate() {
            if let Some(first) = document.first() {
                pairs.entry((first.source(), first.target())).or_default().push(number);
            }
        }
        let mut done: Vec<Option<Entry>> = documents.iter().map(|_| None).collect();
        for ((source, target), numbers) in pairs {
            let bitexts: Vec<Bitext> = numbers
                .par_iter()
                .map(|&number| tagged(bitext(source, target, path, documents[number]), self.config))
                .collect();
            let bitexts_here: Vec<&Bitext> = bitexts.iter().collect();
            let findings = match source {
                Some(source) => {
                    let opened = match self.lexicons.remove(&(source, target)) {
                        Some(known) => known,
                        None => lexicon::open(source, target, &self.config.lexicon)?,
                    };
                    let learned = learn_paired(&bitexts_here, opened, &self.config.learn);
                    let findings = flag_all(&bitexts_here, &learned, &self.config.flag);
                    self.lexicons.insert((source, target), learned);
                    findings
                }
                None => flag_all(&bitexts_here, &Lexicon::default(), &self.config.flag),
            };
            for (number, one) in numbers.into_iter().zip(bitexts.into_iter().zip(findings)) {
                done[number] = Some(self.entry(path, one));
            }
        }
        if self.config.rate.is_on() {
            rate::rate(done.iter_mut().flatten(), &self.config.rate, &mut || Ok(()))?;
        }
        for (document, entry) in documents.into_iter().zip(done) {
            let Some(mut entry) = entry else { continue };
            self.ledger.take(&mut entry);
            self.flagged |= fails(self.fail_on, &entry.flags);
            self.write(document, &entry)?;
        }
        Ok(())
    }

    /// What was found in a document, with what does not count marked.
    fn entry(&self, path: &Path, (bitext, findings): (Bitext, Findings)) -> Entry {
        let mut entry = Entry {
            flags: findings.flags,
            scores: findings.scores,
            score: findings.score,
            ..Entry::new(path.to_string_lossy().into_owned(), Layout::Flat, bitext)
        };
        suppress(&mut entry, &self.config.suppressions, &self.config.flag, &BTreeMap::new());
        entry
    }

    fn write(&mut self, held: &[Segment], entry: &Entry) -> Result<()> {
        let bitext = &entry.bitext;
        let fingerprints = fingerprints(entry);
        let mut of_bead: Vec<Vec<usize>> = vec![Vec::new(); held.len()];
        for (index, flag) in entry.flags.iter().enumerate() {
            if let Some(list) = flag.bead.and_then(|bead| of_bead.get_mut(bead)) {
                list.push(index);
            }
        }
        for (number, segment) in held.iter().enumerate() {
            let spans = |index: usize| {
                let flag = &entry.flags[index];
                match flag.side {
                    Side::Target => (Some(flag.span), flag.counterpart),
                    Side::Source => (flag.counterpart, Some(flag.span)),
                }
            };
            let marked = of_bead[number].iter().map(|&index| spans(index));
            let (targets, sources): (Vec<_>, Vec<_>) = marked.unzip();
            let targets = Places::new(bitext, Side::Target, number, &targets);
            let sources = Places::new(bitext, Side::Source, number, &sources);
            let flags = of_bead[number]
                .iter()
                .map(|&index| {
                    let flag = &entry.flags[index];
                    let (target, source) = spans(index);
                    let [start, end] = target.map_or([0, 0], |span| targets.of(span));
                    Found {
                        rule: flag.rule,
                        severity: flag.severity.name(),
                        start,
                        end,
                        source: source.map(|span| sources.of(span)),
                        message: &flag.message,
                        suggestion: flag.suggestion.as_deref(),
                        fingerprint: &fingerprints[index],
                        suppressed: flag.suppressed.as_ref().map(|found| found.reason.as_str()),
                        known: flag.known,
                    }
                })
                .collect();
            let score = entry.scores.get(number);
            let line = Line {
                id: &segment.id,
                score: score.map_or(0.0, |score| score.value),
                why: score
                    .map_or(Vec::new(), |score| score.why.iter().map(|share| share.what.as_str()).collect()),
                rating: entry
                    .ratings
                    .as_ref()
                    .and_then(|ratings| Some(Rating { scorer: &ratings.scorer, score: ratings.of(number)? })),
                flags,
            };
            let written = serde_json::to_writer(&mut self.out, &line).map_err(std::io::Error::from);
            written.and_then(|()| self.out.write_all(b"\n")).map_err(|cause| {
                Error::new(Kind::Output, "cannot write to standard output").because(cause)
            })?;
        }
        Ok(())
    }
}

/// Places of a segment as characters from its start, counted once for all its flags.
struct Places {
    block: Span,
    bytes: Vec<usize>,
    characters: Vec<usize>,
}

impl Places {
    fn new(bitext: &Bitext, side: Side, segment: usize, spans: &[Option<Span>]) -> Self {
        let document = &bitext.side(side).document;
        let block = document.blocks.get(segment).map_or(Span::new(0, 0), |block| block.span);
        let ends = spans.iter().flatten().flat_map(|span| [span.start, span.end]);
        let mut bytes: Vec<usize> = ends.map(|at| within(block, at)).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let characters = characters_before(document.slice(block), &bytes);
        Self { block, bytes, characters }
    }

    fn of(&self, span: Span) -> [usize; 2] {
        [span.start, span.end].map(|at| {
            let found = self.bytes.binary_search(&within(self.block, at));
            found.map_or(0, |index| self.characters[index])
        })
    }
}

/// A place of a document as one of a block.
fn within(block: Span, at: usize) -> usize {
    at.clamp(block.start, block.end) - block.start
}

/// A segment from its line, its translation in `lang` where it names no language; `None` for an empty line.
fn segment(path: &Path, number: u64, line: &str, lang: Option<Lang>) -> Result<Option<Segment>> {
    let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
    if line.trim().is_empty() {
        return Ok(None);
    }
    let no_segment = |cause: String| {
        Error::input(path, "this is no segment").line(number).because(cause).hint(
            "expected an object with `id`, `tgt_lang`, `tgt` and, where there is an original, `src_lang`, `src`",
        )
    };
    // A list would be taken for the fields in their order.
    if !line.trim_start().starts_with('{') {
        return Err(no_segment("it is no object".to_owned()));
    }
    let mut segment: Segment = serde_json::from_str(line).map_err(|cause| {
        // The line is that of the file, not the one that the parser saw.
        let text = cause.to_string();
        let said = text.split(" at line ").next().unwrap_or(&text);
        no_segment(format!("{said} at column {}", cause.column()))
    })?;
    segment.tgt_lang = segment.tgt_lang.or(lang);
    if segment.tgt_lang.is_none() {
        return Err(no_segment("missing field `tgt_lang`, and no `--lang` is given".to_owned()));
    }
    Ok(Some(segment))
}

fn bitext(source: Option<Lang>, target: Lang, path: &Path, document: &[Segment]) -> Bitext {
    let pairs: Vec<(&str, &str)> =
        document.iter().map(|held| (held.src.as_deref().unwrap_or(""), held.tgt.as_str())).collect();
    segments::bitext(source, target, &pairs).map_texts(|mut text| {
        path.clone_into(&mut text.document.path);
        text
    })
}

/// Gives the sentences of both sides their language.
fn tagged(bitext: Bitext, config: &Config) -> Bitext {
    let alone = bitext.is_alone();
    let beads = bitext.beads().to_vec();
    let (source, target) = bitext.into_texts();
    let target = tag::tag(target, &config.tag);
    match alone {
        true => Bitext::alone(target),
        false => Bitext::new(tag::tag(source, &config.tag), target, beads),
    }
}

/// Standard output through the one place that prints.
struct Out;

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        output::write(bytes).map_err(|error| std::io::Error::other(error.message()))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
