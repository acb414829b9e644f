//! Alignment files, read back and flagged anew: nothing is cleaned, split or aligned again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Event, Lexicons, Observer, Outcome, go_on, guarded, in_work, judged, rated};
use crate::bitext::{Entry, Failure, Flag, SuppressedIn, Totals, fingerprints};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::learn::learn;
use crate::lexicon::{self, Lexicon};
use crate::tag::tag;
use crate::write::load;

/// Reads alignment files back, flags them anew and hands on what became of each entry, in the order of `files`.
///
/// The lexicons learn from the files as those of [`run`](super::run) learn from articles, so that files
/// of one run give the flags of that run again. Sentences that come without a language are tagged.
///
/// # Errors
/// If a lexicon of the user's cannot be read, the scorer fails, `hand_on` fails, or the observer ends the run.
pub fn check(
    files: &[PathBuf],
    config: &Config,
    hand_on: &mut dyn FnMut(Outcome) -> Result<()>,
    observe: Observer<'_>,
) -> Result<Totals> {
    go_on(observe(Event::Found(files.len())))?;
    let lexicons = learn_all(files, config, observe)?;
    let mut totals = Totals::default();
    for batch in files.chunks(in_work(config)) {
        let mut done: Vec<_> = batch
            .par_iter()
            .map(|path| {
                let outcomes: Vec<Outcome> = match guarded(path, || load(path)) {
                    Ok(entries) => {
                        entries.into_iter().map(|entry| again(entry, path, &lexicons, config)).collect()
                    }
                    Err(error) => vec![Outcome::Failed(failure(path, &error))],
                };
                (outcomes, observe(Event::Finished(&path.to_string_lossy())))
            })
            .collect();
        rated::rate(done.iter_mut().flat_map(|(outcomes, _)| outcomes), config, observe)?;
        for (outcomes, flow) in done {
            for outcome in outcomes {
                totals.found += 1;
                match outcome {
                    Outcome::Done(_) => totals.done += 1,
                    Outcome::Failed(_) => totals.failed += 1,
                    Outcome::Skipped(_) => totals.skipped += 1,
                }
                hand_on(outcome)?;
            }
            go_on(flow)?;
        }
    }
    Ok(totals)
}

fn learn_all(files: &[PathBuf], config: &Config, observe: Observer<'_>) -> Result<Lexicons> {
    let mut samples = BTreeMap::<_, (usize, Vec<_>)>::new();
    for path in files {
        // A file that cannot be read fails again, with its message, when its turn comes.
        for entry in guarded(path, || load(path)).unwrap_or_default() {
            if entry.bitext.is_alone() {
                continue;
            }
            let (source, target) = entry.bitext.into_texts();
            let (sentences, texts) = samples.entry((source.lang, target.lang)).or_default();
            if *sentences < config.learn.sample {
                *sentences += source.len() + target.len();
                texts.push((source, target));
            }
        }
        go_on(observe(Event::Prepared(&path.to_string_lossy())))?;
    }
    let mut lexicons = Lexicons::new();
    for (languages, (_, texts)) in samples {
        let lexicon = lexicon::open(languages.0, languages.1, &config.lexicon)?;
        let texts: Vec<_> = texts.iter().map(|(source, target)| (source, target)).collect();
        lexicons.insert(languages, learn(&texts, lexicon, &config.learn));
        go_on(observe(Event::Learned(languages.0, languages.1)))?;
    }
    Ok(lexicons)
}

fn again(mut entry: Entry, path: &Path, lexicons: &Lexicons, config: &Config) -> Outcome {
    let done = guarded(path, move || {
        let none = Lexicon::default();
        entry.bitext = entry.bitext.map_texts(|text| {
            let tagged = text.sentences.iter().all(|sentence| sentence.guess.is_some());
            if tagged { text } else { tag(text, &config.tag) }
        });
        // The comments of the pages are not in the file; what they suppressed is.
        let in_source =
            |flag: &Flag| flag.suppressed.clone().filter(|found| found.by == SuppressedIn::Source);
        let carried = match entry.flags.iter().any(|flag| in_source(flag).is_some()) {
            false => BTreeMap::new(),
            true => {
                let named = fingerprints(&entry).into_iter().zip(&entry.flags);
                named.filter_map(|(name, flag)| Some((name, in_source(flag)?))).collect()
            }
        };
        let languages = (entry.bitext.source().lang, entry.bitext.target().lang);
        entry.ratings = None;
        Ok(judged(entry, lexicons.get(&languages).unwrap_or(&none), config, &carried))
    });
    match done {
        Ok(entry) => Outcome::Done(Box::new(entry)),
        Err(error) => Outcome::Failed(failure(path, &error)),
    }
}

fn failure(path: &Path, error: &Error) -> Failure {
    Failure::of(path.to_string_lossy().replace('\\', "/"), path, error)
}
