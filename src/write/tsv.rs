//! Writes entries as a table, a bead a row, tab separated, and reads such tables back.
//!
//! Cells are exact: nothing is quoted or escaped, since units hold neither tabs nor line breaks. With
//! [`Export::spreadsheet_safe`] they are made safe for spreadsheets instead (OWASP, CSV injection), which
//! is not read back. Places of what is read lead to line and column of the table.

use std::io;
use std::path::Path;

use super::format::{Export, Format, Input, Output};
use super::note;
use super::record::rounded;
use super::unit::{self, Read, Unit, one_line};
use crate::bitext::Entry;
use crate::error::{Error, Result};
use crate::lang::Lang;

pub(super) const FORMAT: Format = Format {
    name: "tsv",
    extension: "tsv",
    aliases: &[],
    summary: "a table with a header, a bead a row, tab separated",
    alone: true,
    output: Output::One(write),
    input: Some(Input::Whole(read)),
};

const HEADER: [&str; 8] =
    ["article", "source_lang", "target_lang", "source", "target", "confidence", "score", "flags"];

/// Between the flags of a bead.
const BETWEEN: &str = " | ";

fn write(entry: &Entry, export: &Export, out: &mut dyn io::Write) -> io::Result<usize> {
    row(out, export, HEADER)?;
    let bitext = &entry.bitext;
    let source_lang = if bitext.is_alone() { String::new() } else { bitext.source().lang.to_string() };
    let article = one_line(&entry.name);
    unit::each(entry, export.min_confidence, &mut |unit| {
        let number = |value: Option<f32>| value.map(|value| rounded(value).to_string()).unwrap_or_default();
        let flags: Vec<_> = unit.marks.iter().map(|mark| note::write(mark).replace('|', "¦")).collect();
        row(
            out,
            export,
            [
                &article,
                &source_lang,
                bitext.target().lang.as_str(),
                &unit.source,
                &unit.target,
                &number(unit.confidence),
                &number(unit.score),
                &flags.join(BETWEEN),
            ],
        )
    })
}

fn row(out: &mut dyn io::Write, export: &Export, cells: [&str; 8]) -> io::Result<()> {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.write_all(b"\t")?;
        }
        if !export.spreadsheet_safe {
            out.write_all(cell.as_bytes())?;
            continue;
        }
        // A spreadsheet trims before it looks for a formula, and an apostrophe is the mark of a text.
        let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        write!(out, "\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))?;
    }
    out.write_all(b"\n")
}

fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Entry>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text =
        std::str::from_utf8(bytes).map_err(|cause| Error::input(path, "expected UTF-8").because(cause))?;
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let header = lines.next().unwrap_or_default();
    if header.starts_with('"') {
        return Err(Error::input(path, "the table was made for spreadsheets, which changed its cells")
            .line(1)
            .hint("read the `jsonl` or `tsv` that was written for machines"));
    }
    if header.split('\t').ne(HEADER) {
        return Err(Error::input(path, format!("expected the header `{}`", HEADER.join(" "))).line(1));
    }
    let mut entries = Vec::new();
    let mut current: Option<(Key, Vec<Read>)> = None;
    for (index, line) in lines.enumerate() {
        let number = index as u64 + 2;
        let wrong = |message: String| Error::input(path, message).line(number);
        if line.is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let Ok(cells) = <[&str; 8]>::try_from(cells) else {
            return Err(wrong(format!("expected 8 cells, but found {}", line.split('\t').count())));
        };
        let key = Key::of(cells).map_err(wrong)?;
        let read = unit_of(cells, number, key.source.is_some()).map_err(wrong)?;
        match &mut current {
            Some((found, units)) if *found == key => units.push(read),
            _ => {
                entries.extend(current.take().map(|found| finish(path, found)).transpose().map_err(wrong)?);
                current = Some((key, vec![read]));
            }
        }
    }
    let last = text.lines().count() as u64;
    let finished = current.map(|found| finish(path, found)).transpose();
    entries.extend(finished.map_err(|message| Error::input(path, message).line(last))?);
    Ok(entries)
}

