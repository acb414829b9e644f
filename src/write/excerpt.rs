//! A passage of a text and what stands around it, cut to a line of a terminal.

use unicode_width::UnicodeWidthChar;

use super::visible::push_visible;
use crate::bitext::{Document, Span};
use crate::lang::Script;

/// The part of a text around a span that fits a line.
#[derive(Debug)]
pub struct Excerpt {
    /// What stands before the span.
    pub before: String,
    /// What stands in it; without its middle if that is long.
    pub flagged: String,
    /// What stands behind it.
    pub after: String,
    /// Whether a script in it is written from the right, so that no column is where one thinks.
    pub right_to_left: bool,
}

impl Excerpt {
    /// Cuts to `room` columns what stands in the block of a span.
    pub fn of(document: &Document, span: Span, room: usize) -> Self {
        let block =
            document.blocks.get(document.blocks.partition_point(|block| block.span.end <= span.start));
        // A block without line breaks may be a whole book: only what could be shown is looked at.
        let start = block.map_or(0, |block| block.span.start).min(span.start);
        let end = block.map_or(document.text.len(), |block| block.span.end).max(span.end);
        let text = &document.text;
        let flagged = middle(text[span.range()].chars(), room * 4 / 5);
        let rest = room.saturating_sub(columns(&flagged));
        let after_text: String = text[span.end..end].chars().take(room + 1).collect();
        let before_text: Vec<char> = text[start..span.start].chars().rev().take(room + 1).collect();
        let after_all = shown(after_text.chars());
        let before_all = shown(before_text.iter().rev().copied());
        let wanted_after = columns(&after_all).min(rest / 2);
        let before = tail(&before_all, rest - wanted_after);
        let after = head(&after_all, rest - columns(&before));
        let right_to_left = [&before, &flagged, &after]
            .iter()
            .flat_map(|part| part.chars())
            .any(|c| Script::of(c).is_some_and(Script::right_to_left));
        Self { before, flagged, after, right_to_left }
    }
}

/// As many columns of the start as fit.
fn head(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let mut cut = String::new();
    for c in text.chars() {
        used += wide(c);
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// As many columns of the end as fit.
fn tail(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        used += wide(c);
        if used > room {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}

/// A text that is too long without its middle.
fn middle(text: impl Iterator<Item = char>, room: usize) -> String {
    let all = shown(text);
    if columns(&all) <= room {
        return all;
    }
    let first = head(&all, room / 2);
    first.trim_end_matches('…').to_owned() + &tail(&all, room / 2)
}

/// As [`visible`](super::visible()), with line breaks and runs of white space as one space.
fn shown(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in text {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            push_visible(&mut out, c);
        }
    }
    out
}

fn wide(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Columns of a text, as terminals count them.
pub fn columns(text: &str) -> usize {
    text.chars().map(wide).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, flagged: &str, room: usize) -> Excerpt {
        let start = text.find(flagged).unwrap();
        let document = Document { text: text.into(), ..Document::default() };
        Excerpt::of(&document, Span::new(start, start + flagged.len()), room)
    }

    #[test]
    fn shows_nothing_that_a_terminal_obeys() {
        let line = cut("\x1b]0;x\x07a\u{202E}b\u{9b}c", "b", 80);
        assert_eq!(line.before + &line.after, "\\u{1b}]0;x\\u{7}a\\u{202e}\\u{9b}c");
    }

    #[test]
    fn cuts_around_the_flag_by_columns() {
        let line = cut("eins zwei drei vier fünf sechs sieben acht", "vier", 20);
        // All of the 20 columns: 8, the 4 of the flag, and 8.
        assert_eq!((line.before.as_str(), line.after.as_str()), ("…i drei ", " fünf s…"));
        let wide = cut("日本語日本語日本語旗日本語日本語", "旗", 13);
        assert!(
            columns(&wide.before) + columns(&wide.flagged) + columns(&wide.after) <= 13,
            "{}",
            wide.before
        );
        assert_eq!(columns("日e\u{301}"), 3);
    }

    #[test]
    fn knows_text_from_right_to_left() {
        assert!(cut("a שלום b", "שלום", 40).right_to_left);
    }

    #[test]
    fn a_long_flag_loses_its_middle() {
        let text = "x".repeat(500);
        let line = cut(&text, &text, 40);
        assert!(columns(&line.flagged) <= 32 && line.flagged.contains('…'));
    }
}
