//! Fits the weights of `src/align/fitted.rs` to aligned sets, and measures each set by weights that
//! were fitted to the others.
//!
//! ```text
//! cargo run --release --example train_weights -- [--print] [--measure] [--sweeps N | --l2 X] [--only NAME,..] [--noise FILE.tsv.gz:de-fr[+]]... KIT...
//! ```
//!
//! A kit is a folder with `<doc>.<source>-<target>.gold` and the texts beside it, one sentence a line.
//! Every kit is taken twice: with the shipped lexicon, if it knows the pair, and without. `--noise` makes
//! a set from a table of parallel lines (a header of languages, tabs between the cells): documents of its
//! consecutive lines in which some are joined, cut, dropped or moved in from elsewhere; `+` takes the
//! shipped lexicon. `--measure` only measures the weights in use.
//! `--print` prints the weights fitted to all sets, as they stand in the source.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::ops::Range;
use std::path::Path;

use alinea::align::{AlignOptions, CALIBRATION, Example, Weights, align_with, fit, tune};
use alinea::bitext::{Sentence, Span};
use alinea::learn::{LearnOptions, learn};
use alinea::lexicon::{self, Lexicon, LexiconOptions};
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
}

fn main() {
    let mut kits = Vec::new();
    let mut noises = Vec::new();
    let mut leave_out = true;
    let mut keep = None;
    let mut sweeps = 0;
    let (mut print, mut no_lexicon, mut shipped_only, mut l2) = (false, false, false, 5.0);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--print" => print = true,
            "--only" => keep = arguments.next(),
            "--sweeps" => sweeps = arguments.next().unwrap().parse().unwrap(),
            "--measure" => leave_out = false,
            "--no-lexicon" => no_lexicon = true,
            "--lexicon-only" => shipped_only = true,
            "--l2" => l2 = arguments.next().unwrap().parse().unwrap(),
            "--noise" => noises.push(arguments.next().unwrap()),
            _ => kits.push(argument),
        }
    }
    let mut sets = Vec::new();
    for kit in &kits {
        for with in [true, false] {
            if with && no_lexicon || !with && shipped_only {
                continue;
            }
            sets.extend(set(Path::new(kit), with));
        }
    }
    for path in &noises {
        sets.push(noise::set(path));
    }
    let own = Weights::default();
    let mut means = [0.0; 2];
    let mut fitted: Vec<(String, Weights)> = Vec::new();
    for set in sets
        .iter()
        .filter(|set| keep.as_ref().is_none_or(|keep| keep.split(',').any(|k| set.name.contains(k))))
    {
        let before = measure(set, &own);
        if leave_out && fitted.last().is_none_or(|(group, _)| *group != set.group) {
            let others: Vec<&Set> = sets.iter().filter(|other| other.group != set.group).collect();
            fitted.push((set.group.clone(), trained(&others, l2, sweeps)));
        }
        let counts = fitted.last().map_or(before, |(_, weights)| measure(set, weights));
        means[0] += before.strict().f1;
        means[1] += counts.strict().f1;
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
    let number = sets.len() as f64;
    println!("{:28} in use {:.4}   left out {:.4}", "mean", means[0] / number, means[1] / number);
    calibrate(&sets);
    if print {
        let all: Vec<&Set> = sets.iter().collect();
        for (name, weight) in trained(&all, l2, sweeps).named() {
            println!("    {weight:.4}, // {name}");
        }
    }
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

/// Weights for some sets: by maximum likelihood, or tuned from those in use if there are sweeps.
fn trained(sets: &[&Set], l2: f64, sweeps: usize) -> Weights {
    if sweeps == 0 {
        return fit(&examples(sets), l2);
    }
    let each: Vec<Vec<Example<'_>>> = sets.iter().map(|set| examples(&[set])).collect();
    tune(&each, &Weights::default(), sweeps, &|line| println!("{line}"))
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
            let bitext =
                align_with(source.clone(), target.clone(), &set.lexicon, &AlignOptions::default(), weights);
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

fn text<'a>(lines: impl Iterator<Item = &'a str>) -> Text {
    let mut text = Text::default();
    for line in lines {
        let line = line.trim();
        let start = text.document.text.len();
        text.document.text.push_str(line);
        text.sentences.push(Sentence { span: Span::new(start, start + line.len()), block: 0, guess: None });
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

fn open(source: &str, target: &str) -> Lexicon {
    let lang = |tag: &str| tag.parse::<Lang>().unwrap();
    lexicon::open(lang(source), lang(target), &LexiconOptions::default()).unwrap()
}

fn finish(
    name: String,
    group: String,
    texts: Vec<(Text, Text)>,
    gold: Vec<Vec<Link>>,
    lexicon: Lexicon,
) -> Set {
    let pairs: Vec<(&Text, &Text)> = texts.iter().map(|(source, target)| (source, target)).collect();
    let lexicon = learn(&pairs, lexicon, &LearnOptions::default());
    let ranges = gold
        .iter()
        .map(|beads| {
            beads
                .iter()
                .filter_map(|bead| Some((contiguous(&bead.source)?, contiguous(&bead.target)?)))
                .collect()
        })
        .collect();
    Set { name, group, texts, gold, ranges, lexicon }
}

fn set(kit: &Path, with: bool) -> Option<Set> {
    let mut stems: Vec<String> = std::fs::read_dir(kit)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".gold")?.to_owned()))
        .collect();
    stems.sort();
    let pair = stems.first()?.rsplit_once('.')?.1.to_owned();
    let (source, target) = pair.split_once('-')?;
    let opened = if with { open(source, target) } else { Lexicon::default() };
    if with && opened.is_empty() {
        return None;
    }
    let (mut texts, mut gold) = (Vec::new(), Vec::new());
    for stem in &stems {
        let (document, _) = stem.rsplit_once('.')?;
        let read = |ending: &str| std::fs::read_to_string(kit.join(format!("{document}.{ending}"))).unwrap();
        texts.push((text(read(source).split_terminator('\n')), text(read(target).split_terminator('\n'))));
        let beads = std::fs::read_to_string(kit.join(format!("{stem}.gold"))).unwrap();
        gold.push(parse(&beads).unwrap());
    }
    let group = kit.file_name()?.to_str()?.to_owned();
    let name = format!("{group}{}", if with { " +lexicon" } else { "" });
    Some(finish(name, group, texts, gold, opened))
}

