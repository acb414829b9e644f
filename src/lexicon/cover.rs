//! Which words of a run are covered by which words of its translation, and how well.
//!
//! A [`Matcher`] holds, for the vocabularies of two texts, the word match W in 0..=1: the best of
//! * the weight of the lexicon;
//! * the best weight between kin of the two words, times [`nearness`] for each
//!   that is not the word itself;
//! * the same string: 1.0, or [`SHORT`] up to 2 letters; equal numbers: 1.0; marks of one form: 1.0;
//! * cognates: [`likeness`](cognate::likeness) of the romanised words;
//! * [`PART`] x the weight of the parts of an unknown word of 9 letters and more;
//! * whatever the caller raised ([`Matcher::raise`]).
//!
//! [`Matcher::cover`] then joins each word of one run with the word of the other that matches it best.
//! Constants: set on Text+Berg de-fr and NTREX (2026-11).

use rustc_hash::FxHashMap;

use super::cognate::{self, romanised};
use super::composed::Lexicon;
use super::compound;
use super::root::{nearness, root};
use super::sparse::Sparse;
use super::token::Kind;
use super::vocabulary::Vocabulary;
use super::words::Words;

/// Matches through kin below this weight are left out.
const FAINT: f32 = 0.05;
/// Match of equal strings of one or two letters: often chance.
pub const SHORT: f32 = 0.3;
/// What a match through a part of a compound keeps of the weight.
pub const PART: f32 = 0.8;

/// The word matches between two vocabularies.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    weights: Sparse,
    source_idf: Vec<f32>,
    target_idf: Vec<f32>,
}

/// Two runs of tokens, joined word by word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cover {
    /// For every token of the source run its best match in the target run.
    pub source: Vec<Link>,
    /// For every token of the target run its best match in the source run.
    pub target: Vec<Link>,
    /// Share of the idf mass of the source run that is covered, 0..=1; 0.0 for an empty run.
    pub source_share: f32,
    /// Share of the idf mass of the target run that is covered, 0..=1; 0.0 for an empty run.
    pub target_share: f32,
    /// Share of the idf mass of both that is covered, 0..=1.
    pub share: f32,
}

/// The best counterpart of a token.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Link {
    /// Place in the other run; meaningless where `weight` is 0.0.
    pub index: usize,
    /// Word match, 0..=1; 0.0: nothing covers the token.
    pub weight: f32,
    /// What the token counts: its idf.
    pub idf: f32,
}

impl Matcher {
    /// Matches every token of one vocabulary with those of the other.
    pub fn new(lexicon: &Lexicon, source: &Vocabulary, target: &Vocabulary) -> Self {
        let mut cells = Cells { source, target, cells: Vec::new() };
        cells.lexicon(lexicon);
        cells.equal();
        cells.cognates();
        cells.compounds(lexicon);
        Self {
            weights: Sparse::new(source.len(), cells.cells),
            source_idf: (0..source.len() as u32).map(|number| source.idf(number)).collect(),
            target_idf: (0..target.len() as u32).map(|number| target.idf(number)).collect(),
        }
    }

    /// Raises matches to the weights given, where they are higher: `(source number, target number, weight)`.
    pub fn raise(&mut self, cells: impl IntoIterator<Item = (u32, u32, f32)>) {
        let mut all: Vec<_> = cells.into_iter().collect();
        for row in 0..self.weights.rows() {
            all.extend(self.weights.row(row).iter().map(|&(column, weight)| (row as u32, column, weight)));
        }
        self.weights = Sparse::new(self.source_idf.len(), all);
    }

    /// The word matches: row = number in the source vocabulary, column = number in the target vocabulary.
    pub fn weights(&self) -> &Sparse {
        &self.weights
    }

    /// The idf of a source token, by its number.
    pub fn source_idf(&self, number: u32) -> f32 {
        self.source_idf.get(number as usize).copied().unwrap_or(0.0)
    }

