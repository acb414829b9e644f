//! `alinea tag`.

use alinea::error::Result;

use super::Outcome;

/// Tags text with its language.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
