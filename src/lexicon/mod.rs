//! Which word translates as which, with what weight: the shipped table, the user's sources, what was learned.

pub mod cognate;
pub mod cover;
mod paraphrase;
pub mod pivot;
pub mod root;
pub mod token;

mod composed;
mod compound;
mod freedict;
mod glossary;
mod learned;
mod memory;
mod model1;
mod number;
mod numerals;
mod pack;
mod parallel;
mod rank;
mod shipped;
mod source;
mod sparse;
mod table;
mod train;
mod trained;
mod vocabulary;
mod words;

pub use composed::Lexicon;
pub use cover::{Cover, Link, Matcher};
pub use learned::Learned;
pub use pack::Row;
pub use parallel::Corpus;
pub use rank::{Ranking, rank};
pub use shipped::{NOTICE, checksums, rows};
pub use source::Source;
pub use sparse::Sparse;
pub use token::{Kind, Token, Tokens, tokens};
pub use train::{Progress, TrainOptions, Trained, train};
pub use vocabulary::Vocabulary;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Kind as Fault, Result};
use crate::lang::Lang;

use composed::English;
use table::Table;

/// Where a lexicon comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconOptions {
    /// Leave the shipped table out.
    pub none: bool,
    /// Dictionaries, glossaries, translation memories and trained tables of the user's.
    pub sources: Vec<PathBuf>,
}

/// The kinds of files that [`LexiconOptions::sources`] may name. To add one: a file and a row.
pub static SOURCES: &[&Source] = &[&freedict::SOURCE, &glossary::SOURCE, &memory::SOURCE, &trained::SOURCE];

/// The language by which pairs are composed that no table holds.
const PIVOT: Lang = Lang::literal("en");

/// Opens the lexicon of a pair of languages: what the shipped table and the user's sources know of the two,
/// and what they know of either with English, composed. Of doubled pairs the greatest weight counts.
/// Number words of both are added. A pair that no source knows gives an empty lexicon, and so does a pair of equal languages.
///
/// # Errors
/// If a source of the user's cannot be read, or its name does not tell its kind.
pub fn open(source: Lang, target: Lang, options: &LexiconOptions) -> Result<Lexicon> {
    if source.same_language(&target) || source.is_und() || target.is_und() {
        return Ok(Lexicon::default());
    }
    let mut tables = if options.none { Vec::new() } else { shipped::read(source, target) };
    for path in &options.sources {
        let kind = kind_of(path)?;
        if !path.exists() {
            return Err(Error::new(Fault::Config, "there is no such lexicon").at(path));
        }
        tables.extend((kind.read)(path, source, target).map_err(Error::of_setting)?);
    }
    let (mut direct, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
    for table in tables {
        let is = |a: Lang, b: Lang| {
            let (x, y) = table.langs;
            x.same_language(&a) && y.same_language(&b) || x.same_language(&b) && y.same_language(&a)
        };
        if is(source, target) {
            direct.extend(table.between(source, target));
        } else if is(source, PIVOT) {
            first.extend(table.between(source, PIVOT));
        } else if is(target, PIVOT) {
            second.extend(table.between(target, PIVOT));
        }
    }
    if let (Some(first), Some(second)) = (Table::joined(first), Table::joined(second)) {
        direct.push(Table::composed(&first, &second));
    }
    if !direct.is_empty() {
        direct.push(numerals::table(source, target));
    }
    let english = if options.none {
        None
    } else if source.same_language(&PIVOT) {
        Some(English::Source)
    } else {
        target.same_language(&PIVOT).then_some(English::Target)
    };
    Ok(Table::joined(direct).map(Lexicon::from).unwrap_or_default().with_english(english))
}

/// The normal forms of the words of a text, as lexicons know them, marks left out. A text of one pair of
/// characters of an unspaced script is that pair alone.
pub fn forms(text: &str) -> Vec<String> {
    let all = glossary::words(text);
    let longest = tokens(text).filter(|token| token.kind == Kind::Pair).count();
    match longest {
        1 => tokens(text)
            .filter(|token| token.kind == Kind::Pair)
            .map(|token| token.form().into_owned())
            .collect(),
        _ => all,
    }
}

/// The kind of a source by its name.
///
/// # Errors
/// If the name ends in none of the endings known.
pub fn kind_of(path: &Path) -> Result<&'static Source> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_ascii_lowercase();
    let kind = SOURCES.iter().find(|source| source.endings.iter().any(|ending| name.ends_with(ending)));
    kind.copied().ok_or_else(|| {
        let known: Vec<_> =
            SOURCES.iter().flat_map(|source| source.endings).map(|ending| format!("`{ending}`")).collect();
        Error::new(Fault::Config, "cannot tell what kind of lexicon this is").at(path).hint(format!(
            "names end in {}; make a table of parallel text with `alinea lexicon train`",
            known.join(", ")
        ))
    })
}

/// What a trained table holds; `None` for the other kinds of sources, which hold one pair of languages.
///
/// # Errors
/// If the file cannot be read.
pub fn rows_of(path: &Path) -> Result<Option<Vec<Row>>> {
    kind_of(path)?.rows.map(|rows| rows(path)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        tag.parse().unwrap()
    }

    #[test]
    fn a_language_that_goes_by_two_tags_is_known_by_both() {
        for (one, other) in [("no", "nb"), ("fil", "tl"), ("iw", "he"), ("in", "id")] {
            let sizes = [one, other].map(|tag| {
                let lexicon = open(lang(tag), lang("en"), &LexiconOptions::default()).unwrap();
                assert!(!lexicon.is_empty(), "{tag}");
                format!("{lexicon:?}").len()
            });
            assert_eq!(sizes[0], sizes[1], "{one} and {other}");
        }
    }

    #[test]
    fn a_pair_that_nobody_knows_is_empty() {
        for (source, target) in [("am", "qu"), ("und", "en"), ("de", "de")] {
            assert!(open(lang(source), lang(target), &LexiconOptions::default()).unwrap().is_empty());
        }
    }

    #[test]
    fn an_unknown_kind_of_file_says_what_is_known() {
        let options = LexiconOptions { sources: vec!["words.doc".into()], ..Default::default() };
        let error = open(lang("de"), lang("fr"), &options).unwrap_err().to_string();
        assert!(error.contains("words.doc") && error.contains("`.index`"), "{error}");
    }

    #[test]
    fn a_glossary_alone_serves_any_pair() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.tsv");
        std::fs::write(&path, "is\ten\nhestur\thorse\n").unwrap();
        let options = LexiconOptions { none: true, sources: vec![path] };
        let lexicon = open(lang("en"), lang("is"), &options).unwrap();
        assert_eq!(lexicon.translations("horse"), [("hestur", 1.0)]);
    }
}
