//! Which words of a bead have a counterpart on the other side, by the lexicon.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::characters;
use super::exchange::{self, Exchange};
use super::names::{self, Names};
use super::piece::{FUNCTION, LEAST, PLACED, Piece, pieces};
use super::terms::{self, Rendering};
use crate::bitext::{Side, Span};
use crate::flag::sides::Sides;
use crate::lexicon::{Kind, Matcher, Vocabulary};

/// Share of the content words that a lexicon knows at least.
const KNOWN: f32 = 0.3;

/// One side of a bead against the other.
#[derive(Debug, Clone, Default)]
pub struct Half {
    /// Words, function words counted less.
    pub mass: f32,
    /// Share of that mass without a counterpart, 0..=1.
    pub gap: f32,
    /// Share of the content words that the lexicon knows, or that something covers, 0..=1.
    pub known: f32,
    /// Share of those without a counterpart, 0..=1: words that the lexicon knows, but not here.
    pub missed: f32,
    /// The longest run of words without a counterpart: where, and how many content words; words that the
    /// lexicon does not know count half.
    pub longest: Option<(Span, f32)>,
    /// Content words.
    pub content: f32,
    /// What each token but marks is, in order.
    pub words: Vec<Worth>,
}

/// What a token counts for, and whether the lexicon finds a counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// A word of little content, or two characters that overlap others.
    Little,
    /// A content word without a counterpart.
    Open,
    /// A content word with one.
    Covered,
}

/// Both sides of a bead.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The original.
    pub source: Half,
    /// The translation.
    pub target: Half,
    /// The farthest that a word of the translation stands from both its neighbours in the original, in words.
    pub displaced: f32,
    /// Share of neighbouring words of the translation that stand the other way round in the original, 0..=1.
    pub crossings: f32,
    /// Content words of the translation that stand there more often than anything of the original says them.
    pub echoes: f32,
    /// Words that translate each other: where they stand in the original and in the translation.
    pub links: Vec<(Span, Span)>,
    /// Proper names of either side that the other does not have.
    pub(crate) names: Names,
    /// Two names that stand the other way round.
    pub(crate) exchange: Option<Exchange>,
    /// Words that may be terms, with what they are rendered as.
    pub(crate) renderings: Vec<Rendering>,
}

impl Coverage {
    /// Whether the lexicon knows enough of both sides to tell what is missing: a table of a few names is none.
    pub(crate) fn is_known(&self) -> bool {
        self.source.known.min(self.target.known) >= KNOWN
    }
}

/// The coverage of every bead; `None` for null beads. Empty without an original.
pub(crate) fn of(sides: &Sides<'_>) -> Vec<Option<Coverage>> {
    if sides.bitext.is_alone() {
        return Vec::new();
    }
    let (mut source, mut target) = (Vocabulary::new(), Vocabulary::new());
    let add = |vocabulary: &mut Vocabulary, side: Side| -> Vec<Vec<u32>> {
        sides.bitext.side(side).iter().map(|sentence| vocabulary.add(sentence)).collect()
    };
    let (sources, targets) = (add(&mut source, Side::Source), add(&mut target, Side::Target));
    let matcher = Matcher::new(sides.lexicon.wide(), &source, &target);
    sides
        .bitext
        .beads()
        .iter()
        .map(|bead| {
            let (x, y) = (joined(&sources, &bead.source), joined(&targets, &bead.target));
            if x.is_empty() || y.is_empty() {
                return None;
            }
            let cover = matcher.cover(&x, &y);
            let places: Vec<f32> = cover
                .target
                .iter()
                .zip(&y)
                .filter(|(link, number)| link.weight >= PLACED && target.kind(**number) != Kind::Mark)
                .map(|(link, _)| link.index as f32)
                .collect();
            let (displaced, crossings) = order(&places);
            let mut sources = pieces(sides, Side::Source, bead.source.clone(), (&source, &x), &cover.source);
            let mut targets = pieces(sides, Side::Target, bead.target.clone(), (&target, &y), &cover.target);
            characters::months(sides, &mut sources, &mut targets);
            let placed = |piece: &&Piece| {
                piece.link.weight >= PLACED && !matches!(piece.kind, Kind::Mark | Kind::Character)
            };
            let links = targets
                .iter()
                .filter(placed)
                .filter_map(|piece| Some((sources.get(piece.link.index)?.span, piece.span)))
                .collect();
            Some(Coverage {
                displaced,
                crossings,
                echoes: echoes(&sources, &targets),
                links,
                source: measure(&sources),
                target: measure(&targets),
                names: names::of(sides, &sources, &targets),
                exchange: exchange::exchange(sides, &sources, &targets),
                renderings: terms::renderings(sides, &sources, &targets),
            })
        })
        .collect()
}

