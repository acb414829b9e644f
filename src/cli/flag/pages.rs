//! Pages: read, cleaned, split, tagged and flagged alone.

use std::io::Read;
use std::path::{Path, PathBuf};

use alinea::bitext::{Bitext, Document};
use alinea::clean::clean;
use alinea::error::{Error, Kind, Result};
use alinea::flag::flag;
use alinea::lexicon::Lexicon;
use alinea::read::{self, Input};
use alinea::split::split;
use alinea::tag::{guess, tag};
use alinea::{Config, Flag, Lang};
use serde::Serialize;

use super::super::args::FailOn;
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
}

pub(super) fn run(
    files: &[PathBuf],
    lang: Option<Lang>,
    jsonl: bool,
    config: &Config,
    fail_on: FailOn,
) -> Result<Outcome> {
    let (mut flagged, mut lost, mut counts) = (false, false, [0usize; 4]);
    for path in files {
        let document = match document(path) {
            Ok(document) => document,
            Err(error) if error.kind() == Kind::Input => {
                failed(&error);
                lost = true;
                continue;
            }
            Err(error) => return Err(error),
        };
        let document = clean(document, &config.clean);
        let lang = lang.or(document.declared).unwrap_or_else(|| {
            let body: Vec<_> = document.body().map(|block| document.slice(block.span)).collect();
            guess(&body.join("\n")).lang
        });
        let bitext = Bitext::alone(tag(split(document, lang, &config.split), &config.tag));
        let flags = flag(&bitext, &Lexicon::default(), &config.flag).flags;
        flagged |= fails(fail_on, &flags);
        for flag in &flags {
            counts[flag.severity as usize] += 1;
        }
        let document = &bitext.target().document;
        output::write(
            match jsonl {
                true => lines(document, &flags)?.into_bytes(),
                false => {
                    flags.iter().map(|flag| excerpt::draw(document, flag)).collect::<String>().into_bytes()
                }
            }
            .as_slice(),
        )?;
    }
    if !jsonl {
        let [infos, hints, warnings, errors] = counts;
        let summary =
            format!("{errors} errors, {warnings} warnings, {hints} hints, {infos} lines left out\n");
        output::write(summary.as_bytes())?;
    }
    Ok(match (lost, flagged) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Flagged,
        (false, false) => Outcome::Clean,
    })
}

fn document(path: &Path) -> Result<Document> {
    if path.as_os_str() != "-" {
        if !path.exists() {
            return Err(Error::usage("there is no such file").at(path));
        }
        return read::read(&Input { path: path.to_owned(), record: None, lang: None }, false);
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::new(Kind::Input, "cannot read standard input").because(cause))?;
    read::read_bytes(Path::new("<stdin>"), None, bytes, false)
}

/// A JSON object a flag; offsets in characters of the text that was read.
fn lines(document: &Document, flags: &[Flag]) -> Result<String> {
    let mut offsets: Vec<usize> = flags.iter().flat_map(|flag| [flag.span.start, flag.span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let counts = characters_before(&document.text, &offsets);
    let count = |offset: usize| offsets.binary_search(&offset).map_or(0, |index| counts[index]);
    let path = document.path.to_string_lossy();
    let mut out = String::new();
    for flag in flags {
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
        };
        let json = serde_json::to_string(&line)
            .map_err(|cause| Error::new(Kind::Output, "cannot write a flag").because(cause))?;
        out.push_str(&json);
        out.push('\n');
    }
    Ok(out)
}
