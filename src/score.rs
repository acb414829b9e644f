//! Gold beads and test beads -> strict and lax precision, recall, F1.
//!
//! The measure is the one common since Bleualign (Sennrich and Volk 2010) with the treatment of null beads
//! that the tables for Text+Berg use:
//! * precision runs over all beads of the test, null ones too: a strict hit stands in the gold as it is, a
//!   lax hit shares a source and a target sentence with one bead of the gold;
//! * recall runs over the beads of the gold with both sides, looked up among those of the test;
//! * beads empty on both sides are dropped, and repeated ones count once;
//! * counts are added up over documents before dividing (micro average).
//!
//! Beads are lists of sentence numbers here, not ranges: gold made by hand may hold any.
//!
//! ```
//! use alinea::score::{Counts, parse};
//! let gold = parse("[0]:[0, 1]\n[1]:[2]\n").unwrap();
//! let test = parse("[0]:[0]\n[]:[1]\n[1]:[2]:0.02\n").unwrap();
//! let counts = Counts::of(&gold, &test);
//! assert_eq!(counts.strict().precision, 1.0 / 3.0);
//! assert_eq!(counts.lax().recall, 1.0);
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// A bead as two lists of 0-based sentence numbers, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Sentences of the source.
    pub source: Vec<usize>,
    /// Sentences of the target.
    pub target: Vec<usize>,
}

impl Link {
    fn both(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// A line that is no bead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// 1-based.
    pub line: u64,
    /// What was expected, and what stands there.
    pub message: String,
}

/// Largest sentence number that is read: a larger one is a slip, and a ladder of it would fill the memory.
const LARGEST: usize = 10_000_000;

/// Reads beads in one of two forms, told apart by the first line:
/// * `[0, 1]:[0]:0.1`, the form of Vecalign and of SentAlign: source, target, then anything;
/// * `2<TAB>1<TAB>0.35`, a ladder of hunalign: from each line to the next runs a bead.
///
/// Blank lines and those that begin with `#` are skipped.
///
/// # Errors
/// The first line that is neither.
pub fn parse(text: &str) -> Result<Vec<Link>, Wrong> {
    let lines: Vec<(u64, &str)> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .zip(1u64..)
        .map(|(line, number)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .collect();
    match lines.first() {
        Some((_, first)) if !first.starts_with('[') => ladder(&lines),
        _ => lines.into_iter().map(|(number, line)| bead(number, line)).collect(),
    }
}

fn wrong(line: u64, expected: &str, found: &str) -> Wrong {
    let mut found: String = found.chars().take(60).collect();
    found = found.replace('`', "'");
    Wrong { line, message: format!("expected {expected}, but found `{found}`") }
}

fn number(line: u64, text: &str) -> Result<usize, Wrong> {
    let expected = "a sentence number such as `0`";
    match text.trim().parse::<usize>() {
        Ok(number) if number <= LARGEST => Ok(number),
        _ => Err(wrong(line, expected, text)),
    }
}

fn bead(line: u64, text: &str) -> Result<Link, Wrong> {
    let shape = || wrong(line, "a bead such as `[0, 1]:[0]`", text);
    let mut rest = text;
    let mut list = || -> Result<Vec<usize>, Wrong> {
        let inside = rest.trim_start().strip_prefix('[').ok_or_else(shape)?;
        let (inside, after) = inside.split_once(']').ok_or_else(shape)?;
        rest = after.trim_start().strip_prefix(':').unwrap_or(after);
        inside.split(',').filter(|part| !part.trim().is_empty()).map(|part| number(line, part)).collect()
    };
    let source = list()?;
    if !text.split_once(']').is_some_and(|(_, rest)| rest.trim_start().starts_with(':')) {
        return Err(shape());
    }
    let target = list()?;
    match text.splitn(3, ']').nth(2).map(str::trim) {
        Some(after) if after.is_empty() || after.starts_with(':') => Ok(Link { source, target }),
        _ => Err(shape()),
    }
}

fn ladder(lines: &[(u64, &str)]) -> Result<Vec<Link>, Wrong> {
    let mut rungs = vec![(0, 0)];
    for &(line, text) in lines {
        let mut columns = text.split('\t');
        let (Some(source), Some(target)) = (columns.next(), columns.next()) else {
            return Err(wrong(line, "a bead such as `[0, 1]:[0]`, or a rung such as `2<TAB>1`", text));
        };
        let rung = (number(line, source)?, number(line, target)?);
        let last = rungs[rungs.len() - 1];
        if rung.0 < last.0 || rung.1 < last.1 {
            let expected = format!("a rung at or after {}, {}", last.0, last.1);
            return Err(wrong(line, &expected, text));
        }
        rungs.push(rung);
    }
    let beads = rungs.windows(2).map(|pair| Link {
        source: (pair[0].0..pair[1].0).collect(),
        target: (pair[0].1..pair[1].1).collect(),
    });
    Ok(beads.filter(|bead| !bead.source.is_empty() || !bead.target.is_empty()).collect())
}

/// Hits among a number of beads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hits {
    /// Equal to a bead on the other list.
    pub strict: usize,
    /// Equal, or with a source and a target sentence in common with one bead on the other list.
    pub lax: usize,
    /// All.
    pub beads: usize,
}

/// What comparing gold and test gave; counts of several documents can be added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Beads of the test, null ones too, found in the gold.
    pub test: Hits,
    /// Beads of the gold with both sides, found in the test.
    pub gold: Hits,
    /// Beads of the test with both sides, found in the gold.
    pub linked: Hits,
}

