//! Writes entries as TMX 1.4b translation memories and reads TMX files of any origin.
//!
//! A bead is a `tu`; its sentences are joined in one `seg` a side. The article, confidence and score are
//! `x-` properties, flags are notes. Sentences without counterpart are left out unless asked for.
//! No date is written, since the same input gives the same bytes.
//! Reading keeps the text and drops inline codes; places lead to the line of the TMX file.

use std::io;
use std::path::Path;

use quick_xml::events::BytesStart;

use super::format::{Export, Format, Input, Output};
use super::note;
use super::record::rounded;
use super::unit::{self, Mark, Read, Unit};
use super::xml::{self, Events, Piece, escape};
use crate::bitext::Entry;
use crate::error::Result;
use crate::lang::Lang;

pub(super) const FORMAT: Format = Format {
    name: "tmx",
    extension: "tmx",
    aliases: &[],
    summary: "TMX 1.4b, the translation memory that every CAT tool reads; pairs only",
    alone: false,
    output: Output::One(write),
    input: Some(Input::Whole(read)),
};

fn write(entry: &Entry, export: &Export, out: &mut dyn io::Write) -> io::Result<usize> {
    let source = entry.bitext.source().lang;
    let target = entry.bitext.target().lang;
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n\
         <header creationtool=\"alinea\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"alinea\" \
         adminlang=\"en\" srclang=\"{source}\" datatype=\"plaintext\">\n\
         <prop type=\"x-article\">{}</prop>\n<prop type=\"x-target\">{target}</prop>\n</header>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&entry.name),
    )?;
    let lost = unit::each(entry, export.min_confidence, &mut |unit| {
        if unit.is_null() && !export.keep_nulls {
            return Ok(());
        }
        out.write_all(b"<tu>\n")?;
        for mark in &unit.marks {
            writeln!(out, "<note>{}</note>", escape(&note::write(mark)))?;
        }
        if let Some(confidence) = unit.confidence {
            writeln!(out, "<prop type=\"x-confidence\">{}</prop>", rounded(confidence))?;
        }
        if let Some(score) = unit.score {
            writeln!(out, "<prop type=\"x-score\">{}</prop>", rounded(score))?;
        }
        for (lang, text) in [(source, &unit.source), (target, &unit.target)] {
            writeln!(out, "<tuv xml:lang=\"{lang}\"><seg>{}</seg></tuv>", escape(text))?;
        }
        out.write_all(b"</tu>\n")
    })?;
    out.write_all(b"</body>\n</tmx>\n")?;
    Ok(lost)
}

/// One language of a unit.
struct Variant {
    lang: Lang,
    text: String,
    line: u64,
}

#[derive(Default)]
struct Tu {
    id: String,
    variants: Vec<Variant>,
    marks: Vec<Mark>,
    confidence: Option<f32>,
    score: Option<f32>,
}

/// Elements whose content is the code of another format, not text.
const CODES: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Entry>> {
    let text = xml::decode(path, bytes)?;
    let mut events = Events::new(path, &text);
    let (mut article, mut declared_target, mut srclang) = (None, None, None);
    let mut files: Vec<((Lang, Lang), Vec<Read>)> = Vec::new();
    let mut tu = Tu::default();
    let (mut lang, mut number) = (None, 0_u64);
    // What the text goes to: the name of the element, its `type`, and the depth of codes inside.
    let mut target: Option<(String, String)> = None;
    let (mut content, mut codes, mut line) = (String::new(), 0_usize, 0);
    let mut root = true;
    while let Some(piece) = events.next()? {
        match piece {
            Piece::Start(tag) => {
                let name = xml::local(&tag);
                if std::mem::take(&mut root) && name != "tmx" {
                    return Err(events.error(&format!("expected a `tmx` element, but found `{name}`")));
                }
                match name.as_str() {
                    _ if codes > 0 || CODES.contains(&name.as_str()) => codes += 1,
                    "header" => srclang = events.attribute(&tag, "srclang")?,
                    "tu" => {
                        number += 1;
                        let id = events.attribute(&tag, "tuid")?.unwrap_or_else(|| number.to_string());
                        tu = Tu { id, ..Tu::default() };
                    }
                    "tuv" => lang = Some(language(&events, &tag)?),
                    "seg" | "prop" | "note" => {
                        let kind = events.attribute(&tag, "type")?.unwrap_or_default();
                        target = Some((name, kind));
                        content.clear();
                        line = events.line();
                    }
                    _ => {}
                }
            }
            Piece::Text(text) => {
                if target.is_some() && codes == 0 {
                    content.push_str(&text);
                }
            }
            Piece::End(_) if codes > 0 => codes -= 1,
            Piece::End(name) => match name.as_str() {
                "tu" => {
                    let tu = std::mem::take(&mut tu);
                    add(tu, srclang.as_deref(), declared_target, &mut files).map_err(|e| events.error(&e))?;
                }
                "tuv" => lang = None,
                "seg" | "prop" | "note" => {
                    let Some((_, kind)) = target.take() else { continue };
                    let number = || content.trim().parse::<f32>().ok().filter(|value| value.is_finite());
                    match (name.as_str(), kind.as_str()) {
                        ("seg", _) => {
                            let lang = lang.ok_or_else(|| events.error("expected `seg` inside of `tuv`"))?;
                            tu.variants.push(Variant { lang, text: content.clone(), line });
                        }
                        ("prop", "x-article") => article = Some(content.clone()),
                        ("prop", "x-target") => declared_target = content.parse().ok(),
                        ("prop", "x-confidence") => tu.confidence = number(),
                        ("prop", "x-score") => tu.score = number(),
                        ("note", _) => tu.marks.extend(note::read(&content)),
                        _ => {}
                    }
                }
                _ => {}
            },
        }
    }
    if files.is_empty()
        && let (Some(source), Some(target)) = (srclang.and_then(|tag| tag.parse().ok()), declared_target)
    {
        files.push(((source, target), Vec::new()));
    }
    files
        .into_iter()
        .map(|((source, target), units)| {
            unit::entry(path, article.clone(), (Some(source), target), units).map_err(|e| events.error(&e))
        })
        .collect()
}

