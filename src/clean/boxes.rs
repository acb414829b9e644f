//! The boxes of a page -> for each block, what the boxes around it hold.
//!
//! A second opinion beside the engine's, and one that knows of pages with more than one text: which box holds
//! most of the prose, what else stands in the box of a block, and whether boxes like its own follow each other,
//! as posts of a thread, items of a list and teasers do. `MAIN` and `SERIES` were set by hand; the nets weigh
//! what comes of them.

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

/// Where a box lies, in boxes around it or itself.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The innermost one of more than one block, and the innermost one of more blocks than that.
    group: usize,
    outer: usize,
    /// The innermost one that holds the main box or is it, and what of it the box lies in.
    meet: usize,
    branch: usize,
    /// The innermost and the outermost one that is of a series; 0, the page, for none.
    near: usize,
    far: usize,
    /// Number of boxes around it.
    level: usize,
}

struct Tree {
    /// For each box what it holds, boxes inside of it included.
    held: Vec<Held>,
    places: Vec<Place>,
    main: usize,
    /// For each box how many of its kind lie in the same box, and what they hold.
    series: Vec<(usize, Held)>,
}

impl Tree {
    fn new(boxes: &[Boxed], blocks: &[Held]) -> Tree {
        let mut held = vec![Held::default(); boxes.len()];
        for block in blocks {
            held[block.within].add(block);
        }
        // A box comes after the one around it: one look at each is enough, here from the inside ...
        let mut ends: Vec<usize> = (1..=boxes.len()).collect();
        for at in (1..boxes.len()).rev() {
            let (inner, parent) = (held[at], boxes[at].parent);
            held[parent].add(&inner);
            ends[parent] = ends[parent].max(ends[at]);
        }
        let mut kinds: FxHashMap<_, (usize, Held)> = FxHashMap::default();
        for (boxed, held) in boxes.iter().zip(&held).skip(1).filter(|(_, held)| held.blocks > 0) {
            let (count, sum) = kinds.entry((boxed.parent, boxed.like)).or_default();
            *count += 1;
            sum.add(held);
        }
        let series = |boxed: &Boxed| kinds.get(&(boxed.parent, boxed.like)).copied().unwrap_or_default();
        let series: Vec<_> = boxes.iter().map(series).collect();
        let mut main = 0;
        for at in 1..boxes.len() {
            if boxes[at].parent == main && held[at].prose >= MAIN * held[main].prose && held[at].prose > 0.0 {
                main = at;
            }
        }
        // ... and here from the outside.
        let mut places = vec![Place::default(); boxes.len()];
        for at in 1..boxes.len() {
            let parent = boxes[at].parent;
            let around = places[parent];
            let one_of = series[at].0 >= SERIES;
            let holds = (at..ends[at]).contains(&main);
            places[at] = Place {
                group: if held[at].blocks > 1 { at } else { around.group },
                outer: match held[at].blocks > 1 {
                    true if held[parent].blocks > held[at].blocks => parent,
                    _ => around.outer,
                },
                meet: if holds { at } else { around.meet },
                branch: if holds || around.meet == parent { at } else { around.branch },
                near: if one_of { at } else { around.near },
                far: if around.far == 0 && one_of { at } else { around.far },
                level: around.level + 1,
            };
        }
        Tree { held, places, main, series }
    }

    fn around(&self, within: usize) -> Surroundings {
        let (all, place) = (self.held[0], self.places[within]);
        let away = self.places[self.main].level - self.places[place.meet].level;
        let mut row = Vec::with_capacity(WIDTH);
        for held in [self.held[place.group], self.held[place.outer]] {
            row.extend(shares(&held));
            row.push(held.prose / (all.prose + 1.0));
        }
        row.extend([f32::from(u8::from(place.meet == self.main)), (away as f32 / 5.0).min(2.0)]);
        row.extend(shares(&self.held[place.branch]));
        for at in [place.near, place.far] {
            let (count, held) = if at == 0 { (0, Held::default()) } else { self.series[at] };
            let count = count as f32;
            row.push(ln(count) / 4.0);
            row.push(ln(held.length / count.max(1.0)) / 6.0);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::page;

    #[test]
    fn tells_the_main_box_from_what_stands_beside_it() {
        let sentence = "The river rose again in the night, and nobody in the village had slept by morning.";
        let markup = format!(
            "<body><ul><li>a<li>b<li>c</ul><div><p>{sentence}</p><p>{sentence}</p><p>{sentence}</p></div></body>"
        );
        let page = page(&markup);
        let line = |span: crate::bitext::Span| Line::new(&page.text[span.start..span.end]);
        let held: Vec<_> =
            page.blocks.iter().map(|block| Held::new(block.within, &line(block.span), 0.0)).collect();
        let rows = surroundings(&page.boxes, &held);
        let inside: Vec<_> = rows.iter().map(|row| row[8]).collect();
        assert_eq!(inside, [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        // Three of a kind, short ones and then long ones.
        assert!(rows.iter().all(|row| row[13] == ln(3.0) / 4.0), "{rows:?}");
        assert!(rows[0][14] < rows[3][14]);
    }
}
