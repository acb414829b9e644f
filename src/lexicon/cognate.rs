//! Words alike in two languages: names, loans and relatives, compared in Latin letters.

use deunicode::deunicode_char;
use rustc_hash::FxHashMap;

/// Shortest romanised word that is compared, in letters.
pub(super) const SHORTEST: usize = 4;

/// A word in lower-case ASCII letters and digits.
pub(crate) fn romanised(form: &str) -> String {
    let mut latin = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            'a'..='z' | '0'..='9' => latin.push(c),
            // A long vowel of katakana has no letter of its own.
            'ー' => {}
            _ => {
                let ascii = deunicode_char(c).unwrap_or("");
                latin.extend(
                    ascii.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()),
                );
            }
        }
    }
    latin
}

/// The consonants of a romanised word in classes that transliterations mix (`k c q g`, `v w f b p`, `s z`,
/// `r l`, `d t`), vowels and `h` left out, doubled ones once; a vowel at the start is kept as `a`.
pub(crate) fn skeleton(latin: &str) -> String {
    let mut skeleton = String::with_capacity(latin.len());
    let mut last = ' ';
    for (index, c) in latin.chars().enumerate() {
        let class = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' if index == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => {
                last = ' ';
                continue;
            }
            'c' | 'q' | 'k' | 'g' | 'x' => 'k',
            'v' | 'w' | 'f' | 'b' | 'p' => 'v',
            's' | 'z' => 's',
            'r' | 'l' => 'r',
            'd' | 't' => 't',
            other => other,
        };
        if class != last {
            skeleton.push(class);
        }
        last = class;
    }
    skeleton
}

/// How alike two romanised words are, 0..=1: the greatest of
/// * the share of the longer word that both start with, if it is 4 letters and .55 at least;
/// * twice the bigrams in common by the sum of both (Dice 1945), from .6 on;
/// * .6 if the consonants agree and there are four of them, .5 for three and at most two letters' difference;
/// * .6 if one word, of 5 letters and more, ends the other, of 9 and more (`nordkorea`, `korea`).
///
/// Thresholds of prefix and bigrams: set on Text+Berg and NTREX (2026-11).
pub fn likeness(a: &str, b: &str) -> f32 {
    if a.len() < SHORTEST || b.len() < SHORTEST {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let longer = a.len().max(b.len()) as f32;
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let share = common as f32 / longer;
    let mut best: f32 = if common >= 4 && share >= 0.55 { share } else { 0.0 };
    if best < 0.95 {
        let dice = dice(a, b);
        if dice >= 0.6 {
            best = best.max(dice);
        }
    }
    if best < 0.6 {
        let (x, y) = (skeleton(a), skeleton(b));
        if x == y && (x.len() >= 4 || x.len() == 3 && a.len().abs_diff(b.len()) <= 2) {
            best = best.max(if x.len() >= 4 { 0.6 } else { 0.5 });
        }
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        if short.len() >= 5 && long.len() >= 9 && long.ends_with(short) {
            best = best.max(0.6);
        }
    }
    best
}

/// Finds the words of a list that are like a given one, without comparing it with all of them.
///
/// Candidates agree in the class of their first sound, or one is the end of the other.
pub(super) struct Index<'a> {
    /// By the class of the first letter: `(word, number)`, by length, each with its sketch.
    sounds: [Vec<(&'a str, u32, Sketch)>; 36],
    /// By the last five letters.
    ends: FxHashMap<&'a str, Vec<(&'a str, u32)>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut index = Self { sounds: [const { Vec::new() }; 36], ends: FxHashMap::default() };
        for (word, number) in words {
            if let Some(list) = index.sounds.get_mut(sound(word)) {
                list.push((word, number, Sketch::new(word)));
            }
            if let Some(end) = end(word) {
                index.ends.entry(end).or_default().push((word, number));
            }
        }
        index
            .sounds
            .iter_mut()
            .for_each(|list| list.sort_unstable_by_key(|&(word, number, _)| (word.len(), number)));
        index
    }

    /// Appends `(number, likeness)` of the words alike; a number may come twice.
    pub(super) fn like(&self, word: &str, found: &mut Vec<(u32, f32)>) {
        let list = self.sounds.get(sound(word)).map_or(&[][..], Vec::as_slice);
        // No measure is reached by words whose lengths differ more: .55 of the longer for prefixes.
        let (least, most) = (word.len() * 11 / 20, word.len() * 20 / 11 + 1);
        let from = list.partition_point(|(other, ..)| other.len() < least);
        let to = list.partition_point(|(other, ..)| other.len() <= most);
        let near = list.get(from..to).unwrap_or(&[]);
        let ends = end(word).and_then(|end| self.ends.get(end)).map_or(&[][..], Vec::as_slice);
        let sketch = Sketch::new(word);
        let near = near.iter().filter(|(_, _, other)| sketch.may_be_like(other));
        for (other, number) in near.map(|&(other, number, _)| (other, number)).chain(ends.iter().copied()) {
            let likeness = likeness(word, other);
            if likeness > 0.0 {
                found.push((number, likeness));
            }
        }
    }
}

