//! `question-mark`: one side asks, the other states.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::closing::{Ending, ending};
use crate::flag::page::Page;
use crate::lang::Script;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "question-mark",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "one side asks, the other states",
    what: "One side ends in a question mark and has no other sentence, the other has no question mark at all. \
           A Greek `;`, a Japanese `か`, a Chinese `吗` ask as well; Thai and its like are left out.",
    why: "A question that became a statement says something else.",
    false_alarms: "Indirect questions and rhetorical ones that are put as a statement.",
    limits: &[],
    flags: &[
        Example::pair(("en", "Did he come home?"), ("de", "Er kam nach Hause."), "."),
        Example::pair(("en", "He came home."), ("de", "Er kam nach Hause?"), "?"),
    ],
    passes: &[
        Example::pair(("en", "Did he come?"), ("ja", "彼は来ましたか。"), ""),
        Example::pair(("en", "Who comes?"), ("el", "Ποιος έρχεται;"), ""),
        Example::pair(("en", "“Why?” he asked."), ("de", "Er fragte: „Warum?“"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let silent = |script: Script| {
        matches!(script, Script::Thai | Script::Myanmar | Script::Other | Script::Armenian | Script::Ethiopic)
    };
    if silent(page.target.language.script) || silent(page.source.language.script) {
        return Vec::new();
    }
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let (source, target) = (page.source.slice(pair.source_span), page.target.slice(pair.target_span));
        let ((had, _), (has, at)) = (ending(source), ending(target));
        let lost =
            had == Ending::Asked && has == Ending::Closed && !asks(target, page.target.language.script);
        let won = has == Ending::Asked && had == Ending::Closed && !asks(source, page.source.language.script);
        // In a bead of several sentences the question may be one of them.
        if !(lost && single(source) || won && single(target)) {
            continue;
        }
        let c = target[at..].chars().next().map_or(1, char::len_utf8);
        let span = Span::new(pair.target_span.start + at, pair.target_span.start + at + c);
        let message = match lost {
            true => "the original asks, the translation states",
            false => "the original states, the translation asks",
        };
        flags.push(RULE.compared(pair.number, span, Some(pair.source_span), message.to_owned()));
    }
    flags
}

/// Whether a side asks anywhere.
fn asks(text: &str, script: Script) -> bool {
    text.contains(['?', '？', '؟', '՞', '¿'])
        || script == Script::Greek && text.contains([';', '\u{37e}'])
        || script == Script::Han
            && (text.contains(['吗', '嗎', '呢', '么', '何', '谁']) || text.contains('か'))
        || script == Script::Hangul && text.contains(['까', '나', '니', '가'])
}

/// Whether a side is one sentence.
fn single(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '。', '？', '！']).count() == 1
}
