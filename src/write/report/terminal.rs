//! For a person at a terminal: a line an article, its worst flags with their text underlined, and a
//! summary at the end.
//!
//! Characters that a terminal would obey (controls, escapes, marks that turn the direction of text) are
//! shown escaped. In text that runs from right to left, terminals move what is drawn, so a flag is set in
//! brackets there instead of being underlined.

use std::fmt::Write as _;
use std::io;

use super::finding::{Finding, findings};
use super::format::{Begin, Report, ReportFormat, Setup};
use super::tally::{Tally, count};
use crate::bitext::{Document, Entry, Failure, Notice, Severity, Totals};
use crate::error::{Error, Kind, Result};
use crate::write::excerpt::{Excerpt, columns};
use crate::write::record::slashed;
use crate::write::visible::visible;

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "terminal",
    file: None,
    summary: "for a person: the worst flags with their text, and a summary",
    begin: Begin::Stream(begin),
};

/// Excerpts over a whole run, after which only the lines of the articles go on.
const MOST_EXCERPTS: usize = 60;

/// Beads of an article that are shown for their score alone.
const MOST_LOOKS: usize = 5;

struct Terminal {
    out: Box<dyn io::Write>,
    setup: Setup,
    tally: Tally,
    shown: usize,
    hidden: usize,
}

fn begin(setup: &Setup, out: Box<dyn io::Write>) -> Box<dyn Report> {
    Box::new(Terminal { out, setup: setup.clone(), tally: Tally::default(), shown: 0, hidden: 0 })
}

/// Styles, as ANSI sequences.
#[derive(Clone, Copy)]
enum Style {
    Bold,
    Dim,
    Severity(Severity),
}

impl Terminal {
    fn write(&mut self, text: &str) -> Result<()> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|cause| Error::new(Kind::Output, "cannot write to standard output").because(cause))
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if !self.setup.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match style {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Severity(Severity::Error) => "1;31",
            Style::Severity(Severity::Warning) => "1;33",
            Style::Severity(Severity::Hint) => "1;36",
            Style::Severity(Severity::Info) => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    fn excerpt(&self, document: &Document, finding: &Finding<'_>) -> String {
        let style = Style::Severity(finding.flag.severity);
        let head = self.paint(style, &format!("{}[{}]", finding.flag.severity.name(), finding.flag.rule));
        let mut shown = format!("  {head}: {}\n", visible(&finding.message));
        let number = finding.start.line.to_string();
        let margin = " ".repeat(number.len());
        let arrow = self.paint(Style::Dim, "-->");
        let bar = self.paint(Style::Dim, "|");
        let _ = writeln!(shown, "  {margin}{arrow} {}", visible(&finding.place()));
        let room = self.setup.width.saturating_sub(number.len() + 6).max(24);
        let cut = Excerpt::of(document, finding.flag.span, room);
        let number = self.paint(Style::Dim, &number);
        if cut.right_to_left {
            let flagged = self.paint(style, &format!("⟦{}⟧", cut.flagged));
            let _ = writeln!(shown, "  {number} {bar} {}{flagged}{}", cut.before, cut.after);
        } else {
            let flagged = self.paint(style, &cut.flagged);
            let _ = writeln!(shown, "  {number} {bar} {}{flagged}{}", cut.before, cut.after);
            let line = self.paint(style, &"^".repeat(columns(&cut.flagged).max(1)));
            let _ = writeln!(shown, "  {margin} {bar} {}{line}", " ".repeat(columns(&cut.before)));
        }
        if let Some(suggestion) = &finding.flag.suggestion {
            let _ =
                writeln!(shown, "  {margin} {} write: {}", self.paint(Style::Dim, "="), visible(suggestion));
        }
        let name = || format!("fingerprint {}", finding.fingerprint);
        let standing = finding.standing().unwrap_or_else(name);
        let _ = writeln!(shown, "  {margin} {} {}", self.paint(Style::Dim, "="), visible(&standing));
        shown
    }
}

