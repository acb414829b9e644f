//! Labelled pages -> the weights of the nets. Runs as a test that is asked for by name.
//!
//! ```text
//! ALINEA_EVAL=<folder of the kits> cargo test --release --lib clean::train -- --ignored --nocapture
//! ```
//!
//! prints the quality over five folds, no site in two of them; with `UPDATE=1` it also trains on all pages
//! and writes `src/clean/weights.rs`. Pages of four sorts: flattened pages, those of sites with and without
//! what is known of the site, pages glued from the article of one and the frame of another, and articles
//! with no page around them. Markup: pages whose blocks are labelled by the words that they share with the
//! article, and pages with snippets that must and must not be there.
#![cfg(test)]
#![allow(clippy::print_stderr)]

#[cfg(test)]
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{MARKUP_WIDTH, Seen, TEXT_WIDTH, rows};
use super::line::{self, Line};
use super::net::{activation, smooth};
use super::{Site, full, rules, see};
use crate::read::read_bytes;

const FOLDS: u64 = 5;

/// A page to learn from or to be examined on.
struct Page {
    name: String,
    /// Folds are made of hosts.
    fold: u64,
    seen: Vec<Seen>,
    texts: Vec<String>,
    /// Keep, drop, not known.
    gold: Vec<Option<bool>>,
    /// Characters of each line.
    chars: Vec<f32>,
    /// Learned from only, not examined on.
    made: bool,
    /// The article, for markup.
    body: String,
    rows: Vec<f32>,
}

impl Page {
    fn new(name: &str, host: &str, seen: Vec<Seen>, texts: Vec<String>, gold: Vec<Option<bool>>) -> Page {
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

/// A small random generator (xorshift64*), the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() >> 33) as usize % most.max(1)
    }

    fn weight(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
    }
}

