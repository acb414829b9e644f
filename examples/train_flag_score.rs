//! Learns the weights of the ranking score: `src/flag/weights.tsv`.
//!
//! ```text
//! cargo run --release --example train_flag_score -- QE_FOLDER PARALLEL_FOLDER > src/flag/weights.tsv
//! ```
//!
//! * `QE_FOLDER` holds `mlqe.jsonl` (MLQE-PE, direct assessment) and `ced.jsonl`, of which only the segments of
//!   origin `ced21` (WMT21 critical errors) are taken: both are CC0.
//! * `PARALLEL_FOLDER` holds multi-parallel `*.tsv.gz` under permissive licences, which are damaged here in
//!   eighteen ways.
//!
//! Two logistic regressions with a Gaussian prior, one with and one without the original, by Newton's method.
//! Deterministic to the byte. On standard error: average precision by cross-validation over documents.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use alinea::bitext::Bitext;
use alinea::flag::{features, rule, score, segments};
use alinea::lang::language;
use alinea::lexicon::{self, Lexicon, LexiconOptions};
use alinea::tag::{TagOptions, tag};
use alinea::{Lang, Severity};

/// One segment with its label.
struct Segment {
    doc: String,
    langs: (Lang, Lang),
    source: String,
    target: String,
    bad: bool,
    /// Whether the damage can be seen without the original.
    visible: bool,
    set: &'static str,
}

/// A row of the regression.
struct Row {
    x: Vec<f64>,
    bad: bool,
    weight: f64,
    fold: u64,
    set: &'static str,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, qe, parallel] = &arguments[..] else {
        eprintln!("usage: train_flag_score QE_FOLDER PARALLEL_FOLDER");
        std::process::exit(2);
    };
    let mut all = judged(&Path::new(qe).join("mlqe.jsonl"), "mlqe", |_| true);
    all.extend(judged(&Path::new(qe).join("ced.jsonl"), "ced21", |origin| origin == "ced21"));
    all.extend(damaged(Path::new(parallel)));
    println!(
        "# Weights of the ranking score: two logistic regressions over the features of src/flag/score.rs."
    );
    println!(
        "# Learned from MLQE-PE direct assessments and WMT21 critical errors (both CC0) and from damage made"
    );
    println!("# on the project's parallel training data, by examples/train_flag_score.rs. A feature adds");
    println!("# weight x (value - mean) to the logit.");
    println!("#\n# feature\tweight bilingual\tmean\tweight monolingual\tmean");
    let models: Vec<Model> = [false, true].into_iter().map(|alone| learn(&all, alone)).collect();
    println!("bias\t{:.4}\t0\t{:.4}\t0", models[0].bias, models[1].bias);
    for (column, name) in score::names().iter().enumerate() {
        let [two, one] = [&models[0], &models[1]].map(|model| (model.weights[column], model.means[column]));
        println!("{name}\t{:.4}\t{:.4}\t{:.4}\t{:.4}", two.0, two.1, one.0, one.1);
    }
}

/// Segments that people judged.
fn judged(path: &Path, set: &'static str, takes: impl Fn(&str) -> bool) -> Vec<Segment> {
    let file = BufReader::new(File::open(path).expect("the file of judged segments opens"));
    let mut found = Vec::new();
    for line in file.lines() {
        let value: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        if takes(value["origin"].as_str().unwrap_or("")) {
            found.push(Segment {
                doc: text("doc"),
                langs: (lang(&text("src_lang")), lang(&text("tgt_lang"))),
                source: text("src"),
                target: text("tgt"),
                bad: value["label"] == 1,
                visible: true,
                set,
            });
        }
    }
    found
}

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

