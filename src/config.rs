//! `alinea.toml`: the sum of the stages' own options, and what is written where.
//!
//! Order of precedence: the defaults, then the nearest `alinea.toml` at or above the input, then the
//! command line. A key that we do not know, a wrong type or a bad value is an error with file, line and
//! the nearest key.

mod said;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::align::AlignOptions;
use crate::clean::CleanOptions;
use crate::embed::EmbedOptions;
use crate::error::{Error, Kind, Result};
use crate::flag::{ACCEPTED, Accepted, FlagOptions, Suppressions, advice};
use crate::learn::LearnOptions;
use crate::lexicon::LexiconOptions;
use crate::rate::RateOptions;
use crate::read::ReadOptions;
use crate::repair::RepairOptions;
use crate::split::SplitOptions;
use crate::tag::TagOptions;

/// Name of the configuration file.
pub const FILE: &str = "alinea.toml";

/// Everything that a user may set; one field a stage.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// `[read]`
    pub read: ReadOptions,
    /// `[clean]`
    pub clean: CleanOptions,
    /// `[repair]`
    pub repair: RepairOptions,
    /// `[split]`
    pub split: SplitOptions,
    /// `[tag]`
    pub tag: TagOptions,
    /// `[lexicon]`
    pub lexicon: LexiconOptions,
    /// `[learn]`
    pub learn: LearnOptions,
    /// `[embed]`
    pub embed: EmbedOptions,
    /// `[align]`
    pub align: AlignOptions,
    /// `[flag]`
    pub flag: FlagOptions,
    /// `[rate]`
    pub rate: RateOptions,
    /// What marks flags: the entries of `[[flag.suppress]]`, and the file of accepted flags, read.
    #[serde(skip)]
    pub suppressions: Suppressions,
    /// The file that it was read from.
    #[serde(skip)]
    pub path: Option<PathBuf>,
}

impl Config {
    /// The configuration for an input: the nearest `alinea.toml` in its folder or one above, or the defaults.
    ///
    /// # Errors
    /// If the file cannot be read, or holds something that we do not understand.
    pub fn for_input(input: &Path) -> Result<Config> {
        match find(input, FILE) {
            Some(path) => Self::load(&path),
            None => {
                let mut config = Self::default();
                if let Some(path) = find(input, ACCEPTED) {
                    config.accept(path)?;
                }
                Ok(config)
            }
        }
    }

    /// The configuration in a file.
    ///
    /// # Errors
    /// If the file cannot be read, or holds something that we do not understand.
    pub fn load(path: &Path) -> Result<Config> {
        let text = std::fs::read_to_string(path).map_err(|cause| {
            Error::new(Kind::Config, "cannot read the configuration").at(path).because(cause)
        })?;
        let mut config = Self::parse(&text).map_err(|error| error.at(path))?;
        config.suppressions =
            Suppressions::new(&config.flag.suppress, path).map_err(|error| error.at(path))?;
        config.path = Some(path.to_owned());
        let folder = path.parent().unwrap_or(Path::new(""));
        config.accept(folder.join(&config.flag.accepted))?;
        Ok(config)
    }

    /// Reads the file of accepted flags; one that is not there holds none.
    fn accept(&mut self, path: PathBuf) -> Result<()> {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(cause) => {
                let error = Error::new(Kind::Config, "cannot read the file of accepted flags");
                return Err(error.at(&path).because(cause));
            }
        };
        self.suppressions.accepted = Accepted::parse(&text).map_err(|error| error.at(&path))?;
        self.suppressions.accepted_path = path;
        Ok(())
    }

    /// The configuration in a text, in TOML.
    ///
    /// # Errors
    /// If it is no TOML, or holds a key, a type or a value that we do not understand.
    ///
    /// ```
    /// let error = alinea::Config::parse("[learn]\nround = 2\n").unwrap_err();
    /// assert_eq!(error.line_number(), Some(2));
    /// assert_eq!(error.advice(), Some("did you mean `rounds`?"));
    /// ```
    pub fn parse(text: &str) -> Result<Config> {
        let mut config: Config = toml::from_str(text).map_err(|cause| {
            let message = cause.message().lines().next().unwrap_or("not understood");
            let start = cause.span().map(|span| span.start.min(text.len()));
            let (message, hint) = said::said(message, text, start.unwrap_or_default());
            let mut error = Error::new(Kind::Config, message);
            if let Some(start) = start {
                let before = text.get(..start).unwrap_or(text);
                error = error.line(1 + before.bytes().filter(|&byte| byte == b'\n').count() as u64);
            }
            hint.into_iter().fold(error, Error::hint)
        })?;
        let lines = suppress_lines(text);
        for (entry, line) in config.flag.suppress.iter_mut().zip(&lines) {
            entry.line = *line;
        }
        config.suppressions = Suppressions::new(&config.flag.suppress, Path::new(""))?;
        match config.flag.unknown().into_iter().next() {
            None => Ok(config),
            Some((name, meant)) => {
                let last = name.rsplit('.').next().unwrap_or(&name);
                // The name as a whole, not as a part of another one.
                let holds = |line: &str| {
                    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                    line.split(|c| !part(c)).any(|word| word == last)
                };
                let line = text.lines().position(holds).map_or(1, |line| line as u64 + 1);
                let hint = meant.map_or_else(|| advice(None), |meant| format!("did you mean `{meant}`?"));
                Err(Error::new(Kind::Config, format!("there is no rule or limit `{name}`"))
                    .line(line)
                    .hint(hint))
            }
        }
    }

    /// As TOML, every key with its value.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

