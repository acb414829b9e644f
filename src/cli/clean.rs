//! `alinea clean`: pages in, articles out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use alinea::bitext::{Document, Place, Reason, Role};
use alinea::clean::{Across, CleanOptions, Sites, clean, explain};
use alinea::error::{Error, Kind, Result};
use alinea::pipeline::Event;
use alinea::read::{self, Article, Files, files_with};
use alinea::repair::repair;
use alinea::{Config, pipeline, write};
use rayon::prelude::*;

use super::args::{Repairing, Running, Together};
use super::inputs::{STDIN, nothing, standard};
use super::progress::Progress;
use super::{Outcome, output};

/// Articles that are read and cleaned at once, before anything is written.
const CHUNK: usize = 256;

/// Cleans the page away from articles: menus, headers, cookie notices, share bars, teasers, footers.
///
/// Without `--out` the article goes to standard output, a block a line. Nothing is lost: `--explain` shows
/// every line of the page with what became of it and why.
///
/// Exit codes: 0 done (a page with nothing to keep is done, with a notice), 2 wrong usage or no page at all, a wrong
/// configuration, a path that does not exist or articles that cannot be written, 3 some inputs could not be read (the
/// rest is done).
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea clean page.html                        the article, a paragraph a line
  alinea clean --explain page.txt               every line: keep or drop, why, where
  alinea clean --out articles pages/            pages/a/b.html.gz -> articles/a/b.txt
  alinea clean --sites folder --out out hosts/  a folder is a site: what recurs over its pages goes
  alinea clean --out articles crawl.warc.gz     a page of the archive, an article: articles/crawl/example.org/a.txt
  alinea clean --repair --explain page.txt      also what was repaired: where, before, after
  alinea clean --labels --out out pages/        a letter a line, k or d, for scripts
  curl -s https://example.org | alinea clean")]
pub(crate) struct Args {
    /// Files and folders of pages; standard input where none is named, or for `-`.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write each article to this folder, under its own name; where it lies inside a folder of pages, nothing in it is read.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write one letter for each line of the page, `k` or `d` (keep, drop), blank lines too, with nothing
    /// between them. Only LF and CRLF end a line; of HTML, each block is a line.
    #[arg(long, conflicts_with_all = ["explain", "repair"])]
    labels: bool,
    /// Write every line with its verdict, the reason and its place; with `--repair`, every repair too.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    together: Together,
    #[command(flatten)]
    repairing: Repairing,
    /// Format of standard input; where it is not given, HTML if the input begins with `<!doctype html` or `<html`, and
    /// plain text otherwise.
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let mut config = args.running.config(args.paths.first())?;
    args.repairing.add_to(&mut config);
    args.together.add_to(&mut config);
    if args.running.print_config {
        output::write(config.to_toml().as_bytes())?;
        return Ok(Outcome::Clean);
    }
    if args.paths.is_empty() || args.paths == [PathBuf::from("-")] {
        return standard_input(&args, &config);
    }
    let found = files_with(&args.paths, &config.read, args.out.as_deref())?;
    apart(&args, &found)?;
    for failure in &found.failures {
        output::error(&failure.clone().into_error());
    }
    for notice in found.skipped.iter().filter(|_| !args.running.quiet) {
        output::notice(&format!("{}: {}", notice.path.display(), notice.message));
    }
    if found.articles.is_empty() && found.failures.is_empty() {
        return Err(nothing());
    }
    let progress = Progress::new(args.running.quiet);
    let _ = progress.take(Event::Found(found.articles.len()));
    let mut failed = !found.failures.is_empty();
    let done = args.running.on_threads(|| {
        if config.clean.across != Across::Nothing {
            config.clean.known = learn(&found.articles, &config);
        }
        for chunk in found.articles.chunks(CHUNK) {
            failed |= one_chunk(chunk, &args, &config, &progress)?;
        }
        Ok(())
    });
    progress.clear();
    done?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Clean })
}

