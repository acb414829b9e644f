//! `missing-final-punct`: the original is closed, the translation is not.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::closing::{Ending, ending, last_word};
use crate::flag::page::Page;
use crate::lang::Script;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "missing-final-punct",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "the original ends in a full stop, the translation in the middle",
    what: "The original ends in a full stop, question or exclamation mark, the translation in a letter or a \
           comma. Not in Thai and its like, which close no sentences.",
    why: "The end of the sentence may be missing.",
    false_alarms: "Headings; segments of subtitles.",
    limits: &[],
    flags: &[Example::pair(
        ("en", "The airport remains closed until October."),
        ("fr", "L’aéroport a rouvert dans le cadre des opérations"),
        "opérations",
    )],
    passes: &[
        Example::pair(("en", "He said: “Come.”"), ("de", "Er sagte: „Komm.“"), ""),
        Example::pair(("en", "The airport is closed."), ("th", "สนามบินปิด"), ""),
        Example::pair(("en", "He left the firm, Apple Inc."), ("de", "Er verließ die Firma Apple"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let script = page.target.language.script;
    if matches!(script, Script::Thai | Script::Myanmar | Script::Other | Script::Ethiopic) {
        return Vec::new();
    }
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let (source, target) = (page.source.slice(pair.source_span), page.target.slice(pair.target_span));
        let ((had, at), (has, _)) = (ending(source), ending(target));
        // `Inc.`, `Oct.`: the full stop of an abbreviation closes nothing.
        let word = page.source.slice(pair.source_span)[..at].to_lowercase();
        let word = &word[last_word(&word)];
        let splitting = &page.source.language.splitting;
        let short = splitting.may_end.contains(&word)
            || splitting.never.contains(&word)
            || splitting.before_number.contains(&word);
        if !matches!(had, Ending::Closed | Ending::Asked)
            || has != Ending::Open
            || short
            || !target.ends_with(char::is_alphanumeric)
            || pair.source.len() < 5
        {
            continue;
        }
        let span = last_word(target);
        let span = Span::new(pair.target_span.start + span.start, pair.target_span.start + span.end);
        let span = if span.is_empty() { pair.target_span } else { span };
        let message = "the original ends in a full stop here, the translation does not".to_owned();
        flags.push(RULE.compared(pair.number, span, Some(pair.source_span), message));
    }
    flags
}
