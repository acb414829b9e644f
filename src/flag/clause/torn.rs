//! German verbs between a word that opens a phrase and its noun: `ohne genannt Zögern`.

use super::{
    CONJUNCTIONS, JOINING, PREPOSITIONS, closes, is_auxiliary, is_finite, is_noun, is_participle,
    is_plain_participle, is_prose, is_small, may_follow,
};
use crate::flag::words::{Case, Kind, Token, Words};

/// Articles and possessives that are no pronouns.
const ARTICLES: &[&str] = &[
    "ein", "kein", "mein", "meinen", "meinem", "dein", "deinen", "deinem", "sein", "seinen", "seinem",
    "ihren", "ihrem", "unser", "unseren", "unserem", "euer", "vom", "zum", "zur", "im", "am", "beim", "ins",
    "ans",
];
/// Those that are pronouns as well: `einer verkauft Autos`.
const PRONOUNS: &[&str] = &[
    "eine", "einen", "einem", "einer", "eines", "keine", "keinen", "keinem", "keiner", "keines", "meine",
    "meiner", "meines", "seine", "seiner", "seines", "ihre", "ihrer", "ihres", "unsere", "unserer",
    "unseres", "eure", "jeden", "jedem", "jedes", "diesem", "dieses", "jenem", "jenes",
];
/// Articles that are relative pronouns as well, unless a preposition stands before them.
const RELATIVES: &[&str] = &["den", "dem", "der", "die", "das", "des", "diesen", "dieser", "diese"];
/// Prepositions that are neither particles of verbs nor stand behind their noun.
const BEFORE: &[&str] = &["in", "von", "für", "ohne", "gegen", "zwischen", "wegen", "trotz", "außer"];
/// Those that are particles of verbs, but behind no noun.
const PARTICLE_PREPOSITIONS: &[&str] = &["durch", "bei", "mit", "unter", "über", "vor", "hinter", "neben"];
/// Those that stand behind it, too: `von Juni an gilt`, `seiner Meinung nach`.
const POSTPOSED: &[&str] = &["nach", "aus", "auf", "an"];
/// Prepositions and articles in one word.
const FUSED: &[&str] = &["im", "zum", "zur", "vom", "am", "beim", "ins", "ans"];
/// Prepositions that stand before no mark.
const HELD: &[&str] = &["von", "für", "gegen", "zwischen"];
/// Words that end as adjectives do and may end a phrase.
const ALONE: &[&str] = &[
    "beiden", "vielen", "anderen", "allen", "einigen", "meisten", "wenigen", "manchen", "folgenden", "jenen",
    "denen", "ihnen", "allem", "allgemeinen", "anderem", "vielem", "weiteren", "weiteres", "übrigen",
    "ersten", "zweiten", "dritten", "letzteren", "ersteren", "wesentlichen", "kurzem", "langem", "neuem",
    "neuen", "weitem", "folgendem", "besonderen", "einzelnen", "ganzen", "großen", "außen", "innen", "oben",
    "unten", "hinten", "gestern", "morgen", "eigenen", "deswegen", "andere", "alle", "viele", "einige",
    "beide", "jemandem", "jemanden", "niemandem", "niemanden", "zweien", "dreien", "vieren", "einander",
    "einzige", "einziger", "einziges", "anderer", "anderes", "jeder", "solche", "solcher", "solches",
    "solchen", "diese", "jene", "seine", "ihre", "wenige", "manche", "mehrere", "mehreren", "verschiedenen",
];
/// Words between two commas that may part a preposition from its noun.
const INSERTED: usize = 7;
/// Numbers in words.
const NUMBERS: &[&str] = &[
    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "zwanzig",
    "dreißig", "vierzig", "fünfzig", "hundert", "tausend",
];
/// Articles in a case that a preposition asks for.
const OBLIQUE: &[&str] = &[
    "dem", "den", "der", "des", "das", "seinem", "seiner", "seinen", "ihrem", "ihrer", "ihren", "meinem",
    "meiner", "unserem", "unserer",
];

/// A phrase that a verb has torn.
#[derive(Debug, Clone, Copy)]
pub(in crate::flag) struct Torn<'t> {
    /// The word that opens it.
    pub(in crate::flag) opener: &'t Token,
    /// What should not stand behind that.
    pub(in crate::flag) intruder: &'t Token,
    /// The noun that it waits for, if that follows.
    pub(in crate::flag) noun: Option<&'t Token>,
}

/// The phrases of a sentence that a verb has torn. Of 214,000 sound German sentences (`docs/experiments.md`) two are hit, both
/// with slips of the writer; of 1,500 whose noun was moved behind its verb, one in four.
pub(in crate::flag) fn torn<'t>(words: &Words<'_>, tokens: &'t [Token]) -> Vec<Torn<'t>> {
    if !is_prose(tokens) {
        return Vec::new();
    }
    (1..tokens.len()).filter_map(|at| around(words, tokens, at).or_else(|| cut(words, tokens, at))).collect()
}

