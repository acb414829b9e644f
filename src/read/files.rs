//! Paths -> the articles below them, for the stages that are run alone.

use std::path::{Path, PathBuf};

use super::format::Format;
use super::pair::Input;
use crate::bitext::{Failure, Notice};
use crate::error::Result;

/// One article, and what results about it are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What to read.
    pub input: Input,
    /// Path of its results below the output folder, without extension: that of the file, relative to the
    /// path that the user named. Safe: never leaves the output folder.
    pub name: PathBuf,
}

/// What was found under the paths, sorted by name.
#[derive(Debug, Default)]
pub struct Files {
    /// What to read.
    pub articles: Vec<Article>,
    /// What cannot be read, with its cause.
    pub failures: Vec<Failure>,
    /// What is left out on purpose.
    pub skipped: Vec<Notice>,
}

/// Finds all articles at or below `paths`.
///
/// # Errors
/// If a path does not exist.
pub fn files(paths: &[PathBuf]) -> Result<Files> {
    let _ = paths;
    Ok(Files::default())
}

/// A file name taken apart.
pub(super) struct Stem {
    /// Without extensions of packing and format.
    #[allow(dead_code)]
    pub(super) stem: String,
    /// What the extension says.
    pub(super) format: Option<&'static Format>,
}

impl Stem {
    pub(super) fn of(path: &Path, formats: &'static [&'static Format]) -> Stem {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut stem = name.as_str();
        for packed in [".gz", ".zst"] {
            stem = stem.strip_suffix(packed).unwrap_or(stem);
        }
        let (bare, extension) = stem.rsplit_once('.').unwrap_or((stem, ""));
        let format = formats.iter().find(|format| format.extensions.contains(&extension)).copied();
        Stem { stem: if format.is_some() { bare } else { stem }.to_owned(), format }
    }
}
