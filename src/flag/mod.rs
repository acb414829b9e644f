//! Flags: a bitext -> what reads garbled, and how likely each bead is worth a look.
//!
//! One file a rule in `rules`, one row in [`RULES`]. Rules look at the target; those that compare the sides are silent
//! where there is no original. The ranking score stands beside the rules and is never mixed with them.
//! Nothing here fails: odd text is data.

mod accepted;
mod cast;
pub mod catalogue;
#[doc(hidden)]
pub mod clause;
mod closing;
mod cover;
pub mod fix;
mod forms;
pub mod junction;
mod length;
mod moot;
mod negation;
mod number;
mod page;
mod rules;
pub mod score;
pub mod segments;
mod sides;
mod suppress;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use accepted::{Accepted, baseline, is_fingerprint};
pub use cover::coverage::{Coverage, Half};
pub use page::Page;
pub(crate) use rules::mojibake::misread;
pub use rules::rule::{Example, Limit, Limits, Rule};
pub use rules::{RULES, rule};
pub use sides::{Pair, Sides};
pub use suppress::{Suppress, Suppressions, suppress};
pub use words::{Case, Kind, Token, Words};

use crate::bitext::{Bitext, Flag, Score, Severity, Side, Span};
use crate::lexicon::Lexicon;
use score::features::{self, Counted, Features};

/// What the user may change about flagging.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FlagOptions {
    /// Only these rules; empty: all that are on by default.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// File of flags that were accepted one by one, as named from the folder of the configuration.
    pub accepted: String,
    /// Other severities, by rule.
    pub severity: BTreeMap<String, Severity>,
    /// Other limits, by rule and name of the limit.
    pub limits: BTreeMap<String, BTreeMap<String, f64>>,
    /// Flags that are found, counted and told, but do not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppress: Vec<Suppress>,
}

/// Name of the file of accepted flags, unless the configuration gives another.
pub const ACCEPTED: &str = "alinea.ignore";

impl Default for FlagOptions {
    /// All rules that are on, as they come.
    fn default() -> Self {
        Self {
            select: Vec::new(),
            ignore: Vec::new(),
            accepted: ACCEPTED.into(),
            severity: BTreeMap::new(),
            limits: BTreeMap::new(),
            suppress: Vec::new(),
        }
    }
}

impl FlagOptions {
    /// Names of rules and limits that do not exist, each with the one that was most likely meant, if any was.
    pub fn unknown(&self) -> Vec<(String, Option<&'static str>)> {
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        let mut unknown = Vec::new();
        let suppressed = self.suppress.iter().flat_map(|entry| &entry.rule);
        let named = self.select.iter().chain(&self.ignore).chain(suppressed);
        let named = named.chain(self.severity.keys()).chain(self.limits.keys());
        for name in named.filter(|name| rule(name).is_none()) {
            unknown.push((name.clone(), nearest(name, &ids)));
        }
        for (id, limits) in &self.limits {
            let Some(rule) = rule(id) else { continue };
            let names: Vec<&str> = rule.limits.iter().map(|limit| limit.name).collect();
            for name in limits.keys().filter(|name| !names.contains(&name.as_str())) {
                unknown.push((format!("{id}.{name}"), nearest(name, &names)));
            }
        }
        unknown
    }

    /// Whether a rule is asked.
    pub fn runs(&self, rule: &Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|id| id == rule.id);
        !named(&self.ignore) && if self.select.is_empty() { rule.on } else { named(&self.select) }
    }
}

/// How much a name has in common with one that is suggested in its place, at least: by the measure of Jaro and Winkler,
/// which gives `number` and `number-mismatch` .88, `nope` and `inconsistent-term` .64.
const ALIKE: f64 = 0.8;

/// The name that was most likely meant by `name`, whatever its case; `None` where none is like it.
///
/// ```
/// use alinea::flag::nearest;
/// assert_eq!(nearest("MOJIBAKE", &["url-email", "mojibake"]), Some("mojibake"));
/// assert_eq!(nearest("nope", &["inconsistent-term", "mojibake"]), None);
/// ```
pub fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let mut best = (None, ALIKE);
    for candidate in names {
        let likeness = strsim::jaro_winkler(&name, &candidate.to_lowercase());
        if likeness > best.1 {
            best = (Some(*candidate), likeness);
        }
    }
    best.0
}

