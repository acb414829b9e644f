//! Which file translates which.

use std::path::PathBuf;

use super::record::Record;
use crate::bitext::{Failure, Layout, Notice};
use crate::error::Result;
use crate::lang::Lang;

/// One article in one language: a file, or a record of a file that holds many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// Where the article lies in a file that holds many.
    pub record: Option<Record>,
    /// The language that the name declares.
    pub lang: Option<Lang>,
}

/// What to align: an original with `n` translations is `n` pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Name of the article, `/` between folders.
    pub name: String,
    /// How its files lie.
    pub layout: Layout,
    /// The original; `None` where it is not at hand.
    pub source: Option<Input>,
    /// The translation.
    pub target: Input,
}

/// How pairs are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairOptions {
    /// The language of the originals, if it is the same for all.
    pub source: Option<Lang>,
    /// The only language of translations that is wanted.
    pub target: Option<Lang>,
    /// A table of pairs, `source TAB target [TAB name]`, instead of looking at names.
    pub table: Option<PathBuf>,
}

/// What was found under the paths; sorted by name.
#[derive(Debug, Default)]
pub struct Found {
    /// What to do.
    pub pairs: Vec<Pair>,
    /// What cannot be done, with its cause: a counterpart that is missing, two files for one language ...
    pub failures: Vec<Failure>,
    /// What is left out on purpose.
    pub skipped: Vec<Notice>,
}

/// Finds the pairs under `paths`.
///
/// # Errors
/// If a path does not exist, or the table cannot be read.
pub fn pairs(paths: &[PathBuf], options: &PairOptions) -> Result<Found> {
    let _ = (paths, options);
    Ok(Found::default())
}
