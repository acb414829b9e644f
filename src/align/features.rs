//! What is seen of a bead, and of a sentence left without counterpart, once the words are learned: the
//! numbers that the weights of [`weights`](super::weights) multiply.

use super::band::Band;
use super::evidence::Evidence;
use super::lattice::{NEVER, SHAPES};
use super::likely::{LIKELY, likeliest};
use super::matches::{Matches, Row, shares};
use super::rivals::{Best, rivals};
use super::search::Sums;
use super::tally::{Best2, Gain, ROWS, Sum};

/// What is seen of a bead with both sides.
pub(crate) const BEAD: [&str; 46] = [
    "log posterior of learning / 5",
    "cover against the document's",
    "lexical score / 10",
    "cover by all that is known",
    "cover by the lexicon alone",
    "chance cover by all",
    "chance cover by the lexicon",
    "gain by all",
    "gain by the lexicon",
    "mass",
    "margin over rivals, 1-1",
    "margin over rivals, merged",
    "least covered sentence by all, merged",
    "least covered sentence by the lexicon, merged",
    "length, squared, up to 8",
    "length, squared, up to 30",
    "length, absolute",
    "1-1",
    "1-2",
    "1-3",
    "2-2",
    "1-4 and 1-5",
    "larger",
    "sentences beyond 4",
    "other class of final mark",
    "other strength of final mark",
    "question on one side",
    "numbers matched",
    "numbers unmatched",
    "straddle behind",
    "straddle behind, least",
    "straddle before",
    "straddle before, least",
    "weak boundaries inside",
    "lower case after a boundary inside",
    "breaks between blocks that do not agree",
    "covered off the diagonal, 1-1",
    "covered off the diagonal, merged",
    "covered by one sentence only, least, merged",
    "the same in average sentences",
    "sentences that straddle behind",
    "clauses that straddle behind",
    "sentences that straddle before",
    "cover over chance by all, log",
    "cover over chance by the lexicon, log",
    "margin of cover over rivals, 1-1",
];

/// What is seen of a sentence without counterpart.
pub(crate) const NULL: [&str; 9] = [
    "begins a run",
    "goes on with a run",
    "mass",
    "best cover",
    "shortness",
    "open end",
    "best lexical score / 10",
    "log posterior of learning / 5",
    "best cover against the document's",
];

/// One bead that may be, and what is seen of it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The node where it begins.
    pub(crate) node: u32,
    /// Its shape.
    pub(crate) shape: u8,
    /// Values of [`BEAD`].
    pub(crate) values: [f32; BEAD.len()],
}

impl Candidate {
    /// Mass covered by the lexicon and covered by it by chance, then the same by all that is known.
    pub(crate) fn covers(&self) -> [f32; 4] {
        let mass = self.values[COVER + 6];
        [COVER + 1, COVER + 3, COVER, COVER + 2].map(|place| self.values[place] * mass)
    }
}

/// What is seen of a pair of texts.
#[derive(Debug, Default)]
pub(crate) struct Features {
    /// Beads that may be, by node.
    pub(crate) beads: Vec<Candidate>,
    /// Values of [`NULL`] for each source sentence; the first two are 1.
    pub(crate) source_null: Vec<[f32; NULL.len()]>,
    /// The same for each target sentence.
    pub(crate) target_null: Vec<[f32; NULL.len()]>,
}

