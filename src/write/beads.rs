//! Writes beads as index lists in the form of vecalign (Thompson and Koehn 2019), `[6]:[6, 7]:0.0269`, and
//! reads such files together with the two texts.
//!
//! Numbers of sentences are 0-based; the third field is a cost, 1 - confidence. A sentence without
//! counterpart has a line of its own, `[]:[22]:0.4`. A passage that moved is one line, at the place of its
//! source, instead of the lines of its sentences.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::Path;

use super::format::{Export, Format, Input, Output};
use super::record::rounded;
use super::unit::named;
use crate::bitext::{Bead, Bitext, Entry, Move, Text};
use crate::error::{Error, Result};

pub(super) const FORMAT: Format = Format {
    name: "beads",
    extension: "beads",
    aliases: &[],
    summary: "index lists as vecalign writes them, `[0]:[0, 1]:0.0269`; the cost is 1 - confidence",
    alone: false,
    output: Output::One(write),
    input: Some(Input::WithTexts(read)),
};

fn write(entry: &Entry, _: &Export, out: &mut dyn io::Write) -> io::Result<usize> {
    let bitext = &entry.bitext;
    let moved_source: BTreeMap<usize, &Move> =
        bitext.moves.iter().flat_map(|found| found.source.clone().map(move |index| (index, found))).collect();
    let moved_target: BTreeMap<usize, &Move> =
        bitext.moves.iter().flat_map(|found| found.target.clone().map(move |index| (index, found))).collect();
    for bead in bitext.beads() {
        let cost = 1.0 - rounded(bead.confidence);
        if !bead.is_null() {
            line(out, bead.source.clone(), bead.target.clone(), cost)?;
            continue;
        }
        for index in bead.source.clone() {
            match moved_source.get(&index) {
                Some(found) if found.source.start == index => {
                    let cost = 1.0 - rounded(found.confidence);
                    line(out, found.source.clone(), found.target.clone(), cost)?;
                }
                Some(_) => {}
                None => line(out, index..index + 1, 0..0, cost)?,
            }
        }
        for index in bead.target.clone() {
            if !moved_target.contains_key(&index) {
                line(out, 0..0, index..index + 1, cost)?;
            }
        }
    }
    Ok(0)
}

fn line(out: &mut dyn io::Write, source: Range<usize>, target: Range<usize>, cost: f64) -> io::Result<()> {
    let list = |range: Range<usize>| range.map(|index| index.to_string()).collect::<Vec<_>>().join(", ");
    writeln!(out, "[{}]:[{}]:{cost:.4}", list(source), list(target))
}

/// A line that was read.
struct Found {
    source: Range<usize>,
    target: Range<usize>,
    confidence: f32,
}

fn read(path: &Path, bytes: &[u8], source: Text, target: Text) -> Result<Entry> {
    let text =
        std::str::from_utf8(bytes).map_err(|cause| Error::input(path, "expected UTF-8").because(cause))?;
    let mut found = Vec::new();
    let mut seen = [vec![false; source.len()], vec![false; target.len()]];
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |message: String| Error::input(path, message).line(index as u64 + 1);
        let parsed = parse(line).ok_or_else(|| {
            wrong(format!("expected beads such as `[0]:[0, 1]:0.25`, numbers in a row, but found `{line}`"))
        })?;
        for (side, range) in [(0, &parsed.source), (1, &parsed.target)] {
            for number in range.clone() {
                let name = ["source", "target"][side];
                let count = seen[side].len();
                match seen[side].get_mut(number) {
                    None => {
                        let message = format!("{name} sentence {number} is not there; the text has {count}");
                        return Err(wrong(message)
                            .hint("sentences are numbered from 0; are these the texts that were aligned?"));
                    }
                    Some(true) => return Err(wrong(format!("{name} sentence {number} stands in two beads"))),
                    Some(seen) => *seen = true,
                }
            }
        }
        found.push(parsed);
    }
    let (beads, moves) = in_order(found, source.len(), target.len());
    let mut bitext = Bitext::new(source, target, beads);
    bitext.moves = moves;
    let (layout, name) = named(path, &bitext);
    Ok(Entry::new(name, layout, bitext))
}

