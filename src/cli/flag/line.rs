//! A flag as a JSON object on a line of its own.

use alinea::Flag;
use alinea::bitext::Document;
use alinea::error::{Error, Kind, Result};
use serde::Serialize;

/// What stands in the line; what a kind of input does not have is left out.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    rule: &'a str,
    severity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'a str>,
    start: usize,
    end: usize,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    text: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

/// Why a flag does not count, and where that is said.
#[derive(Serialize)]
struct Suppressed<'a> {
    reason: &'a str,
    path: String,
    line: usize,
}

impl<'a> Line<'a> {
    /// A flag of a document; `characters` are its start and end, counted from where the reader counts.
    pub(super) fn new(
        document: &'a Document,
        flag: &'a Flag,
        fingerprint: &'a str,
        characters: (usize, usize),
    ) -> Self {
        let place = document.place(flag.span.start);
        Self {
            path: document.path.to_string_lossy().into_owned(),
            unit: None,
            rule: flag.rule,
            severity: flag.severity.name(),
            side: None,
            start: characters.0,
            end: characters.1,
            line: place.line,
            column: place.column,
            text: document.slice(flag.span),
            message: &flag.message,
            suggestion: flag.suggestion.as_deref(),
            fingerprint,
            suppressed: flag.suppressed.as_ref().map(|found| Suppressed {
                reason: &found.reason,
                path: found.path.to_string_lossy().into_owned(),
                line: found.line,
            }),
            known: flag.known,
        }
    }

    /// The same as one of a unit of a translation file, on one of its sides.
    pub(super) fn of_unit(self, unit: String, side: &'a str) -> Self {
        Self { unit: Some(unit), side: Some(side), column: None, ..self }
    }

    /// As it is written.
    ///
    /// # Errors
    /// If it cannot be put into JSON, which no flag is known to cause.
    pub(super) fn json(&self) -> Result<String> {
        let json = serde_json::to_string(self)
            .map_err(|cause| Error::new(Kind::Output, "cannot write a flag").because(cause))?;
        Ok(json + "\n")
    }
}
