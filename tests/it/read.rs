//! Reading and pairing: what bad input gets, each with its message.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use alinea::bitext::{Failure, Layout};
use alinea::read::{self, Found, Input, PairOptions};

/// A folder of files for one test.
struct Folder(tempfile::TempDir);

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

    fn pairs(&self, options: &PairOptions) -> Found {
        read::pairs(&[self.0.path().to_owned()], options).unwrap()
    }

    /// Failures with the folder cut from their texts, sorted as they came.
    fn shown(&self, failures: &[Failure]) -> Vec<String> {
        let line = |failure: &Failure| failure.line.map_or(String::new(), |line| format!(":{line}"));
        let shown = |failure: &Failure| {
            let path = failure.path.display();
            format!("{}: {path}{}: {}", failure.name, line(failure), failure.message)
        };
        let root = format!("{}/", self.0.path().display());
        failures.iter().map(|failure| shown(failure).replace(&root, "")).collect()
    }

    fn text(&self, name: &str) -> read::Decoded {
        let document = read::read(&input(&self.at(name)), false).unwrap();
        read::Decoded { text: document.text, encoding: document.encoding, replaced: document.notices.len() }
    }

    fn error(&self, name: &str) -> String {
        let error = read::read(&input(&self.at(name)), false).unwrap_err();
        assert_eq!(error.path(), Some(self.at(name).as_path()));
        error.to_string().split_once(": ").unwrap().1.to_owned()
    }
}

