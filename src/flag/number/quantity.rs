//! The numbers of a sentence: what each may mean, and which of them the other side says, too.
//!
//! A number written in digits has one or more readings: `3.000` is 3000 or 3. Numbers in words stand beside those in
//! digits: those that say a number and nothing else are amounts too, all others explain a number of the other side, and
//! nothing is flagged for their sake, since no list of them is complete.

use super::calendar::{self, Month};
use super::fraction::Fraction;
use super::time::Time;
use super::unit::{Relation, Units};
use crate::bitext::Span;
use crate::flag::words::{Token, Words};

/// A number in digits or words.
#[derive(Debug, Clone)]
pub(crate) struct Quantity {
    /// Where it stands, its multiplier (`million`) included.
    pub(crate) span: Span,
    /// The same with its unit.
    pub(crate) whole: Span,
    /// What it may mean, the most likely first.
    pub(crate) readings: Vec<f64>,
    /// The numbers that it is where it is several after all: `116 123`.
    pub(crate) parts: Vec<f64>,
    /// Number of its digits; 0: in words.
    pub(crate) digits: usize,
    /// Number of digits behind its decimal mark.
    pub(crate) decimals: usize,
    /// What it is counted in.
    pub(crate) units: Units,
    /// Whether it is an hour of the day: `2:30`, `14 h`, `5 Uhr`.
    pub(crate) hour: bool,
    /// What its multiplier (`million`) multiplies by; 1 without.
    pub(crate) factor: f64,
    /// Whether it is a month in figures.
    pub(crate) month: Month,
}

impl Quantity {
    /// A number that counts nothing.
    pub(super) fn bare(span: Span, value: f64) -> Self {
        Quantity {
            span,
            whole: span,
            readings: vec![value],
            parts: Vec::new(),
            digits: 0,
            decimals: 0,
            units: Units::default(),
            hour: false,
            factor: 1.0,
            month: Month::No,
        }
    }
}

/// All that is said in numbers on one side of a bead.
#[derive(Debug, Default)]
pub(crate) struct Quantities {
    /// Numbers in digits.
    pub(crate) digits: Vec<Quantity>,
    /// Numbers in words that mean nothing else.
    pub(crate) words: Vec<Quantity>,
    /// Values that other words, Roman and Han numerals may say; and months, where one side names none.
    pub(crate) loose: Vec<f64>,
    /// Months in words: they answer months in figures alone.
    pub(super) months: Vec<f64>,
    /// Whether hours of the afternoon are marked: `p.m.`, `午後`.
    pub(crate) afternoon: bool,
    /// The only fraction in words.
    pub(super) fraction: Option<Fraction>,
    /// Times of the day.
    pub(super) times: Vec<Time>,
    /// Centuries that are named: `XIX wieku`.
    pub(super) centuries: Vec<f64>,
}

impl Quantities {
    /// Makes months explain days no more, where both sides name them: `3 May` is no `5 March`, though May is the fifth
    /// month. A side that names none may say it in figures, or not at all.
    pub(crate) fn part(source: &mut Self, target: &mut Self) {
        let names = |side: &Self| {
            !side.months.is_empty() || side.digits.iter().any(|number| number.month == Month::Sure)
        };
        if names(source) && names(target) {
            return;
        }
        for side in [source, target] {
            side.loose.append(&mut side.months);
            side.digits.iter_mut().for_each(|number| number.month = Month::No);
        }
    }

