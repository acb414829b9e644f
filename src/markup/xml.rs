//! XML as events: no entity is expanded but the five of XML itself, nothing is fetched, nothing recurses.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::{Error, Result};

/// The text of an XML file: by its byte order mark, else by the encoding that it declares, else UTF-8.
///
/// # Errors
/// If the encoding is unknown or the bytes are not in it.
pub(crate) fn decode<'a>(path: &Path, bytes: &'a [u8]) -> Result<Cow<'a, str>> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (declared(path, bytes)?, bytes),
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        Error::input(path, format!("expected {}, but some bytes are not", encoding.name()))
            .hint("save the file as UTF-8, or mend the encoding that its first line declares")
    })
}

fn declared(path: &Path, bytes: &[u8]) -> Result<&'static Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let Some(declaration) = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()) else {
        return Ok(UTF_8);
    };
    let Some((_, label)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let label = label.trim_start_matches([' ', '\t', '\r', '\n', '=']);
    let label = label.get(1..).and_then(|rest| rest.split(['"', '\'']).next()).unwrap_or_default();
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| Error::input(path, format!("the encoding `{label}` is not known")).line(1))
}

/// Events of an XML file, with the line of each. White space and references come as text.
pub(crate) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    path: PathBuf,
    counted: usize,
    line: u64,
    depth: usize,
    roots: usize,
}

/// What the readers of formats look at.
pub(crate) enum Piece<'a> {
    /// A start tag; an empty element is a start and an end.
    Start(BytesStart<'a>),
    /// An end tag, by its name without prefix.
    End(String),
    /// Text, with references resolved.
    Text(String),
}

impl<'a> Events<'a> {
    /// Over the decoded text of the file at `path`, which is for messages only.
    pub(crate) fn new(path: &Path, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, text, path: path.to_owned(), counted: 0, line: 1, depth: 0, roots: 0 }
    }

    /// The next start, end or text; `None` at the end of the file.
    ///
    /// # Errors
    /// If it is not well formed, or declares or uses an entity.
    pub(crate) fn next(&mut self) -> Result<Option<Piece<'a>>> {
        loop {
            let at = self.reader.buffer_position() as usize;
            self.advance(at);
            let event = self.reader.read_event().map_err(|cause| self.error(&format!("{cause}")))?;
            return Ok(Some(match event {
                Event::Start(tag) => {
                    if self.depth == 0 {
                        self.roots += 1;
                        if self.roots > 1 {
                            return Err(self.error("expected the end of the file after the root element"));
                        }
                    }
                    self.depth += 1;
                    Piece::Start(tag)
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End(tag.local_name().as_ref().to_owned())
                }
                Event::Text(text) => {
                    let text = text.xml10_content();
                    if self.depth == 0 && !text.trim().is_empty() {
                        return Err(self.error("expected an element, but found text outside of all elements"));
                    }
                    Piece::Text(text.into_owned())
                }
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let name: &str = &reference;
                    let resolved = match name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    match resolved {
                        Some(c) => Piece::Text(c.to_string()),
                        None => {
                            return Err(self
                                .error(&format!("the entity `&{name};` is not one of XML's own"))
                                .hint("entities are not expanded; write the text itself"));
                        }
                    }
                }
                Event::DocType(doctype) => {
                    if doctype.contains("<!ENTITY") || doctype.contains('[') {
                        return Err(self
                            .error("the file declares its own document type")
                            .hint("remove the part in `[ ]` of its DOCTYPE; entities are not expanded"));
                    }
                    continue;
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_) => continue,
                Event::Eof if self.depth > 0 || self.roots == 0 => {
                    return Err(self.error("the file ends before its last element does"));
                }
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// The 1-based line on which the piece that `next` gave last began.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// An error at the current line.
    pub(crate) fn error(&self, message: &str) -> Error {
        Error::input(&self.path, message).line(self.line)
    }

    /// An attribute by its local name, so `lang` finds `xml:lang` too, with references resolved.
    ///
    /// # Errors
    /// If the attributes are not well formed.
    pub(crate) fn attribute(&self, tag: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|cause| self.error(&format!("{cause}")))?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute
                    .normalized_value(XmlVersion::Explicit1_0)
                    .map_err(|cause| self.error(&format!("{cause}")))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    fn advance(&mut self, to: usize) {
        let passed = self.text.as_bytes().get(self.counted..to).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.counted = self.counted.max(to);
    }
}

/// The name of a tag without its prefix.
pub(crate) fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(text: &str) -> Result<String> {
        let mut events = Events::new(Path::new("x.xml"), text);
        let mut seen = String::new();
        while let Some(piece) = events.next()? {
            if let Piece::Text(text) = piece {
                seen.push_str(&text);
            }
        }
        Ok(seen)
    }

    #[test]
    fn refuses_entities() {
        for text in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
            "<a>&b;</a>",
            "<a>&#0;</a>",
        ] {
            assert!(drain(text).is_err(), "{text}");
        }
        assert_eq!(drain("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><a>x</a>").unwrap(), "x");
    }

    #[test]
    fn refuses_what_is_cut_off() {
        for text in ["", "<a>", "<a><b></a>", "<a/><b/>", "<a", "text"] {
            assert!(drain(text).is_err(), "{text}");
        }
    }

    #[test]
    fn decodes_by_mark_and_by_declaration() {
        let path = Path::new("x.xml");
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(path, &utf16).unwrap(), "<a>é</a>");
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>";
        assert!(decode(path, latin).unwrap().ends_with("<a>é</a>"));
        assert!(decode(path, b"<a>\xe9</a>").is_err());
        assert!(decode(path, b"<?xml encoding=\"no-such\"?>").is_err());
    }
}