/// What to do about a name that does not exist, in words.
pub fn advice(meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`? `alinea explain` lists all"),
        None => "`alinea explain` lists all rules".to_owned(),
    }
}

/// What flagging finds in one bitext.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Sorted by place on the target, then by rule.
    pub flags: Vec<Flag>,
    /// One a bead: how likely it is worth a look.
    pub scores: Vec<Score>,
    /// The whole document.
    pub score: Score,
}

/// Runs every rule that is on, in table order, and scores every bead against the others of its text. Total.
pub fn flag(bitext: &Bitext, lexicon: &Lexicon, options: &FlagOptions) -> Findings {
    flag_all(&[bitext], lexicon, options).pop().unwrap_or_default()
}

/// The same for several texts of one pair of languages, all with or all without an original: a bead is scored
/// against all of them, so that what is usual among them does not count. In parallel; one result a text.
pub fn flag_all(bitexts: &[&Bitext], lexicon: &Lexicon, options: &FlagOptions) -> Vec<Findings> {
    let (mut flags, mut counted): (Vec<_>, Vec<_>) =
        bitexts.par_iter().map(|bitext| found(bitext, lexicon, options)).unzip();
    features::place(&mut counted);
    let texts = bitexts.iter().zip(score::scores(bitexts, &counted)).zip(&mut flags);
    texts
        .map(|((bitext, mut scores), flags)| {
            for (bead, score) in bitext.beads().iter().zip(&mut scores) {
                let span = bitext.span(bead, Side::Target);
                if span.is_some_and(|span| bitext.target().document.is_code(span)) {
                    *score = Score::default();
                }
            }
            let score = score::document(bitext, &scores);
            Findings { flags: std::mem::take(flags), scores, score }
        })
        .collect()
}

/// What the rules find in one text, and what is counted for its scores.
fn found(bitext: &Bitext, lexicon: &Lexicon, options: &FlagOptions) -> (Vec<Flag>, Counted) {
    let page = Page::new(bitext, lexicon);
    let (mut flags, mut unasked) = (Vec::new(), Vec::new());
    for rule in RULES {
        if rule.needs_original && bitext.is_alone() {
            continue;
        }
        let mut found = (rule.check)(&page, &Limits(options.limits.get(rule.id)));
        // Code is of no language, and what stands in it may mean anything.
        found.retain(|flag| !bitext.side(flag.side).document.is_code(flag.span));
        // What is switched off is not shown, but counts for the score.
        if options.runs(rule) { flags.append(&mut found) } else { unasked.append(&mut found) }
    }
    unasked.extend(flags.iter().cloned());
    let counted = features::counted(&page, &unasked);
    moot::without_moot(&mut flags);
    // How grave a user takes a flag to be says nothing of the bead.
    for flag in &mut flags {
        flag.severity = options.severity.get(flag.rule).copied().unwrap_or(flag.severity);
    }
    flags.retain(|flag| !flag.span.is_empty());
    flags.sort_by(|left, right| place(left).cmp(&place(right)));
    flags.dedup_by(|right, left| place(left) == place(right));
    (flags, counted)
}

/// The features of every bead of several texts, for whoever learns the weights of the score.
pub fn features(bitexts: &[&Bitext], lexicon: &Lexicon) -> Vec<Vec<Features>> {
    let options = FlagOptions::default();
    let mut counted: Vec<Counted> =
        bitexts.par_iter().map(|bitext| found(bitext, lexicon, &options).1).collect();
    features::place(&mut counted);
    counted.into_iter().map(|counted| counted.rows).collect()
}

/// What tells findings apart: two that mark the same place for the same reason are one.
fn place(flag: &Flag) -> (Reverse<Side>, Span, &'static str, Option<Span>, &str) {
    (Reverse(flag.side), flag.span, flag.rule, flag.counterpart, &flag.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_number_of_a_bead_is_told() {
        let lang = |tag: &str| tag.parse().unwrap();
        let pairs = [("In 1998, 250 people and 340 cows lived there.", "Dort lebten Leute und Kühe.")];
        let bitext = segments::bitext(Some(lang("en")), lang("de"), &pairs);
        let lexicon = Lexicon::new([("haus", "house", 0.9)]);
        let findings = flag(&bitext, &lexicon, &FlagOptions::default());
        let missing = findings.flags.iter().filter(|flag| flag.rule == "number-missing");
        let said: Vec<&str> = missing.map(|flag| flag.message.as_str()).collect();
        assert_eq!(said.len(), 3, "{said:?}");
    }

    #[test]
    fn what_stands_in_code_is_neither_flagged_nor_scored() {
        let said = "Mit the the .. geht es. So .. auch nicht nicht.";
        let lang = |tag: &str| tag.parse().unwrap();
        let of = |code: &[Span]| {
            let mut bitext = segments::bitext(None, lang("de"), &[("", said)]);
            let mut text = bitext.target().clone();
            text.document.code = code.to_vec();
            bitext = Bitext::alone(text);
            flag(&bitext, &Lexicon::default(), &FlagOptions::default())
        };
        let rules = |findings: &Findings| findings.flags.iter().map(|flag| flag.rule).collect::<Vec<_>>();
        assert!(rules(&of(&[])).len() > 3);
        assert_eq!(rules(&of(&[Span::new(4, 14)])), ["double-punct", "doubled-word"]);
        let all = of(&[Span::new(0, said.len())]);
        assert_eq!((rules(&all), all.scores[0].value), (vec![], 0.0));
    }
}
