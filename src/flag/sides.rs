//! A bitext in tokens, with the lexicon of its languages: what everything else is measured on.

use super::words::{Token, Words};
use crate::bitext::{Bitext, Side, Span};
use crate::lexicon::Lexicon;

/// The bitext, its tokens, and the lexicon.
#[derive(Debug)]
pub struct Sides<'a> {
    /// What is flagged.
    pub bitext: &'a Bitext,
    /// Which word translates as which.
    pub lexicon: &'a Lexicon,
    /// The original; empty where there is none.
    pub source: Words<'a>,
    /// The translation.
    pub target: Words<'a>,
}

/// A bead with tokens on both sides.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    /// Number of the bead.
    pub number: usize,
    /// Where its source stands.
    pub source_span: Span,
    /// Where its target stands.
    pub target_span: Span,
    /// Tokens of its source.
    pub source: &'p [Token],
    /// Tokens of its target.
    pub target: &'p [Token],
}

impl<'a> Sides<'a> {
    /// Cuts both sides into tokens.
    pub fn new(bitext: &'a Bitext, lexicon: &'a Lexicon) -> Self {
        Self { bitext, lexicon, source: Words::new(bitext.source()), target: Words::new(bitext.target()) }
    }

    /// The beads with a word on both sides: number, source tokens, target tokens.
    pub fn pairs(&self) -> impl Iterator<Item = Pair<'_>> {
        let alone = self.bitext.is_alone();
        self.bitext.beads().iter().enumerate().filter(move |_| !alone).filter_map(move |(number, bead)| {
            let source = self.source.run(bead.source.clone());
            let target = self.target.run(bead.target.clone());
            if source.is_empty() || target.is_empty() {
                return None;
            }
            Some(Pair {
                number,
                source_span: self.bitext.span(bead, Side::Source)?,
                target_span: self.bitext.span(bead, Side::Target)?,
                source,
                target,
            })
        })
    }

    /// The source side of the bead that holds a target sentence; empty where there is none.
    pub fn source_of(&self, sentence: usize) -> &str {
        if self.bitext.is_alone() {
            return "";
        }
        let number = self.bitext.bead_of(Side::Target, sentence);
        let bead = self.bitext.beads().get(number);
        let span = bead.and_then(|bead| self.bitext.span(bead, Side::Source));
        span.map_or("", |span| self.source.slice(span))
    }

    /// The source tokens of the bead that holds a target sentence; empty where there is none.
    pub fn source_tokens_of(&self, sentence: usize) -> &[Token] {
        if self.bitext.is_alone() {
            return &[];
        }
        let number = self.bitext.bead_of(Side::Target, sentence);
        match self.bitext.beads().get(number) {
            Some(bead) => self.source.run(bead.source.clone()),
            None => &[],
        }
    }
}
