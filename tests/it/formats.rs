//! Alignment files and reports: what is written is read back the same, and is valid for programs that
//! nobody here wrote.

mod convert;
mod fixture;
mod reports;
mod validators;

use std::path::Path;

use alinea::bitext::{Entry, Side};
use alinea::write::{self, Export, FORMATS, Format, Input, Output};
use fixture::{alone, any_entry, east, news, nothing};
use proptest::prelude::*;

pub(crate) fn write_as(entry: &Entry, format: &Format, export: &Export) -> Vec<u8> {
    let mut out = Vec::new();
    match format.output {
        Output::One(write) => write(entry, export, &mut out).unwrap(),
        Output::Sides(write) => {
            write(entry, export, Side::Source, &mut out).unwrap()
                + write(entry, export, Side::Target, &mut out).unwrap()
        }
    };
    out
}

fn written(entry: &Entry, name: &str) -> String {
    let format = write::format(name).expect("the format is in the table");
    String::from_utf8(write_as(entry, format, &Export::default())).unwrap()
}

fn read_as(entry: &Entry, format: &Format, bytes: &[u8]) -> Vec<Entry> {
    // What `Entry::stem` says, so that the name of the article is found again.
    let path = entry.stem().with_extension(format.extension);
    let path = if entry.layout == alinea::bitext::Layout::Flat {
        Path::new(&format!("{}.{}", entry.stem().display(), format.extension)).to_owned()
    } else {
        path
    };
    match format.input {
        Some(Input::Whole(read)) => read(&path, bytes).unwrap_or_else(|error| panic!("{error}")),
        Some(Input::WithTexts(read)) => {
            let (source, target) = entry.bitext.clone().into_texts();
            vec![read(&path, bytes, source, target).unwrap_or_else(|error| panic!("{error}"))]
        }
        None => Vec::new(),
    }
}

/// Writes, reads and writes again: the bytes are the same.
fn check_round_trip(entry: &Entry) {
    for format in FORMATS.iter().filter(|format| format.input.is_some()) {
        if entry.bitext.is_alone() && !format.alone {
            continue;
        }
        let export = Export { keep_nulls: true, ..Export::default() };
        let once = write_as(entry, format, &export);
        let read = read_as(entry, format, &once);
        let twice: Vec<u8> = read.iter().flat_map(|entry| write_as(entry, format, &export)).collect();
        let lines =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
        if format.name == "tsv" && read.is_empty() {
            assert_eq!(lines(&once).len(), 1, "a table without rows has no article");
            continue;
        }
        assert_eq!(lines(&once), lines(&twice), "{}", format.name);
        assert_eq!(once, twice, "{}", format.name);
        for entry in &read {
            assert!(
                entry
                    .flags
                    .iter()
                    .all(|flag| entry.bitext.side(flag.side).document.slice(flag.span).len()
                        == flag.span.len())
            );
        }
    }
}

#[test]
fn what_is_written_is_read_back() {
    for entry in fixture::all() {
        check_round_trip(&entry);
    }
}

#[test]
fn the_canonical_format_loses_nothing_that_a_reader_sees() {
    for entry in fixture::all() {
        let format = write::format("jsonl").unwrap();
        let read = read_as(&entry, format, &write_as(&entry, format, &Export::default())).remove(0);
        assert_eq!(read.name, entry.name);
        assert_eq!(read.stem(), entry.stem());
        assert_eq!(read.bitext.beads(), entry.bitext.beads());
        assert_eq!(read.bitext.moves, entry.bitext.moves);
        assert_eq!(read.notices, entry.notices);
        for side in [Side::Source, Side::Target] {
            let (before, after) = (entry.bitext.side(side), read.bitext.side(side));
            assert_eq!(before.iter().collect::<Vec<_>>(), after.iter().collect::<Vec<_>>());
            assert_eq!(before.document.path, after.document.path);
            let places = |text: &alinea::Text| -> Vec<_> {
                text.sentences.iter().map(|sentence| text.document.place(sentence.span.start)).collect()
            };
            assert_eq!(places(before), places(after));
        }
        for (before, after) in entry.flags.iter().zip(&read.flags) {
            assert_eq!((before.rule, before.severity, before.bead), (after.rule, after.severity, after.bead));
            let place = |entry: &Entry, flag: &alinea::Flag| {
                entry.bitext.side(flag.side).document.place(flag.span.start)
            };
            assert_eq!(place(&entry, before), place(&read, after));
        }
    }
}

#[test]
fn joined_files_are_read_as_several_articles() {
    let joined = written(&news(), "jsonl") + &written(&alone(), "jsonl");
    let Some(Input::Whole(read)) = write::format("jsonl").unwrap().input else { panic!("is whole") };
    let names: Vec<_> =
        read(Path::new("x.jsonl"), joined.as_bytes()).unwrap().into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["news", "a/b"]);
}