/// Pairs of languages that are damaged.
const PAIRS: &[(&str, &str)] = &[
    ("en", "de"),
    ("en", "fr"),
    ("en", "es"),
    ("en", "ru"),
    ("en", "pl"),
    ("en", "ja"),
    ("en", "zh"),
    ("en", "pt"),
    ("de", "en"),
    ("fr", "en"),
    ("es", "en"),
    ("ru", "en"),
    ("fr", "de"),
    ("de", "fr"),
    ("en", "nl"),
    ("en", "cs"),
    ("ja", "en"),
    ("en", "it"),
    ("en", "tr"),
    ("en", "uk"),
    ("zh", "en"),
    ("en", "ko"),
    ("en", "ar"),
];
/// Columns that are not read: Bibles that are free in their home countries only, and one that is labelled
/// Korean but is Kanuri.
const LEFT_OUT: &[(&str, &str)] = &[("bible", "ja"), ("bible", "ko"), ("tico19", "ko")];
/// Segments of a made document, and of a file and pair at most.
const DOCUMENT: usize = 20;
const MOST: usize = 260;

/// Damages parallel text.
fn damaged(folder: &Path) -> Vec<Segment> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut made = Vec::new();
    for name in ["tico19", "opensource_guide", "gnome_help", "react_docs", "python_docs", "bible", "tatoeba"]
    {
        let file = File::open(folder.join(format!("{name}.tsv.gz"))).expect("the parallel text opens");
        let mut lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        let header = lines.next().expect("a header").expect("UTF-8");
        let columns: Vec<&str> =
            header.split('\t').map(|tag| if LEFT_OUT.contains(&(name, tag)) { "" } else { tag }).collect();
        let step = match name {
            "bible" => 60,
            "tatoeba" => 250,
            "python_docs" => 20,
            _ => 3,
        };
        let rows: Vec<Vec<String>> = lines
            .enumerate()
            .filter(|(number, _)| (number / DOCUMENT).is_multiple_of(step))
            .map(|(_, line)| line.expect("UTF-8").split('\t').map(str::to_owned).collect())
            .collect();
        for &(from, to) in PAIRS {
            let at = |tag: &str| columns.iter().position(|column| *column == tag);
            let (Some(x), Some(y)) = (at(from), at(to)) else { continue };
            let pairs: Vec<(usize, &str, &str)> = rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row[x].chars().count() >= 25 && !row[y].is_empty())
                .map(|(number, row)| (number, row[x].as_str(), row[y].as_str()))
                .take(MOST)
                .collect();
            for (index, &(number, source, target)) in pairs.iter().enumerate() {
                let mut segment = Segment {
                    doc: format!("{name}/{from}-{to}/{}", number / DOCUMENT),
                    langs: (lang(from), lang(to)),
                    source: source.to_owned(),
                    target: target.to_owned(),
                    bad: false,
                    visible: true,
                    set: "damage",
                };
                if random.below(100) < 25 && target.chars().count() >= 15 {
                    let other = pairs[(index + 7 + random.below(pairs.len())) % pairs.len()];
                    let third = rows[number].iter().enumerate().filter(|(column, cell)| {
                        *column != y && !columns[*column].is_empty() && !cell.is_empty()
                    });
                    let third: Vec<&String> = third.map(|(_, cell)| cell).collect();
                    let foreign = third[random.below(third.len())].as_str();
                    if let Some((text, visible)) = damage(&mut random, &segment, other.2, foreign)
                        && text != target
                    {
                        (segment.target, segment.bad, segment.visible) = (text, true, visible);
                    }
                }
                made.push(segment);
            }
        }
    }
    made
}

