//! Fits the weights of `src/align/fitted.rs` to aligned sets, measures each set by weights that were fitted to
//! the others, and tells what each part of the aligner is worth.
//!
//! ```text
//! cargo run --release --example train_weights -- [--measure | --ablate] [--print] [--only NAME,..] [--l2 X]
//!     [--again N] [--lexicon FILE] [--noise FILE.tsv.gz:de-fr[+]]... KIT...
//! ```
//!
//! A kit is a folder with `<doc>.<source>-<target>.gold` and the texts beside it, one sentence a line.
//! Every kit is taken twice: with the shipped lexicon, if it knows the pair, and without. To learn from, there
//! are also sets with damage of our own: `--again N` makes N documents of each kit, `--noise` some of a table
//! of parallel lines (a header of languages, tabs between the cells), with the lexicon if `+` stands behind;
//! `--lexicon` names one that was not trained on those tables, for the shipped one knows them too well.
//! `--measure` only measures the weights in use, `--ablate` does so with one part after the other left out.
//! `--print` prints the weights fitted to all sets, as they stand in the source.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod noise;

use std::ops::Range;
use std::path::{Path, PathBuf};

use alinea::align::{AlignOptions, CALIBRATION, Example, Weights, align_with, fit};
use alinea::bitext::{Sentence, Span};
use alinea::learn::{LearnOptions, learn};
use alinea::lexicon::{self, Learned, Lexicon, LexiconOptions};
use alinea::score::{Counts, Link, parse};
use alinea::{Lang, Text};
use rayon::prelude::*;

type Gold = Vec<(Range<usize>, Range<usize>)>;

struct Set {
    name: String,
    /// What may not be trained on when this set is measured.
    group: String,
    texts: Vec<(Text, Text)>,
    gold: Vec<Vec<Link>>,
    ranges: Vec<Gold>,
    lexicon: Lexicon,
    align: AlignOptions,
}

/// What the command line says.
#[derive(Default)]
struct Arguments {
    kits: Vec<PathBuf>,
    noises: Vec<String>,
    again: usize,
    lexicons: Vec<PathBuf>,
    measure: bool,
    ablate: bool,
    print: bool,
    only: Option<String>,
    l2: f64,
}

fn arguments() -> Arguments {
    let mut told = Arguments { l2: 5.0, ..Arguments::default() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--print" => told.print = true,
            "--measure" => told.measure = true,
            "--ablate" => told.ablate = true,
            "--only" => told.only = words.next(),
            "--again" => told.again = words.next().unwrap().parse().unwrap(),
            "--l2" => told.l2 = words.next().unwrap().parse().unwrap(),
            "--noise" => told.noises.push(words.next().unwrap()),
            "--lexicon" => told.lexicons.push(words.next().unwrap().into()),
            _ => told.kits.push(word.into()),
        }
    }
    told
}

