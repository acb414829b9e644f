//! `identical-to-source`: a sentence that was not translated at all.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Case, Token};

const LETTERS: Limit = Limit {
    name: "letters",
    default: 15.0,
    unit: "letters",
    from: "shorter copies are names, codes and exclamations",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "identical-to-source",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "the sentence is the original, letter for letter",
    what: "Translation and original are equal, case aside, though the languages differ, and hold at least \
           three words in lower case.",
    why: "It was not translated.",
    false_alarms: "Addresses, titles and quotations that stay as they are.",
    limits: &[&LETTERS],
    flags: &[Example::pair(
        ("en", "The house was sold last year."),
        ("de", "The house was sold last year."),
        "The house was sold last year.",
    )],
    passes: &[
        Example::pair(
            ("en", "Microsoft Windows Server 2019 Standard"),
            ("de", "Microsoft Windows Server 2019 Standard"),
            "",
        ),
        Example::pair(("en", "OK, no problem"), ("de", "OK, no problem"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    if page.source.text.lang.same_language(&page.target.text.lang) {
        return Vec::new();
    }
    let mut flags = Vec::new();
    for pair in page.pairs() {
        if !is_same(page, pair.source, pair.target) {
            continue;
        }
        let letters = page.target.slice(pair.target_span).chars().filter(|c| c.is_alphabetic()).count();
        let small = pair
            .target
            .iter()
            .filter(|token| matches!(token.case, Case::Lower | Case::None) && token.is_word());
        // A quotation in a third language is left standing by both.
        let function = page.source.language.words.function;
        let native =
            function.is_empty() || pair.source.iter().any(|token| page.source.is_in(token, function));
        if letters as f64 >= limits.get(&LETTERS) && small.count() >= 3 && native {
            let message = "the sentence was not translated".to_owned();
            flags.push(RULE.compared(pair.number, pair.target_span, Some(pair.source_span), message));
        }
    }
    flags
}

/// Whether a run of the translation is one of the original, word by word, but for capitals.
pub(crate) fn is_same(page: &Page<'_>, source: &[Token], target: &[Token]) -> bool {
    source.len() == target.len()
        && source.iter().zip(target).all(|(left, right)| page.source.lower(left) == page.target.lower(right))
}
