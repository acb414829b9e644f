//! Units and currencies: what stands beside a number -> which units it may mean, and whether two amounts agree.

use std::sync::LazyLock;

use crate::flag::forms::{Forms, lines};
use crate::flag::words::{Kind, Token, Words};

/// A row of `units.tsv`.
#[derive(Debug)]
struct Unit {
    name: &'static str,
    dimension: &'static str,
    /// How many of the base unit it is; 0 where nothing converts it.
    factor: f64,
    /// Where its zero lies, in base units.
    zero: f64,
}

const TABLE: &str = include_str!("units.tsv");

static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
    let unit = |cells: Vec<&'static str>| {
        let [name, dimension, factor, zero, ..] = cells[..] else { return None };
        let number = |cell: &str| cell.parse().unwrap_or(0.0);
        Some(Unit { name, dimension, factor: number(factor), zero: number(zero) })
    };
    lines(TABLE).skip(1).filter_map(unit).collect()
});
/// Its languages start behind name, dimension, factor, zero and signs.
static NAMES: LazyLock<Forms> = LazyLock::new(|| Forms::new(TABLE, 5, Some(4)));

/// Signs of units that some languages write as words, too, but then with an apostrophe (`l'équipe`).
const METRIC: &[&str] = &["l", "L", "m", "g", "t"];

/// Words between a number and its unit: `millions d'euros`, `5 US-Dollar`.
const BETWEEN: &[&str] = &["d", "de", "di", "of", "us", "u.s", "-"];

/// The units that a number may have: rows of the table; empty where it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Units(Vec<usize>);

/// How the units of two amounts go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// A side has none, or they measure other things: nothing can be said.
    Unknown,
    /// They may be the same.
    Same,
    /// Both measure the same, in other units, by a known factor.
    Convertible,
    /// Both measure the same, in other units that no factor joins: currencies.
    Other,
}

