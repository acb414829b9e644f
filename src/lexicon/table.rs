//! The table of one pair of languages, as a file holds it: words, words, weights.

use rustc_hash::FxHashMap;

use super::sparse::Sparse;
use super::words::Words;
use crate::lang::Lang;

/// Which words of two languages translate each other. No direction is meant: `turned` is as good.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    pub(super) langs: (Lang, Lang),
    pub(super) source: Words,
    pub(super) target: Words,
    /// Row = source word, column = target word, weights 0..=1.
    pub(super) weights: Sparse,
}

/// Most counterparts that a composed word keeps (set on the development kits).
const MOST: usize = 12;
/// Least product of weights of a composed pair (set on the development kits: .1 to .2 are equally good).
const LEAST: f32 = 0.15;

impl Table {
    /// From pairs of words in any order; of doubled pairs the greatest weight counts.
    pub(super) fn new(langs: (Lang, Lang), pairs: &[(&str, &str, f32)]) -> Self {
        let pairs = || pairs.iter().filter(|(s, t, weight)| !s.is_empty() && !t.is_empty() && *weight > 0.0);
        let source = Words::new(pairs().map(|&(s, _, _)| s));
        let target = Words::new(pairs().map(|&(_, t, _)| t));
        let cells = pairs()
            .filter_map(|&(s, t, weight)| Some((source.find(s)?, target.find(t)?, weight.min(1.0))))
            .collect();
        Self { langs, weights: Sparse::new(source.len(), cells), source, target }
    }

    /// The same with its sides exchanged.
    #[must_use]
    pub(super) fn turned(self) -> Self {
        Self {
            langs: (self.langs.1, self.langs.0),
            weights: self.weights.transposed(self.target.len()),
            source: self.target,
            target: self.source,
        }
    }

    /// Turned, if that makes it lead from `source` to `target`; `None` if it is of other languages.
    pub(super) fn between(self, source: Lang, target: Lang) -> Option<Self> {
        let same = |pair: (Lang, Lang)| pair.0.same_language(&source) && pair.1.same_language(&target);
        match self.langs {
            langs if same(langs) => Some(self),
            (a, b) if same((b, a)) => Some(self.turned()),
            _ => None,
        }
    }

    /// All pairs of several tables of the same languages; of doubled pairs the greatest weight counts.
    pub(super) fn joined(mut tables: Vec<Self>) -> Option<Self> {
        if tables.len() < 2 {
            return tables.pop();
        }
        let langs = tables[0].langs;
        let pairs: Vec<(&str, &str, f32)> = tables.iter().flat_map(Table::pairs).collect();
        Some(Self::new(langs, &pairs))
    }

    /// The pairs of words with their weights, in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str, f32)> {
        (0..self.weights.rows()).flat_map(move |row| {
            let word = self.source.get(row as u32);
            self.weights.row(row).iter().map(move |&(column, weight)| (word, self.target.get(column), weight))
        })
    }

    /// Through a third language: `first` leads from the source to it, `second` from the target to it.
    ///
    /// A pair weighs its best product over the words between; pairs below .15 are left out, and those that
    /// are among the best 12 of neither of their words. So it does not matter which side is called first.
    pub(super) fn composed(first: &Self, second: &Self) -> Self {
        let onward = second.weights.transposed(second.target.len());
        // The words between, from the numbers of the first table to those of the second.
        let mut across: Vec<Option<u32>> = vec![None; first.target.len()];
        let mut other = 0;
        for (number, place) in across.iter_mut().enumerate() {
            let word = first.target.get(number as u32);
            while (other as usize) < second.target.len() && second.target.get(other) < word {
                other += 1;
            }
            if (other as usize) < second.target.len() && second.target.get(other) == word {
                *place = Some(other);
            }
        }
        // Onward rows by weight, so that the walk ends as soon as the product is too small.
        let sorted: Vec<Vec<(u32, f32)>> = (0..onward.rows())
            .map(|row| {
                let mut row = onward.row(row).to_vec();
                row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                row
            })
            .collect();
        let mut cells: Vec<(u32, u32, f32)> = Vec::new();
        let mut best: FxHashMap<u32, f32> = FxHashMap::default();
        for row in 0..first.weights.rows() {
            best.clear();
            for &(between, weight) in first.weights.row(row) {
                let Some(between) = across.get(between as usize).copied().flatten() else { continue };
                for &(target, onward) in sorted.get(between as usize).map_or(&[][..], Vec::as_slice) {
                    let product = weight * onward;
                    if product < LEAST {
                        break;
                    }
                    let cell = best.entry(target).or_default();
                    *cell = cell.max(product);
                }
            }
            cells.extend(best.iter().map(|(&target, &weight)| (row as u32, target, weight)));
        }
        cells.sort_unstable_by_key(|&(row, target, _)| (row, target));
        let cells = best_of_either(cells, first.source.len(), second.source.len());
        Self {
            langs: (first.langs.0, second.langs.0),
            weights: Sparse::new(first.source.len(), cells),
            source: first.source.clone(),
            target: second.source.clone(),
        }
    }
}

