//! Trains: parallel text -> tables of words that translate each other.
//!
//! What it promises: the same files in the same order give the same bytes, whatever the number of threads;
//! each language is trained on its own, one thread a language. Memory: the tokens of the text (4 bytes
//! each) plus, for each thread, what `model1` holds of one language at a time.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::model1::{self, Pair};
use super::pack;
use super::parallel::Corpus;
use super::root::{KIN, NEAR, kinship, root};
use super::table::Table;
use super::token::{Kind, tokens};
use crate::error::{Error, Result};
use crate::lang::Lang;

/// Taken off every expected count: a word seen once in a long sentence otherwise goes with everything in it.
/// Of 0, .1 and .2 on six languages of LASER's Tatoeba test the share of translations found fell by .01 from 0
/// to .2, the number of pairs by 40 %.
const DISCOUNT: f32 = 0.2;
/// Share of the weight of a pair that its kin must give for it to be left out (.6 and .8 were tried: what
/// counts is the size that is left for other words).
const ENOUGH: f32 = 0.7;

/// What training may be told.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainOptions {
    /// The language that all others are paired with; pairs without it are composed through it.
    pub pivot: Lang,
    /// Columns to leave out: the file name as given or its last part without extensions, and the language.
    pub skip: Vec<(String, Lang)>,
    /// Only these languages, beside the pivot; empty: all.
    pub only: Vec<Lang>,
    /// Translations that a word keeps at most.
    pub best: usize,
    /// Least weight of a pair, .2..=1.
    pub least: f32,
}

impl Default for TrainOptions {
    /// English as the pivot, 6 translations a word (set on the development kits).
    fn default() -> Self {
        Self { pivot: Lang::literal("en"), skip: Vec::new(), only: Vec::new(), best: 6, least: pack::LEAST }
    }
}

/// What training is at, for a progress line.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// A file is being read.
    Reading(&'a Corpus),
    /// Of so many rounds over the text of a language so many are done.
    Training {
        /// Rounds done, of all languages.
        done: usize,
        /// Rounds in all.
        of: usize,
    },
}

/// What training gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The file, to be written as it is.
    pub bytes: Vec<u8>,
    /// Segments read, and of those with the pivot and another language.
    pub segments: (usize, usize),
    /// What the file holds.
    pub rows: Vec<pack::Row>,
}

/// Trains the tables of all languages of the files with the pivot.
///
/// # Errors
/// If a file cannot be read, or no segment holds the pivot and another language.
pub fn train(
    paths: &[PathBuf],
    options: &TrainOptions,
    observe: &(dyn Fn(Progress<'_>) + Sync),
) -> Result<Trained> {
    let corpora = Corpus::from_paths(paths)?;
    let mut texts = Texts::default();
    for corpus in &corpora {
        observe(Progress::Reading(corpus));
        texts.read(corpus, options)?;
    }
    let languages: Vec<Lang> = texts.sides.keys().copied().filter(|lang| *lang != options.pivot).collect();
    if languages.is_empty() || !texts.sides.contains_key(&options.pivot) {
        return Err(Error::usage(format!("no segment holds `{}` and another language", options.pivot))
            .hint("`--pivot` names the language that all others are paired with"));
    }
    let done = AtomicUsize::new(0);
    let of = languages.len() * model1::ROUNDS;
    let tick = || observe(Progress::Training { done: done.fetch_add(1, Ordering::Relaxed) + 1, of });
    let trained: Vec<(Table, usize)> =
        languages.par_iter().map(|&lang| texts.train(lang, options, &tick)).collect();
    let used = trained.iter().map(|(_, used)| used).sum();
    let tables: Vec<Table> =
        trained.into_iter().map(|(table, _)| table).filter(|table| table.weights.cells() > 0).collect();
    let failed = |cause| Error::new(crate::error::Kind::Output, "cannot pack the tables").because(cause);
    let bytes = pack::write(&tables).map_err(failed)?;
    let rows = pack::Pack::read(&bytes).map(|pack| pack.rows()).unwrap_or_default();
    Ok(Trained { bytes, segments: (texts.segments as usize, used), rows })
}

/// The table of two languages that a corpus holds, of its first `most` segments in both; variants of a
/// language (`de-CH`) count as the language. `None` where no segment is in both, or they teach nothing.
///
/// # Errors
/// If a file cannot be read.
pub(super) fn between(corpus: &Corpus, langs: (Lang, Lang), most: u32) -> Result<Option<Table>> {
    let options = TrainOptions { pivot: langs.1, only: vec![langs.0], ..TrainOptions::default() };
    let mut texts = Texts::default();
    corpus.read(&mut |found| {
        let of = |lang: Lang| Some((lang, found.iter().find(|(other, _)| other.same_language(&lang))?.1));
        if texts.segments < most
            && let (Some(first), Some(second)) = (of(langs.0), of(langs.1))
        {
            texts.add(&[first, second], "", &options);
        }
    })?;
    let (table, _) = texts.train(langs.0, &options, &|| {});
    Ok((table.weights.cells() > 0).then_some(table))
}

/// The text of all files, as numbers of words.
#[derive(Default)]
struct Texts {
    sides: std::collections::BTreeMap<Lang, Side>,
    segments: u32,
}

/// The text of one language.
#[derive(Default)]
struct Side {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
    tokens: Vec<u32>,
    /// Number of the segment, and where its tokens end.
    ends: Vec<(u32, u32)>,
}

impl Side {
    fn add(&mut self, segment: u32, text: &str) {
        let before = self.tokens.len();
        for token in tokens(text) {
            // Marks say nothing; numbers match by themselves.
            if matches!(token.kind, Kind::Mark | Kind::Number) || token.text.len() > pack::LONGEST / 2 {
                continue;
            }
            let form = token.form();
            let number = match self.numbers.get(&*form) {
                Some(&number) => number,
                None => {
                    let number = self.words.len() as u32;
                    let form: Box<str> = form.into();
                    self.words.push(form.clone());
                    self.numbers.insert(form, number);
                    number
                }
            };
            self.tokens.push(number);
        }
        if self.tokens.len() > before {
            self.ends.push((segment, self.tokens.len() as u32));
        }
    }

    fn sentences(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, end)| end));
        starts.zip(&self.ends).filter_map(|(start, &(segment, end))| {
            Some((segment, self.tokens.get(start as usize..end as usize)?))
        })
    }
}

