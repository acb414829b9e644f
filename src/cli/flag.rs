//! `alinea flag`: pages or paired segments in, flags out.

mod aligned;
mod excerpt;
mod line;
mod pages;
mod scores;
mod segments;
mod tally;

use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
use alinea::{Config, Flag, Lang, write};

use super::args::{FailOn, Repairing, Running, Together};
use super::living::{Living, Scoring};
use super::{Outcome, output};

/// Flags garbled passages of pages, or of segments that are paired already.
///
/// A page is read, cleaned, split into sentences and tagged; what cleaning left out is told as
/// `boilerplate-line`. Translation files (`.tmx`, `.xlf`, `.xliff`, `.tsv`, and the `.jsonl` that `align`
/// writes) are flagged unit by unit, each flag with the id of its unit. Rules that compare with the original
/// have their say there, with `--segments` and in `alinea align`. `alinea explain` says what each rule finds.
///
/// With `--quiet` nothing is told to people but errors, and the exit code; JSON lines are written all the same.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea flag --lang de article.html            what reads garbled, with the passage underlined
  alinea flag --fail-on error translated/*.md   exit code 1 if there is an error
  alinea flag --format jsonl --lang fr page.txt a flag a line, offsets in characters of the file
  alinea flag memory.tmx handoff.xlf            unit by unit, in the languages that the file states
  alinea flag --lang fr crawl.warc.gz           every page of a web archive
  alinea flag --scores --lang de article.html   what to read first where no rule speaks
  alinea flag --sites folder --lang fr crawled/ what recurs over its pages is left out first
  alinea flag --segments pairs.jsonl            {\"id\",\"src_lang\",\"tgt_lang\",\"src\",\"tgt\"} a line
  alinea flag page.md --accept                  what is flagged now is accepted, in alinea.ignore
  alinea flag page.md --accept=3f2a9c41d0b7e655 this one only, by its fingerprint
  alinea flag page.md --show-suppressed         what is suppressed, where and why
  alinea flag --fail-on hint --baseline known.txt *.md
  alinea flag --ignore doubled-word --severity question-mark=error page.txt")]
pub(crate) struct Args {
    /// Files and folders to flag; standard input where none is named, or for `-`. That is taken for HTML where it begins
    /// with `<!doctype html` or `<html`, and for plain text otherwise.
    files: Vec<PathBuf>,
    /// Language of the files, as a BCP 47 tag; from the file or guessed where it is not given. Of segments, that of
    /// translations that name no `tgt_lang`.
    #[arg(long, short, value_name = "LANG")]
    lang: Option<Lang>,
    /// The input holds segments, a JSON object a line: `id`, `doc`, `src_lang`, `tgt_lang`, `src`, `tgt`; a JSON object
    /// a line is written: `id`, `score` (higher is worse), `why` (what made the score, left out where nothing did),
    /// `flags`. Segments of one `doc` that follow each other are a text, up to 1,000 of them at a time.
    #[arg(long)]
    segments: bool,
    /// How flags are written: as `terminal` where it is not given, and of segments always as `jsonl`.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Tell the score of each page as well, 0 to 1, higher is worse, and the sentences that it ranks first though no
    /// error or warning is on them. As JSON lines: one a sentence, with `score` and `why` and without `rule`, and a last one for
    /// the page. Segments always have theirs.
    #[arg(long)]
    scores: bool,
    /// Exit with 1 if there is a flag this bad.
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    fail_on: FailOn,
    #[command(flatten)]
    living: Living,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    repairing: Repairing,
    #[command(flatten)]
    together: Together,
    #[command(flatten)]
    running: Running,
}

/// What is asked of a run, whatever it reads.
#[derive(Clone, Copy)]
struct Asked<'a> {
    config: &'a Config,
    living: &'a Living,
    fail_on: FailOn,
    /// A JSON object a flag, for programs.
    jsonl: bool,
    /// Scores beside the flags.
    scores: bool,
    /// Nothing for people but errors.
    quiet: bool,
}

/// How flags are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: place, rule, why, and the passage underlined.
    Terminal,
    /// A JSON object a flag.
    Jsonl,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut config = args.running.config(args.files.first())?;
    args.living.add_to(&mut config, &args.files)?;
    args.scoring.add_to(&mut config);
    args.repairing.add_to(&mut config);
    args.together.add_to(&mut config);
    if args.running.print_config {
        output::write(config.to_toml().as_bytes())?;
        return Ok(Outcome::Clean);
    }
    args.running.on_threads(|| on_threads(&args, &config))
}

fn on_threads(args: &Args, config: &Config) -> Result<Outcome> {
    let asked = Asked {
        config,
        living: &args.living,
        fail_on: args.fail_on,
        jsonl: args.format == Some(Format::Jsonl),
        scores: args.scores,
        quiet: args.running.quiet,
    };
    let mut files = args.files.clone();
    if files.is_empty() {
        files.push(PathBuf::from("-"));
    }
    if args.segments {
        if args.format == Some(Format::Terminal) {
            return Err(Error::usage("flags of segments are JSON lines").hint("leave out `--format`"));
        }
        return segments::run(&files, args.lang, asked);
    }
    if let Some(packed) = files.iter().find(|file| is_packed_alignment(file)) {
        return Err(Error::usage("a packed alignment file is not read").at(packed).hint("unpack it first"));
    }
    let (aligned, pages): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| write::is_aligned(file));
    if args.scores && asked.jsonl && !aligned.is_empty() {
        let wrong = Error::usage("scores of translation files are told to people only").at(&aligned[0]);
        return Err(wrong.hint("leave out `--format`; the JSON lines that `align` writes have them"));
    }
    let mut outcome = Outcome::Clean;
    if !aligned.is_empty() {
        outcome = outcome.or(aligned::run(&aligned, asked)?);
    }
    if !pages.is_empty() {
        outcome = outcome.or(pages::run(&pages, args.lang, asked)?);
    }
    Ok(outcome)
}

/// Whether a file is an alignment file but for its packing, and no article by its name: `memory.tmx.gz`.
fn is_packed_alignment(path: &Path) -> bool {
    let packed = path.extension().is_some_and(|extension| extension == "gz" || extension == "zst");
    let inner = path.with_extension("");
    packed
        && inner.extension().is_some_and(|extension| extension != "jsonl")
        && write::format_of(&inner).is_ok_and(|format| matches!(format.input, Some(write::Input::Whole(_))))
}

/// Whether one of the flags fails the run.
fn fails(fail_on: FailOn, flags: &[Flag]) -> bool {
    flags.iter().any(|flag| flag.counts() && fail_on.fails(flag.severity))
}

/// The number of characters before each of some byte offsets; those must be sorted.
fn characters_before(text: &str, offsets: &[usize]) -> Vec<usize> {
    let (mut at, mut count) = (0, 0);
    offsets
        .iter()
        .map(|&offset| {
            count += text[at..offset].chars().count();
            at = offset;
            count
        })
        .collect()
}

/// Prints what could not be read, and goes on.
fn failed(error: &Error) {
    output::error(error);
}
