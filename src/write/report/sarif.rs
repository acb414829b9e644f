//! SARIF 2.1.0 for code scanning and every tool that reads it.
//!
//! Columns count Unicode code points; paths are relative and percent-encoded; fingerprints have the key
//! `alinea/v2`. GitHub takes 25,000 results a run: the worst `max_results` are kept, and what was cut is
//! said as a notification of the run. `rank`, 0 to 100, says what to look at first. Suppressed flags are results
//! with `suppressions`; with a baseline, every result has a `baselineState`.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::finding::{Finding, findings};
use super::format::{Begin, Report, ReportFormat, RuleInfo, Setup};
use super::spool::Spool;
use super::tally::count;
use super::uri::encode;
use super::worst::Worst;
use crate::bitext::{Entry, Failure, Notice, Severity, SuppressedIn, Totals};
use crate::error::Result;
use crate::write::jsonl::line;
use crate::write::place::place;
use crate::write::record::{rounded, slashed};

pub(super) const REPORT: ReportFormat = ReportFormat {
    name: "sarif",
    file: Some(FILE),
    summary: "SARIF 2.1.0 for code scanning",
    begin: Begin::File(begin),
};

const FILE: &str = "report.sarif";

struct Sarif {
    folder: PathBuf,
    rules: Vec<RuleInfo>,
    safe_fixes: Vec<&'static str>,
    results: Worst<Value>,
    notifications: Spool,
    failed: bool,
}

fn begin(setup: &Setup) -> Result<Box<dyn Report>> {
    Ok(Box::new(Sarif {
        folder: setup.folder.clone(),
        rules: setup.rules.clone(),
        safe_fixes: setup.safe_fixes.clone(),
        results: Worst::new(setup.max_results),
        notifications: Spool::new(),
        failed: false,
    }))
}

impl Sarif {
    /// The number of a rule in the list, where it is put if it is not there: files that were read may
    /// name rules of another version.
    fn rule(&mut self, finding: &Finding<'_>) -> usize {
        let id = finding.flag.rule;
        self.rules.iter().position(|rule| rule.id == id).unwrap_or_else(|| {
            self.rules.push(RuleInfo {
                id: id.to_owned(),
                summary: id.replace('-', " "),
                explanation: id.replace('-', " "),
                severity: finding.flag.severity,
            });
            self.rules.len() - 1
        })
    }

    fn notification(
        &mut self,
        level: &str,
        path: Option<&Path>,
        line_number: Option<u64>,
        text: &str,
    ) -> Result<()> {
        let mut notification = json!({ "level": level, "message": { "text": text } });
        if let Some(path) = path {
            let mut location = json!({ "artifactLocation": artifact(&slashed(path)) });
            if let Some(line) = line_number {
                location["region"] = json!({ "startLine": line.max(1) });
            }
            notification["locations"] = json!([{ "physicalLocation": location }]);
        }
        let mut piece = if self.notifications.count > 0 { b",".to_vec() } else { Vec::new() };
        line(&notification, &mut piece).expect("a value is JSON");
        self.notifications.put(&piece)
    }
}

