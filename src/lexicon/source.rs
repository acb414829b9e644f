//! What a file of source kinds fills in: one kind of dictionary that a user may have.

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

/// A dictionary's pairs -> weights by fan-out: one over the number of translations of either word, the
/// larger number of the two, so that an entry with many meanings says little about each.
///
/// Entries of several words give each pair of their words a share of the weight: one over the number of
/// words of the longer side.
pub(super) fn by_fan_out(langs: (Lang, Lang), entries: &[(Vec<String>, Vec<String>)]) -> Table {
    use std::collections::{BTreeMap, BTreeSet};
    let mut translations: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
    let mut back: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
    for (source, target) in entries {
        translations.entry(source).or_default().insert(target);
        back.entry(target).or_default().insert(source);
    }
    let mut pairs: Vec<(&str, &str, f32)> = Vec::new();
    for (source, targets) in &translations {
        for target in targets {
            let fan = targets.len().max(back.get(target).map_or(1, BTreeSet::len)) as f32;
            let weight = 1.0 / (fan * source.len().max(target.len()).max(1) as f32);
            pairs.extend(
                source.iter().flat_map(|s| target.iter().map(move |t| (s.as_str(), t.as_str(), weight))),
            );
        }
    }
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
            ],
        );
        let weight = |s, t| table.pairs().find(|pair| pair.0 == s && pair.1 == t).map(|pair| pair.2);
        assert_eq!(weight("hund", "dog"), Some(1.0));
        assert_eq!(weight("zug", "train"), Some(0.5));
        assert_eq!(weight("neu", "new"), Some(0.5));
    }
}
