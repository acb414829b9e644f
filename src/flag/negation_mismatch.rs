//! `negation-mismatch`: one side denies, the other does not.

use super::page::{Kind, Page, Token, Words};
use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "negation-mismatch",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "one side denies, the other does not",
    what: "Words that deny (`not`, `kein`, `никогда`, `ない`) on one side, and on the other neither such a word nor any \
           that may say the same (`without`, `unable`, `-los`), in languages with lists of them. Phrases that deny \
           nothing (`not only`) do not count.",
    why: "A sentence without its `not` says the opposite.",
    false_alarms: "Denial that is put another way: `not everyone is like me` as `I am different from others`.",
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
        Example::pair(("en", "She did not only sing."), ("de", "Sie hat viel gesungen."), ""),
        Example::pair(("en", "He could not come."), ("de", "Er war verhindert."), ""),
        Example::pair(("fr", "Il n'a que deux frères."), ("de", "Er hat zwei Brüder."), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if !listed(page) {
        return flags;
    }
    for pair in page.pairs() {
        let (had, has) = (Denial::of(&page.source, pair.source), Denial::of(&page.target, pair.target));
        if let Some(old) = had.words.first().filter(|_| has.words.is_empty() && !has.otherwise) {
            let message =
                format!("the original denies with `{}`, the translation does not", page.source.of(old));
            flags.push(RULE.compared(pair.number, pair.target_span, Some(old.span), message));
        }
        if let Some(new) = has.words.first().filter(|_| had.words.is_empty() && !had.otherwise) {
            let message =
                format!("the translation denies with `{}`, the original does not", page.target.of(new));
            flags.push(RULE.compared(pair.number, new.span, Some(pair.source_span), message));
        }
    }
    flags
}

/// Whether the words that deny are known in both languages.
pub(super) fn listed(page: &Page<'_>) -> bool {
    let known = |words: &Words<'_>| !words.language.words.negators.is_empty();
    known(&page.source) && known(&page.target)
}

/// How one side of a bead denies.
#[derive(Debug, Default)]
pub(super) struct Denial {
    /// The words that do, but for those that deny nothing (`not only`).
    pub(super) words: Vec<Token>,
    /// Whether anything else may: `without`, `unable`.
    pub(super) otherwise: bool,
}

impl Denial {
    pub(super) fn of(words: &Words<'_>, tokens: &[Token]) -> Self {
        let lists = &words.language.words;
        let mut denial = Denial { words: negators(words, tokens), otherwise: false };
        if !denial.words.is_empty() && !lists.idle.is_empty() {
            denial.words.retain(|negator| {
                let at = tokens.iter().position(|token| token.span == negator.span).unwrap_or(0);
                !lists.idle.iter().any(|phrase| idle(words, tokens, at, phrase))
            });
        }
        // `ne ... pas`: of a pair one counts; `ne ... que` denies nothing, and a `pas` by itself is a step.
        if words.language.tag == "fr" {
            let full = |token: &Token| !matches!(words.lower(token), "ne" | "n");
            if denial.words.iter().all(full) {
                denial.words.retain(|token| words.lower(token) != "pas");
            }
            if denial.words.iter().any(full) {
                denial.words.retain(full);
            } else if tokens.iter().any(|token| matches!(words.lower(token), "que" | "qu")) {
                denial.words.clear();
            }
        }
        denial.otherwise = tokens.iter().any(|token| {
            let lower = words.lower(token);
            match token.kind {
                Kind::Word => lists.denials.iter().any(|form| says(lower, form)),
                Kind::Glyph => lists.denials.iter().any(|form| form.starts_with(lower)),
                _ => false,
            }
        });
        denial
    }
}

/// Whether a word is one of the list, where `un-` is a stem and `-los` an ending; of short ones something has to follow.
fn says(word: &str, form: &str) -> bool {
    let long = |part: &str| word.len() >= part.len() + if part.len() <= 3 { 3 } else { 0 };
    match (form.strip_suffix('-'), form.strip_prefix('-')) {
        (Some(stem), _) => word.starts_with(stem) && long(stem),
        (_, Some(end)) => word.ends_with(end) && long(end),
        _ => word == form,
    }
}

/// Whether the token at `at` is part of a phrase.
fn idle(words: &Words<'_>, tokens: &[Token], at: usize, phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    (0..parts.len()).any(|before| {
        at.checked_sub(before).is_some_and(|first| {
            parts.iter().enumerate().all(|(offset, part)| {
                tokens.get(first + offset).is_some_and(|token| words.lower(token) == *part)
            })
        })
    })
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
                let before = at.checked_sub(1).map_or("", |left| words.of(&tokens[left]));
                let starts = |list: &[&str]| list.iter().any(|form| text.starts_with(form));
                match words.language.tag {
                    "ja" => {
                        // `一つずつ`, `必ず`, `まず`, `はず`, `わずか`; and `しかない` says `only`.
                        let counts = text.starts_with('ず')
                            && (text.starts_with("ずつ")
                                || matches!(before, "必" | "ま" | "は" | "わ" | "ず"));
                        !counts
                            && before != "か"
                            && (starts(list) || starts(&["なかっ", "なく", "ず", "ません", "なけ", "ぬ"]))
                    }
                    _ => starts(list),
                }
            }
            _ => false,
        };
        if denies {
            found.push(*token);
        }
    }
    found
}
