//! Learns which English words say the same from the shipped tables: `data/paraphrases.bin`.
//!
//! ```text
//! cargo run --release --example train_paraphrases -- data/paraphrases.bin
//! ```
//!
//! To be run after `alinea lexicon train` made the tables anew. Deterministic to the byte.
#![allow(clippy::print_stderr)]

use alinea::lexicon::pivot::learn;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, out] = &arguments[..] else {
        eprintln!("usage: train_paraphrases OUT");
        std::process::exit(2);
    };
    std::fs::write(out, learn().expect("memory suffices")).expect("the file can be written");
}