/// Damages a target in one of eighteen ways; tells whether that can be seen without the original.
fn damage(random: &mut Random, segment: &Segment, other: &str, foreign: &str) -> Option<(String, bool)> {
    let record = language(segment.langs.1);
    let spaced = record.script.spaced();
    let glue = if spaced { " " } else { "" };
    let cut = |text: &str| -> Vec<String> {
        if spaced {
            text.split_whitespace().map(str::to_owned).collect()
        } else {
            text.chars().map(String::from).collect()
        }
    };
    let unit = if spaced { 1 } else { 2 };
    let (mut words, others) = (cut(&segment.target), cut(other));
    let count = words.len();
    if count < 5 * unit || others.len() < 4 * unit {
        return None;
    }
    let place = |random: &mut Random| 1 + random.below(count - 2);
    let join = |words: &[String]| words.join(glue);
    let kind = random.below(18);
    let text = match kind {
        0 => {
            // The end is gone, its full stop too.
            words.truncate(count - (count / 4).max(1) - random.below(count / 3));
            join(&words).trim_end_matches(['.', ',', '。', '、']).to_owned()
        }
        1 => {
            // A clause is gone, the full stop stays.
            let last = words.pop()?;
            let stop: String = last
                .chars()
                .rev()
                .take_while(|c| !c.is_alphanumeric())
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            words.truncate(count * (50 + random.below(25)) / 100);
            join(&words).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned() + &stop
        }
        2 => {
            let from = place(random);
            let length = (count / 4 + random.below(count / 3)).min(count - from - 1).max(1);
            words.drain(from..from + length);
            join(&words)
        }
        3 => {
            let (at, from) = (place(random), random.below(others.len() - 3 * unit + 1));
            let length = (3 + random.below(4)) * unit;
            let phrase: Vec<String> = others.iter().skip(from).take(length).cloned().collect();
            words.splice(at..at, phrase);
            join(&words)
        }
        4 => other.to_owned(),
        5 => {
            let half = count / 2;
            words.truncate(half);
            words.extend(others.iter().skip(others.len() / 2).cloned());
            join(&words)
        }
        6 => {
            let text = &segment.target;
            let digits: Vec<usize> = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| byte.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            let at = *digits.get(random.below(digits.len().max(1)))?;
            let old = text.as_bytes()[at] - b'0';
            let new = (old + 1 + random.below(8) as u8) % 10;
            format!("{}{new}{}", &text[..at], &text[at + 1..])
        }
        7 => {
            let negators = record.words.negators;
            let at = words.iter().position(|word| {
                negators.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()))
            })?;
            words.remove(at);
            join(&words)
        }
        8 | 9 => {
            // A name of this or another sentence stands in its place.
            let name = |words: &[String]| -> Vec<usize> {
                let capital = |at: &usize| words[*at].chars().next().is_some_and(char::is_uppercase);
                (1..words.len()).filter(capital).collect()
            };
            let (here, there) = (name(&words), name(&others));
            if kind == 8 {
                let (to, from) = (*here.get(random.below(here.len().max(1)))?, *there.first()?);
                words[to] = others[from].clone();
            } else {
                let (first, last) = (*here.first()?, *here.last().filter(|_| here.len() > 1)?);
                words.swap(first, last);
            }
            join(&words)
        }
        10 => {
            // Torn out of its clause and dropped elsewhere.
            let length = (1 + random.below(3)) * unit;
            let from = place(random).min(count - length - 1);
            let torn: Vec<String> = words.drain(from..from + length).collect();
            let to = random.below(words.len());
            words.splice(to..to, torn);
            join(&words)
        }
        11 => {
            let length = (1 + random.below(4)) * unit;
            let from = place(random).min(count - length - 1);
            let phrase: Vec<String> = words[from..from + length].to_vec();
            for _ in 0..1 + random.below(4) {
                words.splice(from..from, phrase.clone());
            }
            join(&words)
        }
        12 => {
            let source: Vec<&str> = segment.source.split_whitespace().collect();
            let length = 3 + random.below(4);
            let from = random.below(source.len().checked_sub(length + 1)?);
            let at = place(random);
            let end = (at + length * unit).min(count - 1);
            words.splice(at..end, source[from..from + length].iter().map(|word| (*word).to_owned()));
            join(&words)
        }
        13 => foreign.to_owned(),
        14 => {
            let at = place(random);
            words[at] = words[at].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" };
            words[at + 1] = words[at + 1].to_lowercase();
            join(&words)
        }
        15 => {
            let at = place(random);
            let marks = ["..", ",,", " ,", " .", ",.", ";;"];
            words[at] = words[at].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + marks[random.below(6)];
            join(&words)
        }
        16 => {
            let at = words.iter().position(|word| !word.is_ascii())?;
            words[at] = words[at].bytes().map(char::from).collect();
            join(&words)
        }
        _ => {
            let kept: Vec<String> = words.iter().filter(|_| random.below(10) < 7).cloned().collect();
            join(&kept)
        }
    };
    Some((text, !matches!(kind, 1 | 2 | 4 | 6 | 7 | 8 | 9)))
}

/// Xorshift (Marsaglia 2003, 64 bits, triple 13-7-17).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

