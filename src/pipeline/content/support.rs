//! Candidates -> how well each translates its original: both are read again and aligned.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::assign::Link;
use super::candidates::Candidate;
use super::shelf::{Shelf, read};
use crate::align::align;
use crate::bitext::{Bitext, Text};
use crate::config::Config;
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::pipeline::{Event, IN_WORK, Observer, go_on, guarded};

/// Aligns every original, by its number, with its candidates.
///
/// # Errors
/// If the observer ends the run. What cannot be read any more has no support.
pub(super) fn supports(
    source: &Shelf,
    target: &Shelf,
    likely: &[(usize, Vec<Candidate>)],
    lexicon: &Lexicon,
    config: &Config,
    observe: Observer<'_>,
) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for batch in likely.chunks(IN_WORK * rayon::current_num_threads()) {
        let of = |shelf: &Shelf, mut numbers: Vec<usize>| -> BTreeMap<usize, Text> {
            numbers.sort_unstable();
            numbers.dedup();
            let texts = numbers
                .into_par_iter()
                .filter_map(|number| Some((number, read(&shelf.documents[number].input, config).ok()?)));
            texts.collect::<Vec<_>>().into_iter().collect()
        };
        let sources = of(source, batch.iter().map(|(number, _)| *number).collect());
        let targets =
            of(target, batch.iter().flat_map(|(_, found)| found.iter().map(|one| one.target)).collect());
        let pairs: Vec<(usize, &Candidate)> =
            batch.iter().flat_map(|(number, found)| found.iter().map(|one| (*number, one))).collect();
        let found: Vec<Option<Link>> = pairs
            .into_par_iter()
            .map(|(number, candidate)| {
                let (from, to) = (sources.get(&number)?, targets.get(&candidate.target)?);
                // Each text is tried with several others, and a bitext keeps what it is made of.
                let aligned = || Ok(align(from.clone(), to.clone(), lexicon, &config.align));
                let bitext = guarded(&from.document.path, aligned).ok()?;
                let odds = odds(&bitext, candidate);
                Some(Link { source: number, target: candidate.target, odds })
            })
            .collect();
        links.extend(found.into_iter().flatten());
        for (number, _) in batch {
            go_on(observe(Event::Prepared(&source.documents[*number].name)))?;
        }
    }
    Ok(links)
}

/// Sentences of the shorter text from which on the alignment tells as much as it can.
const ENOUGH: f32 = 40.0;

/// The logarithm of the odds that two documents translate each other: from the support by their alignment, which
/// says the more the longer they are, and from how much more alike they are than chance has it.
///
/// Weights: a logistic regression on 4,089 candidates, 828 of them right: documents of NTREX, ParIce and Text+Berg,
/// whole, cut to 3 to 12 sentences or into pieces of 8 to 40, in collections of 3 to 53 with and without lexicon
/// (2026-11-23). Fitted to the other sets, it takes no wrong candidate of more than 12 sentences and misses no right
/// one of 302; of shorter ones it takes 21 wrong and misses 37 of 526.
fn odds(bitext: &Bitext, candidate: &Candidate) -> f32 {
    let log = |likeness: f32| likeness.max(0.001).ln();
    let length = (bitext.source().len().min(bitext.target().len()).max(1) as f32).min(ENOUGH).ln();
    let aligned = support(bitext) * (9.9 * length - 8.9) - 3.9 * length;
    aligned + 5.0 * log(candidate.likeness) - 4.1 * log(candidate.chance) - 0.7
}

/// The share of two texts that is expected to be rightly joined, 0..=1: characters in beads with both sides,
/// times the confidence of the bead; the mean of both sides.
fn support(bitext: &Bitext) -> f32 {
    let (source, target) = (lengths(bitext.source()), lengths(bitext.target()));
    let mut joined = (0.0, 0.0);
    for bead in bitext.beads().iter().filter(|bead| !bead.is_null()) {
        joined.0 += bead.confidence * source[bead.source.clone()].iter().sum::<f32>();
        joined.1 += bead.confidence * target[bead.target.clone()].iter().sum::<f32>();
    }
    let share = |joined: f32, lengths: &[f32]| joined / lengths.iter().sum::<f32>().max(1.0);
    (share(joined.0, &source) + share(joined.1, &target)) / 2.0
}

fn lengths(text: &Text) -> Vec<f32> {
    text.iter().map(|sentence| sentence.chars().count() as f32).collect()
}
