//! Reports over a whole run: each takes entries, failures and notices as they come, in the order of the
//! names, and keeps no text, so that its memory does not grow with the corpus.

mod format;
mod tally;

pub use format::{Begin, Report, ReportFormat, RuleInfo, Setup};
pub use tally::Tally;

/// The table: every report. To add one: a file and a row.
pub static REPORTS: &[&ReportFormat] = &[];

/// The report of that name.
pub fn report(name: &str) -> Option<&'static ReportFormat> {
    REPORTS.iter().copied().find(|report| report.name == name)
}
