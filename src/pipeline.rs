//! The only file that knows the order of the stages: read, clean, repair, split, tag, learn, align, flag.
//!
//! A run has two phases, since the articles of a language pair teach the lexicon that aligns them.
//! First the articles of each pair of languages are prepared and learned from, up to a stated number
//! of sentences ([`LearnOptions::sample`](crate::learn::LearnOptions)); what was prepared for that is kept.
//! Then each pair of texts is aligned and flagged by itself, in parallel, with the lexicon frozen, and
//! handed on in the order of the names. Memory is bounded by the sample, the lexicons and the
//! articles in work; it does not grow with the corpus.
//!
//! One bad article never stops a corpus: it becomes a [`Failure`], whatever went wrong in it.

mod alone;
mod check;
mod content;
mod embedded;
mod rated;
mod sites;

pub use alone::alone;
pub use check::check;
pub use content::pairs_by_content;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use crate::bitext::{Bitext, Document, Entry, Failure, Notice, Suppression, Text, Totals};
use crate::clean::clean;
use crate::config::Config;
use crate::embed::Embeddings;
use crate::error::{Error, Kind, Result};
use crate::flag::{flag, suppress};
use crate::lang::Lang;
use crate::learn::learn;
use crate::lexicon::{self, Lexicon};
use crate::read::{Found, Input, Pair, read_with};
use crate::repair::repair;
use crate::split::split;
use crate::tag::{guess_document, tag};

/// What became of one input.
#[derive(Debug)]
pub enum Outcome {
    /// Aligned or flagged.
    Done(Box<Entry>),
    /// Not done, with its cause.
    Failed(Failure),
    /// Left out on purpose.
    Skipped(Notice),
}

