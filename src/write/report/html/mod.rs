//! HTML for reading: an index, and a page an article, side by side, with flags on the exact characters.
//!
//! Pages need nothing but themselves: no network, no other file. A content security policy lets only our
//! own script and style work; text of articles is escaped and what cannot be seen in it is shown.
//! The index is spooled, so a run of any size needs little memory.

mod article;
mod digest;
mod draw;
mod escape;
mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use draw::Histogram;
use escape::{attribute, content};

use super::format::{Begin, Report, ReportFormat, Setup};
use super::spool::Spool;
use super::tally::Tally;
use super::tally::count;
use super::uri::encode;
use crate::bitext::{Entry, Failure, Notice, Severity, Totals};
use crate::error::Result;
use crate::write::place::place;
use crate::write::record::slashed;

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "html",
    file: Some(FILE),
    summary: "pages for reading: side by side, flags marked, with an index",
    begin: Begin::File(begin),
};

const FILE: &str = "report.html";

/// The folder of the pages of articles, beside the index.
const PAGES: &str = "report";

struct Html {
    folder: PathBuf,
    /// Whether suppressed flags are shown, not only counted.
    all: bool,
    tally: Tally,
    rules: BTreeMap<&'static str, (usize, Severity)>,
    histogram: Histogram,
    rows: Spool,
    failures: Spool,
    notices: Spool,
}

fn begin(setup: &Setup) -> Result<Box<dyn Report>> {
    Ok(Box::new(Html {
        folder: setup.folder.clone(),
        all: setup.show_suppressed,
        tally: Tally::default(),
        rules: BTreeMap::new(),
        histogram: Histogram::default(),
        rows: Spool::new(),
        failures: Spool::new(),
        notices: Spool::new(),
    }))
}

impl Report for Html {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        let stem = slashed(&entry.stem());
        let relative = format!("{PAGES}/{stem}.html");
        let back = format!("{}{FILE}", "../".repeat(relative.matches('/').count()));
        place(&self.folder, Path::new(&relative), |out| article::write(entry, &back, self.all, out))?;
        self.tally.add(entry);
        self.histogram.add(&entry.bitext);
        for (rule, number, worst) in article::by_rule(entry) {
            let found = self.rules.entry(rule).or_insert((0, worst));
            found.0 += number;
            found.1 = found.1.max(worst);
        }
        self.rows.put(row(entry, &relative).as_bytes())
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        let line = failure.line.map(|line| format!(":{line}")).unwrap_or_default();
        let hint = failure.hint.as_ref().map(|hint| format!("<br><small>{}</small>", content(hint)));
        self.failures.put(
            format!(
                "<li><code>{}{line}</code> {}{}</li>\n",
                content(&slashed(&failure.path)),
                content(&failure.message),
                hint.unwrap_or_default()
            )
            .as_bytes(),
        )
    }

    fn notice(&mut self, notice: &Notice) -> Result<()> {
        self.notices.put(
            format!(
                "<li><code>{}</code> {}</li>\n",
                content(&slashed(&notice.path)),
                content(&notice.message)
            )
            .as_bytes(),
        )
    }

    fn finish(mut self: Box<Self>, totals: &Totals) -> Result<()> {
        let rules = article::sorted(std::mem::take(&mut self.rules));
        let mut head = page::begin("Translations");
        head.push_str(&overview(&self.tally, totals));
        if !self.histogram.is_empty() || rules.iter().any(|&(_, _, worst)| worst > Severity::Info) {
            head.push_str("<details class=\"drawings\" open><summary>At a glance</summary><div>\n");
            if !self.histogram.is_empty() {
                let _ = writeln!(
                    head,
                    "<figure><figcaption>Confidence <small>beads by how likely they are right</small></figcaption>{}</figure>",
                    self.histogram.draw()
                );
            }
            if rules.iter().any(|&(_, _, worst)| worst > Severity::Info) {
                let _ = writeln!(
                    head,
                    "<figure><figcaption>Flags <small>by rule</small></figcaption>{}</figure>",
                    draw::rules(&rules)
                );
            }
            head.push_str("</div></details>\n");
        }
        let counts = Severity::ALL.map(|severity| self.tally.count(severity));
        place(&self.folder, Path::new(FILE), |out| {
            out.write_all(head.as_bytes())?;
            if self.failures.count > 0 {
                writeln!(out, "<section class=\"failed\"><h2>Not done</h2><ul>")?;
                self.failures.copy(out)?;
                out.write_all(b"</ul></section>\n")?;
            }
            out.write_all(page::filters(&rules, counts, None).as_bytes())?;
            out.write_all(
                b"<main class=\"index\"><table>\n<thead><tr><th><button type=\"button\" data-sort=\"text\">article</button></th>\
                  <th>languages</th><th class=\"n\"><button type=\"button\" data-sort=\"number\">beads</button></th>\
                  <th class=\"n\"><button type=\"button\" data-sort=\"number\">confidence</button></th>\
                  <th class=\"n\"><button type=\"button\" data-sort=\"number\">score</button></th>",
            )?;
            for severity in Severity::ALL {
                write!(
                    out,
                    "<th class=\"n\"><button type=\"button\" data-sort=\"number\">{}s</button></th>",
                    severity.name()
                )?;
            }
            out.write_all(b"</tr></thead>\n<tbody>\n")?;
            self.rows.copy(out)?;
            out.write_all(b"</tbody></table>\n<p class=\"none\" id=\"none\" hidden>No article has such a flag.</p></main>\n")?;
            if self.notices.count > 0 {
                writeln!(
                    out,
                    "<footer class=\"rest\"><details class=\"dropped\"><summary>{}</summary><ul>",
                    count(self.notices.count, "notice")
                )?;
                self.notices.copy(out)?;
                out.write_all(b"</ul></details></footer>\n")?;
            }
            out.write_all(page::end().as_bytes())
        })
    }
}

