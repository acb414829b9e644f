//! `negation-mismatch`: one side denies, the other does not.

use super::page::{Kind, Page, Token, Words};
use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "negation-mismatch",
    severity: Severity::Hint,
    on: false,
    needs_original: true,
    summary: "one side denies, the other does not",
    what: "Words that deny (`not`, `kein`, `никогда`, `ない`) on one side only, in languages with a list of them.",
    why: "A sentence without its `not` says the opposite.",
    false_alarms: "Many: denial is often put another way (`no longer` as `has ceased`, `unless` as `nur wenn`), \
                   so the rule is off unless it is asked for.",
    limits: &[],
    flags: &[
        Example::pair(
            ("en", "The shark is not dangerous."),
            ("de", "Der Hai ist gefährlich."),
            "Der Hai ist gefährlich.",
        ),
        Example::pair(("en", "He came."), ("de", "Er kam nicht."), "nicht"),
    ],
    passes: &[
        Example::pair(("en", "He doesn't come."), ("de", "Er kommt nicht."), ""),
        Example::pair(("en", "He did not come."), ("ja", "彼は来なかった。"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if page.source.language.words.negators.is_empty() || page.target.language.words.negators.is_empty() {
        return flags;
    }
    for pair in page.pairs() {
        let (had, has) = (negators(&page.source, pair.source), negators(&page.target, pair.target));
        match (had.first(), has.first()) {
            (Some(old), None) => {
                let message =
                    format!("the original denies with `{}`, the translation does not", page.source.of(old));
                flags.push(RULE.compared(pair.number, pair.target_span, Some(old.span), message));
            }
            (None, Some(new)) => {
                let message =
                    format!("the translation denies with `{}`, the original does not", page.target.of(new));
                flags.push(RULE.compared(pair.number, new.span, Some(pair.source_span), message));
            }
            _ => {}
        }
    }
    flags
}

/// The tokens of one side that deny.
pub(super) fn negators(words: &Words<'_>, tokens: &[Token]) -> Vec<Token> {
    let list = words.language.words.negators;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let denies = match token.kind {
            Kind::Word => {
                let lower = words.lower(token);
                list.contains(&lower) || words.language.tag == "en" && lower.ends_with("n't")
            }
            Kind::Glyph => {
                let rest = tokens[at..].iter().take_while(|next| next.kind == Kind::Glyph).take(4).last();
                let text = rest.map_or("", |last| words.slice(token.span.cover(last.span)));
                list.iter().any(|negator| text.starts_with(negator))
                    || words.language.tag == "ja"
                        && ["なかっ", "なく", "ず", "ません", "なけ", "ぬ"]
                            .iter()
                            .any(|stem| text.starts_with(stem))
            }
            _ => false,
        };
        if denies {
            found.push(*token);
        }
    }
    found
}
