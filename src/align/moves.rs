//! Passages that stand in another place on the other side: found among the sentences that no bead joins.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::matches::{Matches, Row, shares};
use crate::bitext::{Bead, Move};

/// Sentences without counterpart in which a stem may occur to lead from one side to the other.
const RARE: usize = 12;
/// How many sentences of the other side are looked at for each.
const TRIED: usize = 4;
/// Least share of both sentences that is covered, beyond what chance covers (set on paragraphs moved in
/// parallel texts of our own making).
const LEAST: f32 = 0.3;
/// Least rarity of the words of a passage, in sentences of average length: a short line is found anywhere.
const MASS: f32 = 1.2;

/// Links passages in null beads that translate each other across the beads between them; by source.
pub(crate) fn find(evidence: &Evidence<'_>, beads: &[Bead]) -> Vec<Move> {
    // Sentences without counterpart, each with the number of beads with both sides before it.
    let (mut sources, mut targets) = (Vec::new(), Vec::new());
    let mut joined = 0usize;
    for bead in beads {
        if !bead.is_null() {
            joined += 1;
        }
        if bead.target.is_empty() {
            sources.extend(bead.source.clone().map(|index| (index, joined)));
        } else if bead.source.is_empty() {
            targets.extend(bead.target.clone().map(|index| (index, joined)));
        }
    }
    if sources.is_empty() || targets.is_empty() || joined == 0 {
        return Vec::new();
    }
    let mut holders: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (number, &(index, _)) in targets.iter().enumerate() {
        for &stem in evidence.target.sentence(index) {
            let list = holders.entry(stem).or_default();
            if list.last() != Some(&(number as u32)) && list.len() <= RARE {
                list.push(number as u32);
            }
        }
    }
    let matches = Matches::without_chance(evidence);
    let mut row = Row::default();
    // The best link of each source sentence, then of each target sentence.
    let mut best: Vec<Option<(usize, usize, f32)>> = Vec::new();
    let mut claimed: FxHashMap<usize, (usize, f32)> = FxHashMap::default();
    for &(i, before) in &sources {
        let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
        for &stem in evidence.source.sentence(i) {
            let idf = evidence.source_words.idf[stem as usize];
            for (other, _, weight) in evidence.table.matches(stem) {
                let list = holders.get(&other).filter(|list| list.len() <= RARE);
                for &number in list.map_or(&[][..], Vec::as_slice) {
                    if targets[number as usize].1 != before {
                        *scores.entry(number).or_default() += idf * weight;
                    }
                }
            }
        }
        let mut ranked: Vec<(u32, f32)> = scores.into_iter().collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut link: Option<(usize, usize, f32)> = None;
        for &(number, _) in ranked.iter().take(TRIED) {
            let j = targets[number as usize].0;
            row = matches.row(i, j..j + 1, row);
            let there = shares(evidence.source.sentence(i), row.source(j), &evidence.source_words.idf);
            let back = shares(evidence.target.sentence(j), row.target(j), &evidence.target_words.idf);
            let cover = (there[1] + back[1]) / 2.0;
            if cover > LEAST && link.is_none_or(|(_, _, best)| cover > best) {
                link = Some((i, j, cover));
            }
        }
        if let Some((i, j, cover)) = link
            && claimed.get(&j).is_none_or(|&(_, best)| cover > best)
        {
            claimed.insert(j, (i, cover));
        }
        best.push(link);
    }
    let mut moves: Vec<(Move, f32, f32)> = Vec::new();
    for (i, j, cover) in best.into_iter().flatten() {
        if claimed.get(&j).is_none_or(|&(owner, _)| owner != i) {
            continue;
        }
        let mass = |stems: &[u32], idf: &[f32]| stems.iter().map(|&stem| idf[stem as usize]).sum::<f32>();
        let mass = (mass(evidence.source.sentence(i), &evidence.source_words.idf)
            / evidence.source_words.mean)
            .min(mass(evidence.target.sentence(j), &evidence.target_words.idf) / evidence.target_words.mean);
        match moves.last_mut() {
            Some((last, total, covered)) if last.source.end == i && last.target.end == j => {
                last.source.end = i + 1;
                last.target.end = j + 1;
                *total += mass;
                *covered += mass * cover;
            }
            _ => {
                let link = Move { source: i..i + 1, target: j..j + 1, confidence: 0.0 };
                moves.push((link, mass, mass * cover));
            }
        }
    }
    moves.retain(|(_, mass, _)| *mass >= MASS);
    moves
        .into_iter()
        .map(|(link, mass, covered)| Move { confidence: (covered / mass).clamp(0.0, 1.0), ..link })
        .collect()
}
