//! `alinea check`: alignment files, flagged anew, for CI.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
use alinea::read::{Below, below};
use alinea::write::report::{REPORTS, ReportFormat};
use alinea::{pipeline, write};

use super::args::{FailOn, Reporting, Running};
use super::living::{Living, Scoring};
use super::progress::Progress;
use super::results::Results;
use super::{Outcome, output};

/// Reads alignment files back, flags them anew and reports: for CI.
///
/// Reads `jsonl`, `tmx`, `xliff` and `tsv`. Where an article lies there in several formats, the
/// canonical `jsonl` is taken. Nothing is cleaned, split or aligned again: after articles were edited,
/// run `alinea align` first.
///
/// Exit codes: 0 clean, 1 flags at or above `--fail-on`, 2 the command could not be carried out (wrong usage or
/// configuration, reports that cannot be written), 3 some files could not be read (the rest is done), 130 interrupted.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea check aligned
  alinea check aligned --fail-on warning --report github
  alinea check aligned --write-baseline known.txt  what is there today
  alinea check aligned --baseline known.txt        exit code 1 on what is new
  alinea check memory.tmx --report sarif --out reports")]
pub(crate) struct Args {
    /// Folders and files to check.
    #[arg(value_name = "PATH", required_unless_present = "print_config")]
    paths: Vec<PathBuf>,
    /// Folder for reports that are files.
    #[arg(long, short, value_name = "DIR", default_value = ".", help_heading = "Writing")]
    out: PathBuf,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    living: Living,
    /// From which severity on to exit with 1; less grave flags are no failures in `junit`.
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut config = args.running.config(args.paths.first())?;
    args.scoring.add_to(&mut config);
    args.living.add_to(&mut config, &args.paths)?;
    if args.running.print_config {
        output::write(config.to_toml().as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let found = files(&args.paths)?;
    let progress = Progress::new(args.running.quiet);
    args.running.on_threads(|| {
        let mut results = Results::begin(
            &args.out,
            &[],
            write::Export::default(),
            &args.reporting.or(&["terminal"]),
            (&args.living, args.living.ledger(&config, args.paths.first().map(PathBuf::as_path), &[])),
            if args.living.takes_stock() { FailOn::Never } else { args.fail_on },
            args.running.quiet,
        )?;
        let lost = found.failures.len();
        for failure in found.failures {
            results.take(pipeline::Outcome::Failed(failure))?;
        }
        let totals = pipeline::check(&found.files, &config, &mut |outcome| results.take(outcome), &|event| {
            progress.take(event)
        });
        progress.clear();
        let mut totals = totals?;
        totals.found += lost;
        totals.failed += lost;
        results.finish(&totals)
    })
}

/// The alignment files at and below the paths, and what cannot be looked at. Of those found below a folder, one an
/// article, the first format of the table; none of an article that the user named a file of.
fn files(paths: &[PathBuf]) -> Result<Below> {
    let mut found = below(paths)?;
    for notice in &found.skipped {
        output::notice(&format!("{}: {}", notice.path.display(), notice.message));
    }
    let named = |path: &Path| paths.iter().any(|one| one.components().eq(path.components()));
    let mut best: BTreeMap<PathBuf, (usize, PathBuf)> = BTreeMap::new();
    for path in &found.files {
        let rank = if named(path) { 0 } else { 1 + rank(path).unwrap_or(usize::MAX - 1) };
        let candidate = (rank, path.clone());
        let kept = best.entry(path.with_extension("")).or_insert_with(|| candidate.clone());
        *kept = candidate.min(kept.clone());
    }
    for path in found.files.iter().filter(|path| named(path)) {
        is_whole(path)?;
    }
    found.files.retain(|path| {
        named(path)
            || rank(path).is_some()
                && best.get(&path.with_extension("")).is_some_and(|(_, kept)| kept == path)
    });
    if found.files.is_empty() && found.failures.is_empty() {
        return Err(Error::usage("no alignment file found").hint(format!(
            "give a folder that `alinea align` wrote, or files of the formats {}",
            known().join(", ")
        )));
    }
    Ok(found)
}

/// Names of the formats that hold both texts.
fn known() -> Vec<&'static str> {
    write::FORMATS.iter().filter(|format| format.is_whole()).map(|format| format.name).collect()
}

/// Which format of the table a file has that was found in a folder; `None` where it is none that can be checked.
fn rank(path: &Path) -> Option<usize> {
    let is_report = |row: &&ReportFormat| row.file.is_some_and(|file| path.ends_with(file));
    if REPORTS.iter().any(is_report) {
        return None;
    }
    let format = write::format_of(path).ok().filter(|format| format.is_whole())?;
    write::FORMATS.iter().position(|row| row.name == format.name)
}

/// Refuses a file that the user named and that cannot be checked.
fn is_whole(path: &Path) -> Result<()> {
    match write::format_of(path) {
        Ok(format) if format.is_whole() => Ok(()),
        Ok(format) => {
            Err(Error::usage(format!("a file of the format `{}` does not hold the texts", format.name))
                .at(path)
                .hint(format!("give files of the formats {}", known().join(", "))))
        }
        Err(error) => Err(error.hint(format!("give files of the formats {}", known().join(", ")))),
    }
}
