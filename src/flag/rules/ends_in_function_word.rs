//! `ends-in-function-word`: a sentence that stops before its noun.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Kind as BlockKind, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "ends-in-function-word",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a sentence ends in a word that wants another behind it",
    what: "The last word is an article, a preposition that takes a noun or a conjunction, in lower case, by the \
           list of its language; in scripts without case before any full stop, in Japanese `が` behind a \
           noun. Not where the original's last word is such a word too, nor in headings.",
    why: "The rest of the sentence is missing, or stands elsewhere.",
    false_alarms: "Words that are spoken of as words (`the article a`).",
    limits: &[],
    flags: &[
        Example::alone("de", "Er ging nach Hause und.", "und"),
        Example::alone("en", "They came to the house because of the.", "the"),
        Example::alone("fr", "Il est parti avec les.", "les"),
        Example::alone("ja", "それぞれの瓶には種が。入っている。", "が"),
        Example::alone("ar", "وصل القطار إلى. المدينة في الليل.", "إلى"),
    ],
    passes: &[
        Example::alone("en", "It is vitamin A.", ""),
        Example::alone("fr", "Dites-le.", ""),
        Example::alone("en", "What are you looking for?", ""),
        Example::alone("en", "He wrote the word “the”.", ""),
    ],
    check,
};

/// The particle of Japanese that hardly a sentence ends in behind a noun in Han. (`を` ends slogans; of Chinese every such
/// word ends others: `暖和`.)
const PARTICLES: &[&str] = &["が"];

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let open = words.language.words.open;
    let mut flags = Vec::new();
    if open.is_empty() {
        return flags;
    }
    for (sentence, text, span, tokens) in words.iter() {
        let kind =
            words.text.document.blocks.get(words.text.sentences[sentence].block).map(|block| block.kind);
        for at in last_words(words, tokens) {
            let last = &tokens[at];
            // `le.` and `le”` end; `le…` and `le –` may go on, and a quoted word is spoken of.
            let behind = text[last.span.end - span.start..].trim_end();
            let (mark, rest) = behind.split_at(behind.chars().next().map_or(0, char::len_utf8));
            let ends = matches!(mark, "" | "." | "!" | "?" | "," | ";" | ")" | "،" | "۔" | "।" | "。");
            let goes_on = !rest.is_empty() && (!caseless(last) || matches!(mark, "," | ";" | ")" | "،"));
            let bare = mark.is_empty() && (kind != Some(BlockKind::Paragraph) || caseless(last));
            if !ends || goes_on || at < 2 || bare {
                continue;
            }
            let odd = match last.kind {
                Kind::Glyph => mark == "。" && is_particle(words, &tokens[at - 1], last),
                _ => {
                    let spaced = words.document()[..last.span.start].ends_with(char::is_whitespace);
                    spaced && words.is_in(last, open)
                }
            };
            if odd && !source_too(page, sentence) {
                let message =
                    format!("the sentence ends in `{}`, which wants another word behind it", words.of(last));
                flags.push(RULE.found(page, sentence, last.span, message));
            }
        }
    }
    flags
}

/// Whether a word is of a script without case.
fn caseless(token: &Token) -> bool {
    token.case == Case::None && token.kind != Kind::Number
}

/// Places of the words that end something: the last one, and where no case tells a new start, those before a full stop.
fn last_words(words: &Words<'_>, tokens: &[Token]) -> Vec<usize> {
    let word = |token: &Token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Glyph);
    let Some(last) = tokens.iter().rposition(word) else { return Vec::new() };
    let stops = |at: &usize| {
        caseless(&tokens[*at])
            && word(&tokens[*at])
            && tokens.get(at + 1).is_some_and(|mark| matches!(words.of(mark), "." | "。" | "۔" | "।"))
    };
    let ends = |at: &usize| *at == last && (tokens[last].case == Case::Lower || caseless(&tokens[last]));
    (0..=last).filter(|at| stops(at) || ends(at)).collect()
}

/// Whether a word of one character is a particle behind a noun in Han, that no sentence ends in.
fn is_particle(words: &Words<'_>, before: &Token, last: &Token) -> bool {
    let noun = words.of(before).chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    words.language.tag == "ja" && noun && PARTICLES.contains(&words.of(last))
}

/// Whether the original ends in such a word, too.
fn source_too(page: &Page<'_>, sentence: usize) -> bool {
    let source = page.source_tokens_of(sentence).iter().rev().find(|token| token.is_word());
    source.is_some_and(|token| page.source.is_in(token, page.source.language.words.open))
}
