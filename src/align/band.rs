//! Which cells of the plane source x target are searched: a band that is narrow where words that occur
//! seldom on both sides agree, and widens where they are few.
//!
//! A node (i, j) stands before source sentence i and target sentence j. Memory and time grow with the
//! number of nodes, which is bounded by a constant times the number of sentences.

use super::side::Side;
use super::table::Table;

/// Nodes to either side of the path, at least.
const MARGIN: usize = 8;
/// How many anchors in a row span one rectangle of the band: with a wrong anchor among them the
/// rectangle still holds the right path.
const SPAN: usize = 6;
/// The longest side of a rectangle that is searched whole; longer ones are searched along their diagonal.
const WHOLE: usize = 160;
/// Sentences in which a stem may occur, product over both sides, to be an anchor.
const RARE: usize = 12;
/// The same for sentences within `WHOLE / 2` of the path that those anchors give: words that are common in a
/// long text stand alone in a stretch of it.
const RARE_NEARBY: usize = 2;

/// For every row of nodes the columns that are searched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    /// First and last column of each row, both rising.
    rows: Vec<(u32, u32)>,
    /// Number of the first node of each row; one more than there are rows.
    starts: Vec<usize>,
}

impl Band {
    /// Makes rows rise, hang together, and reach both corners.
    fn new(mut rows: Vec<(u32, u32)>, width: usize) -> Self {
        let last = rows.len() - 1;
        rows[0].0 = 0;
        rows[last].1 = width as u32;
        for row in (0..last).rev() {
            rows[row].0 = rows[row].0.min(rows[row + 1].0);
        }
        for row in 0..=last {
            if row > 0 {
                rows[row].1 = rows[row].1.max(rows[row - 1].1);
            }
            rows[row].1 = rows[row].1.min(width as u32);
            rows[row].0 = rows[row].0.min(rows[row].1);
        }
        for row in (0..last).rev() {
            // A step down must be possible from the end of every row.
            rows[row].1 = rows[row].1.max(rows[row + 1].0);
        }
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        for &(first, last) in &rows {
            starts.push(sum);
            sum += (last - first + 1) as usize;
        }
        starts.push(sum);
        Self { rows, starts }
    }

    /// A band around the chain of anchors of two texts.
    pub(crate) fn of(source: &Side, target: &Side, table: &Table) -> Self {
        let path = Path { source: sums(&source.chars), target: sums(&target.chars) };
        let stems = Stems::new(source, target, table);
        let ends = |inner: Vec<(usize, usize)>| {
            let corners = [(0, 0), (source.len(), target.len())];
            [&corners[..1], &inner, &corners[1..]].concat()
        };
        let mut points = ends(chain(stems.anywhere()));
        if source.len().min(target.len()) > WHOLE {
            points = ends(chain(stems.nearby(source, &path.columns(&points))));
        }
        let mut rows = vec![(u32::MAX, 0); source.len() + 1];
        for first in 0..points.len() - 1 {
            let last = (first + SPAN).min(points.len() - 1);
            path.rectangle(points[first], points[last], &mut rows);
            if last == points.len() - 1 {
                break;
            }
        }
        Self::new(rows, target.len())
    }

    /// The part of this band whose nodes `keep`, and `margin` nodes around it.
    pub(crate) fn narrowed(&self, margin: usize, keep: impl Fn(usize) -> bool) -> Self {
        let mut rows = vec![(u32::MAX, 0); self.rows.len()];
        for row in 0..self.rows.len() {
            let (first, last) = self.rows[row];
            let mut kept =
                (first..=last).filter(|&column| keep(self.starts[row] + (column - first) as usize));
            let Some(low) = kept.next() else { continue };
            let high = kept.next_back().unwrap_or(low);
            for near in row.saturating_sub(margin)..=(row + margin).min(self.rows.len() - 1) {
                let low = (low as usize).saturating_sub(margin) as u32;
                rows[near].0 = rows[near].0.min(low.max(self.rows[near].0));
                rows[near].1 = rows[near].1.max((high + margin as u32).min(self.rows[near].1));
            }
        }
        Self::new(rows, self.width())
    }

    /// Number of target sentences.
    pub(crate) fn width(&self) -> usize {
        self.rows[self.rows.len() - 1].1 as usize
    }

    /// Number of source sentences.
    pub(crate) fn height(&self) -> usize {
        self.rows.len() - 1
    }

    /// First and last column of a row.
    pub(crate) fn row(&self, row: usize) -> (usize, usize) {
        (self.rows[row].0 as usize, self.rows[row].1 as usize)
    }

