//! One finding, how bad it is, and the ranking score beside the findings.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::bead::Side;
use super::document::Span;

/// How bad a finding is. Ordered: `Info` is the least.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something to know, such as a dropped line of the page.
    Info,
    /// Perhaps worth a look.
    Hint,
    /// Probably wrong.
    Warning,
    /// Wrong as far as a program can tell.
    Error,
}

impl Severity {
    /// All, from the worst.
    pub const ALL: [Severity; 4] = [Self::Error, Self::Warning, Self::Hint, Self::Info];

    /// As written in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
            Self::Info => "info",
        }
    }
}

/// Where it is said that a flag is not to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressedIn {
    /// In the file that the flag is about: a comment before the block.
    Source,
    /// In the configuration, or in a file of accepted flags.
    External,
}

/// Why a flag does not count. It is kept, counted and told all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Where that is said.
    pub by: SuppressedIn,
    /// What says so, in the reader's words: one line, lower case, no full stop.
    pub reason: String,
    /// The file that says so.
    pub path: PathBuf,
    /// Its line, 1-based; 0 for a flag that this very run accepts, whose line is still to be written.
    pub line: usize,
}

impl Suppression {
    /// What stands behind the path where the place is told: `:7`; nothing where no line is known.
    pub fn at_line(&self) -> String {
        if self.line > 0 { format!(":{}", self.line) } else { String::new() }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// Id of the rule, as in the catalogue: `repeated-phrase`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Which side the span lies on.
    pub side: Side,
    /// The passage, in the document of that side. Never empty.
    pub span: Span,
    /// What it was compared with on the other side, where there is such a thing.
    pub counterpart: Option<Span>,
    /// Number of the bead; `None` for a finding outside the body (a dropped line) or about the whole document.
    pub bead: Option<usize>,
    /// Why, in the reader's words: one line, lower case, no full stop.
    pub message: String,
    /// What to put in place of the span, where that is safe.
    pub suggestion: Option<String>,
    /// Why it does not count, if it does not.
    pub suppressed: Option<Suppression>,
    /// Whether the baseline of the run knows it; `None` in a run without one.
    pub known: Option<bool>,
}

impl Flag {
    /// Whether it is to be told and may fail a run: neither suppressed nor in the baseline.
    pub fn counts(&self) -> bool {
        self.suppressed.is_none() && self.known != Some(true)
    }

    /// Whether people are shown it: it counts, `all` is asked for, or this very run accepts it, which they are to
    /// see once.
    pub fn is_shown(&self, all: bool) -> bool {
        all || self.counts() || self.suppressed.as_ref().is_some_and(|found| found.line == 0)
    }
}

/// What one feature adds to a score, for people: `("34 % uncovered words", 0.8)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The feature and its value, in words.
    pub what: String,
    /// What it adds to the logit of the score.
    pub weight: f32,
}

/// How likely a bead is worth a look: ranks beads, says nothing final about any.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Score {
    /// 0..=1, higher is worse.
    pub value: f32,
    /// The features that add most, the largest first.
    pub why: Vec<Share>,
}

impl Score {
    /// From here on a bead is worth a look. One in twenty sound human translations of news scores more (NTREX-128, eight
    /// pairs of languages, with their originals; `tests/it/flag.rs` measures it).
    pub const HIGH: f32 = 0.5;

    /// Whether it says that the bead is worth a look.
    pub fn is_high(&self) -> bool {
        self.value >= Self::HIGH
    }

    /// What it is made of, for people: `34 % uncovered words; number-mismatch`.
    pub fn reasons(&self) -> String {
        self.why.iter().map(|share| share.what.as_str()).collect::<Vec<_>>().join("; ")
    }
}
