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
    what: "No bead has both sides, though both texts are long enough, or hardly any bead of eight sentences and more has \
           words in common; said once, at the head of the translation, in place of a flag for every sentence.",
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

/// Sentences of each text, below which beads without common words may be chance.
const SENTENCES: usize = 8;
/// Share of the known content words of a bead without a counterpart, on both sides, beyond which its sides say different
/// things.
const MISSED: f32 = 0.5;
/// Share of the letters of the translation that say what the original says, at least, for two texts to be related. Of 340
/// documents of eight sound segments and more (NTREX-128, eight pairs of languages) the lowest have .26 and .41 with their own
/// translation, and 338 that are known well enough at most .04 with that of another document; of the demonstration corpus
/// the lowest is .36 (2026-11).
const FITS: f32 = 0.1;

/// Whether two texts of so many letters have nothing to do with each other: no sentence found its counterpart, or hardly
/// any bead has words in common. Then others need not say it sentence by sentence.
pub(super) fn are_unrelated(page: &Page<'_>, least: f64) -> bool {
    let bitext = page.bitext;
    let long = |side: Side| bitext.side(side).iter().map(letters).sum::<usize>() as f64 >= least;
    if bitext.is_alone() || !bitext.moves.is_empty() || !long(Side::Source) || !long(Side::Target) {
        return false;
    }
    // A sentence without a word joins nothing either.
    let joined = |bead: &Bead| {
        let words = |side: Side| bitext.span(bead, side).is_some_and(|span| !span.is_empty());
        words(Side::Source) && words(Side::Target)
    };
    !bitext.beads().iter().any(joined) || fitting(page).is_some_and(|share| share < FITS)
}

/// Share of the letters of the translation in beads whose sides have most words in common; `None` where the texts are short
/// or the lexicon knows too few of their words.
fn fitting(page: &Page<'_>) -> Option<f32> {
    let bitext = page.bitext;
    if bitext.source().len().min(bitext.target().len()) < SENTENCES {
        return None;
    }
    let (mut all, mut known, mut fits) = (0, 0, 0);
    for (bead, cover) in bitext.beads().iter().zip(page.coverage()) {
        let Some(span) = bitext.span(bead, Side::Target) else { continue };
        let count = letters(bitext.target().document.slice(span));
        all += count;
        let Some(cover) = cover.as_ref() else { continue };
        if cover.is_known() {
            known += count;
            fits += if cover.source.missed.max(cover.target.missed) <= MISSED { count } else { 0 };
        }
    }
    // What stands alone tells of the texts as well.
    let alone = page.coverage().iter().filter(|cover| cover.is_none()).count();
    let enough = 2 * known >= all || 2 * alone >= bitext.beads().len() && known > 0;
    enough.then(|| fits as f32 / all.max(1) as f32)
}

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let first = page.bitext.beads().iter().enumerate().find_map(|(number, bead)| {
        let span = page.bitext.span(bead, Side::Target).filter(|span| !span.is_empty())?;
        Some((number, span))
    });
    match first.filter(|_| are_unrelated(page, limits.get(&LETTERS))) {
        Some((number, span)) => {
            let message =
                "hardly a sentence of the translation was found in the original: are these the same article?";
            vec![RULE.compared(number, span, None, message.to_owned())]
        }
        None => Vec::new(),
    }
}
