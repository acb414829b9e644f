//! German clauses: where one starts and ends, how it opens, and which words close it.
//!
//! There is no tagger. Words are told by lists and by their form, and `verbs.tsv` knows which words stand at the end
//! of clauses and hardly ever before a noun; `examples/train_verbs` learns it.

mod intruder;
mod second;
mod torn;

pub(super) use intruder::intruders;
pub(super) use second::{LATE, second};
pub(super) use torn::torn;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{Case, Kind, Token, Words};

/// Finite forms of the verbs that take another verb, and of `bleiben`.
pub const AUXILIARIES: &[&str] = &[
    "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "hatten",
    "habe", "sei", "seien", "wäre", "wären", "hätte", "hätten", "würde", "würden", "kann", "können",
    "konnte", "konnten", "könnte", "könnten", "soll", "sollen", "sollte", "sollten", "muss", "müssen",
    "musste", "mussten", "müsste", "müssten", "darf", "dürfen", "durfte", "durften", "dürfte", "dürften",
    "mag", "mögen", "mochte", "mochten", "möchte", "möchten", "will", "wollen", "wollte", "wollten",
    "bleibt", "blieb", "blieben", "bin", "bist", "hast", "habt", "werde", "wirst", "lässt", "ließ", "ließen",
];

/// Words that may stand before the word that opens a clause.
pub const JOINING: &[&str] = &["und", "oder", "aber", "sondern", "denn", "doch", "sowie"];

/// Conjunctions that send the verb to the end and are nothing else.
const CONJUNCTIONS: &[&str] = &[
    "dass", "daß", "weil", "ob", "obwohl", "obgleich", "wenn", "nachdem", "bevor", "ehe", "sobald",
    "solange", "falls", "sofern", "sodass", "indem",
];
/// Words that send the verb to the end, and are adverbs or prepositions as well.
const ADVERBS: &[&str] = &["da", "damit", "während", "wo", "wie"];
const RELATIVES: &[&str] = &[
    "der", "die", "das", "dem", "den", "deren", "dessen", "denen", "welche", "welcher", "welches", "welchem",
    "welchen",
];
/// Prepositions.
pub(super) const PREPOSITIONS: &[&str] = &[
    "in", "an", "auf", "aus", "bei", "mit", "nach", "von", "zu", "für", "durch", "gegen", "ohne", "um",
    "über", "unter", "vor", "hinter", "neben", "zwischen", "seit", "trotz", "wegen",
];
/// Capitalised words that may stand behind the verb: pronouns of politeness, titles.
const BEHIND: &[&str] = &[
    "sie", "ihnen", "ihr", "ihre", "richtung", "herr", "frau", "seite", "gott", "du", "dir", "dich", "er",
    "ich",
];
/// Times that stand without a preposition.
const TIMES: &[&str] = &[
    "anfang", "mitte", "ende", "punkt", "schlag", "anno", "januar", "jänner", "februar", "märz", "april",
    "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "frühjahr", "frühling", "sommer",
    "herbst", "winter", "weihnachten", "ostern", "pfingsten", "silvester", "neujahr", "advent",
    "allerheiligen", "allerseelen", "ostersonntag", "ostermontag", "karfreitag", "mitternacht", "mittag",
    "abend", "morgen",
];
/// What stands behind its noun: `Medienberichten zufolge`.
const POSTPOSITIONS: &[&str] =
    &["zufolge", "gegenüber", "zuliebe", "halber", "wegen", "gemäß", "entsprechend", "entlang", "inklusive"];
/// Particles that stand before the stem of a participle.
const PARTICLES: &[&str] = &[
    "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "fest", "fort", "frei", "her", "heraus",
    "hervor", "hin", "hinaus", "hinweg", "hinzu", "los", "mit", "nach", "nieder", "statt", "teil", "um",
    "unter", "voran", "vor", "voraus", "vorbei", "weg", "weiter", "wieder", "zu", "zurück", "zusammen",
    "überein",
];

/// What `verbs.tsv` knows of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Class {
    closes: bool,
    finite: bool,
}

static VERBS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let rows = include_str!("verbs.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .map(|(word, class)| (word, Class { closes: class.contains('c'), finite: class.contains('f') }))
        .collect()
});

fn class(word: &str) -> Class {
    VERBS.get(word).copied().unwrap_or_default()
}

