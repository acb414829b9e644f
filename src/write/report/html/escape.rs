//! Text for HTML: nothing in it is markup, and what the eye cannot see is shown.

use std::fmt::Write as _;

/// For attribute values in double quotes and for names; what the eye cannot see is a space.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// For element content: control characters and marks that turn the direction of text are shown as names.
pub(super) fn content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {
                name(&mut out, c)
            }
            c if c.is_control() => name(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

/// A message: what stands in backquotes is text of the article, set apart and isolated from its surroundings.
pub(super) fn message(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, quoted, after)) = rest
        .split_once('`')
        .and_then(|(before, rest)| rest.split_once('`').map(|(quoted, after)| (before, quoted, after)))
    {
        let _ = write!(out, "{}<q>{}</q>", content(before), content(quoted));
        rest = after;
    }
    out + &content(rest)
}

fn name(out: &mut String, c: char) {
    let _ = write!(out, "<i class=\"ctl\">U+{:04X}</i>", c as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            content("<img onerror='x'>&\0\u{202E}"),
            "&lt;img onerror='x'&gt;&amp;<i class=\"ctl\">U+0000</i><i class=\"ctl\">U+202E</i>"
        );
        assert_eq!(message("`<a>` is `b"), "<q>&lt;a&gt;</q> is `b");
        assert_eq!(attribute("\"><b>\n'"), "&quot;&gt;&lt;b&gt; &#39;");
    }
}
