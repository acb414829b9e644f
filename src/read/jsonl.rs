//! JSON lines -> one [`Document`] a record.

use std::io::{self, BufRead};

use super::format::{Format, Holds, Listed, Records, Splitting};
use crate::bitext::Document;
use crate::error::Result;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "one article a line: `id`, `lang`, `text` or `html`, `url`, `title`",
    declares_charset: false,
    holds: Holds::Records(Records { list, read }),
};

fn list(_from: &mut dyn BufRead, _tell: &mut dyn FnMut(Listed)) -> io::Result<()> {
    Ok(())
}

fn read(_bytes: &[u8], _line: u64, _splitting: Splitting) -> Result<Document> {
    Ok(Document::default())
}