/// Whether a word, in lower case, closes clauses: a verb in a form that stands before no noun, or an infinitive behind
/// its particle (`loswerden`).
pub(super) fn closes(word: &str) -> bool {
    let infinitive = |verb: &str| {
        verb.ends_with("en") && verb.len() >= 5 && !verb.ends_with("ten") && !verb.starts_with("ge")
    };
    let verb = |particle: &&str| word.strip_prefix(*particle).filter(|verb| infinitive(verb));
    class(word).closes || PARTICLES.iter().filter_map(verb).any(|verb| class(verb).closes)
}

/// Whether a word, in lower case, is a finite form of a verb of weight, and no participle.
pub(super) fn is_finite(word: &str) -> bool {
    class(word).finite && !is_participle(word)
}

/// Whether a word, in lower case, may be a finite form or a participle: `beantragt`.
pub(super) fn may_be_finite(word: &str) -> bool {
    class(word).finite && (is_finite(word) || word.ends_with('t'))
}

/// Whether a word, in lower case, is a participle or an infinitive that closes clauses.
pub(super) fn is_dependent(word: &str) -> bool {
    closes(word) && !is_finite(word)
}

/// Whether a word, in lower case, is an auxiliary.
pub(super) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(&word)
}

/// Whether a word, in lower case, is a participle by its form: `gekauft`, `abgerissen`, `verkauft`, `sortiert`.
pub fn is_participle(word: &str) -> bool {
    let ends = |rest: &str, least: usize| {
        (rest.ends_with('t') || rest.ends_with("en")) && rest.chars().count() >= least
    };
    let stem = PARTICLES.iter().filter_map(|particle| word.strip_prefix(particle));
    let mut stems = stem.chain([word]);
    stems.any(|stem| stem.strip_prefix("ge").is_some_and(|rest| ends(rest, 3)))
        || ["ver", "be", "ent", "er", "zer", "emp", "miss", "über", "unter", "wider", "voll"]
            .iter()
            .any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| ends(rest, 4)))
        || word.strip_suffix("iert").is_some_and(|stem| stem.chars().count() >= 3)
}

/// Whether a word, in lower case, is a participle with `ge`, which looks like no finite form.
pub(super) fn is_plain_participle(word: &str) -> bool {
    let mut stems = PARTICLES.iter().filter_map(|particle| word.strip_prefix(particle)).chain([word]);
    stems.any(|stem| stem.strip_prefix("ge").is_some_and(|rest| rest.chars().count() >= 3))
        && is_participle(word)
        && !class(word).finite
}

/// Whether an infinitive with `zu` stands among some tokens: `zu kaufen`, `einzustellen`.
pub(super) fn has_infinitive(words: &Words<'_>, tokens: &[Token]) -> bool {
    let verb = |token: &Token| is_small(token) && words.lower(token).ends_with('n');
    let inside = |token: &Token| verb(token) && words.lower(token).find("zu").is_some_and(|at| at > 1);
    let behind = |pair: &[Token]| words.of(&pair[0]) == "zu" && verb(&pair[1]);
    tokens.iter().any(inside) || tokens.windows(2).any(behind)
}

/// Whether a finite form, in lower case, may be an adjective, for all that is known: `rechte`, `siebten`.
pub(super) fn is_weak(word: &str) -> bool {
    (word.ends_with("te") || word.ends_with("ten")) && !closes(word)
}

/// Whether a token is a noun that may not stand behind the verb of its clause.
pub(super) fn is_noun(words: &Words<'_>, token: &Token) -> bool {
    token.kind == Kind::Word
        && matches!(token.case, Case::Capital | Case::Upper)
        && words.lower(token).chars().count() >= 3
        && !BEHIND.contains(&words.lower(token))
}

/// Whether the word at `at` may stand behind the verb of its clause whatever that verb is: a time, a noun with its
/// postposition, a noun twice (`Zeile für Zeile`), or what belongs to an infinitive that follows (`Tee zu kaufen`).
pub(super) fn may_follow(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    let noun = word(at);
    let part = |end: &str| noun.strip_suffix(end).is_some_and(|day| TIMES.contains(&day));
    let twice = PREPOSITIONS.contains(&word(at + 1)) && word(at + 2) == noun;
    let cuts = |token: &Token| token.kind == Kind::Mark && words.of(token) != "-";
    let rest = &tokens[at..tokens.len().min(at + LONG)];
    let rest = &rest[..rest.iter().position(cuts).unwrap_or(rest.len())];
    TIMES.contains(&noun)
        || ["abend", "morgen", "mittag", "nacht", "früh"].into_iter().any(part)
        || POSTPOSITIONS.contains(&word(at + 1))
        || twice
        || has_infinitive(words, rest)
}

