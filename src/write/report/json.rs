//! The summary as JSON, version 1, with a published schema: totals, then a line an article, then what
//! failed and what there is to know.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Begin, Report, ReportFormat, Setup};
use super::spool::Spool;
use super::tally::Tally;
use crate::bitext::{Entry, Failure, Notice, Severity, Totals, fingerprints};
use crate::error::Result;
use crate::lang::Lang;
use crate::write::jsonl::line;
use crate::write::place::place;
use crate::write::record::slashed;
use crate::write::record::{NoticeRecord, published, rounded};

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "json",
    file: Some(FILE),
    summary: "the summary as JSON, versioned, with a JSON Schema",
    begin: Begin::File(begin),
};

const FILE: &str = "report.json";

/// The summary of a run.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Version of this shape: 1.
    version: u32,
    /// Formats of the alignment files that were written beside it; empty where none were. Folders whose summary
    /// names some are no input of later runs.
    formats: Vec<String>,
    /// What became of the inputs.
    totals: TotalsRecord,
    /// Counts over all articles.
    summary: TallyRecord,
    /// One an article, by name.
    articles: Vec<ArticleRecord>,
    /// Inputs that could not be done.
    failures: Vec<FailureRecord>,
    /// What a reader should know that belongs to no article.
    notices: Vec<NoticeRecord>,
}

/// What became of the inputs: `found` = `done` + `failed` + `skipped`.
#[derive(Serialize, JsonSchema)]
struct TotalsRecord {
    /// Pairs and single articles found.
    found: usize,
    /// Aligned or flagged, and written.
    done: usize,
    /// Not done, each with a failure.
    failed: usize,
    /// Left out on purpose, each with a notice.
    skipped: usize,
}

/// Counts over one article or all.
#[derive(Serialize, JsonSchema)]
struct TallyRecord {
    /// Sentences of the originals.
    source_sentences: usize,
    /// Sentences of the translations.
    target_sentences: usize,
    /// Beads of articles that have an original.
    beads: usize,
    /// Those of them with an empty side.
    null_beads: usize,
    /// Passages that moved.
    moves: usize,
    /// Mean confidence of the beads with two sides, 0..=1; null where there is none.
    mean_confidence: Option<f64>,
    /// Mean of what a scorer of the user's says of the beads, 0..=1, 1 is best; null where none was asked.
    mean_rating: Option<f64>,
    /// Flags that are suppressed; no other count holds them.
    suppressed: usize,
    /// Flags that the baseline knows; null without a baseline.
    known: Option<usize>,
    /// Flags that the baseline does not know; null without a baseline.
    new: Option<usize>,
    /// Flags by severity.
    flags: SeveritiesRecord,
    /// Flags by rule, the most frequent first.
    rules: Vec<RuleRecord>,
}

/// Flags by severity.
#[derive(Serialize, JsonSchema)]
struct SeveritiesRecord {
    /// Wrong as far as a program can tell.
    error: usize,
    /// Probably wrong.
    warning: usize,
    /// Perhaps worth a look.
    hint: usize,
    /// Something to know.
    info: usize,
}

/// Flags of one rule.
#[derive(Serialize, JsonSchema)]
struct RuleRecord {
    /// Id of the rule.
    rule: String,
    /// How many.
    flags: usize,
}

/// One article.
#[derive(Serialize, JsonSchema)]
struct ArticleRecord {
    /// Name of the article.
    article: String,
    /// Language of the original; null where it is not at hand.
    source_lang: Option<Lang>,
    /// Language of the translation.
    target_lang: Lang,
    /// File of the original.
    source_path: Option<String>,
    /// File of the translation.
    target_path: String,
    /// How likely the document is worth a look, 0..=1.
    score: f64,
    /// What the scorer of the user's is called; null where none was asked.
    scorer: Option<String>,
    /// Its counts.
    #[serde(flatten)]
    tally: TallyRecord,
    /// Fingerprints of its flags that are not suppressed, in the order of the text: this file can be a baseline.
    fingerprints: Vec<String>,
    /// What a reader should know about how it was made.
    notices: Vec<NoticeRecord>,
}

/// An input that could not be done.
#[derive(Serialize, JsonSchema)]
struct FailureRecord {
    /// Name of the article, or the path where no article is known.
    article: String,
    /// The file.
    path: String,
    /// 1-based line; null where none is known.
    line: Option<u64>,
    /// What failed and why.
    message: String,
    /// What to do.
    hint: Option<String>,
}

