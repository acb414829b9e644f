//! Entries of `[[flag.suppress]]` that suppress nothing in a run: whoever reads them later would think that they do.
//!
//! They are told only where the run covered the files that they speak of, and asked the rules that they name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use alinea::flag::{FlagOptions, RULES, Rule, Suppress};
use alinea::{Config, Entry};

/// The entries of one run, and which of them were of use.
pub(crate) struct Idle {
    /// The configuration that they stand in, and its folder.
    path: PathBuf,
    folder: Option<PathBuf>,
    options: FlagOptions,
    /// What the user named, as it is on disk.
    covered: Vec<PathBuf>,
    /// Lines of entries that suppressed something.
    used: BTreeSet<usize>,
    /// Whether there was an original, so that all rules were asked.
    compared: bool,
}

impl Idle {
    /// `covered`: the files and folders whose articles the run flags; of files that were made of articles, none.
    pub(crate) fn new(config: &Config, covered: &[PathBuf]) -> Self {
        let path = config.path.clone().unwrap_or_default();
        let folder = match path.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new(".").canonicalize().ok(),
            parent => parent.and_then(|parent| parent.canonicalize().ok()),
        };
        Self {
            path,
            folder,
            options: config.flag.clone(),
            covered: covered.iter().filter_map(|path| path.canonicalize().ok()).collect(),
            used: BTreeSet::new(),
            compared: false,
        }
    }

    /// Takes the flags of an article.
    pub(crate) fn take(&mut self, entry: &Entry) {
        self.compared |= !entry.bitext.is_alone();
        let marks = entry.flags.iter().filter_map(|flag| flag.suppressed.as_ref());
        self.used.extend(marks.filter(|mark| mark.path == self.path).map(|mark| mark.line));
    }

    /// What is to be told of the entries, one line each.
    pub(crate) fn told(&self) -> impl Iterator<Item = String> {
        let idle =
            |entry: &&Suppress| !self.used.contains(&entry.line) && self.covers(entry) && self.asked(entry);
        self.options.suppress.iter().filter(idle).map(|entry| {
            format!(
                "{}:{}: this entry of `flag.suppress` suppresses nothing",
                self.path.display(),
                entry.line
            )
        })
    }

    /// Whether the run flagged all files that the entry may mean.
    fn covers(&self, entry: &Suppress) -> bool {
        let Some(folder) = &self.folder else { return false };
        let pattern = entry.path.as_deref().unwrap_or_default();
        // A pattern without `/` is for names at any depth.
        let parts = pattern.split('/').take_while(|part| pattern.contains('/') && !part.contains(WILD));
        let base = folder.join(parts.filter(|part| *part != ".").collect::<PathBuf>());
        self.covered.iter().any(|path| base.starts_with(path))
    }

    /// Whether all rules that the entry may mean had their say.
    fn asked(&self, entry: &Suppress) -> bool {
        let meant = |rule: &Rule| match entry.rule.is_empty() {
            true => rule.on,
            false => entry.rule.iter().any(|id| id == rule.id),
        };
        let ran = |rule: &Rule| self.options.runs(rule) && (self.compared || !rule.needs_original);
        RULES.iter().filter(|rule| meant(rule)).all(|rule| ran(rule))
    }
}

/// What makes a part of a path a pattern.
const WILD: [char; 7] = ['*', '?', '[', ']', '{', '}', '\\'];
