//! Vectors of sentences, from a model of the user's -> evidence for beads.
//!
//! What a cosine means differs from model to model: with some, sentences that have nothing to do with each
//! other have cosines about 0, with others about .7. So the cosine of a bead is measured against those of
//! runs from all over the two texts, in standard deviations, and how far right beads stand out is read off
//! those that the words make likely. Vectors that know nothing of translation do not stand out there, and
//! so count for nothing.
//!
//! What it does not do: the band that is searched is not changed; where the words lead far astray, vectors
//! do not lead back. Memory: five runs a sentence, each as large as a vector.

use super::lattice::{Lattice, NEVER, SHAPES};
use crate::bitext::Text;

/// Sentences of the longest run of a bead.
const LONGEST: usize = 5;
/// Runs of the other side, spread evenly over the text, that a run is measured against.
const SAMPLE: usize = 32;
/// Beads less likely than this do not count when it is seen how far right ones stand out.
const LIKELY: f64 = 0.1;
/// What the evidence counts for each sentence, since words and vectors see much of the same, and most that it
/// may say of one, in nats. Set on 2026-11-25 on Text+Berg de-fr and NTREX de-fr, de-en and ja-en, with and
/// without the shipped lexicon, by the vectors of a small multilingual encoder, with the weights in use and with
/// some fitted to sets of other languages: of .25 to .65 and 4 to 8 these gave most, .003 of strict F1 on the
/// mean. Counted for each bead, however many sentences it joins, vectors cost .004: two beads then always
/// say more than one that holds both.
const WEIGHT: f32 = 0.35;
const MOST: f32 = 6.0;

/// A vector for each sentence of two texts, all of one size; an empty one where nothing is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Vectors<'a> {
    size: usize,
    source: Vec<&'a [f32]>,
    target: Vec<&'a [f32]>,
}

impl<'a> Vectors<'a> {
    /// Vectors of the sentences of either side, in their order, of any length. `None` if they differ in size
    /// (empty ones aside) or hold a number that is not finite.
    pub fn new(source: Vec<&'a [f32]>, target: Vec<&'a [f32]>) -> Option<Self> {
        let all = || source.iter().chain(&target);
        let size = all().map(|vector| vector.len()).max().unwrap_or(0);
        let sound = all().all(|vector| {
            (vector.is_empty() || vector.len() == size) && vector.iter().all(|value| value.is_finite())
        });
        sound.then_some(Self { size, source, target })
    }

    /// Whether these are as many as the sentences of two texts.
    pub fn fit(&self, source: &Text, target: &Text) -> bool {
        (self.source.len(), self.target.len()) == (source.len(), target.len())
    }
}

/// Adds what the vectors say to the score of every bead that may be; gives whether they tell right beads from
/// others here.
pub(crate) fn add(vectors: &Vectors<'_>, source: &Text, target: &Text, lattice: &mut Lattice) -> bool {
    let source = Runs::new(&vectors.source, source, vectors.size);
    let target = Runs::new(&vectors.target, target, vectors.size);
    let outstanding = Outstanding::new(&source, &target);
    let usual = Usual::of(lattice, &outstanding);
    for i in 0..lattice.band.height() {
        let (first, last) = lattice.band.row(i);
        for j in first..=last {
            let Some(node) = lattice.band.node(i, j) else { continue };
            for (shape, &(a, b)) in SHAPES[..lattice.shapes].iter().enumerate() {
                let score = &mut lattice.scores[node * lattice.shapes + shape];
                if *score != NEVER
                    && let Some(deviations) = outstanding.deviations(i, j, shape)
                {
                    *score += WEIGHT * (a + b) as f32 / 2.0 * usual.evidence(deviations);
                }
            }
        }
    }
    usual.mean > 0.0
}

/// The runs of one to five sentences of a text, as vectors of length 1, or 0 where nothing is known.
struct Runs {
    size: usize,
    /// For each number of sentences the runs in order, row-major.
    runs: [Vec<f32>; LONGEST],
}

impl Runs {
    /// The vector of a run is the sum of those of its sentences, weighted by their characters.
    fn new(vectors: &[&[f32]], text: &Text, size: usize) -> Self {
        let mut sentences = vec![0.0; vectors.len() * size];
        for (number, (vector, sentence)) in vectors.iter().zip(text.iter()).enumerate() {
            let row = &mut sentences[number * size..(number + 1) * size];
            row[..vector.len()].copy_from_slice(vector);
            normalise(row);
            let characters = sentence.chars().count() as f32;
            row.iter_mut().for_each(|value| *value *= characters);
        }
        let runs = std::array::from_fn(|more| {
            let starts = vectors.len().saturating_sub(more);
            let mut runs = sentences[..starts * size].to_vec();
            for step in 1..=more {
                let later = &sentences[(step * size).min(sentences.len())..];
                runs.iter_mut().zip(later).for_each(|(sum, value)| *sum += value);
            }
            runs.chunks_exact_mut(size.max(1)).for_each(normalise);
            runs
        });
        Self { size, runs }
    }

