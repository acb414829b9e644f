//! `odd-junction`: two words that do not meet in sound text.

use super::junction::logits;
use super::page::{Kind, Page};
use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};

const ODDS: Limit = Limit {
    name: "odds",
    default: 1.0,
    unit: "logit above that of the worst junction of one sound sentence in a hundred",
    from: "the twentieth of the training text of each language that was not trained on",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "odd-junction",
    severity: Severity::Hint,
    on: true,
    needs_original: false,
    summary: "two words meet that do not meet in sound text",
    what: "The junction model of the language finds the place where two tokens meet much more like those that \
           come about by tearing words out and dropping them elsewhere than like those of sound text. It \
           looks at function words, endings and case, three words to each side.",
    why: "So reads word salad: every word is right, none stands where it belongs.",
    false_alarms: "Lists, verse, quotations, terms and names of several words; the model was trained on everyday \
                   sentences, manuals and scripture.",
    limits: &[&ODDS],
    flags: &[],
    passes: &[Example::alone("en", "He came home late in the evening, and nobody was there.", "")],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let least = limits.get(&ODDS) as f32;
    let mut flags = Vec::new();
    for (sentence, _, span, tokens) in words.iter() {
        if tokens.len() < 6 {
            continue;
        }
        let Some(logits) = logits(words, tokens) else { return flags };
        let worst = logits.iter().copied().enumerate().max_by(|left, right| left.1.total_cmp(&right.1));
        let Some((at, odds)) = worst.filter(|worst| worst.1 > least) else { continue };
        let left = tokens[..at].iter().rev().find(|token| token.kind != Kind::Mark);
        let right = tokens[at..].iter().find(|token| token.kind != Kind::Mark);
        let (place, message) = match (left, right) {
            (Some(left), Some(right)) => (
                left.span.cover(right.span),
                format!(
                    "`{}` and `{}` do not meet like this in sound text (odds {odds:.1})",
                    words.of(left),
                    words.of(right)
                ),
            ),
            (Some(left), None) => (
                left.span,
                format!("`{}` does not end a sentence in sound text (odds {odds:.1})", words.of(left)),
            ),
            (None, Some(right)) => (
                right.span,
                format!("`{}` does not start a sentence in sound text (odds {odds:.1})", words.of(right)),
            ),
            (None, None) => (Span::new(span.start, span.end), "no word meets another".to_owned()),
        };
        flags.push(RULE.found(page, sentence, place, message));
    }
    flags
}
