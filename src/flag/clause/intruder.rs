//! What stands behind the verb that closes a German clause.

use super::{
    Clause, JOINING, Opener, clauses, closes, is_auxiliary, is_dependent, is_finite, is_noun, is_prose,
    is_small, is_weak, may_follow,
};
use crate::flag::words::{Kind, Token, Words};

/// Articles that open no phrase behind the verb.
const ARTICLES: &[&str] = &["das", "des", "eine", "eines", "ein", "einen"];
/// Pronouns that stand before the verb.
const PRONOUNS: &[&str] = &["uns", "ihm", "mich", "ihn", "es"];

/// The verb and what intrudes behind it, for every clause of a sentence with such a word.
pub(in crate::flag) fn intruders<'t>(words: &Words<'_>, tokens: &'t [Token]) -> Vec<(&'t Token, &'t Token)> {
    let mut found = Vec::new();
    if !is_prose(tokens) {
        return found;
    }
    for clause in clauses(words, tokens) {
        for pair in 1..clause.tokens.len().saturating_sub(1) {
            if intrudes(words, &clause, pair) {
                found.push((&clause.tokens[pair], &clause.tokens[pair + 1]));
            }
        }
    }
    found
}

/// Whether the verb at `at` closes its clause, and the next word may not stand behind it.
fn intrudes(words: &Words<'_>, clause: &Clause<'_>, at: usize) -> bool {
    let tokens = clause.tokens;
    let (verb, next) = (&tokens[at], &tokens[at + 1]);
    let last = words.lower(verb);
    if !is_small(verb) || !words.adjacent(verb, next) || may_follow(words, tokens, at + 1) {
        return false;
    }
    let opener = clause.opener(words);
    if is_auxiliary(last) {
        return opener.is_some_and(|opener| closed_by_auxiliary(words, tokens, at, opener));
    }
    if !is_noun(words, next) || matches!(words.of(&tokens[at - 1]), "zu" | "und" | "oder") {
        return false;
    }
    // `hat drei festgenommen Männer`, `dürfte über tausend verfügen Sprengköpfe`.
    let auxiliary = tokens[..at - 1].iter().any(|token| is_auxiliary(words.lower(token)));
    if auxiliary {
        return is_dependent(last);
    }
    // `die im Norden tausend Hektar bewirtschaften Land`
    let Some((opener, inner)) = opener else { return false };
    let least = if opener == Opener::Relative { inner + 2 } else { inner + 1 };
    if at < least {
        return false;
    }
    // `über der Ebene lag Nebel` opens with a preposition and an article.
    let closed = is_finite(last) && !is_weak(last) && (opener != Opener::Preposition || closes(last));
    let other =
        tokens[inner..at].iter().any(|token| is_finite(words.lower(token)) || words.is_in(token, JOINING));
    closed && !other
}

/// Whether the auxiliary at `at` closes a subordinate clause, its verb right before it, and the next word may not stand
/// there: `die vorgelegt hat Behörde`.
fn closed_by_auxiliary(
    words: &Words<'_>,
    tokens: &[Token],
    at: usize,
    (opener, inner): (Opener, usize),
) -> bool {
    let verb = &tokens[at - 1];
    let next = &tokens[at + 1];
    let other = tokens[inner..at].iter().any(|token| is_auxiliary(words.lower(token)));
    if other || opener == Opener::Conjunction && is_bare(words, tokens, at, inner) {
        return !other;
    }
    if at < inner + 2 || !is_small(verb) || !is_dependent(words.lower(verb)) {
        return false;
    }
    let behind = words.of(next);
    is_noun(words, next)
        || next.kind == Kind::Number
        || PRONOUNS.contains(&behind)
        // An article may be the subject of a main clause that a relative pronoun only seems to open.
        || opener != Opener::Relative && ARTICLES.contains(&behind)
}

/// `wenn man die Zeit hat Tee`: a noun behind the auxiliary that is the only verb; not `bevor ich hätte Einspruch einlegen
/// können`.
fn is_bare(words: &Words<'_>, tokens: &[Token], at: usize, inner: usize) -> bool {
    let behind = &tokens[at + 1..];
    let verbs = |tokens: &[Token]| {
        tokens.iter().any(|token| closes(words.lower(token)) || is_auxiliary(words.lower(token)))
    };
    at > inner && is_noun(words, &behind[0]) && !verbs(&tokens[inner..at]) && !verbs(behind)
}
