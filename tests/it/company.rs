//! Segments that keep company: what they teach each other, and what becomes of a file that breaks off.

use std::fs;
use std::path::Path;
use std::time::Duration;

use alinea::flag::score::features::names;
use alinea::flag::{features, segments};
use alinea::learn::{LearnOptions, learn_paired};
use alinea::lexicon::Lexicon;
use alinea::{Bitext, Lang};
use assert_cmd::Command;
use serde_json::{Value, json};

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

/// Sentences of a made-up pair of languages: every word has one translation.
fn pairs(count: usize) -> Vec<(String, String)> {
    let word = |language: char, number: usize| {
        format!("{language}{}", "abcdefghijklmnop".as_bytes()[number] as char)
    };
    let sentence = |language: char, seed: usize| -> String {
        let words: Vec<String> =
            (0..6).map(|place| word(language, (seed * 7 + place * (3 + seed % 5)) % 16).repeat(2)).collect();
        words.join(" ") + "."
    };
    (0..count).map(|seed| (sentence('x', seed), sentence('y', seed))).collect()
}

/// A feature of every segment, where all are learned from together, each as a document of its own.
fn feature(name: &str, pairs: &[(String, String)]) -> Vec<f32> {
    let bitexts: Vec<Bitext> = pairs
        .iter()
        .map(|(source, target)| segments::bitext(Some(lang("en")), lang("de"), &[(source, target)]))
        .collect();
    let bitexts: Vec<&Bitext> = bitexts.iter().collect();
    let lexicon = learn_paired(&bitexts, Lexicon::default(), &LearnOptions::default());
    let column = names().iter().position(|known| known == name).unwrap();
    features(&bitexts, &lexicon).into_iter().map(|rows| rows[0][column]).collect()
}

#[test]
fn the_others_vouch_for_a_translation_and_it_does_not_for_itself() {
    let mut all = pairs(60);
    all.push(("zulu zebra zinc zone zeal.".into(), "quark quelle quer quitt qualm.".into()));
    let wrong = all[5].1.clone();
    all[20].1 = wrong;
    let likelihood = feature("target-likelihood", &all);
    let sound = likelihood[..20].iter().sum::<f32>() / 20.0;
    assert!(sound > 0.5, "{sound}");
    assert!(likelihood[20] < sound / 2.0, "{} against {sound}", likelihood[20]);
    assert!(likelihood[60] < 0.0, "words that stand nowhere else: {}", likelihood[60]);
    let open = feature("target-open", &all);
    assert_eq!(open[60], 1.0);
    assert!(open[5] < 0.5, "{}", open[5]);
}

#[test]
fn what_is_usual_in_the_company_does_not_count() {
    let mut all = pairs(60);
    let long = format!("{} {}", all[3].1, all[4].1.repeat(4));
    all[3].1 = long;
    let places = feature("too-long@", &all);
    let most = places.iter().copied().fold(f32::MIN, f32::max);
    assert!(places[3] == most && most > 2.0, "{places:?}");
    assert!(places[10].abs() < 0.5, "{}", places[10]);
    let few = feature("too-long@", &all[2..5]);
    assert!(few[1].abs() < most / 2.0, "of three nobody knows what is usual: {few:?}");
}

#[test]
fn a_run_of_words_that_translates_another_original_is_told_where_it_strays() {
    let mut all = pairs(12);
    // The lexicon of the others tells whose words they are.
    let lexicon = {
        let word = |side: char, letter: char| format!("{side}{letter}").repeat(2);
        let words: Vec<(String, String)> =
            ('a'..='p').map(|letter| (word('x', letter), word('y', letter))).collect();
        Lexicon::new(words.iter().map(|(source, target)| (source.as_str(), target.as_str(), 0.9)))
    };
    all.push(("xaxa xaxa xbxb.".into(), format!("yaya yaya {}", all[2].1.trim_end_matches('.')) + "."));
    let strays = |all: &[(String, String)], lexicon: &Lexicon| -> Vec<f32> {
        let bitexts: Vec<Bitext> = all
            .iter()
            .map(|(source, target)| segments::bitext(Some(lang("en")), lang("de"), &[(source, target)]))
            .collect();
        let bitexts: Vec<&Bitext> = bitexts.iter().collect();
        let column = names().iter().position(|known| known == "echo-run").unwrap();
        features(&bitexts, lexicon).into_iter().map(|rows| rows[0][column]).collect()
    };
    let found = strays(&all, &lexicon);
    assert!(found[12] > 0.5, "{found:?}");
    assert_eq!(found[2], 0.0, "its own words are no echo: {found:?}");
    assert!(
        strays(&all, &Lexicon::default()).iter().all(|share| *share == 0.0),
        "nobody knows whose they are"
    );
    // Originals that say nearly the same may share words.
    all[12].0 = all[2].0.clone();
    assert_eq!(strays(&all, &lexicon)[12], 0.0);
}