    /// The idf of a target token, by its number.
    pub fn target_idf(&self, number: u32) -> f32 {
        self.target_idf.get(number as usize).copied().unwrap_or(0.0)
    }

    /// Joins two runs of tokens, given by their numbers: the cover with the links that it is
    /// made of. Of equal matches of a source word the one of the lowest number counts, where it stands first; of
    /// those of a target word the one that stands first.
    pub fn cover(&self, source: &[u32], target: &[u32]) -> Cover {
        let (firsts, others) = (firsts(source), firsts(target));
        let (mut best, mut back) = (vec![(0, 0.0f32); firsts.len()], vec![(0, 0.0f32); others.len()]);
        for (number, other, weight) in self.met(&firsts, &others) {
            let (at, there) = (firsts[number].1, others[other].1);
            let (best, back) = (&mut best[number], &mut back[other]);
            if best.1 < weight {
                *best = (there, weight);
            }
            if back.1 < weight || back.1 == weight && at < back.0 {
                *back = (at, weight);
            }
        }
        let mut cover = Cover {
            source: links(source, &firsts, &best, |number| self.source_idf(number)),
            target: links(target, &others, &back, |number| self.target_idf(number)),
            ..Cover::default()
        };
        let mass = |links: &[Link]| links.iter().map(|link| link.idf).sum::<f32>();
        let covered = |links: &[Link]| links.iter().map(|link| link.idf * link.weight).sum::<f32>();
        let share = |covered: f32, mass: f32| if mass > 0.0 { covered / mass } else { 0.0 };
        let (s, t) = (mass(&cover.source), mass(&cover.target));
        let (x, y) = (covered(&cover.source), covered(&cover.target));
        cover.source_share = share(x, s);
        cover.target_share = share(y, t);
        cover.share = share(x + y, s + t);
        cover
    }

    /// The matches between two runs: place among the words of the one and of the other, weight. Words are given
    /// once each, however often they stand there: a run is as long as the user's longest segment, and each of a
    /// thousand commas would meet each of a thousand others.
    fn met(&self, firsts: &[First], others: &[First]) -> impl Iterator<Item = (usize, usize, f32)> {
        firsts.iter().enumerate().flat_map(move |(at, &(number, _))| {
            self.weights.row(number as usize).iter().filter_map(move |&(column, weight)| {
                let other = others.binary_search_by_key(&column, |&(number, _)| number).ok()?;
                Some((at, other, weight))
            })
        })
    }
}

/// A word of a run: its number, and where it stands first.
type First = (u32, usize);

/// The words of a run, each once, by number.
fn firsts(run: &[u32]) -> Vec<First> {
    let mut firsts: Vec<First> = run.iter().enumerate().map(|(at, &number)| (number, at)).collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|&mut (number, _)| number);
    firsts
}

/// The link of every token of a run, from the best place and weight of each of its words.
fn links(run: &[u32], firsts: &[First], best: &[(usize, f32)], idf: impl Fn(u32) -> f32) -> Vec<Link> {
    let link = |&number| {
        let word = firsts.binary_search_by_key(&number, |&(number, _)| number);
        let (index, weight) = word.map_or((0, 0.0), |word| best[word]);
        Link { index, weight, idf: idf(number) }
    };
    run.iter().map(link).collect()
}

/// Collects the cells of the match.
struct Cells<'a> {
    source: &'a Vocabulary,
    target: &'a Vocabulary,
    cells: Vec<(u32, u32, f32)>,
}

