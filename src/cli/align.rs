//! `alinea align`: the main job.

use std::path::PathBuf;

use alinea::Lang;
use alinea::error::{Error, Result};
use alinea::pipeline::{self, pairs_by_content};
use alinea::read::{Found, PairOptions, pairs};

use super::args::{FailOn, Knowing, Repairing, Running, Together, Writing};
use super::living::{Living, Scoring};
use super::progress::Progress;
use super::results::Results;
use super::{Outcome, output};

/// Aligns articles with their translations, flags what reads garbled, and writes alignment files and reports.
///
/// Finds the pairs by name: a folder an article, with `<lang>.<ext>` for each language; flat names,
/// `<name>.<lang>.<ext>` or `<name>.<lang>`; JSONL records that share an `id`; or a table of pairs.
/// Which language is the original: `--source`, else `original` in `article.toml`, else English where
/// there is an English text, else the first language in alphabetical order.
/// With `--pair-by content`, the texts tell the pairs, and names no more than languages.
/// An article in one language only is cleaned, split, tagged and flagged by itself.
///
/// The output folder, and folders that alinea wrote earlier, are no input where they lie below a path.
///
/// Exit codes: 0 done, 1 flags at or above `--fail-on`, 2 the command could not be carried out (wrong usage or
/// configuration, results that cannot be written, no article at all), 3 some inputs could not be read (the rest is
/// done), 130 interrupted.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea align corpus --out aligned
  alinea align corpus --out aligned --source fr --formats tmx,xliff --report html,sarif
  alinea align articles.jsonl.gz --out aligned --jobs 8 --quiet
  alinea align --pairs pairs.tsv --out aligned --fail-on error
  alinea align --pair-by content --source de --out aligned pages/
  alinea align --sites folder --repair --out aligned pages/
  alinea align --presplit --source de --target fr --formats beads --out beads sentences/
  alinea align corpus --out aligned --lexicon terms.tsv --lexicon memory.tmx
  alinea align corpus --out aligned --embedder 'python3 embed.py sentence-transformers/LaBSE'
  alinea align corpus --out aligned --scorer 'python3 quality.py'
  alinea align corpus --out aligned --fail-on error --baseline known.txt
  alinea align corpus --out aligned --ignore weak-bead --severity number-missing=warning")]
pub(crate) struct Args {
    /// Folders and files to look for articles in.
    #[arg(value_name = "PATH", required_unless_present_any = ["pairs", "print_config"])]
    paths: Vec<PathBuf>,
    /// Language of the originals.
    #[arg(long, short, value_name = "LANG")]
    source: Option<Lang>,
    /// Only translations into this language.
    #[arg(long, short, value_name = "LANG")]
    target: Option<Lang>,
    /// A table of pairs, `source TAB target [TAB name]` a line, instead of looking at names.
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// How to tell which document translates which: `content` looks into the texts, for folders whose names
    /// do not tell. What has no counterpart is flagged by itself.
    #[arg(long, value_enum, default_value = "name", value_name = "WAY", conflicts_with = "pairs")]
    pair_by: PairBy,
    /// The files are plain text with one sentence a line: no cleaning, no splitting.
    #[arg(long)]
    presplit: bool,
    #[command(flatten)]
    repairing: Repairing,
    #[command(flatten)]
    together: Together,
    #[command(flatten)]
    knowing: Knowing,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    living: Living,
    #[command(flatten)]
    writing: Writing,
    /// From which severity on to exit with 1; less grave flags are no failures in `junit`.
    #[arg(long, value_enum, default_value = "never")]
    fail_on: FailOn,
    #[command(flatten)]
    running: Running,
}

/// What tells which document translates which.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PairBy {
    /// Names of files and folders, and `id` and `lang` of records.
    Name,
    /// Shared rare words, numbers and names, then the alignment of the best candidates.
    Content,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut config = args.running.config(args.paths.first().or(args.pairs.as_ref()))?;
    config.split.presplit |= args.presplit;
    args.repairing.add_to(&mut config);
    args.together.add_to(&mut config);
    args.knowing.add_to(&mut config);
    args.scoring.add_to(&mut config);
    args.living.add_to(&mut config, &args.paths)?;
    if args.running.print_config {
        output::write(config.to_toml().as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let out = args.writing.out.clone().ok_or_else(|| {
        Error::usage("no output folder").hint("add `--out DIR`, for example `--out aligned`")
    })?;
    let options = PairOptions {
        source: args.source,
        target: args.target,
        table: args.pairs,
        read: config.read,
        out: Some(out.clone()),
    };
    let progress = Progress::new(args.running.quiet);
    args.running.on_threads(|| {
        let found = match args.pair_by {
            PairBy::Name => pairs(&args.paths, &options).and_then(|found| {
                something_is_there(&found)?;
                wanted_is_there(&found, &options)?;
                Ok(found)
            }),
            PairBy::Content => {
                pairs_by_content(&args.paths, &options, &config, &|event| progress.take(event))
            }
        };
        let found = found.inspect_err(|_| progress.clear())?;
        // Of some articles only, nobody knows whether an entry of the configuration means others.
        let some = options.source.is_some() || options.target.is_some() || options.table.is_some();
        let covered = if some { &[][..] } else { &args.paths };
        let mut results = Results::begin(
            &out,
            &args.writing.formats,
            args.writing.export(),
            &args.writing.reporting.or(&["terminal", "html", "json"]),
            (&args.living, args.living.ledger(&config, args.paths.first().map(PathBuf::as_path), covered)),
            args.fail_on,
            args.running.quiet,
        )?;
        let totals = pipeline::run(found, &config, &mut |outcome| results.take(outcome), &|event| {
            progress.take(event)
        });
        progress.clear();
        let totals = totals.map_err(|error| results.cut_short(error))?;
        results.finish(&totals)
    })
}

/// Left out files that are told one by one where nothing at all was found.
const TOLD: usize = 5;

/// A run that finds nothing to do is a slip of the user's, not a success.
fn something_is_there(found: &Found) -> Result<()> {
    if !found.pairs.is_empty() || !found.failures.is_empty() {
        return Ok(());
    }
    for notice in found.skipped.iter().take(TOLD) {
        output::notice(&format!("{}: {}", notice.path.display(), notice.message));
    }
    if found.skipped.len() > TOLD {
        output::notice(&format!("{} more files were left out", found.skipped.len() - TOLD));
    }
    Err(Error::usage("no article was found").hint(
        "name the files `<article>/<lang>.<ext>` or `<article>.<lang>.<ext>`, list them with `--pairs`, or let the \
         texts tell with `--pair-by content`",
    ))
}

/// A language that was asked for and that no article has is a slip of the user's, not an empty result.
fn wanted_is_there(found: &Found, options: &PairOptions) -> Result<()> {
    let sources = found.pairs.iter().filter_map(|pair| pair.source.as_ref()?.lang);
    let targets = found.pairs.iter().filter_map(|pair| pair.target.lang);
    let lacks = |wanted: Option<Lang>, mut there: Box<dyn Iterator<Item = Lang> + '_>| {
        wanted.filter(|wanted| found.failures.is_empty() && !there.any(|lang| lang.same_language(wanted)))
    };
    let (side, lang) =
        match (lacks(options.source, Box::new(sources)), lacks(options.target, Box::new(targets))) {
            (Some(lang), _) => ("original", lang),
            (None, Some(lang)) => ("translation", lang),
            (None, None) => return Ok(()),
        };
    Err(Error::usage(format!("no {side} in `{lang}` was found"))
        .hint("check `--source`, `--target` and the names"))
}
