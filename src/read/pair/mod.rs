//! Which file translates which.

mod about;
mod choose;
mod gather;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::files::collision;
use super::format::Format;
use super::input::Input;
use super::options::ReadOptions;
use crate::bitext::{Failure, Layout, Notice};
use crate::error::{Error, Result};
use crate::lang::Lang;

/// What to align: an original with `n` translations is `n` pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Name of the article, `/` between folders. Safe: results that are called so never leave their folder.
    pub name: String,
    /// How its files lie.
    pub layout: Layout,
    /// The original; `None` where it is not at hand.
    pub source: Option<Input>,
    /// The translation.
    pub target: Input,
    /// What a reader should know about how the two were found.
    pub notices: Vec<Notice>,
}

/// How pairs are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairOptions {
    /// The language of the originals, if it is the same for all.
    pub source: Option<Lang>,
    /// The only language of translations that is wanted.
    pub target: Option<Lang>,
    /// A table of pairs instead of looking at names, one a line: `source TAB target`, or `source TAB target TAB
    /// name`. Paths are relative to the table. A line without source is a translation whose original is not at
    /// hand; blank lines and lines that start with `#` mean nothing, nor does a first line of these very words.
    pub table: Option<PathBuf>,
    /// How much of a file is read.
    pub read: ReadOptions,
    /// Where results go: that folder is left out where it lies below a path.
    pub out: Option<PathBuf>,
}

/// What was found under the paths; sorted by name.
///
/// # Names
/// Of an article in several languages, each file is called for its language, in one of these ways:
/// * a folder an article, with `<lang>.<ext>` for each language: `elections/en.html`, `elections/fr.txt.gz`;
///   folders may be nested, and the name of the article is then `politics/elections`. Folders below one that
///   holds `article.toml` belong to that article and are not looked into;
/// * flat: `elections.en.html`, `elections.fr.txt`, or without another extension, as Moses has it,
///   `elections.en`, `elections.fr`;
/// * records of JSONL files that share an `id` and differ in `lang`, in one file or in several. Where a record
///   has no `lang`, the name of its file may give it.
///
/// Two files that are named themselves, none of which tells a language, are an original and its translation.
///
/// # The original
/// `--source`; else `original` in the `article.toml` of the folder; else English, if there is a text in
/// English; else the language that comes first in the alphabet. With `--target` alone, the rest is looked at
/// in the same way. An article in one language only is taken for a translation whose original is not at hand,
/// unless its language is named as that of the original.
///
/// # `article.toml`
/// All keys may be left out: `original`, a language; `translations`, a list of languages, each of which must be
/// there; `alone = true`, if the original is not at hand; and, for people, `title`, `author`, `site`,
/// `address`, `licence`, `date` and `note`.
#[derive(Debug, Default)]
pub struct Found {
    /// What to do.
    pub pairs: Vec<Pair>,
    /// What cannot be done, with its cause: a counterpart that is missing, two files for one language ...
    pub failures: Vec<Failure>,
    /// What is left out on purpose.
    pub skipped: Vec<Notice>,
}

/// Finds the pairs under `paths`, or those of the table.
pub(super) fn pairs(paths: &[PathBuf], options: &PairOptions, formats: &[&'static Format]) -> Result<Found> {
    if let (Some(source), true) = (options.source, options.source == options.target) {
        return Err(Error::usage(format!("original and translation cannot both be in `{source}`")));
    }
    let mut found = match &options.table {
        Some(table) if !paths.is_empty() => {
            return Err(Error::usage("expected either paths or a table of pairs, but found both")
                .at(table)
                .hint("take the paths away: the table names all files"));
        }
        Some(table) => table::read(table, options, formats)?,
        None => {
            let mut found = Found::default();
            let articles = gather::gather(paths, options, formats, &mut found)?;
            articles.into_iter().for_each(|article| choose::choose(article, options, &mut found));
            found
        }
    };
    found.keep_apart();
    Ok(found)
}

/// What an article's results are called by: layout, name, languages.
type Key = (Layout, String, Option<Lang>, Option<Lang>);

impl Found {
    /// Sorts all, as those who hand pairs on must: of two pairs whose results would overwrite each other, the later one fails.
    pub fn keep_apart(&mut self) {
        let key = |pair: &Pair| -> Key {
            let source = pair.source.as_ref().and_then(|source| source.lang);
            (pair.layout, pair.name.clone(), source, pair.target.lang)
        };
        self.pairs.sort_by(|a, b| (&a.name, key(a), &a.target).cmp(&(&b.name, key(b), &b.target)));
        let mut seen: BTreeMap<Key, PathBuf> = BTreeMap::new();
        let failures = &mut self.failures;
        self.pairs.retain(|pair| match seen.get(&key(pair)) {
            Some(first) => {
                failures.push(collision(&pair.name, first, &pair.target));
                false
            }
            None => {
                seen.insert(key(pair), pair.target.path.clone());
                true
            }
        });
        self.failures.sort_by(|a, b| (&a.name, &a.path, a.line).cmp(&(&b.name, &b.path, b.line)));
        self.skipped.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    }
}
