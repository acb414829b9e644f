//! Sets of our own making: documents whose lines are joined, cut, dropped or moved in from elsewhere, by
//! rates of several kinds of sources.

use std::io::Read;

use alinea::score::Link;

/// Lines of each side that stand together: a bead, or a line without counterpart.
pub(crate) type Unit = (Vec<String>, Vec<String>);

/// How many units a document has.
const LENGTH: usize = 40;
/// Sentences of a bead, both sides together, that are not made more.
const MOST: usize = 7;

/// How often, in thousandths of the units, each kind of damage befalls one.
struct Rates {
    /// Joined with the line before it on one side.
    join: usize,
    /// Cut in two on one side, at a mark.
    cut: usize,
    /// A clause stands in the line before it, on one side.
    shift: usize,
    /// Left out on one side.
    drop: usize,
    /// Lines from elsewhere stand before it, on one side: how often, and how many at most.
    insert: (usize, usize),
    /// A run of five to ten is left out on one side: how often in thousandths of the documents.
    run: usize,
}

/// News of scraped pages, free prose, a faithful translation, pages with boilerplate left in, light damage.
const KINDS: [Rates; 5] = [
    Rates { join: 160, cut: 10, shift: 10, drop: 95, insert: (55, 1), run: 330 },
    Rates { join: 150, cut: 150, shift: 70, drop: 8, insert: (8, 2), run: 0 },
    Rates { join: 70, cut: 60, shift: 25, drop: 15, insert: (10, 1), run: 0 },
    Rates { join: 80, cut: 50, shift: 40, drop: 40, insert: (50, 6), run: 200 },
    Rates { join: 25, cut: 25, shift: 10, drop: 10, insert: (8, 1), run: 100 },
];

/// A linear congruential generator (Knuth, MMIX): the same sets on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn hit(&mut self, thousandths: usize) -> bool {
        self.below(1000) < thousandths
    }
}

/// A damaged document: both sides by line with the number of the paragraph, and the beads.
pub(crate) type Made = (Vec<(String, usize)>, Vec<(String, usize)>, Vec<Link>);

/// The lines of two columns of a table of parallel text as units.
pub(crate) fn table(path: &str, source: &str, target: &str) -> Vec<Unit> {
    let mut table = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut table).unwrap();
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let column = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
    let (s, t) = (column(source), column(target));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Some((*cells.get(s)?, *cells.get(t)?)).filter(|(s, t)| !s.is_empty() && !t.is_empty())
        })
        .map(|(s, t)| (vec![s.to_string()], vec![t.to_string()]))
        .collect()
}

/// `count` damaged documents of consecutive units, the kinds of damage in turn.
pub(crate) fn documents(units: &[Unit], count: usize, seed: u64) -> Vec<Made> {
    let mut random = Random(seed);
    let length = LENGTH.min(units.len());
    (0..count)
        .map(|number| {
            let first = random.below(units.len() - length + 1);
            let kind = &KINDS[(number + seed as usize) % KINDS.len()];
            let units = damaged(&units[first..first + length], units, kind, &mut random);
            laid_out(units, number % 4 == 3, &mut random)
        })
        .collect()
}

/// Numbers the lines; with `paragraphs` about every third unit begins one, not always on both sides.
fn laid_out(units: Vec<Unit>, paragraphs: bool, random: &mut Random) -> Made {
    let (mut source, mut target, mut beads) = (Vec::new(), Vec::new(), Vec::new());
    let mut blocks = (0, 0);
    for (s, t) in units {
        let breaks = paragraphs && random.hit(350);
        blocks.0 += usize::from(paragraphs && breaks != random.hit(60));
        blocks.1 += usize::from(paragraphs && breaks != random.hit(60));
        let from = (source.len(), target.len());
        source.extend(s.into_iter().map(|line| (line, blocks.0)));
        target.extend(t.into_iter().map(|line| (line, blocks.1)));
        let (s, t) = (from.0..source.len(), from.1..target.len());
        if s.is_empty() {
            beads.extend(t.map(|index| Link { source: vec![], target: vec![index] }));
        } else if t.is_empty() {
            beads.extend(s.map(|index| Link { source: vec![index], target: vec![] }));
        } else {
            beads.push(Link { source: s.collect(), target: t.collect() });
        }
    }
    (source, target, beads)
}

