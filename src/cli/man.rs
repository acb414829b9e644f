//! `alinea man`.

use std::path::PathBuf;

use alinea::error::{Error, Result};
use clap::CommandFactory;

use super::{Cli, Outcome, output};

/// Prints the manual page, or writes one for each subcommand.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea man | man -l -
  alinea man --out /usr/local/share/man/man1")]
pub(crate) struct Args {
    /// Write `alinea.1` and one page for each subcommand into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    match args.out {
        Some(folder) => {
            let wrong = |cause: std::io::Error| {
                Error::output(&folder, "cannot write the manual pages").because(cause)
            };
            std::fs::create_dir_all(&folder).map_err(wrong)?;
            clap_mangen::generate_to(Cli::command(), &folder).map_err(wrong)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut page)
                .map_err(|cause| Error::usage("cannot render the manual page").because(cause))?;
            output::write(&page)?;
        }
    }
    Ok(Outcome::Clean)
}