    /// Number of runs of so many sentences.
    fn count(&self, length: usize) -> usize {
        self.runs[length - 1].len() / self.size.max(1)
    }

    fn get(&self, start: usize, length: usize) -> &[f32] {
        &self.runs[length - 1][start * self.size..(start + 1) * self.size]
    }

    /// Mean and mean variance of the cosines of each run of some length with a sample of those of some
    /// length of the other side.
    fn against(&self, length: usize, other: &Runs, other_length: usize) -> (Vec<f32>, f32) {
        let taken = other.count(other_length).min(SAMPLE);
        let mut variances = 0.0;
        let means: Vec<f32> = (0..self.count(length))
            .map(|start| {
                let (mut sum, mut squares) = (0.0, 0.0);
                for number in 0..taken {
                    let place = number * other.count(other_length) / taken;
                    let cosine = dot(self.get(start, length), other.get(place, other_length));
                    sum += cosine;
                    squares += cosine * cosine;
                }
                let mean = sum / taken.max(1) as f32;
                variances += (squares / taken.max(1) as f32 - mean * mean).max(0.0);
                mean
            })
            .collect();
        let variance = variances / means.len().max(1) as f32;
        (means, variance)
    }
}

/// Brings a vector to length 1; one without direction becomes 0.
fn normalise(vector: &mut [f32]) {
    // In f64, where the square of no f32 is too large or too small.
    let length = vector.iter().map(|&value| f64::from(value) * f64::from(value)).sum::<f64>().sqrt();
    let factor = if length > 0.0 { 1.0 / length } else { 0.0 };
    vector.iter_mut().for_each(|value| *value = (f64::from(*value) * factor) as f32);
}

/// Sum of products, in eight lanes so that it is fast, in the same order everywhere.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (whole_a, whole_b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = whole_a.remainder().iter().zip(whole_b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in whole_a.zip(whole_b) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// By how much the cosine of a bead stands out from those of its runs with any others.
struct Outstanding<'a> {
    source: &'a Runs,
    target: &'a Runs,
    /// For each shape: the means of the source runs, those of the target runs, and the standard deviation.
    scales: Vec<(Vec<f32>, Vec<f32>, f32)>,
}

impl<'a> Outstanding<'a> {
    fn new(source: &'a Runs, target: &'a Runs) -> Self {
        let scales = SHAPES.iter().map(|&(a, b)| {
            let (forward, backward) = (source.against(a, target, b), target.against(b, source, a));
            (forward.0, backward.0, ((forward.1 + backward.1) / 2.0).sqrt())
        });
        Self { scales: scales.collect(), source, target }
    }

    /// In standard deviations; `None` where a side has no vector, or all cosines are the same.
    fn deviations(&self, i: usize, j: usize, shape: usize) -> Option<f32> {
        let (a, b) = SHAPES[shape];
        let (sources, targets, deviation) = &self.scales[shape];
        let usual = (sources.get(i)? + targets.get(j)?) / 2.0;
        let (source, target) = (self.source.get(i, a), self.target.get(j, b));
        let known = |run: &[f32]| run.iter().any(|&value| value != 0.0);
        (*deviation > 1e-6 && known(source) && known(target))
            .then(|| (dot(source, target) - usual) / deviation)
    }
}

/// How far right beads stand out, where others are about 0 with variance 1.
#[derive(Debug, Clone, Copy)]
struct Usual {
    /// In standard deviations.
    mean: f32,
    /// Of right and wrong beads together.
    variance: f32,
}

impl Usual {
    /// As the beads have it that are likely without vectors. The mean is taken two standard errors too low,
    /// so that little is made of few beads and nothing of chance.
    fn of(lattice: &Lattice, outstanding: &Outstanding<'_>) -> Self {
        let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
        lattice.sums(1.0).beads(LIKELY, |i, j, shape, posterior| {
            if let Some(deviations) = outstanding.deviations(i, j, shape).map(f64::from) {
                count += posterior;
                sum += posterior * deviations;
                squares += posterior * deviations * deviations;
            }
        });
        let count = f64::max(count, 1.0);
        let mean = sum / count;
        let variance = (squares / count - mean * mean).max(0.0);
        let sure = mean - 2.0 * (variance.max(1.0) / count).sqrt();
        Self { mean: sure.max(0.0) as f32, variance: ((1.0 + variance) / 2.0) as f32 }
    }