fn parse(line: &str) -> Option<Found> {
    let mut fields = line.trim().splitn(3, ':');
    let mut list = || -> Option<Range<usize>> {
        let inner = fields.next()?.trim().strip_prefix('[')?.strip_suffix(']')?;
        if inner.trim().is_empty() {
            return Some(0..0);
        }
        let numbers: Option<Vec<usize>> = inner.split(',').map(|number| number.trim().parse().ok()).collect();
        let mut numbers = numbers?;
        numbers.sort_unstable();
        let (first, end) = (*numbers.first()?, numbers.last()?.checked_add(1)?);
        (end - first == numbers.len()).then_some(first..end)
    };
    let (source, target) = (list()?, list()?);
    if source.is_empty() && target.is_empty() {
        return None;
    }
    let cost: f32 = match fields.next() {
        Some(cost) => cost.trim().parse().ok().filter(|cost: &f32| cost.is_finite())?,
        None => 0.0,
    };
    // Costs of vecalign reach 2; what is past 1 is as unlikely as can be.
    Some(Found { source, target, confidence: (1.0 - cost).clamp(0.0, 1.0) })
}

/// Puts lines in order: the heaviest chain that runs forward on both sides are the beads, what crosses it
/// moved, and what no line names is a null bead of confidence 0.
fn in_order(found: Vec<Found>, sources: usize, targets: usize) -> (Vec<Bead>, Vec<Move>) {
    let (mut pairs, mut rest): (Vec<_>, Vec<_>) = found
        .into_iter()
        .enumerate()
        .partition(|(_, line)| !line.source.is_empty() && !line.target.is_empty());
    pairs.sort_by_key(|(_, line)| line.source.start);
    let keep = heaviest_chain(&pairs);
    let (mut anchors, mut moves) = (Vec::new(), Vec::new());
    for ((number, line), keep) in pairs.into_iter().zip(keep) {
        let Found { source, target, confidence } = line;
        if keep {
            anchors.push(Bead { source, target, confidence });
        } else {
            // Its source sentences are null beads at the place of the line.
            rest.push((number, Found { source: source.clone(), target: 0..0, confidence: 0.0 }));
            moves.push(Move { source, target, confidence });
        }
    }
    rest.sort_by_key(|&(number, _)| number);
    let mut nulls = rest.into_iter().map(|(_, line)| line).peekable();
    anchors.push(Bead { source: sources..sources, target: targets..targets, confidence: 0.0 });
    let mut beads = Vec::new();
    let (mut s, mut t) = (0, 0);
    for anchor in anchors {
        while let Some(null) = nulls.next_if(|null| {
            (!null.source.is_empty() && null.source.end <= anchor.source.start)
                || (!null.target.is_empty() && null.target.end <= anchor.target.start)
        }) {
            // What is skipped moved, or is named by no line; what is behind was filled in already.
            if null.target.is_empty() && null.source.start >= s {
                fill(&mut beads, s..null.source.start, t..t);
                s = null.source.end;
                for index in null.source {
                    beads.push(Bead { source: index..index + 1, target: t..t, confidence: null.confidence });
                }
            } else if null.source.is_empty() && null.target.start >= t {
                fill(&mut beads, s..s, t..null.target.start);
                t = null.target.end;
                for index in null.target {
                    beads.push(Bead { source: s..s, target: index..index + 1, confidence: null.confidence });
                }
            }
        }
        fill(&mut beads, s..anchor.source.start, t..t);
        fill(&mut beads, anchor.source.start..anchor.source.start, t..anchor.target.start);
        (s, t) = (anchor.source.end, anchor.target.end);
        beads.push(anchor);
    }
    // The last was the end of the texts, no bead.
    beads.pop();
    (beads, moves)
}

fn fill(beads: &mut Vec<Bead>, source: Range<usize>, target: Range<usize>) {
    for index in source.clone() {
        beads.push(Bead { source: index..index + 1, target: target.start..target.start, confidence: 0.0 });
    }
    for index in target {
        beads.push(Bead { source: source.end..source.end, target: index..index + 1, confidence: 0.0 });
    }
}

