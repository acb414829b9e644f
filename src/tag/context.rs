//! The document pass: what a sentence alone leaves open, its neighbours decide.
//!
//! Which languages a document has is decided first, by all sentences together; then each sentence is
//! judged again among those only, and a short unsure one takes the label of its neighbours. Passages in
//! another language survive: one sentence that is long and sure speaks for its language.

use super::detect::{self, Found, Reading};
use super::script::with_script;
use crate::bitext::Guess;
use crate::lang::{Lang, Script, language};

/// Letters from which on a sentence can speak for a language of its own, if it is that sure.
///
/// These and the constants below: `docs` of the development kit, 143 documents in 30 languages.
const WITNESS_LETTERS: f32 = 40.0;
const WITNESS_CONFIDENCE: f32 = 0.97;

/// Share of a document's weight from which on a language belongs to it without a witness.
const SHARE: f32 = 0.15;

/// Nats that a document's other languages must make up for against its main one.
const LATER: f32 = 10.0;

/// A sentence with fewer letters takes its neighbours' label, unless it is so sure.
const SHORT_LETTERS: f32 = 20.0;
const SURE: f32 = 0.9;

/// Neighbours must be so sure to lend their label, and any sentence below this doubt takes one.
const UNSURE: f32 = 0.3;
const DOUBT: f32 = 0.6;

/// Nats by which a language that the document does not have must lead to count as a doubt.
const HANDICAP: f32 = 40.0;

/// Confidence that every letter of the document lends to the language declared for it.
const PRIOR: f32 = 0.4;

/// The language of each sentence; `und` where it has no letter.
pub(super) fn guesses(sentences: &[&str], declared: Lang) -> Vec<Guess> {
    let declared = detect::known_as(declared);
    let readings: Vec<Option<Reading>> = sentences.iter().map(|text| detect::read(text)).collect();
    let alone: Vec<Option<Found>> =
        readings.iter().map(|reading| reading.as_ref().map(Reading::best)).collect();
    let letters: Vec<f32> = sentences.iter().map(|text| weight(text)).collect();
    // Names in Latin letters beside a few words of another script say nothing of the document.
    let votes: Vec<f32> = sentences
        .iter()
        .zip(&letters)
        .map(|(text, &letters)| if letters < WITNESS_LETTERS && is_mixed(text) { 0.0 } else { letters })
        .collect();
    let kept = languages(&alone, &votes, declared);
    let mut labels: Vec<Option<Found>> = Vec::with_capacity(alone.len());
    for ((text, reading), &letters) in sentences.iter().zip(&readings).zip(&letters) {
        labels.push(reading.as_ref().map(|reading| match reading.among(&kept, LATER, HANDICAP) {
            Some(among) => among,
            None => match kept.first() {
                Some(&lang)
                    if is_name(text, lang, letters)
                        && !is_said(text, reading.best())
                        && may_be_in(main_script(text), lang) =>
                {
                    Found { lang, confidence: DOUBT }
                }
                _ => reading.best(),
            },
        }));
    }
    let scripts: Vec<Option<Script>> = sentences.iter().map(|text| main_script(text)).collect();
    settle(&mut labels, &alone, (&letters, &scripts), &kept, declared);
    labels.into_iter().zip(sentences).map(|(found, text)| to_guess(found, text)).collect()
}

/// Whether a line in a script that none of the document's languages uses is but a name, or a few names beside
/// words of the main language, as in `Поділитися: Facebook`.
fn is_name(text: &str, main: Lang, letters: f32) -> bool {
    let script = language(main).script;
    let of_main = text.chars().filter(|&c| Script::of(c) == Some(script)).count();
    letters < SHORT_LETTERS || (letters < WITNESS_LETTERS && of_main > 2)
}

/// Whether a line is beyond doubt words of a language, not a name: three at least that do not begin with a capital.
fn is_said(text: &str, found: Found) -> bool {
    let small = text.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase));
    found.confidence >= SURE && small.count() >= 3
}

/// Whether a text has more than two letters of Latin and of another script each.
fn is_mixed(text: &str) -> bool {
    let (latin, other) = detect::letters(text);
    latin > 2 && other > 2
}

