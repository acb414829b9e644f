//! Embeds: sentences -> vectors, by an external command of the user's.
//!
//! The command reads sentences from its standard input, one a line, UTF-8, and writes a vector a line to its
//! standard output, in the same order: numbers with spaces, tabs or commas between, or a JSON array of
//! numbers. It is run once for many articles, since loading a model is dear.
//!
//! What it promises: there is a vector for every sentence, all of one size and finite, or an error that says
//! what the command did and what to do. It is never worked around: a run that was to have vectors and has
//! none would be worse without a word.

mod line;
mod vectors;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::command::{self, Setting};
use crate::error::Result;

/// Which command makes vectors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EmbedOptions {
    /// The command, its arguments quoted as for a shell; none is run if it is empty. There is no shell:
    /// for pipes and variables, name one (`sh -c '...'`).
    pub command: String,
    /// Seconds that one run of the command may take.
    pub timeout: u64,
}

impl Default for EmbedOptions {
    /// No command; ten minutes, in which a sentence encoder does some 10,000 sentences on one core.
    fn default() -> Self {
        Self { command: String::new(), timeout: 600 }
    }
}

impl EmbedOptions {
    /// Whether a command is named.
    pub fn is_on(&self) -> bool {
        !self.command.trim().is_empty()
    }
}

/// The vectors of some sentences, found by their text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Embeddings {
    size: usize,
    /// Row-major, in the order in which the sentences were given.
    values: Vec<f32>,
    rows: FxHashMap<Box<str>, u32>,
}

impl Embeddings {
    /// The vector of a sentence, as the command gave it; empty where there is none.
    pub fn get(&self, sentence: &str) -> &[f32] {
        let row = self.rows.get(&*line::of(sentence)).map(|&row| row as usize * self.size);
        row.and_then(|start| self.values.get(start..start + self.size)).unwrap_or(&[])
    }

    /// Numbers in a vector.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many different sentences have a vector.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Has the command make the vectors of all sentences, each different one once, blank ones left out.
///
/// `go_on` is asked several times a second while the command runs; its error ends it.
///
/// # Errors
/// If the command cannot be started, ends with another status than 0 or takes too long; if it gives more
/// lines or fewer than it was given, or one that is no vector, of another size than the first, or with a
/// number that is not finite; if it closes its input early. Or what `go_on` says.
pub fn embed<'a>(
    sentences: impl IntoIterator<Item = &'a str>,
    options: &EmbedOptions,
    go_on: &mut dyn FnMut() -> Result<()>,
) -> Result<Embeddings> {
    let mut rows: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut input = String::new();
    for sentence in sentences {
        let line = line::of(sentence);
        if !line.is_empty() && !rows.contains_key(&*line) {
            input.push_str(&line);
            input.push('\n');
            rows.insert(line.into(), rows.len() as u32);
        }
    }
    if rows.is_empty() {
        return Ok(Embeddings::default());
    }
    let setting = Setting {
        what: "embedder",
        command: &options.command,
        timeout: options.timeout,
        form: "it has to write one line of numbers for each line that it reads, all of the same length",
        reads: "sentence",
    };
    let count = rows.len();
    let values = command::run(&setting, (input, count), move |lines| vectors::read(lines, count), go_on)?;
    Ok(Embeddings { size: values.len() / count, values, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentences_need_no_command() {
        let options = EmbedOptions { command: "no-such-command".into(), ..EmbedOptions::default() };
        let none = embed(["", " \n"], &options, &mut || Ok(())).unwrap();
        assert_eq!((none.len(), none.get("Haus")), (0, &[][..]));
    }
}
