//! The numbers of a sentence, whatever the locale they are written in.
//!
//! A number written in digits has one or more readings: `3.000` is 3000 or 3. Numbers in words, Roman and
//! Han numerals and months are collected beside them: they explain a number of the other side, but nothing
//! is flagged for their sake, since no list of them is complete.

use super::page::{Case, Kind, Token, Words, digit};
use crate::bitext::Span;

/// A number in digits.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// Where it stands, its multiplier (`million`) included.
    pub(super) span: Span,
    /// What it may mean, the most likely first.
    pub(super) readings: Vec<f64>,
    /// Number of its digits.
    pub(super) digits: usize,
}

/// All that is said in numbers on one side of a bead.
#[derive(Debug, Default)]
pub(super) struct Quantities {
    /// Numbers in digits.
    pub(super) digits: Vec<Quantity>,
    /// Values in words, Roman and Han numerals, months.
    pub(super) words: Vec<f64>,
    /// Whether hours of the afternoon are marked: `p.m.`, `午後`.
    pub(super) afternoon: bool,
    /// Whether there is a unit that translators convert: miles, pounds, degrees Fahrenheit.
    pub(super) converted: bool,
}

impl Quantities {
    /// Reads the numbers of a run of tokens.
    pub(super) fn of(words: &Words<'_>, tokens: &[Token]) -> Self {
        let mut found = Quantities::default();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            match token.kind {
                Kind::Number => {
                    let mut end = at + 1;
                    while end < tokens.len() && grouped(words, &tokens[at..end], &tokens[end]) {
                        end += 1;
                    }
                    found.digits_at(words, tokens, at, end);
                    at = end;
                    continue;
                }
                Kind::Word => found.word(words, tokens, at),
                Kind::Glyph => {
                    let next = found.han(words, tokens, at);
                    if next > at {
                        at = next;
                        continue;
                    }
                    found.converted |= words.of(token) == "度";
                    let two = tokens.get(at + 1).map(|next| words.slice(token.span.cover(next.span)));
                    found.afternoon |= matches!(two, Some("午後" | "下午" | "晚上" | "傍晚" | "夜の"));
                }
                Kind::Mark => {
                    found.fraction(words.of(token));
                    found.converted |= matches!(words.of(token), "°" | "º" | "℃" | "℉");
                }
            }
            at += 1;
        }
        found
    }

    fn digits_at(&mut self, words: &Words<'_>, tokens: &[Token], at: usize, end: usize) {
        let mut span = tokens[at].span.cover(tokens[end - 1].span);
        let plain: String = words
            .slice(span)
            .chars()
            .filter_map(|c| match digit(c) {
                Some(value) => char::from_digit(value, 10),
                None => match c {
                    '.' | ',' | ':' => Some(c),
                    '٫' => Some('.'),
                    '٬' => Some(','),
                    _ => None,
                },
            })
            .collect();
        let digits = plain.bytes().filter(u8::is_ascii_digit).count();
        if plain.contains(':') || plain.matches(['.', ',']).count() > 1 && !regular(&plain) {
            // A time, a score, a date: every part by itself.
            for part in plain.split([':', '.', ',']).filter(|part| !part.is_empty()) {
                if let Ok(value) = part.parse() {
                    self.digits.push(Quantity { span, readings: vec![value], digits: part.len() });
                }
            }
            return;
        }
        let mut readings = readings(&plain, words.language.numbers.decimal);
        // `116 123` may be two numbers after all.
        let parts = tokens[at..end].iter().filter_map(|token| words.of(token).parse::<f64>().ok());
        if end - at > 1 {
            self.words.extend(parts);
        }
        let mut next = end;
        // `5-million`, `15万`, `3,2 Mio.`
        if tokens.get(next).is_some_and(|mark| words.of(mark) == "-" && mark.span.start == span.end) {
            next += 1;
        }
        let mut factor = 1.0;
        while let Some(token) = tokens.get(next) {
            let Some(by) = multiplier(words, token) else { break };
            factor *= by;
            span = span.cover(token.span);
            next += 1;
        }
        if factor > 1.0 {
            let base = readings.clone();
            readings.splice(0..0, base.iter().map(|value| value * factor));
        }
        // `1億2,500万`, `37万5,000`: what follows goes on the number before.
        if let Some(last) = self.digits.last_mut()
            && words.slice(Span::new(last.span.end.min(span.start), span.start)).trim().is_empty()
            && words.slice(last.span).ends_with(['億', '亿', '万', '萬', '兆'])
        {
            let (base, more) = (last.readings.clone(), readings.clone());
            let sums = base
                .iter()
                .flat_map(|big| more.iter().filter(move |small| *small < big).map(move |small| big + small));
            last.readings = sums.chain(base.iter().copied()).collect();
            last.span = last.span.cover(span);
            last.digits += digits;
            return;
        }
        self.digits.push(Quantity { span, readings, digits });
    }

    fn word(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        let lower = words.lower(token);
        if let Some(value) = in_words(words, lower) {
            self.words.push(value);
            // `twenty one`, `two hundred`, `drei Millionen`: sum and product with the word before.
            let before = tokens[..at].iter().rev().take(2).find(|token| token.kind == Kind::Word);
            if let Some(before) = before.and_then(|before| in_words(words, words.lower(before))) {
                self.words.extend([before + value, before * value]);
            }
        }
        if let Some(month) = words
            .language
            .words
            .months
            .iter()
            .position(|month| *month == lower || lower.chars().count() >= 3 && month.starts_with(lower))
        {
            self.words.push(month as f64 + 1.0);
        }
        if matches!(token.case, Case::Upper | Case::Capital)
            && let Some(value) = roman(words.of(token))
        {
            self.words.push(value);
        }
        self.afternoon |= matches!(
            lower,
            "pm" | "p"
                | "вечера"
                | "дня"
                | "nachmittags"
                | "abends"
                | "tarde"
                | "soir"
                | "오후"
                | "noche"
                | "popołudniu"
                | "مساء"
                | "مساءً"
                | "odpoledne"
        );
        self.converted |= CONVERTED.contains(&lower);
        let said = SAID.iter().filter(|row| row.0 == lower);
        self.words.extend(said.flat_map(|row| row.1));
    }

    /// A Han numeral from `at` on; the token after it, or `at`.
    fn han(&mut self, words: &Words<'_>, tokens: &[Token], at: usize) -> usize {
        let (mut total, mut section, mut figure, mut next) = (0.0, 0.0, 0.0, at);
        let mut plain = String::new();
        while let Some(token) = tokens.get(next).filter(|token| token.kind == Kind::Glyph) {
            let Some(c) = words.of(token).chars().next() else { break };
            if let Some(value) = "〇一二三四五六七八九".chars().position(|known| known == c) {
                figure = value as f64;
                plain.push(char::from_digit(value as u32, 10).unwrap_or('0'));
            } else if c == '两' || c == '兩' {
                figure = 2.0;
                plain.push('2');
            } else if let Some(power) = "十百千".chars().position(|known| known == c) {
                section += f64::max(figure, 1.0) * 10f64.powi(power as i32 + 1);
                figure = 0.0;
                plain.clear();
            } else if let Some(factor) = big(c) {
                total += f64::max(section + figure, 1.0) * factor;
                (section, figure) = (0.0, 0.0);
                plain.clear();
            } else {
                break;
            }
            next += 1;
        }
        if next > at {
            self.words.push(total + section + figure);
            if let Ok(value) = plain.parse() {
                self.words.push(value);
            }
        }
        next
    }

    fn fraction(&mut self, mark: &str) {
        match mark {
            "½" => self.words.push(0.5),
            "¼" => self.words.push(0.25),
            "¾" => self.words.push(0.75),
            _ => {}
        }
    }

    /// How often this side says the number, in digits or words.
    pub(super) fn says(&self, number: &Quantity) -> usize {
        let is = |value: f64| number.readings.iter().any(|&reading| same(reading, value));
        let digits = self.digits.iter().filter(|other| other.readings.iter().any(|&value| is(value)));
        digits.count() + self.words.iter().filter(|&&value| is(value)).count()
    }

    /// Whether this side says the number.
    pub(super) fn explains(&self, number: &Quantity) -> bool {
        let said =
            || self.digits.iter().flat_map(|other| other.readings.iter()).chain(self.words.iter()).copied();
        number.readings.iter().any(|&value| said().any(|other| same(value, other)))
    }
}

