//! Where one article lies in a file that holds many, and how it is read from there.
//!
//! The file is read once to list its records. Each record is then read from where it lies, without reading
//! what stands before it. Where each record of a gzip file is packed by itself, as in web archives, it is
//! unpacked from there; other packed files are unpacked once, to a file without a name. Memory is bounded by the
//! longest record, and some 100 bytes a record for where it lies.

use std::cmp::Ordering;
use std::fmt;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::format::{Broken, Counts, Lie, Listed, Records, Splitting};
use super::options::ReadOptions;
use super::{charset, unpack};
use crate::bitext::{Document, Notice};
use crate::error::{Error, Kind, Result};
use crate::lang::Lang;

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
#[derive(Default)]
pub(super) struct Listing {
    /// Every record, in order, also the broken ones.
    pub(super) records: Vec<std::result::Result<Head, (u64, String)>>,
    /// The unpacked file, where there is one.
    pub(super) spool: Option<Spool>,
    /// What is wrong with the packed data; the records that are listed are whole nevertheless.
    pub(super) fault: Option<Error>,
    /// What there was.
    counts: Counts,
    /// Whether it is a file of lines, which may as well hold something else.
    lines: bool,
    /// How often each address of an archive came, by its hash.
    seen: FxHashMap<u64, u32>,
}

impl Listing {
    /// Adds a record. A page that an archive holds twice is two articles, told apart by a number.
    fn push(&mut self, listed: Listed) {
        let listed = listed.map(|mut head| {
            if let (Some(id), false) = (&mut head.id, self.lines) {
                let count = self.seen.entry(FxBuildHasher.hash_one(&*id)).or_default();
                *count += 1;
                if *count > 1 {
                    id.push_str(&format!("~{count}"));
                }
            }
            head
        });
        self.records.push(listed.map_err(|Broken { line, offset, message }| match self.lines {
            true => (line, message),
            false => (line, format!("record {line} at byte {offset} is left out: {message}")),
        }));
    }

    /// Whether the file holds something else than articles.
    pub(super) fn is_foreign(&self) -> bool {
        self.lines && self.fault.is_none() && self.records.iter().all(Result::is_err)
    }

    /// What was left out on purpose.
    pub(super) fn left_out(&self, path: &Path) -> Option<Notice> {
        let count: u64 = self.counts.left_out.values().sum();
        let kinds: Vec<_> =
            self.counts.left_out.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let records = if count == 1 { "record that holds" } else { "records that hold" };
        (count > 0).then(|| Notice {
            path: path.to_owned(),
            message: format!("left out {count} {records} no page: {}", kinds.join(", ")),
        })
    }
}

/// Unpacks files to the end of one spool, however many there are: each open file costs the system one of few
/// handles.
pub(super) struct Spools {
    spool: Option<Spool>,
    options: ReadOptions,
}

impl Spools {
    pub(super) fn new(options: &ReadOptions) -> Self {
        Self { spool: None, options: *options }
    }

    /// Lists the records of a file.
    ///
    /// # Errors
    /// If the file cannot be read, unpacked or decoded.
    pub(super) fn list(&mut self, path: &Path, how: &Records) -> Result<Listing> {
        let lines = matches!(how.lie, Lie::Lines);
        let mut listing = Listing { lines, ..Listing::default() };
        match how.lie {
            Lie::Zip(passes) => self.zip(path, how, passes, &mut listing)?,
            Lie::Lines | Lie::Members => self.file(path, how, &mut listing)?,
        }
        Ok(listing)
    }

