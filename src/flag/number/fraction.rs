//! Fractions in words: `a third of`, `zwei Drittel`, `jedną czwartą`, `3分の1` -> their value.

use std::sync::LazyLock;

use super::han;
use crate::bitext::Span;
use crate::flag::forms::{Forms, lines};
use crate::flag::words::{Kind, Token, Words};

const TABLE: &str = include_str!("fractions.tsv");

/// A fraction in words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction {
    /// Where it stands.
    pub(crate) span: Span,
    /// Between 0 and 1.
    pub(crate) value: f64,
    /// Whether something changes by it: `by a third` is to two thirds.
    pub(crate) change: bool,
}

/// Words for fractions, with their values; 0 for what only looks like one, less for what may be any.
static FRACTIONS: LazyLock<(Forms, Vec<f64>)> = LazyLock::new(|| {
    let value = |cells: Vec<&'static str>| {
        let cell = cells.first().copied().unwrap_or("");
        let (over, under) = cell.split_once('/').unwrap_or((cell, "1"));
        over.parse::<f64>().unwrap_or(0.0) / under.parse::<f64>().unwrap_or(1.0)
    };
    (Forms::new(TABLE, 1, None), lines(TABLE).skip(1).map(value).collect())
});

/// Words in front of a fraction by which something changes, or behind it.
const CHANGE: (&[&str], &[&str]) = (
    &["by", "um", "d", "de", "en", "em", "di", "на", "o", "met", "про"],
    &["less", "more", "weniger", "mehr", "moins", "minder", "meer"],
);

/// The only fraction that a run of tokens says in words; `None` where there are more.
pub(super) fn only(words: &Words<'_>, tokens: &[Token]) -> Option<Fraction> {
    let (names, values) = &*FRACTIONS;
    let mut found = None;
    let mut at = 0;
    while at < tokens.len() {
        let named = names.find(words, tokens, at);
        let named = named.and_then(|named| Some((*values.get(*named.rows.first()?)?, named.end)));
        let Some((value, end)) = named.or_else(|| parts(words, tokens, at)) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).is_some_and(|left| CHANGE.0.contains(&words.lower(&tokens[left])));
        let behind = tokens.get(end).is_some_and(|next| CHANGE.1.contains(&words.lower(next)));
        // `by a third`, `a third less` are forms of the table.
        let inside = words.lower(&tokens[at]) == "by" || CHANGE.1.contains(&words.lower(&tokens[end - 1]));
        let span = tokens[at].span.cover(tokens[end - 1].span);
        let fraction = Fraction { span, value, change: before || behind || inside };
        if value < 0.0 || value > 0.0 && found.replace(fraction).is_some() {
            return None;
        }
        at = end.max(at + 1);
    }
    found
}

/// `3分の1`, `三分之一`: its value, and the token behind it.
fn parts(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    if !matches!(words.language.tag, "ja" | "zh") {
        return None;
    }
    let number = |at: usize| {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Number => Some((super::figure::plain(words.of(token)).parse::<f64>().ok()?, at + 1)),
            Kind::Glyph => {
                han::read(words, tokens, at).and_then(|said| Some((*said.values.first()?, said.end)))
            }
            _ => None,
        }
    };
    // Halves to fifths: a longer numeral is none of them, and is not read at each of its characters.
    let glyph = tokens.get(at)?.kind == Kind::Glyph;
    if glyph && tokens.get(at + 1).is_none_or(|next| words.of(next) != "分") {
        return None;
    }
    let (under, next) = number(at)?;
    let joint =
        tokens.get(next).zip(tokens.get(next + 1)).map(|(one, other)| (words.of(one), words.of(other)));
    let (over, end) = matches!(joint, Some(("分", "の" | "之"))).then(|| number(next + 2)).flatten()?;
    (over > 0.0 && over < under && under <= 5.0).then_some((over / under, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments::bitext;

    fn check(lang: &str, text: &str, expected: Option<f64>) {
        let bitext = bitext(None, lang.parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        let found = only(&words, words.tokens()).map(|found| found.value);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn fractions_are_told_from_ordinals_and_hours() {
        check("en", "It fell by a third.", Some(1.0 / 3.0));
        check("en", "Three quarters of them came.", Some(0.75));
        check("en", "A third man came after a quarter of an hour.", None);
        check("en", "A third of them and a quarter of us came.", None);
        check("en", "It fell by a third, to half.", None);
        check("de", "Zwei Drittel kamen.", Some(2.0 / 3.0));
        check("fr", "Il attendit un quart d'heure.", None);
        check("ru", "Цены выросли на четверть.", Some(0.25));
        check("ru", "Две трети пришли.", Some(2.0 / 3.0));
        check("ja", "3分の1が来た。", Some(1.0 / 3.0));
        check("zh", "三分之二的人来了。", Some(2.0 / 3.0));
    }
}