/// Place of the cover by all that is known in [`BEAD`].
const COVER: usize = 3;
/// Looks at the beads of some likelihood.
pub(crate) fn features(evidence: &Evidence<'_>, sums: &Sums<'_>) -> Features {
    let band = &sums.lattice().band;
    let beads = likeliest(sums);
    let mut ends = vec![false; band.len()];
    for &(i, j, _, shape, _) in &beads {
        let (a, b) = SHAPES[shape as usize];
        if let Some(end) = band.node(i as usize + a, j as usize + b) {
            ends[end] = true;
        }
    }
    let matches = Matches::new(evidence);
    let mut look = Look {
        blocks: evidence.source.block_starts().zip(evidence.target.block_starts()),
        evidence,
        band,
        lexical: &sums.lattice().lexical,
        shapes: sums.lattice().shapes,
        matches: &matches,
        rows: Default::default(),
        straddles: Vec::new(),
        rivals: rivals(band, &sums.lattice().lexical, sums.lattice().shapes),
        source_best: vec![(0.0, 0.0); evidence.source.len()],
        target_best: vec![(0.0, 0.0); evidence.target.len()],
        covers: vec![0.0; band.len()],
        cover_rivals: (
            vec![Best::default(); evidence.source.len()],
            vec![Best::default(); evidence.target.len()],
        ),
    };
    let mut found = Features::default();
    let mut next = 0;
    let mut usual = (0.0, 0.0);
    let height = band.height();
    // Rows are matched once; a bead is looked at when the row after its last sentence is there.
    for row in 0..height + ROWS {
        if row <= height {
            look.enter(row, &ends);
        }
        while next < beads.len() && beads[next].0 as usize + ROWS <= row + 1 {
            let (i, j, node, shape, learned) = beads[next];
            let mut values = look.bead(i as usize, j as usize, node as usize, shape as usize);
            values[0] = learned;
            if shape == 0 {
                let likely = f64::from(learned * 5.0).exp();
                usual.0 += likely * f64::from(values[COVER]);
                usual.1 += likely;
            }
            found.beads.push(Candidate { node, shape, values });
            next += 1;
        }
    }
    // How well 1-1 beads are covered here, by and large: some languages and texts share more words.
    let usual = ((usual.0 + 0.5) / (usual.1 + 1.0)).max(0.05) as f32;
    for candidate in &mut found.beads {
        candidate.values[1] = (candidate.values[COVER] / usual).min(3.0);
    }
    let mut source_likely = vec![0.0; evidence.source.len()];
    let mut target_likely = vec![0.0; evidence.target.len()];
    sums.nulls(|source, index, begin, on| {
        *(if source { &mut source_likely[index] } else { &mut target_likely[index] }) += begin + on;
    });
    let null = |side: &super::Side, words: &super::Rarity, best: &[(f32, f32)], likely: &[f64]| {
        (0..side.len())
            .map(|index| {
                let mass: f32 = side.sentence(index).iter().map(|&stem| words.idf[stem as usize]).sum();
                [
                    1.0,
                    1.0,
                    (mass / words.mean).min(4.0),
                    best[index].0,
                    (1.0 - side.chars[index] / 25.0).max(0.0),
                    if side.cues[index].last.strong() { 0.0 } else { 1.0 },
                    (best[index].1 / 10.0).clamp(0.0, 5.0),
                    likely[index].max(LIKELY).ln() as f32 / 5.0,
                    (best[index].0 / usual).min(3.0),
                ]
            })
            .collect()
    };
    found.source_null = null(evidence.source, evidence.source_words, &look.source_best, &source_likely);
    found.target_null = null(evidence.target, evidence.target_words, &look.target_best, &target_likely);
    found
}

/// Straddle of a node: words that cross the cut, source to target and target to source.
type Straddle = [f32; 4];

struct Look<'a> {
    evidence: &'a Evidence<'a>,
    /// Whether each sentence begins a block, where the blocks of both sides say something.
    blocks: Option<(Vec<bool>, Vec<bool>)>,
    band: &'a Band,
    lexical: &'a [f32],
    shapes: usize,
    matches: &'a Matches<'a>,
    /// Matches of the last rows, by row number modulo [`ROWS`].
    rows: [Row; ROWS],
    /// Straddles of the nodes of the last rows: row number modulo [`ROWS`].
    straddles: Vec<Vec<Straddle>>,
    /// The best lexical scores of each row and of each column of the band.
    rivals: (Vec<Best>, Vec<Best>),
    /// Best cover and best lexical score of each sentence in a 1-1 bead.
    source_best: Vec<(f32, f32)>,
    target_best: Vec<(f32, f32)>,
    covers: Vec<f32>,
    cover_rivals: (Vec<Best>, Vec<Best>),
}

