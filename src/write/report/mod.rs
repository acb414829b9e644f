//! Reports over a whole run: each takes entries, failures and notices as they come, in the order of the
//! names, and keeps no text, so that its memory does not grow with the corpus.

mod finding;
mod format;
mod github;
mod html;
mod json;
mod junit;
mod sarif;
mod spool;
mod tally;
mod terminal;
mod uri;
mod worst;

pub use format::{Begin, Report, ReportFormat, RuleInfo, Setup};
pub use json::summary_schema;
pub use tally::Tally;

/// The table: every report. To add one: a file and a row.
pub static REPORTS: &[&ReportFormat] =
    &[&terminal::REPORT, &html::REPORT, &sarif::REPORT, &junit::REPORT, &github::REPORT, &json::REPORT];

/// The report of that name.
pub fn report(name: &str) -> Option<&'static ReportFormat> {
    REPORTS.iter().copied().find(|report| report.name == name)
}
