//! Numbers that one side of a bead says and the other does not.

use super::quantity::{Quantities, Quantity};
use super::time::{self, Time};
use crate::bitext::Span;
use crate::flag::sides::Sides;
use crate::flag::words::Words;

/// The numbers of a bead that the other side does not say.
#[derive(Debug)]
pub(crate) struct Odd {
    /// Numbers of the original that the translation lacks.
    pub(crate) source: Vec<Quantity>,
    /// Numbers of the translation that the original lacks.
    pub(crate) target: Vec<Quantity>,
}

/// Numbers of a side, at most, among which one is looked for that stands once too often: more are a table.
const FEW: usize = 12;

/// The number of `there` that `number`, the only one of `here` that `there` does not say, stands against: where
/// both sides have as many numbers, the one that `there` says once more than `here`. `24 ... 42` for
/// `24 ... 24`: 24. Empty where there is none, or more than one.
fn replaced(
    number: &Quantity,
    (here, own): (&Quantities, &Words<'_>),
    (there, others): (&Quantities, &Words<'_>),
) -> Vec<Quantity> {
    let count = here.digits.len();
    if count != there.digits.len() || count > FEW {
        return Vec::new();
    }
    let place = here.digits.iter().position(|other| std::ptr::eq(other, number) || other.span == number.span);
    // `3 and 2`, `2 and 2`: of one digit only where all others stand in the same places.
    let aligned = here
        .digits
        .iter()
        .zip(&there.digits)
        .enumerate()
        .all(|(at, (left, right))| Some(at) == place || left.readings == right.readings);
    // The one in its place is no number of `here`, though a word such as `a` could be it.
    let across = place.and_then(|place| there.digits.get(place)).filter(|_| aligned);
    if let Some(across) = across
        && typed(own.slice(number.span), others.slice(across.span))
        && !here.amounts().any(|other| other.readings.first() == across.readings.first())
    {
        return vec![across.clone()];
    }
    if number.digits < 2 && (!aligned || count < 2) {
        return Vec::new();
    }
    let spare: Vec<&Quantity> =
        there.digits.iter().filter(|other| there.says(other) > here.says(other)).collect();
    let Some(first) = spare.first() else { return Vec::new() };
    if first.digits != number.digits || !spare.iter().all(|other| other.readings == first.readings) {
        return Vec::new();
    }
    // The one in the same place, where it is one of them.
    let same =
        place.and_then(|place| there.digits.get(place)).filter(|there| there.readings == first.readings);
    same.or(spare.last().copied()).map(|other| vec![other.clone()]).unwrap_or_default()
}

/// For every bead with a number that the other side does not say, those numbers; `amounts`: number of a bead, and what
/// its two sides say. A number in words is told
/// where one in digits stands against it, or another in words and no digits beside them.
pub(crate) fn of(sides: &Sides<'_>, amounts: &[(usize, Quantities, Quantities)]) -> Vec<(usize, Odd)> {
    let mut all = Vec::new();
    for (bead, source, target) in amounts {
        let clock = |number: &Quantity, here: &Quantities, there: &Quantities| {
            let shifted = |by: f64| Quantity {
                readings: number.readings.iter().map(|value| value + by).collect(),
                parts: Vec::new(),
                ..number.clone()
            };
            (here.afternoon && there.explains(&shifted(12.0)))
                || (there.afternoon && there.explains(&shifted(-12.0)))
                || [12.0, -12.0].iter().any(|&by| there.says_hour(&shifted(by)))
        };
        let bare = |number: &Quantity, here: &Quantities| {
            let words = if std::ptr::eq(here, source) { &sides.source } else { &sides.target };
            is_bare(words, number)
        };
        let lacking = |list: &[Quantity], here: &Quantities, there: &Quantities| -> Vec<Quantity> {
            let met: Vec<Span> = met(&here.times, &there.times);
            list.iter()
                .filter(|number| {
                    !there.explains(number)
                        && !met.iter().any(|time| holds(*time, number.span))
                        && !there.converts(number)
                        && !here.converts(number)
                        && !clock(number, here, there)
                        && !shortened(number, here, there, bare)
                        && !rounded(number, there)
                })
                .cloned()
                .collect()
        };
        let mut odd = Odd {
            source: lacking(&source.digits, source, target),
            target: lacking(&target.digits, target, source),
        };
        match (&odd.source[..], &odd.target[..]) {
            ([], [number]) => {
                odd.source = replaced(number, (target, &sides.target), (source, &sides.source));
                if odd.source.is_empty() {
                    odd.source = only(lacking(&source.words, source, target));
                }
            }
            ([number], []) => {
                odd.target = replaced(number, (source, &sides.source), (target, &sides.target));
                if odd.target.is_empty() {
                    odd.target = only(lacking(&target.words, target, source));
                }
            }
            ([], []) => {
                let words = (lacking(&source.words, source, target), lacking(&target.words, target, source));
                // Beside a list of ages, `two` and `four` count other things.
                let plain = |side: &Quantities| side.digits.len() <= FEW_DIGITS && !broken(side);
                if source.words.len() == target.words.len()
                    && source.digits.len() == target.digits.len()
                    && plain(source)
                    && plain(target)
                {
                    odd = both(words.0, words.1).unwrap_or(odd);
                }
            }
            _ => {}
        }
        if let Some((one, other)) = time::odd(&source.times, &target.times) {
            instead(&mut odd.source, &time_of(&one));
            instead(&mut odd.target, &time_of(&other));
        }
        if let Some((one, other)) = fractions(source, target) {
            instead(&mut odd.source, &one);
            instead(&mut odd.target, &other);
        }
        if !odd.source.is_empty() || !odd.target.is_empty() {
            all.push((*bead, odd));
        }
    }
    all
}

/// Where the times stand that the other side says, too.
fn met(here: &[Time], there: &[Time]) -> Vec<Span> {
    here.iter().filter(|time| there.iter().any(|other| time.agrees(other))).map(|time| time.span).collect()
}

/// Whether a number stands inside a time.
fn holds(time: Span, number: Span) -> bool {
    time.start <= number.start && number.end <= time.end
}

/// Puts a number in front of the odd ones, for those that it is made of.
fn instead(odd: &mut Vec<Quantity>, number: &Quantity) {
    odd.retain(|other| !holds(number.span, other.span));
    odd.insert(0, number.clone());
}

/// A time as a number.
fn time_of(time: &Time) -> Quantity {
    let value = f64::from(time.hour) + f64::from(time.minutes.unwrap_or(0)) / 100.0;
    Quantity { digits: 3, hour: true, ..Quantity::bare(time.span, value) }
}

/// The fractions in words of two sides, where each says one, they differ, and no number says the same.
fn fractions(source: &Quantities, target: &Quantities) -> Option<(Quantity, Quantity)> {
    let (one, other) = source.fraction.zip(target.fraction)?;
    let close = |x: f64, y: f64| (x - y).abs() < 0.04;
    // A share in percent or in figures beside it; three tenths are about a third.
    let says = |side: &Quantities, part: f64| {
        let said = side.amounts().flat_map(|number| &number.readings);
        said.into_iter().any(|&said| [said, said / 100.0].iter().any(|&said| close(said, part)))
    };
    // `by a third` is `to two thirds`.
    let rest = close(one.value + other.value, 1.0) && (one.change || other.change);
    let differ = !close(one.value, other.value) && !rest;
    (differ && !says(source, other.value) && !says(target, one.value))
        .then(|| (Quantity::bare(one.span, one.value), Quantity::bare(other.span, other.value)))
}

/// Whether a number is said with its multiplier on one side only, and on the other side by the number beside it: `from nine
/// million to just under two`, `von neun auf knapp zwei Millionen`; `bare` tells whether it counts nothing by itself.
fn shortened(
    number: &Quantity,
    here: &Quantities,
    there: &Quantities,
    bare: impl Fn(&Quantity, &Quantities) -> bool,
) -> bool {
    let few = here.amounts().count() <= FEW && there.amounts().count() <= FEW;
    few && there.amounts().any(|other| {
        here.lends(number, other) && bare(number, here) || there.lends(other, number) && bare(other, there)
    })
}

/// Whether a number has no noun behind it.
fn is_bare(words: &Words<'_>, number: &Quantity) -> bool {
    let rest = words.document()[number.whole.end..].trim_start_matches([' ', '\u{a0}', '-']);
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    end == 0 || words.language.words.function.contains(&&*rest[..end].to_lowercase())
}

/// Whether the other side says the number, written with fewer decimals, of which there are two at least: `79.38` and `79.378`.
fn rounded(number: &Quantity, there: &Quantities) -> bool {
    there.digits.iter().any(|other| {
        let decimals = number.decimals.min(other.decimals);
        let half = 0.5 * 0.1f64.powi(decimals as i32);
        let values = number.readings.first().zip(other.readings.first());
        decimals >= 2
            && number.decimals != other.decimals
            && !number.hour
            && !other.hour
            && values.is_some_and(|(value, other)| (value - other).abs() <= half * (1.0 + 1e-6))
    })
}

/// Whether one number is the other with digits lost: `1` for `11`.
fn typed(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// Numbers in digits beside which numbers in words are set against each other.
const FEW_DIGITS: usize = 2;

/// Whether a side speaks of halves and quarters: `halb fünf` is `half past four`.
fn broken(side: &Quantities) -> bool {
    side.loose.iter().any(|value| matches!(value, 0.25 | 0.5 | 1.5))
}

/// Numbers in words, at most, that stand against as many.
const MOST_WORDS: usize = 2;

/// Numbers in words that stand against each other, if they are not said in two ways in two languages.
fn both(source: Vec<Quantity>, target: Vec<Quantity>) -> Option<Odd> {
    let few = source.len() == target.len() && (1..=MOST_WORDS).contains(&source.len());
    (few && source.iter().zip(&target).all(|(left, right)| differ(left, right)))
        .then_some(Odd { source, target })
}

/// Whether two numbers in words are not the same in the ways of two languages.
fn differ(left: &Quantity, right: &Quantity) -> bool {
    let value = |number: &Quantity| number.readings.first().copied();
    let Some((left, right)) = value(left).zip(value(right)) else { return false };
    // Ten and a dozen, a fortnight of 14 days and of 15; an hour of either clock.
    let round = [(10.0, 12.0), (14.0, 15.0), (2.0, 14.0)];
    let (small, large) = (left.min(right), left.max(right));
    !round.contains(&(small, large)) && (large - small != 12.0 || small > 12.0)
}

/// The words where there is one: of several nobody knows which is meant.
fn only(words: Vec<Quantity>) -> Vec<Quantity> {
    if words.len() == 1 { words } else { Vec::new() }
}
