//! `alinea lexicon`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
use alinea::lang::Lang;
use alinea::lexicon::{self, Corpus, Lexicon, LexiconOptions, Progress, Row, TrainOptions};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Outcome, output};

/// Trains and looks into lexicons.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Info(Info),
    Lookup(Lookup),
    Train(Train),
    Score(Score),
}

/// Shows what lexicons hold: languages, words, pairs, sizes, checksum and where they come from.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  alinea lexicon info
  alinea lexicon info --from de --to fr
  alinea lexicon info --notice")]
struct Info {
    /// Opens the lexicon of a pair and shows its size: source language
    #[arg(long, value_name = "LANG", requires = "to")]
    from: Option<Lang>,
    /// Target language
    #[arg(long, value_name = "LANG", requires = "from")]
    to: Option<Lang>,
    /// Prints the sources and licences of the shipped table
    #[arg(long, conflicts_with = "from")]
    notice: bool,
    #[command(flatten)]
    sources: Sources,
}

/// Shows the translations of a word.
#[derive(clap::Args)]
#[command(after_help = "\
Weights are 0 to 1. A word that no table knows is taken apart into two or three known ones, or known words
of the same root are shown.

Examples:
  alinea lexicon lookup Haus --from de --to fr
  alinea lexicon lookup 東京 --from ja --to en
  alinea lexicon lookup Zug --from de --to fr --source /usr/share/dictd/freedict-deu-fra.index")]
struct Lookup {
    /// The word, in any case
    word: String,
    /// Its language
    #[arg(long, value_name = "LANG")]
    from: Lang,
    /// The language to translate into
    #[arg(long, value_name = "LANG")]
    to: Lang,
    #[command(flatten)]
    sources: Sources,
}

/// Measures how well a lexicon tells translations from other sentences.
#[derive(clap::Args)]
#[command(after_help = "\
For every segment: does its translation have the highest cover of N candidates? Use text that the lexicon
was not trained on.

Examples:
  alinea lexicon score held-out.tsv.gz --from de --to en
  alinea lexicon score memory.tmx --from de --to fr --source terms.tsv")]
struct Score {
    /// Parallel text, as for `train`
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Source language
    #[arg(long, value_name = "LANG")]
    from: Lang,
    /// Target language
    #[arg(long, value_name = "LANG")]
    to: Lang,
    /// Candidates for each segment
    #[arg(long, value_name = "N", default_value_t = 100)]
    candidates: usize,
    /// Segments used at most, the first ones
    #[arg(long, value_name = "N", default_value_t = 1000)]
    segments: usize,
    #[command(flatten)]
    sources: Sources,
}

/// Which tables count.
#[derive(clap::Args)]
struct Sources {
    /// A dictionary, glossary or trained table of your own; may be given several times
    #[arg(long = "source", value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// Leaves the shipped table out
    #[arg(long)]
    no_shipped: bool,
}

impl Sources {
    fn open(&self, from: Lang, to: Lang) -> Result<Lexicon> {
        let options = LexiconOptions { none: self.no_shipped, sources: self.paths.clone() };
        lexicon::open(from, to, &options)
    }
}

/// Makes a table of words that translate each other from parallel text.
#[derive(clap::Args)]
#[command(after_help = "\
Files: TSV whose first line names the language of each column (`de<TAB>en<TAB>fr`), TMX, or one file a
language with one segment a line (`corpus.de corpus.en`); each also .gz or .zst. The result is the same to
the byte for the same files in the same order. Name it under `[lexicon] sources` in alinea.toml.

Examples:
  alinea lexicon train memory.tmx --out mine.lexicon
  alinea lexicon train corpus.de corpus.fr --pivot fr --out de-fr.lexicon
  alinea lexicon train *.tsv.gz --skip bible:ja --out data/lexicon.bin")]
struct Train {
    /// Parallel text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where the table goes
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The language that all others are paired with
    #[arg(long, value_name = "LANG", default_value = "en")]
    pivot: Lang,
    /// Only these languages, beside the pivot
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    only: Vec<Lang>,
    /// Leaves a column of a file out: `bible:ja`
    #[arg(long, value_name = "FILE:LANG", value_delimiter = ',', value_parser = column)]
    skip: Vec<(String, Lang)>,
    /// Translations that a word keeps at most
    #[arg(long, value_name = "N", default_value_t = TrainOptions::default().best)]
    best: usize,
    /// Least weight of a pair of words, .2 to 1
    #[arg(long, value_name = "WEIGHT", default_value_t = TrainOptions::default().least)]
    least: f32,
    /// Shows no progress
    #[arg(long, short)]
    quiet: bool,
}

fn column(text: &str) -> Result<(String, Lang), String> {
    let (file, lang) = text.rsplit_once(':').ok_or("expected FILE:LANG, such as `bible:ja`")?;
    Ok((file.to_owned(), lang.parse().map_err(|error: Error| error.message())?))
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    match args.command {
        Command::Info(args) => info(&args),
        Command::Lookup(args) => lookup(&args),
        Command::Train(args) => train(&args),
        Command::Score(args) => score(&args),
    }
}

