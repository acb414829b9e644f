//! Arguments that several subcommands share.

use std::path::{Path, PathBuf};

use alinea::bitext::Damage;
use alinea::clean::Across;
use alinea::error::{Error, Result};
use alinea::write::report::{REPORTS, ReportFormat};
use alinea::write::{self, Export, Format};
use alinea::{Config, Severity};

/// `--config`, `--print-config`, `--jobs`, `--quiet`: for every subcommand that runs stages.
#[derive(clap::Args)]
pub(crate) struct Running {
    /// Read this configuration, not the nearest `alinea.toml` at or above the input.
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    config: Option<PathBuf>,
    /// Print the configuration in force, as TOML, and stop.
    #[arg(long, help_heading = "Running")]
    pub(crate) print_config: bool,
    /// Threads; 0: one for each core. The result does not depend on it.
    #[arg(long, short, value_name = "N", default_value_t = 0, help_heading = "Running",
          value_parser = clap::value_parser!(u16).range(0..=256))]
    jobs: u16,
    /// No progress, no summary: errors only.
    #[arg(long, short, help_heading = "Running")]
    pub(crate) quiet: bool,
}

impl Running {
    /// The configuration for an input.
    pub(crate) fn config(&self, input: Option<&PathBuf>) -> Result<Config> {
        match (&self.config, input) {
            (Some(path), _) => Config::load(path),
            (None, Some(input)) => Config::for_input(input),
            (None, None) => Config::for_input(Path::new(".")),
        }
    }

    /// Runs `work` on as many threads as asked for.
    pub(crate) fn on_threads<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.into()).build();
        pool.map_err(|cause| Error::usage(format!("cannot start {} threads", self.jobs)).because(cause))?
            .install(work)
    }
}

/// `--sites`: for every subcommand that reads many pages.
#[derive(clap::Args)]
pub(crate) struct Together {
    /// What recurs over the pages of one site is no article. Reads every page twice.
    #[arg(long, value_enum, value_name = "HOW")]
    sites: Option<Which>,
}

/// Which pages are of one site.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Which {
    /// Those in one folder; where a folder is an article, in the folder above, by language.
    Folder,
    /// Those whose address names one host, or one below a host of `[clean.sites]`; else by folder.
    Host,
}

impl Together {
    /// Sets what was given on the command line.
    pub(crate) fn add_to(&self, config: &mut Config) {
        match self.sites {
            Some(Which::Folder) => config.clean.across = Across::Folder,
            Some(Which::Host) => config.clean.across = Across::Host,
            None => {}
        }
    }
}

/// `--repair`: for every subcommand that reads pages.
#[derive(clap::Args)]
pub(crate) struct Repairing {
    /// Repair what was damaged on the way: `mojibake`, `nfc` (letters and accents apart), `soft-hyphens`,
    /// `zero-width`, `broken-words` (over lines); all without a list. Files stay as they are, and places lead
    /// there; `alinea clean --repair --explain` lists each repair.
    #[arg(long, value_name = "LIST", value_delimiter = ',', num_args = 0..=1, require_equals = true,
          default_missing_value = "all", value_parser = damage)]
    repair: Vec<Option<Damage>>,
}

impl Repairing {
    /// Sets what was given on the command line.
    pub(crate) fn add_to(&self, config: &mut Config) {
        for damage in &self.repair {
            match damage {
                Some(damage) => config.repair.add(*damage),
                None => Damage::ALL.into_iter().for_each(|damage| config.repair.add(damage)),
            }
        }
    }
}

fn damage(name: &str) -> Result<Option<Damage>, String> {
    match Damage::ALL.into_iter().find(|damage| damage.name() == name) {
        _ if name == "all" => Ok(None),
        Some(damage) => Ok(Some(damage)),
        None => Err(format!("one of {}, all", names(Damage::ALL.into_iter().map(Damage::name)))),
    }
}

