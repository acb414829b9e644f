//! Writes: entries -> alignment files (and back, where a format can be read), and reports.
//!
//! [`save`] puts an entry below an output folder in one of the [`FORMATS`], whole or not at all; [`load`]
//! reads a file back. Reports over a whole run are in [`report`].
//! Nothing that is written names the output folder, a time or a host, and paths have `/` everywhere: the
//! same input gives the same bytes.

mod beads;
mod excerpt;
mod format;
mod jsonl;
mod moses;
mod note;
mod passage;
mod place;
mod record;
pub mod report;
mod tmx;
mod tsv;
mod unit;
mod unjson;
mod visible;
mod xliff;
mod xml;

use std::path::{Path, PathBuf};

pub use excerpt::{Excerpt, columns};
pub use format::{Export, Format, Input, Output, WriteOne, WriteSide};
pub use jsonl::each as records;
pub use place::place;
pub use record::{
    DocumentRecord, FlagRecord, NoticeRecord, Passage, RatingRecord, Record, RecordKind, ScoreRecord,
    Segment, ShareRecord, SideRecord, SuppressionRecord, VERSION, schema,
};
pub use visible::visible;

use crate::bitext::{Entry, Notice, Side, Text};
use crate::error::{Error, Result};

/// The table: every format of alignment files. To add one: a file and a row.
pub static FORMATS: &[&Format] =
    &[&jsonl::FORMAT, &tsv::FORMAT, &tmx::FORMAT, &xliff::FORMAT, &moses::FORMAT, &beads::FORMAT];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// The format of the file at `path`, by its extension.
///
/// # Errors
/// If no format that can be read has that extension.
pub fn format_of(path: &Path) -> Result<&'static Format> {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let fits = |format: &&Format| {
        format.input.is_some()
            && (format.extension == extension || format.aliases.contains(&extension.as_str()))
    };
    FORMATS.iter().copied().find(fits).ok_or_else(|| {
        let known: Vec<_> =
            FORMATS.iter().filter(|format| format.input.is_some()).map(|format| format.extension).collect();
        Error::usage(format!("no alignment format is known by the extension `{extension}`"))
            .at(path)
            .hint(format!("alinea reads {}", known.join(", ")))
    })
}

/// What [`save`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// The files, relative to the output folder.
    pub paths: Vec<PathBuf>,
    /// What could not be written as it is.
    pub notices: Vec<Notice>,
}

/// Writes an entry below `folder` as [`Entry::stem`] says. A format that cannot hold a text without
/// original writes nothing for one.
///
/// # Errors
/// If a file cannot be written; an earlier one is untouched then.
pub fn save(entry: &Entry, format: &Format, export: &Export, folder: &Path) -> Result<Saved> {
    let mut saved = Saved::default();
    if entry.bitext.is_alone() && !format.alone {
        return Ok(saved);
    }
    for (relative, side) in files(entry, format) {
        let lost = place(folder, &relative, |out| match (format.output, side) {
            (Output::One(write), _) => write(entry, export, out),
            (Output::Sides(write), side) => write(entry, export, side, out),
        })?;
        if lost > 0 {
            saved.notices.push(Notice {
                path: relative.clone(),
                message: format!(
                    "{lost} control characters were left out, which `{}` cannot hold",
                    format.name
                ),
            });
        }
        saved.paths.push(relative);
    }
    Ok(saved)
}

/// The files of an entry in a format, relative to the output folder, each with its side.
pub fn files(entry: &Entry, format: &Format) -> Vec<(PathBuf, Side)> {
    let stem = entry.stem();
    let named = |extension: &str| {
        let mut path = stem.clone().into_os_string();
        path.push(".");
        path.push(extension);
        PathBuf::from(path)
    };
    match format.output {
        Output::One(_) => vec![(named(format.extension), Side::Target)],
        Output::Sides(_) => {
            let (source, target) = (entry.bitext.source().lang, entry.bitext.target().lang);
            match source == target {
                true => vec![(named("source"), Side::Source), (named("target"), Side::Target)],
                false => vec![(named(source.as_str()), Side::Source), (named(target.as_str()), Side::Target)],
            }
        }
    }
}

/// Whether the file at `path` is an alignment file, which holds both sides, and not one of articles: by its
/// extension, and of JSON lines by the first of them.
pub fn is_aligned(path: &Path) -> bool {
    match format_of(path) {
        Ok(format) if format.name == jsonl::FORMAT.name => jsonl::is_ours(path),
        Ok(format) => matches!(format.input, Some(Input::Whole(_))),
        Err(_) => false,
    }
}

/// Reads the entries of an alignment file.
///
/// # Errors
/// If it cannot be read, is not of the format that its extension says, or needs the texts beside it.
pub fn load(path: &Path) -> Result<Vec<Entry>> {
    let format = format_of(path)?;
    match format.input {
        Some(Input::Whole(read)) => read(path, &bytes(path)?),
        _ => Err(Error::usage(format!("a file of the format `{}` only numbers sentences", format.name))
            .at(path)
            .hint("name the two texts too")),
    }
}

/// Reads a file that numbers the sentences of two texts.
///
/// # Errors
/// If it cannot be read, or does not fit the texts.
pub fn load_with(path: &Path, source: Text, target: Text) -> Result<Entry> {
    match format_of(path)?.input {
        Some(Input::WithTexts(read)) => read(path, &bytes(path)?, source, target),
        _ => Err(Error::usage("the file holds its texts already").at(path).hint("leave the texts away")),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    Error::unless_pipe(path)?;
    std::fs::read(path).map_err(|cause| Error::input(path, "cannot read").because(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions_are_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for format in FORMATS {
            assert!(seen.insert(format.name), "{}", format.name);
            assert!(format.extension == format.name || seen.insert(format.extension));
            assert!(!format.summary.is_empty());
        }
        assert!(format_of(Path::new("a.doc")).is_err());
        assert_eq!(format_of(Path::new("a.NDJSON")).unwrap().name, "jsonl");
    }
}
