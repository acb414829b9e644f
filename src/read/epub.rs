//! EPUB -> a [`Document`]: the chapters of a book in their order, in blocks with their kind.
//!
//! There are no lines: a place is the number of the block, counted through the book, and the character in it.
//! The table of contents is no text. Books that are locked (DRM) are refused by name.

use std::collections::BTreeMap;
use std::path::Path;

use super::charset;
use super::docx::inside;
use super::format::{Format, Holds};
use super::options::ReadOptions;
use super::paragraphs::Paragraphs;
use super::zipped::{self, Zipped};
use crate::bitext::Document;
use crate::error::{Error, Kind, Result};
use crate::markup::{self, xml};
use xml::{Events, Piece};

pub(super) const FORMAT: Format = Format {
    name: "epub",
    extensions: &["epub"],
    about: "books, chapter after chapter; a place is block and character",
    declares_charset: false,
    holds: Holds::Bytes(read),
};

/// Where the package is named (EPUB 3.3, section 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    let mut zip = Zipped::open(bytes, "EPUB", options)?;
    if zip.has("META-INF/rights.xml") || zip.has("META-INF/license.lcpl") {
        return Err(
            Error::new(Kind::Input, "the book is locked (DRM)").hint("only its shop's own reader opens it")
        );
    }
    let container = zip.read(CONTAINER)?;
    let path = package(&container).map_err(|error| inside(CONTAINER, &error))?;
    let path = zipped::resolve("", &path)?;
    let package = zip.read(&path)?;
    let book = book(&path, &package).map_err(|error| inside(&path, &error))?;
    let mut paragraphs = Paragraphs::default();
    let mut missing = 0;
    for chapter in &book.chapters {
        let name = zipped::resolve(&path, chapter)?;
        if !zip.has(&name) {
            missing += 1;
            continue;
        }
        let markup = charset::decode(zip.read(&name)?, true)?.text;
        if declares_entities(&markup) {
            return Err(Error::new(Kind::Input, format!("`{name}` declares its own document type"))
                .hint("remove the part in `[ ]` of its DOCTYPE; entities are not expanded"));
        }
        let page = markup::page(&open_tags(&markup));
        for block in &page.blocks {
            paragraphs.add(&page.text[block.span.range()], block.kind);
        }
    }
    let mut document = paragraphs.finish();
    document.title = book.title;
    document.declared = book.lang.and_then(|lang| lang.parse().ok());
    if missing > 0 {
        document.notices.push(format!("{missing} chapters are named in the book, but are not in it"));
    }
    Ok(document)
}

/// The path of the package.
fn package(bytes: &[u8]) -> Result<String> {
    let name = Path::new(CONTAINER);
    let text = xml::decode(name, bytes)?;
    let mut events = Events::new(name, &text);
    while let Some(piece) = events.next()? {
        if let Piece::Start(tag) = piece
            && xml::local(&tag) == "rootfile"
            && let Some(path) = events.attribute(&tag, "full-path")?
        {
            return Ok(path);
        }
    }
    Err(Error::new(Kind::Input, "expected the path of the book's package, but found none"))
}

/// What the package says.
#[derive(Default)]
struct Book {
    title: Option<String>,
    lang: Option<String>,
    /// References to the chapters, in the order of reading.
    chapters: Vec<String>,
}

fn book(path: &str, bytes: &[u8]) -> Result<Book> {
    let text = xml::decode(Path::new(path), bytes)?;
    let mut events = Events::new(Path::new(path), &text);
    let mut book = Book::default();
    let mut items: BTreeMap<String, String> = BTreeMap::new();
    let mut into = String::new();
    while let Some(piece) = events.next()? {
        match piece {
            Piece::Start(tag) => {
                into = xml::local(&tag);
                let attribute = |name: &str| events.attribute(&tag, name);
                match into.as_str() {
                    "item" => {
                        let kind = attribute("media-type")?.unwrap_or_default();
                        let contents = attribute("properties")?
                            .is_some_and(|list| list.split_whitespace().any(|one| one == "nav"));
                        let text = matches!(kind.as_str(), "application/xhtml+xml" | "text/html");
                        if let (Some(id), Some(href), true) =
                            (attribute("id")?, attribute("href")?, text && !contents)
                        {
                            items.insert(id, href);
                        }
                    }
                    "itemref" => {
                        let id = attribute("idref")?.unwrap_or_default();
                        book.chapters.extend(items.get(&id).cloned());
                    }
                    _ => {}
                }
            }
            Piece::Text(text) if text.trim().is_empty() => {}
            Piece::Text(text) => match into.as_str() {
                "title" => book.title = book.title.or(Some(text)),
                "language" => book.lang = book.lang.or(Some(text.trim().to_owned())),
                _ => {}
            },
            Piece::End(_) => into.clear(),
        }
    }
    Ok(book)
}

/// Whether the markup brings entities of its own, as bombs do.
fn declares_entities(markup: &str) -> bool {
    let head = &markup[..markup.floor_char_boundary(4096)];
    head.contains("<!ENTITY")
}

/// Elements that HTML leaves empty.
const EMPTY: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// XHTML as HTML: `<title/>` is `<title></title>`, which HTML would take for one that never ends.
fn open_tags(markup: &str) -> String {
    let mut html = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(end) = rest.find("/>") {
        let tag = rest[..end].rfind('<').map(|start| &rest[start + 1..end]);
        let name = tag.and_then(|tag| tag.split(|c: char| c.is_whitespace()).next()).unwrap_or_default();
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':');
        html.push_str(&rest[..end]);
        if plain && !EMPTY.contains(&name.to_ascii_lowercase().as_str()) {
            html.push_str("></");
            html.push_str(name);
            html.push('>');
        } else {
            html.push_str("/>");
        }
        rest = &rest[end + 2..];
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_without_content_are_closed() {
        assert_eq!(
            open_tags("<head><title/><meta a='b'/></head><a id=\"x\"/>Text<br/>"),
            "<head><title></title><meta a='b'/></head><a id=\"x\"></a>Text<br/>"
        );
    }
}