/// The word at `at` and perhaps one more are verbs, what stands before opens a phrase, and a noun follows.
fn around<'t>(words: &Words<'_>, tokens: &'t [Token], at: usize) -> Option<Torn<'t>> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| words.lower(token));
    // `bin Laden`
    let closer = |word: &str| closes(word) || is_auxiliary(word) && word != "bin";
    let verb = |at: usize| tokens.get(at).is_some_and(|token| is_small(token) && closer(words.lower(token)));
    let capital = |at: usize| tokens.get(at).is_some_and(|token| is_noun(words, token));
    if !(capital(at + 1) || capital(at + 2)) || !verb(at) {
        return None;
    }
    let end = at + 1 + usize::from(verb(at + 1));
    let free = |noun: &&Token| !may_follow(words, tokens, end) && !is_adjective(words.lower(noun));
    let noun = tokens.get(end).filter(|noun| is_noun(words, noun) && free(noun))?;
    if !tokens[at - 1..=end].windows(2).all(|pair| words.adjacent(&pair[0], &pair[1])) {
        return None;
    }
    let (left, word, before) = (lower(at - 1), lower(at), at.checked_sub(2).map_or("", lower));
    let finite = is_finite(word) || is_auxiliary(word);
    // No finite form looks like it.
    let sure = is_plain_participle(word);
    // A preposition that opens a clause may have a pronoun behind it, and then a verb: `Auf den zeigen Kinder`.
    let inside = at >= 3
        && tokens[at - 3].kind == Kind::Word
        && !JOINING.contains(&lower(at - 3))
        && PREPOSITIONS.contains(&before);
    let small_before = at >= 2 && is_small(&tokens[at - 2]);
    let opens =
        |word: &str| ARTICLES.contains(&word) || PRONOUNS.contains(&word) || PREPOSITIONS.contains(&word);
    let adjective = tokens[at - 1].case == Case::Lower
        && ["en", "em", "er", "es", "e"]
            .iter()
            .any(|end| left.strip_suffix(end).is_some_and(|stem| stem.len() >= 3))
        && !ALONE.contains(&left)
        && !closes(left)
        && !is_auxiliary(left)
        && !is_finite(left);
    let torn = if ARTICLES.contains(&left) {
        // `am liebsten Tee`, `mein ist die Rache`
        let predicate = matches!(left, "mein" | "dein" | "sein" | "unser" | "euer") && is_auxiliary(word);
        !(predicate || left == "am" && word.ends_with("sten"))
    } else if PRONOUNS.contains(&left) {
        // `der sie in einem beschrieb Artikel`, but `von einem ist nichts zu hören`
        let dependent = word.ends_with('n') && !finite && (inside || !PREPOSITIONS.contains(&before));
        sure || dependent || inside && is_finite(word) && !is_auxiliary(word)
    } else if BEFORE.contains(&left) {
        true
    } else if POSTPOSED.contains(&left) {
        // `von hier aus gesehen`
        sure && small_before
    } else if PARTICLE_PREPOSITIONS.contains(&left) {
        sure || small_before && !is_auxiliary(word)
    } else if RELATIVES.contains(&left) && PREPOSITIONS.contains(&before) {
        sure || inside
    } else if tokens[at - 1].kind == Kind::Number || NUMBERS.contains(&left) {
        sure
    } else {
        let relative = RELATIVES.contains(&before) && at >= 3 && PREPOSITIONS.contains(&lower(at - 3));
        let most = before == "am" && left.ends_with("sten");
        adjective && !most && (opens(before) || relative)
    };
    torn.then(|| Torn { opener: &tokens[at - 1], intruder: &tokens[at], noun: Some(noun) })
}

/// Whether a word, in lower case, may stand before the preposition that opens a clause; `bis auf einen` is one, too.
fn opens_clause(word: &str) -> bool {
    word == "bis" || JOINING.contains(&word) || CONJUNCTIONS.contains(&word)
}

/// Whether a noun, in lower case, is an adjective or participle, before which an adverb may stand: `für privat Versicherte`,
/// `in gebrochen Deutsch`.
fn is_adjective(noun: &str) -> bool {
    let stem =
        |end: &&str| noun.strip_suffix(end).is_some_and(|stem| is_participle(stem) || stem.ends_with("end"));
    ["e", "en", "er", "em"].iter().any(stem) || noun.ends_with("isch") || noun == "deutsch"
}

/// The word at `at` follows a preposition, perhaps with its article, and is a mark or a finite verb: `von, `, `im, `,
/// `in der reicht`.
fn cut<'t>(words: &Words<'_>, tokens: &'t [Token], at: usize) -> Option<Torn<'t>> {
    let (left, token) = (&tokens[at - 1], &tokens[at]);
    let small = |token: &Token| if is_small(token) { words.lower(token) } else { "" };
    let mark = matches!(words.of(token), "," | ";" | ":");
    let auxiliary = is_auxiliary(small(token));
    // `von, mit und über Kafka`, `zum, ja, zum Arzt`
    let next = tokens.get(at + 1).map_or("", |next| words.lower(next));
    let inserted = PREPOSITIONS.contains(&next)
        || matches!(next, "nicht" | "wie" | "so" | "ja")
        || tokens.iter().skip(at + 1).take(INSERTED).any(|token| words.of(token) == ",");
    let mark = mark && !(words.of(token) == "," && inserted);
    let alone = mark && words.of(token) != ":" && HELD.contains(&small(left));
    let fused = FUSED.contains(&small(left)) && (mark || auxiliary);
    let finite = auxiliary || is_finite(small(token)) && closes(small(token));
    let phrase = at >= 3
        && finite
        && OBLIQUE.contains(&small(left))
        && PREPOSITIONS.contains(&small(&tokens[at - 2]))
        && tokens[at - 3].kind == Kind::Word
        && !opens_clause(words.lower(&tokens[at - 3]))
        && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word);
    (fused || alone || phrase).then_some(Torn { opener: left, intruder: token, noun: None })
}
