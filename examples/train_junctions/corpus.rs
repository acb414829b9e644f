//! Sound sentences of a language.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use alinea::flag::junction::held_out;
use alinea::flag::junction::strangers::{FREQUENT, Strangers, rank_at};
use alinea::flag::junction::unit::{Unit, WORDS, key, units};
use alinea::flag::{Kind, Token, Words, segments};

/// A file of the training data.
struct Source {
    name: &'static str,
    /// How often each of its sentences is drawn in a pass: essays and news above phrases and scripture, since
    /// it is essays and news that are read for flags.
    weight: f64,
    /// Most sentences.
    most: usize,
}

const SOURCES: &[Source] = &[
    Source { name: "opensource_guide", weight: 4.0, most: usize::MAX },
    Source { name: "tico19", weight: 3.0, most: usize::MAX },
    Source { name: "react_docs", weight: 2.0, most: usize::MAX },
    Source { name: "gnome_help", weight: 1.0, most: usize::MAX },
    Source { name: "python_docs", weight: 0.7, most: 40_000 },
    Source { name: "tatoeba", weight: 0.6, most: 120_000 },
    Source { name: "bible", weight: 0.5, most: 60_000 },
];
/// Text of our own: news, essays, encyclopaedia and talk.
static OWN: Source = Source { name: "own", weight: 4.0, most: usize::MAX };
const OWN_FOLDERS: &[&str] = &[
    concat!(env!("CARGO_MANIFEST_DIR"), "/data/bitext"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles"),
];
/// Columns that are not read: Bibles that are free in their home countries only, and one that is labelled
/// Korean but is Kanuri.
const LEFT_OUT: &[(&str, &str)] = &[("bible", "ja"), ("bible", "ko"), ("tico19", "ko")];
/// Words rarer than this have no row of their own.
const LEAST: u32 = 4;
/// Tokens of a sentence.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=120;

/// A sentence.
pub(crate) struct Sentence {
    pub units: Vec<Unit>,
    /// How often it is drawn.
    pub weight: f64,
    /// Whether it is scripture, which nobody reads for flags.
    pub old: bool,
}

/// All that is known of a language.
pub(crate) struct Corpus {
    /// Keys of the words with a row of their own, the most frequent first, and how often each is seen.
    pub words: Vec<(u32, u32)>,
    /// Trained on.
    pub train: Vec<Sentence>,
    /// Held out.
    pub test: Vec<Sentence>,
    /// Frequent words that do not meet in what is trained on.
    pub strangers: Strangers,
}

/// Reads the corpus of a language.
pub(crate) fn read(folder: &Path, tag: &str) -> Corpus {
    let texts = texts(folder, tag);
    let mut counts: HashMap<u32, u32> = HashMap::new();
    each(tag, &texts, |_, text, words, tokens| {
        if !held_out(text) {
            for token in tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Glyph)) {
                *counts.entry(key(words.lower(token))).or_default() += 1;
            }
        }
    });
    let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|word| word.1 >= LEAST).collect();
    words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.1), word.0));
    words.truncate(WORDS);
    let ranks: HashMap<u32, u16> =
        words.iter().enumerate().map(|(rank, word)| (word.0, rank as u16)).collect();
    let (mut train, mut test) = (Vec::new(), Vec::new());
    let mut met = Met::default();
    each(tag, &texts, |source, text, words, tokens| {
        if !held_out(text) {
            met.count(words, tokens, |word| ranks.get(&key(word)).copied());
        }
        if !LENGTHS.contains(&tokens.len()) {
            return;
        }
        let units = units(words, tokens, |key| ranks.get(&key).copied());
        let sentence = Sentence { units, weight: source.weight, old: source.name == "bible" };
        if held_out(text) { test.push(sentence) } else { train.push(sentence) }
    });
    Corpus { words, train, test, strangers: met.strangers() }
}