    fn file(&mut self, path: &Path, how: &Records, listing: &mut Listing) -> Result<()> {
        let unreadable = |cause| unpack::unreadable(path, cause);
        let mut first = Vec::new();
        let mut file = File::open(path).map_err(unreadable)?;
        (&file).take(4).read_to_end(&mut first).map_err(unreadable)?;
        file.rewind().map_err(unreadable)?;
        if unpack::starts_gzip(&first) && matches!(how.lie, Lie::Members) {
            let length = file.metadata().map_err(unreadable)?.len();
            return self.members(path, &mut file, (0, length), how, listing);
        }
        let options = self.options;
        if unpack::is_packed(path) || unpack::starts_packed(&first) {
            let mut fault = None;
            let filled = self.fill(path, |spool| {
                match unpack::into(path, spool, &options) {
                    Ok(notice) => fault = notice.map(|notice| Error::input(path, notice)),
                    // The records before the fault are whole.
                    Err(error) => fault = Some(error),
                }
                Ok(())
            })?;
            listing.fault = fault;
            return filled.list(how, listing).map_err(unreadable);
        }
        if first.starts_with(&[0xFF, 0xFE]) || first.starts_with(&[0xFE, 0xFF]) {
            let bytes = unpack::file(path, &options)?.bytes;
            let text = charset::decode(bytes, false).map_err(|error| error.at(path))?.text;
            let filled = self.fill(path, |spool| spool.write_all(text.as_bytes()).map_err(no_room))?;
            return filled.list(how, listing).map_err(unreadable);
        }
        let counts = (how.list)(&mut BufReader::new(file), &mut |listed| listing.push(listed));
        listing.counts = counts.map_err(unreadable)?;
        Ok(())
    }

    /// Lists gzip data member after member, in a range of a file. A member that holds one record stays packed;
    /// one that holds several is kept unpacked. After a broken one, the next is looked for.
    fn members(
        &mut self,
        path: &Path,
        file: &mut File,
        (start, end): (u64, u64),
        how: &Records,
        listing: &mut Listing,
    ) -> Result<()> {
        let unreadable = |cause| unpack::unreadable(path, cause);
        let options = self.options;
        let (mut at, mut written) = (start, 0);
        while at < end {
            file.seek(SeekFrom::Start(at)).map_err(unreadable)?;
            let mut packed = Counted { inner: BufReader::new((&*file).take(end - at)), read: 0 };
            if !unpack::starts_gzip(packed.fill_buf().map_err(unreadable)?) {
                let next = next_member(file, at, end).map_err(unreadable)?;
                let rubbish =
                    Error::input(path, format!("left out {} bytes of rubbish at byte {at}", next - at));
                // Zero bytes are padding, as tapes and some servers write it.
                if !is_padding(file, at, next).map_err(unreadable)? {
                    listing.fault.get_or_insert(rubbish);
                }
                at = next;
                continue;
            }
            let mut done = Ok(());
            let filled = self.fill(path, |spool| {
                let mut sink = unpack::Capped::member(spool, end - start, written, &options);
                done = unpack::member(&mut packed, &mut sink);
                written = sink.written();
                Ok(())
            })?;
            match done {
                Ok(()) => {
                    let (records, kept) = (listing.records.len(), listing.counts.records);
                    filled.list_at(how, at, listing).map_err(unreadable)?;
                    let new = &mut listing.records[records..];
                    if listing.counts.records == kept + 1 {
                        for head in new.iter_mut().flatten() {
                            (head.member, head.offset) = (Some(at), head.offset - filled.start);
                        }
                        filled.forget().map_err(no_room)?;
                    }
                    at += packed.read;
                }
                Err(error) => {
                    filled.forget().map_err(no_room)?;
                    let number = listing.counts.records + 1;
                    listing.counts.records = number;
                    listing.push(Err(Broken { line: number, offset: at, message: error.message() }));
                    if written >= options.most_of(end - start) {
                        listing.fault = Some(error.at(path));
                        return Ok(());
                    }
                    at = next_member(file, at + 1, end).map_err(unreadable)?;
                }
            }
        }
        Ok(())
    }

