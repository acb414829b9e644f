//! `lost-sentence`: a sentence without a counterpart.

use super::rule::{Example, Limit, Limits, Rule};
use super::unrelated_texts;
use crate::bitext::{Flag, Severity, Side, Span};
use crate::flag::cover::left_out::are_left_out;
use crate::flag::length::letters;
use crate::flag::page::Page;

const LETTERS: Limit = Limit {
    name: "letters",
    default: 20.0,
    unit: "letters of the sentence",
    from: "shorter ones are headings, credits and exclamations that translators join or drop (Text+Berg, dev)",
};

const MOST: Limit = Limit {
    name: "most",
    default: 0.5,
    unit: "share of the letters of the original without translation, beyond which the first loss is an error",
    from: "set by hand: a summary is no translation, and a file that was cut off is none",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "lost-sentence",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a sentence of the original has no translation, or one of the translation no original",
    what: "Beads with one empty side; and segments that came with an empty side, however short. Passages that \
           moved are no loss, nor is a sentence whose words stand in the title of the other page or in a line that cleaning \
           left out there. Where most of the original has no translation, the first such sentence is an error and says so.",
    why: "A sentence was left out or made up, or the page around the article was taken for a part of it.",
    false_alarms: "Sentences that were aligned wrongly; paragraphs that editors added for their readers.",
    limits: &[&LETTERS, &MOST],
    flags: &[Example::pair(
        ("en", "He came home late in the evening.\nNobody was there."),
        ("de", "\nNiemand war da."),
        "He came home late in the evening.",
    )],
    passes: &[Example::pair(("en", "He came.\n***"), ("de", "Er kam.\n"), "")],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    if page.bitext.is_alone() || unrelated_texts::are_unrelated(page, unrelated_texts::LETTERS.default) {
        return Vec::new();
    }
    let moved = |side: Side| {
        let mut sentences = vec![false; page.bitext.side(side).sentences.len()];
        for moved in &page.bitext.moves {
            let range = match side {
                Side::Source => moved.source.clone(),
                Side::Target => moved.target.clone(),
            };
            sentences.get_mut(range).into_iter().flatten().for_each(|sentence| *sentence = true);
        }
        sentences
    };
    let (moved_source, moved_target) = (moved(Side::Source), moved(Side::Target));
    let mut flags = Vec::new();
    for (number, bead) in page.bitext.beads().iter().enumerate() {
        let source = page.bitext.span(bead, Side::Source).filter(|span| !span.is_empty());
        let target = page.bitext.span(bead, Side::Target).filter(|span| !span.is_empty());
        let (side, span, message) = match (source, target) {
            (Some(span), None) => (Side::Source, span, "no translation of this"),
            (None, Some(span)) if stands_twice(page, number, span) => {
                (Side::Target, span, "this stands twice, and the original says it once")
            }
            (None, Some(span)) => (Side::Target, span, "no original of this"),
            _ => continue,
        };
        let sentences = match side {
            Side::Source => moved_source.get(bead.source.clone()),
            Side::Target => moved_target.get(bead.target.clone()),
        };
        let moved = sentences.unwrap_or_default().contains(&true);
        let text = page.bitext.side(side).document.slice(span);
        // A segment that came with nothing in its place: there is no aligner to doubt.
        let blank = !bead.source.is_empty() && !bead.target.is_empty();
        let least = if blank { 1.0 } else { limits.get(&LETTERS) };
        // Code says the same in every language, and is told of nowhere.
        let code = page.bitext.side(side).document.is_code(span);
        if moved || code || (letters(text) as f64) < least {
            continue;
        }
        let mut flag = RULE.compared(number, span, None, message.to_owned());
        flag.side = side;
        flags.push(flag);
    }
    let sentences: Vec<_> = flags.iter().map(|flag| (flag.side, flag.span)).collect();
    let mut left_out = are_left_out(page, &sentences).into_iter();
    flags.retain(|_| left_out.next() != Some(true));
    let lost = || flags.iter().filter(|flag| flag.side == Side::Source);
    let sum: usize = lost().map(|flag| letters(page.source.slice(flag.span))).sum();
    let document = &page.bitext.source().document;
    let prose = || page.source.iter().filter(|(_, _, span, _)| !document.is_code(*span));
    let all: usize = prose().map(|(_, text, ..)| letters(text)).sum();
    let (count, of) = (lost().count(), prose().count());
    if of >= SENTENCES
        && sum as f64 > limits.get(&MOST) * all as f64
        && let Some(first) = flags.iter_mut().find(|flag| flag.side == Side::Source)
    {
        first.severity = Severity::Error;
        first.message = format!("most of the original has no translation: {count} of {of} sentences");
    }
    flags
}

/// Whether the bead before or behind one without an original says the same.
fn stands_twice(page: &Page<'_>, number: usize, span: Span) -> bool {
    let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
    let spans = beside.filter_map(|at| page.bitext.span(page.bitext.beads().get(at)?, Side::Target));
    spans.into_iter().any(|other| page.target.slice(other).trim() == page.target.slice(span).trim())
}

/// Sentences of an original of which most can be lost.
const SENTENCES: usize = 4;
