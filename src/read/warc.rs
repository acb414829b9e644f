//! WARC (ISO 28500) and WET -> a [`Document`] a page: what a crawl fetched, each page by its address.
//!
//! Read are `response` records of status 200 and `resource` records that hold a page or plain text, and
//! `conversion` records, as in the WET files of Common Crawl; other records are counted and left out. A body
//! is unchunked and unpacked as its HTTP header says; where the header lies, since the crawler has done so
//! already, the body is taken as it is. A record whose `Content-Length` does not lead to the next is left out by
//! name, and the next is looked for.
//!
//! Of a place in such a text, the number of the record in the archive is known, which stands for the line.

use std::io::{self, BufRead, Read, SeekFrom};

use super::format::{Broken, Counts, Format, Head, Holds, Lie, Listed, Records, Source, Splitting};
use super::options::ReadOptions;
use super::{charset, html, http, plain};
use crate::bitext::{Anchor, Document};
use crate::error::{Error, Kind, Result};
use crate::lang::{LANGUAGES, Lang};

pub(super) const FORMAT: Format = Format {
    name: "warc",
    extensions: &["warc", "wet"],
    about: "web archives, plain or packed record by record: pages with status 200, and the text of WET files",
    declares_charset: false,
    holds: Holds::Records(Records { list, read, lie: Lie::Members }),
};

/// Longest header of a record, and of the answer in it, in bytes.
const MOST_HEADER: u64 = 1 << 16;

/// What every record starts with, and a line break before it.
const START: &[u8] = b"\nWARC/";

/// Also called for the archives in WACZ files.
pub(super) fn list(from: &mut dyn Source, tell: &mut dyn FnMut(Listed)) -> io::Result<Counts> {
    let start = from.stream_position()?;
    let end = from.seek(SeekFrom::End(0))?;
    from.seek(SeekFrom::Start(start))?;
    let mut counts = Counts::default();
    let mut at = start;
    loop {
        at += blank(from)?;
        if at >= end {
            return Ok(counts);
        }
        counts.records += 1;
        let number = counts.records;
        match record(from, at, end)? {
            Ok(found) => {
                let next = found.next;
                match found.page() {
                    Ok((id, lang)) => {
                        let length = next - at;
                        tell(Ok(Head { line: number, offset: at, length, id, lang, member: None }));
                    }
                    Err(what) => counts.leave_out(what),
                }
                at = next;
                from.seek(SeekFrom::Start(at))?;
            }
            Err((message, resume)) => {
                tell(Err(Broken { line: number, offset: at, message }));
                at = next_start(from, resume, end)?;
                from.seek(SeekFrom::Start(at))?;
            }
        }
    }
}

/// Skips line breaks; returns how many bytes they are.
fn blank(from: &mut dyn Source) -> io::Result<u64> {
    let mut count = 0;
    loop {
        let block = from.fill_buf()?;
        let breaks = block.iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
        let all = breaks == block.len() && breaks > 0;
        from.consume(breaks);
        count += breaks as u64;
        if !all {
            return Ok(count);
        }
    }
}

/// A record, as far as a listing looks into it.
struct Found {
    fields: http::Fields,
    /// Head of the answer in it, for those that hold one.
    answer: Option<http::Answer>,
    /// One past its content.
    next: u64,
}

/// Looks at the record that starts at `at`; or says what is wrong, and from where on to look for another.
fn record(from: &mut dyn Source, at: u64, end: u64) -> io::Result<std::result::Result<Found, (String, u64)>> {
    let mut head = Vec::new();
    read_head(from, &mut head)?;
    let Some(fields) = http::Fields::warc(&head) else {
        return Ok(Err(("expected a header that starts with `WARC/`".to_owned(), at + 1)));
    };
    let content = at + head.len() as u64;
    let Some(length) = fields.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
        return Ok(Err(("it has no `Content-Length`".to_owned(), content.saturating_sub(1))));
    };
    let answer = match fields.get("warc-type") {
        Some("response") => {
            let mut head = Vec::new();
            read_head(&mut from.take(length), &mut head)?;
            http::Answer::of(&head)
        }
        _ => None,
    };
    let resume = content.saturating_sub(1);
    let next = match content.checked_add(length) {
        Some(next) if next <= end => next,
        _ => return Ok(Err(("it is cut off, or its `Content-Length` is wrong".to_owned(), resume))),
    };
    from.seek(SeekFrom::Start(next))?;
    let mut after = Vec::new();
    from.take(9).read_to_end(&mut after)?;
    let bare = after.trim_ascii_start();
    let ends = bare.is_empty() || bare.starts_with(&START[1..]) || START[1..].starts_with(bare);
    if !ends || (!after.is_empty() && !after.starts_with(b"\r") && !after.starts_with(b"\n")) {
        return Ok(Err(("its `Content-Length` is wrong".to_owned(), resume)));
    }
    Ok(Ok(Found { fields, answer, next }))
}

