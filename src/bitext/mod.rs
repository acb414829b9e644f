//! The nouns that the stages hand to each other: plain data, no input or output.

mod bead;
mod directive;
mod document;
mod fingerprint;
mod flag;
mod place;
mod repair;
mod report;
mod text;

pub use bead::{Bead, Bitext, Move, Side};
pub use directive::Directive;
pub use document::{Anchor, Block, Document, Kind, Reason, Role, Span};
pub use fingerprint::fingerprints;
pub use flag::{Flag, Score, Severity, Share, SuppressedIn, Suppression};
pub use place::Place;
pub use repair::{Damage, Repair};
pub use report::{Entry, Failure, Layout, Notice, Ratings, Totals};
pub use text::{Guess, Passage, Sentence, Text};
