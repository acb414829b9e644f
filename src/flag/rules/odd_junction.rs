//! `odd-junction`: two words that do not meet in sound text.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::clause::may_follow;
use crate::flag::junction::{Change, expected};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

const ODDS: Limit = Limit {
    name: "odds",
    default: 2.0,
    unit: "logarithm of the odds above those of the worst junction of one sound sentence in a hundred; for a \
           sentence of more than 16 junctions half the logarithm of their number over 16 is added",
    from: "lines of the training text of each language that were not trained on: at 2, one sound sentence in \
           several hundred is flagged",
};

const SURE: Limit = Limit {
    name: "sure",
    default: 4.0,
    unit: "odds from which on the flag is a warning, in scripts with spaces",
    from: "6,000 sound human translations of news in seven languages: one reaches it, torn by the translator, and one \
           torn sentence in twelve does",
};

const BOTH: Limit = Limit {
    name: "both",
    default: 0.5,
    unit: "sum of the odds of the worst junction, length counted, and of the worst of those within five tokens of it, from which \
           on the flag is a warning, in scripts with spaces: what is torn out leaves one odd place, and one where it lands",
    from: "5,216 sound human translations of news in eight languages, of which four reach it, and 700 German sentences \
           whose noun was moved behind its verb, of which a third does (one in forty reaches `sure`)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "odd-junction",
    severity: Severity::Hint,
    on: true,
    needs_original: false,
    summary: "two words meet that do not meet in sound text",
    what: "The junction model of the language, a small net that reads the sentence from both ends, finds the place \
           where two tokens meet much more like those that come about by tearing words out and dropping them \
           elsewhere than like those of sound text. It then tries what would mend the place: words taken out, a \
           comma or a small word put in; the message says which.",
    why: "So reads word salad: every word is right, none stands where it belongs.",
    false_alarms: "Headlines, lists, verse, names and terms of several words, mistyped words; the model was \
                   trained on everyday sentences, manuals, essays and scripture.",
    limits: &[&ODDS, &SURE, &BOTH],
    flags: &[
        Example::alone("en", "He said that he had to go the because train would not wait.", ""),
        Example::alone(
            "es",
            "El anunció gobierno ayer que las nuevas reglas entrarán en vigor el próximo mes.",
            "",
        ),
        Example::alone("fr", "Le président a déclaré que le pour gouvernement était prêt à négocier.", ""),
    ],
    passes: &[
        Example::alone("en", "He came home late in the evening, and nobody was there.", ""),
        Example::alone("de", "Zu Beginn der 90er Jahre war die Lage noch eine andere als heute.", ""),
    ],
    check,
};

/// Tokens of a sentence that is looked at.
const LEAST: usize = 6;
/// Junctions of a sentence from which on the odds that are asked for rise.
const USUAL: f32 = 16.0;
/// Tokens between two odd places that one phrase may have left.
const NEAR: usize = 5;

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let limit = limits.get(&ODDS) as f32;
    let mut flags = Vec::new();
    for (sentence, _, _, tokens) in words.iter() {
        if tokens.len() < LEAST || is_title(tokens) {
            continue;
        }
        let Some(odds) = page.junctions(sentence) else { return flags };
        // The more junctions there are, the odder is the worst of sound ones.
        let usual = 0.5 * (odds.len() as f32 / USUAL).ln().max(0.0);
        let inner = |&(at, _): &(usize, f32)| {
            is_inner(words, tokens, at) && !(at - 1..=at).any(|at| is_glued(tokens, at))
        };
        let inner: Vec<(usize, f32)> = odds.iter().copied().enumerate().filter(inner).collect();
        let Some(&(at, odds)) = inner.iter().max_by(|left, right| left.1.total_cmp(&right.1)) else {
            continue;
        };
        let near = inner.iter().filter(|junction| junction.0 != at && junction.0.abs_diff(at) <= NEAR);
        let both = near.map(|junction| odds - usual + junction.1).max_by(f32::total_cmp);
        // A time, or a noun with its postposition, stands behind the verb in speech and in older prose.
        let noun = |at: usize| tokens.get(at).is_some_and(|token| token.case == Case::Capital);
        let behind = |at: usize| noun(at) && may_follow(words, tokens, at);
        let sure = words.language.script.spaced()
            && (odds >= limits.get(&SURE) as f32
                || both.is_some_and(|both| both >= limits.get(&BOTH) as f32))
            && !(words.language.tag == "de" && (behind(at) || behind(at + 1)));
        if sure || odds > limit + usual {
            let (span, message) = reason(words, tokens, at);
            let mut flag = RULE.found(page, sentence, span, message);
            if sure {
                flag.severity = Severity::Warning;
            }
            flags.push(flag);
        }
    }
    flags
}

/// Whether a junction with these odds is a warning by itself, by default.
pub(crate) fn is_sure(odds: f32) -> bool {
    odds >= SURE.default as f32
}

/// Whether two words meet before token `at`, or a word and a comma: what other marks meet is for other rules. Latin names
/// within text of a script without spaces are too few in what the nets read.
pub(crate) fn is_inner(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let spaced = words.language.script.spaced();
    let plain = |token: &Token| token.kind != Kind::Mark && (spaced || token.kind != Kind::Word);
    let Some([left, right]) = at.checked_sub(1).and_then(|left| tokens.get(left..=at)) else { return false };
    plain(left) && (plain(right) || words.of(right) == ",") || words.of(left) == "," && plain(right)
}

/// Whether the token at `at` is glued to a number, as in `30er`.
fn is_glued(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    before.is_some_and(|before| before.kind == Kind::Number && before.span.end == tokens[at].span.start)
}

/// Whether all words of weight are capitalised: a headline, which has a grammar of its own.
fn is_title(tokens: &[Token]) -> bool {
    let count = |wanted: fn(&Token) -> bool| tokens.iter().filter(|token| wanted(token)).count();
    let small = count(|token| token.case == Case::Lower && token.span.len() > 4);
    small < 2 && count(|token| matches!(token.case, Case::Capital | Case::Upper)) > small + 1
}

/// The place that is marked, and what is wrong there.
fn reason(words: &Words<'_>, tokens: &[Token], at: usize) -> (Span, String) {
    let change = expected(words, tokens, at);
    if let Some(Change::Without(run)) = change {
        let span = tokens[run.start].span.cover(tokens[run.end - 1].span);
        let said = words.slice(span);
        return (span, format!("`{said}` does not belong here: without it the sentence would read soundly"));
    }
    let left = tokens[..at].iter().rev().find(|token| token.kind != Kind::Mark).unwrap_or(&tokens[at - 1]);
    let right = tokens[at..].iter().find(|token| token.kind != Kind::Mark).unwrap_or(&tokens[at]);
    let mut said =
        format!("`{}` and `{}` hardly ever stand side by side like this", words.of(left), words.of(right));
    if let Some(Change::With(texts)) = change {
        let texts: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
        said += &format!(": {} was expected between them", texts.join(" or "));
    } else {
        said += ": the order of the words looks broken";
    }
    (left.span.cover(right.span), said)
}