/// Keeps cells that are among the best [`MOST`] of their row or of their column; equal ones by number.
fn best_of_either(cells: Vec<(u32, u32, f32)>, rows: usize, columns: usize) -> Vec<(u32, u32, f32)> {
    let mut order: Vec<u32> = (0..cells.len() as u32).collect();
    order.sort_by(|&a, &b| cells[b as usize].2.total_cmp(&cells[a as usize].2));
    let (mut of_row, mut of_column) = (vec![0; rows], vec![0; columns]);
    let mut keep = vec![false; cells.len()];
    for at in order {
        let (row, column, _) = cells[at as usize];
        let (row, column) = (&mut of_row[row as usize], &mut of_column[column as usize]);
        keep[at as usize] = *row < MOST || *column < MOST;
        *row += 1;
        *column += 1;
    }
    cells.into_iter().zip(keep).filter_map(|(cell, keep)| keep.then_some(cell)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(source: &str, target: &str, pairs: &[(&str, &str, f32)]) -> Table {
        Table::new((source.parse().unwrap(), target.parse().unwrap()), pairs)
    }

    #[test]
    fn composes_through_a_third_language_and_alike_both_ways() {
        let de = table("de", "en", &[("haus", "house", 0.9), ("haus", "home", 0.5), ("bank", "bank", 0.8)]);
        let fr =
            table("fr", "en", &[("maison", "house", 0.8), ("maison", "home", 0.6), ("rive", "bank", 0.1)]);
        let forth = Table::composed(&de, &fr);
        assert_eq!(forth.pairs().collect::<Vec<_>>(), [("haus", "maison", 0.9 * 0.8)]);
        let mut back: Vec<_> =
            Table::composed(&fr, &de).pairs().map(|(s, t, w)| (t.to_owned(), s.to_owned(), w)).collect();
        back.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        assert_eq!(back, [("haus".to_owned(), "maison".to_owned(), 0.9 * 0.8)]);
    }

    #[test]
    fn turns_to_lead_where_it_should() {
        let table = table("fr", "en", &[("maison", "house", 0.8)]);
        let turned = table.clone().between("en-GB".parse().unwrap(), "fr".parse().unwrap()).unwrap();
        assert_eq!(turned.pairs().collect::<Vec<_>>(), [("house", "maison", 0.8)]);
        assert!(table.between("de".parse().unwrap(), "en".parse().unwrap()).is_none());
    }

    #[test]
    fn joined_tables_keep_the_greatest_weight() {
        let joined = Table::joined(vec![
            table("de", "en", &[("haus", "house", 0.5)]),
            table("de", "en", &[("haus", "house", 0.9), ("maus", "mouse", 0.7)]),
        ]);
        assert_eq!(
            joined.unwrap().pairs().collect::<Vec<_>>(),
            [("haus", "house", 0.9), ("maus", "mouse", 0.7)]
        );
    }
}
