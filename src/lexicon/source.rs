//! What a file of source kinds fills in: one kind of dictionary that a user may have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::pack::Row;
use super::table::Table;
use crate::error::Result;
use crate::lang::Lang;

/// Reads what a file holds.
type ReadRows = fn(path: &Path) -> Result<Vec<Row>>;

/// A kind of lexicon file.
#[derive(Debug)]
pub struct Source {
    /// Name in messages: `FreeDict`.
    pub name: &'static str,
    /// Endings of the file names, lower case, with their full stop.
    pub endings: &'static [&'static str],
    /// What it is, for help texts; one line.
    pub summary: &'static str,
    /// What a file holds, where one file may hold many pairs of languages.
    pub(super) rows: Option<ReadRows>,
    /// Reads the tables of a file that may serve a pair of languages: those between them, and those between
    /// either and a language by which they may be composed.
    pub(super) read: fn(path: &Path, source: Lang, target: Lang) -> Result<Vec<Table>>,
}

/// Least weight by fan-out that is kept, so that a word of more than three translations says nothing.
/// Set on 2026-11-25 on Text+Berg and NTREX de-fr, with and without the shipped table, with FreeDict and with
/// three glossaries (names of CLDR, short lines of mozilla_www and of Tatoeba): with all weights, whole
/// lines as entries cost up to .035 of strict F1 and FreeDict .009; from .3 up nothing costs more than .001.
const LEAST: f32 = 0.3;

/// A dictionary's pairs -> weights by fan-out: the share that the pair has in all that is said of either
/// word, the smaller of the two. So of two translations each weighs a half.
///
/// An entry of several words says something of each pair of its words: one over the number of words of the
/// longer side. Words that stand in many such entries (articles, prepositions) so come to say nothing.
pub(super) fn by_fan_out(langs: (Lang, Lang), entries: &[(Vec<String>, Vec<String>)]) -> Table {
    let mut said: BTreeMap<(&str, &str), f32> = BTreeMap::new();
    let mut of_source: BTreeMap<&str, f32> = BTreeMap::new();
    let mut of_target: BTreeMap<&str, f32> = BTreeMap::new();
    for (source, target) in entries.iter().collect::<BTreeSet<_>>() {
        let share = 1.0 / source.len().max(target.len()).max(1) as f32;
        let pairs: BTreeSet<(&str, &str)> =
            source.iter().flat_map(|s| target.iter().map(move |t| (s.as_str(), t.as_str()))).collect();
        for (s, t) in pairs {
            *said.entry((s, t)).or_default() += share;
            *of_source.entry(s).or_default() += share;
            *of_target.entry(t).or_default() += share;
        }
    }
    let most = |s: &str, t: &str| of_source[s].max(of_target[t]).max(1.0);
    let pairs: Vec<(&str, &str, f32)> = said
        .iter()
        .map(|(&(s, t), &said)| (s, t, said / most(s, t)))
        .filter(|pair| pair.2 >= LEAST)
        .collect();
    Table::new(langs, &pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_translations_weigh_little_each() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let entry = |s, t| (words(s), words(t));
        let table = by_fan_out(
            Default::default(),
            &[
                entry("hund", "dog"),
                entry("zug", "train"),
                entry("zug", "draught"),
                entry("hund", "dog"),
                entry("neu york", "new york"),
                entry("von hand", "by hand"),
                entry("von neuem", "anew"),
                entry("von fern", "from afar"),
                entry("satz", "sentence"),
                entry("satz", "movement"),
                entry("satz", "set"),
                entry("satz", "leap"),
            ],
        );
        let weight = |s, t| table.pairs().find(|pair| pair.0 == s && pair.1 == t).map(|pair| pair.2);
        assert_eq!(weight("hund", "dog"), Some(1.0));
        assert_eq!(weight("zug", "train"), Some(0.5));
        assert_eq!(weight("neu", "new"), Some(0.5));
        assert_eq!(weight("hand", "hand"), Some(0.5));
        assert_eq!(weight("von", "hand"), None);
        assert_eq!(weight("satz", "set"), None);
    }
}