#[test]
fn moves_that_cannot_be_are_refused() {
    let Some(Input::Whole(read)) = write::format("jsonl").unwrap().input else { panic!("is whole") };
    let text = written(&news(), "jsonl");
    let line = text.lines().find(|line| line.contains("\"kind\":\"move\"")).unwrap();
    let said = |changed: &str| {
        let changed = text.replace(line, changed);
        read(Path::new("x.jsonl"), changed.as_bytes()).map(|_| ()).unwrap_err().to_string()
    };
    let confident = line.replace("\"confidence\":0.66", "\"confidence\":7.5");
    assert!(said(&confident).contains("expected a `confidence` from 0 to 1, but found 7.5"));
    let joined = line.replace("\"sentence\":5", "\"sentence\":0");
    assert!(said(&joined).contains("a move names a sentence that a bead joins already"), "{}", said(&joined));
    let beyond = line.replace("\"sentence\":5", "\"sentence\":50");
    assert!(said(&beyond).contains("a move names a sentence that is not there"));
    assert!(said(&format!("{line}\n{line}")).contains("expected the moves in the order"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(100), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_back(entry in any_entry()) {
        check_round_trip(&entry);
    }

    #[test]
    fn moses_files_have_equally_many_lines_for_every_reader(entry in any_entry()) {
        if !entry.bitext.is_alone() {
            let Output::Sides(write) = write::format("moses").unwrap().output else { panic!("has sides") };
            let lines = |side| {
                let mut out = Vec::new();
                write(&entry, &Export::default(), side, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                // As `str.splitlines` of Python splits.
                let breaks = ['\n', '\r', '\u{B}', '\u{C}', '\u{1C}', '\u{1D}', '\u{1E}', '\u{85}', '\u{2028}', '\u{2029}'];
                text.split(breaks).count()
            };
            prop_assert_eq!(lines(Side::Source), lines(Side::Target));
        }
    }

    #[test]
    fn every_line_is_a_record_of_the_schema(entry in any_entry()) {
        check_schema(&entry);
    }

    #[test]
    fn readers_survive_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,60}") {
        for format in FORMATS {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                match format.input {
                    Some(Input::Whole(read)) => drop(read(Path::new("x"), bytes)),
                    Some(Input::WithTexts(read)) => {
                        let (source, target) = news().bitext.into_texts();
                        drop(read(Path::new("x"), bytes, source, target));
                    }
                    None => {}
                }
            }
        }
    }

    #[test]
    fn readers_survive_damaged_files(entry in any_entry(), at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<bool>()) {
        for format in FORMATS.iter().filter(|format| format.alone || !entry.bitext.is_alone()) {
            let mut bytes = write_as(&entry, format, &Export::default());
            if bytes.is_empty() {
                continue;
            }
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] = to }
            if let Some(Input::Whole(read)) = format.input {
                drop(read(Path::new("x"), &bytes));
            }
        }
    }
}

fn check_schema(entry: &Entry) {
    static SCHEMA: std::sync::OnceLock<jsonschema::Validator> = std::sync::OnceLock::new();
    let schema = SCHEMA
        .get_or_init(|| jsonschema::validator_for(&serde_json::from_str(&write::schema()).unwrap()).unwrap());
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let text = written(entry, "jsonl");
    let values: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for value in &values {
        if let Err(error) = schema.validate(value) {
            panic!("{error} at {}: {value}", error.instance_path());
        }
        assert_eq!(keys(value), keys(&values[0]), "every key stands on every line");
    }
}

#[test]
fn fixtures_keep_to_the_schema() {
    for entry in fixture::all() {
        check_schema(&entry);
    }
    let schema: serde_json::Value = serde_json::from_str(&write::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut value: serde_json::Value =
        serde_json::from_str(written(&news(), "jsonl").lines().nth(1).unwrap()).unwrap();
    value.as_object_mut().unwrap().remove("score");
    assert!(!validator.is_valid(&value), "a missing key is noticed");
}

/// Compares a published file with what the program would publish; `UPDATE=1` writes it anew.
fn check_published(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is not what the code says; run the tests with UPDATE=1 and read the diff",
        path.display()
    );
}

#[test]
fn the_published_schema_is_that_of_the_code() {
    check_published("alinea-v1.schema.json", &write::schema());
}

#[test]
fn a_newer_version_and_a_broken_line_are_named() {
    let Some(Input::Whole(read)) = write::format("jsonl").unwrap().input else { panic!("is whole") };
    let text = written(&news(), "jsonl");
    let error = |text: &str| read(Path::new("x.jsonl"), text.as_bytes()).unwrap_err().to_string();
    assert!(
        error(&text.replacen("\"version\":1", "\"version\":9", 1))
            .starts_with("x.jsonl:1: expected version 1")
    );
    assert!(error(&text[..text.len() / 2]).contains("not a record of this format"));
    let without_head = text.split_once('\n').unwrap().1;
    assert!(error(without_head).contains("expected a line of kind `document`"));
    let swapped = text.replacen("\"bead\":1", "\"bead\":2", 1);
    assert!(error(&swapped).contains("expected bead 1"));
    assert!(error(&text.replace("\\n", "\\ud800")).contains("not a record"), "a lone surrogate");
}

