//! `wrong-language`: a sentence in another language than the rest.

use super::page::{Page, Token, Words};
use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::lang::{self, Script};

const CONFIDENCE: Limit = Limit {
    name: "confidence",
    default: 0.6,
    unit: "confidence of the tagger, 0 to 1",
    from: "no sound sentence of the dev set of human translations (8 pairs) is flagged at it",
};
const LETTERS: Limit = Limit {
    name: "letters",
    default: 25.0,
    unit: "letters of the sentence",
    from: "shorter sentences of names are taken for any language",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "wrong-language",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a sentence is in another language than it should be",
    what: "The tagger is sure of another language, and the function words of the sentence bear it out: there are \
           more of the other language than of the one it should be in, where both have a list.",
    why: "It was not translated, or translated into the wrong language.",
    false_alarms: "Quotations and titles in another language; sentences of names.",
    limits: &[&CONFIDENCE, &LETTERS],
    flags: &[Example::alone(
        "de",
        "Der Bericht wird im Herbst erscheinen und an alle Behörden verteilt werden.\nThe report will appear in the autumn and will be sent to all of the authorities.\nDanach wird der Rat darüber beraten, was mit den Ergebnissen geschehen soll.",
        "The report will appear in the autumn and will be sent to all of the authorities.",
    )],
    passes: &[
        Example::alone("de", "Michael Jackson, Whitney Houston, Elton John, George Michael, Diana Ross.", ""),
        Example::alone(
            "de",
            "Der Bericht wird im Herbst erscheinen und an alle Behörden verteilt werden.",
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    if words.text.lang.is_und() {
        return flags;
    }
    for (sentence, text, span, tokens) in words.iter() {
        let Some(guess) = words.text.sentences[sentence].guess else { continue };
        if guess.lang.is_und()
            || guess.lang.same_language(&words.text.lang)
            || f64::from(guess.confidence) < limits.get(&CONFIDENCE)
            || (super::length::letters(text) as f64) < limits.get(&LETTERS)
        {
            continue;
        }
        let other = lang::language(guess.lang);
        let (ours, theirs) = (words.language.words.function, other.words.function);
        let (own, foreign) = (share(words, tokens, ours, theirs), share(words, tokens, theirs, ours));
        let related = kin(guess.lang.primary(), words.text.lang.primary());
        let listed = !other.words.function.is_empty() && !words.language.words.function.is_empty();
        // Titles and names of the other language stand in sound sentences.
        let at_home = home(words, tokens);
        if listed && foreign < 2 * own + 2 || at_home || page.source_of(sentence).contains(text) {
            continue;
        }
        // Of a language without a list only the absence of our own function words can be seen.
        if !listed && (own > 0 || related)
            || tokens.iter().filter(|token| token.is_word()).count() < 4 && words.language.script.spaced()
        {
            continue;
        }
        let message = format!("this is in {}, not in {}", name(guess.lang), name(words.text.lang));
        flags.push(RULE.found(page, sentence, span, message));
    }
    flags
}

/// Whether a third and more of the letters are in the script of the language, where the Latin one is not.
fn home(words: &Words<'_>, tokens: &[Token]) -> bool {
    let script = words.language.script;
    if matches!(script, Script::Latin | Script::Other) {
        return false;
    }
    let (mut all, mut own) = (0usize, 0usize);
    for c in tokens.iter().flat_map(|token| words.of(token).chars()) {
        let of = Script::of(c);
        all += usize::from(of.is_some());
        own += usize::from(of == Some(script));
    }
    3 * own >= all && matches!(script, Script::Han | Script::Hangul | Script::Thai)
}

/// Number of words that are in one list and not in the other.
fn share(words: &Words<'_>, tokens: &[Token], list: &[&str], not: &[&str]) -> usize {
    tokens.iter().filter(|token| words.is_in(token, list) && !words.is_in(token, not)).count()
}

fn name(tag: crate::lang::Lang) -> String {
    let record = lang::language(tag);
    if record.tag == "und" { format!("`{tag}`") } else { record.name.to_owned() }
}

/// Languages that no tagger tells apart well enough to accuse a sentence of being the other.
fn kin(left: &str, right: &str) -> bool {
    const KIN: &[&[&str]] = &[
        &["hr", "sr", "bs", "sh"],
        &["nb", "nn", "no", "da"],
        &["id", "ms"],
        &["cs", "sk"],
        &["pt", "gl"],
        &["es", "gl", "ca", "ast"],
        &["hi", "mr", "ne"],
        &["ru", "uk", "be", "bg", "mk"],
        &["az", "tr", "tk"],
        &["af", "nl"],
        &["et", "fi"],
        &["lv", "lt"],
        &["ar", "fa", "ur", "ps"],
        &["he", "yi"],
        &["zh", "ja"],
    ];
    KIN.iter().any(|family| family.contains(&left) && family.contains(&right))
}
