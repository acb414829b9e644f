//! Annotations for GitHub Actions: workflow commands on standard output, the worst first, and a table for
//! the summary of the step.
//!
//! GitHub shows ten errors, ten warnings and ten notices a step, so no more are written; the last line
//! says how many there are. Text from articles cannot start a command: it stands behind `::` of ours on
//! the same line, with line breaks escaped.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io;
use std::path::PathBuf;

use super::finding::findings;
use super::format::{Begin, Report, ReportFormat, Setup};
use super::tally::{Tally, count, others};
use super::worst::Worst;
use crate::bitext::{Entry, Failure, Notice, Severity, Totals};
use crate::error::{Error, Kind, Result};
use crate::write::record::slashed;

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "github",
    file: None,
    summary: "annotations for GitHub Actions, the worst first",
    begin: Begin::Stream(begin),
};

/// What GitHub shows of each kind (documentation of workflow commands; not re-checked).
const SHOWN: usize = 10;

/// Rows of the table: far below the 1 MiB that a step summary may have.
const ROWS: usize = 200;

struct Github {
    out: Box<dyn io::Write>,
    summary: Option<PathBuf>,
    /// Errors, warnings, notices.
    kinds: [Worst<String>; 3],
    tally: Tally,
    rows: Worst<String>,
    failures: Vec<String>,
    more_failures: usize,
}

fn begin(setup: &Setup, out: Box<dyn io::Write>) -> Box<dyn Report> {
    Box::new(Github {
        out,
        summary: setup.step_summary.clone(),
        kinds: [Worst::new(SHOWN), Worst::new(SHOWN), Worst::new(SHOWN)],
        tally: Tally::default(),
        rows: Worst::new(ROWS),
        failures: Vec::new(),
        more_failures: 0,
    })
}

impl Report for Github {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        self.tally.add(entry);
        for notice in &entry.notices {
            self.kinds[2].push(Severity::Hint, || {
                let path = property(&slashed(&notice.path));
                format!("::notice file={path},title=note::{}", message(&notice.message))
            });
        }
        for finding in findings(entry).filter(|finding| finding.flag.counts()) {
            let severity = finding.flag.severity;
            let (kind, name) = match severity {
                Severity::Error => (0, "error"),
                Severity::Warning => (1, "warning"),
                Severity::Hint | Severity::Info => (2, "notice"),
            };
            self.kinds[kind].push(severity, || {
                let mut line =
                    format!("::{name} file={},line={}", property(&finding.path), finding.start.line);
                if finding.end.line > finding.start.line {
                    let _ = write!(line, ",endLine={}", finding.end.line);
                } else if let (Some(start), Some(end)) = (finding.start.column, finding.end.column) {
                    let _ = write!(line, ",col={start},endColumn={end}");
                }
                let _ = write!(line, ",title={}::{}", property(finding.flag.rule), message(&finding.message));
                line
            });
        }
        let worst = entry.told().map(|flag| flag.severity).max();
        if let Some(worst) = worst.filter(|&worst| worst > Severity::Info) {
            self.rows.push(worst, || {
                let counts = Severity::ALL.map(|severity| entry.count(severity).to_string()).join(" | ");
                format!("| {} | {} | {counts} |\n", cell(&entry.name), entry.pair())
            });
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        if self.failures.len() == SHOWN {
            self.more_failures += 1;
            return Ok(());
        }
        let line = failure.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let hint = failure.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let text = format!("{}{hint}", failure.message);
        let path = property(&slashed(&failure.path));
        self.failures.push(format!("::error file={path}{line},title=not done::{}", message(&text)));
        Ok(())
    }

    fn notice(&mut self, _: &Notice) -> Result<()> {
        Ok(())
    }

    fn finish(self: Box<Self>, totals: &Totals) -> Result<()> {
        let Self { mut out, summary, kinds, tally, rows, failures, more_failures } = *self;
        let cut: usize = kinds.iter().map(|kind| kind.cut).sum::<usize>() + more_failures;
        let mut lines = failures;
        lines.extend(kinds.into_iter().flat_map(Worst::by_severity));
        let flags = Severity::ALL.map(|severity| count(tally.count(severity), severity.name())).join(", ");
        let mut last = format!(
            "alinea: {} found, {} done, {} failed, {} skipped; {flags}",
            count(totals.found, "article"),
            totals.done,
            totals.failed,
            totals.skipped
        );
        last += &others(&tally);
        if cut > 0 {
            let _ = write!(last, "; {cut} more than are shown here");
        }
        lines.push(last.clone());
        let cannot =
            |cause: io::Error| Error::new(Kind::Output, "cannot write the annotations").because(cause);
        for line in &lines {
            writeln!(out, "{line}").map_err(cannot)?;
        }
        out.flush().map_err(cannot)?;
        let Some(path) = summary else { return Ok(()) };
        let more = rows.cut;
        let mut table = format!("### Translations\n\n{last}\n\n");
        let rows: String = rows.by_severity().collect();
        if !rows.is_empty() {
            table +=
                "| article | languages | errors | warnings | hints | infos |\n|---|---|--:|--:|--:|--:|\n";
            table += &rows;
        }
        if more > 0 {
            let _ = writeln!(table, "\nand {} more", count(more, "article"));
        }
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(&path)
            .map_err(|cause| Error::output(&path, "cannot open the step summary").because(cause))?;
        io::Write::write_all(&mut file, table.as_bytes())
            .map_err(|cause| Error::output(&path, "cannot write the step summary").because(cause))
    }
}

/// The message of a command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// A cell of a Markdown table: nothing in it is markup.
fn cell(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            c if c.is_control() => shown.push(' '),
            c if c.is_ascii_punctuation() && !matches!(c, '/' | '.' | ',' | '-') => {
                shown.push('\\');
                shown.push(c);
            }
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_start_a_command() {
        assert_eq!(message("a\r\n::set-output name=x::y 100%"), "a%0D%0A::set-output name=x::y 100%25");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(cell("a|b`<x>_y_"), "a\\|b\\`&lt;x&gt;\\_y\\_");
    }
}
