//! What stands behind the verb that closes a German clause.

use super::{
    Clause, JOINING, Opener, PARTICLES, clauses, closes, is_auxiliary, is_dependent, is_finite, is_noun,
    is_plain_participle, is_prose, is_small, is_weak, may_follow,
};
use crate::flag::words::{Kind, Token, Words};

/// Separable particles that stand with a verb only: no prepositions, and none that follows a noun as in
/// `um das Haus herum`.
const SEPARATED: &[&str] = &[
    "anheim", "dar", "einher", "empor", "entzwei", "heran", "herbei", "herein", "hervor", "hinzu", "inne",
    "nieder", "überein", "umhin",
];
/// Endings of adjectives that would be taken for infinitives.
const ADJECTIVES: &[&str] = &[
    "lichen", "igen", "ischen", "enden", "ten", "nen", "baren", "samen", "eren", "losen", "vollen", "ssen",
    "llen", "elnen",
];
/// Participles of set phrases, and one that is an adverb: `ein gerüttelt Maß`.
const SET: &[&str] = &["gerüttelt", "gehäuft", "geschweige", "ausgezeichnet"];
/// Articles that open no phrase behind the verb.
const ARTICLES: &[&str] = &["das", "des", "eine", "eines", "ein", "einen"];
/// Pronouns that stand before the verb.
const PRONOUNS: &[&str] = &["uns", "ihm", "mich", "ihn", "es"];

/// The verb and what intrudes behind it, for every such place of a sentence. Of 214,000 sound German sentences
/// (`docs/experiments.md`) five are hit, most of them broken; of 1,500 whose noun was moved behind its verb, two in five.
pub(in crate::flag) fn intruders<'t>(words: &Words<'_>, tokens: &'t [Token]) -> Vec<(&'t Token, &'t Token)> {
    let mut found = Vec::new();
    if !is_prose(tokens) {
        return found;
    }
    for clause in clauses(words, tokens) {
        for at in 1..clause.tokens.len().saturating_sub(1) {
            if intrudes(words, &clause, at) && !may_follow(words, clause.tokens, at + 1) {
                found.push((&clause.tokens[at], &clause.tokens[at + 1]));
            }
        }
    }
    found
}

/// Whether the word at `at` closes its clause, and one like the next may not stand behind it.
fn intrudes(words: &Words<'_>, clause: &Clause<'_>, at: usize) -> bool {
    let tokens = clause.tokens;
    let (verb, next) = (&tokens[at], &tokens[at + 1]);
    let last = words.lower(verb);
    let behind = is_noun(words, next)
        || next.kind == Kind::Number
        || words.is_in(next, ARTICLES)
        || words.is_in(next, PRONOUNS);
    if !is_small(verb) || !behind || !words.adjacent(verb, next) {
        return false;
    }
    let opener = clause.opener(words);
    if is_auxiliary(last) {
        return opener.is_some_and(|opener| closed_by_auxiliary(words, tokens, at, opener));
    }
    let before = words.of(&tokens[at - 1]);
    if !is_noun(words, next) || matches!(before, "und" | "oder") {
        return false;
    }
    // The verb of a particle stands before it: `brachte ... hervor`.
    if SEPARATED.contains(&last) && at >= 4 || is_separable(last) {
        return true;
    }
    if before == "zu" {
        return is_infinitive(last);
    }
    // `hat drei festgenommen Männer`, `dürfte über tausend verfügen Sprengköpfe`.
    if tokens[..at - 1].iter().any(|token| is_auxiliary(words.lower(token))) {
        let participle = is_plain_participle(last) && last.ends_with('t') && last.chars().count() >= 6;
        // `kann entspannt Musik hören`: another verb closes the clause, and this one says how.
        let adverb = tokens[at + 1..].iter().any(|token| is_small(token) && is_dependent(words.lower(token)));
        return (is_dependent(last) || participle) && !adverb && !SET.contains(&last);
    }
    // `die im Norden tausend Hektar bewirtschaften Land`
    let Some((opener, inner)) = opener else { return false };
    let least = if opener == Opener::Conjunction { inner + 1 } else { inner + 2 };
    if at < least {
        return false;
    }
    // `über der Ebene lag Nebel` opens with a preposition and an article.
    let sure = matches!(opener, Opener::Conjunction | Opener::Relative);
    let closed = is_finite(last) && !is_weak(last) && (sure || closes(last));
    let other =
        tokens[inner..at].iter().any(|token| is_finite(words.lower(token)) || words.is_in(token, JOINING));
    closed && !other
}

/// Whether the auxiliary at `at` closes a subordinate clause, its verb or predicate right before it, and the next word may
/// not stand there: `die vorgelegt hat Behörde`, `die offen waren Apotheken`.
fn closed_by_auxiliary(
    words: &Words<'_>,
    tokens: &[Token],
    at: usize,
    (opener, inner): (Opener, usize),
) -> bool {
    let (before, next) = (&tokens[at - 1], &tokens[at + 1]);
    // A second one would be the main verb.
    if at <= inner || tokens[inner..at].iter().any(|token| is_auxiliary(words.lower(token))) {
        return false;
    }
    if at < inner + 2 || !is_small(before) {
        return false;
    }
    if !is_dependent(words.lower(before)) {
        // `, die Lage ist Anlass zur Sorge`: an article and its noun, then the verb in second place.
        let predicate = at >= inner + 3 && !words.is_in(before, words.language.words.function);
        return predicate && is_noun(words, next);
    }
    let behind = words.of(next);
    is_noun(words, next)
        || next.kind == Kind::Number
        || PRONOUNS.contains(&behind)
        // An article may be the subject of a main clause that a relative pronoun only seems to open.
        || opener != Opener::Relative && ARTICLES.contains(&behind)
}

/// Whether a word, in lower case, is an infinitive by its form: no adjective ends so.
fn is_infinitive(word: &str) -> bool {
    let long = word.chars().count() >= 7;
    let prefixed =
        ["be", "er", "ver", "zer", "ent", "emp", "miss"].iter().any(|prefix| word.starts_with(prefix));
    word.ends_with("ieren") && long
        || long
            && prefixed
            && word.ends_with("en")
            && word != "bequemen"
            && (!ADJECTIVES.iter().any(|ending| word.ends_with(ending))
                || ["füllen", "stellen"].iter().any(|verb| word.ends_with(verb)))
}

/// Whether a word, in lower case, is an infinitive with `zu` behind its particle: `aufzunehmen`, `anzubieten`.
fn is_separable(word: &str) -> bool {
    PARTICLES.iter().any(|prefix| {
        word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix("zu")).is_some_and(|verb| {
            verb.chars().count() >= 5
                && verb.ends_with("en")
                && !["enden", "rnden", "lnden"].iter().any(|ending| verb.ends_with(ending))
                && !(verb.starts_with("ge") && verb.ends_with("ten"))
                && !verb.starts_with("sammen")
        })
    })
}
