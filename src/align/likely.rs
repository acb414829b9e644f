//! Which of the beads that may be are looked at more closely.

use super::search::Sums;

/// Beads less likely than this under the scores of learning are left out.
pub(super) const LIKELY: f64 = 1e-7;

/// Beads that are looked at for each source sentence, the likeliest of them: where all sentences are alike (`Yes.`
/// a thousand times) nothing is unlikely, and looking at everything takes half a megabyte a sentence.
const MOST: usize = 300;

/// Row, column and node where a bead begins, its shape, and its log posterior over 5.
pub(super) type Likely = (u32, u32, u32, u8, f32);

/// The beads that are looked at, by node.
pub(super) fn likeliest(sums: &Sums<'_>) -> Vec<Likely> {
    let band = &sums.lattice().band;
    let mut beads: Vec<Likely> = Vec::new();
    let mut row = 0;
    let close = |beads: &mut Vec<Likely>, row: usize| {
        if beads.len() - row > MOST {
            beads[row..].sort_by(|a, b| b.4.total_cmp(&a.4));
            beads.truncate(row + MOST);
            beads[row..].sort_unstable_by_key(|bead| (bead.2, bead.3));
        }
    };
    sums.beads(LIKELY, |i, j, shape, posterior| {
        let Some(node) = band.node(i, j) else { return };
        if beads.last().is_some_and(|last| last.0 != i as u32) {
            close(&mut beads, row);
            row = beads.len();
        }
        beads.push((i as u32, j as u32, node as u32, shape as u8, posterior.ln() as f32 / 5.0));
    });
    close(&mut beads, row);
    beads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::ground::Ground;
    use crate::align::tests::text;
    use crate::align::{AlignOptions, examine};
    use crate::lexicon::Lexicon;

    #[test]
    fn where_all_sentences_are_alike_no_sentence_is_looked_at_too_often() {
        let (source, target) = (text(&["Yes."; 400]), text(&["Ja."; 400]));
        let options = AlignOptions::default();
        let ground = Ground::new(&source, &target, &Lexicon::default(), &options);
        let (lattice, features) = examine(&ground.evidence(), &options);
        for row in 0..source.len() {
            let (first, last) = lattice.band.row(row);
            let nodes =
                lattice.band.node(row, first).unwrap() as u32..=lattice.band.node(row, last).unwrap() as u32;
            let looked = features.beads.iter().filter(|bead| nodes.contains(&bead.node)).count();
            assert!((1..=MOST).contains(&looked), "row {row}: {looked}");
        }
        assert!(features.beads.is_sorted_by_key(|bead| (bead.node, bead.shape)));
    }
}