fn kit() -> Option<PathBuf> {
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

fn text_pages(kit: &Path) -> (Vec<Page>, Vec<Page>) {
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
    pages.extend(made);
    (pages, sites)
}

fn tokens(text: &str) -> Vec<String> {
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
fn shingle(gold: &str, found: &str) -> (Option<f64>, Option<f64>) {
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

fn markup_pages(kit: &Path) -> Vec<Page> {
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

/// A net that learns.
struct Learner {
    inputs: usize,
    units: usize,
    /// Hidden units one after the other, then the output: as in `Net`.
    weights: Vec<f32>,
}

impl Learner {
    fn learn(pages: &[&Page], inputs: usize, units: usize, rounds: usize, decay: f32) -> Learner {
        let mut random = Random(7);
        let size = units * (inputs + 1) + units + 1;
        let scale = (2.0 / inputs as f32).sqrt();
        let mut net =
            Learner { inputs, units, weights: (0..size).map(|_| random.weight() * scale).collect() };
        let (mut first, mut second) = (vec![0.0_f32; size], vec![0.0_f32; size]);
        let mut order: Vec<usize> = (0..pages.len()).collect();
        let (mut step, batch) = (0, 8);
        let steps = (rounds * pages.len().div_ceil(batch)) as f32;
        for _ in 0..rounds {
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            for numbers in order.chunks(batch) {
                let mut gradient = vec![0.0_f32; size];
                for &number in numbers {
                    net.add_gradient(pages[number], &mut gradient);
                }
                step += 1;
                // Adam (Kingma and Ba 2015) with weight decay apart from it, rate falling to nothing.
                let rate = 0.004 * (1.0 - (step - 1) as f32 / steps);
                for at in 0..size {
                    let slope = gradient[at] / batch as f32;
                    first[at] = 0.9 * first[at] + 0.1 * slope;
                    second[at] = 0.999 * second[at] + 0.001 * slope * slope;
                    let mean = first[at] / (1.0 - 0.9_f32.powi(step));
                    let spread = (second[at] / (1.0 - 0.999_f32.powi(step))).sqrt();
                    net.weights[at] -= rate * (mean / (spread + 1e-7) + decay * net.weights[at]);
                }
            }
        }
        net
    }

    fn add_gradient(&self, page: &Page, gradient: &mut [f32]) {
        let known = |at: usize| page.gold[at].map(|_| page.chars[at].min(400.0) + 12.0);
        let all: f32 = (0..page.gold.len()).filter_map(known).sum();
        let output = self.units * (self.inputs + 1);
        for (at, row) in page.rows.chunks_exact(self.inputs).enumerate() {
            let (Some(weight), Some(keep)) = (known(at), page.gold[at]) else { continue };
            let acts: Vec<_> = self.weights[..output]
                .chunks_exact(self.inputs + 1)
                .map(|unit| activation(unit, row))
                .collect();
            let odds = acts.iter().zip(&self.weights[output..]).map(|(a, b)| a * b).sum::<f32>()
                + self.weights[output + self.units];
            let chance = 1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp());
            let error = (chance - f32::from(u8::from(keep))) * weight / all;
            for (unit, act) in acts.iter().enumerate() {
                gradient[output + unit] += error * act;
                if *act > 0.0 {
                    let back = error * self.weights[output + unit];
                    let start = unit * (self.inputs + 1);
                    for (slot, number) in gradient[start..start + self.inputs].iter_mut().zip(row) {
                        *slot += back * number;
                    }
                    gradient[start + self.inputs] += back;
                }
            }
            gradient[output + self.units] += error;
        }
    }

    fn odds(&self, page: &Page) -> Vec<f32> {
        let output = self.units * (self.inputs + 1);
        let (hidden, rest) = self.weights.split_at(output);
        page.rows
            .chunks_exact(self.inputs)
            .map(|row| {
                let acts = hidden.chunks_exact(self.inputs + 1).map(|unit| activation(unit, row));
                acts.zip(rest).map(|(a, b)| a * b).sum::<f32>() + rest[self.units]
            })
            .collect()
    }
}

fn kept(page: &Page, odds: &[f32], change: f32, bias: f32) -> Vec<bool> {
    let texts: Vec<_> = page.texts.iter().map(String::as_str).collect();
    let certain = rules::certain(&page.seen, &texts);
    let odds: Vec<_> = odds.iter().map(|odd| odd + bias).collect();
    let mut kept = match rules::is_plain(&page.seen, &certain) {
        true => vec![true; odds.len()],
        false => smooth(&odds, change),
    };
    for (keep, reason) in kept.iter_mut().zip(&certain) {
        *keep &= reason.is_none();
    }
    kept
}

/// Characters of the text kept, F1 a page, and what of the kept text was lost: as the kit's scorer.
fn text_score<'a>(pages: impl Iterator<Item = (&'a Page, Vec<bool>)>) -> (f64, f64, usize) {
    let (mut sum, mut count, mut lost_all, mut all) = (0.0, 0, 0.0, 0.0);
    for (page, kept) in pages {
        let (mut hit, mut stay, mut lost) = (0.0, 0.0, 0.0);
        for (at, &kept) in kept.iter().enumerate() {
            let chars = f64::from(page.chars[at]);
            match (page.gold[at], kept) {
                (Some(true), true) => hit += chars,
                (Some(true), false) => lost += chars,
                (Some(false), true) => stay += chars,
                _ => {}
            }
        }
        let f1 = if hit + stay + lost > 0.0 { 2.0 * hit / (2.0 * hit + stay + lost) } else { 1.0 };
        if std::env::var_os("SHOW").is_some() && f1 < 0.7 {
            eprintln!("  {} {f1:.3} hit {hit} stay {stay} lost {lost}", page.name);
        }
        sum += f1;
        count += 1;
        lost_all += lost;
        all += lost + hit;
    }
    (sum / count as f64, lost_all / all, count)
}

fn number(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn source(name: &str, width: &str, net: &Learner, change: f32, bias: f32) -> String {
    let output = net.units * (net.inputs + 1);
    let list = |numbers: &[f32]| {
        let mut lines = String::new();
        for chunk in numbers.chunks(10) {
            let row: Vec<_> = chunk.iter().map(|number| format!("{number:.3}")).collect();
            writeln!(lines, "        {},", row.join(", ")).unwrap();
        }
        lines
    };
    let mut last = net.weights[output..].to_vec();
    last[net.units] += bias;
    format!(
        "\n#[rustfmt::skip]\npub(super) const {name}: Net = Net {{\n    inputs: {width},\n    hidden: &[\n{}    ],\n    output: &[\n{}    ],\n    change: {change:?},\n}};\n",
        list(&net.weights[..output]),
        list(&last)
    )
}

#[test]
#[ignore = "trains for a minute; run it by name"]
fn weights() {
    let Some(kit) = kit() else { return };
    let (units, rounds, decay) =
        (number("UNITS", 12.0) as usize, number("ROUNDS", 24.0) as usize, number("DECAY", 0.02));
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut written = String::from(
        "//! The weights of the two nets, as `clean::train` wrote them: do not edit, run that test again.\n\nuse super::features::{MARKUP_WIDTH, TEXT_WIDTH};\nuse super::net::Net;\n",
    );
    if only != "markup" {
        let (mut pages, sites) = text_pages(&kit);
        let (first_site, all) = (pages.len(), pages.len() + sites.len());
        pages.extend(sites);
        eprintln!("{} pages, {} lines", all, pages.iter().map(|page| page.texts.len()).sum::<usize>());
        let odds = folds(&pages, TEXT_WIDTH, units, rounds, decay);
        let (mut best, mut most) = ((1.0, 0.0), 0.0);
        for change in [0.0, 0.5, 1.0, 2.0, 3.0] {
            for bias in [-0.5, 0.0, 0.5, 1.0] {
                let score = |range: std::ops::Range<usize>| {
                    text_score(
                        range
                            .filter(|&at| !pages[at].made)
                            .map(|at| (&pages[at], kept(&pages[at], &odds[at], change, bias))),
                    )
                };
                let (text, site) = (score(0..first_site), score(first_site..all));
                eprintln!(
                    "change {change} bias {bias}: text {:.4} lost {:.4} ({}), sites {:.4} lost {:.4} ({})",
                    text.0, text.1, text.2, site.0, site.1, site.2
                );
                if text.0 + site.0 > most {
                    (best, most) = ((change, bias), text.0 + site.0);
                }
            }
        }
        eprintln!("best {best:?}");
        if std::env::var_os("UPDATE").is_some() {
            let net = Learner::learn(&pages.iter().collect::<Vec<_>>(), TEXT_WIDTH, units, rounds, decay);
            written += &source("TEXT", "TEXT_WIDTH", &net, best.0, best.1);
        }
    }
    if only != "text" {
        let pages = markup_pages(&kit);
        let odds = folds(&pages, MARKUP_WIDTH, units, rounds, decay);
        let score = |decide: &dyn Fn(usize) -> Vec<bool>| {
            let mut sums = [(0.0, 0); 2];
            for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.made) {
                let keep = decide(at);
                let found: Vec<_> = page
                    .texts
                    .iter()
                    .zip(keep)
                    .filter(|(_, keep)| *keep)
                    .map(|(text, _)| text.as_str())
                    .collect();
                let (precision, recall) = shingle(&page.body, &found.join("\n"));
                for (sum, value) in sums.iter_mut().zip([precision, recall]) {
                    if let Some(value) = value {
                        *sum = (sum.0 + value, sum.1 + 1);
                    }
                }
                if std::env::var_os("SHOW").is_some()
                    && precision.unwrap_or(0.0).min(recall.unwrap_or(0.0)) < 0.6
                {
                    eprintln!("  {} {precision:.3?} {recall:.3?}", page.name);
                }
            }
            let [p, r] = sums.map(|(sum, count)| sum / f64::from(count));
            (p, r, 2.0 * p * r / (p + r))
        };
        let engine = score(&|at| pages[at].seen.iter().map(|one| one.markup.unwrap().engine > 0.5).collect());
        let gold = score(&|at| pages[at].gold.iter().map(|gold| *gold == Some(true)).collect());
        eprintln!("engine {engine:.4?}, labels themselves {gold:.4?}");
        let (mut best, mut most) = ((1.0, 0.0), 0.0);
        for change in [0.0, 0.5, 1.0, 2.0] {
            for bias in [-0.5, 0.0, 0.5, 1.0] {
                let found = score(&|at| kept(&pages[at], &odds[at], change, bias));
                eprintln!("change {change} bias {bias}: markup {found:.4?}");
                if found.2 > most {
                    (best, most) = ((change, bias), found.2);
                }
            }
        }
        eprintln!("best {best:?}");
        if std::env::var_os("UPDATE").is_some() {
            let net = Learner::learn(&pages.iter().collect::<Vec<_>>(), MARKUP_WIDTH, units, rounds, decay);
            written += &source("MARKUP", "MARKUP_WIDTH", &net, best.0, best.1);
        }
    }
    if std::env::var_os("UPDATE").is_some() && only.is_empty() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clean/weights.rs");
        std::fs::write(path, written).unwrap();
    }
}

/// The odds of each page, by a net that has seen no page of its fold.
fn folds(pages: &[Page], width: usize, units: usize, rounds: usize, decay: f32) -> Vec<Vec<f32>> {
    let mut odds = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let others: Vec<_> = pages.iter().filter(|page| page.fold != fold).collect();
        let net = Learner::learn(&others, width, units, rounds, decay);
        for (at, page) in pages.iter().enumerate().filter(|(_, page)| page.fold == fold) {
            odds[at] = net.odds(page);
        }
    }
    odds
}
