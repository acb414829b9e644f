//! Texts whose names do not tell -> pairs: which document translates which, by what stands in them.
//!
//! Each document is read once for its words. For each pair of languages, an index of rare words, seen through
//! the lexicon, gives every original its few likeliest translations; these are aligned, and the pairs stand that
//! are likeliest then, each document once. What is left is done by itself, and says so.
//!
//! Time grows with the number of documents, not with its square. Memory holds the words of each document up to
//! a bound ([`Document`]), and the texts of those in work.

mod assign;
mod candidates;
mod shelf;
mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Observer;
use crate::bitext::{Layout, Notice};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::lang::Lang;
use crate::lexicon;
use crate::read::{Found, Input, Pair, PairOptions, documents};
use assign::{Link, assign};
use candidates::candidates;
use shelf::{Document, Shelves, shelve};
use support::supports;

/// A document: the language that it stands under, and its number there.
type Key = (Lang, usize);

/// What was found: the original, the translation.
type Joined = (Key, Key);

/// Finds out by content which of the documents under `paths` translates which.
///
/// Of the languages there, English is that of the originals, or else the one that comes first in the alphabet;
/// what finds no translation or original there is looked for in the next one. [`PairOptions::source`] names the
/// only language of originals, [`PairOptions::target`] the only one of translations. Variants of a language are
/// one language here. An original may have one translation in each language; a translation has one original.
///
/// The language of a document is what its name or record tells, else what it declares, else what it reads like;
/// `article.toml` is not asked.
///
/// A pair has the name of its original, without the language that a name may tell. A document without
/// counterpart is a pair without original, with a notice, or is left out where the options say that it is none
/// of the translations.
///
/// # Errors
/// If a path does not exist, a lexicon of the user's cannot be read, the observer ends the run, or the options
/// hold a table or the same language twice.
pub fn pairs_by_content(
    paths: &[PathBuf],
    options: &PairOptions,
    config: &Config,
    observe: Observer<'_>,
) -> Result<Found> {
    if options.table.is_some() {
        return Err(Error::usage("a table tells the pairs already").hint("leave out one of the two"));
    }
    if let (Some(source), Some(target)) = (options.source, options.target)
        && source.same_language(&target)
    {
        return Err(Error::usage(format!("original and translation cannot both be in `{source}`")));
    }
    let files = documents(paths, &config.read, options.out.as_deref())?;
    let mut found = Found { failures: files.failures, skipped: files.skipped, ..Found::default() };
    let shelves = shelve(files.articles, config, observe, &mut found.failures)?;
    wanted_is_there(&shelves, options, &found)?;
    let joined = join(&shelves, options, config, observe)?;
    hand_over(&shelves, &joined, options, &mut found);
    found.keep_apart();
    Ok(found)
}

/// A language that was asked for and that no document is in is a slip of the user's, not an empty result.
fn wanted_is_there(shelves: &Shelves, options: &PairOptions, found: &Found) -> Result<()> {
    for wanted in options.source.iter().chain(&options.target) {
        if found.failures.is_empty() && !shelves.keys().any(|lang| lang.same_language(wanted)) {
            return Err(Error::usage(format!("no document in `{wanted}` was found"))
                .hint("check `--source` and `--target`; where a language was told wrong, name it: `<name>.<lang>.<ext>`"));
        }
    }
    Ok(())
}

/// Pairs the languages in turn; who has found a place as a translation is asked for no more.
fn join(
    shelves: &Shelves,
    options: &PairOptions,
    config: &Config,
    observe: Observer<'_>,
) -> Result<Vec<Joined>> {
    let mut joined = Vec::new();
    let (mut originals, mut translations) = (BTreeSet::new(), BTreeSet::new());
    for (source, target) in turns(&shelves.keys().copied().collect::<Vec<_>>(), options) {
        let free = |lang: Lang, taken: &dyn Fn(&Key) -> bool| -> Vec<usize> {
            (0..shelves[&lang].documents.len()).filter(|&number| !taken(&(lang, number))).collect()
        };
        let sources = free(source, &|key| translations.contains(key));
        let targets = free(target, &|key| translations.contains(key) || originals.contains(key));
        if sources.is_empty() || targets.is_empty() {
            continue;
        }
        let lexicon = lexicon::open(source, target, &config.lexicon)?;
        let (from, to) = (&shelves[&source], &shelves[&target]);
        let likely = candidates((from, &sources), (to, &targets), &lexicon);
        for Link { source: s, target: t, .. } in
            assign(supports(from, to, &likely, &lexicon, config, observe)?)
        {
            originals.insert((source, s));
            translations.insert((target, t));
            joined.push(((source, s), (target, t)));
        }
    }
    Ok(joined)
}

