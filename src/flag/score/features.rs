//! What the ranking score counts of a bead: measured by itself, set against the other beads of its company, and
//! what the rules found.

use std::sync::Arc;

use rustc_hash::FxHashSet;

pub use super::measured::names;
use super::measured::{LIKELY, LONG, MEASURED, PLACED, TORN, USUAL, rules};
use crate::bitext::{Flag, Span};
use crate::flag::closing::{Ending, ending};
use crate::flag::cover::coverage::{Coverage, Half};
use crate::flag::cover::echo::{self, Said};
use crate::flag::cover::likelihood::{self, Likelihood};
use crate::flag::cover::names::Name;
use crate::flag::length;
use crate::flag::negation::Lost;
use crate::flag::page::Page;
use crate::flag::rules::identical_to_source;
use crate::flag::rules::odd_junction;
use crate::flag::words::{Case, Kind, Token, Words, is_grammar};
use crate::lang::Script;

/// Features of one bead: names and values, in the order of [`names`].
pub type Features = Vec<f32>;

/// The language whose odds stand by themselves, since they tell little of machine translations: over the five pairs into
/// English of MLQE-PE the area under the curve of the oddest junction is .45 to .56, into German .65. They count
/// without an original only (`examples/train_flag_score`).
const APART: &str = "en";
/// The language whose odds, the surest too, count for nothing in the score: into Chinese that area is .50, and names that are
/// spelled in its characters are what the nets find oddest. Without them average precision on direct assessments is .507, not
/// .503.
const UNTOLD: &str = "zh";

/// The language in which short words tell of a translation that got no further than the plain ones: over the five pairs
/// into English of MLQE-PE average precision rises by .01. Others put words together.
const UNJOINED: &str = "en";

/// Words that may cross beside two names that are exchanged, as a share of all (as in `swapped-names`).
const CROSSED: f32 = 0.25;
/// Beads at which the company counts for half: of few nobody knows what is usual.
pub(crate) const COMPANY: f32 = 20.0;
/// Added to every spread, so that what hardly varies does not count; and the most that a place counts.
const SPREAD: (f32, f32) = (0.05, 4.0);

/// What is counted of one document before its company is known.
#[derive(Debug, Default)]
pub struct Counted {
    /// One row a bead; the places are still 0.
    pub rows: Vec<Features>,
    /// The oddest two words of each bead, one beside the other.
    pub(crate) oddest: Vec<Option<Span>>,
    /// What each bead says; `None` without words on either side, or without an original.
    said: Arc<Vec<Option<Said>>>,
}

/// Sets every bead against all others of the documents given: how far its features lie from the middle, and
/// whether its translation, or a run of its words, stands for another original elsewhere.
pub fn place(documents: &mut [Counted]) {
    let first = MEASURED.len() + rules().count();
    let columns: Vec<usize> =
        PLACED.iter().filter_map(|name| MEASURED.iter().position(|feature| feature.0 == *name)).collect();
    for (place, &column) in columns.iter().enumerate() {
        let mut values: Vec<f32> =
            documents.iter().flat_map(|document| &document.rows).map(|row| row[column]).collect();
        if values.is_empty() {
            return;
        }
        let count = values.len() as f32;
        let mean = values.iter().sum::<f32>() / count;
        let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt();
        values.sort_unstable_by(f32::total_cmp);
        let middle = values[values.len() / 2];
        let worth = count / (count + COMPANY);
        for row in documents.iter_mut().flat_map(|document| &mut document.rows) {
            let far = (row[column] - middle) / (spread + SPREAD.0);
            row[first + place] = (far * worth).clamp(-SPREAD.1, SPREAD.1);
        }
    }
    let at = |name: &str| MEASURED.iter().position(|feature| feature.0 == name);
    let [Some(whole), Some(run)] = ["echo", "echo-run"].map(at) else { return };
    let said: Vec<Option<&Said>> =
        documents.iter().flat_map(|document| document.said.iter().map(Option::as_ref)).collect();
    let echoing = echo::echoes(&said);
    let rows = documents.iter_mut().flat_map(|document| &mut document.rows);
    for (row, (echoes, share)) in rows.zip(echoing) {
        row[whole] = f32::from(u8::from(echoes));
        row[run] = share;
    }
}

