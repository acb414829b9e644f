//! Numbers in digits -> quantities: what they may mean, with their multiplier and unit, and when they go on the number
//! before.

use super::calendar::Month;
use super::century;
use super::clock::{self, is_begun, is_hour, is_night};
use super::figure::{self, plain, readings, regular};
use super::inches;
use super::multiplier::multiplier;
use super::portion;
use super::quantity::{Quantities, Quantity, units};
use super::storey::is_floor;
use super::unit::Units;
use crate::bitext::Span;
use crate::flag::words::{Kind, Token, Words};

impl Quantities {
    /// Reads the number of the tokens `at..end`.
    pub(crate) fn digits_at(&mut self, words: &Words<'_>, tokens: &[Token], at: usize, end: usize) {
        let mut span = tokens[at].span.cover(tokens[end - 1].span);
        let plain = plain(words.slice(span));
        // `12 h 00`, `\u0027`, `&#39;`.
        let before = &words.document()[..span.start];
        if plain == "00" || before.ends_with("\\u") || before.ends_with("&#") {
            return;
        }
        let several = plain.matches(['.', ',']).count() > 1 && !regular(&plain);
        let date = words.language.numbers.decimal != ',' && figure::is_date(&plain);
        if plain.contains(':') || several || date {
            self.apart(span, &plain);
            return;
        }
        let mut readings = readings(&plain, words.language.numbers.decimal);
        if readings.is_empty() {
            return;
        }
        // `.08`
        if let Some(before) = before.strip_suffix('.').filter(|before| before.ends_with([' ', '(']))
            && let Ok(value) = format!("0.{plain}").parse()
        {
            span.start = before.len();
            readings.insert(0, value);
        }
        let digits = plain.bytes().filter(u8::is_ascii_digit).count();
        let broken = readings.first().is_some_and(|value| value.fract() != 0.0);
        let decimals = plain.rfind(['.', ',']).filter(|_| broken).map_or(0, |mark| plain.len() - mark - 1);
        // A zero in front of several digits is no amount (`020` for `2020`): it equals its like alone.
        if plain.len() > 2 && plain.len() == digits && plain.starts_with('0') {
            readings.iter_mut().for_each(|value| *value = -*value);
        }
        // `in his 80s`, `temperatures in the 80s`.
        let decade =
            tokens.get(end).is_some_and(|token| words.lower(token) == "s" && token.span.start == span.end);
        if decade && digits == 2 {
            readings.extend([readings[0] + 5.0, readings[0] + 9.0]);
        }
        // `9.14 p.m.`, `at 9.14` may be `9:14`: its minutes answer those of the other side.
        self.loose.extend(clock::minutes(words, tokens, (at, end), &plain));
        // `116 123` and `1、120` may be two numbers after all.
        let mut parts = figure::parts(words, &tokens[at..end], &plain);
        let behind = &words.document()[span.end..];
        if let Some((hour, minutes)) = clock::world(&plain, behind) {
            readings.push(f64::from(hour) + f64::from(minutes) / 100.0);
            parts.extend([hour, minutes].into_iter().filter(|part| *part > 0).map(f64::from));
        }
        if is_floor(words, tokens, at, end) {
            self.loose.extend(readings.iter().flat_map(|value| [value - 1.0, value + 1.0]));
        }
        if is_idle(words, span, &plain) {
            self.loose.extend(readings);
            return;
        }
        let front = Units::before(words, tokens, at);
        let (factor, mut next) = factor(words, tokens, end, front.is_none(), &mut span);
        // `на 92-м году жизни`
        if is_begun(words, tokens, at, next) {
            readings.extend(readings.first().map(|value| value - 1.0));
        }
        // `2割` is 20 %, and a fifth.
        if let Some(sign) = tokens.get(next).map(|token| words.of(token)) {
            readings.extend(readings.clone().into_iter().flat_map(|value| portion::tenths_of(sign, value)));
        }
        readings.extend(century::era(before).and_then(|year| Some(year + readings.first()?)));
        readings.extend(century::short_year(before, &plain, behind));
        readings.extend(readings.first().and_then(|&value| clock::of_second_half(before, value, behind)));
        if let Some(by) = tokens.get(next).and_then(|token| portion::tenth(words.lower(token))) {
            readings.extend(readings.first().map(|value| value / by));
        }
        if is_night(words, tokens, at) {
            match readings.first() {
                // The night to the first of a month began on the last of the one before.
                Some(1.0) => readings.extend([28.0, 29.0, 30.0, 31.0]),
                first => readings.extend(first.map(|value| value - 1.0)),
            }
        }
        if factor > 1.0 {
            let base = readings.clone();
            readings.splice(0..0, base.iter().map(|value| value * factor));
            next += usize::from(
                tokens
                    .get(next)
                    .is_some_and(|mark| words.of(mark) == "." && words.adjacent(&tokens[next - 1], mark)),
            );
        }
        if digits == 2 && plain.len() == 2 && self.as_minutes(words, tokens, at, &readings)
            || self.as_parts_of_a_second(words, span, &plain, &readings)
            || digits <= 2 && self.as_cents(words, tokens, (at, end), &readings)
            || digits <= 2 && inches::join(words, tokens, &mut self.digits, (span, next), &readings)
        {
            return;
        }
        let hour = is_hour(words, tokens, end);
        let (units, whole) = units(words, tokens, next, span, front);
        let month = Month::of(words, tokens, at, end);
        let number = Quantity { span, whole, readings, parts, digits, decimals, units, hour, factor, month };
        if !self.as_rest(words, &number) {
            self.digits.push(number);
        }
    }