/// Precision, recall and their harmonic mean, each 0..=1; 0 where there is nothing to divide by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Measure {
    /// Share of the test's beads that are right.
    pub precision: f64,
    /// Share of the gold's beads that were found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl Measure {
    fn new(right: (usize, usize), found: (usize, usize)) -> Self {
        let ratio = |(part, all): (usize, usize)| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        let (precision, recall) = (ratio(right), ratio(found));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

impl Counts {
    /// Compares the beads of one document.
    pub fn of(gold: &[Link], test: &[Link]) -> Self {
        let both = |beads: &[Link]| beads.iter().filter(|bead| bead.both()).cloned().collect::<Vec<_>>();
        Self { test: hits(test, gold), gold: hits(&both(gold), &both(test)), linked: hits(&both(test), gold) }
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in
            [(&mut self.test, other.test), (&mut self.gold, other.gold), (&mut self.linked, other.linked)]
        {
            sum.strict += more.strict;
            sum.lax += more.lax;
            sum.beads += more.beads;
        }
    }

    /// A bead is right if it is equal.
    pub fn strict(&self) -> Measure {
        Measure::new((self.test.strict, self.test.beads), (self.gold.strict, self.gold.beads))
    }

    /// A bead is right if it shares a source and a target sentence with one bead of the other side.
    pub fn lax(&self) -> Measure {
        Measure::new((self.test.lax, self.test.beads), (self.gold.lax, self.gold.beads))
    }

    /// Strict, with null beads left out of the test as well: does not depend on whether they are written.
    pub fn linked(&self) -> Measure {
        Measure::new((self.linked.strict, self.linked.beads), (self.gold.strict, self.gold.beads))
    }
}

fn hits(beads: &[Link], reference: &[Link]) -> Hits {
    let set = |beads: &'_ [Link]| -> BTreeSet<Link> {
        beads.iter().filter(|bead| !bead.source.is_empty() || !bead.target.is_empty()).cloned().collect()
    };
    let (beads, reference) = (set(beads), set(reference));
    let by_source = Holders::of(reference.iter().map(|bead| &bead.source[..]));
    let by_target = Holders::of(reference.iter().map(|bead| &bead.target[..]));
    let mut hits = Hits { beads: beads.len(), ..Hits::default() };
    for bead in &beads {
        let strict = reference.contains(bead);
        let lax = || !by_source.of_any(&bead.source).is_disjoint(&by_target.of_any(&bead.target));
        hits.strict += usize::from(strict);
        hits.lax += usize::from(strict || lax());
    }
    hits
}