/// How far the farthest place lies from both its neighbours, and the share of neighbours in falling order.
fn order(places: &[f32]) -> (f32, f32) {
    let near = |window: &[f32]| (window[1] - window[0]).abs().min((window[1] - window[2]).abs());
    let farthest = places.windows(3).map(near).fold(0.0, f32::max);
    let falling = places.windows(2).filter(|pair| pair[1] < pair[0]).count();
    (farthest, falling as f32 / places.len().saturating_sub(1).max(1) as f32)
}

/// How often content words of the translation, of three letters and more, stand there again with nothing in the original
/// that says them again: neither another word that goes with them, nor the same once more. Nothing is asked of scripts
/// without spaces.
fn echoes(sources: &[Piece<'_>], targets: &[Piece<'_>]) -> f32 {
    let content = |piece: &&Piece| piece.kind == Kind::Word && piece.content();
    let mut stand: FxHashMap<&str, (f32, f32)> = FxHashMap::default();
    for piece in targets.iter().filter(content).filter(|piece| piece.form.chars().nth(2).is_some()) {
        stand.entry(piece.form).or_insert((0.0, 1.0)).0 += 1.0;
    }
    stand.retain(|_, (times, _)| *times > 1.0);
    if stand.is_empty() {
        return 0.0;
    }
    // By the words of the original that go with it: two characters are one.
    let mut asked: FxHashMap<&str, f32> = FxHashMap::default();
    let mut said: FxHashMap<&str, f32> = FxHashMap::default();
    for piece in sources.iter().filter(|piece| piece.content()) {
        *said.entry(piece.form).or_default() += piece.weight;
        if let Some(other) = targets.get(piece.link.index).filter(|_| piece.covered()) {
            *asked.entry(other.form).or_default() += piece.weight;
        }
    }
    for piece in targets.iter().filter(content) {
        let source = sources.get(piece.link.index).filter(|_| piece.covered());
        let again = source.and_then(|source| said.get(source.form)).copied().unwrap_or(0.0);
        if let Some((_, explained)) = stand.get_mut(piece.form) {
            *explained = explained.max(again).max(asked.get(piece.form).copied().unwrap_or(0.0));
        }
    }
    stand.values().map(|(times, explained)| (times - explained).max(0.0)).sum::<f32>().round()
}

fn joined(sentences: &[Vec<u32>], range: &Range<usize>) -> Vec<u32> {
    sentences.get(range.clone()).map_or(Vec::new(), |sentences| sentences.concat())
}

fn measure(pieces: &[Piece<'_>]) -> Half {
    let mut half = Half::default();
    let (mut open, mut known, mut missed) = (0.0, 0.0, 0.0);
    let mut run: Option<(Span, f32)> = None;
    for piece in pieces.iter().filter(|piece| !matches!(piece.kind, Kind::Pair | Kind::Mark)) {
        let covered = piece.link.weight >= LEAST;
        let content = piece.weight > FUNCTION;
        half.mass += piece.weight;
        open += piece.weight * (1.0 - piece.link.weight.min(1.0) / 0.6).clamp(0.0, 1.0);
        if content {
            half.content += piece.weight;
            if piece.known {
                known += piece.weight;
                missed += if covered { 0.0 } else { piece.weight };
            }
            let weight = if piece.known { piece.weight } else { 0.5 * piece.weight };
            if covered {
                half.longest = longer(half.longest, run.take());
            } else {
                run = Some(match run {
                    Some((span, words)) => (span.cover(piece.span), words + weight),
                    None => (piece.span, weight),
                });
            }
        }
    }
    half.longest = longer(half.longest, run);
    half.known = if half.content > 0.0 { known / half.content } else { 0.0 };
    half.missed = if known > 0.0 { missed / known } else { 0.0 };
    half.gap = if half.mass > 0.0 { open / half.mass } else { 0.0 };
    half.words = pieces
        .iter()
        .filter(|piece| piece.kind != Kind::Mark)
        .map(|piece| match piece.kind {
            Kind::Word | Kind::Number | Kind::Character if piece.weight > FUNCTION => {
                if piece.link.weight >= LEAST { Worth::Covered } else { Worth::Open }
            }
            _ => Worth::Little,
        })
        .collect();
    half
}

fn longer(best: Option<(Span, f32)>, run: Option<(Span, f32)>) -> Option<(Span, f32)> {
    match (best, run) {
        (Some(best), Some(run)) if run.1 > best.1 => Some(run),
        (Some(best), _) => Some(best),
        (None, run) => run,
    }
}
