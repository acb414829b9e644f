//! Paths -> articles, each with its texts by language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::about::{self, About};
use super::{Found, PairOptions};
use crate::bitext::{Failure, Layout, Notice};
use crate::error::{Error, Result};
use crate::lang::Lang;
use crate::read::files;
use crate::read::format::{Format, Holds};
use crate::read::input::Input;
use crate::read::listing::{Listing, Spools};
use crate::read::made::Made;
use crate::read::name::{self, Belongs, Name};
use crate::read::record::Record;
use crate::read::walk::{self, File};

/// An article: what was found of it, in no language twice or in some.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) name: String,
    pub(super) layout: Layout,
    /// Its texts by language; `None`: nothing tells the language.
    pub(super) texts: BTreeMap<Option<Lang>, Vec<Input>>,
    /// What `article.toml` says, and where it lies.
    pub(super) about: Option<(PathBuf, About)>,
}

/// What makes two texts belong together.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// Files in one folder.
    Folder(PathBuf),
    /// Flat names in one folder.
    Flat(PathBuf, String),
    /// Flat names of files that the user named one by one, wherever they lie.
    Named(String),
    /// Records with one `id`.
    Id(String),
    /// Nothing: a text by itself.
    Itself(PathBuf, u64),
}

type Articles = BTreeMap<Identity, Article>;

/// Finds the articles; what belongs to none goes to `found`.
pub(super) fn gather(
    paths: &[PathBuf],
    options: &PairOptions,
    formats: &[&'static Format],
    found: &mut Found,
) -> Result<Vec<Article>> {
    let wanted: Vec<Lang> = options.source.into_iter().chain(options.target).collect();
    let made = Made::new(options.out.as_deref());
    let walk = walk::walk(paths, formats, &|name| name.belongs(&wanted).is_some(), Some(&made))?;
    found.failures.extend(walk.failures);
    found.skipped.extend(walk.skipped);
    let (about, broken) = read_about(&walk.files, options, found);
    let of_folders: BTreeSet<&Path> = walk
        .files
        .iter()
        .filter(|file| matches!(Name::of(&file.relative, formats).belongs(&wanted), Some(Belongs::Folder(_))))
        .map(File::folder)
        .collect();
    let closed = |folder: &Path| {
        of_folders.contains(folder) && (about.contains_key(folder) || broken.contains(folder))
    };

    let mut articles = Articles::new();
    let mut nameless = Vec::new();
    let mut spools = Spools::new(&options.read);
    for file in &walk.files {
        let folder = file.folder();
        if file.relative.file_name().is_some_and(|name| name == about::FILE) {
            if about.contains_key(folder) && !of_folders.contains(folder) {
                let error = Error::input(&file.path, "there is no text beside it, such as `en.html`");
                found.failures.push(Failure::of(folder_name(file, folder), &file.path, &error));
            }
            continue;
        }
        if !file.named && folder.ancestors().skip(1).any(closed) {
            continue;
        }
        let name = Name::of(&file.relative, formats);
        if let Some(Holds::Records(records)) = name.format.map(|format| &format.holds) {
            match spools.list(&file.path, records) {
                Ok(listing) => add_records(file, &name, &wanted, listing, &mut articles, found),
                Err(error) => {
                    found.failures.push(Failure::of(name::safe(&file.relative), &file.path, &error));
                }
            }
            continue;
        }
        match name.belongs(&wanted) {
            // The article fails as a whole, once.
            Some(Belongs::Folder(_)) if broken.contains(folder) => {}
            Some(Belongs::Folder(lang)) => {
                let article = articles.entry(Identity::Folder(folder.to_owned())).or_insert_with(|| {
                    let about = about.get(folder).map(|about| (folder.join(about::FILE), about.clone()));
                    Article { about, ..Article::new(folder_name(file, folder), Layout::Folder) }
                });
                article.add(file, Some(lang));
            }
            Some(Belongs::Flat(stem, lang)) => {
                let (identity, name) = match file.named {
                    true => (Identity::Named(stem.clone()), name::safe(Path::new(&stem))),
                    false => {
                        let name = name::safe(&file.relative.with_file_name(&stem));
                        (Identity::Flat(folder.to_owned(), stem), name)
                    }
                };
                let new = || Article::new(name, Layout::Flat);
                articles.entry(identity).or_insert_with(new).add(file, Some(lang));
            }
            None if file.named => nameless.push((file, name)),
            None if walk::is_own(file) => {}
            None if name.format.is_none() => found.skipped.push(files::unknown(file)),
            None => found.skipped.push(Notice {
                path: file.path.clone(),
                message: format!(
                    "left out: expected a language in the name, such as `fr` in `fr.html` or `name.fr.html`, \
                     but found `{}`",
                    name.whole
                ),
            }),
        }
    }
    add_nameless(&nameless, paths, options, &mut articles);
    Ok(articles.into_values().collect())
}

/// Reads every `article.toml`; returns what they say by folder, and the folders of those that are broken.
fn read_about(
    files: &[File],
    options: &PairOptions,
    found: &mut Found,
) -> (BTreeMap<PathBuf, About>, BTreeSet<PathBuf>) {
    let (mut good, mut broken) = (BTreeMap::new(), BTreeSet::new());
    for file in files {
        let folder = file.folder().to_owned();
        // Of a file that was named by itself, the folder speaks as well.
        let path = match file.relative.file_name() {
            Some(name) if name == about::FILE => file.path.clone(),
            _ if file.named => folder.join(about::FILE),
            _ => continue,
        };
        if good.contains_key(&folder) || broken.contains(&folder) || !path.is_file() {
            continue;
        }
        match about::read(&path, &options.read) {
            Ok(about) => {
                good.insert(folder, about);
            }
            Err(error) => {
                found.failures.push(Failure::of(folder_name(file, &folder), &path, &error));
                broken.insert(folder);
            }
        }
    }
    (good, broken)
}

/// The name of the article whose files lie in `folder`: its path below the root, or the name of the root.
fn folder_name(file: &File, folder: &Path) -> String {
    match file.relative.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => name::safe(parent),
        // `.` and `..` have a name only where they lead.
        None if folder.file_name().is_none() => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let real = folder.canonicalize().unwrap_or_default();
            name::safe(Path::new(real.file_name().unwrap_or_default()))
        }
        None => name::safe(Path::new(folder.file_name().unwrap_or_default())),
    }
}

