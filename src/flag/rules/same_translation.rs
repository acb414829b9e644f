//! `same-translation`: one sentence stands as the translation of several different ones.

use std::collections::BTreeMap;

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Token, Words};

const WORDS: Limit = Limit {
    name: "words",
    default: 5.0,
    unit: "words of the translation",
    from: "a judgement: shorter sentences are stock phrases (`Thank you very much.`)",
};
const SHARE: Limit = Limit {
    name: "share",
    default: 0.5,
    unit: "share of the words of the shorter original that the other one has too",
    from: "a judgement: two originals that say the same share their names and nouns",
};

/// Words of the other original that are told.
const SHOWN: usize = 5;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "same-translation",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "the same sentence translates another original too",
    what: "A sentence of five words and more that stands, word for word, as the translation of two originals that \
           have little in common.",
    why: "A neural translator that does not understand says what it has said most often.",
    false_alarms: "Captions and legal notes that are put together from pieces.",
    limits: &[&WORDS, &SHARE],
    flags: &[Example::pair(
        ("de", "Handys können bis auf Waschen alles.\nDer Aufzug fährt nur bis zum dritten Stock."),
        ("en", "The staff were very friendly and helpful.\nThe staff were very friendly and helpful."),
        "The staff were very friendly and helpful.",
    )],
    passes: &[Example::pair(
        ("de", "Der Rat hat den Antrag angenommen.\nDer Rat hat den Antrag gestern angenommen."),
        ("en", "The council has adopted the motion.\nThe council has adopted the motion."),
        "",
    )],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let (least, share) = (limits.get(&WORDS) as usize, limits.get(&SHARE));
    let mut first: BTreeMap<Vec<&str>, &[Token]> = BTreeMap::new();
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let said = forms(&page.target, pair.target);
        if said.len() < least {
            continue;
        }
        let Some(other) = first.get(&said) else {
            first.insert(said, pair.source);
            continue;
        };
        if common(&page.source, pair.source, other) > share {
            continue;
        }
        let (Some(start), Some(end)) = (other.first(), other.get(other.len().min(SHOWN) - 1)) else {
            continue;
        };
        let opening = page.source.slice(start.span.cover(end.span));
        let message = format!("the same sentence translates the original that starts with `{opening}`");
        flags.push(RULE.compared(pair.number, pair.target_span, Some(pair.source_span), message));
    }
    flags
}

fn forms<'p>(words: &'p Words<'_>, tokens: &[Token]) -> Vec<&'p str> {
    let spoken = tokens.iter().filter(|token| token.kind != crate::flag::words::Kind::Mark);
    spoken.map(|token| words.lower(token)).collect()
}

/// Share of the different words of the shorter side that the other has, 0..=1.
fn common(words: &Words<'_>, left: &[Token], right: &[Token]) -> f64 {
    let set = |tokens: &[Token]| -> std::collections::BTreeSet<String> {
        forms(words, tokens).into_iter().map(str::to_owned).collect()
    };
    let (left, right) = (set(left), set(right));
    let shared = left.intersection(&right).count();
    shared as f64 / left.len().min(right.len()).max(1) as f64
}
