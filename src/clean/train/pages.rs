//! The kits' pages, with labels, and pages made of them.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::features::{Seen, rows};
use super::super::line::{self, Line};
use super::super::{Site, full, see};
use super::learner::Random;
// Learning may read what cleaning may not.
#[cfg(test)]
use crate::read::read_bytes;

/// Folds that no site is in two of.
pub(super) const FOLDS: u64 = 5;

/// A page to learn from or to be examined on.
pub(super) struct Page {
    pub(super) name: String,
    /// Folds are made of hosts.
    pub(super) fold: u64,
    pub(super) seen: Vec<Seen>,
    pub(super) texts: Vec<String>,
    /// Keep, drop, not known.
    pub(super) gold: Vec<Option<bool>>,
    /// Characters of each line.
    pub(super) chars: Vec<f32>,
    /// Learned from only, not examined on.
    pub(super) made: bool,
    /// The article, for markup.
    pub(super) body: String,
    pub(super) rows: Vec<f32>,
}

impl Page {
    pub(super) fn new(
        name: &str,
        host: &str,
        seen: Vec<Seen>,
        texts: Vec<String>,
        gold: Vec<Option<bool>>,
    ) -> Page {
        let chars = texts.iter().map(|text| text.chars().filter(|c| !c.is_whitespace()).count() as f32);
        let fold =
            host.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % FOLDS;
        let markup = seen.iter().any(|one| one.markup.is_some());
        let rows = rows(&seen, markup);
        let name = name.to_owned();
        Page { name, fold, chars: chars.collect(), seen, texts, gold, made: false, body: String::new(), rows }
    }
}

/// Host, lines and labels of a page.
type Part = (String, Vec<String>, Vec<Option<bool>>);

pub(super) fn kit() -> Option<PathBuf> {
    let kit = std::env::var_os("ALINEA_EVAL").map(|folder| PathBuf::from(folder).join("clean"));
    if kit.is_none() {
        eprintln!("skipped: ALINEA_EVAL names no folder of kits");
    }
    kit
}

