//! Accepting flags: what a fingerprint depends on, what a run that accepts ends with, and what it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::living::{PAIR, Said, TWO, flags, folder, run};

const AUSTRIA: [(&str, &str); 2] = [
    ("a/en.txt", "The chancellor travelled to Austria on Monday. She paid 24 euros for the old book.\n"),
    ("a/de.txt", "Die Kanzlerin reiste am Montag nach Ungarn. Sie zahlte 42 Euro für das alte Buch.\n"),
];
const ALIGN: [&str; 6] = ["align", "a", "--out", "out", "--fail-on", "error"];

/// Fingerprints by rule in JSON lines of flags, of beads or of segments.
fn named(lines: &str) -> BTreeMap<String, String> {
    let values: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let flags = values.iter().flat_map(|value| match value["flags"].as_array() {
        Some(flags) => flags.clone(),
        None => vec![value.clone()],
    });
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    flags.map(|flag| (text(&flag["rule"]), text(&flag["fingerprint"]))).collect()
}

fn aligned(folder: &Path) -> BTreeMap<String, String> {
    run(folder, &ALIGN);
    named(&fs::read_to_string(folder.join("out/a/en-de.jsonl")).unwrap())
}

#[test]
fn what_was_accepted_of_one_original_is_new_with_another() {
    let at = folder(&AUSTRIA);
    let before = aligned(at.path());
    let name = format!("--accept={}", before["place-mismatch"]);
    let Said(_, _, err) = run(at.path(), &[&ALIGN[..], &[&name]].concat());
    assert!(err.contains("accepted 1 flag"), "{err}");
    let open = |text: &str| {
        fs::write(at.path().join("a/en.txt"), text).unwrap();
        let Said(_, out, _) = run(at.path(), &ALIGN);
        out.contains("error[place-mismatch]")
    };
    assert!(!open(AUSTRIA[0].1));
    assert!(
        !open(&format!("{}Nothing else happened in the whole of that week.\n", AUSTRIA[0].1)),
        "edited elsewhere"
    );
    assert!(open(&AUSTRIA[0].1.replace("Austria", "Japan")));
}

#[test]
fn every_command_gives_a_flag_the_same_name() {
    let at = folder(&AUSTRIA);
    let wanted = aligned(at.path());
    assert!(wanted.contains_key("place-mismatch") && wanted.contains_key("number-mismatch"), "{wanted:?}");
    run(at.path(), &["align", "a", "--out", "out", "--formats", "jsonl,tmx,xliff,tsv"]);
    for file in ["jsonl", "tmx", "xlf", "tsv"] {
        let Said(_, out, err) =
            run(at.path(), &["flag", "--format", "jsonl", &format!("out/a/en-de.{file}")]);
        assert_eq!(named(&out), wanted, "{file}: {err}");
    }
    run(at.path(), &["check", "out", "--report", "json", "--out", "again"]);
    let report: Value =
        serde_json::from_str(&fs::read_to_string(at.path().join("again/report.json")).unwrap()).unwrap();
    let names = report["articles"][0]["fingerprints"].as_array().unwrap();
    assert!(wanted.values().all(|name| names.iter().any(|known| known == name.as_str())), "{names:?}");
    let pairs = AUSTRIA[0].1.trim().split_inclusive(". ").zip(AUSTRIA[1].1.trim().split_inclusive(". "));
    let segments: String = pairs
        .enumerate()
        .map(|(id, (src, tgt))| {
            let (src, tgt) = (src.trim(), tgt.trim());
            let line = serde_json::json!({"id": id, "doc": "a", "src_lang": "en", "tgt_lang": "de", "src": src, "tgt": tgt});
            format!("{line}\n")
        })
        .collect();
    fs::write(at.path().join("pairs.jsonl"), segments).unwrap();
    let Said(_, out, err) = run(at.path(), &["flag", "--segments", "pairs.jsonl"]);
    let found = named(&out);
    for rule in ["place-mismatch", "number-mismatch"] {
        assert_eq!(found.get(rule), wanted.get(rule), "{rule}: {out}{err}");
    }
}