impl Units {
    /// The units behind a number that ends before token `at`, and the token after them.
    pub(crate) fn after(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<(Self, usize)> {
        let mut before = tokens.get(at.checked_sub(1)?)?.span.end;
        for next in at..at + 3 {
            let token = tokens.get(next)?;
            // Another line, or another clause.
            if token.span.start > before + 3 {
                return None;
            }
            // `2018 ha vinto`, `En 2018 l'équipe`: small words that look like signs of units.
            let text = words.of(token);
            let small = token.is_word()
                && text.chars().count() <= 2
                && (text.ends_with(['\'', '’']) || words.is_in(token, words.language.words.function))
                && !METRIC.contains(&text);
            if let Some(found) = NAMES.find(words, tokens, next).filter(|_| !small) {
                return Some((Units(found.rows), found.end));
            }
            if !BETWEEN.contains(&words.lower(token)) {
                return None;
            }
            before = token.span.end;
        }
        None
    }

    /// The currency before the number at token `at`: `$ 5`, `EUR 5`.
    pub(crate) fn before(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Self> {
        let last = at.checked_sub(1)?;
        let token = tokens.get(last)?;
        if tokens[at].span.start > token.span.end + 3 {
            return None;
        }
        // `US$`, and for all others a single token; in scripts without spaces a word of several.
        let reach = if token.kind == Kind::Glyph { 4 } else { 1 };
        (last.saturating_sub(reach)..=last).find_map(|first| {
            let found = NAMES.find(words, tokens, first).filter(|found| found.end == at)?;
            let front = |row: &usize| match UNITS[*row].dimension {
                "currency" => !token.is_word() || words.of(token).chars().all(char::is_uppercase),
                "temperature" => token.kind == Kind::Glyph,
                _ => false,
            };
            found.rows.iter().all(front).then_some(Units(found.rows))
        })
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them is a measure that translators convert.
    pub(crate) fn is_measure(&self) -> bool {
        let kept = ["time", "share", "currency", "data"];
        self.0.iter().any(|&row| !kept.contains(&UNITS[row].dimension))
    }

    /// Whether it is a share of a hundred.
    pub(crate) fn is_percent(&self) -> bool {
        self.name() == "percent"
    }

    /// Whether any of them is money.
    pub(crate) fn is_currency(&self) -> bool {
        self.0.iter().any(|&row| UNITS[row].dimension == "currency")
    }

    /// Whether any of them is a temperature.
    pub(crate) fn is_temperature(&self) -> bool {
        self.0.iter().any(|&row| UNITS[row].dimension == "temperature")
    }

    /// Name of the first.
    pub(crate) fn name(&self) -> &'static str {
        self.0.first().map_or("", |&row| UNITS[row].name)
    }

    /// How they go together with those of another amount.
    pub(crate) fn relation(&self, other: &Self) -> Relation {
        if self.0.iter().any(|row| other.0.contains(row)) {
            return Relation::Same;
        }
        let mut relation = Relation::Unknown;
        for (&left, &right) in self.0.iter().flat_map(|left| other.0.iter().map(move |right| (left, right))) {
            let (left, right) = (&UNITS[left], &UNITS[right]);
            if left.dimension != right.dimension {
                continue;
            }
            // A bare degree may be of either scale.
            if "temperature" == left.dimension && (left.factor == 0.0 || right.factor == 0.0) {
                return Relation::Same;
            }
            let known = left.factor != 0.0 && right.factor != 0.0;
            relation = if known { Relation::Convertible } else { Relation::Other };
        }
        relation
    }

    /// Whether an amount is another one in other units, as rounded as either is written. `degrees` of no scale may be
    /// of both.
    pub(crate) fn converts(&self, value: f64, other: &Self, to: f64) -> bool {
        let pairs = self.0.iter().flat_map(|left| other.0.iter().map(move |right| (left, right)));
        pairs.into_iter().any(|(&left, &right)| {
            let (left, right) = (&UNITS[left], &UNITS[right]);
            if left.dimension != right.dimension {
                return false;
            }
            if left.dimension == "temperature" {
                return close_degrees(value, to);
            }
            if left.factor == 0.0 || right.factor == 0.0 {
                return false;
            }
            let exact = (value * left.factor + left.zero - right.zero) / right.factor;
            let back = (to * right.factor + right.zero - left.zero) / left.factor;
            rounds(exact, to) || rounds(back, value)
        })
    }
}

/// Degrees that are the same on the scales of Celsius and Fahrenheit, whichever is which, within two degrees; or the
/// difference of two temperatures; or a degree apart, as two translators round.
pub(crate) fn close_degrees(left: f64, right: f64) -> bool {
    let fahrenheit = |celsius: f64| celsius * 1.8 + 32.0;
    [(left, right), (right, left)].iter().any(|&(celsius, other)| {
        (fahrenheit(celsius) - other).abs() <= 3.6 || (celsius * 1.8 - other).abs() <= 2.0
    }) || (left - right).abs() <= 1.0
}

/// Whether `exact` may be written as `shown`: within 6 %, or within half of the last place that `shown` has a digit in, `2.54` as `2` included.
fn rounds(exact: f64, shown: f64) -> bool {
    let mut place = 1.0;
    while shown >= 10.0 * place && (shown / (10.0 * place)).fract().abs() < 1e-9 {
        place *= 10.0;
    }
    let half = if shown.fract() == 0.0 { 0.55 * place } else { 0.05 };
    (exact - shown).abs() <= f64::max(0.06 * shown.abs(), half) + 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::number::multiplier;

    fn unit(name: &str) -> Units {
        Units(UNITS.iter().enumerate().filter(|(_, unit)| unit.name == name).map(|(row, _)| row).collect())
    }

    fn check(value: f64, from: &str, to: f64, unto: &str, expected: bool) {
        assert_eq!(unit(from).converts(value, &unit(unto), to), expected, "{value} {from} as {to} {unto}");
    }

    #[test]
    fn amounts_are_converted_as_people_round() {
        check(5.0, "mile", 8.0, "kilometre", true);
        check(6.0, "foot", 2.0, "metre", true);
        check(1.0, "inch", 2.5, "centimetre", true);
        check(12.0, "pound", 5.4, "kilogram", true);
        check(18.0, "month", 1.5, "year", true);
        check(80.0, "degree Fahrenheit", 27.0, "degree Celsius", true);
        check(80.0, "degree", 27.0, "degree", true);
        check(5.0, "mile", 12.0, "kilometre", false);
        check(80.0, "degree", 30.0, "degree", false);
        check(5.0, "dollar", 5.0, "euro", false);
    }

    #[test]
    fn no_unit_is_taken_for_a_multiplier() {
        let mut lines = lines(TABLE);
        let head = lines.next().unwrap();
        let mut taken = Vec::new();
        for cells in lines {
            for (tag, cell) in head.iter().zip(&cells).skip(5) {
                let language = crate::lang::language(tag.parse().unwrap());
                // `m` after digits alone is a metre, after a currency a million.
                for form in
                    cell.split('|').map(|form| form.trim_end_matches('*')).filter(|form| form.len() > 2)
                {
                    taken.extend(
                        multiplier::times(language, form).map(|_| format!("{tag}: {form} of {}", cells[0])),
                    );
                }
            }
        }
        assert!(taken.is_empty(), "{taken:?}");
    }

    #[test]
    fn units_tell_how_they_go_together() {
        assert_eq!(unit("mile").relation(&unit("kilometre")), Relation::Convertible);
        assert_eq!(unit("dollar").relation(&unit("euro")), Relation::Other);
        assert_eq!(unit("mile").relation(&unit("mile")), Relation::Same);
        assert_eq!(unit("mile").relation(&unit("pound")), Relation::Unknown);
        assert_eq!(unit("degree").relation(&unit("degree Celsius")), Relation::Same);
    }
}
