//! `relative-v2`: a subordinate clause with its verb in second place.

use super::page::{Case, Kind, Page};
use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "relative-v2",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a subordinate clause has its verb in second place",
    what: "German. (1) `was`, `wodurch`, `womit` and their like after a comma or dash, directly followed by a finite \
           verb that does not end the clause, in a sentence that asks nothing. (2) `dass`, `obwohl` and their like \
           with a pronoun and an auxiliary right behind it, where the clause goes on and no auxiliary ends it.",
    why: "A subordinate clause ends in its verb; in second place it shows a clause put together word by word.",
    false_alarms: "Indirect questions in spoken style (`er fragte, was ist los`).",
    limits: &[],
    flags: &[
        Example::alone("de", "Der Laden schließt im Herbst, was ist schade.", "was ist schade"),
        Example::alone("de", "Es regnete drei Tage, wodurch wurde der Keller nass.", ""),
        Example::alone(
            "de",
            "Der Sprecher teilte mit, dass er hat den Vertrag gestern unterschrieben.",
            "dass er hat",
        ),
    ],
    passes: &[
        Example::alone("de", "Er weiß, was bleibt.", ""),
        Example::alone("de", "Er fragte, was ist los?", ""),
        Example::alone("de", "Er tat, was nötig war, was ihn freute.", ""),
        Example::alone("de", "Sie nahm, was war und was kommt.", ""),
        Example::alone("de", "Sie sagte, dass er hat kommen wollen.", ""),
        Example::alone("de", "Sie sagte, dass es ist, wie es ist, und dass er hat, was er braucht.", ""),
        Example::alone("de", "Er bat, dass sie sein Haus bald bauen könne.", ""),
    ],
    check,
};

/// Pronouns and adverbs that open a relative clause.
const OPENERS: &[&str] = &[
    "was", "wodurch", "womit", "wofür", "wogegen", "wonach", "wovon", "woran", "worauf", "woraus", "worin",
    "worüber", "wozu",
];
/// Finite verbs, in forms that are nothing else.
const FINITE: &[&str] = &[
    "ist", "sind", "war", "waren", "wird", "wurde", "wurden", "hat", "hatte", "hatten", "kann", "konnte",
    "könnte", "könnten", "soll", "sollte", "muss", "musste", "bleibt", "blieb", "würde", "würden", "hätte",
    "wäre",
];

/// Conjunctions that send the verb to the end, also in speech.
const CONJUNCTIONS: &[&str] = &["dass", "obwohl", "nachdem", "bevor", "sodass", "falls", "damit", "ob"];
/// Subjects that stand right behind them.
const SUBJECTS: &[&str] = &["er", "es", "wir", "ich", "man", "sie", "du"];
/// Infinitives at the end of a clause whose auxiliary stands before them: `hat kommen wollen`.
const LAST: &[&str] = &[
    "wollen", "können", "müssen", "sollen", "dürfen", "lassen", "sein", "haben", "werden", "will", "möchte",
    "mag", "darf", "wollte", "durfte", "sehen", "hören", "helfen",
];

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    if words.language.tag != "de" {
        return flags;
    }
    for (sentence, text, _, tokens) in words.iter() {
        if text.contains(['?', '„', '"', '»', '«', '!']) {
            continue;
        }
        for at in 1..tokens.len().saturating_sub(4) {
            let (opener, subject, verb, next) =
                (&tokens[at], &tokens[at + 1], &tokens[at + 2], &tokens[at + 3]);
            let second = matches!(words.of(&tokens[at - 1]), "," | "–" | "—")
                && words.is_in(opener, CONJUNCTIONS)
                && words.is_in(subject, SUBJECTS)
                && words.is_in(verb, FINITE)
                && next.kind == Kind::Word
                && !words.is_in(next, &["und", "oder", "als", "wie"]);
            if !second {
                continue;
            }
            let clause = tokens[at + 3..].split(|token| token.kind == Kind::Mark).next().unwrap_or_default();
            // Another verb that can be finite may be the one that closes the clause.
            let closed = clause.iter().any(|token| words.is_in(token, FINITE) || words.is_in(token, LAST));
            if !closed && clause.len() > 1 {
                let message =
                    format!("`{}` opens a subordinate clause, but its verb stands second", words.of(opener));
                flags.push(RULE.found(page, sentence, opener.span.cover(verb.span), message));
            }
        }
        for at in 1..tokens.len().saturating_sub(2) {
            let (opener, verb, next) = (&tokens[at], &tokens[at + 1], &tokens[at + 2]);
            let parted = matches!(words.of(&tokens[at - 1]), "," | "–" | "—") && at >= 4;
            if !parted
                || opener.case != Case::Lower
                || !words.is_in(opener, OPENERS)
                || !words.is_in(verb, FINITE)
                || next.kind != Kind::Word
            {
                continue;
            }
            // The words up to the end of the clause; a verb at its end is where it should be.
            let rest = &tokens[at + 2..];
            let length = rest.iter().position(|token| token.kind == Kind::Mark).unwrap_or(rest.len());
            let last = &rest[length - 1];
            let goes_on =
                words.is_in(next, &["und", "oder", "als", "wie", "werden", "worden", "haben", "sein"]);
            if goes_on || length > 1 && words.is_in(last, FINITE) {
                continue;
            }
            let span = opener.span.cover(if length <= 6 { last.span } else { verb.span });
            let message =
                format!("`{}` opens a relative clause, but its verb stands second", words.of(opener));
            flags.push(RULE.found(page, sentence, span, message));
        }
    }
    flags
}
