//! Two texts and the beads that join them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document::Span;
use super::text::Text;

/// A side of a bitext.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The original.
    Source,
    /// The translation.
    Target,
}

/// A run of source sentences with the run of target sentences that translates it.
///
/// Either range may be empty (a null bead: insertion 0-1, deletion 1-0), never both.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// 0-based, half-open sentence numbers of the source.
    pub source: Range<usize>,
    /// 0-based, half-open sentence numbers of the target.
    pub target: Range<usize>,
    /// How likely the bead is right, 0..=1; 0 for beads of a text that has no other side.
    pub confidence: f32,
}

impl Bead {
    /// Whether a value may be a confidence or a score: 0..=1.
    pub fn is_share(value: f32) -> bool {
        (0.0..=1.0).contains(&value)
    }

    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }
}

/// A passage that stands in another place on the other side: links beside the monotone beads.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Source sentences; they lie in null beads.
    pub source: Range<usize>,
    /// Target sentences that translate them; they lie in null beads.
    pub target: Range<usize>,
    /// How likely the link is right, 0..=1.
    pub confidence: f32,
}

/// Two texts and the beads that join them, or one text alone.
///
/// Beads cover both sides: in order, no gap, no overlap, from the first sentence to the last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bitext {
    source: Text,
    target: Text,
    beads: Vec<Bead>,
    alone: bool,
    /// Passages that moved, in source order.
    pub moves: Vec<Move>,
}

impl Bitext {
    /// Joins two texts by beads.
    ///
    /// # Panics
    /// If the beads do not cover both sides in order, or one is empty on both sides: that is a fault
    /// of the aligner or of the reader, never of the text.
    pub fn new(source: Text, target: Text, beads: Vec<Bead>) -> Self {
        let (mut s, mut t) = (0, 0);
        for bead in &beads {
            assert!(
                bead.source.start == s
                    && bead.target.start == t
                    && bead.source.end >= s
                    && bead.target.end >= t
                    && !(bead.source.is_empty() && bead.target.is_empty()),
                "beads are in order, without gap and without overlap: {bead:?} after {s}, {t}"
            );
            (s, t) = (bead.source.end, bead.target.end);
        }
        assert!(s == source.len() && t == target.len(), "beads reach the end of both texts");
        Self { source, target, beads, alone: false, moves: Vec::new() }
    }

    /// A text whose original is not at hand: it is the target, and every sentence is a bead of its own.
    pub fn alone(target: Text) -> Self {
        let beads = (0..target.len())
            .map(|index| Bead { source: 0..0, target: index..index + 1, confidence: 0.0 })
            .collect();
        Self { source: Text::default(), target, beads, alone: true, moves: Vec::new() }
    }

    /// Whether there is no original: rules that compare the sides have nothing to say.
    pub fn is_alone(&self) -> bool {
        self.alone
    }

    /// Whether the two texts seem to be no translations of each other: both have sentences, and none of them found
    /// a counterpart.
    pub fn is_detached(&self) -> bool {
        let texts = !self.alone && !self.source.is_empty() && !self.target.is_empty();
        texts && self.moves.is_empty() && self.beads.iter().all(Bead::is_null)
    }

    /// The original.
    pub fn source(&self) -> &Text {
        &self.source
    }

    /// The translation.
    pub fn target(&self) -> &Text {
        &self.target
    }

    /// One of the two texts.
    pub fn side(&self, side: Side) -> &Text {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The beads, in order.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The span from the first to the last sentence of a bead on one side; `None` where it is empty.
    pub fn span(&self, bead: &Bead, side: Side) -> Option<Span> {
        let range = match side {
            Side::Source => &bead.source,
            Side::Target => &bead.target,
        };
        let sentences = &self.side(side).sentences[range.clone()];
        Some(sentences.first()?.span.cover(sentences.last()?.span))
    }

    /// What stands for a bead where one passage is shown of it: its translation, or else its original.
    pub fn shown(&self, bead: usize) -> Option<(Side, Span)> {
        let bead = self.beads.get(bead)?;
        let of = |side| Some((side, self.span(bead, side)?));
        of(Side::Target).or_else(|| of(Side::Source))
    }

    /// The text of one side of a bead: its sentences, joined by one space.
    pub fn joined(&self, bead: &Bead, side: Side) -> String {
        let range = match side {
            Side::Source => bead.source.clone(),
            Side::Target => bead.target.clone(),
        };
        let text = self.side(side);
        range.map(|index| text.sentence(index)).collect::<Vec<_>>().join(" ")
    }

    /// The number of the bead that holds a sentence of one side.
    pub fn bead_of(&self, side: Side, sentence: usize) -> usize {
        self.beads.partition_point(|bead| {
            let range = if side == Side::Source { &bead.source } else { &bead.target };
            range.end <= sentence
        })
    }

    /// The same beads over texts that `change` made of the two; it may not change the number of sentences.
    ///
    /// # Panics
    /// If it does.
    #[must_use]
    pub fn map_texts(self, mut change: impl FnMut(Text) -> Text) -> Self {
        let (n, m) = (self.source.len(), self.target.len());
        let bitext = Self { source: change(self.source), target: change(self.target), ..self };
        assert!(bitext.source.len() == n && bitext.target.len() == m, "sentences stay as they are");
        bitext
    }

    /// Takes the texts out again.
    pub fn into_texts(self) -> (Text, Text) {
        (self.source, self.target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Sentence;

    fn text(lengths: &[usize]) -> Text {
        let mut text = Text::default();
        for &length in lengths {
            let start = text.document.text.len();
            text.document.text.push_str(&"x".repeat(length));
            let span = Span::new(start, start + length);
            text.sentences.push(Sentence { span, block: 0, guess: None });
            text.document.text.push(' ');
        }
        text
    }

    fn bead(source: Range<usize>, target: Range<usize>) -> Bead {
        Bead { source, target, confidence: 1.0 }
    }

    #[test]
    fn finds_the_bead_of_a_sentence() {
        let beads = vec![bead(0..1, 0..2), bead(1..2, 2..2), bead(2..3, 2..3)];
        let bitext = Bitext::new(text(&[3, 3, 3]), text(&[2, 2, 2]), beads);
        assert_eq!(bitext.bead_of(Side::Target, 1), 0);
        assert_eq!(bitext.bead_of(Side::Target, 2), 2);
        assert_eq!(bitext.bead_of(Side::Source, 1), 1);
        assert_eq!(bitext.joined(&bitext.beads()[0], Side::Target), "xx xx");
    }

    #[test]
    #[should_panic(expected = "without gap")]
    fn refuses_a_gap() {
        Bitext::new(text(&[1, 1]), text(&[1, 1]), vec![bead(1..2, 0..2)]);
    }
}
