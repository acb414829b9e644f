//! What the program takes for input: of folders, of files that are named, and of standard input.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;

/// A folder of made files, and runs of the program in it.
struct Folder(tempfile::TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.fed(args, b"")
    }

    fn fed(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = Command::cargo_bin("alinea").unwrap();
        let done = command
            .current_dir(self.0.path())
            .env("COLUMNS", "200")
            .env_remove("GITHUB_STEP_SUMMARY")
            .timeout(Duration::from_secs(120))
            .args(args)
            .write_stdin(input)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: done.status.code().unwrap(), out: String::from_utf8(done.stdout).unwrap(), err }
    }

    fn found(&self, report: &str) -> Value {
        let summary: Value = serde_json::from_slice(&fs::read(self.at(report)).unwrap()).unwrap();
        summary["totals"]["found"].clone()
    }
}

const GERMAN: &[u8] = b"Der Hund schl\xC3\xA4ft in der Sonne, und niemand weckt ihn auf.\n";
const ENGLISH: &[u8] = b"The dog sleeps in the sun, and nobody wakes it up.\n";

#[test]
fn what_alinea_wrote_is_no_input() {
    let folder = Folder::with(&[("a/de.txt", GERMAN), ("a/en.txt", ENGLISH), ("b.de.txt", GERMAN)]);
    for _ in 0..2 {
        let ran = folder.run(&["align", ".", "--out", "aligned", "--formats", "jsonl,moses"]);
        assert_eq!((ran.code, folder.found("aligned/report.json")), (0, 2.into()), "{}", ran.err);
    }
    // Another run knows the folder by its summary, and tells so.
    let ran = folder.run(&["align", ".", "--out", "other"]);
    assert_eq!(folder.found("other/report.json"), 3, "two articles and a notice: {}", ran.out);
    assert!(ran.out.contains("left out: the files that alinea wrote here"), "{}", ran.out);
    let ran = folder.run(&["flag", ".", "--lang", "de"]);
    assert!(ran.err.contains("./aligned: left out: the files that alinea wrote here"), "{}", ran.err);
    assert!(!ran.err.contains("report") && !ran.out.contains("aligned"), "{}{}", ran.err, ran.out);
    assert_eq!(folder.run(&["check", "aligned", "--fail-on", "never"]).code, 0);
    // Cleaned texts bear no mark, but this run knows where it puts them.
    for _ in 0..2 {
        assert_eq!(folder.run(&["clean", ".", "--out", "cleaned"]).code, 0);
    }
    assert!(!folder.at("cleaned/cleaned").exists());
}

#[test]
fn articles_beside_results_are_read_from_above() {
    let folder = Folder::with(&[
        ("in/a/en.txt", b"The bridge is closed.\n"),
        ("in/a/de.txt", "Die Brücke ist zu.\n".as_bytes()),
    ]);
    folder.run(&["align", "in", "--out", "in", "-q"]);
    let ran = folder.run(&["align", ".", "--out", "other"]);
    let found = folder.found("other/report.json");
    assert_eq!((ran.code, found), (0, 2.into()), "an article and a notice: {}", ran.out);
    assert!(ran.out.contains("in: left out: the files that alinea wrote here"), "{}", ran.out);
}

