//! A page of which there is no original: cleaned, split, tagged and flagged by itself.

use std::collections::BTreeMap;

use super::{judged, language, notices};
use crate::bitext::{Bitext, Document, Entry, Layout};
use crate::clean::clean;
use crate::config::Config;
use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::repair::repair;
use crate::split::split;
use crate::tag::tag;

/// From the text that was read to its flags and its score; `told` is the language that the user says it is in. Total.
pub fn alone(document: Document, told: Option<Lang>, config: &Config) -> Entry {
    let document = repair(clean(document, &config.clean), &config.repair);
    let lang = language(told, &document);
    let name = document.path.to_string_lossy().into_owned();
    let text = tag(split(document, lang, &config.split), &config.tag);
    let notices = notices(&text);
    let entry = Entry { notices, ..Entry::new(name, Layout::Flat, Bitext::alone(text)) };
    judged(entry, &Lexicon::default(), config, &BTreeMap::new())
}
