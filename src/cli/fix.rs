//! `alinea fix`: the safe suggestions of the rules, made in the files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use alinea::error::{Error, Kind, Result};
use alinea::flag::fix::{apply, fixes};
use alinea::read::{self, Input};
use alinea::repair::RepairOptions;
use alinea::{Config, Document, Entry, Lang, pipeline, write};

use super::inputs::{is_translation_file, nothing};
use super::living::Rules;
use super::{Outcome, output};

/// Applies what rules suggest where that is safe: one mark for two, no space before a mark, letters that were
/// decoded with the wrong character set.
///
/// Files are changed in place, whole or not at all, and keep their permissions. What is suppressed stays as it is.
/// Left alone, with a word: alignment files, files that are not UTF-8, that are packed, or that hold several articles; and passages
/// that do not stand in the file as they were read, such as those cut through by markup. A second run changes
/// nothing.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea fix --diff translated/                 what would be changed, as a unified diff
  alinea fix translated/ --select double-punct
  alinea fix --diff page.md | git apply         the same by other means")]
pub(crate) struct Args {
    /// Files, and folders to look for articles in.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Print the changes as a unified diff, and change nothing.
    #[arg(long)]
    diff: bool,
    /// Language of the files, as a BCP 47 tag; from the file or guessed where it is not given.
    #[arg(long, short, value_name = "LANG")]
    lang: Option<Lang>,
    #[command(flatten)]
    rules: Rules,
    /// Read this configuration, not the nearest `alinea.toml` at or above the first file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// No word on what is left alone, no summary: errors only.
    #[arg(long, short, help_heading = "Running")]
    quiet: bool,
}

/// Rounds over one file: what two suggestions overlap on, or uncover, is found in the next one.
const ROUNDS: usize = 8;

/// What is said of translation files.
const MADE: &str = "left alone: it is made from articles; mend these, and align anew";

pub(crate) fn run(args: Args) -> Result<Outcome> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Error::usage("standard input cannot be changed in place")
            .hint("name files; `alinea flag` reads standard input"));
    }
    let mut config = match (&args.config, args.paths.first()) {
        (Some(path), _) => Config::load(path)?,
        (None, first) => Config::for_input(first.map_or(Path::new("."), PathBuf::as_path))?,
    };
    args.rules.add_to(&mut config.flag)?;
    // What is written back must be what stands in the file.
    config.repair = RepairOptions::default();
    let found = read::documents(&args.paths, &config.read, None)?;
    let (mut lost, mut changes, mut changed) = (false, 0, 0);
    // Broken records are no matter of ours: their files are left alone anyway.
    for failure in found.failures.iter().filter(|failure| failure.line.is_none()) {
        output::notice(&format!("{}: {}", failure.path.display(), failure.message));
        lost = true;
    }
    let say = |message: String| {
        if !args.quiet {
            output::notice(&message);
        }
    };
    for notice in &found.skipped {
        let why = if is_translation_file(&notice.path) { MADE } else { &notice.message };
        say(format!("{}: {why}", notice.path.display()));
    }
    if found.articles.is_empty() && found.failures.is_empty() {
        return Err(nothing());
    }
    let mut several = BTreeSet::new();
    for article in &found.articles {
        let Input { path, record, lang } = &article.input;
        if record.is_some() {
            if several.insert(path) {
                say(format!("{}: left alone: it holds several articles", path.display()));
            }
            continue;
        }
        if write::is_aligned(path) {
            say(format!("{}: {MADE}", path.display()));
            continue;
        }
        let fixed = match pipeline::guarded(path, || file(path, args.lang.or(*lang), &config, &say)) {
            Ok(Some(fixed)) => fixed,
            Ok(None) => continue,
            Err(error) => {
                output::error(&error);
                lost = true;
                continue;
            }
        };
        if args.diff {
            output::write(diff(path, &fixed).as_bytes())?;
        } else if let Err(error) = replace(path, &fixed.after) {
            output::error(&error);
            lost = true;
            continue;
        }
        changes += fixed.changes;
        changed += 1;
    }
    let done = if args.diff { "would make" } else { "made" };
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    say(format!("{done} {} in {}", count(changes, "change"), count(changed, "file")));
    Ok(if lost { Outcome::SomeFailed } else { Outcome::Clean })
}

