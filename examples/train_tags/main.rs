//! Trains the tables of the tagger: `data/tags.bin`.
//!
//! ```text
//! cargo run --release --example train_tags -- data/tags.bin PARALLEL_FOLDER
//! ```
//!
//! `PARALLEL_FOLDER` holds the parallel texts that the lexicon is learned from (`data/NOTICE.md` names them); text of
//! our own (`data/bitext`), and words and phrases (`phrases.txt`) stand in where it has few or none. What is printed on
//! standard error is the share of right answers on lines that are held out, and how sure the tagger may be of a
//! lead: the constants of `src/tag/confidence.rs`. Deterministic to the byte.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod corpus;
mod measure;
mod table;

use alinea::lang::Script;
use alinea::tag::model::file::{Table, pack, shelf, unpack};
use rayon::prelude::*;

/// Languages of a script, and most grams of its table.
const TABLES: &[(u8, Script, &str, &str, usize)] = &[
    (b'A', Script::Arabic, "ar fa ur", "ps", 15_000),
    (b'C', Script::Cyrillic, "be bg mk ru sr uk", "kk ky mn tg tt", 44_000),
    (b'D', Script::Devanagari, "hi mr ne", "", 13_000),
    (
        b'L',
        Script::Latin,
        "af az ca cs cy da de en es et fi fr hr hu id it lt lv nb nl pl pt ro sk sl sn sr sv tk tl tr uz vi zu",
        "ak eo eu fo ga gl is jv la ms mt nn so sq sw",
        122_000,
    ),
];

/// What languages start from that few texts are in, in nats: they must lead by more. Set on `snippets` and
/// `extra` of the development kit.
const RARE: f32 = -30.0;
/// What others start from: Serbian in Latin letters differs in little from Croatian. Of 0, -3, -5, -7 and -9 the best
/// on `sentences` and `snippets` of the development kit.
const LESS: &[(&str, Script, f32)] = &[("sr", Script::Latin, -9.0)];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, out, folder] = &arguments[..] else {
        eprintln!("usage: train_tags OUT PARALLEL_FOLDER");
        std::process::exit(2);
    };
    let texts = corpus::Texts::read(folder, concat!(env!("CARGO_MANIFEST_DIR"), "/data/bitext"))
        .expect("the texts can be read");
    let made: Vec<(u8, Table)> = TABLES
        .iter()
        .map(|&(letter, script, usual, rare, most)| {
            let langs: Vec<(&str, f32)> = usual
                .split_whitespace()
                .map(|lang| {
                    let less = LESS.iter().find(|row| (row.0, row.1) == (lang, script));
                    (lang, less.map_or(0.0, |row| row.2))
                })
                .chain(rare.split_whitespace().map(|lang| (lang, RARE)))
                .collect();
            let corpora: Vec<corpus::Corpus> =
                langs.par_iter().map(|(lang, _)| texts.corpus(lang, script)).collect();
            (letter, table::table(&langs, &corpora, most))
        })
        .collect();
    let packed = pack(&made).expect("memory suffices");
    eprintln!("{} bytes", packed.len());
    let mut answers = Vec::new();
    for (script, packed) in shelf(&packed).expect("it was packed just now") {
        let table = unpack(packed).expect("it was packed just now");
        answers.extend(measure::measure(&table, script, &texts));
    }
    measure::calibrate(&answers);
    std::fs::write(out, packed).expect("the file can be written");
}
