//! Tables of words of many languages -> the rows that the words of a text name.
//!
//! A table has a row a thing and a column a language; a cell holds the forms of its word, parted by `|`. In a form
//! `*` ends a stem, `?` at its end marks a word that means other things too, and a space parts tokens. In scripts
//! without spaces a form is looked for letter by letter.

use rustc_hash::FxHashMap;

use super::words::{Kind, Token, Words};

/// The forms of a table, by language.
#[derive(Debug, Default)]
pub(super) struct Forms {
    languages: FxHashMap<&'static str, Index>,
}

/// The forms of one language, by their first bytes.
type Index = FxHashMap<u32, Vec<Form>>;

#[derive(Debug)]
struct Form {
    text: String,
    stem: bool,
    sure: bool,
    row: usize,
}

/// What a word names: rows that all have forms of the same length, the longest there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Numbers of the rows.
    pub(super) rows: Vec<usize>,
    /// Whether the word means nothing else.
    pub(super) sure: bool,
    /// The token after it.
    pub(super) end: usize,
    /// Bytes of the form.
    pub(super) bytes: usize,
}

/// Lines of a table, cut into cells, without comments: its head comes first.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// First bytes of a form or word, at most three: what [`Forms`] are found by.
fn key(text: &str) -> u32 {
    text.bytes().take(3).fold(0, |key, byte| key << 8 | u32::from(byte))
}

impl Forms {
    /// Reads a table whose languages start in column `first`; `any` is a column of signs that every language has.
    pub(super) fn new(table: &'static str, first: usize, any: Option<usize>) -> Self {
        let mut names = Forms::default();
        let mut lines = lines(table);
        let head = lines.next().unwrap_or_default();
        for (row, cells) in lines.enumerate() {
            for (tag, cell) in head.iter().zip(&cells).skip(first) {
                names.add(tag, cell, row);
            }
            if let Some(cell) = any.and_then(|any| cells.get(any)) {
                head.iter().skip(first).for_each(|tag| names.add(tag, cell, row));
                names.add("", cell, row);
            }
        }
        names
    }

    /// Adds the forms of a cell.
    fn add(&mut self, tag: &'static str, cell: &'static str, row: usize) {
        for form in cell.split('|').filter(|form| !form.is_empty()) {
            let (form, sure) = form.strip_suffix('?').map_or((form, true), |form| (form, false));
            self.put(tag, form, sure, row);
        }
    }

    /// Adds one form of a language.
    pub(super) fn put(&mut self, tag: &'static str, form: &'static str, sure: bool, row: usize) {
        let (text, stem) = form.strip_suffix('*').map_or((form, false), |stem| (stem, true));
        // A hyphen is a token of its own.
        let text = if text.contains(" - ") { text.to_owned() } else { text.replace('-', " - ") };
        let forms = self.languages.entry(tag).or_default();
        let first = text.split(' ').next().unwrap_or(&text);
        let key = key(first.trim_end_matches('*'));
        forms.entry(key).or_default().push(Form { text, stem, sure, row });
    }

    /// The row of the longest form of one word that a text starts with.
    pub(super) fn stem(&self, tag: &str, text: &str) -> Option<usize> {
        let forms = self.languages.get(tag)?.get(&key(text))?;
        let starts =
            forms.iter().filter(|form| text.starts_with(&form.text) && (form.stem || form.text == text));
        starts.max_by_key(|form| form.text.len()).map(|form| form.row)
    }

    /// All that a run of tokens names, one behind the other: the place of the first token, and what it says. `may`: whether
    /// a name may begin with a token.
    pub(super) fn all(
        &self,
        words: &Words<'_>,
        tokens: &[Token],
        may: impl Fn(&Token) -> bool,
    ) -> Vec<(usize, Named)> {
        let (mut all, mut at) = (Vec::new(), 0);
        while let Some(token) = tokens.get(at) {
            let may = matches!(token.kind, Kind::Word | Kind::Glyph) && may(token);
            match may.then(|| self.find(words, tokens, at)).flatten() {
                Some(named) => {
                    let next = named.end;
                    all.push((at, named));
                    at = next;
                }
                None => at += 1,
            }
        }
        all
    }

    /// What the tokens from `at` on name, if anything: the longest form wins.
    pub(super) fn find(&self, words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Named> {
        let forms = self.languages.get(words.language.tag).or_else(|| self.languages.get(""))?;
        let token = tokens.get(at)?;
        let first = words.lower(token);
        let wide = token.kind == Kind::Glyph;
        let mut found: Option<Named> = None;
        for form in forms.get(&key(first))? {
            let end = match wide {
                true => glyphs(words, tokens, at, &form.text),
                false => spaced(words, tokens, at, form),
            };
            let Some(end) = end else { continue };
            let bytes = form.text.len();
            match &mut found {
                Some(best) if best.bytes > bytes => {}
                Some(best) if best.bytes == bytes && best.end == end => {
                    best.sure |= form.sure;
                    if !best.rows.contains(&form.row) {
                        best.rows.push(form.row);
                    }
                }
                _ => found = Some(Named { rows: vec![form.row], sure: form.sure, end, bytes }),
            }
        }
        found
    }
}

/// The token behind a form that stands at `at`, token by token.
fn spaced(words: &Words<'_>, tokens: &[Token], at: usize, form: &Form) -> Option<usize> {
    let mut parts = form.text.split(' ').peekable();
    let mut next = at;
    while let Some(part) = parts.next() {
        let token = tokens.get(next)?;
        if next > at && token.span.start > tokens[next - 1].span.end + 3 {
            return None;
        }
        let word = words.lower(token);
        let last = parts.peek().is_none();
        let same = match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None if last && form.stem => word.starts_with(part),
            None => word == part,
        };
        if !same {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The token behind a form that stands at `at`, where words are not parted.
fn glyphs(words: &Words<'_>, tokens: &[Token], at: usize, form: &str) -> Option<usize> {
    let start = tokens.get(at)?.span.start;
    let text = words.document().get(start..)?;
    text.starts_with(form).then(|| {
        let end = start + form.len();
        at + tokens[at..].iter().take_while(|token| token.span.start < end).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &[&str] = &[
        include_str!("number/units.tsv"),
        include_str!("number/days.tsv"),
        include_str!("number/numerals.tsv"),
        include_str!("number/fractions.tsv"),
        include_str!("rules/places.tsv"),
        include_str!("rules/words.tsv"),
    ];

    #[test]
    fn every_row_has_a_cell_a_language() {
        for table in TABLES {
            let all: Vec<_> = lines(table).collect();
            assert!(all.len() > 7);
            for row in &all {
                assert_eq!(row.len(), all[0].len(), "{row:?}");
            }
        }
    }

    /// A stem is found by its first three bytes, and forms are compared with lower-cased words.
    #[test]
    fn every_form_can_be_found() {
        for cell in TABLES.iter().flat_map(|table| lines(table).skip(1)).flatten() {
            for form in cell.split('|') {
                for part in form.split(' ').filter(|part| part.ends_with('*')) {
                    assert!(part.len() > 3, "{form}");
                }
            }
        }
    }
}
