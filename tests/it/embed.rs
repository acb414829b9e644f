//! Vectors of an external command: what a sound one gives, and what is said of one that fails.
//!
//! The commands are made of `awk` and `sh`, so these tests run on Unix alone.
#![cfg(unix)]

use std::fs;
use std::time::{Duration, Instant};

use alinea::embed::{EmbedOptions, Embeddings, embed};
use alinea::error::{Error, Kind};
use assert_cmd::Command;

fn options(command: &str) -> EmbedOptions {
    EmbedOptions { command: command.into(), timeout: 60 }
}

fn run(command: &str, sentences: &[&str]) -> Result<Embeddings, Error> {
    embed(sentences.iter().copied(), &options(command), &mut || Ok(()))
}

#[test]
fn each_sentence_gets_its_vector_whatever_the_form_of_the_line() {
    for command in [
        "awk '{print length($0), NR, 0.5}'",
        r#"awk '{print length($0) "\t" NR "\t5e-1"}'"#,
        r#"awk '{print "[" length($0) ", " NR ", 0.5]"}'"#,
        r#"sh -c 'awk "{print length(\$0) \",\" NR \",\" .5}"'"#,
    ] {
        let found = run(command, &["Ein Haus.", "", "Zwei\nZeilen hier.", "Ein Haus."]).unwrap();
        assert_eq!((found.len(), found.size()), (2, 3), "{command}");
        assert_eq!(found.get("Ein Haus."), [9.0, 1.0, 0.5]);
        assert_eq!(found.get("Zwei Zeilen  hier."), [17.0, 2.0, 0.5]);
        assert!(found.get("").is_empty() && found.get("Nie gesehen.").is_empty());
    }
}

#[test]
fn what_fails_is_said_with_what_to_do() {
    let sentences = ["Eins.", "Zwei.", "Drei."];
    for (command, says) in [
        ("no-such-embedder --fast", "cannot start the embedder `no-such-embedder`"),
        ("awk 'never closed", "close every quotation mark"),
        ("awk 'NR < 3 {print 1, 2}'", "gave 2 vectors for 3 lines"),
        ("awk '{print 1, 2; print 3, 4}'", "gave more than 3 vectors for 3 lines"),
        ("awk 'NR == 2 {print 1} NR != 2 {print 1, 2}'", "2 numbers in line 1, but 1 in line 2"),
        ("awk 'NR == 3 {print \"NaN 1\"} NR != 3 {print 1, 2}'", "in line 3, `NaN` as number 1"),
        ("awk '{print \"inf\"}'", "which is not finite"),
        ("awk '{print \"loading\"}'", "in line 1, `loading`, which is no number"),
        ("awk '{print \"\"}'", "in line 1, no numbers"),
        ("sh -c 'cat > /dev/null; echo the weights are gone >&2; exit 7'", "the weights are gone"),
        ("sh -c 'cat > /dev/null; exit 7'", "exit status: 7"),
        ("sh -c 'cat > /dev/null; kill -9 $$'", "signal: 9"),
    ] {
        let error = run(command, &sentences).unwrap_err();
        assert_eq!(error.kind(), Kind::Config, "{command}: {error}");
        assert!(error.to_string().contains(says), "{command}: {error}");
        assert!(error.advice().is_some(), "{command}: {error}");
    }
}

#[test]
fn a_command_that_does_not_end_is_ended_with_what_it_started() {
    let start = Instant::now();
    for command in ["sleep 300", "sh -c 'sleep 300 & wait'", "sh -c 'awk \"{print 1}\"; sleep 300'"] {
        let options = EmbedOptions { timeout: 1, ..options(command) };
        let error = embed(["Eins."], &options, &mut || Ok(())).unwrap_err().to_string();
        assert!(error.contains("did not end within 1 seconds"), "{command}: {error}");
        assert!(error.contains("--embedder-timeout"), "{command}: {error}");
    }
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn what_a_command_leaves_behind_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mark");
    // Nothing of what stays behind holds the pipes open, so the command has ended once its lines are read.
    let left = format!("(sleep 2; echo x > '{}') < /dev/null > /dev/null 2>&1 &", path.display());
    let command = format!("sh -c \"{left} awk '{{print 1}}'\"");
    assert_eq!(run(&command, &["Eins."]).unwrap().len(), 1);
    std::thread::sleep(Duration::from_secs(3));
    assert!(!path.exists(), "it went on after the command had ended");
}

