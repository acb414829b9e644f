//! Pages with labels, and the kits' among them, which nets are only examined on.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::super::features::{Seen, rows};
use super::super::line::{self, Line};
use super::super::{Site, full, rules, see};
// Learning may read what cleaning may not.
use crate::read::read_bytes;

/// A page to learn from or to be examined on.
pub(super) struct Page {
    pub(super) name: String,
    pub(super) seen: Vec<Seen>,
    pub(super) texts: Vec<String>,
    /// Keep, drop, not known.
    pub(super) gold: Vec<Option<bool>>,
    /// Characters of each line.
    pub(super) chars: Vec<f32>,
    /// The article, for markup.
    pub(super) body: String,
    pub(super) rows: Vec<f32>,
}

impl Page {
    pub(super) fn new(name: &str, seen: Vec<Seen>, texts: Vec<String>, gold: Vec<Option<bool>>) -> Page {
        let chars = texts.iter().map(|text| text.chars().filter(|c| !c.is_whitespace()).count() as f32);
        let markup = seen.iter().any(|one| one.markup.is_some());
        let rows = rows(&seen, markup);
        let name = name.to_owned();
        Page { name, chars: chars.collect(), seen, texts, gold, body: String::new(), rows }
    }
}

pub(super) fn kit() -> Option<PathBuf> {
    let kit = std::env::var_os("ALINEA_EVAL").map(|folder| PathBuf::from(folder).join("clean"));
    if kit.is_none() {
        eprintln!("skipped: ALINEA_EVAL names no folder of kits");
    }
    kit
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.to_string_lossy().ends_with(extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn stem(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().split('.').next().unwrap().to_owned()
}

/// Lines that hold anything, with their labels.
fn labelled(path: &Path) -> (Vec<String>, Vec<Option<bool>>) {
    let text = std::fs::read_to_string(path).unwrap();
    let labels = std::fs::read_to_string(path.with_extension("labels")).unwrap();
    let gold = labels.chars().map(|label| match label {
        'k' => Some(true),
        'd' => Some(false),
        _ => None,
    });
    text.lines().map(|line| line.trim().to_owned()).zip(gold).filter(|(line, _)| !line.is_empty()).unzip()
}

pub(super) fn seen_of(texts: &[String], site: Option<&Site>) -> Vec<Seen> {
    let mut lines: Vec<_> = texts.iter().map(|text| Line::new(text)).collect();
    let language = line::language(&lines, None);
    lines.iter_mut().for_each(|line| line.count(language));
    let headline = rules::titled(&texts.iter().map(String::as_str).collect::<Vec<_>>(), None);
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| Seen {
            site: site.and_then(|site| site.share(&line)),
            line,
            markup: None,
            below: headline.map(|headline| at as isize - headline as isize),
        })
        .collect()
}

/// The kit's flattened pages, and those of sites.
pub(super) fn text_pages(kit: &Path) -> (Vec<Page>, Vec<Page>) {
    let (mut pages, mut sites) = (Vec::new(), Vec::new());
    for path in files(&kit.join("text"), ".txt") {
        let (texts, gold) = labelled(&path);
        pages.push(Page::new(&stem(&path), seen_of(&texts, None), texts, gold));
    }
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in files(&kit.join("sites"), ".txt") {
        folders.entry(path.parent().unwrap().to_owned()).or_default().push(path);
    }
    for paths in folders.values() {
        let all: Vec<_> = paths.iter().map(|path| labelled(path)).collect();
        let mut site = Site::default();
        for (texts, _) in &all {
            site.add_lines(&texts.iter().map(|text| Line::new(text)).collect::<Vec<_>>());
        }
        for (path, (texts, gold)) in paths.iter().zip(all) {
            sites.push(Page::new(&stem(path), seen_of(&texts, Some(&site)), texts, gold));
        }
    }
    (pages, sites)
}

pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let dense = !c.is_ascii() && crate::lang::Script::of(c).is_some_and(|script| !script.spaced());
        if dense {
            found.push(c.to_string());
            open = false;
        } else if c.is_alphanumeric() || c == '_' {
            match found.last_mut() {
                Some(word) if open => word.push(c),
                _ => found.push(c.to_string()),
            }
            open = true;
        } else {
            open = false;
        }
    }
    found
}

fn shingles(tokens: &[String]) -> BTreeMap<Vec<String>, usize> {
    let mut counts = BTreeMap::new();
    if !tokens.is_empty() {
        let size = tokens.len().min(4);
        for window in tokens.windows(size) {
            *counts.entry(window.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}

/// Precision and recall of a page, as the kit's scorer defines them.
pub(super) fn shingle(gold: &str, found: &str) -> (Option<f64>, Option<f64>) {
    let (gold, found) = (shingles(&tokens(gold)), shingles(&tokens(found)));
    let both: usize = found.iter().map(|(gram, count)| count.min(gold.get(gram).unwrap_or(&0))).sum();
    let sum = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
    let share = |of: usize| (of > 0).then(|| both as f64 / of as f64);
    (share(sum(&found)), share(sum(&gold)))
}

fn unpack(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The kit's pages of markup, whose blocks are labelled by the words that they share with the article.
pub(super) fn markup_pages(kit: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for path in files(&kit.join("html"), ".html.gz") {
        let name = stem(&path);
        let body = std::fs::read_to_string(kit.join("html").join(format!("{name}.txt"))).unwrap();
        let document = read_bytes("page.html".as_ref(), None, unpack(&path), false).unwrap();
        let places = full(&document.blocks);
        let seen = see(&document, &places, None);
        let texts: Vec<_> =
            places.iter().map(|&at| document.slice(document.blocks[at].span).to_owned()).collect();
        let whole = tokens(&body);
        let grams: FxHashSet<Vec<String>> = whole.windows(4).map(<[String]>::to_vec).collect();
        let squashed = format!(" {} ", whole.join(" "));
        let lines: FxHashSet<String> = body.lines().map(|line| tokens(line).join(" ")).collect();
        let gold = texts.iter().map(|text| {
            let words = tokens(text);
            if words.is_empty() {
                return None;
            }
            if words.len() < 4 {
                let joined = words.join(" ");
                return match (lines.contains(&joined), squashed.contains(&format!(" {joined} "))) {
                    (true, _) => Some(true),
                    (false, true) => None,
                    (false, false) => Some(false),
                };
            }
            let found = words.windows(4).filter(|window| grams.contains(*window)).count();
            let share = found as f32 / (words.len() - 3) as f32;
            if share > 0.6 {
                Some(true)
            } else if share < 0.3 {
                Some(false)
            } else {
                None
            }
        });
        let gold = gold.collect();
        let mut page = Page::new(&name, seen, texts, gold);
        page.body = body;
        pages.push(page);
    }
    pages
}
