//! Numbers in words -> values.

use std::sync::LazyLock;

use super::century;
use super::halves;
use super::korean;
use super::said::Said;
use crate::flag::forms::{Forms, lines};
use crate::flag::words::{Kind, Token, Words};
use crate::lang;

const TABLE: &str = include_str!("numerals.tsv");

/// Words with their values: those of `numerals.tsv`, and the cardinals of the language records.
static NUMERALS: LazyLock<(Forms, Vec<Vec<f64>>)> = LazyLock::new(|| {
    let mut names = Forms::new(TABLE, 1, None);
    let values = |cells: Vec<&'static str>| {
        cells
            .first()
            .map_or(Vec::new(), |cell| cell.split('|').filter_map(|value| value.parse().ok()).collect())
    };
    let mut rows: Vec<Vec<f64>> = lines(TABLE).skip(1).map(values).collect();
    for language in lang::LANGUAGES {
        for &(word, value) in language.numbers.words {
            rows.push(vec![value as f64]);
            // A word that is a number in one letter or two is other things too.
            let power = matches!(value, 100 | 1_000 | 1_000_000 | 1_000_000_000 | 1_000_000_000_000);
            let sure = value > 1 && !power && word.chars().count() > 2 && !DOUBTFUL.contains(&word);
            names.put(language.tag, word, sure, rows.len() - 1);
        }
    }
    (names, rows)
});

/// Cardinals that are other words too.
const DOUBTFUL: &[&str] = &[
    "acht", "four", "sei", "once", "mil", "mille", "mila", "cent", "sete", "yedi", "altı", "bin", "yüz",
    "kırk", "сто", "sto", "stu", "cem", "cien", "neuf", "백", "천", "만", "elf",
];

/// Words between the parts of a number: `two hundred and five`, `treinta y uno`.
const BETWEEN: &[&str] = &["and", "und", "y", "e", "et", "i", "en", "-", "ve"];

/// Words before decimals.
const POINTS: &[&str] =
    &["point", "komma", "virgule", "coma", "virgola", "vírgula", "przecinek", "запятая", "celých"];

/// The number that the tokens from `at` on say in words.
pub(crate) fn words(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    if words.language.tag == "ko"
        && let Some(counted) = korean::counted(words, tokens, at)
    {
        return Some(counted);
    }
    let mut said = halves::glued(words, tokens, at).or_else(|| one(words, tokens, at))?;
    let italian = said.values.first().and_then(|&value| century::of_italy(words, &tokens[at], value));
    // Number words of these languages are other words too (`באר שבע`).
    if italian.is_some() || matches!(words.language.tag, "ar" | "he" | "ko" | "tr") {
        said.sure = None;
    }
    said.values.extend(italian.into_iter().flatten());
    let Some(value) = said.values.first().copied().filter(|value| value.fract() == 0.0) else {
        return Some(halves::multiplied(words, tokens, said));
    };
    let Some(whole) = sum(words, tokens, value, &mut said) else { return Some(said) };
    // `soixante-huitard`, `deux-pièces`: the number is part of a word.
    let glued = tokens.get(said.end - 1..said.end + 2).is_some_and(|next| {
        words.of(&next[1]) == "-" && next.windows(2).all(|pair| words.adjacent(&pair[0], &pair[1]))
    });
    if glued && words.language.tag == "fr" && tokens[said.end + 1].is_word() {
        said.sure = None;
    }
    // `four decades`, `three centuries`
    let counted = tokens.get(said.end).map_or("", |token| words.lower(token));
    let years = century::years(counted).filter(|years| *years < 100.0 || is_cardinal(words, tokens, at));
    if let Some(years) = years.filter(|_| (2.0..10.0).contains(&whole)) {
        (said.sure, said.end) = (None, said.end + 1);
        said.values.push(whole * years);
    }
    halves::add(words, tokens, at, whole, &mut said);
    // `zero point three`
    let beside = [at.checked_sub(1), Some(said.end)].into_iter().flatten().filter_map(|at| tokens.get(at));
    if beside.into_iter().any(|token| POINTS.contains(&words.lower(token))) {
        said.sure = None;
    }
    Some(said)
}