/// Files of accepted flags and baselines were written before counterparts had a say.
#[test]
fn a_flag_without_a_counterpart_keeps_the_name_that_it_always_had() {
    let at = folder(&[("a.txt", TWO)]);
    let found = flags(at.path(), &["--lang", "de", "a.txt"]);
    let names: Vec<&str> = found.iter().map(|flag| flag["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(names, ["0cc16580f72ca9c7", "595c84ac0b6b483c"]);
}

#[test]
fn a_run_that_accepts_ends_well_and_shows_what_it_accepted() {
    let at = folder(&[PAIR[0], PAIR[1], ("a.txt", TWO)]);
    let flag = ["flag", "--lang", "de", "--fail-on", "hint", "a.txt"];
    let Said(code, out, err) = run(at.path(), &[&flag[..], &["--accept"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("= suppressed: accepted as it is (alinea.ignore)\n"), "{out}");
    assert!(out.contains("0 errors, 0 warnings, 0 hints") && out.contains("2 suppressed"), "{out}");
    // They are shown once: the next run finds them in the file.
    let Said(code, out, _) = run(at.path(), &flag);
    assert!(code == 0 && !out.contains("a.txt:"), "{out}");

    let align =
        ["align", "a", "--out", "out", "--report", "terminal,json,sarif", "--fail-on", "hint", "--accept"];
    let Said(code, out, err) = run(at.path(), &align);
    assert!(code == 0 && out.contains("= suppressed: accepted as it is (alinea.ignore)\n"), "{out}{err}");
    let lines = fs::read_to_string(at.path().join("out/a/en-de.jsonl")).unwrap();
    assert!(lines.contains("\"reason\":\"accepted as it is\""), "{lines}");
    let sarif = fs::read_to_string(at.path().join("out/report.sarif")).unwrap();
    assert!(sarif.contains("accepted as it is"), "{sarif}");
    let Said(code, out, err) = run(at.path(), &["check", "out", "--fail-on", "hint"]);
    assert!(code == 0 && !out.contains("accepted as it is"), "{out}{err}");

    // Of two flags one is accepted: the other still fails the run.
    let at = folder(&[("a.txt", TWO)]);
    let one = flags(at.path(), &["--lang", "de", "a.txt"])[0]["fingerprint"].as_str().unwrap().to_owned();
    let Said(code, out, _) = run(at.path(), &[&flag[..], &[&format!("--accept={one}")]].concat());
    assert_eq!(code, 1, "{out}");
    let segments =
        "{\"id\":1,\"tgt_lang\":\"de\",\"tgt\":\"Er kam, sah und siegte am Ende doch.. Es war gut so.\"}\n";
    fs::write(at.path().join("s.jsonl"), segments).unwrap();
    let Said(code, out, err) =
        run(at.path(), &["flag", "--segments", "--fail-on", "hint", "s.jsonl", "--accept"]);
    assert!(code == 0 && out.contains("accepted as it is"), "{out}{err}");
}

#[test]
fn a_fingerprint_that_stands_apart_is_told_where_it_belongs() {
    let at = folder(&[PAIR[0], PAIR[1]]);
    for command in [&["flag", "a/de.txt"][..], &["align", "a", "--out", "out"], &["check", "out"]] {
        let Said(code, _, err) = run(at.path(), &[command, &["--accept", "42C054e0d7c59969"]].concat());
        assert!(code == 2 && err.contains("write `--accept=42C054e0d7c59969`"), "{command:?}: {err}");
    }
}

#[test]
fn excerpts_in_the_file_are_of_whole_words() {
    let at = folder(&[(
        "a.txt",
        "Die Wissenschaftlerinnen veröffentlichten ihre Untersuchungsergebnisse.. Danach antworteten Fachzeitschriften.\n",
    )]);
    run(at.path(), &["flag", "--lang", "de", "--select", "double-punct", "a.txt", "--accept"]);
    let text = fs::read_to_string(at.path().join("alinea.ignore")).unwrap();
    let note = text.lines().find_map(|line| line.split_once("double-punct  # ")).expect("a flag").1;
    assert_eq!(note, ".. Danach antworteten Fachzeitschriften.");
}