/// Files that the user named and whose names tell no language: two are an original and its translation, any
/// other number are texts by themselves.
fn add_nameless(
    nameless: &[(&File, Name)],
    paths: &[PathBuf],
    options: &PairOptions,
    articles: &mut Articles,
) {
    let names = nameless.iter().map(|(_, name)| name::safe(Path::new(&name.stem)));
    match nameless {
        [(original, name), (translation, _)] if paths.len() == 2 => {
            let mut article = Article::new(name::safe(Path::new(&name.stem)), Layout::Flat);
            article
                .texts
                .insert(None, vec![input(original, options.source), input(translation, options.target)]);
            articles.insert(Identity::Itself(original.path.clone(), 0), article);
        }
        _ => {
            for ((file, _), name) in nameless.iter().zip(names) {
                let mut article = Article::new(name, Layout::Flat);
                article.add(file, options.target);
                articles.insert(Identity::Itself(file.path.clone(), 0), article);
            }
        }
    }
}

fn add_records(
    file: &File,
    name: &Name,
    wanted: &[Lang],
    listing: Listing,
    articles: &mut Articles,
    found: &mut Found,
) {
    if listing.is_foreign() {
        found.skipped.push(files::without_records(file));
        return;
    }
    found.skipped.extend(listing.left_out(&file.path));
    let of_file = name.belongs(wanted).map(|belongs| belongs.lang());
    let stem = name::safe(&file.relative.with_file_name(&name.stem));
    if let Some(fault) = &listing.fault {
        found.failures.push(Failure::of(&stem, &file.path, fault));
    }
    for listed in listing.records {
        let head = match listed {
            Ok(head) => head,
            Err((line, message)) => {
                let error = Error::input(&file.path, message).line(line);
                found.failures.push(Failure::of(&stem, &file.path, &error));
                continue;
            }
        };
        let record = Record::of(&head, listing.spool.as_ref());
        let lang = head.lang.or(of_file);
        let (identity, name) = match head.id {
            Some(id) => {
                let name = name::safe(Path::new(&id));
                (Identity::Id(id), name)
            }
            None => (Identity::Itself(file.path.clone(), head.line), format!("{stem}/{}", head.line)),
        };
        let article = articles.entry(identity).or_insert_with(|| Article::new(name, Layout::Flat));
        let input = Input { path: file.path.clone(), record: Some(record), lang };
        article.texts.entry(lang).or_default().push(input);
    }
}

fn input(file: &File, lang: Option<Lang>) -> Input {
    Input { path: file.path.clone(), record: None, lang }
}

impl Article {
    fn new(name: String, layout: Layout) -> Self {
        Self { name, layout, texts: BTreeMap::new(), about: None }
    }

    fn add(&mut self, file: &File, lang: Option<Lang>) {
        self.texts.entry(lang).or_default().push(input(file, lang));
    }
}
