//! One text as the aligner sees it: type numbers of its tokens, lengths, marks at the ends.

use rustc_hash::FxHashMap;

use super::tokens::{self, Kind};
use crate::bitext::Text;

/// Words and stems of one side, numbered in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    forms: FxHashMap<Box<str>, u32>,
    /// Every form, with its stem and what it is made of.
    pub(crate) words: Vec<Form>,
    stems: FxHashMap<Box<str>, u32>,
    /// Every stem.
    pub(crate) stem_names: Vec<Box<str>>,
}

/// A word form.
#[derive(Debug)]
pub(crate) struct Form {
    /// Lower case, uncut.
    pub(crate) text: Box<str>,
    /// Number of its stem.
    pub(crate) stem: u32,
    /// What it is made of.
    pub(crate) kind: Kind,
}

impl Vocabulary {
    /// The number of a form; new forms are added.
    fn form(&mut self, kind: Kind, text: &str) -> u32 {
        if let Some(&form) = self.forms.get(text) {
            return form;
        }
        let name = if kind == Kind::Word { tokens::stem(text) } else { text };
        let stem = match self.stems.get(name) {
            Some(&stem) => stem,
            None => {
                let stem = self.stem_names.len() as u32;
                self.stems.insert(name.into(), stem);
                self.stem_names.push(name.into());
                stem
            }
        };
        let form = self.words.len() as u32;
        self.forms.insert(text.into(), form);
        self.words.push(Form { text: text.into(), stem, kind });
        form
    }

    /// The number of a form, if it occurs.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.forms.get(text).copied()
    }

    /// Number of stems.
    pub(crate) fn len(&self) -> usize {
        self.stem_names.len()
    }
}

/// One text, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// Where each sentence's tokens begin in `stems`; one more than there are sentences.
    starts: Vec<u32>,
    /// Stem numbers of all tokens.
    stems: Vec<u32>,
    /// Characters of each sentence, at least 1.
    pub(crate) chars: Vec<f32>,
}

impl Side {
    /// Reads the sentences of a text; words not yet in the vocabulary are added.
    pub(crate) fn new(text: &Text, vocabulary: &mut Vocabulary) -> Self {
        let mut side = Side { starts: vec![0], ..Side::default() };
        for sentence in text.iter() {
            tokens::tokens(sentence, |kind, token| {
                let form = vocabulary.form(kind, token);
                side.stems.push(vocabulary.words[form as usize].stem);
            });
            side.starts.push(side.stems.len() as u32);
            side.chars.push(sentence.chars().count().max(1) as f32);
        }
        side
    }

    /// Number of sentences.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The stems of one sentence.
    pub(crate) fn sentence(&self, index: usize) -> &[u32] {
        self.run(index, 1)
    }

    /// The stems of `count` sentences from `index` on.
    pub(crate) fn run(&self, index: usize, count: usize) -> &[u32] {
        &self.stems[self.starts[index] as usize..self.starts[index + count] as usize]
    }

    /// All stems.
    pub(crate) fn all(&self) -> &[u32] {
        &self.stems
    }
}
