//! The distinct tokens of one side of a document, numbered, with how many sentences hold each.

use rustc_hash::FxHashMap;

use super::token::{Kind, tokens};

/// Token forms in order of first appearance.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    sentences: u32,
}

#[derive(Debug, Clone)]
struct Word {
    form: Box<str>,
    kind: Kind,
    /// Sentences that hold it, and the last of them.
    frequency: u32,
    last: u32,
}

impl Vocabulary {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sentence; gives the number of each of its tokens, in the order of [`tokens`].
    pub fn add(&mut self, sentence: &str) -> Vec<u32> {
        self.sentences += 1;
        let sentences = self.sentences;
        tokens(sentence)
            .map(|token| {
                let form = token.form();
                let number = match self.numbers.get(&*form) {
                    Some(&number) => number,
                    None => {
                        let number = self.words.len() as u32;
                        let form: Box<str> = form.into();
                        self.numbers.insert(form.clone(), number);
                        self.words.push(Word { form, kind: token.kind, frequency: 0, last: 0 });
                        number
                    }
                };
                if let Some(word) = self.words.get_mut(number as usize).filter(|word| word.last != sentences)
                {
                    word.last = sentences;
                    word.frequency += 1;
                }
                number
            })
            .collect()
    }

    /// The number of a form, if a sentence holds it.
    pub fn number(&self, form: &str) -> Option<u32> {
        self.numbers.get(form).copied()
    }

    /// The form of a number; empty for one out of range.
    pub fn form(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| &word.form)
    }

    /// What the token of a number is.
    pub fn kind(&self, number: u32) -> Kind {
        self.words.get(number as usize).map_or(Kind::Mark, |word| word.kind)
    }

    /// In how many sentences it stands.
    pub fn frequency(&self, number: u32) -> u32 {
        self.words.get(number as usize).map_or(0, |word| word.frequency)
    }

    /// Weight of a token by rarity: `ln(1 + sentences / frequency)`, in `0.69..`; marks a tenth of it, since
    /// any bead has them.
    pub fn idf(&self, number: u32) -> f32 {
        let idf = (1.0 + self.sentences as f32 / self.frequency(number).max(1) as f32).ln();
        if self.kind(number) == Kind::Mark { idf * 0.1 } else { idf }
    }

    /// Number of distinct tokens.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Sentences added.
    pub fn sentences(&self) -> usize {
        self.sentences as usize
    }

    /// The forms, by number.
    pub fn forms(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|word| &*word.form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_sentences_not_tokens() {
        let mut vocabulary = Vocabulary::new();
        assert_eq!(vocabulary.add("Ja, ja!"), [0, 1, 0, 2]);
        assert_eq!(vocabulary.add("ja?"), [0, 3]);
        assert_eq!(vocabulary.frequency(0), 2);
        assert!(vocabulary.idf(0) < (2.0f32 + 1.0).ln());
        assert!(vocabulary.idf(2) < vocabulary.idf(0));
    }
}
