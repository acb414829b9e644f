//! What recurs over the pages of the sites of a run, learned before anything is cleaned.

use std::borrow::Cow;

use rayon::prelude::*;

use super::{IN_WORK, guarded};
use crate::clean::Across;
use crate::config::Config;
use crate::read::{Input, Pair, read_with};

/// The configuration, with what recurs over the sites if that is asked for. Pages that cannot be read are told of
/// when their turn comes.
pub(super) fn known<'a>(pairs: &[Pair], config: &'a Config) -> Cow<'a, Config> {
    if config.clean.across == Across::Nothing || config.split.presplit {
        return Cow::Borrowed(config);
    }
    let mut inputs: Vec<&Input> =
        pairs.iter().flat_map(|pair| pair.source.iter().chain([&pair.target])).collect();
    inputs.sort();
    // The original of several translations is one page.
    inputs.dedup();
    let mut learner = config.clean.learner();
    for batch in inputs.chunks(IN_WORK * rayon::current_num_threads()) {
        let pages: Vec<_> = batch
            .par_iter()
            .map(|input| guarded(&input.path, || read_with(input, false, &config.read)).ok())
            .collect();
        pages.iter().flatten().for_each(|page| learner.add(page));
    }
    let mut config = config.clone();
    config.clean.known = learner.finish();
    Cow::Owned(config)
}
