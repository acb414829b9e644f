//! Arguments that several subcommands share.

use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
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
    #[arg(long, short, value_name = "N", default_value_t = 0, help_heading = "Running")]
    jobs: usize,
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
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build();
        pool.map_err(|cause| Error::usage(format!("cannot start {} threads", self.jobs)).because(cause))?
            .install(work)
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
        match self {
            Self::Never => false,
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Hint => severity >= Severity::Hint,
        }
    }
}
