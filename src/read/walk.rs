//! Paths -> the files below them, in a fixed order.
//!
//! A corpus is not a checkout: ignore files mean nothing. Links are followed; hidden files and folders are
//! left alone, unless named, and so are pages about the folder: read-mes and licences. What cannot be looked at
//! becomes a failure, and the walk goes on.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::format::{self, Format};
use super::made::{self, Holds, Made};
use super::name::Name;
use crate::bitext::{Failure, Notice};
use crate::error::{Error, Result};

/// A file, not looked into yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// As the user would name it.
    pub(super) path: PathBuf,
    /// The folder that the user named, or that of the file that he named.
    pub(super) root: PathBuf,
    /// Below the root.
    pub(super) relative: PathBuf,
    /// Whether the user named this very file.
    pub(super) named: bool,
}

impl File {
    /// The folder that it lies in; empty for the current one.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// What lies below some paths.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// In the order of the paths, each sorted by the parts of its path.
    pub(super) files: Vec<File>,
    /// Links that lead in circles or nowhere, folders that cannot be opened or pose as files.
    pub(super) failures: Vec<Failure>,
    /// What is no file: pipes, sockets, devices; and folders that alinea wrote.
    pub(super) skipped: Vec<Notice>,
}

/// Walks all paths. `poses`: whether a folder with such a name stands where a file is expected, even if there
/// are files in it. `made`: knows results, which are left out where they lie below a path.
///
/// # Errors
/// If a path does not exist.
pub(super) fn walk(
    paths: &[PathBuf],
    formats: &[&'static Format],
    poses: &dyn Fn(&Name) -> bool,
    made: Option<&Made>,
) -> Result<Walk> {
    let mut walk = Walk::default();
    for path in paths {
        if !path.exists() {
            let link = path.is_symlink();
            let message = if link { "the link leads nowhere" } else { "there is no such file or folder" };
            return Err(Error::usage(message).at(path));
        }
        if path.is_dir() {
            folder(path, formats, poses, made, &mut walk);
        } else if let Err(error) = Error::unless_pipe(path) {
            walk.failures.push(Failure::of(path.to_string_lossy(), path, &error));
        } else {
            let root = path.parent().unwrap_or(Path::new("")).to_owned();
            let relative = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            walk.files.push(File { path: path.clone(), root, relative, named: true });
        }
    }
    // A path that is named twice, or lies below another, is read once.
    let mut seen = std::collections::BTreeSet::new();
    let bare = |path: &Path| path.components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
    walk.files.retain(|file| seen.insert(bare(&file.path)));
    Ok(walk)
}

fn folder(
    root: &Path,
    formats: &[&'static Format],
    poses: &dyn Fn(&Name) -> bool,
    made: Option<&Made>,
    walk: &mut Walk,
) {
    let entries = ignore::WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(OsStr::cmp)
        .build();
    let mut posing: Vec<PathBuf> = Vec::new();
    let (mut shut, mut results): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let before = walk.files.len();
    for entry in entries {
        let inside = |path: &Path| shut.as_ref().is_some_and(|shut| path.starts_with(shut));
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let failure = failure(root, error);
                if !inside(&failure.path) {
                    walk.failures.push(failure);
                }
                continue;
            }
        };
        let path = entry.path();
        if inside(path) {
            continue;
        }
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            // What the user names is read, whoever wrote it.
            let holds = made.filter(|_| entry.depth() > 0).map_or(Holds::Input, |made| made.holds(path));
            // The report of results that were told is one of them.
            let told =
                holds == Holds::Pages && results.as_ref().is_some_and(|results| path.starts_with(results));
            walk.skipped.extend(holds.notice(path).filter(|_| !told));
            match holds {
                Holds::Out | Holds::Pages => {
                    shut = Some(path.to_owned());
                    continue;
                }
                Holds::Results => results = Some(path.to_owned()),
                Holds::Input => {}
            }
            let name = Name::of(path, formats);
            let format = name.format.is_some() && entry.depth() > 0;
            if format && poses(&name) {
                walk.failures.push(posed(path));
            } else if format {
                posing.push(path.to_owned());
            }
            continue;
        }
        // A pipe would be waited for without end.
        if entry.file_type().is_some_and(|kind| !kind.is_file()) {
            let message = "left out: this is a pipe or a device, not a file".into();
            walk.skipped.push(Notice { path: path.to_owned(), message });
            continue;
        }
        let written = || results.as_ref().is_some_and(|results| path.starts_with(results));
        if made.is_some() && (made::is_report(path) || written() && !is_article(path, formats)) {
            continue;
        }
        if made.is_some() && about_the_folder(path) {
            let message =
                "left out: read-mes and licences are no articles; name the file to have it read".into();
            walk.skipped.push(Notice { path: path.to_owned(), message });
            continue;
        }
        let relative = path.strip_prefix(root).unwrap_or(path).to_owned();
        walk.files.push(File { path: path.to_owned(), root: root.to_owned(), relative, named: false });
    }
    // `news.point.md` may well be the folder of a site, if there is something in it.
    for path in posing {
        let files = &walk.files[before..];
        let first = files.partition_point(|file| file.path < path);
        if files.get(first).is_none_or(|file| !file.path.starts_with(&path)) {
            walk.failures.push(posed(&path));
        }
    }
}