    /// Number of the node at (row, column), if the band holds it.
    pub(crate) fn node(&self, row: usize, column: usize) -> Option<usize> {
        let &(first, last) = self.rows.get(row)?;
        let inside = (first as usize..=last as usize).contains(&column);
        inside.then(|| self.starts[row] + column - first as usize)
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    /// For every column the first and last row that hold it.
    pub(crate) fn columns(&self) -> Vec<(u32, u32)> {
        let mut columns = vec![(u32::MAX, 0); self.width() + 1];
        for (row, &(first, last)) in self.rows.iter().enumerate() {
            // Columns to the left of `first` were seen by earlier rows and are done.
            for column in &mut columns[first as usize..=last as usize] {
                column.0 = column.0.min(row as u32);
                column.1 = row as u32;
            }
        }
        columns
    }
}

/// Running sums of the lengths of both sides: where evidence is thin, the path follows the characters.
struct Path {
    source: Vec<f64>,
    target: Vec<f64>,
}

impl Path {
    /// For each source sentence the target sentence that the chain of points suggests.
    fn columns(&self, points: &[(usize, usize)]) -> Vec<usize> {
        let mut columns = Vec::with_capacity(self.source.len());
        for pair in points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let mut column = from.1;
            for row in from.0..to.0 {
                let wanted = self.wanted(row, from, to);
                while column < to.1 && self.target[column] < wanted {
                    column += 1;
                }
                columns.push(column);
            }
        }
        columns
    }

    /// Target characters before the place of a source sentence between two points.
    fn wanted(&self, row: usize, from: (usize, usize), to: (usize, usize)) -> f64 {
        let share =
            (self.source[row] - self.source[from.0]) / (self.source[to.0] - self.source[from.0]).max(1.0);
        self.target[from.1] + share * (self.target[to.1] - self.target[from.1])
    }

    /// Adds the rectangle between two points, or the strip along its diagonal where it is too large.
    fn rectangle(&self, from: (usize, usize), to: (usize, usize), rows: &mut [(u32, u32)]) {
        let whole = to.0 - from.0 <= WHOLE && to.1 - from.1 <= WHOLE
            || (to.0 - from.0 + 1) * (to.1 - from.1 + 1) <= WHOLE * WHOLE / 4;
        let mut column = from.1;
        for (row, limits) in rows.iter_mut().enumerate().take(to.0 + 1).skip(from.0) {
            let (low, high) = if whole {
                (from.1, to.1)
            } else {
                let wanted = self.wanted(row, from, to);
                let before = column;
                while column < to.1 && self.target[column] < wanted {
                    column += 1;
                }
                (before.min(column.saturating_sub(WHOLE / 2)), column + WHOLE / 2)
            };
            limits.0 = limits.0.min(low.saturating_sub(MARGIN) as u32);
            limits.1 = limits.1.max((high + MARGIN) as u32);
        }
    }
}

fn sums(lengths: &[f32]) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(lengths.iter().map(|&length| {
            sum += f64::from(length);
            sum
        }))
        .collect()
}

/// A place where stems that translate each other meet: source sentence, target sentence, weight.
type Cell = (usize, usize, f32);

/// In which sentences the stems of both sides stand.
struct Stems<'a> {
    source: Vec<Vec<u32>>,
    target: Vec<Vec<u32>>,
    table: &'a Table,
}

impl<'a> Stems<'a> {
    fn new(source: &Side, target: &Side, table: &'a Table) -> Self {
        let of = |side: &Side, stems: usize| {
            let mut all: Vec<Vec<u32>> = vec![Vec::new(); stems];
            for index in 0..side.len() {
                for &stem in side.sentence(index) {
                    let list = &mut all[stem as usize];
                    if list.last() != Some(&(index as u32)) {
                        list.push(index as u32);
                    }
                }
            }
            all
        };
        let (sources, targets) = (table.source_rest.len(), table.target_rest.len());
        Self { source: of(source, sources), target: of(target, targets), table }
    }

    /// Cells of stems that are rare in both texts.
    fn anywhere(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (stem, at) in self.source.iter().enumerate().filter(|(_, at)| !at.is_empty()) {
            for (other, weight) in self.translations(stem as u32, at.len(), RARE) {
                let there = self.target[other as usize].as_slice();
                meet(at, there, at.len(), weight, RARE, &mut cells);
            }
        }
        merged(cells)
    }

