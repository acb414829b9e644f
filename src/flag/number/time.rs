//! Times of the day: `9 h 40`, `9.40 Uhr`, `8:15 p.m.`, `halb acht` -> hour and minutes, and whether two sides mean the same.
//!
//! An hour up to twelve may be one of the afternoon, unless the text says which; one beyond twelve is exact.

use super::clock::{self, is_hour};
use super::figure::plain;
use super::unit::Units;
use crate::bitext::Span;
use crate::flag::words::{Kind, Token, Words};

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    /// Where it stands.
    pub(crate) span: Span,
    /// 0..=23.
    pub(crate) hour: u32,
    /// 0..=59; `None` where only the hour is said.
    pub(crate) minutes: Option<u32>,
    /// Whether the hour is told apart from the one twelve hours later: `20 h`, `8 p.m.`, not `8.15 Uhr`.
    pub(crate) exact: bool,
    /// Whether it is said in words: `halb acht`.
    pub(crate) in_words: bool,
}

/// Times of a side beyond which it is a timetable.
const MOST: usize = 12;

/// The times of a run of tokens; none where it is a timetable.
pub(super) fn all(words: &Words<'_>, tokens: &[Token]) -> Vec<Time> {
    let mut times = Vec::new();
    let mut at = 0;
    while at < tokens.len() && times.len() <= MOST {
        let found = match tokens[at].kind {
            Kind::Number => in_figures(words, tokens, at),
            Kind::Word => in_words(words, tokens, at),
            _ => None,
        };
        at = found.as_ref().map_or(at + 1, |found| found.1);
        times.extend(found.map(|found| found.0));
    }
    if times.len() > MOST { Vec::new() } else { times }
}

impl Time {
    /// Whether both may be the same.
    pub(super) fn agrees(&self, other: &Time) -> bool {
        self.minutes.unwrap_or(0) == other.minutes.unwrap_or(0)
            && self.hour % 12 == other.hour % 12
            && !self.is_half_a_day_off(other)
    }

    /// Whether one is told from the other: both with their minutes, or of the same hour of another half of the day.
    pub(super) fn differs(&self, other: &Time) -> bool {
        let known = self.minutes.is_some() && other.minutes.is_some();
        !self.agrees(other) && (known || self.minutes == other.minutes && self.is_half_a_day_off(other))
    }

    fn is_half_a_day_off(&self, other: &Time) -> bool {
        self.exact && other.exact && self.hour.abs_diff(other.hour) == 12
    }

    /// What the other side may say of it in figures: the hour of either clock, the minutes, and both with a point.
    pub(super) fn values(&self) -> Vec<f64> {
        let minutes = f64::from(self.minutes.unwrap_or(0));
        let hours = [self.hour % 12, self.hour % 12 + 12].map(f64::from);
        hours.into_iter().flat_map(|hour| [hour, hour + minutes / 100.0]).chain([minutes]).collect()
    }

    fn new(span: Span, (hour, minutes): (u32, Option<u32>), half: Option<Half>) -> Self {
        let (hour, exact) = match (hour, half) {
            (24, _) => (0, true),
            // Noon and midnight are mixed up.
            (12, _) => (12, false),
            (13.. | 0, _) => (hour, true),
            (_, Some(Half::Afternoon)) => (hour + 12, true),
            (_, half) => (hour, half.is_some()),
        };
        Time { span, hour, minutes, exact, in_words: false }
    }
}

