//! Reads: bytes -> [`Document`]. The table of article formats, and which file translates which.
//!
//! A file is unpacked (`.gz`, `.zst`), decoded from whatever charset it is in, and handed to the format
//! that its extension names. How much is unpacked is bounded ([`ReadOptions`]). What is read leads home: every place in the text to line and column of the
//! file. Cleaning, splitting and guessing languages are not done here.

mod charset;
mod docx;
mod epub;
mod files;
mod format;
mod front_matter;
mod html;
mod http;
mod input;
mod jsonl;
mod lines;
mod listing;
mod made;
mod markdown;
mod members;
mod name;
mod options;
mod pair;
mod paragraphs;
mod plain;
mod record;
mod unpack;
mod wacz;
mod walk;
mod warc;
mod wrap;
mod zipped;

pub use files::{Article, Files};
pub use format::{
    Broken, Counts, Decoded, Format, Head, Holds, Lie, List, Listed, Records, Source, Splitting,
};
pub use input::Input;
pub use options::ReadOptions;
pub use pair::{Found, Pair, PairOptions};
pub use record::{Record, Spool};

use std::path::{Path, PathBuf};

use crate::bitext::{Document, Failure, Notice};
use crate::error::{Error, Result};
use crate::lang::Lang;

/// The table: every format that articles come in. To add one: a file and a row.
pub static FORMATS: &[&Format] = &[
    &plain::FORMAT,
    &html::FORMAT,
    &markdown::FORMAT,
    &docx::FORMAT,
    &epub::FORMAT,
    &jsonl::FORMAT,
    &warc::FORMAT,
    &wacz::FORMAT,
];

/// Finds the pairs under `paths`, or those of the table in `options`.
///
/// See [`Found`] for what is found by which names, and which language is taken for the original.
///
/// # Errors
/// If a path does not exist, the table cannot be read, or there are both paths and a table.
pub fn pairs(paths: &[PathBuf], options: &PairOptions) -> Result<Found> {
    pair::pairs(paths, options, FORMATS)
}

/// Finds all articles at or below `paths`, in the order of their names, for the stages that are run alone.
///
/// Files with an unknown extension are left out with a notice, unless the user named them, and so are folders that
/// alinea wrote, which a `report.json` or `report.html` of its own tells. Folders that pose
/// as files, links in circles and the like become failures.
///
/// # Errors
/// If a path does not exist.
pub fn files(paths: &[PathBuf]) -> Result<Files> {
    files_with(paths, &ReadOptions::default(), None)
}

/// As [`files`], with other bounds. `out`: where results go; that folder is left out where it lies below a path.
///
/// # Errors
/// If a path does not exist.
pub fn files_with(paths: &[PathBuf], options: &ReadOptions, out: Option<&Path>) -> Result<Files> {
    files::files(paths, FORMATS, options, out)
}

/// Finds all articles at or below `paths` as [`files_with`] does, but keeps several of one name: for those who
/// name their results by more than that.
///
/// # Errors
/// If a path does not exist.
pub fn documents(paths: &[PathBuf], options: &ReadOptions, out: Option<&Path>) -> Result<Files> {
    files::all(paths, FORMATS, options, out)
}

/// The files at and below some paths, whatever they hold.
#[derive(Debug, Default)]
pub struct Below {
    /// In the order of the paths, each sorted by the parts of its path; none twice.
    pub files: Vec<PathBuf>,
    /// Links that lead in circles or nowhere, folders that cannot be opened.
    pub failures: Vec<Failure>,
    /// What is no file: pipes, sockets, devices.
    pub skipped: Vec<Notice>,
}

/// Finds all files at or below `paths` as [`files`] does, but leaves out neither results nor unknown formats.
///
/// # Errors
/// If a path does not exist.
pub fn below(paths: &[PathBuf]) -> Result<Below> {
    let walk::Walk { files, failures, skipped } = walk::walk(paths, &[], &|_| false, None)?;
    Ok(Below { files: files.into_iter().map(|file| file.path).collect(), failures, skipped })
}

/// Reads one article. `presplit`: plain text with one sentence a line, every line a block, blank ones too.
///
/// A file whose extension is not in the table is read as plain text.
///
/// # Errors
/// If the file cannot be opened, unpacked or decoded, or is larger than the limits allow.
pub fn read(input: &Input, presplit: bool) -> Result<Document> {
    read_with(input, presplit, &ReadOptions::default())
}

