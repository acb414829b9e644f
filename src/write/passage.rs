//! Places of flags in sentences: byte spans into a document -> sentence numbers and characters, and back.

use super::record::Passage;
use crate::bitext::{Document, Role, Span, Text};

/// A span, cut to the sentences or the block that hold it.
pub(crate) struct Located {
    /// As it is written.
    pub(crate) passage: Passage,
    /// The same as a span of the document.
    pub(crate) span: Span,
}

/// Where a span lies, cut as [`Text::clip`] says; `None` in a text where it can lie nowhere.
pub(crate) fn passage_of(text: &Text, span: Span, dropped: bool) -> Option<Located> {
    let document = &text.document;
    let count = |start: usize, end: usize| document.text[start..end].chars().count();
    let block = text.dropped(span).filter(|_| dropped);
    let clipped = text.clip(span, dropped)?;
    if let Some(number) = block {
        let start = document.blocks[number].span.start;
        let passage = Passage {
            sentence: None,
            start: count(start, clipped.start),
            end_sentence: None,
            end: count(start, clipped.end),
        };
        return Some(Located { passage, span: clipped });
    }
    let first =
        text.sentences.partition_point(|sentence| sentence.span.end <= span.start).min(text.len() - 1);
    let after = text.sentences.partition_point(|sentence| sentence.span.start < span.end);
    let last = first.max(after.saturating_sub(1));
    let (head, tail) = (text.sentences[first].span.start, text.sentences[last].span.start);
    let passage = Passage {
        sentence: Some(first),
        start: count(head, clipped.start),
        end_sentence: Some(last),
        end: count(tail, clipped.end),
    };
    Some(Located { passage, span: clipped })
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

/// The runs of code in a span, as characters of it.
pub(crate) fn code_of(document: &Document, span: Span) -> Vec<[usize; 2]> {
    let first = document.code.partition_point(|code| code.end <= span.start);
    let inside = document.code[first..].iter().take_while(|code| code.start < span.end);
    let (mut at, mut chars) = (span.start, 0);
    let mut count = |end: usize| {
        chars += document.text[at..end].chars().count();
        at = end;
        chars
    };
    inside.map(|code| [count(code.start.max(span.start)), count(code.end.min(span.end))]).collect()
}

/// The same back: bytes of a text for its runs of code in characters; `None` where they are not in order or lie outside.
pub(crate) fn code_in(text: &str, runs: &[[usize; 2]]) -> Option<Vec<Span>> {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate().peekable();
    let mut byte = |chars: usize| {
        while places.next_if(|place| place.0 < chars).is_some() {}
        places.peek().filter(|place| place.0 == chars).map(|place| place.1)
    };
    runs.iter().map(|&[from, to]| Some(Span::new(byte(from)?, byte(to).filter(|_| from <= to)?))).collect()
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
