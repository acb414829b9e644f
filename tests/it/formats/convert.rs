//! `alinea convert`, as a user calls it.

use std::path::Path;

use alinea::write::{self, Export};
use assert_cmd::Command;

use super::fixture;

fn alinea(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alinea"));
    command.current_dir(dir).arg("convert");
    command
}

#[test]
fn converts_through_every_format_and_back() {
    let dir = tempfile::tempdir().unwrap();
    write::save(&fixture::news(), write::format("jsonl").unwrap(), &Export::default(), dir.path()).unwrap();
    for (from, to, out) in [
        ("news/de-ar.jsonl", "tmx", "news/de-ar.tmx"),
        ("news/de-ar.jsonl", "xliff", "news/de-ar.xlf"),
        ("news/de-ar.xlf", "tsv", "news/de-ar.tsv"),
        ("news/de-ar.tsv", "jsonl", "again.jsonl"),
        ("news/de-ar.tmx", "moses", "pair"),
        ("news/de-ar.tmx", "jsonl", "folder/"),
    ] {
        alinea(dir.path()).args([from, "--to", to, "--out", out]).assert().success();
    }
    for file in ["again.jsonl", "pair.de", "pair.ar", "folder/news/de-ar.jsonl"] {
        assert!(dir.path().join(file).is_file(), "{file}");
    }
    let output = alinea(dir.path()).args(["news/de-ar.tmx", "--to", "tsv"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("21 نقطة"));
}

#[test]
fn beads_need_their_texts() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in
        [("n.de", "Hallo.\nWelt.\n"), ("n.en", "Hi.\nWorld.\n"), ("n.beads", "[0]:[0]:0.1\n[1]:[1]:0.25\n")]
    {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let output = alinea(dir.path()).args(["n.beads", "--to", "tsv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("add `--texts SOURCE TARGET`"));
    // Few parts of names that have the form of a language are meant as one.
    for (from, to) in [("n.de", "src.txt"), ("n.en", "tgt.txt")] {
        std::fs::copy(dir.path().join(from), dir.path().join(to)).unwrap();
    }
    let output = alinea(dir.path())
        .args(["n.beads", "--texts", "src.txt", "tgt.txt", "--to", "tsv"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the language of the text is not known"));
    let output =
        alinea(dir.path()).args(["n.beads", "--texts", "n.de", "n.en", "--to", "tsv"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("n\tde\ten\tWelt.\tWorld.\t0.75\t"));
}

#[test]
fn what_cannot_be_converted_is_named() {
    let dir = tempfile::tempdir().unwrap();
    write::save(&fixture::alone(), write::format("jsonl").unwrap(), &Export::default(), dir.path()).unwrap();
    std::fs::write(dir.path().join("bad.tmx"), "<tmx>").unwrap();
    for (file, to, code, said) in [
        ("no-such.tmx", "tsv", 2, "the file does not exist"),
        ("a/b/vi.jsonl", "tmx", 2, "has no original"),
        ("a/b/vi.jsonl", "moses", 2, "has no original"),
        ("bad.tmx", "tsv", 3, "bad.tmx:1: the file ends before"),
    ] {
        let output = alinea(dir.path()).args([file, "--to", to]).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
    }
}