struct Model {
    bias: f64,
    weights: Vec<f64>,
    means: Vec<f64>,
}

/// Rules that see faults of the parallel text itself: markup that was stripped, lines that do not belong together.
const PLAIN: &[&str] = &[
    "double-punct", "doubled-word", "identical-to-source", "lowercase-restart", "lowercase-start",
    "markup-residue", "mojibake", "repeated-phrase", "space-before-punct", "unbalanced-bracket",
    "unbalanced-quote", "untranslated-run", "wrong-language", "wrong-script", "number-mismatch",
    "ends-in-function-word",
];

/// The features of all segments, a document at a time.
fn rows(all: &[Segment], alone: bool) -> Vec<Row> {
    let mut lexicons: BTreeMap<(Lang, Lang), Lexicon> = BTreeMap::new();
    let names = score::names();
    let at = |name: &str| names.iter().position(|known| *known == name);
    let mut rows = Vec::new();
    let mut start = 0;
    while start < all.len() {
        let first = &all[start];
        let same =
            all[start..].iter().take_while(|next| next.doc == first.doc && next.langs == first.langs).count();
        let document = &all[start..start + same];
        start += same;
        let pairs: Vec<(&str, &str)> =
            document.iter().map(|segment| (segment.source.as_str(), segment.target.as_str())).collect();
        let made = segments::bitext((!alone).then_some(first.langs.0), first.langs.1, &pairs);
        let beads = made.beads().to_vec();
        let (source, target) = made.into_texts();
        let target = tag(target, &TagOptions::default());
        let bitext = if alone { Bitext::alone(target) } else { Bitext::new(source, target, beads) };
        let lexicon = lexicons.entry(first.langs).or_insert_with(|| match alone {
            true => Lexicon::default(),
            false => lexicon::open(first.langs.0, first.langs.1, &LexiconOptions::default())
                .expect("the shipped table opens"),
        });
        let fold =
            first.doc.bytes().fold(7u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) % 5;
        for (segment, x) in document.iter().zip(features(&bitext, lexicon)) {
            if alone && segment.bad && !segment.visible {
                continue;
            }
            let mut x: Vec<f64> = x.into_iter().map(f64::from).collect();
            // The junction model was trained on this very text, so that its odds look better here than they are;
            // beside the original they cost more on the development sets than they bring.
            for name in ["worst-junction", "next-junction"] {
                if let Some(column) = at(name).filter(|_| !alone) {
                    x[column] = 0.0;
                }
            }
            // Text whose own faults are plain to see is not clean.
            if segment.set == "damage"
                && !segment.bad
                && PLAIN.iter().any(|name| at(name).is_some_and(|column| x[column] > 0.0))
            {
                continue;
            }
            rows.push(Row { x, bad: segment.bad, weight: 1.0, fold, set: segment.set });
        }
    }
    // Every set weighs as much as the others, and its bad segments a quarter of it.
    for set in ["mlqe", "ced21", "damage"] {
        for bad in [false, true] {
            let count = rows.iter().filter(|row| row.set == set && row.bad == bad).count() as f64;
            let share = if set == "damage" { 2.0 } else { 1.0 } * if bad { 0.25 } else { 0.75 };
            rows.iter_mut()
                .filter(|row| row.set == set && row.bad == bad)
                .for_each(|row| row.weight = 6000.0 * share / count);
        }
    }
    rows
}

fn learn(all: &[Segment], alone: bool) -> Model {
    let rows = rows(all, alone);
    let mut held: Vec<(&Row, f64)> = Vec::new();
    for fold in 0..5 {
        let train: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let model = fit(&train);
        held.extend(rows.iter().filter(|row| row.fold == fold).map(|row| (row, logit(&model, &row.x))));
    }
    for set in ["mlqe", "ced21", "damage"] {
        let mut scored: Vec<(f64, bool)> =
            held.iter().filter(|held| held.0.set == set).map(|held| (held.1, held.0.bad)).collect();
        scored.sort_by(|left, right| right.0.total_cmp(&left.0));
        let (mut right, mut sum) = (0.0, 0.0);
        for (seen, (_, bad)) in scored.iter().enumerate() {
            if *bad {
                right += 1.0;
                sum += right / (seen + 1) as f64;
            }
        }
        let way = if alone { "monolingual" } else { "bilingual" };
        eprintln!(
            "{way} {set}: average precision {:.3} by 5-fold cross-validation over documents, {} segments, {right} bad",
            sum / right,
            scored.len()
        );
    }
    fit(&rows.iter().collect::<Vec<_>>())
}

