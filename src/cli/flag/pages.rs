//! Pages: read, cleaned, split, tagged and flagged alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use alinea::bitext::{Bitext, Document, Layout, fingerprints};
use alinea::clean::clean;
use alinea::error::{Error, Kind, Result};
use alinea::flag::{flag, suppress};
use alinea::lexicon::Lexicon;
use alinea::repair::repair;
use alinea::split::split;
use alinea::tag::{guess, tag};
use alinea::{Config, Entry, Flag, Lang};
use serde::Serialize;

use super::super::args::FailOn;
use super::super::inputs::documents;
use super::super::living::Living;
use super::super::{Outcome, output};
use super::{characters_before, excerpt, failed, fails};

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    rule: &'a str,
    severity: &'a str,
    start: usize,
    end: usize,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    text: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

#[derive(Serialize)]
struct Suppressed<'a> {
    reason: &'a str,
    path: String,
    line: usize,
}

pub(super) fn run(
    files: &[PathBuf],
    lang: Option<Lang>,
    jsonl: bool,
    config: &Config,
    living: &Living,
    fail_on: FailOn,
) -> Result<Outcome> {
    let (mut flagged, mut lost, mut counts) = (false, false, [0usize; 4]);
    let (mut suppressed, mut known) = (0, 0);
    let mut ledger = living.ledger(config, files.first().map(PathBuf::as_path));
    for document in files.iter().flat_map(|path| documents(path, false, &config.read)) {
        let document = match document {
            Ok(document) => document,
            Err(error) if error.kind() == Kind::Input => {
                failed(&error);
                lost = true;
                continue;
            }
            Err(error) => return Err(error),
        };
        let entry = flagged_alone(document, lang, config);
        flagged |= fails(fail_on, &entry.flags);
        ledger.take(&entry);
        for flag in entry.told() {
            counts[flag.severity as usize] += 1;
            known += usize::from(flag.known == Some(true));
        }
        suppressed += entry.flags.len() - entry.told().count();
        for notice in &entry.notices {
            output::notice(&format!("{}: {}", notice.path.display(), notice.message));
        }
        let document = &entry.bitext.target().document;
        let named = entry.flags.iter().zip(fingerprints(&entry));
        output::write(
            match jsonl {
                true => lines(document, &named.collect::<Vec<_>>())?.into_bytes(),
                false => named
                    .filter(|(flag, _)| flag.counts() || living.show_suppressed)
                    .map(|(flag, name)| excerpt::draw(document, flag, &name))
                    .collect::<String>()
                    .into_bytes(),
            }
            .as_slice(),
        )?;
    }
    if !jsonl {
        let [infos, hints, warnings, errors] = counts;
        let mut summary =
            format!("{errors} errors, {warnings} warnings, {hints} hints, {infos} lines left out");
        if living.has_baseline() {
            let all: usize = counts.iter().sum();
            summary += &format!("; {known} known to the baseline, {} new", all - known);
        }
        if suppressed > 0 {
            let how = if living.show_suppressed { "" } else { " (`--show-suppressed` shows them)" };
            summary += &format!("; {suppressed} suppressed{how}");
        }
        summary.push('\n');
        output::write(summary.as_bytes())?;
    }
    ledger.finish(!lost)?;
    Ok(match (lost, flagged) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Flagged,
        (false, false) => Outcome::Clean,
    })
}

/// An article from the text that was read to its flags, without an original.
pub(in super::super) fn flagged_alone(document: Document, lang: Option<Lang>, config: &Config) -> Entry {
    let document = repair(clean(document, &config.clean), &config.repair);
    let lang = lang.or(document.declared).unwrap_or_else(|| {
        let body: Vec<_> = document.body().map(|block| document.slice(block.span)).collect();
        guess(&body.join("\n")).lang
    });
    let name = document.path.to_string_lossy().into_owned();
    let bitext = Bitext::alone(tag(split(document, lang, &config.split), &config.tag));
    let findings = flag(&bitext, &Lexicon::default(), &config.flag);
    let mut entry = Entry {
        name,
        layout: Layout::Flat,
        bitext,
        flags: findings.flags,
        scores: findings.scores,
        score: findings.score,
        ratings: None,
        notices: Vec::new(),
    };
    suppress(&mut entry, &config.suppressions, &config.flag, &BTreeMap::new());
    entry
}

/// A JSON object a flag; offsets in characters of the text that was read.
fn lines(document: &Document, flags: &[(&Flag, String)]) -> Result<String> {
    let mut offsets: Vec<usize> =
        flags.iter().flat_map(|(flag, _)| [flag.span.start, flag.span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let counts = characters_before(&document.text, &offsets);
    let count = |offset: usize| offsets.binary_search(&offset).map_or(0, |index| counts[index]);
    let path = document.path.to_string_lossy();
    let mut out = String::new();
    for (flag, fingerprint) in flags {
        let place = document.place(flag.span.start);
        let line = Line {
            path: &path,
            rule: flag.rule,
            severity: flag.severity.name(),
            start: count(flag.span.start),
            end: count(flag.span.end),
            line: place.line,
            column: place.column,
            text: document.slice(flag.span),
            message: &flag.message,
            suggestion: flag.suggestion.as_deref(),
            fingerprint,
            suppressed: flag.suppressed.as_ref().map(|found| Suppressed {
                reason: &found.reason,
                path: found.path.to_string_lossy().into_owned(),
                line: found.line,
            }),
            known: flag.known,
        };
        let json = serde_json::to_string(&line)
            .map_err(|cause| Error::new(Kind::Output, "cannot write a flag").because(cause))?;
        out.push_str(&json);
        out.push('\n');
    }
    Ok(out)
}