fn main() {
    let told = arguments();
    if told.ablate {
        return ablate(&told.kits);
    }
    let settings = Settings::default();
    let mut sets = Vec::new();
    for kit in &told.kits {
        for with in [true, false] {
            sets.extend(kit_set(kit, with, &settings));
        }
    }
    let kits = sets.len();
    if !told.measure || told.print {
        for number in 0..kits {
            if told.again > 0 {
                let again = again(&sets[number], told.again, number as u64);
                sets.push(again);
            }
        }
        // A lexicon that was not trained on the texts that are damaged.
        let held = LexiconOptions { none: !told.lexicons.is_empty(), sources: told.lexicons.clone() };
        sets.extend(told.noises.iter().map(|noise| noise_set(noise, &held)));
    }
    let own = Weights::default();
    let mut means = [0.0; 2];
    let mut fitted: Vec<(String, Weights)> = Vec::new();
    let wanted =
        |set: &&Set| told.only.as_ref().is_none_or(|only| only.split(',').any(|k| set.name.contains(k)));
    let mut number = 0.0;
    for set in sets[..kits].iter().filter(wanted) {
        let before = measure(set, &own);
        if !told.measure && fitted.last().is_none_or(|(group, _)| *group != set.group) {
            let others: Vec<&Set> = sets.iter().filter(|other| other.group != set.group).collect();
            fitted.push((set.group.clone(), fit(&examples(&others), told.l2)));
        }
        let counts = fitted.last().map_or(before, |(_, weights)| measure(set, weights));
        means[0] += before.strict().f1;
        means[1] += counts.strict().f1;
        number += 1.0;
        let strict = counts.strict();
        println!(
            "{:28} in use {:.4}   left out {:.4}  P {:.4} R {:.4}  lax {:.4}",
            set.name,
            before.strict().f1,
            strict.f1,
            strict.precision,
            strict.recall,
            counts.lax().f1
        );
    }
    println!("{:28} in use {:.4}   left out {:.4}", "mean", means[0] / number, means[1] / number);
    if told.print {
        let all: Vec<&Set> = sets.iter().collect();
        let weights = fit(&examples(&all), told.l2);
        for set in sets[..kits].iter().filter(wanted) {
            println!("{:28} by all {:.4}", set.name, measure(set, &weights).strict().f1);
        }
        for (name, weight) in weights.named() {
            println!("    {weight:.4}, // {name}");
        }
    }
    sets.truncate(kits);
    calibrate(&sets);
}

/// A table of strict F1 with one part after the other left out, in Markdown.
fn ablate(kits: &[PathBuf]) {
    type Change = fn(&mut Settings);
    let rows: [(&str, Change); 7] = [
        ("nothing", |_| {}),
        ("the shipped table", |settings| settings.lexicon.none = true),
        ("learning", |settings| settings.learn.rounds = 0),
        ("both", |settings| (settings.lexicon.none, settings.learn.rounds) = (true, 0)),
        ("length", |settings| settings.align.length = false),
        ("cognates", |settings| settings.align.cognates = false),
        ("null runs", |settings| settings.align.null_runs = false),
    ];
    let name = |kit: &PathBuf| kit.file_name().unwrap_or_default().to_string_lossy().into_owned();
    println!("| left out | {} |", kits.iter().map(name).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(kits.len()));
    for (name, change) in rows {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.learn.align = settings.align.clone();
        let cells = kits.iter().map(|kit| {
            let set = kit_set(kit, true, &settings).or_else(|| kit_set(kit, false, &settings)).unwrap();
            format!("{:.3}", measure(&set, &Weights::default()).strict().f1)
        });
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

/// What may be left out.
#[derive(Default)]
struct Settings {
    lexicon: LexiconOptions,
    learn: LearnOptions,
    align: AlignOptions,
}

/// Expected calibration error of each set with both sides, as it is, and by a slope and offset of the logit
/// fitted to the other sets.
fn calibrate(sets: &[Set]) {
    let judged: Vec<Vec<(f64, bool)>> = sets
        .iter()
        .map(|set| {
            let each = set.texts.par_iter().zip(&set.ranges).map(|((source, target), gold)| {
                let options = AlignOptions::default();
                let bitext =
                    align_with(source.clone(), target.clone(), &set.lexicon, &options, &Weights::default());
                let beads = bitext.beads().iter().filter(|bead| !bead.is_null());
                beads
                    .map(|bead| {
                        let p = f64::from(bead.confidence).clamp(1e-6, 1.0 - 1e-6);
                        let logit = ((p / (1.0 - p)).ln() - CALIBRATION.1) / CALIBRATION.0;
                        (logit, gold.contains(&(bead.source.clone(), bead.target.clone())))
                    })
                    .collect::<Vec<_>>()
            });
            each.collect::<Vec<_>>().concat()
        })
        .collect();
    let error = |beads: &[(f64, bool)], (slope, offset): (f64, f64)| {
        let mut bins = [(0.0, 0.0, 0.0); 10];
        for (logit, right) in beads {
            let p = 1.0 / (1.0 + (-(slope * logit + offset)).exp());
            let bin = &mut bins[((p * 10.0) as usize).min(9)];
            *bin = (bin.0 + p, bin.1 + f64::from(u8::from(*right)), bin.2 + 1.0);
        }
        bins.iter().map(|bin| (bin.0 - bin.1).abs()).sum::<f64>() / beads.len().max(1) as f64
    };
    let fitted = |without: Option<&str>| {
        let loss = |(slope, offset): (f64, f64)| {
            let each = sets.iter().zip(&judged).filter(|(set, _)| Some(set.group.as_str()) != without);
            each.map(|(_, beads)| {
                let sum = beads.iter().map(|(logit, right)| {
                    let z = slope * logit + offset;
                    (if *right { -z } else { z }).exp().ln_1p()
                });
                sum.sum::<f64>() / beads.len().max(1) as f64
            })
            .sum::<f64>()
        };
        let grid = (4..=24).flat_map(|s| (-40..=40).map(move |o| (f64::from(s) * 0.05, f64::from(o) * 0.05)));
        grid.min_by(|a, b| loss(*a).total_cmp(&loss(*b))).unwrap_or((1.0, 0.0))
    };
    let mut mean = (0.0, 0.0);
    for (set, beads) in sets.iter().zip(&judged) {
        let others = fitted(Some(&set.group));
        let (now, then) = (error(beads, CALIBRATION), error(beads, others));
        mean = (mean.0 + now, mean.1 + then);
        println!("{:28} ECE in use {now:.4}   by the others {then:.4} {others:?}", set.name);
    }
    let number = sets.len() as f64;
    println!(
        "{:28} ECE in use {:.4}   by the others {:.4}   all: {:?}",
        "mean",
        mean.0 / number,
        mean.1 / number,
        fitted(None)
    );
}

fn examples<'a>(sets: &[&'a Set]) -> Vec<Example<'a>> {
    sets.iter()
        .flat_map(|set| {
            set.texts.iter().zip(&set.ranges).map(|((source, target), gold)| Example {
                source,
                target,
                lexicon: &set.lexicon,
                gold,
            })
        })
        .collect()
}

