//! Parts of a whole: `four in five`, `drei Zehntelsekunden`, `½`.

use super::numeral;
use super::said::Said;
use crate::flag::words::{Token, Words};

/// What the number in words that was read, and what stands behind it, say of a part: the values that this may be on the
/// other side, and the token behind it.
pub(crate) fn read(words: &Words<'_>, tokens: &[Token], said: &Said) -> Option<(Vec<f64>, usize)> {
    share(words, tokens, said).or_else(|| tenths(words, tokens, said))
}

/// What a sign for a part is worth.
pub(crate) fn mark(mark: &str) -> Option<f64> {
    match mark {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        _ => None,
    }
}

/// What a number of tenths is in percent, and in parts: `2割`, `三成` (30 %); `八折` is 20 % off.
pub(crate) fn tenths_of(sign: &str, value: f64) -> Vec<f64> {
    match sign {
        "割" | "成" => vec![value * 10.0, 10.0 / value],
        "折" if value < 10.0 => vec![value * 10.0, 100.0 - value * 10.0],
        "折" => vec![value, 100.0 - value],
        _ => Vec::new(),
    }
}

/// `four in five` is 80 %.
fn share(words: &Words<'_>, tokens: &[Token], part: &Said) -> Option<(Vec<f64>, usize)> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let joint = SHARES
        .iter()
        .find(|joint| joint.iter().enumerate().all(|(next, word)| lower(part.end + next) == *word))?;
    let whole = numeral::words(words, tokens, part.end + joint.len())?;
    let (part, all) = (*part.values.first()?, *whole.values.first()?);
    if !(1.0..all).contains(&part) || all > 100.0 {
        return None;
    }
    let values = whole.values.into_iter().chain([100.0 * part / all]).collect();
    Some((values, whole.end))
}

/// `drei Zehntelsekunden` are .3 seconds, and `a tenth` is `10分の1`.
fn tenths(words: &Words<'_>, tokens: &[Token], said: &Said) -> Option<(Vec<f64>, usize)> {
    let word = words.lower(tokens.get(said.end)?);
    let by = tenth(word)?;
    let values = said.values.iter().flat_map(|value| [value / by, *value, by]).collect();
    Some((values, said.end + 1))
}

/// What a word such as `hundredths` divides by.
pub(crate) fn tenth(lower: &str) -> Option<f64> {
    TENTHS.iter().find(|tenth| lower.starts_with(tenth.0)).map(|tenth| tenth.1)
}

/// What stands between a part and the whole that it is of.
const SHARES: &[&[&str]] = &[
    &["in"],
    &["in", "every"],
    &["out", "of"],
    &["out", "of", "every"],
    &["times", "out", "of"],
    &["av"],
    &["von"],
    &["sur"],
    &["de", "cada"],
    &["em", "cada"],
    &["su"],
    &["na"],
    &["из"],
    &["op", "de"],
];

/// Stems of words for a part of one, behind how many of them there are, and of what they are parts.
const TENTHS: &[(&str, f64)] = &[
    ("tenth", 10.0),
    ("hundredth", 100.0),
    ("thousandth", 1000.0),
    ("zehntel", 10.0),
    ("hundertstel", 100.0),
    ("tausendstel", 1000.0),
    ("dixième", 10.0),
    ("centième", 100.0),
    ("millième", 1000.0),
    ("décima", 10.0),
    ("centésima", 100.0),
    ("milésima", 1000.0),
    ("decimi", 10.0),
    ("decimo", 10.0),
    ("decima", 10.0),
    ("centesim", 100.0),
    ("tiende", 10.0),
    ("honderdste", 100.0),
    ("dziesiąta", 10.0),
    ("dziesiąte", 10.0),
    ("dziesiątych", 10.0),
    ("setn", 100.0),
    ("desetin", 10.0),
    ("setin", 100.0),
    ("десятых", 10.0),
    ("десятая", 10.0),
    ("десятой", 10.0),
    ("десятую", 10.0),
    ("сотых", 100.0),
    ("сотая", 100.0),
    ("сотой", 100.0),
    ("сотую", 100.0),
    ("тысячн", 1000.0),
];
