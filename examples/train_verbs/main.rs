//! Learns which words close a German clause: `src/flag/clause/verbs.tsv`.
//!
//! ```text
//! cargo run --release --example train_verbs -- FILE... > src/flag/clause/verbs.tsv
//! ```
//!
//! Every `FILE` is parallel text with a German column, as `alinea lexicon train` reads it. Two classes are told from
//! where words stand, without a tagger:
//!
//! * `c`: a word that stands before a mark, an auxiliary or `und` three times in ten and hardly ever before a noun:
//!   participles, infinitives and finite verbs, and no adjective that could stand before a noun.
//! * `f`: a finite form: that of a regular verb whose infinitive stands behind `zu` somewhere, or of a list of
//!   irregular ones, or a word in `-t`, `-te`, `-ten` that ends clauses behind `dass`, `weil` and their like.
//!
//! Deterministic to the byte.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use alinea::Lang;
use alinea::flag::clause::{self, AUXILIARIES};
use alinea::flag::{Case, Kind, Token, Words, segments};
use alinea::lexicon::Corpus;

/// Least occurrences of a word that closes clauses.
const SEEN: u32 = 2;
/// Share of its occurrences that stand before a mark, an auxiliary or `und`, and most that stand before a noun.
const CLOSING: f64 = 0.3;
const BEFORE_NOUN: f64 = 0.12;
/// Occurrences at the end of a subordinate clause from which on a word is finite, and their least share.
const ENDS: u32 = 2;
const ENDING: f64 = 0.04;

/// Words that the counts take for verbs.
const NO_VERBS: &[&str] = &[
    "acht", "ausgezeichnet", "außen", "beste", "bekannt", "bereit", "direkt", "dort", "draußen", "dritte",
    "drinnen", "drüben", "echt", "entspannt", "ernst", "erst", "erste", "etwa", "fast", "fort", "gewohnt",
    "gestern", "gut", "heute", "hinten", "hinterlassen", "höchst", "innen", "insgesamt", "jemanden",
    "jemandem", "jetzt", "kurzerhand", "laut", "längst", "leicht", "letzte", "links", "meist", "mit",
    "morgen", "nicht", "niemanden", "oben", "oft", "recht", "rechts", "rot", "samt", "schlecht", "seit",
    "selbst", "selten", "sonst", "statt", "tot", "unten", "vielleicht", "vorn", "weit", "zuletzt",
    "zumindest", "zunächst", "zusammen", "zweite", "überhaupt", "angeblich", "alt", "kalt", "fest", "bunt",
    "nackt", "hart", "zart", "sacht", "dicht", "licht", "seicht", "feucht", "leer", "wert", "quitt", "satt",
    "glatt", "matt", "nett", "fett", "platt", "breit", "weltweit", "landesweit", "bundesweit", "europaweit",
    "momentan", "ebenfalls", "ansonsten", "mitunter", "unterdessen", "stattdessen", "hingegen", "dagegen",
    "entgegen", "zuwider", "soeben", "eben", "daneben", "dazwischen", "deswegen", "meinetwegen", "entlang",
    "mitten", "voran", "heran", "woran", "daran", "nebenan", "fortan", "bergan", "tagsüber", "allein",
    "gemein", "klein", "rein", "fein", "allgemein", "herein", "hinein", "davon", "wovon", "schon",
    "inzwischen", "zwischen", "neben", "gegen", "wegen", "binnen", "neun", "zehn", "sieben", "elfen",
    "millionen", "tausenden", "hunderten", "dutzenden", "denen", "ihnen", "deren", "einen", "keinen",
    "jeden", "beiden", "andern", "ehelichen", "verständigen", "wachen", "willen", "unbegrenzt", "vornehmen",
    "eigen", "diejenigen", "besten", "rechten", "liebsten", "scheuen", "zweit", "viert", "deinetwegen",
    "ihretwegen", "seinetwegen", "dannen", "stunden", "uneben", "altbacken",
];

/// Irregular finite forms.
const IRREGULAR: &[&str] = &[
    "kam", "kamen", "ging", "gingen", "fand", "fanden", "gab", "gaben", "lag", "lagen", "stand", "standen",
    "sah", "sahen", "nahm", "nahmen", "hielt", "hielten", "fiel", "fielen", "trug", "trugen", "rief",
    "riefen", "lief", "liefen", "schrieb", "schrieben", "sprach", "sprachen", "traf", "trafen", "starb",
    "starben", "begann", "begannen", "verlor", "verloren", "gewann", "gewannen", "zog", "zogen", "trat",
    "traten", "bot", "boten", "schloss", "schlossen", "stieg", "stiegen", "saß", "saßen", "aß", "aßen",
    "hieß", "hießen", "wuchs", "wuchsen", "brach", "brachen", "entschied", "entschieden", "fuhr", "fuhren",
    "schlug", "schlugen", "sank", "sanken", "griff", "griffen", "bat", "baten", "half", "halfen", "las",
    "lasen", "tat", "taten", "galt", "galten", "warf", "warfen", "wusste", "wussten", "brachte", "brachten",
    "dachte", "dachten", "kannte", "kannten", "nannte", "nannten", "entstand", "entstanden", "verließ",
    "verließen", "erhielt", "erhielten", "beschrieb", "beschrieben", "vergaß",
];

/// Conjunctions and pronouns behind which the last word of a clause is its verb.
const OPENERS: &[&str] = &[
    "dass", "weil", "ob", "obwohl", "wenn", "nachdem", "bevor", "sobald", "solange", "falls", "sodass",
    "indem", "daß", "als", "wie", "wo", "warum", "wer", "was", "welche", "welcher", "welches",
];