/// Reads lines up to a blank one, and that.
fn read_head(from: &mut (impl BufRead + ?Sized), head: &mut Vec<u8>) -> io::Result<()> {
    let mut left = MOST_HEADER;
    while left > 0 {
        let before = head.len();
        let read = from.take(left).read_until(b'\n', head)? as u64;
        left -= read;
        let line = &head[before..];
        if read == 0 || line == b"\n" || line == b"\r\n" {
            break;
        }
    }
    Ok(())
}

/// Where the next record seems to start, from `at` on.
fn next_start(from: &mut dyn Source, at: u64, end: u64) -> io::Result<u64> {
    from.seek(SeekFrom::Start(at))?;
    let mut place = at;
    let mut matched = 0;
    loop {
        let block = from.fill_buf()?;
        if block.is_empty() {
            return Ok(end);
        }
        for (index, &byte) in block.iter().enumerate() {
            matched = match byte {
                byte if byte == START[matched] => matched + 1,
                b'\n' => 1,
                _ => 0,
            };
            if matched == START.len() {
                return Ok(place + index as u64 + 2 - START.len() as u64);
            }
        }
        place += block.len() as u64;
        let length = block.len();
        from.consume(length);
    }
}

/// What can be read of a media type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Medium {
    Html,
    Text,
}

fn medium(kind: &str) -> Option<Medium> {
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Medium::Html),
        "text/plain" => Some(Medium::Text),
        _ => None,
    }
}

impl Found {
    /// Address and language of the page, or what the record is instead.
    fn page(self) -> std::result::Result<(Option<String>, Option<Lang>), String> {
        let kind = self.fields.get("warc-type").unwrap_or("without type").to_owned();
        let media = match (&self.answer, kind.as_str()) {
            (Some(answer), "response") if answer.status != 200 => {
                return Err(format!("with status {}", answer.status));
            }
            (Some(answer), "response") => answer.fields.get("content-type").unwrap_or("text/html"),
            (None, "response") => return Err("response without HTTP".to_owned()),
            (_, "resource" | "conversion") => self.fields.get("content-type").unwrap_or("text/plain"),
            _ => return Err(kind),
        };
        if medium(media).is_none() {
            return Err(media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
        }
        Ok((self.fields.address().map(|address| bare(&address).to_owned()), language(&self.fields)))
    }
}

/// The address without its scheme, as a name for results.
fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/')
}

/// What Common Crawl found the main language of the page to be: codes of ISO 639-3, the first is the main one.
fn language(fields: &http::Fields) -> Option<Lang> {
    let code = fields.get("warc-identified-content-language")?.split(',').next()?.trim();
    let row = LANGUAGES.iter().find(|row| !row.iso639_3.is_empty() && row.iso639_3 == code)?;
    row.tag.parse().ok()
}