/// A file before and after.
struct Fixed {
    before: String,
    after: String,
    changes: usize,
}

/// What becomes of a file; `None` if it stays as it is. What is left alone is told to `say`.
fn file(path: &Path, lang: Option<Lang>, config: &Config, say: &dyn Fn(String)) -> Result<Option<Fixed>> {
    let bytes = fs::read(path).map_err(|cause| Error::input(path, "cannot read").because(cause))?;
    let left = |why: &str| say(format!("{}: left alone: {why}", path.display()));
    let Ok(before) = String::from_utf8(bytes) else {
        left("it is not UTF-8, or packed");
        return Ok(None);
    };
    let mut now = before.clone();
    let (mut changes, mut unplaced) = (0, Vec::new());
    for _ in 0..ROUNDS {
        let document = article(path, &now, config)?;
        if document.encoding != "UTF-8" {
            left(&format!("it says that it is in {}", document.encoding));
            return Ok(None);
        }
        let mark = if now.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let Entry { bitext, flags, notices, .. } = pipeline::alone(document, lang, config);
        if changes == 0 {
            for notice in notices {
                say(format!("{}: {}", path.display(), notice.message));
            }
        }
        let document = &bitext.target().document;
        let found = fixes(document, &now[mark..], &flags);
        let place = |&at: &usize| document.place(at).line;
        unplaced = found.unplaced.iter().map(place).collect();
        if found.in_file.is_empty() {
            break;
        }
        let next = format!("{}{}", &now[..mark], apply(&now[mark..], &found.in_file));
        // The proof of the change: read again, the text is the one that was meant.
        let again = article(path, &next, config)?;
        if again.text != apply(&document.text, &found.in_text) || again.blocks.len() != document.blocks.len()
        {
            left("its text would become another one than was meant");
            return Ok(None);
        }
        changes += found.in_file.len();
        now = next;
    }
    unplaced.dedup();
    for line in unplaced {
        let place = format!("{}:{line}", path.display());
        say(format!("{place}: left alone: the passage does not stand in the file as it is read"));
    }
    Ok((changes > 0).then_some(Fixed { before, after: now, changes }))
}

fn article(path: &Path, text: &str, config: &Config) -> Result<Document> {
    let bytes = text.as_bytes().to_vec();
    let mut document = read::read_bytes_with(path, None, bytes, false, &config.read)?;
    document.path = path.to_owned();
    Ok(document)
}

/// Puts the new text in the place of the file: whole or not at all.
fn replace(path: &Path, text: &str) -> Result<()> {
    // Through a link, the file that it leads to is changed, and the link stays.
    let target =
        fs::canonicalize(path).map_err(|cause| Error::input(path, "cannot find it").because(cause))?;
    let cannot = |cause: std::io::Error| {
        Error::new(Kind::Output, "cannot change the file").at(path).because(cause).hint("it is as it was")
    };
    let permissions = fs::metadata(&target).map_err(cannot)?.permissions();
    if permissions.readonly() {
        return Err(Error::output(path, "the file is read-only").hint("make it writable first"));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".alinea-").tempfile_in(folder).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    file.as_file().set_permissions(permissions).map_err(cannot)?;
    file.persist(&target).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// A name in the header of a diff: in quotes and escaped as git does it, where it holds what would end the line.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| {
        c.is_control() || matches!(c, '"' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    }) {
        return name.to_owned();
    }
    let mut quoted = String::from("\"");
    for byte in name.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            _ => quoted += &format!("\\{byte:03o}"),
        }
    }
    quoted + "\""
}

/// A unified diff that `git apply` and `patch -p1` take.
fn diff(path: &Path, fixed: &Fixed) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.trim_start_matches("./");
    let (old, new) = match name.starts_with('/') {
        true => (name.to_owned(), name.to_owned()),
        false => (format!("a/{name}"), format!("b/{name}")),
    };
    let diff = similar::TextDiff::from_lines(&fixed.before, &fixed.after);
    diff.unified_diff().context_radius(1).header(&quoted(&old), &quoted(&new)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_the_line_of_a_diff() {
        assert_eq!(quoted("a/über uns.md"), "a/über uns.md");
        assert_eq!(quoted("a/x\n+++ b"), "\"a/x\\012+++ b\"");
        assert_eq!(quoted("a/\"é\u{202e}"), r#""a/\"\303\251\342\200\256""#);
    }
}
