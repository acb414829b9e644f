//! JUnit XML for CI: a test suite an article, a test case a rule, so that rules that pass show too.
//!
//! What fails the run fails its case, with a line a place; what is less grave, what is suppressed and what the baseline
//! knows are said in its output.
//! An input that could not be done is a suite with an error; one left out is a skipped case.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::finding::{Finding, findings};
use super::format::{Begin, Report, ReportFormat, Setup};
use super::spool::Spool;
use crate::bitext::{Entry, Failure, Notice, Severity, Totals};
use crate::error::Result;
use crate::write::place::place;
use crate::write::record::slashed;
use crate::write::xml::escape;

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "junit",
    file: Some(FILE),
    summary: "JUnit XML for CI: a suite an article, a case a rule; flags below `--fail-on` are no failures",
    begin: Begin::File(begin),
};

const FILE: &str = "report.junit.xml";

struct Junit {
    folder: PathBuf,
    rules: Vec<String>,
    fails_from: Option<Severity>,
    suites: Spool,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

fn begin(setup: &Setup) -> Result<Box<dyn Report>> {
    Ok(Box::new(Junit {
        folder: setup.folder.clone(),
        rules: setup.rules.iter().map(|rule| rule.id.clone()).collect(),
        fails_from: setup.fails_from,
        suites: Spool::new(),
        tests: 0,
        failures: 0,
        errors: 0,
        skipped: 0,
    }))
}

impl Junit {
    /// Whether a finding fails its case.
    fn fails(&self, finding: &Finding<'_>) -> bool {
        finding.flag.counts() && self.fails_from.is_some_and(|least| finding.flag.severity >= least)
    }

    fn suite(
        &mut self,
        name: &str,
        cases: &str,
        [tests, failures, errors, skipped]: [usize; 4],
    ) -> Result<()> {
        self.tests += tests;
        self.failures += failures;
        self.errors += errors;
        self.skipped += skipped;
        let name = escape(name);
        self.suites.put(
            format!(
                "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
                 skipped=\"{skipped}\">\n{cases}</testsuite>\n"
            )
            .as_bytes(),
        )
    }
}

impl Report for Junit {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        let mut by_rule: BTreeMap<&str, Vec<Finding<'_>>> = BTreeMap::new();
        for finding in findings(entry) {
            by_rule.entry(finding.flag.rule).or_default().push(finding);
        }
        let name = format!("{} {}", entry.name, entry.pair());
        let mut cases = String::new();
        let (mut tests, mut failures) = (0, 0);
        let others = by_rule.keys().copied().filter(|rule| !self.rules.iter().any(|known| known == rule));
        for rule in self.rules.iter().map(String::as_str).chain(others) {
            tests += 1;
            let found = by_rule.get(rule).map(Vec::as_slice).unwrap_or_default();
            let lines = |bad: bool| -> String {
                found
                    .iter()
                    .filter(|finding| self.fails(finding) == bad)
                    .map(|finding| {
                        let (place, name) = (finding.place(), finding.flag.severity.name());
                        let standing = finding.standing().map(|why| format!(" [{why}]")).unwrap_or_default();
                        format!("{place}: {name}: {}{standing}\n", finding.message)
                    })
                    .collect()
            };
            let (bad, rest) = (lines(true), lines(false));
            let head = format!("<testcase classname=\"{}\" name=\"{}\"", escape(&name), escape(rule));
            if bad.is_empty() && rest.is_empty() {
                let _ = writeln!(cases, "{head}/>");
                continue;
            }
            let _ = writeln!(cases, "{head}>");
            if !bad.is_empty() {
                failures += 1;
                let failing = found.iter().filter(|finding| self.fails(finding));
                let worst = failing.map(|finding| finding.flag.severity).max().unwrap_or(Severity::Error);
                let count = bad.lines().count();
                let _ = writeln!(
                    cases,
                    "<failure type=\"{}\" message=\"{count} {}\">{}</failure>",
                    worst.name(),
                    if count == 1 { "place" } else { "places" },
                    text(&bad),
                );
            }
            if !rest.is_empty() {
                let _ = writeln!(cases, "<system-out>{}</system-out>", text(&rest));
            }
            cases.push_str("</testcase>\n");
        }
        if !entry.notices.is_empty() {
            let notices = entry.notices.iter();
            let lines: String = notices
                .map(|notice| format!("{}: note: {}\n", slashed(&notice.path), notice.message))
                .collect();
            let _ = writeln!(cases, "<system-out>{}</system-out>", text(&lines));
        }
        self.suite(&name, &cases, [tests, failures, 0, 0])
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        let mut place = slashed(&failure.path);
        if let Some(line) = failure.line {
            let _ = write!(place, ":{line}");
        }
        let hint = failure.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
        let case = format!(
            "<testcase classname=\"{}\" name=\"read\">\n<error type=\"input\" message=\"{}\">{}</error>\n</testcase>\n",
            escape(&failure.name),
            escape(&failure.message),
            text(&format!("{place}: {}{hint}", failure.message)),
        );
        self.suite(&failure.name, &case, [1, 0, 1, 0])
    }

    fn notice(&mut self, notice: &Notice) -> Result<()> {
        let path = slashed(&notice.path);
        let case = format!(
            "<testcase classname=\"{}\" name=\"read\">\n<skipped message=\"{}\"/>\n</testcase>\n",
            escape(&path),
            escape(&notice.message),
        );
        self.suite(&path, &case, [1, 0, 0, 1])
    }

    fn finish(mut self: Box<Self>, _: &Totals) -> Result<()> {
        let Self { tests, failures, errors, .. } = *self;
        place(&self.folder, Path::new(FILE), |out| {
            writeln!(
                out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"alinea\" tests=\"{tests}\" \
                 failures=\"{failures}\" errors=\"{errors}\">"
            )?;
            self.suites.copy(out)?;
            out.write_all(b"</testsuites>\n")
        })
    }
}

/// Element content that keeps its lines readable in the file.
fn text(lines: &str) -> String {
    escape(lines.trim_end()).replace("&#10;", "\n")
}
