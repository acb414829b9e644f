//! JSON lines -> a [`Document`] a record: an object a line with `id`, `lang`, `text` or `html`, `url`, `title`.
//!
//! Where a record has both `text` and `html`, `text` is read. Other keys mean nothing. Only the line of the
//! file is known of a place in such a text, not the column.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer};

use super::format::{Broken, Counts, Decoded, Format, Head, Holds, Lie, Listed, Records, Source, Splitting};
use super::options::ReadOptions;
use super::{charset, html, plain};
use crate::bitext::{Anchor, Document};
use crate::error::{Error, Kind, Result};

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "an article a line: `id`, `lang`, `text` or `html`, `url`, `title`",
    declares_charset: false,
    holds: Holds::Records(Records { list, read, lie: Lie::Lines }),
};

/// Longest line, in bytes.
const MOST: u64 = 1 << 30;

/// UTF-8 needs no byte order mark, but some files have it.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What is wrong with a line without an article in it.
const NO_ARTICLE: &str = "expected `text` or `html` in the record, but found neither";

/// What is looked at to list a record; whatever the type of the rest.
#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    lang: Option<String>,
    text: Option<IgnoredAny>,
    html: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Article {
    lang: Option<String>,
    text: Option<Lossy>,
    html: Option<Lossy>,
    url: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Text in which half a surrogate pair, as programs leave it that cut an emoji in two, is U+FFFD.
struct Lossy(String);

impl<'de> Deserialize<'de> for Lossy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Lossy;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Lossy, E> {
                Ok(Lossy(String::from_utf8_lossy(bytes).into_owned()))
            }
        }
        // Asked for bytes, serde_json gives the escapes of half a pair as three bytes that are no UTF-8.
        deserializer.deserialize_bytes(Bytes)
    }
}

impl Id {
    fn into_text(self) -> String {
        match self {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        }
    }
}

fn list(from: &mut dyn Source, tell: &mut dyn FnMut(Listed)) -> io::Result<Counts> {
    let (mut bytes, mut offset, mut line) = (Vec::new(), 0_u64, 0_u64);
    loop {
        bytes.clear();
        let length = from.take(MOST + 1).read_until(b'\n', &mut bytes)? as u64;
        if length == 0 {
            return Ok(Counts { records: line, ..Counts::default() });
        }
        line += 1;
        if length > MOST {
            let message = format!("the line is longer than {} MiB", MOST >> 20);
            tell(Err(Broken { line, offset, message }));
            offset += length + from.skip_until(b'\n')? as u64;
            continue;
        }
        let mark = if line == 1 && bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let record = bytes[mark..].trim_ascii_end();
        let start = offset + mark as u64;
        if !record.is_empty() {
            let (id, lang) = match head(record) {
                Ok(known) => known,
                Err(message) => {
                    tell(Err(Broken { line, offset, message }));
                    offset += length;
                    continue;
                }
            };
            tell(Ok(Head { line, offset: start, length: record.len() as u64, id, lang, member: None }));
        }
        offset += length;
    }
}

/// Name and language of a record, or what is wrong with it.
fn head(record: &[u8]) -> Result<(Option<String>, Option<crate::lang::Lang>), String> {
    let line: Line = serde_json::from_slice(record).map_err(|cause| broken(&cause))?;
    if line.text.is_none() && line.html.is_none() {
        return Err(NO_ARTICLE.to_owned());
    }
    let lang = match line.lang {
        Some(lang) => Some(lang.parse().map_err(|error: Error| format!("`lang`: {}", error.message()))?),
        None => None,
    };
    Ok((line.id.map(Id::into_text).filter(|id| !id.trim().is_empty()), lang))
}

fn broken(cause: &serde_json::Error) -> String {
    // It counts lines itself, and a record is one line: only the column says something.
    let cause = cause.to_string().replace("at line 1 column", "at column");
    format!("expected a JSON object on the line: {cause}")
}

