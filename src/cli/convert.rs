//! `alinea convert`.

use alinea::error::Result;

use super::Outcome;

/// Converts an alignment file to another format.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
