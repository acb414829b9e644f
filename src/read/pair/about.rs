//! `article.toml`: what is said of an article beside its files.

use std::path::Path;

use crate::error::{Error, Kind, Result};
use crate::lang::Lang;
use crate::read::options::ReadOptions;
use crate::read::{charset, unpack};

/// Name of the file.
pub(super) const FILE: &str = "article.toml";

/// What it may say. The rest of the keys are for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The language of the original.
    pub(super) original: Option<Lang>,
    /// The languages that there must be translations into.
    pub(super) translations: Vec<Lang>,
    /// Whether the original is not at hand.
    pub(super) alone: bool,
}

/// Every key, sorted.
const KEYS: &[&str] =
    &["address", "alone", "author", "date", "licence", "note", "original", "site", "title", "translations"];

/// Reads the file.
///
/// # Errors
/// If it cannot be read, is no TOML, or holds an unknown key or a wrong value; with its line.
pub(super) fn read(path: &Path, options: &ReadOptions) -> Result<About> {
    let decoded =
        charset::decode(unpack::file(path, options)?.bytes, false).map_err(|error| error.at(path))?;
    parse(&decoded.text).map_err(|error| error.at(path))
}

fn parse(text: &str) -> Result<About> {
    let table = toml::de::DeTable::parse(text).map_err(|cause| {
        let start = cause.span().map_or(0, |span| span.start);
        Error::new(Kind::Input, cause.message().to_owned()).line(line_of(text, start))
    })?;
    let mut about = About::default();
    for (key, value) in table.get_ref() {
        let wrong =
            |message: String| Error::new(Kind::Input, message).line(line_of(text, value.span().start));
        let expected = |what: &str| wrong(format!("expected {what} for `{}`", key.get_ref()));
        match key.get_ref().as_ref() {
            "original" => about.original = Some(lang(value).map_err(wrong)?),
            "translations" => {
                let list = value.get_ref().as_array().ok_or_else(|| expected("a list of languages"))?;
                about.translations = list.iter().map(lang).collect::<Result<_, _>>().map_err(wrong)?;
            }
            "alone" => {
                about.alone = value.get_ref().as_bool().ok_or_else(|| expected("`true` or `false`"))?;
            }
            known if KEYS.contains(&known) => {}
            unknown => {
                let error = Error::new(Kind::Input, format!("unknown key `{unknown}`"))
                    .line(line_of(text, key.span().start));
                let near = |known: &&&str| strsim::damerau_levenshtein(known, unknown);
                return Err(match KEYS.iter().min_by_key(near).filter(|known| near(known) <= 2) {
                    Some(known) => error.hint(format!("did you mean `{known}`?")),
                    None => error.hint(format!("known keys: {}", KEYS.join(", "))),
                });
            }
        }
    }
    Ok(about)
}

fn lang(value: &toml::Spanned<toml::de::DeValue<'_>>) -> Result<Lang, String> {
    let tag =
        value.get_ref().as_str().ok_or("expected a language tag in quotation marks, such as `\"de\"`")?;
    tag.parse().map_err(|error: Error| error.message())
}

/// The 1-based line of a byte.
fn line_of(text: &str, offset: usize) -> u64 {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_it_says() {
        let about =
            parse("original = \"FR\"\ntitle = \"x\"\ndate = 2026-01-02\ntranslations = [\"de\", \"pt-br\"]\nalone = true")
                .unwrap();
        let lang = |tag: &str| tag.parse().unwrap();
        let translations = vec![lang("de"), lang("pt-BR")];
        assert_eq!(about, About { original: Some(lang("fr")), translations, alone: true });
    }

    #[test]
    fn names_line_and_nearest_key() {
        for (text, line, message) in [
            ("title = \"x\"\norignal = \"fr\"", 2, "unknown key `orignal`; did you mean `original`?"),
            ("license = \"CC0\"", 1, "unknown key `license`; did you mean `licence`?"),
            ("\n\noriginal = 3", 3, "expected a language tag in quotation marks, such as `\"de\"`"),
            (
                "original = \"french!\"",
                1,
                "expected a language tag such as `de` or `pt-BR`, but found `french!`",
            ),
            ("alone = 1", 1, "expected `true` or `false` for `alone`"),
            ("translations = \"de\"", 1, "expected a list of languages for `translations`"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.line_number(), error.to_string().as_str()), (Some(line), message));
        }
        assert_eq!(parse("title = \"x\"\noriginal = ").unwrap_err().line_number(), Some(2));
        assert!(parse("zzzzzzzz = 1").unwrap_err().advice().unwrap().starts_with("known keys: address"));
    }
}
