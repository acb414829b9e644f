//! No language, or one without a record: what holds for any.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "und",
    iso639_3: "und",
    name: "Undetermined",
    script: Script::Other,
    splitting: Splitting::NONE,
    typography: Typography::NONE,
    numbers: Numbers::POINT,
    words: Words::NONE,
};