/// The lines on which the entries `[[flag.suppress]]` begin, 1-based.
fn suppress_lines(text: &str) -> Vec<usize> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Root {
        flag: Flag,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Flag {
        suppress: Vec<toml::Spanned<serde::de::IgnoredAny>>,
    }
    let root: Root = toml::from_str(text).unwrap_or_default();
    let line = |at: usize| 1 + text.bytes().take(at).filter(|&byte| byte == b'\n').count();
    root.flag.suppress.iter().map(|entry| line(entry.span().start)).collect()
}

/// The nearest file of that name, from the folder of `input` upward.
fn find(input: &Path, name: &str) -> Option<PathBuf> {
    let absolute = std::path::absolute(input).ok()?;
    let folder = if absolute.is_dir() { absolute.as_path() } else { absolute.parent()? };
    let found = folder.ancestors().map(|folder| folder.join(name)).find(|path| path.is_file())?;
    Some(from_here(&found).unwrap_or(found))
}

/// An absolute path as seen from the working folder, where one lies below the other: reports name it, and are to
/// be the same on every machine.
fn from_here(path: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    if let Ok(below) = path.strip_prefix(&here) {
        return Some(below.to_owned());
    }
    let below = here.strip_prefix(path.parent()?).ok()?;
    Some(below.components().map(|_| "..").collect::<PathBuf>().join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_survive_a_round_trip() {
        let config = Config::default();
        assert_eq!(Config::parse(&config.to_toml()).unwrap(), config);
    }

    #[test]
    fn names_line_and_nearest_key() {
        let error = Config::parse("\n[flagg]\n").unwrap_err();
        assert_eq!((error.line_number(), error.advice()), (Some(2), Some("did you mean `flag`?")));
    }

    #[test]
    fn refuses_a_rule_that_does_not_exist() {
        let error = Config::parse("[flag]\nignore = [\"repeted-phrase\"]\n").unwrap_err();
        assert_eq!((error.line_number(), error.advice()), (Some(2), Some("did you mean `repeated-phrase`?")));
    }

    #[test]
    fn names_the_line_of_a_suppression() {
        let text = "[[flag.suppress]]\nrule = \"mojibake\"\n\n[[flag.suppress]]\npath = \"*.md\"\n";
        let config = Config::parse(text).unwrap();
        let lines: Vec<usize> = config.flag.suppress.iter().map(|entry| entry.line).collect();
        assert_eq!(lines, [1, 4]);
        let text = "[[flag.suppress]]\nlang = \"de\"\nrule = [\"mojibake\", \"doubled-words\"]\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!((error.line_number(), error.advice()), (Some(3), Some("did you mean `doubled-word`?")));
        assert_eq!(
            Config::parse("\n[[flag.suppress]]\nreason = \"x\"\n").unwrap_err().line_number(),
            Some(2)
        );
    }

    #[test]
    fn names_the_line_of_a_wrong_type() {
        for (text, line, message) in [
            (
                "[learn]\n\nrounds = \"three\"\n",
                3,
                "`rounds` in `[learn]`: expected a whole number from 0 on, but found `\"three\"`",
            ),
            (
                "[read]\nmax-mib = -1",
                2,
                "`max-mib` in `[read]`: expected a whole number from 0 on, but found `-1`",
            ),
            ("read = 1\n", 1, "`read`: expected a table, but found `1`"),
            (
                "[flag.severity]\nmojibake = \"fatal\"\n",
                2,
                "`mojibake` in `[flag.severity]`: expected one of `info`, `hint`, `warning`, `error`, but found `fatal`",
            ),
            (
                "[clean]\ndrop = [\n  1,\n]\n",
                3,
                "`drop` in `[clean]`: expected text in quotation marks, but found `1`",
            ),
            (
                "[flag]\nselect = \"x\"\n",
                2,
                "`select` in `[flag]`: expected a list, such as `[\"x\"]`, but found `\"x\"`",
            ),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert_eq!((error.line_number(), error.message().as_str()), (Some(line), message));
        }
    }

    #[test]
    fn the_nearest_file_upward_wins() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(folder.path().join(FILE), "[learn]\nrounds = 1\n").unwrap();
        std::fs::write(folder.path().join("a").join(FILE), "[learn]\nrounds = 2\n").unwrap();
        assert_eq!(Config::for_input(&deep).unwrap().learn.rounds, 2);
        assert_eq!(Config::for_input(folder.path()).unwrap().learn.rounds, 1);
    }
}
