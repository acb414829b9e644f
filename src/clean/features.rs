//! The lines of a page -> a row of numbers each, with what stands around it.

use rustc_hash::FxHashMap;

use super::boxes::{self, Surroundings};
use super::line::{End, Line};
use crate::bitext::Kind;
use crate::markup::Hints;

/// A line with all that is known of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) line: Line,
    /// What the markup says, for pages that have any.
    pub(super) markup: Option<Marks>,
    /// Share of the other pages of the site on which it stands, where the site is known.
    pub(super) site: Option<f32>,
    /// Lines from the headline to this one, below zero above it; where the title of the page tells which line
    /// the headline is.
    pub(super) below: Option<isize>,
}

/// What the markup says of a block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) kind: Kind,
    pub(super) hints: Hints,
    /// Share of its text that lies in links, 0..=1.
    pub(super) linked: f32,
    /// Share of its text that the extraction engine kept, 0..=1.
    pub(super) engine: f32,
    /// Number of elements around it.
    pub(super) depth: usize,
    /// What the boxes around it hold.
    pub(super) boxes: Surroundings,
}

/// Numbers in a row for a line of text without markup.
pub(super) const TEXT_WIDTH: usize = OWN + 31 + TOPIC + 4 * NEIGHBOUR.len();
/// Numbers in a row for a block of markup.
pub(super) const MARKUP_WIDTH: usize = TEXT_WIDTH + 11 + KINDS.len() + Hints::COUNT + boxes::WIDTH;
/// Numbers that say how a line goes with the article, and how far above it comments or a form were announced.
const TOPIC: usize = 6;
/// Numbers that a line has of its own.
const OWN: usize = 27;
/// Those of them that its neighbours lend it.
const NEIGHBOUR: [usize; 7] = [0, 2, 7, 16, 24, 25, 26];
const KINDS: [Kind; 6] = [Kind::Heading, Kind::Item, Kind::Quote, Kind::Cell, Kind::Caption, Kind::Code];

/// The stretch of lines that holds most of the prose: half-open, in lines.
pub(super) fn main_stretch(seen: &[Seen]) -> (usize, usize) {
    // The stretch with the greatest sum (Kadane's algorithm); a line that is no prose costs as much as it is
    // long, and something in any case, so that a menu parts two stretches and a heading does not.
    let (mut best, mut from, mut sum, mut most) = ((0, 0), 0, 0.0_f32, 0.0_f32);
    for (at, one) in seen.iter().enumerate() {
        if sum <= 0.0 {
            (from, sum) = (at, 0.0);
        }
        let length = one.line.length as f32;
        let linked = one.markup.map_or(0.0, |marks| marks.linked);
        sum += match one.line.is_sentence() {
            true => length * (1.0 - 2.0 * linked),
            false => -(25.0 + length.min(60.0)),
        };
        if sum > most {
            (best, most) = ((from, at + 1), sum);
        }
    }
    best
}

/// A row for every line, one after the other: `TEXT_WIDTH` or `MARKUP_WIDTH` numbers each.
pub(super) fn rows(seen: &[Seen], markup: bool) -> Vec<f32> {
    let width = if markup { MARKUP_WIDTH } else { TEXT_WIDTH };
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for one in seen {
        *counts.entry(one.line.hash).or_insert(0) += 1;
    }
    let own: Vec<[f32; OWN]> =
        seen.iter().map(|one| own(one, counts.get(&one.line.hash).copied().unwrap_or(1))).collect();
    let page = Around::new(seen);
    let mut rows = Vec::with_capacity(width * seen.len());
    for at in 0..seen.len() {
        rows.extend_from_slice(&own[at]);
        page.push(at, seen, &mut rows);
        for neighbour in [at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)] {
            let row = neighbour.and_then(|index| own.get(index));
            rows.extend(NEIGHBOUR.iter().map(|&number| row.map_or(0.0, |row| row[number])));
        }
        if markup {
            page.push_markup(at, seen, &mut rows);
        }
    }
    debug_assert_eq!(rows.len(), width * seen.len());
    rows
}

