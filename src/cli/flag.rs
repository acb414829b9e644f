//! `alinea flag`.

use alinea::error::Result;

use super::Outcome;

/// Flags garbled passages.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