/// The pairs of languages, in the order in which they are tried.
fn turns(languages: &[Lang], options: &PairOptions) -> Vec<(Lang, Lang)> {
    let is = |wanted: Option<Lang>, lang: Lang| wanted.is_none_or(|wanted| wanted.same_language(&lang));
    let mut order: Vec<Lang> = languages.iter().copied().filter(|lang| !lang.is_und()).collect();
    order.sort_by_key(|lang| {
        (options.source.is_some() && !is(options.source, *lang), lang.primary() != "en", *lang)
    });
    if let Some(target) = options.target {
        // The language of the translations is nobody's original.
        order.sort_by_key(|lang| lang.same_language(&target));
    }
    let mut turns = Vec::new();
    for (place, &source) in order.iter().enumerate().filter(|(_, lang)| is(options.source, **lang)) {
        let targets = order[place + 1..].iter().filter(|lang| is(options.target, **lang));
        turns.extend(targets.map(|&target| (source, target)));
    }
    turns
}

/// Makes pairs of what was joined, and pairs without original or notices of the rest.
fn hand_over(shelves: &Shelves, joined: &[Joined], options: &PairOptions, found: &mut Found) {
    let document = |(lang, number): Key| &shelves[&lang].documents[number];
    let mut met = BTreeSet::new();
    for &(source, target) in joined {
        met.extend([source, target]);
        let (source, target) = (document(source), document(target));
        found.pairs.push(pair(source, Some(source.input.clone()), target, Vec::new()));
    }
    for (&lang, shelf) in shelves {
        for (number, document) in shelf.documents.iter().enumerate() {
            if met.contains(&(lang, number)) {
                continue;
            }
            let notice = |message| Notice { path: document.input.path.clone(), message };
            match left_out(lang, options) {
                Some(message) => found.skipped.push(notice(message)),
                None => {
                    let message = match lang.is_und() {
                        true => "no counterpart was looked for: its language cannot be told",
                        false => "no document was found that has the same content in another language",
                    };
                    found.pairs.push(pair(document, None, document, vec![notice(message.to_owned())]));
                }
            }
        }
    }
}

fn pair(named: &Document, source: Option<Input>, target: &Document, notices: Vec<Notice>) -> Pair {
    Pair { name: named.name.clone(), layout: Layout::Flat, source, target: target.input.clone(), notices }
}

/// Why a document without counterpart is no translation that was asked for; `None`: it may be one.
fn left_out(lang: Lang, options: &PairOptions) -> Option<String> {
    let is = |wanted: Option<Lang>| wanted.is_some_and(|wanted| wanted.same_language(&lang));
    match (is(options.source), options.target) {
        (true, Some(target)) => Some(format!("left out: no translation into `{target}` was found for it")),
        (true, None) => Some(format!("left out: an original in `{lang}` of which no translation was found")),
        (false, Some(target)) if !is(options.target) => Some(match options.source {
            Some(_) => format!("left out: it is in `{lang}`, which was not asked for"),
            None => format!("left out: no translation into `{target}` was found for it"),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(languages: &str, source: &str, target: &str, expected: &str) {
        let lang = |tag: &str| (!tag.is_empty()).then(|| tag.parse().unwrap());
        let languages: Vec<Lang> = languages.split(' ').filter_map(lang).collect();
        let options = PairOptions { source: lang(source), target: lang(target), ..PairOptions::default() };
        let shown: Vec<_> = turns(&languages, &options).iter().map(|(s, t)| format!("{s}-{t}")).collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn english_comes_first_and_then_the_alphabet() {
        check("de en fr", "", "", "en-de en-fr de-fr");
        check("it fr und", "", "", "fr-it");
        check("de", "", "", "");
        check("", "", "", "");
    }

    #[test]
    fn the_user_names_either_side() {
        check("de en fr", "fr", "", "fr-en fr-de");
        check("de en fr", "", "en", "de-en fr-en");
        check("de en fr", "fr", "de", "fr-de");
        check("de pt", "pt-BR", "", "pt-de");
        check("de en fr", "it", "", "");
    }
}
