//! Two names of a bead that stand the other way round than in the original.

use super::piece::{PLACED, Piece};
use crate::bitext::Span;
use crate::flag::sides::Sides;
use crate::lexicon::Kind;

/// Word matches that tell a name again.
const SURE: f32 = 0.5;
/// Words of a bead beyond which it is a list or a table.
const LONGEST: usize = 120;
/// Names of a bead beyond which it is a list.
const MOST: usize = 10;

/// Words before the ends of a way.
const FROM: &[&str] =
    &["from", "von", "de", "da", "van", "od", "z", "ze", "с", "со", "от", "з", "від", "från", "fra", "din"];
const TO: &[&str] = &[
    "to", "auf", "bis", "à", "a", "al", "na", "do", "до", "на", "tot", "naar", "para", "até", "till", "til",
    "la",
];

/// Words and marks between two numbers that stand side by side, at most.
const BETWEEN: usize = 3;

/// Two names that stand the other way round, while exchanging them would leave fewer words crossed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    /// The two in the translation, in its order.
    pub(crate) target: (Span, Span),
    /// What they say in the original, in the order of the translation.
    pub(crate) source: (Span, Span),
    /// Pairs of words that would no longer cross.
    pub(crate) gain: usize,
    /// What would cross all the same, as a share of the words that tell where one is.
    pub(crate) crossed: f32,
}

/// A word and its counterpart: places in the bead.
type Anchor = (usize, usize);

fn cross(a: Anchor, b: Anchor) -> bool {
    (a.0 < b.0) != (a.1 < b.1)
}

/// The exchange of two names of a bead that puts most words right.
pub(crate) fn exchange(sides: &Sides<'_>, source: &[Piece<'_>], target: &[Piece<'_>]) -> Option<Exchange> {
    if source.len() > LONGEST || target.len() > LONGEST {
        return None;
    }
    let anchors: Vec<Anchor> = source
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.link.weight >= PLACED && piece.content() && piece.kind != Kind::Character)
        .map(|(at, piece)| (at, piece.link.index))
        .filter(|&(at, other)| target.get(other).is_some_and(|piece| piece.link.index == at))
        .collect();
    let nouns = [&sides.source, &sides.target].iter().any(|words| matches!(words.language.tag, "de" | "lb"));
    let names: Vec<Anchor> =
        anchors.iter().copied().filter(|&anchor| is_name(source, target, anchor, nouns)).collect();
    if names.len() > MOST {
        return None;
    }
    let mut best: Option<Exchange> = None;
    for (at, &a) in names.iter().enumerate() {
        for &b in names.get(at + 1..).unwrap_or(&[]) {
            if !cross(a, b)
                || source[a.0].kind != source[b.0].kind
                || is_date(source[a.0].form, source[b.0].form)
                || owns(source, a.0)
                || owns(target, b.1)
            {
                continue;
            }
            let others = || anchors.iter().copied().filter(|&other| other != a && other != b);
            let crossing = |a, b| -> usize {
                others().map(|other| usize::from(cross(a, other)) + usize::from(cross(b, other))).sum()
            };
            let (before, after) = (crossing(a, b), crossing((a.0, b.1), (b.0, a.1)));
            let neighbours =
                others().zip(others().skip(1)).filter(|&(left, right)| cross(left, right)).count();
            let gain = before.saturating_sub(after) + usize::from(side_by_side(source, target, a, b));
            if gain > 0 && best.is_none_or(|best| best.gain < gain) {
                best = Some(Exchange {
                    target: (target[b.1].span, target[a.1].span),
                    source: (source[b.0].span, source[a.0].span),
                    gain,
                    crossed: (neighbours + after) as f32 / (anchors.len() - 2).max(1) as f32,
                });
            }
        }
    }
    best
}

/// Whether two numbers, neither of them a year, are the ends of a way on both sides, with no content word between them:
/// `from 40 to 30` keeps its order.
fn side_by_side(source: &[Piece<'_>], target: &[Piece<'_>], a: Anchor, b: Anchor) -> bool {
    let near = |all: &[Piece<'_>], one: usize, other: usize| {
        let between = all.get(one.min(other) + 1..one.max(other)).unwrap_or(&[]);
        between.len() <= BETWEEN
            && between.iter().any(|piece| piece.kind == Kind::Word)
            && !between.iter().any(Piece::content)
    };
    let year = |at: usize| source[at].form.parse().is_ok_and(|value: u32| (1000..2100).contains(&value));
    let behind = |all: &[Piece<'_>], at: usize, list: &[&str]| {
        at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|piece| list.contains(&piece.form))
    };
    let ranged = |all: &[Piece<'_>], one: usize, other: usize| {
        behind(all, one.min(other), FROM) && behind(all, one.max(other), TO)
    };
    source[a.0].kind == Kind::Number
        && ranged(source, a.0, b.0)
        && ranged(target, a.1, b.1)
        && !year(a.0)
        && !year(b.0)
        && near(source, a.0, b.0)
        && near(target, a.1, b.1)
}

/// Whether a word and its counterpart are names or numbers, and stand but once on their sides. Nouns of German have
/// capitals, too: there the other side must have one.
fn is_name(source: &[Piece<'_>], target: &[Piece<'_>], (at, other): Anchor, nouns: bool) -> bool {
    let (piece, there) = (&source[at], &target[other]);
    let once = |all: &[Piece<'_>], form: &str| all.iter().filter(|piece| piece.form == form).count() == 1;
    let uncased = |piece: &Piece<'_>| !nouns && !piece.form.contains(char::is_lowercase);
    let named = |piece: &Piece<'_>| piece.capital || uncased(piece);
    let name = match piece.kind {
        Kind::Word => {
            piece.link.weight >= SURE
                && (piece.capital || there.capital)
                && named(piece)
                && named(there)
                && there.kind == Kind::Word
        }
        Kind::Number => there.kind == Kind::Number,
        _ => false,
    };
    name && once(source, piece.form) && once(target, there.form)
}

/// Whether two numbers are a year and something else, which nobody exchanges (`2400 since 2020`), or may be a year and the
/// day of a date, whose parts have an order of their own.
fn is_date(a: &str, b: &str) -> bool {
    let (a, b) = (a.parse::<u32>().ok(), b.parse::<u32>().ok());
    let year = |number: Option<u32>| number.is_some_and(|value| (1900..2100).contains(&value));
    let day = |number: Option<u32>| number.is_some_and(|value| value <= 31);
    let old = |number: Option<u32>| number.is_some_and(|value| (1000..1900).contains(&value));
    year(a) != year(b) || day(a) && old(b) || old(a) && day(b)
}

/// Whether a name stands in the genitive of English: what it owns may stand on its other side abroad.
fn owns(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at + 1).is_some_and(|piece| piece.form == "'")
}
