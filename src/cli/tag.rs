//! `alinea tag`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use alinea::Lang;
use alinea::bitext::{Document, Guess};
use alinea::error::Result;
use alinea::split::{SplitOptions, split};
use alinea::tag::{self, TagOptions};

use super::{Outcome, output};

/// Tags text with its language: one line in, one label out.
///
/// A line without letters is `und`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea tag --document artikel.txt           the lines are the sentences of one document
  alinea tag --lines --confidence mixed.txt   each line alone, with a confidence of 0 to 1
  alinea tag --lines --codes iso639-3 < list  `cmn`, `nob` instead of `zh`, `nb`")]
pub(crate) struct Args {
    /// File to tag; standard input where none is named.
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
    /// Below this confidence a line is `und`.
    #[arg(long, value_name = "0..1", default_value_t = 0.0, value_parser = super::args::share)]
    min_confidence: f32,
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
    super::split::each(file, true, |document| output::write(labels(document, &args).as_bytes()))
}

/// A label a line.
fn labels(document: Document, args: &Args) -> String {
    let lang = args.lang.or(document.declared).unwrap_or_default();
    let text = split(document, lang, &SplitOptions { presplit: true, ..SplitOptions::default() });
    let guesses: Vec<Guess> = if args.lines {
        text.iter().map(tag::guess).collect()
    } else {
        let tagged = tag::tag(text, &TagOptions::default());
        tagged.sentences.iter().filter_map(|sentence| sentence.guess).collect()
    };
    let mut out = String::new();
    for guess in guesses {
        let lang = if guess.confidence < args.min_confidence { Lang::UND } else { guess.lang };
        match args.codes {
            Codes::Bcp47 => out.push_str(lang.as_str()),
            Codes::Iso639_3 => out.push_str(&tag::iso639_3(lang)),
        }
        if args.confidence {
            let _ = write!(out, "\t{:.3}", guess.confidence);
        }
        out.push('\n');
    }
    out
}