impl Report for Sarif {
    fn entry(&mut self, entry: &Entry) -> Result<()> {
        for finding in findings(entry) {
            let rule = self.rule(&finding);
            let severity = finding.flag.severity;
            self.results.push(severity, || result(entry, &finding, rule, &self.safe_fixes));
        }
        for notice in &entry.notices {
            self.notification("note", Some(&notice.path), None, &notice.message)?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> Result<()> {
        self.failed = true;
        let hint = failure.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let text = format!("{}{hint}", failure.message);
        self.notification("error", Some(&failure.path), failure.line, &text)
    }

    fn notice(&mut self, notice: &Notice) -> Result<()> {
        self.notification("note", Some(&notice.path), None, &notice.message)
    }

    fn finish(mut self: Box<Self>, _: &Totals) -> Result<()> {
        if self.results.cut > 0 {
            let text = format!(
                "{} of the least severity left out; raise `--max-results` to see them",
                count(self.results.cut, "result")
            );
            self.notification("warning", None, None, &text)?;
        }
        let Self { folder, rules, results, mut notifications, failed, .. } = *self;
        place(&folder, Path::new(FILE), |out| {
            out.write_all(
                b"{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [{\n\
                  \"columnKind\": \"unicodeCodePoints\",\n\"tool\": {\"driver\": {\"name\": \"alinea\", \"semanticVersion\": ",
            )?;
            writeln!(out, "{}, \"rules\": [", json!(env!("CARGO_PKG_VERSION")))?;
            list(out, rules.iter().map(described))?;
            write!(out, "]}}}},\n\"invocations\": [{{\"executionSuccessful\": {}", !failed)?;
            out.write_all(b", \"toolExecutionNotifications\": [\n")?;
            notifications.copy(out)?;
            out.write_all(b"]}],\n\"results\": [\n")?;
            list(out, results.by_arrival())?;
            out.write_all(b"]}]}\n")
        })
    }
}

/// Values with a comma between, a line each.
fn list(out: &mut dyn std::io::Write, values: impl Iterator<Item = Value>) -> std::io::Result<()> {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        line(&value, out)?;
    }
    Ok(())
}

fn described(rule: &RuleInfo) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.summary },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(entry: &Entry, finding: &Finding<'_>, rule: usize, safe_fixes: &[&str]) -> Value {
    let flag = finding.flag;
    let document = &entry.bitext.side(flag.side).document;
    let mut region = Map::new();
    region.insert("startLine".into(), json!(finding.start.line.max(1)));
    region.insert("endLine".into(), json!(finding.end.line.max(finding.start.line).max(1)));
    if let (Some(start), Some(end)) = (finding.start.column, finding.end.column) {
        region.insert("startColumn".into(), json!(start));
        region.insert("endColumn".into(), json!(end));
    }
    region.insert("snippet".into(), json!({ "text": document.slice(flag.span) }));
    let exact = region.contains_key("startColumn");
    let region = Value::Object(region);
    let mut result = json!({
        "ruleId": flag.rule,
        "ruleIndex": rule,
        "level": level(flag.severity),
        "message": { "text": if finding.message.is_empty() { flag.rule } else { &finding.message } },
        "locations": [{
            "physicalLocation": { "artifactLocation": artifact(&finding.path), "region": region },
            "logicalLocations": [{ "name": entry.name, "kind": "resource" }],
        }],
        "rank": (f64::from(entry.rank(flag).clamp(0.0, 1.0)) * 1000.0).round() / 10.0,
        "partialFingerprints": { "alinea/v2": finding.fingerprint },
        "properties": { "severity": flag.severity.name(), "side": flag.side, "bead": flag.bead, "languages": entry.pair() },
    });
    if let Some(found) = &flag.suppressed {
        let kind = if found.by == SuppressedIn::Source { "inSource" } else { "external" };
        let mut place = json!({ "artifactLocation": artifact(&slashed(&found.path)) });
        if found.line > 0 {
            place["region"] = json!({ "startLine": found.line });
        }
        let location = json!({ "physicalLocation": place });
        result["suppressions"] = json!([{ "kind": kind, "status": "accepted", "justification": found.reason, "location": location }]);
    }
    if let Some(known) = flag.known {
        result["baselineState"] = json!(if known { "unchanged" } else { "new" });
    }
    if let Some(quality) = flag.bead.and_then(|bead| entry.ratings.as_ref()?.of(bead)) {
        let scorer = entry.ratings.as_ref().map_or("", |ratings| ratings.scorer.as_str());
        result["properties"]["rating"] = json!({ "scorer": scorer, "score": rounded(quality) });
    }
    // Only where the characters of the file are known can another tool replace them.
    if let Some(suggestion) = flag.suggestion.as_ref().filter(|_| exact) {
        let safe = safe_fixes.contains(&flag.rule);
        let mut deleted = region;
        if let Value::Object(region) = &mut deleted {
            region.remove("snippet");
        }
        result["fixes"] = json!([{
            "description": { "text": if safe { "safe: `alinea fix` makes this change" } else { "the suggestion of the rule; look before you apply it" } },
            "artifactChanges": [{
                "artifactLocation": artifact(&finding.path),
                "replacements": [{ "deletedRegion": deleted, "insertedContent": { "text": suggestion } }],
            }],
        }]);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Info => "note",
    }
}

/// A file as SARIF names it: relative to the root of the sources, or absolute as a `file` address.
fn artifact(path: &str) -> Value {
    let encoded = encode(path);
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{encoded}") });
    }
    json!({ "uri": encoded, "uriBaseId": "%SRCROOT%" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(artifact("a b")["uri"], "a%20b");
        assert_eq!(artifact("/a:b")["uri"], "file:///a%3Ab");
    }
}