/// Refuses to write over a page: `a.html` would be cleaned to `a.txt`, which may be a page, too.
///
/// # Errors
/// If the articles would lie among the pages of a folder, or one of them would take the place of a page that is cleaned.
fn apart(args: &Args, found: &Files) -> Result<()> {
    let Some(folder) = &args.out else { return Ok(()) };
    let wrong = |path: &Path| {
        let wrong = Error::usage("an article would take the place of a page");
        Err(wrong.at(path).hint("give `--out` a folder of its own"))
    };
    let out = folder.canonicalize().ok();
    let same = |path: &&PathBuf| path.is_dir() && out.is_some() && path.canonicalize().ok() == out;
    if let Some(path) = args.paths.iter().find(same) {
        return wrong(path);
    }
    let articles = found.articles.iter().map(|article| &article.input.path);
    let failures = found.failures.iter().map(|failure| &failure.path);
    let pages: BTreeSet<PathBuf> =
        articles.chain(failures).filter_map(|path| path.canonicalize().ok()).collect();
    let places = found.articles.iter().map(|article| folder.join(file(&article.name, args)));
    match places.into_iter().find(|place| place.canonicalize().is_ok_and(|place| pages.contains(&place))) {
        Some(place) => wrong(&place),
        None => Ok(()),
    }
}

/// The file of an article below the output folder.
fn file(name: &Path, args: &Args) -> PathBuf {
    let mut file = name.as_os_str().to_owned();
    file.push(match (args.labels, args.explain) {
        (true, _) => ".labels",
        (_, true) => ".tsv",
        _ => ".txt",
    });
    file.into()
}

fn standard_input(args: &Args, config: &Config) -> Result<Outcome> {
    if config.clean.across != Across::Nothing {
        return Err(
            Error::usage("standard input is one page, not a site").hint("name the folder of the site")
        );
    }
    let format = args.format.as_deref().map(read::format).transpose()?;
    let document = pipeline::guarded(Path::new(STDIN), || {
        let document = standard(format, false, &config.read)?;
        Ok(repair(clean(document, &config.clean), &config.repair))
    })?;
    match &args.out {
        Some(folder) => save(folder, Path::new("stdin"), &document, args, &config.clean)?,
        None => output::write(show(&document, args, &config.clean).as_bytes())?,
    }
    notices(&document, args);
    Ok(Outcome::Clean)
}

/// Reads all pages and keeps what recurs; those that cannot be read are told of when they are cleaned.
fn learn(articles: &[Article], config: &Config) -> Sites {
    let mut learner = config.clean.learner();
    for chunk in articles.chunks(CHUNK) {
        let documents: Vec<_> = chunk
            .par_iter()
            .map(|article| &article.input)
            .map(|input| pipeline::guarded(&input.path, || read::read_with(input, false, &config.read)).ok())
            .collect();
        documents.iter().flatten().for_each(|document| learner.add(document));
    }
    learner.finish()
}

