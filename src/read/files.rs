//! Paths -> the articles below them, for the stages that are run alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::format::{Format, Holds};
use super::input::Input;
use super::listing::{Listing, Spools};
use super::made::Made;
use super::name::{self, Name};
use super::options::ReadOptions;
use super::record::Record;
use super::walk::{self, File};
use crate::bitext::{Failure, Notice};
use crate::error::{Error, Result};

/// One article, and what results about it are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What to read.
    pub input: Input,
    /// Path of its results below the output folder, without extension: that of the file, relative to the
    /// path that the user named; of a record, the path of its file and its `id`. It never leaves the output
    /// folder.
    pub name: PathBuf,
}

/// What was found under the paths, sorted by name.
#[derive(Debug, Default)]
pub struct Files {
    /// What to read.
    pub articles: Vec<Article>,
    /// What cannot be read, with its cause.
    pub failures: Vec<Failure>,
    /// What is left out on purpose.
    pub skipped: Vec<Notice>,
}

/// Finds all articles at or below `paths`; of two whose results would overwrite each other, the later one fails.
///
/// # Errors
/// If a path does not exist.
pub(super) fn files(
    paths: &[PathBuf],
    formats: &[&'static Format],
    options: &ReadOptions,
    out: Option<&Path>,
) -> Result<Files> {
    let mut found = all(paths, formats, options, out)?;
    found.keep_apart();
    Ok(found)
}

/// Finds all articles at or below `paths`, also several of one name. A file that the user names is read
/// whatever its extension.
///
/// # Errors
/// If a path does not exist.
pub(super) fn all(
    paths: &[PathBuf],
    formats: &[&'static Format],
    options: &ReadOptions,
    out: Option<&Path>,
) -> Result<Files> {
    let walk = walk::walk(paths, formats, &|_| false, Some(&Made::new(out)))?;
    let mut spools = Spools::new(options);
    let mut found = Files { failures: walk.failures, skipped: walk.skipped, ..Files::default() };
    for file in &walk.files {
        let name = Name::of(&file.relative, formats);
        match name.format.map(|format| &format.holds) {
            Some(Holds::Records(records)) => match spools.list(&file.path, records) {
                Ok(listing) => found.records(file, &name, listing),
                Err(error) => {
                    found.failures.push(Failure::of(file.relative.to_string_lossy(), &file.path, &error))
                }
            },
            _ if walk::is_own(file) => {}
            None if !file.named && name.belongs(&[]).is_none() => found.skipped.push(unknown(file)),
            _ => {
                let lang = name.belongs(&[]).map(|belongs| belongs.lang());
                let input = Input { path: file.path.clone(), record: None, lang };
                found.articles.push(Article { input, name: result(file, &name) });
            }
        }
    }
    found.articles.sort_by(|a, b| (&a.name, &a.input).cmp(&(&b.name, &b.input)));
    found.failures.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    found.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The notice about a file of no known format.
pub(super) fn unknown(file: &File) -> Notice {
    Notice { path: file.path.clone(), message: "left out: its extension is none of an article format".into() }
}

/// The notice about a file of records without any article in it.
pub(super) fn without_records(file: &File) -> Notice {
    let message = "left out: no line of it is a record with `text` or `html` (pairs with `src` and `tgt` want `flag --segments`)".into();
    Notice { path: file.path.clone(), message }
}

/// Path of the results about a file.
fn result(file: &File, name: &Name) -> PathBuf {
    PathBuf::from(name::safe(&file.relative.with_file_name(&name.stem)))
}

impl Files {
    fn records(&mut self, file: &File, name: &Name, listing: Listing) {
        let folder = result(file, name);
        if listing.is_foreign() {
            self.skipped.push(without_records(file));
            return;
        }
        self.skipped.extend(listing.left_out(&file.path));
        let of_file = name.belongs(&[]).map(|belongs| belongs.lang());
        if let Some(fault) = &listing.fault {
            self.failures.push(Failure::of(folder.to_string_lossy(), &file.path, fault));
        }
        for listed in listing.records {
            match listed {
                Ok(head) => {
                    let id = head.id.clone().unwrap_or_else(|| head.line.to_string());
                    let mut id = name::safe(Path::new(&id));
                    if let Some(lang) = head.lang {
                        id = format!("{id}.{lang}");
                    }
                    let record = Some(Record::of(&head, listing.spool.as_ref()));
                    let lang = head.lang.or(of_file);
                    let input = Input { path: file.path.clone(), record, lang };
                    self.articles.push(Article { input, name: folder.join(id) });
                }
                Err((line, message)) => {
                    let error = Error::input(&file.path, message).line(line);
                    self.failures.push(Failure::of(folder.to_string_lossy(), &file.path, &error));
                }
            }
        }
    }

    /// Two articles whose results would overwrite each other: the later one fails.
    fn keep_apart(&mut self) {
        let mut names: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        let failures = &mut self.failures;
        self.articles.retain(|article| match names.get(&article.name) {
            Some(first) => {
                failures.push(collision(&article.name.to_string_lossy(), first, &article.input));
                false
            }
            None => {
                names.insert(article.name.clone(), article.input.path.clone());
                true
            }
        });
        self.failures.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }
}

/// The failure of an input whose results would overwrite those of the `first`.
pub(super) fn collision(name: &str, first: &Path, later: &Input) -> Failure {
    let message = format!(
        "the results would have the name `{name}`, which those of `{}` have already",
        first.display()
    );
    let mut error = Error::input(&later.path, message).hint("rename one of them, or run them apart");
    if let Some(record) = &later.record {
        error = error.line(record.line);
    }
    Failure::of(name, &later.path, &error)
}
