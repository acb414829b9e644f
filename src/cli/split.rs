//! `alinea split`.

use std::path::{Path, PathBuf};

use alinea::bitext::{Document, Text};
use alinea::error::{Kind, Result};
use alinea::read::ReadOptions;
use alinea::split::{SplitOptions, split};
use alinea::{Config, Lang, pipeline, read, tag};

use super::inputs::{documents, nothing};
use super::{Outcome, output};

/// Splits text into sentences: one paragraph a line in, one sentence a line out.
///
/// A blank line stands between the sentences of two paragraphs. HTML, Markdown, Word, EPUB, web archives and
/// packed files (`.gz`, `.zst`) are read as what they are, article after article; any character encoding is
/// understood.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea split --lang de artikel.txt        a sentence a line
  curl -s example.org/a.txt | alinea split  the language is guessed
  alinea split --wrapped --lang en book.txt paragraphs stand between blank lines")]
pub(crate) struct Args {
    /// File to split; standard input where none is named, as HTML where it begins with `<!doctype html` or `<html`, else
    /// as plain text.
    file: Option<PathBuf>,
    /// Language of the text, as a BCP 47 tag; guessed where it is not given.
    #[arg(long, short, value_name = "LANG")]
    lang: Option<Lang>,
    /// A paragraph goes on over line breaks, up to a blank line.
    #[arg(long)]
    wrapped: bool,
    /// With `--wrapped`: a line break ends a sentence all the same, as in verse.
    #[arg(long, requires = "wrapped")]
    line_breaks: bool,
    /// Keep a quotation of several sentences together.
    #[arg(long)]
    whole_quotes: bool,
    /// Most characters of a sentence; 0: no limit [default: `max-length` in `[split]` of `alinea.toml`, or 5000]
    #[arg(long, value_name = "N")]
    max_length: Option<usize>,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let file = args.file.as_deref().unwrap_or(Path::new("-"));
    let config = Config::for_input(file)?;
    let options = SplitOptions {
        max_length: args.max_length.unwrap_or(config.split.max_length),
        inside_quotes: config.split.inside_quotes && !args.whole_quotes,
        line_breaks: config.split.line_breaks || args.line_breaks,
        ..config.split
    };
    each(file, !args.wrapped, &config.read, |document| {
        let lang = args.lang.or(document.declared).unwrap_or_else(|| tag::guess_document(&document).lang);
        lines(&split(document, lang, &options))
    })
}

/// Writes what `work` makes of every document of a file, a blank line between them. One that cannot be read costs
/// the others of its file nothing.
pub(crate) fn each(
    file: &Path,
    presplit: bool,
    options: &ReadOptions,
    work: impl Fn(Document) -> String,
) -> Result<Outcome> {
    let many = read::holds_many(file) || file.is_dir();
    let mut outcome = Outcome::Clean;
    let mut found = documents(file, presplit, options)
        .map(|document| document.and_then(|document| made(document, &work)))
        .enumerate()
        .peekable();
    if found.peek().is_none() {
        return Err(nothing());
    }
    for (number, text) in found {
        match text {
            Err(error) if many && error.kind() == Kind::Input => {
                output::error(&error);
                outcome = Outcome::SomeFailed;
            }
            text => {
                let text = text?;
                if number > 0 {
                    output::write(b"\n")?;
                }
                output::write(text.as_bytes())?;
            }
        }
    }
    Ok(outcome)
}

fn made(document: Document, work: impl Fn(Document) -> String) -> Result<String> {
    let path = document.path.clone();
    pipeline::guarded(&path, || Ok(work(document)))
}

/// A sentence a line, its own line breaks as spaces; a blank line where the next block begins.
fn lines(text: &Text) -> String {
    let mut out = String::with_capacity(text.document.text.len() * 9 / 8);
    let mut block = None;
    for (index, sentence) in text.sentences.iter().enumerate() {
        if block.is_some_and(|block| block != sentence.block) {
            out.push('\n');
        }
        block = Some(sentence.block);
        for (number, line) in text.sentence(index).lines().enumerate() {
            if number > 0 {
                out.push(' ');
            }
            out.push_str(line.trim());
        }
        out.push('\n');
    }
    out
}
