//! Numbers in digits -> values: marks of decimals and groups, parts, and what is written onto them.

use crate::bitext::Span;
use crate::flag::words::{Kind, Token, Words, digit};

/// How a number is written, in ASCII: its digits and separators.
pub(super) fn plain(text: &str) -> String {
    let ascii = |c| match digit(c) {
        Some(value) => char::from_digit(value, 10),
        None => match c {
            '.' | ',' | ':' => Some(c),
            '٫' | '．' => Some('.'),
            '٬' | '，' | '、' => Some(','),
            _ => None,
        },
    };
    text.chars().filter_map(ascii).collect()
}

/// Whether `next` goes on a number that is grouped by spaces: `30 000`.
pub(crate) fn grouped(words: &Words<'_>, so_far: &[Token], next: &Token) -> bool {
    let (Some(first), Some(last)) = (so_far.first(), so_far.last()) else { return false };
    let three = |token: &Token| {
        let text = words.of(token);
        three(text.split([',', '.']).next().unwrap_or(text))
    };
    let gap = last.span.end < next.span.start && next.span.start - last.span.end <= 3;
    let between = if gap { words.slice(Span::new(last.span.end, next.span.start)) } else { "" };
    let first_digits = words.of(first).chars().count();
    let allowed = match between {
        "\u{a0}" | "\u{202f}" | "\u{2009}" => true,
        " " => {
            words.language.numbers.group.contains(&' ')
                || words.language.numbers.group.contains(&'\u{a0}')
                || words.of(next) == "000"
                || matches!(words.language.tag, "zh" | "ja")
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

/// The token after a number where machines put a space behind its commas: `2, 000 人`. Chinese and Japanese join what they
/// list by other marks.
pub(crate) fn past_spaced_commas(words: &Words<'_>, tokens: &[Token], at: usize, end: usize) -> usize {
    let first = words.of(&tokens[at]);
    if !matches!(words.language.tag, "zh" | "ja")
        || end != at + 1
        || first.len() > 3
        || first.starts_with('0')
    {
        return end;
    }
    let mut end = end;
    while let Some(next) = tokens.get(end + 1)
        && three(words.of(next))
        && words.slice(Span::new(tokens[end - 1].span.end, next.span.start)) == ", "
    {
        end += 2;
    }
    end
}

/// The token after a number that is grouped by apostrophes, as in Switzerland: `1'250'000`.
pub(crate) fn past_apostrophes(words: &Words<'_>, tokens: &[Token], at: usize, end: usize) -> usize {
    let first = words.of(&tokens[at]);
    if first.len() > 3 || first.starts_with('0') {
        return end;
    }
    let mut end = end;
    while let Some(next) = tokens.get(end + 1)
        && next.kind == Kind::Number
        && three(words.of(next).split(['.', ',']).next().unwrap_or(""))
        && matches!(words.slice(Span::new(tokens[end - 1].span.end, next.span.start)), "'" | "’")
    {
        end += 2;
    }
    end
}

/// Whether a text is three digits.
fn three(text: &str) -> bool {
    text.chars().count() == 3 && text.chars().all(|c| digit(c).is_some())
}

/// Whether the separators of a number are those of one number: `1.000.000,5`, not `3.10.2018`.
pub(crate) fn regular(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split(['.', ',']).collect();
    groups.len() > 2
        && groups[1..groups.len() - 1].iter().all(|group| group.len() == 3)
        && groups[0].len() <= 3
}

/// Whether a day and a year stand together: `December 23,2012`.
pub(crate) fn is_date(plain: &str) -> bool {
    let parts = plain.split_once(',');
    parts.is_some_and(|(day, year)| {
        day.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
            && year.len() == 4
            && year.parse().is_ok_and(|year: u16| (1500..2100).contains(&year))
    })
}

/// Digits of a number, at most: longer ones are no amounts.
const MOST_DIGITS: usize = 100;

/// What digits with separators may mean, the most likely first; empty where there are too many.
pub(crate) fn readings(plain: &str, decimal: char) -> Vec<f64> {
    let whole: String = plain.chars().filter(char::is_ascii_digit).collect();
    // Beyond what a number of the machine holds all would be equal.
    if whole.len() > MOST_DIGITS {
        return Vec::new();
    }
    let Some(last) = plain.rfind(['.', ',']) else {
        return whole.parse().into_iter().collect();
    };
    let mark = plain[last..].chars().next().unwrap_or('.');
    let tail = &plain[last + 1..];
    let head: String = plain[..last].chars().filter(char::is_ascii_digit).collect();
    let fraction = format!("{head}.{tail}").parse().ok();
    // `0.745` is no group of three.
    let group = if tail.len() == 3 && !head.starts_with('0') { whole.parse().ok() } else { None };
    // Nobody writes a fraction of three zeros.
    let fraction = fraction.filter(|_| tail.len() < 3 || tail.bytes().any(|byte| byte != b'0'));
    let (first, second) = if mark == decimal { (fraction, group) } else { (group, fraction) };
    let mut all: Vec<f64> = first.into_iter().chain(second).collect();
    if all.is_empty() {
        all.extend(whole.parse::<f64>());
    }
    // `9.30`, `25.8`: hours and minutes, day and month.
    if let Ok(first) = head.parse::<f64>()
        && (tail.len() == 2 && first < 25.0 && tail.parse().is_ok_and(|minutes: u8| minutes < 60)
            || tail.len() < 3
                && mark != decimal
                && first < 32.0
                && tail.parse().is_ok_and(|month: u8| month <= 12))
    {
        all.push(first);
    }
    all
}

/// What digits and the units of thousands say together in Korean, `6조 6천억`, `3천5백억`, `12만여`, and how many bytes of `text`
/// do; `None` where there is no unit behind the first digits.
pub(crate) fn korean(text: &str) -> Option<(f64, usize)> {
    let (mut total, mut section, mut digits) = (0.0, 0.0, String::new());
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let small = "십백천".chars().position(|unit| unit == c);
        let great = "만억조".chars().position(|unit| unit == c);
        let figure = digits.parse::<f64>();
        match (small, great) {
            _ if c.is_ascii_digit() || c == '.' && !digits.is_empty() => digits.push(c),
            (Some(power), _) => section += figure.unwrap_or(1.0) * 10f64.powi(power as i32 + 1),
            (_, Some(power)) => {
                total += (section + figure.unwrap_or(0.0)).max(1.0) * 10f64.powi(4 * (power as i32 + 1));
                section = 0.0;
            }
            // `2,500만`; a space only between parts.
            _ if c == ',' && !digits.is_empty() || c == ' ' && digits.is_empty() && at == end => continue,
            _ => break,
        }
        if small.or(great).is_some() {
            digits.clear();
            end = at + c.len_utf8();
        }
    }
    (end > 0).then_some((total + section, end))
}

/// The numbers that a number is where it is several after all: `116 123`, `1、120`, `16 pounds 99`. Empty where it is one.
/// `plain` is how it is written, in ASCII.
pub(crate) fn parts(words: &Words<'_>, tokens: &[Token], plain: &str) -> Vec<f64> {
    let numbers = tokens.iter().filter(|token| token.kind == Kind::Number);
    let pieces: Vec<&str> = numbers.flat_map(|token| words.of(token).split('、')).collect();
    let all =
        |pieces: &[&str]| pieces.iter().map(|text| piece(text)).collect::<Option<_>>().unwrap_or_default();
    match plain.split_once(['.', ',']) {
        _ if pieces.len() > 1 => all(&pieces),
        Some((whole, rest)) if rest.len() == 2 => all(&[whole, rest]),
        _ => Vec::new(),
    }
}

/// A number of a row; a zero in front of several digits is no amount, as of a number by itself.
fn piece(text: &str) -> Option<f64> {
    let digits: Option<String> = text.chars().map(|c| char::from_digit(digit(c)?, 10)).collect();
    let digits = digits?;
    let value: f64 = digits.parse().ok()?;
    Some(if digits.len() > 2 && digits.starts_with('0') { -value } else { value })
}

/// Whether a counter and `ずつ` stand at the start.
pub(crate) fn is_each(text: &str) -> bool {
    text.char_indices().take(3).any(|(at, _)| text[at..].starts_with("ずつ"))
}

/// Endings of ordinals in digits, behind a hyphen.
const ENDINGS: &[&str] = &[
    "м", "й", "я", "е", "ю", "х", "го", "му", "ми", "ти", "ой", "ая", "ое", "ые", "ых", "ої", "ій", "та",
    "те",
];

/// Whether a token, behind digits and a hyphen, makes an ordinal of them.
pub(crate) fn is_ending(words: &Words<'_>, token: &Token) -> bool {
    ENDINGS.contains(&words.lower(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_numbers_are_sums_of_their_parts() {
        for (text, value, rest) in [
            ("6조 6천억 원", 6.6e12, " 원"),
            ("3천5백억", 3.5e11, ""),
            ("2천500만 명", 2.5e7, " 명"),
            ("12만여 명", 1.2e5, "여 명"),
            ("1,200만", 1.2e7, ""),
        ] {
            assert_eq!(korean(text), Some((value, text.len() - rest.len())), "{text}");
        }
        assert_eq!(korean("39명"), None);
    }

    #[test]
    fn a_number_beyond_all_amounts_has_no_reading() {
        assert!(readings(&"7".repeat(400), '.').is_empty());
        assert_eq!(readings("0.745", ','), [0.745]);
    }
}
