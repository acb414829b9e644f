//! Pages: read, cleaned, split, tagged and flagged alone.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use alinea::bitext::{Bitext, Document, Layout, fingerprints};
use alinea::clean::{Across, clean};
use alinea::error::{Error, Kind, Result};
use alinea::flag::{flag, suppress};
use alinea::lexicon::Lexicon;
use alinea::repair::{origins, repair, undo};
use alinea::split::split;
use alinea::tag::{guess, tag};
use alinea::{Config, Entry, Flag, Lang, pipeline};
use rayon::prelude::*;

use super::super::inputs::{Unread, glanced, nothing, unread};
use super::super::living::Living;
use super::super::{Outcome, output};
use super::line::Line;
use super::tally::Tally;
use super::{Asked, characters_before, excerpt, failed};

pub(super) fn run(files: &[PathBuf], lang: Option<Lang>, asked: Asked<'_>) -> Result<Outcome> {
    let Asked { living, jsonl, quiet, .. } = asked;
    let config = &*known(files, asked.config)?;
    let mut tally = Tally::default();
    let mut ledger = living.ledger(config, files.first().map(PathBuf::as_path), files);
    let mut pages = files.iter().flat_map(|path| unread(path, &config.read, !quiet)).peekable();
    if pages.peek().is_none() {
        return Err(nothing());
    }
    loop {
        let batch: Vec<Result<Unread>> = pages.by_ref().take(IN_WORK).collect();
        if batch.is_empty() {
            break;
        }
        let flagged = |page: Result<Unread>| {
            let page = page?;
            let (path, line) = (page.path().to_owned(), page.line());
            let entry = pipeline::guarded(&path, || {
                Ok(flagged_alone(page.read(false, &config.read)?, lang, config))
            })?;
            Ok((entry, line))
        };
        let entries: Vec<Result<(Entry, Option<u64>)>> = batch.into_par_iter().map(flagged).collect();
        for entry in entries {
            let (mut entry, line) = match entry {
                Ok(entry) => entry,
                Err(error) if error.kind() == Kind::Input => {
                    failed(&error);
                    tally.lose();
                    continue;
                }
                Err(error) => return Err(error),
            };
            ledger.take(&mut entry);
            tally.take(&entry, asked);
            for notice in entry.notices.iter().filter(|_| !quiet) {
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                output::notice(&format!("{}{line}: {}", notice.path.display(), notice.message));
            }
            if jsonl || !quiet {
                output::write(told(&entry, jsonl, living)?.as_bytes())?;
            }
        }
    }
    if !jsonl && !quiet {
        output::write(tally.summary(living).as_bytes())?;
    }
    ledger.finish(tally.is_whole(), quiet)?;
    Ok(tally.outcome())
}

/// Pages that are in work at the same time.
const IN_WORK: usize = 64;

/// The configuration, with what recurs over the sites of the pages if that is asked for. Pages that cannot be read
/// are told of when their turn comes.
fn known<'a>(files: &[PathBuf], config: &'a Config) -> Result<Cow<'a, Config>> {
    if config.clean.across == Across::Nothing {
        return Ok(Cow::Borrowed(config));
    }
    if files.iter().any(|path| path.as_os_str() == "-") {
        let wrong = Error::usage("standard input is one page, not a site");
        return Err(wrong.hint("name the folder of the site"));
    }
    let mut learner = config.clean.learner();
    let pages = files.iter().flat_map(|path| glanced(path, &config.read));
    pages.for_each(|page| learner.add(&page));
    let mut config = config.clone();
    config.clean.known = learner.finish();
    Ok(Cow::Owned(config))
}

/// What is said of a page: its flags for people, or a line of JSON each.
fn told(entry: &Entry, jsonl: bool, living: &Living) -> Result<String> {
    let document = &entry.bitext.target().document;
    let named = entry.flags.iter().zip(fingerprints(entry));
    match jsonl {
        true => lines(document, &named.collect::<Vec<_>>()),
        false => Ok(named
            .filter(|(flag, _)| flag.is_shown(living.show_suppressed))
            .map(|(flag, name)| excerpt::draw(document, flag, &name))
            .collect()),
    }
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
        flags: findings.flags,
        scores: findings.scores,
        score: findings.score,
        notices: pipeline::notices(bitext.target()),
        ..Entry::new(name, Layout::Flat, bitext)
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
    // Places are those of the file, whatever was repaired in memory.
    let counts = match document.repairs.is_empty() {
        true => characters_before(&document.text, &offsets),
        false => characters_before(&undo(document), &origins(document, &offsets)),
    };
    let count = |offset: usize| offsets.binary_search(&offset).map_or(0, |index| counts[index]);
    let mut out = String::new();
    for (flag, fingerprint) in flags {
        let characters = (count(flag.span.start), count(flag.span.end));
        out.push_str(&Line::new(document, flag, fingerprint, characters).json()?);
    }
    Ok(out)
}
