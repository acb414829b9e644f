//! `doubled-word`: the same word twice in a row.

use std::cell::LazyCell;

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;

const LETTERS: Limit = Limit {
    name: "letters",
    default: 7.0,
    unit: "letters of a capitalised word, where no original is at hand",
    from: "names that double (`Bora Bora`, `Baden Baden`, `Walla Walla`) have fewer",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "doubled-word",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "the same word stands twice in a row",
    what: "A word or number that is followed by itself, with only a space between. Words that may stand twice in a \
           language (`die die`, `vous vous`, `had had`), short names (`Bora Bora`) and languages that double words \
           to say more (Turkish, Indonesian, Hindi ...) are left out, and so is what the original doubles.",
    why: "A word that is copied or left over where a sentence was put together again.",
    false_alarms: "Words that are doubled for emphasis and stand in no list yet.",
    limits: &[&LETTERS],
    flags: &[
        Example::alone("pl", "Kupiła chleb i i wyszła ze sklepu.", "i i"),
        Example::alone("en", "It will take at least three three days.", "three three"),
        Example::alone(
            "fr",
            "Je me souviens m’être demandé demandé ce qu’ils allaient mettre.",
            "demandé demandé",
        ),
        Example::alone(
            "de",
            "Das Scheitern des Referendums Referendums wäre schlimm.",
            "Referendums Referendums",
        ),
        Example::pair(
            ("en", "What if Mr Trump comes?"),
            ("fr", "Et si M. Trump Trump vient ?"),
            "Trump Trump",
        ),
        Example::alone("ru", "Он сказал, что что он придёт завтра.", "что что"),
        Example::alone("de", "Er sah den den Mann auf der Straße.", "den den"),
    ],
    passes: &[
        Example::alone("de", "Das sind die, die die Stadt verlassen.", ""),
        Example::alone("de", "Das ist der Ball, den den Kindern jemand gab.", ""),
        Example::alone("de", "Er nahm den den Kindern versprochenen Ball.", ""),
        Example::alone("fr", "Vous vous trompez, et nous nous taisons.", ""),
        Example::alone("en", "We flew to Bora Bora.", ""),
        Example::alone("tr", "Yavaş yavaş geldi, zaman zaman durdu.", ""),
        Example::pair(("de", "Es war sehr, sehr weit weit weg."), ("en", "It was far far away."), ""),
    ],
    check,
};

/// Languages in which doubling a word is grammar or plain style.
const REDUPLICATING: &[&str] = &[
    "tr", "az", "kk", "ky", "uz", "tk", "hi", "bn", "mr", "gu", "pa", "ur", "ne", "ta", "te", "kn", "ml",
    "si", "or", "as", "id", "ms", "jv", "su", "tl", "vi", "sw", "zu", "xh", "mi", "haw", "hy", "ka", "ko",
    "th", "km", "lo", "my", "ja", "zh", "am",
];

/// Words that many languages double: interjections and intensifiers.
const EMPHATIC: &[&str] = &[
    "ha", "haha", "bla", "blah", "la", "na", "no", "nein", "ja", "nie", "very", "so", "really", "far",
    "long", "many", "much", "bye", "had", "that", "très", "muy", "molto", "sehr", "очень", "дуже", "bardzo",
    "nous", "vous", "heel", "più", "piano", "да", "нет", "ну", "так", "да-да", "вот", "еле", "чуть", "hej",
    "ai", "oh", "tak", "še", "zelo", "jo", "si", "sí", "sì", "oui", "non", "knock", "well", "hear", "there",
    "now",
];

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    if REDUPLICATING.contains(&words.language.tag) || !words.language.script.spaced() {
        return Vec::new();
    }
    let letters = limits.get(&LETTERS) as usize;
    let mut flags = Vec::new();
    for (sentence, _, _, tokens) in words.iter() {
        let doubles = LazyCell::new(|| source_doubles(page, sentence));
        for (index, pair) in tokens.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            if left.kind != right.kind
                || !matches!(left.kind, Kind::Word | Kind::Number)
                || words.lower(left) != words.lower(right)
                || left.span.end == right.span.start
                || words.document()[..left.span.start].ends_with(['-', '’', '\''])
                || !words.adjacent(left, right)
            {
                continue;
            }
            // Three and more in a row are a stutter: `repeated-phrase` marks them.
            let same =
                |other: Option<&Token>| other.is_some_and(|token| words.lower(token) == words.lower(left));
            if same(tokens.get(index + 2)) || index > 0 && same(tokens.get(index - 1)) {
                continue;
            }
            let length = words.lower(left).chars().count();
            // Of the original one can see whether it is a name that doubles.
            let alone = page.source_of(sentence).is_empty();
            let fine = match left.kind {
                Kind::Number => {
                    length < if alone { 4 } else { 2 } || words.of(left).contains([',', '.', ':'])
                }
                _ => {
                    let named = matches!(right.case, Case::Capital | Case::Upper);
                    named && alone && length < letters
                        || words.is_in(left, words.language.words.doubled)
                            && (words.language.tag != "de" || may_double(words, tokens, index))
                        || (alone || !named) && words.is_in(left, EMPHATIC)
                        || length < 2
                            && !(left.case == Case::Lower && words.is_in(left, words.language.words.function))
                        || words.lower(left).chars().next().and_then(Script::of)
                            != Some(words.language.script)
                }
            };
            if fine || *doubles {
                continue;
            }
            let place = left.span.cover(right.span);
            let message = format!("`{}` stands twice in a row", words.of(right));
            let mut flag = RULE.found(page, sentence, place, message);
            flag.suggestion = Some(words.of(left).to_owned());
            flags.push(flag);
        }
    }
    flags
}

/// Whether a German `den den` at `at` may be sound: behind a comma, where a relative clause starts, or before an attribute
/// (`den den Kindern versprochenen Ball`).
fn may_double(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let relative = tokens[..at].iter().rev().take(2).any(|token| words.of(token) == ",");
    let attribute = tokens.iter().skip(at + 3).take(4).collect::<Vec<_>>().windows(2).any(|pair| {
        let ending = ["e", "en", "em", "er", "es"].iter().any(|end| words.lower(pair[0]).ends_with(end));
        let little = words.is_in(pair[0], words.language.words.function);
        pair[0].case == Case::Lower && ending && !little && pair[1].case == Case::Capital
    });
    !words.is_in(&tokens[at], &["den", "dem"]) || relative || attribute
}

/// Whether the original says a word twice in a row as well, commas aside.
fn source_doubles(page: &Page<'_>, sentence: usize) -> bool {
    let tokens = page.source_tokens_of(sentence);
    let mut last = "";
    tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).any(|token| {
        let word = page.source.lower(token);
        std::mem::replace(&mut last, word) == word
    })
}
