//! The blocks of a page that a reader would see: what is known of each.

use std::ops::Range;

use dom_query::{Document, NodeId};

use super::hints::Hints;
use crate::bitext::{Directive, Kind, Span};

/// One block, as laid out on the page.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    /// Where it lies in [`Page::text`].
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// 1-based line of the markup on which its text starts.
    pub(crate) line: usize,
    /// What the elements around it say, itself included.
    pub(crate) hints: Hints,
    /// Bytes of its text that lie in links.
    pub(crate) linked: usize,
    /// Number of elements around it.
    pub(crate) depth: usize,
    /// The innermost box that it stands in, as an index into [`Page::boxes`].
    pub(crate) within: usize,
    /// Its text nodes, as a range into [`Page::nodes`].
    pub(crate) nodes: Range<usize>,
}

/// An element that starts a block, as far as its place in the page goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Boxed {
    /// The box around it; of the first one, which is the page, itself.
    pub(crate) parent: usize,
    /// Equal for elements of the same name and the same classes, numbers in them aside.
    pub(crate) like: u64,
}

/// A page: its tree, and the text that lies in it.
pub(crate) struct Page {
    /// The tree.
    pub(crate) document: Document,
    /// The blocks, parted by line feeds.
    pub(crate) text: String,
    /// What lies in `text`.
    pub(crate) blocks: Vec<Outline>,
    /// Its boxes in the order in which they start, the page first.
    pub(crate) boxes: Vec<Boxed>,
    /// The text nodes of all blocks, in order, with the bytes that each gave to the text.
    pub(crate) nodes: Vec<(NodeId, usize)>,
    /// Comments that speak to the program, where somebody could see what follows them.
    pub(crate) directives: Vec<Directive>,
    /// What is code, in order, without overlap, each in one block.
    pub(crate) code: Vec<Span>,
    /// What `lang` of the root element or the metadata says.
    pub(crate) lang: Option<String>,
    /// What `title` says.
    pub(crate) title: Option<String>,
    /// The canonical address.
    pub(crate) url: Option<String>,
}
