//! What of a text may be shown at a terminal.

/// A text without anything that a terminal would obey: controls, escapes and marks that turn the direction of text are
/// escaped, `\u{1b}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_visible(&mut out, c));
    out
}

/// Adds a character, escaped where a terminal would obey it.
pub(crate) fn push_visible(out: &mut String, c: char) {
    let turns =
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if c.is_control()
        || turns
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
    {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_terminal_would_obey() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{7}é"), "a\\u{1b}[31m\\u{202e}b\\u{7}é");
    }
}