fn read(record: &[u8], line: u64, splitting: Splitting, _: &ReadOptions) -> Result<Document> {
    let wrong = |message: String| Error::new(Kind::Input, message).line(line);
    // JSON is UTF-8, but some programs that write it do not know that.
    let other = std::str::from_utf8(record).is_err().then(|| charset::decode(record.to_vec(), false));
    let other = other.transpose()?;
    let record = other.as_ref().map_or(record, |decoded| decoded.text.as_bytes());
    let article: Article = serde_json::from_slice(record).map_err(|cause| wrong(broken(&cause)))?;
    let decoded = |text: Lossy| Decoded { text: text.0, encoding: "UTF-8", replaced: 0 };
    let mut document = match (article.text, article.html) {
        (Some(text), _) => plain::read(decoded(text), splitting),
        (None, Some(html)) => html::read(decoded(html))?,
        (None, None) => return Err(wrong(NO_ARTICLE.to_owned())),
    };
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    document.anchors = vec![Anchor { offset: 0, line, column: 0 }];
    document.directives.iter_mut().for_each(|directive| directive.line = line);
    document.declared = article.lang.and_then(|lang| lang.parse().ok()).or(document.declared);
    document.url = article.url.or(document.url);
    document.title = article.title.or(document.title);
    document.encoding = other.as_ref().map_or("UTF-8", |decoded| decoded.encoding);
    document
        .notices
        .extend(other.and_then(|decoded| charset::made_no_sense(decoded.encoding, decoded.replaced)));
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(record: &[u8], line: u64, splitting: Splitting) -> Result<Document> {
        super::read(record, line, splitting, &ReadOptions::default())
    }

    fn listed(text: &[u8]) -> Vec<Listed> {
        let mut records = Vec::new();
        list(&mut io::Cursor::new(text), &mut |listed| records.push(listed)).unwrap();
        records
    }

    #[test]
    fn lists_records_with_where_they_lie() {
        let text = "\u{FEFF}{\"id\": \"a\", \"lang\": \"pt-br\", \"text\": \"Olá\"}\r\n\n{\"id\": 7, \"html\": \"\"}";
        let records: Vec<Head> = listed(text.as_bytes()).into_iter().map(|one| one.unwrap()).collect();
        assert_eq!((records[0].line, records[0].offset), (1, 3));
        assert_eq!(records[0].lang, Some("pt-BR".parse().unwrap()));
        assert_eq!((records[1].line, records[1].id.as_deref()), (3, Some("7")));
        let bytes = &text.as_bytes()[records[1].offset as usize..][..records[1].length as usize];
        assert_eq!(bytes, b"{\"id\": 7, \"html\": \"\"}");
    }

    #[test]
    fn a_broken_line_is_told_and_the_others_go_on() {
        let text = "{\"text\": \"a\"\n[]\n{\"title\": \"b\"}\n{\"text\": \"c\", \"lang\": \"fr_\"}\n{\"text\": \"d\"}\n";
        let records = listed(text.as_bytes());
        let wrong: Vec<_> = records[..4].iter().map(|one| one.as_ref().unwrap_err().line).collect();
        assert_eq!(wrong, [1, 2, 3, 4]);
        assert_eq!(
            records[0].as_ref().unwrap_err().message,
            "expected a JSON object on the line: EOF while parsing an object at column 12"
        );
        assert_eq!(records[2].as_ref().unwrap_err().message, NO_ARTICLE);
        assert!(records[3].as_ref().unwrap_err().message.starts_with("`lang`: expected a language tag"));
        assert!(records[4].is_ok());
    }

    #[test]
    fn reads_a_record_and_knows_its_line() {
        let record = r#"{"lang":"fr","text":"Un.\n\nDeux.","url":"https://example.org/","title":"T"}"#;
        let document = read(record.as_bytes(), 9, Splitting::Blocks).unwrap();
        assert_eq!(document.text, "Un.\n\nDeux.");
        assert_eq!(document.blocks.len(), 2);
        assert_eq!((document.place(6).line, document.place(6).column), (9, None));
        assert_eq!(document.declared, Some("fr".parse().unwrap()));
        assert_eq!(document.url.as_deref(), Some("https://example.org/"));
        let presplit = read(record.as_bytes(), 9, Splitting::Presplit).unwrap();
        assert_eq!(presplit.blocks.len(), 3);
    }

    #[test]
    fn half_an_emoji_does_not_cost_the_article() {
        let document = read(br#"{"text":"Hallo \ud83d, \u00e4\ud83d\ude00"}"#, 3, Splitting::Blocks).unwrap();
        assert_eq!(document.text.replace('\u{FFFD}', ""), "Hallo , ä😀");
        let error = read(br#"{"text":["a"]}"#, 3, Splitting::Blocks).unwrap_err();
        assert!(error.message().contains("invalid type: sequence, expected a string"), "{error}");
        assert_eq!(error.line_number(), Some(3));
    }

    #[test]
    fn a_record_in_another_charset_is_decoded() {
        let document = read(b"{\"text\": \"\xC9t\xE9, h\xF4tel\"}", 1, Splitting::Blocks).unwrap();
        assert_eq!((document.text.as_str(), document.encoding), ("Été, hôtel", "windows-1252"));
        assert!(document.notices.is_empty());
        let record = ["{\"text\": \"Été, hôtel, fenêtre ".as_bytes(), b"\xFF\"}"].concat();
        let document = read(&record, 1, Splitting::Blocks).unwrap();
        assert_eq!(document.encoding, "UTF-8");
        assert_eq!(document.notices, ["1 sequence of bytes made no sense as UTF-8 and became U+FFFD"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_do_no_harm(bytes: Vec<u8>) {
            listed(&bytes);
            let _ = read(&bytes, 1, Splitting::Blocks);
        }
    }
}
