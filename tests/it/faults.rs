//! What bad input gets: a named, located message, a documented exit code, and every other article done.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// What a run over a folder of made files came to.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
    report: Value,
    out: TempDir,
}

impl Ran {
    /// Everything that a person or a program is told.
    fn says(&self, what: &str) {
        let report = self.report.to_string();
        assert!(report.contains(what), "the JSON report says `{what}`:\n{report}");
        assert!(self.stdout.contains(what), "the terminal says `{what}`:\n{}\n{}", self.stdout, self.stderr);
    }

    fn totals(&self) -> [u64; 4] {
        ["found", "done", "failed", "skipped"].map(|key| self.report["totals"][key].as_u64().unwrap())
    }
}

fn alinea() -> Command {
    let mut command = Command::cargo_bin("alinea").unwrap();
    command.env_remove("GITHUB_STEP_SUMMARY").env("COLUMNS", "200").timeout(Duration::from_secs(300));
    command
}

/// Runs the main job over files, `(path, bytes)`.
fn align(files: &[(&str, &[u8])]) -> Ran {
    let corpus = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = corpus.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    align_folder(corpus.path())
}

fn align_folder(corpus: &Path) -> Ran {
    let out = tempfile::tempdir().unwrap();
    let done = alinea().current_dir(corpus).args(["align", ".", "--out"]).arg(out.path()).output().unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!stderr.contains("panicked"), "{stderr}");
    let report = fs::read_to_string(out.path().join("report.json")).unwrap_or_else(|_| panic!("{stderr}"));
    let ran = Ran {
        code: done.status.code().unwrap(),
        stdout: String::from_utf8_lossy(&done.stdout).into_owned(),
        stderr,
        report: serde_json::from_str(&report).unwrap(),
        out,
    };
    let [found, done, failed, skipped] = ran.totals();
    assert_eq!(found, done + failed + skipped, "documents in = done + failed + skipped");
    ran
}

const SOUND: [(&str, &[u8]); 2] = [
    ("sound/en.txt", b"The ferry left at six. Nobody was on board.\n"),
    ("sound/de.txt", "Die Fähre legte um sechs ab. Niemand war an Bord.\n".as_bytes()),
];

fn with_sound<'a>(files: &[(&'a str, &'a [u8])]) -> Vec<(&'a str, &'a [u8])> {
    SOUND.iter().copied().chain(files.iter().copied()).collect()
}

/// One bad pair beside a sound one: the sound one is done, the bad one ends as said.
fn beside_a_sound_one(files: &[(&str, &[u8])], code: i32, totals: [u64; 4], message: &str) -> Ran {
    let ran = align(&with_sound(files));
    assert_eq!((ran.code, ran.totals()), (code, totals), "{}\n{}", ran.stdout, ran.stderr);
    assert!(ran.out.path().join("sound/en-de.jsonl").exists());
    ran.says(message);
    ran
}

#[test]
fn an_empty_file_is_done_with_a_notice() {
    let ran = beside_a_sound_one(
        &[("a/en.txt", b""), ("a/de.txt", b"Ein Satz.\n")],
        0,
        [2, 2, 0, 0],
        "holds no text",
    );
    assert!(ran.out.path().join("a/en-de.jsonl").exists());
}

#[test]
fn a_file_of_white_space_is_done_with_a_notice() {
    beside_a_sound_one(
        &[("a/en.txt", b" \n\t\n  "), ("a/de.txt", b"Ein Satz.\n")],
        0,
        [2, 2, 0, 0],
        "holds no text",
    );
}

#[test]
fn a_page_without_an_article_is_done_with_a_notice() {
    let page = b"<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><footer>\xc2\xa9 2026 Site</footer></body></html>";
    beside_a_sound_one(
        &[("a/en.html", page), ("a/de.txt", b"Ein Satz.\n")],
        0,
        [2, 2, 0, 0],
        "holds nothing to keep",
    );
}

