//! A flag as people read it: place, severity, rule, why, and the passage underlined.

use alinea::Flag;
use alinea::bitext::{Document, Severity};
use alinea::write::{Excerpt, columns, visible};

/// Columns of the passage and of what stands around it.
const ROOM: usize = 110;

/// A few lines for a flag, its fingerprint last; control characters and changes of direction are shown, not sent.
pub(super) fn draw(document: &Document, flag: &Flag, fingerprint: &str) -> String {
    let place = document.place(flag.span.start);
    let path = visible(&document.path.to_string_lossy());
    let column = place.column.map_or(String::new(), |column| format!(":{column}"));
    let message = visible(&flag.message);
    let head = format!("{path}:{}{column}: {}[{}]: {message}\n", place.line, flag.severity.name(), flag.rule);
    if flag.severity == Severity::Info {
        return head;
    }
    let Excerpt { before, flagged, after, right_to_left } = Excerpt::of(document, flag.span, ROOM);
    let mut out = head;
    if right_to_left {
        out.push_str(&format!("  | {before}⟦{flagged}⟧{after}\n  |"));
    } else {
        let under = "^".repeat(columns(&flagged).max(1));
        out.push_str(&format!("  | {before}{flagged}{after}\n  | {}{under}", " ".repeat(columns(&before))));
    }
    if let Some(suggestion) = &flag.suggestion {
        out.push_str(&format!(" write `{}`", visible(suggestion)));
    }
    out.push('\n');
    match &flag.suppressed {
        Some(found) => {
            let (path, reason) = (visible(&found.path.to_string_lossy()), visible(&found.reason));
            out.push_str(&format!("  = suppressed: {reason} ({path}{})\n", found.at_line()));
        }
        None if flag.known == Some(true) => out.push_str("  = known to the baseline\n"),
        None => out.push_str(&format!("  = fingerprint {fingerprint}\n")),
    }
    out
}
