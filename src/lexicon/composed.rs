//! The lexicon of one pair of languages, opened: both vocabularies and the weights between them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::PIVOT;
use super::compound;
use super::learned::Learned;
use super::paraphrase;
use super::root::{kinship, nearness, root};
use super::sparse::Sparse;
use super::table::Table;
use super::words::Words;

/// Which side of a lexicon is English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum English {
    Source,
    Target,
}

/// For a word of the source language, the words of the target language with weights 0..=1. Immutable,
/// apart from what the corpus teaches.
///
/// Words are known in the form of [`Token::form`](super::token::Token::form). Both directions are the same
/// weights: the lexicon of German and French is that of French and German, turned.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// What the corpus itself taught; empty at first.
    pub learned: Learned,
    source: Words,
    target: Words,
    forward: Sparse,
    backward: Sparse,
    /// The side that is English, of a lexicon that may be widened.
    english: Option<English>,
    wide: OnceLock<Option<Box<Lexicon>>>,
}

impl Lexicon {
    /// From `(source word, target word, weight)` in any order; of doubled pairs the greatest weight counts.
    /// Weights are brought into 0..=1; pairs without a word or a weight are left out.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str, f32)>) -> Self {
        let pairs: Vec<_> = pairs
            .into_iter()
            .filter(|(s, t, weight)| !s.is_empty() && !t.is_empty() && *weight > 0.0)
            .collect();
        let source = Words::new(pairs.iter().map(|&(s, _, _)| s));
        let target = Words::new(pairs.iter().map(|&(_, t, _)| t));
        let cells = pairs
            .iter()
            .filter_map(|&(s, t, weight)| Some((source.find(s)?, target.find(t)?, weight.min(1.0))))
            .collect();
        let forward = Sparse::new(source.len(), cells);
        Self::from_parts(source, target, forward)
    }

    pub(super) fn from_parts(source: Words, target: Words, forward: Sparse) -> Self {
        let backward = forward.transposed(target.len());
        Self { source, target, forward, backward, ..Self::default() }
    }

    /// The same, to be widened by the paraphrases of the side that is English.
    #[must_use]
    pub(super) fn with_english(self, side: Option<English>) -> Self {
        Self { english: side, wide: OnceLock::new(), ..self }
    }

    /// The same with words of English that say the same as those that the tables have (without what was learned);
    /// itself where neither language is English, or no shipped table counts. Made when it is first asked for.
    pub fn wide(&self) -> &Self {
        self.wide.get_or_init(|| self.widened().map(Box::new)).as_deref().unwrap_or(self)
    }

    /// `None` if neither language is English, or no table knows the pair.
    fn widened(&self) -> Option<Self> {
        let english = self.english.filter(|_| !self.is_empty())?;
        // The paraphrases want a table that leads to English.
        let (others, words, weights) = match english {
            English::Target => (&self.source, &self.target, &self.forward),
            English::Source => (&self.target, &self.source, &self.backward),
        };
        let table = Table {
            langs: (PIVOT, PIVOT),
            source: others.clone(),
            target: words.clone(),
            weights: weights.clone(),
        };
        let Table { source, target, weights, .. } = paraphrase::widened(table);
        Some(match english {
            English::Target => Self::from_parts(source, target, weights),
            English::Source => {
                let turned = weights.transposed(target.len());
                Self::from_parts(target, source, turned)
            }
        })
    }

    /// The translations of a word in its normal form, with their weights 0..=1, the best first, equal ones
    /// in byte order. Only what the tables say of that very word; what was learned is not asked.
    pub fn translations(&self, word: &str) -> Vec<(&str, f32)> {
        best_first(&self.source, &self.forward, &self.target, word)
    }

    /// The source words that a target word translates, as in [`Lexicon::translations`].
    pub fn back_translations(&self, word: &str) -> Vec<(&str, f32)> {
        best_first(&self.target, &self.backward, &self.source, word)
    }

    /// The weight of a pair of words, 0..=1; 0.0 where the tables do not have it.
    pub fn weight(&self, source: &str, target: &str) -> f32 {
        match (self.source.find(source), self.target.find(target)) {
            (Some(source), Some(target)) => self.forward.weight(source as usize, target),
            _ => 0.0,
        }
    }

    /// The known source words of the same root as an unknown one, the nearest first, with their worth 0..=1
    /// for it, as [`Matcher`](super::cover::Matcher) finds them; at most three.
    pub fn kin(&self, word: &str) -> Vec<(&str, f32)> {
        let family = root(word).map_or(0..0, |root| self.source.starting_with(root));
        let mut kin: Vec<_> = family
            .map(|number| (self.source.get(number), nearness(word, self.source.get(number))))
            .filter(|&(_, near)| near > 0.0)
            .collect();
        kin.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        kin.truncate(3);
        kin
    }

    /// The known source words that an unknown one of 9 letters and more is made of, two or three; empty
    /// where there are none.
    pub fn parts(&self, word: &str) -> Vec<&str> {
        compound::parts(&self.source, word).into_iter().map(|number| self.source.get(number)).collect()
    }

    /// Whether any table knows the source word.
    pub fn knows_source(&self, word: &str) -> bool {
        self.source.find(word).is_some()
    }

    /// Whether any table knows the target word.
    pub fn knows_target(&self, word: &str) -> bool {
        self.target.find(word).is_some()
    }

    /// Whether any table knows a source word, a word of its root that is near enough to be another form of it, or
    /// the parts that it is made of.
    pub fn resembles_source(&self, word: &str) -> bool {
        resembles(&self.source, word)
    }

    /// The same for a target word.
    pub fn resembles_target(&self, word: &str) -> bool {
        resembles(&self.target, word)
    }

    /// The weights between given words: row = number of the source word, column = number of the target
    /// word. Fast for whole vocabularies: one search a word, then only cells that exist.
    pub fn rows<'a>(
        &self,
        source: impl IntoIterator<Item = &'a str>,
        target: impl IntoIterator<Item = &'a str>,
    ) -> Sparse {
        let mut columns: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (column, word) in target.into_iter().enumerate() {
            if let Some(number) = self.target.find(word) {
                columns.entry(number).or_default().push(column as u32);
            }
        }
        let mut cells = Vec::new();
        let mut rows = 0;
        for (row, word) in source.into_iter().enumerate() {
            rows = row + 1;
            let Some(number) = self.source.find(word) else { continue };
            for &(target, weight) in self.forward.row(number as usize) {
                let columns = columns.get(&target).map_or(&[][..], Vec::as_slice);
                cells.extend(columns.iter().map(|&column| (row as u32, column, weight)));
            }
        }
        Sparse::new(rows, cells)
    }

    /// Whether the tables know no word at all (the learned part aside).
    pub fn is_empty(&self) -> bool {
        self.forward.cells() == 0
    }

    /// Source words, target words and pairs of them in the tables.
    pub fn size(&self) -> (usize, usize, usize) {
        (self.source.len(), self.target.len(), self.forward.cells())
    }

    pub(super) fn source_words(&self) -> &Words {
        &self.source
    }

    pub(super) fn target_words(&self) -> &Words {
        &self.target
    }

    pub(super) fn forward(&self) -> &Sparse {
        &self.forward
    }

    pub(super) fn backward(&self) -> &Sparse {
        &self.backward
    }
}

