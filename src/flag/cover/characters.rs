//! What no table of words can know of text in characters: months in figures.

use super::piece::Piece;
use crate::flag::sides::Sides;
use crate::flag::words::Words;
use crate::lang::Script;

/// Takes months in figures for their names, where one side is written in characters.
pub(crate) fn months<'a>(sides: &Sides<'_>, sources: &mut [Piece<'a>], targets: &mut [Piece<'a>]) {
    let characters = |words: &Words<'_>| words.language.script == Script::Han;
    match (characters(&sides.source), characters(&sides.target)) {
        (true, false) => join(&sides.target, targets, sources),
        (false, true) => join(&sides.source, sources, targets),
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
