//! A sentence -> the tokens that the aligner compares: words cut to stems, numbers in one form, marks of all
//! scripts mapped to one each.
//!
//! Letters keep their combining marks. Scripts without spaces between words give every character and every
//! pair of neighbours, so that no dictionary is needed. Numbers lose their group marks: `8.848`, `8,848`
//! and `८,८४८` are all `8848`.

use unicode_normalization::char::is_combining_mark;

/// Letters of a stem: longer words are cut (the recipe was tuned with 6 on nine language pairs).
pub(crate) const STEM: usize = 6;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of a script with spaces; lower case, uncut.
    Word,
    /// One character of a script without spaces, or two neighbours.
    Piece,
    /// A number without group marks.
    Number,
    /// One mark.
    Mark,
}

/// Calls `found` with every token of a sentence, in order.
pub(crate) fn tokens(sentence: &str, mut found: impl FnMut(Kind, &str)) {
    let mut buffer = String::new();
    let mut chars = sentence.char_indices().peekable();
    let mut previous: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let before = previous.take();
        if c.is_whitespace() || c.is_control() || is_combining_mark(c) {
            continue;
        }
        buffer.clear();
        if let Some(digit) = digit(c) {
            buffer.push(digit);
            while let Some(&(next_at, next)) = chars.peek() {
                if let Some(digit) = self::digit(next) {
                    buffer.push(digit);
                    chars.next();
                } else if let Some(mark) = number_mark(&sentence[next_at..], next) {
                    if mark == '.' {
                        buffer.push('.');
                    }
                    chars.next();
                } else {
                    break;
                }
            }
            found(Kind::Number, &buffer);
        } else if unspaced(c) {
            buffer.extend(c.to_lowercase());
            if let Some(before) = before {
                let mut pair = String::with_capacity(8);
                pair.push(before);
                pair.push(c);
                found(Kind::Piece, &pair);
            }
            found(Kind::Piece, &buffer);
            previous = Some(c);
        } else if c.is_alphabetic() {
            let class = kana(c);
            let mut end = at + c.len_utf8();
            while let Some(&(next_at, next)) = chars.peek() {
                let joins = is_combining_mark(next)
                    || matches!(next, '\u{ad}' | '\u{200c}' | '\u{200d}')
                    || (next.is_alphabetic() && !unspaced(next) && kana(next) == class);
                if !joins {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
            for c in sentence[at..end].chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')) {
                buffer.extend(c.to_lowercase());
            }
            found(Kind::Word, &buffer);
        } else if let Some(mark) = mark(c) {
            buffer.push(mark);
            found(Kind::Mark, &buffer);
        }
    }
}

/// The first [`STEM`] characters of a word.
pub(crate) fn stem(word: &str) -> &str {
    match word.char_indices().nth(STEM) {
        Some((end, _)) => &word[..end],
        None => word,
    }
}

/// Whether a character belongs to a script that sets no spaces between words, kana aside: runs of kana are
/// taken whole, since they are inflection or a loan word.
fn unspaced(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF
        | 0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// 1 for hiragana, 2 for katakana, 0 for all else.
fn kana(c: char) -> u8 {
    match c as u32 {
        0x3041..=0x309F => 1,
        0x30A1..=0x30FF | 0xFF66..=0xFF9F => 2,
        _ => 0,
    }
}

/// A decimal digit of any script as ASCII.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 17] = [
        0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
        0xED0, 0x1040, 0xFF10,
    ];
    let c = c as u32;
    let zero = ZEROS.into_iter().find(|&zero| (zero..zero + 10).contains(&c))?;
    char::from_digit(c - zero, 10)
}

/// A mark inside a number, at the start of `rest`: `Some(',')` between groups of three, `Some('.')` before
/// decimals, `None` where the number ends.
fn number_mark(rest: &str, c: char) -> Option<char> {
    let group = matches!(c, '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    if !group && !matches!(c, '.' | ',' | '٫' | '٬' | '·') {
        return None;
    }
    match rest.chars().skip(1).take_while(|&c| digit(c).is_some()).count() {
        0 => None,
        3 => Some(','),
        _ if group => None,
        _ => Some('.'),
    }
}

/// One form for the marks that mean the same; `None` for marks that only part words.
fn mark(c: char) -> Option<char> {
    Some(match c {
        '«' | '»' | '„' | '“' | '”' | '‹' | '›' | '「' | '」' | '『' | '』' | '《' | '》' | '〝' | '〟' => {
            '"'
        }
        '。' | '．' | '।' | '።' | '۔' | '։' | '｡' => '.',
        '？' | '؟' | '፧' | ';' => '?',
        '！' => '!',
        '，' | '、' | '،' | '፣' => ',',
        '：' | '፥' => ':',
        '；' | '؛' | '፤' => ';',
        '（' | '［' => '(',
        '）' | '］' => ')',
        '’' | '‘' | '‚' | '`' | '´' => '\'',
        '—' | '–' | '‐' | '‑' | '―' | '−' | '・' => '-',
        '％' => '%',
        '፡' => return None,
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, expected: &str) {
        let mut seen = Vec::new();
        tokens(sentence, |_, token| seen.push(token.to_owned()));
        assert_eq!(seen.join("|"), expected);
    }

    #[test]
    fn brings_numbers_to_one_form() {
        check("8.848 8,848 8\u{a0}848 ८,८४८", "8848|8848|8848|8848");
        check("3,5 3.5 1'234.50", "3.5|3.5|1234.50");
        check("1996.", "1996|.");
    }

    #[test]
    fn keeps_vowel_signs_with_their_word() {
        check("हिन्दी में।", "हिन्दी|में|.");
    }

    #[test]
    fn pairs_neighbours_where_no_spaces_are_set() {
        check("山に登る。", "山|に|登|る|.");
        check("富士山", "富|富士|士|士山|山");
        check("アルプスの", "アルプス|の");
    }

    #[test]
    fn maps_marks_of_all_scripts() {
        check("«Oui» — „Nein“?", "\"|oui|\"|-|\"|nein|\"|?");
        check("ሰላም፡ነው።", "ሰላም|ነው|.");
    }

    #[test]
    fn cuts_words_at_characters() {
        assert_eq!(stem("übermäßig"), "übermä");
        assert_eq!(stem("haus"), "haus");
    }
}
