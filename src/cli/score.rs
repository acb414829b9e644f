//! `alinea score`: how good beads are, against gold.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use alinea::error::{Error, Result};
use alinea::score::{Counts, Link, Measure, parse};

use super::{Outcome, output};

/// Scores beads against gold beads: strict and lax precision, recall, F1.
///
/// Strict: a bead is right if it is equal. Lax: if it shares a source and a target sentence with one bead
/// of the gold. Null beads count in precision, recall runs over gold beads with both sides; documents are
/// added up before dividing.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea score corpus/city-council/gold/de-en.beads aligned/city-council/de-en.beads
  alinea score --documents gold/ aligned/      every <name>.gold (or .beads) with <name>.beads, .pred, .align or .ladder
  alinea score --json gold/ aligned/

Beads are read as `[0, 1]:[0]:0.1`, one a line (Vecalign, SentAlign, `alinea align --formats beads`),
or as the ladder of hunalign.")]
pub(crate) struct Args {
    /// Gold beads: a file, or a folder with files `.gold` at any depth, or with `.beads` where there is no `.gold`.
    gold: PathBuf,
    /// Beads to score: a file, or a folder that holds the same names.
    test: PathBuf,
    /// One row for each document too.
    #[arg(long)]
    documents: bool,
    /// Print JSON, not a table.
    #[arg(long)]
    json: bool,
}

/// Endings of files with beads to score, the first found counts.
const ENDINGS: [&str; 4] = ["beads", "pred", "align", "ladder"];

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut documents = BTreeMap::new();
    let mut missing = Vec::new();
    if args.gold.is_dir() {
        let (ending, names) = golds(&args.gold)?;
        for name in names {
            let gold = read(&args.gold.join(name.with_added_extension(ending)))?;
            let paths = ENDINGS.map(|ending| args.test.join(name.with_added_extension(ending)));
            let test = match paths.iter().find(|path| path.is_file()) {
                Some(path) => read(path)?,
                None => {
                    output::notice(&format!(
                        "no beads for `{}`: all of its gold counts as missed",
                        name.display()
                    ));
                    missing.push(name.display().to_string());
                    Vec::new()
                }
            };
            documents.insert(name.display().to_string(), Counts::of(&gold, &test));
        }
    } else {
        let counts = Counts::of(&read(&args.gold)?, &read(&args.test)?);
        documents.insert(args.gold.display().to_string(), counts);
    }
    let mut all = Counts::default();
    documents.values().for_each(|counts| all.add(counts));
    let text = if args.json {
        json(&documents, &all, &missing, args.documents)
    } else {
        table(&documents, &all, args.documents)
    };
    output::write(text.as_bytes())?;
    Ok(if missing.is_empty() { Outcome::Clean } else { Outcome::SomeFailed })
}

/// Endings of files with gold; those with the second count where there is none with the first.
const GOLD: [&str; 2] = ["gold", "beads"];

/// The files with gold below a folder: their ending, and their names without it.
fn golds(folder: &Path) -> Result<(&'static str, Vec<PathBuf>)> {
    for ending in GOLD {
        let names = find(folder, ending)?;
        if !names.is_empty() {
            return Ok((ending, names));
        }
    }
    Err(Error::usage("there is no file `.gold` or `.beads` in this folder").at(folder))
}

/// Names of the files below a folder that end in that, without it.
fn find(folder: &Path, wanted: &str) -> Result<Vec<PathBuf>> {
    let (mut folders, mut names) = (vec![PathBuf::new()], Vec::new());
    while let Some(below) = folders.pop() {
        let path = folder.join(&below);
        let entries = fs::read_dir(&path)
            .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
            .map_err(|cause| Error::input(&path, "cannot read this folder").because(cause))?;
        for entry in entries {
            let name = below.join(entry.file_name());
            let path = entry.path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(name);
            } else if name.extension().is_some_and(|ending| ending == wanted) {
                names.push(name.with_extension(""));
            }
        }
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<Vec<Link>> {
    if !path.exists() {
        return Err(Error::usage("there is no such file").at(path));
    }
    let text =
        fs::read_to_string(path).map_err(|cause| Error::input(path, "cannot read beads").because(cause))?;
    parse(&text).map_err(|wrong| {
        Error::input(path, wrong.message)
            .line(wrong.line)
            .hint("beads are written `[0, 1]:[0]`, one a line, with 0-based sentence numbers")
    })
}

fn table(documents: &BTreeMap<String, Counts>, all: &Counts, each: bool) -> String {
    let mut rows: Vec<(&str, &Counts)> = Vec::new();
    if each {
        rows.extend(documents.iter().map(|(name, counts)| (name.as_str(), counts)));
    }
    let total = format!("all ({})", documents.len());
    rows.push((&total, all));
    let wide = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(8);
    let mut text = format!(
        "{:wide$}   beads   gold   strict P      R     F1   lax P      R     F1   linked F1\n",
        "document"
    );
    for (name, counts) in rows {
        let (strict, lax) = (counts.strict(), counts.lax());
        let three = |m: Measure| format!("{:.4} {:.4} {:.4}", m.precision, m.recall, m.f1);
        let _ = writeln!(
            text,
            "{name:wide$}  {:6} {:6}     {}  {}      {:.4}",
            counts.test.beads,
            counts.gold.beads,
            three(strict),
            three(lax),
            counts.linked().f1
        );
    }
    text
}

fn json(documents: &BTreeMap<String, Counts>, all: &Counts, missing: &[String], each: bool) -> String {
    let one = |counts: &Counts| {
        serde_json::json!({
            "strict": counts.strict(), "lax": counts.lax(), "linked": counts.linked(), "counts": counts,
        })
    };
    let mut value = one(all);
    value["documents"] = documents.len().into();
    value["missing"] = missing.into();
    if each {
        value["each"] = documents.iter().map(|(name, counts)| (name.clone(), one(counts))).collect();
    }
    format!("{value}\n")
}
