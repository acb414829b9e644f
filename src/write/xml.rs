//! XML, as far as the writers of TMX, XLIFF and JUnit need it: everything is escaped, and characters that
//! XML 1.0 cannot hold are left out.

use std::borrow::Cow;

pub(crate) use crate::markup::xml::{Events, Piece, decode, local};

/// Whether XML 1.0 can hold a character (section 2.2, production 2).
pub(crate) fn holds(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Text for element content and for attribute values in double quotes: escaped, and without what XML
/// cannot hold. White space that a parser would normalise is written as a character reference.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let plain = |c: char| holds(c) && !matches!(c, '&' | '<' | '>' | '"' | '\t' | '\n' | '\r');
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            c if holds(c) => escaped.push(c),
            _ => {}
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn drain(text: &str) -> crate::error::Result<String> {
        let mut events = Events::new(Path::new("x.xml"), text);
        let mut seen = String::new();
        while let Some(piece) = events.next()? {
            if let Piece::Text(text) = piece {
                seen.push_str(&text);
            }
        }
        Ok(seen)
    }

    #[test]
    fn what_is_escaped_is_read_back() {
        let text = "a]]>b <&\"'> \t\r\n \u{85}\u{2028}\u{10FFFF}";
        assert_eq!(drain(&format!("<a>{}</a>", escape(text))).unwrap(), text);
        assert_eq!(escape("\0\u{B}\u{FFFE}\u{FFFF}ok"), "ok");
    }
}
