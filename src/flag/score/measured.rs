//! The features of the ranking score by name: which there are, in which order, and what each says of a value.

use std::sync::LazyLock;

use crate::flag::rules::RULES;

/// What a feature says of its value.
pub(crate) type Say = fn(f32) -> String;

/// Features that are no rules, with what they say of a value.
pub(crate) const MEASURED: &[(&str, Say)] = &[
    ("too-long", |value| format!("long for the original: length z {value:.1}")),
    ("too-short", |value| format!("short for the original: length z -{value:.1}")),
    ("source-gap", |value| format!("{:.0} % of the original's words uncovered", 100.0 * value)),
    ("target-gap", |value| format!("{:.0} % of the translation's words uncovered", 100.0 * value)),
    ("source-run", |value| {
        format!("a run of {:.0} words of the original without a counterpart", value.exp_m1())
    }),
    ("target-run", |value| {
        format!("a run of {:.0} words of the translation without a counterpart", value.exp_m1())
    }),
    ("source-missed", |value| {
        format!("{:.0} % of the original's known words have no counterpart", 100.0 * value)
    }),
    ("target-missed", |value| {
        format!("{:.0} % of the translation's known words have no counterpart", 100.0 * value)
    }),
    ("both-missed", |value| {
        format!("{:.0} % of the known words of both sides have no counterpart", 100.0 * value)
    }),
    ("source-lost", |value| {
        format!("{:.0} % more of the original's words uncovered than of the translation's", 100.0 * value)
    }),
    ("source-unknown", |value| {
        format!("{:.0} % of the original's words neither known nor explained", 100.0 * value)
    }),
    ("negation-lost", |value| match value >= 2.0 {
        true => "the original denies, the translation does not".to_owned(),
        false => "the original denies more than the translation".to_owned(),
    }),
    ("negation-won", |value| match value >= 2.0 {
        true => "the translation denies, the original does not".to_owned(),
        false => "the translation denies more than the original".to_owned(),
    }),
    ("names-lost", |_| "names of the original without a counterpart".to_owned()),
    ("names-won", |_| "names of the translation without a counterpart".to_owned()),
    ("name-replaced", |value| {
        format!("{:.0} % sure that a name stands in the place of another", 100.0 * value)
    }),
    ("names-exchanged", |value| {
        format!("{:.0} pairs of words would stand right if two names were exchanged", value.exp_m1())
    }),
    ("source-likelihood", |value| {
        format!("the original's words are {:.1} times as likely as on their own", value.exp())
    }),
    ("target-likelihood", |value| {
        format!("the translation's words are {:.1} times as likely as on their own", value.exp())
    }),
    ("unlikelier", |value| {
        format!(
            "the words of the unlikelier side are {:.1} times as likely as on their own",
            (LIKELY - value).exp()
        )
    }),
    ("source-worst", |value| {
        format!("four words of the original are {:.1} times as likely as on their own", value.exp())
    }),
    ("target-worst", |value| {
        format!("four words of the translation are {:.1} times as likely as on their own", value.exp())
    }),
    ("source-open", |value| {
        format!("{:.0} % of the original's words go with none elsewhere in the run", 100.0 * value)
    }),
    ("target-open", |value| {
        format!("{:.0} % of the translation's words go with none elsewhere in the run", 100.0 * value)
    }),
    ("source-alone", |value| {
        format!("{:.0} % of the original's content words have no counterpart", 100.0 * value)
    }),
    ("target-alone", |value| {
        format!("{:.0} % of the translation's content words have no counterpart", 100.0 * value)
    }),
    ("both-alone", |value| {
        format!("{:.0} % of the content words of both sides have no counterpart", 100.0 * value)
    }),
    ("echoes", |value| match value.round() <= 1.0 {
        true => "a content word repeats that does not in the original".to_owned(),
        false => format!("{value:.0} content words repeat that do not in the original"),
    }),
    ("displaced", |value| {
        format!("a word stands {:.0} words away from its neighbours in the original", value.exp_m1())
    }),
    ("crossings", |value| {
        format!("{:.0} % of neighbours stand the other way round in the original", 100.0 * value)
    }),
    ("untouched", |_| "stands as it does in the original".to_owned()),
    ("echo", |_| "the same translation stands for another original too".to_owned()),
    ("echo-run", |value| {
        format!("{:.0} % of the translation's words stand for another original too", 100.0 * value)
    }),
    ("marks-lost", |value| {
        let more = if value < 0.0 { "more" } else { "fewer" };
        match value.round() == 0.0 {
            true => "commas and stops as in the original".to_owned(),
            false => {
                format!("{} {more} than the original", many(value.abs(), "comma or stop", "commas and stops"))
            }
        }
    }),
    ("words", |value| format!("long: {}", many(value.exp_m1(), "word", "words"))),
    ("short-words", |value| format!("short words, of {:.1} letters on average", LONG - value)),
    ("other-language", |value| format!("{:.0} % sure of another language", 100.0 * value)),
    ("foreign", |value| format!("odds of {value:.1} that some words are of another language")),
    ("repeats", |value| format!("{:.0} % of the words repeat", 100.0 * value)),
    ("function-share", |value| format!("{:.0} % function words", 100.0 * value)),
    ("function-missing", |_| "hardly any function word".to_owned()),
    ("odd-tokens", |value| format!("{:.0} % odd characters", 100.0 * value)),
    ("worst-junction", |value| odds("two words", value + USUAL.0, RARE[0])),
    ("next-junction", |value| odds("more words", value + USUAL.1, RARE[1])),
    ("english-junctions", |value| odds("words", value + USUAL.1, RARE[1])),
    ("torn", |value| odds("two words", value + TORN, RARE[0])),
    ("open-end", |_| "ends in the middle of a sentence".to_owned()),
    ("small-start", |_| "starts in lower case".to_owned()),
];

