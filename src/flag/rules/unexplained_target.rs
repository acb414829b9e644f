//! `unexplained-target`: a stretch of the translation that the original does not say.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;

const WORDS: Limit = Limit {
    name: "words",
    default: 7.0,
    unit: "content words in a row without a counterpart",
    from: "one human translation in three hundred has a longer run (TICO-19, Mozilla, Open Source Guides)",
};
const ELSEWHERE: Limit = Limit {
    name: "elsewhere",
    default: 0.55,
    unit: "share of the other words of the bead that may be without a counterpart",
    from: "beyond it the lexicon does not know the text well enough to tell (the same data)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unexplained-target",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a stretch of the translation has no counterpart in the original",
    what: "A run of content words of the translation none of which the lexicon, its name or its number joins \
           with a word of the original, in a bead that is covered well enough elsewhere and that is longer \
           than its original makes one expect.",
    why: "Something was made up, or belongs to another sentence.",
    false_alarms: "Explanations for the reader; subjects that the lexicon does not know.",
    limits: &[&WORDS, &ELSEWHERE],
    flags: &[Example::pair(
        ("de", "Der Minister sagte am Montag, dass die Schule im Sommer geöffnet wird."),
        (
            "en",
            "The minister said on Monday that the school would be opened in the summer, while old hospitals, large libraries, railway stations, swimming pools were closed for ever.",
        ),
        "",
    )],
    passes: &[Example::pair(
        ("de", "Der Minister sagte am Montag, dass die Schule im Sommer geöffnet wird."),
        ("en", "The minister said on Monday that the school would be opened in the summer."),
        "",
    )],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if page.lexicon.is_empty() {
        return flags;
    }
    let lengths = crate::flag::length::scores(page);
    for (number, cover) in page.coverage().iter().enumerate() {
        let Some(cover) = cover else { continue };
        let Some((span, words)) = cover.target.longest else { continue };
        let longer = lengths.get(number).is_some_and(|z| *z > 0.5);
        let rest = (cover.target.content - words).max(1.0);
        let open = (cover.target.gap * cover.target.mass - words).max(0.0) / rest;
        if f64::from(words) < limits.get(&WORDS)
            || !longer
            || f64::from(open) > limits.get(&ELSEWHERE)
            || f64::from(cover.source.gap) > limits.get(&ELSEWHERE)
        {
            continue;
        }
        let message = format!("nothing in the original says this ({words:.0} words)");
        flags.push(RULE.compared(number, span, None, message));
    }
    flags
}
