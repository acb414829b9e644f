//! A flag as people read it: place, severity, rule, why, and the passage underlined.

use alinea::Flag;
use alinea::bitext::{Document, Severity};
use alinea::lang::Script;

/// Characters of context on each side of the passage.
const AROUND: usize = 50;
/// Characters of a passage that are shown; the rest is `…`.
const LONGEST: usize = 110;

/// A few lines for a flag, its fingerprint last; control characters and changes of direction are shown, not sent.
pub(super) fn draw(document: &Document, flag: &Flag, fingerprint: &str) -> String {
    let place = document.place(flag.span.start);
    let path = shown(&document.path.to_string_lossy());
    let column = place.column.map_or(String::new(), |column| format!(":{column}"));
    let message = shown(&flag.message);
    let head = format!("{path}:{}{column}: {}[{}]: {message}\n", place.line, flag.severity.name(), flag.rule);
    if flag.severity == Severity::Info {
        return head;
    }
    let text = &document.text;
    let line_start = text[..flag.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[flag.span.end..].find('\n').map_or(text.len(), |newline| flag.span.end + newline);
    let before = cut_left(&text[line_start..flag.span.start]);
    let passage: String = text[flag.span.range()].chars().take(LONGEST).collect();
    let rest = if passage.len() < flag.span.len() { "…" } else { "" };
    let passage = format!("{}{rest}", shown(&passage));
    let after = cut_right(&text[flag.span.end..line_end]);
    let offset: usize = before.chars().map(width).sum();
    let wide: usize = passage.chars().map(width).sum::<usize>().max(1);
    let mut out = head;
    out.push_str(&format!("  | {before}{passage}{after}\n  | {}{}", " ".repeat(offset), "^".repeat(wide)));
    if let Some(suggestion) = &flag.suggestion {
        out.push_str(&format!(" write `{}`", shown(suggestion)));
    }
    out.push('\n');
    match &flag.suppressed {
        Some(found) => {
            let (path, reason) = (shown(&found.path.to_string_lossy()), shown(&found.reason));
            out.push_str(&format!("  = suppressed: {reason} ({path}{})\n", found.at_line()));
        }
        None if flag.known == Some(true) => out.push_str("  = known to the baseline\n"),
        None => out.push_str(&format!("  = fingerprint {fingerprint}\n")),
    }
    out
}

fn cut_left(text: &str) -> String {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    format!("{}{}", if start > 0 { "…" } else { "" }, shown(&text[start..]))
}

fn cut_right(text: &str) -> String {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    format!("{}{}", shown(&text[..end]), if end < text.len() { "…" } else { "" })
}

/// Text that is safe to send to a terminal.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Columns of a character, as terminals count them.
fn width(c: char) -> usize {
    match c as u32 {
        0x300..=0x36F | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F | 0x93C | 0x941..=0x94D | 0xFE0F => 0,
        0x1100..=0x115F | 0x2E80..=0x303E | 0xFE30..=0xFE6F | 0xFF01..=0xFF60 | 0x1F300..=0x1FAFF => 2,
        _ if matches!(Script::of(c), Some(Script::Han | Script::Hangul)) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_could_harm_a_terminal() {
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c\td"), "a\\u{1b}[31mb\\u{202e}c d");
    }
}
