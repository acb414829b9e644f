//! The numbers of a sentence, whatever the locale they are written in.
//!
//! A number written in digits has one or more readings: `3.000` is 3000 or 3. Numbers in words ([`super::numeral`])
//! stand beside those in digits ([`super::digits`]): those that say a number and nothing else are amounts too, all others explain a number of the
//! other side, and nothing is flagged for their sake, since no list of them is complete.

use super::century;
use super::clock::{self, is_begun, is_hour};
use super::figure::{self, grouped};
use super::halves;
use super::han;
use super::multiplier::multiplier;
use super::numeral;
use super::page::{Case, Kind, Token, Words};
use super::portion;
use super::storey::is_floor;
use super::unit::{Relation, Units};
use crate::bitext::Span;

/// A number in digits or words.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// Where it stands, its multiplier (`million`) included.
    pub(super) span: Span,
    /// The same with its unit.
    pub(super) whole: Span,
    /// What it may mean, the most likely first.
    pub(super) readings: Vec<f64>,
    /// The numbers that it is where it is several after all: `116 123`.
    pub(super) parts: Vec<f64>,
    /// Number of its digits; 0: in words.
    pub(super) digits: usize,
    /// Number of digits behind its decimal mark.
    pub(super) decimals: usize,
    /// What it is counted in.
    pub(super) units: Units,
    /// Whether it is an hour of the day: `2:30`, `14 h`, `5 Uhr`.
    pub(super) hour: bool,
    /// What its multiplier (`million`) multiplies by; 1 without.
    pub(super) factor: f64,
}

/// All that is said in numbers on one side of a bead.
#[derive(Debug, Default)]
pub(super) struct Quantities {
    /// Numbers in digits.
    pub(super) digits: Vec<Quantity>,
    /// Numbers in words that mean nothing else.
    pub(super) words: Vec<Quantity>,
    /// Values that other words, Roman and Han numerals and months may say.
    pub(super) loose: Vec<f64>,
    /// Whether hours of the afternoon are marked: `p.m.`, `午後`.
    pub(super) afternoon: bool,
    /// Centuries that are named: `XIX wieku`.
    centuries: Vec<f64>,
}

