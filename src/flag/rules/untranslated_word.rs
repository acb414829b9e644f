//! `untranslated-word`: a single word of the original that stands in the translation as it was.

use super::rule::{Example, Limit, Limits, Rule};
use super::untranslated_run::is_quoted;
use crate::bitext::{Flag, Severity};
use crate::flag::junction::Ranks;
use crate::flag::page::Page;
use crate::flag::sides::Pair;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;
use crate::lexicon::cognate::romanised;

const LETTERS: Limit = Limit {
    name: "letters",
    default: 5.0,
    unit: "letters of the word",
    from: "shorter ones are words of both languages",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "untranslated-word",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a word of the original stands in the translation as it was",
    what: "A single word in lower case that stands in the original too, that the lexicon knows there and would translate, \
           and that the language of the translation does not have; or a word in another script in a translation that is \
           written in Latin letters, or in Latin letters in one that is not. Names, words between quotation marks or brackets, and parts of compounds and addresses are left out.",
    why: "The translator skipped it.",
    false_alarms: "Loan words that neither the lexicon nor the junction models know.",
    limits: &[&LETTERS],
    flags: &[
        Example::pair(
            ("en", "Common side effects are dizziness, tiredness and a dry cough."),
            ("pl", "Częste działania niepożądane to zawroty głowy, tiredness i suchy kaszel."),
            "tiredness",
        ),
        Example::pair(
            ("ru", "Он потребовал настроить рояль перед концертом."),
            ("en", "He demanded that I tune the рояль before the concert."),
            "рояль",
        ),
        Example::pair(
            ("en", "Spoon the dough into a greased tin with a large spoon."),
            ("ru", "Переложите тесто в смазанную форму большой spoon."),
            "spoon",
        ),
    ],
    passes: &[
        Example::pair(
            ("en", "He plays baseball and drinks espresso."),
            ("de", "Er spielt Baseball und trinkt espresso."),
            "",
        ),
        Example::pair(("en", "The word “tiredness” is long."), ("pl", "Słowo „tiredness” jest długie."), ""),
        Example::pair(
            ("fr", "L'association Bocage vivant replante des haies."),
            ("de", "Der Verein Bocage vivant pflanzt wieder Hecken."),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let least = limits.get(&LETTERS) as usize;
    let words = &page.target;
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let mut copies: Option<Vec<(&str, usize)>> = None;
        for (at, token) in pair.target.iter().enumerate() {
            if token.kind != Kind::Word || !is_strange(page, token, least) || is_part(words, &pair, at) {
                continue;
            }
            let copies = copies.get_or_insert_with(|| {
                let own = pair.source.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
                let mut own: Vec<(&str, usize)> =
                    own.map(|(at, token)| (page.source.of(token), at)).collect();
                own.sort_unstable_by_key(|(form, _)| *form);
                own
            });
            let said = words.of(token);
            let Ok(found) = copies.binary_search_by_key(&said, |(form, _)| form) else { continue };
            let copy = copies[found].1;
            if is_quoted(words, &pair, token.span) || is_named(page, &pair, at, copy) {
                continue;
            }
            let message = format!("`{said}` was left untranslated");
            flags.push(RULE.compared(pair.number, token.span, Some(pair.source[copy].span), message));
        }
    }
    flags
}

/// Whether the language of the translation does not have a word that the one of the original has.
fn is_strange(page: &Page<'_>, token: &Token, least: usize) -> bool {
    let words = &page.target;
    let form = words.lower(token);
    if form.chars().count() < least {
        return false;
    }
    let script = form.chars().find_map(Script::of);
    let other = words.language.script;
    if script.is_some_and(|script| script != other && script != Script::Latin) && other == Script::Latin {
        return true;
    }
    // What the language has in another form, as `turquesa`, it may have in this one too.
    let translated = || {
        page.lexicon.knows_source(form)
            && page.lexicon.translations(form).iter().all(|(word, _)| !is_akin(form, word))
    };
    // `тесто spoon`: what a text in Cyrillic has for a word of its own, it has in its letters; East Asian ones borrow more.
    let foreign = matches!(other, Script::Cyrillic | Script::Greek | Script::Arabic | Script::Hebrew)
        && script == Some(Script::Latin);
    if foreign && token.case == Case::Lower {
        return page.lexicon.knows_source(form) && !page.lexicon.knows_target(form);
    }
    let unknown = || {
        !page.lexicon.knows_target(form)
            && !page.lexicon.resembles_target(form)
            && Ranks::of(words.language.tag).is_none_or(|ranks| ranks.rank(form).is_none())
    };
    token.case == Case::Lower && translated() && unknown()
}

/// Whether a word with a capital stands before a word as it does before its copy in the original: `Bocage vivant`. In
/// German every noun has one.
fn is_named(page: &Page<'_>, pair: &Pair<'_>, at: usize, copy: usize) -> bool {
    if matches!(page.source.language.tag, "de" | "lb") {
        return false;
    }
    let before = |tokens: &[Token], at: usize| at.checked_sub(1).map(|left| tokens[left]);
    before(pair.target, at).zip(before(pair.source, copy)).is_some_and(|(here, there)| {
        here.case == Case::Capital
            && page.target.of(&here) == page.source.of(&there)
            && !page.lexicon.knows_source(page.source.lower(&there))
    })
}

/// First letters by which a loan word is known in another form.
const AKIN: usize = 4;

/// Whether two words begin alike in Latin letters.
fn is_akin(one: &str, other: &str) -> bool {
    let (one, other) = (romanised(one), romanised(other));
    one.chars().zip(other.chars()).take_while(|(x, y)| x == y).count() >= AKIN
}

/// Whether a word is part of a compound, an address or a name: what stands beside it is no space, or has a capital.
fn is_part(words: &Words<'_>, pair: &Pair<'_>, at: usize) -> bool {
    let span = pair.target[at].span;
    let text = words.document();
    let (before, behind) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-‐‑@/_.#&=*'’\\$".contains(c));
    // A stop behind ends a sentence, if nothing follows at once.
    let stop = behind == Some('.') && !text[span.end + 1..].starts_with(char::is_alphanumeric);
    let capital =
        |token: Option<&Token>| token.is_some_and(|token| matches!(token.case, Case::Upper | Case::Mixed));
    joins(before)
        || joins(behind) && !stop
        || capital(at.checked_sub(1).and_then(|left| pair.target.get(left)))
        || capital(pair.target.get(at + 1))
}
