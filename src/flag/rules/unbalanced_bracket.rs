//! `unbalanced-bracket`: a bracket without its other half.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Side, Span};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unbalanced-bracket",
    severity: Severity::Hint,
    on: true,
    needs_original: false,
    summary: "a bracket opens and does not close, or closes and was not open",
    what: "Round, square and curly brackets and their full-width forms, over the paragraph. Smileys and the \
           brackets of lists (`a)`, `1)`) are left out, and so is what the original leaves open too.",
    why: "The other half went with the words that stood there.",
    false_alarms: "Smileys that no list knows, formulas, half-open intervals.",
    limits: &[],
    flags: &[
        Example::alone("en", "The bill (of 2019 was passed.", "("),
        Example::alone("de", "Das Gesetz von 2019) wurde verabschiedet.", ")"),
    ],
    passes: &[
        Example::alone("en", "He laughed :) and a) went b) home (alone).", ""),
        Example::alone("en", "A remark (that goes on. And ends here).", ""),
        Example::pair(("de", "Der Satz (bleibt offen."), ("en", "The sentence (stays open."), ""),
    ],
    check,
};

const PAIRS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('［', '］'), ('【', '】')];

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let sentences = &page.target.text.sentences;
    let mut start = 0;
    while start < sentences.len() {
        let block = sentences[start].block;
        let end = start + sentences[start..].iter().take_while(|sentence| sentence.block == block).count();
        let span = sentences[start].span.cover(sentences[end - 1].span);
        // Whether the original of the bead that was asked for last leaves a bracket open.
        let mut original: Option<(usize, bool)> = None;
        for at in odd(page.target.slice(span)) {
            let place = span.start + at;
            let sentence =
                start + sentences[start..end].partition_point(|sentence| sentence.span.end <= place);
            let sentence = sentence.min(end - 1);
            let c = page.target.document()[place..].chars().next().unwrap_or('(');
            let bead = page.bitext.bead_of(Side::Target, sentence);
            let open = match original {
                Some((known, open)) if known == bead => open,
                _ => !odd(page.source_of(sentence)).is_empty(),
            };
            original = Some((bead, open));
            if open {
                continue;
            }
            let wide = Span::new(place, place + c.len_utf8());
            flags.push(RULE.found(page, sentence, wide, format!("`{c}` has no other half")));
        }
        start = end;
    }
    flags
}

/// Byte offsets of brackets without their other half.
fn odd(text: &str) -> Vec<usize> {
    if !text.contains(['(', ')', '[', ']', '{', '}', '（', '）', '［', '］', '【', '】']) {
        return Vec::new();
    }
    let mut open: Vec<(usize, usize)> = Vec::new();
    // How many of each pair are open: none is looked for in vain.
    let mut waiting = [0usize; PAIRS.len()];
    let mut odd = Vec::new();
    let mut before = [' ', ' '];
    for (at, c) in text.char_indices() {
        if let Some(kind) = PAIRS.iter().position(|pair| pair.0 == c) {
            let frowns =
                matches!(before[1], ':' | ';' | '=') || before[1] == '-' && matches!(before[0], ':' | ';');
            if !frowns {
                open.push((at, kind));
                waiting[kind] += 1;
            }
        } else if let Some(kind) = PAIRS.iter().position(|pair| pair.1 == c) {
            if waiting[kind] > 0 {
                while let Some((skipped, other)) = open.pop() {
                    waiting[other] -= 1;
                    if other == kind {
                        break;
                    }
                    odd.push(skipped);
                }
            } else {
                let smiles = matches!(before[1], ':' | ';' | '=' | '-' | '^' | '8' | '*' | ')');
                // `a)`, `12)`: a letter or number of at most two characters.
                let item = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).take(3).count();
                let lists = (1..=2).contains(&item);
                if !smiles && !lists {
                    odd.push(at);
                }
            }
        }
        before = [before[1], c];
    }
    odd.extend(open.iter().map(|left| left.0));
    odd.sort_unstable();
    odd
}