/// What a run tells while it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// So many inputs were found.
    Found(usize),
    /// An article was prepared to learn from.
    Prepared(&'a str),
    /// The lexicon of a pair of languages stands.
    Learned(Lang, Lang),
    /// An embedder is at work on so many sentences; told several times a second.
    Embedding(usize),
    /// A scorer is at work; told several times a second.
    Rating,
    /// An article is aligned and flagged, or failed.
    Finished(&'a str),
}

/// Told of every event; `Break` ends the run after the articles in work.
pub type Observer<'a> = &'a (dyn Fn(Event<'_>) -> ControlFlow<()> + Sync);

/// Articles that are in work at the same time, for each thread: enough that a long one does not
/// leave the other threads idle, few enough that memory stays small.
const IN_WORK: usize = 8;

/// Does every pair, and hands on what became of it in the order of `found`; `found` = done + failed + skipped.
///
/// # Errors
/// If a lexicon of the user's cannot be read, the embedder or the scorer fails, `hand_on` fails, or the observer ends the run.
pub fn run(
    found: Found,
    config: &Config,
    hand_on: &mut dyn FnMut(Outcome) -> Result<()>,
    observe: Observer<'_>,
) -> Result<Totals> {
    let Found { pairs, failures, skipped } = found;
    let mut totals = Totals { found: pairs.len() + failures.len() + skipped.len(), ..Totals::default() };
    go_on(observe(Event::Found(totals.found)))?;
    for notice in skipped {
        totals.skipped += 1;
        hand_on(Outcome::Skipped(notice))?;
    }
    for failure in failures {
        totals.failed += 1;
        hand_on(Outcome::Failed(failure))?;
    }

    let config = &*sites::known(&pairs, config);
    let mut prepared = BTreeMap::new();
    let lexicons = learn_all(&pairs, config, &mut prepared, observe)?;

    let mut rest = pairs.into_iter().enumerate();
    loop {
        let mut batch: Vec<_> = rest
            .by_ref()
            .take(in_work(config))
            .map(|(number, pair)| (pair, prepared.remove(&number)))
            .collect();
        if batch.is_empty() {
            return Ok(totals);
        }
        let embeddings = embedded::embed(&mut batch, config, observe)?;
        let mut outcomes: Vec<_> = batch
            .into_par_iter()
            .map(|(pair, texts)| {
                let outcome = one(&pair, texts, &lexicons, embeddings.as_ref(), config);
                (outcome, observe(Event::Finished(&pair.name)))
            })
            .collect();
        rated::rate(outcomes.iter_mut().map(|(outcome, _)| outcome), config, observe)?;
        let mut stop = ControlFlow::Continue(());
        for (outcome, flow) in outcomes {
            match outcome {
                Outcome::Done(_) => totals.done += 1,
                Outcome::Failed(_) => totals.failed += 1,
                Outcome::Skipped(_) => totals.skipped += 1,
            }
            hand_on(outcome)?;
            if flow.is_break() {
                stop = flow;
            }
        }
        go_on(stop)?;
    }
}

/// Articles in work with a command of the user's, whatever the number of threads: a model that takes ten seconds
/// to load costs .15 of a second an article, and 64 articles of 200 sentences hold 52 MB of vectors of 1,024
/// numbers.
const BY_COMMAND: usize = 64;

/// How many articles are in work at the same time.
fn in_work(config: &Config) -> usize {
    let by_command = config.embed.is_on() || config.rate.is_on();
    if by_command { BY_COMMAND } else { IN_WORK * rayon::current_num_threads() }
}

fn go_on(flow: ControlFlow<()>) -> Result<()> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => {
            Err(Error::new(Kind::Interrupted, "interrupted").hint("the same command does all of it again"))
        }
    }
}

/// Reads, cleans, splits and tags one article.
///
/// # Errors
/// If it cannot be read; the other stages are total.
pub fn prepare(input: &Input, config: &Config) -> Result<Text> {
    Ok(tag(sentences(input, config)?, &config.tag))
}

/// [`prepare`] without the languages of the sentences, which pairing and aligning do not ask for.
fn sentences(input: &Input, config: &Config) -> Result<Text> {
    let document = cleaned(input, config)?;
    let lang = language(input.lang, &document);
    Ok(split(document, lang, &config.split))
}

/// Reads, cleans and repairs one article.
fn cleaned(input: &Input, config: &Config) -> Result<Document> {
    let presplit = config.split.presplit;
    let mut document = read_with(input, presplit, &config.read)?;
    if !presplit {
        document = clean(document, &config.clean);
    }
    Ok(repair(document, &config.repair))
}

/// The language that a document is taken to be in: what its name or record or the user tells, else what it declares,
/// else what it reads like. Pairs are sorted by it, and find their lexicon by it.
fn language(told: Option<Lang>, document: &Document) -> Lang {
    told.or(document.declared).unwrap_or_else(|| guess_document(document).lang)
}

/// The texts of a pair, prepared: the original, if it is at hand, and the translation.
type Texts = (Option<Text>, Text);

/// Lexicons by source and target language.
type Lexicons = BTreeMap<(Lang, Lang), Lexicon>;

fn prepare_pair(pair: &Pair, config: &Config) -> Result<Texts> {
    let source = pair.source.as_ref().map(|source| prepare(source, config)).transpose()?;
    Ok((source, prepare(&pair.target, config)?))
}

/// Learns one lexicon for each pair of languages, from its first articles; keeps these in `prepared`.
fn learn_all(
    pairs: &[Pair],
    config: &Config,
    prepared: &mut BTreeMap<usize, Texts>,
    observe: Observer<'_>,
) -> Result<Lexicons> {
    let mut lexicons = Lexicons::new();
    for (languages, mut numbers) in by_languages(pairs, config) {
        numbers.reverse();
        let mut sentences = 0;
        let mut sample = Vec::new();
        while sentences < config.learn.sample && !numbers.is_empty() {
            let batch =
                numbers.split_off(numbers.len().saturating_sub(IN_WORK * rayon::current_num_threads()));
            let texts: Vec<_> = batch
                .par_iter()
                .rev()
                .map(|&number| {
                    let pair = &pairs[number];
                    let texts = guarded(&pair.target.path, || prepare_pair(pair, config)).ok();
                    (number, texts, observe(Event::Prepared(&pairs[number].name)))
                })
                .collect();
            for (number, texts, flow) in texts {
                go_on(flow)?;
                // What cannot be read fails again, with its message, when its turn comes.
                let Some(texts) = texts else { continue };
                // The rest of a batch is prepared already, but how large a batch is depends on the
                // number of threads: what is learned from may not.
                if sentences < config.learn.sample {
                    sentences += texts.1.len() + texts.0.as_ref().map_or(0, Text::len);
                    sample.push(number);
                }
                prepared.insert(number, texts);
            }
        }
        let (source, target) = languages;
        let lexicon = lexicon::open(source, target, &config.lexicon)?;
        let texts: Vec<_> = sample
            .iter()
            .filter_map(|number| prepared.get(number))
            .filter_map(|(source, target)| Some((source.as_ref()?, target)))
            .collect();
        let lexicon = if texts.is_empty() { lexicon } else { learn(&texts, lexicon, &config.learn) };
        lexicons.insert(languages, lexicon);
        go_on(observe(Event::Learned(source, target)))?;
    }
    Ok(lexicons)
}

/// The numbers of the pairs of each pair of languages. Names tell the language, or else the text does.
fn by_languages(pairs: &[Pair], config: &Config) -> BTreeMap<(Lang, Lang), Vec<usize>> {
    let mut groups = BTreeMap::<_, Vec<usize>>::new();
    let languages: Vec<_> = pairs
        .par_iter()
        .map(|pair| {
            let of = |input: &Input| input.lang.unwrap_or_else(|| language_of(input, config));
            Some((of(pair.source.as_ref()?), of(&pair.target)))
        })
        .collect();
    for (number, languages) in languages.into_iter().enumerate() {
        if let Some(languages) = languages {
            groups.entry(languages).or_default().push(number);
        }
    }
    groups
}

/// The language of an article whose name tells none; `und` where it cannot be read.
fn language_of(input: &Input, config: &Config) -> Lang {
    let language = guarded(&input.path, || Ok(language(input.lang, &cleaned(input, config)?)));
    language.unwrap_or(Lang::UND)
}

/// One pair from its texts, or from its files, to its flags.
fn one(
    pair: &Pair,
    texts: Option<Texts>,
    lexicons: &Lexicons,
    embeddings: Option<&Embeddings>,
    config: &Config,
) -> Outcome {
    let done = guarded(&pair.target.path, || {
        let texts = texts.map_or_else(|| prepare_pair(pair, config), Ok)?;
        Ok(finish(pair, texts, lexicons, embeddings, config))
    });
    match done {
        Ok(entry) => Outcome::Done(Box::new(entry)),
        Err(error) => Outcome::Failed(Failure::of(&pair.name, &pair.target.path, &error)),
    }
}

fn finish(
    pair: &Pair,
    (source, target): Texts,
    lexicons: &Lexicons,
    embeddings: Option<&Embeddings>,
    config: &Config,
) -> Entry {
    let of_texts = source.iter().chain([&target]).flat_map(notices);
    let notices = pair.notices.iter().cloned().chain(of_texts).collect();
    let none = Lexicon::default();
    let (bitext, lexicon) = match source {
        Some(source) => {
            let lexicon = lexicons.get(&(source.lang, target.lang)).unwrap_or(&none);
            (embedded::align(source, target, lexicon, embeddings, &config.align), lexicon)
        }
        None => (Bitext::alone(target), &none),
    };
    let entry = Entry { notices, ..Entry::new(pair.name.clone(), pair.layout, bitext) };
    judged(entry, lexicon, config, &BTreeMap::new())
}

/// An entry with its flags and scores, and marks on what is suppressed; `carried` is what comments in pages that are
/// not at hand suppress, by fingerprint.
fn judged(
    mut entry: Entry,
    lexicon: &Lexicon,
    config: &Config,
    carried: &BTreeMap<String, Suppression>,
) -> Entry {
    let findings = flag(&entry.bitext, lexicon, &config.flag);
    (entry.flags, entry.scores, entry.score) = (findings.flags, findings.scores, findings.score);
    suppress(&mut entry, &config.suppressions, &config.flag, carried);
    entry
}

/// What a reader should know about a text before anything is made of it.
pub fn notices(text: &Text) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |message: String| notices.push(Notice { path: text.document.path.clone(), message });
    text.document.notices.iter().cloned().for_each(&mut say);
    if !text.document.text.contains(char::is_alphanumeric) {
        say("holds no text".into());
    } else if text.is_empty() {
        say("holds nothing to keep: every line looks like part of the page around an article".into());
    }
    if let Some(other) = reads_like(text) {
        say(format!("declared `{}`, but most of it reads like `{other}`", text.lang));
    }
    notices
}