/// Two numbers that mean the same: equal, or a year and its last two digits, or hours of two clocks.
fn same(left: f64, right: f64) -> bool {
    let close = (left - right).abs() <= 1e-6 * left.abs().max(right.abs());
    let (small, large) = if left < right { (left, right) } else { (right, left) };
    close || (10.0..100.0).contains(&small) && (1900.0..2100.0).contains(&large) && large % 100.0 == small
}

/// Whether `next` goes on a number that is grouped by spaces: `30 000`.
fn grouped(words: &Words<'_>, so_far: &[Token], next: &Token) -> bool {
    let (Some(first), Some(last)) = (so_far.first(), so_far.last()) else { return false };
    let three = |token: &Token| {
        let text = words.of(token);
        let whole = text.split([',', '.']).next().unwrap_or(text);
        whole.chars().count() == 3 && whole.chars().all(|c| digit(c).is_some())
    };
    let gap = last.span.end < next.span.start && next.span.start - last.span.end <= 3;
    let between = if gap { words.slice(Span::new(last.span.end, next.span.start)) } else { "" };
    let first_digits = words.of(first).chars().count();
    let allowed = match between {
        "\u{a0}" | "\u{202f}" | "\u{2009}" => true,
        " " => {
            words.language.numbers.group.contains(&' ') || words.language.numbers.group.contains(&'\u{a0}')
        }
        _ => false,
    };
    next.kind == Kind::Number
        && allowed
        && first_digits <= 3
        && words.of(first).chars().all(|c| digit(c).is_some())
        && (so_far.len() == 1 || three(last))
        && three(next)
}

