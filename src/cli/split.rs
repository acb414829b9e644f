//! `alinea split`.

use alinea::error::Result;

use super::Outcome;

/// Splits text into sentences.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
