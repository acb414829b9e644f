//! The words on both sides of a full stop.

use super::rules::{Rules, Senses};

/// The word before a full stop: letters, figures, and full stops, hyphens, apostrophes inside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Where it begins.
    pub(super) start: usize,
    text: &'a str,
}

/// Longest word that is looked up, in bytes; abbreviations are shorter.
const LONGEST: usize = 40;

impl<'a> Token<'a> {
    /// The word that ends at `end`, not reaching before `start`.
    pub(super) fn before(text: &'a str, start: usize, end: usize) -> Option<Token<'a>> {
        let whole = &text[start..end];
        let mut begin = whole.len();
        for (at, c) in whole.char_indices().rev() {
            if !(is_word(c) || matches!(c, '.' | '-' | '\'' | '’' | '/' | '°' | 'º' | 'ª'))
                || whole.len() - at > LONGEST
            {
                break;
            }
            begin = at;
        }
        let text = whole[begin..].trim_start_matches(|c: char| !is_word(c));
        (!text.is_empty()).then(|| Token { start: end - text.len(), text })
    }

    /// Length in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// In lower case.
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// What it abbreviates in a language, alone or with the abbreviated words before it (`z. B`), or, where it
    /// has a hyphen or an apostrophe, its last part (`l'Ing`).
    pub(super) fn senses(&self, text: &str, rules: &Rules) -> Senses {
        if self.text == "No" {
            // `No. 5`, whatever `no` means here.
            return Senses::BEFORE_NUMBER;
        }
        let lower = self.lower();
        let mut found = rules.senses(&lower).of_abbreviation();
        if found != Senses::default() {
            return found;
        }
        if let Some((_, last)) =
            lower.rsplit_once(['\'', '’', '-', '/', '.']).filter(|(_, last)| last.len() > 1)
        {
            found = rules.senses(last).of_abbreviation();
            if found != Senses::default() {
                return found;
            }
        }
        let mut joined = lower;
        let mut begin = self.start;
        for _ in 0..3 {
            let before = text[..begin].trim_end();
            let Some(stem) = before.strip_suffix('.') else { break };
            if before.len() == begin {
                break;
            }
            let Some(previous) = Token::before(text, 0, stem.len()) else { break };
            if previous.text.chars().count() > 5 {
                break;
            }
            joined = format!("{}.{joined}", previous.lower());
            found = rules.senses(&joined).of_abbreviation();
            if found != Senses::default() {
                return found;
            }
            begin = previous.start;
        }
        found
    }

    /// Whether it is the first word of an abbreviation of several that goes on after the stop: `z` of `z. B.`.
    pub(super) fn opens_abbreviation(&self, text: &str, after: usize, rules: &Rules) -> bool {
        if self.text.chars().count() > 5 {
            return false;
        }
        let next = Word::at(text, text.len() - text[after..].trim_start().len());
        if next.text.is_empty() || next.text.chars().count() > 5 || !text[next.end..].starts_with('.') {
            return false;
        }
        let joined = format!("{}.{}", self.lower(), next.lower());
        let found = rules.senses(&joined);
        found.has(Senses::NEVER) || found.has(Senses::MAY_END) || found.has(Senses::BEFORE_NUMBER)
    }

    /// `1.`, `a.`, `iv.`, `2.3.`: at the start of a sentence it numbers it.
    pub(super) fn is_list_marker(&self) -> bool {
        let number = self.is_number() && self.text.split('.').all(|part| (1..=2).contains(&part.len()));
        let letter = self.text.chars().count() == 1 && self.text.chars().all(is_alphabet);
        number || letter || is_roman(self.text)
    }

    /// A capital and small letters, as in `Corp` and `Bros`.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.as_str().starts_with(char::is_lowercase)
    }

    /// A word of at least two small letters and nothing else.
    pub(super) fn is_small_word(&self) -> bool {
        self.text.chars().all(char::is_lowercase) && self.text.chars().nth(1).is_some()
    }

    /// Figures only.
    pub(super) fn is_number(&self) -> bool {
        self.text.chars().all(|c| c.is_numeric() || c == '.')
    }

    /// A Roman numeral of at least two letters.
    pub(super) fn is_roman(&self) -> bool {
        self.len() > 1 && is_roman(self.text)
    }

    /// Single letters of an alphabet, with full stops or hyphens between: `J`, `J.-P`, `U.S`, `a.m`. A
    /// single small letter is a word in many languages.
    pub(super) fn is_initial(&self) -> bool {
        let letters = self.text.split(['-', '.']).filter(|part| !part.is_empty()).all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(is_alphabet) && chars.all(is_mark)
        });
        letters && (self.text.contains('.') || !self.text.starts_with(char::is_lowercase))
    }

    /// `a.m`, `P.M`.
    pub(super) fn is_half_of_day(&self) -> bool {
        self.text.eq_ignore_ascii_case("a.m") || self.text.eq_ignore_ascii_case("p.m")
    }

    /// Single letters with full stops between: `U.S`, `a.m`.
    pub(super) fn is_chain(&self) -> bool {
        self.text.contains('.') && self.is_initial()
    }
}

/// The word that begins at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    text: &'a str,
    end: usize,
}

impl<'a> Word<'a> {
    /// The word at `at`; empty where none begins.
    pub(super) fn at(text: &'a str, at: usize) -> Word<'a> {
        let rest = &text[at..];
        let mut length = 0;
        for (index, c) in rest.char_indices() {
            if !is_word(c) || index > LONGEST {
                break;
            }
            length = index + c.len_utf8();
        }
        Word { text: &rest[..length], end: at + length }
    }

    /// In lower case.
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// A Roman numeral.
    pub(super) fn is_roman(&self) -> bool {
        is_roman(self.text)
    }

    /// Whether no word begins there.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A capital, and small letters if anything: `The`, `O`.
    pub(super) fn is_titled(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
    }

    /// One past its last byte.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// A capital and at least one small letter, nothing else.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.as_str().starts_with(char::is_lowercase)
            && chars.all(char::is_lowercase)
    }

    /// One capital and nothing else.
    pub(super) fn is_one_capital(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    }

    /// A single letter with a full stop after it.
    pub(super) fn is_initial(&self, text: &str) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(is_alphabet) && chars.all(is_mark) && text[self.end..].starts_with('.')
    }
}

fn is_roman(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Combining marks, which belong to the letter before them, as far as words of our languages have them.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x900..=0x903 | 0x93A..=0x94F | 0x102B..=0x103E | 0x200C | 0x200D)
}

/// A letter of a script that writes initials as single letters; a syllable of Hangul is a word.
fn is_alphabet(c: char) -> bool {
    use crate::lang::Script;
    matches!(
        Script::of(c),
        Some(
            Script::Latin
                | Script::Cyrillic
                | Script::Greek
                | Script::Armenian
                | Script::Hebrew
                | Script::Arabic
                | Script::Devanagari
        )
    ) && c.is_alphabetic()
}
