//! The command line: one small file per subcommand.

mod align;
mod args;
mod check;
mod clean;
mod completions;
mod convert;
mod explain;
mod fix;
mod flag;
mod idle;
mod init;
mod inputs;
mod lexicon;
mod living;
mod man;
mod output;
mod progress;
mod results;
mod score;
mod split;
mod tag;

use std::path::Path;
use std::process::ExitCode;

use alinea::error::{Kind, Result};
use clap::{Parser, Subcommand};

/// What a subcommand ends with.
pub(crate) enum Outcome {
    /// Exit code 0.
    Clean,
    /// Exit code 1: flags at or above `--fail-on`.
    Flagged,
    /// Exit code 3: some inputs could not be read, or some files not be changed, the rest is done.
    SomeFailed,
}

impl Outcome {
    /// The worse of two.
    pub(crate) fn or(self, other: Outcome) -> Outcome {
        match (&self, &other) {
            (Outcome::SomeFailed, _) | (_, Outcome::Clean) => self,
            _ => other,
        }
    }
}

/// Aligns articles with their translations and flags what reads garbled.
#[derive(Parser)]
#[command(name = "alinea", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Align(align::Args),
    Check(check::Args),
    Clean(clean::Args),
    Split(split::Args),
    Tag(tag::Args),
    Flag(flag::Args),
    Fix(fix::Args),
    Convert(convert::Args),
    Score(score::Args),
    Explain(explain::Args),
    Lexicon(lexicon::Args),
    Init(init::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Parses the command line, runs the subcommand, prints an error if there is one.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Align(args) => align::run(args),
        Command::Check(args) => check::run(args),
        Command::Clean(args) => clean::run(args),
        Command::Split(args) => split::run(args),
        Command::Tag(args) => tag::run(args),
        Command::Flag(args) => flag::run(args),
        Command::Fix(args) => fix::run(args),
        Command::Convert(args) => convert::run(args),
        Command::Score(args) => score::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Lexicon(args) => lexicon::run(args),
        Command::Init(args) => init::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    code(outcome)
}

/// Whether there is nothing at a path; standard input has none.
fn is_missing(path: &Path) -> bool {
    path != Path::new(inputs::STDIN) && !path.exists()
}

fn code(outcome: Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Flagged) => ExitCode::from(1),
        Ok(Outcome::SomeFailed) => ExitCode::from(3),
        Err(error) => {
            output::error(&error);
            ExitCode::from(match error.kind() {
                Kind::Usage | Kind::Config => 2,
                // A path that the user named and that is not there, whichever stage missed it.
                Kind::Input if error.path().is_some_and(is_missing) => 2,
                Kind::Input => 3,
                // Whoever writes file by file and can go on says so by its outcome.
                Kind::Output => 2,
                Kind::Interrupted => 130,
            })
        }
    }
}