    /// Log ratio of two normal distributions of the same variance, of right beads and of others, in nats.
    fn evidence(&self, deviations: f32) -> f32 {
        (self.mean / self.variance * (deviations - self.mean / 2.0)).clamp(-MOST, MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{AlignOptions, align, align_embedded};
    use crate::bitext::{Sentence, Span};
    use crate::lexicon::Lexicon;

    /// A text of sentences of the same look, so that nothing but vectors can tell which is which.
    fn text(sentences: usize) -> Text {
        let mut text = Text::default();
        for _ in 0..sentences {
            let start = text.document.text.len();
            text.document.text.push_str("Das war so.\n");
            let span = Span::new(start, start + 11);
            text.sentences.push(Sentence { span, block: 0, guess: None });
        }
        text
    }

    /// Different directions, all of them near one, as some models have it.
    fn vectors(numbers: impl Iterator<Item = usize>) -> Vec<Vec<f32>> {
        let spread = |number: usize, place: usize| ((number * 97 + place * 31 + number * place) % 101) as f32;
        numbers.map(|number| (0..32).map(|place| 100.0 + spread(number, place)).collect()).collect()
    }

    fn rows(vectors: &[Vec<f32>]) -> Vec<&[f32]> {
        vectors.iter().map(Vec::as_slice).collect()
    }

    #[test]
    fn the_evidence_is_for_what_stands_out_and_bounded() {
        let usual = Usual { mean: 4.0, variance: 1.5 };
        assert!(usual.evidence(4.0) > 0.0 && usual.evidence(0.0) < 0.0);
        assert_eq!((usual.evidence(100.0), usual.evidence(-100.0)), (MOST, -MOST));
        assert_eq!(Usual { mean: 0.0, variance: 1.0 }.evidence(9.0), 0.0);
    }

    #[test]
    fn vectors_find_what_was_left_out() {
        let source = vectors(0..40);
        let target = vectors((0..40).filter(|number| !(12..15).contains(number)));
        let found = align_embedded(
            text(40),
            text(37),
            &Lexicon::default(),
            &AlignOptions::default(),
            &Vectors::new(rows(&source), rows(&target)).unwrap(),
        );
        let right = |bead: &&crate::bitext::Bead| match bead.source.start {
            i if i < 12 => bead.target == (i..i + 1),
            i if i < 15 => bead.target.is_empty(),
            i => bead.target == (i - 3..i - 2),
        };
        let count = found.beads().iter().filter(right).count();
        assert!(count >= 38, "{count}: {:?}", found.beads());
    }

    #[test]
    fn vectors_that_say_nothing_change_nothing() {
        let plain = align(text(20), text(19), &Lexicon::default(), &AlignOptions::default());
        let with = |source: Vec<Vec<f32>>, target: Vec<Vec<f32>>| {
            let vectors = Vectors::new(rows(&source), rows(&target)).unwrap();
            align_embedded(text(20), text(19), &Lexicon::default(), &AlignOptions::default(), &vectors)
        };
        for vector in [vec![], vec![0.0; 3], vec![1.0, 2.0, 3.0], vec![f32::MAX; 3], vec![1e-40; 3]] {
            let same = with(vec![vector.clone(); 20], vec![vector.clone(); 19]);
            assert_eq!(same.beads(), plain.beads(), "{vector:?}");
        }
        let fewer = with(vectors(0..3), vectors(0..3));
        assert_eq!(fewer.beads(), plain.beads());
    }

    #[test]
    fn vectors_of_two_sizes_or_without_a_number_are_refused() {
        assert!(Vectors::new(vec![&[1.0, 2.0]], vec![&[1.0]]).is_none());
        assert!(Vectors::new(vec![&[1.0, f32::NAN]], vec![&[]]).is_none());
        assert!(Vectors::new(vec![&[1.0, 2.0]], vec![&[]]).is_some());
    }

    #[test]
    fn texts_without_sentences_need_no_vectors() {
        let none = Vectors::new(vec![], vec![]).unwrap();
        let options = AlignOptions::default();
        assert!(align_embedded(text(0), text(0), &Lexicon::default(), &options, &none).beads().is_empty());
    }
}
