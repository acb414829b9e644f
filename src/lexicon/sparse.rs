//! A sparse matrix of weights: for every row a few columns.

/// Rows of `(column, weight)`, compressed; columns ascend within a row, no column twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sparse {
    /// Where each row ends in `entries`.
    ends: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Sparse {
    /// From `(row, column, weight)` in any order; of doubled cells the greatest weight counts.
    /// Cells with a row of `rows` or more are left out.
    pub fn new(rows: usize, mut cells: Vec<(u32, u32, f32)>) -> Self {
        cells.retain(|&(row, _, _)| (row as usize) < rows);
        cells.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        cells.dedup_by_key(|&mut (row, column, _)| (row, column));
        let mut ends = vec![0u32; rows];
        for &(row, _, _) in &cells {
            ends[row as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends, entries: cells.into_iter().map(|(_, column, weight)| (column, weight)).collect() }
    }

    /// The columns of a row with their weights, ascending; empty for a row out of range.
    pub fn row(&self, row: usize) -> &[(u32, f32)] {
        let start =
            row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) as usize;
        self.ends.get(row).and_then(|&end| self.entries.get(start..end as usize)).unwrap_or(&[])
    }

    /// The weight of a cell; 0.0 where there is none.
    pub fn weight(&self, row: usize, column: u32) -> f32 {
        let row = self.row(row);
        row.binary_search_by_key(&column, |&(column, _)| column)
            .ok()
            .and_then(|at| row.get(at))
            .map_or(0.0, |&(_, weight)| weight)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ends.len()
    }

    /// Number of cells that hold a weight.
    pub fn cells(&self) -> usize {
        self.entries.len()
    }

    /// Rows and columns exchanged.
    pub fn transposed(&self, columns: usize) -> Self {
        let mut ends = vec![0u32; columns];
        for &(column, _) in &self.entries {
            if let Some(count) = ends.get_mut(column as usize) {
                *count += 1;
            }
        }
        let mut next: Vec<u32> = Vec::with_capacity(columns);
        let mut sum = 0;
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut entries = vec![(0, 0.0); sum as usize];
        for row in 0..self.rows() {
            for &(column, weight) in self.row(row) {
                if let Some(at) = next.get_mut(column as usize) {
                    entries[*at as usize] = (row as u32, weight);
                    *at += 1;
                }
            }
        }
        Self { ends, entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_greatest_weight_of_a_cell() {
        let sparse = Sparse::new(3, vec![(2, 1, 0.5), (0, 4, 0.2), (2, 0, 0.1), (2, 1, 0.9), (7, 0, 1.0)]);
        assert_eq!(sparse.row(0), [(4, 0.2)]);
        assert_eq!(sparse.row(1), []);
        assert_eq!(sparse.row(2), [(0, 0.1), (1, 0.9)]);
        assert_eq!(sparse.weight(2, 1), 0.9);
        assert_eq!(sparse.weight(9, 1), 0.0);
    }

    #[test]
    fn transposed_twice_is_the_same() {
        let sparse = Sparse::new(3, vec![(2, 1, 0.5), (0, 4, 0.2), (2, 0, 0.1)]);
        assert_eq!(sparse.transposed(5).row(1), [(2, 0.5)]);
        assert_eq!(sparse.transposed(5).transposed(3), sparse);
    }
}
