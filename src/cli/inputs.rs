//! What the user named -> documents, one after the other.

use std::io::Read;
use std::path::Path;

use alinea::bitext::Document;
use alinea::error::{Error, Kind, Result};
use alinea::read::{self, Input, ReadOptions};

use super::output;

/// The documents of a path: those of a folder or of a file that holds many, one after the other; standard
/// input for `-`. `presplit`: plain text, a block a line.
pub(crate) fn documents(
    path: &Path,
    presplit: bool,
    options: &ReadOptions,
) -> Box<dyn Iterator<Item = Result<Document>>> {
    listed(path, presplit, options, true)
}

/// The same for a first look, which leaves it to the second to tell what was left out.
pub(crate) fn glanced(path: &Path, options: &ReadOptions) -> impl Iterator<Item = Document> {
    listed(path, false, options, false).flatten()
}

fn listed(
    path: &Path,
    presplit: bool,
    options: &ReadOptions,
    told: bool,
) -> Box<dyn Iterator<Item = Result<Document>>> {
    let options = *options;
    if path.as_os_str() == "-" {
        return Box::new(std::iter::once_with(move || standard_input(presplit)));
    }
    if !path.exists() {
        return Box::new(std::iter::once(Err(Error::usage("there is no such file or folder").at(path))));
    }
    if !path.is_dir() && !read::holds_many(path) {
        let input = Input { path: path.to_owned(), record: None, lang: None };
        return Box::new(std::iter::once_with(move || read::read_with(&input, presplit, &options)));
    }
    match read::files_with(&[path.to_owned()], &options) {
        Err(error) => Box::new(std::iter::once(Err(error))),
        Ok(found) => {
            for notice in found.skipped.iter().filter(|_| told) {
                output::notice(&format!("{}: {}", notice.path.display(), notice.message));
            }
            let failed = found.failures.into_iter().map(|failure| {
                let error = Error::input(&failure.path, failure.message);
                let error = failure.line.into_iter().fold(error, Error::line);
                Err(failure.hint.into_iter().fold(error, Error::hint))
            });
            let read = move |article: read::Article| read::read_with(&article.input, presplit, &options);
            Box::new(failed.chain(found.articles.into_iter().map(read)))
        }
    }
}

fn standard_input(presplit: bool) -> Result<Document> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::new(Kind::Input, "cannot read standard input").because(cause))?;
    read::read_bytes(Path::new("<stdin>"), None, bytes, presplit)
}
