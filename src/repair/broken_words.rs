//! A word that a hyphen and a line break part -> the word, within a paragraph that an editor wrapped.
//!
//! The hyphen may also be the word's own: it stays where the text has the word with it elsewhere, where the
//! rest goes on with a capital, and where the rest is a small word, as in `Haupt- und Nebenstraßen`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Edit;
use crate::bitext::Document;
use crate::lang::LANGUAGES;

/// Words of the closed classes of all languages of the table.
static SMALL: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| LANGUAGES.iter().flat_map(|row| row.words.function.iter().copied()).collect());

pub(super) fn find(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut words: Option<FxHashSet<&str>> = None;
    for block in &document.blocks {
        let text = document.slice(block.span);
        for (hyphen, mark) in text.match_indices(['-', '\u{2010}']) {
            let Some((first, from, rest)) = parts(text, hyphen, hyphen + mark.len()) else { continue };
            let words = words.get_or_insert_with(|| known(document));
            let (hyphenated, joined) = (format!("{first}{mark}{rest}"), format!("{first}{rest}"));
            let own =
                words.contains(hyphenated.as_str()) || words.contains(hyphenated.replace(mark, "-").as_str());
            let apart = SMALL.contains(rest) || words.contains(rest);
            if !own && (words.contains(joined.as_str()) || !apart) {
                edits.push(Edit {
                    range: block.span.start + hyphen..block.span.start + from,
                    with: String::new(),
                });
            }
        }
    }
    edits
}

/// The parts of the word around a hyphen at the end of a line, and where the second starts.
fn parts(text: &str, hyphen: usize, after: usize) -> Option<(&str, usize, &str)> {
    let rest = &text[after..];
    let below = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let below = below.trim_start_matches([' ', '\t']);
    let end = below.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(below.len());
    let second = &below[..end];
    let start = text[..hyphen]
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let first = &text[start..hyphen];
    let goes_on = second.chars().next().is_some_and(char::is_lowercase);
    (goes_on && first.chars().count() > 1 && !second.contains('-'))
        .then(|| (first, text.len() - below.len(), second))
}

/// The words of a text, with the hyphens inside of them; what stands around the end of a line aside.
fn known(document: &Document) -> FxHashSet<&str> {
    let inside = |c: char| c.is_alphabetic() || c == '-' || c == '\u{2010}';
    let mut words = FxHashSet::default();
    for line in document.text.lines() {
        let mut parts: Vec<&str> = line.split(|c: char| !inside(c)).filter(|part| !part.is_empty()).collect();
        // The second part of a broken word is no witness for itself.
        if line.starts_with(inside) && !parts.is_empty() {
            parts.remove(0);
        }
        words.extend(parts.iter().filter(|part| !part.ends_with(['-', '\u{2010}'])));
    }
    words
}