/// As [`read`], with other bounds.
///
/// # Errors
/// As [`read`].
pub fn read_with(input: &Input, presplit: bool, options: &ReadOptions) -> Result<Document> {
    let path = &input.path;
    Error::unless_pipe(path)?;
    let format = format_of(path).unwrap_or(&plain::FORMAT);
    let mut document = match (&format.holds, &input.record) {
        (Holds::Records(records), Some(record)) => {
            let bytes = record.bytes(path).map_err(|cause| {
                Error::input(path, "cannot read the record").line(record.line).because(cause)
            })?;
            (records.read)(&bytes, record.line, splitting(presplit), options)
                .map_err(|error| error.at(path).line(record.line))?
        }
        _ => {
            let unpacked = unpack::file(path, options)?;
            let mut document =
                article(format, unpacked.bytes, presplit, options).map_err(|error| error.at(path))?;
            document.notices.splice(0..0, unpacked.notices);
            document
        }
    };
    document.path.clone_from(path);
    document.declared = input.lang.or(document.declared);
    Ok(document)
}

/// Reads one article from bytes, such as standard input. `name` stands for the path in messages; its
/// extension names the format where `format` does not, and plain text is the last resort.
///
/// # Errors
/// If the bytes cannot be unpacked or decoded, or hold more than one article.
pub fn read_bytes(name: &Path, format: Option<&Format>, bytes: Vec<u8>, presplit: bool) -> Result<Document> {
    read_bytes_with(name, format, bytes, presplit, &ReadOptions::default())
}

/// As [`read_bytes`], with other bounds.
///
/// # Errors
/// As [`read_bytes`], and if they are more than the limits allow.
pub fn read_bytes_with(
    name: &Path,
    format: Option<&Format>,
    bytes: Vec<u8>,
    presplit: bool,
    options: &ReadOptions,
) -> Result<Document> {
    let format = format.or_else(|| format_of(name)).unwrap_or(&plain::FORMAT);
    unpacked(name, |_| format, bytes, presplit, options)
}

/// Reads one article of which nothing tells the format, such as standard input: what begins as a web page does
/// (`<!doctype html` or `<html`, in UTF-16 too, behind a byte order mark, white space, comments and an XML declaration)
/// is one, all else is plain text. `name` stands for the path in messages.
///
/// # Errors
/// If the bytes cannot be unpacked or decoded, or are more than the limits allow.
pub fn read_unnamed(name: &Path, bytes: Vec<u8>, presplit: bool, options: &ReadOptions) -> Result<Document> {
    let format = |bytes: &[u8]| if html::begins(bytes) { &html::FORMAT } else { &plain::FORMAT };
    unpacked(name, format, bytes, presplit, options)
}

/// Reads one article from bytes that may be packed; `format` is asked for its format once they are not.
fn unpacked<'f>(
    name: &Path,
    format: impl FnOnce(&[u8]) -> &'f Format,
    bytes: Vec<u8>,
    presplit: bool,
    options: &ReadOptions,
) -> Result<Document> {
    let unpacked = unpack::bytes(bytes, options).map_err(|error| error.at(name))?;
    let format = format(&unpacked.bytes);
    let mut document = article(format, unpacked.bytes, presplit, options).map_err(|error| error.at(name))?;
    document.notices.splice(0..0, unpacked.notices);
    document.path = name.to_owned();
    Ok(document)
}

/// Whether the extension says that a file holds many articles, a record each.
pub fn holds_many(path: &Path) -> bool {
    format_of(path).is_some_and(|format| matches!(format.holds, Holds::Records(_)))
}

/// The format with that name.
///
/// # Errors
/// If there is none; the nearest name is the hint.
pub fn format(name: &str) -> Result<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).copied().ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format!("`{}`", format.name)).collect();
        Error::usage(format!("there is no article format `{name}`"))
            .hint(format!("write one of {}", names.join(", ")))
    })
}

/// The language that the name of a file tells: `de.txt`, `news.de`, `news.de.txt.gz`. Few parts of names that have the
/// form of a language tag are meant as one: it is a code of ISO 639-1, or the three letters of a language that we have a
/// record of.
pub fn language_of_name(path: &Path) -> Option<Lang> {
    name::Name::of(path, FORMATS).belongs(&[]).map(|belongs| belongs.lang())
}

/// The format that the extension names, `.gz` and `.zst` aside.
fn format_of(path: &Path) -> Option<&'static Format> {
    name::Name::of(path, FORMATS).format
}

fn splitting(presplit: bool) -> Splitting {
    if presplit { Splitting::Presplit } else { Splitting::Blocks }
}

fn article(format: &Format, bytes: Vec<u8>, presplit: bool, options: &ReadOptions) -> Result<Document> {
    let read = match &format.holds {
        Holds::Article(read) => read,
        Holds::Bytes(read) => return read(&bytes, options),
        Holds::Records(records) => return record::only(&bytes, records, splitting(presplit), options),
    };
    let decoded = charset::decode(bytes, format.declares_charset)?;
    let (encoding, replaced) = (decoded.encoding, decoded.replaced);
    let mut document = match presplit && *format == plain::FORMAT {
        true => plain::read(decoded, Splitting::Presplit),
        false => read(decoded)?,
    };
    document.encoding = encoding;
    document.notices.extend(charset::made_no_sense(encoding, replaced));
    Ok(document)
}
