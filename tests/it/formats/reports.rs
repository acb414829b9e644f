//! Reports over the fixtures: valid for programs that nobody here wrote, safe, and the same every time.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use alinea::Entry;
use alinea::bitext::{Failure, Kind, Notice, Severity, Side, Totals};
use alinea::write::report::{Begin, REPORTS, RuleInfo, Setup, report, summary_schema};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::fixture;
use super::validators::{passes, python, schemas};

const NAUGHTY: &str = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\u{1b}]0;x\u{7}\n::error::x, y: z % \u{202E}";

fn setup(folder: &Path) -> Setup {
    let rule = |id: &str| RuleInfo {
        id: id.into(),
        summary: format!("finds {id} <b>"),
        explanation: "why\n\nit matters".into(),
        severity: Severity::Warning,
    };
    Setup {
        folder: folder.to_owned(),
        rules: ["number-mismatch", "repeated-phrase", "never-found"].map(rule).into(),
        ..Setup::default()
    }
}

/// Standard output that is kept.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes a report over the entries, a failure and a notice; gives what went to standard output.
fn make(name: &str, setup: &Setup, entries: &[Entry]) -> String {
    let out = Kept::default();
    let mut made = match report(name).expect("the report is in the table").begin {
        Begin::File(begin) => begin(setup).unwrap(),
        Begin::Stream(begin) => begin(setup, Box::new(out.clone())),
    };
    for entry in entries {
        made.entry(entry).unwrap();
    }
    let failure = Failure {
        name: NAUGHTY.into(),
        path: PathBuf::from("broken/a,b:c.html"),
        line: Some(3),
        message: format!("cannot read {NAUGHTY}"),
        hint: Some("unpack it first".into()),
    };
    made.failure(&failure).unwrap();
    made.notice(&Notice { path: "empty/de.txt".into(), message: "nothing to keep".into() }).unwrap();
    let totals = Totals { found: entries.len() + 2, done: entries.len(), failed: 1, skipped: 1 };
    made.finish(&totals).unwrap();
    String::from_utf8(out.0.take()).unwrap()
}

/// The fixtures, one full of naughty text in every place, and some random ones.
fn entries() -> Vec<Entry> {
    let mut runner = TestRunner::deterministic();
    let mut entries = fixture::all();
    let mut naughty = fixture::news();
    let lines: &[&str] = &[NAUGHTY, "flagged"];
    let text = |lang: &str| {
        fixture::text(
            lang,
            "a b/<x>\"'.txt",
            &[(fixture::BODY, Kind::Paragraph, lines), (fixture::MENU, Kind::Paragraph, lines)],
        )
    };
    naughty.bitext = alinea::Bitext::new(text("en"), text("de"), vec![fixture::bead(0..2, 0..2, 0.5)]);
    naughty.flags = vec![
        fixture::flag(
            &naughty.bitext,
            "number-mismatch",
            Severity::Error,
            Side::Target,
            "<script>alert(1)</script>",
        ),
        fixture::flag(
            &naughty.bitext,
            "repeated-phrase",
            Severity::Warning,
            Side::Target,
            "alert(1)</script><img",
        ),
    ];
    naughty.flags[0].message = NAUGHTY.into();
    naughty.flags[0].suggestion = Some(NAUGHTY.into());
    naughty.name = "naughty <svg onload=alert(3)> & 100% \"quoted\"".into();
    entries.push(naughty);
    for number in 0..20 {
        let mut entry = fixture::any_entry().new_tree(&mut runner).unwrap().current();
        entry.name = format!("random/{number}");
        entries.push(entry);
    }
    entries
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let entries = entries();
    for format in REPORTS {
        let made = [(), ()].map(|()| {
            let dir = tempfile::tempdir().unwrap();
            let said = make(format.name, &setup(dir.path()), &entries);
            let file = format.file.map(|file| std::fs::read(dir.path().join(file)).unwrap());
            let folder = dir.path().to_str().unwrap();
            assert!(!said.contains(folder), "{} does not name the folder", format.name);
            assert!(!file.iter().any(|file| String::from_utf8_lossy(file).contains(folder)));
            (said, file)
        });
        assert_eq!(made[0], made[1], "{}", format.name);
    }
}

