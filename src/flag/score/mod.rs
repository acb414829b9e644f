//! The ranking score: how likely a bead is worth a look, as a sum that can be read.
//!
//! It stands beside the rules and is never mixed with them: no rule fires for a score, and no score is a
//! verdict. Every feature adds a piecewise linear amount to the logit of a logistic regression (a generalised
//! additive model; Hastie and Tibshirani 1986), and what speaks against a bead never lowers its score. The sums of a
//! company, the beads that are flagged together, are then moved towards what is usual, all by as much. The
//! weights stand in `weights.tsv` with a note on the data that they were learned from, and
//! `examples/train_flag_score` learns them anew.

pub mod features;
mod measured;

use std::sync::LazyLock;

use self::features::{COMPANY, Counted};
use self::measured::{names, said, value_of};
use crate::bitext::{Bead, Bitext, Score, Share, Side, Span};

/// One piece of a feature: what the value has beyond `from`, up to `to`.
#[derive(Debug, Clone, Copy)]
struct Ramp {
    column: usize,
    from: f32,
    to: f32,
    weight: f32,
    /// Over the training data: what a piece adds is counted from it.
    mean: f32,
}

impl Ramp {
    fn adds(&self, value: f32) -> f32 {
        self.weight * (ramp(value, self.from, self.to) - self.mean)
    }
}

/// What a value has beyond `from`, up to `to`; the lowest piece, whose `from` is not finite, has the value itself
/// up to `to`.
pub fn ramp(value: f32, from: f32, to: f32) -> f32 {
    if from.is_finite() { (value.min(to) - from).max(0.0) } else { value.min(to) }
}

/// The weights of one regression.
#[derive(Debug, Default)]
struct Weights {
    bias: f32,
    /// The upper quartile of the logits of the training data.
    usual: f32,
    ramps: Vec<Ramp>,
}

impl Weights {
    fn logit(&self, row: &[f32]) -> f32 {
        self.bias + self.ramps.iter().map(|ramp| ramp.adds(row[ramp.column])).sum::<f32>()
    }
}

/// Bilingual and monolingual.
static WEIGHTS: LazyLock<(Weights, Weights)> = LazyLock::new(|| parse(include_str!("weights.tsv")));

fn parse(table: &str) -> (Weights, Weights) {
    let names = names();
    let (mut two, mut one) = (Weights::default(), Weights::default());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let Some(name) = cells.next() else { continue };
        let values: Vec<f32> = cells.map(|cell| cell.parse().unwrap_or(0.0)).collect();
        let [from, to, weight_two, mean_two, weight_one, mean_one] = values[..] else { continue };
        if name == "bias" {
            (two.bias, one.bias) = (weight_two, weight_one);
        } else if name == "usual" {
            (two.usual, one.usual) = (weight_two, weight_one);
        } else if let Some(column) = names.iter().position(|known| *known == name) {
            let ramp = |weight, mean| Ramp { column, from, to, weight, mean };
            two.ramps.push(ramp(weight_two, mean_two));
            one.ramps.push(ramp(weight_one, mean_one));
        }
    }
    two.ramps.retain(|ramp| ramp.weight != 0.0);
    one.ramps.retain(|ramp| ramp.weight != 0.0);
    (two, one)
}

/// Shares of a score that are told.
const TOLD: usize = 3;
/// What a feature has to add to the logit to be told.
const WORTH_TELLING: f32 = 0.1;

/// Part of the distance between the upper quartile of the logits of a company and that of the training data by which the
/// logits are moved towards it: what is hard for a language, or usual in a text, says little of a bead. Of none, half (and .5
/// at most), .8 (.8) and all (1.0): average precision on the hallucinations of the development set is .840, .847, .849 and
/// .850, and nothing else moves by more than .002.
const MOVED: f32 = 0.8;
/// The most that they are moved: a text that is bad throughout is still bad.
const MOST: f32 = 0.8;

/// One score a bead of several documents that keep company, all with or all without an original: what was counted of each
/// of `bitexts`.
pub(crate) fn scores(bitexts: &[&Bitext], documents: &[Counted]) -> Vec<Vec<Score>> {
    let alone = bitexts.first().is_some_and(|bitext| bitext.is_alone());
    let weights = if alone { &WEIGHTS.1 } else { &WEIGHTS.0 };
    let logits: Vec<Vec<f32>> =
        documents.iter().map(|counted| counted.rows.iter().map(|row| weights.logit(row)).collect()).collect();
    let moved = moved(logits.iter().flatten().copied().collect(), weights.usual);
    let texts = bitexts.iter().zip(documents).zip(&logits);
    texts
        .map(|((bitext, counted), logits)| {
            let beads = counted.rows.iter().zip(&counted.oddest).zip(logits);
            let pair = |span: &Option<Span>| span.map(|span| bitext.target().document.slice(span));
            beads.map(|((row, oddest), logit)| score(weights, row, pair(oddest), logit + moved)).collect()
        })
        .collect()
}

/// What is added to the logits of a company; `usual` is the upper quartile of the training data.
fn moved(mut logits: Vec<f32>, usual: f32) -> f32 {
    if logits.is_empty() {
        return 0.0;
    }
    let count = logits.len() as f32;
    let at = 3 * logits.len() / 4;
    let quartile = *logits.select_nth_unstable_by(at, f32::total_cmp).1;
    (MOVED * (usual - quartile) * count / (count + COMPANY)).clamp(-MOST, MOST)
}

