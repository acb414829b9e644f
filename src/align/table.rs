//! What the words of two texts have to do with each other: a sparse table of stem pairs with weights.

use std::cmp::Ordering;

use super::side::{Side, Words};
use crate::lexicon::{Lexicon, Matcher, Sparse};

/// Mass of the unigram that every word backs off to (set on the development kits; flat between .3 and 1).
const BACKOFF: f32 = 0.5;

/// Stem pairs with weights, by source and by target stem.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// For each source stem where its row begins; one more than there are stems.
    starts: Vec<u32>,
    /// Target stem of each entry, rising within a row.
    targets: Vec<u32>,
    /// Probability of the target stem given the source stem.
    forward: Vec<f32>,
    /// Probability of the source stem given the target stem.
    backward: Vec<f32>,
    /// Word match of each entry, 0..=1.
    known: Vec<f32>,
    /// The same entries by target stem: where each column begins, and source and entry number.
    column_starts: Vec<u32>,
    columns: Vec<(u32, u32)>,
    /// Share of the probability that each source stem leaves to the unigram of the target side.
    pub(crate) source_rest: Vec<f32>,
    /// The same for each target stem.
    pub(crate) target_rest: Vec<f32>,
}

/// What is known of a pair of stems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Entry {
    /// Number of the source stem.
    pub(crate) source: u32,
    /// Number of the target stem.
    pub(crate) target: u32,
    /// Word match 0..=1: by the lexicon, or because the words are alike; 0 where only the texts say so.
    pub(crate) known: f32,
    /// How often the texts join the two, discounted; 0 where they do not.
    pub(crate) count: f32,
}

impl Entry {
    /// What the pair counts as against the others of its stems.
    fn weight(&self) -> f32 {
        self.known + self.count
    }
}

impl Table {
    /// A table of `entries`, sorted by source, then target, no pair twice; `beyond` holds for each stem of
    /// either side the counts of pairs that are not among these (empty: none).
    pub(crate) fn new(sizes: (usize, usize), entries: &[Entry], beyond: (&[f32], &[f32])) -> Self {
        let mut rows: Vec<f32> = vec![0.0; sizes.0];
        let mut columns: Vec<f32> = vec![0.0; sizes.1];
        rows.iter_mut().zip(beyond.0).for_each(|(row, more)| *row += more);
        columns.iter_mut().zip(beyond.1).for_each(|(column, more)| *column += more);
        let mut table =
            Table { starts: vec![0; sizes.0 + 1], column_starts: vec![0; sizes.1 + 1], ..Table::default() };
        for entry in entries {
            rows[entry.source as usize] += entry.weight();
            columns[entry.target as usize] += entry.weight();
            table.starts[entry.source as usize + 1] += 1;
            table.column_starts[entry.target as usize + 1] += 1;
        }
        for starts in [&mut table.starts, &mut table.column_starts] {
            for index in 1..starts.len() {
                starts[index] += starts[index - 1];
            }
        }
        let mut next = table.column_starts.clone();
        table.columns = vec![(0, 0); entries.len()];
        for (number, entry) in entries.iter().enumerate() {
            table.targets.push(entry.target);
            table.forward.push(entry.weight() / (rows[entry.source as usize] + BACKOFF));
            table.backward.push(entry.weight() / (columns[entry.target as usize] + BACKOFF));
            table.known.push(entry.known);
            let place = &mut next[entry.target as usize];
            table.columns[*place as usize] = (entry.source, number as u32);
            *place += 1;
        }
        let rest = |sums: Vec<f32>| sums.into_iter().map(|sum| BACKOFF / (sum + BACKOFF)).collect();
        (table.source_rest, table.target_rest) = (rest(rows), rest(columns));
        table
    }