/// What a run may know beside the articles.
#[derive(clap::Args)]
pub(crate) struct Knowing {
    /// A dictionary, glossary, translation memory or trained table, besides those in the configuration:
    /// `.index` (FreeDict), `.tsv`, `.tmx`, `.lexicon`; may be given several times.
    #[arg(long, value_name = "FILE", help_heading = "Evidence")]
    lexicon: Vec<PathBuf>,
    /// A command that reads sentences, one a line, and writes a vector of numbers for each, one a line.
    /// Arguments are quoted as for a shell. It is run once for many articles; if it fails, the run ends.
    #[arg(long, value_name = "CMD", help_heading = "Evidence")]
    embedder: Option<String>,
    /// Seconds that one run of the embedder may take [default: 600]
    #[arg(long, value_name = "SECONDS", help_heading = "Evidence", value_parser = clap::value_parser!(u64).range(1..))]
    embedder_timeout: Option<u64>,
}

impl Knowing {
    /// Sets what was given on the command line.
    pub(crate) fn add_to(&self, config: &mut Config) {
        config.lexicon.sources.extend(self.lexicon.iter().cloned());
        if let Some(command) = &self.embedder {
            config.embed.command.clone_from(command);
        }
        if let Some(seconds) = self.embedder_timeout {
            config.embed.timeout = seconds;
        }
    }
}

/// From which severity on a run exits with 1.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FailOn {
    /// Flags never fail a run.
    Never,
    /// From errors on.
    Error,
    /// From warnings on.
    Warning,
    /// From hints on.
    Hint,
}

impl FailOn {
    /// Whether a flag of that severity fails the run.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }

    /// The least severity that does.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Never => None,
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
        }
    }
}

/// What is written, and where.
#[derive(clap::Args)]
pub(crate) struct Writing {
    /// Folder for the results; files of the same name are replaced.
    #[arg(long, short, value_name = "DIR", help_heading = "Writing")]
    pub(crate) out: Option<PathBuf>,
    /// Alignment files to write.
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "jsonl,tmx", help_heading = "Writing",
          value_parser = format)]
    pub(crate) formats: Vec<&'static Format>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
    /// Leave beads below this confidence (0 to 1) out of what is exported; `jsonl` and `beads` always hold all.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = share, help_heading = "Writing")]
    pub(crate) min_confidence: f32,
    /// Keep sentences without counterpart in `tmx` and `moses`, with an empty other side.
    #[arg(long, help_heading = "Writing")]
    pub(crate) keep_nulls: bool,
    /// In `tsv`, put an apostrophe before cells that a spreadsheet would take for a formula.
    #[arg(long, help_heading = "Writing")]
    pub(crate) spreadsheet_safe: bool,
}

impl Writing {
    /// For the writers.
    pub(crate) fn export(&self) -> Export {
        Export {
            min_confidence: self.min_confidence,
            keep_nulls: self.keep_nulls,
            spreadsheet_safe: self.spreadsheet_safe,
        }
    }
}

/// Which reports.
#[derive(clap::Args, Clone)]
pub(crate) struct Reporting {
    /// Reports: `terminal`, `html`, `sarif`, `junit`, `github`, `json`. `terminal` and `github` go to standard
    /// output, the others into the folder. `align` makes terminal,html,json and `check` terminal unless told.
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Writing", value_parser = report)]
    pub(crate) report: Vec<&'static ReportFormat>,
    /// Most results in `sarif`; the worst are kept, and what was cut is said.
    #[arg(long, value_name = "N", default_value_t = 25_000, help_heading = "Writing")]
    pub(crate) max_results: usize,
    /// In the terminal, every flag with its text, hints too; infos are counted.
    #[arg(long, short, help_heading = "Writing")]
    pub(crate) verbose: bool,
}

impl Reporting {
    /// The same, with the reports of that name where the user named none.
    pub(crate) fn or(&self, names: &[&str]) -> Self {
        let report = match self.report.is_empty() {
            true => names.iter().filter_map(|name| write::report::report(name)).collect(),
            false => self.report.clone(),
        };
        Self { report, ..*self }
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn format(name: &str) -> Result<&'static Format, String> {
    write::format(name)
        .ok_or_else(|| format!("one of {}", names(write::FORMATS.iter().map(|format| format.name))))
}

fn report(name: &str) -> Result<&'static ReportFormat, String> {
    write::report::report(name)
        .ok_or_else(|| format!("one of {}", names(REPORTS.iter().map(|report| report.name))))
}

/// A number from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1".into()),
    }
}
