//! What alinea itself wrote, and what is no input where results go into the folder that is read.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::bitext::Notice;

/// The page that a report starts from, and the folder beside it with a page an article.
const PAGE: &str = "report.html";
const PAGES: &str = "report";

/// What every page of a report says of itself.
const GENERATOR: &str = "<meta name=\"generator\" content=\"alinea\">";

/// How far into a page it says so, in bytes.
const HEAD: u64 = 1024;

/// What is looked at of a summary, to tell ours from those of other programs. One that `check` wrote names no
/// formats: it may lie anywhere.
#[derive(Deserialize)]
struct Summary {
    formats: Vec<String>,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(rename = "totals")]
    _totals: IgnoredAny,
    #[serde(rename = "articles")]
    _articles: IgnoredAny,
}

/// Knows folders that hold results.
#[derive(Default)]
pub(super) struct Made {
    out: Option<PathBuf>,
}

/// What a folder below one that the user named holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What is to be read.
    Input,
    /// The results of this very run.
    Out,
    /// Results of another run; articles may lie beside them.
    Results,
    /// The pages of a report.
    Pages,
}

impl Holds {
    /// What is told of a folder that is left out.
    pub(super) fn notice(self, folder: &Path) -> Option<Notice> {
        let message = match self {
            Holds::Input | Holds::Out => return None,
            Holds::Results => "left out: the files that alinea wrote here; `alinea check` reads them",
            Holds::Pages => "left out: these are the pages of a report",
        };
        Some(Notice { path: folder.to_owned(), message: message.to_owned() })
    }
}

impl Made {
    /// `out`: where this run puts its results.
    pub(super) fn new(out: Option<&Path>) -> Self {
        Self { out: out.and_then(|out| out.canonicalize().ok()) }
    }

    /// What a folder holds.
    pub(super) fn holds(&self, folder: &Path) -> Holds {
        if self.out.is_some() && folder.canonicalize().ok() == self.out {
            Holds::Out
        } else if is_written(folder) {
            Holds::Results
        } else if folder.ends_with(PAGES) && is_page(&folder.with_file_name(PAGE)) {
            Holds::Pages
        } else {
            Holds::Input
        }
    }
}

/// Whether a file is the start page of a report.
pub(super) fn is_report(path: &Path) -> bool {
    path.ends_with(PAGE) && is_page(path)
}

/// Whether a summary in the folder says that there are alignment files beside it.
fn is_written(folder: &Path) -> bool {
    let path = folder.join("report.json");
    // A pipe would be waited for without end.
    if !path.is_file() {
        return false;
    }
    let read = |file| serde_json::from_reader::<_, Summary>(BufReader::new(file)).ok();
    File::open(path).ok().and_then(read).is_some_and(|summary| !summary.formats.is_empty())
}

fn is_page(path: &Path) -> bool {
    let mut head = Vec::new();
    path.is_file()
        && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok()
        && memchr::memmem::find(&head, GENERATOR.as_bytes()).is_some()
}
