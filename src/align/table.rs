//! What the words of two texts have to do with each other: a sparse table of stem pairs with weights.

use super::side::Side;

/// Mass of the unigram that every word backs off to (0.5 in the recipe; flat between .3 and 1).
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
    /// The same entries by target stem: where each column begins, and source and entry number.
    column_starts: Vec<u32>,
    columns: Vec<(u32, u32)>,
    /// Share of the probability that each source stem leaves to the unigram of the target side.
    pub(crate) source_rest: Vec<f32>,
    /// The same for each target stem.
    pub(crate) target_rest: Vec<f32>,
}

impl Table {
    /// A table of `entries`, sorted by source, then target, no pair twice; `beyond` holds for each stem of
    /// either side the mass of entries that are not among these.
    pub(crate) fn new(sizes: (usize, usize), entries: &[(u32, u32, f32)], beyond: (&[f32], &[f32])) -> Self {
        let mut rows: Vec<f32> = vec![0.0; sizes.0];
        let mut columns: Vec<f32> = vec![0.0; sizes.1];
        rows.iter_mut().zip(beyond.0).for_each(|(row, more)| *row += more);
        columns.iter_mut().zip(beyond.1).for_each(|(column, more)| *column += more);
        let mut table =
            Table { starts: vec![0; sizes.0 + 1], column_starts: vec![0; sizes.1 + 1], ..Table::default() };
        for &(source, target, weight) in entries {
            rows[source as usize] += weight;
            columns[target as usize] += weight;
            table.starts[source as usize + 1] += 1;
            table.column_starts[target as usize + 1] += 1;
        }
        for starts in [&mut table.starts, &mut table.column_starts] {
            for index in 1..starts.len() {
                starts[index] += starts[index - 1];
            }
        }
        let mut next = table.column_starts.clone();
        table.columns = vec![(0, 0); entries.len()];
        for (number, &(source, target, weight)) in entries.iter().enumerate() {
            table.targets.push(target);
            table.forward.push(weight / (rows[source as usize] + BACKOFF));
            table.backward.push(weight / (columns[target as usize] + BACKOFF));
            let place = &mut next[target as usize];
            table.columns[*place as usize] = (source, number as u32);
            *place += 1;
        }
        let rest = |sums: Vec<f32>| sums.into_iter().map(|sum| BACKOFF / (sum + BACKOFF)).collect();
        (table.source_rest, table.target_rest) = (rest(rows), rest(columns));
        table
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

/// Merges two sorted lists of entries by `join(first, second)`; 0 stands for an absent entry.
pub(crate) fn merge(
    first: &[(u32, u32, f32)],
    second: &[(u32, u32, f32)],
    join: impl Fn(f32, f32) -> f32,
) -> Vec<(u32, u32, f32)> {
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut i, mut j) = (0, 0);
    while i < first.len() || j < second.len() {
        let order = match (first.get(i), second.get(j)) {
            (Some(a), Some(b)) => (a.0, a.1).cmp(&(b.0, b.1)),
            (Some(_), None) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Greater,
        };
        match order {
            std::cmp::Ordering::Less => {
                merged.push((first[i].0, first[i].1, join(first[i].2, 0.0)));
                i += 1;
            }
            std::cmp::Ordering::Greater => {
                merged.push((second[j].0, second[j].1, join(0.0, second[j].2)));
                j += 1;
            }
            std::cmp::Ordering::Equal => {
                merged.push((first[i].0, first[i].1, join(first[i].2, second[j].2)));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    merged
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
