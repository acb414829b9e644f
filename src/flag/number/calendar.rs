//! Names of days and months, and months in figures.

use std::sync::LazyLock;

use crate::flag::forms::{Forms, lines};
use crate::flag::words::{Kind, Token, Words};

const TABLE: &str = include_str!("days.tsv");

/// The names of weekdays and months; the languages of the table start behind name and kind.
pub(crate) static NAMES: LazyLock<Forms> = LazyLock::new(|| Forms::new(TABLE, 2, None));
/// Rows of weekdays; months follow.
pub(crate) static WEEKDAYS: LazyLock<usize> =
    LazyLock::new(|| lines(TABLE).filter(|cells| cells.get(1) == Some(&"weekday")).count());

/// Whether a number is a month in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Month {
    /// It is none.
    #[default]
    No,
    /// It may be one: a part of `3.5.2020`, `5/6`.
    Maybe,
    /// It is one: `5月`.
    Sure,
}

impl Month {
    /// Whether the number of the tokens `at..end` is a month in figures.
    pub(super) fn of(words: &Words<'_>, tokens: &[Token], at: usize, end: usize) -> Self {
        let near = |left: &Token, right: &Token| right.span.start <= left.span.end + 1;
        let behind = tokens.get(end).filter(|next| near(&tokens[end - 1], next));
        let named = behind.is_some_and(|next| {
            words.of(next) == "月" && !words.document()[next.span.end..].starts_with('間')
                || words.of(next).starts_with('월')
        });
        // The stop of `5. März` is no joint.
        let joint = |mark: usize, other: usize| {
            let (Some(mark), Some(other)) = (tokens.get(mark), tokens.get(other)) else { return false };
            other.kind == Kind::Number && matches!(words.of(mark), "/" | "-" | "–" | ".")
        };
        let before = at.checked_sub(2).is_some_and(|other| joint(other + 1, other));
        match () {
            () if named => Month::Sure,
            () if before || joint(end, end + 1) => Month::Maybe,
            () => Month::No,
        }
    }
}

/// The month in words that stands at `at`.
pub(super) fn month(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<f64> {
    let lower = words.lower(&tokens[at]);
    let listed = words
        .language
        .words
        .months
        .iter()
        .position(|month| *month == lower || lower.chars().count() >= 3 && month.starts_with(lower));
    // `ноября`, `października`: forms that the list of the language lacks.
    let row = || {
        let named = NAMES.find(words, tokens, at)?;
        named.rows.first().filter(|_| named.rows.len() == 1)?.checked_sub(*WEEKDAYS)
    };
    listed.or_else(row).map(|month| month as f64 + 1.0)
}

/// Whether what stands between two numbers makes a list of them, whose last has the sign of a month for all: `6、7、8月`,
/// `6～8月`.
pub(super) fn lists(between: &str) -> bool {
    !between.is_empty() && between.chars().all(|c| LISTED.contains(c))
}

/// What joins months in figures.
const LISTED: &str = " -–—~～〜、，,·・至到から及和与與";

/// Whether a number of one side may answer one of the other, the months of both being told apart from days.
pub(super) fn answer(one: Month, other: Month) -> bool {
    !matches!((one, other), (Month::Sure, Month::No) | (Month::No, Month::Sure))
}
