//! Tagging against the development kit: `ALINEA_EVAL/langid`.

use std::collections::BTreeMap;
use std::path::Path;

use alinea::read::read_bytes;
use alinea::split::{SplitOptions, split};
use alinea::tag::{TagOptions, guess, iso639_3, tag};

fn kit() -> Option<std::path::PathBuf> {
    let kits = std::env::var_os("ALINEA_EVAL");
    if kits.is_none() {
        println!("skipped: set ALINEA_EVAL to the folder of the kits");
    }
    kits.map(|kits| Path::new(&kits).join("langid"))
}

fn labels(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).expect("the text");
    let document = read_bytes(path, None, bytes, true).expect("plain text");
    let options = SplitOptions { presplit: true, ..SplitOptions::default() };
    let text = tag(split(document, alinea::Lang::UND, &options), &TagOptions::default());
    text.sentences.iter().map(|sentence| iso639_3(sentence.guess.expect("tagged").lang)).collect()
}

#[test]
fn documents_reach_the_floors() {
    let Some(kit) = kit() else { return };
    let (mut all, mut right, mut hits, mut missed, mut false_alarms) = (0, 0, 0, 0, 0);
    for entry in std::fs::read_dir(kit.join("docs")).expect("the kit") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "gold") {
            continue;
        }
        let gold = std::fs::read_to_string(&path).expect("gold");
        let gold: Vec<&str> = gold.lines().map(str::trim).collect();
        let found = labels(&path.with_extension("txt"));
        assert_eq!(gold.len(), found.len(), "{}", path.display());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for label in &gold {
            *counts.entry(label).or_default() += 1;
        }
        let main = counts.iter().max_by_key(|(_, count)| **count).map_or("und", |(label, _)| label);
        for (gold, found) in gold.iter().zip(&found) {
            all += 1;
            right += usize::from(gold == found);
            hits += usize::from(*gold != main && gold == found);
            missed += usize::from(*gold != main && gold != found);
            false_alarms += usize::from(found != main && gold != found);
        }
    }
    let accuracy = right as f64 / f64::from(all);
    let embedded = 2.0 * hits as f64 / (2 * hits + missed + false_alarms) as f64;
    println!("tag: documents {accuracy:.4}, embedded passages F1 {embedded:.4}");
    assert!(accuracy >= 0.9955, "documents {accuracy:.4}");
    assert!(embedded >= 0.989, "embedded passages F1 {embedded:.4}");
}

#[test]
fn lines_alone_reach_the_floors() {
    let Some(kit) = kit() else { return };
    for (name, floor) in [("sentences", 0.983), ("snippets", 0.82)] {
        let gold = std::fs::read_to_string(kit.join(name).with_extension("tsv")).expect("the kit");
        let lines: Vec<_> = gold.lines().filter_map(|line| line.split_once('\t')).collect();
        let right = lines.iter().filter(|(label, text)| iso639_3(guess(text).lang) == *label).count();
        let accuracy = right as f64 / lines.len() as f64;
        println!("tag: {name} {accuracy:.4}");
        assert!(accuracy >= floor, "{name} {accuracy:.4}");
    }
}
