//! `number-mismatch`: another number than the original says.

use super::page::Page;
use super::quantity::{Quantities, Quantity};
use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};

const MOST: Limit = Limit {
    name: "most",
    default: 2.0,
    unit: "numbers of the bead that find no counterpart on either side",
    from: "more of them are tables, dates in words and sums that were converted (TICO-19, Tatoeba)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "number-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "a number is another one than in the original",
    what: "A number in digits that the original does not have, while a number of the original is missing, or \
           stands there more often than in the translation. \
           Decimal and grouping marks, number words, Roman and Han numerals, `million` and `万`, months, hours \
           of the 12-hour clock and years of two digits are read as what they mean.",
    why: "A wrong number is a wrong fact, and no reader sees it.",
    false_alarms: "Sums and measures that were converted; numbers in words of languages without a list.",
    limits: &[&MOST],
    flags: &[
        Example::pair(
            ("de", "Der 30-jährige Mann kam 2018."),
            ("en", "The 40-year-old man came in 2018."),
            "40",
        ),
        Example::pair(("en", "It cost 1,500 dollars."), ("de", "Es kostete 1.700 Dollar."), "1.700"),
        Example::pair(
            ("de", "Es gab 35 Stimmen dafür und 35 dagegen."),
            ("en", "There were 35 votes for it and 53 against."),
            "53",
        ),
        Example::pair(("en", "Some 62 voters came."), ("de", "Etwa 620 Wähler kamen."), "620"),
    ],
    passes: &[
        Example::pair(
            ("en", "It cost 1,500.50 dollars at 9:30 p.m."),
            ("de", "Es kostete 1.500,50 Dollar um 21:30 Uhr."),
            "",
        ),
        Example::pair(("en", "He won 3 medals in 2018."), ("de", "Er gewann 2018 drei Medaillen."), ""),
        Example::pair(
            ("de", "35 Leute kamen 2018, und 35 gingen."),
            ("en", "35 people came in 2018, and as many left in 2019 and 2020."),
            "",
        ),
        Example::pair(("en", "There were 1.5 million."), ("ja", "150万人いた。"), ""),
        Example::pair(("en", "On 10/1 he came."), ("de", "Am 1. Oktober kam er."), ""),
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 8 Kilometer entfernt."), ""),
        Example::pair(
            ("fr", "Il y avait 30 000 personnes au XXIe siècle."),
            ("en", "There were 30,000 people in the 21st century."),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let most = limits.get(&MOST) as usize;
    let mut flags = Vec::new();
    for (bead, odd) in odd_numbers(page) {
        if odd.source.is_empty()
            || odd.target.is_empty()
            || odd.converted
            || odd.source.len() > most
            || odd.target.len() > most
        {
            continue;
        }
        for (index, number) in odd.target.iter().enumerate() {
            let meant = odd.source.get(index).or(odd.source.last());
            let Some(meant) = meant else { continue };
            let message = format!(
                "`{}` where the original says `{}`",
                page.target.slice(number.span),
                page.source.slice(meant.span)
            );
            flags.push(RULE.compared(bead, number.span, Some(meant.span), message));
        }
    }
    flags
}

/// The numbers of a bead that the other side does not say.
#[derive(Debug)]
pub(super) struct Odd {
    /// Numbers of the original that the translation lacks.
    pub(super) source: Vec<Quantity>,
    /// Numbers of the translation that the original lacks.
    pub(super) target: Vec<Quantity>,
    /// Whether a side has a unit that translators convert, or counts hours on the other clock.
    pub(super) converted: bool,
}

/// Numbers of a side beyond which it is a table, and no sentence: every number is looked for among all others.
const TABLE: usize = 200;
/// Numbers of a side, at most, among which one is looked for that stands once too often: more are a table.
const FEW: usize = 12;

/// The number of `there` that `number`, the only one of `here` that `there` does not say, stands against: where
/// both sides have as many numbers, the one that `there` says once more than `here`. `24 ... 42` for
/// `24 ... 24`: 24. Empty where there is none, or more than one.
fn replaced(number: &Quantity, here: &Quantities, there: &Quantities) -> Vec<Quantity> {
    let count = here.digits.len();
    if count != there.digits.len() || count > FEW || number.digits < 2 {
        return Vec::new();
    }
    let spare: Vec<&Quantity> =
        there.digits.iter().filter(|other| there.says(other) > here.says(other)).collect();
    let Some(first) = spare.first() else { return Vec::new() };
    if first.digits != number.digits || !spare.iter().all(|other| other.readings == first.readings) {
        return Vec::new();
    }
    // The one in the same place, where it is one of them.
    let place = here.digits.iter().position(|other| other.span == number.span);
    let same = spare.iter().find(|other| {
        place.and_then(|place| there.digits.get(place)).is_some_and(|there| there.span == other.span)
    });
    same.or(spare.last()).map(|&other| vec![other.clone()]).unwrap_or_default()
}

/// For every bead with a number that the other side does not say, those numbers.
pub(super) fn odd_numbers(page: &Page<'_>) -> Vec<(usize, Odd)> {
    let mut all = Vec::new();
    for pair in page.pairs() {
        let has = |tokens: &[super::page::Token]| {
            tokens.iter().any(|token| token.kind == super::page::Kind::Number)
        };
        let many = |tokens: &[super::page::Token]| {
            tokens.iter().filter(|token| token.kind == super::page::Kind::Number).count() > TABLE
        };
        if !has(pair.source) && !has(pair.target) || many(pair.source) || many(pair.target) {
            continue;
        }
        let source = Quantities::of(&page.source, pair.source);
        let target = Quantities::of(&page.target, pair.target);
        let clock = |number: &Quantity, here: &Quantities, there: &Quantities| {
            let shifted = |by: f64| Quantity {
                readings: number.readings.iter().map(|value| value + by).collect(),
                ..number.clone()
            };
            (here.afternoon && there.explains(&shifted(12.0)))
                || (there.afternoon && there.explains(&shifted(-12.0)))
        };
        let lacking = |here: &Quantities, there: &Quantities| -> Vec<Quantity> {
            here.digits
                .iter()
                .filter(|number| !there.explains(number) && !clock(number, here, there))
                .cloned()
                .collect()
        };
        let mut odd = Odd {
            source: lacking(&source, &target),
            target: lacking(&target, &source),
            converted: source.converted || target.converted,
        };
        match (&odd.source[..], &odd.target[..]) {
            ([], [number]) => odd.source = replaced(number, &target, &source),
            ([number], []) => odd.target = replaced(number, &source, &target),
            _ => {}
        }
        if !odd.source.is_empty() || !odd.target.is_empty() {
            all.push((pair.number, odd));
        }
    }
    all
}