/// The language that most of a text is in, where that is not the one it was taken to be in.
fn reads_like(text: &Text) -> Option<Lang> {
    let mut weight = BTreeMap::<Lang, usize>::new();
    for sentence in &text.sentences {
        if let Some(guess) = sentence.guess.filter(|guess| !guess.lang.is_und()) {
            // A language in two scripts is one.
            let lang = guess.lang.primary().parse().unwrap_or(guess.lang);
            *weight.entry(lang).or_default() += sentence.span.len();
        }
    }
    let all: usize = weight.values().sum();
    let (&lang, &most) = weight.iter().max_by_key(|(_, weight)| **weight)?;
    (2 * most > all && !text.lang.is_und() && !lang.same_language(&text.lang)).then_some(lang)
}

/// Does some work on the file at `path`; a panic in it costs that file, not the run.
///
/// # Errors
/// What `work` says, or that it panicked.
pub fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let message = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic");
        Err(Error::input(path, format!("a fault of alinea's own: {message}"))
            .hint("please report it with the file"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_our_own_costs_one_file() {
        let error = guarded::<()>(Path::new("a.html"), || panic!("at {}", 7)).unwrap_err();
        assert_eq!(error.kind(), Kind::Input);
        assert_eq!(
            error.to_string(),
            "a.html: a fault of alinea's own: at 7; please report it with the file"
        );
    }
}