/// Takes in the words that go on the first, which says `value`; what they say together. `None` where it starts no number.
fn sum(words: &Words<'_>, tokens: &[Token], value: f64, said: &mut Said) -> Option<f64> {
    let (mut total, mut section) = (0.0, 0.0);
    if !add(words, &mut total, &mut section, value) {
        return None;
    }
    loop {
        let between = |token: &Token| BETWEEN.contains(&words.lower(token));
        let mut next = said.end + usize::from(tokens.get(said.end).is_some_and(between));
        // `the hundred-and-twelfth`
        let hyphen = |at: usize| tokens.get(at).is_some_and(|token| words.of(token) == "-");
        if next > said.end && hyphen(said.end) && hyphen(said.end + 2) && between(&tokens[said.end + 1]) {
            next = said.end + 3;
        }
        // `eighteenth century` is no 1,800.
        let goes_on = tokens.get(next).is_some_and(|token| {
            token.span.start <= tokens[next - 1].span.end + 3 && !century::is_century(words.lower(token))
        });
        let Some(more) = one(words, tokens, next).filter(|_| goes_on) else { break };
        let Some(&value) = more.values.first().filter(|value| value.fract() == 0.0) else { break };
        // `two thirds`: no sum.
        if !add(words, &mut total, &mut section, value) {
            break;
        }
        said.sure = said.sure.and(more.sure.or((value >= 100.0).then_some(value))).map(|_| total + section);
        said.values.extend(more.values);
        said.values.push(total + section);
        said.end = more.end;
    }
    // `тысяч девяносто`: some ninety thousand.
    if value == 1000.0 && total == value && section > 0.0 {
        said.values.push(section * value);
    }
    Some(total + section)
}

/// Whether what stands at `at` counts: a word of the language's list, not `third`.
fn is_cardinal(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = tokens.get(at).map_or("", |token| words.lower(token));
    words.language.numbers.words.iter().any(|word| word.0 == lower)
}

/// Takes the next word of a number in; whether it goes on the words before.
fn add(words: &Words<'_>, total: &mut f64, section: &mut f64, value: f64) -> bool {
    let rest = *section % 100.0;
    if value >= 1000.0 {
        // `cinco mil millones`
        let low = *total % 1e6;
        if low >= 1000.0 && value >= 1e6 && (*total == low || value == 1e6) {
            *total += (low + *section) * value - low;
            *section = 0.0;
            return true;
        }
        if *total > 0.0 && *total < value {
            return false;
        }
        *total += f64::max(*section, 1.0) * value;
        *section = 0.0;
    } else if value == 100.0 {
        if *section >= 100.0 {
            return false;
        }
        *section = f64::max(*section, 1.0) * 100.0;
    } else if words.language.tag == "fr" && rest == 4.0 && (20.0..21.0).contains(&value) {
        *section += 76.0;
    } else {
        let fits = rest == 0.0 && (*section == 0.0 || value < 100.0)
            || rest >= 20.0
                && rest % 10.0 == 0.0
                && value < if words.language.tag == "fr" { 20.0 } else { 10.0 }
            || rest < 10.0
                && (20.0..100.0).contains(&value)
                && matches!(words.language.tag, "de" | "nl" | "ar");
        if !fits {
            return false;
        }
        *section += value;
    }
    true
}

