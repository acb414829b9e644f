//! From words and how often they are seen to the votes of their grams.

use std::collections::HashMap;

use alinea::Lang;
use alinea::tag::model::file::{Grams, Table};
use alinea::tag::model::gram::{ORDERS, grams};

use crate::corpus::Corpus;

/// A word that is seen n times counts n^this: names and terms are not how people write, and the share of a
/// word in them says little.
const POWER: f64 = 0.4;
/// What a word of the closed classes counts on top, twice for the first 60; and a word of the phrases.
const FUNCTION: f64 = 12.0;
const PHRASE: f64 = 4.0;
/// Counts are brought to this many grams a language.
const TOTAL: f64 = 2e5;
/// Added to counts (Lidstone), more where there is little text.
const ADDED: f64 = 0.5;
/// What the orders weigh: characters, pairs, triples, words.
const WEIGHTS: [f64; ORDERS] = [0.5, 0.8, 1.6, 6.0];
/// Votes of fewer nats are left out.
const LEAST: f64 = 1.5;
/// Levels of a vote.
const LEVELS: f64 = 15.0;

/// The table of languages (with what each starts from), with so many grams at most.
pub(crate) fn table(langs: &[(&str, f32)], corpora: &[Corpus], most: usize) -> Table {
    let mut counts: [HashMap<u32, Vec<(u8, f64)>>; ORDERS] = Default::default();
    let mut totals = [const { Vec::new() }; ORDERS];
    for (lang, corpus) in corpora.iter().enumerate() {
        let mut weights: HashMap<&[char], f64> = HashMap::new();
        for (word, &seen) in &corpus.seen {
            weights.insert(word, f64::from(seen).powf(POWER));
        }
        for (rank, word) in corpus.function.iter().enumerate() {
            *weights.entry(word).or_default() += if rank < 60 { 2.0 * FUNCTION } else { FUNCTION };
        }
        for word in &corpus.phrases {
            *weights.entry(word).or_default() += PHRASE;
        }
        // Sums in a fixed order.
        let mut weights: Vec<(&[char], f64)> = weights.into_iter().collect();
        weights.sort_unstable_by(|a, b| a.0.cmp(b.0));
        totals.iter_mut().for_each(|totals| totals.push(1.0));
        for (word, weight) in weights {
            grams(word, |order, key| {
                totals[order][lang] += weight;
                let row = counts[order].entry(key).or_default();
                match row.last_mut().filter(|last| usize::from(last.0) == lang) {
                    Some(last) => last.1 += weight,
                    None => row.push((lang as u8, weight)),
                }
            });
        }
    }
    let mut rows = Vec::new();
    let mut bases = Vec::new();
    for (order, counts) in counts.iter().enumerate() {
        let scales: Vec<f64> = totals[order].iter().map(|total| TOTAL / total).collect();
        let added: Vec<f64> = scales.iter().map(|scale| ADDED * scale.max(1.0).sqrt()).collect();
        let logs: Vec<f64> = added.iter().map(|added| added.ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        bases.push(logs.iter().map(|log| (WEIGHTS[order] * (log - mean)) as f32).collect::<Vec<f32>>());
        let all = langs.len() as f64 * TOTAL;
        for (&key, row) in counts {
            if row.iter().map(|cell| cell.1).sum::<f64>() < 1.0 {
                continue;
            }
            let mut full = logs.clone();
            let mut share = 0.0;
            let mut votes = Vec::new();
            for &(lang, count) in row {
                let at = usize::from(lang);
                let scaled = count * scales[at];
                share += scaled / all;
                let vote = (scaled / added[at]).ln_1p();
                full[at] += vote;
                votes.push((lang, WEIGHTS[order] * vote));
            }
            let middle = full.iter().sum::<f64>() / full.len() as f64;
            let reach = full.iter().map(|value| (value - middle).abs()).fold(0.0, f64::max);
            rows.push((share * reach * WEIGHTS[order], order, key, votes));
        }
    }
    rows.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    rows.truncate(most);
    rows.sort_unstable_by_key(|row| (row.1, row.2));
    let mut table = Table {
        langs: langs.iter().map(|(tag, _)| tag.parse::<Lang>().expect("a tag")).collect(),
        prior: langs.iter().map(|(_, prior)| *prior).collect(),
        ..Table::default()
    };
    for (order, base) in bases.into_iter().enumerate() {
        let of_order = || rows.iter().filter(|row| row.1 == order);
        let highest = of_order().flat_map(|row| &row.3).map(|vote| vote.1).fold(1.0, f64::max);
        let step = highest / LEVELS;
        let grams: &mut Grams = &mut table.orders[order];
        (grams.base, grams.step) = (base, step as f32);
        for (.., key, votes) in of_order() {
            let kept = votes.iter().filter(|vote| vote.1 >= LEAST);
            grams
                .votes
                .extend(kept.map(|vote| (vote.0, (vote.1 / step).round() as u8)).filter(|vote| vote.1 > 0));
            grams.keys.push(*key);
            grams.ends.push(grams.votes.len() as u32);
        }
    }
    table
}
