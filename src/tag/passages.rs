//! Passages of another language inside a sentence: a quotation, a clause that was left untranslated.
//!
//! Every word votes for the languages of its script. The run of words that speaks most for one other language
//! against that of the sentence (the maximum-sum run of Bentley, *Programming Pearls*, column 8) is a passage if,
//! read by itself, it is that language beyond doubt. Precise rather than greedy: names, titles and runs of two
//! words are left alone. Time is linear in the sentence, times the languages of its script.

use super::detect::{self, Found, Reading};
use super::model::{self, file::Table};
use crate::bitext::{Guess, Passage, Span};
use crate::lang::{Lang, Script};

/// Most bytes of a sentence that are looked at.
const ENOUGH: usize = 4096;
/// Most passages of a sentence.
const MOST: usize = 4;
/// Words of a passage, in lower case where the script has it, and letters; characters, where words are not set
/// apart.
const WORDS: usize = 3;
const LETTERS: usize = 12;
const GLYPHS: usize = 4;
/// Nats that every word must bring beyond those of the sentence's language, and confidence of a passage read by
/// itself. These and [`LEAD`]: `sentences` of the development kit, of whose 6,400 sentences in 64 languages 40 have
/// a passage, 19 of them in a close language of which there is more text (Hindi in Marathi and Nepali, Turkish in Azerbaijani).
const COST: f32 = 4.0;
const SURE: f32 = 0.95;
/// Confidence of a passage in another script, which cannot be of the sentence's language.
const LIKELY: f32 = 0.6;
/// Nats by which a passage must speak for its language against that of the sentence.
const LEAD: f32 = 90.0;

/// A word: where it stands, and what it is.
struct Word {
    span: Span,
    script: Script,
    small: bool,
}

/// The passages in a sentence of that language, in order; spans are bytes of `sentence`.
pub(super) fn passages(sentence: &str, lang: Lang) -> Vec<Passage> {
    let words = words(sentence);
    let mut found = other_scripts(sentence, &words, lang);
    found.extend(same_script(sentence, &words, lang));
    found.sort_by_key(|passage| passage.span.start);
    found.truncate(MOST);
    found
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < ENOUGH) {
        let inside = c.is_alphabetic()
            || matches!(c, '\u{200c}' | '\u{200d}' | '\u{93c}' | '\u{94d}' | '\u{300}'..='\u{36f}');
        let joins = open && matches!(c, '\'' | '’');
        let script = Script::of(c).filter(|_| inside);
        if inside
            && let Some(last) =
                words.last_mut().filter(|last| open && script.is_none_or(|script| script == last.script))
        {
            last.span.end = at + c.len_utf8();
        } else if let Some(script) = script {
            let span = Span::new(at, at + c.len_utf8());
            words.push(Word { span, script, small: !c.is_uppercase() });
            open = true;
        } else if !joins {
            open = false;
        }
    }
    words
}

