//! Rates: beads -> how good a model of the user's finds them, by an external command.
//!
//! The command reads beads from its standard input, a JSON object a line, UTF-8:
//! `{"id": "...", "source": "...", "target": "...", "source_lang": "de", "target_lang": "en"}`, and writes
//! `{"id": "...", "score": 0.83}` for each, a line each, in any order. A score is a quality, 0..=1: **1 is best**,
//! as quality estimation models give it. It is run once for many articles, since loading a model is dear.
//!
//! What it promises: there is a score for every bead that has both sides, or an error that says what the command
//! did and what to do. The scores stand beside our own; no rule and no score of ours knows of them.

mod line;

use serde::{Deserialize, Serialize};

use crate::bitext::{Bitext, Entry, Ratings, Side};
use crate::command::{self, Setting};
use crate::error::Result;

/// Which command rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RateOptions {
    /// The command, its arguments quoted as for a shell; none is run if it is empty. There is no shell:
    /// for pipes and variables, name one (`sh -c '...'`).
    pub command: String,
    /// What the scores are called in records and reports; empty: as the program or script of the command.
    pub name: String,
    /// Seconds that one run of the command may take.
    pub timeout: u64,
}

impl Default for RateOptions {
    /// No command; ten minutes, as for an embedder: a small quality model rates some thousand beads on one core
    /// in that time.
    fn default() -> Self {
        Self { command: String::new(), name: String::new(), timeout: 600 }
    }
}

impl RateOptions {
    /// Whether a command is named.
    pub fn is_on(&self) -> bool {
        !self.command.trim().is_empty()
    }

    /// What the scores are called: the name that was given, or the last part of the path of the script, or else
    /// of the program.
    ///
    /// ```
    /// let named = |command: &str| {
    ///     alinea::rate::RateOptions { command: command.into(), ..Default::default() }.scorer()
    /// };
    /// assert_eq!(named("/opt/qe/bin/estimate --fast"), "estimate");
    /// assert_eq!(named("python3 -u models/comet.py wmt22"), "comet.py");
    /// ```
    pub fn scorer(&self) -> String {
        if !self.name.trim().is_empty() {
            return self.name.trim().to_owned();
        }
        let words = shlex::split(&self.command).unwrap_or_default();
        let script = |word: &&String| {
            let known = [".py", ".sh", ".js", ".ts", ".rb", ".pl", ".jl", ".R", ".mjs"];
            known.iter().any(|ending| word.ends_with(ending))
        };
        let named = words.iter().find(script).or(words.first()).map_or("scorer", String::as_str);
        named.rsplit(['/', '\\']).next().unwrap_or(named).to_owned()
    }
}

/// Has the command rate the beads of all entries that have both sides, and puts what it says into
/// [`Entry::ratings`]. Without such a bead, no command is run.
///
/// `go_on` is asked several times a second while the command runs; its error ends it.
///
/// # Errors
/// If the command cannot be started, ends with another status than 0 or takes too long; if it gives no score for
/// a bead, two, or one for none; a line that is not understood, or a score that is no number from 0 to 1; if it
/// closes its input early. Or what `go_on` says.
pub fn rate<'a>(
    entries: impl IntoIterator<Item = &'a mut Entry>,
    options: &RateOptions,
    go_on: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let mut entries: Vec<&mut Entry> = entries.into_iter().collect();
    let mut asked = Vec::new();
    let mut input = String::new();
    for (number, entry) in entries.iter().enumerate() {
        for bead in rated(&entry.bitext) {
            line::ask(entry, bead, asked.len(), &mut input);
            asked.push((number, bead));
        }
    }
    if asked.is_empty() {
        return Ok(());
    }
    let setting = Setting {
        what: "scorer",
        command: &options.command,
        timeout: options.timeout,
        form: "it has to write `{\"id\": ..., \"score\": 0.83}` for each line that it reads, with its `id` and a \
               number from 0 to 1",
        reads: "JSON object",
    };
    let count = asked.len();
    let scores = command::run(&setting, (input, count), move |lines| line::read(lines, count), go_on)?;
    let scorer = options.scorer();
    for entry in &mut entries {
        let beads = vec![None; entry.bitext.beads().len()];
        entry.ratings = (!entry.bitext.is_alone()).then(|| Ratings { scorer: scorer.clone(), beads });
    }
    for ((number, bead), score) in asked.into_iter().zip(scores) {
        if let Some(ratings) = &mut entries[number].ratings {
            ratings.beads[bead] = Some(score);
        }
    }
    Ok(())
}

/// The beads that have text on both sides.
fn rated(bitext: &Bitext) -> impl Iterator<Item = usize> {
    let holds = |side, bead| bitext.span(bead, side).is_some_and(|span| !span.is_empty());
    bitext
        .beads()
        .iter()
        .enumerate()
        .filter(move |(_, bead)| holds(Side::Source, bead) && holds(Side::Target, bead))
        .map(|(number, _)| number)
}
