//! What stands around a final mark: the run of marks, what closes after it, the blank, what comes next.

use super::marks::{self, Hand};
use super::rules::Rules;

/// The surroundings of a run of final marks; byte offsets into the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// First byte of the run.
    pub(super) mark: usize,
    /// One past the run: `?!`, `...`, `. . .`.
    pub(super) run_end: usize,
    /// One past the quotes and brackets that close after the run: here the sentence ends if it does.
    pub(super) close_end: usize,
    /// First byte that is not blank after it, or the end of the block.
    pub(super) next: usize,
    /// Number of marks in the run.
    pub(super) marks: usize,
    /// The last mark of the run.
    pub(super) last: char,
    /// Whether the marks of the run are set apart by spaces: `. . .`.
    pub(super) loose: bool,
}

impl Gap {
    /// Reads on from the final mark at `mark`.
    pub(super) fn read(text: &str, mark: usize, rules: &Rules) -> Gap {
        let (run_end, marks, last) = run(text, mark, rules);
        let close_end = closers(text, run_end, last, rules);
        let loose = text[mark..run_end].contains([' ', '\u{a0}']);
        Gap { mark, run_end, close_end, next: skip_blank(text, close_end), marks, last, loose }
    }

    /// Whether white space follows.
    pub(super) fn spaced(&self) -> bool {
        self.next > self.close_end
    }

    /// Whether quotes or brackets close after the run.
    pub(super) fn closed(&self) -> bool {
        self.close_end > self.run_end
    }

    /// Whether the run is one full stop.
    pub(super) fn one_stop(&self) -> bool {
        self.marks == 1 && marks::is_stop(self.last)
    }

    /// Whether the run leaves the sentence hanging: `...`, `…`, `. . .`.
    pub(super) fn ellipsis(&self) -> bool {
        self.last == '…' || (marks::is_stop(self.last) && self.marks > 1)
    }
}

/// The run of final marks from `mark` on. Full stops may be set apart by single spaces: `. . .`.
fn run(text: &str, mark: usize, rules: &Rules) -> (usize, usize, char) {
    let mut end = mark;
    let mut count = 0;
    let mut last = '.';
    loop {
        let mut rest = text[end..].chars();
        match rest.next() {
            Some(c) if marks::is_final(c) || (rules.finals.contains(&c)) => {
                (end, count, last) = (end + c.len_utf8(), count + 1, c);
            }
            Some(space @ (' ' | '\u{a0}')) if count > 0 && last == '.' && rest.next() == Some('.') => {
                end += space.len_utf8();
            }
            _ => return (end, count, last),
        }
    }
}

/// One past what closes after a run: brackets, quotes, footnote marks, and quotes set apart by a space.
fn closers(text: &str, run_end: usize, last: char, rules: &Rules) -> usize {
    let mut end = run_end;
    let wide = marks::is_wide_final(last);
    while let Some(c) = text[end..].chars().next() {
        let after = end + c.len_utf8();
        let closes = match marks::hand(c) {
            Some(Hand::Closes) => true,
            Some(Hand::Opens) => false,
            Some(Hand::Either) => either_closes(text, c, after, wide, rules),
            None => false,
        };
        if !closes {
            match footnote(&text[end..]) {
                Some(length) => {
                    end += length;
                    continue;
                }
                None => break,
            }
        }
        end = after;
    }
    // `Non. »` and, in tokenised text, `Nein. "`.
    let blank = skip_blank(text, end);
    let Some(c) = text[blank..].chars().next().filter(|_| blank > end) else { return end };
    let after = text.len() - text[blank..].trim_start_matches(c).len();
    let free = text[after..]
        .chars()
        .next()
        .is_none_or(|next| next.is_whitespace() || marks::continues(next) || marks::is_stop(next));
    let closes = match marks::hand(c) {
        Some(Hand::Closes) => free,
        Some(Hand::Either) if rules.closes(c) && !rules.opens(c) => true,
        Some(Hand::Either) if c == '"' => free && odd_quotes(text, blank),
        Some(Hand::Either) => free && matches!(c, '»' | '”' | '`') && !rules.opens(c),
        _ => false,
    };
    if closes { after } else { end }
}

/// Whether an odd number of `"` stands before `at`, as far back as a paragraph goes (512 bytes).
fn odd_quotes(text: &str, at: usize) -> bool {
    let from = super::uax::floor(text, at.saturating_sub(512));
    text[from..at].bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}

/// Whether a mark that can open or close closes here, right after a final mark.
fn either_closes(text: &str, c: char, after: usize, wide: bool, rules: &Rules) -> bool {
    if rules.closes(c) || (wide && matches!(c, '”' | '’' | '»')) {
        return true;
    }
    if wide && (matches!(c, '“' | '‘') || rules.opens(c)) {
        return false;
    }
    next_is_free(text, after)
}

/// Whether what follows is no word: blank, end, punctuation.
fn next_is_free(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(marks::hand(c), Some(Hand::Opens)))
}

/// Length of a footnote mark at the start: `[12]`, `¹`.
fn footnote(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('[') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (1..=3)
            .contains(&digits)
            .then_some(())
            .and_then(|()| rest[digits..].starts_with(']').then_some(digits + 2));
    }
    let c = text.chars().next()?;
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹').then_some(c.len_utf8())
}

/// The first byte at or after `at` that begins no white space.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

/// White space and characters without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
}
