//! Markdown -> [`Document`]: the text that a reader would see, in blocks with their kind.
//!
//! Marks of emphasis, links, images, footnotes and HTML comments are no text; the alternative text of an image
//! is one only where the image stands by itself. Every run of text leads home to its line and column; of
//! HTML set between the paragraphs, only the line is known. Front matter is no text either, but its `lang` and
//! `title` are taken over.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::format::{Format, Holds};
use super::front_matter::{front_matter, value};
use super::lines::{self, STRIDE};
use crate::bitext::{Anchor, Block, Directive, Document, Kind, Role, Span};
use crate::markup;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    about: "CommonMark with tables, footnotes and front matter",
    declares_charset: false,
    holds: Holds::Article(|decoded| Ok(read(&decoded.text))),
};

fn read(source: &str) -> Document {
    let (front, start) = front_matter(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut writer = Writer::new(source);
    for (event, range) in Parser::new_ext(&source[start..], options).into_offset_iter() {
        writer.event(event, range.start + start..range.end + start);
    }
    writer.close();
    Document {
        declared: value(front, &["lang", "language", "locale"]).and_then(|lang| lang.parse().ok()),
        title: value(front, &["title"]).map(str::to_owned),
        text: writer.text,
        blocks: writer.blocks,
        anchors: writer.anchors,
        directives: writer.directives,
        code: writer.code,
        ..Document::default()
    }
}

/// Puts the text together as the parser tells of it.
struct Writer<'a> {
    source: &'a str,
    /// Where the lines of the source start.
    lines: Vec<Anchor>,
    text: String,
    blocks: Vec<Block>,
    anchors: Vec<Anchor>,
    directives: Vec<Directive>,
    code: Vec<Span>,
    /// Whether the text is in a block of code.
    fenced: bool,
    /// Where code between tags began, and which tag ends it.
    tagged: Option<(usize, &'static str)>,
    /// What the text is in, from the outside in.
    kinds: Vec<Kind>,
    /// Start of the block that is being written.
    open: Option<(usize, Kind)>,
    /// How many images the text is the alternative of.
    images: usize,
    /// The last place in the source that was looked up.
    last: Anchor,
    /// Alternative texts since the last block, and where they stand.
    captions: Vec<(String, Range<usize>)>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            lines: lines::anchors(source),
            text: String::with_capacity(source.len()),
            blocks: Vec::new(),
            anchors: Vec::new(),
            directives: Vec::new(),
            code: Vec::new(),
            fenced: false,
            tagged: None,
            kinds: Vec::new(),
            open: None,
            images: 0,
            last: Anchor { offset: 0, line: 1, column: 1 },
            captions: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.html(range),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(tag) => {
                if let Some(kind) = kind_of(&tag) {
                    self.close();
                    self.fenced = matches!(tag, Tag::CodeBlock(_));
                    self.kinds.extend(kind);
                }
            }
            Event::End(tag) => self.end(tag),
            Event::Text(run) | Event::Code(run) if self.images > 0 => {
                self.captions.push((run.into_string(), range));
            }
            Event::Text(run) => self.run(&run, range),
            Event::Code(run) => self.code(&run, range),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) => {
                self.line_break();
            }
            Event::InlineHtml(tag) => {
                self.inline_code(&tag);
                self.comment(&tag, range.start);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if self.open.is_none() {
                    self.kinds.push(Kind::Caption);
                    for (caption, range) in std::mem::take(&mut self.captions) {
                        self.run(&caption, range);
                    }
                    self.close();
                    self.kinds.pop();
                }
                self.close();
            }
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => {
                self.close();
                self.fenced = false;
                self.kinds.pop();
            }
            _ => {}
        }
    }

    /// Ends the block that is being written; white space at its ends is none of it.
    fn close(&mut self) {
        self.captions.clear();
        // Code that no tag ends ends with its block, and is none.
        self.tagged = None;
        let Some((start, kind)) = self.open.take() else { return };
        let written = &self.text[start..];
        let end = start + written.trim_end().len();
        let start = end - self.text[start..end].trim_start().len();
        if start < end {
            let span = Span::new(start, end);
            self.blocks.push(Block { span, kind, role: Role::Body });
            // Of code as a block the whole is told, whatever is marked in it.
            if self.fenced {
                self.code.push(span);
            }
        }
    }

    /// Starts a block, if none is being written. Items and cells stand close, other blocks apart.
    fn start(&mut self) {
        if self.open.is_none() {
            let kind = self.kinds.last().copied().unwrap_or_default();
            let before = self.blocks.last().map(|block| block.kind);
            self.text.push_str(match before {
                None => "",
                Some(before) if before == kind && matches!(kind, Kind::Item | Kind::Cell) => "\n",
                Some(_) => "\n\n",
            });
            self.open = Some((self.text.len(), kind));
        }
    }

    fn line_break(&mut self) {
        if self.open.is_some() && self.images == 0 {
            self.text.push('\n');
        }
    }

    /// Writes code that stands in a line.
    fn code(&mut self, run: &str, range: Range<usize>) {
        self.start();
        let start = self.text.len();
        self.run(run, range);
        self.code.push(Span::new(start, self.text.len()));
    }

    /// Writes text that stands in a range of the source, as it is or without some marks.
    fn run(&mut self, run: &str, range: Range<usize>) {
        if run.is_empty() {
            return;
        }
        self.start();
        let source = &self.source[range.clone()];
        if run == source {
            self.verbatim(range);
            return;
        }
        // From where the two part, the next place where they meet gets an anchor.
        let mut at = 0;
        let mut parted = true;
        for c in run.chars() {
            let same = |of: char| of == c || (c == ' ' && of == '\n');
            match source[at..].find(same) {
                Some(skipped) => {
                    if parted || skipped > 0 {
                        self.anchor(range.start + at + skipped);
                    }
                    at += skipped + source[at + skipped..].chars().next().map_or(0, char::len_utf8);
                    parted = false;
                }
                // A character reference such as `&eacute;`: all that is left of the run stands behind it.
                None => {
                    if parted {
                        self.anchor(range.start);
                    }
                    at = source.len();
                    parted = false;
                }
            }
            self.text.push(c);
        }
    }

    /// Writes a range of the source as it is.
    fn verbatim(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let mut next = range.end;
            if next - at > STRIDE {
                next = self.source.floor_char_boundary(at + STRIDE);
            }
            self.anchor(at);
            self.text.push_str(&self.source[at..next]);
            at = next;
        }
    }

    /// What is written next stands at this byte of the source.
    fn anchor(&mut self, at: usize) {
        let after = self.lines.partition_point(|line| line.offset <= at);
        let near = after.checked_sub(1).and_then(|near| self.lines.get(near)).copied();
        let near = near.unwrap_or(Anchor { offset: 0, line: 1, column: 1 });
        // Runs follow each other: the last one is nearer than the start of the line.
        let near = if (near.offset..=at).contains(&self.last.offset) { self.last } else { near };
        let column = near.column + self.source[near.offset..at].chars().count();
        self.last = Anchor { offset: at, line: near.line, column };
        self.anchors.push(Anchor { offset: self.text.len(), ..self.last });
    }

    /// Code between tags in a line of text: `<code>`, `<kbd>` and `<samp>`. What stands in backquotes there is told by
    /// itself.
    fn inline_code(&mut self, tag: &str) {
        const ENDS: [(&str, &str); 3] = [("<code", "</code>"), ("<kbd", "</kbd>"), ("<samp", "</samp>")];
        match self.tagged {
            Some((start, end)) if tag.eq_ignore_ascii_case(end) => {
                self.tagged = None;
                let inside = self.code.last().is_some_and(|last| last.end > start);
                if start < self.text.len() && !inside {
                    self.code.push(Span::new(start, self.text.len()));
                }
            }
            Some(_) => {}
            None => {
                let opens = |start: &str| {
                    tag.get(..start.len()).is_some_and(|name| name.eq_ignore_ascii_case(start))
                        && tag[start.len()..].starts_with(['>', ' '])
                };
                let found = ENDS.iter().find(|(start, _)| opens(start));
                self.tagged = found.map(|(_, end)| (self.text.len(), *end));
            }
        }
    }

    /// A comment in a line of text.
    fn comment(&mut self, tag: &str, at: usize) {
        let inner = tag.strip_prefix("<!--").and_then(|tag| tag.strip_suffix("-->"));
        if let Some(said) = inner.and_then(Directive::said) {
            let line = self.lines.partition_point(|line| line.offset <= at);
            let line = line.checked_sub(1).and_then(|near| self.lines.get(near)).map_or(1, |near| near.line);
            self.directives.push(Directive { offset: self.text.len(), line, text: said.to_owned() });
        }
    }

    /// Writes the text of a piece of HTML; its lines are known, its columns are not.
    fn html(&mut self, range: Range<usize>) {
        self.close();
        let page = markup::page(&self.source[range.clone()]);
        let after = self.lines.partition_point(|line| line.offset <= range.start);
        let line = after.checked_sub(1).and_then(|near| self.lines.get(near)).map_or(1, |near| near.line);
        let mut said = page.directives.into_iter().peekable();
        let mut code = page.code.into_iter().peekable();
        for block in page.blocks {
            while let Some(directive) = said.next_if(|directive| directive.offset < block.span.end) {
                let (offset, line) = (self.text.len(), line + directive.line - 1);
                self.directives.push(Directive { offset, line, ..directive });
            }
            self.kinds.push(block.kind);
            self.start();
            let anchor = Anchor { offset: self.text.len(), line: line + block.line - 1, column: 0 };
            self.anchors.push(anchor);
            while let Some(span) = code.next_if(|code| code.start < block.span.end) {
                let at = |offset: usize| self.text.len() + (offset - block.span.start);
                self.code.push(Span::new(at(span.start), at(span.end.min(block.span.end))));
            }
            self.text.push_str(&page.text[block.span.range()]);
            self.close();
            self.kinds.pop();
        }
        for directive in said {
            let (offset, line) = (self.text.len(), line + directive.line - 1);
            self.directives.push(Directive { offset, line, ..directive });
        }
    }
}