fn language(events: &Events<'_>, tag: &BytesStart<'_>) -> Result<Lang> {
    let given = events.attribute(tag, "lang")?.ok_or_else(|| events.error("`tuv` has no `xml:lang`"))?;
    given.parse().map_err(|cause: crate::error::Error| events.error(&cause.message()))
}

/// Most pairs of languages in one memory: a file with more is no memory of texts.
const MOST_PAIRS: usize = 1000;

/// Puts a unit into the file of each of its pairs of languages.
fn add(
    tu: Tu,
    srclang: Option<&str>,
    declared: Option<Lang>,
    files: &mut Vec<((Lang, Lang), Vec<Read>)>,
) -> std::result::Result<(), String> {
    let wanted: Option<Lang> = srclang.and_then(|tag| tag.parse().ok());
    let exact = |variant: &Variant| wanted == Some(variant.lang);
    let near = |variant: &Variant| wanted.is_some_and(|lang| lang.same_language(&variant.lang));
    let source =
        tu.variants.iter().position(exact).or_else(|| tu.variants.iter().position(near)).unwrap_or(0);
    let Some(original) = tu.variants.get(source) else { return Ok(()) };
    for (index, variant) in tu.variants.iter().enumerate() {
        if index == source {
            continue;
        }
        let langs = (original.lang, variant.lang);
        let ours = declared.is_none_or(|lang| lang == variant.lang);
        let unit = Unit {
            source: original.text.clone(),
            target: variant.text.clone(),
            confidence: Some(tu.confidence.unwrap_or(1.0)),
            score: tu.score,
            marks: if ours { tu.marks.clone() } else { Vec::new() },
        };
        let read = Read { unit, id: tu.id.clone(), lines: [original.line, variant.line], columns: [0, 0] };
        match files.iter().position(|(found, _)| *found == langs) {
            Some(known) => files[known].1.push(read),
            None if files.len() == MOST_PAIRS => {
                return Err(format!("more than {MOST_PAIRS} pairs of languages"));
            }
            None => files.push((langs, vec![read])),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<tmx version='1.4'><header srclang='en' segtype='sentence'/><body>";

    fn check(body: &str) -> Vec<Entry> {
        read(Path::new("x.tmx"), format!("{HEAD}{body}</body></tmx>").as_bytes()).unwrap()
    }

    #[test]
    fn keeps_text_and_drops_codes() {
        let entries = check(
            "<tu>\n<tuv xml:lang='de'><seg>Ein <bpt i='1'>&lt;b <sub>x</sub></bpt>fett<ept i='1'/>er <hi>Satz</hi></seg></tuv>\
             <tuv lang='EN-US'><seg>A &amp; B &#x263A; <![CDATA[<c>]]></seg></tuv></tu>",
        );
        let bitext = &entries[0].bitext;
        assert_eq!(bitext.target().sentence(0), "Ein fetter Satz");
        assert_eq!(bitext.source().sentence(0), "A & B ☺ <c>");
        assert_eq!(bitext.source().lang.as_str(), "en-US", "srclang finds its region");
        assert_eq!(bitext.target().document.place(0).line, 2);
    }

    #[test]
    fn a_memory_of_three_languages_is_two_entries() {
        let tuv = |lang: &str| format!("<tuv xml:lang='{lang}'><seg>{lang}</seg></tuv>");
        let entries = check(&format!("<tu>{}{}{}</tu>", tuv("fr"), tuv("en"), tuv("de")));
        let pairs: Vec<_> = entries.iter().map(Entry::pair).collect();
        assert_eq!(pairs, ["en-fr", "en-de"]);
    }

    #[test]
    fn says_the_line_of_what_is_wrong() {
        let error =
            read(Path::new("x.tmx"), b"<tmx>\n<body><tu><tuv><seg/></tuv></tu></body></tmx>").unwrap_err();
        assert_eq!(error.to_string(), "x.tmx:2: `tuv` has no `xml:lang`");
        assert!(read(Path::new("x.tmx"), b"<xliff/>").is_err());
    }
}