#[test]
fn invalid_utf8_is_read_by_a_guess() {
    let ran = align(&with_sound(&[
        ("a/en.txt", b"The caf\xe9 is closed.\n"),
        ("a/de.txt", b"Das Caf\xe9 ist geschlossen.\n"),
    ]));
    assert_eq!(ran.totals(), [2, 2, 0, 0]);
    let jsonl = fs::read_to_string(ran.out.path().join("a/en-de.jsonl")).unwrap();
    assert!(jsonl.contains("The café is closed."), "{jsonl}");
}

#[test]
fn control_characters_reach_no_output_raw() {
    let text = b"One\x00 two\x1b]0;title\x07 three\x01. Four \xe2\x80\xae five.\n";
    let ran = align(&with_sound(&[("a/en.txt", text), ("a/de.txt", text)]));
    assert_eq!(ran.totals(), [2, 2, 0, 0]);
    assert!(
        !ran.stdout.contains(['\0', '\u{7}', '\u{202e}']) && !ran.stdout.contains("\u{1b}]0"),
        "{}",
        ran.stdout
    );
    let tmx = fs::read(ran.out.path().join("a/en-de.tmx")).unwrap();
    assert!(!tmx.iter().any(|byte| matches!(byte, 0 | 1 | 7 | 0x1b)));
}

#[test]
fn a_hundred_thousand_nested_elements_are_survived() {
    let page = format!("<html><body>{}<p>A sentence.</p>", "<div>".repeat(100_000));
    let start = Instant::now();
    let ran = align(&with_sound(&[("a/en.html", page.as_bytes()), ("a/de.txt", b"Ein Satz.\n")]));
    assert_eq!(ran.totals()[0], 2);
    assert!(start.elapsed() < Duration::from_secs(120));
}

#[test]
fn one_endless_line_is_survived() {
    let line = "A sentence of an endless line. ".repeat(20_000);
    let start = Instant::now();
    let ran = align(&with_sound(&[("a/en.txt", line.as_bytes())]));
    assert_eq!(ran.totals(), [2, 2, 0, 0]);
    assert!(start.elapsed() < Duration::from_secs(240));
}

#[test]
fn broken_gzip_is_named() {
    let files: [(&str, &[u8]); 2] =
        [("a/en.txt.gz", b"\x1f\x8b\x08\x00rubbish"), ("a/de.txt", b"Ein Satz.\n")];
    beside_a_sound_one(&files, 3, [2, 1, 1, 0], "a/en.txt.gz");
}

#[test]
fn a_folder_that_is_called_like_a_file_is_named() {
    let corpus = tempfile::tempdir().unwrap();
    for (path, bytes) in SOUND {
        fs::create_dir_all(corpus.path().join(path).parent().unwrap()).unwrap();
        fs::write(corpus.path().join(path), bytes).unwrap();
    }
    fs::create_dir_all(corpus.path().join("a/en.html")).unwrap();
    fs::write(corpus.path().join("a/de.txt"), "Ein Satz.\n").unwrap();
    let ran = align_folder(corpus.path());
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    ran.says("a/en.html");
}

#[test]
fn a_declared_counterpart_that_is_missing_is_named() {
    let files: [(&str, &[u8]); 2] =
        [("a/article.toml", b"original = \"en\"\n"), ("a/de.txt", b"Ein Satz.\n")];
    beside_a_sound_one(&files, 3, [2, 1, 1, 0], "original");
}

#[test]
fn two_files_for_one_language_are_named() {
    let files: [(&str, &[u8]); 3] =
        [("a/en.txt", b"One.\n"), ("a/en.html", b"<p>One.</p>"), ("a/de.txt", b"Ein Satz.\n")];
    let ran = align(&with_sound(&files));
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    ran.says("en.html");
}

