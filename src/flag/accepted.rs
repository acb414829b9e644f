//! Files of fingerprints: flags that were accepted one by one, and baselines. Text in, text out.
//!
//! A line a flag, sorted, so that two people who accept different flags rarely touch the same line:
//! `3f2a9c41d0b7e655  double-punct  # two thirds of it.. An expert`. What stands behind `#` is for people and
//! stays as they wrote it; so do lines of comment, with the line below them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use crate::bitext::{Entry, Flag, SuppressedIn, Suppression, fingerprints};
use crate::error::{Error, Kind, Result};

/// Characters of an excerpt.
const EXCERPT: usize = 60;
/// Characters of it that may stand before the passage.
const BEFORE: usize = 20;

/// Flags by fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accepted {
    /// Lines of comment at the head of the file.
    head: Vec<String>,
    lines: BTreeMap<String, Line>,
    /// Lines of comment behind the last flag.
    tail: Vec<String>,
}

/// All but the fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    rule: String,
    note: String,
    above: Vec<String>,
    /// 1-based; 0 for one that was not read.
    number: usize,
}

impl Accepted {
    /// Reads a file.
    ///
    /// # Errors
    /// If a line is neither blank nor a comment nor a fingerprint with its rule: the line is named.
    ///
    /// ```
    /// use alinea::flag::Accepted;
    /// let file = "3f2a9c41d0b7e655  double-punct  # two thirds of it..\n";
    /// let accepted = Accepted::parse(file)?;
    /// assert_eq!(accepted.get("3f2a9c41d0b7e655"), Some(1));
    /// assert_eq!(accepted.to_string(), file);
    /// assert_eq!(Accepted::parse("\n<<<<<<<\n").unwrap_err().line_number(), Some(2));
    /// # Ok::<(), alinea::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let mut accepted = Self::default();
        let mut comments: Vec<String> = Vec::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                if accepted.lines.is_empty() {
                    accepted.head.append(&mut comments);
                }
                continue;
            }
            if line.starts_with('#') {
                comments.push(line.to_owned());
                continue;
            }
            let (flag, note) = line.split_once('#').unwrap_or((line, ""));
            let words: Vec<&str> = flag.split_whitespace().collect();
            let (fingerprint, rule) = match words[..] {
                [fingerprint, rule] if is_fingerprint(fingerprint) => (fingerprint, rule),
                _ => {
                    let message = "expected a fingerprint of 16 hexadecimal digits and the id of a rule";
                    return Err(Error::new(Kind::Config, message)
                        .line(index as u64 + 1)
                        .hint("write `3f2a9c41d0b7e655  double-punct  # excerpt`, as `--accept` does"));
                }
            };
            let line = Line {
                rule: rule.to_owned(),
                note: note.trim().to_owned(),
                above: std::mem::take(&mut comments),
                number: index + 1,
            };
            // Of a line that a merge has doubled, the first stays.
            accepted.lines.entry(fingerprint.to_owned()).or_insert(line);
        }
        accepted.tail = comments;
        Ok(accepted)
    }

    /// The line of a flag, 1-based (0 if it was not read from a file); `None` if it is not in it.
    pub fn get(&self, fingerprint: &str) -> Option<usize> {
        self.lines.get(fingerprint).map(|line| line.number)
    }

    /// Number of flags.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it holds no flag.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What an accepted flag is marked with; `line` is that of the file at `path`, 0 where it is still to be written.
    pub fn suppression(path: &Path, line: usize) -> Suppression {
        let reason = "accepted as it is".to_owned();
        Suppression { by: SuppressedIn::External, reason, path: path.to_owned(), line }
    }

    /// Adds the flags of an entry that `wanted` says; those that are in it stay as they are. Returns how many
    /// are new.
    pub fn add(&mut self, entry: &Entry, wanted: &dyn Fn(&Flag, &str) -> bool) -> usize {
        let before = self.lines.len();
        for (flag, fingerprint) in entry.flags.iter().zip(fingerprints(entry)) {
            if wanted(flag, &fingerprint) {
                self.lines.entry(fingerprint).or_insert_with(|| Line {
                    rule: flag.rule.to_owned(),
                    note: excerpt(entry, flag),
                    above: Vec::new(),
                    number: 0,
                });
            }
        }
        self.lines.len() - before
    }

    /// Takes out what `seen` does not hold; returns how many flags that were.
    pub fn prune(&mut self, seen: &BTreeSet<String>) -> usize {
        let before = self.lines.len();
        self.lines.retain(|fingerprint, _| seen.contains(fingerprint));
        before - self.lines.len()
    }

    /// Puts a line of comment at the head, if there is none.
    #[must_use]
    pub fn headed(mut self, comment: &str) -> Self {
        if self.head.is_empty() {
            self.head.push(format!("# {comment}"));
        }
        self
    }
}

