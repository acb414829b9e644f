//! An article -> its pairs: which text is the original, which translations are wanted.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::about::About;
use super::gather::Article;
use super::{Found, Pair, PairOptions};
use crate::bitext::{Failure, Notice};
use crate::error::Error;
use crate::lang::Lang;
use crate::read::input::Input;

/// Chooses the pairs of one article; what is wrong with it, or not wanted, goes to `found`, too.
pub(super) fn choose(mut article: Article, options: &PairOptions, found: &mut Found) {
    if let Some(nameless) = article.texts.remove(&None) {
        without_language(&article, nameless, options, found);
    }
    let (about_path, about) = article.about.take().unwrap_or_default();
    let languages: Vec<Lang> = article.texts.keys().copied().flatten().collect();
    let (mut texts, doubled) = one_each(&article, found);
    let Some(path) = first_path(&article) else { return };

    let missing = |lang: Lang, what: &str, hint: String| {
        let error = Error::input(&about_path, format!("{what} is in `{lang}`, but there is no file for it"));
        Failure::of(&article.name, &about_path, &error.hint(hint))
    };
    for &lang in about.translations.iter().filter(|&&lang| find(&languages, lang).is_none()) {
        let hint = format!("add the file, or take `{lang}` out of `translations`");
        found.failures.push(missing(lang, "a translation", hint));
    }
    let original = match original(&languages, options, &about) {
        Ok(original) => original,
        Err(lang) => {
            let hint = "add the file, or write `alone = true` if the original is not at hand".to_owned();
            found.failures.push(missing(lang, "the original", hint));
            return;
        }
    };
    // Without its original, the article has failed as a whole.
    if original.is_some_and(|original| doubled.contains(&original)) {
        return;
    }

    let source = original.and_then(|original| texts.remove(&original));
    let wanted = match options.target {
        Some(target) => find(&languages, target).into_iter().collect(),
        None => languages,
    };
    let wanted: Vec<Lang> = wanted.into_iter().filter(|&lang| Some(lang) != original).collect();
    if wanted.is_empty() {
        let message = match (original, options.target) {
            (_, Some(target)) => format!("left out: there is no translation into `{target}`"),
            (Some(original), None) => format!("left out: an original in `{original}` without a translation"),
            (None, None) => "left out: there is no translation".to_owned(),
        };
        found.skipped.push(Notice { path, message });
    }
    let targets = wanted.into_iter().filter_map(|lang| texts.remove(&lang));
    let (name, layout) = (article.name, article.layout);
    found.pairs.extend(targets.map(|target| Pair {
        name: name.clone(),
        layout,
        source: source.clone(),
        target,
        notices: Vec::new(),
    }));
}

/// The texts of languages that there is one text for; each other one is a failure.
fn one_each(article: &Article, found: &mut Found) -> (BTreeMap<Lang, Input>, Vec<Lang>) {
    let (mut texts, mut doubled) = (BTreeMap::new(), Vec::new());
    for (&lang, inputs) in &article.texts {
        match (lang, inputs.as_slice()) {
            (Some(lang), [input]) => {
                texts.insert(lang, input.clone());
            }
            (Some(lang), [first, second, ..]) => {
                let shown = |input: &Input| match &input.record {
                    Some(record) => format!("`{}:{}`", input.path.display(), record.line),
                    None => format!("`{}`", input.path.display()),
                };
                let message = format!("two texts in `{lang}`: {} and {}", shown(first), shown(second));
                found.failures.push(failure(article, second, message, "keep one of them"));
                doubled.push(lang);
            }
            _ => {}
        }
    }
    (texts, doubled)
}

/// Texts of which nothing tells the language: one is taken by itself, two files that the user named are an
/// original and its translation; records that share an `id` cannot be told apart.
fn without_language(article: &Article, nameless: Vec<Input>, options: &PairOptions, found: &mut Found) {
    let pair = |source, target| {
        let (name, layout) = (article.name.clone(), article.layout);
        Pair { name, layout, source, target, notices: Vec::new() }
    };
    match nameless.as_slice() {
        [target] if article.texts.is_empty() => {
            let target = Input { lang: target.lang.or(options.target), ..target.clone() };
            found.pairs.push(pair(None, target));
        }
        [source, target] if source.record.is_none() && article.texts.is_empty() => {
            found.pairs.push(pair(Some(source.clone()), target.clone()));
        }
        inputs => {
            for input in inputs {
                let message = "expected `lang` in the record, since others share its `id`, but found none";
                found.failures.push(failure(
                    article,
                    input,
                    message.to_owned(),
                    "add `lang` to each of them",
                ));
            }
        }
    }
}

fn failure(article: &Article, input: &Input, message: String, hint: &str) -> Failure {
    let mut error = Error::input(&input.path, message).hint(hint);
    if let Some(record) = &input.record {
        error = error.line(record.line);
    }
    Failure::of(&article.name, &input.path, &error)
}

