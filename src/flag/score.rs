//! The ranking score: how likely a bead is worth a look, as a logistic regression that can be read.
//!
//! It stands beside the rules and is never mixed with them: no rule fires for a score, and no score is a
//! verdict. The features are counted here, the weights stand in `weights.tsv` with a note on the data that
//! they were learned from, and `examples/train_flag_score.rs` learns them anew.

use std::sync::LazyLock;

use super::closing::{Ending, ending};
use super::coverage::Half;
use super::length;
use super::negation_mismatch::negators;
use super::page::{Case, Kind, Page, Token, Words};
use crate::bitext::{Flag, Score, Share, Side};

/// Features of one bead: names and values, in the order of [`names`].
pub type Features = Vec<f32>;

/// What a feature says of its value.
type Say = fn(f32) -> String;

/// Features that are no rules, with what they say of a value.
const MEASURED: &[(&str, Say)] = &[
    ("too-long", |value| format!("length z {value:.1}")),
    ("too-short", |value| format!("length z -{value:.1}")),
    ("source-gap", |value| format!("{:.0} % of the original's words uncovered", 100.0 * value)),
    ("target-gap", |value| format!("{:.0} % of the translation's words uncovered", 100.0 * value)),
    ("source-gap-excess", |value| {
        format!("{:.0} points more of the original uncovered than elsewhere", 100.0 * value)
    }),
    ("target-gap-excess", |value| {
        format!("{:.0} points more of the translation uncovered than elsewhere", 100.0 * value)
    }),
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
    ("source-known", |value| format!("{:.0} % of the original's words known to the lexicon", 100.0 * value)),
    ("target-known", |value| {
        format!("{:.0} % of the translation's words known to the lexicon", 100.0 * value)
    }),
    ("both-missed", |value| {
        format!("{:.0} % of the known words of both sides have no counterpart", 100.0 * value)
    }),
    ("no-lexicon", |_| "no lexicon for this pair".to_owned()),
    ("negation-lost", |_| "the original denies, the translation does not".to_owned()),
    ("negation-won", |_| "the translation denies, the original does not".to_owned()),
    ("names-lost", |value| format!("{value:.0} names of the original without a counterpart")),
    ("names-won", |value| format!("{value:.0} names of the translation without a counterpart")),
    ("marks-lost", |value| format!("{value:.0} commas and clauses fewer than the original")),
    ("words", |value| format!("{:.0} words", value.exp_m1())),
    ("other-language", |value| format!("{:.0} % sure of another language", 100.0 * value)),
    ("repeats", |value| format!("{:.0} % of the words repeat", 100.0 * value)),
    ("function-share", |value| format!("{:.0} % function words", 100.0 * value)),
    ("function-missing", |_| "hardly any function word".to_owned()),
    ("odd-tokens", |value| format!("{:.0} % odd characters", 100.0 * value)),
    ("worst-junction", |value| format!("its oddest junction of words has odds {value:.1}")),
    ("next-junction", |value| format!("its next junctions have odds {value:.1}")),
    ("no-junctions", |_| "no junction model for this language".to_owned()),
    ("open-end", |_| "ends in the middle of a sentence".to_owned()),
    ("small-start", |_| "starts in lower case".to_owned()),
];

/// Rules that count as features: whether the bead has such a flag.
fn rules() -> impl Iterator<Item = &'static str> {
    super::RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !matches!(*id, "boilerplate-line" | "odd-junction" | "weak-bead" | "lost-sentence"))
}

/// Names of the features, in order.
pub fn names() -> Vec<&'static str> {
    MEASURED.iter().map(|feature| feature.0).chain(rules()).collect()
}

