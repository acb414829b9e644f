//! Halves and quarters that go on a number in words: `two and a half million`, `полтора миллиарда`, `ढाई लाख`.

use super::multiplier::{multiplier, times};
use super::said::Said;
use crate::flag::words::{Token, Words};
use crate::lang::Language;

/// `полтора миллиарда`, `zweieinhalb Millionen`: a number and a half, and what it is multiplied by.
pub(crate) fn multiplied(words: &Words<'_>, tokens: &[Token], said: Said) -> Said {
    // `anderthalb m` are metres.
    let next = tokens.get(said.end).filter(|token| !matches!(words.lower(token), "m" | "м"));
    let by = next.and_then(|token| multiplier(words, token));
    // A half by itself is read elsewhere; `полтора` may be one in the table.
    let value = said.values.iter().copied().find(|value| *value > 1.0 && value.fract() == 0.5);
    match by.zip(value) {
        Some((by, value)) => Said { values: vec![value * by], sure: Some(value * by), end: said.end + 1 },
        None => said,
    }
}

/// `half a million`, `eine halbe Million`, `un demi-million`: half of a great number, and the token behind it.
pub(crate) fn half(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let at = at + usize::from(ONE.contains(&lower(at)));
    let next = at + if matches!(lower(at + 1), "a" | "-") { 2 } else { 1 };
    let by = HALF.contains(&lower(at)).then(|| multiplier(words, tokens.get(next)?)).flatten()?;
    (by >= 1e3).then_some((by / 2.0, next + 1))
}

/// Articles in front of a half.
const ONE: &[&str] = &["a", "eine", "einer", "einen", "un", "une", "een", "um"];
/// Words for a half in front of a number.
const HALF: &[&str] =
    &["half", "halbe", "halben", "halber", "demi", "medio", "meio", "mezzo", "pół", "půl", "halve", "yarım"];

/// `полмиллиона`, `полтысячи`, `zweieinhalb`, `viereinhalbtausend`: half of a number, or a half more, in one word.
pub(crate) fn glued(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    let lower = words.lower(tokens.get(at)?);
    let half = match words.language.tag {
        "ru" => "пол",
        "uk" => "пів",
        _ => return more(words.language, lower).map(|(values, sure)| Said { values, sure, end: at + 1 }),
    };
    let by = times(words.language, lower.strip_prefix(half)?)?;
    Some(Said { values: vec![by / 2.0], sure: Some(by / 2.0), end: at + 1 })
}

/// The values of a number and a half in one word, and what it says for sure: `zweieinhalb`, `zehneinhalbjährig`, `drieënhalf`.
fn more(language: &Language, lower: &str) -> Option<(Vec<f64>, Option<f64>)> {
    let joints: &[&str] = match language.tag {
        "de" => &["undeinhalb", "einhalb"],
        "nl" => &["ëneenhalf", "eneenhalf", "ënhalf", "enhalf", "ënhalve", "enhalve"],
        _ => return None,
    };
    let (whole, rest) = joints.iter().find_map(|joint| {
        let (whole, rest) = lower.split_once(joint)?;
        let value = language.numbers.words.iter().find(|word| word.0 == whole)?.1 as f64;
        (2.0..100.0).contains(&value).then_some((value, rest))
    })?;
    let by = GREAT.iter().find(|great| rest.starts_with(great.0)).map_or(1.0, |great| great.1);
    let all = (whole + 0.5) * by;
    match by > 1.0 || rest.is_empty() {
        // `2 h 30` says the whole hours and the minutes of the half, too.
        true if by == 1.0 => Some((vec![all, whole, 30.0], Some(all))),
        true => Some((vec![all], Some(all))),
        false => Some((vec![all, whole], None)),
    }
}

/// Words that multiply the number that they are joined to.
const GREAT: &[(&str, f64)] = &[("tausend", 1e3), ("hundert", 1e2), ("duizend", 1e3), ("honderd", 1e2)];

/// Adds what stands in front of the number at `at`, which is `whole`, or behind it, and says a part more.
pub(crate) fn add(words: &Words<'_>, tokens: &[Token], at: usize, whole: f64, said: &mut Said) {
    // `two and a half million`, `двух с половиной миллионов`, `two and a half times`
    let half = HALVES.iter().find(|half| {
        half.iter()
            .enumerate()
            .all(|(next, word)| tokens.get(said.end + next).is_some_and(|token| words.lower(token) == *word))
    });
    if let Some(half) = half {
        let next = said.end + half.len();
        let by = tokens.get(next).and_then(|token| multiplier(words, token)).filter(|_| said.sure.is_some());
        match by.map(|by| (whole + 0.5) * by) {
            Some(all) => *said = Said { values: vec![all], sure: Some(all), end: next + 1 },
            // `2 h 30` says the whole hours and the minutes of the half, too.
            None => {
                said.values.splice(0..0, [whole + 0.5, whole, 30.0]);
                (said.sure, said.end) = (said.sure.map(|_| whole + 0.5), next);
            }
        }
    }
    // `dos millones y medio`, `un million et demi`: one of them is no sure number by itself.
    if whole >= 1e3 && halved(words, tokens, said.end) {
        let unit = [1e9, 1e6].into_iter().find(|&unit| whole >= unit).unwrap_or(1e3);
        (said.sure, said.end) = (Some(whole + unit / 2.0), said.end + 2);
        said.values.push(whole + unit / 2.0);
    }
    let before = at.checked_sub(1).map_or("", |left| words.lower(&tokens[left]));
    if words.language.tag == "hi"
        && let Some((_, times, more)) = HINDI.iter().find(|part| part.0 == before)
    {
        let unit = [1e7, 1e5, 1e3, 1e2].into_iter().find(|&unit| whole >= unit).unwrap_or(1.0);
        said.sure = None;
        said.values.push(whole * times + unit * more);
    }
}

/// Hindi words in front of a number: what they multiply it by, and how much of its last unit they add (`साढ़े तीन लाख` is
/// 350,000, `सवा लाख` 125,000).
const HINDI: &[(&str, f64, f64)] = &[
    ("ढाई", 2.5, 0.0),
    ("डेढ़", 1.5, 0.0),
    ("डेढ़", 1.5, 0.0),
    ("सवा", 1.0, 0.25),
    ("साढ़े", 1.0, 0.5),
    ("साढ़े", 1.0, 0.5),
    ("पौने", 1.0, -0.25),
];

/// What adds a half to the number before it, in front of `million`.
const HALVES: &[&[&str]] = &[
    &["and", "a", "half"],
    &["-", "and", "-", "a", "-", "half"],
    &["с", "половиной"],
    &["з", "половиною"],
    &["i", "pół"],
    &["a", "půl"],
    &["en", "een", "half"],
];

/// Whether `and a half` of what was counted stands at `at`.
fn halved(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    matches!(lower(at), "y" | "et" | "e" | "i" | "și" | "и")
        && matches!(
            lower(at + 1),
            "medio"
                | "media"
                | "demi"
                | "demie"
                | "mezzo"
                | "mezza"
                | "meio"
                | "meia"
                | "pół"
                | "jumătate"
                | "половиной"
        )
}
