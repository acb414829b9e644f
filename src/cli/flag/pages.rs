//! Pages: read, cleaned, split, tagged and flagged alone.

use std::borrow::Cow;
use std::path::PathBuf;

use alinea::bitext::{Document, Span, fingerprints};
use alinea::clean::Across;
use alinea::error::{Error, Kind, Result};
use alinea::repair::{origins, undo};
use alinea::{Config, Entry, Lang, pipeline};
use rayon::prelude::*;

use super::super::inputs::{Unread, glanced, nothing, unread};
use super::super::{Outcome, output};
use super::line::Line;
use super::tally::Tally;
use super::{Asked, characters_before, excerpt, failed, scores};

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
                Ok(pipeline::alone(page.read(false, &config.read)?, lang, config))
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
                output::write(told(&entry, asked)?.as_bytes())?;
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

/// What is said of a page: its flags for people, or a line of JSON each; and its scores, if they are asked for.
fn told(entry: &Entry, Asked { living, jsonl, scores, .. }: Asked<'_>) -> Result<String> {
    let document = &entry.bitext.target().document;
    let named = entry.flags.iter().zip(fingerprints(entry));
    let mut text = String::new();
    if !jsonl {
        named
            .filter(|(flag, _)| flag.is_shown(living.show_suppressed))
            .for_each(|(flag, name)| text += &excerpt::draw(document, flag, &name));
        if scores {
            text += &scores::drawn(entry);
        }
        return Ok(text);
    }
    let sentences = entry.bitext.target().sentences.iter().map(|sentence| sentence.span);
    let spans = entry.flags.iter().map(|flag| flag.span);
    let characters = Characters::before(document, spans.chain(sentences.filter(|_| scores)));
    for (flag, name) in named {
        text += &Line::new(document, flag, &name, characters.of(flag.span)).json()?;
    }
    if scores {
        text += &scores::lines(entry, &|span| characters.of(span))?;
    }
    Ok(text)
}

/// Places of a file, whatever was repaired in memory, counted in characters.
struct Characters {
    offsets: Vec<usize>,
    counts: Vec<usize>,
}

impl Characters {
    /// The characters before the ends of some spans of a document.
    fn before(document: &Document, spans: impl Iterator<Item = Span>) -> Self {
        let mut offsets: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let counts = match document.repairs.is_empty() {
            true => characters_before(&document.text, &offsets),
            false => characters_before(&undo(document), &origins(document, &offsets)),
        };
        Self { offsets, counts }
    }

    /// Where one of the spans starts and ends.
    fn of(&self, span: Span) -> (usize, usize) {
        let count = |offset: usize| self.offsets.binary_search(&offset).map_or(0, |at| self.counts[at]);
        (count(span.start), count(span.end))
    }
}