/// The language of the original; `None` where it is not at hand, an error where it ought to be.
fn original(languages: &[Lang], options: &PairOptions, about: &About) -> Result<Option<Lang>, Lang> {
    if let Some(source) = options.source {
        return Ok(find(languages, source));
    }
    if about.alone {
        return Ok(None);
    }
    if let Some(original) = about.original {
        return find(languages, original).map(Some).ok_or(original);
    }
    if languages.len() < 2 {
        return Ok(None);
    }
    let target = options.target.and_then(|target| find(languages, target));
    let others = || languages.iter().copied().filter(|&lang| Some(lang) != target);
    Ok(others().find(|lang| lang.primary() == "en").or_else(|| others().next()))
}

/// The language itself, or the only variant of it that there is.
fn find(languages: &[Lang], wanted: Lang) -> Option<Lang> {
    let variants: Vec<Lang> = languages.iter().copied().filter(|lang| lang.same_language(&wanted)).collect();
    match variants.as_slice() {
        [only] => Some(*only),
        variants => variants.iter().copied().find(|&lang| lang == wanted),
    }
}

fn first_path(article: &Article) -> Option<PathBuf> {
    article.texts.values().flatten().next().map(|input| input.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Layout;

    fn lang(tag: &str) -> Lang {
        tag.parse().unwrap()
    }

    /// Chooses among files called for `languages`; pairs as `en-fr`, or `fr` alone.
    #[track_caller]
    fn check(languages: &str, options: &str, about: About, pairs: &str) -> Found {
        let mut texts: BTreeMap<_, Vec<Input>> = BTreeMap::new();
        for (number, tag) in languages.split_whitespace().enumerate() {
            let path = format!("x/{tag}.{number}").into();
            let input = Input { path, record: None, lang: Some(lang(tag)) };
            texts.entry(Some(lang(tag))).or_default().push(input);
        }
        let about = Some((PathBuf::from("x/article.toml"), about));
        let article = Article { name: "x".into(), layout: Layout::Folder, texts, about };
        let (source, target) = options.split_once('-').unwrap();
        let option = |tag: &str| (!tag.is_empty()).then(|| lang(tag));
        let options =
            PairOptions { source: option(source), target: option(target), ..PairOptions::default() };
        let mut found = Found::default();
        choose(article, &options, &mut found);
        let shown = |pair: &Pair| match &pair.source {
            Some(source) => format!("{}-{}", source.lang.unwrap(), pair.target.lang.unwrap()),
            None => pair.target.lang.unwrap().to_string(),
        };
        let got: Vec<_> = found.pairs.iter().map(shown).collect();
        assert_eq!(got.join(" "), pairs);
        found
    }

    fn original_in(tag: &str) -> About {
        About { original: Some(lang(tag)), ..About::default() }
    }

    #[test]
    fn english_is_the_original_or_else_the_first() {
        check("de en fr", "-", About::default(), "en-de en-fr");
        check("de en-GB fr", "-", About::default(), "en-GB-de en-GB-fr");
        check("de fr", "-", About::default(), "de-fr");
        check("fr", "-", About::default(), "fr");
    }

    #[test]
    fn what_the_user_says_goes_before_what_the_article_says() {
        check("de en fr", "-", original_in("fr"), "fr-de fr-en");
        check("de en fr", "de-", original_in("fr"), "de-en de-fr");
        check("de en fr", "de-fr", About::default(), "de-fr");
        check("de en fr", "-en", About::default(), "de-en");
        check("de en fr", "-en", original_in("fr"), "fr-en");
        check("de pt-BR", "pt-", About::default(), "pt-BR-de");
    }

    #[test]
    fn a_translation_is_taken_alone_where_the_original_is_not_at_hand() {
        check("de fr", "en-", About::default(), "de fr");
        check("fr", "en-fr", About::default(), "fr");
        check("de fr", "-", About { alone: true, ..original_in("en") }, "de fr");
    }

    #[test]
    fn an_original_without_translation_is_left_out() {
        let found = check("en", "-", original_in("en"), "");
        assert_eq!(found.skipped[0].message, "left out: an original in `en` without a translation");
        let found = check("en fr", "en-de", About::default(), "");
        assert_eq!(found.skipped[0].message, "left out: there is no translation into `de`");
    }

    #[test]
    fn a_missing_counterpart_is_a_failure() {
        let found = check("de", "-", original_in("en"), "");
        assert_eq!(found.failures[0].message, "the original is in `en`, but there is no file for it");
        let about = About { translations: vec![lang("de"), lang("es")], ..original_in("en") };
        let found = check("de en", "-", about, "en-de");
        assert_eq!(found.failures[0].message, "a translation is in `es`, but there is no file for it");
    }

    #[test]
    fn two_texts_in_one_language_are_a_failure() {
        let found = check("en fr fr de", "-", About::default(), "en-de");
        assert_eq!(found.failures[0].message, "two texts in `fr`: `x/fr.1` and `x/fr.2`");
        let found = check("en en fr", "-", About::default(), "");
        assert_eq!(found.failures.len(), 1);
    }
}