fn overview(tally: &Tally, totals: &Totals) -> String {
    let mut head = String::from("<header class=\"top\">\n<h1>Translations</h1>\n<dl class=\"tiles\">\n");
    let mut tile = |class: &str, number: String, what: &str| {
        let _ = writeln!(head, "<div class=\"{class}\"><dd>{number}</dd><dt>{what}</dt></div>");
    };
    tile("", totals.done.to_string(), if totals.done == 1 { "article done" } else { "articles done" });
    for (number, class, what) in [(totals.failed, "error", "not done"), (totals.skipped, "info", "skipped")] {
        if number > 0 {
            tile(class, number.to_string(), what);
        }
    }
    tile("", tally.target_sentences.to_string(), "translated sentences");
    if let Some(mean) = tally.mean_confidence() {
        tile("", format!("{mean:.2}"), "mean confidence");
    }
    for severity in Severity::ALL {
        let number = tally.count(severity);
        tile(severity.name(), number.to_string(), &plural(severity.name(), number));
    }
    if tally.known + tally.new > 0 {
        tile("info", tally.known.to_string(), "known to the baseline");
        tile("info", tally.new.to_string(), "new");
    }
    if tally.suppressed > 0 {
        tile("info", tally.suppressed.to_string(), "suppressed");
    }
    if let Some(mean) = tally.mean_rating() {
        tile("", format!("{mean:.2}"), "mean rating of the scorer");
    }
    head + "</dl>\n</header>\n"
}

fn plural(word: &str, number: usize) -> String {
    if number == 1 { word.to_owned() } else { format!("{word}s") }
}

/// The row of an article in the index.
fn row(entry: &Entry, page: &str) -> String {
    let tally = Tally::of(entry);
    let mut pairs: Vec<String> =
        entry.told().map(|flag| format!("{}:{}", flag.severity.name(), flag.rule)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut row = format!(
        "<tr class=\"row\" data-flags=\"{}\"><td><a href=\"{}\" dir=\"auto\">{}</a></td><td class=\"pair\">{}</td>",
        attribute(&pairs.join(" ")),
        attribute(&encode(page)),
        content(&entry.name),
        entry.pair()
    );
    let beads = if entry.bitext.is_alone() { String::new() } else { tally.beads.to_string() };
    let _ = write!(row, "<td class=\"n\">{beads}</td>");
    match tally.mean_confidence() {
        Some(mean) => {
            let _ = write!(
                row,
                "<td class=\"n\"><svg class=\"meter\" viewBox=\"0 0 50 6\" aria-hidden=\"true\"><rect class=\"frame\" width=\"50\" height=\"6\" rx=\"3\"/>\
                 <rect class=\"bead\" width=\"{:.1}\" height=\"6\" rx=\"3\"/></svg>{mean:.2}</td>",
                mean * 50.0
            );
        }
        None => row.push_str("<td class=\"n\"></td>"),
    }
    let score = if entry.scores.is_empty() { String::new() } else { format!("{:.2}", entry.score.value) };
    let _ = write!(row, "<td class=\"n score\">{score}</td>");
    for severity in Severity::ALL {
        let number = tally.count(severity);
        let class = if number > 0 { severity.name() } else { "zero" };
        let _ = write!(row, "<td class=\"n {class}\">{number}</td>");
    }
    row + "</tr>\n"
}
