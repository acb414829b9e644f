//! Alignment files and translation memories: flagged unit by unit, each flag with the id of its unit.

use std::ops::ControlFlow;
use std::path::PathBuf;

use alinea::bitext::{Side, fingerprints};
use alinea::error::{Error, Kind, Result};
use alinea::pipeline::{self, Outcome as Done};
use alinea::{Config, Entry, Flag};
use serde::Serialize;

use super::super::args::FailOn;
use super::super::living::Living;
use super::super::{Outcome, output};
use super::{characters_before, excerpt, failed, fails};

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    unit: &'a str,
    rule: &'a str,
    severity: &'a str,
    side: &'a str,
    start: usize,
    end: usize,
    line: usize,
    text: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

pub(super) fn run(
    files: &[PathBuf],
    jsonl: bool,
    config: &Config,
    living: &Living,
    fail_on: FailOn,
) -> Result<Outcome> {
    let (mut flagged, mut lost, mut counts) = (false, false, [0usize; 4]);
    let mut ledger = living.ledger(config, files.first().map(PathBuf::as_path));
    let mut take = |done: Done| {
        match done {
            Done::Done(entry) => {
                flagged |= fails(fail_on, &entry.flags);
                ledger.take(&entry);
                let mut text = String::new();
                for (flag, name) in entry.flags.iter().zip(fingerprints(&entry)) {
                    counts[flag.severity as usize] += usize::from(flag.suppressed.is_none());
                    if jsonl {
                        text.push_str(&line(&entry, flag, &name)?);
                    } else if flag.counts() || living.show_suppressed {
                        text.push_str(&drawn(&entry, flag, &name));
                    }
                }
                output::write(text.as_bytes())?;
            }
            Done::Failed(failure) => {
                let mut error = Error::input(&failure.path, failure.message);
                if let Some(line) = failure.line {
                    error = error.line(line);
                }
                failed(&if let Some(hint) = failure.hint { error.hint(hint) } else { error });
                lost = true;
            }
            Done::Skipped(notice) => {
                output::notice(&format!("{}: {}", notice.path.display(), notice.message));
            }
        }
        Ok(())
    };
    pipeline::check(files, config, &mut take, &|_| ControlFlow::Continue(()))?;
    if !jsonl {
        let [_, hints, warnings, errors] = counts;
        output::write(format!("{errors} errors, {warnings} warnings, {hints} hints\n").as_bytes())?;
    }
    ledger.finish(!lost)?;
    Ok(match (lost, flagged) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Flagged,
        (false, false) => Outcome::Clean,
    })
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
        unit => format!("{text}  = unit {}\n", excerpt::shown(&unit)),
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
    let line = Line {
        path: &text.document.path.to_string_lossy(),
        unit: &unit(entry, flag),
        rule: flag.rule,
        severity: flag.severity.name(),
        side: if flag.side == Side::Source { "source" } else { "target" },
        start: within(flag.span.start),
        end: within(flag.span.start) + text.document.slice(flag.span).chars().count(),
        line: text.document.place(flag.span.start).line,
        text: text.document.slice(flag.span),
        message: &flag.message,
        suggestion: flag.suggestion.as_deref(),
        fingerprint: name,
        suppressed: flag.suppressed.as_ref().map(|found| found.reason.as_str()),
        known: flag.known,
    };
    let json = serde_json::to_string(&line)
        .map_err(|cause| Error::new(Kind::Output, "cannot write a flag").because(cause))?;
    Ok(json + "\n")
}
