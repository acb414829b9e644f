//! Segments with their labels: judged by people, or damaged.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use alinea::Lang;
use alinea::flag::junction::held_out;
use alinea::lang::language;

use super::damage::{Beside, Random, damage, is_visible, places};

/// One segment with its label.
pub(super) struct Segment {
    pub(super) doc: String,
    pub(super) langs: (Lang, Lang),
    pub(super) source: String,
    pub(super) target: String,
    pub(super) bad: bool,
    /// Whether the damage can be seen without the original.
    pub(super) visible: bool,
    pub(super) set: &'static str,
    /// What it is learned together with: the set, or the file that was damaged.
    pub(super) company: &'static str,
}

/// Segments that people judged.
pub(super) fn judged(path: &Path, set: &'static str, takes: impl Fn(&str) -> bool) -> Vec<Segment> {
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
                company: set,
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
/// Segments that share what they may turn into.
const STOCK: usize = 130;

/// Ways of damage that are tried of a segment.
const TRIES: usize = 3;

/// Damages parallel text.
pub(super) fn damaged(folder: &Path) -> Vec<Segment> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut made = Vec::new();
    let mut texts: Vec<(&'static str, Vec<String>)> = Vec::new();
    for name in ["tico19", "opensource_guide", "gnome_help", "react_docs", "python_docs", "bible", "tatoeba"]
    {
        let file = File::open(folder.join(format!("{name}.tsv.gz"))).expect("the parallel text opens");
        let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        texts.push((name, lines.map(|line| line.expect("UTF-8")).collect()));
    }
    texts.push(("articles", articles()));
    for (name, lines) in texts {
        let mut lines = lines.iter().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<String>>());
        let header = lines.next().expect("a header");
        let columns: Vec<&str> = header
            .iter()
            .map(|tag| if LEFT_OUT.contains(&(name, tag.as_str())) { "" } else { tag.as_str() })
            .collect();
        let rows: Vec<Vec<String>> = lines.collect();
        for &(from, to) in PAIRS {
            let at = |tag: &str| columns.iter().position(|column| *column == tag);
            let (Some(x), Some(y)) = (at(from), at(to)) else { continue };
            // The odds of junctions are honest on the lines that their models never saw.
            let unseen: Vec<(usize, &str, &str)> = rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row[x].chars().count() >= 12 && held_out(&row[y]))
                .map(|(number, row)| (number, row[x].as_str(), row[y].as_str()))
                .collect();
            let places = places(folder, to);
            let pairs: Vec<Sound<'_>> = unseen
                .iter()
                .step_by((unseen.len() / MOST).max(1))
                .take(MOST)
                .enumerate()
                .map(|(index, &(number, source, target))| Sound {
                    doc: format!("{name}/{from}-{to}/{}", index / DOCUMENT),
                    source,
                    target,
                    others: rows[number]
                        .iter()
                        .zip(&columns)
                        .enumerate()
                        .filter(|(column, (cell, tag))| *column != y && !tag.is_empty() && !cell.is_empty())
                        .map(|(_, (cell, _))| cell.as_str())
                        .collect(),
                })
                .collect();
            if pairs.len() >= DOCUMENT {
                let run =
                    Run { set: "damage", company: name, langs: (lang(from), lang(to)), takes: |_| true };
                made.extend(run.worsen(&mut random, &pairs, &places));
            }
        }
    }
    made
}

/// Our own articles, which are all in the same languages: a header, and the lines of all files.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let entries = std::fs::read_dir(folder).expect("our own articles are there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "tsv"))
        .collect();
    files.sort();
    let mut all: Vec<String> = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).expect("our own articles open");
        let mut lines = text.lines();
        let header = lines.next().expect("a header");
        match all.first() {
            Some(first) => assert_eq!(first, header, "the languages of all articles"),
            None => all.push(header.to_owned()),
        }
        all.extend(lines.map(str::to_owned));
    }
    all
}

