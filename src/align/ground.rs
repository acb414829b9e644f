//! Two texts, their words, and all that is known of them: what the search stands on.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::options::AlignOptions;
use super::side::{Rarity, Side, Words};
use super::table::{Table, known, merge, unigrams};
use crate::bitext::Text;
use crate::lexicon::Lexicon;

/// Two texts with what is known of their words; owns what [`Evidence`] borrows.
pub(crate) struct Ground {
    source: Side,
    target: Side,
    table: Table,
    rarity: (Rarity, Rarity),
    unigrams: (Vec<f32>, Vec<f32>),
    ratio: f32,
    length: bool,
}

impl Ground {
    /// Reads both texts and looks up their words.
    pub(crate) fn new(source: &Text, target: &Text, lexicon: &Lexicon, options: &AlignOptions) -> Self {
        let mut words = (Words::default(), Words::default());
        let sides = (Side::new(source, &mut words.0), Side::new(target, &mut words.1));
        let known = known(&words.0, &words.1, lexicon, options.cognates);
        let learned = &lexicon.learned;

        // The learned counts of the words that occur here.
        let mut beyond = (vec![0.0; words.0.len()], vec![0.0; words.1.len()]);
        let mut seen = (vec![0.3; words.0.len()], vec![0.3; words.1.len()]);
        let mut here = FxHashMap::default();
        for (stem, name) in words.1.stems.iter().enumerate() {
            if let Some(number) = learned.target(name) {
                here.insert(number, stem as u32);
                let (sum, count) = learned.target_counts(number);
                beyond.1[stem] += sum;
                seen.1[stem] += count;
            }
        }
        let mut counts = Vec::new();
        for (stem, name) in words.0.stems.iter().enumerate() {
            if let Some(number) = learned.source(name) {
                let (sum, count) = learned.source_counts(number);
                beyond.0[stem] += sum;
                seen.0[stem] += count;
                let from = counts.len();
                for (other, count) in learned.row(number) {
                    if let Some(&target) = here.get(other) {
                        counts.push((stem as u32, target, *count));
                        beyond.0[stem] -= count;
                        beyond.1[target as usize] -= count;
                    }
                }
                counts[from..].sort_unstable_by_key(|entry| entry.1);
            }
        }

        let entries = merge(&known, &counts);
        let table = Table::new((words.0.len(), words.1.len()), &entries, (&beyond.0, &beyond.1));
        for seen in [&mut seen.0, &mut seen.1] {
            let sum: f32 = seen.iter().sum();
            seen.iter_mut().for_each(|count| *count /= sum);
        }
        Self {
            unigrams: (unigrams(&sides.0, &seen.0), unigrams(&sides.1, &seen.1)),
            rarity: (Rarity::new(&sides.0, &words.0), Rarity::new(&sides.1, &words.1)),
            ratio: ratio(&sides.0, &sides.1, learned.characters()),
            length: options.length,
            table,
            source: sides.0,
            target: sides.1,
        }
    }

    /// What beads are scored by.
    pub(crate) fn evidence(&self) -> Evidence<'_> {
        Evidence {
            source: &self.source,
            target: &self.target,
            table: &self.table,
            source_words: &self.rarity.0,
            target_words: &self.rarity.1,
            source_unigrams: &self.unigrams.0,
            target_unigrams: &self.unigrams.1,
            ratio: self.ratio,
            length: self.length,
        }
    }
}

/// Target characters for each source character: of these texts, drawn towards the pool's by 2,000
/// characters (set on the development kits).
pub(crate) fn ratio(source: &Side, target: &Side, pool: (f64, f64)) -> f32 {
    const PULL: f64 = 2000.0;
    let sum = |side: &Side| side.chars.iter().map(|&chars| f64::from(chars)).sum::<f64>();
    let (own_source, own_target) = (sum(source), sum(target));
    let pooled = if pool.0 > 0.0 { pool.1 / pool.0 } else { own_target / own_source.max(1.0) };
    ((own_target + PULL * pooled) / (own_source + PULL)) as f32
}
