//! alinea **reads** an article and its translation, **cleans** away the page around them, **splits** them
//! into sentences, **tags** each sentence with its language, **aligns** the two texts into a bitext with a
//! lexicon that it has **learned**, **flags** what reads garbled, and **writes** the result.
//!
//! The verbs are the modules; the nouns that they hand to each other live in [`bitext`].
//! [`pipeline::run`] calls the stages in their order:
//!
//! ```
//! use std::ops::ControlFlow;
//!
//! use alinea::pipeline::{Outcome, run};
//! use alinea::read::{PairOptions, pairs};
//! use alinea::{Config, Severity};
//!
//! let found = pairs(&["corpus/mountain-race".into()], &PairOptions::default())?;
//! let mut take = |outcome| {
//!     if let Outcome::Done(entry) = outcome {
//!         let document = &entry.bitext.target().document;
//!         for flag in entry.flags.iter().filter(|flag| flag.severity >= Severity::Warning) {
//!             let place = document.place(flag.span.start);
//!             println!("{}:{}: {}", document.path.display(), place.line, flag.message);
//!         }
//!         assert!(entry.flags.iter().any(|flag| flag.rule == "repeated-phrase"));
//!     }
//!     Ok(())
//! };
//! let totals = run(found, &Config::default(), &mut take, &|_| ControlFlow::Continue(()))?;
//! assert_eq!((totals.found, totals.done), (1, 1));
//! # Ok::<(), alinea::Error>(())
//! ```
#![warn(missing_docs)]

pub mod align;
pub mod bitext;
pub mod clean;
mod command;
pub mod config;
pub mod embed;
pub mod error;
pub mod flag;
pub mod lang;
pub mod learn;
pub mod lexicon;
mod markup;
pub mod pipeline;
pub mod rate;
pub mod read;
pub mod repair;
pub mod score;
pub mod split;
pub mod tag;
pub mod write;

pub use bitext::{Bead, Bitext, Document, Entry, Flag, Severity, Text};
pub use config::Config;
pub use error::{Error, Result};
pub use lang::Lang;
