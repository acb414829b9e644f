//! `weak-bead`: two passages that were joined for want of better.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;

const CONFIDENCE: Limit = Limit {
    name: "confidence",
    default: 0.3,
    unit: "confidence of the bead, 0 to 1",
    from: "a judgement: below it the aligner is right less often than not (Text+Berg, dev)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "weak-bead",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "the aligner is not sure that the two passages belong together",
    what: "Beads with text on both sides whose confidence is low.",
    why: "Either the alignment is wrong there, or the translation left its original.",
    false_alarms: "Free translations; short sentences without names and numbers.",
    limits: &[&CONFIDENCE],
    // Confidence comes from the aligner: paired lines are sure.
    flags: &[],
    passes: &[Example::pair(("en", "He came home."), ("de", "Er kam heim."), "")],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let least = limits.get(&CONFIDENCE);
    let beads = page.bitext.beads();
    page.pairs()
        .filter(|pair| beads.get(pair.number).is_some_and(|bead| f64::from(bead.confidence) < least))
        .map(|pair| {
            let confidence = beads.get(pair.number).map_or(0.0, |bead| bead.confidence);
            let message =
                format!("the aligner is {:.0} % sure that this is its translation", 100.0 * confidence);
            RULE.compared(pair.number, pair.target_span, Some(pair.source_span), message)
        })
        .collect()
}