/// What the rows of one article have in common.
#[derive(PartialEq)]
struct Key {
    article: String,
    source: Option<Lang>,
    target: Lang,
}

impl Key {
    fn of(cells: [&str; 8]) -> std::result::Result<Self, String> {
        let lang = |tag: &str| tag.parse::<Lang>().map_err(|cause| cause.message());
        let source = if cells[1].is_empty() { None } else { Some(lang(cells[1])?) };
        Ok(Self { article: cells[0].to_owned(), source, target: lang(cells[2])? })
    }
}

fn unit_of(cells: [&str; 8], line: u64, paired: bool) -> std::result::Result<Read, String> {
    let number = |cell: &str| match cell {
        "" => Ok(None),
        cell => match cell.parse::<f32>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(format!("expected a number, but found `{cell}`")),
        },
    };
    let column =
        |cell: usize| 1 + cell + cells[..cell].iter().map(|cell| cell.chars().count()).sum::<usize>();
    let mut marks = Vec::new();
    for flag in cells[7].split(BETWEEN).filter(|flag| !flag.is_empty()) {
        marks.push(note::read(flag).ok_or_else(|| {
            format!("expected a flag such as `error repeated-phrase, target 3-8: why`, but found `{flag}`")
        })?);
    }
    let unit = Unit {
        source: cells[3].to_owned(),
        target: cells[4].to_owned(),
        confidence: if paired { number(cells[5])? } else { None },
        score: number(cells[6])?,
        marks,
    };
    Ok(Read { unit, id: (line - 1).to_string(), lines: [line, line], columns: [column(3), column(4)] })
}

fn finish(path: &Path, (key, units): (Key, Vec<Read>)) -> std::result::Result<Entry, String> {
    unit::entry(path, Some(key.article), (key.source, key.target), units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &str) -> Result<Vec<Entry>> {
        read(Path::new("a.tsv"), format!("{}\n{rows}", HEADER.join("\t")).as_bytes())
    }

    #[test]
    fn leads_to_line_and_column() {
        let entries = check("a\ten\tde\tHi.\t \"Hallo.\t1\t\terror x, target 2-7: why\n").unwrap();
        let text = entries[0].bitext.target();
        let place = text.document.place(entries[0].flags[0].span.start);
        assert_eq!((place.line, place.column), (2, Some(15)));
        assert_eq!(text.document.slice(entries[0].flags[0].span), "Hallo");
    }

    #[test]
    fn names_the_line_of_what_is_wrong() {
        for (rows, wanted) in [
            ("a\tb", "a.tsv:2: expected 8 cells, but found 2"),
            ("a\ten\tde\tx\ty\tmuch\t\t", "a.tsv:2: expected a number, but found `much`"),
            ("a\ten\tdeutsch\tx\ty\t\t\t", "a.tsv:2: expected a language tag"),
            ("a\ten\tde\tx\ty\t1\t\tbad", "a.tsv:2: expected a flag such as"),
            ("a\ten\tde\tx\ty\t1\t\terror x, target 5-9: y", "a.tsv:2: the flag `x` lies outside"),
        ] {
            let error = check(rows).unwrap_err();
            assert!(error.to_string().starts_with(wanted), "{error}");
        }
    }

    #[test]
    fn spreadsheets_see_no_formula() {
        let export = Export { spreadsheet_safe: true, ..Export::default() };
        let mut out = Vec::new();
        row(&mut out, &export, ["=1", "+1", "-1", "@x", " =1", "a\"b", "ok", "＝1"]).unwrap();
        let wanted = "\"'=1\"\t\"'+1\"\t\"'-1\"\t\"'@x\"\t\"' =1\"\t\"a\"\"b\"\t\"ok\"\t\"'＝1\"\n";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
    }
}
