//! German.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "de",
    iso639_3: "deu",
    name: "German",
    script: Script::Latin,
    splitting: Splitting { ordinal_stop: true, ..Splitting::NONE },
    typography: Typography {
        quotes: &[("„", "“"), ("»", "«"), ("›", "‹"), ("‚", "‘"), ("«", "»")],
        space_before: "",
    },
    numbers: Numbers { words: &[("zwei", 2), ("drei", 3)], ..Numbers::COMMA },
    words: Words {
        function: &["der", "die", "das", "und"],
        open: &["der", "die", "das", "und"],
        negators: &["nicht", "kein", "keine"],
        doubled: &["der", "die", "das"],
        months: &[],
    },
};
