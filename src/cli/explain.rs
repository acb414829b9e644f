//! `alinea explain`: what a rule finds, why, known false alarms, examples.

use alinea::error::{Error, Result};
use alinea::flag::{RULES, advice, catalogue, nearest, rule};

use super::{Outcome, output};

/// Explains what a rule finds.
///
/// Without a rule, lists all of them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea explain                     all rules, a line each
  alinea explain repeated-phrase     what it finds, why, known false alarms, examples
  alinea explain --format markdown   the whole catalogue")]
pub(crate) struct Args {
    /// Id of the rule.
    rule: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// As in the catalogue page.
    Markdown,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let page = match (&args.rule, args.format) {
        (None, Format::Markdown) => catalogue::markdown(),
        (None, Format::Text) => catalogue::list(),
        (Some(id), format) => {
            let found = rule(id).ok_or_else(|| {
                let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
                Error::usage(format!("there is no rule `{id}`")).hint(advice(nearest(id, &ids)))
            })?;
            match format {
                Format::Text => catalogue::text(found),
                Format::Markdown => catalogue::section(found),
            }
        }
    };
    output::write(page.as_bytes())?;
    Ok(Outcome::Clean)
}
