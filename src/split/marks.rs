//! Characters that end, close, open and continue sentences, whatever the language.

/// Marks that may end a sentence, beyond those of a language record.
///
/// Unicode 16, `Sentence_Break=STerm` and `ATerm`, for the scripts that running text uses today, and the
/// ellipsis, which UAX #29 leaves out. The Armenian question and exclamation marks stand inside words.
pub(super) fn is_final(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇'
            ..='⁉'
                | '։'
                | '؟'
                | '۔'
                | '।'
                | '॥'
                | '။'
                | '።'
                | '፧'
                | '፨'
                | '។'
                | '៕'
                | '。'
                | '．'
                | '！'
                | '？'
                | '｡'
    )
}

/// Final marks after which no white space is needed: the scripts that set none between sentences.
pub(super) fn is_wide_final(c: char) -> bool {
    matches!(c, '。' | '．' | '！' | '？' | '｡')
}

/// Full stops in the sense of UAX #29 (`ATerm`): they also end abbreviations and numbers.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '．')
}

/// Whether a byte may begin a final mark: the byte scan stops here and looks closer.
pub(super) const fn leads(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'!' | b'?' | 0xD6 | 0xD8 | 0xDB | 0xE0 | 0xE1 | 0xE2 | 0xE3 | 0xEF | b';' | b':' | 0xCD
    )
}

/// What a quotation mark or bracket does where no language says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// Opens only: `(`, `「`, `„`.
    Opens,
    /// Closes only: `)`, `」`.
    Closes,
    /// Either, by language or by place: `"`, `“`, `»`.
    Either,
}

/// The hand of a quotation mark or bracket; `None` for anything else.
pub(super) fn hand(c: char) -> Option<Hand> {
    Some(match c {
        '(' | '[' | '{' | '「' | '『' | '【' | '〈' | '《' | '〔' | '（' | '［' | '｛' | '„' | '‚' | '〝' => {
            Hand::Opens
        }
        ')' | ']' | '}' | '」' | '』' | '】' | '〉' | '》' | '〕' | '）' | '］' | '｝' | '〟' => {
            Hand::Closes
        }
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '‹' | '›' | '‟' | '‛' | '＂' | '＇' | '*' | '_'
        | '`' => Hand::Either,
        _ => return None,
    })
}

/// Dashes that begin a line of dialogue or a spoken sentence.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '⁃' | '−')
}

/// Bullets of list items that were run into one paragraph.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '◦' | '⁃' | '▪' | '●' | '■' | '►' | '▸' | '∙')
}

/// Marks after which the sentence goes on (`Sentence_Break=SContinue`, without the dashes).
pub(super) fn continues(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '՝' | '،' | '؛' | '、' | '，' | '；' | '：' | '﹐' | '﹑')
}
