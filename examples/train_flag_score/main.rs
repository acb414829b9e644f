//! Learns the weights of the ranking score: `src/flag/score/weights.tsv`.
//!
//! ```text
//! cargo run --release --example train_flag_score -- QE_FOLDER PARALLEL_FOLDER > src/flag/score/weights.tsv
//! ```
//!
//! * `QE_FOLDER` holds `mlqe.jsonl` (MLQE-PE, direct assessment) and `ced.jsonl`, of which only the segments of
//!   origin `ced21` (WMT21 critical errors) are taken: both are CC0.
//! * `PARALLEL_FOLDER` holds multi-parallel `*.tsv.gz` under permissive licences, which are damaged here in
//!   twenty-eight ways.
//!
//! Two logistic regressions over pieces of features, with a Gaussian prior and bounds (what speaks against a
//! segment never lowers its score), one with and one without the original, by Newton's method.
//! Deterministic to the byte. On standard error: average precision by cross-validation over documents.
#![allow(clippy::print_stdout, clippy::print_stderr)]
mod damage;
mod fit;
mod segments;

use std::path::Path;

use alinea::flag::score::features::names;

use fit::{Model, learn};
use segments::{damaged, judged};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, qe, parallel] = &arguments[..] else {
        eprintln!("usage: train_flag_score QE_FOLDER PARALLEL_FOLDER");
        std::process::exit(2);
    };
    let mut all = judged(&Path::new(qe).join("mlqe.jsonl"), "mlqe", |_| true);
    let machine = segments::machine(Path::new(parallel), &all);
    all.extend(judged(&Path::new(qe).join("ced.jsonl"), "ced21", |origin| origin == "ced21"));
    all.extend(damaged(Path::new(parallel)));
    all.extend(machine);
    println!(
        "# Weights of the ranking score: two logistic regressions over the features of src/flag/score/measured.rs."
    );
    println!(
        "# Learned from MLQE-PE direct assessments and WMT21 critical errors (both CC0) and from damage made"
    );
    println!(
        "# on the project's parallel training data, by examples/train_flag_score. What a feature has beyond"
    );
    println!(
        "# `from`, up to `to`, adds weight x (that - mean) to the logit; a name that ends in @ is how far the"
    );
    println!("# feature lies from the middle of all segments of the run.");
    println!("#\n# feature\tfrom\tto\tweight bilingual\tmean\tweight monolingual\tmean");
    let models: Vec<Model> = [false, true].into_iter().map(|alone| learn(&all, alone)).collect();
    println!("bias\t-inf\tinf\t{:.4}\t0\t{:.4}\t0", models[0].bias, models[1].bias);
    println!("usual\t-inf\tinf\t{:.4}\t0\t{:.4}\t0", models[0].usual, models[1].usual);
    for (column, name) in names().iter().enumerate() {
        for model in &models {
            for piece in
                model.pieces.iter().filter(|piece| piece.column == column && piece.weight.abs() >= 5e-5)
            {
                let (from, to, weight, mean) = (piece.from, piece.to, piece.weight, piece.mean);
                match model.alone {
                    false => println!("{name}\t{from:.4}\t{to:.4}\t{weight:.4}\t{mean:.4}\t0\t0"),
                    true => println!("{name}\t{from:.4}\t{to:.4}\t0\t0\t{weight:.4}\t{mean:.4}"),
                }
            }
        }
    }
}
