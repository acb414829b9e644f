//! What becomes of each outcome of a run: alignment files and reports.

use std::path::Path;

use alinea::bitext::Totals;
use alinea::error::{Error, Result};
use alinea::flag::RULES;
use alinea::flag::fix::SAFE;
use alinea::pipeline::Outcome as Done;
use alinea::write::report::{Begin, Report, RuleInfo, Setup};
use alinea::write::{Export, Format, save};
use alinea::{Entry, Severity};

use super::args::{FailOn, Reporting};
use super::living::{Ledger, Living};
use super::{Outcome, output};

/// The files and reports of one run in the making.
pub(crate) struct Results<'a> {
    folder: &'a Path,
    formats: &'a [&'static Format],
    export: Export,
    reports: Vec<Box<dyn Report>>,
    worst: Option<Severity>,
    /// Articles of which alignment files were written.
    written: usize,
    ledger: Ledger<'a>,
    fail_on: FailOn,
    quiet: bool,
}

impl<'a> Results<'a> {
    /// Begins the reports. `formats` may be empty: nothing but reports is written then.
    pub(crate) fn begin(
        folder: &'a Path,
        formats: &'a [&'static Format],
        export: Export,
        reporting: &Reporting,
        (living, ledger): (&Living, Ledger<'a>),
        fail_on: FailOn,
        quiet: bool,
    ) -> Result<Self> {
        let setup = Setup {
            folder: folder.to_owned(),
            rules: rules(),
            safe_fixes: SAFE.to_vec(),
            show_suppressed: living.show_suppressed,
            baseline: living.has_baseline(),
            max_results: reporting.max_results,
            fails_from: fail_on.least(),
            verbose: reporting.verbose,
            colour: output::colour(),
            width: output::width(),
            formats: formats.iter().map(|format| format.name).collect(),
            files: reporting.report.iter().filter_map(|report| report.file).collect(),
            step_summary: std::env::var_os("GITHUB_STEP_SUMMARY").map(Into::into),
            ..Setup::default()
        };
        let wanted = reporting.report.iter().filter(|report| !(quiet && report.name == "terminal"));
        let reports = wanted
            .map(|report| match report.begin {
                Begin::File(begin) => begin(&setup),
                Begin::Stream(begin) => Ok(begin(&setup, output::stream())),
            })
            .collect::<Result<_>>()?;
        Ok(Self { folder, formats, export, reports, worst: None, written: 0, ledger, fail_on, quiet })
    }

    /// Takes what became of one input.
    pub(crate) fn take(&mut self, outcome: Done) -> Result<()> {
        match outcome {
            Done::Done(entry) => self.entry(*entry),
            Done::Failed(failure) => {
                // Errors are told even where the terminal report is silenced.
                if self.quiet {
                    output::notice(&format!("{}: {}", failure.path.display(), failure.message));
                }
                self.reports.iter_mut().try_for_each(|report| report.failure(&failure))
            }
            Done::Skipped(notice) => self.reports.iter_mut().try_for_each(|report| report.notice(&notice)),
        }
    }

    fn entry(&mut self, mut entry: Entry) -> Result<()> {
        // First, so that all that is written knows what was accepted.
        self.ledger.take(&mut entry);
        for format in self.formats {
            let saved = save(&entry, format, &self.export, self.folder)?;
            entry.notices.extend(saved.notices);
        }
        self.written += usize::from(!self.formats.is_empty());
        let counting = entry.flags.iter().filter(|flag| flag.counts());
        self.worst = self.worst.max(counting.map(|flag| flag.severity).max());
        self.reports.iter_mut().try_for_each(|report| report.entry(&entry))
    }

    /// What is said where the run ends early: also of what it leaves behind.
    pub(crate) fn cut_short(&self, error: Error) -> Error {
        if self.written == 0 {
            return error;
        }
        let left = format!(
            "{} written to `{}` before that; no report tells of it",
            match self.written {
                1 => "one article was".to_owned(),
                written => format!("{written} articles were"),
            },
            self.folder.display()
        );
        let hint = error.advice().map_or(left.clone(), |advice| format!("{advice}; {left}"));
        error.hint(hint)
    }

    /// Ends the reports, and says what the run ends with.
    pub(crate) fn finish(self, totals: &Totals) -> Result<Outcome> {
        for report in self.reports {
            report.finish(totals)?;
        }
        self.ledger.finish(totals.failed == 0, self.quiet)?;
        Ok(match self.worst {
            _ if totals.failed > 0 => Outcome::SomeFailed,
            Some(worst) if self.fail_on.fails(worst) => Outcome::Flagged,
            _ => Outcome::Clean,
        })
    }
}

/// The catalogue, as reports need it.
fn rules() -> Vec<RuleInfo> {
    let info = |rule: &&alinea::flag::Rule| RuleInfo {
        id: rule.id.to_owned(),
        summary: rule.summary.to_owned(),
        explanation: format!("{}\n\n{}\n\nKnown false alarms: {}", rule.what, rule.why, rule.false_alarms),
        severity: rule.severity,
    };
    RULES.iter().map(info).collect()
}