/// Whether a junction of a bead is by itself odd enough for a warning.
fn is_torn(page: &Page<'_>, bead: usize) -> bool {
    let words = &page.target;
    let torn = |sentence: usize| {
        let tokens = words.sentence(sentence);
        let sure = |(at, odds): (usize, &f32)| {
            odd_junction::is_inner(words, tokens, at) && odd_junction::is_sure(*odds)
        };
        page.junctions(sentence).is_some_and(|odds| odds.iter().enumerate().any(sure))
    };
    words.language.script.spaced() && page.bitext.beads()[bead].target.clone().any(torn)
}

/// Counts every bead of a document. `flags` are those of all rules.
pub(crate) fn counted(page: &Page<'_>, flags: &[Flag]) -> Counted {
    let beads = page.bitext.beads();
    let ids: Vec<&str> = rules().collect();
    let width = MEASURED.len() + ids.len() + PLACED.len();
    let mut all = vec![vec![0.0; width]; beads.len()];
    for flag in flags {
        // `odd-junction` says what the odds say already, unless a single one is a finding.
        let told = flag.rule != "odd-junction" || flag.bead.is_some_and(|bead| is_torn(page, bead));
        let column = ids.iter().position(|id| *id == flag.rule && told);
        if let (Some(column), Some(row)) = (column, flag.bead.and_then(|bead| all.get_mut(bead))) {
            row[MEASURED.len() + column] = 1.0;
        }
    }
    let lengths = length::scores(page);
    let covers = page.coverage();
    let likelihoods = likelihood::of(page, page.coverage());
    let mut oddest = Vec::with_capacity(beads.len());
    for (number, (bead, row)) in beads.iter().zip(&mut all).enumerate() {
        let mut put = |name: &str, value: f32| {
            if let Some(column) = MEASURED.iter().position(|feature| feature.0 == name) {
                row[column] = value;
            }
        };
        let tokens: Vec<Token> =
            bead.target.clone().flat_map(|sentence| page.target.sentence(sentence)).copied().collect();
        oddest.push(target_features(page, bead.target.clone(), &tokens, &mut put));
        if page.bitext.is_alone() {
            continue;
        }
        let sources: Vec<Token> =
            bead.source.clone().flat_map(|sentence| page.source.sentence(sentence)).copied().collect();
        let cover = covers.get(number).and_then(Option::as_ref);
        let z = lengths.get(number).copied().unwrap_or(0.0) as f32;
        put("too-long", z.clamp(0.0, 8.0));
        put("too-short", (-z).clamp(0.0, 8.0));
        let Some(cover) = cover else { continue };
        cover_features(cover, &mut put);
        if let Some(Some(sides)) = likelihoods.get(number) {
            likelihood_features(cover, sides, &mut put);
        }
        if let Some(answers) = page.negations().get(number).and_then(Option::as_ref) {
            let (lost, won) = (weight(&answers.lost), weight(&answers.won));
            // A pronoun that wants a denial beside it (`никто знал`) tells that one was lost.
            put("negation-lost", if answers.broken.is_some() && lost.max(won) <= SOFT { 2.0 } else { lost });
            put("negation-won", won);
        }
        put("untouched", f32::from(u8::from(is_untouched(page, &sources, &tokens))));
        let had = repeated(&page.source, &sources) + repeated_characters(&page.source, &sources);
        let more = repeated(&page.target, &tokens) - had;
        put("echoes", more.min(cover.echoes).clamp(0.0, 6.0));
        let fewer = stops(&page.source, &sources) as f32 - stops(&page.target, &tokens) as f32;
        put("marks-lost", fewer.clamp(-4.0, 4.0));
    }
    Counted { rows: all, oddest, said: Arc::clone(page.said()) }
}

/// What the lexicon finds on both sides, and the names.
fn cover_features(cover: &Coverage, put: &mut impl FnMut(&str, f32)) {
    // A table of a few names is no lexicon.
    if cover.is_known() {
        let run = |half: &Half| half.longest.map_or(0.0, |run| run.1).min(30.0).ln_1p();
        put("source-gap", cover.source.gap);
        put("target-gap", cover.target.gap);
        // What is missed counts as far as the lexicon knows the words.
        let (x, y) = (cover.source.missed * cover.source.known, cover.target.missed * cover.target.known);
        put("source-missed", x);
        put("target-missed", y);
        put("both-missed", x.min(y));
        put("source-lost", (cover.source.gap - cover.target.gap).max(0.0));
        put("source-run", run(&cover.source));
        put("target-run", run(&cover.target));
    }
    put("displaced", cover.displaced.min(30.0).ln_1p());
    put("crossings", cover.crossings);
    let worth = |names: &[Name]| names.iter().map(|name| name.worth).sum::<f32>().min(5.0);
    put("names-lost", worth(&cover.names.lost));
    put("names-won", worth(&cover.names.won));
    put("name-replaced", cover.names.replaced.map_or(0.0, |replaced| replaced.worth));
    let exchange = cover.exchange.filter(|exchange| exchange.crossed <= CROSSED);
    put("names-exchanged", exchange.map_or(0.0, |exchange| exchange.gain.min(30) as f32).ln_1p());
}

