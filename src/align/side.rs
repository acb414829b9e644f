//! One text as the aligner sees it: stem numbers of its tokens, lengths, and cues of each sentence.

use rustc_hash::FxHashMap;

use crate::bitext::Text;
use crate::lexicon::{Kind, Vocabulary, token};

/// The words of one side, as forms and as stems.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The forms.
    pub(crate) forms: Vocabulary,
    /// Stem of each form.
    pub(crate) stem_of: Vec<u32>,
    numbers: FxHashMap<Box<str>, u32>,
    /// Name of each stem.
    pub(crate) stems: Vec<Box<str>>,
}

impl Words {
    /// Numbers the stems of forms that were added since the last time.
    fn stem_new_forms(&mut self) {
        for form in self.stem_of.len() as u32..self.forms.len() as u32 {
            let text = self.forms.form(form);
            let name = token::stem(text, self.forms.kind(form));
            let number = match self.numbers.get(name) {
                Some(&number) => number,
                None => {
                    let number = self.stems.len() as u32;
                    self.numbers.insert(name.into(), number);
                    self.stems.push(name.into());
                    number
                }
            };
            self.stem_of.push(number);
        }
    }

    /// Number of stems.
    pub(crate) fn len(&self) -> usize {
        self.stems.len()
    }
}

/// What the last mark of a sentence says, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Final {
    /// A letter or digit: a heading, or a sentence cut off.
    #[default]
    Open,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// Colon, semicolon, comma, dash: the sentence goes on.
    Weak,
    /// Three dots.
    Dots,
}

impl Final {
    fn of(sentence: &str) -> Self {
        for (at, c) in sentence.char_indices().rev().filter(|(_, c)| !c.is_whitespace()) {
            let Some(token) = token::tokens(&sentence[at..at + c.len_utf8()]).next() else { continue };
            return match &*token.form() {
                "\"" | "'" | ")" => continue,
                "." if sentence[..at].trim_end().ends_with('.') => Self::Dots,
                "…" => Self::Dots,
                "." => Self::Stop,
                "?" => Self::Question,
                "!" => Self::Exclamation,
                ":" | ";" | "," | "-" => Self::Weak,
                _ => Self::Open,
            };
        }
        Self::Open
    }

    /// Whether a sentence ends here for certain.
    pub(crate) fn strong(self) -> bool {
        !matches!(self, Self::Open | Self::Weak)
    }
}

/// What is seen of one sentence beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues {
    /// Its last mark.
    pub(crate) last: Final,
    /// Whether a question mark stands anywhere in it.
    pub(crate) question: bool,
    /// Whether its first letter is lower case.
    pub(crate) lower: bool,
    /// The block that it lies in.
    pub(crate) block: u32,
}

/// Where the first and the last sentence and clause of a line end and begin, in tokens from either end.
fn clauses(forms: &[u32], vocabulary: &Vocabulary) -> [[u16; 2]; 2] {
    /// Tokens that a clause has at least.
    const LEAST: usize = 3;
    let mut found = [[0u16; 2]; 2];
    for (at, &form) in forms.iter().enumerate() {
        if vocabulary.kind(form) != Kind::Mark || at + 1 < LEAST || at + 1 + LEAST > forms.len() {
            continue;
        }
        let strong = match vocabulary.form(form) {
            "." | "!" | "?" | "…" => true,
            ";" | ":" | "," | "-" | "(" => false,
            _ => continue,
        };
        // Lines of more tokens than a number holds are cut nowhere near their ends.
        let count = |tokens: usize| tokens.min(usize::from(u16::MAX)) as u16;
        let (head, tail) = (count(at + 1), count(forms.len() - at - 1));
        let [heads, tails] = &mut found;
        let levels = heads.iter_mut().zip(tails).skip(usize::from(!strong));
        for (first, last) in levels {
            if *first == 0 {
                *first = head;
            }
            *last = tail;
        }
    }
    found
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
    /// Cues of each sentence.
    pub(crate) cues: Vec<Cues>,
    /// Tokens of the first sentence and of the first clause within each line, then of the last; 0 where there
    /// is but one.
    clauses: Vec<[[u16; 2]; 2]>,
}