/// The times of two sides that tell them apart: the only ones, one on each side, that the other side does not say.
pub(super) fn odd(source: &[Time], target: &[Time]) -> Option<(Time, Time)> {
    let only = |here: &[Time], there: &[Time]| {
        let mut alone = here.iter().filter(|time| !there.iter().any(|other| time.agrees(other)));
        alone.next().copied().filter(|_| alone.next().is_none())
    };
    let (one, other) = only(source, target).zip(only(target, source))?;
    (source.len() == target.len() && one.differs(&other)).then_some((one, other))
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Hour signs behind which minutes may stand.
const BEFORE_MINUTES: &[&str] = &["h", "uhr", "heures", "heure", "uur", "時", "时", "点", "點"];

/// A time in figures at `at`, and the token behind it.
fn in_figures(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let figures = plain(words.of(&tokens[at]));
    let two = |text: &str| if text.len() == 2 { text.parse::<u32>().ok() } else { None };
    let marked = is_hour(words, tokens, at + 1);
    let mut end = at + 1;
    let (hour, minutes) = match figures.split_once([':', '.']) {
        Some((hour, minutes)) => {
            // `at 9.40`, but not `at 9.40 dollars`
            let clock = figures.contains(':')
                || marked
                || clock::follows_clock(words, tokens, at) && Units::after(words, tokens, end).is_none();
            (hour.parse().ok().filter(|_| clock)?, Some(two(minutes)?))
        }
        None => {
            let hour = figures.parse().ok().filter(|hour: &u32| marked && *hour <= 24)?;
            let minutes = minutes(words, tokens, end);
            end += if minutes.is_some() { 2 } else { 0 };
            // `4時10分前` is ten to four.
            let early =
                minutes.filter(|&minutes| minutes > 0 && lower(end) == "分" && lower(end + 1) == "前");
            match early {
                Some(minutes) => {
                    end += 2;
                    (if hour == 1 { 12 } else { (hour + 23) % 24 }, Some(60 - minutes))
                }
                None => (hour, minutes),
            }
        }
    };
    if hour > 24 || minutes.is_some_and(|minutes| minutes > 59) {
        return None;
    }
    let half = before(words, tokens, at).or_else(|| behind(words, tokens, end, hour));
    // The sign of the hour belongs to it.
    let last = if end == at + 1 && BEFORE_MINUTES.contains(&lower(end)) { end } else { end - 1 };
    let span = tokens[at].span.cover(tokens[last].span);
    Some((Time::new(span, (hour, minutes), half), last + 1))
}

/// The minutes behind the sign of the hour at `sign`: `9 h 40`, `9時5分`, `9時半`.
fn minutes(words: &Words<'_>, tokens: &[Token], sign: usize) -> Option<u32> {
    let mark = words.lower(tokens.get(sign)?);
    let number = tokens.get(sign + 1).filter(|_| BEFORE_MINUTES.contains(&mark))?;
    if number.span.start > tokens[sign].span.end + 3 {
        return None;
    }
    if words.of(number) == "半" {
        return Some(30);
    }
    let text = plain(words.of(number));
    let unit = Units::after(words, tokens, sign + 2).map(|(unit, _)| unit.name());
    let glyphs = tokens[sign].kind == Kind::Glyph;
    let fits = match unit {
        Some(unit) => unit == "minute",
        None => !glyphs,
    };
    let long = text.len() == 2 || glyphs && text.len() == 1;
    text.parse().ok().filter(|minutes: &u32| number.kind == Kind::Number && fits && long && *minutes < 60)
}

/// Which half of the day the words in front of an hour say, in East Asia.
fn before(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Half> {
    let text = words.document()[..tokens[at].span.start].trim_end_matches(' ');
    let ends = |list: &[&str]| list.iter().any(|word| text.ends_with(word));
    match () {
        () if ends(&["午前", "上午", "早上", "凌晨", "오전"]) => Some(Half::Morning),
        () if ends(&["午後", "下午", "晚上", "傍晚", "오후"]) => Some(Half::Afternoon),
        () => None,
    }
}

/// Words between an hour and the half of its day.
const FILLERS: &[&str] = &[
    "in", "the", "this", "on", "du", "de", "la", "l", "da", "di", "del", "della", "van", "am", "des", "'s",
    "po", "h", "uhr", "o'clock", "heures", "heure", "uur", "hod", "hodin", "godz", "часов", "часа", "час",
    "годин", "години", "horas", "ore", "ч", ".",
];

/// Words of the first half of the day.
const MORNING: &[&str] = &[
    "morning", "morgens", "früh", "vormittags", "matin", "mañana", "madrugada", "mattina", "mattino",
    "manhã", "ochtends", "rano", "ráno", "dopoledne", "утра", "ранку",
];

/// Which half of the day the words behind an hour say: `8 p.m.`, `8 Uhr abends`, `8 h du soir`.
fn behind(words: &Words<'_>, tokens: &[Token], end: usize, hour: u32) -> Option<Half> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    for at in end..end + 4 {
        let word = lower(at);
        let initial = lower(at + 1) == "." && lower(at + 2) == "m";
        // `um 8.30 am Abend`
        let joined = words.language.tag != "de";
        match word {
            "a" if initial => return Some(Half::Morning),
            "p" if initial => return Some(Half::Afternoon),
            "am" if joined => return Some(Half::Morning),
            "pm" if joined => return Some(Half::Afternoon),
            "a" | "p" => return None,
            _ if MORNING.contains(&word) => return Some(Half::Morning),
            // `2 de la noche` is in the night.
            _ if clock::AFTERNOON.contains(&word) || word == "południu" => {
                return (hour > 4 || !NIGHT.contains(&word)).then_some(Half::Afternoon);
            }
            _ if FILLERS.contains(&word) => {}
            _ => return None,
        }
    }
    None
}

/// Words that are said of the evening and of the night.
const NIGHT: &[&str] = &["noche", "noite", "tonight", "sera", "večer"];

/// A time in words at `at`, and the token behind it: `halb acht`, `Viertel nach 3`, `a quarter to eleven`, `kwart over drie`.
fn in_words(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let language = words.language;
    let number = |at: usize| {
        let text = lower(at);
        let said = language.numbers.words.iter().find(|word| word.0 == text).map(|word| word.1 as u32);
        // `one` counts nothing in the lists, since it is said of anything.
        said.or_else(|| text.parse().ok()).or((text == "one" || text == "één").then_some(1))
    };
    // Where the hour stands, how many minutes, and whether of the hour before.
    let (hour, minutes, back) = match (language.tag, lower(at), lower(at + 1)) {
        ("de", "halb", _) | ("nl", "half", _) => (at + 1, 30, true),
        ("de", "dreiviertel", _) => (at + 1, 45, true),
        ("de", "drei", "viertel") => (at + 2, 45, true),
        ("de", "viertel", "nach") | ("nl", "kwart", "over") => (at + 2, 15, false),
        ("de", "viertel", "vor") | ("nl", "kwart", "voor") => (at + 2, 45, true),
        ("en", "half", "past") => (at + 2, 30, false),
        ("en", "quarter", "past" | "after") => (at + 2, 15, false),
        ("en", "quarter", "to") => (at + 2, 45, true),
        // `um zehn nach acht`, `at ten past eight`
        ("de", _, "nach") | ("en", _, "past") if clock::follows_clock(words, tokens, at) => {
            (at + 2, number(at).filter(|minutes| (5..30).contains(minutes))?, false)
        }
        ("de", _, "vor") | ("en", _, "to") if clock::follows_clock(words, tokens, at) => {
            (at + 2, 60 - number(at).filter(|minutes| (5..30).contains(minutes))?, true)
        }
        _ => return None,
    };
    let value = number(hour).filter(|hour| (1..=12).contains(hour))?;
    let value = if back { (value + 10) % 12 + 1 } else { value };
    let half = behind(words, tokens, hour + 1, value);
    let span = tokens[at].span.cover(tokens[hour].span);
    let time = Time { in_words: true, ..Time::new(span, (value, Some(minutes)), half) };
    Some((time, hour + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments::bitext;

    fn check(lang: &str, text: &str, hour: u32, minutes: Option<u32>, exact: bool) {
        let bitext = bitext(None, lang.parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        let times = all(&words, words.tokens());
        let found: Vec<_> = times.iter().map(|time| (time.hour, time.minutes, time.exact)).collect();
        assert_eq!(found, [(hour, minutes, exact)], "{text}");
    }

    #[test]
    fn times_are_read_as_clocks_show_them() {
        check("fr", "Il part à 9 h 40.", 9, Some(40), false);
        check("fr", "Il part à 20h15.", 20, Some(15), true);
        check("fr", "Il part à 8 h du soir.", 20, None, true);
        check("de", "Er fährt um 9.40 Uhr.", 9, Some(40), false);
        check("de", "Er fährt um 8 Uhr morgens.", 8, None, true);
        check("de", "Er kam um halb acht.", 7, Some(30), false);
        check("de", "Er kam um halb 8.", 7, Some(30), false);
        check("de", "Er kam um halb eins.", 12, Some(30), false);
        check("de", "Er kam um drei viertel acht.", 7, Some(45), false);
        check("de", "Er kam um zehn nach acht.", 8, Some(10), false);
        check("en", "It leaves at 8:15 a.m. on Monday.", 8, Some(15), true);
        check("en", "It leaves at 8.15pm.", 20, Some(15), true);
        check("en", "It came at a quarter to one.", 12, Some(45), false);
        check("ja", "午後8時5分に来た。", 20, Some(5), true);
        check("ja", "9時半に来た。", 9, Some(30), false);
        check("ja", "4時10分前に起きた。", 3, Some(50), false);
    }

    #[test]
    fn other_numbers_are_no_times() {
        for (lang, text) in [
            ("en", "It sold at 9.40 dollars."),
            ("en", "She ran it in 2:08:30."),
            ("de", "Er ist 9,40 Meter lang."),
            ("en", "They won 3:2."),
            ("de", "Die Hälfte kam um 12 Prozent."),
        ] {
            let bitext = bitext(None, lang.parse().unwrap(), &[("", text)]);
            let words = Words::new(bitext.target());
            assert_eq!(all(&words, words.tokens()), [], "{text}");
        }
    }
}
