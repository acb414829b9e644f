//! A sorted list of words in one string: small, found by binary search, neighbours share prefixes.

use std::ops::Range;

/// Distinct words in byte order; a word's number is its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
}

impl Words {
    /// From words in any order, doubled ones once.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_unstable();
        words.dedup();
        let mut list = Self::default();
        words.into_iter().for_each(|word| list.push(word));
        list
    }

    /// Appends a word that sorts after all others; says nothing of one that does not.
    pub(super) fn push(&mut self, word: &str) {
        debug_assert!(self.len() == 0 || self.get(self.len() as u32 - 1) < word);
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number; empty for a number out of range.
    pub(super) fn get(&self, number: u32) -> &str {
        let index = number as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|&end| self.text.get(start as usize..end as usize)).unwrap_or("")
    }

    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let at = self.lower_bound(|other| other < word);
        (at < self.len() as u32 && self.get(at) == word).then_some(at)
    }

    /// The words that start with `prefix`: neighbours.
    pub(super) fn starting_with(&self, prefix: &str) -> Range<u32> {
        let start = self.lower_bound(|other| other < prefix);
        let end = self.lower_bound(|other| other < prefix || other.starts_with(prefix));
        start..end
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    fn lower_bound(&self, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match before(self.get(middle)) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_prefixes() {
        let words = Words::new(["haus", "häuser", "hausen", "maus", "haus"]);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["haus", "hausen", "häuser", "maus"]);
        assert_eq!(words.find("hausen"), Some(1));
        assert_eq!(words.find("hause"), None);
        assert_eq!(words.starting_with("haus"), 0..2);
        assert_eq!(words.starting_with("zz"), 4..4);
        assert_eq!(words.get(9), "");
    }
}