#[test]
fn two_inputs_with_one_output_name_are_named() {
    let corpus = tempfile::tempdir().unwrap();
    for folder in ["x", "y"] {
        for (name, text) in [("a.en.txt", "One sentence.\n"), ("a.de.txt", "Ein Satz.\n")] {
            let path = corpus.path().join(folder).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let out = tempfile::tempdir().unwrap();
    let done = alinea()
        .current_dir(corpus.path())
        .args(["align", "x", "y", "--out"])
        .arg(out.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stdout).contains("a.de.txt"));
}

#[test]
fn a_path_that_does_not_exist_is_a_usage_error() {
    let out = tempfile::tempdir().unwrap();
    let done = alinea().args(["align", "no-such-folder", "--out"]).arg(out.path()).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("no-such-folder"));
}

#[test]
fn every_subcommand_tells_of_a_missing_path_alike() {
    for command in ["split", "tag", "clean", "flag", "check"] {
        let done = alinea().args([command, "no-such-file.txt"]).output().unwrap();
        let stderr = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{command}: {stderr}");
        assert!(stderr.contains("no-such-file.txt"), "{command}: {stderr}");
    }
}

#[test]
fn check_reads_what_align_wrote_and_finds_the_same_flags() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let (out, again) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    alinea().args(["align", corpus, "--report", "json,html", "--out"]).arg(out.path()).assert().code(0);
    let mut check = alinea();
    check.args(["check", "--report", "json", "--out"]).arg(again.path()).arg(out.path()).assert().code(1);
    let counts = |folder: &Path| {
        let text = fs::read_to_string(folder.join("report.json")).unwrap();
        let report: Value = serde_json::from_str(&text).unwrap();
        (
            report["totals"]["done"].clone(),
            report["totals"]["failed"].clone(),
            report["summary"]["flags"].clone(),
        )
    };
    assert_eq!(counts(out.path()), counts(again.path()));
}

#[test]
fn no_output_folder_is_a_usage_error_with_a_hint() {
    let done = alinea().args(["align", "corpus"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--out"));
}

#[test]
fn a_wrong_configuration_names_line_and_nearest_key() {
    let corpus = tempfile::tempdir().unwrap();
    fs::write(corpus.path().join("alinea.toml"), "[learn]\nruonds = 2\n").unwrap();
    fs::write(corpus.path().join("en.txt"), "One.\n").unwrap();
    let done = alinea().current_dir(corpus.path()).args(["align", ".", "--out", "out"]).output().unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr.contains("alinea.toml:2:") && stderr.contains("`rounds`"), "{stderr}");
    assert!(!corpus.path().join("out").exists(), "nothing is written");
}

#[test]
fn sizes_that_differ_ten_thousand_to_one_are_survived() {
    let many = "A short sentence here.\n".repeat(10_000);
    let ran = align(&[("a/en.txt", many.as_bytes()), ("a/de.txt", b"Ein Satz.\n")]);
    assert_eq!(ran.totals(), [1, 1, 0, 0]);
}

#[test]
fn a_wrongly_declared_language_is_told() {
    let french = "Le conseil municipal a voté hier le budget de la ville. Les travaux commenceront au printemps. \
                  Personne ne sait encore combien ils coûteront.\n";
    let ran = align(&with_sound(&[("a/en.txt", french.as_bytes()), ("a/de.txt", french.as_bytes())]));
    assert_eq!(ran.totals(), [2, 2, 0, 0]);
    ran.says("reads like `fr`");
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_file_is_named() {
    let corpus = tempfile::tempdir().unwrap();
    fs::write(corpus.path().join("out"), "a file").unwrap();
    fs::create_dir_all(corpus.path().join("a")).unwrap();
    fs::write(corpus.path().join("a/en.txt"), "One.\n").unwrap();
    let done = alinea().current_dir(corpus.path()).args(["align", "a", "--out", "out"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("out"));
    assert_eq!(fs::read_to_string(corpus.path().join("out")).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_is_no_fault() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let out = tempfile::tempdir().unwrap();
    let script = format!("\"$0\" align {corpus} --out {} | head -n 1", out.path().display());
    let bin = assert_cmd::cargo::cargo_bin("alinea");
    let done = std::process::Command::new("sh").args(["-c", &script]).arg(bin).output().unwrap();
    assert!(String::from_utf8_lossy(&done.stderr).is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
}
