//! What a rule file fills in: [`Rule`], its [`Limit`]s and its [`Example`]s.

use std::collections::BTreeMap;

use crate::bitext::{Flag, Severity, Side, Span};
use crate::flag::page::Page;

/// A threshold of a rule, declared beside it: users may set it, the catalogue prints it.
#[derive(Debug)]
pub struct Limit {
    /// Name in the configuration: `most`.
    pub name: &'static str,
    /// The value where the user sets none.
    pub default: f64,
    /// What it counts: `words`, `share`, `standard deviations`.
    pub unit: &'static str,
    /// Where the default comes from: a paper, or the data that it was set on.
    pub from: &'static str,
}

/// The limits of one rule as the user set them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits<'a>(pub(in crate::flag) Option<&'a BTreeMap<String, f64>>);

impl Limits<'_> {
    /// The value of a limit.
    pub fn get(&self, limit: &Limit) -> f64 {
        self.0.and_then(|set| set.get(limit.name)).copied().unwrap_or(limit.default)
    }
}

/// A text that a rule must flag, or must not. Lines are sentences; line `n` of the source translates as
/// line `n` of the target.
#[derive(Debug)]
pub struct Example {
    /// Language and text of the original; `None` where there is none at hand.
    pub source: Option<(&'static str, &'static str)>,
    /// Language and text of the translation.
    pub target: (&'static str, &'static str),
    /// The passage that must be marked; empty where none must be, or where any will do.
    pub marked: &'static str,
}

impl Example {
    /// A text without its original, and the passage that is marked.
    pub const fn alone(lang: &'static str, text: &'static str, marked: &'static str) -> Self {
        Self { source: None, target: (lang, text), marked }
    }

    /// An original, its translation, and the passage that is marked.
    pub const fn pair(
        source: (&'static str, &'static str),
        target: (&'static str, &'static str),
        marked: &'static str,
    ) -> Self {
        Self { source: Some(source), target, marked }
    }
}

/// A row of the table: all that is known of a rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable name, as on the command line and in reports: `repeated-phrase`.
    pub id: &'static str,
    /// How bad its findings are, unless the user says otherwise.
    pub severity: Severity,
    /// Whether it runs unless it is asked for by name.
    pub on: bool,
    /// Whether it compares the two sides, and is silent without an original.
    pub needs_original: bool,
    /// What it finds, in a line.
    pub summary: &'static str,
    /// What exactly it looks for, and in which languages.
    pub what: &'static str,
    /// Why that is worth a look.
    pub why: &'static str,
    /// Sound text that it is known to flag.
    pub false_alarms: &'static str,
    /// Its thresholds.
    pub limits: &'static [&'static Limit],
    /// Texts that it must flag.
    pub flags: &'static [Example],
    /// Near misses that it must not flag.
    pub passes: &'static [Example],
    /// The rule itself. Total.
    pub check: fn(&Page<'_>, &Limits<'_>) -> Vec<Flag>,
}

impl Rule {
    /// A finding of this rule on the target, in the bead that holds target sentence `sentence`.
    pub(super) fn found(&self, page: &Page<'_>, sentence: usize, span: Span, message: String) -> Flag {
        Flag {
            rule: self.id,
            severity: self.severity,
            side: Side::Target,
            span,
            counterpart: None,
            bead: Some(page.bitext.bead_of(Side::Target, sentence)),
            message,
            suggestion: None,
            suppressed: None,
            known: None,
        }
    }

    /// A finding of this rule in bead `bead`, with what it was compared with.
    pub(super) fn compared(&self, bead: usize, span: Span, source: Option<Span>, message: String) -> Flag {
        Flag {
            rule: self.id,
            severity: self.severity,
            side: Side::Target,
            span,
            counterpart: source,
            bead: Some(bead),
            message,
            suggestion: None,
            suppressed: None,
            known: None,
        }
    }
}
