//! A line of text -> what can be seen of it alone.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::keywords::{self, Votes};
use crate::bitext::Reason;
use crate::lang::{LANGUAGES, Lang, Script};

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    /// With a letter, digit or anything not named below.
    #[default]
    Open,
    /// `. ! ?` and their kin, closing marks after them aside.
    Full,
    /// `...` or `…`: often a teaser.
    Ellipsis,
    /// `:`
    Colon,
}

/// Letters of a line in which a phrase of the page around it is looked for: in a longer one any may stand.
pub(super) const MOST_PHRASE: usize = 300;

/// What can be seen of a line alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Letters and digits; a character of a script without spaces counts as 2, about what it says in
    /// Latin letters.
    pub(super) length: usize,
    /// Words; of scripts without spaces two characters count as one.
    pub(super) words: usize,
    pub(super) end: End,
    /// Commas and their kin.
    pub(super) commas: usize,
    /// Sentence ends before the last character.
    pub(super) stops: usize,
    pub(super) digits: usize,
    /// Words that start with a capital.
    pub(super) capitals: usize,
    /// `|`, `::`, `»`, `>` and the like between words.
    pub(super) separators: usize,
    /// Characters other than white space.
    pub(super) visible: usize,
    /// Whether it starts with a small letter or a closing mark: the middle of something.
    pub(super) starts_small: bool,
    /// Whether an address of the web or of mail stands in it.
    pub(super) address: bool,
    /// Whether a year, date or time of day stands in it.
    pub(super) date: bool,
    /// Words of the closed classes, a bit for each language of the table.
    functions: Vec<u64>,
    /// Words of the closed classes in the language of the page.
    pub(super) function: usize,
    /// The other words, hashed by how they begin, and of scripts without spaces all pairs of neighbours; in
    /// order, none twice.
    pub(super) topics: Vec<u32>,
    /// Words that stand around articles.
    pub(super) votes: Votes,
    /// A phrase that no article says of itself.
    pub(super) phrase: Option<Reason>,
    /// Hash of its letters and digits in lower case; equal lines have equal hashes.
    pub(super) hash: u64,
}

/// Word of a closed class -> the languages that have it, one bit each.
static FUNCTION: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (row, language) in LANGUAGES.iter().enumerate().take(64) {
        for word in language.words.function {
            *words.entry(*word).or_insert(0) |= 1 << row;
        }
    }
    words
});

impl Line {
    /// Looks at a line.
    pub(super) fn new(text: &str) -> Line {
        let lower = text.to_lowercase();
        let mut line = Line { hash: hash(&lower), ..Line::default() };
        let mut previous = ' ';
        let mut dense = 0_usize;
        let (mut quoted, mut dotted) = (false, false);
        let mut number = 0_u32;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                previous = ' ';
                number = 0;
                continue;
            }
            line.visible += 1;
            if is_number(c) {
                line.digits += 1;
                line.length += 1;
                number = number.saturating_mul(10).saturating_add(c.to_digit(10).unwrap_or(0));
                line.date |= (1900..2100).contains(&number) && !chars.peek().is_some_and(|c| c.is_numeric());
                line.words += usize::from(!previous.is_alphanumeric());
            } else if is_letter(c) {
                if is_dense(c) {
                    line.length += 2;
                    dense += 1;
                } else {
                    line.length += 1;
                    if !previous.is_alphanumeric() && previous != '\'' && previous != '’' {
                        line.words += 1;
                        line.capitals += usize::from(c.is_uppercase());
                    }
                }
            } else {
                match c {
                    ',' | '、' | '，' | '،' | ';' | '；' => line.commas += 1,
                    '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '۔' | '।' if previous.is_alphabetic() =>
                    {
                        line.stops += usize::from(chars.peek().is_some_and(|&next| {
                            next == ' ' || Script::of(c) == Some(Script::Han) || !c.is_ascii()
                        }));
                    }
                    '«' => quoted = true,
                    // Also a closing quotation mark: `« ainsi »`.
                    '»' | '›' if quoted => quoted = false,
                    '|' | '»' | '>' | '›' | '·' | '•' | '→' | '←' | '<' | '►' | '▶' | '※' | '│' | '｜' =>
                    {
                        line.separators +=
                            usize::from(previous == ' ' && chars.peek().is_none_or(|c| c.is_whitespace()));
                    }
                    ':' if previous == ':' => line.separators += 1,
                    ':' => {
                        line.date |= previous.is_numeric() && chars.peek().is_some_and(|c| c.is_numeric());
                    }
                    '@' => line.address |= chars.peek().is_some_and(|c| c.is_alphanumeric()),
                    _ => {}
                }
            }
            if !is_number(c) {
                number = 0;
            }
            dotted |= c == '.';
            previous = c;
        }
        line.words += dense.div_ceil(2);
        (line.votes, line.phrase) = keywords::look(&lower, line.length < MOST_PHRASE);
        line.address |=
            dotted && (lower.contains("www.") || lower.contains(".com")) || lower.contains("http");
        line.end = end(text);
        let first = text.trim_start().chars().next().unwrap_or(' ');
        line.starts_small = first.is_lowercase() || matches!(first, ')' | ']' | ',' | '.');
        line.look_up(&lower);
        line
    }

    /// Looks for the words of the closed classes and for those that tell what the line is of.
    fn look_up(&mut self, lower: &str) {
        let parts = |c: char| !is_letter(c) && !is_number(c) && c != '\'' && c != '’' && !is_mark(c);
        for word in lower.split(parts).filter(|word| !word.is_empty()) {
            if word.chars().any(is_dense) {
                self.functions.extend(word.split_inclusive(|_| true).filter_map(|c| FUNCTION.get(c)));
                let pairs = word.chars().zip(word.chars().skip(1));
                self.topics.extend(pairs.map(|(first, second)| root([first, second].into_iter())));
            } else if let Some(&languages) = FUNCTION.get(word) {
                self.functions.push(languages);
            } else if word.chars().nth(TELLING - 1).is_some() {
                self.topics.push(root(word.chars()));
            }
        }
        self.topics.sort_unstable();
        self.topics.dedup();
    }

    /// Counts the words of the closed classes of a language, a row of the table.
    pub(super) fn count(&mut self, language: Option<usize>) {
        self.function = match language {
            Some(row) => self.functions.iter().filter(|languages| *languages >> row & 1 == 1).count(),
            None => 0,
        };
    }

    /// Whether it reads like running text: long enough, with an end or with commas.
    pub(super) fn is_sentence(&self) -> bool {
        let prose = self.end == End::Full || (self.commas + self.stops) * 60 >= self.length;
        self.length >= 50 && prose && self.separators * 80 <= self.length && self.digits * 3 <= self.length
    }

    /// Whether it holds no letter and no digit.
    pub(super) fn is_marks(&self) -> bool {
        self.length == 0
    }
}

