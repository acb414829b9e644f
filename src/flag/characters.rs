//! What no table of words can know of text in characters: months in figures, and endings in hiragana.

use super::coverage::Piece;
use super::page::{Page, Words};
use crate::lang::Script;

/// Whether a word is written in hiragana throughout: endings and particles, which the other side says otherwise.
pub(super) fn is_grammar(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{3041}'..='\u{309f}' | 'ー'))
}

/// Takes months in figures for their names, where one side is written in characters.
pub(super) fn months<'a>(page: &Page<'_>, sources: &mut [Piece<'a>], targets: &mut [Piece<'a>]) {
    let characters = |words: &Words<'_>| words.language.script == Script::Han;
    match (characters(&page.source), characters(&page.target)) {
        (true, false) => join(&page.target, targets, sources),
        (false, true) => join(&page.source, sources, targets),
        _ => {}
    }
}

/// `November` and `11月` are counterparts.
fn join(words: &Words<'_>, letters: &mut [Piece<'_>], characters: &mut [Piece<'_>]) {
    let names = words.language.words.months;
    for (at, piece) in letters.iter_mut().enumerate().filter(|(_, piece)| !piece.covered()) {
        let Some(month) = names.iter().position(|name| *name == piece.form) else { continue };
        let number = (month + 1).to_string();
        let place = characters
            .windows(2)
            .position(|pair| pair[0].form == number && pair[1].form.starts_with('月') && !pair[0].covered());
        if let Some(place) = place {
            piece.join(place);
            characters[place].join(at);
        }
    }
}
