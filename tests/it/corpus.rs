//! The demonstration corpus: `aligned/` is what the program makes of `corpus/`, to the byte, and it agrees
//! with the gold beside the articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use alinea::bitext::{Block, Kind, Role, Side};
use alinea::pipeline::{Outcome, run};
use alinea::read::{PairOptions, pairs};
use alinea::{Config, Entry, Severity, Text};
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, by its path relative to it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                    found.insert(name, fs::read(path).unwrap());
                }
            }
        }
    }
    found
}

fn align(out: &Path, jobs: &str) {
    let mut command = assert_cmd::Command::cargo_bin("alinea").unwrap();
    command
        .current_dir(root())
        .args(["align", "corpus", "--jobs", jobs, "--out"])
        .arg(out)
        .assert()
        .success();
}

#[test]
fn aligned_is_what_the_program_makes_of_corpus() {
    let out = tempfile::tempdir().unwrap();
    align(out.path(), "2");
    let (made, kept) = (files(out.path()), files(&root().join("aligned")));
    let names = |files: &BTreeMap<String, _>| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&made), names(&kept), "the main job writes these files");
    let changed: Vec<_> = made.keys().filter(|name| made[*name] != kept[*name]).collect();
    assert!(
        changed.is_empty(),
        "run `cargo run --release -- align corpus --out aligned`, read the diff, commit it: {changed:?}"
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (one, four) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    align(one.path(), "1");
    align(four.path(), "4");
    assert!(files(one.path()) == files(four.path()));
}

