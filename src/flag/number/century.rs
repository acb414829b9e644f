//! Centuries, decades and eras: their words, and Roman numerals.

use crate::flag::words::{Case, Token, Words};

/// The value of a Roman numeral of capitals, with the ending of an ordinal behind it: `XIX`, `XIXe`.
pub(crate) fn roman(text: &str) -> Option<f64> {
    let capitals = text.trim_end_matches(char::is_lowercase);
    if capitals.is_empty() || text.len() - capitals.len() > 4 || capitals.len() == 1 && capitals != text {
        return None;
    }
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
    let values: Option<Vec<f64>> = capitals.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty() && values.len() <= 9)?;
    let signed = values.iter().enumerate().map(|(index, &value)| match values.get(index + 1) {
        Some(&next) if next > value => -value,
        _ => value,
    });
    Some(signed.sum())
}

/// Whether a Roman numeral between two words is that of a century: `XIXe siècle`, `siglo XV`.
pub(crate) fn is_named(before: &str, behind: &str) -> bool {
    BEHIND.contains(&behind) || BEFORE.contains(&before)
}

/// Words for a century behind its Roman numeral, and in front of it.
const BEHIND: &[&str] = &[
    "siècle", "siècles", "century", "centuries", "secolo", "secoli", "wieku", "wiek", "века", "век", "веке",
    "веков", "століття", "столітті", "století", "stol",
];
const BEFORE: &[&str] = &["siglo", "siglos", "secolo", "secolul", "secolului", "século", "séculos", "segle"];
/// Words for it that are others, too, but for the stop behind them: `w` and `в` are `in`.
pub(crate) const SHORT: &[&str] = &["w", "в", "ст"];

/// How many years a word counts: those of a decade or a century.
pub(crate) fn years(word: &str) -> Option<f64> {
    match () {
        () if DECADES.iter().any(|stem| word.starts_with(stem)) => Some(10.0),
        () if is_century(word) => Some(100.0),
        () => None,
    }
}

/// Whether a word is a hundred years.
pub(crate) fn is_century(word: &str) -> bool {
    CENTURIES.iter().any(|stem| word.starts_with(stem))
}

/// Stems of words for a hundred years.
const CENTURIES: &[&str] = &[
    "centur", "jahrhundert", "siècle", "siglo", "secol", "século", "eeuw", "stuleci", "wiek", "столети",
    "век", "століт", "сторіч", "вік", "століть", "století", "staletí", "yüzyıl",
];

/// Stems of words for ten years.
const DECADES: &[&str] = &[
    "decade", "jahrzehnt", "dekade", "décennie", "década", "decenio", "decenni", "dekad", "dziesięcioleci",
    "desetilet", "dekád", "десятилет", "декад", "десятиліт",
];

/// What hundreds with a capital letter are in Italian: `Cinquecento` are the years from 1500 on, and the sixteenth century.
pub(crate) fn of_italy(words: &Words<'_>, token: &Token, value: f64) -> Option<[f64; 2]> {
    let hundreds = (200.0..1000.0).contains(&value) && value % 100.0 == 0.0;
    (hundreds && words.language.tag == "it" && token.case == Case::Capital)
        .then(|| [1000.0 + value, 11.0 + value / 100.0])
}

/// Eras of East Asia, with the year before their first.
const ERAS: &[(&str, f64)] = &[
    ("明治", 1867.0),
    ("大正", 1911.0),
    ("昭和", 1925.0),
    ("平成", 1988.0),
    ("令和", 2018.0),
    ("民国", 1911.0),
    ("民國", 1911.0),
];

/// The year of two digits that is 2008 in `2001年から08年まで`: in the century of the last year before it.
pub(crate) fn short_year(before: &str, plain: &str, behind: &str) -> Option<f64> {
    let tens: f64 = plain.parse().ok().filter(|_| plain.len() == 2 && behind.starts_with('年'))?;
    let (years, _) = before.rsplit_once('年')?;
    let digits: Vec<f64> = years.chars().rev().map_while(|c| c.to_digit(10)).take(5).map(f64::from).collect();
    let [_, _, hundreds, thousands] = digits[..] else { return None };
    Some(1000.0 * thousands + 100.0 * hundreds + tens)
}

/// The first year of an era, if it stands at `at` behind its name: `平成元年` is 1989.
pub(crate) fn first_year(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<f64> {
    let (token, next) = (tokens.get(at)?, tokens.get(at + 1)?);
    let first = words.of(token) == "元" && words.of(next) == "年";
    first.then(|| era(&words.document()[..token.span.start])).flatten().map(|year| year + 1.0)
}

/// The year before the first of the era that `before` ends in: `昭和39年` is 1964.
pub(crate) fn era(before: &str) -> Option<f64> {
    ERAS.iter().find(|era| before.ends_with(era.0)).map(|era| era.1)
}
