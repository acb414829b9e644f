//! Scores beside the flags: what to look at first, where no rule speaks. A score is no verdict.

use std::path::Path;

use alinea::Entry;
use alinea::bitext::{Score, Span};
use alinea::error::{Error, Kind, Result};
use alinea::write::{Excerpt, visible};
use serde::Serialize;

/// Sentences of a page that are shown for their score alone.
const MOST: usize = 5;

/// Columns of a sentence.
const ROOM: usize = 110;

/// For people: the sentences that the score ranks first though no error or warning is on them, and the score of the page.
pub(super) fn drawn(entry: &Entry) -> String {
    let mut text = String::new();
    for (bead, score) in entry.looks().into_iter().take(MOST) {
        let Some((side, span)) = entry.bitext.shown(bead) else { continue };
        let document = &entry.bitext.side(side).document;
        let place = document.place(span.start);
        let column = place.column.map_or(String::new(), |column| format!(":{column}"));
        let path = visible(&document.path.to_string_lossy());
        text += &format!("{path}:{}{column}: {}\n", place.line, of(score));
        text += &format!("  | {}\n", Excerpt::of(document, span, ROOM).flagged);
    }
    let path = &entry.bitext.target().document.path;
    text + &format!("{}: {}\n", visible(&path.to_string_lossy()), of(&entry.score))
}

/// `score 0.62: long for its original; number-mismatch`.
fn of(score: &Score) -> String {
    let why = score.reasons();
    let why = if why.is_empty() { why } else { format!(": {why}") };
    format!("score {:.2}{}", score.value, visible(&why))
}

/// What stands in a line; a page has no place.
#[derive(Serialize)]
struct Line<'a> {
    path: String,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    score: f32,
    why: Vec<&'a str>,
}

/// Where a sentence stands.
#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    text: &'a str,
}

/// A JSON object a sentence and one for the page; `characters` are the start and end of a span, counted from where the
/// reader counts.
///
/// # Errors
/// If it cannot be put into JSON, which no score is known to cause.
pub(super) fn lines(entry: &Entry, characters: &dyn Fn(Span) -> (usize, usize)) -> Result<String> {
    let document = &entry.bitext.target().document;
    let mut text = String::new();
    for (sentence, score) in entry.bitext.target().sentences.iter().zip(&entry.scores) {
        let (start, end) = characters(sentence.span);
        let place = document.place(sentence.span.start);
        let (line, column) = (place.line, place.column);
        let place = Place { start, end, line, column, text: document.slice(sentence.span) };
        text += &json(&document.path, Some(place), score)?;
    }
    Ok(text + &json(&document.path, None, &entry.score)?)
}

fn json(path: &Path, place: Option<Place<'_>>, score: &Score) -> Result<String> {
    let why = score.why.iter().map(|share| share.what.as_str()).collect();
    let line = Line { path: path.to_string_lossy().into_owned(), place, score: score.value, why };
    let json = serde_json::to_string(&line)
        .map_err(|cause| Error::new(Kind::Output, "cannot write a score").because(cause))?;
    Ok(json + "\n")
}