#[test]
fn what_is_learned_from_does_not_depend_on_the_threads() {
    let made = |jobs: &str| {
        let (corpus, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(corpus.path().join("alinea.toml"), "[learn]\nsample = 50\n").unwrap();
        let from = root().join("corpus/mountain-race");
        for copy in 0..20 {
            let to = corpus.path().join(format!("a{copy}"));
            fs::create_dir_all(&to).unwrap();
            for name in ["it.html", "de.txt"] {
                fs::copy(from.join(name), to.join(name)).unwrap();
            }
        }
        let mut command = assert_cmd::Command::cargo_bin("alinea").unwrap();
        let command =
            command.current_dir(corpus.path()).args(["align", ".", "--jobs", jobs, "--formats", "beads"]);
        command.args(["--report", "json", "--out"]).arg(out.path()).assert().success();
        files(out.path())
    };
    assert!(made("1") == made("3"));
}

/// What the pipeline makes of `corpus/`.
fn entries() -> Vec<Entry> {
    let found = pairs(&[root().join("corpus")], &PairOptions::default()).unwrap();
    let mut entries = Vec::new();
    let mut take = |outcome| {
        match outcome {
            Outcome::Done(entry) => entries.push(*entry),
            Outcome::Failed(failure) => panic!("{failure:?}"),
            Outcome::Skipped(_) => {}
        }
        Ok(())
    };
    run(found, &Config::default(), &mut take, &|_| ControlFlow::Continue(())).unwrap();
    entries
}

/// The gold objects of one file of an article.
fn gold(article: &str, lang: &str) -> Vec<Value> {
    let path = root().join("corpus").join(article).join("gold").join(format!("{lang}.gold.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Lines and texts that are gold boilerplate, against the blocks that were dropped.
fn wrong_blocks(article: &str, text: &Text) -> Vec<String> {
    let document = &text.document;
    let gold = gold(article, text.lang.as_str());
    let boilerplate: Vec<_> = gold.iter().filter(|gold| gold["kind"] == "boilerplate").collect();
    let lines: BTreeSet<_> = boilerplate.iter().filter_map(|gold| gold["line"].as_u64()).collect();
    let texts: BTreeSet<_> = boilerplate.iter().filter_map(|gold| gold["text"].as_str()).collect();
    // A block of the markup may hold several gold texts, or be a part of one.
    let is_gold = |line: usize, block: &str| match lines.is_empty() {
        true => {
            let rest = texts.iter().fold(block.to_owned(), |rest, text| rest.replace(text, ""));
            texts.iter().any(|text| text.contains(block)) || !rest.chars().any(char::is_alphabetic)
        }
        false => lines.contains(&(line as u64)),
    };
    // The gold leaves open whether the headline of a page belongs to the article.
    let headline = |block: &Block| {
        let title = document.title.as_deref().unwrap_or_default();
        block.kind == Kind::Heading && title.contains(document.slice(block.span).trim())
    };
    let mut wrong = Vec::new();
    for block in document.blocks.iter().filter(|block| !headline(block)) {
        let slice = document.slice(block.span).trim();
        let place = document.place(block.span.start);
        if (block.role != Role::Body) != is_gold(place.line, slice) {
            wrong.push(format!("{article}/{}:{}: {:?} {slice}", text.lang, place.line, block.role));
        }
    }
    wrong
}

#[test]
fn the_page_is_dropped_and_the_article_stays() {
    let (mut wrong, mut all) = (BTreeSet::new(), 0);
    for entry in entries() {
        let sides = if entry.bitext.is_alone() { &[Side::Target][..] } else { &[Side::Source, Side::Target] };
        for text in sides.iter().map(|&side| entry.bitext.side(side)) {
            all += text.document.blocks.len();
            wrong.extend(wrong_blocks(&entry.name, text));
        }
    }
    let list = wrong.iter().cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.len() * 100 <= all, "more than one block in a hundred is wrong, of {all}:\n{list}");
}

/// The sentences of a translation that have no original, as the gold beads say.
fn added(entry: &Entry) -> Vec<String> {
    let folder = root().join("corpus").join(&entry.name).join("gold");
    let read = |name: String| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let sentences = read(format!("{}.sentences", entry.bitext.target().lang));
    let sentences: Vec<_> = sentences.lines().collect();
    let beads = read(format!("{}.beads", entry.pair()));
    let alone =
        beads.lines().filter_map(|line| line.strip_prefix("[]:[")?.split(']').next()?.parse::<usize>().ok());
    alone.filter_map(|number| sentences.get(number).map(|text| (*text).to_owned())).collect()
}

/// Passages of gold damage that a flag of error or warning touches, and flags that touch none, on sound files.
#[test]
fn garbled_passages_are_flagged_and_sound_ones_are_not() {
    let (mut hit, mut all, mut missed) = (0, 0, Vec::new());
    let (mut sound, mut alarms) = (0, Vec::new());
    for entry in entries() {
        let document = &entry.bitext.target().document;
        let lang = entry.bitext.target().lang;
        let gold = gold(&entry.name, lang.as_str());
        let garbled: Vec<_> = gold.iter().filter(|gold| gold["kind"] != "boilerplate").collect();
        let flags: Vec<_> = entry
            .flags
            .iter()
            .filter(|flag| flag.side == Side::Target && flag.severity >= Severity::Warning)
            .collect();
        for passage in &garbled {
            let text = passage["text"].as_str().unwrap();
            let Some(start) = document.text.find(text) else { continue };
            let touched =
                |flag: &&&alinea::Flag| flag.span.start < start + text.len() && start < flag.span.end;
            all += 1;
            match flags.iter().find(touched) {
                Some(_) => hit += 1,
                None => missed.push(format!("{}/{lang}: {} {text}", entry.name, passage["kind"])),
            }
        }
        if garbled.is_empty() {
            let added = added(&entry);
            sound += entry.bitext.target().len();
            alarms.extend(
                flags
                    .iter()
                    .map(|flag| (flag.rule, document.slice(flag.span)))
                    .filter(|(rule, text)| {
                        *rule != "lost-sentence" || !added.iter().any(|added| text.contains(added))
                    })
                    .map(|(rule, text)| format!("{}/{lang}: {rule} {text}", entry.name)),
            );
        }
    }
    println!("{hit} of {all} garbled passages flagged; {} alarms on {sound} sound sentences", alarms.len());
    println!("missed:\n{}\nalarms:\n{}", missed.join("\n"), alarms.join("\n"));
    assert!(hit * 100 >= all * 62, "{hit} of {all} garbled passages flagged; missed:\n{}", missed.join("\n"));
    assert!(alarms.is_empty(), "alarms on {sound} sound sentences:\n{}", alarms.join("\n"));
}

/// Beads are compared by what they say, white space aside: splitting may differ inside of one.
#[test]
fn beads_agree_with_the_gold() {
    let solid = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut right, mut made_all, mut gold_all) = (0, 0, 0);
    for entry in entries().iter().filter(|entry| !entry.bitext.is_alone()) {
        let bitext = &entry.bitext;
        let folder = root().join("corpus").join(&entry.name).join("gold");
        let lines = |name: String| -> Vec<String> {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            text.lines().map(str::to_owned).collect()
        };
        let [source, target] =
            [Side::Source, Side::Target].map(|side| lines(format!("{}.sentences", bitext.side(side).lang)));
        let said = |list: &str, sentences: &[String]| {
            let ids =
                list.trim_matches(['[', ']']).split(',').filter_map(|id| id.trim().parse::<usize>().ok());
            solid(ids.map(|id| sentences[id].as_str()).collect())
        };
        let two_sides = |bead: &(String, String)| !bead.0.is_empty() && !bead.1.is_empty();
        let gold: BTreeSet<_> = lines(format!("{}.beads", entry.pair()))
            .iter()
            .filter_map(|line| line.split_once(':'))
            .map(|(a, b)| (said(a, &source), said(b, &target)))
            .filter(two_sides)
            .collect();
        let made: BTreeSet<_> = bitext
            .beads()
            .iter()
            .map(|bead| (solid(bitext.joined(bead, Side::Source)), solid(bitext.joined(bead, Side::Target))))
            .filter(two_sides)
            .collect();
        let hits = gold.intersection(&made).count();
        println!("{} {}: {hits} of {} gold beads, {} made", entry.name, entry.pair(), gold.len(), made.len());
        right += hits;
        made_all += made.len();
        gold_all += gold.len();
    }
    let f1 = 2.0 * right as f64 / (made_all + gold_all) as f64;
    println!("strict F1 {f1:.3}");
    assert!(f1 >= 0.99, "strict F1 of the beads with both sides: {f1:.3}");
}