fn ln(count: usize) -> f32 {
    (1.0 + count as f32).ln()
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// What a line has of its own.
fn own(one: &Seen, repeats: usize) -> [f32; OWN] {
    let line = &one.line;
    let (length, words) = (line.length as f32, line.words as f32);
    let vote = |group: usize| flag(line.votes.has(group));
    [
        ln(line.length) / 6.0,
        ln(line.words) / 5.0,
        flag(line.end == End::Full),
        flag(line.end == End::Ellipsis),
        flag(line.end == End::Colon),
        (line.commas as f32 * 40.0 / (length + 20.0)).min(1.5),
        line.stops.min(5) as f32 / 3.0,
        line.function as f32 / (words + 2.0),
        flag(line.words >= 3),
        line.digits as f32 / (line.visible as f32 + 1.0),
        line.capitals as f32 / (words + 0.5),
        ln(line.separators),
        flag(line.starts_small),
        flag(line.address),
        flag(line.date),
        (length / (line.visible as f32 + 1.0)).min(2.0),
        ln(repeats - 1),
        vote(0),
        vote(1),
        vote(2),
        vote(3),
        vote(4),
        vote(5),
        vote(6),
        flag(one.site.is_some()),
        one.site.unwrap_or(0.0),
        flag(line.is_sentence()),
    ]
}

/// Sums over the page, so that any stretch of it costs nothing to ask.
struct Around {
    main: (usize, usize),
    /// Length of the prose in the lines before each line; one more at the end.
    prose: Vec<usize>,
    /// The same for all text.
    text: Vec<usize>,
    /// The same for what the engine kept, and what lies in links.
    kept: Vec<f32>,
    linked: Vec<f32>,
    /// Numbers of lines before each line: with a date, with a vote but no prose, short, ended.
    dates: Vec<usize>,
    voted: Vec<usize>,
    short: Vec<usize>,
    ended: Vec<usize>,
    /// Length of the prose in the run that each line is in; runs are parted by two lines of no prose.
    runs: Vec<usize>,
    /// The longest of them, and how many with prose there are.
    longest: usize,
    stretches: usize,
    /// Mean length of a line of prose.
    mean: f32,
    /// The depth at which most of the prose stands.
    depth: usize,
    /// Of each line: words that tell what it is of, and how many of them stand elsewhere in the main stretch.
    telling: Vec<(usize, f32)>,
    /// The same, summed over the lines before.
    told: Vec<(usize, f32)>,
    /// Share of the headline's words that a line has.
    headline: Vec<f32>,
    /// The last line at or above each that speaks of comments or is of a form.
    widget: Vec<Option<usize>>,
}

impl Around {
    fn new(seen: &[Seen]) -> Around {
        let (mut prose, mut text, mut kept, mut linked) = (vec![0], vec![0], vec![0.0], vec![0.0]);
        let mut depths: FxHashMap<usize, usize> = FxHashMap::default();
        let (mut lines, mut total) = (0, [0, 0]);
        let mut sums = [0.0_f32, 0.0];
        for one in seen {
            let length = one.line.length;
            let marks = one.markup.unwrap_or_default();
            if one.line.is_sentence() {
                lines += 1;
                total[0] += length;
                *depths.entry(marks.depth).or_insert(0) += length;
            }
            total[1] += length;
            sums[0] += marks.engine * length as f32;
            sums[1] += marks.linked * length as f32;
            prose.push(total[0]);
            text.push(total[1]);
            kept.push(sums[0]);
            linked.push(sums[1]);
        }
        let depth =
            depths.into_iter().max_by_key(|&(depth, length)| (length, depth)).map_or(0, |most| most.0);
        let count = |is: &dyn Fn(&Line) -> bool| {
            let mut sums = vec![0];
            for one in seen {
                sums.push(sums[sums.len() - 1] + usize::from(is(&one.line)));
            }
            sums
        };
        let dates = count(&|line| line.date && !line.is_sentence());
        let voted = count(&|line| !line.votes.none() && !line.is_sentence());
        let short = count(&|line| line.length < 25);
        let ended = count(&|line| line.end == End::Full);
        let runs = runs(seen);
        let longest = runs.iter().copied().max().unwrap_or(0);
        let starts = runs.iter().zip(runs.iter().skip(1)).filter(|(run, next)| run != next && **next > 0);
        let stretches = starts.count() + usize::from(runs.first().is_some_and(|&run| run > 0));
        let mean = total[0] as f32 / (lines as f32 + 0.01);
        let main = main_stretch(seen);
        let telling = telling(seen, main);
        let mut told = vec![(0, 0.0)];
        for one in &telling {
            let last = told[told.len() - 1];
            told.push((last.0 + one.0, last.1 + one.1));
        }
        let title = seen.iter().find(|one| one.below == Some(0)).map_or(&[][..], |one| &one.line.topics);
        let headline = seen
            .iter()
            .map(|one| {
                let shared =
                    title.iter().filter(|topic| one.line.topics.binary_search(topic).is_ok()).count();
                shared as f32 / (title.len() as f32 + 1.0)
            })
            .collect();
        let mut widget = Vec::with_capacity(seen.len());
        let mut last = None;
        for (at, one) in seen.iter().enumerate() {
            if one.line.votes.has(WIDGET) && !one.line.is_sentence() {
                last = Some(at);
            }
            widget.push(last);
        }
        Around {
            telling,
            told,
            headline,
            widget,
            main,
            prose,
            text,
            kept,
            linked,
            dates,
            voted,
            short,
            ended,
            runs,
            longest,
            stretches,
            mean,
            depth,
        }
    }

    /// Share of prose in the lines from `start` to before `end`.
    fn share(&self, start: usize, end: usize) -> f32 {
        let end = end.min(self.prose.len() - 1);
        let start = start.min(end);
        (self.prose[end] - self.prose[start]) as f32 / ((self.text[end] - self.text[start]) as f32 + 20.0)
    }

    /// Share of the telling words in the lines from `start` to before `end` that stand elsewhere in the main stretch.
    fn topical(&self, start: usize, end: usize) -> f32 {
        let end = end.min(self.told.len() - 1);
        let (first, last) = (self.told[start.min(end)], self.told[end]);
        (last.1 - first.1) / ((last.0 - first.0) as f32 + 2.0)
    }

    fn part(&self, sums: &[f32], start: usize, end: usize) -> f32 {
        let end = end.min(sums.len() - 1);
        let start = start.min(end);
        (sums[end] - sums[start]) / ((self.text[end] - self.text[start]) as f32 + 5.0)
    }

    fn push(&self, at: usize, seen: &[Seen], rows: &mut Vec<f32>) {
        let count = seen.len();
        let all = self.prose[count] as f32 + 1.0;
        let (from, to) = self.main;
        rows.extend([
            flag((from..to).contains(&at)),
            ln(from.saturating_sub(at)) / 4.0,
            ln((at + 1).saturating_sub(to)) / 4.0,
            self.prose[at] as f32 / all,
            (self.prose[count] - self.prose[at + 1]) as f32 / all,
            at as f32 / count as f32,
            ln(at) / 6.0,
            ln(count - 1 - at) / 6.0,
            self.share(at.saturating_sub(2), at + 3),
            self.share(at.saturating_sub(6), at + 7),
            self.share(at.saturating_sub(4), at),
            self.share(at + 1, at + 5),
            self.share(0, count),
            ln(self.prose[count]) / 10.0,
            ln(count) / 7.0,
            (seen[at].line.length as f32 / (self.mean + 20.0)).min(2.0),
            (self.prose[to] - self.prose[from]) as f32 / all,
            density(&self.dates, at),
            density(&self.voted, at),
            density(&self.short, at),
            density(&self.ended, at),
            // Comments follow the article after a few such lines.
            ln(if at > from { self.voted[at] - self.voted[from] } else { 0 }) / 3.0,
            self.runs[at] as f32 / all,
            self.share(at.saturating_sub(20), at + 21),
            self.share(at.saturating_sub(60), at + 61),
            self.longest as f32 / all,
            ln(self.stretches) / 4.0,
            flag(seen[at].below.is_some()),
            flag(seen[at].below == Some(0)),
            seen[at].below.map_or(0.0, |lines| ln(lines.max(0).unsigned_abs()) / 4.0),
            seen[at].below.map_or(0.0, |lines| ln(lines.min(0).unsigned_abs()) / 4.0),
            self.telling[at].1 / (self.telling[at].0 as f32 + 1.0),
            self.topical(at.saturating_sub(3), at + 4),
            self.headline[at],
            flag(self.widget[at].is_some()),
            self.widget[at].map_or(0.0, |line| ln(at - line) / 4.0),
            flag(self.widget[at].is_some_and(|line| line >= from)),
        ]);
    }

    fn push_markup(&self, at: usize, seen: &[Seen], rows: &mut Vec<f32>) {
        let count = seen.len();
        let marks = |index: Option<usize>| {
            index.and_then(|index| seen.get(index)).and_then(|one| one.markup).unwrap_or_default()
        };
        let here = marks(Some(at));
        let (before, after) = (marks(at.checked_sub(1)), marks(Some(at + 1)));
        rows.extend([
            here.linked,
            before.linked,
            after.linked,
            here.engine,
            before.engine,
            after.engine,
            self.part(&self.kept, at.saturating_sub(4), at + 5),
            self.part(&self.kept, 0, count),
            self.part(&self.linked, at.saturating_sub(3), at + 4),
            (here.depth as f32 / 20.0).min(2.0),
            (here.depth.abs_diff(self.depth) as f32 / 3.0).min(2.0),
        ]);
        rows.extend(KINDS.iter().map(|&kind| flag(here.kind == kind)));
        rows.extend((0..Hints::COUNT).map(|number| flag(here.hints.bit(number))));
        rows.extend(here.boxes);
    }
}

/// The group of words that announce comments, forms and advertisements.
const WIDGET: usize = 5;
/// Lines of the main stretch in which a word counts at most.
const OFTEN: u8 = 3;

/// Of each line, how many words tell what it is of, and how many of them stand in other lines of the main stretch:
/// in one such line a third, in three or more the whole.
fn telling(seen: &[Seen], main: (usize, usize)) -> Vec<(usize, f32)> {
    let mut lines: FxHashMap<u32, u8> = FxHashMap::default();
    for topic in seen[main.0..main.1].iter().flat_map(|one| &one.line.topics) {
        let count = lines.entry(*topic).or_insert(0);
        *count = count.saturating_add(1);
    }
    seen.iter()
        .enumerate()
        .map(|(at, one)| {
            let own = u8::from((main.0..main.1).contains(&at));
            let elsewhere = one.line.topics.iter().map(|topic| {
                let count = lines.get(topic).copied().unwrap_or(0).saturating_sub(own);
                f32::from(count.min(OFTEN)) / f32::from(OFTEN)
            });
            (one.line.topics.len(), elsewhere.sum())
        })
        .collect()
}

/// Share of the thirteen lines around one that were counted.
fn density(sums: &[usize], at: usize) -> f32 {
    let (start, end) = (at.saturating_sub(6), (at + 7).min(sums.len() - 1));
    (sums[end] - sums[start]) as f32 / (end - start).max(1) as f32
}

/// For each line, how much prose lies in the run of lines that it is in.
fn runs(seen: &[Seen]) -> Vec<usize> {
    let mut runs = vec![0; seen.len()];
    let (mut start, mut sum, mut gap) = (0, 0, 0);
    for (at, one) in seen.iter().enumerate() {
        gap = if one.line.is_sentence() { 0 } else { gap + 1 };
        if gap == 2 {
            runs[start..at].fill(sum);
            (start, sum) = (at, 0);
        }
        if gap == 0 {
            sum += one.line.length;
        }
    }
    runs[start..].fill(sum);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_where_other_lines_of_the_article_have_them() {
        let seen: Vec<_> = [
            "The harbour bridge will be closed for repairs, and ships must wait outside the harbour.",
            "Repairs of the bridge take two years, says the mayor, who wants to reopen the harbour soon.",
            "Log in to comment",
            "My holiday photos show nothing but beaches, palms and restaurants, which I liked a lot.",
        ]
        .map(|text| Seen { line: Line::new(text), ..Seen::default() })
        .into();
        let page = Around::new(&seen);
        assert_eq!(page.main, (0, 4));
        let telling = telling(&seen, (0, 2));
        // `harbour`, `bridge` and `repairs` stand in one other line each; the fourth line shares none.
        assert!((telling[0].1 - 1.0).abs() < 1e-6, "{telling:?}");
        assert_eq!((telling[2].1, telling[3].1), (0.0, 0.0));
        assert!(page.topical(0, 2) > page.topical(3, 4));
        assert_eq!(page.widget, [None, None, Some(2), Some(2)]);
    }

    #[test]
    fn every_row_has_its_width() {
        let seen: Vec<_> =
            ["Menu", "A sentence, which is quite long, stands here and it ends with a stop.", "-"]
                .map(|text| Seen { line: Line::new(text), ..Seen::default() })
                .into();
        for (markup, width) in [(false, TEXT_WIDTH), (true, MARKUP_WIDTH)] {
            let rows = rows(&seen, markup);
            assert_eq!(rows.len(), 3 * width);
            assert!(rows.iter().all(|number| number.is_finite()));
        }
        assert_eq!(main_stretch(&seen), (1, 2));
        assert!(super::rows(&[], true).is_empty());
    }
}
