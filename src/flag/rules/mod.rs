//! The rules: a file each, and the table that names them all.

pub(crate) mod rule;

mod boilerplate_line;
mod case_break;
mod day_mismatch;
mod detached;
mod double_punct;
mod doubled_word;
mod ends_in_function_word;
mod ends_without_stop;
mod foreign_passage;
pub(crate) mod identical_to_source;
mod inconsistent_term;
mod length_outlier;
mod lost_sentence;
mod lowercase_restart;
mod lowercase_start;
mod markup_residue;
mod missing_final_punct;
pub(crate) mod mojibake;
mod name_mismatch;
mod negation_mismatch;
mod never_meet;
mod number_mismatch;
mod number_missing;
pub(crate) mod odd_junction;
mod place_mismatch;
mod question_mark;
mod relative_v2;
mod repeated_phrase;
mod same_translation;
mod space_before_punct;
mod stray_run;
mod swapped_names;
mod torn_phrase;
mod unbalanced_bracket;
mod unbalanced_quote;
mod unexplained_source;
mod unexplained_target;
mod unit_mismatch;
mod unrelated_texts;
mod untranslated_run;
mod untranslated_word;
mod url_email;
mod verb_final_intruder;
mod weak_bead;
mod word_mismatch;
mod wrong_ending;
mod wrong_language;
mod wrong_script;

use self::rule::Rule;

/// The table: every rule, sorted by id. To add one: a file and a row.
pub static RULES: &[&Rule] = &[
    &boilerplate_line::RULE,
    &case_break::RULE,
    &day_mismatch::RULE,
    &detached::RULE,
    &double_punct::RULE,
    &doubled_word::RULE,
    &ends_in_function_word::RULE,
    &ends_without_stop::RULE,
    &foreign_passage::RULE,
    &identical_to_source::RULE,
    &inconsistent_term::RULE,
    &length_outlier::RULE,
    &lost_sentence::RULE,
    &lowercase_restart::RULE,
    &lowercase_start::RULE,
    &markup_residue::RULE,
    &missing_final_punct::RULE,
    &mojibake::RULE,
    &name_mismatch::RULE,
    &negation_mismatch::RULE,
    &never_meet::RULE,
    &number_mismatch::RULE,
    &number_missing::RULE,
    &odd_junction::RULE,
    &place_mismatch::RULE,
    &question_mark::RULE,
    &relative_v2::RULE,
    &repeated_phrase::RULE,
    &same_translation::RULE,
    &space_before_punct::RULE,
    &stray_run::RULE,
    &swapped_names::RULE,
    &torn_phrase::RULE,
    &unbalanced_bracket::RULE,
    &unbalanced_quote::RULE,
    &unexplained_source::RULE,
    &unexplained_target::RULE,
    &unit_mismatch::RULE,
    &unrelated_texts::RULE,
    &untranslated_run::RULE,
    &untranslated_word::RULE,
    &url_email::RULE,
    &verb_final_intruder::RULE,
    &weak_bead::RULE,
    &word_mismatch::RULE,
    &wrong_ending::RULE,
    &wrong_language::RULE,
    &wrong_script::RULE,
];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}