impl Terminal {
    /// The beads that are worth a look by their score, though no flag that counts is on them: the highest first.
    fn looks(&self, entry: &Entry) -> String {
        let mut shown = String::new();
        for (number, score) in entry.looks().into_iter().take(MOST_LOOKS) {
            let Some((side, span)) = entry.bitext.shown(number) else { continue };
            let document = &entry.bitext.side(side).document;
            let place = document.place(span.start);
            let column = place.column.map(|column| format!(":{column}")).unwrap_or_default();
            let path = visible(&slashed(&document.path));
            let said = Excerpt::of(document, span, self.setup.width.saturating_sub(6).max(24)).flagged;
            let head = self.paint(Style::Bold, &format!("score {:.2}", score.value));
            let _ = writeln!(shown, "  {head}: {}", visible(&score.reasons()));
            let _ = writeln!(shown, "   {} {path}:{}{column}", self.paint(Style::Dim, "-->"), place.line);
            let _ = writeln!(shown, "   {} {said}", self.paint(Style::Dim, "|"));
        }
        shown
    }
}

impl Report for Terminal {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        self.tally.add(entry);
        let tally = Tally::of(entry);
        let mut facts = vec![match entry.bitext.is_alone() {
            true => format!("{}, no original", count(tally.target_sentences, "sentence")),
            false => count(tally.beads, "bead"),
        }];
        facts.extend(tally.mean_confidence().map(|mean| format!("confidence {mean:.2}")));
        if !entry.scores.is_empty() {
            facts.push(format!("score {:.2}", entry.score.value));
        }
        if let (Some(ratings), Some(mean)) = (&entry.ratings, tally.mean_rating()) {
            facts.push(format!("{} {mean:.2}", visible(&ratings.scorer)));
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
            if tally.count(severity) > 0 {
                let text = count(tally.count(severity), severity.name());
                facts.push(self.paint(Style::Severity(severity), &text));
            }
        }
        if tally.known > 0 {
            facts.push(format!("{} known", tally.known));
        }
        if tally.suppressed > 0 {
            facts.push(format!("{} suppressed", tally.suppressed));
        }
        let name = self.paint(Style::Bold, &visible(&entry.name));
        let mut shown = format!("{name}  {}  {}\n", entry.pair(), facts.join(", "));
        for notice in &entry.notices {
            let note = self.paint(Style::Dim, "note");
            let _ = writeln!(
                shown,
                "  {note}: {}: {}",
                visible(&slashed(&notice.path)),
                visible(&notice.message)
            );
        }
        let least = if self.setup.verbose { Severity::Hint } else { Severity::Warning };
        let (mut worst, mut quiet): (Vec<_>, Vec<_>) =
            findings(entry).partition(|finding| finding.flag.counts());
        let all = worst.iter().filter(|finding| finding.flag.severity >= Severity::Hint).count();
        worst.retain(|finding| finding.flag.severity >= least);
        let all_told = self.setup.show_suppressed;
        quiet.retain(|finding| finding.flag.is_shown(all_told) && finding.flag.severity >= Severity::Hint);
        worst.sort_by_key(|finding| std::cmp::Reverse(finding.flag.severity));
        if entry.ratings.is_some() {
            // What the scorer finds worst comes first among what is equally bad.
            worst.sort_by(|left, right| {
                let rank = entry.rank(right.flag).total_cmp(&entry.rank(left.flag));
                right.flag.severity.cmp(&left.flag.severity).then(rank)
            });
        }
        let room = match self.setup.verbose {
            true => usize::MAX,
            false => self.setup.excerpts.min(MOST_EXCERPTS.saturating_sub(self.shown)),
        };
        // Whoever asks for what is suppressed wants to see all of it.
        let asked = if all_told { usize::MAX } else { room.saturating_sub(worst.len()) };
        for finding in worst.iter().take(room).chain(quiet.iter().take(asked)) {
            shown += &self.excerpt(&entry.bitext.side(finding.flag.side).document, finding);
        }
        self.shown += (worst.len() + if all_told { 0 } else { quiet.len() }).min(room);
        let more = worst.len().saturating_sub(room);
        self.hidden += all - worst.len().min(room);
        if more > 0 && room > 0 {
            let _ = writeln!(shown, "  {}", self.paint(Style::Dim, &format!("and {more} more")));
        }
        if self.setup.verbose {
            shown += &self.looks(entry);
        }
        self.write(&shown)
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        let mut place = slashed(&failure.path);
        if let Some(line) = failure.line {
            let _ = write!(place, ":{line}");
        }
        let head = self.paint(Style::Severity(Severity::Error), "failed");
        let mut shown = format!("{head}: {}: {}\n", visible(&place), visible(&failure.message));
        if let Some(hint) = &failure.hint {
            let _ = writeln!(shown, "  {}", visible(hint));
        }
        self.write(&shown)
    }

    fn notice(&mut self, notice: &Notice) -> Result<()> {
        let head = self.paint(Style::Dim, "note");
        self.write(&format!("{head}: {}: {}\n", visible(&slashed(&notice.path)), visible(&notice.message)))
    }

    fn finish(mut self: Box<Self>, totals: &Totals) -> Result<()> {
        let tally = &self.tally;
        let mut shown = format!("\n{} found: {} done", count(totals.found, "article"), totals.done);
        for (number, word, severity) in
            [(totals.failed, "failed", Severity::Error), (totals.skipped, "skipped", Severity::Warning)]
        {
            let text = format!("{number} {word}");
            shown += ", ";
            shown += &if number > 0 { self.paint(Style::Severity(severity), &text) } else { text };
        }
        shown.push('\n');
        let mut row = |name: &str, text: &str| {
            let _ = writeln!(shown, "  {name:<10}  {text}");
        };
        if tally.articles > 0 {
            let mut sentences = count(tally.target_sentences, "sentence");
            if tally.source_sentences > 0 {
                sentences = format!(
                    "{} in the originals, {} in the translations",
                    tally.source_sentences, tally.target_sentences
                );
            }
            row("sentences", &sentences);
        }
        if tally.beads > 0 {
            let mut beads = format!("{}, {} without counterpart", tally.beads, tally.null_beads);
            if let Some(mean) = tally.mean_confidence() {
                let _ = write!(beads, ", mean confidence {mean:.2}");
            }
            if tally.moves > 0 {
                let _ = write!(beads, ", {} moved", count(tally.moves, "passage"));
            }
            row("beads", &beads);
        }
        if tally.articles > 0 {
            let counts: Vec<_> = Severity::ALL
                .into_iter()
                .filter(|&severity| tally.count(severity) > 0)
                .map(|severity| {
                    self.paint(Style::Severity(severity), &count(tally.count(severity), severity.name()))
                })
                .collect();
            row("flags", &if counts.is_empty() { "none".into() } else { counts.join(", ") });
            let longest = tally.rules.keys().map(|rule| rule.len()).max().unwrap_or_default();
            for (rule, number) in tally.by_rule() {
                row("", &format!("{rule:<longest$}  {number:>5}"));
            }
        }
        if tally.known + tally.new > 0 || self.setup.baseline {
            row("baseline", &format!("{} known, {} new", tally.known, tally.new));
        }
        if tally.suppressed > 0 {
            let how = if self.setup.show_suppressed { "" } else { "; `--show-suppressed` shows them" };
            row("suppressed", &format!("{}{how}", count(tally.suppressed, "flag")));
        }
        if let Some(mean) = tally.mean_rating() {
            row("rating", &format!("mean {mean:.2} of the scorer, 1 is best"));
        }
        if self.hidden > 0 {
            row("", &format!("{} not shown above; `--verbose` shows all", count(self.hidden, "flag")));
        }
        if !self.setup.formats.is_empty() || !self.setup.files.is_empty() {
            let folder = visible(&self.setup.folder.display().to_string());
            let folder = folder.trim_end_matches('/');
            if !self.setup.formats.is_empty() {
                row("results", &format!("{folder}/"));
            }
            for file in &self.setup.files {
                row("report", &format!("{folder}/{file}"));
            }
        }
        self.write(&shown)
    }
}