/// The languages of the document, the main one first.
fn languages(alone: &[Option<Found>], letters: &[f32], declared: Lang) -> Vec<Lang> {
    let mut tally: Vec<(Lang, f32, bool)> = Vec::new();
    let mut whole = 0.0;
    for (found, &letters) in alone.iter().zip(letters) {
        let Some(found) = found else { continue };
        let weight = letters * (0.1 + found.confidence);
        let witness = letters >= WITNESS_LETTERS && found.confidence >= WITNESS_CONFIDENCE;
        whole += weight;
        match tally.iter_mut().find(|(lang, ..)| *lang == found.lang) {
            Some(row) => (row.1, row.2) = (row.1 + weight, row.2 || witness),
            None => tally.push((found.lang, weight, witness)),
        }
    }
    if detect::is_known(declared) {
        let prior = (0.1 + PRIOR) * letters.iter().sum::<f32>();
        match tally.iter_mut().find(|(lang, ..)| lang.same_language(&declared)) {
            Some(row) => row.1 += prior,
            None => tally.push((declared, prior, false)),
        }
    }
    tally.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let kept = tally
        .iter()
        .enumerate()
        .filter(|(rank, (_, weight, witness))| *rank == 0 || *witness || *weight > SHARE * whole);
    kept.map(|(_, (lang, ..))| *lang).collect()
}

/// Short unsure sentences take the label of their neighbours, if that is one of the document's languages.
fn settle(
    labels: &mut [Option<Found>],
    alone: &[Option<Found>],
    (letters, scripts): (&[f32], &[Option<Script>]),
    kept: &[Lang],
    declared: Lang,
) {
    let Some(&main) = kept.first() else { return };
    let sure = |index: usize| {
        labels[index].filter(|found| letters[index] >= SHORT_LETTERS && found.confidence >= UNSURE)
    };
    let mut after: Vec<Option<Lang>> = vec![None; labels.len()];
    let mut next = None;
    for index in (0..labels.len()).rev() {
        after[index] = next;
        next = sure(index).map(|found| found.lang).or(next);
    }
    let mut before = None;
    let mut settled = Vec::with_capacity(labels.len());
    for index in 0..labels.len() {
        let label = labels[index].map(|found| {
            let short = letters[index] < SHORT_LETTERS && found.confidence < SURE;
            // Where somebody has named the language, doubt speaks for it.
            let doubt = main.same_language(&declared)
                && !found.lang.same_language(&main)
                && alone[index].is_some_and(|alone| alone.confidence < PRIOR);
            let unsure = short || doubt || found.confidence < DOUBT;
            if !unsure {
                return found;
            }
            let lang = match (before, after[index]) {
                (Some(before), Some(after)) if before == after => before,
                (Some(only), None) | (None, Some(only)) => only,
                _ => main,
            };
            if !may_be_in(scripts[index], lang) {
                return found;
            }
            Found { lang, confidence: found.confidence }
        });
        before = sure(index).map(|found| found.lang).or(before);
        settled.push(label);
    }
    labels.copy_from_slice(&settled);
}

/// The script of most letters.
fn main_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(Script::of) {
        match counts.iter_mut().find(|row| row.0 == script) {
            Some(row) => row.1 += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|row| row.1).map(|row| row.0)
}

/// Whether a line of that script may be of a language: names keep their Latin letters everywhere, and other scripts
/// stand only where they are at home.
fn may_be_in(script: Option<Script>, lang: Lang) -> bool {
    script.is_none_or(|script| {
        matches!(script, Script::Latin | Script::Other) || language(lang).script == script
    })
}

/// Letters of a text; one of Han says as much as three of an alphabet.
fn weight(text: &str) -> f32 {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| if Script::of(c) == Some(Script::Han) { 3.0 } else { 1.0 })
        .sum()
}

fn to_guess(found: Option<Found>, text: &str) -> Guess {
    match found {
        Some(found) => Guess { lang: with_script(found.lang, text), confidence: found.confidence },
        None => Guess { lang: Lang::UND, confidence: 0.0 },
    }
}