/// As the file is written.
impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.head {
            writeln!(f, "{line}")?;
        }
        if !self.head.is_empty() {
            writeln!(f)?;
        }
        for (fingerprint, line) in &self.lines {
            for comment in &line.above {
                writeln!(f, "{comment}")?;
            }
            write!(f, "{fingerprint}  {}", line.rule)?;
            match line.note.is_empty() {
                true => writeln!(f)?,
                false => writeln!(f, "  # {}", line.note)?,
            }
        }
        for line in &self.tail {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// Whether a word has the form of a fingerprint: 16 hexadecimal digits, none a capital.
pub fn is_fingerprint(word: &str) -> bool {
    word.len() == 16 && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The passage and a little of what stands around it, on one line, whole words as far as they go.
fn excerpt(entry: &Entry, flag: &Flag) -> String {
    let text = &entry.bitext.side(flag.side).document.text;
    // A line may be a whole text: of it no more is looked at than could be shown.
    let line = |c: &char| *c != '\n';
    let before = text[..flag.span.start].chars().rev().take(BEFORE + 2 * WORD).take_while(line);
    let behind = text[flag.span.end..].chars().take(EXCERPT + 2 * WORD).take_while(line);
    let head = flag.span.start - before.map(char::len_utf8).sum::<usize>();
    let tail = flag.span.end + behind.map(char::len_utf8).sum::<usize>();
    let shown: String = whole_words(&text[head..tail], flag.span.start - head)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is shown of a line for a passage that begins at byte `at` of it: up to [`EXCERPT`] characters, cut between
/// words. A word longer than that is cut all the same.
fn whole_words(line: &str, at: usize) -> &str {
    let back = |most: usize| line[..at].char_indices().rev().take(most).last().map_or(at, |(start, _)| start);
    let earliest = back(BEFORE);
    // Words are looked for near the passage alone, and a line may be a whole text.
    let from = back(BEFORE + WORD);
    let begins = |&(start, word): &(usize, &str)| {
        (earliest..=at).contains(&start) && (start == at || word.starts_with(char::is_alphanumeric))
    };
    let until = line[at..].char_indices().nth(1).map_or(line.len(), |(next, _)| at + next);
    let words = line[from..until].split_word_bound_indices().map(|(start, word)| (from + start, word));
    let start = words.into_iter().find(begins).map_or(earliest, |(start, _)| start);
    let latest = line[start..].char_indices().nth(EXCERPT).map_or(line.len(), |(end, _)| start + end);
    let beyond = line[latest..].char_indices().nth(WORD).map_or(line.len(), |(end, _)| latest + end);
    let ends = |&(end, _): &(usize, &str)| end <= latest && end > at;
    let words = line[start..beyond].split_word_bound_indices().map(|(end, word)| (start + end, word));
    let end = words.rev().find(ends).map_or(latest, |(end, _)| end);
    if latest == line.len() { &line[start..] } else { &line[start..end] }
}

/// Characters around an excerpt among which a border between words is looked for.
const WORD: usize = 60;

/// Version of the reports and JSON lines that a baseline is read from.
const VERSION: u64 = 1;
/// What a baseline may be.
const FORMS: &str =
    "give a file that `--write-baseline` wrote, a `report.sarif`, `report.json` or `.jsonl` of alinea's";

/// The fingerprints in a baseline: a file as [`Accepted`] writes it, a SARIF or JSON report of ours, or JSON lines of
/// ours.
///
/// # Errors
/// If it is none of these, of another version, or empty, which a run that broke off leaves behind: with the line,
/// where one is to blame.
pub fn baseline(text: &str) -> Result<BTreeSet<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let wrong = |message: String| Error::new(Kind::Config, message);
    if text.trim().is_empty() {
        return Err(wrong("the baseline is empty".into())
            .hint("write it anew with `--write-baseline`, also where there is no flag to know"));
    }
    if !text.trim_start().starts_with('{') {
        return Ok(Accepted::parse(text)?.lines.into_keys().collect());
    }
    let mut found = BTreeSet::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let value = value.map_err(|cause| {
            wrong("the baseline is no JSON".into()).line(cause.line() as u64).because(cause).hint(FORMS)
        })?;
        let report = value["articles"].is_array();
        let ours = report
            || value["runs"].is_array()
            || value["flags"].is_array()
            // The score of a sentence or a page, among the flags.
            || (value["score"].is_number() && value["why"].is_array())
            || value["fingerprint"].as_str().is_some_and(is_fingerprint);
        if !ours {
            return Err(wrong("the baseline is JSON, but no report of flags".into()).hint(FORMS));
        }
        // What flags and segments are told in has no version; SARIF has its own, and one in the name of the fingerprint.
        let version = &value["version"];
        if !value["runs"].is_array() && (report || !version.is_null()) && version.as_u64() != Some(VERSION) {
            return Err(wrong(format!(
                "expected version {VERSION} of the report, but found {}",
                if version.is_null() { "none".into() } else { version.to_string() }
            ))
            .hint("give a report of this alinea, or a file that `--write-baseline` wrote"));
        }
        // Reports of before did not name what they counted: nothing would be known, and all flags new.
        let silent = value["articles"].as_array().is_some_and(|articles| {
            articles.iter().any(|article| {
                !article["fingerprints"].as_array().is_some_and(|names| names.iter().all(is_name))
            })
        });
        if silent {
            return Err(wrong("the report does not name its flags".into()).hint(
                "give a `report.json` of this version, the `report.sarif` of the same run, or a file that \
                 `--write-baseline` wrote",
            ));
        }
        collect(&value, &mut found);
    }
    Ok(found)
}

fn is_name(value: &Value) -> bool {
    value.as_str().is_some_and(is_fingerprint)
}

/// Every `fingerprint`, `alinea/v2` and `alinea/v1` (the same but for flags with a counterpart), and all of
/// `fingerprints`, in a value that the parser has bounded in depth.
fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if matches!(&**name, "fingerprint" | "alinea/v2" | "alinea/v1") => {
                        found.extend(is_fingerprint(text).then(|| text.clone()));
                    }
                    Value::Array(names) if name == "fingerprints" => {
                        let names = names.iter().filter_map(Value::as_str);
                        found.extend(names.filter(|name| is_fingerprint(name)).map(str::to_owned));
                    }
                    value => collect(value, found),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays() {
        let text = "# head\n\n# my reason\n0000000000000002  b  # note # more\n0000000000000001 a\n# last\n";
        let accepted = Accepted::parse(text).unwrap();
        let sorted =
            "# head\n\n0000000000000001  a\n# my reason\n0000000000000002  b  # note # more\n# last\n";
        assert_eq!(accepted.to_string(), sorted);
        assert_eq!(Accepted::parse(sorted).unwrap().to_string(), sorted);
        assert_eq!((accepted.len(), accepted.get("0000000000000002")), (2, Some(4)));
    }

    #[test]
    fn excerpts_begin_and_end_between_words() {
        let line = "Übermorgen reisen wiederum Abgeordnete nach Ungarn, wie das Innenministerium bekanntgegeben hat.";
        let shown = |at: &str| whole_words(line, line.find(at).unwrap()).trim();
        assert_eq!(shown("Ungarn"), "Abgeordnete nach Ungarn, wie das Innenministerium");
        assert_eq!(shown("Übermorgen"), "Übermorgen reisen wiederum Abgeordnete nach Ungarn, wie das");
        assert_eq!(shown("bekannt"), "Innenministerium bekanntgegeben hat.");
        // In the middle of a word, what is shown begins with the word where that is near.
        assert_eq!(shown("geordnete"), "reisen wiederum Abgeordnete nach Ungarn, wie das");
        let line = "議会は新しい市場広場の建設を否決した。";
        assert_eq!(whole_words(line, line.find("建設").unwrap()), line);
        let long = "x".repeat(200);
        assert_eq!(whole_words(&long, 100).len(), EXCERPT);
    }

    #[test]
    fn baselines_come_in_four_forms() {
        let one: BTreeSet<String> = ["00000000000000aa".to_owned()].into();
        for text in [
            "00000000000000aa rule\n",
            "{\"runs\": [{\"results\": [{\"partialFingerprints\": {\"alinea/v1\": \"00000000000000aa\"}}]}]}",
            "{\"runs\": [{\"results\": [{\"partialFingerprints\": {\"alinea/v2\": \"00000000000000aa\"}}]}]}",
            "{\"flags\": [{\"fingerprint\": \"00000000000000aa\"}]}\n{\"flags\": []}\n",
            "{\"fingerprint\": \"00000000000000aa\"}\n{\"score\": 0.5, \"why\": []}\n",
            "{\"version\": 1, \"articles\": [{\"fingerprints\": [\"00000000000000aa\"]}, {\"fingerprints\": []}]}",
        ] {
            assert_eq!(baseline(text).unwrap(), one, "{text}");
            assert_eq!(baseline(&format!("\u{feff}{text}")).unwrap(), one, "{text}");
        }
        for rubbish in [
            "{\"version\": 1, \"articles\": [{}]}",
            "{\"version\": 1, \"articles\": [1]}",
            "{\"version\": 1, \"articles\": [{\"fingerprints\": [\"zz\"]}]}",
            "{}",
            "{\"rule\": \"x\"}",
            "{\"fingerprint\": 1}",
            "{\"runs\": 5}",
        ] {
            assert!(baseline(rubbish).is_err(), "{rubbish}");
        }
        assert_eq!(baseline("{\"flags\": []}\n{\n").unwrap_err().line_number(), Some(3));
    }

    #[test]
    fn an_empty_baseline_is_a_slip_but_one_without_flags_is_not() {
        for text in ["", "\u{feff}", " \n"] {
            let error = baseline(text).unwrap_err();
            assert_eq!(error.message(), "the baseline is empty");
        }
        assert!(baseline(&Accepted::default().headed("Known.").to_string()).unwrap().is_empty());
        assert!(baseline("{\"version\": 1, \"articles\": []}").unwrap().is_empty());
    }

    #[test]
    fn reports_of_another_version_are_told_from_ours() {
        for (text, found) in [
            ("{\"version\": 2, \"articles\": []}", "found 2"),
            ("{\"version\": \"1\", \"articles\": []}", "found \"1\""),
            ("{\"articles\": []}", "found none"),
            ("{\"version\": 2, \"flags\": []}", "found 2"),
        ] {
            let error = baseline(text).unwrap_err();
            assert!(error.message().ends_with(found), "{text}: {error}");
        }
    }
}
