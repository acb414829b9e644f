//! alinea **reads** an article and its translation, **cleans** away the page around them, **splits** them
//! into sentences, **tags** each sentence with its language, **aligns** the two texts into a bitext with a
//! lexicon that it has **learned**, **flags** what reads garbled, and **writes** the result.
//!
//! The verbs are the modules; the nouns that they hand to each other live in [`bitext`].
#![warn(missing_docs)]

pub mod align;
pub mod bitext;
pub mod clean;
pub mod config;
pub mod error;
pub mod flag;
pub mod lang;
pub mod learn;
pub mod lexicon;
mod markup;
pub mod pipeline;
pub mod read;
pub mod score;
pub mod split;
pub mod tag;
pub mod write;

pub use bitext::{Bead, Bitext, Document, Entry, Flag, Severity, Text};
pub use config::Config;
pub use error::{Error, Result};
pub use lang::Lang;
