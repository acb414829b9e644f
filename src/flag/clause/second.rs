//! German subordinate clauses whose verb stands second.

use super::{
    AUXILIARIES, Clause, Opener, clauses, closes, has_infinitive, is_auxiliary, is_dependent, is_finite,
    is_noun, is_participle, is_prose, is_small, is_weak, may_be_finite, may_follow,
};
use crate::flag::words::{Case, Token, Words};

/// Conjunctions that are adverbs as well; a clause that they open has its subject before the verb.
const ADVERBS: &[&str] = &["da", "damit"];
/// Words that cut a clause in two.
const CUTS: &[&str] = &["und", "oder", "als", "wie", "sowie", "bzw", "sondern", "aber", "denn"];
/// Infinitives at the end of a clause whose auxiliary stands before them: `hat kommen lassen`.
pub(in crate::flag) const LATE: &[&str] = &[
    "lassen", "sehen", "hören", "helfen", "müssen", "können", "dürfen", "sollen", "wollen", "sein", "haben",
    "werden", "worden", "brauchen",
];
/// What stands behind the verb of a main clause: articles, pronouns, adverbs.
const VERB_FOLLOWERS: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein",
    "keine", "keinen", "seine", "seinen", "seinem", "ihre", "ihren", "ihrem", "meine", "meinen", "unsere",
    "unseren", "diese", "diesen", "dieses", "nicht", "sofort", "bereits", "schon", "immer", "noch", "sehr",
    "auch", "nur", "oft", "wieder", "heute", "gestern", "sogar", "fast",
];
const PRONOUNS: &[&str] = &[
    "er", "sie", "es", "wir", "ich", "man", "du", "ihr", "sich", "ihn", "ihm", "uns", "mich", "dich",
    "ihnen", "mir", "dir",
];
/// Forms of `sein` before a predicate.
const COPULAS: &[&str] = &["ist", "sind", "war", "waren", "sei", "wäre"];
/// Before a predicate.
const DEGREES: &[&str] = &["sehr", "nicht", "so", "zu", "noch", "schon", "nie"];

/// The word that opens the clause and its verb, for every clause of a sentence whose verb stands second and should stand
/// last. Of 214,000 sound German sentences (`docs/experiments.md`) two are hit, both broken; of 1,500 whose verb was moved,
/// two in five.
pub(in crate::flag) fn second<'t>(words: &Words<'_>, tokens: &'t [Token]) -> Vec<(&'t Token, &'t Token)> {
    if !is_prose(tokens) {
        return Vec::new();
    }
    let found = clauses(words, tokens).into_iter().filter_map(|clause| {
        let body = body(words, &clause)?;
        let adverb = words.is_in(&clause.tokens[body - 1], ADVERBS);
        let at = verb(words, &clause.tokens[body..], adverb)?;
        Some((&clause.tokens[body - 1], &clause.tokens[body + at]))
    });
    found.collect()
}

/// Where the words behind the conjunction start.
fn body(words: &Words<'_>, clause: &Clause<'_>) -> Option<usize> {
    let ends = clause.after.is_none_or(|mark| matches!(words.of(mark), "," | "." | ";" | ":" | "–"));
    let (opener, body) = clause.opener(words)?;
    let last = opener == Opener::Conjunction
        || opener == Opener::Adverb && words.is_in(&clause.tokens[body - 1], ADVERBS);
    (last && ends && clause.tokens.len() >= body + 3).then_some(body)
}

/// The place of a verb in second place among the words behind the conjunction, which may be an adverb.
fn verb(words: &Words<'_>, body: &[Token], adverb: bool) -> Option<usize> {
    let lower = |token: &Token| words.lower(token);
    let any = |tokens: &[Token], is: fn(&str) -> bool| tokens.iter().any(|token| is(lower(token)));
    let auxiliary = body.iter().position(|token| is_small(token) && is_auxiliary(lower(token)));
    let finite = |token: &Token| is_small(token) && may_be_finite(lower(token)) && !is_weak(lower(token));
    let at = auxiliary.or_else(|| body.iter().position(finite))?;
    let ahead = &body[..at];
    // A verb before it would be the one of the clause.
    if at == 0 || any(ahead, |word| closes(word) || is_finite(word)) {
        return None;
    }
    let rest = &body[at + 1..];
    let cut = rest.iter().position(|token| words.is_in(token, CUTS)).unwrap_or(rest.len());
    let whole = cut == rest.len();
    let rest = &rest[..cut];
    let (last, middle) = rest.split_last()?;
    let capital = matches!(last.case, Case::Capital | Case::Upper);
    // `die Lust haben zu gehen`, `misst und wiegt das Korn`, `wenn nötig wird ein Arzt gerufen`
    let subject = |token: &Token| {
        token.case != Case::Lower || words.is_in(token, PRONOUNS) || words.is_in(token, VERB_FOLLOWERS)
    };
    let cut_ahead = ahead.iter().any(|token| words.is_in(token, CUTS));
    if has_infinitive(words, rest) || cut_ahead || !ahead.iter().any(subject) {
        return None;
    }
    let goes_on =
        words.is_in(&rest[0], VERB_FOLLOWERS) || auxiliary.is_some() && words.is_in(&rest[0], PRONOUNS);
    let verbless = !any(rest, |word| closes(word) || is_finite(word));
    // `zeigt eine junge Frau am Fenster`: the clause goes on without another verb.
    let phrase = goes_on && verbless && !middle.is_empty();
    if auxiliary.is_none() {
        return (phrase && (capital || whole)).then_some(at);
    }
    let alone = verbless && !adverb && !any(rest, is_auxiliary);
    let predicate = !adverb
        && is_small(last)
        && whole
        && words.is_in(&body[at], COPULAS)
        && (middle.is_empty() || middle.len() == 1 && words.is_in(&middle[0], DEGREES))
        && !words.is_in(last, PRONOUNS)
        && !closes(lower(last))
        && !is_participle(lower(last))
        && !lower(last).contains("zu")
        && !lower(last).ends_with("en")
        && !words.is_in(last, AUXILIARIES);
    // `wird von einer Gruppe betrieben`: the words between are no verbs.
    let bracket = |middle: &[Token], last: &Token| {
        is_small(last)
            && (is_dependent(lower(last)) || lower(last).ends_with('t') && is_participle(lower(last)))
            && !words.is_in(last, LATE)
            && !any(middle, |word| is_auxiliary(word) || is_finite(word))
            && middle.iter().any(|token| !closes(lower(token)))
    };
    let passive = words.is_in(last, &["worden", "werden", "sein"])
        && middle
            .split_last()
            .is_some_and(|(verb, middle)| is_participle(lower(verb)) && bracket(middle, verb));
    // `er kann verzichten auf den Rest`: the two stand the other way round at the end of a clause.
    let adjacent = is_small(&rest[0])
        && is_dependent(lower(&rest[0]))
        && !rest
            .iter()
            .any(|token| is_late(words, token) || is_finite(lower(token)) || is_auxiliary(lower(token)));
    // `dass er ist Lehrer an einer Schule`, `dass er hat das Haus`; but `da draußen ist jemand`
    let noun = alone && (is_noun(words, &rest[0]) && !may_follow(words, body, at + 1) || phrase && capital);
    (predicate || passive || adjacent || noun || bracket(middle, last)).then_some(at)
}

/// Whether a word is an infinitive that ends a clause whose auxiliary stands before it: `stehenlassen`.
fn is_late(words: &Words<'_>, token: &Token) -> bool {
    words.is_in(token, LATE) || words.lower(token).ends_with("lassen")
}
