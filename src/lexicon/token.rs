//! Tokens: a sentence -> words, numbers, characters of unspaced scripts and marks, each with its byte span.
//!
//! What it promises: tokens come in order of their start; a token's span lies on character boundaries and
//! is never empty; every letter and digit lies in at least one token; [`Token::form`] is the same for the
//! same word whatever its case, width, composition or (for numbers) locale.
//! What it does not do: no morphology and no dictionary segmentation. Scripts written without spaces give
//! single characters and pairs of them, as a table of pairs learns words well enough.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::number;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A run of letters (digits inside included): `Haus`, `H1N1`, a run of katakana or of hiragana.
    Word,
    /// A number with its separators: `1.234,5`.
    Number,
    /// One character of a script without spaces: `中`.
    Character,
    /// Two neighbouring characters of such a script: `中国`. Overlaps two [`Kind::Character`].
    Pair,
    /// Punctuation or a symbol.
    Mark,
}

/// A token of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Bytes of the sentence, half-open.
    pub span: Range<usize>,
    /// The text as it stands.
    pub text: &'a str,
}

impl<'a> Token<'a> {
    /// The normal form under which a lexicon knows it: lower case, one form for every width and
    /// composition, `ß` as `ss`, Arabic and Hebrew without points and Arabic without article, numbers as
    /// plain decimals, marks of all scripts as one each. Borrowed where the text already is in that form.
    pub fn form(&self) -> Cow<'a, str> {
        match self.kind {
            Kind::Word => word_form(self.text),
            Kind::Number => number::form(self.text),
            Kind::Character | Kind::Pair => Cow::Borrowed(self.text),
            Kind::Mark => mark_form(self.text),
        }
    }
}

/// The tokens of a sentence, or of any text: white space gives none.
///
/// ```
/// use alinea::lexicon::token::tokens;
/// let forms: Vec<_> = tokens("Das Haus, 1.234 km²!").map(|token| token.form().into_owned()).collect();
/// assert_eq!(forms, ["das", "haus", ",", "1234", "km2", "!"]);
/// ```
pub fn tokens(sentence: &str) -> Tokens<'_> {
    Tokens { text: sentence, at: 0, pair: None }
}

/// Iterator of [`tokens`]. Allocates nothing.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// A pair of characters that starts where the character just given starts.
    pair: Option<Range<usize>>,
}

/// How a character takes part in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    /// Combining marks and joiners: belong to what stands before them.
    Extend,
    Katakana,
    Hiragana,
    /// A character of a script without spaces.
    Unspaced,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => return Class::Letter,
        '0'..='9' => return Class::Digit,
        '\0'..=' ' => return Class::Space,
        '!'..='~' => return Class::Mark,
        _ => {}
    }
    match c as u32 {
        0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0x640 | 0xFE00..=0xFE0F | 0xFEFF => {
            Class::Extend
        }
        0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => Class::Katakana,
        0x3041..=0x309F => Class::Hiragana,
        0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => {
            Class::Unspaced
        }
        // Thai, Lao, Myanmar, Khmer, without their digits and marks.
        0xE01..=0xE30 | 0xE32..=0xE33 | 0xE40..=0xE46 | 0xE81..=0xEB0 | 0xEB2..=0xEB3 | 0xEC0..=0xEC6 => {
            Class::Unspaced
        }
        0x1000..=0x102A | 0x103F | 0x1050..=0x1055 | 0x1780..=0x17B3 => Class::Unspaced,
        0x1D165..=0x1D1AD => Class::Mark,
        _ if is_combining_mark(c) => Class::Extend,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_whitespace() || c.is_control() => Class::Space,
        // Superscripts and vulgar fractions are numeric, but belong to the word or number before them.
        _ if number::digit(c).is_some() => Class::Digit,
        _ if c.is_numeric() => Class::Letter,
        _ => Class::Mark,
    }
}

impl<'a> Tokens<'a> {
    /// End of the run of characters from `from` that `keep` accepts; extending characters always belong to it.
    fn run(&self, from: usize, keep: impl Fn(Class) -> bool) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        let end = rest.char_indices().find(|&(_, c)| {
            let class = class(c);
            class != Class::Extend && !keep(class)
        });
        end.map_or(self.text.len(), |(at, _)| from + at)
    }

    fn token(&self, kind: Kind, span: Range<usize>) -> Option<Token<'a>> {
        Some(Token { kind, text: self.text.get(span.clone())?, span })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(span) = self.pair.take() {
            return self.token(Kind::Pair, span);
        }
        loop {
            let start = self.at;
            let c = self.text.get(start..)?.chars().next()?;
            let next = start + c.len_utf8();
            let (kind, end) = match class(c) {
                Class::Space | Class::Extend => {
                    self.at = next;
                    continue;
                }
                Class::Letter => {
                    (Kind::Word, self.run(next, |class| matches!(class, Class::Letter | Class::Digit)))
                }
                Class::Katakana => (Kind::Word, self.run(next, |class| class == Class::Katakana)),
                Class::Hiragana => (Kind::Word, self.run(next, |class| class == Class::Hiragana)),
                Class::Digit => {
                    let (before, rest) = self.text.split_at_checked(start)?;
                    (Kind::Number, start + number::length(before, rest))
                }
                Class::Unspaced => {
                    let end = self.run(next, |_| false);
                    let after = self.text.get(end..).and_then(|rest| rest.chars().next());
                    if after.is_some_and(|c| class(c) == Class::Unspaced) {
                        self.pair = Some(start..self.run(end + after.map_or(0, char::len_utf8), |_| false));
                    }
                    (Kind::Character, end)
                }
                // Runs of the same mark are one token: `...`, `--`, `!!`.
                Class::Mark => {
                    let rest = self.text.get(next..).unwrap_or("");
                    (Kind::Mark, next + rest.len() - rest.trim_start_matches(c).len())
                }
            };
            self.at = end.max(next);
            return self.token(kind, start..self.at);
        }
    }
}

