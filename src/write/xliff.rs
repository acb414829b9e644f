//! Writes entries as XLIFF 2.1 and reads XLIFF 2.x and 1.2 of any origin.
//!
//! A bead is a unit of one segment, so that a translator's tool shows it as a row. Flags are notes with
//! category (the rule) and priority (the severity); their characters, the confidence and the score are
//! metadata. A segment with a warning or error has the sub-state `alinea:suspect`; a source without
//! translation has no target and the state `initial`.
//! Reading keeps the text and drops inline codes; places lead to the line of the XLIFF file.

use std::io;
use std::path::Path;

use super::format::{Export, Format, Input, Output};
use super::note;
use super::record::rounded;
use super::unit::{self, Mark, Read, Unit};
use super::xml::{self, Events, Piece, escape};
use crate::bitext::{Entry, Severity};
use crate::error::Result;
use crate::lang::Lang;

pub(super) const FORMAT: Format = Format {
    name: "xliff",
    extension: "xlf",
    aliases: &["xliff"],
    summary: "XLIFF 2.1 for translators' tools, flags as notes",
    alone: false,
    output: Output::One(write),
    input: Some(Input::Whole(read)),
};

fn write(entry: &Entry, export: &Export, out: &mut dyn io::Write) -> io::Result<usize> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" \
         version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\">\n<file id=\"f1\" original=\"{}\">",
        entry.bitext.source().lang,
        entry.bitext.target().lang,
        escape(&entry.name),
    )?;
    let mut number = 0;
    let lost = unit::each(entry, export.min_confidence, &mut |unit| {
        number += 1;
        write_unit(unit, number, out)
    })?;
    if number == 0 {
        // A file without unit is not valid: an article without sentences has one that says nothing.
        out.write_all(b"<unit id=\"u1\"><segment><source/></segment></unit>\n")?;
    }
    out.write_all(b"</file>\n</xliff>\n")?;
    Ok(lost)
}

fn write_unit(unit: &Unit, number: usize, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<unit id=\"u{number}\">")?;
    if unit.confidence.is_some() || unit.score.is_some() || !unit.marks.is_empty() {
        out.write_all(b"<mda:metadata><mda:metaGroup category=\"alinea\">")?;
        if let Some(confidence) = unit.confidence {
            write!(out, "<mda:meta type=\"confidence\">{}</mda:meta>", rounded(confidence))?;
        }
        if let Some(score) = unit.score {
            write!(out, "<mda:meta type=\"score\">{}</mda:meta>", rounded(score))?;
        }
        for (index, mark) in unit.marks.iter().enumerate() {
            write!(out, "<mda:meta type=\"n{}\">{}-{}</mda:meta>", index + 1, mark.start, mark.end)?;
        }
        out.write_all(b"</mda:metaGroup></mda:metadata>\n")?;
    }
    if !unit.marks.is_empty() {
        out.write_all(b"<notes>\n")?;
        for (index, mark) in unit.marks.iter().enumerate() {
            writeln!(
                out,
                "<note id=\"n{}\" appliesTo=\"{}\" category=\"{}\" priority=\"{}\">{}</note>",
                index + 1,
                note::name(mark.side),
                escape(&mark.rule),
                priority(mark.severity),
                escape(&mark.message),
            )?;
        }
        out.write_all(b"</notes>\n")?;
    }
    let suspect = unit.marks.iter().any(|mark| mark.severity >= Severity::Warning);
    let state = if unit.target.is_empty() { "initial" } else { "translated" };
    write!(out, "<segment state=\"{state}\"")?;
    if suspect {
        out.write_all(b" subState=\"alinea:suspect\"")?;
    }
    write!(out, "><source>{}</source>", escape(&unit.source))?;
    if !unit.target.is_empty() {
        write!(out, "<target>{}</target>", escape(&unit.target))?;
    }
    out.write_all(b"</segment>\n</unit>\n")
}

/// 1 is the highest of ten.
fn priority(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 3,
        Severity::Hint => 5,
        Severity::Info => 7,
    }
}

/// The severity of a priority, ours or another tool's.
fn severity(priority: u8) -> Severity {
    match priority {
        0..=2 => Severity::Error,
        3..=4 => Severity::Warning,
        5..=6 => Severity::Hint,
        _ => Severity::Info,
    }
}

