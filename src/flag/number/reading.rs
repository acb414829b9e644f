//! Reads the numbers of a sentence, whatever the locale they are written in: those in digits ([`super::digits`]) and in
//! words ([`super::numeral`]).

use super::calendar::{self, Month};
use super::century;
use super::clock::{self, is_begun, is_hour};
use super::figure::{self, grouped};
use super::fraction;
use super::halves;
use super::han;
use super::inches;
use super::multiplier::multiplier;
use super::numeral;
use super::portion;
use super::quantity::{Quantities, Quantity, units};
use super::storey::is_floor;
use super::time::{self, Time};
use crate::bitext::Span;
use crate::flag::words::{Case, Kind, Token, Words};

impl Quantities {
    /// Reads the numbers of a run of tokens.
    pub(crate) fn of(words: &Words<'_>, tokens: &[Token]) -> Self {
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
        found.fraction = fraction::only(words, tokens);
        found.times = time::all(words, tokens);
        let said = found.times.iter().filter(|time| time.in_words);
        found.loose.extend(said.flat_map(Time::values));
        found.ranges(words);
        found.months_in_figures(words);
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

    /// The months in figures of a list, of which only the last says so: `6、7、8月`, `6～8月`.
    fn months_in_figures(&mut self, words: &Words<'_>) {
        for at in (1..self.digits.len()).rev() {
            let (left, right) = (&self.digits[at - 1], &self.digits[at]);
            let between = words.document().get(left.span.end..right.span.start).unwrap_or("");
            let small = left.readings.first().is_some_and(|&value| value <= 12.0);
            if right.month == Month::Sure && left.month == Month::No && small && calendar::lists(between) {
                self.digits[at - 1].month = Month::Sure;
            }
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
        self.months.extend(calendar::month(words, tokens, at));
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
        self.loose.extend(century::first_year(words, tokens, at));
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
        if inches::join(words, tokens, &mut self.words, (span, end), &[value]) {
            return;
        }
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
            month: Month::No,
        });
    }
}

/// What stands between the numbers of a range.
const RANGES: &[&str] = &[
    "-", "–", "—", "~", "〜", "～", "to", "bis", "à", "a", "do", "до", "tot", "até", "ile", "and", "und",
    "et", "y", "e", "i", "и", "en", "or", "oder", "ou", "o", "lub", "или", "至", "到", "から", "إلى", "až",
    "al", "and even",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments::bitext;

    fn read(lang: &str, text: &str) -> Quantities {
        let bitext = bitext(None, lang.parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        Quantities::of(&words, words.tokens())
    }

    #[test]
    fn months_in_figures_are_told_from_days() {
        for (lang, text, expected) in [
            ("ja", "5月3日に開く。", vec![Month::Sure, Month::No]),
            ("ja", "6～8月", vec![Month::Sure, Month::Sure]),
            ("ja", "2020年5月", vec![Month::No, Month::Sure]),
            ("ja", "5か月", vec![Month::No]),
            ("ko", "5월 3일", vec![Month::Sure, Month::No]),
            ("de", "am 3.5.2020", vec![Month::Maybe; 3]),
            ("de", "am 5. März", vec![Month::No]),
            ("en", "on 5/6", vec![Month::Maybe; 2]),
        ] {
            let months: Vec<Month> = read(lang, text).digits.iter().map(|number| number.month).collect();
            assert_eq!(months, expected, "{text}");
        }
    }

    #[test]
    fn months_of_both_sides_answer_no_days() {
        let (mut left, mut right) = (read("en", "on 3 May"), read("ru", "5 мая"));
        Quantities::part(&mut left, &mut right);
        assert!(!left.explains(&right.digits[0]));
        let (mut left, mut right) = (read("en", "on 3 May"), read("en", "on 3/5"));
        Quantities::part(&mut left, &mut right);
        assert!(left.explains(&right.digits[1]));
    }
}
