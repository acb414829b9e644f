//! Writes entries as two files of equal length, line i of one translating line i of the other, as the
//! tools around Moses read them.
//!
//! No line holds a character that any reader splits on: units have none. Sentences without counterpart
//! are left out unless asked for.

use std::io;

use super::format::{Export, Format, Output};
use super::unit;
use crate::bitext::{Entry, Side};

pub(super) const FORMAT: Format = Format {
    name: "moses",
    extension: "",
    aliases: &[],
    summary: "two files of plain text, line by line, named `<stem>.<language>`",
    alone: false,
    output: Output::Sides(write),
    input: None,
};

fn write(entry: &Entry, export: &Export, side: Side, out: &mut dyn io::Write) -> io::Result<usize> {
    let lost = unit::each(entry, export.min_confidence, &mut |unit| {
        if unit.is_null() && !export.keep_nulls {
            return Ok(());
        }
        let text = if side == Side::Source { &unit.source } else { &unit.target };
        writeln!(out, "{text}")
    })?;
    // Counted over both sides: what is said once holds for both files.
    Ok(if side == Side::Source { lost } else { 0 })
}
