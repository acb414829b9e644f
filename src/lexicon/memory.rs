//! Translation memories: TMX with units in the languages of a pair -> a table, trained as it is opened.
//!
//! A memory has no entries as a dictionary has: which of its words translate each other is counted over its
//! units as over any parallel text, and weighs what it weighs there. For each pair of languages opened that
//! takes some seconds for 100,000 units, so for a large memory it pays to make a table once, with
//! `alinea lexicon train`.

use std::path::Path;

use super::parallel::Corpus;
use super::source::Source;
use super::table::Table;
use super::train::{TrainOptions, between};
use crate::error::Result;
use crate::lang::Lang;

pub(super) const SOURCE: Source = Source {
    name: "translation memory",
    endings: &[".tmx", ".tmx.gz", ".tmx.zst"],
    summary: "units in the languages of the pair; their words are counted each time it is opened",
    rows: None,
    read,
};

/// Units of a pair of languages that are trained on, the first ones: half a million say nearly as much about
/// the words that a table can hold as ten million, and take some 100 MB.
const MOST: u32 = 500_000;

fn read(path: &Path, source: Lang, target: Lang) -> Result<Vec<Table>> {
    let pivot = TrainOptions::default().pivot;
    let mut tables = Vec::new();
    for corpus in Corpus::from_paths(&[path.to_owned()])? {
        for langs in [(source, target), (source, pivot), (target, pivot)] {
            let again = langs.1 == pivot && (source.same_language(&pivot) || target.same_language(&pivot));
            if !again || langs == (source, target) {
                tables.extend(between(&corpus, langs, MOST)?);
            }
        }
    }
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [(&str, &str); 5] = [
        ("das Haus", "la maison"),
        ("das Buch", "le livre"),
        ("ein Buch", "un livre"),
        ("ein Haus", "une maison"),
        ("Haus", "maison"),
    ];

    fn pairs(tags: (&str, &str)) -> Vec<(String, String)> {
        let unit = |(source, target): &(&str, &str)| {
            let (a, b) = tags;
            format!(
                "<tu><tuv xml:lang=\"{a}\"><seg>{source}</seg></tuv><tuv xml:lang=\"{b}\"><seg>{target}</seg></tuv></tu>"
            )
        };
        let units: String = UNITS.iter().map(unit).collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.tmx");
        std::fs::write(&path, format!("<tmx version=\"1.4\"><body>{units}</body></tmx>")).unwrap();
        let tables = read(&path, "de".parse().unwrap(), "fr".parse().unwrap()).unwrap();
        let all = tables.iter().flat_map(Table::pairs).filter(|pair| pair.2 > 0.8);
        all.map(|(source, target, _)| (source.to_owned(), target.to_owned())).collect()
    }

    #[test]
    fn counts_the_words_of_its_units_whatever_the_region_and_the_order() {
        for tags in [("de", "fr"), ("de-CH", "fr-FR"), ("DE", "FR")] {
            let pairs = pairs(tags);
            assert!(pairs.contains(&("haus".into(), "maison".into())), "{tags:?}: {pairs:?}");
        }
    }

    #[test]
    fn a_memory_of_other_languages_teaches_nothing() {
        assert!(pairs(("it", "es")).is_empty());
    }

    #[test]
    fn what_is_no_memory_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.tmx");
        std::fs::write(&path, "<tmx><body><!-- never closed").unwrap();
        let error = read(&path, "de".parse().unwrap(), "fr".parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains("memory.tmx") && error.contains("broken XML"), "{error}");
    }
}