    /// Cells of stems that are rare near a path, which says for each source sentence where it lies.
    fn nearby(&self, source: &Side, path: &[usize]) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (row, &column) in path.iter().enumerate() {
            for &stem in source.sentence(row) {
                let times = around(&self.source[stem as usize], row).len();
                for (other, weight) in self.translations(stem, times, RARE_NEARBY) {
                    let there = around(&self.target[other as usize], column);
                    meet(&[row as u32], there, times, weight, RARE_NEARBY, &mut cells);
                }
            }
        }
        merged(cells)
    }

    /// What a stem that occurs so many times translates as, with weights; nothing if it is not rare.
    fn translations(&self, stem: u32, times: usize, rare: usize) -> impl Iterator<Item = (u32, f32)> {
        let row = (times <= rare).then(|| self.table.row(stem)).into_iter().flatten();
        row.map(|(other, forward, backward)| (other, (forward * backward).sqrt()))
    }
}

/// The sentences of a list that lie near a place.
fn around(list: &[u32], place: usize) -> &[u32] {
    let from = list.partition_point(|&at| at as usize + WHOLE / 2 < place);
    let to = list.partition_point(|&at| at as usize <= place + WHOLE / 2);
    &list[from..to]
}

/// Adds the cells of two stems that occur `times` and `there` times, if that is seldom.
fn meet(rows: &[u32], there: &[u32], times: usize, weight: f32, rare: usize, cells: &mut Vec<Cell>) {
    /// Less says nothing.
    const LEAST: f32 = 0.02;
    let product = times * there.len();
    let weight = weight / product.max(1) as f32;
    if product <= rare && weight >= LEAST {
        let pairs = rows.iter().flat_map(|&i| there.iter().map(move |&j| (i as usize, j as usize, weight)));
        cells.extend(pairs);
    }
}

/// Sorted, the weights of each place added up.
fn merged(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    cells.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    cells
}

/// The chain of cells, rising on both sides, of the largest weight (a Fenwick tree of prefix maxima).
fn chain(cells: Vec<Cell>) -> Vec<(usize, usize)> {
    let width = cells.iter().map(|cell| cell.1 + 2).max().unwrap_or(0);
    let mut tree: Vec<(f32, u32)> = vec![(0.0, u32::MAX); width];
    let mut before = vec![u32::MAX; cells.len()];
    let mut totals = vec![0.0f32; cells.len()];
    let mut first = 0;
    while first < cells.len() {
        let row = cells[first].0;
        let end = first + cells[first..].iter().take_while(|cell| cell.0 == row).count();
        // All cells of a row look before any of them is entered, so that a chain takes one per row.
        for number in first..end {
            let (mut best, mut at) = ((0.0, u32::MAX), cells[number].1);
            while at > 0 {
                if tree[at].0 > best.0 {
                    best = tree[at];
                }
                at &= at - 1;
            }
            before[number] = best.1;
            totals[number] = best.0 + cells[number].2;
        }
        for number in first..end {
            let mut at = cells[number].1 + 1;
            while at < width {
                if totals[number] > tree[at].0 {
                    tree[at] = (totals[number], number as u32);
                }
                at += at & at.wrapping_neg();
            }
        }
        first = end;
    }
    let mut best = 0;
    for number in 1..cells.len() {
        if totals[number] > totals[best] {
            best = number;
        }
    }
    let mut points = Vec::new();
    let mut at = if cells.is_empty() { u32::MAX } else { best as u32 };
    while at != u32::MAX {
        let cell = cells[at as usize];
        points.push((cell.0, cell.1));
        at = before[at as usize];
    }
    points.reverse();
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_chain_rises_on_both_sides() {
        let cells = vec![(0, 0, 1.0), (1, 5, 3.0), (2, 1, 1.0), (3, 2, 1.5), (4, 3, 1.0)];
        assert_eq!(chain(cells), [(0, 0), (2, 1), (3, 2), (4, 3)]);
        assert_eq!(chain(vec![]), []);
    }

    #[test]
    fn a_band_reaches_both_corners_and_hangs_together() {
        let band = Band::new(vec![(3, 4), (u32::MAX, 0), (9, 12), (9, 9)], 10);
        assert_eq!((band.row(0).0, band.row(3).1), (0, 10));
        for row in 1..=3 {
            assert!(band.row(row).0 >= band.row(row - 1).0 && band.row(row).1 >= band.row(row - 1).1);
            assert!(band.row(row - 1).1 >= band.row(row).0);
        }
    }
}
