//! `unrelated-texts`: the two texts are no translations of each other.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Bead, Flag, Severity, Side};
use crate::flag::length::letters;
use crate::flag::page::Page;

pub(super) const LETTERS: Limit = Limit {
    name: "letters",
    default: 120.0,
    unit: "letters of each text",
    from: "in less, that no sentence found its counterpart may be chance (documents of NTREX and ParIce)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unrelated-texts",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "no sentence of the translation was found in the original",
    what: "No bead has both sides, though both texts are long enough; said once, at the head of the translation, in \
           place of a flag for every sentence.",
    why: "Two articles were paired that do not belong together, a page is behind a login or an error page, or all \
          sentences of one side stand in a single line.",
    false_alarms: "Short texts in a pair of languages that no lexicon knows; summaries.",
    limits: &[&LETTERS],
    flags: &[Example::pair(
        (
            "en",
            "The council wants to move the four lanes in front of the town hall underground, with trees above.\n\
             Shortly before midnight the result was clear, and most of those who had come went home.\n\n",
        ),
        (
            "de",
            "\n\nViele Katzen schlafen gern auf warmen Dächern, wenn nachts der Mond durch dunkle Wolken scheint.\n\
             Wer sie füttert, dem laufen sie nach, und am Morgen sitzen sie wieder vor der Tür.",
        ),
        "Viele Katzen schlafen gern auf warmen Dächern, wenn nachts der Mond durch dunkle Wolken scheint.",
    )],
    passes: &[Example::pair(("en", "He came.\nAh!\n"), ("de", "\n\nEs regnet."), "")],
    check,
};

/// Whether no sentence of two texts of so many letters found its counterpart: then others need not say it
/// sentence by sentence.
pub(super) fn are_unrelated(page: &Page<'_>, least: f64) -> bool {
    let long = |side: Side| {
        let text = page.bitext.side(side);
        text.iter().map(letters).sum::<usize>() as f64 >= least
    };
    // A sentence without a word joins nothing either.
    let joined = |bead: &Bead| {
        let words = |side: Side| page.bitext.span(bead, side).is_some_and(|span| !span.is_empty());
        words(Side::Source) && words(Side::Target)
    };
    let bitext = page.bitext;
    let apart = !bitext.is_alone() && bitext.moves.is_empty() && !bitext.beads().iter().any(joined);
    apart && long(Side::Source) && long(Side::Target)
}

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let first = page.bitext.beads().iter().enumerate().find_map(|(number, bead)| {
        let span = page.bitext.span(bead, Side::Target).filter(|span| !span.is_empty())?;
        Some((number, span))
    });
    match first.filter(|_| are_unrelated(page, limits.get(&LETTERS))) {
        Some((number, span)) => {
            let message =
                "no sentence of the translation was found in the original: are these the same article?";
            vec![RULE.compared(number, span, None, message.to_owned())]
        }
        None => Vec::new(),
    }
}