#[test]
fn what_has_no_words_is_not_put_first() {
    let mut all = pairs(40);
    for (source, target) in [("1998", "1998"), ("10:30 – 11:00", "10:30 – 11:00"), ("***", "***")] {
        all.push((source.to_owned(), target.to_owned()));
    }
    let letters = feature("short-words@", &all);
    assert!(letters[40..].iter().all(|place| *place <= 0.0), "{letters:?}");
    let likelihood = feature("unlikelier@", &all);
    assert!(likelihood[42] <= 0.0, "marks alone have no likelihood: {likelihood:?}");
}

#[test]
fn a_translation_that_stands_for_several_originals_is_told() {
    let mut all = pairs(8);
    let stock = "The staff were very friendly.".to_owned();
    all[1].1.clone_from(&stock);
    all[6].1 = stock;
    let echo = feature("echo", &all);
    let told: Vec<usize> = (0..8).filter(|&index| echo[index] == 1.0).collect();
    assert_eq!(told, [1, 6]);
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("alinea").unwrap();
    let done = command.current_dir(folder).args(args).timeout(Duration::from_secs(120)).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

fn line(id: usize, source: &str, target: &str) -> String {
    json!({"id": id, "src_lang": "en", "tgt_lang": "de", "src": source, "tgt": target}).to_string()
}

#[test]
fn a_bad_line_is_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let sound = line(1, "A house.", "Ein Haus..");
    let mut bytes = format!("\u{feff}{sound}\n{{\"id\": 2,\n").into_bytes();
    bytes.extend_from_slice(b"{\"id\": 3, \"tgt\": \"\xff\"}\n");
    bytes.extend_from_slice(line(4, "A house.", "Ein Haus..").as_bytes());
    fs::write(folder.path().join("in.jsonl"), bytes).unwrap();
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "in.jsonl"]);
    assert_eq!((code, out.lines().count()), (3, 2), "{out}{err}");
    assert!(err.contains("in.jsonl:2") && err.contains("in.jsonl:3"), "{err}");
}

#[test]
fn a_segment_without_a_language_is_in_that_of_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let line =
        json!({"id": 1, "src_lang": "en", "src": "She came on Monday.", "tgt": "Sie kam am Dienstag."});
    fs::write(folder.path().join("in.jsonl"), line.to_string()).unwrap();
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "--lang", "de", "in.jsonl"]);
    assert!(code == 0 && out.contains("day-mismatch"), "{out}{err}");
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "in.jsonl"]);
    assert!(
        code == 3 && out.is_empty() && err.contains("`tgt_lang`") && err.contains("--lang"),
        "{out}{err}"
    );
}

#[test]
fn what_stands_on_one_side_only_ranks_above_what_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let source = "She paid 24 euros for the book and went home.";
    let lines = [
        line(1, source, ""),
        line(2, source, "Sie zahlte 24 Euro für das Buch und ging nach Hause."),
        line(3, "", "Sie zahlte 24 Euro für das Buch und ging nach Hause."),
    ];
    fs::write(folder.path().join("in.jsonl"), lines.join("\n")).unwrap();
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "in.jsonl"]);
    let score = |line: &str| serde_json::from_str::<Value>(line).unwrap()["score"].as_f64().unwrap();
    let scores: Vec<f64> = out.lines().map(score).collect();
    assert!(code == 0 && scores[0] > scores[1] + 0.2 && scores[2] > scores[1] + 0.2, "{out}{err}");
}

#[test]
fn lines_come_out_in_the_order_in_which_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..40)
        .map(|id| match id % 3 {
            0 => line(id, "A house.", "Ein Haus."),
            1 => json!({"id": id, "tgt_lang": "fr", "tgt": "Une maison."}).to_string(),
            _ => {
                json!({"id": id, "src_lang": "en", "tgt_lang": "fr", "src": "A house.", "tgt": "Une maison."})
                    .to_string()
            }
        })
        .collect();
    fs::write(folder.path().join("in.jsonl"), lines.join("\n")).unwrap();
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "in.jsonl"]);
    let ids: Vec<u64> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_u64().unwrap())
        .collect();
    assert_eq!((code, ids), (0, (0..40).collect()), "{err}");
}