/// Features that count a second time by how far they lie from the middle of the company, in spreads.
pub(crate) const PLACED: &[&str] = &[
    "too-long", "too-short", "source-gap", "target-gap", "source-missed", "target-missed", "both-missed",
    "source-run", "target-run", "source-likelihood", "target-likelihood", "source-worst", "target-worst",
    "source-open", "target-open", "source-alone", "target-alone", "both-alone", "displaced", "crossings",
    "names-lost", "names-won", "marks-lost", "words", "repeats", "other-language", "source-lost",
    "source-unknown", "unlikelier", "short-words",
];

/// Odds of the oddest junction of a sound sentence, and of its next two: what is beyond counts. Of -3 and -5, -2.5 and -4, -2
/// and -4 those with which most salads are found beside the original at no cost elsewhere.
pub(crate) const USUAL: (f32, f32) = (-2.5, -4.0);
/// Odds from which on a junction is a finding.
pub(crate) const TORN: f32 = 2.0;
/// Letters of a word, and nats by which words are likelier than on their own, from which on less is counted: what could not
/// be measured counts for nothing.
pub(crate) const LONG: f32 = 10.0;
pub(crate) const LIKELY: f32 = 3.0;

/// Rules that count as features: whether the bead has such a flag.
pub(crate) fn rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id).filter(|id| {
        !matches!(
            *id,
            "boilerplate-line"
                | "inconsistent-term"
                | "name-mismatch"
                | "negation-mismatch"
                | "swapped-names"
                | "weak-bead"
        )
    })
}

/// Names of the features, in order: measured, rules, and places, which end in `@`.
pub fn names() -> Vec<String> {
    let plain = MEASURED.iter().map(|feature| feature.0).chain(rules()).map(str::to_owned);
    plain.chain(PLACED.iter().map(|name| format!("{name}@"))).collect()
}

/// For each column that of the value whose place it holds, or itself.
static VALUES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let plain = MEASURED.len() + rules().count();
    let of = |name: &&str| MEASURED.iter().position(|feature| feature.0 == *name);
    (0..plain).chain(PLACED.iter().enumerate().map(|(at, name)| of(name).unwrap_or(plain + at))).collect()
});

/// Column of the value whose place a column holds; of any other the column itself.
pub(crate) fn value_of(column: usize) -> usize {
    VALUES.get(column).copied().unwrap_or(column)
}

/// Features of the oddest two words, which are named.
const PAIRED: &[&str] = &["worst-junction", "torn"];

/// Characters of them that are told.
const PAIR: usize = 60;

/// What a feature says of its value; `row` holds all of the bead, `pair` its oddest two words.
pub(crate) fn said(column: usize, row: &[f32], pair: Option<&str>) -> String {
    let value = value_of(column);
    match (MEASURED.get(value), pair) {
        (Some((name, say)), Some(pair)) if PAIRED.contains(name) => {
            let mut words = pair.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some((end, _)) = words.char_indices().nth(PAIR) {
                words.replace_range(end.., "…");
            }
            format!("`{words}`, {}", say(row[value]))
        }
        (Some((_, say)), _) if value == column => say(row[column]),
        (Some((_, say)), _) => format!("{}, unlike the rest", say(row[value])),
        (None, _) => rules().nth(column - MEASURED.len()).unwrap_or("").to_owned(),
    }
}

/// So many of a thing: `1 comma`, `2 commas`.
fn many(value: f32, one: &str, more: &str) -> String {
    let count = value.round();
    format!("{count:.0} {}", if count == 1.0 { one } else { more })
}

/// Odds of the oddest junction of a sound sentence, and of its next two, with how many sentences there are for one that
/// reaches them: the 5,956 sound segments of NTREX-128 in six languages (2026-11).
const RARE: [&[(f32, u32)]; 2] = [
    &[(-2.0, 10), (-1.2, 20), (-0.2, 50), (0.6, 100), (1.7, 200), (2.9, 500), (3.5, 1000)],
    &[(-3.6, 10), (-3.1, 20), (-2.5, 50), (-2.0, 100), (-1.6, 200), (-1.2, 500), (-0.9, 1000)],
];

/// How odd words are beside each other, against what is usual in sound text.
fn odds(words: &str, value: f32, rare: &[(f32, u32)]) -> String {
    match rare.iter().rfind(|(from, _)| value >= *from) {
        Some((_, one)) if *one >= 100 => {
            format!("{words} that hardly ever meet: one sound sentence in {one} is as odd")
        }
        Some((_, one)) => format!("{words} that seldom meet: one sound sentence in {one} is as odd"),
        None => format!("{words} that seldom meet"),
    }
}
