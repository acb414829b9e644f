//! A name for every flag that survives edits elsewhere in the document: what baselines, suppressions and
//! reports know a finding by.

use std::collections::BTreeMap;

use super::bead::Side;
use super::document::Span;
use super::flag::Flag;
use super::report::Entry;
use super::text::Text;

/// Letters and digits that tell a passage from others of its kind. A shorter one is told with those around it
/// in its sentences, as many on each side: `..` alone says nothing, and what is beyond them may be edited.
const ENOUGH: usize = 24;
/// Characters around a passage in which they are looked for: beyond, there is nothing but marks.
const FAR: usize = 1000;

/// One fingerprint a flag, in the order of `entry.flags`: 16 hexadecimal digits.
///
/// Made from the rule, the side and the words of the passage; where these are few, also from the letters and
/// digits near them in the sentence; and from the same of the counterpart, where there is one: who found
/// `Hungary` good for `Austria` has not said so of `Hungary` for `Japan`. Never from a line number, a file or an
/// article: a text keeps its fingerprints when it is edited elsewhere, moved, or read on another machine, and the
/// same passage in two articles has the same. The second, third ... flag of one rule on such a passage of one article, in reading
/// order, are told apart by their number. The same before and after an article was written as JSON lines.
pub fn fingerprints(entry: &Entry) -> Vec<String> {
    // As it is written, so that it is the same when it is read back.
    let places: Vec<Place> = entry.flags.iter().map(|flag| Place::of(entry, flag)).collect();
    let mut order: Vec<usize> = (0..entry.flags.len()).collect();
    order.sort_by_key(|&index| {
        let flag = &entry.flags[index];
        (flag.bead.is_none(), flag.side, places[index].own.1, flag.rule)
    });
    let mut seen: BTreeMap<[u8; 8], u32> = BTreeMap::new();
    let mut made = vec![String::new(); entry.flags.len()];
    for index in order {
        let flag = &entry.flags[index];
        let first = digest(flag, &places[index], 0);
        let number = seen.entry(first).or_insert(0);
        let bytes = if *number == 0 { first } else { digest(flag, &places[index], *number) };
        *number += 1;
        made[index] = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    }
    made
}

/// What a flag speaks of: passages, each with the text that it lies in.
struct Place<'a> {
    own: (&'a Text, Span),
    counterpart: Option<(&'a Text, Span)>,
}

impl<'a> Place<'a> {
    /// As it is written, so that it is the same when it is read back.
    fn of(entry: &'a Entry, flag: &Flag) -> Self {
        let text = entry.bitext.side(flag.side);
        let other = entry.bitext.side(match flag.side {
            Side::Source => Side::Target,
            Side::Target => Side::Source,
        });
        Self {
            own: (text, text.clip(flag.span, flag.bead.is_none()).unwrap_or(flag.span)),
            counterpart: flag.counterpart.and_then(|span| Some((other, other.clip(span, false)?))),
        }
    }
}

fn digest(flag: &Flag, place: &Place<'_>, number: u32) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(flag.rule.as_bytes());
    hasher.update(&[0, flag.side as u8]);
    add(&mut hasher, place.own);
    // Without a counterpart, as before there were any: what was accepted stays so.
    if let Some(counterpart) = place.counterpart {
        hasher.update(&[1]);
        add(&mut hasher, counterpart);
    }
    hasher.update(&number.to_le_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    bytes
}

/// Adds the words of a passage, and where they are few what stands around them.
fn add(hasher: &mut blake3::Hasher, (text, span): (&Text, Span)) {
    let passage = text.document.slice(span);
    for word in passage.split_whitespace() {
        hasher.update(word.as_bytes());
    }
    hasher.update(&[0]);
    if passage.chars().filter(|c| c.is_alphanumeric()).take(ENOUGH).count() < ENOUGH {
        let [before, after] = around(text, span);
        hasher.update(before.as_bytes());
        hasher.update(&[0]);
        hasher.update(after.as_bytes());
    }
    hasher.update(&[0]);
}

/// The letters and digits next to a span, within the sentences that it begins and ends in.
fn around(text: &Text, span: Span) -> [String; 2] {
    let nearest = |at: usize| {
        let number = text.sentences.partition_point(|sentence| sentence.span.end <= at);
        text.sentences.get(number).map(|sentence| sentence.span).filter(|found| found.start <= at)
    };
    let (head, tail) = (nearest(span.start), nearest(span.end.saturating_sub(1).max(span.start)));
    let before = head.map_or("", |head| &text.document.text[head.start..span.start]);
    let after = tail.map_or("", |tail| &text.document.text[span.end..tail.end.max(span.end)]);
    let mut before: Vec<char> =
        before.chars().rev().take(FAR).filter(|c| c.is_alphanumeric()).take(ENOUGH).collect();
    before.reverse();
    let after = after.chars().take(FAR).filter(|c| c.is_alphanumeric()).take(ENOUGH).collect();
    [before.into_iter().collect(), after]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bead, Bitext, Layout, Score, Sentence, Severity, Side, Text};

    /// A translation and its original, a sentence each, with a flag on a span of either.
    fn compared(target: &str, own: (usize, usize), source: &str, other: (usize, usize)) -> Entry {
        let text = |text: &str| {
            let mut made = Text::default();
            made.document.text = text.into();
            let span = Span::new(0, text.len());
            made.sentences.push(Sentence { span, block: 0, guess: None });
            made
        };
        let bead = Bead { source: 0..1, target: 0..1, confidence: 1.0 };
        let mut entry = entry(target, &[own]);
        entry.bitext = Bitext::new(text(source), text(target), vec![bead]);
        entry.flags[0].counterpart = Some(Span::new(other.0, other.1));
        entry
    }

    #[test]
    fn changes_with_the_counterpart_and_not_with_white_space_in_it() {
        let of = |source: &str, other| fingerprints(&compared("Ungarn liegt hier.", (0, 6), source, other));
        let austria = of("Austria lies here.", (0, 7));
        assert_ne!(austria, of("Japan lies here.", (0, 5)));
        assert_ne!(austria, of("Austria lies there.", (0, 7)), "few words are told with those around them");
        assert_eq!(austria, of("Austria  lies\nhere.", (0, 7)));
        let long = "the Republic of Austria in the Alps";
        let before = of(&format!("Once {long} was."), (5, 5 + long.len()));
        assert_eq!(before, of(&format!("Now {long} is."), (4, 4 + long.len())));
    }

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
                    suppressed: None,
                    known: None,
                })
                .collect(),
            scores: Vec::new(),
            score: Score::default(),
            ratings: None,
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
