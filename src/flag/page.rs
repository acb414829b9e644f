//! A bitext as the rules read it: its two sides, and what is measured on them once, whoever looks first.

use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::Arc;

use super::cover::coverage::{self, Coverage};
use super::cover::echo::{self, Said};
use super::junction;
use super::junction::passage::{self, Passage};
use super::negation::{self, Answers};
use super::number::odd_numbers::{self, Odd};
use super::number::quantity::Quantities;
use super::sides::Sides;
use super::words::{Kind, Token};
use crate::bitext::Bitext;
use crate::lexicon::Lexicon;

/// The two sides, as [`Sides`] has them, and what has been measured on them.
#[derive(Debug)]
pub struct Page<'a> {
    sides: Sides<'a>,
    coverage: OnceCell<Vec<Option<Coverage>>>,
    junctions: OnceCell<Vec<Option<Vec<f32>>>>,
    foreign: OnceCell<Vec<Option<Passage>>>,
    amounts: OnceCell<Vec<(usize, Quantities, Quantities)>>,
    odd_numbers: OnceCell<Vec<(usize, Odd)>>,
    negations: OnceCell<Vec<Option<Answers>>>,
    said: OnceCell<Arc<Vec<Option<Said>>>>,
}

/// A rule reads the sides of a page as often as what is measured on them.
impl<'a> Deref for Page<'a> {
    type Target = Sides<'a>;

    fn deref(&self) -> &Self::Target {
        &self.sides
    }
}

/// Numbers of a side beyond which it is a table, and no sentence: every number is looked for among all others.
const TABLE: usize = 200;

impl<'a> Page<'a> {
    /// Cuts both sides into tokens.
    pub fn new(bitext: &'a Bitext, lexicon: &'a Lexicon) -> Self {
        Self {
            sides: Sides::new(bitext, lexicon),
            coverage: OnceCell::new(),
            junctions: OnceCell::new(),
            foreign: OnceCell::new(),
            amounts: OnceCell::new(),
            odd_numbers: OnceCell::new(),
            negations: OnceCell::new(),
            said: OnceCell::new(),
        }
    }

    /// Which words of every bead have a counterpart; `None` for null beads, empty without an original.
    pub fn coverage(&self) -> &[Option<Coverage>] {
        self.coverage.get_or_init(|| coverage::of(self))
    }

    /// The numbers of every bead: number of the bead, source, target. Read once, whoever looks; tables are left out.
    pub(super) fn amounts(&self) -> &[(usize, Quantities, Quantities)] {
        self.amounts.get_or_init(|| {
            let count = |tokens: &[Token]| tokens.iter().filter(|token| token.kind == Kind::Number).count();
            self.pairs()
                .filter(|pair| count(pair.source).max(count(pair.target)) <= TABLE)
                .map(|pair| {
                    let mut source = Quantities::of(&self.source, pair.source);
                    let mut target = Quantities::of(&self.target, pair.target);
                    Quantities::part(&mut source, &mut target);
                    (pair.number, source, target)
                })
                .filter(|(_, source, target)| source.amounts().count().max(target.amounts().count()) <= TABLE)
                .collect()
        })
    }

    /// The beads with a number that the other side does not say, see [`odd_numbers::of`].
    pub(super) fn odd_numbers(&self) -> &[(usize, Odd)] {
        self.odd_numbers.get_or_init(|| odd_numbers::of(self, self.amounts()))
    }

    /// What every bead denies on both sides, see [`negation::of`].
    pub(super) fn negations(&self) -> &[Option<Answers>] {
        self.negations.get_or_init(|| negation::of(self, self.coverage()))
    }

    /// What every bead says, see [`echo::of`]; shared with those that set the beads of a company against each other.
    pub(super) fn said(&self) -> &Arc<Vec<Option<Said>>> {
        self.said.get_or_init(|| Arc::new(echo::of(self, self.coverage())))
    }

    /// The odds of every junction of a target sentence, see [`junction::logits`]; `None`: no model of its
    /// language. The model is asked once, whoever looks.
    pub fn junctions(&self, sentence: usize) -> Option<&[f32]> {
        let words = &self.target;
        let all = self
            .junctions
            .get_or_init(|| words.iter().map(|(.., tokens)| junction::logits(words, tokens)).collect());
        all.get(sentence)?.as_deref()
    }

    /// The passage of a sentence of the target that is most likely of another language.
    pub(super) fn foreign(&self, sentence: usize) -> Option<Passage> {
        let words = &self.target;
        let find = || words.iter().map(|(.., tokens)| passage::find(words, tokens)).collect();
        self.foreign.get_or_init(find).get(sentence).copied().flatten()
    }
}