#[test]
fn sarif_and_junit_are_valid() {
    let Some(schemas) = schemas() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (setup, entries) = (setup(dir.path()), entries());
    make("sarif", &setup, &entries);
    make("junit", &setup, &entries);
    let schema = std::fs::read_to_string(schemas.join("sarif-schema-2.1.0.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let mut sarif = json(&dir.path().join("report.sarif"));
    if let Err(error) = schema.validate(&sarif) {
        panic!("{error} at {}", error.instance_path());
    }
    sarif["runs"][0]["results"][0]["level"] = "terrible".into();
    assert!(!schema.is_valid(&sarif), "a made-up level is noticed");
    passes(
        Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schemas.join("junit-10.xsd"))
            .arg(dir.path().join("report.junit.xml")),
    );
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn sarif_counts_code_points_and_leads_home() {
    let dir = tempfile::tempdir().unwrap();
    make("sarif", &setup(dir.path()), &[fixture::news(), fixture::east()]);
    let run = &json(&dir.path().join("report.sarif"))["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 6);
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["alinea/v2"].as_str().unwrap().len(), 16);
    }
    let region = &results[1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&67.into(), &82.into()), "{region}");
    assert_eq!(
        results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "استراحة"
    );
    let uri = &results[4]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "%E6%9D%B1.zh-Hant.html");
    assert!(
        results[4]["locations"][0]["physicalLocation"]["region"].get("startColumn").is_none(),
        "only the line"
    );
}

#[test]
fn sarif_keeps_the_worst_and_says_what_was_cut() {
    let dir = tempfile::tempdir().unwrap();
    make("sarif", &Setup { max_results: 2, ..setup(dir.path()) }, &[fixture::news(), fixture::east()]);
    let run = &json(&dir.path().join("report.sarif"))["runs"][0];
    let levels: Vec<_> = run["results"].as_array().unwrap().iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["error", "error"]);
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert!(
        notes.last().unwrap()["message"]["text"]
            .as_str()
            .unwrap()
            .starts_with("4 results of the least severity")
    );
}