    /// Lists the records of the archives in a zip file. Those that are stored as they are, which is the rule,
    /// are read where they lie.
    fn zip(
        &mut self,
        path: &Path,
        how: &Records,
        passes: fn(&str) -> bool,
        listing: &mut Listing,
    ) -> Result<()> {
        let unreadable = |cause| unpack::unreadable(path, cause);
        let broken = |cause: zip::result::ZipError| {
            Error::input(path, "expected a zip file, but it is broken").because(cause).hint("fetch it again")
        };
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let options = self.options;
        let mut archive =
            zip::ZipArchive::new(BufReader::new(File::open(path).map_err(unreadable)?)).map_err(broken)?;
        let mut written = 0;
        for number in 0..archive.len() {
            let entry = archive.by_index(number).map_err(broken)?;
            // A name that is no text names none of ours.
            let name = entry.name().map(|name| name.into_owned()).unwrap_or_default();
            if !entry.is_file() || !passes(&name) {
                continue;
            }
            let packed = entry.compressed_size();
            let stored = entry.compression() == zip::CompressionMethod::Stored;
            if let (true, Some(start), true) = (stored, entry.data_start(), name.ends_with(".gz")) {
                drop(entry);
                let end = start.saturating_add(packed).min(length);
                self.members(path, &mut file, (start, end), how, listing)?;
                continue;
            }
            let mut done = Ok(());
            let filled = self.fill(path, |spool| {
                let mut sink = unpack::Capped::member(spool, length, written, &options);
                done = unpack::through(BufReader::new(entry), &mut sink);
                written = sink.written();
                Ok(())
            })?;
            if let Err(error) = done {
                let message = format!("`{name}` in the zip file: {}", error.message());
                listing.fault.get_or_insert(Error::input(path, message));
            }
            filled.list(how, listing).map_err(unreadable)?;
        }
        if listing.counts == Counts::default() && listing.records.is_empty() && listing.fault.is_none() {
            return Err(Error::input(path, "expected web archives in the zip file, but found none"));
        }
        Ok(())
    }

    /// Writes what `write` writes to the end of the spool.
    fn fill(&mut self, path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<Filled> {
        let spool = match &self.spool {
            Some(spool) => spool.clone(),
            None => Spool::new(tempfile::tempfile().map_err(|cause| no_room(cause).at(path))?),
        };
        self.spool = Some(spool.clone());
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
    fn list(&self, how: &Records, listing: &mut Listing) -> io::Result<()> {
        self.list_at(how, 0, listing)
    }

    /// `at`: where the packed data starts in the file, for messages.
    fn list_at(&self, how: &Records, at: u64, listing: &mut Listing) -> io::Result<()> {
        let file = self.spool.lock();
        let mut file = &*file;
        file.seek(SeekFrom::Start(self.start))?;
        let before = listing.counts.records;
        let counts = (how.list)(&mut BufReader::new(file), &mut |listed| {
            listing.push(match listed {
                Ok(head) => Ok(Head { line: head.line + before, ..head }),
                Err(broken) => Err(Broken {
                    line: broken.line + before,
                    offset: at + (broken.offset - self.start),
                    ..broken
                }),
            });
        })?;
        listing.counts.add(counts);
        listing.spool = Some(self.spool.clone());
        Ok(())
    }

    /// Takes what was written last away again.
    fn forget(&self) -> io::Result<()> {
        self.spool.lock().set_len(self.start)
    }
}

/// Counts the bytes that are read.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.inner.consume(amount);
    }
}

/// Where the next gzip member starts, from `at` on; `end` where there is none.
fn next_member(file: &mut File, at: u64, end: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(at))?;
    let mut rest = BufReader::new((&*file).take(end.saturating_sub(at)));
    let mut place = at;
    let mut last = [0_u8; 3];
    loop {
        let block = rest.fill_buf()?;
        if block.is_empty() {
            return Ok(end);
        }
        for (index, &byte) in block.iter().enumerate() {
            last = [last[1], last[2], byte];
            // RFC 1952, section 2.3.1: two magic bytes and the only method there is.
            if last == [0x1F, 0x8B, 8] && place + index as u64 >= at + 2 {
                return Ok(place + index as u64 - 2);
            }
        }
        place += block.len() as u64;
        let length = block.len();
        rest.consume(length);
    }
}

fn is_padding(file: &mut File, from: u64, to: u64) -> io::Result<bool> {
    file.seek(SeekFrom::Start(from))?;
    for byte in BufReader::new((&*file).take(to - from)).bytes() {
        if byte? != 0 {
            return Ok(false);
        }
    }
    Ok(true)
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