impl Cells<'_> {
    /// Weights of the lexicon, straight and through the kin of either word or of both.
    fn lexicon(&mut self, lexicon: &Lexicon) {
        if lexicon.is_empty() {
            return;
        }
        let (words, others, weights) = (lexicon.source_words(), lexicon.target_words(), lexicon.forward());
        // Where the words of the target text stand: by their number in the lexicon, and by their root.
        let mut exact: FxHashMap<u32, u32> = FxHashMap::default();
        let mut roots: FxHashMap<&str, Vec<(u32, &str)>> = FxHashMap::default();
        for (column, form) in self.target.forms().enumerate() {
            let column = column as u32;
            if let Some(number) = others.find(form) {
                exact.insert(number, column);
            }
            if let Some(root) = root(form).filter(|_| self.target.kind(column) == Kind::Word) {
                roots.entry(root).or_default().push((column, form));
            }
        }
        let mut family = Vec::new();
        for (row, form) in self.source.forms().enumerate() {
            let row = row as u32;
            let own = words.find(form);
            family.clear();
            family.extend(own.map(|number| (number, 1.0)));
            if let Some(root) = root(form).filter(|_| self.source.kind(row) == Kind::Word) {
                let kin = words.starting_with(root).filter(|&number| Some(number) != own);
                family.extend(kin.map(|number| (number, nearness(form, words.get(number)))));
            }
            for &(number, near) in family.iter().filter(|&&(_, near)| near > 0.0) {
                for &(translation, weight) in weights.row(number as usize) {
                    let weight = weight * near;
                    if let Some(&column) = exact.get(&translation) {
                        self.cells.push((row, column, weight));
                    }
                    let word = others.get(translation);
                    let kin = root(word).and_then(|root| roots.get(root)).map_or(&[][..], Vec::as_slice);
                    let kin = kin.iter().map(|&(column, form)| (row, column, weight * nearness(word, form)));
                    self.cells.extend(kin.filter(|&(_, _, weight)| weight >= FAINT));
                }
            }
        }
    }

    /// Equal strings, numbers and marks.
    fn equal(&mut self) {
        for (row, form) in self.source.forms().enumerate() {
            let row = row as u32;
            let Some(column) = self.target.number(form) else { continue };
            let kind = self.source.kind(row);
            let short = kind == Kind::Word && form.chars().nth(2).is_none();
            self.cells.push((row, column, if short { SHORT } else { 1.0 }));
        }
    }

    /// Words alike in Latin letters: candidates share the first sound, or one ends the other.
    fn cognates(&mut self) {
        let latin = |vocabulary: &Vocabulary| -> Vec<(String, u32)> {
            let all = vocabulary.forms().enumerate().map(|(number, form)| (form, number as u32));
            all.filter(|&(form, number)| {
                matches!(vocabulary.kind(number), Kind::Word | Kind::Pair) && form.chars().nth(1).is_some()
            })
            .map(|(form, number)| (romanised(form), number))
            .filter(|(latin, _)| latin.len() >= cognate::SHORTEST)
            .collect()
        };
        let (sources, targets) = (latin(self.source), latin(self.target));
        let index = cognate::Index::new(targets.iter().map(|(latin, number)| (latin.as_str(), *number)));
        let mut found = Vec::new();
        for (latin, row) in &sources {
            index.like(latin, &mut found);
            self.cells.extend(found.drain(..).map(|(column, weight)| (*row, column, weight)));
        }
    }

    /// Parts of long words that the lexicon does not know, on either side.
    fn compounds(&mut self, lexicon: &Lexicon) {
        let (words, others) = (lexicon.source_words(), lexicon.target_words());
        for (row, form) in self.source.forms().enumerate() {
            for part in unknown_parts(words, form) {
                for &(translation, weight) in lexicon.forward().row(part as usize) {
                    if let Some(column) = self.target.number(others.get(translation)) {
                        self.cells.push((row as u32, column, weight * PART));
                    }
                }
            }
        }
        for (column, form) in self.target.forms().enumerate() {
            for part in unknown_parts(others, form) {
                for &(translation, weight) in lexicon.backward().row(part as usize) {
                    if let Some(row) = self.source.number(words.get(translation)) {
                        self.cells.push((row, column as u32, weight * PART));
                    }
                }
            }
        }
    }
}