fn input(path: &Path) -> Input {
    Input { path: path.to_owned(), record: None, lang: None }
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

/// Pairs as `name: source-target`, the files without their folders.
fn names(found: &Found) -> Vec<String> {
    let file = |input: &Input| input.path.file_name().unwrap().to_string_lossy().into_owned();
    let pair = |pair: &read::Pair| {
        let source = pair.source.as_ref().map_or("alone".to_owned(), file);
        format!("{}: {source} {}", pair.name, file(&pair.target))
    };
    found.pairs.iter().map(pair).collect()
}

#[test]
fn small_and_odd_files_are_documents() {
    let folder = Folder::with(&[("empty.txt", b""), ("one.txt", b"x"), ("spaces.txt", b" \n\t\r\n ")]);
    for (name, blocks) in [("empty.txt", 0), ("one.txt", 1), ("spaces.txt", 0)] {
        assert_eq!(read::read(&input(&folder.at(name)), false).unwrap().blocks.len(), blocks, "{name}");
    }
    for format in read::FORMATS {
        for bytes in [&b""[..], b"x", b" ", b"\0", b"\xFF", b"\n", b"<", b"{"] {
            let _ = read::read_bytes(Path::new("<stdin>"), Some(format), bytes.to_vec(), false);
        }
    }
}

#[test]
fn every_charset_is_read_and_named() {
    let utf16 =
        |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
    let russian = "Съешь ещё этих мягких французских булок, да выпей чаю.";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    let folder = Folder::with(&[
        ("le.txt", &utf16("\u{FEFF}Füße", u16::to_le_bytes)),
        ("be.txt", &utf16("\u{FEFF}Füße", u16::to_be_bytes)),
        ("ru.txt", &cyrillic),
        ("bad.txt", "Съешь ещё \u{1}этих".as_bytes()),
        ("nul.txt", b"a\0b\x1B[2J"),
        ("utf32.txt", b"\xFF\xFE\0\0a\0\0\0"),
    ]);
    folder.write("bad.txt", &["Съешь ещё".as_bytes(), b"\xE9", "этих".as_bytes()].concat());
    for (name, text, encoding, notices) in [
        ("le.txt", "Füße", "UTF-16LE", 0),
        ("be.txt", "Füße", "UTF-16BE", 0),
        ("ru.txt", russian, "windows-1251", 0),
        ("bad.txt", "Съешь ещё\u{FFFD}этих", "UTF-8", 1),
        ("nul.txt", "a\0b\u{1B}[2J", "UTF-8", 0),
    ] {
        let read = folder.text(name);
        assert_eq!((read.text.as_str(), read.encoding, read.replaced), (text, encoding, notices), "{name}");
    }
    let bad = read::read(&input(&folder.at("bad.txt")), false).unwrap();
    assert_eq!(bad.notices, ["1 sequence of bytes made no sense as UTF-8 and became U+FFFD"]);
    assert!(folder.error("utf32.txt").starts_with("the file is UTF-32, which is not read"));
}

#[test]
fn packed_files_are_read_and_faults_named() {
    let whole = gzip("Ein Satz. ".repeat(1000).as_bytes());
    let folder = Folder::with(&[
        ("a.html.gz", &gzip(b"<p>Ein Absatz")),
        ("a.txt.zst", &zstd::stream::encode_all(&b"Ein Absatz"[..], 3).unwrap()),
        ("cut.txt.gz", &whole[..whole.len() - 9]),
        ("bomb.txt.gz", &gzip(&vec![b'a'; 40 << 20])),
        ("plain.txt.gz", b"not packed"),
        ("junk.txt.gz", &[gzip(b"Ein Satz."), b"junk".to_vec()].concat()),
        ("x.html/empty", b""),
    ]);
    assert_eq!(folder.text("a.html.gz").text.trim(), "Ein Absatz");
    assert_eq!(folder.text("a.txt.zst").text, "Ein Absatz");
    let cut = folder.error("cut.txt.gz");
    assert!(
        cut.starts_with("the gzip data is cut off; ") && cut.contains(" bytes of text were readable"),
        "{cut}"
    );
    assert!(folder.error("bomb.txt.gz").starts_with("the gzip data unpacks to more than 250 times its size"));
    assert_eq!(
        folder.error("plain.txt.gz"),
        "the file is called packed, but is not; take `.gz` or `.zst` from its name"
    );
    let junk = read::read(&input(&folder.at("junk.txt.gz")), false).unwrap();
    assert_eq!(junk.notices, ["left out 4 bytes of rubbish after the gzip data"]);
    assert_eq!(folder.error("x.html"), "expected a file, but this is a folder");
}

#[test]
fn one_line_of_100_mb_is_read_in_linear_time() {
    let line = "Ein Satz nach dem anderen, ohne Ende. ".repeat(100_000_000 / 38);
    let length = line.len();
    let document = read::read_bytes(Path::new("<stdin>"), None, line.into_bytes(), false).unwrap();
    assert_eq!(document.blocks.len(), 1);
    // Places at the end of the line are found without counting from its start.
    for offset in (length - 100_000..length).step_by(10) {
        assert_eq!(document.place(offset).column, Some(offset + 1));
    }
}

#[test]
fn a_path_that_does_not_exist_is_wrong_usage() {
    let error = read::pairs(&[PathBuf::from("no/such/path")], &PairOptions::default()).unwrap_err();
    assert_eq!(error.kind(), alinea::error::Kind::Usage);
    assert!(error.to_string().starts_with("no/such/path: there is no such file or folder"), "{error}");
    assert!(read::files(&[PathBuf::from("no/such/path")]).is_err());
}

#[test]
fn folders_flat_names_and_moses_names_are_found() {
    let folder = Folder::with(&[
        ("politics/council/fr.html", b"<p>Bonjour"),
        ("politics/council/en.txt.gz", &gzip(b"Good morning")),
        ("politics/council/de.md", b"Guten Tag"),
        ("flat/a.b.fr.txt", b"Bonjour"),
        ("flat/a.b.en.txt", b"Good morning"),
        ("d15.ja", b"x"),
        ("d15.en", b"x"),
        ("d15.ja-en.gold", b"x"),
        ("lone/de.txt", b"x"),
        ("notes.txt", b"x"),
        (".hidden/fr.txt", b"x"),
    ]);
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(
        names(&found),
        [
            "d15: d15.en d15.ja",
            "flat/a.b: a.b.en.txt a.b.fr.txt",
            "lone: alone de.txt",
            "politics/council: en.txt.gz de.md",
            "politics/council: en.txt.gz fr.html",
        ]
    );
    assert_eq!(found.pairs[0].layout, Layout::Flat);
    assert_eq!(found.pairs[4].layout, Layout::Folder);
    assert_eq!(found.failures, []);
    let skipped: Vec<_> = found.skipped.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(
        skipped,
        [
            "left out: its extension is none of an article format",
            "left out: expected a language in the name, such as `fr` in `fr.html` or `name.fr.html`, but found \
         `notes.txt`",
        ]
    );
}

#[test]
fn article_toml_names_the_original_and_closes_its_folder() {
    let folder = Folder::with(&[
        ("a/article.toml", b"original = \"fr\"\nlicence = \"CC0-1.0\"\n"),
        ("a/fr.txt", b"x"),
        ("a/en.txt", b"x"),
        ("a/gold/en.gold.jsonl", b"{}"),
        ("a/gold/de.txt", b"x"),
        ("b/article.toml", b"original = \"fr\"\norigin = \"x\"\n"),
        ("b/fr.txt", b"x"),
        ("c/article.toml", b"original = \"fr\""),
        ("c/en.txt", b"x"),
        ("d/article.toml", b"original = \"fr\"\nalone = true"),
        ("d/en.txt", b"x"),
        ("e/article.toml", b"original = \"fr\""),
        ("e/inner/de.txt", b"x"),
    ]);
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(names(&found), ["a: fr.txt en.txt", "d: alone en.txt", "e/inner: alone de.txt"]);
    assert_eq!(
        folder.shown(&found.failures),
        [
            "b: b/article.toml:2: unknown key `origin`",
            "c: c/article.toml: the original is in `fr`, but there is no file for it",
            "e: e/article.toml: there is no text beside it, such as `en.html`",
        ]
    );
    assert_eq!(found.skipped, []);
    // The folder of the article itself, and its files one by one, are the same article.
    let one = read::pairs(&[folder.at("a")], &PairOptions::default()).unwrap();
    assert_eq!(names(&one), ["a: fr.txt en.txt"]);
    let one = read::pairs(&[folder.at("a/en.txt"), folder.at("a/fr.txt")], &PairOptions::default()).unwrap();
    assert_eq!(names(&one), ["a: fr.txt en.txt"]);
}

#[test]
fn two_files_that_tell_no_language_are_an_original_and_its_translation() {
    let folder = Folder::with(&[("old.html", b"x"), ("new.html", b"x")]);
    let options = PairOptions { target: Some("de".parse().unwrap()), ..PairOptions::default() };
    let found = read::pairs(&[folder.at("old.html"), folder.at("new.html")], &options).unwrap();
    assert_eq!(names(&found), ["old: old.html new.html"]);
    assert_eq!(found.pairs[0].target.lang, options.target);
    let found = read::pairs(&[folder.at("new.html")], &options).unwrap();
    assert_eq!(names(&found), ["new: alone new.html"]);
}

#[test]
fn what_would_overwrite_each_other_fails() {
    let folder = Folder::with(&[
        ("a/fr.html", b"x"),
        ("a/fr.txt", b"x"),
        ("a/en.txt", b"x"),
        ("c|d/en.txt", b"x"),
        ("c|d/fr.txt", b"x"),
        ("c_d/en.txt", b"x"),
        ("c_d/fr.txt", b"x"),
    ]);
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(names(&found), ["c_d: en.txt fr.txt"]);
    assert_eq!(
        folder.shown(&found.failures),
        [
            "a: a/fr.txt: two texts in `fr`: `a/fr.html` and `a/fr.txt`",
            "c_d: c|d/fr.txt: the results would have the name `c_d`, which those of `c_d/fr.txt` have already",
        ]
    );
    let files = read::files(&[folder.0.path().to_owned()]).unwrap();
    assert_eq!(files.articles.len(), 4);
    assert_eq!(
        folder.shown(&files.failures)[0],
        "a/fr: a/fr.txt: the results would have the name `a/fr`, which those of `a/fr.html` have already"
    );
}

#[test]
fn a_folder_that_poses_as_a_file_fails() {
    let folder = Folder::with(&[("a/en.txt", b"x"), ("a/fr.html/x", b""), ("news.point.md/a/de.txt", b"x")]);
    fs::create_dir(folder.at("b.html")).unwrap();
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(names(&found), ["a: alone en.txt", "news.point.md/a: alone de.txt"]);
    assert_eq!(
        folder.shown(&found.failures),
        [
            "a/fr.html: a/fr.html: expected a file, but this is a folder",
            "b.html: b.html: expected a file, but this is a folder",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_to_nowhere_fail_and_the_rest_is_found() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("a/en.txt", b"x"), ("a/fr.txt", b"x")]);
    symlink(folder.at("a"), folder.at("a/again")).unwrap();
    symlink(folder.at("gone"), folder.at("a/de.txt")).unwrap();
    symlink(folder.at("a/en.txt"), folder.at("a/es.txt")).unwrap();
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(names(&found), ["a: en.txt es.txt", "a: en.txt fr.txt"]);
    let shown = folder.shown(&found.failures);
    assert!(shown[0].contains("a/again: the link leads back to "), "{shown:?}");
    assert!(shown[1].contains("a/de.txt: the link leads nowhere: "), "{shown:?}");
    assert_eq!(read::files(&[folder.0.path().to_owned()]).unwrap().failures.len(), 2);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_fails() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("a/en.txt", b"x"), ("b/fr.txt", b"x")]);
    fs::set_permissions(folder.at("a/en.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(folder.at("a/en.txt")).is_ok() {
        println!("skipped: the superuser may read everything");
        return;
    }
    assert!(folder.error("a/en.txt").starts_with("cannot read the file: Permission denied"));
    fs::set_permissions(folder.at("b"), fs::Permissions::from_mode(0o000)).unwrap();
    let found = folder.pairs(&PairOptions::default());
    fs::set_permissions(folder.at("b"), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(folder.shown(&found.failures)[0].contains("cannot look into the folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn file_names_that_are_no_text_are_found() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[]);
    for name in [&b"caf\xE9.fr.txt"[..], b"caf\xE9.en.txt", b"caf\xE8.en.txt"] {
        fs::write(folder.0.path().join(OsStr::from_bytes(name)), "x").unwrap();
    }
    let found = folder.pairs(&PairOptions::default());
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.name.as_str(), pair.source.is_some())).collect();
    assert_eq!(pairs, [("caf%E8", false), ("caf%E9", true)]);
    assert_eq!(read::read(&found.pairs[1].target, false).unwrap().text, "x");
}

#[test]
fn records_with_one_id_are_an_article() {
    let english = "{\"id\":\"a/1\",\"lang\":\"en\",\"text\":\"One.\"}\nbroken\n{\"id\":2,\"lang\":\"en\",\"text\":\"Two.\"}\n";
    let others = "{\"id\":2,\"lang\":\"fr\",\"html\":\"<p>Deux.\"}\n{\"id\":\"a/1\",\"text\":\"Un.\"}\n\
                  {\"lang\":\"de\",\"text\":\"Drei.\"}\n{\"id\":2,\"lang\":\"fr\",\"text\":\"Deux !\"}\n\
                  {\"id\":\"../../up\",\"lang\":\"fr\",\"text\":\"Haut.\"}\n";
    let folder = Folder::with(&[
        ("en.jsonl", english.as_bytes()),
        ("rest.fr.jsonl.gz", &gzip(others.as_bytes())),
        ("meta.jsonl", b"{\"beads\": []}\n"),
    ]);
    let found = folder.pairs(&PairOptions::default());
    assert_eq!(
        names(&found),
        [
            "_/_/up: alone rest.fr.jsonl.gz",
            "a/1: en.jsonl rest.fr.jsonl.gz",
            "rest.fr/3: alone rest.fr.jsonl.gz",
        ]
    );
    assert_eq!(
        folder.shown(&found.failures),
        [
            "2: rest.fr.jsonl.gz:4: two texts in `fr`: `rest.fr.jsonl.gz:1` and `rest.fr.jsonl.gz:4`",
            "en: en.jsonl:2: expected a JSON object on the line: expected value at column 1",
        ]
    );
    assert_eq!(
        found.skipped[0].message,
        "left out: no line of it is a record with `text` or `html` (pairs with `src` and `tgt` want `flag --segments`)"
    );
    // In any order, from the packed file as from the plain one.
    let texts: Vec<_> =
        found.pairs.iter().rev().map(|pair| read::read(&pair.target, false).unwrap()).collect();
    let texts: Vec<_> =
        texts.iter().map(|document| (document.text.as_str(), document.place(0).line)).collect();
    assert_eq!(texts, [("Drei.", 3), ("Un.", 2), ("Haut.", 5)]);
    let english = read::read(found.pairs[1].source.as_ref().unwrap(), false).unwrap();
    assert_eq!((english.text.as_str(), english.declared), ("One.", Some("en".parse().unwrap())));

    let files = read::files(&[folder.0.path().to_owned()]).unwrap();
    let names: Vec<_> = files.articles.iter().map(|article| article.name.to_string_lossy()).collect();
    assert_eq!(
        names,
        ["en/2.en", "en/a/1.en", "rest.fr/2.fr", "rest.fr/3.de", "rest.fr/_/_/up.fr", "rest.fr/a/1"]
    );
}

#[test]
fn records_before_a_cut_are_read() {
    let record = |id: u32| {
        format!("{{\"id\":{id},\"lang\":\"fr\",\"text\":\"{}\"}}\n", id.wrapping_mul(2_654_435_761))
    };
    let text: String = (0..20_000).map(record).collect();
    let packed = gzip(text.as_bytes());
    let folder =
        Folder::with(&[("cut.jsonl.gz", &packed[..packed.len() / 2]), ("no.jsonl.gz", text.as_bytes())]);
    let found = folder.pairs(&PairOptions::default());
    assert!((5_000..15_000).contains(&found.pairs.len()), "{}", found.pairs.len());
    let last =
        found.pairs.iter().max_by_key(|pair| pair.target.record.as_ref().map(|record| record.line)).unwrap();
    assert!(record(last.name.parse().unwrap()).contains(&read::read(&last.target, false).unwrap().text));
    let shown = folder.shown(&found.failures);
    assert!(
        shown.iter().any(|one| one.starts_with("cut: cut.jsonl.gz: the gzip data is cut off; ")),
        "{shown:?}"
    );
    assert!(
        shown.contains(&"no: no.jsonl.gz: the file is called packed, but is not".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn one_record_is_read_from_bytes_and_more_are_refused() {
    let (name, jsonl) = (Path::new("<stdin>"), read::format("jsonl").unwrap());
    let read = |text: &str| read::read_bytes(name, Some(jsonl), text.as_bytes().to_vec(), false);
    assert_eq!(read("\n{\"text\": \"One.\"}\n").unwrap().place(0).line, 2);
    for (text, message) in [
        ("", "<stdin>: expected an article, but found no record"),
        ("{}", "<stdin>:1: expected `text` or `html` in the record, but found neither"),
        (
            "{\"text\":\"a\"}\n{\"text\":\"b\"}",
            "<stdin>: expected one article, but found 2 records; name the file on the command line; each of \
             its records is read then",
        ),
    ] {
        assert_eq!(read(text).unwrap_err().to_string(), message);
    }
    let error = read::format("htm").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no article format `htm`; write one of `plain`, `html`, `markdown`, `docx`, `epub`, `jsonl`, `warc`, `wacz`"
    );
}

#[test]
fn a_table_names_pairs_and_its_faults_have_lines() {
    let folder = Folder::with(&[
        ("in/a/en.html", b"x"),
        ("in/a/fr.html", b"x"),
        ("in/old.txt", b"x"),
        ("in/new.txt", b"x"),
        ("in/all.jsonl", b"{}"),
    ]);
    folder.write(
        "in/table.tsv",
        "\u{FEFF}source\ttarget\tname\r\n# comment\r\n\r\na/en.html\ta/fr.html\r\nold.txt\tnew.txt\t../x\r\n\
         \tnew.txt\r\nold.txt\tgone.txt\r\nonly\r\nold.txt\tall.jsonl\r\n"
            .as_bytes(),
    );
    let options = PairOptions { table: Some(folder.at("in/table.tsv")), ..PairOptions::default() };
    let found = read::pairs(&[], &options).unwrap();
    assert_eq!(names(&found), ["_/x: old.txt new.txt", "a: en.html fr.html", "new: alone new.txt"]);
    assert_eq!(
        folder.shown(&found.failures),
        [
            "old.txt all.jsonl: in/table.tsv:9: expected a file with one article, but `all.jsonl` holds many",
            "old.txt gone.txt: in/table.tsv:7: `gone.txt` does not exist",
            "only: in/table.tsv:8: expected `source TAB target` or `source TAB target TAB name`, but found 1 column",
        ]
    );
    let error = read::pairs(&[folder.at("in")], &options).unwrap_err();
    assert!(error.to_string().contains("expected either paths or a table of pairs, but found both"));
    let options = PairOptions { table: Some(folder.at("none.tsv")), ..PairOptions::default() };
    let error = read::pairs(&[], &options).unwrap_err();
    assert!(error.to_string().contains("cannot find the table of pairs"));
}

#[test]
fn the_same_language_on_both_sides_is_wrong_usage() {
    let lang = Some("de".parse().unwrap());
    let error =
        read::pairs(&[], &PairOptions { source: lang, target: lang, ..PairOptions::default() }).unwrap_err();
    assert_eq!(error.to_string(), "original and translation cannot both be in `de`");
}

/// The kits, where `ALINEA_EVAL` names them.
fn kits(part: &str) -> Option<PathBuf> {
    let kits = std::env::var_os("ALINEA_EVAL").map(|root| PathBuf::from(root).join(part));
    if kits.is_none() {
        println!("skipped: ALINEA_EVAL is not set");
    }
    kits
}

#[test]
fn finds_every_pair_of_the_kits() {
    let Some(kits) = kits("align") else { return };
    let mut seen = 0;
    for kit in fs::read_dir(kits).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let gold: Vec<String> = fs::read_dir(&kit)
            .unwrap()
            .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".gold")?.to_owned()))
            .collect();
        let (_, languages) = gold[0].rsplit_once('.').unwrap();
        let (source, target) = languages.split_once('-').unwrap();
        let options = PairOptions {
            source: Some(source.parse().unwrap()),
            target: Some(target.parse().unwrap()),
            ..PairOptions::default()
        };
        let found = read::pairs(&[kit], &options).unwrap();
        assert_eq!(found.failures, []);
        let mut pairs: Vec<_> = found
            .pairs
            .iter()
            .filter(|pair| pair.source.is_some())
            .map(|pair| format!("{}.{languages}", pair.name))
            .collect();
        let mut gold = gold;
        gold.sort();
        pairs.sort();
        assert_eq!(pairs, gold);
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn text_with_a_paragraph_a_line_is_never_joined() {
    for part in ["split", "langid/docs", "clean/text", "clean/sites", "flag/seed"] {
        let Some(folder) = kits(part) else { return };
        let found = read::files(&[folder]).unwrap();
        assert!(!found.articles.is_empty());
        let is_text =
            |article: &read::Article| article.input.path.extension().is_some_and(|one| one == "txt");
        for article in found.articles.into_iter().filter(is_text) {
            let document = read::read(&article.input, false).unwrap();
            let lines = document.text.split('\n').filter(|line| !line.trim().is_empty()).count();
            assert_eq!(document.blocks.len(), lines, "{}", article.input.path.display());
        }
    }
}