/// Who met whom: pairs of neighbours, those of two frequent words, and how often each stands at either side of one.
#[derive(Default)]
struct Met {
    all: u64,
    lefts: BTreeMap<u16, u64>,
    rights: BTreeMap<u16, u64>,
    pairs: BTreeMap<(u16, u16), u64>,
}

impl Met {
    fn count(&mut self, words: &Words<'_>, tokens: &[Token], rank: impl Fn(&str) -> Option<u16>) {
        let ranks: Vec<Option<u16>> = (0..tokens.len()).map(|at| rank_at(words, tokens, at, &rank)).collect();
        for pair in ranks.windows(2) {
            self.all += 1;
            pair[0].into_iter().for_each(|left| *self.lefts.entry(left).or_default() += 1);
            pair[1].into_iter().for_each(|right| *self.rights.entry(right).or_default() += 1);
            if let (Some(left), Some(right)) = (pair[0], pair[1]) {
                *self.pairs.entry((left, right)).or_default() += 1;
            }
        }
    }

    fn strangers(&self) -> Strangers {
        let of = |counts: &BTreeMap<u16, u64>, rank: u16| counts.get(&rank).copied().unwrap_or(0) as f32;
        // A word beside itself is for `doubled-word`.
        let pairs = (0..FREQUENT).flat_map(|left| {
            (0..FREQUENT).filter(move |right| left != *right).map(move |right| (left, right))
        });
        Strangers::new(pairs.map(|(left, right)| {
            let chance = of(&self.lefts, left) * of(&self.rights, right) / self.all.max(1) as f32;
            let met = self.pairs.get(&(left, right)).copied().unwrap_or(0) as f32;
            ((left, right), chance / (met + 1.0))
        }))
    }
}

fn texts(folder: &Path, tag: &str) -> Vec<(&'static Source, String)> {
    let mut all = Vec::new();
    for source in SOURCES.iter().filter(|source| !LEFT_OUT.contains(&(source.name, tag))) {
        let file =
            File::open(folder.join(format!("{}.tsv.gz", source.name))).expect("the parallel text opens");
        column(BufReader::new(flate2::read::GzDecoder::new(file)), tag, source, &mut all);
    }
    let mut files: Vec<PathBuf> = OWN_FOLDERS
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("our own text is there"))
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "tsv"))
        .collect();
    files.sort();
    for path in files {
        column(BufReader::new(File::open(path).expect("our own text opens")), tag, &OWN, &mut all);
    }
    all
}

/// Adds the longer lines of a language from multi-parallel text.
fn column(text: impl BufRead, tag: &str, source: &'static Source, all: &mut Vec<(&'static Source, String)>) {
    let spaced = !matches!(tag, "ja" | "zh");
    let mut lines = text.lines();
    let header = lines.next().expect("a header").expect("UTF-8");
    let Some(column) = header.split('\t').position(|column| column == tag) else { return };
    let mut last = String::new();
    let mut taken = 0;
    for line in lines {
        let line = line.expect("UTF-8");
        let cell = line.split('\t').nth(column).unwrap_or("");
        let long = if spaced { cell.split(' ').count() >= 6 } else { cell.chars().count() >= 10 };
        // Tatoeba repeats a sentence for each of its translations.
        if !long || cell == last {
            continue;
        }
        cell.clone_into(&mut last);
        all.push((source, cell.to_owned()));
        taken += 1;
        if taken >= source.most {
            break;
        }
    }
}

fn each(
    tag: &str,
    texts: &[(&'static Source, String)],
    mut see: impl FnMut(&'static Source, &str, &Words<'_>, &[Token]),
) {
    let lang = tag.parse().expect("a language tag");
    for chunk in texts.chunks(1000) {
        let pairs: Vec<(&str, &str)> = chunk.iter().map(|text| ("", text.1.as_str())).collect();
        let bitext = segments::bitext(None, lang, &pairs);
        let words = Words::new(bitext.target());
        for (index, (source, text)) in chunk.iter().enumerate() {
            see(source, text, &words, words.sentence(index));
        }
    }
}
