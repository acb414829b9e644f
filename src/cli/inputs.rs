//! What the user named -> documents, one after the other.

use std::io::Read;
use std::path::Path;

use alinea::bitext::Document;
use alinea::error::{Error, Kind, Result};
use alinea::read::{self, Format, Input, ReadOptions};
use alinea::{pipeline, write};

use super::output;

/// What standard input is called.
pub(crate) const STDIN: &str = "<stdin>";

/// What is still to be read.
pub(crate) enum Unread {
    /// A file, or a record of one.
    Input(Input),
    /// Standard input.
    Standard,
}

impl Unread {
    /// What it is called in messages.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Unread::Input(input) => &input.path,
            Unread::Standard => Path::new(STDIN),
        }
    }

    /// The line, or number, of a record among others of its file.
    pub(crate) fn line(&self) -> Option<u64> {
        match self {
            Unread::Input(input) => input.record.as_ref().map(|record| record.line),
            Unread::Standard => None,
        }
    }

    /// Reads it. `presplit`: plain text, a block a line.
    pub(crate) fn read(self, presplit: bool, options: &ReadOptions) -> Result<Document> {
        match self {
            Unread::Input(input) => read::read_with(&input, presplit, options),
            Unread::Standard => standard(None, presplit, options),
        }
    }
}

/// The documents of a path: a file, those of a folder or of a file that holds many, one after the other; standard
/// input for `-`. `presplit`: plain text, a block a line.
pub(crate) fn documents(
    path: &Path,
    presplit: bool,
    options: &ReadOptions,
) -> impl Iterator<Item = Result<Document>> {
    let options = *options;
    let read = move |unread: Unread| {
        let path = unread.path().to_owned();
        pipeline::guarded(&path, || unread.read(presplit, &options))
    };
    unread(path, &options, true).map(move |unread| unread.and_then(&read))
}

/// The same, for whoever reads several at a time. `told`: what is left out is told.
pub(crate) fn unread(
    path: &Path,
    options: &ReadOptions,
    told: bool,
) -> Box<dyn Iterator<Item = Result<Unread>>> {
    if path.as_os_str() == "-" {
        return Box::new(std::iter::once(Ok(Unread::Standard)));
    }
    match read::files_with(&[path.to_owned()], options, None) {
        Err(error) => Box::new(std::iter::once(Err(error))),
        Ok(found) => {
            for notice in found.skipped.iter().filter(|_| told) {
                let why = match is_translation_file(&notice.path) {
                    true => {
                        "left out: a translation file is flagged where it is named itself, `alinea flag FILE`"
                    }
                    false => &notice.message,
                };
                output::notice(&format!("{}: {why}", notice.path.display()));
            }
            let failed = found.failures.into_iter().map(|failure| Err(failure.into_error()));
            let articles = found.articles.into_iter().map(|article| Ok(Unread::Input(article.input)));
            Box::new(failed.chain(articles))
        }
    }
}

/// The same for a first look, which leaves it to the second to tell what was left out.
pub(crate) fn glanced(path: &Path, options: &ReadOptions) -> impl Iterator<Item = Document> {
    let options = *options;
    let read = move |unread: Unread| {
        let path = unread.path().to_owned();
        pipeline::guarded(&path, || unread.read(false, &options)).ok()
    };
    unread(path, &options, false).flatten().filter_map(read)
}

/// Whether a file that was left out of a folder is an alignment file or a translation memory.
pub(crate) fn is_translation_file(path: &Path) -> bool {
    // A pipe would be waited for without end.
    path.is_file() && write::is_aligned(path)
}

/// A run that finds nothing to do is a slip of the user's, not a success.
pub(crate) fn nothing() -> Error {
    Error::usage("no page was found").hint("name files, or a folder that holds some")
}

/// The document on standard input; without a format, what begins as a page is one, and all else is plain text.
pub(crate) fn standard(format: Option<&Format>, presplit: bool, options: &ReadOptions) -> Result<Document> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::new(Kind::Input, "cannot read standard input").because(cause))?;
    let name = Path::new(STDIN);
    match format {
        Some(_) => read::read_bytes_with(name, format, bytes, presplit, options),
        None => read::read_unnamed(name, bytes, presplit, options),
    }
}