fn unknown_parts(words: &Words, form: &str) -> Vec<u32> {
    match form.len() >= compound::SHORTEST && words.find(form).is_none() {
        true => compound::parts(words, form),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(lexicon: &Lexicon, source: &str, target: &str) -> Cover {
        let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
        let (x, y) = (s.add(source), t.add(target));
        Matcher::new(lexicon, &s, &t).cover(&x, &y)
    }

    fn weights(links: &[Link]) -> Vec<f32> {
        links.iter().map(|link| (link.weight * 100.0).round() / 100.0).collect()
    }

    #[test]
    fn joins_words_by_lexicon_kin_string_and_number() {
        let lexicon = Lexicon::new([("haus", "house", 0.9), ("regierung", "government", 0.8)]);
        let cover = cover(&lexicon, "Haus Regierungen Merkel 1.234 foo", "merkel 1,234 governments house x");
        assert_eq!(weights(&cover.source), [0.9, 0.38, 1.0, 1.0, 0.0]);
        assert_eq!(cover.source.iter().map(|link| link.index).collect::<Vec<_>>(), [3, 2, 0, 1, 0]);
        assert_eq!(weights(&cover.target), [1.0, 1.0, 0.38, 0.9, 0.0]);
        assert!(cover.source_share > 0.55 && cover.source_share < 0.75, "{cover:?}");
    }

    #[test]
    fn without_a_lexicon_names_still_match() {
        let cover = cover(&Lexicon::default(), "Москва и Владимир", "Moscow and Vladimir");
        assert!(cover.source[0].weight >= 0.5 && cover.source[2].weight >= 0.5, "{cover:?}");
        assert_eq!(cover.source[1].weight, 0.0);
    }

    #[test]
    fn repeated_words_meet_once() {
        let lexicon = Lexicon::new([("haus", "house", 0.9), ("haus", "home", 0.9), ("heim", "home", 0.4)]);
        let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
        let (x, y) = (s.add(&"Haus, Heim. ".repeat(500)), t.add(&"a, home, House. ".repeat(500)));
        let matcher = Matcher::new(&lexicon, &s, &t);
        let met = matcher.met(&firsts(&x), &firsts(&y)).count();
        assert!(met <= s.len() * t.len(), "{met}");
        // Each token with each.
        let best = |others: &mut dyn Iterator<Item = (usize, f32)>| {
            others.fold((0, 0.0), |best, other| if best.1 < other.1 { other } else { best })
        };
        let cover = matcher.cover(&x, &y);
        let weight = |number: u32, other: u32| matcher.weights().weight(number as usize, other);
        for (link, &number) in cover.source.iter().zip(&x) {
            let mut others: Vec<usize> = (0..y.len()).collect();
            others.sort_by_key(|&at| y[at]);
            let found = best(&mut others.into_iter().map(|at| (at, weight(number, y[at]))));
            assert_eq!((link.index, link.weight), found, "{}", s.form(number));
        }
        for (link, &number) in cover.target.iter().zip(&y) {
            let found = best(&mut x.iter().enumerate().map(|(at, &other)| (at, weight(other, number))));
            assert_eq!((link.index, link.weight), found, "{}", t.form(number));
        }
    }

    #[test]
    fn an_empty_run_covers_nothing() {
        let cover = cover(&Lexicon::default(), "", "Haus");
        assert_eq!((cover.source_share, cover.target_share, cover.share), (0.0, 0.0, 0.0));
    }

    #[test]
    fn raising_never_lowers() {
        let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
        let (x, y) = (s.add("haus maus"), t.add("house mouse"));
        let mut matcher = Matcher::new(&Lexicon::new([("haus", "house", 0.9)]), &s, &t);
        matcher.raise([(0, 0, 0.1), (1, 1, 0.6)]);
        assert_eq!(weights(&matcher.cover(&x, &y).source), [0.9, 0.6]);
    }
}
