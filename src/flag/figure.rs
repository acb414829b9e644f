//! Numbers in digits -> values: marks of decimals and groups.

use super::page::{Kind, Token, Words, digit};
use crate::bitext::Span;

/// Whether `next` goes on a number that is grouped by spaces: `30 000`.
pub(super) fn grouped(words: &Words<'_>, so_far: &[Token], next: &Token) -> bool {
    let (Some(first), Some(last)) = (so_far.first(), so_far.last()) else { return false };
    let three = |token: &Token| {
        let text = words.of(token);
        let whole = text.split([',', '.']).next().unwrap_or(text);
        whole.chars().count() == 3 && whole.chars().all(|c| digit(c).is_some())
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

/// Whether the separators of a number are those of one number: `1.000.000,5`, not `3.10.2018`.
pub(super) fn regular(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split(['.', ',']).collect();
    groups.len() > 2
        && groups[1..groups.len() - 1].iter().all(|group| group.len() == 3)
        && groups[0].len() <= 3
}

/// What digits with separators may mean, the most likely first.
pub(super) fn readings(plain: &str, decimal: char) -> Vec<f64> {
    let whole: String = plain.chars().filter(char::is_ascii_digit).collect();
    let Some(last) = plain.rfind(['.', ',']) else {
        return whole.parse().into_iter().collect();
    };
    let mark = plain[last..].chars().next().unwrap_or('.');
    let tail = &plain[last + 1..];
    let head: String = plain[..last].chars().filter(char::is_ascii_digit).collect();
    let fraction = format!("{head}.{tail}").parse().ok();
    let group = if tail.len() == 3 { whole.parse().ok() } else { None };
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
