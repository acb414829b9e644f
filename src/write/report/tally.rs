//! Counts over a run: what every summary shows.

use std::collections::BTreeMap;

use crate::bitext::{Entry, Severity};

/// Sentences, beads, confidence and flags, of one article or of many.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Articles counted.
    pub articles: usize,
    /// Sentences of the originals.
    pub source_sentences: usize,
    /// Sentences of the translations.
    pub target_sentences: usize,
    /// Beads of articles that have an original.
    pub beads: usize,
    /// Those of them with an empty side.
    pub null_beads: usize,
    /// Passages that moved.
    pub moves: usize,
    /// Sum of the confidence of beads with two sides, and their number.
    confidence: (f64, usize),
    /// Flags that are suppressed; no other count holds them.
    pub suppressed: usize,
    /// Flags that the baseline knows, and those that it does not; both 0 without a baseline.
    pub known: usize,
    /// See `known`.
    pub new: usize,
    /// Sum of what a scorer of the user's says of beads, and their number.
    ratings: (f64, usize),
    /// Flags by severity, from `Info` up.
    severities: [usize; 4],
    /// Flags by rule, suppressed ones aside.
    pub rules: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Of one article.
    pub fn of(entry: &Entry) -> Self {
        let mut tally = Self::default();
        tally.add(entry);
        tally
    }

    /// Counts an article in.
    pub fn add(&mut self, entry: &Entry) {
        self.articles += 1;
        self.source_sentences += entry.bitext.source().len();
        self.target_sentences += entry.bitext.target().len();
        self.moves += entry.bitext.moves.len();
        if !entry.bitext.is_alone() {
            for bead in entry.bitext.beads() {
                self.beads += 1;
                if bead.is_null() {
                    self.null_beads += 1;
                } else {
                    self.confidence.0 += f64::from(bead.confidence);
                    self.confidence.1 += 1;
                }
            }
        }
        self.suppressed += entry.flags.len() - entry.told().count();
        for quality in entry.ratings.iter().flat_map(|ratings| &ratings.beads).flatten() {
            self.ratings.0 += f64::from(*quality);
            self.ratings.1 += 1;
        }
        for flag in entry.told() {
            match flag.known {
                Some(true) => self.known += 1,
                Some(false) => self.new += 1,
                None => {}
            }
            self.severities[flag.severity as usize] += 1;
            *self.rules.entry(flag.rule).or_insert(0) += 1;
        }
    }

    /// Mean confidence of the beads that have two sides, 0..=1; `None` where there is none.
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.confidence.1 > 0).then(|| self.confidence.0 / self.confidence.1 as f64)
    }

    /// Mean of what a scorer of the user's says of the beads, 0..=1, 1 is best; `None` where none was asked.
    pub fn mean_rating(&self) -> Option<f64> {
        (self.ratings.1 > 0).then(|| self.ratings.0 / self.ratings.1 as f64)
    }

    /// Number of flags of a severity, suppressed ones aside.
    pub fn count(&self, severity: Severity) -> usize {
        self.severities[severity as usize]
    }

    /// Flags by rule, the most frequent first.
    pub fn by_rule(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let mut rules: Vec<_> = self.rules.iter().map(|(&rule, &count)| (rule, count)).collect();
        rules.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
        rules.into_iter()
    }

    /// Number of flags, suppressed ones aside.
    pub fn flags(&self) -> usize {
        self.severities.iter().sum()
    }
}

/// What else there is to count, to go on after the counts of flags; empty where there is nothing.
pub(crate) fn others(tally: &Tally) -> String {
    let mut said = String::new();
    if tally.known + tally.new > 0 {
        said += &format!("; {} known to the baseline, {} new", tally.known, tally.new);
    }
    if tally.suppressed > 0 {
        said += &format!("; {} suppressed", tally.suppressed);
    }
    said
}

/// A number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
