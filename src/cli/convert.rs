//! `alinea convert`: from any alignment format that we read to any that we write.

use std::path::{Path, PathBuf};

use alinea::bitext::{Side, Text};
use alinea::error::{Error, Result};
use alinea::read::{Input, language_of_name, read};
use alinea::split::{SplitOptions, split};
use alinea::write::{self, Export, Format, Output};
use alinea::{Entry, Lang};

use super::args::share;
use super::{Outcome, output};

/// Converts an alignment file to another format.
///
/// Reads `jsonl`, `tsv`, `tmx`, `xliff` (2.x and 1.2) and, together with the two texts, `beads`; by the
/// extension of the file. Only `jsonl` holds everything; other formats keep the texts, the beads with
/// their confidence, and the flags as far as they have a place for them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea convert aligned/news/en-fr.jsonl --to xliff --out en-fr.xlf
  alinea convert memory.tmx --to tsv > memory.tsv
  alinea convert memory.tmx --to moses --out corpus        # corpus.en, corpus.fr
  alinea convert three-languages.tmx --to jsonl --out aligned/
  alinea convert news.en-fr.beads --texts news.en news.fr --to tmx --out news.tmx")]
pub(crate) struct Args {
    /// The file to convert.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The format to write: `jsonl`, `tsv`, `tmx`, `xliff`, `moses` or `beads`.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    to: &'static Format,
    /// The file to write; standard output if there is none. A folder (with `/` at its end) gets a file an
    /// article. For `moses` it is the name before the language.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The texts that a `beads` file numbers, one sentence a line, the original first.
    #[arg(long, num_args = 2, value_names = ["SOURCE", "TARGET"])]
    texts: Option<Vec<PathBuf>>,
    /// Language of the original of `--texts`, if the name of the file does not say it.
    #[arg(long, value_name = "LANG")]
    source: Option<Lang>,
    /// Language of the translation of `--texts`, if the name of the file does not say it.
    #[arg(long, value_name = "LANG")]
    target: Option<Lang>,
    /// Leave beads below this confidence (0 to 1) out of `tsv`, `tmx`, `xliff` and `moses`.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = share)]
    min_confidence: f32,
    /// Keep sentences without counterpart in `tmx` and `moses`, with an empty other side.
    #[arg(long)]
    keep_nulls: bool,
    /// In `tsv`, put an apostrophe before cells that a spreadsheet would take for a formula.
    #[arg(long)]
    spreadsheet_safe: bool,
}

fn format(name: &str) -> Result<&'static Format, String> {
    let names: Vec<_> = write::FORMATS.iter().map(|format| format.name).collect();
    write::format(name).ok_or_else(|| format!("one of {}", names.join(", ")))
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let export = Export {
        min_confidence: args.min_confidence,
        keep_nulls: args.keep_nulls,
        spreadsheet_safe: args.spreadsheet_safe,
    };
    for path in args.texts.iter().flatten().chain([&args.file]) {
        if !path.exists() {
            return Err(Error::usage("the file does not exist").at(path));
        }
    }
    let entries = match args.texts.as_deref() {
        Some([source, target]) => {
            let (source, target) = (text(source, args.source)?, text(target, args.target)?);
            vec![write::load_with(&args.file, source, target)?]
        }
        _ => write::load(&args.file).map_err(|error| match error.advice() {
            Some("name the two texts too") => {
                error.hint("add `--texts SOURCE TARGET`, one sentence a line each")
            }
            _ => error,
        })?,
    };
    if !args.to.alone
        && let Some(entry) = entries.iter().find(|entry| entry.bitext.is_alone())
    {
        let message = format!("`{}` has no original, and `{}` needs two sides", entry.name, args.to.name);
        return Err(Error::usage(message).at(&args.file).hint("convert it to jsonl or tsv"));
    }
    match &args.out {
        Some(out) if out.is_dir() || ends_with_separator(out) => {
            for entry in &entries {
                for notice in write::save(entry, args.to, &export, out)?.notices {
                    output::notice(&format!("{}: {}", notice.path.display(), notice.message));
                }
            }
        }
        out => {
            let joins = args.to.name == "jsonl";
            if entries.len() != 1 && !joins {
                let message =
                    format!("the file holds {} articles, but `{}` one", entries.len(), args.to.name);
                return Err(Error::usage(message)
                    .at(&args.file)
                    .hint("name a folder, `--out DIR/`, for a file an article, or convert to jsonl"));
            }
            one_file(&entries, args.to, &export, out.as_deref())?;
        }
    }
    Ok(Outcome::Clean)
}

fn ends_with_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|&byte| byte == b'/' || byte == b'\\')
}

fn one_file(entries: &[Entry], format: &Format, export: &Export, out: Option<&Path>) -> Result<()> {
    let mut bytes = Vec::new();
    let cannot = |cause| Error::usage("cannot convert").because(cause);
    let mut lost = 0;
    match (format.output, entries) {
        (Output::One(write), _) => {
            for entry in entries {
                lost += write(entry, export, &mut bytes).map_err(cannot)?;
            }
            match out {
                Some(out) => put(out, &bytes)?,
                None => output::write(&bytes)?,
            }
        }
        (Output::Sides(write), [entry]) => {
            let out = out.ok_or_else(|| {
                Error::usage(format!("`{}` is two files", format.name)).hint("name them with `--out`")
            })?;
            for (path, side) in write::files(entry, format) {
                bytes.clear();
                lost += write(entry, export, side, &mut bytes).map_err(cannot)?;
                let mut name = out.as_os_str().to_owned();
                name.push(".");
                name.push(path.extension().unwrap_or_default());
                put(Path::new(&name), &bytes)?;
                if side == Side::Target {
                    break;
                }
            }
        }
        _ => {}
    }
    if lost > 0 {
        output::notice(&format!(
            "{lost} control characters were left out, which `{}` cannot hold",
            format.name
        ));
    }
    Ok(())
}

/// Writes a file that the user named, whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().ok_or_else(|| Error::usage("expected the name of a file").at(path))?;
    write::place(folder, Path::new(name), |out| out.write_all(bytes))
}

/// A text with one sentence a line, blank ones too.
fn text(path: &Path, lang: Option<Lang>) -> Result<Text> {
    let lang = lang.or_else(|| named(path));
    let document = read(&Input { path: path.to_owned(), record: None, lang }, true)?;
    let options = SplitOptions { presplit: true, ..SplitOptions::default() };
    let lang = lang.or(document.declared).ok_or_else(|| {
        Error::usage("the language of the text is not known").at(path).hint("add `--source` and `--target`")
    })?;
    Ok(split(document, lang, &options))
}

/// The language that the name of a file says: `de.txt`, `news.de`, `news.de.txt`.
fn named(path: &Path) -> Option<Lang> {
    match path.extension() {
        Some(extension) if extension == "snt" => language_of_name(&path.with_extension("txt")),
        _ => language_of_name(path),
    }
}
