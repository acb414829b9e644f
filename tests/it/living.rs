//! Living with flags: what is suppressed, accepted, known or fixed, and a scorer from outside.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use alinea::bitext::fingerprints;
use alinea::flag::fix::{apply, fixes};
use alinea::flag::{FlagOptions, flag, segments};
use alinea::lexicon::Lexicon;
use alinea::{Bitext, Entry, Severity};
use assert_cmd::Command;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// The exit code, standard output and standard error.
pub(crate) struct Said(pub(crate) i32, pub(crate) String, pub(crate) String);

pub(crate) fn run(folder: &Path, args: &[&str]) -> Said {
    let mut command = Command::cargo_bin("alinea").unwrap();
    let done = command.current_dir(folder).args(args).timeout(Duration::from_secs(300)).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said(done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The flags of `alinea flag --format jsonl`.
pub(crate) fn flags(folder: &Path, args: &[&str]) -> Vec<Value> {
    let Said(_, out, err) = run(folder, &[&["flag", "--format", "jsonl"], args].concat());
    out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}\n{err}"))).collect()
}

/// Rules of the flags that are suppressed, and of those that are not.
fn rules(flags: &[Value]) -> [Vec<&str>; 2] {
    let of = |suppressed: bool| {
        let found = flags.iter().filter(|flag| flag["suppressed"].is_object() == suppressed);
        found.map(|flag| flag["rule"].as_str().unwrap()).collect()
    };
    [of(true), of(false)]
}

pub(crate) const TWO: &str = "Das Land zahlt zwei Drittel davon.. Es kam ganz anders als gedacht.\n\n\
                   Es blieb alles beim Alten , sagte sie nach der langen Sitzung.\n";

#[test]
fn the_configuration_suppresses_by_rule_path_and_language() {
    for (entry, suppressed) in [
        ("rule = \"double-punct\"", vec!["double-punct"]),
        ("rule = [\"double-punct\", \"space-before-punct\"]", vec!["double-punct", "space-before-punct"]),
        ("path = \"drafts/**\"", vec!["double-punct", "space-before-punct"]),
        ("path = \"*.txt\"\nrule = \"space-before-punct\"\nlang = \"de\"", vec!["space-before-punct"]),
        ("lang = \"de\"", vec!["double-punct", "space-before-punct"]),
        ("lang = [\"fr\", \"de\"]", vec!["double-punct", "space-before-punct"]),
        ("path = \"drafts\"", vec!["double-punct", "space-before-punct"]),
        ("path = \"drafts/a.txt\"", vec!["double-punct", "space-before-punct"]),
        ("lang = \"fr\"", vec![]),
        ("path = \"*.md\"", vec![]),
        ("path = \"drafts/**\"\nrule = \"mojibake\"", vec![]),
    ] {
        let toml = format!("[[flag.suppress]]\n{entry}\n");
        let at = folder(&[("alinea.toml", &toml), ("drafts/a.txt", TWO)]);
        let found = flags(at.path(), &["--lang", "de", "drafts/a.txt"]);
        assert_eq!(rules(&found)[0], suppressed, "{entry}: {found:?}");
        assert_eq!(found.len(), 2, "what is suppressed is still there");
        // Also from elsewhere: patterns are those of the configuration's folder.
        let found = flags(&at.path().join("drafts"), &["--lang", "de", "a.txt"]);
        assert_eq!(rules(&found)[0], suppressed, "{entry}");
    }
}

#[test]
fn a_suppression_that_is_wrong_is_named_with_its_line() {
    for (toml, line, says) in [
        ("\n[[flag.suppress]]\nrule = \"double-punkt\"\n", 3, "did you mean `double-punct`?"),
        ("[[flag.suppress]]\nlang = \"de\"\n[[flag.suppress]]\nreason = \"x\"\n", 3, "every flag"),
        ("[[flag.suppress]]\npath = \"a[\"\n", 1, "is no pattern"),
        ("\n[[flag.suppress]]\npath = \"/drafts/**\"\n", 2, "as seen from there: `drafts/**`"),
        ("[[flag.suppress]]\nlang = [\"de\", \"d_\"]\n", 2, "d_"),
        ("[[flag.suppress]]\nrule = 5\n", 2, "a name, or a list of them"),
        ("[[flag.suppress]]\npaht = \"a\"\n", 2, "did you mean `path`?"),
    ] {
        let at = folder(&[("alinea.toml", toml), ("a.txt", TWO)]);
        let Said(code, _, err) = run(at.path(), &["flag", "a.txt"]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(&format!("alinea.toml:{line}:")) && err.contains(says), "{toml}: {err}");
    }
}

#[test]
fn a_comment_suppresses_in_the_block_that_follows() {
    let sentence = "Das Land zahlt zwei Drittel davon.. Es kam ganz anders als gedacht.";
    for (name, text) in [
        (
            "a.md",
            format!("<!-- alinea: ignore double-punct -->\n{sentence}\n\nNoch etwas.. Es geht so weiter.\n"),
        ),
        ("b.md", format!("- <!-- alinea: ignore --> {sentence}\n\nNoch etwas.. Es geht so weiter.\n")),
        (
            "c.md",
            format!(
                "Auch hier, <!-- alinea: ignore double-punct --> {sentence}\n\nNoch etwas.. Es geht so weiter.\n"
            ),
        ),
        (
            "d.html",
            format!(
                "<html><body><article><p>Davor steht ein ganz gewöhnlicher Satz, der nichts tut.</p>\n\
                 <!-- alinea: ignore mojibake,double-punct -->\n<p>{sentence}</p>\n\
                 <p>Noch etwas.. Es geht so weiter.</p></article></body></html>"
            ),
        ),
        (
            "e.html",
            format!(
                "<article><!-- alinea: ignore --><p>{sentence}</p><p>Noch etwas.. Es geht weiter.</p></article>"
            ),
        ),
    ] {
        let at = folder(&[(name, &text)]);
        let found = flags(at.path(), &["--lang", "de", "--select", "double-punct", name]);
        assert_eq!(rules(&found), [vec!["double-punct"], vec!["double-punct"]], "{name}: {found:?}");
        let reason = &found[0]["suppressed"];
        assert_eq!(reason["path"], name);
        let line = text.lines().position(|line| line.contains("alinea:")).unwrap() + 1;
        assert_eq!(reason["line"], line, "{name}");
    }
}

#[test]
fn a_comment_that_does_nothing_is_told() {
    for (comment, says) in [
        ("ignore double-punkt", "did you mean `double-punct`?"),
        ("ignore mojibake", "suppresses nothing"),
        ("ignroe mojibake", "is not understood"),
        // A rule that cannot run without the original might have found something.
        ("ignore", ""),
        ("ignore number-mismatch", ""),
        ("ignore number-mismatch, mojibake", ""),
    ] {
        let text = format!("Ein Satz.\n\n<!-- alinea: {comment} -->\nDer Rat tagte lange und beriet sich.\n");
        let at = folder(&[("a.md", &text)]);
        let Said(code, _, err) = run(at.path(), &["flag", "--lang", "de", "a.md"]);
        assert_eq!(code, 0, "{err}");
        match says {
            "" => assert_eq!(err, ""),
            says => assert!(err.contains("a.md: line 3: ") && err.contains(says), "{comment}: {err}"),
        }
    }
    let at = folder(&[("a.md", "Ein Satz.\n\n<!-- alinea: ignore -->\n")]);
    let Said(_, _, err) = run(at.path(), &["flag", "--lang", "de", "a.md"]);
    assert!(err.contains("stands before no text"), "{err}");
}

#[test]
fn what_is_accepted_stays_so_and_the_file_stays_sorted() {
    let at = folder(&[("a.txt", TWO)]);
    let args = ["flag", "--lang", "de", "--fail-on", "warning", "a.txt"];
    assert_eq!(run(at.path(), &args).0, 1);
    let Said(_, _, err) = run(at.path(), &[&args[..], &["--accept"]].concat());
    assert!(err.contains("accepted 2 flags in alinea.ignore"), "{err}");
    let Said(code, out, _) = run(at.path(), &args);
    assert!(code == 0 && out.contains("2 suppressed") && !out.contains("a.txt:1"), "{out}");
    let Said(_, out, _) = run(at.path(), &[&args[..], &["--show-suppressed"]].concat());
    assert!(out.contains("suppressed: accepted as it is (alinea.ignore:"), "{out}");
    // What people write into it, and flags of other files, stay when it is extended.
    let file = at.path().join("alinea.ignore");
    let text = fs::read_to_string(&file).unwrap();
    let more =
        text.replace("  # Es blieb", "  # Stil: Es blieb") + "# why\nffffffffffffffff  some-rule-to-come\n";
    fs::write(&file, &more).unwrap();
    fs::write(at.path().join("b.txt"), "Er kam, sah und siegte am Ende doch.. Es war gut so.\n").unwrap();
    let Said(code, _, err) = run(at.path(), &["flag", "--lang", "de", "b.txt", "--accept"]);
    assert_eq!((code, err.contains("accepted 1 flag in")), (0, true), "{err}");
    let after = fs::read_to_string(&file).unwrap();
    assert!(more.lines().all(|line| after.contains(line)), "{after}");
    let names: Vec<&str> =
        after.lines().filter(|line| line.contains("-")).filter(|line| !line.starts_with('#')).collect();
    assert!(names.len() == 4 && names.is_sorted(), "{after}");
    // Only when asked, what was not found is taken out.
    let Said(_, _, err) = run(at.path(), &["flag", "--lang", "de", "b.txt", "--accept", "--prune"]);
    assert!(err.contains("took 3 out"), "{err}");
    fs::write(&file, "\n<<<<<<< ours\n").unwrap();
    let Said(code, _, err) = run(at.path(), &args);
    assert!(code == 2 && err.contains("alinea.ignore:2:"), "{err}");
}

#[test]
fn a_flag_is_accepted_by_its_fingerprint() {
    let at = folder(&[("a.txt", TWO)]);
    let found = flags(at.path(), &["--lang", "de", "a.txt"]);
    let one = format!("--accept={}", found[1]["fingerprint"].as_str().unwrap());
    run(at.path(), &["flag", "--lang", "de", "a.txt", &one]);
    let found = flags(at.path(), &["--lang", "de", "a.txt"]);
    assert_eq!(rules(&found), [vec!["space-before-punct"], vec!["double-punct"]]);
    let open = found.iter().find(|flag| !flag["suppressed"].is_object()).unwrap();
    let other = format!("--accept={}", open["fingerprint"].as_str().unwrap().to_uppercase());
    let Said(code, _, err) = run(at.path(), &["flag", "--lang", "de", "a.txt", &other]);
    assert!(code == 0 && err.contains("accepted 1 flag"), "{err}");
    assert_eq!(rules(&flags(at.path(), &["--lang", "de", "a.txt"]))[1], [""; 0]);
    let Said(code, _, err) = run(at.path(), &["flag", "a.txt", "--accept=0123456789abcdef"]);
    assert!(code == 2 && err.contains("no flag has the fingerprint"), "{err}");
}

pub(crate) const PAIR: [(&str, &str); 2] = [
    ("a/en.txt", "The state pays two thirds of it. Everything stayed as it was.\n"),
    ("a/de.txt", "Das Land zahlt zwei Drittel davon.. Alles blieb beim Alten , wie es war.\n"),
];

#[test]
fn a_baseline_lets_only_new_flags_fail() {
    let at = folder(&PAIR);
    let align =
        ["align", "a", "--out", "out", "--report", "terminal,sarif,json,junit,html", "--fail-on", "warning"];
    assert_eq!(run(at.path(), &align).0, 1);
    let Said(_, _, err) = run(at.path(), &[&align[..], &["--write-baseline", "known.txt"]].concat());
    assert!(err.contains("wrote a baseline of"), "{err}");
    fs::copy(at.path().join("out/report.sarif"), at.path().join("known.sarif")).unwrap();
    fs::copy(at.path().join("out/report.json"), at.path().join("known.json")).unwrap();
    fs::copy(at.path().join("out/a/en-de.jsonl"), at.path().join("known.jsonl")).unwrap();
    for known in ["known.txt", "known.sarif", "known.json", "known.jsonl"] {
        let Said(code, out, err) = run(at.path(), &[&align[..], &["--baseline", known]].concat());
        assert!(code == 0 && out.contains("0 new"), "{known}: {out}{err}");
        // The same flags when the files are read back, and when the translation is looked at alone.
        let Said(code, out, err) =
            run(at.path(), &["check", "out", "--fail-on", "warning", "--baseline", known]);
        assert!(code == 0 && out.contains("0 new"), "{known}: {out}{err}");
        let alone = ["flag", "--lang", "de", "a/de.txt", "--fail-on", "warning", "--baseline", known];
        let Said(code, out, err) = run(at.path(), &alone);
        assert!(code == 0 && out.contains(" 0 new"), "{known}: {out}{err}");
    }
    let changed = format!("Ein neuer Satz steht davor.. So ist es.\n{}", PAIR[1].1);
    fs::write(at.path().join("a/de.txt"), changed).unwrap();
    let args = ["flag", "--lang", "de", "a/de.txt", "--fail-on", "warning", "--baseline", "known.txt"];
    let Said(code, out, _) = run(at.path(), &args);
    assert!(code == 1 && out.contains("2 known to the baseline, 1 new"), "{out}");
    assert!(out.contains("a/de.txt:1:27") && !out.contains("a/de.txt:2"), "{out}");
    run(at.path(), &[&align[..], &["--baseline", "known.txt"]].concat());
    let sarif: Value =
        serde_json::from_str(&fs::read_to_string(at.path().join("out/report.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let state = |name: &str| results.iter().filter(|result| result["baselineState"] == name).count();
    assert!(
        state("unchanged") >= 2 && state("new") >= 1 && state("new") + state("unchanged") == results.len()
    );
    let summary: Value =
        serde_json::from_str(&fs::read_to_string(at.path().join("out/report.json")).unwrap()).unwrap();
    assert!(summary["summary"]["known"].as_u64() >= Some(2) && summary["summary"]["new"].as_u64() >= Some(1));
    let Said(code, _, err) = run(at.path(), &["flag", "a/de.txt", "--baseline", "no-such"]);
    assert!(code == 2 && err.contains("no-such") && err.contains("--write-baseline"), "{err}");
}

#[test]
fn a_folder_without_pages_is_a_slip() {
    let at = folder(&[("none/a.bin", "x")]);
    for command in ["fix", "split", "tag", "clean", "flag"] {
        let Said(code, out, err) = run(at.path(), &[command, "none"]);
        assert!(code == 2 && out.is_empty(), "{command}: {out}{err}");
        assert!(err.contains("no page was found; name files") && err.contains("a.bin"), "{command}: {err}");
    }
}

#[test]
fn quiet_runs_say_nothing_of_baselines() {
    let at = folder(&PAIR);
    let args = ["align", "a", "--out", "out", "-q", "--accept", "--write-baseline", "known.txt"];
    let Said(code, out, err) = run(at.path(), &args);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert!(at.path().join("known.txt").exists() && at.path().join("alinea.ignore").exists());
    let Said(code, out, err) = run(at.path(), &["check", "out", "-q", "--write-baseline", "known.txt"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
}

#[test]
fn a_baseline_that_is_packed_empty_or_of_another_version_is_told_from_one() {
    let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03";
    let at =
        folder(&[("a.txt", TWO), ("empty.json", ""), ("two.json", "{\"version\": 2, \"articles\": []}")]);
    fs::write(at.path().join("known.json.gz"), packed).unwrap();
    fs::write(at.path().join("wide.json"), b"\xff\xfe{\x00}\x00").unwrap();
    for (name, said) in [
        ("empty.json", "the baseline is empty"),
        ("two.json", "expected version 1 of the report, but found 2"),
        ("known.json.gz", "the baseline is packed; unpack it first"),
        ("wide.json", "the baseline is not in UTF-8"),
    ] {
        let Said(code, _, err) = run(at.path(), &["flag", "--lang", "de", "a.txt", "--baseline", name]);
        assert!(code == 2 && err.contains(name) && err.contains(said), "{err}");
    }
}

#[test]
fn every_report_counts_what_is_suppressed() {
    let at = folder(&PAIR);
    fs::write(
        at.path().join("alinea.toml"),
        "\n[[flag.suppress]]\nrule = \"double-punct\"\nreason = \"house style\"\n",
    )
    .unwrap();
    let reports = "terminal,sarif,json,junit,html,github";
    let Said(code, out, err) = run(at.path(), &["align", "a", "--out", "out", "--report", reports]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("suppressed  1 flag")
            && out.contains("; 1 suppressed")
            && !out.contains("[double-punct]"),
        "{out}"
    );
    let read = |name: &str| fs::read_to_string(at.path().join("out").join(name)).unwrap();
    assert!(read("report.junit.xml").contains("[suppressed: house style (alinea.toml:2)]"));
    assert!(read("report.html").contains("<dd>1</dd><dt>suppressed</dt>"));
    assert!(read("report/a/en-de.html").contains("1 flag suppressed"));
    let summary: Value = serde_json::from_str(&read("report.json")).unwrap();
    assert_eq!(summary["summary"]["suppressed"], 1);
    assert!(
        summary["summary"]["rules"].as_array().unwrap().iter().all(|rule| rule["rule"] != "double-punct")
    );
    let sarif: Value = serde_json::from_str(&read("report.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let one = results.iter().find(|result| result["ruleId"] == "double-punct").expect("it does not vanish");
    assert_eq!(one["suppressions"][0]["kind"], "external");
    assert_eq!(one["suppressions"][0]["justification"], "house style");
    assert_eq!(one["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], ".");
    if let Some(schemas) = std::env::var_os("ALINEA_SCHEMAS") {
        let schema = fs::read_to_string(Path::new(&schemas).join("sarif-schema-2.1.0.json")).unwrap();
        let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
        assert!(schema.validate(&sarif).is_ok(), "{:?}", schema.validate(&sarif).err());
    }
    let Said(_, out, _) =
        run(at.path(), &["align", "a", "--out", "out", "--report", "terminal,html", "--show-suppressed"]);
    assert!(
        out.contains("[double-punct]") && out.contains("suppressed: house style (alinea.toml:2)"),
        "{out}"
    );
    assert!(read("report/a/en-de.html").contains("suppressed: house style"));
}

#[test]
fn reports_name_what_a_flag_is_accepted_by() {
    let at = folder(&PAIR);
    let Said(_, brief, _) = run(at.path(), &["align", "a", "--out", "out"]);
    let lines = fs::read_to_string(at.path().join("out/a/en-de.jsonl")).unwrap();
    let flag = lines.lines().find_map(|line| {
        let bead: Value = serde_json::from_str(line).unwrap();
        bead["flags"].as_array()?.iter().find(|flag| flag["rule"] == "double-punct").cloned()
    });
    let name = flag.unwrap()["fingerprint"].as_str().unwrap().to_owned();
    let page = fs::read_to_string(at.path().join("out/report/a/en-de.html")).unwrap();
    assert!(
        brief.contains(&format!("= fingerprint {name}")) && page.contains(&format!(">{name}</code>")),
        "{brief}"
    );
    let Said(_, _, err) = run(at.path(), &["check", "out", &format!("--accept={name}")]);
    assert!(err.contains("accepted 1 flag in"), "{err}");
    // What is suppressed is shown beside all others, and hints where all is asked for.
    let Said(_, all, _) = run(
        at.path(),
        &["check", "out", "--show-suppressed", "--verbose", "--severity", "space-before-punct=hint"],
    );
    assert!(all.contains("suppressed: accepted") && all.contains("hint[space-before-punct]"), "{all}");
    let Said(_, brief, _) = run(at.path(), &["check", "out", "--severity", "space-before-punct=hint"]);
    assert!(!brief.contains("hint[") && brief.contains("not shown above; `--verbose` shows all"), "{brief}");
}

#[test]
fn what_a_comment_suppressed_stays_so_in_the_files() {
    let markdown = format!("<!-- alinea: ignore double-punct, space-before-punct -->\n{}", PAIR[1].1);
    let at = folder(&[PAIR[0], ("a/de.md", &markdown)]);
    run(at.path(), &["align", "a", "--out", "out"]);
    let select = ["--select", "double-punct,space-before-punct", "--fail-on", "warning"];
    let Said(code, out, err) = run(at.path(), &[&["check", "out"], &select[..]].concat());
    assert!(code == 0 && out.contains("2 flags; `--show-suppressed`"), "{out}{err}");
}

#[test]
fn rules_are_chosen_on_the_command_line_of_every_command() {
    let at = folder(&PAIR);
    run(at.path(), &["align", "a", "--out", "out"]);
    for command in
        [&["align", "a", "--out", "again"][..], &["check", "out"], &["flag", "a/de.txt"], &["fix", "a"]]
    {
        for option in ["--select", "--ignore"] {
            let Said(code, _, err) = run(at.path(), &[command, &[option, "double-punkt"]].concat());
            assert!(code == 2 && err.contains("did you mean `double-punct`?"), "{command:?} {option}: {err}");
        }
        for (setting, says, never) in [
            ("MOJIBAKE=hint", "did you mean `mojibake`?", "``"),
            ("nope=hint", "there is no rule `nope`; `alinea explain` lists all", "did you mean"),
            ("number=hint", "did you mean `number-mi", "``"),
        ] {
            let Said(code, _, err) = run(at.path(), &[command, &["--severity", setting]].concat());
            assert!(code == 2 && err.contains(says) && !err.contains(never), "{command:?} {setting}: {err}");
        }
        let Said(code, _, err) = run(at.path(), &[command, &["--severity", "mojibake=bad"]].concat());
        assert!(code == 2 && err.contains("levels are"), "{command:?}: {err}");
    }
    let error = ["check", "out", "--select", "double-punct", "--severity", "double-punct=error"];
    assert_eq!(run(at.path(), &error).0, 1);
    assert_eq!(run(at.path(), &error[..4]).0, 0);
}

const PLAIN: &str =
    "\u{feff}Der Rat tagte.. Er beriet lange.\r\nEs blieb beim Alten , sagte sie. Das Ã¼bliche MaÃŸ.\r\n";
const FIXED: &str =
    "\u{feff}Der Rat tagte. Er beriet lange.\r\nEs blieb beim Alten, sagte sie. Das übliche Maß.\r\n";

#[test]
fn fixing_changes_what_is_safe_and_a_second_run_nothing() {
    let page = "<article>\n<p>Der <b>Rat</b> tagte.. Er beriet lange.</p><p title='Gut.. So'>Es blieb beim Alten , sagte sie.</p>\n\
                <p>Zwei.<i>. Drei</i> und mehr stehen hier.</p></article>\n";
    let page_after = page.replace("tagte.. Er", "tagte. Er").replace("Alten ,", "Alten,");
    let markdown = "# Über\n\nEin *Rat* tagte.. Es &amp; du , sagt sie.\n\n```\nx = 1 , 2..\n```\n";
    let markdown_after = markdown.replace("tagte..", "tagte.").replace("du ,", "du,");
    let at = folder(&[("a.txt", PLAIN), ("b.html", page), ("c.md", markdown)]);
    let Said(code, diff, err) = run(at.path(), &["fix", "--diff", "--lang", "de", "."]);
    assert_eq!(code, 0, "{err}");
    assert!(
        diff.contains("--- a/a.txt")
            && diff.contains("+++ b/b.html")
            && diff.contains("-Es blieb beim Alten ,"),
        "{diff}"
    );
    assert_eq!(fs::read_to_string(at.path().join("a.txt")).unwrap(), PLAIN, "a diff changes nothing");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(at.path().join("a.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    }
    let Said(code, _, err) = run(at.path(), &["fix", "--lang", "de", "."]);
    assert_eq!(code, 0, "{err}");
    let read = |name: &str| fs::read_to_string(at.path().join(name)).unwrap();
    assert_eq!(read("a.txt"), FIXED);
    assert_eq!(read("b.html"), page_after);
    assert_eq!(read("c.md"), markdown_after);
    assert!(err.contains("b.html:3: left alone"), "what markup cuts through is told: {err}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(at.path().join("a.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
    let Said(_, _, err) = run(at.path(), &["fix", "--lang", "de", "."]);
    assert!(err.contains("made 0 changes in 0 files"), "{err}");
    assert_eq!(fs::read_dir(at.path()).unwrap().count(), 3, "nothing temporary is left");
}

#[test]
fn fixing_leaves_alone_what_is_suppressed_or_not_utf8() {
    let at =
        folder(&[("a.md", "<!-- alinea: ignore double-punct -->\nDer Rat tagte.. Er beriet , lange.\n")]);
    fs::write(at.path().join("b.txt"), b"Das Caf\xe9 ist zu.. Es \xf6ffnet morgen.\n").unwrap();
    fs::write(at.path().join("d.jsonl"), "{\"id\":\"x\",\"lang\":\"de\",\"text\":\"Er kam.. Und ging.\"}\n")
        .unwrap();
    let before: Vec<_> = ["b.txt", "d.jsonl"].map(|name| fs::read(at.path().join(name)).unwrap()).into();
    let Said(code, _, err) = run(at.path(), &["fix", "--lang", "de", "."]);
    assert_eq!(code, 0, "{err}");
    for (name, before) in ["b.txt", "d.jsonl"].iter().zip(before) {
        assert_eq!(fs::read(at.path().join(name)).unwrap(), before, "{name}");
        assert!(err.contains(&format!("{name}: left alone")), "{name}: {err}");
    }
    let text = fs::read_to_string(at.path().join("a.md")).unwrap();
    assert!(text.contains("tagte.. Er beriet, lange"), "{text}");
    fs::write(at.path().join("a.md"), "Der Rat tagte.. Er beriet , lange.\n").unwrap();
    run(at.path(), &["fix", "--lang", "de", "a.md", "--ignore", "space-before-punct"]);
    assert_eq!(fs::read_to_string(at.path().join("a.md")).unwrap(), "Der Rat tagte. Er beriet , lange.\n");
}

#[cfg(unix)]
mod scorer {
    use super::*;

    /// Gives .5 to every bead, in the order of the lines.
    const HALF: &str = r#"sed -E 's/^(\{"id":"[0-9]+").*/\1,"score":0.5}/'"#;

    #[test]
    fn its_score_stands_beside_our_own() {
        let at = folder(&PAIR);
        let args = ["align", "a", "--out", "out", "--report", "terminal,json,sarif,html", "--scorer", HALF];
        let Said(code, out, err) = run(at.path(), &args);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("sed 0.50") && out.contains("mean 0.50 of the scorer"), "{out}");
        let jsonl = fs::read_to_string(at.path().join("out/a/en-de.jsonl")).unwrap();
        assert!(jsonl.contains("\"rating\":{\"scorer\":\"sed\",\"score\":0.5}"), "{jsonl}");
        run(at.path(), &["align", "a", "--out", "plain"]);
        let plain = fs::read_to_string(at.path().join("plain/a/en-de.jsonl")).unwrap();
        let without = jsonl.replace("\"rating\":{\"scorer\":\"sed\",\"score\":0.5}", "\"rating\":null");
        assert_eq!(without, plain, "no rule and no score of ours knows of it");
        let sarif: Value =
            serde_json::from_str(&fs::read_to_string(at.path().join("out/report.sarif")).unwrap()).unwrap();
        assert_eq!(sarif["runs"][0]["results"][0]["rank"], 50.0);
        let summary: Value =
            serde_json::from_str(&fs::read_to_string(at.path().join("out/report.json")).unwrap()).unwrap();
        assert_eq!(
            (&summary["articles"][0]["scorer"], &summary["summary"]["mean_rating"]),
            (&"sed".into(), &0.5.into())
        );
        let Said(code, out, err) = run(at.path(), &["check", "out", "--scorer", HALF, "--fail-on", "never"]);
        assert!(code == 0 && out.contains("sed 0.50"), "{out}{err}");
    }

    #[test]
    fn segments_are_rated_too() {
        let line = |n: usize| {
            format!(
                "{{\"id\":{n},\"src_lang\":\"en\",\"tgt_lang\":\"de\",\"src\":\"A house.\",\"tgt\":\"Ein Haus.\"}}\n"
            )
        };
        let at = folder(&[("s.jsonl", &(0..50).map(line).collect::<String>())]);
        let count = r#"sh -c 'echo x >> runs; sed -E "s/^(.\"id\":\"[0-9]+\").*/\1,\"score\":0.25}/"'"#;
        let Said(code, out, err) = run(at.path(), &["flag", "--segments", "s.jsonl", "--scorer", count]);
        assert_eq!((code, out.lines().count()), (0, 50), "{err}");
        assert!(
            out.lines().all(|line| line.contains("\"rating\":{\"scorer\":\"sh\",\"score\":0.25}")),
            "{out}"
        );
        assert_eq!(fs::read_to_string(at.path().join("runs")).unwrap(), "x\n", "it is started once");
    }

    #[test]
    fn what_fails_is_said_with_what_to_do() {
        let at = folder(&PAIR);
        for (command, says) in [
            ("no-such-scorer", "cannot start the scorer `no-such-scorer`"),
            ("sed 'never closed", "close every quotation mark"),
            ("sh -c 'cat > /dev/null'", "gave 0 scores for 2 lines"),
            ("sh -c 'cat > /dev/null; echo the weights are gone >&2; exit 7'", "the weights are gone"),
            ("sh -c 'cat > /dev/null; kill -9 $$'", "signal: 9"),
            ("sed -E 's/.*/loading/'", "in line 1, `loading`"),
            ("sed -E 's/.*/0.83/'", "in line 1, `0.83`, a bare number, which does not say whose score it is"),
            (r#"sed -E 's/^(\{"id":"[0-9]+").*/\1,"score":NaN}/'"#, "no number that JSON knows"),
            (
                r#"sed -E 's/^(\{"id":"[0-9]+").*/\1,"score":1.01}/'"#,
                "the score 1.01, which is no number from 0 to 1",
            ),
            (r#"sed -E 's/.*/{"id":"0","score":0}/'"#, "in line 2, a second score for `0`"),
            (
                r#"sed -n -E '1s/^(\{"id":"[0-9]+").*/\1,"score":0}/p'"#,
                "gave 1 scores for 2 lines; the first that it left out is `1`",
            ),
        ] {
            let Said(code, _, err) = run(at.path(), &["align", "a", "--out", "out", "--scorer", command]);
            assert!(code == 2 && err.contains(says) && err.contains("; "), "{command}: {err}");
        }
    }

    #[test]
    fn one_that_never_ends_or_never_reads_does_not_hang_the_run() {
        // More than a pipe holds, so that one who writes to it without an end would wait.
        let line =
            |n: usize| format!("Ship {n} left harbour {} at {} with corn and copper.\n", n * 7, n + 1234);
        let long: String = (0..800).map(line).collect();
        let at = folder(&[("a/en.txt", &long), ("a/de.txt", &long)]);
        let start = Instant::now();
        for command in ["sleep 300", "sh -c 'sleep 300 & wait'"] {
            let args =
                ["align", "a", "--presplit", "--out", "out", "--scorer", command, "--scorer-timeout", "1"];
            let Said(code, _, err) = run(at.path(), &args);
            assert_eq!(code, 2, "{err}");
            assert!(
                err.contains("did not end within 1 seconds") && err.contains("--scorer-timeout"),
                "{err}"
            );
        }
        assert!(start.elapsed() < Duration::from_secs(120));
    }
}

/// Segments are answered in JSON lines, whether one asks for them or not.
#[test]
fn segments_are_answered_in_json_lines() {
    let line = "{\"id\":\"1\",\"src_lang\":\"en\",\"tgt_lang\":\"de\",\"src\":\"It rains.\",\"tgt\":\"Es regnet..\"}\n";
    let at = folder(&[("pairs.jsonl", line)]);
    let Said(code, plain, _) = run(at.path(), &["flag", "--segments", "pairs.jsonl"]);
    let Said(_, asked, _) = run(at.path(), &["flag", "--segments", "--format", "jsonl", "pairs.jsonl"]);
    assert_eq!((code, &plain), (0, &asked));
    assert!(plain.starts_with("{\"id\":\"1\"") && plain.contains("double-punct"), "{plain}");
    let Said(code, _, err) = run(at.path(), &["flag", "--segments", "--format", "terminal", "pairs.jsonl"]);
    assert!(code == 2 && err.contains("JSON lines"), "{code} {err}");
}

/// How grave a user takes a rule to be changes what is said of its flags, and no score.
#[test]
fn severities_leave_scores_alone() {
    let text = "El anunció gobierno ayer que las nuevas reglas entrarán en vigor el próximo mes.";
    let bitext: Bitext = segments::bitext(None, "es".parse().unwrap(), &[("", text)]);
    let options = |severity| FlagOptions {
        severity: [("odd-junction".to_owned(), severity)].into_iter().collect(),
        ..FlagOptions::default()
    };
    let [low, high] =
        [Severity::Hint, Severity::Error].map(|one| flag(&bitext, &Lexicon::default(), &options(one)));
    let said = |findings: &alinea::flag::Findings| {
        findings.flags.iter().find(|flag| flag.rule == "odd-junction").map(|flag| flag.severity)
    };
    assert_eq!((said(&low), said(&high)), (Some(Severity::Hint), Some(Severity::Error)));
    assert_eq!(low.scores, high.scores);
}

fn entry(texts: &[&str]) -> Entry {
    let pairs: Vec<(&str, &str)> = texts.iter().map(|text| ("", *text)).collect();
    let bitext: Bitext = segments::bitext(None, "de".parse().unwrap(), &pairs);
    let findings = flag(&bitext, &Lexicon::default(), &FlagOptions::default());
    Entry {
        name: "a".into(),
        layout: alinea::bitext::Layout::Flat,
        bitext,
        flags: findings.flags,
        scores: findings.scores,
        score: findings.score,
        ratings: None,
        notices: Vec::new(),
    }
}

/// The fingerprints of the flags of one rule.
fn named(entry: &Entry, rule: &str) -> Vec<String> {
    let all = entry.flags.iter().zip(fingerprints(entry));
    all.filter(|(flag, _)| flag.rule == rule).map(|(_, name)| name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn fingerprints_stay_when_the_text_is_edited_elsewhere(
        before in prop::collection::vec("[A-ZÄ][a-zäß]{3,9}( [a-zäß]{2,9}){2,6}\\.{1,2}", 0..4),
        after in prop::collection::vec("[A-ZÄ][a-zäß]{3,9}( [a-zäß]{2,9}){2,6}\\.{1,2}", 0..4),
        name in "[a-z/]{1,9}",
    ) {
        let here = "Das Land zahlt zwei Drittel davon.. Es kam ganz anders , als man dachte.";
        let wanted = entry(&[here]);
        let texts: Vec<&str> = before.iter().map(String::as_str).chain([here]).chain(after.iter().map(String::as_str)).collect();
        let edited = Entry { name, ..entry(&texts) };
        for rule in ["double-punct", "space-before-punct"] {
            let found = named(&edited, rule);
            for one in named(&wanted, rule) {
                prop_assert!(found.contains(&one), "{} {:?}", rule, texts);
            }
        }
        let mut all = fingerprints(&edited);
        let count = all.len();
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), count, "no two flags of an article have one name");
    }

    #[test]
    fn changes_fall_on_what_was_flagged(pieces in prop::collection::vec(
        prop_oneof![Just("Ein Haus"), Just(".. "), Just(" , "), Just("Ã¼"), Just("é\u{301} 😀 "), Just("\r\n"), Just(". Und "), Just("日本")], 0..30,
    )) {
        let text = pieces.concat();
        let document = alinea::read::read_bytes(Path::new("a.txt"), None, text.clone().into_bytes(), false);
        // Some heaps of marks are taken for another charset: then nothing is to be fixed.
        let Ok(document) = document else { return Ok(()) };
        prop_assume!(document.text == text);
        let lang = "de".parse().unwrap();
        let bitext = Bitext::alone(alinea::split::split(document, lang, &alinea::Config::default().split));
        let flags = flag(&bitext, &Lexicon::default(), &FlagOptions::default()).flags;
        let document = &bitext.target().document;
        let found = fixes(document, &text, &flags);
        prop_assert_eq!(&found.in_text, &found.in_file, "plain text is the file, to the byte");
        prop_assert!(found.unplaced.is_empty());
        let fixed = apply(&text, &found.in_file);
        let cut: usize = found.in_file.iter().map(|edit| edit.end - edit.start).sum();
        let put: usize = found.in_file.iter().map(|edit| edit.with.len()).sum();
        prop_assert_eq!(fixed.len() + cut, text.len() + put);
    }
}

#[test]
fn no_file_of_the_users_is_lost_by_a_slip() {
    let at = folder(&[("a.txt", TWO), ("pages/b.txt", TWO)]);
    let Said(code, _, err) = run(at.path(), &["flag", "--lang", "de", "a.txt", "--write-baseline", "a.txt"]);
    assert!(code == 2 && err.contains("not a baseline; it would be overwritten"), "{err}");
    let Said(code, _, err) = run(at.path(), &["clean", "--out", "pages", "pages/b.txt"]);
    assert!(code == 2 && err.contains("would take the place of a page"), "{err}");
    for path in ["a.txt", "pages/b.txt"] {
        assert_eq!(fs::read_to_string(at.path().join(path)).unwrap(), TWO);
    }
    fs::create_dir(at.path().join("empty")).unwrap();
    for command in ["flag", "clean"] {
        let Said(code, _, err) = run(at.path(), &[command, "empty"]);
        assert!(code == 2 && err.contains("no page was found"), "{command}: {err}");
    }
}

#[test]
fn places_are_those_of_the_file_whatever_was_repaired() {
    let text = "Ein Caf\u{c3}\u{a9} und noch ein Caf\u{c3}\u{a9} stand am am Ufer der Elbe.\nEin Gast ging ging heim.\n";
    let at = folder(&[("a.txt", text)]);
    let found = flags(at.path(), &["--repair", "--lang", "de", "a.txt"]);
    let said: Vec<String> = found
        .iter()
        .filter(|flag| flag["rule"] == "doubled-word")
        .map(|flag| {
            let (start, end) = (flag["start"].as_u64().unwrap(), flag["end"].as_u64().unwrap());
            text.chars().skip(start as usize).take((end - start) as usize).collect()
        })
        .collect();
    assert_eq!(said, ["am am", "ging ging"]);
}
