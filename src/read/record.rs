//! Where one article lies in a file that holds many.

use std::cmp::Ordering;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::lang::Lang;

/// What a listing says of a record, before the article is read.
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
}

/// Where a record lies, so that it is read without reading what stands before it.
#[derive(Debug, Clone)]
pub struct Record {
    /// 1-based line on which it starts.
    pub line: u64,
    /// First byte, in the unpacked file.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// The unpacked file, where the file itself cannot be read from the middle.
    pub spool: Option<Spool>,
}

/// An unpacked copy on disk without a name; it goes when the last record of it goes.
#[derive(Clone)]
pub struct Spool(Arc<Mutex<File>>);

impl Spool {
    /// Keeps a file that was written.
    pub fn new(file: File) -> Self {
        Self(Arc::new(Mutex::new(file)))
    }
}

impl fmt::Debug for Spool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spool")
    }
}

impl Record {
    /// The bytes of the record, from the spool or from the file at `path`.
    ///
    /// # Errors
    /// If the file cannot be read, or has become shorter since it was listed.
    pub fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.spool {
            // A reader that panicked has left nothing half-done: every read seeks first.
            Some(spool) => self.bytes_of(&mut spool.0.lock().unwrap_or_else(PoisonError::into_inner)),
            None => self.bytes_of(&mut File::open(path)?),
        }
    }

    fn bytes_of(&self, file: &mut File) -> io::Result<Vec<u8>> {
        file.seek(SeekFrom::Start(self.offset))?;
        let mut bytes = Vec::new();
        file.take(self.length).read_to_end(&mut bytes)?;
        match bytes.len() as u64 == self.length {
            true => Ok(bytes),
            false => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file changed while it was read")),
        }
    }
}

/// Records are compared by where they stand; the spool says nothing new.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Record {}

impl PartialOrd for Record {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Record {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.line, self.offset, self.length).cmp(&(other.line, other.offset, other.length))
    }
}
