//! Marks the flags that are not to count, with the reason: nothing is dropped.
//!
//! Three may say so, asked in this order: a comment before the block (`<!-- alinea: ignore RULE -->`), an entry
//! `[[flag.suppress]]` of the configuration, and a file of accepted flags ([`Accepted`]). Beside them a baseline
//! tells which flags are known. A comment that is not understood, or has nothing to suppress, becomes a notice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder};
use serde::de::{self, IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::accepted::Accepted;
use super::{FlagOptions, RULES, advice, nearest, rule};
use crate::bitext::{
    Block, Directive, Document, Entry, Flag, Notice, Role, Side, SuppressedIn, Suppression, fingerprints,
};
use crate::error::{Error, Kind, Result};
use crate::lang::Lang;

/// An entry `[[flag.suppress]]`: flags that fit all that it names do not count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suppress {
    /// These rules, one or a list; empty: any.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<String>,
    /// Files that this pattern fits, below the folder of the configuration: `drafts/**`, `*.md`. A pattern
    /// without `/` fits names at any depth; one that fits a folder, and names it without wildcards, fits all below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Texts in these languages, one or a list; empty: any.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub lang: Vec<Lang>,
    /// Why, for those who read the reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The line of the configuration on which it begins, 1-based; 0 where it was not read from a file.
    #[serde(skip)]
    pub line: usize,
}

/// One value, or a list of them.
fn one_or_many<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Names<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Names<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a name, or a list of them")
        }

        fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
            Ok(vec![T::deserialize(name.into_deserializer())?])
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, names: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(de::value::SeqAccessDeserializer::new(names))
        }
    }
    from.deserialize_any(Names(PhantomData))
}

/// All that marks flags, ready to be asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suppressions {
    entries: Vec<(Suppress, Option<Glob>)>,
    /// The configuration that they stand in.
    config: PathBuf,
    /// Flags that were accepted one by one.
    pub accepted: Accepted,
    /// The file of accepted flags, there or not; empty: nobody said where it is.
    pub accepted_path: PathBuf,
    /// Fingerprints that the baseline of the run knows; `None` without a baseline.
    pub baseline: Option<BTreeSet<String>>,
}

impl Suppressions {
    /// Makes the entries of the configuration at `config` ready; an empty path stands for none.
    ///
    /// # Errors
    /// If an entry names nothing at all, or a pattern that is none.
    pub fn new(entries: &[Suppress], config: &Path) -> Result<Self> {
        let ready = |entry: &Suppress| {
            let wrong = |message: String| Error::new(Kind::Config, message).line(entry.line.max(1) as u64);
            if entry.rule.is_empty() && entry.path.is_none() && entry.lang.is_empty() {
                return Err(wrong("this entry of `flag.suppress` would suppress every flag".into())
                    .hint("give it a `rule`, a `path` or a `lang`"));
            }
            if let Some(path) = entry.path.as_ref().filter(|path| path.starts_with(['/', '\\'])) {
                let below = path.trim_start_matches(['/', '\\']);
                return Err(wrong(
                    "`path` is one below the folder of the configuration, and fits nothing else".into(),
                )
                .hint(format!("write it without the first `/`, as seen from there: `{below}`")));
            }
            let long = |path: &&String| path.is_empty() || path.len() > LONGEST;
            if let Some(path) = entry.path.as_ref().filter(long) {
                let found = path.len();
                return Err(wrong(format!("`path` has {found} bytes, which no pattern of a path has"))
                    .hint("patterns are like `drafts/**/*.md`; without `path` an entry is for all files"));
            }
            let glob = entry.path.as_ref().map(|pattern| glob(pattern)).transpose().map_err(|cause| {
                wrong("`path` is no pattern".into()).because(cause).hint("patterns are like `drafts/**/*.md`")
            })?;
            Ok((entry.clone(), glob))
        };
        let entries = entries.iter().map(ready).collect::<Result<_>>()?;
        Ok(Self { entries, config: config.to_owned(), ..Self::default() })
    }

