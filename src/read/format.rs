//! What a reader file fills in: the row of the table of article formats.

use std::fmt;
use std::io::{self, BufRead};

use super::record::Head;
use crate::bitext::Document;
use crate::error::Result;

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
    /// Many articles, one a record.
    Records(Records),
}

/// How a file of many articles is read: once to list them, then each from where it lies.
pub struct Records {
    /// Tells of every record, in order, also of the broken ones; keeps none.
    pub list: List,
    /// Reads the bytes of one record, which starts on the 1-based line given.
    pub read: fn(&[u8], u64, Splitting) -> Result<Document>,
}

/// Tells of every record of a file.
pub type List = fn(&mut dyn BufRead, &mut dyn FnMut(Listed)) -> io::Result<()>;

/// One record as listed: what is known of it before it is read, or the line and what is wrong there.
pub type Listed = std::result::Result<Head, (u64, String)>;

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