impl From<Table> for Lexicon {
    fn from(table: Table) -> Self {
        let backward = table.weights.transposed(table.target.len());
        Self {
            source: table.source,
            target: table.target,
            forward: table.weights,
            backward,
            ..Self::default()
        }
    }
}

/// Least kinship of two forms of a word: `Vorwürfen` and `Vorwürfe`.
const FORM: f32 = 0.7;
/// Letters of words that are told apart by a consonant at the end: `merken` and `Merkel`.
const SHORT: usize = 6;

fn resembles(words: &Words, word: &str) -> bool {
    let short = word.chars().count() <= SHORT;
    let bare = |word: &str| {
        word.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y', 'а', 'е', 'и', 'о', 'у', 'ы', 'я', 'ю']).len()
    };
    let form = |other: &str| {
        let begins = || {
            let (x, y) = (&word[..bare(word)], &other[..bare(other)]);
            x.starts_with(y) || y.starts_with(x)
        };
        kinship(word, other) >= FORM && (!short || begins())
    };
    words.find(word).is_some()
        || root(word).is_some_and(|root| words.starting_with(root).any(|number| form(words.get(number))))
        || !compound::parts(words, word).is_empty()
}

fn best_first<'a>(from: &Words, weights: &Sparse, to: &'a Words, word: &str) -> Vec<(&'a str, f32)> {
    let row = from.find(word).map_or(&[][..], |number| weights.row(number as usize));
    let mut found: Vec<_> = row.iter().map(|&(number, weight)| (to.get(number), weight)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::new([
            ("haus", "house", 0.9),
            ("haus", "home", 0.5),
            ("heim", "home", 0.8),
            ("haus", "house", 0.2),
        ])
    }

    #[test]
    fn gives_translations_best_first_and_both_ways_alike() {
        let lexicon = lexicon();
        assert_eq!(lexicon.translations("haus"), [("house", 0.9), ("home", 0.5)]);
        assert_eq!(lexicon.back_translations("home"), [("heim", 0.8), ("haus", 0.5)]);
        assert_eq!(lexicon.weight("heim", "home"), 0.8);
        assert_eq!(lexicon.weight("heim", "house"), 0.0);
        assert!(lexicon.translations("garten").is_empty());
    }

    #[test]
    fn rows_number_the_words_given() {
        let rows = lexicon().rows(["garten", "haus"], ["home", "the", "house"]);
        assert_eq!(rows.row(0), []);
        assert_eq!(rows.row(1), [(0, 0.5), (2, 0.9)]);
    }

    #[test]
    fn kin_of_an_unknown_word_come_nearest_first() {
        let lexicon = Lexicon::new([
            ("regierung", "government", 0.9),
            ("regieren", "govern", 0.8),
            ("regal", "shelf", 0.7),
        ]);
        let kin: Vec<_> = lexicon.kin("regierungen").into_iter().map(|(word, _)| word).collect();
        assert_eq!(kin, ["regierung", "regieren"]);
    }

    #[test]
    fn forms_and_compounds_resemble_what_is_known_and_names_do_not() {
        let words = ["vorwürfe", "merken", "minister", "justiz", "rede"];
        let lexicon = Lexicon::new(words.map(|word| (word, "x", 0.5)));
        for (word, known) in [
            ("vorwürfen", true),
            ("justizminister", true),
            ("reden", true),
            ("merkel", false),
            ("rosenstein", false),
        ] {
            assert_eq!(lexicon.resembles_source(word), known, "{word}");
        }
    }

    #[test]
    fn an_empty_one_knows_nothing() {
        assert!(Lexicon::default().is_empty());
        assert!(Lexicon::default().translations("haus").is_empty());
        assert!(Lexicon::default().rows(["haus"], ["house"]).row(0).is_empty());
    }

    #[test]
    fn a_wide_lexicon_knows_what_paraphrases_say() {
        let lexicon = Lexicon::new([("riesig", "huge", 0.9)]).with_english(Some(English::Target));
        let wider = lexicon.wide();
        assert_eq!(wider.weight("riesig", "huge"), 0.9);
        assert!(wider.weight("riesig", "enormous") > 0.3);
        let turned = Lexicon::new([("huge", "riesig", 0.9)]).with_english(Some(English::Source));
        let turned = turned.wide();
        assert_eq!(turned.weight("enormous", "riesig"), wider.weight("riesig", "enormous"));
        assert!(Lexicon::new([("riesig", "huge", 0.9)]).widened().is_none());
    }
}