    /// All amounts, in digits and words.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = &Quantity> {
        self.digits.iter().chain(&self.words)
    }

    /// How often this side says the number, in digits or words.
    pub(crate) fn says(&self, number: &Quantity) -> usize {
        let is = |value: f64| number.readings.iter().any(|&reading| same(reading, value));
        let digits = self.digits.iter().filter(|other| {
            calendar::answer(number.month, other.month) && other.readings.iter().any(|&value| is(value))
        });
        digits.count() + self.loose(number.month).filter(|&&value| is(value)).count()
    }

    /// Whether this side says the number.
    pub(crate) fn explains(&self, number: &Quantity) -> bool {
        let explains = |&value: &f64| self.explains_value(value, number.month);
        let parts = || !number.parts.is_empty() && number.parts.iter().all(explains);
        // `41 million` and `41 billion` have the 41 in common, and are others.
        let multiplied = number.factor > 1.0
            && self.digits.iter().any(|other| other.factor > 1.0 && other.factor != number.factor);
        if multiplied {
            // The first half of the readings is multiplied.
            let whole = &number.readings[..number.readings.len() / 2];
            return whole.iter().any(explains);
        }
        number.readings.iter().any(explains) || parts()
    }

    /// Whether the number is an hour of the day, on one of the two sides, that this side says.
    pub(crate) fn says_hour(&self, number: &Quantity) -> bool {
        let hours = self.amounts().filter(|other| other.hour || number.hour);
        hours
            .flat_map(|other| &other.readings)
            .any(|&other| number.readings.iter().any(|&value| same(value, other)))
    }

    /// Whether the number next to `small`, of this side, has the multiplier that `small` lacks against `large` of the other side:
    /// a hundred, a thousand, a million and so on.
    pub(crate) fn lends(&self, small: &Quantity, large: &Quantity) -> bool {
        let (Some(less), Some(more)) = (small.readings.first(), large.readings.first()) else { return false };
        let exact = |by: &&f64| (less * **by - more).abs() <= 1e-9 * more;
        // `two and three hundred`: hundreds are lent from word to word.
        let lent = |by: &&f64| small.factor == 1.0 && *less < 1000.0 && (**by > 100.0 || small.digits == 0);
        let Some(lacking) = SCALES.iter().find(exact).filter(lent) else {
            return false;
        };
        let scale = |other: &Quantity| match other.digits {
            0 => SCALES
                .iter()
                .copied()
                .find(|by| other.readings.first().is_some_and(|value| value % by == 0.0)),
            _ => Some(other.factor),
        };
        self.amounts().any(|other| {
            let (first, second) = if other.span < small.span { (other, small) } else { (small, other) };
            other.span != small.span
                && second.span.start.saturating_sub(first.whole.end) <= NEAR
                && scale(other) == Some(*lacking)
        })
    }

    fn explains_value(&self, value: f64, month: Month) -> bool {
        let amounts = self.amounts().filter(|other| calendar::answer(month, other.month));
        let values = amounts.flat_map(|other| other.readings.iter().chain(&other.parts));
        values.chain(self.loose(month)).any(|&other| same(value, other))
    }

    /// What its words may say: for a month in figures those for months, too.
    fn loose(&self, month: Month) -> impl Iterator<Item = &f64> {
        let months: &[f64] = if month == Month::No { &[] } else { &self.months };
        self.loose.iter().chain(months)
    }

    /// Whether this side says the number in other units.
    pub(crate) fn converts(&self, number: &Quantity) -> bool {
        self.amounts().any(|other| other.span != number.span && converted(number, other))
    }
}

/// The units of a number: those in front of it, or those that stand at `next`; and its span with them.
pub(crate) fn units(
    words: &Words<'_>,
    tokens: &[Token],
    next: usize,
    span: Span,
    front: Option<Units>,
) -> (Units, Span) {
    if let Some(front) = front {
        return (front, span);
    }
    match Units::after(words, tokens, next) {
        Some((units, end)) => (units, span.cover(tokens[end - 1].span)),
        None => (Units::default(), span),
    }
}

/// Whether two amounts are the same in different units.
pub(crate) fn converted(left: &Quantity, right: &Quantity) -> bool {
    (left.units.relation(&right.units) == Relation::Convertible
        || left.units.is_temperature() && right.units.is_temperature())
        && left
            .readings
            .iter()
            .any(|&from| right.readings.iter().any(|&to| left.units.converts(from, &right.units, to)))
}

/// What words for great numbers multiply by, the greatest first.
const SCALES: [f64; 5] = [1e12, 1e9, 1e6, 1e3, 1e2];
/// Bytes between two numbers that share a multiplier.
const NEAR: usize = 40;

/// Two numbers that mean the same: equal, a year and its last two digits, or a century and its first year.
fn same(left: f64, right: f64) -> bool {
    // Of whole numbers every digit counts; others come from products, whose last digits are chance.
    let whole = |value: f64| (value - value.round()).abs() < 1e-6;
    let close = match whole(left) && whole(right) {
        true => left.round() == right.round(),
        false => (left - right).abs() <= 1e-6 * left.abs().max(right.abs()),
    };
    let (small, large) = if left < right { (left, right) } else { (right, left) };
    close
        || (10.0..100.0).contains(&small) && (1900.0..2100.0).contains(&large) && large % 100.0 == small
        || (9.0..22.0).contains(&small) && large == (small - 1.0) * 100.0
}
