//! What an alignment format fills in: the row of the table in `write`.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::bitext::{Entry, Side, Text};
use crate::error::Result;

/// What the user may change about exported files. The canonical formats, `jsonl` and `beads`, always
/// hold everything.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Export {
    /// Leave out beads below this confidence, 0..=1. 0, the default, leaves out none.
    pub min_confidence: f32,
    /// Keep sentences without counterpart in `tmx` and `moses`, with an empty other side. `tsv` and
    /// `xliff` always hold them.
    pub keep_nulls: bool,
    /// In `tsv`, put an apostrophe before cells that a spreadsheet would take for a formula, and quotes
    /// around cells that hold quotes.
    pub spreadsheet_safe: bool,
}

/// Writes an entry and says how many characters were left out because the format cannot hold them.
pub type WriteOne = fn(&Entry, &Export, &mut dyn io::Write) -> io::Result<usize>;

/// Writes one side of an entry.
pub type WriteSide = fn(&Entry, &Export, Side, &mut dyn io::Write) -> io::Result<usize>;

/// How a format lays an entry out in files.
#[derive(Debug, Clone, Copy)]
pub enum Output {
    /// One file: `<stem>.<extension>`.
    One(WriteOne),
    /// A file a side: `<stem>.<language>`; `.source` and `.target` where both sides have one language.
    Sides(WriteSide),
}

/// How a format is read back.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// The file says everything. The path is for messages and places; the bytes are the file.
    Whole(fn(&Path, &[u8]) -> Result<Vec<Entry>>),
    /// The file only numbers sentences: it needs the two texts, source first.
    WithTexts(fn(&Path, &[u8], Text, Text) -> Result<Entry>),
}

impl Format {
    /// Whether a file of it says everything, so that it can be read back by itself.
    pub fn is_whole(&self) -> bool {
        matches!(self.input, Some(Input::Whole(_)))
    }
}

/// A format of alignment files.
#[derive(Debug)]
pub struct Format {
    /// As on the command line: `tmx`.
    pub name: &'static str,
    /// Of the file that is written, without dot. Empty where the language is the extension.
    pub extension: &'static str,
    /// Other extensions that are read as this format.
    pub aliases: &'static [&'static str],
    /// One line for `--help`.
    pub summary: &'static str,
    /// Whether it can hold a text that has no original. Nothing is written for one where it cannot.
    pub alone: bool,
    /// How it is written.
    pub output: Output,
    /// How it is read, if it is.
    pub input: Option<Input>,
}