/// Letters of a stem, under which words are learned: longer ones are cut (prefixes of 5 and 7 were not
/// better on the languages tried).
const STEM: usize = 6;

/// What a form is learned under: a word under its first letters, all else as it is.
pub(crate) fn stem(form: &str, kind: Kind) -> &str {
    if kind == Kind::Word { prefix(form, STEM) } else { form }
}

/// The first `count` characters of a form; the whole form where it is shorter.
pub fn prefix(form: &str, count: usize) -> &str {
    form.char_indices().nth(count).map_or(form, |(at, _)| form.get(..at).unwrap_or(form))
}

fn word_form(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let mut form = String::with_capacity(text.len() + 2);
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            'ß' => form.push_str("ss"),
            'ё' => form.push('е'),
            // Arabic: forms of alef and yeh that writers mix.
            'أ' | 'إ' | 'آ' | 'ٱ' => form.push('ا'),
            'ى' | 'ی' => form.push('ي'),
            'ک' => form.push('ك'),
            // Points of Arabic and Hebrew, tatweel, joiners, soft hyphens, the dot that lower-casing İ leaves.
            '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' => {
            }
            '\u{AD}'
            | '\u{307}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' => {}
            '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {}
            _ => form.push(c),
        }
    }
    if form.is_empty() {
        return Cow::Borrowed(text);
    }
    match without_article(&form) {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None if form == text => Cow::Borrowed(text),
        None => Cow::Owned(form),
    }
}

/// An Arabic word without conjunction, preposition and article that are written together with it, if three
/// letters are left: the prefixes of the light stemmer of Larkey, Ballesteros and Connell (2002).
fn without_article(form: &str) -> Option<&str> {
    if !form.starts_with(['ا', 'و', 'ب', 'ك', 'ف', 'ل']) {
        return None;
    }
    ["وال", "بال", "كال", "فال", "ال", "لل"]
        .iter()
        .find_map(|prefix| form.strip_prefix(prefix).filter(|rest| rest.chars().count() >= 3))
}

/// One form for the marks of all scripts; runs of a mark count once.
fn mark_form(text: &str) -> Cow<'_, str> {
    let first = text.chars().next().unwrap_or(' ');
    Cow::Borrowed(match first {
        '.' | '。' | '．' | '｡' | '।' | '॥' | '։' | '።' | '۔' | '။' => ".",
        ',' | '，' | '、' | '､' | '،' | '፣' | '၊' => ",",
        '?' | '？' | '؟' | '՞' | '፧' | '⁇' => "?",
        '!' | '！' | '՜' | '‼' => "!",
        ';' | '；' | '؛' | '፤' | '·' => ";",
        ':' | '：' | '፥' => ":",
        '…' | '⋯' | '‥' => "…",
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '＂'
        | '《' | '》' | '〈' | '〉' => "\"",
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '＇' | 'ʼ' => "'",
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | '﹣' | '～' | '〜' | '─' => {
            "-"
        }
        '(' | '（' | '[' | '［' | '【' | '〔' | '{' | '｛' => "(",
        ')' | '）' | ']' | '］' | '】' | '〕' | '}' | '｝' => ")",
        '%' | '％' | '٪' => "%",
        '/' | '／' => "/",
        '&' | '＆' => "&",
        '・' | '･' | '•' => "•",
        _ => text.get(..first.len_utf8()).unwrap_or(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(sentence: &str, expected: &[&str]) {
        let forms: Vec<_> = tokens(sentence).map(|token| token.form().into_owned()).collect();
        assert_eq!(forms, expected, "{sentence}");
    }

    #[test]
    fn words_of_spaced_scripts() {
        check("Straße STRASSE strasse", &["strasse", "strasse", "strasse"]);
        check("l’homme d'État", &["l", "'", "homme", "d", "'", "état"]);
        check("Ёлка и e\u{301}te\u{301}", &["елка", "и", "été"]);
        check("وَالكِتابُ في المكتبة", &["كتاب", "في", "مكتبة"]);
        check("H1N1 Covid-19", &["h1n1", "covid", "-", "19"]);
    }

    #[test]
    fn unspaced_scripts_give_characters_and_pairs() {
        check("中国人", &["中", "中国", "国", "国人", "人"]);
        check("東京でサッカーを", &["東", "東京", "京", "で", "サッカー", "を"]);
        check("ｻｯｶｰ", &["サッカー"]);
    }

    #[test]
    fn marks_have_one_form() {
        check("。！？、「」 …", &[".", "!", "?", ",", "\"", "\"", "…"]);
        check("Ja ... — «nein»", &["ja", ".", "-", "\"", "nein", "\""]);
    }

    #[test]
    fn numbers_stay_whole() {
        check("1,234.5 und 1.234,5", &["1234.5", "und", "1234.5"]);
        check("３０％", &["30", "%"]);
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_cover_letters(text in "\\PC{0,60}") {
            let mut reached = vec![false; text.len()];
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(!token.span.is_empty() && token.span.start >= last);
                prop_assert_eq!(&text[token.span.clone()], token.text);
                last = token.span.start;
                token.form();
                reached[token.span].fill(true);
            }
            for (at, c) in text.char_indices() {
                prop_assert!(reached[at] || !c.is_alphanumeric() || class(c) == Class::Extend, "{c:?}");
            }
        }
    }
}
