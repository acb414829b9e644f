//! Articles -> documents by language: how often each word stands in each.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::bitext::{Failure, Text};
use crate::config::Config;
use crate::error::Result;
use crate::lang::Lang;
use crate::lexicon::Vocabulary;
use crate::pipeline::{Event, IN_WORK, Observer, go_on, guarded, sentences};
use crate::read::{Article, Input};

/// Different words of a document that are kept, those that come first: all of an article, and the beginning of
/// a book, which tells the book.
const WORDS: usize = 4_000;

/// A document that looks for its counterpart.
#[derive(Debug)]
pub(super) struct Document {
    /// What results are called by, without the language that the name tells.
    pub(super) name: String,
    /// Where it is read from; its language is known now.
    pub(super) input: Input,
    /// Numbers of its words in the vocabulary of its language, ascending, and how often each stands in it.
    pub(super) words: Vec<(u32, u32)>,
    /// Characters of its sentences.
    pub(super) chars: usize,
}

/// The documents of one language.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Their words; what counts as a sentence in it is a document.
    pub(super) vocabulary: Vocabulary,
    /// In the order of their names.
    pub(super) documents: Vec<Document>,
}

/// Shelves by language, variants together; what is of no known language stands under `und`.
pub(super) type Shelves = BTreeMap<Lang, Shelf>;

/// Reads every article for its words. What cannot be read goes to `failures`.
///
/// # Errors
/// If the observer ends the run.
pub(super) fn shelve(
    articles: Vec<Article>,
    config: &Config,
    observe: Observer<'_>,
    failures: &mut Vec<Failure>,
) -> Result<Shelves> {
    go_on(observe(Event::Found(articles.len())))?;
    let mut shelves = Shelves::new();
    // Texts wait for the vocabulary, which takes them in order: a batch bounds how many.
    for batch in articles.chunks(IN_WORK * rayon::current_num_threads()) {
        let texts: Vec<_> = batch
            .par_iter()
            .map(|article| {
                let text = read(&article.input, config);
                (text, observe(Event::Prepared(&article.name.to_string_lossy())))
            })
            .collect();
        for (article, (text, flow)) in batch.iter().zip(texts) {
            go_on(flow)?;
            match text {
                Ok(text) => {
                    let lang = text.lang.primary().parse().unwrap_or(text.lang);
                    shelves.entry(lang).or_default().add(article, &text);
                }
                Err(error) => {
                    failures.push(Failure::of(article.name.to_string_lossy(), &article.input.path, &error));
                }
            }
        }
    }
    Ok(shelves)
}

/// The sentences of an article; a panic becomes an error.
pub(super) fn read(input: &Input, config: &Config) -> Result<Text> {
    guarded(&input.path, || sentences(input, config))
}

impl Shelf {
    pub(super) fn add(&mut self, article: &Article, text: &Text) {
        let body = text.iter().collect::<Vec<_>>().join("\n");
        let mut counts = BTreeMap::new();
        for word in self.vocabulary.add(&body) {
            if counts.len() < WORDS || counts.contains_key(&word) {
                *counts.entry(word).or_default() += 1;
            }
        }
        self.documents.push(Document {
            name: bare(&article.name.to_string_lossy().replace('\\', "/"), text.lang),
            input: Input { lang: Some(text.lang).filter(|lang| !lang.is_und()), ..article.input.clone() },
            words: counts.into_iter().collect(),
            chars: text.iter().map(|sentence| sentence.chars().count()).sum(),
        });
    }
}

/// A name without the language at its end: `a` of `a.fr` and of `a/fr`; a name that is all language stays.
fn bare(name: &str, lang: Lang) -> String {
    let told = |part: &&str| part.parse::<Lang>().is_ok_and(|told| told == lang);
    let cut = name.rsplit_once(['.', '/']).filter(|(rest, part)| told(part) && !rest.ends_with('/'));
    cut.map_or(name, |(rest, _)| rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_no_part_of_the_name() {
        for (name, expected) in [
            ("d00.fr", "d00"),
            ("elections/fr", "elections"),
            ("fr", "fr"),
            ("a.b", "a.b"),
            ("d00.de", "d00.de"),
            ("news/x.fr", "news/x"),
        ] {
            assert_eq!(bare(name, "fr".parse().unwrap()), expected);
        }
    }
}
