//! A tree -> the blocks that a reader would see.

use dom_query::{Document, Element, NodeData, NodeId};
use rustc_hash::FxHashMap;

use super::element::{Part, hides, is_code, leads_down, like, part, role};
use super::guard::guard;
use super::head::Head;
use super::hints::{self, Hints};
use super::outline::{Boxed, Outline, Page};
use super::sink::{self, Lines};
use crate::bitext::{Directive, Kind, Span};
use crate::lang::Script;

/// Parses markup and finds its blocks.
pub(crate) fn page(markup: &str) -> Page {
    let (document, lines) = sink::parse(&guard(markup));
    let mut walk = Walk::new(&lines, markup.len());
    walk.run(&document);
    let Walk { text, blocks, boxes, nodes, directives, code, head, .. } = walk;
    let (lang, url) = (head.lang.or(head.meta_lang), head.canonical.or(head.meta_url));
    Page { document, text, blocks, boxes, nodes, directives, code, lang, title: head.title, url }
}

/// What is true inside of an element.
#[derive(Clone, Copy)]
struct Around {
    kind: Kind,
    hints: Hints,
    link: bool,
    preformatted: bool,
    code: bool,
    /// Whether it is raised, as the number of a footnote is.
    raised: bool,
    /// Whether leaving the element ends a block.
    block: bool,
    /// The innermost box.
    within: usize,
}

/// Classes and ids that are remembered while a page is walked.
const MOST_CLASSES: usize = 5_000;
/// Links of a line, beyond which they are not parted.
const MOST_LINKS: usize = 10_000;

struct Walk<'a> {
    lines: &'a Lines,
    text: String,
    blocks: Vec<Outline>,
    boxes: Vec<Boxed>,
    nodes: Vec<(NodeId, usize)>,
    directives: Vec<Directive>,
    code: Vec<Span>,
    head: Head,
    /// Start of the block that is being written, in `text` and in `nodes`.
    start: usize,
    first_node: usize,
    line: usize,
    linked: usize,
    /// Where links after the first one start in the block: in `text`, in `nodes`, and on which line.
    links: Vec<(usize, usize, usize)>,
    /// Letters and digits outside of links.
    plain: usize,
    /// What classes and ids said.
    classes: FxHashMap<String, Hints>,
    /// Line breaks since the last character.
    breaks: usize,
    /// White space since the last character.
    space: bool,
    /// Whether the last element was a link that has ended, with nothing since.
    after_link: bool,
    /// Whether a link has started, with nothing in it so far.
    new_link: bool,
}

impl<'a> Walk<'a> {
    fn new(lines: &'a Lines, size: usize) -> Self {
        Self {
            lines,
            text: String::with_capacity(size / 4),
            blocks: Vec::new(),
            boxes: vec![Boxed { parent: 0, like: 0 }],
            nodes: Vec::new(),
            directives: Vec::new(),
            code: Vec::new(),
            head: Head::default(),
            start: 0,
            first_node: 0,
            line: 1,
            linked: 0,
            links: Vec::new(),
            plain: 0,
            classes: FxHashMap::default(),
            breaks: 0,
            space: false,
            after_link: false,
            new_link: false,
        }
    }

    /// Visits every node once, in order, with a stack of its own.
    fn run(&mut self, document: &Document) {
        let tree = &document.tree;
        let mut stack: Vec<(NodeId, Around)> = Vec::new();
        let mut around = Around {
            kind: Kind::Paragraph,
            hints: Hints::NONE,
            link: false,
            preformatted: false,
            code: false,
            raised: false,
            block: true,
            within: 0,
        };
        let Some(mut node) = tree.root().first_child() else { return };
        loop {
            let mut inside = None;
            match tree.query_node(&node.id, |inner| match &inner.data {
                NodeData::Text { contents } => {
                    self.push(node.id, contents, around, stack.len());
                    None
                }
                NodeData::Comment { contents } => {
                    self.comment(node.id, contents);
                    None
                }
                NodeData::Element(element) => Some(self.enter(element, around, stack.len())),
                _ => None,
            }) {
                Some(Some(Some(entered))) => inside = Some(entered),
                Some(Some(None)) => self.head.read(node),
                _ => {}
            }
            if let (Some(entered), Some(child)) = (inside, node.first_child()) {
                stack.push((node.id, around));
                around = entered;
                node = child;
                continue;
            }
            if let Some(entered) = inside {
                self.leave(entered, around, stack.len());
            }
            loop {
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some((parent, outside)) = stack.pop() else {
                    self.flush(around, 0);
                    return;
                };
                self.leave(around, outside, stack.len());
                around = outside;
                node = tree.get_unchecked(&parent);
            }
        }
    }