#[test]
fn who_waits_may_end_it() {
    let start = Instant::now();
    let stop = || Err(Error::new(Kind::Interrupted, "interrupted"));
    let error = embed(["Eins."], &options("sleep 300"), &mut { stop }).unwrap_err();
    assert_eq!(error.kind(), Kind::Interrupted);
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn large_inputs_flow_both_ways_at_once() {
    let sentences: Vec<String> = (0..30_000).map(|n| format!("Satz {n} steht in diesem Buch.")).collect();
    let command = "awk '{for (i = 0; i < 40; i++) printf \"%d \", NR; print \"\"}'";
    let found = embed(sentences.iter().map(String::as_str), &options(command), &mut || Ok(())).unwrap();
    assert_eq!((found.len(), found.size()), (30_000, 40));
    assert_eq!(found.get("Satz 29999 steht in diesem Buch.")[39], 30_000.0);
}

#[test]
fn a_command_that_does_not_read_to_the_end_is_found_out() {
    let sentences: Vec<String> = (0..30_000).map(|n| format!("Satz {n} steht in diesem Buch.")).collect();
    let command = "awk 'BEGIN {for (i = 0; i < 30000; i++) print 1}'";
    let error = embed(sentences.iter().map(String::as_str), &options(command), &mut || Ok(())).unwrap_err();
    assert!(error.to_string().contains("closed its standard input"), "{error}");
}

fn corpus() -> tempfile::TempDir {
    let corpus = tempfile::tempdir().unwrap();
    fs::write(corpus.path().join("a.en"), "The ferry left at six.\nNobody was on board.\nIt sank.\n")
        .unwrap();
    fs::write(corpus.path().join("a.de"), "Die Fähre legte um sechs ab.\nNiemand war an Bord.\n").unwrap();
    corpus
}

/// The exit code, what was said, and the beads that were written.
fn align(more: &[&str]) -> (Option<i32>, String, Option<String>) {
    let (corpus, out) = (corpus(), tempfile::tempdir().unwrap());
    let mut command = Command::cargo_bin("alinea").unwrap();
    command.current_dir(corpus.path()).args(["align", ".", "--presplit", "--formats", "jsonl", "--out"]);
    let done = command.arg(out.path()).args(more).timeout(Duration::from_secs(120)).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    (done.status.code(), said, fs::read_to_string(out.path().join("a.en-de.jsonl")).ok())
}

#[test]
fn a_run_whose_embedder_fails_is_no_run_without_one() {
    let (code, said, written) = align(&["--embedder", "awk '{print 1} NR == 2 {exit 5}'"]);
    assert_eq!((code, written), (Some(2), None), "{said}");
    assert!(said.contains("exit status: 5"), "{said}");
}

#[test]
fn without_an_embedder_or_with_a_useless_one_the_bytes_are_the_same() {
    let (code, said, plain) = align(&[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(plain.is_some(), "{said}");
    for embedder in ["", "awk '{print 1, 2, 3}'", "awk '{print 0, 0}'"] {
        let (code, said, same) = align(&["--embedder", embedder, "--embedder-timeout", "60"]);
        assert_eq!((code, &same), (Some(0), &plain), "{embedder}: {said}");
    }
}

#[test]
fn a_lexicon_on_the_command_line_is_opened_like_one_in_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let unit =
        "<tu><tuv xml:lang=\"en\"><seg>ferry</seg></tuv><tuv xml:lang=\"de\"><seg>Fähre</seg></tuv></tu>";
    fs::write(path("memory.tmx"), format!("<tmx version=\"1.4\"><body>{unit}</body></tmx>")).unwrap();
    fs::write(path("terms.tsv"), "en\tde\nferry\tFähre\n").unwrap();
    let (code, said, written) = align(&["--lexicon", &path("memory.tmx"), "--lexicon", &path("terms.tsv")]);
    assert_eq!((code, written.is_some()), (Some(0), true), "{said}");
    let (code, said, _) = align(&["--lexicon", &path("words.doc")]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("cannot tell what kind of lexicon"), "{said}");
}
