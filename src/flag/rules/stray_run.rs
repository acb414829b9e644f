//! `stray-run`: words that belong to the translation of another sentence.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side};
use crate::flag::cover::echo;
use crate::flag::page::Page;

const WORDS: Limit = Limit {
    name: "words",
    default: 3.0,
    unit: "content words of the run without a counterpart",
    from: "of 11 runs in 5,956 sound human translations of news 10 have two, and are what news say twice",
};

const NEAR: Limit = Limit {
    name: "near",
    default: 5.0,
    unit: "the same where one of the next two sentences, before or after, is the home",
    from: "a judgement: translators spell out what a pronoun or a short name stands for near by",
};

/// Sentences that are near.
const NEXT: usize = 2;
/// Characters of the other original that are told.
const SHOWN: usize = 60;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "stray-run",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "words that belong to the translation of another sentence",
    what: "Five words and more (ten characters without hiragana in Chinese and Japanese) that stand in the \
           translation of another sentence of the text too, where many more of their content words have a \
           counterpart; three of them at least have none here, five where that sentence is near. Not where \
           the two originals say much the same, and not names in capitals.",
    why: "Something was pasted into the wrong place, or a neural translator said again what it had said before.",
    false_alarms: "What one original spells out and another one calls by a pronoun or a short name.",
    limits: &[&WORDS, &NEAR],
    flags: &[Example::pair(
        (
            "de",
            "Die Kinder spielen am Morgen im alten Garten hinter dem Haus.\n\
             Es regnet.\nDie Uhr schlägt.\n\
             Der Minister unterzeichnete den Vertrag mit der Firma.",
        ),
        (
            "en",
            "The children play in the old garden behind the house in the morning.\n\
             It is raining.\nThe clock strikes.\n\
             The minister signed the contract in the old garden behind the house with the company.",
        ),
        "in the old garden behind the house",
    )],
    passes: &[
        // A line in capitals that says the same, under an original that does not, is no home.
        Example::pair(
            (
                "de",
                "Wetter und Verkehr am Abend.\nEs regnet.\nDie Uhr schlägt.\n\
                 Der Minister unterzeichnete den Vertrag mit der Firma.",
            ),
            (
                "en",
                "In The Old Garden Behind The House.\nIt is raining.\nThe clock strikes.\n\
                 The minister signed the contract in the old garden behind the house with the company.",
            ),
            "",
        ),
        Example::pair(
            ("fr", "Le nouveau pont sur la Loire ouvre lundi.\nL'ouvrage a coûté trente millions."),
            (
                "en",
                "The new bridge over the Loire opens on Monday.\n\
                 The new bridge over the Loire cost thirty million.",
            ),
            "",
        ),
        Example::pair(
            (
                "de",
                "Die Kinder spielen am Morgen im alten Garten hinter dem Haus.\n\
                 Es regnet.\nDie Uhr schlägt.\n\
                 Die Eltern sitzen am Abend im alten Garten hinter dem Haus.",
            ),
            (
                "en",
                "The children play in the old garden behind the house in the morning.\n\
                 It is raining.\nThe clock strikes.\n\
                 The parents sit in the old garden behind the house in the evening.",
            ),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let (far, near) = (limits.get(&WORDS) as usize, limits.get(&NEAR) as usize);
    let least = |stray: &echo::Stray| if stray.bead.abs_diff(stray.home) <= NEXT { near } else { far };
    let strays = echo::strays_of(page.said()).into_iter().filter(|stray| stray.open >= least(stray));
    let flag = |stray: echo::Stray| {
        let bead = page.bitext.beads().get(stray.bead)?;
        let home = page.bitext.span(page.bitext.beads().get(stray.home)?, Side::Source)?;
        let message = format!(
            "these words fit the original `{}`, in whose translation they stand too",
            cut(page.source.slice(home))
        );
        Some(RULE.compared(stray.bead, stray.span, page.bitext.span(bead, Side::Source), message))
    };
    strays.filter_map(flag).collect()
}

/// The words of a text up to [`SHOWN`] characters, in one line.
fn cut(text: &str) -> String {
    let mut said = String::new();
    for word in text.split_whitespace() {
        if said.chars().count() + word.chars().count() > SHOWN && !said.is_empty() {
            return said + " …";
        }
        let gap = if said.is_empty() { "" } else { " " };
        said = said + gap + word;
    }
    said
}
