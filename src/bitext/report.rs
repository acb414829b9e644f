//! What a run found, article by article.

use std::path::{Path, PathBuf};

use super::bead::Bitext;
use super::flag::{Flag, Score, Severity};
use crate::error::Error;

/// How the files of an article lie: decides where its results go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layout {
    /// A folder per article: `DIR/<article>/<source>-<target>.<ext>`.
    Folder,
    /// Flat names: `DIR/<name>.<source>-<target>.<ext>`.
    Flat,
}

/// One pair, done: the bitext, its flags and its scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Name of the article, with `/` between folders; unique together with the languages.
    pub name: String,
    /// How its files lie.
    pub layout: Layout,
    /// The two texts and their beads, or the translation alone.
    pub bitext: Bitext,
    /// Findings, sorted by place on the target.
    pub flags: Vec<Flag>,
    /// One score a bead, as many as there are beads; empty where none was asked for.
    pub scores: Vec<Score>,
    /// The score of the whole document.
    pub score: Score,
    /// What a reader should know about how it was made.
    pub notices: Vec<Notice>,
}

impl Entry {
    /// `<source>-<target>`, or the language alone.
    pub fn pair(&self) -> String {
        match self.bitext.is_alone() {
            true => self.bitext.target().lang.to_string(),
            false => format!("{}-{}", self.bitext.source().lang, self.bitext.target().lang),
        }
    }

    /// Path of its results below the output folder, without extension.
    pub fn stem(&self) -> PathBuf {
        match self.layout {
            Layout::Folder => PathBuf::from(&self.name).join(self.pair()),
            Layout::Flat => PathBuf::from(format!("{}.{}", self.name, self.pair())),
        }
    }

    /// Number of flags of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.flags.iter().filter(|flag| flag.severity == severity).count()
    }
}

/// Something a reader should know that is neither a flag nor a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file that it is about.
    pub path: PathBuf,
    /// One line, lower case, no full stop.
    pub message: String,
}

/// An input that could not be done, with its cause. Other inputs go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Name of the article, or the path where no article is known.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// 1-based line, where one is known.
    pub line: Option<u64>,
    /// What failed and why.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Failure {
    /// The failure of the article `name` with its cause; `path` where the error names none.
    pub fn of(name: impl Into<String>, path: impl AsRef<Path>, error: &Error) -> Failure {
        Failure {
            name: name.into(),
            path: error.path().unwrap_or(path.as_ref()).to_owned(),
            line: error.line_number(),
            message: error.message(),
            hint: error.advice().map(str::to_owned),
        }
    }
}

/// What became of the inputs: `found` = `done` + `failed` + `skipped`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Pairs and single articles found.
    pub found: usize,
    /// Aligned or flagged, and written.
    pub done: usize,
    /// Not done, each with a [`Failure`].
    pub failed: usize,
    /// Left out on purpose, each with a [`Notice`].
    pub skipped: usize,
}
