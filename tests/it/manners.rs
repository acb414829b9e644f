//! What the program says to people, and what it leaves unsaid.

use std::fs;

use assert_cmd::Command;

use crate::living::{PAIR, Said, TWO, folder, run};

#[test]
fn a_comment_that_does_nothing_is_told_by_whoever_has_the_original() {
    for (comment, says) in [
        ("alinea: ignore day-mismtch", "did you mean `day-mismatch`?"),
        ("alinea: ignore day-mismatch", "suppresses nothing"),
        ("alinea: ignore", "suppresses nothing"),
        ("alinea ignore mojibake", "suppresses nothing"),
    ] {
        let original = "The state pays two thirds of it.\n\nEverything stayed as it was.\n";
        let translation = format!(
            "Das Land zahlt zwei Drittel davon.\n\n<!-- {comment} -->\nAlles blieb so, wie es war.\n"
        );
        let at = folder(&[("a/en.md", original), ("a/de.md", &translation)]);
        let Said(_, out, err) = run(at.path(), &["align", "a", "--out", "out"]);
        assert!(out.contains("a/de.md: line 3: ") && out.contains(says), "{comment}: {out}{err}");
        let Said(_, out, err) = run(at.path(), &["check", "out", "--report", "terminal,junit"]);
        assert!(out.contains("a/de.md: line 3: ") && out.contains(says), "{comment}: {out}{err}");
        let junit = fs::read_to_string(at.path().join("report.junit.xml")).unwrap();
        assert!(junit.contains("a/de.md: note: line 3: ") && junit.contains(says), "{junit}");
        for command in [&["align", "a", "--out", "out"][..], &["check", "out"]] {
            let Said(_, out, _) = run(at.path(), &[command, &["--report", "github"]].concat());
            let told =
                out.lines().find(|line| line.starts_with("::notice file=a/de.md,title=note::line 3: "));
            assert!(told.is_some_and(|line| line.contains(says)), "{command:?} {comment}: {out}");
        }
    }
}

#[test]
fn a_comment_without_its_colon_is_followed() {
    let text = "<!-- alinea ignore double-punct -->\nDas Land zahlt zwei Drittel davon.. Es kam anders.\n";
    let at = folder(&[("a.md", text)]);
    let Said(code, out, err) = run(at.path(), &["flag", "--lang", "de", "--fail-on", "hint", "a.md"]);
    assert!(code == 0 && out.contains("1 suppressed") && err.is_empty(), "{out}{err}");
}

#[test]
fn files_that_speak_to_the_program_are_left_out_without_a_word() {
    let at = folder(&[
        ("a/de.txt", TWO),
        ("a/article.toml", "alone = true\n"),
        ("alinea.toml", ""),
        ("alinea.ignore", ""),
        ("notes.xyz", "x"),
    ]);
    for command in
        [&["flag", "."][..], &["fix", "--diff", "."], &["clean", "."], &["align", ".", "--out", "out"]]
    {
        let Said(_, out, err) = run(at.path(), command);
        let said = format!("{out}{err}");
        assert!(!said.contains("article.toml") && !said.contains("alinea."), "{command:?}: {said}");
        assert!(said.contains("notes.xyz"), "what is no file of ours is told: {command:?}: {said}");
    }
}

#[test]
fn translation_files_in_a_folder_are_told_what_to_do_with() {
    let at = folder(&PAIR);
    run(at.path(), &["align", "a", "--out", "out", "--formats", "jsonl,tmx,xliff,tsv", "--report", "html"]);
    fs::copy(at.path().join("a/de.txt"), at.path().join("out/de.txt")).unwrap();
    let Said(code, _, err) = run(at.path(), &["flag", "out"]);
    for name in ["en-de.jsonl", "en-de.tmx", "en-de.tsv", "en-de.xlf"] {
        let told = format!("out/a/{name}: left out: a translation file is flagged where it is named itself");
        assert!(code == 0 && err.contains(&told), "{err}");
    }
    let Said(_, _, err) = run(at.path(), &["fix", "--diff", "out"]);
    for name in ["en-de.jsonl", "en-de.tmx", "en-de.tsv", "en-de.xlf"] {
        assert!(err.contains(&format!("out/a/{name}: left alone: it is made from articles")), "{err}");
    }
}

