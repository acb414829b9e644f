//! `alinea completions`.

use alinea::error::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Outcome, output};

/// Prints a completion script for a shell.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea completions bash > /etc/bash_completion.d/alinea
  alinea completions zsh > ~/.zfunc/_alinea
  alinea completions fish > ~/.config/fish/completions/alinea.fish")]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "alinea", &mut script);
    output::write(&script)?;
    Ok(Outcome::Clean)
}