    /// Reads a Korean number of digits and units from token `at` on, if there is one; the token after it.
    pub(crate) fn korean_at(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) -> Option<usize> {
        let start = tokens[at].span.start;
        let text = words.document().get(start..).filter(|_| words.language.tag == "ko")?;
        let (value, length) = figure::korean(text)?;
        let span = Span::new(start, start + length);
        // A word that goes on behind the last unit (`만여`) belongs to the number.
        let next = at + tokens[at..].iter().take_while(|token| token.span.start < span.end).count();
        let (units, whole) = units(words, tokens, next, span, Units::before(words, tokens, at));
        let digits = words.slice(span).bytes().filter(u8::is_ascii_digit).count();
        let hour = is_hour(words, tokens, next);
        let (readings, parts) = (vec![value], Vec::new());
        self.digits.push(Quantity {
            span,
            whole,
            readings,
            parts,
            digits,
            decimals: 0,
            units,
            hour,
            factor: 1.0,
            month: Month::of(words, tokens, at, next),
        });
        Some(next)
    }

    /// A time, a score, a date: every part by itself. `7:00` is `7`.
    fn apart(&mut self, span: Span, plain: &str) {
        let hour = plain.len() <= 5 && plain.contains(':');
        let parts = plain.split([':', '.', ',']).enumerate();
        for (_, part) in parts.filter(|&(index, part)| !part.is_empty() && (index == 0 || part != "00")) {
            if let Ok(value) = part.parse() {
                self.digits.push(Quantity {
                    span,
                    whole: span,
                    readings: vec![value],
                    parts: Vec::new(),
                    digits: part.len(),
                    decimals: 0,
                    units: Units::default(),
                    hour,
                    factor: 1.0,
                    // `3.5.2020`
                    month: if plain.contains(':') { Month::No } else { Month::Maybe },
                });
            }
        }
    }

    /// Whether a number is taken for the minutes of the hour before: `21 h 05` is `21.05` and `21:05`. The minutes may
    /// answer others, and ask for no answer.
    fn as_minutes(&mut self, words: &Words<'_>, tokens: &[Token], at: usize, readings: &[f64]) -> bool {
        let Some(value) = readings.first().copied().filter(|value| *value < 60.0) else { return false };
        let Some(last) = self.digits.last_mut().filter(|last| last.hour) else { return false };
        let Some(hour) = last.readings.first().copied().filter(|hour| *hour <= 24.0) else { return false };
        let follows = at.checked_sub(1).is_some_and(|before| {
            is_hour(words, tokens, before)
                && last.span.end <= tokens[before].span.start
                && tokens[before].span.start - last.span.end <= 3
        });
        if follows {
            last.readings.push(hour + value / 100.0);
            self.loose.push(value);
        }
        follows
    }

    /// Whether a number is taken for the parts of a second of the one before: `10秒2` and `10 s 2` are 10.2 seconds.
    fn as_parts_of_a_second(&mut self, words: &Words<'_>, span: Span, plain: &str, readings: &[f64]) -> bool {
        let Some(last) = self.digits.last_mut() else { return false };
        let between = words.document().get(last.span.end..span.start).unwrap_or("");
        let french = words.language.tag == "fr" && between.trim() == "s" && between.len() > 1;
        if between != "秒" && !french {
            return false;
        }
        let (Some(whole), Ok(parts)) = (last.readings.first().copied(), format!("0.{plain}").parse::<f64>())
        else {
            return false;
        };
        last.readings.insert(0, whole + parts);
        self.loose.extend(readings);
        true
    }

