//! `alinea tag`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use alinea::bitext::{Document, Guess, Passage};
use alinea::error::Result;
use alinea::split::{SplitOptions, split};
use alinea::tag::{self, TagOptions};
use alinea::{Config, Lang};
use serde::Serialize;

use super::Outcome;

/// Tags text with its language: one line in, one label out.
///
/// A line without letters is `und`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea tag --document artikel.txt           the lines are the sentences of one document
  alinea tag --lines --confidence mixed.txt   each line alone, with a confidence of 0 to 1
  alinea tag --lines --codes iso639-3 < list  `cmn`, `nob` instead of `zh`, `nb`
  alinea tag --min-confidence 0.9 artikel.txt `und` instead of a guess that is less sure
  alinea tag --format json artikel.txt        with the passages of another language inside each line")]
pub(crate) struct Args {
    /// File to tag; standard input where none is named, as HTML where it begins with `<!doctype html` or `<html`, else as
    /// plain text.
    file: Option<PathBuf>,
    /// Each line alone.
    #[arg(long, conflicts_with = "document")]
    lines: bool,
    /// The lines are the sentences of one document, in order: neighbours decide what is in doubt (the
    /// default).
    #[arg(long)]
    document: bool,
    /// With `--document`: the language that the text should be in, as a hint.
    #[arg(long, short, value_name = "LANG", conflicts_with = "lines")]
    lang: Option<Lang>,
    /// How languages are written.
    #[arg(long, value_enum, default_value_t = Codes::Bcp47)]
    codes: Codes,
    /// Print the confidence, 0 to 1, after a tab.
    #[arg(long)]
    confidence: bool,
    /// Below this confidence a line is `und`; a best guess always where neither this nor `min-confidence` in
    /// `[tag]` of `alinea.toml` is set.
    #[arg(long, value_name = "0..1", value_parser = super::args::share)]
    min_confidence: Option<f32>,
    /// What is printed for a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What is printed for a line.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The label.
    Text,
    /// `{"lang","confidence","passages":[{"start","end","lang","confidence","text"}]}`, offsets in characters
    /// (Unicode scalar values) of the line.
    Json,
}

/// A line of `--format json`.
#[derive(Serialize)]
struct Line<'a> {
    lang: String,
    confidence: f64,
    passages: Vec<Inside<'a>>,
}

/// A passage of another language inside a line.
#[derive(Serialize)]
struct Inside<'a> {
    start: usize,
    end: usize,
    lang: String,
    confidence: f64,
    text: &'a str,
}

/// How languages are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Codes {
    /// `zh`, `nb`, `el`.
    Bcp47,
    /// `cmn`, `nob`, `ell`.
    #[value(name = "iso639-3")]
    Iso639_3,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let file = args.file.as_deref().unwrap_or(Path::new("-"));
    let config = Config::for_input(file)?;
    let options = args.min_confidence.map_or(config.tag, |min_confidence| TagOptions { min_confidence });
    super::split::each(file, true, &config.read, |document| labels(document, &args, &options))
}

/// A label a line.
fn labels(document: Document, args: &Args, options: &TagOptions) -> String {
    let lang = args.lang.or(document.declared).unwrap_or_default();
    let mut text = split(document, lang, &SplitOptions { presplit: true, ..SplitOptions::default() });
    let guesses: Vec<Guess> = if args.lines {
        text.iter().map(tag::guess).map(|guess| options.apply(guess)).collect()
    } else {
        text = tag::tag(text, options);
        text.sentences.iter().filter_map(|sentence| sentence.guess).collect()
    };
    let mut out = String::new();
    for (guess, line) in guesses.into_iter().zip(text.iter()) {
        match args.format {
            Format::Text => {
                out.push_str(&code(guess.lang, args.codes));
                if args.confidence {
                    let _ = write!(out, "\t{:.3}", guess.confidence);
                }
            }
            Format::Json => out.push_str(&json(guess, line, args.codes)),
        }
        out.push('\n');
    }
    out
}

fn code(lang: Lang, codes: Codes) -> String {
    match codes {
        Codes::Bcp47 => lang.to_string(),
        Codes::Iso639_3 => tag::iso639_3(lang),
    }
}

fn json(guess: Guess, line: &str, codes: Codes) -> String {
    let rounded = |confidence: f32| (f64::from(confidence) * 1000.0).round() / 1000.0;
    let inside = |passage: Passage| {
        let (start, end) = (passage.span.start, passage.span.end);
        let before = line[..start].chars().count();
        Inside {
            start: before,
            end: before + line[start..end].chars().count(),
            lang: code(passage.guess.lang, codes),
            confidence: rounded(passage.guess.confidence),
            text: &line[start..end],
        }
    };
    let passages = tag::passages(line, guess.lang).into_iter().map(inside).collect();
    let line = Line { lang: code(guess.lang, codes), confidence: rounded(guess.confidence), passages };
    serde_json::to_string(&line).unwrap_or_default()
}
