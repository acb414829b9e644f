//! `unexplained-source`: a stretch of the original that the translation does not say.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side};
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
    unit: "share of the words of the bead that may be without a counterpart",
    from: "beyond it the lexicon does not know the text well enough to tell (the same data)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unexplained-source",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a stretch of the original has no counterpart in the translation",
    what: "A run of content words of the original none of which the lexicon, its name or its number joins with \
           a word of the translation, in a bead that is covered well enough elsewhere and that is shorter \
           than its original.",
    why: "A clause was left out.",
    false_alarms: "Free translations; subjects that the lexicon does not know.",
    limits: &[&WORDS, &ELSEWHERE],
    flags: &[Example::pair(
        (
            "en",
            "The minister said on Monday that the school would be opened in the summer, while the old hospital near the river, the large library and the railway station were to be closed for ever.",
        ),
        ("de", "Der Minister sagte am Montag, dass die Schule im Sommer geöffnet wird."),
        "Der Minister sagte am Montag, dass die Schule im Sommer geöffnet wird.",
    )],
    passes: &[Example::pair(
        ("en", "The minister said on Monday that the school would be opened in the summer."),
        ("de", "Der Minister sagte am Montag, dass die Schule im Sommer geöffnet wird."),
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
        let Some((span, words)) = cover.source.longest else { continue };
        let shorter = lengths.get(number).is_some_and(|z| *z < -0.5);
        let rest = (cover.source.content - words).max(1.0);
        let open = (cover.source.gap * cover.source.mass - words).max(0.0) / rest;
        if f64::from(words) < limits.get(&WORDS)
            || !shorter
            || f64::from(open) > limits.get(&ELSEWHERE)
            || f64::from(cover.target.gap) > limits.get(&ELSEWHERE)
        {
            continue;
        }
        let Some(target) =
            page.bitext.beads().get(number).and_then(|bead| page.bitext.span(bead, Side::Target))
        else {
            continue;
        };
        let excerpt: String = page.source.slice(span).chars().take(60).collect();
        let message = format!("nothing here says `{excerpt}` of the original ({words:.0} words)");
        flags.push(RULE.compared(number, target, Some(span), message));
    }
    flags
}