/// The published JSON Schema of the summary.
pub fn summary_schema() -> String {
    published::<Summary>("https://alinea.invalid/schema/report-v1.schema.json")
}

struct Json {
    folder: PathBuf,
    formats: Vec<&'static str>,
    baseline: bool,
    tally: Tally,
    articles: Spool,
    failures: Spool,
    notices: Spool,
}

fn begin(setup: &Setup) -> Result<Box<dyn Report>> {
    Ok(Box::new(Json {
        folder: setup.folder.clone(),
        formats: setup.formats.clone(),
        baseline: setup.baseline,
        tally: Tally::default(),
        articles: Spool::new(),
        failures: Spool::new(),
        notices: Spool::new(),
    }))
}

impl Report for Json {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        self.tally.add(entry);
        let bitext = &entry.bitext;
        let original = (!bitext.is_alone()).then(|| bitext.source());
        let open = entry.flags.iter().zip(fingerprints(entry)).filter(|(flag, _)| flag.suppressed.is_none());
        put(
            &mut self.articles,
            &ArticleRecord {
                article: entry.name.clone(),
                source_lang: original.map(|text| text.lang),
                target_lang: bitext.target().lang,
                source_path: original.map(|text| slashed(&text.document.path)),
                target_path: slashed(&bitext.target().document.path),
                score: rounded(entry.score.value),
                scorer: entry.ratings.as_ref().map(|ratings| ratings.scorer.clone()),
                tally: tally(&Tally::of(entry), self.baseline),
                fingerprints: open.map(|(_, fingerprint)| fingerprint).collect(),
                notices: entry.notices.iter().map(notice).collect(),
            },
        )
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        put(
            &mut self.failures,
            &FailureRecord {
                article: failure.name.clone(),
                path: slashed(&failure.path),
                line: failure.line,
                message: failure.message.clone(),
                hint: failure.hint.clone(),
            },
        )
    }

    fn notice(&mut self, given: &Notice) -> Result<()> {
        put(&mut self.notices, &notice(given))
    }

    fn finish(mut self: Box<Self>, totals: &Totals) -> Result<()> {
        let Totals { found, done, failed, skipped } = *totals;
        place(&self.folder, Path::new(FILE), |out| {
            out.write_all(b"{\n\"version\": 1,\n\"formats\": ")?;
            line(&self.formats, out)?;
            out.write_all(b",\n\"totals\": ")?;
            line(&TotalsRecord { found, done, failed, skipped }, out)?;
            out.write_all(b",\n\"summary\": ")?;
            line(&tally(&self.tally, self.baseline), out)?;
            for (name, spool) in [
                ("articles", &mut self.articles),
                ("failures", &mut self.failures),
                ("notices", &mut self.notices),
            ] {
                writeln!(out, ",\n\"{name}\": [")?;
                spool.copy(out)?;
                out.write_all(b"]")?;
            }
            out.write_all(b"\n}\n")
        })
    }
}

fn put<T: Serialize>(spool: &mut Spool, record: &T) -> Result<()> {
    let mut piece = Vec::new();
    if spool.count > 0 {
        piece.extend_from_slice(b",");
    }
    // Writing to memory cannot fail, and the records have string keys only.
    line(record, &mut piece).expect("a record is JSON");
    spool.put(&piece)
}

fn tally(tally: &Tally, baseline: bool) -> TallyRecord {
    TallyRecord {
        source_sentences: tally.source_sentences,
        target_sentences: tally.target_sentences,
        beads: tally.beads,
        null_beads: tally.null_beads,
        moves: tally.moves,
        mean_confidence: tally.mean_confidence().map(|mean| rounded(mean as f32)),
        mean_rating: tally.mean_rating().map(|mean| rounded(mean as f32)),
        suppressed: tally.suppressed,
        known: baseline.then_some(tally.known),
        new: baseline.then_some(tally.new),
        flags: SeveritiesRecord {
            error: tally.count(Severity::Error),
            warning: tally.count(Severity::Warning),
            hint: tally.count(Severity::Hint),
            info: tally.count(Severity::Info),
        },
        rules: tally.by_rule().map(|(rule, flags)| RuleRecord { rule: rule.to_owned(), flags }).collect(),
    }
}

fn notice(notice: &Notice) -> NoticeRecord {
    NoticeRecord { path: slashed(&notice.path), message: notice.message.clone() }
}
