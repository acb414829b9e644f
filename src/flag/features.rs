//! What the ranking score counts of a bead: measured by itself, set against the other beads of its company, and
//! what the rules found.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::characters;
use super::closing::{Ending, ending};
use super::coverage::{Coverage, Half};
use super::echo::{self, Said};
use super::length;
use super::likelihood::Likelihood;
use super::names::Name;
use super::negation::Lost;
use super::odd_junction;
use super::page::{Case, Kind, Page, Token, Words};
use crate::bitext::{Flag, Severity};
use crate::lang::Script;

/// Features of one bead: names and values, in the order of [`names`].
pub type Features = Vec<f32>;

/// What a feature says of its value.
type Say = fn(f32) -> String;

/// Features that are no rules, with what they say of a value.
const MEASURED: &[(&str, Say)] = &[
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
    ("names-lost", |value| format!("{value:.1} names of the original without a counterpart")),
    ("names-won", |value| format!("{value:.1} names of the translation without a counterpart")),
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
    ("echoes", |value| format!("{value:.0} content words repeat that do not in the original")),
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
        format!("{:.0} commas and stops {more} than the original", value.abs())
    }),
    ("words", |value| format!("{:.0} words", value.exp_m1())),
    ("short-words", |value| format!("words of {:.1} letters", LONG - value)),
    ("other-language", |value| format!("{:.0} % sure of another language", 100.0 * value)),
    ("foreign", |value| format!("odds of {value:.1} that some words are of another language")),
    ("repeats", |value| format!("{:.0} % of the words repeat", 100.0 * value)),
    ("function-share", |value| format!("{:.0} % function words", 100.0 * value)),
    ("function-missing", |_| "hardly any function word".to_owned()),
    ("odd-tokens", |value| format!("{:.0} % odd characters", 100.0 * value)),
    ("worst-junction", |value| {
        format!("the oddest pair of words: odds of {:.1} that they do not meet", value + USUAL.0)
    }),
    ("next-junction", |value| {
        format!("the next oddest pairs of words: odds of {:.1} that they do not meet", value + USUAL.1)
    }),
    ("english-junctions", |value| {
        format!("the next oddest pairs of words: odds of {:.1} that they do not meet", value + USUAL.1)
    }),
    ("torn", |value| format!("words that hardly ever meet: odds of {:.1}", value + TORN)),
    ("open-end", |_| "ends in the middle of a sentence".to_owned()),
    ("small-start", |_| "starts in lower case".to_owned()),
];

/// Features that count a second time by how far they lie from the middle of the company, in spreads.
const PLACED: &[&str] = &[
    "too-long", "too-short", "source-gap", "target-gap", "source-missed", "target-missed", "both-missed",
    "source-run", "target-run", "source-likelihood", "target-likelihood", "source-worst", "target-worst",
    "source-open", "target-open", "source-alone", "target-alone", "both-alone", "displaced", "crossings",
    "names-lost", "names-won", "marks-lost", "words", "repeats", "other-language", "source-lost",
    "source-unknown", "unlikelier", "short-words",
];

/// Odds of the oddest junction of a sound sentence, and of its next two: what is beyond counts. Of -3 and -5, -2 and -4,
/// -1 and -3, -4 and -6 those at which most torn words are found without the original.
const USUAL: (f32, f32) = (-3.0, -5.0);
/// Odds from which on a junction is a finding.
const TORN: f32 = 2.0;
/// The language whose odds stand by themselves, since they tell little of machine translations: over the five pairs into
/// English of MLQE-PE the area under the curve of the oddest junction is .45 to .56, into German .65. They count
/// without an original only (`examples/train_flag_score`).
const APART: &str = "en";
/// The language whose odds, the surest too, count for nothing in the score: into Chinese that area is .50, and names that are
/// spelled in its characters are what the nets find oddest. Without them average precision on direct assessments is .507, not
/// .503.
const UNTOLD: &str = "zh";

/// The language in which short words tell of a translation that got no further than the plain ones: over the five pairs
/// into English of MLQE-PE average precision rises by .01. Others put words together.
const UNJOINED: &str = "en";

