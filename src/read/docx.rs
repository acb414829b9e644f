//! DOCX (ECMA-376, WordprocessingML) -> a [`Document`]: the paragraphs that a reader would see, with their
//! kind; footnotes and endnotes after the text. What was deleted under tracked changes, field codes, headers
//! and footers are no text.
//!
//! There are no lines: a place is the number of the paragraph and the character in it.

use std::collections::BTreeMap;
use std::path::Path;

use quick_xml::events::BytesStart;

use super::format::{Format, Holds};
use super::options::ReadOptions;
use super::paragraphs::Paragraphs;
use super::zipped::{self, Zipped};
use crate::bitext::{Document, Kind};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::markup::xml::{self, Events, Piece};

pub(super) const FORMAT: Format = Format {
    name: "docx",
    extensions: &["docx", "docm"],
    about: "documents of Word; a place is paragraph and character",
    declares_charset: false,
    holds: Holds::Bytes(read),
};

/// Where the text lies, unless the file says otherwise.
const DOCUMENT: &str = "word/document.xml";

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    let mut zip = Zipped::open(bytes, "DOCX", options)?;
    let main = main_part(&mut zip)?;
    let beside = |name: &str| zipped::resolve(&main, name);
    let styles = match beside("styles.xml")? {
        name if zip.has(&name) => part(&mut zip, &name, styles)?,
        _ => Styles::new(),
    };
    let mut paragraphs = Paragraphs::default();
    part(&mut zip, &main, |events| body(events, &styles, &mut paragraphs))?;
    for name in [beside("footnotes.xml")?, beside("endnotes.xml")?] {
        if zip.has(&name) {
            part(&mut zip, &name, |events| body(events, &styles, &mut paragraphs))?;
        }
    }
    let mut document = paragraphs.finish();
    if zip.has("docProps/core.xml") {
        let (title, lang) = part(&mut zip, "docProps/core.xml", about)?;
        document.title = title;
        document.declared = lang.and_then(|lang| lang.parse().ok());
    }
    Ok(document)
}

/// Reads a part, and names it in errors.
fn part<T>(zip: &mut Zipped<'_>, name: &str, read: impl FnOnce(&mut Events<'_>) -> Result<T>) -> Result<T> {
    let bytes = zip.read(name)?;
    let done =
        xml::decode(Path::new(name), &bytes).and_then(|text| read(&mut Events::new(Path::new(name), &text)));
    done.map_err(|error| inside(name, &error))
}

/// The error of a part as one of the whole file.
pub(super) fn inside(name: &str, error: &Error) -> Error {
    let line = error.line_number().map_or(String::new(), |line| format!(", line {line}"));
    let outer = Error::new(ErrorKind::Input, format!("`{name}`{line}: {}", error.message()));
    match error.advice() {
        Some(advice) => outer.hint(advice),
        None => outer,
    }
}

/// The part that holds the text, as the relations of the package say (ECMA-376, part 2, section 9.3).
fn main_part(zip: &mut Zipped<'_>) -> Result<String> {
    const RELATIONS: &str = "_rels/.rels";
    if !zip.has(RELATIONS) {
        return Ok(DOCUMENT.to_owned());
    }
    let target = part(zip, RELATIONS, |events| {
        let mut target = None;
        while let Some(piece) = events.next()? {
            if let Piece::Start(tag) = piece
                && events.attribute(&tag, "Type")?.is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                target = target.or(events.attribute(&tag, "Target")?);
            }
        }
        Ok(target)
    })?;
    zipped::resolve("", target.as_deref().unwrap_or(DOCUMENT))
}

/// What the styles of the document make of a paragraph.
type Styles = BTreeMap<String, Kind>;

