//! `alinea lexicon`.

use alinea::error::Result;

use super::Outcome;

/// Trains and looks into lexicons.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
