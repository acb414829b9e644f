//! Where one article lies in a file that holds many, and how it is read from there.
//!
//! The file is read once to list its records. Each record is then read from where it lies, without reading
//! what stands before it. Where each record of a gzip file is packed by itself, as in web archives, it is
//! unpacked from there; other packed files are unpacked once, to a file without a name. Memory is bounded by the
//! longest record, and some 100 bytes a record for where it lies.

use std::cmp::Ordering;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::format::{Head, Lie, Records, Splitting};
use super::options::ReadOptions;
use crate::bitext::Document;
use crate::error::{Error, Kind, Result};

/// Where a record lies, so that it is read without reading what stands before it.
#[derive(Debug, Clone)]
pub struct Record {
    /// 1-based line on which it starts.
    pub line: u64,
    /// First byte, in the file, in the spool or in the member.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// First byte in the file of the gzip member that holds it.
    pub member: Option<u64>,
    /// The unpacked file, where the file itself cannot be read from the middle.
    pub spool: Option<Spool>,
}

/// Unpacked copies on disk, in a file without a name; it goes when the last record of it goes.
#[derive(Clone)]
pub struct Spool(Arc<Mutex<File>>);

impl Spool {
    /// Keeps a file that was written.
    pub fn new(file: File) -> Self {
        Self(Arc::new(Mutex::new(file)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, File> {
        // Whoever panicked has left nothing half-done: every reader and writer seeks first.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Spool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spool")
    }
}

/// Reads the article of a file that holds no other.
///
/// # Errors
/// If there is none or more than one, or it is broken.
pub(super) fn only(
    bytes: &[u8],
    how: &Records,
    splitting: Splitting,
    options: &ReadOptions,
) -> Result<Document> {
    if matches!(how.lie, Lie::Zip(_)) {
        return Err(Error::new(Kind::Input, "expected one article, but found an archive")
            .hint("name the file on the command line; each of its records is read then"));
    }
    let wrong = |message: &str| Error::new(Kind::Input, message);
    let (mut first, mut count) = (None, 0);
    let mut tell = |listed| {
        first.get_or_insert(listed);
        count += 1;
    };
    (how.list)(&mut io::Cursor::new(bytes), &mut tell)
        .map_err(|cause| wrong("cannot list the records").because(cause))?;
    match first {
        None => Err(wrong("expected an article, but found no record")),
        Some(_) if count > 1 => Err(wrong(&format!("expected one article, but found {count} records"))
            .hint("name the file on the command line; each of its records is read then")),
        Some(Err(broken)) => Err(wrong(&broken.message).line(broken.line)),
        Some(Ok(head)) => {
            let record = Record::of(&head, None).bytes_of(&mut io::Cursor::new(bytes));
            let record = record.map_err(|cause| wrong("cannot read the record").because(cause))?;
            (how.read)(&record, head.line, splitting, options)
        }
    }
}

impl Record {
    /// Where a listed record lies.
    pub(super) fn of(head: &Head, spool: Option<&Spool>) -> Record {
        // What is packed by itself needs no spool, and keeps none open.
        let spool = spool.filter(|_| head.member.is_none()).cloned();
        Record { line: head.line, offset: head.offset, length: head.length, member: head.member, spool }
    }

    /// The bytes of the record, from the spool or from the file at `path`.
    ///
    /// # Errors
    /// If the file cannot be read, or has become shorter since it was listed.
    pub fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match (&self.spool, self.member) {
            (Some(spool), _) => self.bytes_of(&*spool.lock()),
            (None, None) => self.bytes_of(File::open(path)?),
            (None, Some(member)) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(member))?;
                let mut unpacked = flate2::bufread::GzDecoder::new(BufReader::new(file));
                io::copy(&mut (&mut unpacked).take(self.offset), &mut io::sink())?;
                self.whole(unpacked)
            }
        }
    }

    fn bytes_of(&self, mut file: impl Read + Seek) -> io::Result<Vec<u8>> {
        file.seek(SeekFrom::Start(self.offset))?;
        self.whole(file)
    }

    fn whole(&self, from: impl Read) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        from.take(self.length).read_to_end(&mut bytes)?;
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
        let place = |record: &Record| (record.line, record.member, record.offset, record.length);
        place(self).cmp(&place(other))
    }
}