/// Whether a tag starts a block, and what kind it and all in it is, if it says so.
fn kind_of(tag: &Tag<'_>) -> Option<Option<Kind>> {
    match tag {
        Tag::Heading { .. } => Some(Some(Kind::Heading)),
        Tag::BlockQuote(_) => Some(Some(Kind::Quote)),
        Tag::CodeBlock(_) => Some(Some(Kind::Code)),
        Tag::Item => Some(Some(Kind::Item)),
        Tag::TableCell => Some(Some(Kind::Cell)),
        Tag::FootnoteDefinition(_) => Some(Some(Kind::Paragraph)),
        Tag::Paragraph | Tag::List(_) | Tag::Table(_) | Tag::TableHead | Tag::TableRow => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::Place;

    fn blocks(source: &str) -> Vec<(Kind, String)> {
        let document = read(source);
        document.blocks.iter().map(|block| (block.kind, document.slice(block.span).to_owned())).collect()
    }

    #[track_caller]
    fn check(source: &str, expected: &[(Kind, &str)]) {
        let blocks = blocks(source);
        let blocks: Vec<_> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(blocks, expected);
    }

    use Kind::{Caption, Cell, Code, Heading, Item, Paragraph, Quote};

    #[test]
    fn marks_are_no_text() {
        check(
            "# Über *uns* {#id}\n\nEin [**fetter** Verweis](https://x.example) und `code`\\* &amp; mehr.",
            &[(Heading, "Über uns"), (Paragraph, "Ein fetter Verweis und code* & mehr.")],
        );
    }

    #[test]
    fn every_block_has_its_kind() {
        check(
            "> Zitat\n\n- eins\n- zwei\n  - drei\n\n1. vier\n\n   fünf\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx = 1\n```\n\nText[^1]\n\n[^1]: Fußnote\n\n***\n- [x] getan\n",
            &[
                (Quote, "Zitat"),
                (Item, "eins"),
                (Item, "zwei"),
                (Item, "drei"),
                (Item, "vier"),
                (Item, "fünf"),
                (Cell, "a"),
                (Cell, "b"),
                (Cell, "c"),
                (Cell, "d"),
                (Code, "x = 1"),
                (Paragraph, "Text"),
                (Paragraph, "Fußnote"),
                (Item, "getan"),
            ],
        );
    }

    #[test]
    fn comments_and_html_do_not_disturb() {
        check(
            "<!-- alinea: ignore number-mismatch -->\nEin Absatz <!-- leise --> mit <b>Wort</b>.\n\n<div>\n<p>Aus HTML &amp; so</p>\n</div>\n",
            &[(Paragraph, "Ein Absatz  mit Wort."), (Paragraph, "Aus HTML & so")],
        );
    }

    #[test]
    fn an_image_by_itself_has_a_caption() {
        check(
            "![Der Hafen](x.png)\n\nSiehe ![Bild](y.png) hier.",
            &[(Caption, "Der Hafen"), (Paragraph, "Siehe  hier.")],
        );
    }

    #[test]
    fn front_matter_tells_language_and_title() {
        let document = read("---\ntitle: \"Die Brücke\"\nlang: de-at\n---\n\nText\n");
        assert_eq!(document.title.as_deref(), Some("Die Brücke"));
        assert_eq!(document.declared, Some("de-AT".parse().unwrap()));
        assert_eq!(document.text, "Text");
        assert_eq!(document.place(0), Place { line: 6, column: Some(1) });
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let prose = "---\n\nNote: all is well.\n\nShe left early.\n\n---\n\nThen it rained.\n";
        for text in [prose.to_owned(), prose.replacen("\n\n", "\n", 1)] {
            assert!(read(&text).text.contains("She left early."), "{text}");
        }
        check("---\n\nText\n\n---\n\nMehr\n", &[(Paragraph, "Text"), (Paragraph, "Mehr")]);
    }

    #[test]
    fn every_run_leads_home() {
        let source = "> *Ünd* so\n> [weiter](x) `a\n> b` &auml; \\* Ende\r\n\r\n    co\u{e9}de\r\n";
        let document = read(source);
        for (text, line, column) in
            [("Ünd", 1, 4), ("so", 1, 9), ("weiter", 2, 4), ("a b", 2, 16), ("ä", 3, 6), ("* Ende", 3, 14)]
        {
            let offset = document.text.find(text).unwrap_or_else(|| panic!("{text} in {:?}", document.text));
            assert_eq!(document.place(offset), Place { line, column: Some(column) }, "{text}");
        }
        let code = document.text.find("coéde").unwrap();
        assert_eq!(document.place(code), Place { line: 5, column: Some(5) });
    }

    proptest! {
        #[test]
        fn any_text_gives_blocks_in_order_that_lead_home(
            source in "(\\PC|[\n\r>*_`#|<!&;\\[\\]()~ -]|---\n|<!--|-->|&amp;|    ){0,60}"
        ) {
            let document = read(&source);
            let lines: Vec<&str> = source.split('\n').collect();
            let mut end = 0;
            for block in &document.blocks {
                prop_assert!(block.span.start >= end && !block.span.is_empty());
                let text = document.slice(block.span);
                prop_assert_eq!(text, text.trim());
                end = block.span.end;
            }
            let mut before = 0;
            for anchor in &document.anchors {
                prop_assert!(anchor.offset >= before);
                before = anchor.offset;
                let Some(column) = anchor.column.checked_sub(1) else { continue };
                let there: String = lines[anchor.line - 1].chars().skip(column).take(1).collect();
                let here: String = document.text[anchor.offset..].chars().take(1).collect();
                // Character references and line breaks look different here and there.
                prop_assert!(here == there || there == "&" || there.is_empty() || there == "\r" || here == " ",
                    "{:?} {:?} in {:?}", here, there, source);
            }
        }
    }

    #[test]
    fn code_is_told_in_lines_and_in_blocks() {
        let source = "Mit `cp -r . ..` geht's.\n\n```sh\nthe the\n```\n\n<p>Oder <code>mv</code> so.</p>\n\nOder <kbd>a *b*</kbd> hier.\n\n<pre>\nrote <code>x</code> Rosen\n</pre>\n";
        let document = read(source);
        let code: Vec<&str> = document.code.iter().map(|span| document.slice(*span)).collect();
        assert_eq!(code, ["cp -r . ..", "the the", "mv", "a b", "x"]);
        assert!(document.code.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
