//! The table of rules -> the catalogue that people read: `docs/rules.md` and `alinea explain`.

use std::fmt::Write;

use super::rules::RULES;
use super::rules::rule::{Example, Rule};

/// How often every rule hits sound segments and damaged ones: written by the test
/// `holds_the_floors_on_damaged_human_translations` where it is told to update.
static RATES: &str = include_str!("rates.tsv");

/// Shares of sound and of damaged segments that a rule hits, as they were measured, in percent.
fn rates(id: &str) -> Option<(&'static str, &'static str)> {
    RATES.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next() == Some(id)).then_some(())?;
        Some((cells.next()?, cells.next()?))
    })
}

/// All rules, a line each.
pub fn list() -> String {
    let widest = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in RULES {
        let off = if rule.on { "" } else { " (off)" };
        let _ = writeln!(out, "{:widest$}  {:7}  {}{off}", rule.id, rule.severity.name(), rule.summary);
    }
    out
}

/// The whole catalogue, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Rules\n\nWhat `alinea flag` and `alinea align` look for in a translation.\n\
         This page is made from the table of rules; `alinea explain RULE` shows a section of it.\n\n\
         The last columns say how many percent of the segments a rule hits: of sound human translations, and of those \
         that were damaged in sixteen ways, most of which are none of its business ",
    );
    let _ = write!(out, "({}).\n\n", RATES.lines().next().unwrap_or("").trim_start_matches(['#', ' ']));
    out.push_str(
        "| rule | severity | needs the original | finds | sound | damaged |\n|---|---|---|---|--:|--:|\n",
    );
    for rule in RULES {
        let needs = if rule.needs_original { "yes" } else { "no" };
        let off = if rule.on { "" } else { ", off" };
        let _ = writeln!(
            out,
            "| [{id}](#{id}) | {}{off} | {needs} | {} | {} | {} |",
            rule.severity.name(),
            rule.summary,
            rates(rule.id).map_or("0", |rates| rates.0),
            rates(rule.id).map_or("0", |rates| rates.1),
            id = rule.id
        );
    }
    for rule in RULES {
        out.push('\n');
        out.push_str(&section(rule));
    }
    out
}

/// One rule, in Markdown.
pub fn section(rule: &Rule) -> String {
    let mut out = format!("## {}\n\n", rule.id);
    let state = if rule.on { "on" } else { "off unless it is selected" };
    let needs = if rule.needs_original { "needs the original" } else { "needs no original" };
    let _ = writeln!(out, "Severity {}, {state}, {needs}.\n", rule.severity.name());
    let _ = writeln!(out, "**Finds**: {}\n", rule.what);
    let _ = writeln!(out, "**Why**: {}\n", rule.why);
    let _ = writeln!(out, "**Known false alarms**: {}", rule.false_alarms);
    if !rule.limits.is_empty() {
        out.push_str("\n| limit | default | unit | from |\n|---|---|---|---|\n");
        for limit in rule.limits {
            let _ =
                writeln!(out, "| `{}` | {} | {} | {} |", limit.name, limit.default, limit.unit, limit.from);
        }
    }
    for (title, examples) in [("Flagged", rule.flags), ("Not flagged", rule.passes)] {
        if !examples.is_empty() {
            let _ = writeln!(out, "\n{title}:\n");
        }
        for example in examples {
            let _ = writeln!(out, "* {}", shown(example, "`` ", " ``"));
        }
    }
    out
}

/// One rule, for a terminal.
pub fn text(rule: &Rule) -> String {
    let mut out = format!("{}: {}\n\n", rule.id, rule.summary);
    let state = if rule.on { "on" } else { "off unless it is selected" };
    let needs = if rule.needs_original { "needs the original" } else { "needs no original" };
    let _ = writeln!(out, "severity {}, {state}, {needs}\n", rule.severity.name());
    for (title, body) in [("finds", rule.what), ("why", rule.why), ("known false alarms", rule.false_alarms)]
    {
        let _ = writeln!(out, "{title}:\n{}", wrapped(body));
    }
    if !rule.limits.is_empty() {
        out.push_str("limits:\n");
        for limit in rule.limits {
            let _ =
                writeln!(out, "  {} = {} {} (from {})", limit.name, limit.default, limit.unit, limit.from);
        }
        out.push('\n');
    }
    for (title, examples) in [("flagged", rule.flags), ("not flagged", rule.passes)] {
        if !examples.is_empty() {
            let _ = writeln!(out, "{title}:");
        }
        for example in examples {
            let _ = writeln!(out, "  {}", shown(example, "", ""));
        }
    }
    out
}

fn shown(example: &Example, open: &str, close: &str) -> String {
    let quoted = |(lang, text): (&str, &str)| {
        let lines: Vec<String> = text.split('\n').map(|line| format!("{open}{line}{close}")).collect();
        format!("{lang}: {}", lines.join(" / "))
    };
    let mut out = match example.source {
        Some(source) => format!("{} → {}", quoted(source), quoted(example.target)),
        None => quoted(example.target),
    };
    if !example.marked.is_empty() {
        out.push_str(&format!(" (marked: {open}{}{close})", example.marked));
    }
    out
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let wide = word.chars().count();
        if column > 0 && column + wide > 96 {
            out.push('\n');
            column = 0;
        }
        out.push_str(if column == 0 { "  " } else { " " });
        out.push_str(word);
        column += wide + 1;
    }
    out.push_str("\n\n");
    out
}
