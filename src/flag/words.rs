//! One side of a bitext as the rules read it: cut into tokens once.
//!
//! Tokens are spans into the document with a lower-cased form beside them; nothing else is copied.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::bitext::{Span, Text};
use crate::lang::{self, Language, Script};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with apostrophes between them.
    Word,
    /// One character of a script that sets no spaces between words.
    Glyph,
    /// Digits, with points, commas and colons between them.
    Number,
    /// Any other character that is no white space.
    Mark,
}

/// How the letters of a word are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No letter has case.
    None,
    /// `house`
    Lower,
    /// `House`
    Capital,
    /// `NATO`; two letters and more.
    Upper,
    /// `iPhone`
    Mixed,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// Range into the lower-cased forms.
    lower: (u32, u32),
}

impl Token {
    /// Whether it is a word of a spaced script.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// One side of a bitext, in tokens.
#[derive(Debug)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a Text,
    /// What is known of its language.
    pub language: &'static Language,
    lower: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// Cuts every sentence of a text into tokens.
    pub fn new(text: &'a Text) -> Self {
        let language = lang::language(text.lang);
        let bytes = text.sentences.iter().map(|sentence| sentence.span.len()).sum::<usize>();
        let mut words = Words {
            text,
            language,
            lower: String::with_capacity(bytes + 16),
            tokens: Vec::with_capacity(bytes / 5),
            sentences: Vec::with_capacity(text.sentences.len()),
        };
        for sentence in &text.sentences {
            let first = words.tokens.len();
            words.cut_prose(sentence.span);
            words.sentences.push(first..words.tokens.len());
        }
        words
    }

