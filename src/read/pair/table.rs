//! A table of pairs: `source TAB target [TAB name]`, one a line.

use std::path::{Path, PathBuf};

use super::{Found, Pair, PairOptions};
use crate::bitext::{Failure, Layout};
use crate::error::{Error, Result};
use crate::lang::Lang;
use crate::read::format::{Format, Holds};
use crate::read::input::Input;
use crate::read::name::{self, Belongs, Name};
use crate::read::{charset, unpack};

/// Reads the table; a line that cannot be done is a failure, the others go on.
///
/// # Errors
/// If the table cannot be read.
pub(super) fn read(path: &Path, options: &PairOptions, formats: &[&'static Format]) -> Result<Found> {
    if !path.exists() {
        return Err(Error::usage("cannot find the table of pairs").at(path));
    }
    let text = charset::decode(unpack::file(path, &options.read)?.bytes, false)
        .map_err(|error| error.at(path))?
        .text;
    let table = Table { folder: path.parent().unwrap_or(Path::new("")), options, formats };
    let mut found = Found::default();
    for (number, line) in text.lines().enumerate() {
        let blank = line.trim().is_empty() || line.starts_with('#');
        if blank || (number == 0 && is_heading(line)) {
            continue;
        }
        match table.pair(line) {
            Ok(pair) => found.pairs.push(pair),
            Err(error) => {
                let error = error.at(path).line(number as u64 + 1);
                found.failures.push(Failure::of(line.replace('\t', " "), path, &error));
            }
        }
    }
    Ok(found)
}

fn is_heading(line: &str) -> bool {
    matches!(line.to_ascii_lowercase().as_str(), "source\ttarget" | "source\ttarget\tname")
}

struct Table<'a> {
    folder: &'a Path,
    options: &'a PairOptions,
    formats: &'a [&'static Format],
}

impl Table<'_> {
    fn pair(&self, line: &str) -> Result<Pair> {
        let wrong = |message: String| Error::input("", message);
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (source, target, name) = match columns[..] {
            [source, target] => (source, target, ""),
            [source, target, name] => (source, target, name),
            _ => {
                return Err(wrong(format!(
                    "expected `source TAB target` or `source TAB target TAB name`, but found {} column{}",
                    columns.len(),
                    if columns.len() == 1 { "" } else { "s" }
                )));
            }
        };
        if target.is_empty() {
            return Err(wrong("expected a translation in the second column, but it is empty".to_owned()));
        }
        let source = match source {
            "" => None,
            source => Some(self.input(source, self.options.source)?),
        };
        let target_name = Name::of(Path::new(target), self.formats);
        let target_path = Path::new(target);
        let (name, layout) = match (name, target_name.belongs(&self.wanted())) {
            ("", Some(Belongs::Folder(_))) => (target_path.parent().map(PathBuf::from), Layout::Folder),
            ("", Some(Belongs::Flat(stem, _))) => (Some(target_path.with_file_name(stem)), Layout::Flat),
            ("", None) => (Some(target_path.with_file_name(&target_name.stem)), Layout::Flat),
            (name, _) => (Some(PathBuf::from(name)), Layout::Flat),
        };
        let target = self.input(target, self.options.target)?;
        // `fr.html` beside the table: the article has no name but that of its language.
        let name =
            name.filter(|name| !name.as_os_str().is_empty()).unwrap_or_else(|| target_name.stem.into());
        Ok(Pair { name: name::safe(&name), layout, source, target, notices: Vec::new() })
    }

    fn wanted(&self) -> Vec<Lang> {
        self.options.source.into_iter().chain(self.options.target).collect()
    }

    /// The file in a column. `lang`: what the user says, which goes before what the name tells.
    fn input(&self, column: &str, lang: Option<Lang>) -> Result<Input> {
        let wrong = |message: String| Error::input("", message);
        let path = self.folder.join(column);
        if !path.exists() {
            return Err(wrong(format!("`{column}` does not exist")).hint("paths are relative to the table"));
        }
        if path.is_dir() {
            return Err(wrong(format!("expected a file, but `{column}` is a folder")));
        }
        let name = Name::of(&path, self.formats);
        if name.format.is_some_and(|format| matches!(format.holds, Holds::Records(_))) {
            return Err(wrong(format!("expected a file with one article, but `{column}` holds many"))
                .hint("give that file instead of a table: its records are paired by `id`"));
        }
        let told = name.belongs(&self.wanted()).map(|belongs| belongs.lang());
        Ok(Input { path, record: None, lang: lang.or(told) })
    }
}
