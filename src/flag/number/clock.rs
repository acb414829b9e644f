//! Hours of the day, nights and seconds, as numbers are said of them.

use super::numeral;
use crate::flag::words::{Token, Words};

/// What stands behind an hour of the day.
const HOURS: &[&str] = &[
    "h", "uhr", "heures", "heure", "uur", "o'clock", "am", "pm", "a", "p", "hod", "hodin", "godz", "часов",
    "часа", "час", "годин", "годині", "時", "时", "点", "點", "시", "horas", "ore",
];

/// Whether the token at `at` makes an hour of the number before it; of `a.m.` all has to stand there.
pub(crate) fn is_hour(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    HOURS.contains(&lower(at))
        && (!matches!(lower(at), "a" | "p") || lower(at + 1) == "." && lower(at + 2) == "m")
}

/// Whether two numbers with a point may be the same time on clocks of twelve and of twenty-four hours: `7.03` and `19.03`.
pub(crate) fn is_half_a_day_off(left: &[f64], right: &[f64]) -> bool {
    let time = |value: f64| value < 24.0 && value.fract() > 0.0 && value.fract() < 0.595;
    left.iter().any(|&x| time(x) && right.iter().any(|&y| time(y) && ((x - y).abs() - 12.0).abs() < 1e-6))
}

/// Hour and minutes of `1200 GMT`.
pub(crate) fn world(plain: &str, behind: &str) -> Option<(u32, u32)> {
    let zone = ["GMT", "UTC"].iter().any(|zone| behind.trim_start_matches([' ', '\u{a0}']).starts_with(zone));
    let figures = plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let time: u32 = plain.parse().ok().filter(|_| zone && figures)?;
    (time < 2400 && time % 100 < 60).then_some((time / 100, time % 100))
}

/// The minute of the whole match that is told as one of its second half: `後半43分`.
pub(crate) fn of_second_half(before: &str, value: f64, behind: &str) -> Option<f64> {
    (before.ends_with("後半") && behind.starts_with('分')).then_some(value + 45.0)
}

/// Words before an hour of the day.
const CLOCKS: &[&str] = &["at", "um", "à", "las", "alle", "às", "om", "o", "ve", "в", "о"];

/// Whether a word stands before `at` behind which an hour may follow: `at`, `um`.
pub(super) fn follows_clock(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|left| CLOCKS.contains(&words.lower(&tokens[left])))
}

/// The minutes of a number with a point that is a time: `9.14 p.m.`, `at 9.14`; they answer those of `9:14`. The number
/// stands from token `at` up to `end` and is written `plain`.
pub(crate) fn minutes(
    words: &Words<'_>,
    tokens: &[Token],
    (at, end): (usize, usize),
    plain: &str,
) -> Option<f64> {
    if !is_hour(words, tokens, end) && !follows_clock(words, tokens, at) {
        return None;
    }
    let (hour, minutes) = plain.split_once('.').filter(|(_, minutes)| minutes.len() == 2)?;
    let (hour, minutes): (u32, u32) = (hour.parse().ok()?, minutes.parse().ok()?);
    (hour < 25 && minutes < 60).then(|| f64::from(minutes))
}

/// `a quarter to eleven` is `10:45` and `22:45`: both hours and the minutes; `at` is where `to` stands.
pub(crate) fn before_the_hour(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<[f64; 3]> {
    if !matches!(words.lower(&tokens[at]), "to" | "vor" | "voor") {
        return None;
    }
    let value = |at: usize| numeral::words(words, tokens, at)?.values.first().copied();
    let (before, hour) = (value(at.checked_sub(1)?)?, value(at + 1)?);
    // A quarter may be said of anything, and is 4 or a fourth in the table.
    let minutes = if (5.0..30.0).contains(&before) { 60.0 - before } else { 45.0 };
    (1.0..=12.0).contains(&hour).then_some([hour - 1.0, hour + 11.0, minutes])
}

/// Words that put an hour into the afternoon.
pub(crate) const AFTERNOON: &[&str] = &[
    "pm", "p", "вечера", "дня", "nachmittags", "abends", "tarde", "soir", "오후", "noche", "popołudniu",
    "evening", "afternoon", "tonight", "wieczorem", "wieczór", "вечером", "ввечері", "večer", "مساء", "مساءً",
    "odpoledne", "après-midi", "middags", "avonds", "вечора", "noite", "pomeriggio", "sera",
];

/// Words of the night, and between them and the day on which it ends.
const NIGHTS: (&[&str], &[&str]) =
    (&["nacht", "ночь", "ночи", "ніч", "noc", "nocy"], &["zum", "auf", "na", "на", "op", "naar"]);

/// Whether what stands at `at` is the day on which a night ends: `in der Nacht zum Montag`, `в ночь на 31 августа`.
pub(crate) fn is_night(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at));
        token.map_or("", |token| words.lower(token))
    };
    // `in der Nacht zum 31. August`, `in der Nacht auf den Montag`
    let day = if matches!(lower(1), "den" | "dem") { 2 } else { 1 };
    NIGHTS.1.contains(&lower(day)) && NIGHTS.0.contains(&lower(day + 1))
}

/// Words before an hour that has begun, and behind a year of life that has.
const BEGUN: &[&str] = &[
    "минут", "минуты", "минуту", "начале", "половина", "половине", "половину", "половины", "четверть",
    "исходе", "хвилин", "хвилини", "хвилину", "чверть",
];

/// Whether a number in words counts what has begun, not what is full.
pub(crate) fn is_begun(words: &Words<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let lower = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| words.lower(token));
    let year = matches!(
        (lower(Some(end)), lower(Some(end + 1))),
        ("году", "жизни") | ("році", "життя") | ("roku", "życia")
    );
    let before = lower(at.checked_sub(1));
    // `в третьем часу` is after two.
    let hour =
        words.language.tag == "ru" && lower(Some(end)) == "часу" && matches!(before, "в" | "во" | "на");
    year || hour || matches!(words.language.tag, "ru" | "uk") && BEGUN.contains(&before)
}

/// Whether `second` at `at` is the sixtieth of a minute: `per second`, `a millionth of a second`.
pub(crate) fn is_second(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = |back: usize| at.checked_sub(back).map_or("", |at| words.lower(&tokens[at]));
    words.language.tag == "en"
        && lower(0) == "second"
        && (lower(1) == "per" || lower(1) == "a" && lower(2) == "of")
}
