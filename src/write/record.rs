//! The record of the canonical format: one line of a JSONL file, version 1.
//!
//! The shape is a promise to those who read it: every key stands on every line, null or empty where there
//! is nothing to say, and each has one type. It is written apart from the nouns, so that these may change.
//! Characters are Unicode scalar values; lines and columns are 1-based; numbers of sentences, beads and
//! blocks are 0-based; shares are rounded to four decimals.

use std::path::{Component, Path};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bitext::{Kind, Layout, Reason, Severity, Side, SuppressedIn};
use crate::lang::Lang;

/// The version of the shape.
pub const VERSION: u32 = 1;

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// The article as a whole; the first line of each article.
    Document,
    /// Sentences of the source with the sentences of the target that translate them; either side may be empty.
    Bead,
    /// A passage that stands in another place on the other side; its sentences are in null beads as well.
    Move,
    /// A block of the page that is not part of the article.
    Boilerplate,
}

/// One line of an alinea JSONL file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Version of this shape: 1.
    pub version: u32,
    /// What the line holds.
    pub kind: RecordKind,
    /// Name of the article, `/` between folders.
    pub article: String,
    /// Language of the original; null where the original is not at hand.
    pub source_lang: Option<Lang>,
    /// Language of the translation.
    pub target_lang: Lang,
    /// File of the original.
    pub source_path: Option<String>,
    /// File of the translation.
    pub target_path: String,
    /// Number of the bead, 0-based; null on other lines.
    pub bead: Option<usize>,
    /// Sentences of the original; for boilerplate the block; empty on the document line.
    pub source: Vec<Segment>,
    /// Sentences of the translation; for boilerplate the block; empty on the document line.
    pub target: Vec<Segment>,
    /// How likely the bead or move is right, 0..=1; null on other lines and where there is no original.
    pub confidence: Option<f64>,
    /// How likely the bead, or the document, is worth a look; null where it was not asked for.
    pub score: Option<ScoreRecord>,
    /// What a scorer of the user's says; null where none was asked.
    pub rating: Option<RatingRecord>,
    /// Why the block is not part of the article; null on other lines.
    pub reason: Option<Reason>,
    /// Findings in the bead, in the block, or in the document as a whole.
    pub flags: Vec<FlagRecord>,
    /// What is known of the article as a whole; null on other lines.
    pub document: Option<DocumentRecord>,
}

/// A sentence, or a block of boilerplate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// Number of the sentence in its text, 0-based; null for boilerplate.
    pub sentence: Option<usize>,
    /// The text as it stands in the file that was read, line breaks included.
    pub text: String,
    /// Line in the file that was read, 1-based.
    pub line: usize,
    /// Column in the file that was read, 1-based; null where only the line is known.
    pub column: Option<usize>,
    /// Language of the sentence; null where it was not tagged.
    pub lang: Option<Lang>,
    /// How sure that is, 0..=1.
    pub lang_confidence: Option<f64>,
    /// Number of the block in its text, 0-based; blank blocks are not counted.
    pub block: usize,
    /// What the block is on the page.
    pub block_kind: Kind,
    /// Runs of code in it, which are neither flagged nor scored: the first character and one past the last of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<[usize; 2]>,
}

/// A score and what it is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreRecord {
    /// 0..=1, higher is worse.
    pub value: f64,
    /// The features that add most, the largest first.
    pub why: Vec<ShareRecord>,
}

/// What one feature adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareRecord {
    /// The feature and its value, in words.
    pub what: String,
    /// What it adds to the logit of the score.
    pub weight: f64,
}