/// Whether the separators of a number are those of one number: `1.000.000,5`, not `3.10.2018`.
fn regular(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split(['.', ',']).collect();
    groups.len() > 2
        && groups[1..groups.len() - 1].iter().all(|group| group.len() == 3)
        && groups[0].len() <= 3
}

/// What digits with separators may mean, the most likely first.
fn readings(plain: &str, decimal: char) -> Vec<f64> {
    let whole: String = plain.chars().filter(char::is_ascii_digit).collect();
    let Some(last) = plain.rfind(['.', ',']) else {
        return whole.parse().into_iter().collect();
    };
    let mark = plain[last..].chars().next().unwrap_or('.');
    let tail = &plain[last + 1..];
    let head: String = plain[..last].chars().filter(char::is_ascii_digit).collect();
    let fraction = format!("{head}.{tail}").parse().ok();
    let group = if tail.len() == 3 { whole.parse().ok() } else { None };
    let (first, second) = if mark == decimal { (fraction, group) } else { (group, fraction) };
    let mut all: Vec<f64> = first.into_iter().chain(second).collect();
    // `9.30`: hours and minutes.
    if tail.len() == 2
        && let Ok(hours) = head.parse::<f64>()
        && hours < 25.0
    {
        all.push(hours);
    }
    all
}

/// Words and glyphs that multiply the number before them.
fn multiplier(words: &Words<'_>, token: &Token) -> Option<f64> {
    if token.kind == Kind::Glyph {
        return words.of(token).chars().next().and_then(|c| match c {
            '百' => Some(100.0),
            '千' => Some(1e3),
            _ => big(c),
        });
    }
    if token.kind != Kind::Word {
        return None;
    }
    let lower = words.lower(token);
    let listed = words.language.numbers.words.iter().find(|word| word.0 == lower).map(|word| word.1 as f64);
    listed.filter(|&value| value >= 100.0).or_else(|| {
        MULTIPLIERS
            .iter()
            .find(|(stem, _)| match stem.strip_suffix('*') {
                Some(stem) => lower.starts_with(stem),
                None => lower == *stem,
            })
            .map(|(_, value)| *value)
    })
}

/// Beginnings of words for powers of a thousand, with their value. A `billion` is 10^9 in English,
/// Portuguese of Brazil, Russian and Turkish; elsewhere it counts as both by the number words of the language.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("thousand*", 1e3),
    ("tausend", 1e3),
    ("tsd", 1e3),
    ("mille", 1e3),
    ("mil", 1e3),
    ("mila", 1e3),
    ("duizend", 1e3),
    ("tys", 1e3),
    ("tysi*", 1e3),
    ("тыс*", 1e3),
    ("тисяч*", 1e3),
    ("bin", 1e3),
    ("ألف", 1e3),
    ("آلاف", 1e3),
    ("million*", 1e6),
    ("mio", 1e6),
    ("mln", 1e6),
    ("mill*", 1e6),
    ("milh*", 1e6),
    ("milion*", 1e6),
    ("miljoen*", 1e6),
    ("милли*", 1e6),
    ("млн", 1e6),
    ("мільйон*", 1e6),
    ("milyon*", 1e6),
    ("مليون*", 1e6),
    ("ملايين", 1e6),
    ("m", 1e6),
    ("mn", 1e6),
    ("milliard*", 1e9),
    ("mrd", 1e9),
    ("miliard*", 1e9),
    ("miljard*", 1e9),
    ("миллиард*", 1e9),
    ("млрд", 1e9),
    ("мільярд*", 1e9),
    ("milyar*", 1e9),
    ("مليار*", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("bn", 1e9),
    ("bilh*", 1e9),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("लाख", 1e5),
    ("करोड़", 1e7),
    ("만", 1e4),
    ("억", 1e8),
    ("천", 1e3),
    ("조", 1e12),
    ("trillion*", 1e12),
    ("billionen", 1e12),
    ("трлн", 1e12),
    ("bilion*", 1e12),
];

