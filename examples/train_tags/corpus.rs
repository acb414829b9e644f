//! How often each word of a language is seen.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use alinea::lang::{LANGUAGES, Script};
use alinea::tag::model::gram::words;

/// Most bytes of a language that are read from one file of parallel text.
const MOST: usize = 1_500_000;
/// Columns that are not read: Bibles that are free in their home countries only, and one that is labelled
/// Korean but is Kanuri.
const LEFT_OUT: &[(&str, &str)] = &[("bible", "ja"), ("bible", "ko"), ("tico19", "ko")];
/// Files of parallel text that are not read: one is file-level copyleft, one a test set of others.
const NOT_READ: &[&str] = &["mozilla_www", "tatoeba_test1000"];
/// Words of the closed classes and phrases, a language a paragraph, written for this purpose.
const PHRASES: &str = include_str!("phrases.txt");

/// What a language is read as.
#[derive(Default)]
pub(crate) struct Corpus {
    /// How often each word is seen in running text and in terms.
    pub(crate) seen: BTreeMap<Vec<char>, u32>,
    /// Words of the closed classes, the most frequent first.
    pub(crate) function: Vec<Vec<char>>,
    /// Words of the phrases.
    pub(crate) phrases: Vec<Vec<char>>,
}

/// All texts of some folders, in the order of the files' names.
pub(crate) struct Texts {
    lines: Vec<Line>,
}

struct Line {
    lang: String,
    text: String,
    held_out: bool,
}

impl Texts {
    /// Reads the files `*.tsv` and `*.tsv.gz` of two folders, multi-parallel text with a header of languages; of the
    /// second, our own, nothing is held out: it is little, and most of it single words.
    pub(crate) fn read(folder: &str, own: &str) -> std::io::Result<Texts> {
        let mut lines = Vec::new();
        for (folder, own) in [(folder, false), (own, true)] {
            let entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
            let mut files: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
            files.sort();
            for path in &files {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let file = || File::open(path).map(BufReader::new);
                if let Some(stem) = name.strip_suffix(".tsv.gz") {
                    let text = BufReader::new(flate2::read::GzDecoder::new(file()?));
                    parallel(text, stem, own, &mut lines)?;
                } else if let Some(stem) = name.strip_suffix(".tsv") {
                    parallel(file()?, stem, own, &mut lines)?;
                }
            }
        }
        Ok(Texts { lines })
    }

    /// The lines of a language that are held out, or those that are not.
    pub(crate) fn of(&self, lang: &str, held: bool) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().filter(move |line| line.lang == lang && line.held_out == held);
        lines.map(|line| line.text.as_str())
    }

    /// What is known of a language in a script, but for what is held out.
    pub(crate) fn corpus(&self, lang: &str, script: Script) -> Corpus {
        let mut corpus = Corpus::default();
        let mut count = |text: &str| {
            words(text, script, |word| *corpus.seen.entry(word.to_vec()).or_default() += 1);
        };
        for line in self.of(lang, false) {
            count(line);
            // Serbian is written in two scripts.
            if lang == "sr" && script == Script::Latin {
                count(&to_latin(line));
            }
        }
        let record = LANGUAGES.iter().find(|row| row.tag == lang).map_or(&[][..], |row| row.words.function);
        for text in record.iter().copied().chain(written(lang, "words").flat_map(str::split_whitespace)) {
            words(text, script, |word| corpus.function.push(word.to_vec()));
        }
        for phrases in written(lang, "phrases") {
            words(phrases, script, |word| corpus.phrases.push(word.to_vec()));
            if lang == "sr" && script == Script::Cyrillic {
                words(&to_cyrillic(phrases), script, |word| corpus.phrases.push(word.to_vec()));
            }
        }
        corpus
    }
}

/// One line of twenty, by a hash of its text (FNV-1a, 64 bits): what confidence is fitted on.
fn held_out(line: &str) -> bool {
    let hash = line
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 32).is_multiple_of(20)
}

/// Words or phrases of a language: the lines that begin with its tag, and `words` or `phrases`.
fn written(lang: &str, kind: &str) -> impl Iterator<Item = &'static str> {
    let start = format!("{lang} {kind}: ");
    PHRASES.lines().filter_map(move |line| line.strip_prefix(start.as_str()))
}

fn known_as(tag: &str) -> &str {
    match tag {
        "no" => "nb",
        "fil" => "tl",
        tag => tag,
    }
}

fn parallel(text: impl BufRead, stem: &str, own: bool, lines: &mut Vec<Line>) -> std::io::Result<()> {
    if NOT_READ.contains(&stem) {
        return Ok(());
    }
    let mut text = text.lines();
    let Some(header) = text.next() else { return Ok(()) };
    let mut columns: Vec<(String, usize)> =
        header?.split('\t').map(|tag| (known_as(tag).to_owned(), 0)).collect();
    for line in text {
        for ((lang, size), cell) in columns.iter_mut().zip(line?.split('\t')) {
            if !cell.is_empty() && *size < MOST && !LEFT_OUT.contains(&(stem, lang.as_str())) {
                let held_out = !own && held_out(cell);
                lines.push(Line { lang: lang.clone(), text: cell.to_owned(), held_out });
                *size += cell.len();
            }
        }
    }
    Ok(())
}

/// Serbian in Latin letters.
const LETTERS: &[(char, &str)] = &[
    ('љ', "lj"),
    ('њ', "nj"),
    ('џ', "dž"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('ш', "š"),
];

fn to_latin(text: &str) -> String {
    let mut latin = String::new();
    for c in text.to_lowercase().chars() {
        match LETTERS.iter().find(|row| row.0 == c) {
            Some((_, letters)) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    latin
}

fn to_cyrillic(text: &str) -> String {
    LETTERS
        .iter()
        .fold(text.to_lowercase(), |text, (c, letters)| text.replace(letters, c.encode_utf8(&mut [0; 4])))
}
