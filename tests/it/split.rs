//! Splitting against the development kit: `ALINEA_EVAL/split`, F1 of the boundaries inside paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use alinea::read::read_bytes;
use alinea::split::{SplitOptions, split};

/// Boundaries as numbers of characters that are not blank before them; paragraph ends apart.
#[derive(Default)]
struct Boundaries {
    text: String,
    inner: BTreeSet<usize>,
    ends: BTreeSet<usize>,
}

impl Boundaries {
    fn of<'a>(paragraphs: impl Iterator<Item = Vec<&'a str>>) -> Boundaries {
        let mut found = Boundaries::default();
        let mut count = 0;
        for paragraph in paragraphs {
            for sentence in paragraph {
                let solid: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
                count += solid.chars().count();
                found.text.push_str(&solid);
                found.inner.insert(count);
            }
            found.ends.insert(count);
        }
        found.inner = found.inner.difference(&found.ends).copied().collect();
        found
    }
}

#[derive(Default)]
struct Tally {
    /// F1 of each set of a language.
    f1: BTreeMap<String, Vec<f64>>,
    rules_right: usize,
    rules: usize,
}

fn gold(path: &Path) -> Boundaries {
    let text = std::fs::read_to_string(path).expect("gold beside the text");
    Boundaries::of(text.split("\n\n").map(|paragraph| paragraph.lines().collect()))
}

fn predicted(path: &Path, lang: &str) -> Boundaries {
    let bytes = std::fs::read(path).expect("the text");
    let document = read_bytes(path, None, bytes, true).expect("plain text");
    let text = split(document, lang.parse().expect("a tag"), &SplitOptions::default());
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    let mut block = None;
    for (index, sentence) in text.sentences.iter().enumerate() {
        if block.replace(sentence.block) != Some(sentence.block) {
            paragraphs.push(Vec::new());
        }
        paragraphs.last_mut().expect("just pushed").push(text.sentence(index));
    }
    Boundaries::of(paragraphs.into_iter())
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the kit")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    found.sort();
    found
}

#[test]
fn boundaries_reach_the_floors() {
    let Some(kits) = std::env::var_os("ALINEA_EVAL") else {
        println!("skipped: set ALINEA_EVAL to the folder of the kits");
        return;
    };
    let mut tally = Tally::default();
    for path in texts(&Path::new(&kits).join("split")) {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (set, lang) = stem.split_once('.').expect("set.language");
        let (gold, found) = (gold(&path.with_extension("gold")), predicted(&path, lang));
        assert_eq!(gold.text, found.text, "{stem}: a splitter loses nothing");
        if set == "golden" {
            let wrong: BTreeSet<_> = gold.inner.symmetric_difference(&found.inner).copied().collect();
            let mut start = 0;
            for &end in &gold.ends {
                tally.rules += 1;
                tally.rules_right += usize::from(wrong.range(start + 1..end).next().is_none());
                start = end;
            }
            continue;
        }
        let right = gold.inner.intersection(&found.inner).count() as f64;
        let f1 = 2.0 * right / (gold.inner.len() + found.inner.len()) as f64;
        tally.f1.entry(lang.to_owned()).or_default().push(f1);
    }
    let means = tally.f1.values().map(|sets| sets.iter().sum::<f64>() / sets.len() as f64);
    let macro_f1 = means.sum::<f64>() / tally.f1.len() as f64;
    let rules = tally.rules_right as f64 / tally.rules as f64;
    println!("split: macro F1 {macro_f1:.4}, rule cases {rules:.4}");
    assert!(macro_f1 >= 0.97, "macro F1 {macro_f1:.4}");
    assert!(rules >= 0.965, "rule cases {rules:.4}");
}