    /// What is not to count of the flags on one file.
    fn on(&self, document: &Document, lang: Lang) -> Vec<&Suppress> {
        let path = below(&document.path, self.config.parent().unwrap_or(Path::new("")));
        self.entries
            .iter()
            .filter(|(entry, glob)| {
                (entry.lang.is_empty() || entry.lang.iter().any(|wanted| wanted.same_language(&lang)))
                    && glob.as_ref().is_none_or(|glob| glob.compile_matcher().is_match(&path))
            })
            .map(|(entry, _)| entry)
            .collect()
    }
}

/// Bytes of a pattern at most: what is made of longer ones may be too large to match with.
const LONGEST: usize = 4096;

/// The pattern ready to be asked; whether a path without wildcards names a file or a folder cannot be told, so that it
/// fits both.
fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let plain = !pattern.contains(['*', '?', '[', ']', '{', '}', '\\']);
    let pattern = if plain { pattern.trim_end_matches('/') } else { pattern };
    let whole = if pattern.contains('/') { pattern.to_owned() } else { format!("**/{pattern}") };
    let whole = if plain { format!("{whole}{{,/**}}") } else { whole };
    GlobBuilder::new(&whole).literal_separator(true).empty_alternates(true).build()
}

/// A path as seen from the folder of the configuration, so that it does not matter where the program is run.
fn below(path: &Path, folder: &Path) -> PathBuf {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let plain = |path: PathBuf| {
        path.components().fold(PathBuf::new(), |mut plain, part| {
            match part {
                Component::CurDir => {}
                Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
                part => plain.push(part),
            }
            plain
        })
    };
    let (full, folder) = (plain(absolute(path)), plain(absolute(folder)));
    full.strip_prefix(folder).map_or_else(|_| plain(path.to_owned()), Path::to_owned)
}

/// Marks the flags of an entry and adds what is to be said of its comments to its notices. Total.
///
/// `carried` holds, by fingerprint, what earlier comments suppressed in an article whose markup is not at hand
/// any more: an alignment file that is read back.
pub fn suppress(
    entry: &mut Entry,
    suppressions: &Suppressions,
    options: &FlagOptions,
    carried: &BTreeMap<String, Suppression>,
) {
    for side in [Side::Source, Side::Target] {
        comments(entry, side, options);
        let text = entry.bitext.side(side);
        let here = suppressions.on(&text.document, text.lang);
        for flag in entry.flags.iter_mut().filter(|flag| flag.side == side && flag.suppressed.is_none()) {
            let fits =
                |entry: &&&Suppress| entry.rule.is_empty() || entry.rule.iter().any(|rule| rule == flag.rule);
            flag.suppressed = here.iter().find(fits).map(|entry| Suppression {
                by: SuppressedIn::External,
                reason: entry.reason.clone().unwrap_or_else(|| "suppressed in the configuration".into()),
                path: suppressions.config.clone(),
                line: entry.line,
            });
        }
    }
    if entry.flags.is_empty()
        || suppressions.accepted.is_empty() && suppressions.baseline.is_none() && carried.is_empty()
    {
        return;
    }
    let fingerprints = fingerprints(entry);
    for (flag, fingerprint) in entry.flags.iter_mut().zip(fingerprints) {
        if flag.suppressed.is_none() {
            flag.suppressed = carried.get(&fingerprint).cloned();
        }
        if flag.suppressed.is_none()
            && let Some(line) = suppressions.accepted.get(&fingerprint)
        {
            flag.suppressed = Some(Accepted::suppression(&suppressions.accepted_path, line));
        }
        flag.known = suppressions.baseline.as_ref().map(|known| known.contains(&fingerprint));
    }
}

