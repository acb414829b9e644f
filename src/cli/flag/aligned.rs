//! Alignment files and translation memories: flagged unit by unit, each flag with the id of its unit.

use std::ops::ControlFlow;
use std::path::PathBuf;

use alinea::bitext::{Side, fingerprints};
use alinea::error::Result;
use alinea::pipeline::{self, Outcome as Done};
use alinea::write::visible;
use alinea::{Entry, Flag};

use super::super::{Outcome, output};
use super::line::Line;
use super::tally::Tally;
use super::{Asked, characters_before, excerpt, failed, scores};

pub(super) fn run(files: &[PathBuf], asked: Asked<'_>) -> Result<Outcome> {
    let Asked { config, living, jsonl, scores, quiet, .. } = asked;
    let mut tally = Tally::default();
    let mut ledger = living.ledger(config, files.first().map(PathBuf::as_path), &[]);
    let mut take = |done: Done| {
        match done {
            Done::Done(mut entry) => {
                ledger.take(&mut entry);
                tally.take(&entry, asked);
                let mut text = String::new();
                for (flag, name) in entry.flags.iter().zip(fingerprints(&entry)) {
                    if jsonl {
                        text.push_str(&line(&entry, flag, &name)?);
                    } else if !quiet && flag.is_shown(living.show_suppressed) {
                        text.push_str(&drawn(&entry, flag, &name));
                    }
                }
                if scores && !jsonl && !quiet {
                    text.push_str(&scores::drawn(&entry));
                }
                output::write(text.as_bytes())?;
            }
            Done::Failed(failure) => {
                failed(&failure.into_error());
                tally.lose();
            }
            Done::Skipped(_) if quiet => {}
            Done::Skipped(notice) => {
                output::notice(&format!("{}: {}", notice.path.display(), notice.message));
            }
        }
        Ok(())
    };
    pipeline::check(files, config, &mut take, &|_| ControlFlow::Continue(()))?;
    if !jsonl && !quiet {
        output::write(tally.summary(living).as_bytes())?;
    }
    ledger.finish(tally.is_whole(), quiet)?;
    Ok(tally.outcome())
}

/// What the file calls the unit of a flag, or its number.
fn unit(entry: &Entry, flag: &Flag) -> String {
    let document = &entry.bitext.side(flag.side).document;
    match (document.id(flag.span.start), flag.bead) {
        (Some(id), Some(_)) => id.to_owned(),
        (None, Some(bead)) => (bead + 1).to_string(),
        (_, None) => String::new(),
    }
}

fn drawn(entry: &Entry, flag: &Flag, name: &str) -> String {
    let text = excerpt::draw(&entry.bitext.side(flag.side).document, flag, name);
    match unit(entry, flag) {
        unit if unit.is_empty() => text,
        unit => format!("{text}  = unit {}\n", visible(&unit)),
    }
}

/// A JSON object; offsets in characters of its side of the unit.
fn line(entry: &Entry, flag: &Flag, name: &str) -> Result<String> {
    let text = entry.bitext.side(flag.side);
    let within = |offset: usize| {
        let after = text.document.blocks.partition_point(|block| block.span.start <= offset);
        let start = after.checked_sub(1).map_or(0, |block| text.document.blocks[block].span.start);
        characters_before(&text.document.text[start..], &[offset - start])[0]
    };
    let start = within(flag.span.start);
    let end = start + text.document.slice(flag.span).chars().count();
    let side = if flag.side == Side::Source { "source" } else { "target" };
    Line::new(&text.document, flag, name, (start, end)).of_unit(unit(entry, flag), side).json()
}
