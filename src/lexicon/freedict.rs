//! FreeDict dictionaries in the form of dictd: `deu-fra.index` beside `deu-fra.dict.dz` or `deu-fra.dict`.
//!
//! The index has a headword, the place and the length of its article a line, the numbers in base 64
//! (A-Z a-z 0-9 + /, most significant digit first); the articles are plain text, packed with gzip. Of an
//! article the headword line and grammar notes are left out; what is left, cut at commas, semicolons, line
//! ends and numbers of meanings, are translations. Source of the form: dictd's `dictfmt(1)` and `dictzip(1)`.

use std::io::Read;
use std::path::Path;

use super::glossary::words;
use super::source::{Source, by_fan_out};
use super::table::Table;
use crate::error::{Error, Result};
use crate::lang::{LANGUAGES, Lang};

pub(super) const SOURCE: Source = Source {
    name: "FreeDict",
    endings: &[".index"],
    summary: "a dictd dictionary such as `/usr/share/dictd/freedict-deu-fra.index`, its `.dict.dz` beside it",
    rows: None,
    read,
};

/// Largest dictionary that is unpacked, in bytes (the largest of FreeDict has 60 MB).
const LARGEST: u64 = 256 << 20;
/// Longest translation that is taken, in words: longer ones explain rather than translate.
const LONGEST: usize = 4;

fn read(path: &Path, _: Lang, _: Lang) -> Result<Vec<Table>> {
    let failed = |cause| Error::input(path, "cannot read it").because(cause);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    let langs = languages(stem).ok_or_else(|| {
        Error::input(path, format!("expected a name such as `deu-fra.index`, but found `{stem}`"))
            .hint("the name says which languages it joins")
    })?;
    let index = std::fs::read(path).map_err(failed)?;
    let mut articles = Vec::new();
    let packed = path.with_extension("dict.dz");
    if packed.exists() {
        let file = std::fs::File::open(&packed).map_err(failed)?;
        let unpacked = flate2::read::MultiGzDecoder::new(std::io::BufReader::new(file));
        unpacked
            .take(LARGEST)
            .read_to_end(&mut articles)
            .map_err(|cause| Error::input(&packed, "cannot unpack it").because(cause))?;
    } else {
        let plain = path.with_extension("dict");
        articles = std::fs::read(&plain).map_err(|cause| {
            Error::input(path, "found no `.dict.dz` and no `.dict` beside it")
                .because(cause)
                .hint("both files belong together")
        })?;
    }
    Ok(vec![by_fan_out(langs, &parse(&String::from_utf8_lossy(&index), &articles))])
}

/// `freedict-deu-fra` or `deu-fra` -> German, French.
fn languages(stem: &str) -> Option<(Lang, Lang)> {
    let mut parts = stem.rsplit('-');
    let (target, source) = (parts.next()?, parts.next()?);
    let lang = |code: &str| -> Option<Lang> {
        let known = LANGUAGES.iter().find(|language| language.iso639_3 == code);
        known.map_or(code, |language| language.tag).parse().ok()
    };
    Some((lang(source)?, lang(target)?))
}

fn parse(index: &str, articles: &[u8]) -> Vec<(Vec<String>, Vec<String>)> {
    let mut entries = Vec::new();
    for line in index.lines() {
        let mut cells = line.split('\t');
        let (Some(headword), Some(start), Some(length)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        // `00databaseinfo` and its kin describe the dictionary.
        if headword.starts_with("00") {
            continue;
        }
        let (Some(start), Some(length)) = (base64(start), base64(length)) else { continue };
        let Some(article) = start.checked_add(length).and_then(|end| articles.get(start..end)) else {
            continue;
        };
        let source = words(headword);
        if source.is_empty() || source.len() > LONGEST {
            continue;
        }
        for translation in translations(&String::from_utf8_lossy(article)) {
            let target = words(&translation);
            if !target.is_empty() && target.len() <= LONGEST {
                entries.push((source.clone(), target));
            }
        }
    }
    entries
}

fn base64(digits: &str) -> Option<usize> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    digits
        .bytes()
        .try_fold(0, |value, digit| Some(value * 64 + DIGITS.iter().position(|&other| other == digit)?))
}

/// The translations of an article: its lines after the headword, without notes in brackets.
fn translations(article: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in article.lines().skip(1) {
        let mut clean = String::new();
        let mut open = 0usize;
        for c in line.chars() {
            match c {
                '<' | '[' | '(' | '{' => open += 1,
                '>' | ']' | ')' | '}' => open = open.saturating_sub(1),
                _ if open == 0 => clean.push(c),
                _ => {}
            }
        }
        // Examples, notes and cross-references.
        let text = clean.trim();
        if text.starts_with(['"', '\'', '-', '–', '~']) || text.contains(": ") || line.contains('{') {
            continue;
        }
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
        found.extend(
            text.split([',', ';']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARTICLES: &str = "Hund /hʊnt/ <m, n, sg>\nchien <m>\nZug /tsuːk/ <m>\n1. train, courant d'air\n";

    #[test]
    fn reads_headwords_and_their_translations() {
        let length = ARTICLES.find("Zug").unwrap();
        let digit =
            |value: usize| b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[value] as char;
        let number = |value: usize| format!("{}{}", digit(value / 64), digit(value % 64));
        let index = format!(
            "00databaseinfo\tA\tB\nhund\tA\t{}\nzug\t{}\t{}\n",
            number(length),
            number(length),
            number(ARTICLES.len() - length)
        );
        let entries = parse(&index, ARTICLES.as_bytes());
        let joined: Vec<_> = entries.iter().map(|(s, t)| (s.join(" "), t.join(" "))).collect();
        let pair = |s: &str, t: &str| (s.to_owned(), t.to_owned());
        assert_eq!(joined, [pair("hund", "chien"), pair("zug", "train"), pair("zug", "courant d air")]);
    }

    #[test]
    fn the_name_tells_the_languages() {
        let (source, target) = languages("freedict-deu-fra").unwrap();
        assert_eq!((source.as_str(), target.as_str()), ("de", "fr"));
        assert!(languages("dictionary").is_none());
    }

    proptest! {
        #[test]
        fn any_index_and_articles_are_read(index in "[a-zA-Z0-9+/\t\n]{0,200}", articles in prop::collection::vec(any::<u8>(), 0..200)) {
            parse(&index, &articles);
        }
    }
}
