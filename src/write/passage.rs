//! Places of flags in sentences: byte spans into a document -> sentence numbers and characters, and back.

use super::record::Passage;
use crate::bitext::{Role, Span, Text};

/// A span, cut to the sentences or the block that hold it.
pub(crate) struct Located {
    /// As it is written.
    pub(crate) passage: Passage,
    /// The same as a span of the document.
    pub(crate) span: Span,
}

/// Where a span lies; `None` in a text without sentences and without boilerplate.
///
/// White space between sentences belongs to none: the span is cut to the sentences that it touches, and
/// one that touches none is put at the end of the sentence before.
pub(crate) fn passage_of(text: &Text, span: Span) -> Option<Located> {
    let document = &text.document;
    if let Some(number) = boilerplate_of(text, span) {
        let block = document.blocks[number].span;
        let span = Span::new(span.start.max(block.start), span.end.min(block.end));
        let count = |end: usize| document.text[block.start..end].chars().count();
        let passage =
            Passage { sentence: None, start: count(span.start), end_sentence: None, end: count(span.end) };
        return Some(Located { passage, span });
    }
    let first = text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let after = text.sentences.partition_point(|sentence| sentence.span.start < span.end);
    let (first, last) = if first < after {
        (first, after - 1)
    } else {
        let nearest = first.min(text.len().checked_sub(1)?);
        (nearest, nearest)
    };
    let (head, tail) = (text.sentences[first].span, text.sentences[last].span);
    let span_start = span.start.clamp(head.start, head.end);
    let span = Span::new(span_start, span.end.clamp(tail.start, tail.end).max(span_start));
    let passage = Passage {
        sentence: Some(first),
        start: document.text[head.start..span.start].chars().count(),
        end_sentence: Some(last),
        end: document.text[tail.start..span.end.max(tail.start)].chars().count(),
    };
    Some(Located { passage, span })
}

/// The number of the boilerplate block that a span begins in.
pub(crate) fn boilerplate_of(text: &Text, span: Span) -> Option<usize> {
    let blocks = &text.document.blocks;
    let number = blocks.partition_point(|block| block.span.end <= span.start);
    let block = blocks.get(number)?;
    (matches!(block.role, Role::Boilerplate(_)) && block.span.overlaps(span)).then_some(number)
}

/// The text of a passage: what stands in its sentences, joined by one space.
pub(crate) fn text_of(text: &Text, located: &Located) -> String {
    let (Some(first), Some(last)) = (located.passage.sentence, located.passage.end_sentence) else {
        return text.document.slice(located.span).to_owned();
    };
    let mut joined = String::new();
    for sentence in &text.sentences[first..=last] {
        let start = sentence.span.start.max(located.span.start);
        let end = sentence.span.end.min(located.span.end);
        if first != last && !joined.is_empty() {
            joined.push(' ');
        }
        if start < end {
            joined.push_str(&text.document.text[start..end]);
        }
    }
    joined
}

/// The span of a passage, where the text has such sentences of such length.
pub(crate) fn span_of(text: &Text, passage: &Passage) -> Option<Span> {
    let first = text.sentences.get(passage.sentence?)?.span;
    let last = text.sentences.get(passage.end_sentence?)?.span;
    let start = first.start + byte_of(text.document.slice(first), passage.start)?;
    let end = last.start + byte_of(text.document.slice(last), passage.end)?;
    (start <= end).then(|| Span::new(start, end))
}

/// The byte at which a character begins, or the end.
pub(crate) fn byte_of(text: &str, chars: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(chars)
}

/// Numbers of blocks as they are written: those that hold nothing are not counted.
pub(crate) struct Numbers(Vec<usize>);

impl Numbers {
    /// Of one text.
    pub(crate) fn of(text: &Text) -> Self {
        let mut counts: Vec<bool> =
            text.document.blocks.iter().map(|block| matches!(block.role, Role::Boilerplate(_))).collect();
        for sentence in &text.sentences {
            if let Some(counted) = counts.get_mut(sentence.block) {
                *counted = true;
            }
        }
        let mut next = 0;
        Self(
            counts
                .into_iter()
                .map(|counted| {
                    next += usize::from(counted);
                    next.saturating_sub(1)
                })
                .collect(),
        )
    }

    /// The number that a block is written with.
    pub(crate) fn block(&self, number: usize) -> usize {
        self.0.get(number).copied().unwrap_or_default()
    }
}