/// How often a word was seen, and where.
#[derive(Default, Clone, Copy)]
struct Seen {
    all: u32,
    /// Before a mark, an auxiliary or `und`; not at the start of a sentence.
    closing: u32,
    before_noun: u32,
    /// At the end of a subordinate clause.
    ending: u32,
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        eprintln!("usage: train_verbs FILE...");
        std::process::exit(2);
    }
    let german: Lang = "de".parse().expect("a language tag");
    let mut lines: BTreeSet<String> = BTreeSet::new();
    for corpus in Corpus::from_paths(&paths).expect("parallel text") {
        let mut take = |cells: &[(Lang, &str)]| {
            lines.extend(cells.iter().filter(|cell| cell.0 == german).map(|cell| cell.1.to_owned()));
        };
        corpus.read(&mut take).expect("the parallel text can be read");
    }
    let lines: Vec<String> = lines.into_iter().collect();
    let (mut seen, mut infinitives) = (BTreeMap::<String, Seen>::new(), BTreeSet::<String>::new());
    for chunk in lines.chunks(1000) {
        let pairs: Vec<(&str, &str)> = chunk.iter().map(|line| ("", line.as_str())).collect();
        let bitext = segments::bitext(None, german, &pairs);
        let words = Words::new(bitext.target());
        for (_, _, _, tokens) in words.iter() {
            count(&words, tokens, &mut seen, &mut infinitives);
        }
    }
    print(&seen, &infinitives);
}

fn count(
    words: &Words<'_>,
    tokens: &[Token],
    seen: &mut BTreeMap<String, Seen>,
    infinitives: &mut BTreeSet<String>,
) {
    let small = |token: &Token| token.kind == Kind::Word && token.case == Case::Lower;
    for at in 1..tokens.len() {
        let token = &tokens[at];
        if !small(token) {
            continue;
        }
        let word = words.lower(token);
        let found = seen.entry(word.to_owned()).or_default();
        found.all += 1;
        match tokens.get(at + 1) {
            None => found.closing += 1,
            Some(next) if next.kind == Kind::Mark => found.closing += 1,
            Some(next) if words.is_in(next, AUXILIARIES) || words.is_in(next, &["und", "oder"]) => {
                found.closing += u32::from(small(next));
            }
            Some(next) => found.before_noun += u32::from(next.kind == Kind::Word && next.case != Case::Lower),
        }
        if words.of(&tokens[at - 1]) == "zu" && word.ends_with('n') && word.chars().count() > 3 {
            infinitives.insert(word.to_owned());
        }
    }
    for clause in tokens.split(|token| token.kind == Kind::Mark) {
        let opens = clause.iter().position(|token| !words.is_in(token, clause::JOINING));
        let opened = opens.is_some_and(|at| at < 2 && words.is_in(&clause[at], OPENERS));
        let last = clause.last().filter(|last| clause.len() >= 3 && opened && small(last));
        if let Some(found) = last.and_then(|last| seen.get_mut(words.lower(last))) {
            found.ending += 1;
        }
    }
}

/// The finite forms of a regular verb.
fn forms(infinitive: &str) -> [String; 3] {
    let stem = infinitive.strip_suffix("en").or_else(|| infinitive.strip_suffix('n')).unwrap_or(infinitive);
    let mut end = stem.chars().rev();
    let (last, before) = (end.next().unwrap_or('x'), end.next().unwrap_or('x'));
    let hard = matches!(last, 't' | 'd')
        || matches!(last, 'm' | 'n')
            && !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü' | 'r' | 'l' | 'h');
    let stem = if hard { format!("{stem}e") } else { stem.to_owned() };
    ["t", "te", "ten"].map(|ending| stem.clone() + ending)
}

fn print(seen: &BTreeMap<String, Seen>, infinitives: &BTreeSet<String>) {
    let mut finite: BTreeSet<String> = infinitives.iter().flat_map(|infinitive| forms(infinitive)).collect();
    finite.extend(IRREGULAR.iter().map(|&form| form.to_owned()));
    println!("# Words that close a German clause (c), and finite forms (f), learned from the text that");
    println!("# data/NOTICE.md names by examples/train_verbs.");
    for (word, counts) in seen {
        let share = |part: u32| f64::from(part) / f64::from(counts.all);
        // `benötigte`, `versuchten` stand before nouns as well.
        let attributive = ["te", "ten"].iter().any(|ending| {
            word.strip_suffix(ending).is_some_and(|stem| clause::is_participle(&format!("{stem}t")))
        });
        // `scheuen`, `modern`: there are `scheues`, `modernes`.
        let inflected = |stem: &str| {
            let seen =
                |end| seen.get(&format!("{stem}{end}")).is_some_and(|seen: &Seen| seen.before_noun > 0);
            ["es", "em"].into_iter().any(seen)
        };
        let adjective =
            word.strip_suffix("en").is_some_and(inflected) || inflected(word) && !clause::is_participle(word);
        if NO_VERBS.contains(&word.as_str()) || attributive || adjective || word.chars().count() < 3 {
            continue;
        }
        let closes = counts.all >= SEEN
            && share(counts.closing) >= CLOSING
            && share(counts.before_noun) <= BEFORE_NOUN
            && (word.ends_with('t')
                || word.ends_with("te")
                || word.ends_with("en")
                || word.ends_with("ln")
                || word.ends_with("rn")
                || word.ends_with("tun"))
            && (!word.ends_with("sten") || infinitives.contains(word) || finite.contains(word));
        let ends = ["t", "te", "ten"].iter().any(|ending| word.ends_with(ending))
            && counts.ending >= ENDS
            && share(counts.ending) > ENDING;
        let class = match (closes, ends || finite.contains(word)) {
            (true, true) => "cf",
            (true, false) => "c",
            (false, true) => "f",
            (false, false) => continue,
        };
        println!("{word}\t{class}");
    }
}
