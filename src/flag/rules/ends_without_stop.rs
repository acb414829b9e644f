//! `ends-without-stop`: a paragraph of sentences whose last one is open.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Kind, Severity, Span};
use crate::flag::closing::{Ending, ending, last_word};
use crate::flag::page::Page;
use crate::flag::words::Words;
use crate::lang::Script;

const SHARE: Limit = Limit {
    name: "share",
    default: 0.8,
    unit: "share of the long paragraphs of the text that end in a full stop",
    from: "a judgement: below it the text does not close its paragraphs as a rule",
};
const WORDS: Limit = Limit {
    name: "words",
    default: 12.0,
    unit: "words of the paragraph",
    from: "shorter ones are headings, captions and list items",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "ends-without-stop",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a paragraph ends in the middle of a sentence",
    what: "A paragraph of twelve words and more that ends in a letter or a comma, in a text whose long \
           paragraphs end in a full stop. A paragraph of a single sentence may be a headline or a caption: it has \
           to end in a comma or in an article, a preposition and the like. With an original, \
           `missing-final-punct` has the say.",
    why: "The end of the paragraph was lost.",
    false_alarms: "Captions and teasers of several sentences.",
    limits: &[&SHARE, &WORDS],
    flags: &[Example::alone(
        "en",
        "The first of these paragraphs has enough words in it, and it ends in a full stop.\nThe second of these paragraphs has enough words in it, and it ends in a full stop.\nThe third of these paragraphs has enough words in it, and it ends in a full stop.\nThe fourth of these paragraphs has enough words in it, but it ends without a",
        "a",
    )],
    passes: &[
        Example::alone(
            "en",
            "A heading of this kind has many words in it but it never ends in a stop\nThe text goes on.",
            "",
        ),
        Example::alone(
            "en",
            "The first of these paragraphs has enough words in it, and it ends in a full stop.\nThe second of these paragraphs has enough words in it, and it ends in a full stop.\nThe third of these paragraphs has enough words in it, and it ends in a full stop.\n1. the fourth of them is an item of a list that has a lot of words in it,\n2. the fifth of these paragraphs has enough words in it, and it ends in a full stop.",
            "",
        ),
        Example::alone(
            "en",
            "How a lunch of twelve yuan at noon is changing an old housing estate\nThe first of these paragraphs has enough words in it, and it ends in a full stop.\nThe second of these paragraphs has enough words in it, and it ends in a full stop.\nThe third of these paragraphs has enough words in it, and it ends in a full stop.",
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    if !page.bitext.is_alone()
        || matches!(words.language.script, Script::Thai | Script::Myanmar | Script::Other)
    {
        return Vec::new();
    }
    let least = limits.get(&WORDS) as usize;
    let (mut closed, mut long, mut open) = (0usize, 0usize, Vec::new());
    let sentences = &words.text.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let last = sentences.get(index + 1).is_none_or(|next| next.block != sentence.block);
        let kind = words.text.document.blocks.get(sentence.block).map_or(Kind::Paragraph, |block| block.kind);
        if !last || kind != Kind::Paragraph || words.sentence(index).len() < least {
            continue;
        }
        let text = words.slice(sentence.span);
        let single = index
            .checked_sub(1)
            .and_then(|before| sentences.get(before))
            .is_none_or(|before| before.block != sentence.block);
        match ending(text).0 {
            Ending::Open if single && !wants_more(words, index) => continue,
            Ending::Open => open.push(index),
            // An item of a list: the next goes on with the sentence.
            Ending::Held if single && is_item(text) => continue,
            Ending::Held if text.ends_with([',', '،', '，', '、']) => open.push(index),
            _ => closed += 1,
        }
        long += 1;
    }
    if long < 4 || (closed as f64) < limits.get(&SHARE) * (long - 1) as f64 || open.len() > 3 {
        return Vec::new();
    }
    open.into_iter()
        .map(|index| {
            let start = sentences[index].span.start;
            let span = last_word(words.slice(sentences[index].span));
            let span = if span.is_empty() {
                sentences[index].span
            } else {
                Span::new(start + span.start, start + span.end)
            };
            RULE.found(page, index, span, "the paragraph ends in the middle of a sentence".to_owned())
        })
        .collect()
}

/// Whether a paragraph begins as an item of a list does: `2. `, `b) `, `• `.
fn is_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(char::is_whitespace) else { return false };
    let bullet = mark.chars().all(|c| !c.is_alphanumeric()) && mark.chars().count() == 1;
    let counted = mark.trim_start_matches('(').strip_suffix(['.', ')']);
    let number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_lowercase());
    bullet || counted.is_some_and(|counted| number(counted) || letter(counted))
}

/// Whether a sentence ends in a word that wants another behind it.
fn wants_more(words: &Words<'_>, sentence: usize) -> bool {
    let last = words.sentence(sentence).iter().rev().find(|token| token.is_word());
    last.is_some_and(|last| words.is_in(last, words.language.words.open))
}