/// Which beads, by their numbers, hold a sentence on one side.
struct Holders(BTreeMap<usize, Vec<usize>>);

impl Holders {
    fn of<'a>(sides: impl Iterator<Item = &'a [usize]>) -> Self {
        let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (bead, sentences) in sides.enumerate() {
            for &sentence in sentences {
                holders.entry(sentence).or_default().push(bead);
            }
        }
        Self(holders)
    }

    /// The beads that hold at least one of the sentences.
    fn of_any(&self, sentences: &[usize]) -> BTreeSet<usize> {
        sentences.iter().filter_map(|sentence| self.0.get(sentence)).flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link(source: &[usize], target: &[usize]) -> Link {
        Link { source: source.to_vec(), target: target.to_vec() }
    }

    #[test]
    fn reads_beads_with_and_without_a_score() {
        let beads = parse("# made by hand\n[0, 1]:[0]:0.1\n\n [2] : []\n[]:[1]\n").unwrap();
        assert_eq!(beads, [link(&[0, 1], &[0]), link(&[2], &[]), link(&[], &[1])]);
    }

    #[test]
    fn reads_a_ladder() {
        let beads = parse("0\t0\t0.3\n1\t2\t0.5\n1\t3\t-0.3\n3\t4\t1\n").unwrap();
        assert_eq!(beads, [link(&[0], &[0, 1]), link(&[], &[2]), link(&[1, 2], &[3])]);
    }

    #[test]
    fn names_the_line_that_is_no_bead() {
        for (text, line) in [
            ("[0]:[0]\n[1]\n", 2),
            ("[0]:[x]", 1),
            ("\n[0]:[0] x", 2),
            ("[0][0]", 1),
            ("[-1]:[0]", 1),
            ("2\t2\n1\t3\n", 2),
            ("hello", 1),
            ("99999999999\t1", 1),
        ] {
            assert_eq!(parse(text).unwrap_err().line, line, "{text}");
        }
    }

    #[test]
    fn null_beads_count_in_precision_only() {
        let gold = [link(&[0], &[0]), link(&[1], &[]), link(&[2], &[1, 2])];
        let test = [link(&[0], &[0]), link(&[1], &[]), link(&[2], &[1]), link(&[], &[2])];
        let counts = Counts::of(&gold, &test);
        assert_eq!(counts.test, Hits { strict: 2, lax: 3, beads: 4 });
        assert_eq!(counts.gold, Hits { strict: 1, lax: 2, beads: 2 });
        assert_eq!(counts.linked, Hits { strict: 1, lax: 2, beads: 2 });
        assert_eq!(counts.lax().recall, 1.0);
    }

    #[test]
    fn long_beads_are_compared_in_no_time() {
        let run = |from: usize| (from..from + 40_000).collect::<Vec<_>>();
        let (gold, test) =
            ([link(&run(0), &run(0))], [link(&run(0), &run(40_000)), link(&run(80_000), &run(0))]);
        let start = std::time::Instant::now();
        assert_eq!(Counts::of(&gold, &test).test, Hits { strict: 0, lax: 0, beads: 2 });
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }

    #[test]
    fn repeated_and_empty_beads_do_not_count() {
        let gold = [link(&[0], &[0])];
        let test = [link(&[0], &[0]), link(&[0], &[0]), link(&[], &[])];
        assert_eq!(Counts::of(&gold, &test).strict().f1, 1.0);
        assert_eq!(Counts::of(&[], &[]).strict(), Measure::default());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]:,0-9\t\n #x.-]{0,60}") {
            if let Ok(beads) = parse(&text) {
                let counts = Counts::of(&beads, &beads);
                prop_assert_eq!(counts.test.strict, counts.test.beads);
            }
        }
    }
}
