//! What to read.

use std::path::PathBuf;

use super::record::Record;
use crate::lang::Lang;

/// One article in one language: a file, or a record of a file that holds many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// Where the article lies in a file that holds many.
    pub record: Option<Record>,
    /// The language that the name or the record declares.
    pub lang: Option<Lang>,
}