/// Whether a file holds one article, and no records.
fn is_article(path: &Path, formats: &[&'static Format]) -> bool {
    let format = Name::of(path, formats).format;
    format.is_some_and(|format| !matches!(format.holds, format::Holds::Records(_)))
}

/// How names of licences begin, as they stand behind `LICENSE-`.
const LICENCES: [&str; 16] = [
    "0bsd", "agpl", "apache", "boost", "bsd", "bsl", "cc", "cc0", "gpl", "isc", "lgpl", "mit", "mpl", "ofl",
    "unlicense", "zlib",
];

/// Whether the name is one that people give to a page about the folder: `README.md`, `LICENSE-MIT`.
fn about_the_folder(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    // `license.fr` is a text in French, as Moses has it.
    let text = !name.contains('.') || matches!(extension.as_str(), "md" | "txt" | "rst" | "html");
    let licence = |rest: &str| LICENCES.contains(&rest.split('-').next().unwrap_or_default());
    let about = match stem.split_once('-') {
        None => ["readme", "license", "licence", "copying"].contains(&stem),
        Some((word, rest)) => ["license", "licence", "copying"].contains(&word) && licence(rest),
    };
    text && name.matches('.').count() <= 1 && about
}

/// Files that speak to the program, and are no articles.
const OWN: [&str; 3] = ["alinea.toml", "alinea.ignore", "article.toml"];

/// Whether a file that was found, not named, speaks to the program: nobody misses it among the articles.
pub(super) fn is_own(file: &File) -> bool {
    let name = file.relative.file_name();
    !file.named && OWN.iter().any(|own| name == Some(OsStr::new(own)))
}

fn posed(path: &Path) -> Failure {
    let error = Error::input(path, "expected a file, but this is a folder");
    Failure::of(path.to_string_lossy(), path, &error)
}

fn failure(root: &Path, error: ignore::Error) -> Failure {
    use ignore::Error as E;
    let mut path = root.to_owned();
    let mut inner = error;
    let error = loop {
        inner = match inner {
            E::WithPath { path: at, err } => {
                path = at;
                *err
            }
            E::WithDepth { err, .. } | E::WithLineNumber { err, .. } => *err,
            E::Loop { ancestor, child } => {
                path = child;
                break Error::input(&path, format!("the link leads back to `{}`", ancestor.display()))
                    .hint("remove the link");
            }
            E::Io(cause) if path.is_symlink() => {
                break Error::input(&path, "the link leads nowhere").because(cause);
            }
            other => break Error::input(&path, "cannot look into the folder").because(other),
        };
    };
    Failure::of(path.to_string_lossy(), &path, &error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_about_the_folder_are_no_articles() {
        for (name, wanted) in [
            ("README.md", true),
            ("readme", true),
            ("LICENSE-MIT", true),
            ("LICENSE-BSD-3-Clause.txt", true),
            ("license-plates.html", false),
            ("copying-machines.md", false),
            ("readme-first.txt", false),
            ("Licence.txt", true),
            ("license.fr", false),
            ("readme.fr.md", false),
            ("licensed.txt", false),
            ("de.md", false),
        ] {
            assert_eq!(about_the_folder(Path::new(name)), wanted, "{name}");
        }
    }
}
