//! A document cut into sentences, each with its language.

use super::document::{Document, Role, Span};
use crate::lang::Lang;

/// A language and how sure we are of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The language; `und` where nothing can be said.
    pub lang: Lang,
    /// 0..=1.
    pub confidence: f32,
}

/// A stretch of a sentence that is in another language: a quotation, a clause that was left untranslated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// Where it lies in the text of the sentence, in bytes.
    pub span: Span,
    /// Its language.
    pub guess: Guess,
}

/// One segment: a byte span into the document, and the block that it lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sentence {
    /// Where it lies in [`Document::text`], without the white space around it.
    pub span: Span,
    /// Index into [`Document::blocks`].
    pub block: usize,
    /// What the tagger said; `None` before it ran.
    pub guess: Option<Guess>,
}

/// A document cut into sentences.
///
/// Sentence spans are in order, do not overlap, and cover every non-blank character of the body.
/// In a file that was read with one sentence a line, blank lines are empty sentences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// The article.
    pub document: Document,
    /// The language that the text is taken to be in.
    pub lang: Lang,
    /// The sentences of its body.
    pub sentences: Vec<Sentence>,
}

impl Text {
    /// The text of one sentence, as it stands in the document, line breaks included.
    ///
    /// # Panics
    /// If there is no sentence with that number.
    pub fn sentence(&self, index: usize) -> &str {
        self.document.slice(self.sentences[index].span)
    }

    /// The texts of all sentences, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.sentences.iter().map(|sentence| self.document.slice(sentence.span))
    }

    /// A span cut to what of it is written anywhere: to the sentences that it touches, the first and the
    /// last included, or, where it begins in a block that is not part of the article and `dropped` allows
    /// it, to that block. One that touches nothing is put at the end of the sentence before; `None` where
    /// there is none.
    pub fn clip(&self, span: Span, dropped: bool) -> Option<Span> {
        if dropped && let Some(number) = self.dropped(span) {
            let block = self.document.blocks[number].span;
            return Some(Span::new(span.start.max(block.start), span.end.min(block.end)));
        }
        let first = self.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let after = self.sentences.partition_point(|sentence| sentence.span.start < span.end);
        let nearest = first.min(self.len().checked_sub(1)?);
        let (head, tail) =
            (self.sentences[nearest].span, self.sentences[nearest.max(after.saturating_sub(1))].span);
        let start = span.start.clamp(head.start, head.end);
        Some(Span::new(start, span.end.clamp(tail.start, tail.end).max(start)))
    }

    /// The number of the block in which a span begins, if that is not part of the article.
    pub fn dropped(&self, span: Span) -> Option<usize> {
        let blocks = &self.document.blocks;
        let number = blocks.partition_point(|block| block.span.end <= span.start);
        let block = blocks.get(number)?;
        (block.role != Role::Body && block.span.overlaps(span)).then_some(number)
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is no sentence at all.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }
}
