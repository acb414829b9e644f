//! What a report fills in: the row of the table in `write::report`, and the trait that carries its state.

use std::io;
use std::path::PathBuf;

use crate::bitext::{Entry, Failure, Notice, Severity, Totals};
use crate::error::Result;

/// What a report should know of a rule, as the caller's catalogue has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// `repeated-phrase`.
    pub id: String,
    /// One line.
    pub summary: String,
    /// What it finds, why, and known false alarms; Markdown.
    pub explanation: String,
    /// What its findings have unless the user changed it.
    pub severity: Severity,
}

/// What a report is told at its beginning.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Where reports that are files go.
    pub folder: PathBuf,
    /// The rules that ran, in the order of the catalogue.
    pub rules: Vec<RuleInfo>,
    /// Rules whose suggestions may be applied unseen.
    pub safe_fixes: Vec<&'static str>,
    /// Most results in `sarif`; the worst are kept. GitHub accepts 25,000 a run.
    pub max_results: usize,
    /// From which severity on a flag fails the run, and so its case in `junit`; `None`: none does.
    pub fails_from: Option<Severity>,
    /// Most flags of an article that `terminal` shows with their text, the worst first.
    pub excerpts: usize,
    /// Whether `terminal` shows every flag, hints too.
    pub verbose: bool,
    /// Whether `terminal` may use colours.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Formats of the alignment files that are written below `folder`, so that summaries may say so.
    pub formats: Vec<&'static str>,
    /// Files of the other reports of this run, relative to `folder`: the summary says where they are.
    pub files: Vec<&'static str>,
    /// Whether suppressed flags, and those that the baseline knows, are shown too; counted they always are.
    pub show_suppressed: bool,
    /// Whether the run has a baseline, so that flags are known or new.
    pub baseline: bool,
    /// The file that `github` appends its table to, as `GITHUB_STEP_SUMMARY` names it.
    pub step_summary: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            folder: PathBuf::new(),
            rules: Vec::new(),
            safe_fixes: Vec::new(),
            max_results: 25_000,
            fails_from: Some(Severity::Warning),
            excerpts: 3,
            verbose: false,
            colour: false,
            width: 100,
            formats: Vec::new(),
            files: Vec::new(),
            show_suppressed: false,
            baseline: false,
            step_summary: None,
        }
    }
}

/// A report in the making.
pub trait Report {
    /// An article that is done.
    ///
    /// # Errors
    /// If it cannot be written.
    fn entry(&mut self, entry: &Entry) -> Result<()>;

    /// An input that could not be done.
    ///
    /// # Errors
    /// If it cannot be written.
    fn failure(&mut self, failure: &Failure) -> Result<()>;

    /// Something to know that belongs to no entry: those of an entry are in it.
    ///
    /// # Errors
    /// If it cannot be written.
    fn notice(&mut self, notice: &Notice) -> Result<()>;

    /// The end of the run: puts the file in its place.
    ///
    /// # Errors
    /// If it cannot be written.
    fn finish(self: Box<Self>, totals: &Totals) -> Result<()>;
}

/// How a report begins.
#[derive(Debug, Clone, Copy)]
pub enum Begin {
    /// One that is a file, or several, below [`Setup::folder`].
    File(fn(&Setup) -> Result<Box<dyn Report>>),
    /// One that is written as it comes, to standard output.
    Stream(fn(&Setup, Box<dyn io::Write>) -> Box<dyn Report>),
}

/// A kind of report.
#[derive(Debug)]
pub struct ReportFormat {
    /// As on the command line: `sarif`.
    pub name: &'static str,
    /// Its file, relative to the output folder; `None` for standard output.
    pub file: Option<&'static str>,
    /// One line for `--help`.
    pub summary: &'static str,
    /// How it begins.
    pub begin: Begin,
}