/// The language whose closed classes cover the page best, as a row of the table; the declared one where
/// nothing is covered.
pub(super) fn language(lines: &[Line], declared: Option<Lang>) -> Option<usize> {
    let mut counts = [0_usize; 64];
    for words in lines.iter().flat_map(|line| &line.functions) {
        let mut rest = *words;
        while rest != 0 {
            counts[rest.trailing_zeros() as usize] += 1;
            rest &= rest - 1;
        }
    }
    let best = (0..LANGUAGES.len().min(64)).max_by_key(|&row| (counts[row], std::cmp::Reverse(row)))?;
    let words: usize = lines.iter().map(|line| line.words).sum();
    // One word in twelve is few for running text, but pages are mostly menus.
    if counts[best] * 12 >= words.max(12) {
        return Some(best);
    }
    let primary = declared?;
    LANGUAGES
        .iter()
        .position(|language| language.tag == primary.primary() && !language.words.function.is_empty())
}

/// Letters by which words of one root are told to be the same, and fewest of a word that says what a text is of. Set by
/// hand; the nets weigh what comes of them.
const ROOT: usize = 6;
const TELLING: usize = 4;

/// How a word begins, hashed.
fn root(word: impl Iterator<Item = char>) -> u32 {
    word.take(ROOT).fold(0x811c_9dc5, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// Letters beyond ASCII of which most texts are made, told without a table.
fn is_common(c: char) -> bool {
    matches!(c, 'А'..='я' | 'Α'..='Ρ' | 'Σ'..='ώ' | '一'..='鿿' | 'ぁ'..='ゖ' | '가'..='힣')
}

/// [`char::is_alphabetic`], faster.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { is_common(c) || c.is_alphabetic() }
}

/// Whether a letter is of a script that parts no words by spaces; all of these follow Thai.
fn is_dense(c: char) -> bool {
    c >= '\u{E00}' && Script::of(c).is_some_and(|script| !script.spaced())
}

/// [`char::is_numeric`], faster.
fn is_number(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { !is_common(c) && c.is_numeric() }
}

/// Vowel signs and the like belong to the word.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && Script::of(c).is_some()
}

fn end(text: &str) -> End {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '”' | '“' | '’' | '»' | '«' | ')' | ']' | '）' | '」' | '』' | '】' | '›'
            )
    };
    let text = text.trim_end_matches(closing);
    if text.ends_with("...") || text.ends_with("..") || text.ends_with('…') {
        return End::Ellipsis;
    }
    match text.chars().next_back() {
        Some(
            '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | ';' | '；'
            | '．',
        ) => End::Full,
        Some(':' | '：') => End::Colon,
        _ => End::Open,
    }
}

/// FNV-1a over letters and digits: the same on every machine.
fn hash(lower: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in lower.chars().filter(|&c| is_letter(c) || is_number(c)) {
        hash = (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_scripts_without_spaces_by_character() {
        let line = Line::new("他们昨天走了。");
        assert_eq!((line.length, line.words, line.end), (12, 3, End::Full));
        let line = Line::new("They left “yesterday.”");
        assert_eq!((line.length, line.words, line.end), (17, 3, End::Full));
    }

    #[test]
    fn knows_the_language_of_a_page_by_its_small_words() {
        for (text, tag) in [
            ("Der Hund und die Katze sind in dem Haus, das wir nicht sehen.", "de"),
            ("我们在这里，他也是的。", "zh"),
            ("Он не знал, что это было и как он это сделал.", "ru"),
        ] {
            let row = language(&[Line::new(text)], None).map(|row| LANGUAGES[row].tag);
            assert_eq!(row, Some(tag), "{text}");
        }
        assert_eq!(language(&[Line::new("Foo Bar 12")], None), None);
    }

    #[test]
    fn sees_dates_separators_and_addresses() {
        assert!(Line::new("14:30").date && Line::new("Am 3.5.2021").date && !Line::new("20210 Leute").date);
        assert_eq!(Line::new("Home :: News :: Asia").separators, 2);
        assert_eq!(Line::new("Home | News > Asia").separators, 2);
        assert_eq!(Line::new("« Ainsi », dit-il, « soit-il »").separators, 0);
        assert_eq!(Line::new("»So«, sagte er, »sei es«").separators, 0);
        assert_eq!(Line::new("Start » Politik » Welt").separators, 2);
        assert!(Line::new("info@example.org").address);
    }
}