/// Runs of words in a script that the sentence is not written in.
fn other_scripts(sentence: &str, words: &[Word], lang: Lang) -> Vec<Passage> {
    let own = |script: Script| {
        words.iter().filter(|word| word.script == script).map(|word| word.span.len()).sum::<usize>()
    };
    let Some(main) = words.iter().map(|word| word.script).max_by_key(|script| own(*script)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for run in words.chunk_by(|a, b| a.script == b.script).filter(|run| run[0].script != main) {
        let span = run[0].span.cover(run[run.len() - 1].span);
        let text = &sentence[span.start..span.end];
        let enough = if run[0].script.spaced() {
            // Addresses have no spaces.
            run.iter().filter(|word| word.small).count() >= WORDS
                && text.split_whitespace().count() >= WORDS
                && text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS
        } else {
            text.chars().filter(|c| Script::of(*c).is_some()).count() >= GLYPHS
        };
        // Korean and Japanese write Chinese characters of their own.
        let at_home = run[0].script == Script::Han && matches!(lang.primary(), "ja" | "ko" | "zh");
        if enough
            && !at_home
            && let Some(best) = detect::read(text).map(|reading| reading.best())
            && !best.lang.same_language(&lang)
            && best.confidence >= LIKELY
        {
            found.push(passage(span, best));
        }
    }
    found
}

/// Runs of words in the script of the sentence.
fn same_script(sentence: &str, words: &[Word], lang: Lang) -> Vec<Passage> {
    let Some(Reading::Scored(table, _)) = detect::read(sentence) else { return Vec::new() };
    let Some(script) = words
        .iter()
        .map(|word| word.script)
        .find(|script| model::table(*script).is_some_and(|known| std::ptr::eq(known, table)))
    else {
        return Vec::new();
    };
    let words: Vec<&Word> = words.iter().filter(|word| word.script == script).collect();
    let Some(own) = table.langs.iter().position(|known| known.same_language(&lang)) else {
        return Vec::new();
    };
    // What each word says for each language against that of the sentence.
    let votes: Vec<Vec<f32>> = words
        .iter()
        .map(|word| {
            let scores = model::score(table, script, &sentence[word.span.start..word.span.end]).of;
            let own = scores[own] - table.prior[own];
            scores.iter().zip(&table.prior).map(|(score, prior)| score - prior - own - COST).collect()
        })
        .collect();
    let mut taken = vec![false; words.len()];
    let mut found = Vec::new();
    while found.len() < MOST {
        let Some((from, to, other)) = best_run(table, &votes, &taken, own) else { break };
        taken[from..to].fill(true);
        let span = words[from].span.cover(words[to - 1].span);
        let small = words[from..to].iter().filter(|word| word.small).count();
        let best = detect::read(&sentence[span.start..span.end]).map(|reading| reading.best());
        if to - from < words.len()
            && small >= WORDS
            && let Some(best) = best
            && best.lang == table.langs[other]
            && best.confidence >= SURE
        {
            found.push(passage(span, best));
        }
    }
    found
}

/// The run of words that are not taken that speaks most for one other language: start, end, language.
fn best_run(table: &Table, votes: &[Vec<f32>], taken: &[bool], own: usize) -> Option<(usize, usize, usize)> {
    let mut best = (LEAD, None);
    for other in (0..table.langs.len()).filter(|other| *other != own) {
        let (mut sum, mut from) = (0.0f32, 0);
        for (at, word) in votes.iter().enumerate() {
            if sum <= 0.0 || taken[at] {
                (sum, from) = (0.0, at);
            }
            if taken[at] {
                from = at + 1;
                continue;
            }
            sum += word[other];
            if sum + table.prior[other] > best.0 {
                best = (sum + table.prior[other], Some((from, at + 1, other)));
            }
        }
    }
    best.1
}

fn passage(span: Span, found: Found) -> Passage {
    Passage { span, guess: Guess { lang: found.lang, confidence: found.confidence } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lang: &str, sentence: &str, wanted: &[(&str, &str)]) {
        let found = passages(sentence, Lang::literal(lang));
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|passage| (passage.guess.lang.primary().to_owned(), passage.span))
            .map(|(lang, span)| (&*lang.leak(), &sentence[span.start..span.end]))
            .collect();
        assert_eq!(found, wanted, "{sentence}");
    }

    #[test]
    fn a_quotation_and_a_clause_are_found() {
        check(
            "de",
            "Der Minister sagte nur: „we have been waiting for this since last year“, und ging dann wieder.",
            &[("en", "we have been waiting for this since last year")],
        );
        check(
            "ru",
            "Он ответил, что they could not have known about it, и ушёл домой.",
            &[("en", "they could not have known about it")],
        );
        check(
            "en",
            "The sign above the door read 市立図書館は休みです and nothing else was written on it.",
            &[("ja", "市立図書館は休みです")],
        );
    }

    #[test]
    fn names_and_whole_sentences_are_left_alone() {
        check("de", "Die Bank of America hat ihren Sitz in Charlotte, North Carolina.", &[]);
        check("de", "Es regnet heute wieder den ganzen Tag, und niemand geht vor die Tür.", &[]);
        check("uk", "Поділитися: Facebook, Telegram, Viber", &[]);
    }
}
