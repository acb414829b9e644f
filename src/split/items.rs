//! List items that were run into one paragraph: `1. ... 2. ... 3. ...`, `• ... • ...`.
//!
//! Only a paragraph that begins with a marker is a list, and only markers of its kind that count on in
//! order begin the next items.

use super::gap::{is_blank, skip_blank};
use super::marks;

/// A marker that was read: its number and what stands after it, so that the next one looks the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    bullet: Option<char>,
    /// 1-based; letters count from `a`. 0 for a bare bullet.
    number: u32,
    letters: bool,
    tail: Tail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    None,
    Stop,
    Bracket,
    Both,
}

/// Where the items after the first begin, ascending; empty where the paragraph is no list.
pub(super) fn starts(text: &str) -> Vec<usize> {
    let begin = skip_blank(text, 0);
    let Some(first) = Marker::read(&text[begin..]) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = first;
    let mut previous = ' ';
    for (at, c) in text.char_indices().skip_while(|&(at, _)| at <= begin) {
        let candidate = is_blank(previous) && !is_blank(c);
        previous = c;
        if !candidate {
            continue;
        }
        if let Some(marker) = Marker::read(&text[at..])
            && marker.follows(&last)
        {
            last = marker;
            found.push(at);
        }
    }
    found
}

impl Marker {
    /// The marker that `text` begins with, with white space after it.
    fn read(text: &str) -> Option<Marker> {
        let bullet = text.chars().next().filter(|&c| marks::is_bullet(c));
        let rest = match bullet {
            Some(c) => text[c.len_utf8()..].trim_start_matches([' ', '\u{a0}']),
            None => text,
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, letters, length) = match rest.bytes().next() {
            Some(_) if (1..=2).contains(&digits) => (rest[..digits].parse().ok()?, false, digits),
            Some(letter @ b'a'..=b'z') if bullet.is_none() => (u32::from(letter - b'a') + 1, true, 1),
            _ => (0, false, 0),
        };
        let (tail, after) = match rest.as_bytes().get(length..) {
            Some([b'.', b')', ..]) => (Tail::Both, 2),
            Some([b'.', ..]) => (Tail::Stop, 1),
            Some([b')', ..]) => (Tail::Bracket, 1),
            _ => (Tail::None, 0),
        };
        let marker = Marker { bullet, number, letters, tail };
        if length == 0 || tail == Tail::None {
            return bullet.map(|_| Marker { number: 0, tail: Tail::None, letters: false, bullet });
        }
        rest[length + after..].starts_with([' ', '\u{a0}']).then_some(marker)
    }

    fn follows(&self, last: &Marker) -> bool {
        self.bullet == last.bullet
            && self.letters == last.letters
            && self.tail == last.tail
            && (self.number == last.number + 1 || (self.number == 0 && last.number == 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_on_from_the_first_marker() {
        assert_eq!(starts("1) Brot 2) Milch 3) Käse"), [8, 17]);
        assert_eq!(starts("a. Brot b. Milch"), [8]);
        assert_eq!(starts("• Brot • Milch"), [9]);
    }

    #[test]
    fn a_paragraph_with_figures_is_no_list() {
        assert!(starts("Brot 1) Milch 2) Käse").is_empty());
        assert!(starts("1. Mai, 3. Juni und 4. Juli").is_empty());
    }
}