impl Quantities {
    /// Reads the numbers of a run of tokens.
    pub(super) fn of(words: &Words<'_>, tokens: &[Token]) -> Self {
        let mut found = Quantities::default();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let next = match token.kind {
                Kind::Number => found.number(words, tokens, at),
                Kind::Word => found.word(words, tokens, at),
                Kind::Glyph => found.glyph(words, tokens, at),
                Kind::Mark => {
                    found.loose.extend(portion::mark(words.of(token)));
                    at + 1
                }
            };
            at = next.max(at + 1);
        }
        found.ranges(words);
        found.decades(words);
        found
    }

    /// A number in digits; the token after what was read.
    fn number(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) -> usize {
        if let Some(end) = self.korean_at(words, tokens, at) {
            return end;
        }
        let mut end = at + 1;
        while end < tokens.len() && grouped(words, &tokens[at..end], &tokens[end]) {
            end += 1;
        }
        end = figure::past_spaced_commas(words, tokens, at, end);
        end = figure::past_apostrophes(words, tokens, at, end);
        self.digits_at(words, tokens, at, end);
        end
    }

    /// `20世纪80年代` is 1980, and no 20; `lat 60. XIX wieku` may be 1860.
    fn decades(&mut self, words: &Words<'_>) {
        let years = |century: f64, tens: f64| {
            ((10.0..100.0).contains(&tens) && tens % 10.0 == 0.0).then_some((century - 1.0) * 100.0 + tens)
        };
        let mut tens: Vec<f64> =
            self.loose.iter().copied().filter(|tens| years(2.0, *tens).is_some()).collect();
        tens.sort_unstable_by(f64::total_cmp);
        tens.dedup();
        for &century in &self.centuries {
            for number in self.digits.iter_mut().chain(&mut self.words) {
                let more = number.readings.first().and_then(|&tens| years(century, tens));
                number.readings.extend(more);
            }
            let more = tens.iter().filter_map(|&tens| years(century, tens));
            self.loose.extend(more);
        }
        for at in (1..self.digits.len()).rev() {
            let (left, right) = (&self.digits[at - 1], &self.digits[at]);
            let between = words.document().get(left.span.end..right.span.start).unwrap_or("");
            let behind = &words.document()[right.span.end..];
            let decades = behind.trim_start_matches(' ').starts_with("年代");
            if !matches!(between.trim_matches(' '), "世纪" | "世紀") || !decades {
                continue;
            }
            if let (Some(century), Some(years)) = (left.readings.first(), right.readings.first()) {
                let (tens, year) = (*years, (century - 1.0) * 100.0 + years);
                self.digits[at].readings.insert(0, year);
                // `80s of the 20th century` says both by themselves.
                let century = self.digits.remove(at - 1).readings;
                self.loose.extend(century.into_iter().chain([tens]));
            }
        }
    }

    /// `1 to 4 inches`, `2 bis 3 Millionen`: the first number of a range has the unit and multiplier of the second.
    fn ranges(&mut self, words: &Words<'_>) {
        for at in 1..self.digits.len() {
            let (left, right) = self.digits.split_at_mut(at);
            let (Some(first), Some(second)) = (left.last_mut(), right.first()) else { continue };
            let end = first.span.end;
            let between =
                if end <= second.span.start { words.slice(Span::new(end, second.span.start)) } else { "" };
            if first.whole.end > second.span.start || between.len() > 24 || !RANGES.contains(&between.trim())
            {
                continue;
            }
            if first.units.is_empty() {
                first.units = second.units.clone();
            }
            if first.factor == 1.0 && second.factor > 1.0 {
                let more: Vec<f64> = first.readings.iter().map(|value| value * second.factor).collect();
                first.readings.extend(more);
            }
            first.hour |= second.hour;
        }
    }

    /// Numbers and months in words, and hours of the afternoon; the token after what was read.
    fn word(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) -> usize {
        let token = &tokens[at];
        let lower = words.lower(token);
        let mut end = at + 1;
        if let Some((value, behind)) = halves::half(words, tokens, at) {
            self.loose.push(value);
            // What was read with it is not read again.
            return behind;
        }
        if let Some(mut said) = numeral::words(words, tokens, at) {
            if clock::is_second(words, tokens, at) {
                said.sure = None;
            }
            end = said.end;
            self.loose.extend(&said.values);
            if is_floor(words, tokens, at, end) {
                self.loose.extend(said.values.iter().flat_map(|value| [value - 1.0, value + 1.0]));
            }
            // `десять минут седьмого`, `на девяносто восьмом году жизни`: what is not yet full.
            let begun = is_begun(words, tokens, at, end);
            if begun {
                self.loose.extend(said.values.iter().map(|value| value - 1.0));
            }
            let portion = portion::read(words, tokens, &said);
            if let Some((values, behind)) = &portion {
                self.loose.extend(values);
                end = *behind;
            }
            if let Some(value) = said.sure.filter(|_| !begun && portion.is_none()) {
                let span = token.span.cover(tokens[end - 1].span);
                self.say(words, tokens, span, value, end);
            }
        }
        if let Some(month) = words
            .language
            .words
            .months
            .iter()
            .position(|month| *month == lower || lower.chars().count() >= 3 && month.starts_with(lower))
        {
            self.loose.push(month as f64 + 1.0);
        }
        if !matches!(token.case, Case::Lower | Case::None)
            && let Some(value) = century::roman(words.of(token))
        {
            self.loose.push(value);
            let next = tokens.get(at + 1).map_or("", |token| words.lower(token));
            let before = at.checked_sub(1).map_or("", |left| words.lower(&tokens[left]));
            let named = century::is_named(before, next);
            if value > 1.0 && named {
                self.say(words, tokens, token.span, value, at + 1);
            }
            // `w` and `в` are `in`, too, but for their stop.
            let stop =
                next.chars().count() > 1 || tokens.get(at + 2).is_some_and(|mark| words.of(mark) == ".");
            if (named || century::SHORT.contains(&next) && stop)
                && value > 1.0
                && !self.centuries.contains(&value)
            {
                self.centuries.push(value);
            }
        }
        self.afternoon |= clock::AFTERNOON.contains(&lower);
        self.loose.extend(clock::before_the_hour(words, tokens, at).into_iter().flatten());
        end
    }

    /// Han numerals and hours of the afternoon; the token after what was read.
    fn glyph(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) -> usize {
        // The `万` of `31万` is read with its number.
        let behind = at.checked_sub(1).is_some_and(|left| tokens[left].kind == Kind::Number);
        if behind && multiplier(words, &tokens[at]).is_some() {
            return at + 1;
        }
        if let Some(said) = han::read(words, tokens, at) {
            self.loose.extend(&said.values);
            if let Some((value, end)) = han::decimals(words, tokens, &said) {
                self.loose.push(value);
                return end;
            }
            // `四割`, `民国二十六年`: what it says with what stands beside it.
            let sign = tokens.get(said.end).map_or("", |token| words.of(token));
            let era = century::era(&words.document()[..tokens[at].span.start]);
            let more = |&value: &f64| {
                portion::tenths_of(sign, value).into_iter().chain(era.map(|year| year + value))
            };
            let more: Vec<f64> = said.values.iter().flat_map(more).collect();
            if let Some(value) = said.sure.filter(|_| more.is_empty()) {
                let span = tokens[at].span.cover(tokens[said.end - 1].span);
                self.say(words, tokens, span, value, said.end);
            }
            self.loose.extend(more);
            return said.end;
        }
        if let Some(said) = numeral::words(words, tokens, at) {
            self.loose.extend(&said.values);
            return said.end;
        }
        let two = tokens.get(at + 1).map(|next| words.slice(tokens[at].span.cover(next.span)));
        self.afternoon |= matches!(two, Some("午後" | "下午" | "晚上" | "傍晚" | "夜の"));
        at + 1
    }

    /// A number in words.
    fn say(&mut self, words: &Words<'_>, tokens: &[Token], span: Span, value: f64, end: usize) {
        let (units, whole) = units(words, tokens, end, span, None);
        self.words.push(Quantity {
            span,
            whole,
            readings: vec![value],
            parts: Vec::new(),
            digits: 0,
            decimals: 0,
            units,
            hour: is_hour(words, tokens, end),
            factor: 1.0,
        });
    }

    /// All amounts, in digits and words.
    pub(super) fn amounts(&self) -> impl Iterator<Item = &Quantity> {
        self.digits.iter().chain(&self.words)
    }

    /// How often this side says the number, in digits or words.
    pub(super) fn says(&self, number: &Quantity) -> usize {
        let is = |value: f64| number.readings.iter().any(|&reading| same(reading, value));
        let digits = self.digits.iter().filter(|other| other.readings.iter().any(|&value| is(value)));
        digits.count() + self.loose.iter().filter(|&&value| is(value)).count()
    }

    /// Whether this side says the number.
    pub(super) fn explains(&self, number: &Quantity) -> bool {
        let parts = || !number.parts.is_empty() && number.parts.iter().all(|&part| self.explains_value(part));
        // `41 million` and `41 billion` have the 41 in common, and are others.
        let multiplied = number.factor > 1.0
            && self.digits.iter().any(|other| other.factor > 1.0 && other.factor != number.factor);
        if multiplied {
            // The first half of the readings is multiplied.
            let whole = &number.readings[..number.readings.len() / 2];
            return whole.iter().any(|&value| self.explains_value(value));
        }
        number.readings.iter().any(|&value| self.explains_value(value)) || parts()
    }

    /// Whether the number is an hour of the day, on one of the two sides, that this side says.
    pub(super) fn says_hour(&self, number: &Quantity) -> bool {
        let hours = self.amounts().filter(|other| other.hour || number.hour);
        hours
            .flat_map(|other| &other.readings)
            .any(|&other| number.readings.iter().any(|&value| same(value, other)))
    }

    /// Whether the number next to `small`, of this side, has the multiplier that `small` lacks against `large` of the other side:
    /// a hundred, a thousand, a million and so on.
    pub(super) fn lends(&self, small: &Quantity, large: &Quantity) -> bool {
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

    fn explains_value(&self, value: f64) -> bool {
        let amounts = self.amounts().flat_map(|other| other.readings.iter().chain(&other.parts));
        amounts.chain(&self.loose).any(|&other| same(value, other))
    }

    /// Whether this side says the number in other units.
    pub(super) fn converts(&self, number: &Quantity) -> bool {
        self.amounts().any(|other| other.span != number.span && converted(number, other))
    }
}

/// The units of a number: those in front of it, or those that stand at `next`; and its span with them.
pub(super) fn units(
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
pub(super) fn converted(left: &Quantity, right: &Quantity) -> bool {
    (left.units.relation(&right.units) == Relation::Convertible
        || left.units.is_temperature() && right.units.is_temperature())
        && left
            .readings
            .iter()
            .any(|&from| right.readings.iter().any(|&to| left.units.converts(from, &right.units, to)))
}

/// What stands between the numbers of a range.
const RANGES: &[&str] = &[
    "-", "–", "—", "~", "〜", "～", "to", "bis", "à", "a", "do", "до", "tot", "até", "ile", "and", "und",
    "et", "y", "e", "i", "и", "en", "or", "oder", "ou", "o", "lub", "или", "至", "到", "から", "إلى", "až",
    "al", "and even",
];

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
