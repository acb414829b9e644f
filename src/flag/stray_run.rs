//! `stray-run`: words that belong to the translation of another sentence.

use super::echo;
use super::page::Page;
use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side};

const WORDS: Limit = Limit {
    name: "words",
    default: 3.0,
    unit: "content words of the run without a counterpart",
    from: "of 11 runs in 5,956 sound human translations of news 10 have two, and are what news say twice",
};

/// Characters of the other original that are told.
const SHOWN: usize = 60;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "stray-run",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "words that belong to the translation of another sentence",
    what: "Five words and more (ten characters in scripts without spaces) that stand in the translation of another \
           sentence of the text too, have counterparts there, and have none here, three content words among them. Not where the two originals say much \
           the same, and not names.",
    why: "Something was pasted into the wrong place, or a neural translator said again what it had said before.",
    false_alarms: "Formulas that one original spells out and another one cuts short.",
    limits: &[&WORDS],
    flags: &[Example::pair(
        (
            "de",
            "Die Kinder spielen am Morgen im alten Garten hinter dem Haus.\n\
             Der Minister unterzeichnete den Vertrag mit der Firma.",
        ),
        (
            "en",
            "The children play in the old garden behind the house in the morning.\n\
             The minister signed the contract in the old garden behind the house with the company.",
        ),
        "in the old garden behind the house",
    )],
    passes: &[Example::pair(
        (
            "de",
            "Die Kinder spielen am Morgen im alten Garten hinter dem Haus.\nDie Eltern sitzen am Abend im alten Garten hinter dem Haus.",
        ),
        (
            "en",
            "The children play in the old garden behind the house in the morning.\n\
                 The parents sit in the old garden behind the house in the evening.",
        ),
        "",
    )],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let least = limits.get(&WORDS) as usize;
    let strays = echo::of(page).into_iter().filter(|stray| stray.open >= least);
    let flag = |stray: echo::Stray| {
        let bead = page.bitext.beads().get(stray.bead)?;
        let home = page.bitext.span(page.bitext.beads().get(stray.home)?, Side::Source)?;
        let original = page.source.slice(home);
        let end = original.char_indices().nth(SHOWN).map_or(original.len(), |(at, _)| at);
        let rest = if end < original.len() { "…" } else { "" };
        let message =
            format!("these words fit the original `{}{rest}`, where they stand too", &original[..end]);
        Some(RULE.compared(stray.bead, stray.span, page.bitext.span(bead, Side::Source), message))
    };
    strays.filter_map(flag).collect()
}
