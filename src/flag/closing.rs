//! How a sentence ends: its last mark, quotes and brackets aside.

/// What the last character of a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop of any script, an ellipsis or an exclamation mark.
    Closed,
    /// A question mark of any script.
    Asked,
    /// A colon, semicolon, comma or dash.
    Held,
    /// A letter or digit.
    Open,
    /// Nothing, or a mark that says nothing.
    Unknown,
}

/// How a sentence ends, and the byte offset of the character that says so.
pub(super) fn ending(text: &str) -> (Ending, usize) {
    for (at, c) in text.char_indices().rev() {
        let found = match c {
            c if c.is_whitespace() => continue,
            '"'
            | '”'
            | '“'
            | '’'
            | '‘'
            | '\''
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '*'
            | '\u{200b}'..='\u{200f}'
            | '\u{feff}' => continue,
            '.' | '!' | '…' | '。' | '！' | '．' | '।' | '॥' | '։' | '။' | '።' | '۔' | '｡' => {
                Ending::Closed
            }
            '?' | '？' | '؟' | '՞' | '‽' => Ending::Asked,
            ';' | '\u{37e}' | ':' | ',' | '-' | '–' | '—' | '、' | '，' | '：' | '；' | '،' | '؛' => {
                Ending::Held
            }
            c if c.is_alphanumeric() => Ending::Open,
            _ => Ending::Unknown,
        };
        return (found, at);
    }
    (Ending::Unknown, 0)
}

/// The last word of a text, as a byte range; empty where it does not end in a word.
pub(super) fn last_word(text: &str) -> std::ops::Range<usize> {
    let end = text.trim_end().len();
    let start = text[..end].rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'));
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    start.min(end)..end
}
