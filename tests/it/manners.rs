//! What the program says to people, and what it leaves unsaid.

use std::fs;

use crate::living::{Said, folder, run};

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
