//! `unbalanced-quote`: a quotation that opens and does not close, or the other way round.

use super::page::Page;
use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unbalanced-quote",
    severity: Severity::Hint,
    on: true,
    needs_original: false,
    summary: "a quotation opens and does not close, or closes and was not open",
    what: "Double quotation marks, curly, angled, ideographic or straight, counted over the paragraph in the \
           ways of the language. Not where the original is unbalanced too; single marks are left alone, since \
           they are apostrophes as well.",
    why: "The reader no longer knows who speaks.",
    false_alarms: "Quotations that run over several paragraphs; inches and seconds.",
    limits: &[],
    flags: &[
        Example::alone("de", "Er sagte: „Ich komme morgen. Dann ging er.", "„"),
        Example::alone("fr", "Le refrain dit : pompe-le, j’aide les femmes. »", "»"),
        Example::alone("en", "He said, \"I will come. Then he left.", "\""),
    ],
    passes: &[
        Example::alone("de", "Er sagte: „Ich komme.“ Sie sagte: »Nein.«", ""),
        Example::alone("en", "A 12\" disc.", ""),
        Example::pair(("de", "„Ich komme."), ("en", "“I am coming."), ""),
        Example::alone("sv", "Han sade: ”Jag kommer.”", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let sentences = &page.target.text.sentences;
    let mut start = 0;
    while start < sentences.len() {
        let block = sentences[start].block;
        let end = start + sentences[start..].iter().take_while(|sentence| sentence.block == block).count();
        let span = sentences[start].span.cover(sentences[end - 1].span);
        if let Some(at) = odd(page.target.slice(span)) {
            let place = span.start + at;
            let sentence =
                start + sentences[start..end].partition_point(|sentence| sentence.span.end <= place);
            let sentence = sentence.min(end - 1);
            let also = (start..end).any(|sentence| odd(page.source_of(sentence)).is_some());
            if !also {
                let c = page.target.document()[place..].chars().next().unwrap_or('"');
                let wide = Span::new(place, place + c.len_utf8());
                flags.push(RULE.found(page, sentence, wide, format!("`{c}` has no other half")));
            }
        }
        start = end;
    }
    flags
}

/// Byte offset of a mark that leaves a quotation unbalanced.
///
/// Families are counted apart: curly and low marks together (the same mark opens here and closes there),
/// angled ones together, ideographic ones as brackets, straight ones by parity.
pub(super) fn odd(text: &str) -> Option<usize> {
    let mut curly: Vec<usize> = Vec::new();
    let mut angled: Vec<usize> = Vec::new();
    let mut straight: Vec<usize> = Vec::new();
    let mut corner: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '“' | '”' | '„' | '‟' => curly.push(at),
            '«' | '»' => angled.push(at),
            '"' | '＂' if !before.is_ascii_digit() || straight.len() % 2 == 1 => straight.push(at),
            '「' | '『' => corner.push(at),
            '」' | '』' if corner.pop().is_none() => return Some(at),
            _ => {}
        }
        before = c;
    }
    if let Some(&at) = corner.last() {
        return Some(at);
    }
    let mixed = curly.len() + straight.len() + angled.len();
    // `„Ja", sagte er`: one of each makes a pair.
    if mixed.is_multiple_of(2) {
        return None;
    }
    [&curly, &angled, &straight]
        .into_iter()
        .find(|family| family.len() % 2 == 1)
        .and_then(|family| if family.len() == 1 { family.first() } else { family.last() }.copied())
}
