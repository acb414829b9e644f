//! Where the lines of a text start, as anchors.

use crate::bitext::Anchor;

/// Bytes after which a long line gets another anchor, so that counting on from the nearest one is short.
pub(super) const STRIDE: usize = 2048;

/// Anchors at the start of every line and within long ones; only LF ends a line (CRLF ends in it).
pub(super) fn anchors(text: &str) -> Vec<Anchor> {
    let bytes = text.as_bytes();
    let mut anchors = vec![Anchor { offset: 0, line: 1, column: 1 }];
    let (mut start, mut line) = (0, 1);
    let ends = memchr::memchr_iter(b'\n', bytes).map(|newline| newline + 1).chain([text.len()]);
    for end in ends {
        let (mut at, mut column) = (start, 1);
        while end - at > STRIDE {
            let next = text.floor_char_boundary(at + STRIDE);
            column += text[at..next].chars().count();
            at = next;
            anchors.push(Anchor { offset: at, line, column });
        }
        if end < text.len() {
            line += 1;
            anchors.push(Anchor { offset: end, line, column: 1 });
        }
        start = end;
    }
    anchors
}