/// Which lines, sorted by source, belong to the chain of most sentences whose targets run forward too.
/// O(n log n): the best weight of a chain by the target that it ends with, kept increasing in both.
fn heaviest_chain(lines: &[(usize, Found)]) -> Vec<bool> {
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut before = vec![None; lines.len()];
    for (index, (_, line)) in lines.iter().enumerate() {
        let found = best.range(..=line.target.start).next_back().map(|(_, &found)| found);
        before[index] = found.map(|(_, previous)| previous);
        let weight = found.map_or(0, |(weight, _)| weight) + line.source.len() + line.target.len();
        let end = line.target.end;
        if best.range(..=end).next_back().is_some_and(|(_, &(other, _))| other >= weight) {
            continue;
        }
        while let Some((&key, _)) = best.range(end..).next().filter(|(_, found)| found.0 <= weight) {
            best.remove(&key);
        }
        best.insert(end, (weight, index));
    }
    let mut keep = vec![false; lines.len()];
    let mut next = best.values().next_back().map(|&(_, index)| index);
    while let Some(index) = next {
        keep[index] = true;
        next = before[index];
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Sentence, Span};

    fn text(count: usize) -> Text {
        let mut text = Text::default();
        for start in 0..count {
            text.document.text.push('x');
            text.sentences.push(Sentence { span: Span::new(start, start + 1), block: 0, guess: None });
        }
        text
    }

    fn check(file: &str, sources: usize, targets: usize) -> (String, Entry) {
        let entry = read(Path::new("a.beads"), file.as_bytes(), text(sources), text(targets)).unwrap();
        let mut out = Vec::new();
        write(&entry, &Export::default(), &mut out).unwrap();
        (String::from_utf8(out).unwrap(), entry)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let file = "[]:[0]:0.9000\n[0]:[]:0.8000\n[1]:[1, 2]:0.1250\n[2]:[]:0.0000\n[3]:[3]:1.0000\n";
        assert_eq!(check(file, 4, 4).0, file);
    }

    #[test]
    fn a_line_that_crosses_is_a_move() {
        let file = "[0]:[3]:0.2000\n[1]:[0]:0.1000\n[2]:[1, 2]:0.1000\n";
        let (written, entry) = check(file, 3, 4);
        assert_eq!(written, file);
        assert_eq!(entry.bitext.moves.len(), 1);
        assert_eq!(entry.bitext.moves[0].target, 3..4);
    }

    #[test]
    fn sentences_that_no_line_names_are_null_beads() {
        assert_eq!(
            check("[1]:[1]\n", 2, 3).0,
            "[0]:[]:1.0000\n[]:[0]:1.0000\n[1]:[1]:0.0000\n[]:[2]:1.0000\n"
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_line() {
        for (file, wanted) in [
            ("[0]:[0]\n[1]:[5]", "a.beads:2: target sentence 5 is not there; the text has 2"),
            ("[0]:[0]\n[0]:[1]", "a.beads:2: source sentence 0 stands in two beads"),
            ("[0, 2]:[0]", "a.beads:1: expected beads"),
            ("[]:[]:0", "a.beads:1: expected beads"),
            ("[18446744073709551615]:[]:0", "a.beads:1: expected beads"),
            ("0:0", "a.beads:1: expected beads"),
        ] {
            let error = read(Path::new("a.beads"), file.as_bytes(), text(3), text(2)).unwrap_err();
            assert!(error.to_string().starts_with(wanted), "{error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_permutation_is_read(order in proptest::sample::subsequence((0..9).collect::<Vec<usize>>(), 0..9).prop_shuffle()) {
            let file: String = order.iter().enumerate().map(|(s, t)| format!("[{s}]:[{t}]:0.5\n")).collect();
            let (written, entry) = check(&file, 9, 9);
            let pairs = entry.bitext.beads().iter().filter(|bead| !bead.is_null()).count();
            proptest::prop_assert_eq!(pairs + entry.bitext.moves.len(), order.len());
            let again = check(&written, 9, 9).0;
            proptest::prop_assert_eq!(again, written);
        }
    }
    use proptest::strategy::Strategy as _;
}