/// The features of every bead. `flags` are those of all rules.
pub fn features(page: &Page<'_>, flags: &[Flag]) -> Vec<Features> {
    let beads = page.bitext.beads();
    let ids: Vec<&str> = rules().collect();
    let width = MEASURED.len() + ids.len();
    let mut all = vec![vec![0.0; width]; beads.len()];
    for flag in flags {
        let column = ids.iter().position(|id| *id == flag.rule);
        if let (Some(column), Some(row)) = (column, flag.bead.and_then(|bead| all.get_mut(bead))) {
            row[MEASURED.len() + column] = 1.0;
        }
    }
    let lengths = length::scores(page);
    let covers = page.coverage();
    let middle = |half: fn(&super::coverage::Coverage) -> f32| {
        let mut gaps: Vec<f32> = covers.iter().flatten().map(half).collect();
        gaps.sort_unstable_by(f32::total_cmp);
        (gaps.len() >= 6).then(|| gaps[gaps.len() / 2])
    };
    let (source_middle, target_middle) = (middle(|cover| cover.source.gap), middle(|cover| cover.target.gap));
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
        let z = lengths.get(number).copied().unwrap_or(0.0) as f32;
        put("too-long", z.clamp(0.0, 8.0));
        put("too-short", (-z).clamp(0.0, 8.0));
        let Some(cover) = covers.get(number).and_then(Option::as_ref) else { continue };
        let sources: Vec<Token> =
            bead.source.clone().flat_map(|sentence| page.source.sentence(sentence)).copied().collect();
        // A table of a few names is no lexicon.
        if cover.source.known.min(cover.target.known) < 0.3 {
            put("no-lexicon", 1.0);
        } else {
            let run = |half: &Half| half.longest.map_or(0.0, |run| run.1).min(30.0).ln_1p();
            put("source-gap", cover.source.gap);
            put("target-gap", cover.target.gap);
            if let (Some(source), Some(target)) = (source_middle, target_middle) {
                put("source-gap-excess", cover.source.gap - source);
                put("target-gap-excess", cover.target.gap - target);
            }
            // What is missed counts as far as the lexicon knows the words.
            let (x, y) = (cover.source.missed * cover.source.known, cover.target.missed * cover.target.known);
            put("source-missed", x);
            put("target-missed", y);
            put("both-missed", x * y);
            put("source-known", cover.source.known);
            put("target-known", cover.target.known);
            put("source-run", run(&cover.source));
            put("target-run", run(&cover.target));
        }
        put("names-lost", cover.source.names.min(5) as f32);
        put("names-won", cover.target.names.min(5) as f32);
        let (had, has) = (negators(&page.source, &sources).len(), negators(&page.target, &tokens).len());
        let listed = !page.source.language.words.negators.is_empty()
            && !page.target.language.words.negators.is_empty();
        put("negation-lost", f32::from(u8::from(listed && had > 0 && has == 0)));
        put("negation-won", f32::from(u8::from(listed && had == 0 && has > 0)));
        let marks = |words: &Words<'_>, tokens: &[Token]| {
            tokens
                .iter()
                .filter(|token| matches!(words.of(token), "," | "、" | "，" | "،" | ";" | "." | "。" | ":"))
                .count()
        };
        let fewer = marks(&page.source, &sources) as f32 - marks(&page.target, &tokens) as f32;
        put("marks-lost", fewer.clamp(-4.0, 4.0));
    }
    all
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
    let mut odds = Vec::new();
    for sentence in sentences.clone() {
        odds.extend(super::junction::logits(words, words.sentence(sentence)).unwrap_or_default());
    }
    odds.sort_unstable_by(|left, right| right.total_cmp(left));
    match odds.first() {
        Some(worst) => {
            put("worst-junction", worst.clamp(-8.0, 8.0));
            // The second and third; a torn word leaves three odd junctions.
            let next = odds.iter().skip(1).take(2).sum::<f32>() / 2.0;
            put("next-junction", next.clamp(-8.0, 8.0));
        }
        None => put("no-junctions", 1.0),
    }
    if let Some(last) = sentences.clone().last() {
        let (end, _) = ending(words.text.sentence(last));
        put("open-end", f32::from(u8::from(end == Ending::Open)));
    }
    let small = tokens.first().is_some_and(|first| first.case == Case::Lower);
    put("small-start", f32::from(u8::from(small)));
}

/// The weights of one regression: bias first, then one a feature.
#[derive(Debug, Default)]
struct Weights {
    bias: f32,
    /// `(weight, mean over the training data)` a feature: what a feature adds is counted from its mean.
    rows: Vec<(f32, f32)>,
}

/// Bilingual and monolingual.
static WEIGHTS: LazyLock<(Weights, Weights)> = LazyLock::new(|| parse(include_str!("weights.tsv")));

fn parse(table: &str) -> (Weights, Weights) {
    let names = names();
    let empty = || Weights { bias: 0.0, rows: vec![(0.0, 0.0); names.len()] };
    let (mut two, mut one) = (empty(), empty());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let Some(name) = cells.next() else { continue };
        let values: Vec<f32> = cells.map(|cell| cell.parse().unwrap_or(0.0)).collect();
        let [weight_two, mean_two, weight_one, mean_one] = values[..] else { continue };
        if name == "bias" {
            (two.bias, one.bias) = (weight_two, weight_one);
        } else if let Some(column) = names.iter().position(|known| *known == name) {
            two.rows[column] = (weight_two, mean_two);
            one.rows[column] = (weight_one, mean_one);
        }
    }
    (two, one)
}

/// Shares of a score that are told.
const TOLD: usize = 3;

/// One score a bead.
pub(super) fn scores(page: &Page<'_>, flags: &[Flag]) -> Vec<Score> {
    let weights = if page.bitext.is_alone() { &WEIGHTS.1 } else { &WEIGHTS.0 };
    features(page, flags).iter().map(|row| score(weights, row)).collect()
}

fn score(weights: &Weights, row: &Features) -> Score {
    let mut logit = weights.bias;
    let mut why: Vec<(usize, f32)> = Vec::new();
    for (column, (value, (weight, mean))) in row.iter().zip(&weights.rows).enumerate() {
        let adds = weight * (value - mean);
        logit += adds;
        if adds > 0.1 && *value != 0.0 {
            why.push((column, adds));
        }
    }
    why.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    let why = why
        .into_iter()
        .take(TOLD)
        .map(|(column, weight)| Share { what: said(column, row[column]), weight })
        .collect();
    Score { value: 1.0 / (1.0 + (-logit).exp()), why }
}

fn said(column: usize, value: f32) -> String {
    match MEASURED.get(column) {
        Some((_, say)) => say(value),
        None => rules().nth(column - MEASURED.len()).unwrap_or("").to_owned(),
    }
}

/// The score of a document: the mean of its worst tenth of beads, at least one.
pub(super) fn document(page: &Page<'_>, scores: &[Score]) -> Score {
    let mut order: Vec<&Score> = scores
        .iter()
        .zip(page.bitext.beads())
        .filter(|(_, bead)| page.bitext.span(bead, Side::Target).is_some())
        .map(|(score, _)| score)
        .collect();
    order.sort_by(|left, right| right.value.total_cmp(&left.value));
    order.truncate(scores.len().div_ceil(10));
    let Some(worst) = order.first() else { return Score::default() };
    let value = order.iter().map(|score| score.value).sum::<f32>() / order.len() as f32;
    Score { value, why: worst.why.clone() }
}