/// Letters of a word, and nats by which words are likelier than on their own, from which on less is counted: what could not
/// be measured counts for nothing.
const LONG: f32 = 10.0;
const LIKELY: f32 = 3.0;

/// Words that may cross beside two names that are exchanged, as a share of all (as in `swapped-names`).
const CROSSED: f32 = 0.25;
/// Beads at which the company counts for half: of few nobody knows what is usual.
pub(super) const COMPANY: f32 = 20.0;
/// Added to every spread, so that what hardly varies does not count; and the most that a place counts.
const SPREAD: (f32, f32) = (0.05, 4.0);

/// Rules that count as features: whether the bead has such a flag.
fn rules() -> impl Iterator<Item = &'static str> {
    super::RULES.iter().map(|rule| rule.id).filter(|id| {
        !matches!(
            *id,
            "boilerplate-line"
                | "inconsistent-term"
                | "lost-sentence"
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

/// What a feature says of its value; `row` holds all of the bead.
pub(super) fn said(column: usize, row: &[f32]) -> String {
    let rules = rules().count();
    match MEASURED.get(column) {
        Some((_, say)) => say(row[column]),
        None if column < MEASURED.len() + rules => {
            self::rules().nth(column - MEASURED.len()).unwrap_or("").to_owned()
        }
        None => {
            let name = PLACED.get(column - MEASURED.len() - rules);
            let measured = MEASURED.iter().position(|feature| Some(&feature.0) == name);
            measured.map_or(String::new(), |column| {
                format!("{}, unlike the rest", (MEASURED[column].1)(row[column]))
            })
        }
    }
}

/// What is counted of one document before its company is known.
#[derive(Debug, Default)]
pub struct Counted {
    /// One row a bead; the places are still 0.
    pub rows: Vec<Features>,
    /// What each bead says; `None` without words on either side, or without an original.
    said: Arc<Vec<Option<Said>>>,
}

/// Sets every bead against all others of the documents given: how far its features lie from the middle, and
/// whether its translation, or a run of its words, stands for another original elsewhere.
pub fn place(documents: &mut [Counted]) {
    let first = MEASURED.len() + rules().count();
    let columns: Vec<usize> =
        PLACED.iter().filter_map(|name| MEASURED.iter().position(|feature| feature.0 == *name)).collect();
    for (place, &column) in columns.iter().enumerate() {
        let mut values: Vec<f32> =
            documents.iter().flat_map(|document| &document.rows).map(|row| row[column]).collect();
        if values.is_empty() {
            return;
        }
        let count = values.len() as f32;
        let mean = values.iter().sum::<f32>() / count;
        let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt();
        values.sort_unstable_by(f32::total_cmp);
        let middle = values[values.len() / 2];
        let worth = count / (count + COMPANY);
        for row in documents.iter_mut().flat_map(|document| &mut document.rows) {
            let far = (row[column] - middle) / (spread + SPREAD.0);
            row[first + place] = (far * worth).clamp(-SPREAD.1, SPREAD.1);
        }
    }
    let at = |name: &str| MEASURED.iter().position(|feature| feature.0 == name);
    let [Some(whole), Some(run)] = ["echo", "echo-run"].map(at) else { return };
    let said: Vec<Option<&Said>> =
        documents.iter().flat_map(|document| document.said.iter().map(Option::as_ref)).collect();
    let echoing = echo::echoes(&said);
    let rows = documents.iter_mut().flat_map(|document| &mut document.rows);
    for (row, (echoes, share)) in rows.zip(echoing) {
        row[whole] = f32::from(u8::from(echoes));
        row[run] = share;
    }
}

/// Counts every bead of a document. `flags` are those of all rules.
pub(super) fn counted(page: &Page<'_>, flags: &[Flag]) -> Counted {
    let beads = page.bitext.beads();
    let ids: Vec<&str> = rules().collect();
    let width = MEASURED.len() + ids.len() + PLACED.len();
    let mut all = vec![vec![0.0; width]; beads.len()];
    for flag in flags {
        // A hint of `odd-junction` says what the odds say already; its warning is a finding.
        let told = flag.rule != "odd-junction" || flag.severity >= Severity::Warning;
        let column = ids.iter().position(|id| *id == flag.rule && told);
        if let (Some(column), Some(row)) = (column, flag.bead.and_then(|bead| all.get_mut(bead))) {
            row[MEASURED.len() + column] = 1.0;
        }
    }
    let lengths = length::scores(page);
    let covers = page.coverage();
    let likelihoods = super::likelihood::of(page);
    for (number, (bead, row)) in beads.iter().zip(&mut all).enumerate() {
        let mut put = |name: &str, value: f32| {
            if let Some(column) = MEASURED.iter().position(|feature| feature.0 == name) {
                row[column] = value;
            }
        };
        let tokens: Vec<Token> =
            bead.target.clone().flat_map(|sentence| page.target.sentence(sentence)).copied().collect();
        target_features(page, bead.target.clone(), &tokens, &mut put);
        if page.bitext.is_alone() {
            continue;
        }
        let sources: Vec<Token> =
            bead.source.clone().flat_map(|sentence| page.source.sentence(sentence)).copied().collect();
        let cover = covers.get(number).and_then(Option::as_ref);
        let z = lengths.get(number).copied().unwrap_or(0.0) as f32;
        put("too-long", z.clamp(0.0, 8.0));
        put("too-short", (-z).clamp(0.0, 8.0));
        let Some(cover) = cover else { continue };
        cover_features(cover, &mut put);
        if let Some(Some(sides)) = likelihoods.get(number) {
            likelihood_features(cover, sides, &mut put);
        }
        if let Some(answers) = page.negations().get(number).and_then(Option::as_ref) {
            let (lost, won) = (weight(&answers.lost), weight(&answers.won));
            // A pronoun that wants a denial beside it (`никто знал`) tells that one was lost.
            put("negation-lost", if answers.broken.is_some() && lost.max(won) <= SOFT { 2.0 } else { lost });
            put("negation-won", won);
        }
        put("untouched", f32::from(u8::from(is_untouched(page, &sources, &tokens))));
        let had = repeated(&page.source, &sources) + repeated_characters(&page.source, &sources);
        let more = repeated(&page.target, &tokens) - had;
        put("echoes", more.min(cover.echoes).clamp(0.0, 6.0));
        let fewer = stops(&page.source, &sources) as f32 - stops(&page.target, &tokens) as f32;
        put("marks-lost", fewer.clamp(-4.0, 4.0));
    }
    Counted { rows: all, said: Arc::clone(page.said()) }
}

/// What the lexicon finds on both sides, and the names.
fn cover_features(cover: &Coverage, put: &mut impl FnMut(&str, f32)) {
    // A table of a few names is no lexicon.
    if cover.is_known() {
        let run = |half: &Half| half.longest.map_or(0.0, |run| run.1).min(30.0).ln_1p();
        put("source-gap", cover.source.gap);
        put("target-gap", cover.target.gap);
        // What is missed counts as far as the lexicon knows the words.
        let (x, y) = (cover.source.missed * cover.source.known, cover.target.missed * cover.target.known);
        put("source-missed", x);
        put("target-missed", y);
        put("both-missed", x.min(y));
        put("source-lost", (cover.source.gap - cover.target.gap).max(0.0));
        put("source-run", run(&cover.source));
        put("target-run", run(&cover.target));
    }
    put("displaced", cover.displaced.min(30.0).ln_1p());
    put("crossings", cover.crossings);
    let worth = |names: &[Name]| names.iter().map(|name| name.worth).sum::<f32>().min(5.0);
    put("names-lost", worth(&cover.names.lost));
    put("names-won", worth(&cover.names.won));
    put("name-replaced", cover.names.replaced.map_or(0.0, |replaced| replaced.worth));
    let exchange = cover.exchange.filter(|exchange| exchange.crossed <= CROSSED);
    put("names-exchanged", exchange.map_or(0.0, |exchange| exchange.gain.min(30) as f32).ln_1p());
}

/// What the texts of the company teach of the words of both sides, the original first.
fn likelihood_features(
    cover: &Coverage,
    [source, target]: &[Likelihood; 2],
    put: &mut impl FnMut(&str, f32),
) {
    put("source-likelihood", source.mean);
    put("target-likelihood", target.mean);
    put("source-worst", source.worst);
    put("target-worst", target.worst);
    put("source-open", source.open);
    put("target-open", target.open);
    put("source-alone", source.alone);
    put("target-alone", target.alone);
    put("both-alone", source.alone.min(target.alone));
    put("unlikelier", (LIKELY - source.mean.min(target.mean)).max(0.0));
    put("source-unknown", (source.alone - cover.source.missed * cover.source.known).max(0.0));
}

/// Words of a side, at least, that stands as it does on the other: shorter ones are names and numbers. Of six such segments of
/// MLQE-PE five are bad.
const UNTOUCHED: usize = 4;

/// Whether a translation is its original, word by word, and that is no quotation in a third language. Text in characters has
/// no words here: its script tells.
fn is_untouched(page: &Page<'_>, sources: &[Token], targets: &[Token]) -> bool {
    let function = page.source.language.words.function;
    !page.source.text.lang.same_language(&page.target.text.lang)
        && sources.len() == targets.len()
        && sources.iter().zip(targets).all(|(x, y)| page.source.lower(x) == page.target.lower(y))
        && sources.iter().filter(|token| token.is_word()).count() >= UNTOUCHED
        && sources.iter().any(|token| page.source.is_in(token, function))
}

/// Commas and stops of a run of tokens.
fn stops(words: &Words<'_>, tokens: &[Token]) -> usize {
    let stop = |token: &&Token| matches!(words.of(token), "," | "、" | "，" | "،" | ";" | "." | "。" | ":");
    tokens.iter().filter(stop).count()
}

/// How many content words stand there again.
fn repeated(words: &Words<'_>, tokens: &[Token]) -> f32 {
    let function = words.language.words.function;
    let content = tokens.iter().filter(|token| token.is_word()).map(|token| words.lower(token));
    let mut said: Vec<&str> =
        content.filter(|word| word.chars().nth(2).is_some() && !function.contains(word)).collect();
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    (all - said.len()) as f32
}

/// How many words of Chinese and Japanese stand there again, of two characters each.
fn repeated_characters(words: &Words<'_>, tokens: &[Token]) -> f32 {
    if words.language.script != Script::Han {
        return 0.0;
    }
    let full = |token: &Token| token.kind == Kind::Glyph && !characters::is_grammar(words.of(token));
    let function = words.language.words.function;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let (mut again, mut run) = (0, 0);
    for pair in tokens.windows(2) {
        let text = words.slice(pair[0].span.cover(pair[1].span));
        let two = pair.iter().all(full) && words.adjacent(&pair[0], &pair[1]) && !function.contains(&text);
        if two && !seen.insert(text) {
            run += 1;
        } else {
            again += usize::div_ceil(run, 2);
            run = 0;
        }
    }
    (again + usize::div_ceil(run, 2)) as f32
}

/// What the gravest of denials without an answer counts. Of the damaged human translations of the development set, of
/// which 15 % are bad, those with a denial that something near may answer are bad as often as others are, those with one of
/// which nothing else on the other side denies in seven of eleven.
fn weight(lost: &[Lost]) -> f32 {
    let one = |lost: &Lost| match lost {
        Lost { bare: true, alone: true, .. } => 3.0,
        Lost { bare: true, .. } => 2.2,
        // What could be it answers others.
        Lost { taken: true, .. } => 1.5,
        _ => SOFT,
    };
    lost.iter().map(one).fold(0.0, f32::max)
}

/// What a denial counts that something near may answer.
const SOFT: f32 = 0.25;

/// How odd the words of a translation are beside each other: the oddest two words, and of all junctions, marks included, the
/// second and third, since a torn word leaves three.
fn junction_features(page: &Page<'_>, sentences: std::ops::Range<usize>, put: &mut impl FnMut(&str, f32)) {
    let words = &page.target;
    let mut every: Vec<f32> = Vec::new();
    let mut worst: Option<f32> = None;
    for sentence in sentences {
        let tokens = words.sentence(sentence);
        for (at, &odds) in page.junctions(sentence).unwrap_or_default().iter().enumerate() {
            every.push(odds);
            if odd_junction::is_inner(words, tokens, at) && worst.is_none_or(|worst| odds > worst) {
                worst = Some(odds);
            }
        }
    }
    every.sort_unstable_by(|left, right| right.total_cmp(left));
    let next = every.get(1..every.len().min(3)).filter(|next| !next.is_empty());
    let next = next.map_or(USUAL.1, |next| next.iter().sum::<f32>() / next.len() as f32);
    let next = (next - USUAL.1).clamp(0.0, 13.0);
    match (worst, words.text.lang.primary()) {
        (Some(_), APART) => put("english-junctions", next),
        (Some(worst), lang) if lang != UNTOLD => {
            put("worst-junction", (worst - USUAL.0).clamp(0.0, 11.0));
            put("next-junction", next);
            put("torn", (worst - TORN).clamp(0.0, 8.0));
        }
        _ => {}
    }
}

/// What the target shows by itself.
fn target_features(
    page: &Page<'_>,
    sentences: std::ops::Range<usize>,
    tokens: &[Token],
    put: &mut impl FnMut(&str, f32),
) {
    let words = &page.target;
    let said: Vec<&str> =
        tokens.iter().filter(|token| token.is_word()).map(|token| words.lower(token)).collect();
    let glyphs = tokens.iter().filter(|token| token.kind == Kind::Glyph).count();
    let count = said.len() as f32 + glyphs as f32 / 2.0;
    put("words", count.ln_1p());
    if count < 1.0 {
        return;
    }
    if words.text.lang.primary() == UNJOINED {
        let letters: usize = said.iter().map(|word| word.chars().count()).sum();
        put("short-words", (LONG - letters as f32 / said.len().max(1) as f32).max(0.0));
    }
    let mut other = 0.0f32;
    for sentence in sentences.clone() {
        if let Some(guess) = words.text.sentences[sentence].guess
            && !guess.lang.is_und()
            && !guess.lang.same_language(&words.text.lang)
        {
            other = other.max(guess.confidence);
        }
    }
    put("other-language", other);
    let foreign = sentences.clone().filter_map(|sentence| page.foreign(sentence));
    put("foreign", foreign.map(|passage| passage.odds).fold(0.0, f32::max).min(20.0));
    let mut threes: Vec<&[&str]> = said.windows(2).collect();
    let all = threes.len();
    threes.sort_unstable();
    threes.dedup();
    put("repeats", (all - threes.len()) as f32 / all.max(1) as f32);
    let function = words.language.words.function;
    if !function.is_empty() && said.len() >= 4 {
        let share = said.iter().filter(|word| function.contains(word)).count() as f32 / said.len() as f32;
        put("function-share", share);
        put("function-missing", f32::from(u8::from(share < 0.1 && said.len() >= 8)));
    }
    let odd = tokens
        .iter()
        .filter(|token| {
            token.kind == Kind::Mark
                && !words.of(token).chars().all(|c| {
                    c.is_ascii_punctuation()
                        || "“”„«»‘’–—…。、，！？：；（）「」『』《》·・،؟؛।¿¡%€$£°".contains(c)
                })
        })
        .count();
    put("odd-tokens", odd as f32 / tokens.len() as f32);
    junction_features(page, sentences.clone(), put);
    if let Some(last) = sentences.clone().last() {
        let (end, _) = ending(words.text.sentence(last));
        put("open-end", f32::from(u8::from(end == Ending::Open)));
    }
    let small = tokens.first().is_some_and(|first| first.case == Case::Lower);
    put("small-start", f32::from(u8::from(small)));
}