/// A passage: from a character of one sentence up to and without a character of the same or a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Number of the sentence that it begins in; null where it lies in a block of boilerplate.
    pub sentence: Option<usize>,
    /// Characters of that sentence, or of the block, before it.
    pub start: usize,
    /// Number of the sentence that it ends in.
    pub end_sentence: Option<usize>,
    /// Characters of the last sentence, or of the block, up to its end.
    pub end: usize,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FlagRecord {
    /// Id of the rule, as in the catalogue.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Which side it lies on.
    pub side: Side,
    /// Where in the sentences.
    #[serde(flatten)]
    pub passage: Passage,
    /// Line in the file that was read, 1-based.
    pub line: usize,
    /// Column, 1-based; null where only the line is known.
    pub column: Option<usize>,
    /// Line of its end.
    pub end_line: usize,
    /// Column one past its last character; null where only the line is known.
    pub end_column: Option<usize>,
    /// The flagged text.
    pub text: String,
    /// What it was compared with on the other side.
    pub counterpart: Option<Passage>,
    /// Why, in the reader's words.
    pub message: String,
    /// What to put in its place, where that is safe.
    pub suggestion: Option<String>,
    /// Name of the finding that survives edits elsewhere.
    pub fingerprint: String,
    /// Why it does not count; null where it does.
    pub suppressed: Option<SuppressionRecord>,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SuppressionRecord {
    /// Where that is said.
    pub by: SuppressedIn,
    /// What says so.
    pub reason: String,
    /// The file that says so.
    pub path: String,
    /// Its line, 1-based; 0 for a flag that the run itself accepted.
    pub line: usize,
}

/// What a scorer of the user's says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RatingRecord {
    /// What the scorer is called.
    pub scorer: String,
    /// How good it finds the bead, or on the document line the mean over all, 0..=1; 1 is best.
    pub score: f64,
}

/// What is known of the article as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRecord {
    /// How the files of the article lie.
    #[serde(with = "layout")]
    #[schemars(with = "LayoutRecord")]
    pub layout: Layout,
    /// The original.
    pub source: Option<SideRecord>,
    /// The translation.
    pub target: SideRecord,
    /// What a reader should know about how it was made.
    pub notices: Vec<NoticeRecord>,
}

/// What is known of one side as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SideRecord {
    /// The address that the file itself names.
    pub url: Option<String>,
    /// The title that the markup declares.
    pub title: Option<String>,
    /// The language that the file declares.
    pub declared: Option<Lang>,
    /// Character encoding that it was read in, as of the WHATWG standard.
    pub encoding: String,
}

/// Something a reader should know that is neither a flag nor a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeRecord {
    /// The file that it is about.
    pub path: String,
    /// One line.
    pub message: String,
}

/// How the files of an article lie.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum LayoutRecord {
    /// A folder per article.
    Folder,
    /// Flat names.
    Flat,
}

mod layout {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Layout, LayoutRecord};

    pub(super) fn serialize<S: Serializer>(layout: &Layout, to: S) -> Result<S::Ok, S::Error> {
        match layout {
            Layout::Folder => LayoutRecord::Folder,
            Layout::Flat => LayoutRecord::Flat,
        }
        .serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Layout, D::Error> {
        Ok(match LayoutRecord::deserialize(from)? {
            LayoutRecord::Folder => Layout::Folder,
            LayoutRecord::Flat => Layout::Flat,
        })
    }
}

/// The published JSON Schema of [`Record`], pretty, with a line break at its end.
pub fn schema() -> String {
    published::<Record>("https://alinea.invalid/schema/alinea-v1.schema.json")
}

/// The schema of what is written as `T`: every key is required.
pub(crate) fn published<T: JsonSchema>(id: &str) -> String {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".into(), id.into());
    // A schema is a JSON value: writing it to memory cannot fail.
    format!("{:#}\n", schema.as_value())
}

/// A share or weight as it is written: four decimals, which is finer than anything it could mean, so that
/// files do not differ in noise. What is not a number is written as 0.
pub(crate) fn rounded(value: f32) -> f64 {
    if !value.is_finite() {
        return 0.0;
    }
    let rounded = (f64::from(value) * 1e4).round() / 1e4;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A path as it is written everywhere: `/` between folders, whatever the system.
pub(crate) fn slashed(path: &Path) -> String {
    let mut written = String::new();
    for part in path.components() {
        if !written.is_empty() && !written.ends_with('/') {
            written.push('/');
        }
        match part {
            Component::RootDir => written.push('/'),
            part => written.push_str(&part.as_os_str().to_string_lossy()),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_stable_when_read_back() {
        for value in [0.0, 1.0, 0.12345, 0.99995, -0.00001, 1e-9, f32::NAN, f32::INFINITY, 123_456.78] {
            let once = rounded(value);
            assert_eq!(rounded(once as f32), once, "{value}");
        }
    }

    #[test]
    fn every_key_is_required_in_the_schema() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        let required = schema["required"].as_array().unwrap();
        assert_eq!(required.len(), schema["properties"].as_object().unwrap().len());
    }
}
