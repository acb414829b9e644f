//! `negation-mismatch`: one side denies, the other does not.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::negation::Lost;
use crate::flag::page::Page;
use crate::flag::sides::Pair;
use crate::flag::words::{Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "negation-mismatch",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "one side denies, the other does not",
    what: "Words that deny (`not`, `kein`, `никогда`, `ない`) on one side, and on the other neither such a word nor any \
           that may say the same (`without`, `unable`, `-los`) near the counterparts of the words beside them, in \
           languages with lists of them. Several words that deny once (`ne ... pas`, `никто не`) count once, phrases \
           that deny nothing (`not only`, `sin embargo`) do not count. A denial that the translation adds is told \
           only where nothing in the original denies. A warning where the word that the original denies is there and \
           nothing else of the translation denies.",
    why: "A sentence without its `not` says the opposite.",
    false_alarms: "Denial that is put another way: `not all of them agree` as `some of them object`.",
    limits: &[],
    flags: &[
        Example::pair(
            ("en", "The shark is not dangerous."),
            ("de", "Der Hai ist gefährlich."),
            "Der Hai ist gefährlich.",
        ),
        Example::pair(("en", "He came."), ("de", "Er kam nicht."), "nicht"),
        Example::pair(("en", "He saw no single one of them."), ("de", "Er sah einen von ihnen."), ""),
        Example::pair(
            (
                "en",
                "The house is not old, and on Monday my brother said about the garden behind the bridge that it is not large.",
            ),
            (
                "de",
                "Das Haus ist nicht alt, und am Montag sagte mein Bruder über den Garten hinter der Brücke, dass er groß ist.",
            ),
            "",
        ),
    ],
    passes: &[
        Example::pair(("en", "He doesn't come."), ("de", "Er kommt nicht."), ""),
        Example::pair(("en", "He did not come."), ("ja", "彼は来なかった。"), ""),
        Example::pair(("en", "She did not only sing."), ("de", "Sie hat viel gesungen."), ""),
        Example::pair(("en", "He could not come."), ("de", "Er war verhindert."), ""),
        Example::pair(("fr", "Il n'a que deux frères."), ("de", "Er hat zwei Brüder."), ""),
        Example::pair(("en", "Nobody knew anything."), ("ru", "Никто ничего не знал."), ""),
        Example::pair(("en", "However, she lacks money."), ("es", "Sin embargo, ella no tiene dinero."), ""),
        Example::pair(("en", "That is far from easy."), ("de", "Das ist nicht leicht."), ""),
        Example::pair(("en", "On Amendment No 25"), ("de", "Zum Änderungsantrag 25"), ""),
        Example::pair(("en", "You must go."), ("ja", "あなたは行かなければならない。"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let Some(answers) = page.negations().get(pair.number).and_then(Option::as_ref) else { continue };
        let first = |lost: &[Lost], alone: bool| {
            lost.iter().find(|lost| lost.bare && (lost.alone || !alone)).copied()
        };
        let lost = first(&answers.lost, false);
        if let Some((lost, old)) = lost.and_then(|lost| Some((lost, pair.source.get(lost.at)?))) {
            let message = format!(
                "the original is negative (`{}`), the translation is not",
                shown(&page.source, old.span)
            );
            let mut flag = RULE.compared(pair.number, pair.target_span, Some(old.span), message);
            if lost.alone && is_held(page, &pair, old.span) {
                flag.severity = Severity::Warning;
            }
            flags.push(flag);
        }
        // Translators say `difficult` as `not easy`, and seldom the other way round.
        if let Some(new) = first(&answers.won, true).and_then(|won| pair.target.get(won.at)) {
            let message = format!(
                "the translation is negative (`{}`), the original is not",
                shown(&page.target, new.span)
            );
            flags.push(RULE.compared(pair.number, new.span, Some(pair.source_span), message));
        }
    }
    flags
}

/// Words after a denial within which the one that it denies is looked for.
const BEHIND: usize = 3;

/// Whether the first content word behind a denial of the original has its counterpart in the translation: what was denied is
/// there, and is said. Of lost denials of the damaged sets one in six is so, of sound pairs of our own articles one in 1,100.
fn is_held(page: &Page<'_>, pair: &Pair<'_>, denial: Span) -> bool {
    let links =
        page.coverage().get(pair.number).and_then(Option::as_ref).map_or(&[][..], |cover| &cover.links);
    let behind = pair.source.iter().skip_while(|token| token.span.start <= denial.start).take(BEHIND);
    let content = |token: &&Token| {
        token.is_word() && !page.source.language.words.function.contains(&page.source.lower(token))
    };
    let denied = behind.into_iter().find(content);
    denied.is_some_and(|token| links.iter().any(|(source, _)| source.overlaps(token.span)))
}

/// What is told of a denial: the word, or what follows a character in hiragana too (`ない`).
fn shown<'p>(words: &'p Words<'_>, span: Span) -> &'p str {
    let rest = words.document().get(span.start..).unwrap_or("");
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
    let end = match rest.starts_with(hiragana) {
        true => {
            rest.char_indices().find(|&(at, c)| !hiragana(c) || at >= SHOWN).map_or(rest.len(), |(at, _)| at)
        }
        false => span.end - span.start,
    };
    rest.get(..end).unwrap_or("")
}

/// Bytes of hiragana that are told: four characters.
const SHOWN: usize = 12;