    /// The entries of a source stem: target stem, word match by the lexicon, word match by whatever says most.
    pub(crate) fn matches(&self, source: u32) -> impl ExactSizeIterator<Item = (u32, f32, f32)> + '_ {
        let range = self.starts[source as usize] as usize..self.starts[source as usize + 1] as usize;
        range.map(|entry| (self.targets[entry], self.known[entry], self.learned(entry)))
    }

    /// Word match of an entry by lexicon and texts: the weight of the shipped tables, `(p q)^(1/4)`.
    fn learned(&self, entry: usize) -> f32 {
        (self.forward[entry] * self.backward[entry]).sqrt().sqrt().max(self.known[entry])
    }

    /// The entries of a source stem: target stem, p(target|source), p(source|target).
    pub(crate) fn row(&self, source: u32) -> impl ExactSizeIterator<Item = (u32, f32, f32)> + '_ {
        let range = self.starts[source as usize] as usize..self.starts[source as usize + 1] as usize;
        range.map(|entry| (self.targets[entry], self.forward[entry], self.backward[entry]))
    }

    /// The entries of a target stem: source stem, p(target|source), p(source|target).
    pub(crate) fn column(&self, target: u32) -> impl ExactSizeIterator<Item = (u32, f32, f32)> + '_ {
        let (from, to) = (self.column_starts[target as usize], self.column_starts[target as usize + 1]);
        self.columns[from as usize..to as usize]
            .iter()
            .map(|&(source, entry)| (source, self.forward[entry as usize], self.backward[entry as usize]))
    }

    /// p(target|source) and p(source|target) of one pair; 0 where the table has no entry.
    pub(crate) fn pair(&self, source: u32, target: u32) -> (f32, f32) {
        let (from, to) = (self.starts[source as usize] as usize, self.starts[source as usize + 1] as usize);
        match self.targets[from..to].binary_search(&target) {
            Ok(place) => (self.forward[from + place], self.backward[from + place]),
            Err(_) => (0.0, 0.0),
        }
    }
}

/// Word matches and counts, both sorted by source, then target, as one list of entries.
pub(crate) fn merge(known: &[(u32, u32, f32)], counts: &[(u32, u32, f32)]) -> Vec<Entry> {
    let mut merged = Vec::with_capacity(known.len() + counts.len());
    let (mut i, mut j) = (0, 0);
    while i < known.len() || j < counts.len() {
        let order = match (known.get(i), counts.get(j)) {
            (Some(a), Some(b)) => (a.0, a.1).cmp(&(b.0, b.1)),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        let (source, target, _) = if order == Ordering::Greater { counts[j] } else { known[i] };
        let mut entry = Entry { source, target, known: 0.0, count: 0.0 };
        if order != Ordering::Greater {
            entry.known = known[i].2;
            i += 1;
        }
        if order != Ordering::Less {
            entry.count = counts[j].2;
            j += 1;
        }
        merged.push(entry);
    }
    merged
}

/// What the lexicon and the look of the words say: pairs of stems with the best match of their forms,
/// sorted by source, then target, no pair twice.
///
/// Without `cognates` only the lexicon and equal strings count.
pub(crate) fn known(
    source: &Words,
    target: &Words,
    lexicon: &Lexicon,
    cognates: bool,
) -> Vec<(u32, u32, f32)> {
    let mut pairs = Vec::new();
    let mut add = |weights: &Sparse| {
        pairs.reserve(weights.cells());
        for (form, &stem) in source.stem_of.iter().enumerate() {
            let row = weights.row(form).iter();
            pairs.extend(row.map(|&(other, weight)| (stem, target.stem_of[other as usize], weight)));
        }
    };
    if cognates {
        add(Matcher::new(lexicon, &source.forms, &target.forms).weights());
    } else {
        add(&lexicon.rows(source.forms.forms(), target.forms.forms()));
        for (form, &stem) in source.forms.forms().zip(&source.stem_of) {
            if let Some(other) = target.forms.number(form) {
                pairs.push((stem, target.stem_of[other as usize], 1.0));
            }
        }
    }
    pairs.sort_unstable_by(|a: &(u32, u32, f32), b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    pairs.dedup_by_key(|pair| (pair.0, pair.1));
    pairs
}

/// How often each stem occurs, as a probability: half this text, half `pool`, which adds up to 1.
pub(crate) fn unigrams(side: &Side, pool: &[f32]) -> Vec<f32> {
    let each = 0.5 / side.all().len().max(1) as f32;
    let mut unigrams: Vec<f32> = pool.iter().map(|pool| 0.5 * pool).collect();
    for &stem in side.all() {
        unigrams[stem as usize] += each;
    }
    unigrams
}