fn score(weights: &Weights, row: &[f32], pair: Option<&str>, logit: f32) -> Score {
    let mut why: Vec<(usize, f32)> = Vec::new();
    for ramp in &weights.ramps {
        let adds = ramp.adds(row[ramp.column]);
        match why.last_mut() {
            Some((column, sum)) if *column == ramp.column => *sum += adds,
            _ => why.push((ramp.column, adds)),
        }
    }
    why.retain(|&(column, _)| row[column] != 0.0);
    let mut why = together(why);
    why.retain(|share| share.1 > WORTH_TELLING);
    why.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    let why = why
        .into_iter()
        .take(TOLD)
        .map(|(column, weight)| Share { what: said(column, row, pair), weight })
        .collect();
    Score { value: 1.0 / (1.0 + (-logit).exp()), why }
}

/// Shares of features, with those of a value and of its place among the rest as one, told by the greater.
fn together(mut shares: Vec<(usize, f32)>) -> Vec<(usize, f32)> {
    shares.sort_by(|left, right| {
        value_of(left.0).cmp(&value_of(right.0)).then(right.1.total_cmp(&left.1)).then(left.0.cmp(&right.0))
    });
    shares.dedup_by(|next, first| {
        let same = value_of(next.0) == value_of(first.0);
        if same {
            first.1 += next.1;
        }
        same
    });
    shares
}

/// The score of a document: the mean of its worst tenth of beads, at least one.
pub(crate) fn document(bitext: &Bitext, scores: &[Score]) -> Score {
    let translated = |bead: &Bead| bitext.span(bead, Side::Target).is_some();
    // Of a text without any translation the lost sentences speak.
    let any = bitext.beads().iter().any(translated);
    let beads = scores.iter().zip(bitext.beads()).filter(|(_, bead)| !any || translated(bead));
    let mut order: Vec<&Score> = beads.map(|(score, _)| score).collect();
    order.sort_by(|left, right| right.value.total_cmp(&left.value));
    order.truncate(scores.len().div_ceil(10));
    let Some(worst) = order.first() else { return Score::default() };
    let value = order.iter().map(|score| score.value).sum::<f32>() / order.len() as f32;
    Score { value, why: worst.why.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Features that may speak either way, and those that speak for a bead.
    const FREE: &[&str] = &[
        "bias", "usual", "function-share", "function-missing", "marks-lost", "odd-tokens", "open-end",
        "small-start",
    ];
    const FALLING: &[&str] = &["source-likelihood", "target-likelihood", "source-worst", "target-worst"];

    #[test]
    fn every_weight_is_of_a_feature_and_none_speaks_the_wrong_way() {
        let names = names();
        let rows = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for line in rows {
            let cells: Vec<&str> = line.split('\t').collect();
            let base = cells[0].trim_end_matches('@');
            assert!(
                matches!(cells[0], "bias" | "usual") || names.iter().any(|name| name == cells[0]),
                "{line}"
            );
            assert_eq!(cells.len(), 7, "{line}");
            let numbers: Vec<f32> = cells[1..].iter().map(|cell| cell.parse().unwrap()).collect();
            for weight in [numbers[2], numbers[4]] {
                let right = FREE.contains(&base)
                    || if FALLING.contains(&base) { weight <= 0.0 } else { weight >= 0.0 };
                assert!(right, "{line}");
            }
            count += 1;
        }
        assert!(count > 50 && WEIGHTS.0.bias < 0.0 && WEIGHTS.1.bias < 0.0);
    }

    #[test]
    fn a_value_and_its_place_are_one_reason() {
        let names = names();
        let column = |name: &str| names.iter().position(|known| known == name).unwrap();
        let (gap, place, run) = (column("source-gap"), column("source-gap@"), column("source-run"));
        assert_eq!(together(vec![(gap, 0.25), (run, 0.5), (place, 1.0)]), [(place, 1.25), (run, 0.5)]);
    }

    #[test]
    fn junctions_of_english_count_without_an_original_only() {
        let english: Vec<Vec<&str>> = include_str!("weights.tsv")
            .lines()
            .map(|line| line.split('\t').collect())
            .filter(|cells: &Vec<&str>| cells[0] == "english-junctions")
            .collect();
        assert!(!english.is_empty());
        assert!(english.iter().all(|cells| cells[3] == "0" && cells[5] != "0"));
    }

    #[test]
    fn a_company_is_moved_towards_what_is_usual_and_not_far() {
        assert_eq!(moved(Vec::new(), -1.0), 0.0);
        assert_eq!(moved(vec![-1.0; 40], -1.0), 0.0);
        // Half of the part of the distance, as half a company is here.
        assert!((moved(vec![-0.6; 20], -1.0) + 0.16).abs() < 1e-6);
        assert!((moved(vec![-1.4; 20], -1.0) - 0.16).abs() < 1e-6);
        assert_eq!(moved(vec![5.0; 1000], -1.0), -MOST);
        assert!(WEIGHTS.0.usual < 0.0 && WEIGHTS.1.usual < 0.0);
    }

    #[test]
    fn pieces_of_a_value_add_up_to_it() {
        let cuts = [f32::NEG_INFINITY, -1.0, 0.5, f32::INFINITY];
        for value in [-3.0, -1.0, 0.0, 0.5, 7.0] {
            let sum: f32 = cuts.windows(2).map(|cut| ramp(value, cut[0], cut[1])).sum();
            assert!((sum - value).abs() < 1e-6, "{value}");
        }
    }
}
