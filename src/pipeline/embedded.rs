//! Articles in work -> the vectors of their sentences, if the user has an embedder; and aligning with them.

use std::cell::Cell;

use rayon::prelude::*;

use super::{Event, Observer, Texts, go_on, guarded, prepare_pair};
use crate::align::{self, AlignOptions, Vectors};
use crate::bitext::{Bitext, Text};
use crate::config::Config;
use crate::embed::{self, Embeddings};
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::read::Pair;

/// The vectors of all sentences of a batch that are to be aligned; prepares what is not prepared yet.
/// `None` without an embedder.
pub(super) fn embed(
    batch: &mut [(Pair, Option<Texts>)],
    config: &Config,
    observe: Observer<'_>,
) -> Result<Option<Embeddings>> {
    if !config.embed.is_on() {
        return Ok(None);
    }
    batch.par_iter_mut().filter(|(_, texts)| texts.is_none()).for_each(|(pair, texts)| {
        // What cannot be read fails again, with its message, when its turn comes.
        *texts = guarded(&pair.target.path, || prepare_pair(pair, config)).ok();
    });
    let count = Cell::new(0);
    let pairs = batch.iter().filter_map(|(_, texts)| {
        let (source, target) = texts.as_ref()?;
        Some((source.as_ref()?, target))
    });
    let sentences = pairs
        .flat_map(|(source, target)| source.iter().chain(target.iter()))
        .inspect(|_| count.set(count.get() + 1));
    let mut tell = || go_on(observe(Event::Embedding(count.get())));
    embed::embed(sentences, &config.embed, &mut tell).map(Some)
}

/// Aligns, with the vectors as further evidence where there are any.
pub(super) fn align(
    source: Text,
    target: Text,
    lexicon: &Lexicon,
    embeddings: Option<&Embeddings>,
    options: &AlignOptions,
) -> Bitext {
    let of = |text: &Text| embeddings.map(|all| text.iter().map(|sentence| all.get(sentence)).collect());
    match of(&source).zip(of(&target)).and_then(|(of_source, of_target)| Vectors::new(of_source, of_target)) {
        Some(vectors) => align::align_embedded(source, target, lexicon, options, &vectors),
        None => align::align(source, target, lexicon, options),
    }
}
