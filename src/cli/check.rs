//! `alinea check`: alignment files, flagged anew, for CI.

use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
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
/// Exit codes: 0 clean, 1 flags at or above `--fail-on`, 2 wrong usage or configuration, 3 some files
/// could not be read (the rest is done), 130 interrupted.
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
    /// From which severity on to exit with 1.
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
    let files = files(&args.paths)?;
    let progress = Progress::new(args.running.quiet);
    args.running.on_threads(|| {
        let mut results = Results::begin(
            &args.out,
            &[],
            write::Export::default(),
            &args.reporting.or(&["terminal"]),
            (&args.living, args.living.ledger(&config, args.paths.first().map(PathBuf::as_path))),
            args.running.quiet,
        )?;
        let totals = pipeline::check(&files, &config, &mut |outcome| results.take(outcome), &|event| {
            progress.take(event)
        });
        progress.clear();
        let fail_on = if args.living.takes_stock() { FailOn::Never } else { args.fail_on };
        results.finish(&totals?, fail_on)
    })
}

/// The alignment files below the paths, sorted; one a stem, the canonical format first.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        match path.metadata() {
            Ok(at) if at.is_dir() => found.extend(below(path)?),
            Ok(_) => {
                write::format_of(path)?;
                found.push(path.clone());
            }
            Err(cause) => {
                return Err(Error::usage("no such file or folder").at(path).because(cause));
            }
        }
    }
    if found.is_empty() {
        let known: Vec<_> = write::FORMATS.iter().map(|format| format.name).collect();
        return Err(Error::usage("no alignment file found").hint(format!(
            "give a folder that `alinea align` wrote, or files of the formats {}",
            known.join(", ")
        )));
    }
    Ok(found)
}

/// The alignment files below a folder; where an article lies in several formats, the first in the table.
fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut best = std::collections::BTreeMap::<PathBuf, (usize, PathBuf)>::new();
    for entry in ignore::WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        let entry = entry.map_err(|cause| Error::input(folder, "cannot list the folder").because(cause))?;
        let path = entry.into_path();
        let is_report = |row: &&ReportFormat| row.file.is_some_and(|file| path.ends_with(file));
        let Ok(format) = write::format_of(&path) else { continue };
        if REPORTS.iter().any(is_report) {
            continue;
        }
        if path.exists() && !path.is_file() && !path.is_dir() {
            output::notice(&format!("{}: left out: this is a pipe or a device, not a file", path.display()));
        }
        if !path.is_file() || !matches!(format.input, Some(write::Input::Whole(_))) {
            continue;
        }
        let rank = write::FORMATS.iter().position(|row| row.name == format.name).unwrap_or(usize::MAX);
        let candidate = (rank, path.clone());
        best.entry(path.with_extension(""))
            .and_modify(|best| *best = candidate.clone().min(best.clone()))
            .or_insert(candidate);
    }
    Ok(best.into_values().map(|(_, path)| path).collect())
}
