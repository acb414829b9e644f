//! Permissive texts -> paragraphs, sentences and headings to make articles of.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use super::super::super::line::{End, Line};

/// Files of parallel texts that pages are made of: those under CC0, CC BY and the like.
const FILES: [&str; 6] = ["opensource_guide", "tico19", "python_docs", "react_docs", "gnome_help", "tatoeba"];
/// Paragraphs of a language that are used at most.
const MOST: usize = 6000;

/// What there is in a language to make articles of.
#[derive(Default)]
pub(super) struct Stock {
    /// Paragraphs of one or more sentences, in the order of their sources.
    pub(super) paragraphs: Vec<String>,
    /// Single short sentences.
    pub(super) sentences: Vec<String>,
    /// Short lines without an end.
    pub(super) headings: Vec<String>,
}

/// What there is in each language.
pub(super) fn stock(folder: &Path) -> BTreeMap<String, Stock> {
    let mut stocks: BTreeMap<String, Stock> = BTreeMap::new();
    for file in FILES {
        let mut text = String::new();
        let source = std::fs::File::open(folder.join(format!("{file}.tsv.gz"))).unwrap();
        flate2::read::MultiGzDecoder::new(source).read_to_string(&mut text).unwrap();
        let mut lines = text.lines();
        let tags: Vec<_> = lines.next().unwrap().split('\t').map(str::to_owned).collect();
        let mut runs: Vec<String> = vec![String::new(); tags.len()];
        let sentences = matches!(file, "tico19" | "tatoeba");
        // Everyday sentences lie sorted by length: every so many of them, so that long ones are there too.
        let every = if file == "tatoeba" { 11 } else { 1 };
        for (number, line) in lines.enumerate().filter(|(number, _)| number % every == 0) {
            for ((tag, run), cell) in tags.iter().zip(&mut runs).zip(line.split('\t')) {
                let stock = stocks.entry(tag.clone()).or_default();
                add(stock, run, cell.trim(), sentences, 1 + (number * 7 + number / 3) % 4);
            }
        }
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().map(|path| path.join("gold")).filter(|path| path.is_dir()) {
        let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|name| name == "sentences")) {
            let tag = file.file_stem().unwrap().to_string_lossy().into_owned();
            let mut run = String::new();
            for (number, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
                add(stocks.entry(tag.clone()).or_default(), &mut run, line.trim(), true, 1 + number % 4);
            }
        }
    }
    stocks.retain(|_, stock| stock.paragraphs.len() >= 40);
    stocks
}

/// Adds a cell: single sentences are joined to paragraphs, `size` of them each.
fn add(stock: &mut Stock, run: &mut String, cell: &str, single: bool, size: usize) {
    let line = Line::new(cell);
    let ended = line.end == End::Full;
    if line.length < 4 || cell.contains("http") {
        return;
    }
    if !ended {
        if line.length < 70 && line.words > 1 && stock.headings.len() < MOST {
            stock.headings.push(cell.to_owned());
        }
        return;
    }
    if line.length < 90 && stock.sentences.len() < MOST {
        stock.sentences.push(cell.to_owned());
    }
    if !single {
        if stock.paragraphs.len() < MOST {
            stock.paragraphs.push(cell.to_owned());
        }
        return;
    }
    if !run.is_empty() && cell.is_ascii() {
        run.push(' ');
    }
    run.push_str(cell);
    if run.chars().count() > 90 * size && stock.paragraphs.len() < 2 * MOST {
        stock.paragraphs.push(std::mem::take(run));
    }
}