/// Sets of our own making: documents of consecutive lines of a table of parallel text, with damage.
mod noise {
    use super::{Link, Set, finish, open, text};
    use alinea::lexicon::Lexicon;
    use std::io::Read;

    const DOCUMENTS: usize = 12;
    const LINES: usize = 36;

    /// What stands together: some lines of each side.
    type Unit = (Vec<String>, Vec<String>);

    /// A linear congruential generator (Knuth, MMIX): the same sets on every machine.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            ((self.0 >> 33) as usize) % limit.max(1)
        }
    }

    /// `FILE.tsv.gz:de-fr`, with `+` at the end to use the shipped lexicon.
    pub(crate) fn set(argument: &str) -> Set {
        let (argument, with) = match argument.strip_suffix('+') {
            Some(rest) => (rest, true),
            None => (argument, false),
        };
        let (path, pair) = argument.rsplit_once(':').unwrap();
        let (source, target) = pair.split_once('-').unwrap();
        let mut table = String::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap())
            .read_to_string(&mut table)
            .unwrap();
        let mut lines = table.lines();
        let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let column = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
        let (s, t) = (column(source), column(target));
        let rows: Vec<(&str, &str)> = lines
            .filter_map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                Some((*cells.get(s)?, *cells.get(t)?)).filter(|(s, t)| !s.is_empty() && !t.is_empty())
            })
            .collect();
        let mut random = Random(pair.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)));
        let (mut texts, mut gold) = (Vec::new(), Vec::new());
        for document in 0..DOCUMENTS {
            let first = document * rows.len().saturating_sub(LINES) / DOCUMENTS;
            let units = rows[first..rows.len().min(first + LINES)]
                .iter()
                .map(|(s, t)| (vec![s.to_string()], vec![t.to_string()]))
                .collect();
            let units = damage(units, &rows, &mut random);
            let (mut source, mut target, mut beads) = (Vec::new(), Vec::new(), Vec::new());
            for (s, t) in units {
                let from = (source.len(), target.len());
                source.extend(s);
                target.extend(t);
                let link = Link {
                    source: (from.0..source.len()).collect(),
                    target: (from.1..target.len()).collect(),
                };
                if link.source.is_empty() {
                    beads.extend(
                        link.target.iter().map(|&index| Link { source: vec![], target: vec![index] }),
                    );
                } else if link.target.is_empty() {
                    beads.extend(
                        link.source.iter().map(|&index| Link { source: vec![index], target: vec![] }),
                    );
                } else {
                    beads.push(link);
                }
            }
            texts.push((text(source.iter().map(String::as_str)), text(target.iter().map(String::as_str))));
            gold.push(beads);
        }
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".tsv.gz");
        let lexicon = if with { open(source, target) } else { Lexicon::default() };
        let name = format!("{name} {pair}{}", if with { " +lexicon" } else { "" });
        finish(name.clone(), name, texts, gold, lexicon)
    }

    fn side(unit: &mut Unit, source: bool) -> &mut Vec<String> {
        if source { &mut unit.0 } else { &mut unit.1 }
    }

    /// Where a line may be cut: after a mark with a space, not at the very ends.
    fn cut(line: &str) -> Option<usize> {
        let marks = ["; ", ": ", ", ", "，", "、", "。", "، "];
        let middle = line.len() / 2;
        let places = marks.iter().flat_map(|mark| line.match_indices(mark).map(|(at, mark)| at + mark.len()));
        places.filter(|at| *at > 8 && at + 8 < line.len()).min_by_key(|at| at.abs_diff(middle))
    }

    fn damage(units: Vec<Unit>, rows: &[(&str, &str)], random: &mut Random) -> Vec<Unit> {
        let mut done: Vec<Unit> = Vec::new();
        for mut unit in units {
            let source = random.below(2) == 0;
            match random.below(100) {
                // Joined with the line before it on one side.
                0..15 => {
                    if let Some(mut before) =
                        done.pop_if(|(s, t)| !s.is_empty() && !t.is_empty() && s.len() + t.len() < 4)
                    {
                        let line = side(&mut unit, source).remove(0);
                        if let Some(last) = side(&mut before, source).last_mut() {
                            last.push(' ');
                            last.push_str(&line);
                        }
                        before.0.append(&mut unit.0);
                        before.1.append(&mut unit.1);
                        unit = before;
                    }
                }
                // Cut in two on one side.
                15..21 => {
                    let lines = side(&mut unit, source);
                    if let Some(at) = cut(&lines[0]) {
                        let rest = lines[0].split_off(at);
                        lines.insert(1, rest);
                    }
                }
                // A clause stands in the line before it.
                21..28 => {
                    if let Some(mut before) =
                        done.pop_if(|(s, t)| !s.is_empty() && !t.is_empty() && s.len() + t.len() < 4)
                    {
                        let lines = side(&mut unit, source);
                        if let Some(at) = cut(&lines[0]) {
                            let rest = lines[0].split_off(at);
                            let clause = std::mem::replace(&mut lines[0], rest);
                            if let Some(last) = side(&mut before, source).last_mut() {
                                last.push(' ');
                                last.push_str(&clause);
                            }
                            before.0.append(&mut unit.0);
                            before.1.append(&mut unit.1);
                            unit = before;
                        } else {
                            done.push(before);
                        }
                    }
                }
                // Left out on one side.
                28..34 => side(&mut unit, source).clear(),
                // Lines from elsewhere before it.
                34..37 => {
                    for _ in 0..1 + random.below(4) {
                        let row = rows[random.below(rows.len())];
                        let mut foreign = (vec![row.0.to_string()], vec![row.1.to_string()]);
                        side(&mut foreign, source).clear();
                        done.push(foreign);
                    }
                }
                _ => {}
            }
            done.push(unit);
        }
        done
    }
}
