//! Words and glyphs that multiply the number before them: `million`, `万`.

use crate::flag::words::{Kind, Token, Words};
use crate::lang::Language;

/// Words and glyphs that multiply the number before them.
pub(crate) fn multiplier(words: &Words<'_>, token: &Token) -> Option<f64> {
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
    times(words.language, words.lower(token))
}

/// What a word in lower case multiplies the number before it by.
pub(crate) fn times(language: &Language, lower: &str) -> Option<f64> {
    let listed = language.numbers.words.iter().find(|word| word.0 == lower).map(|word| word.1 as f64);
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
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("tausend", 1e3),
    ("tsd", 1e3),
    ("duizend", 1e3),
    ("tys", 1e3),
    ("tysi*", 1e3),
    ("тыс*", 1e3),
    ("тисяч*", 1e3),
    ("ألف", 1e3),
    ("آلاف", 1e3),
    ("million*", 1e6),
    ("mio", 1e6),
    ("mln", 1e6),
    ("mill", 1e6),
    ("millón", 1e6),
    ("millones", 1e6),
    ("milhão", 1e6),
    ("milhões", 1e6),
    ("milion*", 1e6),
    ("miljoen*", 1e6),
    ("миллион*", 1e6),
    ("млн", 1e6),
    ("мільйон*", 1e6),
    ("milyon*", 1e6),
    ("مليون*", 1e6),
    ("ملايين", 1e6),
    ("m", 1e6),
    ("mn", 1e6),
    ("milliard*", 1e9),
    ("mrd", 1e9),
    ("mld", 1e9),
    ("mlrd", 1e9),
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

pub(crate) fn big(c: char) -> Option<f64> {
    Some(match c {
        '万' | '萬' => 1e4,
        '億' | '亿' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}