/// Follows the comments of one side.
fn comments(entry: &mut Entry, side: Side, options: &FlagOptions) {
    let alone = entry.bitext.is_alone();
    let document = &entry.bitext.side(side).document;
    for directive in &document.directives {
        let mut say = |what: String| {
            let message = format!("line {}: `alinea: {}` {what}", directive.line, directive.text);
            entry.notices.push(Notice { path: document.path.clone(), message });
        };
        let Some(named) = named(directive) else {
            say("is not understood; write `alinea: ignore`, or `alinea: ignore RULE, RULE`".into());
            continue;
        };
        let mut rules = Vec::new();
        for name in named {
            match rule(name) {
                Some(found) => rules.push(found),
                None => {
                    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
                    say(format!("names no rule by `{name}`: {}", advice(nearest(name, &ids))));
                }
            }
        }
        let all = directive.text == "ignore";
        if rules.is_empty() && !all {
            if directive.text.split([',', ' ']).filter(|word| !word.is_empty()).count() < 2 {
                say("names no rule; write `alinea: ignore`, or `alinea: ignore RULE, RULE`".into());
            }
            continue;
        }
        let number = document.blocks.partition_point(|block| block.span.end <= directive.offset);
        let Some(block) = document.blocks.get(number) else {
            say("stands before no text".into());
            continue;
        };
        let mut used = false;
        for flag in entry.flags.iter_mut().filter(|flag| flag.side == side && inside(flag, block)) {
            let named = rules.iter().any(|rule| rule.id == flag.rule);
            // What is said of the document as a whole has its place in some block, but is not about it.
            let whole = flag.bead.is_none() && block.role == Role::Body;
            if !named && (!all || whole) {
                continue;
            }
            used = true;
            flag.suppressed.get_or_insert_with(|| Suppression {
                by: SuppressedIn::Source,
                reason: format!("`alinea: {}` stands before it", directive.text),
                path: document.path.clone(),
                line: directive.line,
            });
        }
        // What did not run might have found something; without a rule, those are meant too that need the original.
        let ran = match all {
            true => !alone && RULES.iter().all(|rule| !rule.on || options.runs(rule)),
            false => rules.iter().all(|rule| options.runs(rule) && !(rule.needs_original && alone)),
        };
        if !used && ran {
            say("suppresses nothing: the block that follows has no such flag".into());
        }
    }
}

fn inside(flag: &Flag, block: &Block) -> bool {
    (block.span.start..block.span.end).contains(&flag.span.start)
}

/// The rules that a comment names; none for all; `None` if it says something else.
fn named(directive: &Directive) -> Option<Vec<&str>> {
    let mut words = directive.text.split([',', ' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    (words.next()? == "ignore").then(|| words.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_below_the_configuration() {
        let fits = |pattern: &str, path: &str| {
            let path = below(Path::new(path), Path::new("site"));
            glob(pattern).unwrap().compile_matcher().is_match(path)
        };
        assert!(fits("drafts/**", "site/drafts/a/b.md"));
        assert!(fits("*.md", "site/drafts/a/b.md"));
        assert!(!fits("drafts/*", "site/drafts/a/b.md"));
        assert!(fits("./a.txt", "site/a.txt") && fits("a.txt", "./site/./a.txt"));
        assert!(!fits("drafts/**", "other/drafts/b.md"));
        // A folder is all below it, with and without a slash behind it, at any depth where it is but a name.
        assert!(fits("drafts", "site/drafts/a/b.md") && fits("drafts/", "site/drafts/b.md"));
        assert!(fits("drafts/a", "site/drafts/a/b/c.md") && fits("a", "site/drafts/a/b.md"));
        assert!(fits("drafts/a.md", "site/drafts/a.md") && !fits("drafts/a", "site/drafts/a.md"));
        assert!(!fits("drafts", "site/drafts.md") && !fits("raft", "site/draft/b.md"));
        assert!(!fits("drafts/*", "site/drafts/a/b.md") && !fits("a/drafts", "site/drafts/a/b.md"));
        assert!(fits("drafts/**", "x/../site/drafts/b.md"));
    }

    #[test]
    fn an_entry_that_names_nothing_is_refused() {
        let entry = Suppress { line: 7, ..Suppress::default() };
        let error = Suppressions::new(&[entry], Path::new("alinea.toml")).unwrap_err();
        assert_eq!(error.line_number(), Some(7));
        let entry = Suppress { path: Some("a[".into()), line: 3, ..Suppress::default() };
        let error = Suppressions::new(&[entry], Path::new("alinea.toml")).unwrap_err();
        assert!(error.line_number() == Some(3) && error.advice().is_some(), "{error}");
        let entry = Suppress { path: Some("/drafts/*.md".into()), line: 5, ..Suppress::default() };
        let error = Suppressions::new(&[entry], Path::new("alinea.toml")).unwrap_err();
        assert!(
            error.line_number() == Some(5) && error.advice().unwrap().contains("`drafts/*.md`"),
            "{error}"
        );
    }
}
