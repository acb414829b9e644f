//! Trains the junction model of every language: `data/junctions.bin`.
//!
//! ```text
//! cargo run --release --example train_junctions -- PARALLEL_FOLDER data/junctions.bin [TAG...]
//! ```
//!
//! `PARALLEL_FOLDER` holds multi-parallel `*.tsv.gz` under permissive licences. Seven in ten sentences are
//! damaged (`damage`), a phrase torn out and dropped elsewhere above all, and the nets (`net`), which have learned to expect
//! the next word (`guess`), learn to tell the junctions that came about so from all others. One line of twenty is never trained on
//! (`alinea::flag::junction::held_out`); what is printed on standard error is measured on these, with damage
//! of other kinds. With tags only these languages are trained, and the others are kept as they are in the
//! file. Deterministic to the byte, whatever the number of threads; ten minutes a language and core at most.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::needless_range_loop)]

mod corpus;
mod damage;
mod descent;
mod guess;
mod measure;
mod net;
mod train;

use std::path::Path;

use alinea::flag::junction::file::{Model, pack, table, unpack};
use rayon::prelude::*;

/// The languages of the parallel texts.
const LANGUAGES: &[&str] =
    &["ar", "cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, out, wanted @ ..] = &arguments[..] else {
        eprintln!("usage: train_junctions PARALLEL_FOLDER OUT [TAG...]");
        std::process::exit(2);
    };
    let before = std::fs::read(out).unwrap_or_default();
    let kept: Vec<(String, &[u8])> = if wanted.is_empty() {
        Vec::new()
    } else {
        table(&before)
            .expect("the file holds the models of the other languages; to make it anew, name no language")
    };
    let one = |&tag: &&str| -> Option<(String, Model)> {
        let model = if wanted.is_empty() || wanted.iter().any(|name| name == tag) {
            train::train(Path::new(folder), tag)
        } else {
            unpack(kept.iter().find(|row| row.0 == tag)?.1).expect("the model of another language is whole")
        };
        Some((tag.to_owned(), model))
    };
    let models: Vec<(String, Model)> = LANGUAGES.par_iter().with_max_len(1).filter_map(one).collect();
    std::fs::write(out, pack(&models).expect("memory suffices")).expect("the file can be written");
}