/// Page -> host and language.
fn index(kit: &Path) -> FxHashMap<String, (String, String)> {
    let text = std::fs::read_to_string(kit.join("index.tsv")).unwrap();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    text.lines().map(fields).map(|row| (row[0].clone(), (row[4].clone(), row[2].clone()))).collect()
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

fn seen_of(texts: &[String], site: Option<&Site>) -> Vec<Seen> {
    let mut lines: Vec<_> = texts.iter().map(|text| Line::new(text)).collect();
    let language = line::language(&lines, None);
    lines.iter_mut().for_each(|line| line.count(language));
    lines
        .into_iter()
        .map(|line| Seen { site: site.and_then(|site| site.share(&line)), line, markup: None })
        .collect()
}

pub(super) fn text_pages(kit: &Path) -> (Vec<Page>, Vec<Page>) {
    let index = index(kit);
    let (mut pages, mut sites, mut made) = (Vec::new(), Vec::new(), Vec::new());
    let mut by_lang: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for path in files(&kit.join("text"), ".txt") {
        let (texts, gold) = labelled(&path);
        let name = stem(&path);
        let (host, lang) = index[&name].clone();
        by_lang.entry(lang).or_default().push((host.clone(), texts.clone(), gold.clone()));
        pages.push(Page::new(&name, &host, seen_of(&texts, None), texts, gold));
    }
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in files(&kit.join("sites"), ".txt") {
        folders.entry(path.parent().unwrap().to_owned()).or_default().push(path);
    }
    for (folder, paths) in folders {
        let host = folder.file_name().unwrap().to_string_lossy().into_owned();
        let all: Vec<_> = paths.iter().map(|path| labelled(path)).collect();
        let mut site = Site::default();
        for (texts, _) in &all {
            site.add_lines(&texts.iter().map(|text| Line::new(text)).collect::<Vec<_>>());
        }
        for (path, (texts, gold)) in paths.iter().zip(all) {
            let name = stem(path);
            let lang = index[&name].1.clone();
            let mut bare = Page::new(&name, &host, seen_of(&texts, None), texts.clone(), gold.clone());
            bare.made = true;
            made.push(bare);
            by_lang.entry(lang).or_default().push((host.clone(), texts.clone(), gold.clone()));
            sites.push(Page::new(&name, &host, seen_of(&texts, Some(&site)), texts, gold));
        }
    }
    let mut random = Random(42);
    for parts in by_lang.values() {
        for number in 0..parts.len() {
            let (host, texts, gold) = &parts[number];
            // The frame of this page around the article of another of the same fold, so that folds stay apart.
            let fold = |host: &str| Page::new("", host, vec![], vec![], vec![]).fold;
            let others: Vec<_> =
                parts.iter().filter(|other| fold(&other.0) == fold(host) && other.0 != *host).collect();
            let body = |(_, texts, gold): &Part| -> Vec<String> {
                texts
                    .iter()
                    .zip(gold)
                    .filter(|(_, keep)| **keep == Some(true))
                    .map(|(text, _)| text.clone())
                    .collect()
            };
            if let (false, Some(at)) = (others.is_empty(), gold.iter().position(|keep| *keep == Some(true))) {
                let article = body(others[random.below(others.len())]);
                let mut lines: Vec<_> = texts[..at].iter().cloned().zip(gold[..at].iter().copied()).collect();
                lines.extend(article.into_iter().map(|text| (text, Some(true))));
                let rest = texts.iter().cloned().zip(gold.iter().copied()).skip(at);
                lines.extend(rest.filter(|(_, keep)| *keep != Some(true)));
                let (texts, gold): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
                let mut page = Page::new("glued", host, seen_of(&texts, None), texts, gold);
                page.made = true;
                made.push(page);
            }
            // The article alone, or the start of it.
            if number % 4 == 0 {
                let mut article = body(&parts[number]);
                if number % 8 == 0 {
                    article.truncate(1 + random.below(5));
                }
                let gold = vec![Some(true); article.len()];
                let mut page = Page::new("alone", host, seen_of(&article, None), article, gold);
                page.made = true;
                made.push(page);
            }
        }
    }
    made.extend(articles(kit, &by_lang, &mut random));
    pages.extend(made);
    (pages, sites)
}

/// Texts with no page around them, in many languages: as they are, and within the frame of some page.
fn articles(kit: &Path, frames: &BTreeMap<String, Vec<Part>>, random: &mut Random) -> Vec<Page> {
    let mut made = Vec::new();
    let frames: Vec<_> = frames.values().flatten().collect();
    let folders = [kit.join("../split"), kit.join("../align")];
    let paths = folders.iter().flat_map(|folder| files(folder, "")).filter(|path| {
        let name = stem(path);
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        (extension == "txt" || extension.len() == 2) && !name.starts_with("ewt") && name != "golden"
    });
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let mut lines =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).peekable();
        for _ in 0..3 {
            let article: Vec<_> = lines.by_ref().take(3 + random.below(60)).collect();
            if article.is_empty() {
                break;
            }
            let name = path.to_string_lossy().into_owned();
            let mut add = |texts: Vec<String>, gold: Vec<Option<bool>>, host: &str| {
                let mut page = Page::new(&name, host, seen_of(&texts, None), texts, gold);
                page.made = true;
                made.push(page);
            };
            let (host, texts, gold) = frames[random.below(frames.len())];
            let body: Vec<_> = article.iter().cloned().map(|text| (text, Some(true))).collect();
            let at = gold.iter().position(|keep| *keep == Some(true)).unwrap_or(0);
            let around: Vec<_> = texts.iter().cloned().zip(gold.iter().copied()).collect();
            let (before, after) = around.split_at(at);
            let after = after.iter().filter(|(_, keep)| *keep != Some(true));
            let (texts, gold) = before.iter().chain(&body).chain(after).cloned().unzip();
            add(texts, gold, host);
            let gold = vec![Some(true); article.len()];
            add(article, gold, &name);
        }
    }
    made
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

pub(super) fn markup_pages(kit: &Path) -> Vec<Page> {
    let index = index(kit);
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
        let mut page = Page::new(&name, &index[&name].0, seen, texts, gold);
        page.body = body;
        pages.push(page);
    }
    let snippets = std::fs::read_to_string(kit.join("segs/segs.jsonl")).unwrap();
    for line in snippets.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = record["id"].as_str().unwrap();
        let list = |key: &str| -> Vec<String> {
            let all = record[key].as_array().unwrap().iter();
            all.map(|text| text.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        let (wanted, unwanted) = (list("with"), list("without"));
        let bytes = unpack(&kit.join("segs").join(format!("{name}.html.gz")));
        let document = read_bytes("page.html".as_ref(), None, bytes, false).unwrap();
        let places = full(&document.blocks);
        let seen = see(&document, &places, None);
        let texts: Vec<_> =
            places.iter().map(|&at| document.slice(document.blocks[at].span).to_owned()).collect();
        let gold = texts.iter().map(|text| {
            let within = |snippets: &[String]| snippets.iter().any(|snippet| text.contains(snippet.as_str()));
            match (within(&wanted), within(&unwanted)) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        });
        let gold = gold.collect();
        let mut page = Page::new(name, index.get(name).map_or(name, |row| &row.0), seen, texts, gold);
        page.made = true;
        pages.push(page);
    }
    pages
}
