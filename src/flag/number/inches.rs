//! Feet and inches that are said as one: `five foot seven`, `5 ft 7`, `5 feet 7 inches`.

use super::quantity::Quantity;
use super::unit::Units;
use crate::bitext::Span;
use crate::flag::words::{Token, Words};

/// Takes a number for the inches of the feet before it, the last of `numbers`, which then says both; whether it is one. The
/// number stands at `span`, its unit at token `next`.
pub(super) fn join(
    words: &Words<'_>,
    tokens: &[Token],
    numbers: &mut [Quantity],
    (span, next): (Span, usize),
    readings: &[f64],
) -> bool {
    let Some(last) = numbers.last_mut().filter(|last| last.units.name() == "foot") else { return false };
    let between = words.document().get(last.whole.end..span.start).unwrap_or("none");
    let unit = Units::after(words, tokens, next);
    let inches = unit.as_ref().is_some_and(|(unit, _)| unit.name() == "inch");
    // `five feet seven people`: of two amounts the unit is a plural.
    let single = unit.is_none() && ["foot", "ft"].iter().any(|foot| words.slice(last.whole).ends_with(foot));
    let joined = matches!(between.trim(), "" | "-" | "and" | "und" | "y" | "et") && between.len() <= 5;
    let (Some(&feet), Some(&more)) = (last.readings.first(), readings.first()) else { return false };
    if !joined || !(inches || single) || !(0.0..12.0).contains(&more) || feet.fract() != 0.0 {
        return false;
    }
    last.readings = vec![feet + more / 12.0];
    last.parts = vec![feet, more];
    last.span = last.span.cover(span);
    last.whole = last.span;
    if let Some((_, end)) = unit {
        last.whole = last.span.cover(tokens[end - 1].span);
    }
    true
}
