//! Han numerals -> values: `三百`, `二〇二六`, `五点二`.

use super::multiplier::big;
use super::said::Said;
use crate::flag::words::{Kind, Token, Words};

/// Glyphs that count what a Han numeral before them says.
const COUNTERS: &str =
    "人年日時分秒回度個つ歳才週本台冊枚件名番位点倍ヶかカ箇个次岁歲天周辆家种種隻項项票頭头匹棟軒社校";

/// A Han numeral from `at` on.
pub(crate) fn read(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
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

/// A Han numeral with decimals, `五点二`, whose whole part was read: its value, and the token behind it.
pub(crate) fn decimals(words: &Words<'_>, tokens: &[Token], whole: &Said) -> Option<(f64, usize)> {
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