#[test]
fn quiet_runs_of_flag_and_fix_say_nothing_but_errors() {
    let at = folder(&[PAIR[0], PAIR[1], ("b/a.txt", TWO), ("b/notes.xyz", "x")]);
    run(at.path(), &["align", "a", "--out", "out"]);
    for args in [&["b"][..], &["out/a/en-de.jsonl"], &["b", "--accept"]] {
        let Said(code, out, err) =
            run(at.path(), &[&["flag", "--lang", "de", "-q", "-j", "1"], args].concat());
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{args:?}");
    }
    fs::remove_file(at.path().join("alinea.ignore")).unwrap();
    let args = ["flag", "--lang", "de", "--quiet", "--fail-on", "hint", "b"];
    assert_eq!(run(at.path(), &args).0, 1, "the exit code says it all the same");
    let Said(_, lines, err) = run(at.path(), &[&args[..], &["--format", "jsonl", "--jobs", "2"]].concat());
    assert_eq!((lines.lines().count(), err.as_str()), (2, ""), "what programs asked for is written");
    let Said(code, _, err) = run(at.path(), &["flag", "-q", "none.txt"]);
    assert!(code == 2 && err.contains("no such file"), "{err}");
    let Said(code, out, err) = run(at.path(), &["fix", "--lang", "de", "-q", "b"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert!(!fs::read_to_string(at.path().join("b/a.txt")).unwrap().contains(".."));
}

#[test]
fn a_configuration_that_is_there_is_not_written_over() {
    let at = folder(&[("alinea.toml", "[learn]\n")]);
    let Said(code, _, err) = run(at.path(), &["init"]);
    let said = "alinea.toml: there is a configuration already; edit it, or move it away first";
    assert!(code == 2 && err.contains(said) && !err.contains("os error"), "{code} {err}");
    assert_eq!(fs::read_to_string(at.path().join("alinea.toml")).unwrap(), "[learn]\n");
}

#[test]
fn a_page_on_standard_input_is_read_as_one() {
    let page = "\u{feff}\n<!DOCTYPE html>\n<html lang=\"de\"><head><title>Titel</title></head><body><article>\n\
                <p>Das Land zahlt zwei Drittel davon, und es kam <b>ganz</b> anders als gedacht.</p>\n\
                </article></body></html>\n";
    let said = |args: &[&str]| {
        let done = Command::cargo_bin("alinea").unwrap().args(args).write_stdin(page).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    assert!(!said(&["flag", "--lang", "de"]).contains("markup-residue"), "{}", said(&["flag"]));
    for command in ["clean", "split"] {
        let text = said(&[command]);
        assert!(text.contains("es kam ganz anders") && !text.contains('<'), "{command}: {text}");
    }
    assert!(
        said(&["clean", "--format", "plain", "--explain"]).contains("<p>"),
        "a format that is named holds"
    );
    assert!(said(&["flag", "--help"]).contains("<!doctype html"));
}

#[test]
fn code_is_left_alone_by_whoever_reads_the_files() {
    let page = |text: &str| format!("{text} `cp -r . ..`, `rm ,,`.\n\n```\nprint the the\n```\n");
    let original = page("The state pays two thirds of it with");
    let translation = page("Das Land zahlt zwei Drittel davon mit");
    let at = folder(&[("a/en.md", &original), ("a/de.md", &translation)]);
    run(at.path(), &["align", "a", "--out", "out"]);
    let Said(code, checked, _) = run(at.path(), &["check", "out", "--fail-on", "hint"]);
    assert!(code == 0 && checked.contains("flags       none"), "{checked}");
    let lines = fs::read_to_string(at.path().join("out/a/en-de.jsonl")).unwrap();
    assert!(lines.contains(r#""code":[[38,48],[50,55]]"#), "{lines}");
    let path = at.path().join("out/a/en-de.jsonl");
    fs::write(&path, lines.replace("[[38,48],[50,55]]", "[[50,55],[38,48]]")).unwrap();
    let Said(code, out, err) = run(at.path(), &["check", "out"]);
    assert!(code == 3 && out.contains("not in order"), "{code} {out}{err}");
}

#[test]
fn a_sentence_that_stands_twice_in_its_paragraph_is_told() {
    for (lang, text, told) in [
        ("de", "Der Regen kam spät. Die lange Straße war nass. Die lange Straße war nass.\n", 1),
        ("de", "Die lange Straße war nass.\n\nDie lange Straße war nass.\n\nNie wieder. Nie wieder.\n", 0),
        ("zh", "请注意安全。头痛和头晕是中暑的表现。头痛和头晕是中暑的表现。\n", 1),
    ] {
        let at = folder(&[("a.txt", text)]);
        let Said(_, out, err) = run(at.path(), &["flag", "--lang", lang, "a.txt"]);
        assert_eq!(out.matches("stands twice in a row").count(), told, "{text}{out}{err}");
    }
}