impl Look<'_> {
    /// Matches the sentence of a row with those of the band, and measures the straddle of its nodes.
    fn enter(&mut self, row: usize, ends: &[bool]) {
        let (first, last) = self.band.row(row);
        let width = self.band.width();
        if row < self.band.height() {
            let from = first.saturating_sub(1);
            let to = (self.band.row(row + 1).1 + 1).max(last + 6).min(width);
            let filled = std::mem::take(&mut self.rows[row % ROWS]);
            self.rows[row % ROWS] = self.matches.row(row, from..to, filled);
            self.bests(row, first, last);
        }
        if self.straddles.len() < ROWS {
            self.straddles.resize(ROWS, Vec::new());
        }
        let mut straddles = std::mem::take(&mut self.straddles[row % ROWS]);
        straddles.clear();
        for j in first..=last {
            let wanted = self.band.node(row, j).is_some_and(|node| ends[node]);
            let inside = row > 0 && row < self.band.height() && j > 0 && j < width;
            straddles.push(if wanted && inside { self.straddle(row, j) } else { Straddle::default() });
        }
        self.straddles[row % ROWS] = straddles;
    }

    /// Best counterpart of the sentences of a row, as far as 1-1 beads go.
    fn bests(&mut self, row: usize, first: usize, last: usize) {
        let words = (self.evidence.source_words, self.evidence.target_words);
        for j in first..=last.min(self.band.width().saturating_sub(1)) {
            let Some(node) = self.band.node(row, j) else { continue };
            let lexical = self.lexical[node * self.shapes];
            if lexical == NEVER || j >= self.band.width() {
                continue;
            }
            let pair = &self.rows[row % ROWS];
            let source = self.evidence.source.sentence(row);
            let target = self.evidence.target.sentence(j);
            let cover = shares(source, pair.source(j), &words.0.idf)[1];
            let back = shares(target, pair.target(j), &words.1.idf)[1];
            let both = (cover + back) / 2.0;
            self.covers[node] = both;
            self.cover_rivals.0[row].add(j, both);
            self.cover_rivals.1[j].add(row, both);
            let best = &mut self.source_best[row];
            *best = (best.0.max(cover), best.1.max(lexical));
            let best = &mut self.target_best[j];
            *best = (best.0.max(back), best.1.max(lexical));
        }
    }

    /// How far words before the cut at a node are translated behind it, and the other way round.
    fn straddle(&self, i: usize, j: usize) -> Straddle {
        let (before, after) = (&self.rows[(i - 1) % ROWS], &self.rows[i % ROWS]);
        let (source, target) = (self.evidence.source, self.evidence.target);
        let (words, others) = (self.evidence.source_words, self.evidence.target_words);
        // Words at the end of the source sentence before the cut, in the target sentence behind it ...
        let a = Gain::of(source, i - 1, before.source(j), before.source(j - 1), words, true);
        let b = Gain::of(target, j, before.target(j), after.target(j), others, false);
        // ... and at the end of the target sentence before it, in the source sentence behind it.
        let c = Gain::of(target, j - 1, after.target(j - 1), before.target(j - 1), others, true);
        let d = Gain::of(source, i, after.source(j - 1), after.source(j), words, false);
        let most = |level: usize| {
            let source = a.clauses[level].max(d.clauses[level]) / words.mean;
            let target = b.clauses[level].max(c.clauses[level]) / others.mean;
            source.max(target).clamp(0.0, 2.0)
        };
        [
            ((a.best * b.best).sqrt() + (c.best * d.best).sqrt()) / 10.0,
            (a.best.min(b.best) + c.best.min(d.best)) / 10.0,
            most(0),
            most(1),
        ]
    }

    /// The values of [`BEAD`] for one bead.
    fn bead(&self, i: usize, j: usize, node: usize, shape: usize) -> [f32; BEAD.len()] {
        let (a, b) = SHAPES[shape];
        let (source, target) = (self.evidence.source, self.evidence.target);
        let (source_words, target_words) = (self.evidence.source_words, self.evidence.target_words);
        let merged = a + b > 2;
        let mut sum = Sum { least: [1.0; 2], ..Sum::default() };
        let (tokens, others) = (source.run(i, a).len() as f32, target.run(j, b).len() as f32);
        let mut offset = 0.0;
        for index in i..i + a {
            let row = &self.rows[index % ROWS];
            let best = |at: usize| Best2::of((j..j + b).map(|column| row.source(column).get(at)));
            let chance = self.matches.source_chance(index).map(|chance| 1.0 - (1.0 - chance).powi(b as i32));
            sum.sentence(source.sentence(index), best, source_words, chance, a > 1);
            offset += sum.displace((offset, tokens), target, j..j + b, others);
        }
        let mut alone = std::mem::take(&mut sum.alone);
        offset = 0.0;
        for index in j..j + b {
            let best =
                |at: usize| Best2::of((i..i + a).map(|row| self.rows[row % ROWS].target(index).get(at)));
            let chance = self.matches.target_chance(index).map(|chance| 1.0 - (1.0 - chance).powi(a as i32));
            sum.sentence(target.sentence(index), best, target_words, chance, b > 1);
            offset += sum.displace((offset, others), source, i..i + a, tokens);
        }
        std::mem::swap(&mut alone, &mut sum.alone);
        // What each sentence of a merged side covers that no other sentence of it does.
        let mut least = (1.0f32, 1.0f32);
        for (side, words, first, count, alone) in
            [(source, source_words, i, a, &alone), (target, target_words, j, b, &sum.alone)]
        {
            for (place, alone) in alone[..count].iter().enumerate().filter(|_| count > 1) {
                let mass: f32 =
                    side.sentence(first + place).iter().map(|&stem| words.idf[stem as usize]).sum();
                least = (least.0.min(alone / mass.max(1e-3)), least.1.min(alone / words.mean));
            }
        }
        let mass = sum.mass.max(1e-3);
        let cover = sum.covered.map(|covered| covered / mass);
        let chance = sum.chance.map(|chance| chance / mass);
        let displaced = sum.displaced / mass;
        let rival = if merged { 0.0 } else { self.cover_margin(i, j, a, b) };
        let scale = (mass / (source_words.mean + target_words.mean)).min(6.0);
        let margin = self.margin(i, j, a, b).clamp(-3.0, 3.0);

        let x: f32 = source.chars[i..i + a].iter().sum::<f32>() * self.evidence.ratio;
        let y: f32 = target.chars[j..j + b].iter().sum();
        let (difference, mean) = ((x - y).abs(), (x + y) / 2.0);
        let length = if self.evidence.length { 1.0 } else { 0.0 };

        let (last, other) = (source.cues[i + a - 1].last, target.cues[j + b - 1].last);
        let question = |side: &super::Side, from: usize, count: usize| {
            side.cues[from..from + count].iter().any(|cues| cues.question)
        };
        let inside = |side: &super::Side, from: usize, count: usize| {
            let (mut weak, mut lower) = (0.0, 0.0);
            for index in from..from + count - 1 {
                weak += if side.cues[index].last.strong() { 0.0 } else { 1.0 };
                lower += if side.cues[index + 1].lower { 1.0 } else { 0.0 };
            }
            (weak, lower)
        };
        let (weak, lower) = (inside(source, i, a), inside(target, j, b));
        let behind = self.straddle_at(i + a, j + b);
        let before = self.straddle_at(i, j);
        let is = |condition: bool| if condition { 1.0 } else { 0.0 };
        [
            0.0,
            0.0,
            self.lexical[node * self.shapes + shape] / 10.0,
            cover[1],
            cover[0],
            chance[1],
            chance[0],
            (cover[1] - chance[1]) * scale,
            (cover[0] - chance[0]) * scale,
            scale,
            if merged { 0.0 } else { margin },
            if merged { margin } else { 0.0 },
            if merged { sum.least[1] } else { 0.0 },
            if merged { sum.least[0] } else { 0.0 },
            length * (difference * difference / (13.6 * mean)).min(8.0),
            length * (difference * difference / (8.0 * mean)).min(30.0),
            length * difference / (6.8 * mean).sqrt(),
            is(!merged),
            is(a + b == 3),
            is(a + b == 4 && a != b),
            is((a, b) == (2, 2)),
            is(a.min(b) == 1 && a + b > 4),
            is(a.min(b) > 1 && a + b > 4),
            (a + b).saturating_sub(4) as f32,
            is(last != other),
            is(last.strong() != other.strong()),
            is(question(source, i, a) != question(target, j, b)),
            sum.matched.min(8.0) / 2.0,
            sum.unmatched.min(6.0),
            behind[0],
            behind[1],
            before[0],
            before[1],
            weak.0 + weak.1,
            lower.0 + lower.1,
            self.breaks(i, j, a, b),
            if merged { 0.0 } else { displaced },
            if merged { displaced } else { 0.0 },
            if merged { least.0 } else { 0.0 },
            if merged { least.1 } else { 0.0 },
            behind[2],
            behind[3],
            before[2],
            ((cover[1] + 0.05) / (chance[1] + 0.05)).ln(),
            ((cover[0] + 0.05) / (chance[0] + 0.05)).ln(),
            rival,
        ]
    }

    /// Breaks between blocks that do not agree: at the begin of the bead on one side only, or inside.
    fn breaks(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        let Some((source, target)) = &self.blocks else { return 0.0 };
        let inside = |starts: &[bool]| starts.iter().filter(|start| **start).count();
        let inside = inside(&source[i + 1..i + a]) + inside(&target[j + 1..j + b]);
        (inside + usize::from(source[i] != target[j])) as f32
    }

    fn straddle_at(&self, i: usize, j: usize) -> Straddle {
        let (first, _) = self.band.row(i);
        let row = self.straddles.get(i % ROWS);
        row.and_then(|row| row.get(j.checked_sub(first)?)).copied().unwrap_or_default()
    }

    fn cover_margin(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        let cover =
            |row: usize, column: usize| self.band.node(row, column).map_or(0.0, |node| self.covers[node]);
        let mut least = f32::INFINITY;
        for row in i..i + a {
            let own = (j..j + b).map(|column| cover(row, column)).fold(0.0, f32::max);
            least = least.min(own - self.cover_rivals.0[row].outside(j..j + b).max(0.0));
        }
        for column in j..j + b {
            let own = (i..i + a).map(|row| cover(row, column)).fold(0.0, f32::max);
            least = least.min(own - self.cover_rivals.1[column].outside(i..i + a).max(0.0));
        }
        least
    }

    /// By how much each sentence of a bead likes its counterpart better than any outside of the bead: the
    /// least of them, in lexical score / 10.
    fn margin(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        let lexical = |row: usize, column: usize| {
            let score = self.band.node(row, column).map_or(NEVER, |node| self.lexical[node * self.shapes]);
            if score == NEVER { -1.0 } else { score.max(-1.0) }
        };
        let mut least = f32::INFINITY;
        for row in i..i + a {
            let own = (j..j + b).map(|column| lexical(row, column)).fold(-1.0, f32::max);
            least = least.min(own - self.rivals.0[row].outside(j..j + b));
        }
        for column in j..j + b {
            let own = (i..i + a).map(|row| lexical(row, column)).fold(-1.0, f32::max);
            least = least.min(own - self.rivals.1[column].outside(i..i + a));
        }
        least / 10.0
    }
}