fn info(args: &Info) -> Result<Outcome> {
    if args.notice {
        output::write(lexicon::NOTICE.as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    if let (Some(from), Some(to)) = (args.from, args.to) {
        let lexicon = args.sources.open(from, to)?;
        let (words, others, pairs) = lexicon.size();
        let _ = writeln!(text, "{from}-{to}: {words} words of {from}, {others} words of {to}, {pairs} pairs");
        output::write(text.as_bytes())?;
        return Ok(Outcome::Clean);
    }
    if !args.sources.no_shipped {
        for (name, bytes, checksum) in lexicon::checksums() {
            let _ = writeln!(text, "shipped, {name}: {bytes} bytes, BLAKE3 {checksum}");
        }
        table(&mut text, &lexicon::rows());
        text.push_str("any two of these languages are composed through English\n");
        text.push_str("sources and licences: `alinea lexicon info --notice`\n");
    }
    for path in &args.sources.paths {
        let _ = writeln!(text, "\n{}: {}", path.display(), lexicon::kind_of(path)?.name);
        if let Some(rows) = lexicon::rows_of(path)? {
            table(&mut text, &rows);
        }
    }
    text.push_str("\nkinds of files that `[lexicon] sources` and `--source` take:\n");
    for source in lexicon::SOURCES {
        let _ = writeln!(text, "  {:14} {:18} {}", source.name, source.endings.join(" "), source.summary);
    }
    output::write(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn table(text: &mut String, rows: &[Row]) {
    let _ = writeln!(text, "  {:8} {:>8} {:>8} {:>9}", "pair", "words", "pairs", "bytes");
    for row in rows {
        let pair = format!("{}-{}", row.langs.0, row.langs.1);
        let _ = writeln!(text, "  {pair:8} {:8} {:8} {:9}", row.words, row.pairs, row.bytes);
    }
}

fn lookup(args: &Lookup) -> Result<Outcome> {
    let lexicon = args.sources.open(args.from, args.to)?;
    if lexicon.is_empty() {
        output::notice(&format!(
            "no table knows {} and {}; `alinea lexicon info` lists the languages",
            args.from, args.to
        ));
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    for form in lexicon::forms(&args.word) {
        let mut words = vec![form.clone()];
        if lexicon.translations(&form).is_empty() {
            words = lexicon.parts(&form).into_iter().map(str::to_owned).collect();
        }
        if words.is_empty() {
            words = lexicon.kin(&form).into_iter().map(|(word, _)| word.to_owned()).collect();
        }
        if words.is_empty() {
            let _ = writeln!(text, "{form}: not known");
        }
        for word in &words {
            let _ = writeln!(text, "{word}");
            for (translation, weight) in lexicon.translations(word) {
                let _ = writeln!(text, "  {weight:.2} {translation}");
            }
        }
    }
    output::write(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn score(args: &Score) -> Result<Outcome> {
    let lexicon = args.sources.open(args.from, args.to)?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    for corpus in Corpus::from_paths(&args.files)? {
        corpus.read(&mut |cells| {
            let of = |lang: Lang| {
                cells.iter().find(|(other, _)| other.same_language(&lang)).map(|(_, text)| *text)
            };
            if let (Some(source), Some(target)) = (of(args.from), of(args.to))
                && pairs.len() < args.segments
            {
                pairs.push((source.to_owned(), target.to_owned()));
            }
        })?;
    }
    if pairs.is_empty() {
        return Err(Error::usage(format!("no segment holds both `{}` and `{}`", args.from, args.to)));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    let ranking = lexicon::rank(&lexicon, &pairs, args.candidates);
    let text = format!(
        "{}-{}: the translation came first of {} in {} of {} segments ({:.3}); mean cover {:.3}, of others {:.3}\n",
        args.from,
        args.to,
        args.candidates.min(pairs.len()),
        ranking.right,
        ranking.asked,
        ranking.share(),
        ranking.cover,
        ranking.random
    );
    output::write(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn train(args: &Train) -> Result<Outcome> {
    let options = TrainOptions {
        pivot: args.pivot,
        only: args.only.clone(),
        skip: args.skip.clone(),
        best: args.best,
        least: args.least,
    };
    let bar = bar(args.quiet);
    let trained = lexicon::train(&args.files, &options, &|progress| match progress {
        Progress::Reading(corpus) => bar.set_message(format!("reading {}", corpus.path().display())),
        Progress::Training { done, of } => {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            bar.set_message("training");
        }
        _ => {}
    })?;
    bar.finish_and_clear();
    save(&args.out, &trained.bytes)?;
    let pairs: usize = trained.rows.iter().map(|row| row.pairs).sum();
    output::notice(&format!(
        "{} segments -> {} tables, {pairs} pairs of words, {} bytes in {}",
        trained.segments.0,
        trained.rows.len(),
        trained.bytes.len(),
        args.out.display()
    ));
    Ok(Outcome::Clean)
}

/// A bar on standard error; hidden where that is no terminal.
fn bar(quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {wide_bar} {elapsed} {msg:.dim}") {
        bar.set_style(style);
    }
    bar
}

/// Writes a file whole or not at all.
fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |cause| Error::output(path, "cannot write it").because(cause);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!("{name}.part"));
    std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path)).map_err(|cause| {
        // The cause of the failure matters more than a part file that cannot be removed.
        let _ = std::fs::remove_file(&part);
        failed(cause)
    })
}
