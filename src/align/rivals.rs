//! The best scores beside a bead: what else its sentences could go with.

use super::band::Band;
use super::lattice::NEVER;
use super::tally::ROWS;

/// The best lexical scores of each row and of each column of a band, in one pass: a row or a column may be
/// as long as a whole text.
pub(super) fn rivals(band: &Band, lexical: &[f32], shapes: usize) -> (Vec<Best>, Vec<Best>) {
    let mut rows = vec![Best::default(); band.height()];
    let mut columns = vec![Best::default(); band.width() + 1];
    for (row, best) in rows.iter_mut().enumerate() {
        let (first, last) = band.row(row);
        for (column, beside) in columns.iter_mut().enumerate().take(last + 1).skip(first) {
            let score = band.node(row, column).map_or(NEVER, |node| lexical[node * shapes]);
            if score != NEVER {
                best.add(column, score);
                beside.add(row, score);
            }
        }
    }
    (rows, columns)
}

/// The greatest scores above -1, each with its place, the greatest first: one more than a bead has sentences
/// on a side, so that one of them lies outside of any bead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best([(u32, f32); Best::MOST]);

impl Default for Best {
    fn default() -> Self {
        Self([(u32::MAX, -1.0); Self::MOST])
    }
}

impl Best {
    const MOST: usize = ROWS - 1;

    pub(super) fn add(&mut self, place: usize, score: f32) {
        let rank = self.0.partition_point(|&(_, other)| other >= score);
        if let Some(lower) = self.0.get_mut(rank..).filter(|lower| !lower.is_empty()) {
            lower.rotate_right(1);
            lower[0] = (place as u32, score);
        }
    }

    /// The greatest score of all places but these, which are fewer than [`Best::MOST`]; -1 at least.
    pub(super) fn outside(&self, range: std::ops::Range<usize>) -> f32 {
        let found = self.0.iter().find(|(place, _)| !range.contains(&(*place as usize)));
        found.map_or(-1.0, |&(_, score)| score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::lattice::SHAPES;

    #[test]
    fn the_best_outside_of_a_bead_is_the_best_of_all_others() {
        let most = SHAPES.iter().map(|&(a, b)| a.max(b)).max().unwrap_or(0);
        assert!(most < Best::MOST, "{most}");
        let scores: Vec<f32> = (0..40).map(|n| ((n * 7919 % 31) as f32 - 12.0) / 5.0).collect();
        let mut best = Best::default();
        scores.iter().enumerate().for_each(|(place, &score)| best.add(place, score));
        for first in 0..40 {
            for last in first + 1..=(first + most).min(40) {
                let others = scores.iter().enumerate().filter(|(place, _)| !(first..last).contains(place));
                let naive = others.fold(-1.0, |most, (_, &score)| f32::max(most, score));
                assert_eq!(best.outside(first..last), naive);
            }
        }
        assert_eq!(Best::default().outside(0..1), -1.0);
    }
}
