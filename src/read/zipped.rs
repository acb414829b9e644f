//! Zip files -> the files in them, as DOCX and EPUB need them: read into memory, never written anywhere.
//!
//! What the whole may unpack to is bounded by [`ReadOptions`], so that entries which share their packed bytes,
//! or pack themselves a thousandfold, are refused. A zip in a zip is never opened.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::options::ReadOptions;
use super::unpack::too_large;
use crate::error::{Error, Kind, Result};

/// A zip file whose entries are read one by one.
pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    options: ReadOptions,
}

impl<'a> Zipped<'a> {
    /// Opens a zip file. `what`: the format, for messages.
    ///
    /// # Errors
    /// If it is none, or is cut off.
    pub(super) fn open(bytes: &'a [u8], what: &str, options: &ReadOptions) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| {
            Error::new(Kind::Input, format!("expected {what}, a zip file, but it cannot be opened as one"))
                .because(cause)
                .hint("fetch it again, or open it in its own program and save it anew")
        })?;
        let left = options.most_of(bytes.len() as u64);
        Ok(Self { archive, left, options: *options })
    }

    /// Whether there is an entry of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// If there is none of that name, it is broken or encrypted, or more comes out than the limits allow.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>> {
        let wrong = |message: String| Error::new(Kind::Input, message);
        let entry = self.archive.by_name(name).map_err(|cause| match cause {
            ZipError::FileNotFound => wrong(format!("there is no `{name}` in the zip file")),
            cause => wrong(format!("cannot read `{name}` in the zip file")).because(cause),
        })?;
        let most = self.left.min(self.options.most());
        let mut bytes = Vec::new();
        entry
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|cause| wrong(format!("`{name}` in the zip file is broken")).because(cause))?;
        if bytes.len() as u64 > most {
            return Err(match most < self.options.most() {
                false => too_large(&self.options),
                true => wrong(format!(
                    "the zip file unpacks to more than {} times its size: a bomb, or not an article",
                    self.options.max_ratio
                ))
                .hint("unpack it first, if you trust it, or set `max-ratio` under `[read]`"),
            });
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// The entry that `reference`, found in the entry `from`, names: `%20` is a space, `..` goes up, what stands
/// behind `#` is a place in it.
///
/// # Errors
/// If it leads out of the zip file, to another folder or another machine.
pub(super) fn resolve(from: &str, reference: &str) -> Result<String> {
    let outside = || {
        Error::new(Kind::Input, format!("`{reference}`, named in `{from}`, leads out of the zip file"))
            .hint("nothing outside of it is read; fetch the file from a source that you trust")
    };
    let path = reference.split('#').next().unwrap_or_default();
    let path = unescape(path);
    if path.contains(['\\', '\0']) || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return Err(outside());
    }
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or_else(outside)?),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// `%41` is `A` (RFC 3986, section 2.1); what is no such escape stays.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_inside() {
        for (reference, wanted) in [
            ("text/one.xhtml", Some("OPS/text/one.xhtml")),
            ("../one%20two.xhtml#p3", Some("one two.xhtml")),
            ("/a/./b", Some("a/b")),
            ("../../etc/passwd", None),
            ("file:///etc/passwd", None),
            ("C:\\x", None),
            ("https://example.org/a", None),
            ("..\\..\\x", None),
            ("%2e%2e/%2e%2e/x", None),
        ] {
            assert_eq!(resolve("OPS/book.opf", reference).ok().as_deref(), wanted, "{reference}");
        }
    }
}
