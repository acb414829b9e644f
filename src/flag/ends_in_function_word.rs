//! `ends-in-function-word`: a sentence that stops before its noun.

use super::page::{Case, Kind, Page};
use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Kind as BlockKind, Severity, Span};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "ends-in-function-word",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a sentence ends in a word that wants another behind it",
    what: "The last word is an article, a preposition that takes a noun or a conjunction, in lower case, by the \
           list of its language. Not where the original's last word is such a word too, nor in headings.",
    why: "The rest of the sentence is missing, or stands elsewhere.",
    false_alarms: "Words that are spoken of as words (`the article a`).",
    limits: &[],
    flags: &[
        Example::alone("de", "Er ging nach Hause und.", "und"),
        Example::alone("en", "They came to the house because of the.", "the"),
        Example::alone("fr", "Il est parti avec les.", "les"),
    ],
    passes: &[
        Example::alone("en", "It is vitamin A.", ""),
        Example::alone("fr", "Dites-le.", ""),
        Example::alone("en", "What are you looking for?", ""),
        Example::alone("en", "He wrote the word “the”.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let open = words.language.words.open;
    let mut flags = Vec::new();
    if open.is_empty() {
        return flags;
    }
    for (sentence, text, span, tokens) in words.iter() {
        let Some(at) =
            tokens.iter().rposition(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Glyph))
        else {
            continue;
        };
        let last = &tokens[at];
        let kind =
            words.text.document.blocks.get(words.text.sentences[sentence].block).map(|block| block.kind);
        // `le.` and `le”` end; `le…` and `le –` may go on, and a quoted word is spoken of.
        let behind = text[last.span.end - span.start..].trim_end();
        let ends = matches!(behind, "" | "." | "!" | "?" | "," | ";" | "…" | ")");
        let spaced = words.document()[..last.span.start].ends_with(char::is_whitespace);
        if last.case != Case::Lower
            || at < 2
            || !ends
            || !spaced
            || behind == "…"
            || behind.is_empty() && kind != Some(BlockKind::Paragraph)
            || !words.is_in(last, open)
        {
            continue;
        }
        let source = page.source_tokens_of(sentence);
        let also = source
            .iter()
            .rev()
            .find(|token| token.is_word())
            .is_some_and(|token| page.source.is_in(token, page.source.language.words.open));
        if also {
            continue;
        }
        let message =
            format!("the sentence ends in `{}`, which wants another word behind it", words.of(last));
        flags.push(RULE.found(page, sentence, Span::new(last.span.start, last.span.end), message));
    }
    flags
}
