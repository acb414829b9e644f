//! What the words of a bead's sentences add up to.

use super::matches::Hit;

/// Rows of matches that the longest bead and the node after it need.
pub(super) const ROWS: usize = 7;

/// How much better words of a sentence are matched across a cut than on its own side of it, in rarity.
pub(super) struct Gain {
    /// Of the run of words next to the cut that gains most; 0 at least.
    pub(super) best: f32,
    /// Of the last sentence within the line next to the cut, and of the last clause; 0 where there is but one.
    pub(super) clauses: [f32; 2],
}

impl Gain {
    pub(super) fn of(
        side: &super::Side,
        index: usize,
        there: &[Hit],
        own: &[Hit],
        words: &super::Rarity,
        back: bool,
    ) -> Self {
        let stems = side.sentence(index);
        let ends = side.clauses(index, back);
        let (mut sum, mut gain) = (0.0f32, Self { best: 0.0, clauses: [0.0; 2] });
        for count in 1..=stems.len().min(there.len()).min(own.len()) {
            let at = if back { stems.len() - count } else { count - 1 };
            sum += words.idf[stems[at] as usize] * (there[at].all - own[at].all);
            gain.best = gain.best.max(sum);
            for (clause, end) in gain.clauses.iter_mut().zip(ends) {
                if end as usize == count {
                    *clause = sum;
                }
            }
        }
        gain
    }
}

/// The best match of a token over several sentences, and by how much it beats the others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Best2 {
    pub(super) hit: Hit,
    /// Which of the sentences holds it.
    pub(super) which: usize,
    pub(super) second: f32,
}

impl Best2 {
    pub(super) fn of<'a>(hits: impl Iterator<Item = Option<&'a Hit>>) -> Self {
        let mut best = Self::default();
        for (which, hit) in hits.enumerate() {
            let Some(hit) = hit else { continue };
            best.hit.known = best.hit.known.max(hit.known);
            if hit.all > best.hit.all {
                best.second = best.hit.all;
                (best.hit.all, best.hit.place, best.which) = (hit.all, hit.place, which);
            } else {
                best.second = best.second.max(hit.all);
            }
        }
        best
    }
}

/// Sums over the sentences of a bead: by the lexicon alone, and by all that is known.
#[derive(Default)]
pub(super) struct Sum {
    pub(super) mass: f32,
    pub(super) covered: [f32; 2],
    pub(super) chance: [f32; 2],
    pub(super) least: [f32; 2],
    pub(super) matched: f32,
    pub(super) unmatched: f32,
    /// Rarity covered, times how far from the diagonal of the bead.
    pub(super) displaced: f32,
    /// What each sentence of the other side covers that no other one does.
    pub(super) alone: [f32; ROWS],
    /// The matched tokens of the last sentence: place, what is covered, where.
    pub(super) links: Vec<(f32, f32, usize, f32)>,
    pub(super) tokens: f32,
}

impl Sum {
    pub(super) fn sentence(
        &mut self,
        stems: &[u32],
        best: impl Fn(usize) -> Best2,
        words: &super::Rarity,
        chance: [f32; 2],
        merged: bool,
    ) {
        let (mut mass, mut covered) = (0.0, [0.0; 2]);
        self.links.clear();
        self.tokens = stems.len() as f32;
        for (at, &stem) in stems.iter().enumerate() {
            let best = best(at);
            let idf = words.idf[stem as usize];
            mass += idf;
            covered[0] += idf * best.hit.known;
            covered[1] += idf * best.hit.all;
            if best.hit.all > 0.0 {
                self.alone[best.which] += idf * (best.hit.all - best.second);
                self.links.push((at as f32 + 0.5, idf * best.hit.all, best.which, best.hit.place));
            }
            if words.number[stem as usize] {
                *(if best.hit.known > 0.9 { &mut self.matched } else { &mut self.unmatched }) += 1.0;
            }
        }
        self.mass += mass;
        for known in 0..2 {
            self.covered[known] += covered[known];
            self.chance[known] += chance[known] * mass;
            if merged {
                self.least[known] = self.least[known].min(covered[known] / mass.max(1e-3));
            }
        }
    }

    /// Adds how far the matches of the last sentence lie from the diagonal of the bead; gives its tokens.
    pub(super) fn displace(
        &mut self,
        (offset, tokens): (f32, f32),
        other: &super::Side,
        run: std::ops::Range<usize>,
        others: f32,
    ) -> f32 {
        let mut starts = [(0.0f32, 0.0f32); ROWS];
        let mut sum = 0.0;
        for (start, index) in starts.iter_mut().zip(run) {
            let count = other.sentence(index).len() as f32;
            *start = (sum, count);
            sum += count;
        }
        for &(at, covered, which, place) in &self.links {
            let (start, count) = starts[which];
            let (here, there) = ((offset + at) / tokens.max(1.0), (start + place * count) / others.max(1.0));
            self.displaced += covered * (here - there).abs();
        }
        self.tokens
    }
}