/// Also called for the archives in WACZ files.
pub(super) fn read(
    record: &[u8],
    number: u64,
    splitting: Splitting,
    options: &ReadOptions,
) -> Result<Document> {
    let wrong = |message: &str| Error::new(Kind::Input, message);
    let (head, content) = http::cut(record);
    let fields =
        http::Fields::warc(head).ok_or_else(|| wrong("expected a header that starts with `WARC/`"))?;
    let answer = fields.get("warc-type") == Some("response");
    let (media, body) = match answer {
        true => {
            let (head, body) = http::cut(content);
            let answer = http::Answer::of(head).ok_or_else(|| wrong("expected an answer of HTTP"))?;
            let media = answer.fields.get("content-type").unwrap_or("text/html").to_owned();
            (media, answer.body(body, options)?)
        }
        false => (fields.get("content-type").unwrap_or("text/plain").to_owned(), content.to_vec()),
    };
    let page = medium(&media) == Some(Medium::Html);
    let decoded = charset::decode_named(body, http::charset(&media), page)?;
    let (encoding, replaced) = (decoded.encoding, decoded.replaced);
    let mut document = if page { html::read(decoded)? } else { plain::read(decoded, splitting) };
    document.encoding = encoding;
    document.url = fields.address().or(document.url);
    document.declared = language(&fields).or(document.declared);
    let line = usize::try_from(number).unwrap_or(usize::MAX);
    document.anchors = vec![Anchor { offset: 0, line, column: 0 }];
    if let Some(why) = fields.get("warc-truncated") {
        document.notices.push(format!("record {number} was cut off when it was fetched: {why}"));
    }
    document.notices.extend(charset::made_no_sense(encoding, replaced));
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(kind: &str, address: &str, media: &str, content: &[u8]) -> Vec<u8> {
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        )
        .into_bytes();
        record.extend_from_slice(content);
        record.extend_from_slice(b"\r\n\r\n");
        record
    }

    fn response(address: &str, content: &str) -> Vec<u8> {
        made("response", address, "application/http; msgtype=response", content.as_bytes())
    }

    fn listed(bytes: &[u8]) -> (Vec<Listed>, Counts) {
        let mut records = Vec::new();
        let counts = list(&mut io::Cursor::new(bytes), &mut |listed| records.push(listed)).unwrap();
        (records, counts)
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        let (records, _) = listed(bytes);
        let read = |head: &Head| {
            let record = &bytes[head.offset as usize..][..head.length as usize];
            read(record, head.line, Splitting::Blocks, &ReadOptions::default()).unwrap().text
        };
        records.iter().flatten().map(read).collect()
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ein Satz.";

    #[test]
    fn pages_are_read_and_the_rest_is_counted() {
        let archive = [
            made("warcinfo", "", "application/warc-fields", b"software: x"),
            response("https://example.org/a/", PAGE),
            made("request", "https://example.org/a/", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
            response("https://example.org/b", "HTTP/1.1 404 Not Found\r\n\r\n<p>no"),
            response("https://example.org/c", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
            response("https://example.org/a/", PAGE),
            made("conversion", "https://example.org/d", "text/plain", "Größe.\n".as_bytes()),
        ]
        .concat();
        let (records, counts) = listed(&archive);
        let ids: Vec<_> = records.iter().map(|one| one.as_ref().unwrap().id.clone().unwrap()).collect();
        assert_eq!(ids, ["example.org/a", "example.org/a", "example.org/d"]);
        assert_eq!(counts.records, 7);
        let left_out: Vec<_> =
            counts.left_out.iter().map(|(what, count)| format!("{count} {what}")).collect();
        assert_eq!(left_out, ["1 image/png", "1 request", "1 warcinfo", "1 with status 404"]);
        assert_eq!(texts(&archive), ["Ein Satz.\n", "Ein Satz.\n", "Größe.\n"]);
    }

    #[test]
    fn a_wrong_length_costs_one_record() {
        let sound = response("https://example.org/b", PAGE);
        let record = |length: &str| {
            format!("WARC/1.0\r\nWARC-Type: response\r\n{length}\r\n{PAGE}\r\n\r\n").into_bytes()
        };
        for (bad, wrong) in [
            (record("Content-Length: 7\r\n"), "its `Content-Length` is wrong"),
            (record("Content-Length: 99999\r\n"), "it is cut off, or its `Content-Length` is wrong"),
            (record(""), "it has no `Content-Length`"),
            (b"rubbish\r\n".to_vec(), "expected a header that starts with `WARC/`"),
        ] {
            let (records, counts) = listed(&[bad, sound.clone(), sound.clone()].concat());
            assert_eq!(records[0], Err(Broken { line: 1, offset: 0, message: wrong.to_owned() }));
            assert_eq!((records.iter().flatten().count(), counts.records), (2, 3), "{wrong}");
        }
        let cut = &sound[..sound.len() - 20];
        assert!(listed(&[sound.as_slice(), cut].concat()).0[1].is_err());
    }

    #[test]
    fn a_page_that_shows_a_record_is_one_page() {
        let inner = response("https://example.org/x", PAGE);
        let page = [PAGE.as_bytes(), b"\n", &inner].concat();
        let archive = made("response", "https://example.org/a", "application/http", &page);
        assert_eq!(listed(&archive).0.len(), 1);
    }

    #[test]
    fn chunked_packed_and_foreign_bodies_are_read() {
        use std::io::Write;
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<p>Ein \r\n5;x=y\r\nSatz.\r\n0\r\n\r\n";
        let lying =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n<p>Ein Satz.";
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(b"<p>Ein Satz.").unwrap();
        let packed =
            [&b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n"[..], &packer.finish().unwrap()].concat();
        let cyrillic = encoding_rs::WINDOWS_1251.encode("<p>Съешь ещё этих").0.into_owned();
        let head = &b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n"[..];
        let archive = [
            response("https://example.org/a", chunked),
            response("https://example.org/b", lying),
            made("response", "https://example.org/c", "application/http", &packed),
            made("response", "https://example.org/d", "application/http", &[head, &cyrillic].concat()),
        ]
        .concat();
        assert_eq!(texts(&archive), ["Ein Satz.\n", "Ein Satz.\n", "Ein Satz.\n", "Съешь ещё этих\n"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_do_no_harm(
            parts in proptest::collection::vec("(WARC/1.0\r\n|Content-Length: [0-9]{1,3}\r\n|\r\n|WARC-Type: response\r\n|HTTP/1.1 200 OK|[a-z\u{0}]{0,9})", 0..40)
        ) {
            let bytes = parts.concat().into_bytes();
            let (records, _) = listed(&bytes);
            for head in records.iter().flatten() {
                let record = &bytes[head.offset as usize..][..head.length as usize];
                let _ = read(record, head.line, Splitting::Blocks, &ReadOptions::default());
            }
        }
    }
}