/// One word.
fn one(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    let token = tokens.get(at)?;
    // `a.m.`
    let initial = token.span.len() == 1 && tokens.get(at + 1).is_some_and(|next| words.of(next) == ".");
    if !matches!(token.kind, Kind::Word | Kind::Glyph) || initial {
        return None;
    }
    let (names, rows) = &*NUMERALS;
    let lower = words.lower(token);
    let tag = words.language.tag;
    let found = names.find(words, tokens, at);
    let whole = found.as_ref().is_some_and(|found| found.end > at + 1 || found.bytes == lower.len());
    if !whole && let Some(value) = compound(words, lower) {
        return Some(Said { values: vec![value], sure: Some(value), end: at + 1 });
    }
    let found = found?;
    let mut values: Vec<f64> = found.rows.iter().flat_map(|&row| rows[row].iter().copied()).collect();
    // `czterdziestodwuletni`, `двадцатипятилетний`: a ten, and what goes on it.
    if matches!(tag, "pl" | "cs" | "ru" | "uk")
        && values.first().is_some_and(|value| (20.0..100.0).contains(value))
        && let Some(rest) = lower.get(found.bytes..)
    {
        let more = rest.char_indices().take(4).find_map(|(skip, _)| names.stem(tag, &rest[skip..]));
        if let Some(more) = more.and_then(|row| rows[row].first()).filter(|&&more| more < 10.0) {
            let sum = values[0] + more;
            return Some(Said { values: vec![sum, values[0]], sure: None, end: found.end });
        }
    }
    // `девяностотысячный`
    if let Some(by) =
        lower.get(found.bytes..).and_then(|rest| ADJECTIVES.iter().find(|by| rest.contains(by.0)))
    {
        values.splice(0..0, values.clone().iter().map(|value| value * by.1));
        return Some(Said { values, sure: None, end: found.end });
    }
    values.dedup();
    let sure = values.first().copied().filter(|&value| found.sure && value > 1.0 && values.len() == 1);
    Some(Said { values, sure, end: found.end })
}

/// What multiplies the number that an adjective of Slavic languages starts with.
const ADJECTIVES: &[(&str, f64)] = &[
    ("тысячн", 1e3),
    ("тисячн", 1e3),
    ("tysięczn", 1e3),
    ("tisícov", 1e3),
    ("миллионн", 1e6),
    ("мільйонн", 1e6),
    ("milionow", 1e6),
    ("milionov", 1e6),
];

/// Bytes of a word beyond which it is no number: every part is looked for among all number words.
const LONGEST: usize = 120;

/// What may follow the number in a compound: `dreißigjährig`, `zwanzigmal`.
const TAILS: &[&str] = &[
    "jährig", "mal", "fach", "prozentig", "köpfig", "stündig", "tägig", "wöchig", "monatig", "st", "te",
    "er", "jarig", "ste", "de", "voud", "tal", "enne", "daags",
];

/// The value of several number words written as one: `einundzwanzig`, `zwanzigtausend`.
fn compound(words: &Words<'_>, lower: &str) -> Option<f64> {
    let list = words.language.numbers.words;
    let joins = matches!(words.language.tag, "de" | "nl" | "it" | "sv" | "da" | "nb" | "fi" | "hu");
    if !joins || !(6..=LONGEST).contains(&lower.len()) {
        return None;
    }
    // Switzerland writes `ss`.
    let swiss = (words.language.tag == "de").then(|| lower.replace("dreissig", "dreißig"));
    let lower = swiss.as_deref().unwrap_or(lower);
    let (mut rest, mut total, mut section) = (lower, 0.0, 0.0);
    let mut count = 0;
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
            });
        let Some(longest) = longest else {
            // `vierhundert` is one word of the list.
            let least = if count >= 2 { 1 } else { 3 };
            if (count >= 2 || section >= 100.0)
                && TAILS.iter().any(|tail| tail.len() >= least && rest.starts_with(tail))
            {
                break;
            }
            return None;
        };
        // `einundzwanzig`: a joint stands between two numbers and is none.
        if longest.1 == 0.0 && list.iter().all(|word| !rest.starts_with(word.0)) {
            rest = &rest[longest.0..];
            if count == 0 || rest.is_empty() {
                return None;
            }
            continue;
        }
        count += 1;
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
    let value = total + section;
    (count > 1 && value > 1.0 || value >= 100.0 && !rest.is_empty()).then_some(value)
}