impl Texts {
    fn read(&mut self, corpus: &Corpus, options: &TrainOptions) -> Result<()> {
        let name = corpus.path().file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        corpus.read(&mut |cells| self.add(cells, &name, options))
    }

    /// Adds a segment of the file of that name, if it holds the pivot and another language.
    fn add(&mut self, cells: &[(Lang, &str)], name: &str, options: &TrainOptions) {
        let stem = name.split('.').next().unwrap_or("");
        let skipped = |lang: Lang| {
            options.skip.iter().any(|(file, column)| *column == lang && (*file == name || *file == stem))
                || !(options.only.is_empty() || options.only.contains(&lang) || lang == options.pivot)
        };
        let Some((_, pivot)) = cells.iter().find(|(lang, _)| *lang == options.pivot) else { return };
        // A copy of the original is no translation of it, unless it is a name.
        let copied = |text: &str| text == *pivot && text.split_whitespace().nth(3).is_some();
        let others =
            || cells.iter().filter(|(lang, text)| *lang != options.pivot && !skipped(*lang) && !copied(text));
        if others().next().is_none() {
            return;
        }
        for &(lang, text) in others() {
            self.sides.entry(lang).or_default().add(self.segments, text);
        }
        self.sides.entry(options.pivot).or_default().add(self.segments, pivot);
        self.segments += 1;
    }

    fn train(&self, lang: Lang, options: &TrainOptions, tick: &dyn Fn()) -> (Table, usize) {
        let (Some(side), Some(pivot)) = (self.sides.get(&lang), self.sides.get(&options.pivot)) else {
            return (Table::default(), 0);
        };
        let mut others = pivot.sentences().peekable();
        let mut sentences: Vec<(&[u32], &[u32])> = Vec::new();
        for (segment, tokens) in side.sentences() {
            while others.next_if(|&(other, _)| other < segment).is_some() {}
            if let Some((_, other)) = others.next_if(|&(other, _)| other == segment) {
                sentences.push((tokens, other));
            }
        }
        let mut pairs = model1::train(&sentences, tick);
        let kept = keep(&mut pairs, options);
        let mut frequency = vec![0u32; side.words.len()];
        sentences.iter().flat_map(|(s, _)| s.iter()).for_each(|&s| frequency[s as usize] += 1);
        let kept = prune(side, &frequency, kept);
        let words: Vec<(&str, &str, f32)> = kept
            .iter()
            .filter_map(|&(s, t, weight)| {
                Some((&**side.words.get(s as usize)?, &**pivot.words.get(t as usize)?, weight))
            })
            .collect();
        (Table::new((lang, options.pivot), &words), sentences.len())
    }
}

