//! One article in one language, as read: its text, stored once, and the blocks that lie in it.

use std::ops::Range;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::directive::Directive;
use super::place::Place;
use super::repair::Repair;
use crate::lang::Lang;

/// Half-open byte range into [`Document::text`], on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to and without `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// As a range, to index with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Running text, or a line of which nothing more is known.
    #[default]
    Paragraph,
    /// A heading of any level, or the title.
    Heading,
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// A cell or row of a table.
    Cell,
    /// The caption of a picture or table.
    Caption,
    /// Preformatted text.
    Code,
}

/// Why a block is not part of the article.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Site title or header, often repeated.
    Header,
    /// Menus and other lists of links.
    Navigation,
    /// The path to the page: `Home :: News :: Asia`.
    Breadcrumb,
    /// A line of marks only.
    Separator,
    /// Cookie and consent notices.
    Cookie,
    /// Share, print, subscribe and follow bars.
    Share,
    /// Teasers and headlines of other articles, `PREV` and `NEXT`.
    Related,
    /// Author, date, tags, reading time and the like.
    Byline,
    /// Copyright and legal lines.
    Legal,
    /// Forms, comments, advertisements.
    Widget,
    /// A line that recurs over the pages of the site.
    Site,
    /// A line that was already there.
    Repeated,
    /// Outside of what looks like the article.
    Outside,
    /// Dropped by a pattern of the user's.
    User,
}

/// Whether a block belongs to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Part of the article.
    #[default]
    Body,
    /// Part of the page around it; the text stays, so that a reviewer can see what went and why.
    Boilerplate(Reason),
}

/// A paragraph, heading, list item ... as laid out in the file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it lies in [`Document::text`]. Blocks are in order and do not overlap.
    pub span: Span,
    /// What it is on the page.
    pub kind: Kind,
    /// Whether it belongs to the article.
    pub role: Role,
}

/// From a byte of [`Document::text`] on, where the text stood in the file that was read.
///
/// Between two anchors, lines and columns are counted on in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Byte offset into [`Document::text`].
    pub offset: usize,
    /// 1-based line of the file that was read.
    pub line: usize,
    /// 1-based column in Unicode scalar values; 0 where the text does not stand in the file as it is
    /// here (HTML, JSON), so that only the line is known.
    pub column: usize,
}

/// One article in one language, as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The file, as the user named it or as found under the folder that the user named.
    pub path: PathBuf,
    /// The address that the file itself names, or the record that holds it.
    pub url: Option<String>,
    /// The language that the file name, the markup or the record declares.
    pub declared: Option<Lang>,
    /// The title that the markup declares.
    pub title: Option<String>,
    /// The whole text, stored once. For plain text the decoded file itself, to the character; elsewhere
    /// without the markup.
    pub text: String,
    /// What lies in it, in order, without overlap; white space between blocks belongs to none.
    pub blocks: Vec<Block>,
    /// What the file calls its blocks, one a block, where it names them, as translation files do their units;
    /// empty otherwise.
    pub ids: Vec<String>,
    /// How places in `text` lead back to the file; sorted by offset; empty means "the text is the file".
    pub anchors: Vec<Anchor>,
    /// Name of the character encoding that was used, as of the WHATWG standard.
    pub encoding: &'static str,
    /// The markup as decoded, for `.html` only: engines that need the tree read it. Empty otherwise.
    pub markup: String,
    /// Comments in the markup that speak to the program, in order.
    pub directives: Vec<Directive>,
    /// What the markup calls code, in a line or as blocks of it: text of no language. In order, without overlap.
    pub code: Vec<Span>,
    /// What was repaired in `text`, in the order in which it was done; empty unless asked for.
    pub repairs: Vec<Repair>,
    /// What a reader should know about how it was read, one line each: bytes that made no sense, rubbish
    /// after packed data ...
    pub notices: Vec<String>,
}

impl Document {
    /// The text of a span.
    ///
    /// # Panics
    /// If the span does not lie in the text, on character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Whether all of a passage is code.
    pub fn is_code(&self, span: Span) -> bool {
        let after = self.code.partition_point(|code| code.start <= span.start);
        after.checked_sub(1).is_some_and(|near| span.end <= self.code[near].end)
    }

    /// Whether code goes on over a byte of the text.
    pub fn splits_code(&self, offset: usize) -> bool {
        let after = self.code.partition_point(|code| code.start < offset);
        after.checked_sub(1).is_some_and(|near| offset < self.code[near].end)
    }

    /// Where a byte of `text` stood in the file that was read.
    ///
    /// Looks up the nearest anchor and counts on from there: O(log anchors + distance).
    pub fn place(&self, offset: usize) -> Place {
        let after = self.anchors.partition_point(|anchor| anchor.offset <= offset);
        let base = match after.checked_sub(1) {
            Some(nearest) => self.anchors[nearest],
            None => Anchor { offset: 0, line: 1, column: 1 },
        };
        let between = &self.text[base.offset..offset];
        if base.column == 0 {
            return Place { line: base.line, column: None };
        }
        match between.rfind('\n') {
            Some(newline) => Place {
                line: base.line + between.bytes().filter(|&byte| byte == b'\n').count(),
                column: Some(1 + between[newline + 1..].chars().count()),
            },
            None => Place { line: base.line, column: Some(base.column + between.chars().count()) },
        }
    }

    /// What the file calls the block that holds a byte of `text`.
    pub fn id(&self, offset: usize) -> Option<&str> {
        let block = self.blocks.partition_point(|block| block.span.end < offset);
        self.ids.get(block).map(String::as_str)
    }

    /// The blocks that belong to the article.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.role == Role::Body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_scalar_values() {
        let document = Document { text: "aß😀x\nyz".into(), ..Document::default() };
        assert_eq!(document.place(7), Place { line: 1, column: Some(4) });
        assert_eq!(document.place(10), Place { line: 2, column: Some(2) });
    }

    #[test]
    fn knows_only_the_line_where_the_anchor_does() {
        let document = Document {
            text: "one\n\ntwo".into(),
            anchors: vec![
                Anchor { offset: 0, line: 7, column: 0 },
                Anchor { offset: 5, line: 12, column: 0 },
            ],
            ..Document::default()
        };
        assert_eq!(document.place(6), Place { line: 12, column: None });
        assert_eq!(document.place(2), Place { line: 7, column: None });
    }
}
