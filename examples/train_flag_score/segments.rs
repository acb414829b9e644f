//! Segments with their labels: judged by people, or damaged.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use alinea::Lang;
use alinea::flag::junction::held_out;

use super::damage::{Beside, Random, damage, places};

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

/// Damages parallel text.
pub(super) fn damaged(folder: &Path) -> Vec<Segment> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut made = Vec::new();
    for name in ["tico19", "opensource_guide", "gnome_help", "react_docs", "python_docs", "bible", "tatoeba"]
    {
        let file = File::open(folder.join(format!("{name}.tsv.gz"))).expect("the parallel text opens");
        let mut lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        let header = lines.next().expect("a header").expect("UTF-8");
        let columns: Vec<&str> =
            header.split('\t').map(|tag| if LEFT_OUT.contains(&(name, tag)) { "" } else { tag }).collect();
        let rows: Vec<Vec<String>> =
            lines.map(|line| line.expect("UTF-8").split('\t').map(str::to_owned).collect()).collect();
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
            let pairs: Vec<(usize, &str, &str)> =
                unseen.iter().copied().step_by((unseen.len() / MOST).max(1)).take(MOST).collect();
            if pairs.len() < DOCUMENT {
                continue;
            }
            for (index, &(number, source, target)) in pairs.iter().enumerate() {
                // Its target stands for many of the next segments, so it is none itself.
                let stock = pairs[index / STOCK * STOCK].2;
                if index % STOCK == 0 {
                    continue;
                }
                let mut segment = Segment {
                    doc: format!("{name}/{from}-{to}/{}", index / DOCUMENT),
                    langs: (lang(from), lang(to)),
                    source: source.to_owned(),
                    target: target.to_owned(),
                    bad: false,
                    visible: true,
                    set: "damage",
                    company: name,
                };
                if random.below(100) < 25 && target.chars().count() >= 15 {
                    let other = pairs[(index + 7 + random.below(pairs.len())) % pairs.len()];
                    let third = rows[number].iter().enumerate().filter(|(column, cell)| {
                        *column != y && !columns[*column].is_empty() && !cell.is_empty()
                    });
                    let third: Vec<&String> = third.map(|(_, cell)| cell).collect();
                    let foreign = third[random.below(third.len())].as_str();
                    let beside = Beside { source: other.1, target: other.2, stock, foreign, places: &places };
                    if let Some((text, visible)) = damage(&mut random, &segment, &beside)
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