    /// Whether a number is taken for the hundredths of the sum of money before: `1134 евро 55 центов` is 1,134.55.
    fn as_cents(
        &mut self,
        words: &Words<'_>,
        tokens: &[Token],
        (at, end): (usize, usize),
        readings: &[f64],
    ) -> bool {
        let Some(last) = self.digits.last_mut().filter(|last| last.units.is_currency()) else { return false };
        let between = words.document().get(last.whole.end..tokens[at].span.start).unwrap_or("");
        let behind = words.document()[tokens[end - 1].span.end..].trim_start().to_lowercase();
        let follows = between.trim().is_empty() || JOINED.contains(&between.trim());
        if !follows || between.len() > 6 || !CENTS.iter().any(|cent| behind.starts_with(cent)) {
            return false;
        }
        let (Some(&whole), Some(&cents)) = (last.readings.first(), readings.first()) else { return false };
        last.readings.insert(0, whole + cents / 100.0);
        self.loose.extend(readings);
        true
    }

    /// Whether a number goes on the one before: `3億4,200万`, `28万6,000`.
    fn as_rest(&mut self, words: &Words<'_>, number: &Quantity) -> bool {
        let start = number.span.start;
        let Some(last) = self.digits.last_mut() else { return false };
        let follows = words.slice(Span::new(last.span.end.min(start), start)).trim().is_empty();
        // `1万 2万` are two numbers: what goes on is less than one of what stood last.
        let unit = words.slice(last.span).chars().next_back().and_then(great);
        if !follows || unit.is_none_or(|unit| number.factor >= unit) || last.readings.len() > READINGS {
            return false;
        }
        let (base, more) = (last.readings.clone(), &number.readings);
        let sums = base
            .iter()
            .flat_map(|big| more.iter().filter(move |small| *small < big).map(move |small| big + small));
        last.readings = sums.chain(base.iter().copied()).collect();
        last.span = last.span.cover(number.span);
        last.whole = last.span.cover(number.whole);
        last.digits += number.digits;
        last.units = number.units.clone();
        true
    }
}

/// Beginnings of words for a hundredth of a currency.
const CENTS: &[&str] = &[
    "cent", "cént", "cênt", "pence", "penny", "rappen", "grosz", "haléř", "öre", "øre", "копе", "копі",
    "цент", "セント", "센트", "分", "kuruş",
];

/// What stands between a sum and its hundredths.
const JOINED: &[&str] = &["and", "und", "et", "y", "e", "i", "и", "і", "en", "a", "ve", "と"];

/// What a character for thousands of thousands multiplies by.
fn great(c: char) -> Option<f64> {
    match c {
        '万' | '萬' | '만' => Some(1e4),
        '億' | '亿' | '억' => Some(1e8),
        '兆' | '조' => Some(1e12),
        _ => None,
    }
}

/// Readings beyond which a number takes in no more: each part may be read in several ways.
const READINGS: usize = 32;

/// Whether a number asks for no answer: `1台ずつ` is one each, of as many as there are; `24/7` is around the clock.
fn is_idle(words: &Words<'_>, span: Span, plain: &str) -> bool {
    let (before, behind) = words.document().split_at(span.start);
    plain == "24" && behind.starts_with("24/7")
        || plain == "7" && before.ends_with("24/")
        || figure::is_each(&words.document()[span.end..])
}

/// What the words behind a number multiply it by, 1 without such, and the token after them: `5-million`, `15万`, `3,2 Mio.`;
/// behind `32-м` the token after the ending. `bare`: no unit stands in front of it; its span is made to hold them.
fn factor(words: &Words<'_>, tokens: &[Token], end: usize, bare: bool, span: &mut Span) -> (f64, usize) {
    let mut next = end;
    if tokens.get(next).is_some_and(|mark| words.of(mark) == "-" && mark.span.start == span.end) {
        let ending = tokens.get(next + 1).is_some_and(|token| {
            token.span.start == tokens[next].span.end && figure::is_ending(words, token)
        });
        next += if ending && matches!(words.language.tag, "ru" | "uk") { 2 } else { 1 };
    }
    let mut factor = 1.0;
    while let Some(token) = tokens.get(next) {
        // `5 m` are metres, `$5m` millions.
        let metre = bare && matches!(words.lower(token), "m" | "м");
        // `3,000 多亿`
        let some = token.kind == Kind::Glyph && matches!(words.of(token), "多" | "余" | "餘" | "来" | "來");
        if some && tokens.get(next + 1).is_some_and(|more| multiplier(words, more).is_some()) {
            next += 1;
            continue;
        }
        let Some(by) = multiplier(words, token).filter(|_| !metre) else { break };
        factor *= by;
        *span = span.cover(token.span);
        next += 1;
    }
    (factor, next)
}
