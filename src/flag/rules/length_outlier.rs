//! `length-outlier`: much longer or shorter than the original makes one expect.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side};
use crate::flag::length;
use crate::flag::page::Page;

const DEVIATIONS: Limit = Limit {
    name: "deviations",
    default: 4.5,
    unit: "standard deviations of the logarithm of the length ratio",
    from: "one human translation in a thousand lies beyond (Tatoeba, TICO-19, Mozilla)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "length-outlier",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "the translation is much longer or shorter than its original",
    what: "The ratio of letters, against what the two languages and the rest of the document make one expect.",
    why: "Something was left out, added, or belongs elsewhere.",
    false_alarms: "Abbreviations that are written out; headings that are explained.",
    limits: &[&DEVIATIONS],
    flags: &[Example::pair(
        (
            "en",
            "The committee decided on Monday, after long talks with all parties, to put off the vote until the end of the year.",
        ),
        ("de", "Der Ausschuss entschied."),
        "Der Ausschuss entschied.",
    )],
    passes: &[
        Example::pair(
            ("en", "The committee decided on Monday to put off the vote."),
            ("zh", "委员会周一决定推迟投票。"),
            "",
        ),
        Example::pair(("en", "Why?"), ("de", "Weshalb denn nur?"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let most = limits.get(&DEVIATIONS);
    let scores = length::scores(page);
    let mut flags = Vec::new();
    for (number, (bead, score)) in page.bitext.beads().iter().zip(scores).enumerate() {
        let (Some(source), Some(target)) =
            (page.bitext.span(bead, Side::Source), page.bitext.span(bead, Side::Target))
        else {
            continue;
        };
        if score.abs() < most || source.is_empty() || target.is_empty() {
            continue;
        }
        let (had, has) =
            (length::letters(page.source.slice(source)), length::letters(page.target.slice(target)));
        let way = if score > 0.0 { "long" } else { "short" };
        let message = format!("too {way}: {has} letters for {had} of the original");
        flags.push(RULE.compared(number, target, Some(source), message));
    }
    flags
}