#[test]
fn a_table_of_numbers_ends_soon() {
    let folder = tempfile::tempdir().unwrap();
    let numbers: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();
    let numbers = numbers.join(" ");
    fs::write(folder.path().join("in.jsonl"), line(1, &numbers, &numbers)).unwrap();
    // Of the square of its numbers the time-out of `run` would see nothing but the end.
    let (code, out, err) = run(folder.path(), &["flag", "--segments", "in.jsonl"]);
    assert_eq!((code, out.lines().count()), (0, 1), "{err}");
}

#[test]
fn taking_stock_fails_for_no_flag() {
    let folder = tempfile::tempdir().unwrap();
    let tsv = folder.path().join("memory.tmx");
    let unit = "<tu><tuv xml:lang=\"en\"><seg>A very old house.</seg></tuv><tuv xml:lang=\"de\">\
                <seg>Ein altes Haus altes Haus altes Haus.</seg></tuv></tu>";
    let text = format!(
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header srclang=\"en\" segtype=\"sentence\" \
         adminlang=\"en\" datatype=\"plaintext\" o-tmf=\"x\" creationtool=\"x\" creationtoolversion=\"1\"/>\
         <body>{unit}</body></tmx>"
    );
    fs::write(&tsv, text).unwrap();
    assert_eq!(run(folder.path(), &["check", "memory.tmx"]).0, 1);
    let (code, _, err) = run(folder.path(), &["check", "memory.tmx", "--write-baseline", "known.txt"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(run(folder.path(), &["check", "memory.tmx", "--baseline", "known.txt"]).0, 0);
    let (_, out, err) = run(folder.path(), &["flag", "memory.tmx", "--baseline", "known.txt"]);
    assert!(out.contains("known to the baseline, 0 new"), "{out}{err}");
    // What is made from articles is not mended by itself.
    let (_, out, err) = run(folder.path(), &["fix", "--diff", "memory.tmx"]);
    assert!(out.is_empty() && err.contains("left alone"), "{out}{err}");
    fs::rename(&tsv, folder.path().join("memory.tmx.gz")).unwrap();
    let (code, _, err) = run(folder.path(), &["flag", "memory.tmx.gz"]);
    assert!(code == 2 && err.contains("unpack it first"), "{err}");
}

/// Makes a named pipe; false where there is no `mkfifo`.
#[cfg(unix)]
fn pipe(path: &Path) -> bool {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    let made = made.is_ok_and(|status| status.success());
    if !made {
        eprintln!("skipped: there is no mkfifo");
    }
    made
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_left_out_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.de.txt", "a.en.txt"] {
        fs::write(folder.path().join(name), "Ein Haus steht am Fluss, und niemand wohnt darin.").unwrap();
    }
    if !pipe(&folder.path().join("b.de.txt")) {
        return;
    }
    for args in [&["flag", "."][..], &["fix", "."], &["split", "."], &["align", ".", "--out", "out"]] {
        let (code, out, err) = run(folder.path(), args);
        let said = "b.de.txt: left out: this is a pipe or a device, not a file";
        assert!(code == 0 && format!("{out}{err}").contains(said), "{args:?}: {out}{err}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["de.txt", "de.jsonl", "memory.tmx"] {
        if !pipe(&folder.path().join(name)) {
            return;
        }
    }
    for args in [
        &["flag", "de.txt"][..],
        &["clean", "de.txt"],
        &["split", "de.txt"],
        &["tag", "de.jsonl"],
        &["fix", "de.txt"],
        &["align", "de.txt", "--out", "out"],
        &["check", "memory.tmx", "--report", "terminal"],
    ] {
        let (code, out, err) = run(folder.path(), args);
        let told = format!("{out}{err}").contains("named pipes are not read");
        assert!(code == 3 && told, "{args:?}: {code} {out}{err}");
    }
}

#[test]
fn a_time_out_without_end_is_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), line(1, "A house.", "Ein Haus.")).unwrap();
    let endless = u64::MAX / 2;
    let args =
        ["flag", "--segments", "in.jsonl", "--scorer-timeout", &endless.to_string(), "--scorer", "false"];
    let (code, _, err) = run(folder.path(), &args);
    assert!(code != 101 && !err.contains("panicked"), "{err}");
}
