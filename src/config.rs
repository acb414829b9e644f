//! `alinea.toml`: the sum of the stages' own options.

use serde::{Deserialize, Serialize};

use crate::align::AlignOptions;
use crate::clean::CleanOptions;
use crate::flag::FlagOptions;
use crate::learn::LearnOptions;
use crate::lexicon::LexiconOptions;
use crate::split::SplitOptions;
use crate::tag::TagOptions;

/// Everything that a user may set; one field a stage.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// `[clean]`
    pub clean: CleanOptions,
    /// `[split]`
    pub split: SplitOptions,
    /// `[tag]`
    pub tag: TagOptions,
    /// `[lexicon]`
    pub lexicon: LexiconOptions,
    /// `[learn]`
    pub learn: LearnOptions,
    /// `[align]`
    pub align: AlignOptions,
    /// `[flag]`
    pub flag: FlagOptions,
}