fn measure(set: &Set, weights: &Weights) -> Counts {
    let all: Vec<Counts> = set
        .texts
        .par_iter()
        .zip(&set.gold)
        .map(|((source, target), gold)| {
            let bitext = align_with(source.clone(), target.clone(), &set.lexicon, &set.align, weights);
            let test: Vec<Link> = bitext
                .beads()
                .iter()
                .map(|bead| Link {
                    source: bead.source.clone().collect(),
                    target: bead.target.clone().collect(),
                })
                .collect();
            Counts::of(gold, &test)
        })
        .collect();
    let mut sum = Counts::default();
    all.iter().for_each(|counts| sum.add(counts));
    sum
}

/// A text of lines, each with the number of its block.
fn text<'a>(lines: impl Iterator<Item = (&'a str, usize)>) -> Text {
    let mut text = Text::default();
    for (line, block) in lines {
        let line = line.trim();
        let start = text.document.text.len();
        text.document.text.push_str(line);
        text.sentences.push(Sentence { span: Span::new(start, start + line.len()), block, guess: None });
        text.document.text.push('\n');
    }
    text
}

fn contiguous(list: &[usize]) -> Option<Range<usize>> {
    match (list.first(), list.last()) {
        (Some(&first), Some(&last)) if last + 1 - first == list.len() => Some(first..last + 1),
        (None, None) => Some(0..0),
        _ => None,
    }
}

fn open(source: &str, target: &str, options: &LexiconOptions) -> Lexicon {
    let lang = |tag: &str| tag.parse::<Lang>().unwrap();
    lexicon::open(lang(source), lang(target), options).unwrap()
}

