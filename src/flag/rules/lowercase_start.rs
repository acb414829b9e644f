//! `lowercase-start`: a sentence starts in lower case though the one before is closed.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Kind as BlockKind, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

const SHARE: Limit = Limit {
    name: "share",
    default: 0.8,
    unit: "share of the sentences of the text that start with a capital",
    from: "WMT21 critical errors (MLQE-PE, CC0): comments typed in lower case start so in half of their sentences",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "lowercase-start",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a sentence starts in lower case though the one before is closed",
    what: "A paragraph or segment that starts with a lower-case letter, where the sentence before it ends in a \
           full stop, and the original (or, without one, the rest of the text) starts sentences with capitals. Items \
           of a list (`closing the gap;`), which do not end like a sentence in the original either, may start small.",
    why: "The start of the sentence is missing, or it was torn off the one before.",
    false_alarms: "Continued list items; names that start small (`adidas`).",
    limits: &[&SHARE],
    flags: &[
        Example::alone(
            "en",
            "One came.\nTwo stayed.\nThree left.\nFour slept.\nFive ran.\nand had been seen there.",
            "and",
        ),
        Example::pair(("de", "Er kam.\nDanach ging er."), ("en", "He came.\nthen he left."), "then"),
    ],
    passes: &[
        Example::pair(("de", "Er kam.\nadidas wuchs."), ("en", "He came.\nadidas grew."), ""),
        Example::alone("nl", "Hij kwam.\nZij bleef.\nIk ging.\nWij zagen.\n's Avonds regent het.", ""),
        Example::alone("en", "we said nothing.\nnobody came.\nok then.", ""),
        Example::pair(("en", "He came,\nAnd he left."), ("de", "Er kam,\nund er ging."), ""),
        Example::pair(
            ("de", "Dies sind die Ziele.\nStärkung der Schulen;"),
            ("en", "These are the aims.\nstrengthening schools;"),
            "",
        ),
    ],
    check,
};

/// Particles of names that stay small at the start of a sentence.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "di", "da", "del", "della", "dos", "du", "al", "el", "bin", "ibn", "ten", "ter",
    "zu", "af", "av", "d'", "l'",
];

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let (mut small, mut all) = (0usize, 0usize);
    let mut flags = Vec::new();
    let mut previous: Option<usize> = None;
    for (sentence, _, _, tokens) in words.iter() {
        let Some(first) = tokens.first() else { continue };
        let before = previous.replace(sentence);
        if first.kind != Kind::Word || first.case == Case::None {
            continue;
        }
        all += 1;
        if first.case != Case::Lower {
            continue;
        }
        small += 1;
        let block = words.text.sentences[sentence].block;
        let within = before.is_some_and(|before| words.text.sentences[before].block == block);
        let kind = words.text.document.blocks.get(block).map_or(BlockKind::Paragraph, |block| block.kind);
        // Within a block, a full stop before is `lowercase-restart`.
        if within || !matches!(kind, BlockKind::Paragraph | BlockKind::Quote) {
            continue;
        }
        let closed =
            before.map_or(!page.bitext.is_alone(), |before| is_closed(words, words.sentence(before)));
        let named = words.is_in(first, PARTICLES)
            && tokens.get(1).is_some_and(|next| next.case == Case::Capital)
            || tokens.get(1).is_some_and(|next| {
                next.span.start == first.span.end
                    && matches!(words.of(next), "-" | "." | "/" | "_" | "@" | ")")
            })
            || words.lower(first).chars().count() < 2;
        let original = page.source_tokens_of(sentence);
        // An item of a list: neither it nor its original ends like a sentence.
        let item = !is_closed(words, tokens) && (original.is_empty() || !is_closed(&page.source, original));
        if !closed || named || item {
            continue;
        }
        if !page.bitext.is_alone() {
            let source = original;
            let Some(opens) = source.first() else { continue };
            let copied = source.iter().any(|token| page.source.lower(token) == words.lower(first));
            // A source without case, or one that starts small too, says nothing.
            if !matches!(opens.case, Case::Capital | Case::Upper) || copied {
                continue;
            }
        }
        let message = format!("the sentence starts in lower case with `{}`", words.of(first));
        flags.push(RULE.found(page, sentence, first.span, message));
    }
    let share = (all - small) as f64 / all.max(1) as f64;
    let typed_small =
        page.bitext.is_alone() && (all < 4 || share < limits.get(&SHARE)) || 2 * small > all && all > 4;
    if typed_small { Vec::new() } else { flags }
}

/// Whether a sentence ends in a full stop, with or without quotes and brackets behind it.
fn is_closed(words: &Words<'_>, tokens: &[Token]) -> bool {
    tokens.iter().rev().map(|token| words.of(token)).find(|mark| !closes(mark)).is_some_and(ends)
}

fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "“" | "»" | "«" | ")" | "]" | "’" | "'" | "›" | "」")
}

fn ends(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "。" | "！" | "？" | "।" | "؟")
}
