//! `alinea score`.

use alinea::error::Result;

use super::Outcome;

/// Scores beads against gold beads.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
