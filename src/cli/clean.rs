//! `alinea clean`.

use alinea::error::Result;

use super::Outcome;

/// Cleans the page away from articles.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome> {
    Ok(Outcome::Clean)
}