fn finish(
    name: String,
    group: String,
    texts: Vec<(Text, Text)>,
    gold: Vec<Vec<Link>>,
    lexicon: Lexicon,
    settings: &Settings,
) -> Set {
    let pairs: Vec<(&Text, &Text)> = texts.iter().map(|(source, target)| (source, target)).collect();
    let lexicon = learn(&pairs, lexicon, &settings.learn);
    let ranges = gold
        .iter()
        .map(|beads| {
            beads
                .iter()
                .filter_map(|bead| Some((contiguous(&bead.source)?, contiguous(&bead.target)?)))
                .collect()
        })
        .collect();
    Set { name, group, texts, gold, ranges, lexicon, align: settings.align.clone() }
}

/// A kit as it is, with the lexicon or without; `None` where the lexicon does not know its pair.
fn kit_set(kit: &Path, with: bool, settings: &Settings) -> Option<Set> {
    let mut stems: Vec<String> = std::fs::read_dir(kit)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".gold")?.to_owned()))
        .collect();
    stems.sort();
    let pair = stems.first()?.rsplit_once('.')?.1.to_owned();
    let (source, target) = pair.split_once('-')?;
    let opened = if with { open(source, target, &settings.lexicon) } else { Lexicon::default() };
    if with && opened.is_empty() {
        return None;
    }
    let (mut texts, mut gold) = (Vec::new(), Vec::new());
    for stem in &stems {
        let (document, _) = stem.rsplit_once('.')?;
        let read = |ending: &str| std::fs::read_to_string(kit.join(format!("{document}.{ending}"))).unwrap();
        let lines = |ending: &str| text(read(ending).split_terminator('\n').map(|line| (line, 0)));
        texts.push((lines(source), lines(target)));
        let beads = std::fs::read_to_string(kit.join(format!("{stem}.gold"))).unwrap();
        gold.push(parse(&beads).unwrap());
    }
    let group = kit.file_name()?.to_str()?.to_owned();
    let name = format!("{group}{}", if with { " +lexicon" } else { "" });
    Some(finish(name, group, texts, gold, opened, settings))
}

/// Documents of a kit with more damage, as a set of its own.
fn again(set: &Set, documents: usize, seed: u64) -> Set {
    let mut units = Vec::new();
    for ((source, target), gold) in set.texts.iter().zip(&set.gold) {
        let lines = |text: &Text, numbers: &[usize]| -> Vec<String> {
            let all: Vec<&str> = text.iter().collect();
            numbers.iter().map(|&number| all[number].to_owned()).collect()
        };
        let mut beads: Vec<&Link> =
            gold.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty()).collect();
        beads.sort_by_key(|bead| bead.source[0]);
        units
            .extend(beads.into_iter().map(|bead| (lines(source, &bead.source), lines(target, &bead.target))));
    }
    let mut lexicon = set.lexicon.clone();
    lexicon.learned = Learned::default();
    made(format!("{} again", set.name), set.group.clone(), noise::documents(&units, documents, seed), lexicon)
}

/// `FILE.tsv.gz:de-fr`: documents of a table of parallel text; with `+` at the end by the lexicon.
fn noise_set(argument: &str, options: &LexiconOptions) -> Set {
    let (argument, with) = argument.strip_suffix('+').map_or((argument, false), |rest| (rest, true));
    let (path, pair) = argument.rsplit_once(':').unwrap();
    let (source, target) = pair.split_once('-').unwrap();
    let units = noise::table(path, source, target);
    let name = path.rsplit('/').next().unwrap().trim_end_matches(".tsv.gz");
    let name = format!("{name} {pair}{}", if with { " +lexicon" } else { "" });
    let seed = pair.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte));
    let lexicon = if with { open(source, target, options) } else { Lexicon::default() };
    made(name.clone(), name, noise::documents(&units, 12, seed), lexicon)
}

fn made(name: String, group: String, documents: Vec<noise::Made>, lexicon: Lexicon) -> Set {
    let (mut texts, mut gold) = (Vec::new(), Vec::new());
    for (source, target, beads) in documents {
        let lines = |side: &[(String, usize)]| text(side.iter().map(|(line, block)| (line.as_str(), *block)));
        texts.push((lines(&source), lines(&target)));
        gold.push(beads);
    }
    finish(name, group, texts, gold, lexicon, &Settings::default())
}