/// Leaves out what the kin of a word say nearly as well, so that more words find room: a pair, if a more
/// frequent word of the same root with the same translation gives [`ENOUGH`] of its weight through
/// [`kinship`], as a lookup will find it.
fn prune<'a>(side: &'a Side, frequency: &[u32], kept: Vec<(u32, u32, f32)>) -> Vec<(u32, u32, f32)> {
    let frequency = |word: u32| frequency.get(word as usize).copied().unwrap_or(0);
    let mut order = kept;
    order.sort_unstable_by_key(|&(s, t, _)| (Reverse(frequency(s)), s, t));
    let mut standing: FxHashMap<(&'a str, u32), Vec<(&'a str, f32)>> = FxHashMap::default();
    order.retain(|&(s, t, weight)| {
        let word: &'a str = side.words.get(s as usize).map_or("", |word| word);
        let Some(root) = root(word) else { return true };
        let kin = standing.entry((root, t)).or_default();
        let told = |&(other, weight): &(&str, f32)| match kinship(word, other) {
            near if near >= NEAR => weight * near * KIN,
            _ => 0.0,
        };
        let needed = !kin.iter().any(|other| told(other) >= weight * ENOUGH);
        if needed {
            kin.push((word, weight));
        }
        needed
    });
    order
}

/// Weighs the pairs and keeps the best of each source word.
fn keep(pairs: &mut [Pair], options: &TrainOptions) -> Vec<(u32, u32, f32)> {
    let mut kept: Vec<(u32, u32, f32)> = pairs
        .iter()
        .map(|pair| (pair.source, pair.target, weight(pair)))
        .filter(|&(_, _, weight)| weight >= options.least)
        .collect();
    kept.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)).then(a.1.cmp(&b.1)));
    let mut rank = 0;
    let mut last = None;
    kept.retain(|&(source, _, _)| {
        rank = if last == Some(source) { rank + 1 } else { 0 };
        last = Some(source);
        rank < options.best
    });
    kept
}

/// `min(1, 1.15 (p(t|s) p(s|t))^(1/4))`, with [`DISCOUNT`] off both counts; factor and root set on the development
/// kits.
fn weight(pair: &Pair) -> f32 {
    // A count over its p is the count of the word that it starts from.
    let of =
        |p: f32, count: f32| if count > DISCOUNT && p > 0.0 { (count - DISCOUNT) / (count / p) } else { 0.0 };
    let product = of(pair.forward, pair.counts.0) * of(pair.backward, pair.counts.1);
    (1.15 * product.powf(0.25)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TSV: &str = "de\ten\tfr\n\
        das Haus\tthe house\tla maison\n\
        das Buch\tthe book\tle livre\n\
        ein Buch\ta book\tun livre\n\
        ein Haus\ta house\tune maison\n\
        Haus\thouse\tmaison\n";

    fn train_on(text: &str, options: &TrainOptions) -> Result<Trained> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text.tsv");
        std::fs::write(&path, text).unwrap();
        train(&[path], options, &|_| {})
    }

    fn pairs(trained: &Trained, lang: &str) -> Vec<(String, String)> {
        let lang: Lang = lang.parse().unwrap();
        let pack = pack::Pack::read(&trained.bytes).unwrap();
        let tables = pack.tables(|a, _| a == lang).unwrap();
        let best = tables.iter().flat_map(Table::pairs).filter(|pair| pair.2 > 0.8);
        best.map(|(s, t, _)| (s.to_owned(), t.to_owned())).collect()
    }

    #[test]
    fn learns_the_words_of_every_language_with_the_pivot() {
        let trained = train_on(TSV, &TrainOptions::default()).unwrap();
        assert_eq!(trained.segments, (5, 10));
        assert!(pairs(&trained, "de").contains(&("haus".into(), "house".into())));
        assert!(pairs(&trained, "fr").contains(&("livre".into(), "book".into())));
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_number_of_threads() {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| train_on(TSV, &TrainOptions::default())).unwrap().bytes
        };
        assert_eq!(with(1), with(4));
    }

    #[test]
    fn skips_columns_and_languages() {
        let skip = vec![("text".to_owned(), "de".parse().unwrap())];
        let trained = train_on(TSV, &TrainOptions { skip, ..Default::default() }).unwrap();
        assert_eq!(trained.rows.len(), 1);
        let only = vec!["de".parse().unwrap()];
        let trained = train_on(TSV, &TrainOptions { only, ..Default::default() }).unwrap();
        assert_eq!(trained.rows[0].langs.0.as_str(), "de");
    }

    #[test]
    fn without_the_pivot_there_is_advice() {
        let pivot = "ja".parse().unwrap();
        let error = train_on(TSV, &TrainOptions { pivot, ..Default::default() }).unwrap_err().to_string();
        assert!(error.contains("`ja`") && error.contains("--pivot"), "{error}");
    }

    #[test]
    fn kin_make_room() {
        let mut side = Side::default();
        side.add(0, "regierungen regierung rathaus");
        let kept = prune(&side, &[3, 5, 1], vec![(0, 7, 0.6), (1, 7, 0.9), (2, 7, 0.5)]);
        assert_eq!(kept, [(1, 7, 0.9), (2, 7, 0.5)]);
    }
}
