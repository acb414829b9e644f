//! Numbers in words, Han and Roman numerals -> values.

use std::sync::LazyLock;

use super::forms::{Forms, lines};
use super::page::{Case, Kind, Token, Words};
use crate::lang::{self, Language};

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

/// A number in words.
#[derive(Debug)]
pub(super) struct Said {
    /// All that it may mean, the parts of several words included.
    pub(super) values: Vec<f64>,
    /// What it says, where it says a number and nothing else.
    pub(super) sure: Option<f64>,
    /// The token after it.
    pub(super) end: usize,
}

/// Words between the parts of a number: `two hundred and five`, `treinta y uno`.
const BETWEEN: &[&str] = &["and", "und", "y", "e", "et", "i", "en", "-", "ve"];

/// Words before decimals.
const POINTS: &[&str] =
    &["point", "komma", "virgule", "coma", "virgola", "vírgula", "przecinek", "запятая", "celých"];

/// The number that the tokens from `at` on say in words.
pub(super) fn words(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    let first = one(words, tokens, at)?;
    let mut said = Said { sure: first.sure, values: first.values, end: first.end };
    // `ढाई लाख` is 2.5 of them: what the word before adds is not read.
    let before = at.checked_sub(1).map_or("", |left| words.lower(&tokens[left]));
    let parted = words.language.tag == "hi" && HINDI_PARTS.contains(&before);
    if parted {
        said.sure = None;
    }
    // `Cinquecento`: the years from 1500 on.
    if words.language.tag == "it" && tokens[at].case == Case::Capital {
        let century = |value: &f64| (200.0..1000.0).contains(value) && value % 100.0 == 0.0;
        if let Some(value) = said.values.first().copied().filter(century) {
            said.values.extend([1000.0 + value, 11.0 + value / 100.0]);
            said.sure = None;
        }
    }
    // Their number words are other words too (`באר שבע`).
    if matches!(words.language.tag, "ar" | "he" | "ko" | "tr") {
        said.sure = None;
    }
    let Some(value) = said.values.first().copied().filter(|value| value.fract() == 0.0) else {
        return Some(part_of(words, tokens, said));
    };
    let (mut total, mut section) = (0.0, 0.0);
    if !add(words, &mut total, &mut section, value) {
        return Some(said);
    }
    loop {
        let joined = tokens.get(said.end).is_some_and(|token| BETWEEN.contains(&words.lower(token)));
        let next = said.end + usize::from(joined);
        if tokens.get(next).is_none_or(|token| token.span.start > tokens[next - 1].span.end + 3) {
            break;
        }
        // `eighteenth century` is no 1,800.
        if tokens.get(next).is_some_and(|token| is_century(words.lower(token))) {
            break;
        }
        let Some(more) = one(words, tokens, next) else { break };
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
    // `soixante-huitard`, `deux-pièces`: the number is part of a word.
    let glued = tokens.get(said.end - 1..said.end + 2).is_some_and(|next| {
        words.of(&next[1]) == "-" && next.windows(2).all(|pair| words.adjacent(&pair[0], &pair[1]))
    });
    if glued && words.language.tag == "fr" && tokens[said.end + 1].is_word() {
        said.sure = None;
    }
    // `тысяч девяносто`: some ninety thousand.
    if value == 1000.0 && total == value && section > 0.0 {
        said.values.push(section * value);
    }
    // `four decades`, `three centuries`
    let counted = tokens.get(said.end).map_or("", |token| words.lower(token));
    let years = match () {
        () if DECADES.iter().any(|stem| counted.starts_with(stem)) => Some(10.0),
        () if is_century(counted) && is_cardinal(words, tokens, at) => Some(100.0),
        () => None,
    };
    if let Some(years) = years.filter(|_| (2.0..10.0).contains(&(total + section))) {
        (said.sure, said.end) = (None, said.end + 1);
        said.values.push((total + section) * years);
    }
    // `two and a half million`, `двух с половиной миллионов`
    let half = HALVES.iter().find(|half| {
        half.iter()
            .enumerate()
            .all(|(next, word)| tokens.get(said.end + next).is_some_and(|token| words.lower(token) == *word))
    });
    if let Some(half) = half.filter(|_| said.sure.is_some())
        && let Some(by) = tokens.get(said.end + half.len()).and_then(|token| multiplier(words, token))
    {
        let whole = (total + section + 0.5) * by;
        return Some(Said { values: vec![whole], sure: Some(whole), end: said.end + half.len() + 1 });
    }
    // `two and a half times`
    if half.is_some() {
        said.values.push(total + section + 0.5);
    }
    // `dos millones y medio`, `un million et demi`
    // One of them is no sure number by itself: `un million et demi`.
    if let (Some(value), true) = (said.sure.or(Some(total + section)), halved(words, tokens, said.end)) {
        let last = if value >= 1e9 {
            1e9
        } else if value >= 1e6 {
            1e6
        } else {
            1e3
        };
        if value >= 1e3 {
            let whole = value + last / 2.0;
            (said.sure, said.end) = (Some(whole), said.end + 2);
            said.values.push(whole);
        }
    }
    if parted {
        said.sure = None;
        let whole = total + section;
        let unit = [1e7, 1e5, 1e3, 1e2].into_iter().find(|&unit| whole >= unit).unwrap_or(1.0);
        said.values.extend([2.5, 1.5, 1.25, 0.75].map(|part| part * whole));
        said.values.extend([0.5, 0.25, -0.25].map(|part| part * unit + whole));
    }
    // `zero point three`
    let beside = [at.checked_sub(1), Some(said.end)].into_iter().flatten().filter_map(|at| tokens.get(at));
    if beside.into_iter().any(|token| POINTS.contains(&words.lower(token))) {
        said.sure = None;
    }
    Some(said)
}

/// `полтора миллиарда`, `anderthalb Millionen`: one and a half, and what it is multiplied by.
fn part_of(words: &Words<'_>, tokens: &[Token], said: Said) -> Said {
    // `anderthalb m` are metres.
    let next = tokens.get(said.end).filter(|token| !matches!(words.lower(token), "m" | "м"));
    let by = next.and_then(|token| multiplier(words, token));
    match by.filter(|_| said.values.contains(&1.5)) {
        Some(by) => Said { values: vec![1.5 * by], sure: Some(1.5 * by), end: said.end + 1 },
        None => said,
    }
}

/// Whether a word is a hundred years.
fn is_century(word: &str) -> bool {
    CENTURIES.iter().any(|stem| word.starts_with(stem))
}

/// Whether what stands at `at` counts: a word of the language's list, not `third`.
fn is_cardinal(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let lower = tokens.get(at).map_or("", |token| words.lower(token));
    words.language.numbers.words.iter().any(|word| word.0 == lower)
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

/// Hindi words in front of a number that add or take off a part of it: 2.5, 1.5, 1.25 of it, a half more, a quarter less.
const HINDI_PARTS: &[&str] = &["ढाई", "डेढ़", "डेढ़", "सवा", "साढ़े", "साढ़े", "पौने"];

/// What adds a half to the number before it, in front of `million`.
const HALVES: &[&[&str]] = &[
    &["and", "a", "half"],
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

/// Words and glyphs that multiply the number before them.
pub(super) fn multiplier(words: &Words<'_>, token: &Token) -> Option<f64> {
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
pub(super) fn times(language: &Language, lower: &str) -> Option<f64> {
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
    ("thousand*", 1e3),
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

fn big(c: char) -> Option<f64> {
    Some(match c {
        '万' | '萬' => 1e4,
        '億' | '亿' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

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

/// A Han numeral with decimals, `五点二`, whose whole part was read: its value, and the token behind it.
pub(super) fn han_point(words: &Words<'_>, tokens: &[Token], whole: &Said) -> Option<(f64, usize)> {
    let point = tokens.get(whole.end).filter(|token| matches!(words.of(token), "点" | "點"))?;
    let behind = tokens.get(whole.end + 1..)?;
    let digit = |token: &Token| {
        let c = words.of(token).chars().next()?;
        "〇一二三四五六七八九零".chars().position(|known| known == c).map(|value| value % 10)
    };
    let digits: Vec<usize> = behind.iter().map_while(digit).collect();
    let whole_value = whole.values.first()?;
    let part = digits.iter().rev().fold(0.0, |part, &digit| (part + digit as f64) / 10.0);
    // `三点` is an hour.
    (point.span.end == behind.first()?.span.start && !digits.is_empty())
        .then(|| (whole_value + part, whole.end + 1 + digits.len()))
}

/// Glyphs that count what a Han numeral before them says.
const COUNTERS: &str =
    "人年日時分秒回度個つ歳才週本台冊枚件名番位点倍ヶかカ箇个次岁歲天周辆家种種隻項项票頭头匹棟軒社校";

/// A Han numeral from `at` on.
pub(super) fn han(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    let (mut total, mut section, mut figure, mut next) = (0.0, 0.0, 0.0, at);
    let mut plain = String::new();
    while let Some(token) = tokens.get(next).filter(|token| token.kind == Kind::Glyph) {
        let c = words.of(token).chars().next()?;
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
    if next == at {
        return None;
    }
    let mut values = vec![total + section + figure];
    let digits: Option<f64> = plain.parse().ok();
    values.extend(digits);
    // `数百人`: nobody knows how many; `十分`: enough.
    let before = at.checked_sub(1).map_or("", |left| words.of(&tokens[left]));
    let after =
        tokens.get(next).filter(|token| token.kind == Kind::Glyph).map_or("", |token| words.of(token));
    let long = next > at + 1 && "二三四五六七八九".contains(words.of(&tokens[at])) && plain.len() < next - at;
    let counted = (!after.is_empty() && COUNTERS.contains(after) || long)
        && !matches!(before, "数" | "何" | "几" | "幾" | "第")
        && !(after == "分" && values[0] == 10.0);
    let value = if plain.len() > 1 { digits.unwrap_or(values[0]) } else { values[0] };
    Some(Said { sure: (counted && value > 1.0).then_some(value), values, end: next })
}

/// The value of a Roman numeral of capitals, with the ending of an ordinal behind it: `XIX`, `XIXe`.
pub(super) fn roman(text: &str) -> Option<f64> {
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