/// What the texts of the company teach of the words of both sides, the original first.
fn likelihood_features(
    cover: &Coverage,
    [source, target]: &[Likelihood; 2],
    put: &mut impl FnMut(&str, f32),
) {
    put("source-likelihood", source.mean);
    put("target-likelihood", target.mean);
    put("source-worst", source.worst);
    put("target-worst", target.worst);
    put("source-open", source.open);
    put("target-open", target.open);
    put("source-alone", source.alone);
    put("target-alone", target.alone);
    put("both-alone", source.alone.min(target.alone));
    put("unlikelier", (LIKELY - source.mean.min(target.mean)).max(0.0));
    put("source-unknown", (source.alone - cover.source.missed * cover.source.known).max(0.0));
}

/// Words of a side, at least, that stands as it does on the other: shorter ones are names and numbers. Of six such segments of
/// MLQE-PE five are bad.
const UNTOUCHED: usize = 4;

/// Whether a translation is its original, word by word, and that is no quotation in a third language. Text in characters has
/// no words here: its script tells.
fn is_untouched(page: &Page<'_>, sources: &[Token], targets: &[Token]) -> bool {
    let function = page.source.language.words.function;
    !page.source.text.lang.same_language(&page.target.text.lang)
        && identical_to_source::is_same(page, sources, targets)
        && sources.iter().filter(|token| token.is_word()).count() >= UNTOUCHED
        && sources.iter().any(|token| page.source.is_in(token, function))
}

/// Commas and stops of a run of tokens.
fn stops(words: &Words<'_>, tokens: &[Token]) -> usize {
    let stop = |token: &&Token| matches!(words.of(token), "," | "、" | "，" | "،" | ";" | "." | "。" | ":");
    tokens.iter().filter(stop).count()
}

/// How many content words stand there again.
fn repeated(words: &Words<'_>, tokens: &[Token]) -> f32 {
    let function = words.language.words.function;
    let content = tokens.iter().filter(|token| token.is_word()).map(|token| words.lower(token));
    let mut said: Vec<&str> =
        content.filter(|word| word.chars().nth(2).is_some() && !function.contains(word)).collect();
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    (all - said.len()) as f32
}

/// How many words of Chinese and Japanese stand there again, of two characters each.
fn repeated_characters(words: &Words<'_>, tokens: &[Token]) -> f32 {
    if words.language.script != Script::Han {
        return 0.0;
    }
    let full = |token: &Token| token.kind == Kind::Glyph && !is_grammar(words.of(token));
    let function = words.language.words.function;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let (mut again, mut run) = (0, 0);
    for pair in tokens.windows(2) {
        let text = words.slice(pair[0].span.cover(pair[1].span));
        let two = pair.iter().all(full) && words.adjacent(&pair[0], &pair[1]) && !function.contains(&text);
        if two && !seen.insert(text) {
            run += 1;
        } else {
            again += usize::div_ceil(run, 2);
            run = 0;
        }
    }
    (again + usize::div_ceil(run, 2)) as f32
}

/// What the gravest of denials without an answer counts. Of the damaged human translations of the development set, of
/// which 15 % are bad, those with a denial that something near may answer are bad as often as others are, those with one of
/// which nothing else on the other side denies in seven of eleven.
fn weight(lost: &[Lost]) -> f32 {
    let one = |lost: &Lost| match lost {
        Lost { bare: true, alone: true, .. } => 3.0,
        Lost { bare: true, .. } => 2.2,
        // What could be it answers others.
        Lost { taken: true, .. } => 1.5,
        _ => SOFT,
    };
    lost.iter().map(one).fold(0.0, f32::max)
}

/// What a denial counts that something near may answer.
const SOFT: f32 = 0.25;

