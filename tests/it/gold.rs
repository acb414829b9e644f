//! The gold of `corpus/` is what `corpus/README.md` says it is: it speaks of what stands on the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alinea::Document;
use alinea::read::{Input, PairOptions, pairs, read};
use alinea::score::parse;
use serde_json::Value;

/// The damages that `corpus/README.md` names.
const KINDS: &[&str] = &[
    "actor", "cut-restart", "date", "double-punct", "dropped-clause", "entity", "literal", "mojibake",
    "negation", "number", "repeated-phrase", "space-before-punct", "torn-word", "unit", "untranslated",
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Every text of the corpus, by article and language.
fn inputs() -> BTreeMap<(String, String), Input> {
    let found = pairs(&[corpus()], &PairOptions::default()).unwrap();
    assert!(found.failures.is_empty(), "{:?}", found.failures);
    let mut inputs = BTreeMap::new();
    for pair in found.pairs {
        for input in pair.source.into_iter().chain([pair.target]) {
            let lang = input.lang.unwrap().to_string();
            inputs.insert((pair.name.clone(), lang), input);
        }
    }
    inputs
}

fn gold(article: &str, name: &str) -> String {
    let path = corpus().join(article).join("gold").join(name);
    fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// White space and no-break spaces are all one: pages and readers differ in them.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn gold_sentences_stand_on_the_page_in_their_order() {
    for ((article, lang), input) in inputs() {
        let text = squeezed(&read(&input, false).unwrap().text);
        let mut from = 0;
        for sentence in gold(&article, &format!("{lang}.sentences")).lines() {
            let sentence = squeezed(sentence);
            match text[from..].find(&sentence) {
                Some(at) => from += at + sentence.len(),
                None => panic!("{article}/{lang}: `{sentence}` is missing, or out of order"),
            }
        }
    }
}

#[test]
fn gold_beads_cover_both_sides_in_order() {
    for pair in pairs(&[corpus()], &PairOptions::default()).unwrap().pairs {
        let Some(source) = &pair.source else { continue };
        let (source, target) = (source.lang.unwrap(), pair.target.lang.unwrap());
        let beads = parse(&gold(&pair.name, &format!("{source}-{target}.beads"))).unwrap();
        let covered = |side: Vec<usize>, lang: alinea::Lang| {
            let sentences = gold(&pair.name, &format!("{lang}.sentences")).lines().count();
            assert_eq!(side, (0..sentences).collect::<Vec<_>>(), "{} {source}-{target}: {lang}", pair.name);
        };
        covered(beads.iter().flat_map(|bead| bead.source.clone()).collect(), source);
        covered(beads.iter().flat_map(|bead| bead.target.clone()).collect(), target);
    }
}

#[test]
fn gold_passages_stand_once_and_where_they_say() {
    for ((article, lang), input) in inputs() {
        let document = read(&input, false).unwrap();
        let source = fs::read_to_string(&input.path).unwrap();
        for line in gold(&article, &format!("{lang}.gold.jsonl")).lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            if let Some(wrong) = wrong(&object, &document, &source) {
                panic!("{article}/{lang}: {wrong}: {line}");
            }
        }
    }
}

/// What is wrong with a gold object.
fn wrong(object: &Value, document: &Document, source: &str) -> Option<&'static str> {
    let kind = object["kind"].as_str()?;
    let line = object["line"].as_u64().map(|line| line as usize);
    if kind == "boilerplate" {
        return match (line, object["text"].as_str()) {
            (Some(line), None) => {
                let blank = source.lines().nth(line - 1).is_none_or(|text| text.trim().is_empty());
                blank.then_some("the line is blank or missing")
            }
            (None, Some(text)) => {
                let stands = squeezed(&document.text).contains(&squeezed(text));
                (!stands).then_some("the page does not read so")
            }
            _ => Some("expected either `line` or `text`"),
        };
    }
    let text = object["text"].as_str().unwrap_or_default();
    let found: Vec<_> = document.text.match_indices(text).collect();
    match found.as_slice() {
        _ if !KINDS.contains(&kind) => Some("the kind is not in the list"),
        _ if !["critical", "major", "minor"].contains(&object["severity"].as_str()?) => {
            Some("the severity is none")
        }
        [(at, _)] if Some(document.place(*at).line) != line => Some("it stands on another line"),
        [_] => None,
        [] => Some("it stands nowhere"),
        _ => Some("it stands more than once"),
    }
}