/// Units that translators convert to others.
const CONVERTED: &[&str] = &[
    "mile", "miles", "mph", "foot", "feet", "ft", "inch", "inches", "pound", "pounds", "lb", "lbs", "ounce",
    "ounces", "acre", "acres", "gallon", "gallons", "yard", "yards", "fahrenheit", "f", "stone", "kilometer",
    "kilometre", "km", "meter", "metre", "kilogramm", "kg", "hektar", "celsius", "cm", "км", "кг", "м",
    "degree", "degrees", "grad", "grados", "degrés", "stopni", "stopnie", "градусов", "градуса", "градус",
    "graden", "gradi", "graus", "درجة", "derece", "градусів", "stupňů",
];

/// Words that say one of several numbers: times of day, shares, a dozen.
const SAID: &[(&str, &[f64])] = &[
    ("noon", &[12.0]),
    ("mittag", &[12.0]),
    ("midi", &[12.0]),
    ("mediodía", &[12.0]),
    ("midnight", &[0.0, 12.0, 24.0]),
    ("mitternacht", &[0.0, 12.0, 24.0]),
    ("minuit", &[0.0, 12.0, 24.0]),
    ("medianoche", &[0.0, 12.0, 24.0]),
    ("quarter", &[0.25, 15.0, 25.0, 45.0]),
    ("half", &[0.5, 30.0, 50.0]),
    ("dozen", &[12.0]),
    ("dutzend", &[12.0]),
];

fn big(c: char) -> Option<f64> {
    Some(match c {
        '万' | '萬' => 1e4,
        '億' | '亿' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

/// The value of a number word, or of several written as one: `einundzwanzig`, `zwanzigtausend`.
fn in_words(words: &Words<'_>, lower: &str) -> Option<f64> {
    let list = words.language.numbers.words;
    if let Some(word) = list.iter().find(|word| word.0 == lower) {
        return Some(word.1 as f64);
    }
    if !matches!(words.language.tag, "de" | "nl" | "it" | "sv" | "da" | "nb" | "fi" | "hu") || lower.len() < 6
    {
        return None;
    }
    let (mut rest, mut total, mut section) = (lower, 0.0, 0.0);
    while !rest.is_empty() {
        let longest = list
            .iter()
            .filter(|word| rest.starts_with(word.0))
            .max_by_key(|word| word.0.len())
            .map(|word| (word.0.len(), word.1 as f64))
            .or_else(|| rest.starts_with("ein").then_some((3, 1.0)))
            .or_else(|| {
                (rest.starts_with("und") || rest.starts_with("en"))
                    .then(|| (if rest.starts_with('u') { 3 } else { 2 }, 0.0))
            })?;
        rest = &rest[longest.0..];
        if longest.1 >= 1000.0 {
            total += f64::max(section, 1.0) * longest.1;
            section = 0.0;
        } else if longest.1 == 100.0 {
            section = f64::max(section, 1.0) * 100.0;
        } else {
            section += longest.1;
        }
    }
    Some(total + section)
}

/// The value of a Roman numeral of capitals.
fn roman(text: &str) -> Option<f64> {
    let value = |c| {
        Some(match c {
            'I' => 1.0,
            'V' => 5.0,
            'X' => 10.0,
            'L' => 50.0,
            'C' => 100.0,
            'D' => 500.0,
            'M' => 1000.0,
            _ => return None,
        })
    };
    let values: Option<Vec<f64>> = text.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty() && values.len() <= 9)?;
    let signed = values.iter().enumerate().map(|(index, &value)| match values.get(index + 1) {
        Some(&next) if next > value => -value,
        _ => value,
    });
    Some(signed.sum())
}
