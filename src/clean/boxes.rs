//! The boxes of a page -> for each block, what the boxes around it hold.
//!
//! A second opinion beside the engine's, and one that knows of pages with more than one text: which box holds
//! most of the prose, what else stands in the box of a block, and whether boxes like its own follow each other,
//! as posts of a thread, items of a list and teasers do.

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::markup::Boxed;

/// Numbers for each block.
pub(super) const WIDTH: usize = 21;
pub(super) type Surroundings = [f32; WIDTH];

/// Share of the prose of a box that one of those in it must hold to be the main box in its place.
const MAIN: f32 = 0.7;
/// Boxes of a kind, side by side, that make a series.
const SERIES: usize = 3;

/// A block, or all those of a box.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    within: usize,
    blocks: usize,
    /// Letters and digits: all, in sentences, in links.
    length: f32,
    prose: f32,
    linked: f32,
}

impl Held {
    /// A block in the box of this index, of whose text this share lies in links.
    pub(super) fn new(within: usize, line: &Line, linked: f32) -> Held {
        let length = line.length as f32;
        let prose = if line.is_sentence() { length * (1.0 - linked) } else { 0.0 };
        Held { within, blocks: 1, length, prose, linked: length * linked }
    }

    fn add(&mut self, other: &Held) {
        self.blocks += other.blocks;
        self.length += other.length;
        self.prose += other.prose;
        self.linked += other.linked;
    }
}

/// For each block of `held` what the boxes around it hold.
pub(super) fn surroundings(boxes: &[Boxed], held: &[Held]) -> Vec<Surroundings> {
    let tree = Tree::new(boxes, held);
    held.iter().map(|block| tree.around(block.within)).collect()
}

struct Tree<'a> {
    boxes: &'a [Boxed],
    /// For each box what it holds, boxes inside of it included.
    held: Vec<Held>,
    /// For each box the one after the last one inside of it.
    ends: Vec<usize>,
    main: usize,
    /// Boxes of a kind in the same box: how many, and what they hold.
    series: FxHashMap<(usize, u64), (usize, Held)>,
}

impl Tree<'_> {
    fn new<'a>(boxes: &'a [Boxed], blocks: &[Held]) -> Tree<'a> {
        let mut held = vec![Held::default(); boxes.len()];
        for block in blocks {
            held[block.within].add(block);
        }
        let mut ends: Vec<usize> = (1..=boxes.len()).collect();
        for at in (1..boxes.len()).rev() {
            let (inner, parent) = (held[at], boxes[at].parent);
            held[parent].add(&inner);
            ends[parent] = ends[parent].max(ends[at]);
        }
        let mut series: FxHashMap<_, (usize, Held)> = FxHashMap::default();
        for (boxed, held) in boxes.iter().zip(&held).skip(1).filter(|(_, held)| held.blocks > 0) {
            let (count, sum) = series.entry((boxed.parent, boxed.like)).or_default();
            *count += 1;
            sum.add(held);
        }
        let mut main = 0;
        // A box comes after the one around it: one look at each is enough.
        for at in 1..boxes.len() {
            if boxes[at].parent == main && held[at].prose >= MAIN * held[main].prose && held[at].prose > 0.0 {
                main = at;
            }
        }
        Tree { boxes, held, ends, main, series }
    }

    fn holds(&self, outer: usize, inner: usize) -> bool {
        (outer..self.ends[outer]).contains(&inner)
    }

    /// The box and those around it, from the inside.
    fn up(&self, from: usize) -> impl Iterator<Item = usize> {
        let next = |&at: &usize| (at > 0).then(|| self.boxes[at].parent);
        std::iter::successors(Some(from), next)
    }

    fn around(&self, within: usize) -> Surroundings {
        let all = self.held[0];
        let group = self.up(within).find(|&at| self.held[at].blocks > 1).unwrap_or(0);
        let count = self.held[group].blocks;
        let outer = self.up(group).find(|&at| self.held[at].blocks > count).unwrap_or(0);
        // The innermost box that holds both the block and the main box, and what of it holds the block.
        let meet = self.up(within).find(|&at| self.holds(at, self.main) || at == self.main).unwrap_or(0);
        let branch = self.up(within).take_while(|&at| at != meet).last().unwrap_or(within);
        let away = self.up(self.main).take_while(|&at| at != meet).count();
        let series = |&at: &usize| {
            self.series.get(&(self.boxes[at].parent, self.boxes[at].like)).filter(|series| series.0 >= SERIES)
        };
        let near = self.up(within).find_map(|at| series(&at)).copied().unwrap_or_default();
        let far = self.up(within).filter_map(|at| series(&at)).last().copied().unwrap_or_default();
        let mut row = Vec::with_capacity(WIDTH);
        for held in [self.held[group], self.held[outer]] {
            row.extend(shares(&held));
            row.push(held.prose / (all.prose + 1.0));
        }
        row.extend([f32::from(u8::from(meet == self.main)), (away as f32 / 5.0).min(2.0)]);
        row.extend(shares(&self.held[branch]));
        for (count, held) in [near, far] {
            row.push(ln(count as f32) / 4.0);
            row.push(ln(held.length / (count as f32).max(1.0)) / 6.0);
            row.extend(&shares(&held)[1..]);
        }
        row.try_into().unwrap_or([0.0; WIDTH])
    }
}

fn ln(number: f32) -> f32 {
    (1.0 + number).ln()
}

/// How many blocks, how much of them is prose, and how much lies in links.
fn shares(held: &Held) -> [f32; 3] {
    [ln(held.blocks as f32) / 5.0, held.prose / (held.length + 20.0), held.linked / (held.length + 5.0)]
}