/// Whether a token is a word in lower case.
pub(super) fn is_small(token: &Token) -> bool {
    token.kind == Kind::Word && token.case == Case::Lower
}

/// Words of a clause: what is longer is none, and is not looked at from each of its ends.
pub(super) const LONG: usize = 80;

/// How a clause that ends in its verb opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// `dass`, `weil`.
    Conjunction,
    /// `der`, `die`, `das`, which are articles as well.
    Relative,
    /// `mit dem`, `in deren`.
    Preposition,
    /// `da`, `damit`, `wo`, which open main clauses as well.
    Adverb,
}

/// The words between two marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause<'t> {
    /// Its tokens.
    pub(super) tokens: &'t [Token],
    /// The mark before it.
    pub(super) before: Option<&'t Token>,
    /// The mark behind it.
    pub(super) after: Option<&'t Token>,
}

impl Clause<'_> {
    /// How it opens, and the place of the first token behind that; `None`: as a main clause, for all that is known.
    pub(super) fn opener(&self, words: &Words<'_>) -> Option<(Opener, usize)> {
        let word = |at: usize| self.tokens.get(at).map(|token| words.lower(token));
        let first = word(0)?;
        let at = usize::from(JOINING.contains(&first));
        if CONJUNCTIONS.contains(&word(at)?) {
            return Some((Opener::Conjunction, at + 1));
        }
        if at > 0 || self.before.is_none_or(|mark| words.of(mark) != ",") {
            return None;
        }
        if ADVERBS.contains(&first) {
            return Some((Opener::Adverb, 1));
        }
        let relative = |at: usize| word(at).is_some_and(|word| RELATIVES.contains(&word));
        if relative(0) {
            return Some((Opener::Relative, 1));
        }
        (PREPOSITIONS.contains(&first) && relative(1)).then_some((Opener::Preposition, 2))
    }
}

/// The clauses of a sentence but for those that are too long to be any; hyphens, apostrophes and the like within words cut
/// none.
pub(super) fn clauses<'t>(words: &Words<'_>, tokens: &'t [Token]) -> Vec<Clause<'t>> {
    let cuts = |token: &Token| {
        token.kind == Kind::Mark && !matches!(words.of(token), "'" | "’" | "%" | "/" | "&" | "-")
    };
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=tokens.len() {
        if at < tokens.len() && !cuts(&tokens[at]) {
            continue;
        }
        if at > start && at - start <= LONG {
            let before = start.checked_sub(1).map(|mark| &tokens[mark]);
            found.push(Clause { tokens: &tokens[start..at], before, after: tokens.get(at) });
        }
        start = at + 1;
    }
    found
}

/// Whether a sentence has words enough in lower case to be one, and no headline.
pub(super) fn is_prose(tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| token.case == Case::Lower).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments;

    #[test]
    fn words_are_told_by_the_table_and_by_their_form() {
        for word in ["gekauft", "abgerissen", "verkauft", "sortiert", "überholt"] {
            assert!(is_participle(word), "{word}");
        }
        for word in ["geht", "kommt", "erst", "Haus", ""] {
            assert!(!is_participle(word), "{word}");
        }
        assert!(closes("gekauft") && closes("bezahlen") && closes("stattfindet"));
        assert!(!closes("schönen") && !closes("nicht") && !closes("versuchten"));
        assert!(is_finite("handelt") && is_dependent("bezahlen") && !is_dependent("handelt"));
    }

    #[test]
    fn clauses_stand_between_marks_and_say_how_they_open() {
        let text = "Er weiß, dass die Web-Site fehlt, die er sucht, und mit der es geht.";
        let bitext = segments::bitext(None, "de".parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        let clauses = clauses(&words, words.sentence(0));
        let openers: Vec<_> = clauses.iter().map(|clause| clause.opener(&words)).collect();
        let conjunction = Some((Opener::Conjunction, 1));
        assert_eq!(openers, [None, conjunction, Some((Opener::Relative, 1)), None]);
        assert_eq!(words.of(clauses[1].after.unwrap()), ",");
    }
}