/// Cleans some articles side by side and writes them in order. Returns whether one could not be read.
fn one_chunk(chunk: &[Article], args: &Args, config: &Config, progress: &Progress) -> Result<bool> {
    let work = |article: &Article| {
        let document = pipeline::guarded(&article.input.path, || {
            let document = read::read_with(&article.input, false, &config.read)?;
            Ok(repair(clean(document, &config.clean), &config.repair))
        })?;
        if let Some(folder) = &args.out {
            save(folder, &article.name, &document, args, &config.clean)?;
        }
        let stop = progress.take(Event::Finished(&article.name.to_string_lossy())).is_break();
        match stop {
            true => Err(Error::new(Kind::Interrupted, "interrupted")),
            false => Ok(document),
        }
    };
    let done: Vec<Result<Document>> = chunk.par_iter().map(work).collect();
    let mut failed = false;
    for document in done {
        match document {
            Ok(document) => {
                if args.out.is_none() {
                    output::write(show(&document, args, &config.clean).as_bytes())?;
                }
                notices(&document, args);
            }
            Err(error) if error.kind() == Kind::Input => {
                output::error(&error);
                failed = true;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(failed)
}

fn notices(document: &Document, args: &Args) {
    if args.running.quiet {
        return;
    }
    let path = document.path.display();
    for notice in &document.notices {
        output::notice(&format!("{path}: {notice}"));
    }
    if document.body().all(|block| block.span.is_empty()) {
        output::notice(&format!("{path}: nothing to keep"));
    }
}

fn save(folder: &Path, name: &Path, document: &Document, args: &Args, options: &CleanOptions) -> Result<()> {
    let file = file(name, args);
    let text = show(document, args, options);
    write::place(folder, &file, |out| out.write_all(text.as_bytes()))
}

fn show(document: &Document, args: &Args, options: &CleanOptions) -> String {
    match (args.labels, args.explain) {
        (true, _) => labels(document),
        (_, true) => explained(document, options),
        _ => body(document),
    }
}

/// The article, a block a line.
fn body(document: &Document) -> String {
    let mut out = String::new();
    for block in document.body().filter(|block| !block.span.is_empty()) {
        out.push_str(document.slice(block.span));
        out.push('\n');
    }
    out
}

/// A letter for every line of the text that was read; those that no block covers hold nothing.
fn labels(document: &Document) -> String {
    let mut out = String::new();
    let (mut start, mut next) = (0, 0);
    for line in document.text.split_inclusive('\n') {
        let end = start + line.len();
        while document.blocks.get(next).is_some_and(|block| block.span.end <= start) {
            next += 1;
        }
        let covering = document.blocks.get(next).filter(|block| block.span.start < end);
        out.push(if covering.is_none_or(|block| block.role == Role::Body) { 'k' } else { 'd' });
        start = end;
    }
    out.push('\n');
    out
}

/// Every block: verdict, reason, line, text, parted by tabs; then every repair.
fn explained(document: &Document, options: &CleanOptions) -> String {
    let mut out = String::new();
    for block in document.blocks.iter().filter(|block| !block.span.is_empty()) {
        let pattern = options.pattern(document.slice(block.span), document.url.as_deref());
        let (verdict, reason) = match (block.role, pattern) {
            (Role::Body, Some((true, pattern))) => ("keep", format!("kept by your pattern `{pattern}`")),
            (Role::Boilerplate(Reason::User), Some((_, pattern))) => {
                ("drop", format!("dropped by your pattern `{pattern}`"))
            }
            (Role::Body, _) => ("keep", String::new()),
            (Role::Boilerplate(reason), _) => ("drop", explain(reason).to_owned()),
        };
        let line = document.place(block.span.start).line;
        let text: Vec<_> = document.slice(block.span).split_whitespace().collect();
        let text: String = text.join(" ").chars().filter(|c| !c.is_control()).collect();
        let _ = writeln!(out, "{verdict}\t{reason}\t{line}\t{text}");
    }
    for repair in &document.repairs {
        let Place { line, column } = repair.place;
        let column = column.map_or(String::new(), |column| format!(":{column}"));
        let (before, after) = (visible(&repair.before), visible(&repair.after));
        let _ = writeln!(out, "repair\t{}\t{line}{column}\t`{before}` -> `{after}`", repair.damage.name());
    }
    out
}

/// Text in which one sees what has no width and what breaks lines.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{300}'..='\u{36F}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use alinea::bitext::{Block, Kind, Span};

    use super::*;

    #[test]
    fn every_line_has_a_letter() {
        let block = |start, end, role| Block { span: Span::new(start, end), kind: Kind::Paragraph, role };
        let document = Document {
            text: "a\r\n\n b\nc\nd\n\n".into(),
            blocks: vec![
                block(0, 1, Role::Boilerplate(Reason::Separator)),
                block(5, 8, Role::Body),
                block(9, 10, Role::Boilerplate(Reason::Outside)),
            ],
            ..Document::default()
        };
        assert_eq!(labels(&document), "dkkkdk\n");
        assert_eq!(body(&document), "b\nc\n");
    }
}
