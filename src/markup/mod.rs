//! Markup -> blocks of text: what `read` and `clean` both need to know of a page.
//!
//! [`page`] parses with html5ever into a tree that the extraction engine can work on, and walks it once
//! into the blocks that a reader would see, each with its source line and with hints of what it is for.
//! The same markup gives the same blocks in the same order, so that the cleaner can parse again what the
//! reader has read; [`remember`] and [`recall`] spare it that where it follows at once.
//!
//! Promises: linear time and bounded memory on any input, no recursion. To keep the promise, tags nested
//! deeper than [`guard::MOST_OPEN`] and attributes beyond [`guard::MOST_ATTRIBUTES`] a tag are left out, and a
//! page is cut after [`sink::MOST_NODES`] nodes, or where it nests without bound all the same. Does not run scripts, does not load style sheets.

mod element;
mod guard;
mod head;
mod hints;
mod memo;
mod outline;
mod sink;
mod walk;
pub(crate) mod xml;

pub(crate) use hints::Hints;
pub(crate) use memo::{recall, remember};
pub(crate) use outline::{Boxed, Outline, Page};
pub(crate) use walk::page;