fn side(unit: &mut Unit, source: bool) -> &mut Vec<String> {
    if source { &mut unit.0 } else { &mut unit.1 }
}

/// Where a line may be cut: after a mark, not at the very ends; where sentences end if `whole`.
fn cut(line: &str, whole: bool, random: &mut Random) -> Option<usize> {
    const STRONG: [&str; 8] = [". ", "! ", "? ", "。", "！", "？", "। ", "؟ "];
    const WEAK: [&str; 9] = ["; ", ": ", ", ", "，", "、", "；", "، ", "؛ ", " – "];
    let weak = if whole { &WEAK[..0] } else { &WEAK[..] };
    let marks = STRONG.iter().chain(weak);
    let places: Vec<usize> = marks
        .flat_map(|mark| line.match_indices(mark).map(|(at, mark)| at + mark.len()))
        .filter(|at| *at > 8 && at + 8 < line.len())
        .collect();
    places.get(random.below(places.len())).copied()
}

/// A unit with the unit before it, if both have two sides and make no bead too large to search.
fn before(done: &mut Vec<Unit>, unit: &Unit) -> Option<Unit> {
    let size = unit.0.len() + unit.1.len();
    if unit.0.is_empty() || unit.1.is_empty() {
        return None;
    }
    done.pop_if(|(s, t)| !s.is_empty() && !t.is_empty() && s.len() + t.len() + size < MOST)
}

fn damaged(units: &[Unit], all: &[Unit], rates: &Rates, random: &mut Random) -> Vec<Unit> {
    let mut done: Vec<Unit> = Vec::new();
    for unit in units {
        let mut unit = unit.clone();
        let source = random.below(2) == 0;
        let both = !unit.0.is_empty() && !unit.1.is_empty();
        if random.hit(rates.cut) && both && unit.0.len() + unit.1.len() < MOST - 1 {
            let lines = side(&mut unit, source);
            let place = random.below(lines.len());
            let whole = random.hit(500);
            if let Some(at) = cut(&lines[place], whole, random) {
                let rest = lines[place].split_off(at);
                lines.insert(place + 1, rest);
            }
        }
        if random.hit(rates.join)
            && let Some(mut joined) = before(&mut done, &unit)
        {
            let line = side(&mut unit, source).remove(0);
            if let Some(last) = side(&mut joined, source).last_mut() {
                last.push(' ');
                last.push_str(&line);
            }
            joined.0.append(&mut unit.0);
            joined.1.append(&mut unit.1);
            unit = joined;
        } else if random.hit(rates.shift)
            && let whole = random.hit(600)
            && let Some(at) = side(&mut unit, source).first().and_then(|line| cut(line, whole, random))
            && let Some(mut joined) = before(&mut done, &unit)
        {
            let line = &mut side(&mut unit, source)[0];
            let rest = line.split_off(at);
            let clause = std::mem::replace(line, rest);
            if let Some(last) = side(&mut joined, source).last_mut() {
                last.push(' ');
                last.push_str(&clause);
            }
            joined.0.append(&mut unit.0);
            joined.1.append(&mut unit.1);
            unit = joined;
        } else if random.hit(rates.drop) {
            side(&mut unit, source).clear();
        }
        if random.hit(rates.insert.0) {
            for _ in 0..1 + random.below(rates.insert.1) {
                let mut foreign = all[random.below(all.len())].clone();
                side(&mut foreign, source).clear();
                done.push(foreign);
            }
        }
        done.push(unit);
    }
    if random.hit(rates.run) {
        let length = 5 + random.below(6);
        let first = random.below(done.len().saturating_sub(length));
        let source = random.below(2) == 0;
        done.iter_mut().skip(first).take(length).for_each(|unit| side(unit, source).clear());
    }
    done.retain(|(s, t)| !s.is_empty() || !t.is_empty());
    done
}
