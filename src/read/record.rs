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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::format::{Listed, Records, Splitting};
use super::{charset, unpack};
use crate::bitext::Document;
use crate::error::{Error, Kind, Result};
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
    /// First byte, in the file or in the spool.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
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

    fn lock(&self) -> MutexGuard<'_, File> {
        // Whoever panicked has left nothing half-done: every reader and writer seeks first.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    /// What is wrong with the packed data; the records that are listed are whole nevertheless.
    pub(super) fault: Option<Error>,
}

impl Listing {
    /// Whether the file holds something else than articles.
    pub(super) fn is_foreign(&self) -> bool {
        self.fault.is_none() && self.records.iter().all(Result::is_err)
    }
}

/// Unpacks files to the end of one spool, however many there are: each open file costs the system one of few
/// handles.
#[derive(Default)]
pub(super) struct Spools(Option<Spool>);

impl Spools {
    /// Lists the records of a file.
    ///
    /// # Errors
    /// If the file cannot be read, unpacked or decoded.
    pub(super) fn list(&mut self, path: &Path, how: &Records) -> Result<Listing> {
        let unreadable = |cause| unpack::unreadable(path, cause);
        let mut first = Vec::new();
        let mut file = File::open(path).map_err(unreadable)?;
        (&file).take(4).read_to_end(&mut first).map_err(unreadable)?;
        let mut records = Vec::new();
        if unpack::is_packed(path) || unpack::starts_packed(&first) {
            let mut fault = None;
            let spool = self.fill(path, |spool| {
                match unpack::into(path, spool) {
                    Ok(notice) => fault = notice.map(|notice| Error::input(path, notice)),
                    // The records before the fault are whole.
                    Err(error) => fault = Some(error),
                }
                Ok(())
            })?;
            spool.list(how, &mut records).map_err(unreadable)?;
            return Ok(Listing { records, spool: Some(spool.spool), fault });
        }
        if first.starts_with(&[0xFF, 0xFE]) || first.starts_with(&[0xFE, 0xFF]) {
            let bytes = unpack::file(path)?.bytes;
            let text = charset::decode(bytes, false).map_err(|error| error.at(path))?.text;
            let spool = self.fill(path, |spool| spool.write_all(text.as_bytes()).map_err(no_room))?;
            spool.list(how, &mut records).map_err(unreadable)?;
            return Ok(Listing { records, spool: Some(spool.spool), fault: None });
        }
        file.rewind().map_err(unreadable)?;
        (how.list)(&mut BufReader::new(file), &mut |listed| records.push(listed)).map_err(unreadable)?;
        Ok(Listing { records, spool: None, fault: None })
    }

    /// Writes what `write` writes to the end of the spool.
    fn fill(&mut self, path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<Filled> {
        let spool = match &self.0 {
            Some(spool) => spool.clone(),
            None => Spool::new(tempfile::tempfile().map_err(|cause| no_room(cause).at(path))?),
        };
        self.0 = Some(spool.clone());
        let start = {
            let file = spool.lock();
            let mut file = &*file;
            let start = file.seek(SeekFrom::End(0)).map_err(no_room)?;
            let mut buffer = BufWriter::new(file);
            write(&mut buffer).map_err(|error| error.at(path))?;
            buffer.flush().map_err(|cause| no_room(cause).at(path))?;
            start
        };
        Ok(Filled { spool, start })
    }
}

fn no_room(cause: io::Error) -> Error {
    Error::new(Kind::Input, "cannot unpack to the folder for temporary files").because(cause)
}

/// The last file in a spool, and where it starts.
struct Filled {
    spool: Spool,
    start: u64,
}

impl Filled {
    fn list(&self, how: &Records, records: &mut Vec<Listed>) -> io::Result<()> {
        let file = self.spool.lock();
        let mut file = &*file;
        file.seek(SeekFrom::Start(self.start))?;
        (how.list)(&mut BufReader::new(file), &mut |listed| {
            records.push(listed.map(|head| Head { offset: head.offset + self.start, ..head }));
        })
    }
}

/// Reads the article of a file that holds no other.
///
/// # Errors
/// If there is none or more than one, or it is broken.
pub(super) fn only(bytes: &[u8], how: &Records, splitting: Splitting) -> Result<Document> {
    let wrong = |message: &str| Error::new(Kind::Input, message);
    let (mut first, mut count) = (None, 0);
    let mut tell = |listed| {
        first.get_or_insert(listed);
        count += 1;
    };
    (how.list)(&mut &bytes[..], &mut tell)
        .map_err(|cause| wrong("cannot list the records").because(cause))?;
    match first {
        None => Err(wrong("expected an article, but found no record")),
        Some(_) if count > 1 => Err(wrong(&format!("expected one article, but found {count} records"))
            .hint("name the file on the command line; each of its records is read then")),
        Some(Err((line, message))) => Err(wrong(&message).line(line)),
        Some(Ok(head)) => {
            let record = Record::of(&head, None).bytes_of(&mut io::Cursor::new(bytes));
            let record = record.map_err(|cause| wrong("cannot read the record").because(cause))?;
            (how.read)(&record, head.line, splitting)
        }
    }
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
            Some(spool) => self.bytes_of(&*spool.lock()),
            None => self.bytes_of(File::open(path)?),
        }
    }

    fn bytes_of(&self, mut file: impl Read + Seek) -> io::Result<Vec<u8>> {
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