    /// The document's text.
    pub fn document(&self) -> &'a str {
        &self.text.document.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text.document.text[span.range()]
    }

    /// The text of a token, in lower case.
    pub fn lower(&self, token: &Token) -> &str {
        &self.lower[token.lower.0 as usize..token.lower.1 as usize]
    }

    /// The text of a token.
    pub fn of(&self, token: &Token) -> &'a str {
        self.slice(token.span)
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, index: usize) -> &[Token] {
        &self.tokens[self.sentences[index].clone()]
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The sentences: number, text, span, tokens.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'a str, Span, &[Token])> {
        self.sentences.iter().enumerate().map(|(index, range)| {
            let span = self.text.sentences[index].span;
            (index, self.slice(span), span, &self.tokens[range.clone()])
        })
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of a run of sentences.
    pub(super) fn run(&self, sentences: Range<usize>) -> &[Token] {
        if sentences.is_empty() {
            return &[];
        }
        &self.tokens[self.sentences[sentences.start].start..self.sentences[sentences.end - 1].end]
    }

    /// Whether only white space stands between two tokens.
    pub fn adjacent(&self, left: &Token, right: &Token) -> bool {
        left.span.end <= right.span.start
            && self.slice(Span::new(left.span.end, right.span.start)).chars().all(char::is_whitespace)
    }

    /// Whether a token is in a word list, which is in lower case.
    pub fn is_in(&self, token: &Token, list: &[&str]) -> bool {
        token.kind == Kind::Word && list.contains(&self.lower(token))
    }

    /// Cuts a sentence; a run of code in it is one mark.
    fn cut_prose(&mut self, span: Span) {
        let code = &self.text.document.code;
        let from = code.partition_point(|code| code.end <= span.start);
        let mut start = span.start;
        for code in code[from..].iter().take_while(|code| code.start < span.end) {
            let code = Span::new(code.start.max(start), code.end.min(span.end));
            self.cut(Span::new(start, code.start));
            self.push(code, Kind::Mark);
            start = code.end;
        }
        self.cut(Span::new(start, span.end));
    }

    fn cut(&mut self, span: Span) {
        let elides = matches!(self.language.tag, "fr" | "it" | "ca");
        let text = self.slice(span);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() || is_invisible(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            let kind = if digit(c).is_some() {
                while let Some(&(next, d)) = chars.peek() {
                    let rest = &text[next + d.len_utf8()..];
                    let joins = match d {
                        '.' | ',' | ':' | '٫' | '٬' => {
                            rest.chars().next().is_some_and(|e| digit(e).is_some())
                        }
                        // `３，０００`, but `一、２、３`.
                        '，' | '、' | '．' => {
                            rest.chars().take_while(|&e| digit(e).is_some()).count() == 3
                        }
                        _ => false,
                    };
                    if digit(d).is_none() && !joins {
                        break;
                    }
                    end = next + d.len_utf8();
                    chars.next();
                }
                Kind::Number
            } else if c.is_alphabetic() {
                if Script::of(c).is_some_and(|script| !script.spaced()) {
                    while let Some(&(next, d)) = chars.peek() {
                        if !is_combining_mark(d) {
                            break;
                        }
                        end = next + d.len_utf8();
                        chars.next();
                    }
                    Kind::Glyph
                } else {
                    while let Some(&(next, d)) = chars.peek() {
                        let letter = d.is_ascii_alphabetic()
                            || (!d.is_ascii()
                                && (d.is_alphabetic() || is_combining_mark(d) || is_joiner(d))
                                && Script::of(d).is_none_or(Script::spaced));
                        let joins = matches!(d, '\'' | '’')
                            && text[next + d.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
                        if !letter && !joins {
                            break;
                        }
                        end = next + d.len_utf8();
                        chars.next();
                        if joins && elides {
                            break;
                        }
                    }
                    Kind::Word
                }
            } else {
                Kind::Mark
            };
            self.push(Span::new(span.start + at, span.start + end), kind);
        }
    }

    fn push(&mut self, span: Span, kind: Kind) {
        let found = self.slice(span);
        let from = self.lower.len() as u32;
        let case = match kind {
            // What is elided stands without its apostrophe, as in the word lists.
            Kind::Word => push_lower(found.trim_end_matches(['\'', '’']), &mut self.lower),
            _ => {
                self.lower.push_str(found);
                Case::None
            }
        };
        self.tokens.push(Token { span, kind, case, lower: (from, self.lower.len() as u32) });
    }
}

/// The value of a decimal digit of any script that running text uses, or of full width.
pub(super) fn digit(c: char) -> Option<u32> {
    /// First code points of the ranges of ten digits (Unicode 16, category Nd).
    const ZEROS: &[u32] = &[
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
        0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = c as u32;
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| code - zero)
}

/// Whether a word is written in hiragana throughout: endings and particles, which the other side says otherwise.
pub(super) fn is_grammar(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{3041}'..='\u{309f}' | 'ー'))
}

/// Zero-width joiners, which stand inside words of some scripts.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Characters without a shape of their own, between tokens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

fn push_lower(word: &str, out: &mut String) -> Case {
    let (mut upper, mut lower, mut first_upper) = (0usize, 0usize, false);
    for (index, c) in word.chars().enumerate() {
        if c.is_ascii() {
            upper += usize::from(c.is_ascii_uppercase());
            lower += usize::from(c.is_ascii_lowercase());
            first_upper |= index == 0 && c.is_ascii_uppercase();
            out.push(if c == '’' { '\'' } else { c.to_ascii_lowercase() });
        } else if c == '’' {
            out.push('\'');
        } else if c != '\u{ad}' {
            // Unicode calls the letters of Georgian small, but text has no capitals.
            let georgian = matches!(c, '\u{10d0}'..='\u{10ff}');
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase() && !georgian);
            first_upper |= index == 0 && c.is_uppercase();
            out.extend(c.to_lowercase());
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (2.., 0) => Case::Upper,
        (1, _) if first_upper => Case::Capital,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments::bitext;

    fn cut(lang: &str, text: &str) -> Vec<String> {
        let bitext = bitext(None, lang.parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        words.tokens().iter().map(|token| words.of(token).to_owned()).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        assert_eq!(cut("en", "Don't pay 1,000.50 €."), ["Don't", "pay", "1,000.50", "€", "."]);
        assert_eq!(cut("fr", "L’homme d’ici"), ["L’", "homme", "d’", "ici"]);
        assert_eq!(cut("ja", "東京Tower"), ["東", "京", "Tower"]);
    }

    #[test]
    fn reads_the_digits_of_every_script() {
        for text in ["42", "४२", "٤٢", "౪౨", "௪௨", "༤༢", "４２"] {
            let value = text.chars().filter_map(digit).fold(0, |value, digit| 10 * value + digit);
            assert_eq!(value, 42, "{text}");
        }
        assert_eq!(digit('四'), None);
    }

    #[test]
    fn keeps_combining_marks_with_their_letter() {
        assert_eq!(cut("hi", "नहीं है"), ["नहीं", "है"]);
        assert_eq!(cut("vi", "tie\u{302}\u{301}ng"), ["tie\u{302}\u{301}ng"]);
    }
}
