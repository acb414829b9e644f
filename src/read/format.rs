//! What a reader file fills in: the row of the table of article formats.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, Seek};

use super::options::ReadOptions;
use crate::bitext::Document;
use crate::error::Result;
use crate::lang::Lang;

/// A format that articles come in.
pub struct Format {
    /// As written on the command line: `html`.
    pub name: &'static str,
    /// Extensions of its files, lower case, without the dot; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// What it is and what is read of it, in one line, lower case, no full stop.
    pub about: &'static str,
    /// Whether the text may name its own character encoding (`<meta charset>`).
    pub declares_charset: bool,
    /// What a file of it holds, and how that is read.
    pub holds: Holds,
}

/// What a file holds.
pub enum Holds {
    /// One article. Whoever calls sets path and encoding of the document; the reader sets the rest.
    Article(fn(Decoded) -> Result<Document>),
    /// One article in a file that is no text. Whoever calls sets the path; the reader sets the rest.
    Bytes(fn(&[u8], &ReadOptions) -> Result<Document>),
    /// Many articles, one a record.
    Records(Records),
}

/// How a file of many articles is read: once to list them, then each from where it lies.
pub struct Records {
    /// Tells of every record, in order, also of the broken ones; keeps none.
    pub list: List,
    /// Reads the bytes of one record, which starts on the 1-based line given.
    pub read: fn(&[u8], u64, Splitting, &ReadOptions) -> Result<Document>,
    /// What the records lie in.
    pub lie: Lie,
}

/// What the records of a file lie in.
#[derive(Debug, Clone, Copy)]
pub enum Lie {
    /// Lines of text; a file that holds others is none of ours.
    Lines,
    /// An archive. Packed, each record may be a member of its own, so that none but it is unpacked to read it;
    /// the record of one address may come again.
    Members,
    /// Such archives in a zip file, in entries whose names pass.
    Zip(fn(&str) -> bool),
}

/// What records are listed from.
pub trait Source: BufRead + Seek {}

impl<T: BufRead + Seek> Source for T {}

/// Tells of every record of a file; broken ones too. What is left out on purpose is counted.
pub type List = fn(&mut dyn Source, &mut dyn FnMut(Listed)) -> io::Result<Counts>;

/// What a listing came by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records, of whatever kind.
    pub records: u64,
    /// How many were left out on purpose, by what they are.
    pub left_out: BTreeMap<String, u64>,
}

impl Counts {
    /// Kinds that are told apart.
    const MOST: usize = 24;

    /// Counts a record that is left out.
    pub fn leave_out(&mut self, what: String) {
        let room = self.left_out.len() < Self::MOST || self.left_out.contains_key(&what);
        *self.left_out.entry(if room { what } else { "others".to_owned() }).or_default() += 1;
    }

    /// Adds the counts of another part of the file.
    pub(super) fn add(&mut self, other: Counts) {
        self.records += other.records;
        for (what, count) in other.left_out {
            *self.left_out.entry(what).or_default() += count;
        }
    }
}

/// One record as listed: what is known of it before it is read, or what is wrong with it.
pub type Listed = std::result::Result<Head, Broken>;

/// What a listing says of a record, before the article is read. In a web archive, which has no lines to speak
/// of, `line` is the number of the record, 1-based.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 1-based line on which it starts.
    pub line: u64,
    /// First byte, in the unpacked file.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// Its name, shared by the translations of one article.
    pub id: Option<String>,
    /// Its language.
    pub lang: Option<Lang>,
    /// First byte of the gzip member that it is packed in by itself, in the file; `offset` counts in it.
    pub member: Option<u64>,
}

/// A record that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// 1-based line on which it starts, or its number in an archive.
    pub line: u64,
    /// First byte, in what is listed.
    pub offset: u64,
    /// What is wrong.
    pub message: String,
}

/// How lines of plain text are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Splitting {
    /// A line is a block; lines of a hard-wrapped paragraph are one block.
    #[default]
    Blocks,
    /// The text holds one sentence a line: every line is a block, blank ones too.
    Presplit,
}

/// A file as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text without byte order mark; control characters stay.
    pub text: String,
    /// Name of the character encoding, as of the WHATWG standard.
    pub encoding: &'static str,
    /// How many sequences of bytes made no sense in that encoding and became U+FFFD.
    pub replaced: usize,
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.name).finish()
    }
}

/// Two formats are the same if their names are.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