/// How odd the words of a translation are beside each other: the oddest two words, and of all junctions, marks included, the
/// second and third, since a torn word leaves three. Gives the oddest two words.
fn junction_features(
    page: &Page<'_>,
    sentences: std::ops::Range<usize>,
    put: &mut impl FnMut(&str, f32),
) -> Option<Span> {
    let words = &page.target;
    let mut every: Vec<f32> = Vec::new();
    let mut worst: Option<(f32, Span)> = None;
    for sentence in sentences {
        let tokens = words.sentence(sentence);
        for (at, &odds) in page.junctions(sentence).unwrap_or_default().iter().enumerate() {
            every.push(odds);
            if odd_junction::is_inner(words, tokens, at) && worst.is_none_or(|worst| odds > worst.0) {
                worst = Some((odds, tokens[at - 1].span.cover(tokens[at].span)));
            }
        }
    }
    every.sort_unstable_by(|left, right| right.total_cmp(left));
    let next = every.get(1..every.len().min(3)).filter(|next| !next.is_empty());
    let next = next.map_or(USUAL.1, |next| next.iter().sum::<f32>() / next.len() as f32);
    let next = (next - USUAL.1).clamp(0.0, 13.0);
    match (worst, words.text.lang.primary()) {
        (Some(_), APART) => put("english-junctions", next),
        (Some((worst, _)), lang) if lang != UNTOLD => {
            put("worst-junction", (worst - USUAL.0).clamp(0.0, 11.0));
            put("next-junction", next);
            put("torn", (worst - TORN).clamp(0.0, 8.0));
        }
        _ => {}
    }
    worst.map(|worst| worst.1)
}

/// What the target shows by itself. Gives the oddest two words.
fn target_features(
    page: &Page<'_>,
    sentences: std::ops::Range<usize>,
    tokens: &[Token],
    put: &mut impl FnMut(&str, f32),
) -> Option<Span> {
    let words = &page.target;
    let said: Vec<&str> =
        tokens.iter().filter(|token| token.is_word()).map(|token| words.lower(token)).collect();
    let glyphs = tokens.iter().filter(|token| token.kind == Kind::Glyph).count();
    let count = said.len() as f32 + glyphs as f32 / 2.0;
    put("words", count.ln_1p());
    if count < 1.0 {
        return None;
    }
    if words.text.lang.primary() == UNJOINED {
        let letters: usize = said.iter().map(|word| word.chars().count()).sum();
        put("short-words", (LONG - letters as f32 / said.len().max(1) as f32).max(0.0));
    }
    let mut other = 0.0f32;
    for sentence in sentences.clone() {
        if let Some(guess) = words.text.sentences[sentence].guess
            && !guess.lang.is_und()
            && !guess.lang.same_language(&words.text.lang)
        {
            other = other.max(guess.confidence);
        }
    }
    put("other-language", other);
    let foreign = sentences.clone().filter_map(|sentence| page.foreign(sentence));
    put("foreign", foreign.map(|passage| passage.odds).fold(0.0, f32::max).min(20.0));
    let mut threes: Vec<&[&str]> = said.windows(2).collect();
    let all = threes.len();
    threes.sort_unstable();
    threes.dedup();
    put("repeats", (all - threes.len()) as f32 / all.max(1) as f32);
    let function = words.language.words.function;
    if !function.is_empty() && said.len() >= 4 {
        let share = said.iter().filter(|word| function.contains(word)).count() as f32 / said.len() as f32;
        put("function-share", share);
        put("function-missing", f32::from(u8::from(share < 0.1 && said.len() >= 8)));
    }
    let odd = tokens
        .iter()
        .filter(|token| {
            token.kind == Kind::Mark
                && !words.of(token).chars().all(|c| {
                    c.is_ascii_punctuation()
                        || "“”„«»‘’–—…。、，！？：；（）「」『』《》·・،؟؛।¿¡%€$£°".contains(c)
                })
        })
        .count();
    put("odd-tokens", odd as f32 / tokens.len() as f32);
    let oddest = junction_features(page, sentences.clone(), put);
    if let Some(last) = sentences.clone().last() {
        let (end, _) = ending(words.text.sentence(last));
        put("open-end", f32::from(u8::from(end == Ending::Open)));
    }
    let small = tokens.first().is_some_and(|first| first.case == Case::Lower);
    put("small-start", f32::from(u8::from(small)));
    oddest
}