#[test]
fn null_beads_and_doubtful_ones_are_left_out_as_asked() {
    let count = |export: &Export, name: &str, what: &str| {
        String::from_utf8(write_as(&news(), write::format(name).unwrap(), export))
            .unwrap()
            .matches(what)
            .count()
    };
    let keep = Export { keep_nulls: true, ..Export::default() };
    let sure = Export { min_confidence: 0.75, ..Export::default() };
    assert_eq!(count(&Export::default(), "tmx", "<tu>"), 3);
    assert_eq!(count(&keep, "tmx", "<tu>"), 6);
    assert_eq!(count(&sure, "tmx", "<tu>"), 2);
    assert_eq!(count(&Export::default(), "xliff", "<unit "), 6);
    assert_eq!(count(&sure, "xliff", "<unit "), 2);
    assert_eq!(count(&sure, "beads", "\n"), 5, "canonical files hold everything");
}

#[test]
fn beads_are_in_the_form_of_vecalign() {
    let wanted = "[0]:[0]:0.0050\n[1, 2]:[2]:0.1875\n[3]:[3]:0.2900\n[4]:[]:0.4000\n[5]:[1]:0.3400\n";
    assert_eq!(written(&news(), "beads"), wanted);
}

#[test]
fn tmx_repeats_no_mistake_of_others() {
    let tmx = written(&news(), "tmx");
    assert!(tmx.contains("<tmx version=\"1.4\">"), "not `1.4b`, not `1.4.`");
    for attribute in
        ["creationtool=", "creationtoolversion=", "segtype=", "o-tmf=", "adminlang=", "srclang=", "datatype="]
    {
        assert!(tmx.contains(attribute), "{attribute}");
    }
    assert_eq!(tmx.matches("<tu>").count(), tmx.matches("</tu>").count());
    assert!(!tmx.contains("date="), "no clock");
    let two_to_one = "<seg>Am Montag tagte der Rat. Er beriet über 12 Punkte.</seg>";
    assert!(tmx.contains(two_to_one), "a 2-1 bead is one unit, its line break a space");
}

#[test]
fn scripts_without_spaces_are_joined_without() {
    let tmx = written(&east(), "tmx");
    if alinea::lang::language("zh".parse().unwrap()).script.spaced() {
        // The record of the language is not there yet: nothing to see.
        return;
    }
    assert!(tmx.contains("<seg>今天下雨。明天天晴。</seg>"), "{tmx}");
}

#[test]
fn files_stand_where_the_entry_says() {
    let dir = tempfile::tempdir().unwrap();
    let mut found = Vec::new();
    for entry in fixture::all() {
        for format in FORMATS {
            let saved = write::save(&entry, format, &Export::default(), dir.path()).unwrap();
            found.extend(saved.paths.iter().map(|path| path.to_string_lossy().into_owned()));
            assert!(saved.paths.iter().all(|path| dir.path().join(path).is_file()));
        }
    }
    assert_eq!(
        &found[..7],
        [
            "news/de-ar.jsonl", "news/de-ar.tsv", "news/de-ar.tmx", "news/de-ar.xlf", "news/de-ar.de",
            "news/de-ar.ar", "news/de-ar.beads"
        ]
    );
    assert_eq!(found[7], "東.zh-Hant-th.jsonl");
    assert!(found.contains(&"a/b/vi.jsonl".to_owned()));
    assert!(!found.contains(&"a/b/vi.tmx".to_owned()), "a memory has two sides");
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let mut entry = nothing();
    let text = |lang: &str| {
        fixture::text(
            lang,
            "c.txt",
            &[(fixture::BODY, alinea::bitext::Kind::Paragraph, &["a\u{1}b\u{FFFF}."])],
        )
    };
    entry.bitext = alinea::Bitext::new(text("en"), text("de"), vec![fixture::bead(0..1, 0..1, 1.0)]);
    let dir = tempfile::tempdir().unwrap();
    let saved = write::save(&entry, write::format("tmx").unwrap(), &Export::default(), dir.path()).unwrap();
    assert_eq!(saved.notices[0].message, "4 control characters were left out, which `tmx` cannot hold");
    let saved = write::save(&entry, write::format("moses").unwrap(), &Export::default(), dir.path()).unwrap();
    assert_eq!(saved.notices.len(), 1, "two files, and each character once");
    assert_eq!(saved.notices[0].message, "4 control characters were left out, which `moses` cannot hold");
}

#[test]
fn readers_of_xml_expand_nothing_and_fetch_nothing() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
    let outside = "<!DOCTYPE x [<!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    for (name, file) in [
        (
            "tmx",
            "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>&c;</seg></tuv></tu></body></tmx>",
        ),
        (
            "xliff",
            "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"de\"><file id=\"f\"><unit id=\"u\"><segment><source>&c;</source></segment></unit></file></xliff>",
        ),
    ] {
        let Some(Input::Whole(read)) = write::format(name).unwrap().input else { panic!("is whole") };
        for prolog in [bomb, outside, ""] {
            let error = read(Path::new("x"), format!("{prolog}{file}").as_bytes()).unwrap_err().to_string();
            assert!(error.contains("entities are not expanded"), "{error}");
        }
    }
}
