//! `detached`: a sentence that translates something else.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side};
use crate::flag::cover::coverage::Half;
use crate::flag::page::Page;

const GAP: Limit = Limit {
    name: "gap",
    default: 0.8,
    unit: "share of the words that the lexicon knows, on each side, without a counterpart",
    from: "one human translation in a thousand is beyond it (TICO-19, Mozilla, Open Source Guides)",
};
const WORDS: Limit = Limit {
    name: "words",
    default: 6.0,
    unit: "content words of each side that the lexicon knows",
    from: "shorter beads are covered or not by chance",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "detached",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "the translation says something else altogether",
    what: "Hardly any word of either side has a counterpart on the other, by the lexicon, names and numbers, \
           though the lexicon knows the pair of languages and the rest of the text.",
    why: "The sentence translates another one, or was made up.",
    false_alarms: "Proverbs, verse, titles that were replaced.",
    limits: &[&GAP, &WORDS],
    flags: &[Example::pair(
        (
            "en",
            "The minister said on Monday that the old school near the river would be opened in the summer.",
        ),
        (
            "de",
            "Viele Katzen schlafen gern auf warmen Dächern, wenn nachts der Mond durch dunkle Wolken scheint.",
        ),
        "Viele Katzen schlafen gern auf warmen Dächern, wenn nachts der Mond durch dunkle Wolken scheint.",
    )],
    passes: &[Example::pair(
        (
            "en",
            "The minister said on Monday that the old school near the river would be opened in the summer.",
        ),
        ("de", "Der Minister sagte am Montag, dass die alte Schule am Fluss im Sommer geöffnet wird."),
        "",
    )],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if page.lexicon.is_empty() {
        return flags;
    }
    let (gap, least) = (limits.get(&GAP), limits.get(&WORDS));
    for (number, cover) in page.coverage().iter().enumerate() {
        let Some(cover) = cover else { continue };
        let far = f64::from(cover.source.missed) >= gap && f64::from(cover.target.missed) >= gap;
        let long = |half: &Half| f64::from(half.content * half.known) >= least;
        let long = long(&cover.source) && long(&cover.target);
        let Some(bead) = page.bitext.beads().get(number) else { continue };
        let (Some(target), Some(source)) =
            (page.bitext.span(bead, Side::Target), page.bitext.span(bead, Side::Source))
        else {
            continue;
        };
        if far && long {
            let share = 100.0 * (1.0 - cover.target.missed);
            let message = format!("only {share:.0} % of its known words have a counterpart in the original");
            flags.push(RULE.compared(number, target, Some(source), message));
        }
    }
    flags
}