/// Damages what people found sound in a judged set of machine translations, in the ways in which machines go wrong: set and
/// company `machine`, every segment in the document that it comes from.
pub(super) fn machine(folder: &Path, judged: &[Segment]) -> Vec<Segment> {
    let mut random = Random(0x6A09_E667_F3BC_C909);
    let mut langs: Vec<(Lang, Lang)> = Vec::new();
    for segment in judged {
        if !langs.contains(&segment.langs) {
            langs.push(segment.langs);
        }
    }
    let mut made = Vec::new();
    for langs in langs {
        let here = || judged.iter().filter(|segment| segment.langs == langs && !segment.bad);
        let sources: Vec<&str> = here().map(|segment| segment.source.as_str()).collect();
        let pairs: Vec<Sound<'_>> = here()
            .enumerate()
            .map(|(index, segment)| Sound {
                doc: segment.doc.clone(),
                source: &segment.source,
                target: &segment.target,
                others: vec![sources[(index + 1) % sources.len()]],
            })
            .collect();
        let run = Run { set: "machine", company: "machine", langs, takes: |kind| MACHINE.contains(&kind) };
        made.extend(run.worsen(&mut random, &pairs, &places(folder, langs.1.as_str())));
    }
    made
}

/// Ways of damage in which machines go wrong: what is left out, said twice or said of something else.
const MACHINE: &[usize] = &[1, 2, 4, 5, 11, 19, 20, 21, 22, 23, 24, 25];

/// A sound segment.
struct Sound<'a> {
    doc: String,
    source: &'a str,
    target: &'a str,
    /// What may be left standing in its place in another language.
    others: Vec<&'a str>,
}

/// Segments that are damaged together.
struct Run {
    set: &'static str,
    company: &'static str,
    langs: (Lang, Lang),
    /// Ways of damage that are taken.
    takes: fn(usize) -> bool,
}

impl Run {
    /// All of them, a quarter damaged.
    fn worsen(&self, random: &mut Random, pairs: &[Sound<'_>], places: &[String]) -> Vec<Segment> {
        let said: Vec<BTreeSet<String>> = pairs.iter().map(|pair| self.said(pair.source)).collect();
        let mut made = Vec::new();
        for (index, pair) in pairs.iter().enumerate() {
            // Its target stands for many of the next segments, so it is none itself.
            let stock = pairs[index / STOCK * STOCK].target;
            if index % STOCK == 0 {
                continue;
            }
            let mut segment = Segment {
                doc: pair.doc.clone(),
                langs: self.langs,
                source: pair.source.to_owned(),
                target: pair.target.to_owned(),
                bad: false,
                visible: true,
                set: self.set,
                company: self.company,
            };
            if random.below(100) < 25 && pair.target.chars().count() >= 15 {
                // Half of what comes from another segment comes from the one that is most like it.
                let other = match random.below(2) {
                    0 => (index + 7 + random.below(pairs.len())) % pairs.len(),
                    _ => nearest(&said, index),
                };
                let other = &pairs[other];
                let foreign = pair.others[random.below(pair.others.len())];
                let beside = Beside { source: other.source, target: other.target, stock, foreign, places };
                let tries = || damage(random, &segment, &beside);
                let found = std::iter::repeat_with(tries)
                    .take(TRIES)
                    .flatten()
                    .find(|(text, kind)| *text != pair.target && (self.takes)(*kind));
                if let Some((text, kind)) = found {
                    (segment.target, segment.bad, segment.visible) = (text, true, is_visible(kind));
                }
            }
            made.push(segment);
        }
        made
    }

    /// The longer words of an original.
    fn said(&self, source: &str) -> BTreeSet<String> {
        let text = source.to_lowercase();
        match language(self.langs.0).script.spaced() {
            true => {
                text.split_whitespace().filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
            }
            false => text.chars().map(String::from).collect(),
        }
    }
}

/// The segment whose original shares most with that of another, by Dice's coefficient.
fn nearest(said: &[BTreeSet<String>], index: usize) -> usize {
    let like = |at: usize| {
        let shared = said[index].intersection(&said[at]).count() as f32;
        shared / (said[index].len() + said[at].len()).max(1) as f32
    };
    let others = (0..said.len()).filter(|&at| at != index && said[at] != said[index]);
    others.max_by(|left, right| like(*left).total_cmp(&like(*right))).unwrap_or(index)
}