fn logit(model: &Model, x: &[f64]) -> f64 {
    model.bias
        + x.iter()
            .zip(&model.weights)
            .zip(&model.means)
            .map(|((value, weight), mean)| weight * (value - mean))
            .sum::<f64>()
}

/// What a finding adds to the logit, at least where it is an error or a warning, and at most. Set so that the average
/// precision on the development sets of hallucinations and of damaged human translations is best together.
const LEAST: f64 = 1.0;
const MOST_OF_A_RULE: f64 = 3.5;

/// Newton's method on centred and scaled features; prior precision of every scaled weight.
const PRIOR: f64 = 20.0;

fn fit(rows: &[&Row]) -> Model {
    let width = rows[0].x.len();
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let mean = |column: usize| rows.iter().map(|row| row.weight * row.x[column]).sum::<f64>() / total;
    let means: Vec<f64> = (0..width).map(mean).collect();
    let scale = |column: usize| {
        let variance =
            rows.iter().map(|row| row.weight * (row.x[column] - means[column]).powi(2)).sum::<f64>() / total;
        // A rare flag may weigh as much as one that one segment in fifty has.
        variance.sqrt().max(0.14)
    };
    let scales: Vec<f64> = (0..width).map(scale).collect();
    let size = width + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..12 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![0.0; size * size];
        for row in rows {
            let mut x: Vec<f64> =
                (0..width).map(|column| (row.x[column] - means[column]) / scales[column]).collect();
            x.push(1.0);
            let z: f64 = x.iter().zip(&weights).map(|(x, weight)| x * weight).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let error = f64::from(u8::from(row.bad)) - p;
            let curve = (p * (1.0 - p)).max(1e-6) * row.weight;
            for (i, xi) in x.iter().enumerate().filter(|(_, xi)| **xi != 0.0) {
                gradient[i] += row.weight * error * xi;
                for (j, xj) in x.iter().enumerate().take(i + 1) {
                    hessian[i * size + j] += curve * xi * xj;
                }
            }
        }
        for i in 0..width {
            gradient[i] -= PRIOR * weights[i];
            hessian[i * size + i] += PRIOR;
        }
        let step = solve(&mut hessian, &gradient, size);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    let bias = weights[width];
    let mut weights: Vec<f64> = weights.iter().zip(&scales).map(|(weight, scale)| weight / scale).collect();
    // What a rule finds raises the score, and no rule decides it alone.
    for ((name, weight), mean) in score::names().iter().zip(&mut weights).zip(&means) {
        if let Some(rule) = rule(name).filter(|_| *mean > 0.0) {
            let least = if rule.severity >= Severity::Warning { LEAST } else { 0.0 };
            *weight = weight.clamp(least, MOST_OF_A_RULE);
        }
    }
    Model { bias, weights, means }
}

/// Solves `matrix x = right` by Cholesky; the lower triangle of a positive definite matrix is given.
fn solve(matrix: &mut [f64], right: &[f64], size: usize) -> Vec<f64> {
    for i in 0..size {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| matrix[i * size + k] * matrix[j * size + k]).sum();
            let value = matrix[i * size + j] - sum;
            matrix[i * size + j] = if i == j { value.max(1e-9).sqrt() } else { value / matrix[j * size + j] };
        }
    }
    let mut x = right.to_vec();
    for i in 0..size {
        let sum: f64 = (0..i).map(|k| matrix[i * size + k] * x[k]).sum();
        x[i] = (x[i] - sum) / matrix[i * size + i];
    }
    for i in (0..size).rev() {
        let sum: f64 = (i + 1..size).map(|k| matrix[k * size + i] * x[k]).sum();
        x[i] = (x[i] - sum) / matrix[i * size + i];
    }
    x
}
