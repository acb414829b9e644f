//! Headers and bodies of HTTP (RFC 9110 and 9112), as web archives keep them.

use std::borrow::Cow;

use super::options::ReadOptions;
use super::unpack;
use crate::error::{Error, Kind, Result};

/// `Name: value` lines, names in lower case.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Those of a record of a web archive; `None` where it does not start as one.
    pub(super) fn warc(head: &[u8]) -> Option<Fields> {
        head.starts_with(b"WARC/").then(|| Fields::of(head))
    }

    /// The lines after the first.
    fn of(head: &[u8]) -> Fields {
        let text = String::from_utf8_lossy(head);
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines().skip(1) {
            match (line.starts_with([' ', '\t']), fields.last_mut()) {
                // A line that starts with white space goes on with the one before (ISO 28500, section 4).
                (true, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => {
                    let Some((name, value)) = line.split_once(':') else { continue };
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
        Fields(fields)
    }

    /// The value of the first field of that name, which is lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The address of a record; some writers put it in `<>`.
    pub(super) fn address(&self) -> Option<String> {
        let address = self.get("warc-target-uri")?;
        let address = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(address);
        (!address.is_empty()).then(|| address.to_owned())
    }
}

/// Head of an answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) fields: Fields,
}

impl Answer {
    /// Reads a head; `None` where it is none.
    pub(super) fn of(head: &[u8]) -> Option<Answer> {
        let first = head.split(|&byte| byte == b'\n').next()?;
        let first = std::str::from_utf8(first).ok()?;
        let status = first.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Answer { status, fields: Fields::of(head) })
    }

    /// The body as the server packed it -> as it was. Where it is not what the head says, because whoever
    /// archived it has unpacked it already, it is taken as it is.
    ///
    /// # Errors
    /// If it is packed in a way that is not read, is broken, or unpacks to more than the limits allow.
    pub(super) fn body(&self, body: &[u8], options: &ReadOptions) -> Result<Vec<u8>> {
        let lower = |name: &str| self.fields.get(name).unwrap_or_default().to_ascii_lowercase();
        let body = match lower("transfer-encoding").contains("chunked") {
            true => unchunked(body).map_or(Cow::Borrowed(body), Cow::Owned),
            false => Cow::Borrowed(body),
        };
        let coding = lower("content-encoding");
        match coding.as_str() {
            "gzip" | "x-gzip" | "zstd" if unpack::starts_packed(&body) => {
                Ok(unpack::bytes(body.into_owned(), options)?.bytes)
            }
            "deflate" => Ok(inflated(&body, options).unwrap_or_else(|| body.into_owned())),
            // Brotli has no mark of its own: what looks like a page was unpacked already.
            "br" if !body.trim_ascii_start().starts_with(b"<") => {
                Err(Error::new(Kind::Input, "the page is packed with brotli, which is not read")
                    .hint("archive it with a crawler that unpacks pages, or accepts gzip only"))
            }
            _ => Ok(body.into_owned()),
        }
    }
}

/// Head and body of a message.
pub(super) fn cut(message: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\n', &message[at..]) {
        let line = &message[at..at + found];
        at += found + 1;
        if line.is_empty() || line == b"\r" {
            return message.split_at(at);
        }
    }
    (message, &[])
}

/// The charset that a media type names: `text/html; charset="utf-8"`.
pub(super) fn charset(media: &str) -> Option<&str> {
    media.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// A chunked body as one (RFC 9112, section 7.1); `None` where it is not chunked. What was cut off is missing.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    let mut first = true;
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(1024)]);
        let Some(end) = end else { return (!first).then_some(body) };
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok().filter(|_| !size.starts_with('+'))?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        let chunk = &rest[..size.min(rest.len())];
        body.extend_from_slice(chunk);
        rest = &rest[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(body);
        }
        first = false;
    }
}

/// `deflate` means zlib data (RFC 9110, section 8.4.1.2), and to some servers bare deflate data. `None` where it is
/// neither, or more than the limits allow.
fn inflated(body: &[u8], options: &ReadOptions) -> Option<Vec<u8>> {
    use std::io::Read;
    let most = options.most_of(body.len() as u64).min(options.most());
    let whole = |from: &mut dyn Read| {
        let mut bytes = Vec::new();
        let done = from.take(most + 1).read_to_end(&mut bytes);
        (done.is_ok() && bytes.len() as u64 <= most).then_some(bytes)
    };
    whole(&mut flate2::read::ZlibDecoder::new(body))
        .or_else(|| whole(&mut flate2::read::DeflateDecoder::new(body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_on_over_lines_and_have_one_case() {
        let fields =
            Fields::warc(b"WARC/1.1\r\nA-b: x\r\n  y\r\nno field\r\nWARC-Target-URI: <http://a/>\r\n\r\n")
                .unwrap();
        assert_eq!((fields.get("a-b"), fields.address().as_deref()), (Some("x y"), Some("http://a/")));
        assert!(Fields::warc(b"HTTP/1.1 200 OK\r\n").is_none());
    }

    #[test]
    fn a_body_that_is_not_chunked_is_none() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").as_deref(), Some(&b"abcde"[..]));
        assert_eq!(unchunked(b"3\r\nabc\r\nffffff\r\nde").as_deref(), Some(&b"abcde"[..]));
        assert_eq!(unchunked(b"<p>a\n</p>"), None);
        assert_eq!(unchunked(b"+3\nabc"), None);
        assert_eq!(charset("text/html; Charset='KOI8-R'"), Some("KOI8-R"));
    }
}