impl Side {
    /// Reads the sentences of a text; words not yet known are added.
    pub(crate) fn new(text: &Text, words: &mut Words) -> Self {
        let mut side = Side { starts: vec![0], ..Side::default() };
        for (sentence, record) in text.iter().zip(&text.sentences) {
            let forms = words.forms.add(sentence);
            words.stem_new_forms();
            side.stems.extend(forms.iter().map(|&form| words.stem_of[form as usize]));
            side.starts.push(side.stems.len() as u32);
            side.clauses.push(clauses(&forms, &words.forms));
            side.chars.push(sentence.chars().count().max(1) as f32);
            side.cues.push(Cues {
                last: Final::of(sentence),
                question: sentence.contains(['?', '？', '؟', '፧']),
                lower: sentence.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase),
                block: record.block as u32,
            });
        }
        side
    }

    /// Number of sentences.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// How many tokens of a line make its first sentence and its first clause, or its last ones if `back`;
    /// 0 where the line has but one.
    pub(crate) fn clauses(&self, index: usize, back: bool) -> [u16; 2] {
        self.clauses[index][usize::from(back)]
    }

    /// The stems of one sentence.
    pub(crate) fn sentence(&self, index: usize) -> &[u32] {
        self.run(index, 1)
    }

    /// The stems of `count` sentences from `index` on.
    pub(crate) fn run(&self, index: usize, count: usize) -> &[u32] {
        &self.stems[self.starts[index] as usize..self.starts[index + count] as usize]
    }

    /// Whether each sentence begins a block; `None` where blocks say nothing: all sentences lie in one, or
    /// nearly each in its own.
    pub(crate) fn block_starts(&self) -> Option<Vec<bool>> {
        let mut before = None;
        let starts: Vec<bool> =
            self.cues.iter().map(|cues| before.replace(cues.block) != Some(cues.block)).collect();
        let blocks = starts.iter().filter(|start| **start).count();
        (blocks > 1 && blocks * 10 <= self.len() * 8).then_some(starts)
    }

    /// All stems.
    pub(crate) fn all(&self) -> &[u32] {
        &self.stems
    }
}

/// How much each stem of a side tells.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    /// `ln(1 + sentences / sentences that hold the stem)`; a tenth of it for marks.
    pub(crate) idf: Vec<f32>,
    /// Whether the stem is a number.
    pub(crate) number: Vec<bool>,
    /// Mean sum over a sentence; at least a little.
    pub(crate) mean: f32,
}

impl Rarity {
    /// Counts the sentences of one text.
    pub(crate) fn new(side: &Side, words: &Words) -> Self {
        let mut last = vec![u32::MAX; words.len()];
        let mut frequency = vec![0u32; words.len()];
        for index in 0..side.len() {
            for &stem in side.sentence(index) {
                if std::mem::replace(&mut last[stem as usize], index as u32) != index as u32 {
                    frequency[stem as usize] += 1;
                }
            }
        }
        let sentences = side.len() as f32;
        let mut idf: Vec<f32> =
            frequency.iter().map(|&count| (1.0 + sentences / count.max(1) as f32).ln()).collect();
        let mut number = vec![false; words.len()];
        for (form, &stem) in words.stem_of.iter().enumerate() {
            match words.forms.kind(form as u32) {
                Kind::Mark => {
                    idf[stem as usize] = 0.1 * (1.0 + sentences / frequency[stem as usize].max(1) as f32).ln()
                }
                Kind::Number => number[stem as usize] = true,
                _ => {}
            }
        }
        let sum: f32 = side.all().iter().map(|&stem| idf[stem as usize]).sum();
        Self { idf, number, mean: (sum / sentences.max(1.0)).max(0.1) }
    }
}