    fn comment(&mut self, node: NodeId, contents: &str) {
        if let Some(said) = Directive::said(contents) {
            let line = self.lines.get(&node).map_or(self.line, |&line| line as usize);
            self.directives.push(Directive { offset: self.text.len(), line, text: said.to_owned() });
        }
    }

    /// What is true inside of the element; `None` if nothing inside is to be seen.
    fn enter(&mut self, element: &Element, around: Around, depth: usize) -> Option<Around> {
        let name = &*element.name.local;
        let mut inside = Around { block: false, ..around };
        match part(name) {
            Part::Hidden => return None,
            Part::Break => {
                self.breaks += 1;
                self.after_link = false;
                return Some(inside);
            }
            Part::Apart => self.space = true,
            Part::Inline => {}
            Part::Block => {
                self.flush(around, depth);
                inside.block = true;
                inside.within = self.boxes.len();
                self.boxes.push(Boxed { parent: around.within, like: like(element) });
            }
        }
        let mut hints = around.hints.with(hints::of_name(name));
        for attribute in &element.attrs {
            match &*attribute.name.local {
                "class" | "id" if name != "body" && name != "html" => {
                    hints = hints.with(self.class(&attribute.value));
                }
                "role" => hints = hints.with(hints::of_name(role(&attribute.value))),
                "hidden" => return None,
                "style" if hides(&attribute.value) => return None,
                "lang" if name == "html" && self.head.lang.is_none() => {
                    self.head.lang = Some(attribute.value.to_string())
                }
                _ => {}
            }
        }
        inside.hints = hints;
        match name {
            // The number of a footnote: `expected.<sup><a href="#n1">1</a></sup> The` has two sentences.
            "a" if around.raised && leads_down(element) => {
                return None;
            }
            "sup" => inside.raised = true,
            "a" => {
                // Menus are often links side by side, kept apart by the style sheet alone.
                self.space |= self.after_link;
                self.new_link = true;
                inside.link = true;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => inside.kind = Kind::Heading,
            "li" | "dt" | "dd" => inside.kind = Kind::Item,
            "blockquote" => inside.kind = Kind::Quote,
            "td" | "th" => inside.kind = Kind::Cell,
            "caption" | "figcaption" => inside.kind = Kind::Caption,
            "p" if around.kind == Kind::Cell => inside.kind = Kind::Paragraph,
            "code" | "kbd" | "samp" => inside.code = true,
            "pre" => {
                inside.code = inside.code || is_code(element);
                inside.kind = Kind::Code;
                inside.preformatted = true;
            }
            _ => {}
        }
        self.after_link = false;
        Some(inside)
    }

    /// What a class or id says; pages say the same a thousand times over.
    fn class(&mut self, value: &str) -> Hints {
        if let Some(&hints) = self.classes.get(value) {
            return hints;
        }
        let hints = hints::of_class(value);
        if self.classes.len() < MOST_CLASSES && value.len() < 200 {
            self.classes.insert(value.to_owned(), hints);
        }
        hints
    }

    fn leave(&mut self, inside: Around, outside: Around, depth: usize) {
        if inside.block {
            self.flush(inside, depth + 1);
        }
        self.after_link = inside.link && !outside.link;
    }

    /// Adds text, white space collapsed.
    fn push(&mut self, node: NodeId, contents: &str, around: Around, depth: usize) {
        if contents.trim().is_empty() {
            self.space |= !contents.is_empty();
            self.after_link &= contents.is_empty();
            if around.preformatted && self.text.len() > self.start {
                self.breaks += contents.matches('\n').count();
            }
            return;
        }
        self.break_line(around, depth, contents.trim_start().chars().next());
        if self.text.len() == self.start {
            self.line = self.lines.get(&node).map_or(self.line, |&line| line as usize);
        }
        let before = self.text.len();
        let mut first = None;
        for c in contents.chars() {
            if c.is_whitespace() || c == '\u{feff}' {
                if around.preformatted && c == '\n' && self.text.len() > self.start {
                    self.breaks += 1;
                }
                self.space = true;
                continue;
            }
            // NUL and its kin are not text.
            if c.is_control() {
                continue;
            }
            if self.text.len() > self.start {
                if around.preformatted && self.breaks > 0 {
                    self.text.push('\n');
                } else if self.space {
                    self.text.push(' ');
                }
            }
            (self.space, self.breaks) = (false, 0);
            first.get_or_insert(self.text.len());
            self.text.push(c);
        }
        if let Some(first) = first.filter(|_| around.code) {
            self.add_code(first);
        }
        let added = self.text.len() - before;
        if !around.link {
            self.plain += self.text[before..].chars().filter(|c| c.is_alphanumeric()).count();
        } else if self.new_link && before > self.start {
            let line = self.lines.get(&node).map_or(self.line, |&line| line as usize);
            self.links.push((before, self.nodes.len(), line));
        }
        self.new_link = false;
        if added > 0 {
            self.nodes.push((node, added));
        }
        if around.link {
            self.linked += added;
        }
        self.after_link = false;
    }

    /// What stands from `first` on is code; what goes on the code before it in the block is one with it.
    fn add_code(&mut self, first: usize) {
        let end = self.text.len();
        let goes_on = |last: &&mut Span| last.start >= self.start && last.end + 1 >= first;
        match self.code.last_mut().filter(goes_on) {
            Some(last) => last.end = end,
            None => self.code.push(Span::new(first, end)),
        }
    }

    /// Two `br` part blocks; one does if a sentence ends before it.
    fn break_line(&mut self, around: Around, depth: usize, next: Option<char>) {
        if self.breaks == 0 || around.preformatted {
            return;
        }
        let last = self.text[self.start..].chars().next_back();
        if self.breaks > 1 || last.is_some_and(ends_sentence) {
            self.flush(around, depth);
        } else {
            let han = |c: Option<char>| c.and_then(Script::of) == Some(Script::Han);
            self.space = !(han(last) && han(next));
        }
        self.breaks = 0;
    }

    /// Ends the block that is being written.
    fn flush(&mut self, around: Around, depth: usize) {
        // A line of nothing but links is a menu or a list of teasers: each is a block of its own.
        if self.plain > 0 || self.links.len() > MOST_LINKS {
            self.links.clear();
        }
        self.links.push((self.text.len(), self.nodes.len(), 0));
        for (end, last_node, next_line) in std::mem::take(&mut self.links) {
            let piece = &self.text[self.start..end];
            let (text, lead) = (piece.trim(), piece.len() - piece.trim_start().len());
            if !text.is_empty() {
                let start = self.start + lead;
                let alone = self.plain == 0 && self.linked > 0;
                self.blocks.push(Outline {
                    span: Span::new(start, start + text.len()),
                    kind: around.kind,
                    line: self.line,
                    hints: around.hints,
                    linked: if alone { text.len() } else { self.linked },
                    depth,
                    within: around.within,
                    nodes: self.first_node..last_node,
                });
            }
            (self.start, self.first_node, self.line) = (end, last_node, next_line);
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.start = self.text.len();
        self.first_node = self.nodes.len();
        (self.linked, self.plain, self.new_link) = (0, 0, false);
        (self.breaks, self.space, self.after_link) = (0, false, false);
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '”'
            | '»'
            | '」'
            | '』'
            | ':'
            | '：'
            | '؟'
            | '۔'
            | '।'
            | '"'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of a page, each with its line.
    fn check(markup: &str, expected: &[(usize, &str)]) {
        let page = page(markup);
        let found: Vec<_> =
            page.blocks.iter().map(|block| (block.line, &page.text[block.span.range()])).collect();
        assert_eq!(found, expected, "{markup}");
    }

    #[test]
    fn joins_what_stands_in_a_line_and_parts_what_does_not() {
        check(
            "<p>I<b>n</b>line <i>words</i>\n go on</p><div>A<p>B</p>C</div>",
            &[(1, "Inline words go on"), (2, "A"), (2, "B"), (2, "C")],
        );
        check("<p>See <a>Home</a><a>News</a>", &[(1, "See Home News")]);
    }

    #[test]
    fn a_line_of_links_is_parted() {
        check("<a>Home</a><a>News</a> |\n<a><b>A</b>rt</a>", &[(1, "Home"), (1, "News |"), (2, "Art")]);
        check("<p><a>Home</a>, <a>News</a> and more", &[(1, "Home, News and more")]);
    }

    #[test]
    fn breaks_part_paragraphs() {
        check("one<br>two<br><br>three.<br>\nFour<br>", &[(1, "one two"), (1, "three."), (2, "Four")]);
        check("<p>我们<br>走了", &[(1, "我们走了")]);
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        check(
            "<title>T</title><style>s</style><p hidden>h</p><p style='Display : None'>d</p><script>x</script>\
             <template><p>t</p></template><noscript>n</noscript><p>seen</p>",
            &[(1, "seen")],
        );
    }

    #[test]
    fn lines_are_those_of_the_source() {
        check(
            "<!DOCTYPE html>\r\n<html\r\n lang=de>\r\n<!-- a\r\ncomment -->\r\n<p\r\nclass=\"a\r\nb\">\r\n\r\n  Ende &amp; &uuml;ber\r\nalles</p><script>\r\n\r\n</script>\r\n<b>x</b>\r\ny<p>z",
            &[(10, "Ende & über alles"), (14, "x y"), (15, "z")],
        );
    }

    #[test]
    fn lines_hold_beyond_one_piece_of_input() {
        let filler = format!("<p>{}</p>\n", "word ".repeat(50)).repeat(600);
        let page = page(&format!("{filler}<p>last &mdash; one</p>"));
        assert_eq!(page.blocks.last().unwrap().line, 601);
        assert_eq!(page.blocks[599].line, 600);
    }

    #[test]
    fn tells_kinds_and_head() {
        let page = page(
            "<html lang=pt-BR><head><title> A\n B </title><link rel=canonical href='https://a.b/c'></head>\
             <h1>h</h1><ul><li>i</ul><blockquote><p>q</p></blockquote><table><td>c</table><pre>x\n  y</pre>",
        );
        let kinds: Vec<_> = page.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Heading, Kind::Item, Kind::Quote, Kind::Cell, Kind::Code]);
        assert_eq!(page.lang.as_deref(), Some("pt-BR"));
        assert_eq!(page.title.as_deref(), Some("A B"));
        assert_eq!(page.url.as_deref(), Some("https://a.b/c"));
        assert!(page.text.ends_with("x\ny\n"));
    }

    #[test]
    fn depth_and_attributes_without_end_are_no_danger() {
        let deep = format!("{}text", "<div>".repeat(100_000));
        check(&deep, &[(1, "text")]);
        let deep = format!("{}text", "<b><i><font color=1>".repeat(30_000));
        check(&deep, &[(1, "text")]);
        let wide = format!("<p {}>text</p>", (0..1_000_000).map(|n| format!("a{n}=1 ")).collect::<String>());
        check(&wide, &[(1, "text")]);
        let fonts: String = (0..5_000).map(|n| format!("<p><font color={n}>")).collect();
        check(&format!("{fonts}text"), &[(1, "text")]);
    }

    proptest::proptest! {
        #[test]
        fn any_markup_gives_blocks_that_lie_in_order(markup in "(<[/!]?(p|b|td|table|br|pre|a|li|svg|template)[ =a-c'\"]{0,4}>|[\\r\\n äa.&;]){0,50}") {
            let page = page(&markup);
            let mut end = 0;
            for block in &page.blocks {
                assert!(block.span.start >= end && !block.span.is_empty());
                end = block.span.end;
                assert!(block.line <= 1 + markup.matches('\n').count());
                assert_eq!(page.text[block.span.range()].trim(), &page.text[block.span.range()]);
            }
        }
    }

    #[test]
    fn code_is_told_and_verse_is_not() {
        let page = page(
            "<p>Press <kbd>Ctrl</kbd> <kbd>C</kbd> or <code>a  <i>b</i></code>.</p>\
             <pre class='hljs x'>let\n  a</pre><pre>Roses are red</pre>",
        );
        let code: Vec<&str> = page.code.iter().map(|span| &page.text[span.range()]).collect();
        assert_eq!(code, ["Ctrl C", "a b", "let\na"]);
    }
}
