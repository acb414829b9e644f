//! A tree builder's sink that notes on which source line each text stands.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use dom_query::{Document, NodeId, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use rustc_hash::FxHashMap;

use super::guard::MOST_OPEN;
use crate::bitext::Directive;

/// Nodes of one page, beyond which the rest of the page is not read.
pub(super) const MOST_NODES: usize = 4_000_000;
/// The markup is fed in pieces of this many bytes; between them the nodes are counted and the depth is
/// measured.
const PIECE: usize = 1 << 14;
/// Elements around a node, beyond which the rest of the page is not read. Guarded markup does not get
/// there, unless it was made to: [`MOST_OPEN`] elements and those that close by themselves in between.
const DEEPEST: usize = 4 * MOST_OPEN;

/// Text nodes -> the 1-based source line of their first character that is not white space; comments that speak
/// to the program -> that on which they stand.
pub(super) type Lines = FxHashMap<NodeId, u32>;

/// Parses guarded markup.
pub(super) fn parse(markup: &str) -> (Document, Lines) {
    let sink = Sink {
        document: Document::default(),
        line: Cell::new(1),
        lines: RefCell::default(),
        parent: Cell::new(None),
    };
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = markup;
    let full = |sink: &Sink| sink.document.tree.len() >= MOST_NODES || sink.is_too_deep();
    while !rest.is_empty() && !full(&parser.tokenizer.sink.sink) {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from_slice(piece));
        rest = more;
    }
    let sink = parser.finish();
    (sink.document, sink.lines.into_inner())
}

struct Sink {
    document: Document,
    /// The line of the token that is being processed; for text: the line of its end.
    line: Cell<u32>,
    lines: RefCell<Lines>,
    /// What the last node was put into.
    parent: Cell<Option<NodeId>>,
}

impl Sink {
    fn is_too_deep(&self) -> bool {
        let above = |node: &NodeId| self.document.tree.parent_of(node).map(|parent| parent.id);
        std::iter::successors(self.parent.get(), above).nth(DEEPEST).is_some()
    }

    fn note(&self, node: Option<NodeRef>, text: &str) {
        let Some(first) = text.find(|c: char| !c.is_whitespace()) else { return };
        let below = text[first..].bytes().filter(|&byte| byte == b'\n').count() as u32;
        if let Some(node) = node.filter(NodeRef::is_text) {
            self.lines.borrow_mut().entry(node.id).or_insert(self.line.get().saturating_sub(below).max(1));
        }
    }
}

/// Hands everything on to [`Document`], which knows how to build its tree.
impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    // Errors are not kept: a broken page may have millions.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.parent.set(Some(*parent));
        match child {
            NodeOrText::AppendText(text) => {
                self.document.append(parent, NodeOrText::AppendText(text.clone()));
                self.note(self.document.tree.last_child_of(parent), &text);
            }
            node @ NodeOrText::AppendNode(_) => self.document.append(parent, node),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendText(text) => {
                self.document.append_before_sibling(sibling, NodeOrText::AppendText(text.clone()));
                self.note(self.document.tree.prev_sibling_of(sibling), &text);
            }
            node @ NodeOrText::AppendNode(_) => self.document.append_before_sibling(sibling, node),
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        match self.document.tree.parent_of(element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(previous, child),
        }
    }

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        // Nobody reads other comments, and they may be long.
        if Directive::said(&text).is_none() {
            return self.document.create_comment(StrTendril::new());
        }
        let below = text.bytes().filter(|&byte| byte == b'\n').count() as u32;
        let node = self.document.create_comment(text);
        self.lines.borrow_mut().insert(node, self.line.get().saturating_sub(below).max(1));
        node
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_nests_without_end_is_read_to_a_depth() {
        let (document, _) = parse(&"<li><dd>".repeat(20_000));
        assert!(document.tree.len() < 10_000, "{}", document.tree.len());
    }
}
