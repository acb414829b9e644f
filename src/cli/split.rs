//! `alinea split`.

use std::io::Read;
use std::path::{Path, PathBuf};

use alinea::bitext::{Document, Text};
use alinea::error::{Error, Kind, Result};
use alinea::split::{SplitOptions, split};
use alinea::{Lang, read, tag};

use super::{Outcome, output};

/// Splits text into sentences: one paragraph a line in, one sentence a line out.
///
/// A blank line stands between the sentences of two paragraphs. HTML, Markdown and packed files (`.gz`,
/// `.zst`) are read as what they are; any character encoding is understood.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea split --lang de artikel.txt        a sentence a line
  curl -s example.org/a.txt | alinea split  the language is guessed
  alinea split --wrapped --lang en book.txt paragraphs stand between blank lines")]
pub(crate) struct Args {
    /// File to split; standard input where none is named.
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
    /// Most characters of a sentence; 0: no limit.
    #[arg(long, value_name = "N", default_value_t = SplitOptions::default().max_length)]
    max_length: usize,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let document = read(args.file.as_deref(), !args.wrapped)?;
    let lang = args.lang.or(document.declared).unwrap_or_else(|| tag::guess_document(&document).lang);
    let options = SplitOptions {
        max_length: args.max_length,
        inside_quotes: !args.whole_quotes,
        line_breaks: args.line_breaks,
        ..SplitOptions::default()
    };
    output::write(lines(&split(document, lang, &options)).as_bytes())?;
    Ok(Outcome::Clean)
}

/// Reads a file or standard input; a block is a line of plain text, or whatever the format lays out.
pub(crate) fn read(file: Option<&Path>, lines: bool) -> Result<Document> {
    match file {
        Some(path) => read::read(&read::Input { path: path.to_owned(), record: None, lang: None }, lines),
        None => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|cause| Error::new(Kind::Input, "cannot read standard input").because(cause))?;
            read::read_bytes(Path::new("<stdin>"), None, bytes, lines)
        }
    }
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