/// What is gathered of one unit of either version.
#[derive(Default)]
struct Gathered {
    id: String,
    /// Text and line of each segment; the target may be missing.
    segments: Vec<[Option<(String, u64)>; 2]>,
    notes: Vec<(String, Mark)>,
    metas: Vec<(String, String)>,
}

impl Gathered {
    fn finish(self) -> impl Iterator<Item = Read> {
        let meta = |wanted: &str| {
            self.metas.iter().find(|(kind, _)| kind == wanted).map(|(_, value)| value.trim().to_owned())
        };
        let number = |wanted: &str| meta(wanted)?.parse::<f32>().ok().filter(|value| value.is_finite());
        let (confidence, score) = (number("confidence"), number("score"));
        let mut marks: Vec<Mark> = Vec::new();
        for (id, mark) in &self.notes {
            // A note without characters is another tool's remark, no flag.
            let Some(range) = meta(id) else { continue };
            let Some((start, end)) = range.split_once('-') else { continue };
            if let (Ok(start), Ok(end)) = (start.parse(), end.parse()) {
                marks.push(Mark { start, end, ..mark.clone() });
            }
        }
        let single = self.segments.len() == 1;
        let name = self.id;
        self.segments.into_iter().enumerate().map(move |(number, [source, target])| {
            let id = if single { name.clone() } else { format!("{name}#{}", number + 1) };
            let (source, source_line) = source.unwrap_or_default();
            let (target, target_line) = target.unwrap_or_default();
            let unit = Unit {
                source,
                target,
                confidence: Some(confidence.unwrap_or(1.0)),
                score,
                marks: if single { marks.clone() } else { Vec::new() },
            };
            Read { unit, id, lines: [source_line, target_line], columns: [0, 0] }
        })
    }
}

/// Elements of either version whose content is the code of another format, not text.
const CODES: [&str; 6] = ["bpt", "ept", "it", "ph", "sub", "data"];

fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Entry>> {
    let text = xml::decode(path, bytes)?;
    let mut events = Events::new(path, &text);
    let mut entries = Vec::new();
    let (mut source_lang, mut target_lang, mut name) = (None, None, None);
    let (mut units, mut number): (Vec<Read>, u64) = (Vec::new(), 0);
    let mut gathered = Gathered::default();
    let mut pending: Option<(String, Mark)> = None;
    // Which element the text goes to.
    let mut into: Option<String> = None;
    let (mut content, mut line, mut codes, mut aside) = (String::new(), 0, 0_usize, 0_usize);
    let mut root = true;
    while let Some(piece) = events.next()? {
        match piece {
            Piece::Start(tag) => {
                let element = xml::local(&tag);
                if std::mem::take(&mut root) && element != "xliff" {
                    return Err(events.error(&format!("expected an `xliff` element, but found `{element}`")));
                }
                let attribute = |name: &str| events.attribute(&tag, name);
                if aside > 0
                    || matches!(element.as_str(), "alt-trans" | "matches" | "seg-source" | "ignorable")
                {
                    aside += 1;
                    continue;
                }
                if codes > 0 || CODES.contains(&element.as_str()) {
                    codes += 1;
                    continue;
                }
                match element.as_str() {
                    "xliff" => (source_lang, target_lang) = (attribute("srcLang")?, attribute("trgLang")?),
                    "file" => {
                        name = attribute("original")?;
                        source_lang = attribute("source-language")?.or(source_lang);
                        target_lang = attribute("target-language")?.or(target_lang);
                    }
                    "unit" | "trans-unit" => {
                        number += 1;
                        let id = attribute("id")?.unwrap_or_else(|| number.to_string());
                        gathered = Gathered { id, ..Gathered::default() };
                        if element == "trans-unit" {
                            gathered.segments.push([None, None]);
                        }
                    }
                    "segment" => gathered.segments.push([None, None]),
                    "source" | "target" | "note" | "meta" => {
                        if matches!(element.as_str(), "note" | "meta") {
                            let id = attribute(if element == "meta" { "type" } else { "id" })?;
                            let priority = attribute("priority")?.and_then(|value| value.parse().ok());
                            let mark = Mark {
                                rule: attribute("category")?.unwrap_or_default(),
                                severity: severity(priority.unwrap_or(10)),
                                side: attribute("appliesTo")?
                                    .and_then(|side| note::side(&side))
                                    .unwrap_or(crate::bitext::Side::Target),
                                start: 0,
                                end: 0,
                                message: String::new(),
                            };
                            pending = Some((id.unwrap_or_default(), mark));
                        }
                        into = Some(element);
                        content.clear();
                        line = events.line();
                    }
                    "cp" => {
                        let code = attribute("hex")?.and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                        content.extend(code.and_then(char::from_u32));
                    }
                    _ => {}
                }
            }
            Piece::Text(text) => {
                if into.is_some() && codes == 0 && aside == 0 {
                    content.push_str(&text);
                }
            }
            Piece::End(_) if aside > 0 => aside -= 1,
            Piece::End(_) if codes > 0 => codes -= 1,
            Piece::End(element) => match element.as_str() {
                "source" | "target" if into.as_deref() == Some(element.as_str()) => {
                    into = None;
                    let side = usize::from(element == "target");
                    let Some(segment) = gathered.segments.last_mut() else {
                        return Err(events.error(&format!("expected `{element}` inside of a segment")));
                    };
                    segment[side] = Some((std::mem::take(&mut content), line));
                }
                "note" | "meta" if into.as_deref() == Some(element.as_str()) => {
                    into = None;
                    let Some((id, mark)) = pending.take() else { continue };
                    let content = std::mem::take(&mut content);
                    match element.as_str() {
                        "note" => gathered.notes.push((id, Mark { message: content, ..mark })),
                        _ => gathered.metas.push((id, content)),
                    }
                }
                "unit" | "trans-unit" => units.extend(std::mem::take(&mut gathered).finish()),
                "file" => {
                    let lang = |given: &Option<String>, what: &str| -> Result<Lang> {
                        let missing = || events.error(&format!("the language of the {what} is not named"));
                        let given = given.as_deref().ok_or_else(missing)?;
                        given.parse().map_err(|cause: crate::error::Error| events.error(&cause.message()))
                    };
                    let langs = (Some(lang(&source_lang, "source")?), lang(&target_lang, "target")?);
                    let units = std::mem::take(&mut units);
                    let entry = unit::entry(path, name.take(), langs, units);
                    entries.push(entry.map_err(|message| events.error(&message))?);
                }
                _ => {}
            },
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str) -> Vec<[String; 2]> {
        let entries = read(Path::new("x.xlf"), file.as_bytes()).unwrap();
        let bitext = &entries[0].bitext;
        bitext
            .beads()
            .iter()
            .map(|bead| {
                [crate::bitext::Side::Source, crate::bitext::Side::Target]
                    .map(|side| bitext.joined(bead, side))
            })
            .collect()
    }

    #[test]
    fn reads_version_2_with_inline_codes() {
        let found = check(
            "<xliff version='2.0' srcLang='en' trgLang='de'><file id='f'><unit id='1'><originalData><data id='d'>x</data></originalData>\
             <segment><source>A <pc id='1'>bold</pc><ph id='2'/> <cp hex='0041'/></source><target>Ein <mrk id='m'>fetter</mrk></target></segment>\
             <ignorable><source> </source></ignorable><segment><source>B</source></segment></unit></file></xliff>",
        );
        assert_eq!(found, [["A bold A", "Ein fetter"], ["B", ""]]);
    }

    #[test]
    fn reads_version_1_2_and_leaves_other_translations_aside() {
        let found = check(
            "<xliff version='1.2'><file original='a' source-language='en' target-language='de' datatype='x'><body>\
             <trans-unit id='1'><source>A <g id='1'>b</g><x id='2'/><bpt id='3'>&lt;i></bpt></source><seg-source><mrk>A</mrk></seg-source>\
             <target>Ein b</target><alt-trans><source>no</source><target>nein</target></alt-trans></trans-unit></body></file></xliff>",
        );
        assert_eq!(found, [["A b", "Ein b"]]);
    }

    #[test]
    fn says_that_a_language_is_missing() {
        let file = "<xliff version='2.0' srcLang='en'>\n<file id='f'><unit id='1'><segment><source>A</source></segment></unit></file></xliff>";
        let error = read(Path::new("x.xlf"), file.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "x.xlf:2: the language of the target is not named");
    }
}
