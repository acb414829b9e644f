//! Words of a bead that may be terms, with what they are rendered as.

use super::piece::{LEAST, PLACED, Piece};
use crate::bitext::Span;
use crate::flag::sides::Sides;
use crate::lexicon::Kind;

/// Letters of a term, and of one without a capital letter.
const LETTERS: (usize, usize) = (5, 6);
/// Letters of a rendering.
pub(crate) const RENDERED: usize = 4;

/// A word that may be a term, and what it is rendered as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rendering {
    pub(crate) source: Span,
    pub(crate) target: Span,
}

/// Letters of each word of a term of two: shorter ones are no content words.
const EACH: usize = 3;
/// Words of its rendering from the first to the last: `changement de climat`.
const ACROSS: usize = 3;

/// The words of a bead that may be terms, and those in a row.
pub(crate) fn renderings(sides: &Sides<'_>, source: &[Piece<'_>], target: &[Piece<'_>]) -> Vec<Rendering> {
    let nouns = |tag: &str| matches!(tag, "de" | "lb");
    let (here, there) = (nouns(sides.source.language.tag), nouns(sides.target.language.tag));
    let letters = |piece: &Piece<'_>| piece.form.chars().count();
    let content = |piece: &Piece<'_>| piece.kind == Kind::Word && piece.content();
    let renders = |piece: &Piece<'_>| content(piece) && letters(piece) >= RENDERED;
    let mut found = Vec::new();
    for (at, piece) in source.iter().enumerate().filter(|(_, piece)| content(piece)) {
        let term =
            letters(piece) >= LETTERS.1 || letters(piece) >= LETTERS.0 && piece.capital && !piece.first;
        let other = target.get(piece.link.index).filter(|other| other.link.index == at);
        // Nouns have capitals in German: other words are no terms there.
        if term
            && piece.link.weight >= PLACED
            && (!here || piece.capital)
            && let Some(other) = other.filter(|other| (!there || other.capital) && renders(other))
        {
            found.push(Rendering { source: piece.span, target: other.span });
        }
        let second = source.get(at + 1).filter(|second| content(second) && (!here || second.capital));
        if let Some(second) = second.filter(|second| letters(piece).min(letters(second)) >= EACH)
            && let Some((from, to)) = ends(piece, second)
            && [from, to]
                .iter()
                .any(|&end| target.get(end).is_some_and(|end| (at..=at + 1).contains(&end.link.index)))
            && let (Some(first), Some(last)) = (target.get(from), target.get(to))
            && renders(first)
            && renders(last)
            && (!there || first.capital || last.capital)
        {
            let (source, target) = (piece.span.cover(second.span), first.span.cover(last.span));
            found.push(Rendering { source, target });
        }
    }
    found
}

/// The words of the other side, the first and the last, that say two words in a row: of a compound one of them or both
/// together have the weight.
fn ends(piece: &Piece<'_>, second: &Piece<'_>) -> Option<(usize, usize)> {
    let (x, y) = (piece.link, second.link);
    let near = x.weight.min(y.weight) >= LEAST && x.index.abs_diff(y.index) < ACROSS;
    match (x.weight >= PLACED, y.weight >= PLACED) {
        _ if near && x.weight + y.weight >= PLACED => Some((x.index.min(y.index), x.index.max(y.index))),
        (true, false) => Some((x.index, x.index)),
        (false, true) => Some((y.index, y.index)),
        _ if x.index == y.index && x.weight + y.weight >= PLACED => Some((x.index, x.index)),
        _ => None,
    }
}
