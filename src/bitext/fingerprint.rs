//! A name for every flag that survives edits elsewhere in the document: what baselines, suppressions and
//! reports know a finding by.

use std::collections::BTreeMap;

use super::document::Span;
use super::flag::Flag;
use super::report::Entry;

/// One fingerprint a flag, in the order of `entry.flags`: 16 hexadecimal digits.
///
/// Made from the rule, the article with its languages, the side and the passage without white space,
/// never from a line number; the second, third ... flag of one rule on one passage, in reading order,
/// are told apart by their number. The same before and after a file was written and read back.
pub fn fingerprints(entry: &Entry) -> Vec<String> {
    // As it is written, so that it is the same when it is read back.
    let spans: Vec<Span> = entry
        .flags
        .iter()
        .map(|flag| entry.bitext.side(flag.side).clip(flag.span, flag.bead.is_none()).unwrap_or(flag.span))
        .collect();
    let mut order: Vec<usize> = (0..entry.flags.len()).collect();
    order.sort_by_key(|&index| {
        let flag = &entry.flags[index];
        (flag.bead.is_none(), flag.side, spans[index], flag.rule)
    });
    let mut seen: BTreeMap<[u8; 8], u32> = BTreeMap::new();
    let mut made = vec![String::new(); entry.flags.len()];
    let pair = entry.pair();
    for index in order {
        let flag = &entry.flags[index];
        let first = digest(entry, &pair, (flag, spans[index]), 0);
        let number = seen.entry(first).or_insert(0);
        let bytes = if *number == 0 { first } else { digest(entry, &pair, (flag, spans[index]), *number) };
        *number += 1;
        made[index] = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    }
    made
}

fn digest(entry: &Entry, pair: &str, (flag, span): (&Flag, Span), number: u32) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    let text = entry.bitext.side(flag.side);
    for part in [flag.rule, &entry.name, pair] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&[flag.side as u8]);
    for word in text.document.slice(span).split_whitespace() {
        hasher.update(word.as_bytes());
    }
    hasher.update(&[0]);
    hasher.update(&number.to_le_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bitext, Layout, Score, Severity, Side, Text};

    fn entry(text: &str, spans: &[(usize, usize)]) -> Entry {
        let mut target = Text::default();
        target.document.text = text.into();
        Entry {
            name: "a".into(),
            layout: Layout::Folder,
            bitext: Bitext::alone(target),
            flags: spans
                .iter()
                .map(|&(start, end)| Flag {
                    rule: "r",
                    severity: Severity::Error,
                    side: Side::Target,
                    span: Span::new(start, end),
                    counterpart: None,
                    bead: None,
                    message: String::new(),
                    suggestion: None,
                })
                .collect(),
            scores: Vec::new(),
            score: Score::default(),
            notices: Vec::new(),
        }
    }

    #[test]
    fn stays_when_the_text_before_changes() {
        let before = fingerprints(&entry("aa bad", &[(3, 6)]));
        let after = fingerprints(&entry("aaaa\nbad", &[(5, 8)]));
        assert_eq!(before, after);
        assert_eq!(before[0].len(), 16);
    }

    #[test]
    fn tells_repeated_passages_apart() {
        let found = fingerprints(&entry("bad bad", &[(4, 7), (0, 3)]));
        assert_ne!(found[0], found[1]);
        assert_eq!(found[1], fingerprints(&entry("bad", &[(0, 3)]))[0], "the first in reading order");
    }
}
