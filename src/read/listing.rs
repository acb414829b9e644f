//! Files of many records -> what is in them, unpacked to one spool.

use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::format::{Broken, Counts, Head, Lie, Listed, Records};
use super::members::{Counted, is_padding, next_member};
use super::options::ReadOptions;
use super::record::Spool;
use super::{charset, unpack};
use crate::bitext::Notice;
use crate::error::{Error, Kind, Result};

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
