//! `case-break`: capitals where the original has none.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::number::century;
use crate::flag::page::Page;
use crate::flag::words::Case;
use crate::lang::Script;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "case-break",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "a word is in capitals, but nothing is in the original",
    what: "A word of four capitals and more, in a sentence that is otherwise in mixed case, where the original \
           has no word in capitals; and a word that changes from small to capital letters within, where the \
           original has no such word.",
    why: "Damage of a conversion, or an emphasis that the author did not want.",
    false_alarms: "Acronyms that exist in one language only.",
    limits: &[],
    flags: &[Example::pair(("en", "The village was quiet."), ("de", "Das DORF war still."), "DORF")],
    passes: &[
        Example::pair(("en", "The United Nations met."), ("fr", "L’ONU s’est réunie."), ""),
        Example::pair(("en", "NASA said so."), ("de", "Die NASA sagte es."), ""),
        Example::pair(("en", "He shouted."), ("de", "ER SCHRIE LAUT."), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if page.target.language.script != Script::Latin && page.target.language.script != Script::Cyrillic {
        return flags;
    }
    for pair in page.pairs() {
        let cased =
            page.source.language.script.spaced() && pair.source.iter().any(|token| token.case == Case::Lower);
        let loud = pair.source.iter().any(|token| matches!(token.case, Case::Upper | Case::Mixed));
        let calm = pair.target.iter().filter(|token| token.case == Case::Lower).count();
        if !cased || loud {
            continue;
        }
        for token in pair.target.iter().filter(|token| matches!(token.case, Case::Upper | Case::Mixed)) {
            let text = page.target.of(token);
            let vowels = page
                .target
                .lower(token)
                .chars()
                .filter(|c| "aeiouyäöüéèàáíóúąęуеыаоэяиюё".contains(*c))
                .count();
            let letters = text.chars().count();
            // An acronym is short, or cannot be spoken.
            if century::roman(text).is_some()
                || letters < 4
                || calm < 2
                || vowels * 5 < letters
                || token.case == Case::Mixed && !broken(text)
            {
                continue;
            }
            let message = format!("`{text}` is in capitals, nothing in the original is");
            flags.push(RULE.compared(pair.number, token.span, Some(pair.source_span), message));
        }
    }
    flags
}

/// Small, capital, small: `woRd`; names such as `McDonald` have their capital after a capital start.
fn broken(word: &str) -> bool {
    let mut chars = word.chars();
    let starts_small = chars.next().is_some_and(char::is_lowercase);
    starts_small && chars.clone().filter(|c| c.is_uppercase()).count() >= 2 || {
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        upper >= 3
            && upper * 2 < word.chars().count() * 2
            && word.chars().any(char::is_lowercase)
            && word.chars().count() >= 6
    }
}
