//! Where one article lies in a file that holds many, and how it is read from there.
//!
//! The file is read once to list its records. Each record is then read from where it lies, without reading
//! what stands before it; a packed file is unpacked once, to a file without a name. Memory is bounded by the
//! longest record.

use std::cmp::Ordering;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::format::{Listed, Records};
use super::{charset, unpack};
use crate::error::{Error, Result};
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

/// What is in a file of records.
pub(super) struct Listing {
    /// Every record, in order, also the broken ones.
    pub(super) records: Vec<Listed>,
    /// The unpacked file, where there is one.
    pub(super) spool: Option<Spool>,
}

/// Lists the records of a file.
///
/// # Errors
/// If the file cannot be read, unpacked or decoded.
pub(super) fn list(path: &Path, how: &Records) -> Result<Listing> {
    let mut first = [0; 4];
    let open = || File::open(path).map_err(|cause| unpack::unreadable(path, cause));
    let length = read_up_to(&mut open()?, &mut first).map_err(|cause| unpack::unreadable(path, cause))?;
    let first = &first[..length];
    let mut records = Vec::new();
    let mut tell = |listed| records.push(listed);
    let spool = if unpack::is_packed(path) || unpack::starts_packed(first) {
        let file = spool(path, |file| unpack::into(path, file).map(drop))?;
        Some(file)
    } else if first.starts_with(&[0xFF, 0xFE]) || first.starts_with(&[0xFE, 0xFF]) {
        let text = charset::decode(unpack::file(path)?.bytes, false).map_err(|error| error.at(path))?.text;
        let write = |file: &mut dyn Write| {
            file.write_all(text.as_bytes()).map_err(|cause| unpack::unreadable(path, cause))
        };
        Some(spool(path, write)?)
    } else {
        None
    };
    let read = match &spool {
        Some(file) => {
            let mut file = file;
            file.rewind().and_then(|()| (how.list)(&mut BufReader::new(file), &mut tell))
        }
        None => (how.list)(&mut BufReader::new(open()?), &mut tell),
    };
    read.map_err(|cause| unpack::unreadable(path, cause))?;
    Ok(Listing { records, spool: spool.map(Spool::new) })
}

/// A file without a name, filled by `write`.
fn spool(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<File> {
    let no_room =
        |cause| Error::input(path, "cannot unpack to the folder for temporary files").because(cause);
    let mut file = BufWriter::new(tempfile::tempfile().map_err(no_room)?);
    write(&mut file)?;
    file.into_inner().map_err(|error| no_room(error.into_error()))
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

impl Record {
    /// Where a listed record lies.
    pub(super) fn of(head: &Head, spool: Option<&Spool>) -> Record {
        Record { line: head.line, offset: head.offset, length: head.length, spool: spool.cloned() }
    }

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
