//! Floors of a house: what is the second floor in London is the third in Moscow, Tokyo and New York.

use crate::flag::words::{Token, Words};

/// Words for a floor by language, as they stand behind its number.
const FLOORS: &[(&str, &[&str])] = &[
    ("cs", &["patře", "patro", "patra"]),
    ("de", &["stock", "stockwerk", "etage", "obergeschoss", "geschoss"]),
    ("en", &["floor", "storey"]),
    ("es", &["piso", "planta"]),
    ("fr", &["étage"]),
    ("it", &["piano"]),
    ("ja", &["階"]),
    ("ko", &["층", "층에", "층에서", "층의"]),
    ("nl", &["verdieping", "etage"]),
    ("pl", &["piętrze", "piętro", "piętra"]),
    ("pt", &["andar", "piso"]),
    ("ru", &["этаже", "этаж", "этажа", "этажом"]),
    ("tr", &["kat", "katta", "katında"]),
    ("uk", &["поверсі", "поверх", "поверху"]),
    ("zh", &["楼", "樓", "层", "層"]),
];

/// What makes an ordinal of digits.
const ORDINALS: &[&str] = &[".", "-", "º", "ª", "°", "th", "nd", "rd", "st"];

/// Whether the number from `at` up to `end` says which floor, not how many: `second floor`, `2. Stock`, `3階`.
pub(crate) fn is_floor(words: &Words<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let language = words.language;
    let Some((_, floors)) = FLOORS.iter().find(|(tag, _)| *tag == language.tag) else { return false };
    let glyphs = matches!(language.tag, "ja" | "ko" | "zh");
    let marked = ORDINALS.contains(&lower(end));
    // `second`, and not `two`.
    let cardinal = language.numbers.words.iter().any(|word| word.0 == lower(at));
    let digits = words.of(&tokens[at]).starts_with(|c: char| c.is_numeric());
    // `third-floor`, `3-м этаже`
    let behind = (end..end + 3).any(|at| floors.contains(&lower(at)));
    if glyphs { floors.contains(&lower(end)) } else { behind && (marked || !digits && !cardinal) }
}