#[test]
fn junit_counts_what_is_inside() {
    let dir = tempfile::tempdir().unwrap();
    make("junit", &setup(dir.path()), &entries());
    let text = std::fs::read_to_string(dir.path().join("report.junit.xml")).unwrap();
    let attribute = |tag: &str, name: &str| -> usize {
        let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let mut sums = [0; 3];
    for suite in text.split("<testsuite ").skip(1) {
        let head = format!(" {}", suite.split_once('>').unwrap().0);
        for (sum, (name, element)) in
            sums.iter_mut().zip([("tests", "<testcase "), ("failures", "<failure "), ("errors", "<error ")])
        {
            let inside = suite.matches(element).count();
            assert_eq!(attribute(&head, name), inside, "{name} of {head}");
            *sum += inside;
        }
    }
    let root = text.split("<testsuites").nth(1).unwrap().split_once('>').unwrap().0;
    for (sum, name) in sums.into_iter().zip(["tests", "failures", "errors"]) {
        assert_eq!(attribute(root, name), sum, "{name}");
    }
    let Some(python) = python("junitparser") else { return };
    let script = "import sys; from junitparser import JUnitXml as J; x = J.fromfile(sys.argv[1]); print(x.tests, x.failures)";
    let output =
        Command::new(python).args(["-c", script]).arg(dir.path().join("report.junit.xml")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("{} {}", sums[0], sums[1]));
}

#[test]
fn sarif_tools_reads_what_is_written() {
    let Some(python) = python("sarif") else { return };
    let dir = tempfile::tempdir().unwrap();
    make("sarif", &setup(dir.path()), &[fixture::news()]);
    let output = Command::new(python)
        .args(["-m", "sarif", "summary"])
        .arg(dir.path().join("report.sarif"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("error: 1") && said.contains("warning: 1") && said.contains("note: 2"), "{said}");
}

#[test]
fn the_summary_keeps_to_its_published_schema() {
    super::check_published("report-v1.schema.json", &summary_schema());
    let schema = jsonschema::validator_for(&serde_json::from_str(&summary_schema()).unwrap()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    make("json", &setup(dir.path()), &entries());
    let summary = json(&dir.path().join("report.json"));
    if let Err(error) = schema.validate(&summary) {
        panic!("{error} at {}", error.instance_path());
    }
    let sum = |key: &str| {
        summary["articles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|article| article[key].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(summary["summary"]["beads"], sum("beads"));
    assert_eq!(summary["totals"]["failed"], summary["failures"].as_array().unwrap().len());
}

#[test]
fn github_lines_start_with_commands_of_ours_only() {
    let dir = tempfile::tempdir().unwrap();
    let table = dir.path().join("summary.md");
    let said = make("github", &Setup { step_summary: Some(table.clone()), ..setup(dir.path()) }, &entries());
    let lines: Vec<_> = said.lines().collect();
    let (last, commands) = lines.split_last().unwrap();
    assert!(last.starts_with("alinea: "), "{last}");
    assert!(commands.len() <= 40);
    for line in commands {
        let head = line.split_once(" file=").unwrap_or_else(|| panic!("{line}")).0;
        assert!(["::error", "::warning", "::notice"].contains(&head), "{line}");
        assert!(!line.contains('\r'));
    }
    assert!(
        commands[0].starts_with("::error file=broken/a%2Cb%3Ac.html,line=3,title=not done::cannot read ")
    );
    let severities: Vec<_> = commands.iter().map(|line| line.split(' ').next().unwrap()).collect();
    let mut sorted = severities.clone();
    sorted.sort_by_key(|kind| ["::error", "::warning", "::notice"].iter().position(|known| known == kind));
    assert_eq!(severities, sorted, "the worst first");
    let table = std::fs::read_to_string(table).unwrap();
    assert!(table.contains("| news | de-ar | 1 | 1 | 1 | 1 |"), "{table}");
    assert!(!table.contains("<svg"), "nothing of the text is markup");
}

#[test]
fn the_terminal_shows_places_and_obeys_no_text() {
    let said = make("terminal", &Setup { excerpts: 9, ..setup(Path::new("aligned")) }, &entries());
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202E}', '\u{2028}']), "no colours were asked for");
    assert!(said.contains("error[number-mismatch]: `21` is odd: 100 % <sure>"));
    assert!(said.contains("-->") && said.contains("news/ar.html:3:50"), "{said}");
    assert!(said.contains("⟦21⟧"), "text from right to left is bracketed");
    assert!(said.contains("27 articles found: 25 done, 1 failed, 1 skipped"), "{said}");
    let coloured = make("terminal", &Setup { colour: true, ..setup(Path::new("x")) }, &[fixture::alone()]);
    assert!(coloured.contains("\u{1b}[1;33mwarning[double-stop]\u{1b}[0m"));
}

#[test]
fn pages_hold_the_text_and_no_markup_of_it() {
    let dir = tempfile::tempdir().unwrap();
    make("html", &setup(dir.path()), &entries());
    let index = std::fs::read_to_string(dir.path().join("report.html")).unwrap();
    let page = std::fs::read_to_string(dir.path().join("report/news/de-ar.html")).unwrap();
    assert!(index.contains("href=\"report/news/de-ar.html\""));
    assert!(page.contains("href=\"../../report.html\""));
    assert!(page.contains("<mark class=\"error\" data-flag=\"0\""));
    assert!(page.contains("شارك | اطبع"), "what was dropped is there on demand");
    assert!(page.contains("lang=\"ar\"") && page.contains("dir=\"auto\""));
    let naughty = std::fs::read_dir(dir.path().join("report")).unwrap().map(|entry| entry.unwrap().path());
    let naughty = naughty.into_iter().find(|path| path.to_string_lossy().contains("naughty")).unwrap();
    let naughty = std::fs::read_to_string(naughty.join("en-de.html")).unwrap();
    for page in [&index, &page, &naughty] {
        assert_eq!(page.matches("<script").count(), 1, "only ours");
        assert_eq!(page.matches("<img").count() + page.matches("<svg onload").count(), 0);
        assert!(page.contains("Content-Security-Policy") && !page.contains("unsafe"));
        assert!(!page.contains(" style=\""), "the policy forbids it");
    }
    let elsewhere =
        |page: &str| page.contains("src=\"http") || page.contains("url(") || page.contains("@import");
    assert!(!elsewhere(&page) && !elsewhere(&index));
}

#[test]
fn a_browser_finds_nothing_wrong_with_the_pages() {
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|browser| {
        Command::new(browser).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    let Some(browser) = browser.filter(|_| std::env::var_os("ALINEA_SCHEMAS").is_some()) else {
        eprintln!("skipped: no browser, or ALINEA_SCHEMAS is unset");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let mut entries = entries();
    entries.truncate(5);
    make("html", &setup(dir.path()), &entries);
    let mut pages = vec![dir.path().join("report.html"), dir.path().join("report/news/de-ar.html")];
    let naughty = std::fs::read_dir(dir.path().join("report")).unwrap().map(|entry| entry.unwrap().path());
    pages.push(
        naughty
            .into_iter()
            .find(|path| path.to_string_lossy().contains("naughty"))
            .unwrap()
            .join("en-de.html"),
    );
    let look = |page: &Path| {
        let output = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--v=0",
                "--dump-dom",
            ])
            .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
            .arg(page)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let console = said.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
        (console, String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for page in &pages {
        let (console, dom) = look(page);
        assert_eq!(console, "", "{}", page.display());
        assert!(dom.contains("id=\"filters\""), "the page was read: {dom}");
    }
    // The check can fail: a script of another origin than ours is stopped by the policy, and heard of.
    let broken = dir.path().join("broken.html");
    let text =
        std::fs::read_to_string(&pages[0]).unwrap().replace("</main>", "</main><script>alert(1)</script>");
    std::fs::write(&broken, text).unwrap();
    assert!(look(&broken).0.contains("Content Security Policy"));
}