/// What rules most pairs of words out in a few operations, and none that are alike.
#[derive(Debug, Clone, Copy)]
struct Sketch {
    /// One bit for each bigram, by a hash.
    bigrams: u64,
    /// Bigrams, and how many of them found their bit set.
    count: u8,
    doubled: u8,
    /// The first four letters.
    start: [u8; 4],
    /// Hash of the skeleton.
    skeleton: u64,
}

impl Sketch {
    fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        let (mut bigrams, mut doubled) = (0u64, 0u8);
        for pair in bytes.windows(2) {
            let hash = (u32::from(pair[0]) << 8 | u32::from(pair[1])).wrapping_mul(0x9E37_79B1) >> 26;
            doubled = doubled.saturating_add((bigrams >> hash & 1) as u8);
            bigrams |= 1 << hash;
        }
        let mut start = [0; 4];
        start.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        Self {
            bigrams,
            count: bytes.len().saturating_sub(1).min(255) as u8,
            doubled,
            start,
            skeleton: skeleton(word)
                .bytes()
                .fold(0, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte))),
        }
    }

    /// Whether [`likeness`] may be above 0: the starts agree, or the skeletons, or enough bigrams. A word
    /// that ends the other is found by its end.
    fn may_be_like(&self, other: &Self) -> bool {
        // The bigrams in common are at most the bits in common, and the smaller number of those that shared
        // a bit; long words, whose counts are cut off, pass.
        let common = (self.bigrams & other.bigrams).count_ones() + u32::from(self.doubled.min(other.doubled));
        let both = u32::from(self.count) + u32::from(other.count);
        self.start == other.start
            || self.skeleton == other.skeleton
            || common * 10 >= both * 3
            || self.count.max(other.count) == 255
    }
}

fn sound(word: &str) -> usize {
    match skeleton(word.get(..1).unwrap_or("")).bytes().next() {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        Some(digit @ b'0'..=b'9') => 26 + usize::from(digit - b'0'),
        _ => 0,
    }
}

fn end(word: &str) -> Option<&str> {
    word.get(word.len().checked_sub(5)?..)
}

/// Bigrams in common, doubled ones as often as both have them, over the mean number of bigrams; 0..=1.
fn dice(a: &str, b: &str) -> f32 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut used = [false; 64];
    let mut common = 0;
    for x in a.windows(2) {
        let hit = b.windows(2).zip(used.iter_mut()).find(|(y, used)| !**used && x == *y);
        if let Some((_, used)) = hit {
            *used = true;
            common += 1;
        }
    }
    2.0 * common as f32 / (a.len() + b.len()).saturating_sub(2).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(a: &str, b: &str) -> f32 {
        likeness(&romanised(a), &romanised(b))
    }

    #[test]
    fn relatives_and_names_are_alike() {
        for (a, b) in [
            ("москва", "moscow"),
            ("nordkorea", "korea"),
            ("université", "university"),
            ("обама", "obama"),
            ("организатор", "organisator"),
            ("владимир", "wladimir"),
            ("メルケル", "merkel"),
        ] {
            assert!(like(a, b) >= 0.5, "{a} {b} {}", like(a, b));
        }
    }

    #[test]
    fn the_index_finds_all_that_are_alike_in_the_first_sound() {
        let words = [
            "moscow", "organisator", "organizator", "university", "universite", "mousse", "merkel",
            "meruker", "banana", "ananas", "annan", "mississippi", "misisipi", "wladimir", "vladimir",
            "parlament",
        ];
        let index = Index::new(words.iter().copied().zip(0..));
        for word in words {
            let mut found = Vec::new();
            index.like(word, &mut found);
            for (other, number) in words.iter().zip(0u32..).filter(|(other, _)| sound(other) == sound(word)) {
                let wanted = likeness(word, other);
                let got = found.iter().find(|(found, _)| *found == number).map_or(0.0, |found| found.1);
                assert_eq!(got, wanted, "{word} {other}");
            }
        }
    }

    #[test]
    fn strangers_are_not() {
        for (a, b) in
            [("haus", "house"), ("tisch", "table"), ("hund", "hand"), ("der", "der"), ("вода", "moscow")]
        {
            assert!(like(a, b) < 0.5, "{a} {b} {}", like(a, b));
        }
    }
}
