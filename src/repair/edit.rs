//! Changes of a text, made at once, with everything that points into it.

use std::ops::Range;

use crate::bitext::{Anchor, Damage, Document, Repair, Span};

/// One change.
pub(super) struct Edit {
    /// Bytes of the text that go.
    pub(super) range: Range<usize>,
    /// What comes in their place.
    pub(super) with: String,
}

/// Makes changes, which are in order and do not overlap.
pub(super) fn apply(document: &mut Document, damage: Damage, edits: Vec<Edit>) {
    if edits.is_empty() {
        return;
    }
    let mut text = String::with_capacity(document.text.len());
    let mut anchors: Vec<Anchor> = Vec::with_capacity(document.anchors.len() + 2 * edits.len());
    let mut old = document.anchors.iter().peekable();
    let mut copied = 0;
    let pass = document.repairs.last().map_or(0, |last| last.pass + 1);
    let mut moved = Moved::default();
    for Edit { range, with } in edits {
        text.push_str(&document.text[copied..range.start]);
        while let Some(anchor) = old.next_if(|anchor| anchor.offset <= range.start) {
            anchors.push(Anchor { offset: text.len() - (range.start - anchor.offset), ..*anchor });
        }
        // What lies inside goes with its text.
        while old.next_if(|anchor| anchor.offset < range.end).is_some() {}
        let (start, end) = (document.place(range.start), document.place(range.end));
        let anchor = |offset, place: crate::bitext::Place| Anchor {
            offset,
            line: place.line,
            column: place.column.unwrap_or(0),
        };
        anchors.push(anchor(text.len(), start));
        document.repairs.push(Repair {
            damage,
            place: start,
            pass,
            at: text.len(),
            before: document.text[range.clone()].to_owned(),
            after: with.clone(),
        });
        moved.0.push((range.clone(), text.len()..text.len() + with.len()));
        text.push_str(&with);
        anchors.push(anchor(text.len(), end));
        copied = range.end;
    }
    let shift = text.len();
    text.push_str(&document.text[copied..]);
    anchors.extend(old.map(|anchor| Anchor { offset: shift + (anchor.offset - copied), ..*anchor }));
    for block in &mut document.blocks {
        let start = moved.of(block.span.start, false);
        block.span = Span::new(start, moved.of(block.span.end, true).max(start));
    }
    for code in &mut document.code {
        let start = moved.of(code.start, false);
        *code = Span::new(start, moved.of(code.end, true).max(start));
    }
    for directive in &mut document.directives {
        directive.offset = moved.of(directive.offset, false);
    }
    document.text = text;
    document.anchors = anchors;
}

/// Where the passages went: range before, range after.
#[derive(Default)]
struct Moved(Vec<(Range<usize>, Range<usize>)>);

impl Moved {
    /// Where a byte of the text before went; to an end of the passage where it lies in one.
    fn of(&self, at: usize, end: bool) -> usize {
        let after = self.0.partition_point(|(before, _)| before.start < at);
        match after.checked_sub(1).map(|index| &self.0[index]) {
            None => at,
            Some((before, after)) if at < before.end => {
                if end {
                    after.end
                } else {
                    after.start
                }
            }
            Some((before, after)) => after.end + (at - before.end),
        }
    }
}
