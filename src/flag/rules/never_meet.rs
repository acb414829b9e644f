//! `never-meet`: two frequent words side by side that hardly ever stand so in sound text.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::PREPOSITIONS;
use crate::flag::junction::strangers;
use crate::flag::page::Page;
use crate::flag::words::{Kind, Token, Words};

const TIMES: Limit = Limit {
    name: "times",
    default: 10.0,
    unit: "times that chance would bring the two words together, for each time that they meet in the training text, one \
           added; pairs below 10 are not kept",
    from: "as `odds`: by itself it would hit one sound sentence in 25",
};

const ODDS: Limit = Limit {
    name: "odds",
    default: 0.0,
    unit: "logarithm of the odds of the junction model above those of the worst junction of one sound sentence in a hundred",
    from: "6,000 sound human translations of news in eight languages and damage made of them: one torn sentence in ten is \
           found, and one sound one in 250 hit, slips of the translator among them (`none of the of the`)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "never-meet",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "two frequent words side by side that hardly ever meet in sound text",
    what: "Two of the 1,500 most frequent words of the language stand side by side, that hardly ever meet in the texts \
           which the junction models learn from, though chance alone would bring them together many times: `the of`, \
           `des aber`; and the junction model finds the place odd, too. Words that \
           their capital may make a name do not count. In languages that have a junction model and write spaces.",
    why: "A word was torn out between them, or one of them was dropped there.",
    false_alarms: "Words that are named and not used (the word `and`), verse, and small words of another language.",
    limits: &[&TIMES, &ODDS],
    flags: &[
        Example::alone("en", "They went to the of house and nobody was there.", "the of"),
        Example::alone("fr", "La maison de et les enfants sont restés dans le village.", "de et"),
    ],
    passes: &[
        Example::alone("en", "The house of the old people was sold late in the year.", ""),
        Example::alone("fr", "La maison et les enfants de la ville sont restés là.", ""),
        Example::alone("de", "Das Unternehmen beschäftigt 12.500 Menschen in über 40 Ländern.", ""),
        Example::alone(
            "en",
            "None of the doctors we spoke to can recall it, and the company he works for is bankrupt.",
            "",
        ),
        Example::alone("de", "Er war noch nie in einer Bibliothek, obwohl fast jede Stadt eine hat.", ""),
        Example::alone("en", "He opened the can and drank, and then he threw the can away.", ""),
        Example::alone("de", "Mit dem gehen viele Hoffnungen verloren, und bei der gibt es Kuchen.", ""),
        Example::alone("de", "Des Abends aber ging er in das Haus der alten Leute.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let (least, oddest) = (limits.get(&TIMES) as f32, limits.get(&ODDS) as f32);
    let mut flags = Vec::new();
    if !words.language.script.spaced() {
        return flags;
    }
    for (sentence, _, _, tokens) in words.iter() {
        let Some(met) = strangers(words, tokens) else { return flags };
        if !met.iter().any(|met| met.1 >= least) {
            continue;
        }
        let Some(odds) = page.junctions(sentence) else { return flags };
        // `in über 40 Ländern`: what meets there is the number.
        let counted = |at: usize| tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
        let odd = met.into_iter().filter(|&(at, times)| {
            times >= least
                && odds[at] >= oddest
                && !counted(at)
                && !is_stranded(words, tokens, at)
                && !is_pronoun(words, tokens, at)
                && !is_thing(words, tokens, at)
        });
        let Some((at, times)) = odd.max_by(|left, right| odds[left.0].total_cmp(&odds[right.0])) else {
            continue;
        };
        let (left, right) = (&tokens[at - 1], &tokens[at]);
        let message = format!(
            "`{} {}`: these two hardly ever stand side by side, {times:.0} times less often than chance would have it",
            words.of(left),
            words.of(right)
        );
        flags.push(RULE.found(page, sentence, left.span.cover(right.span), message));
    }
    flags
}

/// Whether an English preposition stands at the end of its clause, in front of the verb of another: `the doctors we spoke to
/// can recall`.
fn is_stranded(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    words.language.tag == "en" && words.is_in(&tokens[at - 1], STRANDED) && words.is_in(&tokens[at], VERBS)
}

/// Whether a German or Dutch article stands for its noun: in front of the verb that ends the clause (`obwohl jede Stadt eine
/// hat`), or behind the preposition that opens it (`Mit dem gehen Hoffnungen verloren`).
fn is_pronoun(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let ends = words.is_in(&tokens[at - 1], ARTICLES)
        && tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Mark);
    let opens = at >= 2
        && words.is_in(&tokens[at - 1], &["der", "die", "das", "dem", "den"])
        && words.is_in(&tokens[at - 2], PREPOSITIONS)
        && (at == 2 || tokens[at - 3].kind == Kind::Mark);
    matches!(words.language.tag, "de" | "nl") && ends || words.language.tag == "de" && opens
}

/// Whether an English auxiliary is the noun that it may be: `she opened the can`.
fn is_thing(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    words.language.tag == "en"
        && words.is_in(&tokens[at - 1], &["the", "a", "my", "his", "her", "its", "our", "their", "your"])
        && words.is_in(&tokens[at], &["can", "will", "might", "must"])
}

/// Articles that stand for a noun, too.
const ARTICLES: &[&str] = &[
    "eine", "einen", "einer", "einem", "eines", "eins", "keine", "keinen", "keiner", "keines", "een", "geen",
];

/// Prepositions that stand at the end of clauses.
const STRANDED: &[&str] =
    &["to", "for", "in", "on", "with", "at", "from", "about", "by", "into", "through", "under", "over"];
/// Verbs that may follow them.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "may", "might",
    "must", "should", "do", "does", "did",
];
