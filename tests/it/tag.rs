//! Tagging against the development kit: `ALINEA_EVAL/langid`.

use std::collections::BTreeMap;
use std::path::Path;

use alinea::read::read_bytes;
use alinea::split::{SplitOptions, split};
use alinea::tag::{TagOptions, guess, iso639_3, passages, tag};

fn kit() -> Option<std::path::PathBuf> {
    let kits = std::env::var_os("ALINEA_EVAL");
    if kits.is_none() {
        println!("skipped: set ALINEA_EVAL to the folder of the kits");
    }
    kits.map(|kits| Path::new(&kits).join("langid"))
}

fn gold(kit: &Path, name: &str) -> String {
    std::fs::read_to_string(kit.join(name).with_extension("tsv")).expect("the kit")
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
    assert!(accuracy >= 0.996, "documents {accuracy:.4}");
    assert!(embedded >= 0.990, "embedded passages F1 {embedded:.4}");
}

#[test]
fn lines_alone_reach_the_floors() {
    let Some(kit) = kit() else { return };
    for (name, floor) in [("sentences", 0.99), ("snippets", 0.888), ("extra", 0.655)] {
        let gold = gold(&kit, name);
        let lines: Vec<_> = gold.lines().filter_map(|line| line.split_once('\t')).collect();
        let right = lines.iter().filter(|(label, text)| iso639_3(guess(text).lang) == *label).count();
        let accuracy = right as f64 / lines.len() as f64;
        println!("tag: {name} {accuracy:.4}");
        assert!(accuracy >= floor, "{name} {accuracy:.4}");
    }
}

/// Mean distance of confidence from the share of right answers, over tenths of confidence.
#[test]
fn confidence_is_the_share_of_right_answers() {
    let Some(kit) = kit() else { return };
    for (name, bound) in [("sentences", 0.006), ("snippets", 0.025)] {
        let gold = gold(&kit, name);
        let mut tenths = [(0usize, 0.0f64, 0usize); 10];
        for (label, text) in gold.lines().filter_map(|line| line.split_once('\t')) {
            let guess = guess(text);
            let tenth = &mut tenths[((guess.confidence * 10.0) as usize).min(9)];
            tenth.0 += 1;
            tenth.1 += f64::from(guess.confidence);
            tenth.2 += usize::from(iso639_3(guess.lang) == label);
        }
        let all: usize = tenths.iter().map(|tenth| tenth.0).sum();
        let off: f64 = tenths.iter().map(|tenth| (tenth.1 - tenth.2 as f64).abs()).sum();
        for (tenth, (lines, said, right)) in tenths.iter().enumerate().filter(|(_, tenth)| tenth.0 > 0) {
            let of = |sum: f64| sum / *lines as f64;
            println!(
                "tag: {name} .{tenth}: {lines} lines, said {:.3}, right {:.3}",
                of(*said),
                of(*right as f64)
            );
        }
        println!("tag: {name} calibration error {:.4}", off / all as f64);
        assert!(off / all as f64 <= bound, "{name} {:.4}", off / all as f64);
    }
}

/// Sound sentences of other people hold next to no passages of another language.
#[test]
fn passages_are_rare_in_sound_sentences() {
    let Some(kit) = kit() else { return };
    let gold = gold(&kit, "sentences");
    let mut found = 0;
    for (label, text) in gold.lines().filter_map(|line| line.split_once('\t')) {
        let guess = guess(text);
        if iso639_3(guess.lang) == label {
            found += usize::from(!passages(text, guess.lang).is_empty());
        }
    }
    println!("tag: passages in {found} sentences of {}", gold.lines().count());
    assert!(found <= 40, "{found}");
}

#[test]
fn least_confidence_comes_from_the_command_line_or_the_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "Det var en god dag.\n";
    std::fs::write(folder.path().join("a.txt"), line).expect("written");
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("alinea").expect("built");
        let ran =
            command.current_dir(folder.path()).arg("tag").args(arguments).arg("a.txt").output().expect("ran");
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    assert_ne!(run(&["--lines"]), "und\n");
    assert_eq!(run(&["--lines", "--min-confidence", "1"]), "und\n");
    std::fs::write(folder.path().join("alinea.toml"), "[tag]\nmin-confidence = 1.0\n").expect("written");
    assert_eq!(run(&["--lines"]), "und\n");
    assert_ne!(run(&["--lines", "--min-confidence", "0"]), "und\n");
}

#[test]
fn passages_are_printed_with_offsets_in_characters() {
    let line = "Здесь он сказал: «they could not have known about it», и ушёл домой.\n";
    let mut command = assert_cmd::Command::cargo_bin("alinea").expect("built");
    let ran = command.args(["tag", "--lines", "--format", "json"]).write_stdin(line).output().expect("ran");
    let found: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    assert_eq!(found["lang"], "ru");
    assert_eq!(found["passages"][0]["lang"], "en");
    assert_eq!(found["passages"][0]["text"], "they could not have known about it");
    assert_eq!(found["passages"][0]["start"], 18);
    assert_eq!(found["passages"][0]["end"], 18 + 34);
}