#[test]
fn a_report_beside_the_articles_hides_none_of_them() {
    let folder = Folder::with(&[("in/a/de.txt", GERMAN), ("in/a/en.txt", ENGLISH)]);
    let ran = folder.run(&["align", "in", "--out", "in", "--formats", "jsonl"]);
    assert_eq!((ran.code, folder.found("in/report.json")), (0, 1.into()), "{}", ran.err);
    // The folder that is named is read; the pages of the report in it are no articles.
    let ran = folder.run(&["align", "in", "--out", "in", "--formats", "jsonl", "--report", "html,json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let summary: Value = serde_json::from_slice(&fs::read(folder.at("in/report.json")).unwrap()).unwrap();
    assert_eq!(summary["totals"]["done"], 1, "{summary}");
    // What `check` says of other files may lie in a folder of articles.
    fs::create_dir(folder.at("out")).unwrap();
    folder.write("top/in/a/de.txt", GERMAN);
    let ran = folder
        .run(&["check", "in/a/en-de.jsonl", "--report", "json", "--out", "top/in", "--fail-on", "never"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = folder.run(&["align", "top", "--out", "out"]);
    assert!(ran.code == 0 && folder.at("out/in/a/de.jsonl").is_file(), "{}", ran.out);
}

#[test]
fn the_name_of_a_file_tells_its_language_however_it_is_found() {
    let french = "Le chien dort au soleil et personne ne le réveille avant la fin de la journée.\n";
    let record = format!("{{\"id\": \"7\", \"text\": \"{}\"}}\n", french.trim());
    let folder = Folder::with(&[("in/a.de.txt", french.as_bytes()), ("in/b.de.jsonl", record.as_bytes())]);
    for paths in [&["in"][..], &["in/a.de.txt", "in/b.de.jsonl"]] {
        let ran = folder.run(&[&["flag"], paths].concat());
        assert_eq!(ran.out.matches("[wrong-language]").count(), 2, "{paths:?}: {}", ran.out);
    }
}

#[test]
fn split_knows_its_configuration() {
    let folder = Folder::with(&[
        ("alinea.toml", b"[split]\nmax-length = 30\n"),
        ("a.txt", ENGLISH),
        ("b/a.txt", b"She said: \xE2\x80\x9CIt rains. We stay.\xE2\x80\x9D\n"),
        ("b/alinea.toml", b"[split]\ninside-quotes = false\n"),
    ]);
    let lines = |args: &[&str]| folder.run(args).out.lines().count();
    assert_eq!(lines(&["split", "--lang", "en", "a.txt"]), 2);
    assert_eq!(lines(&["split", "--lang", "en", "--max-length", "0", "a.txt"]), 1);
    assert_eq!(lines(&["split", "--lang", "en", "b/a.txt"]), 1);
}

#[test]
fn flag_tells_of_bytes_that_made_no_sense() {
    let text = ["Ein schöner Morgen über grünen Höhen, früh hört es auf.".as_bytes(), b" \xFF.\n"].concat();
    let folder = Folder::with(&[("a.de.txt", &text)]);
    for command in ["flag", "clean"] {
        let ran = folder.run(&[command, "a.de.txt"]);
        let wanted = "a.de.txt: 1 sequence of bytes made no sense as UTF-8";
        assert!(ran.err.contains(wanted), "{command}: {}", ran.err);
    }
    assert_eq!(folder.run(&["flag", "--quiet", "a.de.txt"]).err, "");
    // Of a record, with its line, as what cannot be read of it.
    folder.write("b.jsonl", b"{\"id\": \"a\", \"text\": \"\"}\n{\"id\": \"b\"}\n");
    let ran = folder.run(&["flag", "b.jsonl"]);
    assert!(ran.err.contains("b.jsonl:1: holds no text"), "{}", ran.err);
    for command in ["flag", "clean"] {
        assert!(folder.run(&[command, "b.jsonl"]).err.contains("b.jsonl:2: expected `text`"), "{command}");
    }
}

#[test]
fn bounds_hold_for_standard_input_too() {
    let folder = Folder::with(&[("alinea.toml", b"[read]\nmax-mib = 1\n")]);
    let text = "x ".repeat(600_000);
    for command in ["clean", "flag", "split", "tag"] {
        let ran = folder.fed(&[command], text.as_bytes());
        assert_eq!(ran.code, 3, "{command}: {}", ran.err);
        assert!(ran.err.contains("<stdin>: ") && ran.err.contains("1 MiB"), "{command}: {}", ran.err);
    }
    let ran = folder.fed(&["clean"], b"\x1F\x8B\x08\x00broken");
    assert_eq!(ran.code, 3, "{}", ran.err);
}

#[test]
fn a_page_on_standard_input_is_one_in_whatever_charset() {
    let page = "<html><head><title>Hund</title><script>var x = 1;</script></head><body><p>Der Hund schläft in der \
                Sonne, und niemand weckt ihn auf.</p></body></html>";
    let folder = Folder::with(&[]);
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let xml = format!("<?xml version=\"1.0\"?>\n<!-- saved by hand -->\n{page}");
    for (input, args) in [
        (&utf16[..], &["clean"][..]),
        (&utf16, &["split", "--lang", "de"]),
        (xml.as_bytes(), &["clean"]),
        (xml.as_bytes(), &["split", "--lang", "de"]),
    ] {
        let ran = folder.fed(args, input);
        assert_eq!(ran.out.trim(), "Der Hund schläft in der Sonne, und niemand weckt ihn auf.", "{args:?}");
    }
    assert!(!folder.fed(&["flag", "--lang", "de"], &utf16).out.contains("script"));
}

/// `a.html` would be cleaned to `a.txt`, which is a page itself.
#[test]
fn clean_writes_nothing_among_the_pages() {
    let page = b"The town hall was closed on Monday, the mayor said. It will open again.\n";
    let folder = Folder::with(&[
        ("pages/a.txt", page),
        ("pages/a.html", b"<p>The river rose again in the night.</p>"),
    ]);
    for (out, paths) in
        [("pages", &["pages"][..]), ("pages/.", &["pages"]), ("pages", &["pages/a.html", "pages/a.txt"])]
    {
        let ran = folder.run(&[&["clean", "--out", out], paths].concat());
        assert!(ran.code == 2 && ran.err.contains("a folder of its own"), "{}", ran.err);
    }
    assert_eq!(std::fs::read(folder.at("pages/a.txt")).unwrap(), page);
    assert_ne!(folder.run(&["clean", "--out", "pages/cleaned", "pages"]).code, 2);
}

#[test]
fn what_cannot_be_carried_out_ends_with_2() {
    let folder = Folder::with(&[
        ("in/a/de.txt", GERMAN),
        ("in/a/en.txt", ENGLISH),
        ("bad.tsv", b"de\ten\nHund\n"),
        ("file", b""),
    ]);
    for (args, says) in [
        (&["--out", "out", "--lexicon", "none.tsv"][..], "none.tsv: there is no such lexicon"),
        (&["--out", "out", "--lexicon", "bad.tsv"], "bad.tsv:"),
        (&["--out", "file/out"], "file/out"),
    ] {
        let ran = folder.run(&[&["align", "in"], args].concat());
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn check_takes_each_article_once() {
    let folder = Folder::with(&[("in/a/de.txt", GERMAN), ("in/a/en.txt", ENGLISH)]);
    assert_eq!(folder.run(&["align", "in", "--out", "out", "--formats", "jsonl,tmx,beads"]).code, 0);
    for paths in [
        &["out", "out/a/en-de.jsonl"][..],
        &["out/a/en-de.jsonl", "out"],
        &["out/a/en-de.tmx", "out"],
        &["out", "./out/"],
    ] {
        let ran = folder.run(&[&["check"], paths, &["--report", "json", "--out", "said"]].concat());
        assert_eq!((ran.code, folder.found("said/report.json")), (0, 1.into()), "{paths:?}: {}", ran.err);
    }
    let ran = folder.run(&["check", "out/a/en-de.beads"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.ends_with("give files of the formats jsonl, tsv, tmx, xliff\n"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn check_follows_links_and_tells_of_those_that_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("in/a/de.txt", GERMAN), ("in/a/en.txt", ENGLISH)]);
    assert_eq!(folder.run(&["align", "in", "--out", "out", "--formats", "jsonl"]).code, 0);
    fs::create_dir(folder.at("linked")).unwrap();
    symlink(folder.at("out/a"), folder.at("linked/a")).unwrap();
    assert_eq!(folder.run(&["check", "linked"]).code, 0);
    symlink(folder.at("none"), folder.at("linked/b.jsonl")).unwrap();
    let ran = folder.run(&["check", "linked"]);
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("the link leads nowhere"), "{}{}", ran.out, ran.err);
}

#[test]
fn junit_fails_where_the_run_fails() {
    let german = "Der Hund bekam 42 Knochen und schlief dann in der Sonne ein.\n";
    let english = "The dog got 24 bones and then fell asleep in the sun.\n";
    let folder = Folder::with(&[("in/a/de.txt", german.as_bytes()), ("in/a/en.txt", english.as_bytes())]);
    assert_eq!(folder.run(&["align", "in", "--out", "out"]).code, 0);
    for (level, code, failures) in [("never", 0, 0), ("error", 1, 1)] {
        let ran = folder.run(&["check", "out", "--report", "junit", "--out", "said", "--fail-on", level]);
        let junit = fs::read_to_string(folder.at("said/report.junit.xml")).unwrap();
        assert_eq!((ran.code, junit.matches("<failure ").count()), (code, failures), "{level}: {junit}");
        assert!(junit.contains("error: `42` where the original says `24`"), "{junit}");
    }
}

#[test]
fn an_entry_that_suppresses_nothing_is_told_where_the_run_covered_its_files() {
    let toml = "[[flag.suppress]]\nrule = \"double-punct\"\npath = \"drafts\"\n\n\
                [[flag.suppress]]\nrule = \"doubled-word\"\npath = \"drafts/**\"\n\n\
                [[flag.suppress]]\nrule = \"mojibake\"\n\n\
                [[flag.suppress]]\nrule = \"number-mismatch\"\npath = \"drafts/a.de.txt\"\n";
    let text = "Der Hund schläft in der Sonne,, und niemand weckt ihn auf.\n";
    let folder = Folder::with(&[
        ("alinea.toml", toml.as_bytes()),
        ("drafts/a.de.txt", text.as_bytes()),
        ("b.de.txt", GERMAN),
    ]);
    for (path, lines) in [(".", &[5, 9][..]), ("drafts", &[5]), ("drafts/a.de.txt", &[]), ("b.de.txt", &[])] {
        let ran = folder.run(&["flag", path]);
        for line in [1, 5, 9, 12] {
            let told =
                ran.err.contains(&format!("alinea.toml:{line}: this entry of `flag.suppress` suppresses"));
            assert_eq!(told, lines.contains(&line), "{path}:{line}: {}", ran.err);
        }
        assert_eq!(folder.run(&["flag", "--quiet", path]).err, "");
    }
    // A rule that did not run might have found something.
    assert!(!folder.run(&["flag", "--ignore", "doubled-word", "drafts"]).err.contains("alinea.toml:5"));
}

#[test]
fn what_is_wrong_is_said_in_plain_words() {
    let folder = Folder::with(&[
        ("nul.de.txt", &[0; 40]),
        ("gold/a.beads", b"[0]:[0]\n"),
        ("made/a.beads", b"[0]:[0]\n"),
    ]);
    let ran = folder.run(&["fix", "-"]);
    assert!(ran.code == 2 && ran.err.contains("standard input cannot be changed in place"), "{}", ran.err);
    let ran = folder.run(&["flag", "none.txt"]);
    assert!(ran.code == 2 && ran.err.contains("none.txt: there is no such file or folder"), "{}", ran.err);
    let ran = folder.run(&["flag", "nul.de.txt"]);
    assert!(ran.err.contains("holds no text") && !ran.err.contains("every line"), "{}", ran.err);
    let ran = folder.run(&["score", "gold", "made"]);
    assert!(ran.code == 0 && ran.out.contains("all (1)"), "{}{}", ran.out, ran.err);
}

#[cfg(unix)]
#[test]
fn a_scorer_that_fails_late_leaves_files_with_a_word() {
    let folder = Folder::with(&[]);
    for number in 0..65 {
        folder.write(&format!("in/{number}.de.txt"), GERMAN);
        folder.write(&format!("in/{number}.en.txt"), ENGLISH);
    }
    let script =
        r#"test -e mark && exit 7; touch mark; sed -E 's/.*"id": ?("[^"]*").*/{"id":\1,"score":0.5}/'"#;
    folder.write("score.sh", script.as_bytes());
    let ran = folder.run(&["align", "in", "--out", "out", "--scorer", "sh score.sh"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("64 articles were written to `out` before that"), "{}", ran.err);
}

#[test]
fn a_text_that_is_repaired_has_the_lexicon_of_its_language() {
    let russian = "Собака спит на солнце, и никто её не будит. Вечером она идёт домой и ест свой ужин. Потом \
                   приходит ночь, и в доме становится тихо.\n";
    let english = "The dog sleeps in the sun, and nobody wakes it up. In the evening it goes home and eats its \
                   dinner. Then night comes, and the house falls silent.\n";
    // Misread, it is in no language that anyone would guess.
    let misread = encoding_rs::WINDOWS_1252.decode(russian.as_bytes()).0;
    let folder = Folder::with(&[("a.txt", english.as_bytes()), ("b.txt", misread.as_bytes())]);
    assert_eq!(folder.run(&["align", "a.txt", "b.txt", "--repair", "--out", "out"]).code, 0);
    let summary: Value = serde_json::from_slice(&fs::read(folder.at("out/report.json")).unwrap()).unwrap();
    let article = &summary["articles"][0];
    assert_eq!((&article["source_lang"], &article["target_lang"]), (&"en".into(), &"ru".into()));
    assert!(article["mean_confidence"].as_f64().unwrap() > 0.95, "{article}");
}
