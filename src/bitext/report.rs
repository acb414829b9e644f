//! What a run found, article by article.

use std::collections::BTreeSet;
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
    /// What a scorer of the user's says of the beads; `None` where none was asked.
    pub ratings: Option<Ratings>,
    /// What a reader should know about how it was made.
    pub notices: Vec<Notice>,
}

impl Entry {
    /// A bitext of which nothing was found yet.
    pub fn new(name: String, layout: Layout, bitext: Bitext) -> Self {
        Self {
            name,
            layout,
            bitext,
            flags: Vec::new(),
            scores: Vec::new(),
            score: Score::default(),
            ratings: None,
            notices: Vec::new(),
        }
    }

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

    /// Number of flags of a severity that are not suppressed.
    pub fn count(&self, severity: Severity) -> usize {
        self.told().filter(|flag| flag.severity == severity).count()
    }

    /// The flags that are not suppressed.
    pub fn told(&self) -> impl Iterator<Item = &Flag> {
        self.flags.iter().filter(|flag| flag.suppressed.is_none())
    }

    /// The beads that are worth a look by their score, though no error or warning that counts is on them: the highest first.
    pub fn looks(&self) -> Vec<(usize, &Score)> {
        let counts = |flag: &&Flag| flag.counts() && flag.severity >= Severity::Warning;
        let flagged: BTreeSet<usize> =
            self.flags.iter().filter(counts).filter_map(|flag| flag.bead).collect();
        let scores = self.scores.iter().enumerate();
        let mut high: Vec<_> =
            scores.filter(|(bead, score)| score.is_high() && !flagged.contains(bead)).collect();
        high.sort_by(|left, right| right.1.value.total_cmp(&left.1.value));
        high
    }

    /// How soon a flag deserves a look, 0..=1, more is sooner: by what a scorer of the user's says of its bead,
    /// or else by our own score.
    pub fn rank(&self, flag: &Flag) -> f32 {
        let own = || match flag.bead.and_then(|bead| self.scores.get(bead)) {
            Some(score) => score.value,
            None => self.score.value,
        };
        match &self.ratings {
            Some(ratings) => {
                let of_bead = flag.bead.and_then(|bead| ratings.of(bead)).or_else(|| ratings.mean());
                of_bead.map_or_else(own, |quality| 1.0 - quality)
            }
            None => own(),
        }
    }
}

/// How good a scorer of the user's finds the beads of an article. It stands beside our own score and beside
/// the rules, and is mixed with neither.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    /// What the scorer is called.
    pub scorer: String,
    /// One a bead, 0..=1, **1 is best**; `None` for beads with an empty side, of which it is not asked.
    pub beads: Vec<Option<f32>>,
}

impl Ratings {
    /// What it says of a bead.
    pub fn of(&self, bead: usize) -> Option<f32> {
        self.beads.get(bead).copied().flatten()
    }

    /// The mean over the beads that it was asked of; `None` where there is none.
    pub fn mean(&self) -> Option<f32> {
        let rated = || self.beads.iter().flatten();
        let count = rated().count();
        (count > 0).then(|| (rated().map(|&quality| f64::from(quality)).sum::<f64>() / count as f64) as f32)
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

    /// The same as an error, for those who print it.
    pub fn into_error(self) -> Error {
        let error = Error::input(&self.path, self.message);
        let error = self.line.into_iter().fold(error, Error::line);
        self.hint.into_iter().fold(error, Error::hint)
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