/// Styles by id; the names of the built-in ones are English in every language of Word.
fn styles(events: &mut Events<'_>) -> Result<Styles> {
    let mut styles = Styles::new();
    let mut id = String::new();
    while let Some(piece) = events.next()? {
        let Piece::Start(tag) = piece else { continue };
        let value = |events: &Events<'_>| events.attribute(&tag, "val");
        match xml::local(&tag).as_str() {
            "style" => id = events.attribute(&tag, "styleId")?.unwrap_or_default(),
            "name" => {
                let name = value(events)?.unwrap_or_default().to_lowercase();
                let kind = match name.as_str() {
                    "title" | "subtitle" => Some(Kind::Heading),
                    "caption" => Some(Kind::Caption),
                    "quote" | "intense quote" => Some(Kind::Quote),
                    name if name.starts_with("heading") => Some(Kind::Heading),
                    name if name.starts_with("list") => Some(Kind::Item),
                    _ => None,
                };
                styles.extend(kind.map(|kind| (id.clone(), kind)));
            }
            "outlineLvl" if value(events)?.is_some_and(|level| level != "9") => {
                styles.insert(id.clone(), Kind::Heading);
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// What stands in the text but is not to be read: deleted text, codes of fields, what stands in for
/// programs that do not know a drawing.
const ASIDE: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback"];

/// A paragraph that is being read; text boxes hold others inside.
#[derive(Default)]
struct Open {
    text: String,
    kind: Option<Kind>,
}

fn body(events: &mut Events<'_>, styles: &Styles, paragraphs: &mut Paragraphs) -> Result<()> {
    let mut open: Vec<Open> = Vec::new();
    let (mut aside, mut cells, mut text) = (0_usize, 0_usize, false);
    while let Some(piece) = events.next()? {
        match piece {
            Piece::Start(tag) => {
                let name = xml::local(&tag);
                if aside > 0 || ASIDE.contains(&name.as_str()) || is_mark_of_a_note(events, &tag, &name)? {
                    aside += 1;
                    continue;
                }
                match name.as_str() {
                    "p" => open.push(Open::default()),
                    "tc" => cells += 1,
                    "t" => text = true,
                    _ => {}
                }
                let Some(paragraph) = open.last_mut() else { continue };
                match name.as_str() {
                    "tab" | "ptab" if !paragraph.text.is_empty() => paragraph.text.push('\t'),
                    "br" | "cr" => paragraph.text.push('\n'),
                    "noBreakHyphen" => paragraph.text.push('\u{2011}'),
                    "softHyphen" => paragraph.text.push('\u{AD}'),
                    "numPr" => paragraph.kind = paragraph.kind.or(Some(Kind::Item)),
                    "pStyle" => {
                        let style = events.attribute(&tag, "val")?.unwrap_or_default();
                        paragraph.kind = styles.get(&style).copied().or(paragraph.kind);
                    }
                    _ => {}
                }
            }
            Piece::Text(run) => {
                if let Some(paragraph) = open.last_mut().filter(|_| text && aside == 0) {
                    paragraph.text.push_str(&run);
                }
            }
            Piece::End(_) if aside > 0 => aside -= 1,
            Piece::End(name) => match name.as_str() {
                "t" => text = false,
                "tc" => cells = cells.saturating_sub(1),
                "p" => {
                    if let Some(done) = open.pop() {
                        let plain = if cells > 0 { Kind::Cell } else { Kind::Paragraph };
                        paragraphs.add(&done.text, done.kind.unwrap_or(plain));
                    }
                }
                _ => {}
            },
        }
    }
    Ok(())
}

/// The lines that part notes from the text are notes of their own, with a type.
fn is_mark_of_a_note(events: &Events<'_>, tag: &BytesStart<'_>, name: &str) -> Result<bool> {
    Ok(matches!(name, "footnote" | "endnote")
        && events.attribute(tag, "type")?.is_some_and(|kind| kind != "normal"))
}

/// Title and language, as the properties of the document say them.
fn about(events: &mut Events<'_>) -> Result<(Option<String>, Option<String>)> {
    let (mut title, mut lang, mut into) = (None, None, String::new());
    while let Some(piece) = events.next()? {
        match piece {
            Piece::Start(tag) => into = xml::local(&tag),
            Piece::Text(text) if into == "title" => title = Some(text).filter(|text| !text.trim().is_empty()),
            Piece::Text(text) if into == "language" => lang = Some(text),
            Piece::Text(_) => {}
            Piece::End(_) => into.clear(),
        }
    }
    Ok((title, lang))
}
