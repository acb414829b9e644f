//! `double-punct`: two marks where one belongs.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "double-punct",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "two marks stand where one belongs",
    what: "Two full stops that are no ellipsis, two commas, semicolons or ideographic stops, a full stop \
           after a comma, a question mark or a closing quote that already ends the sentence, and two percent signs \
           behind a number.",
    why: "Machine translation of text that was cut around footnotes and links leaves the mark of both pieces.",
    false_alarms: "An ellipsis typed with two points; a name that ends in `!` or `?` at the end of a sentence.",
    limits: &[],
    flags: &[
        Example::alone("de", "Beide leisten einander Hilfe“.. Dieser Rahmen gilt.", ".."),
        Example::alone("fr", "Les matchs,, puis le reste.", ",,"),
        Example::alone("en", "They won two matches,. but not the cup.", ",."),
        Example::alone("ja", "これは問題です。。次に進みます。", "。。"),
        Example::alone("en", "They were hit, , but they stood.", ", ,"),
        Example::alone("en", "He was seen by others., It was late.", ".,"),
        Example::alone("en", "Is it true?. He did not say.", "?."),
        Example::alone("de", "Etwa 12 % % der Aktien wurden verkauft.", "% %"),
    ],
    passes: &[
        Example::alone("en", "And then... nothing.", ""),
        Example::alone("en", "And then . . . nothing.", ""),
        Example::alone("en", "Apples, pears etc., and Acme Corp., too.", ""),
        Example::alone("en", "See ../src/main.rs for more.", ""),
        Example::alone("en", "Smith, Jones et al., 2019.", ""),
        Example::alone("de", "Er fragte: „Wirklich?“.", ""),
        Example::alone("en", "What?! No!!", ""),
        Example::alone("en", "Print it with %d%% and no more.", ""),
        Example::alone("en", "See https://y.example/q?a=1,,2 for all of them.", ""),
        Example::alone("en", "Call foo(..) again.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (sentence, text, span, _) in page.target.iter() {
        if !may_hold(text) {
            continue;
        }
        let source = page.source_of(sentence);
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for at in 0..chars.len().saturating_sub(1) {
            let found = doubled(&chars, at).or_else(|| spaced(&chars, at));
            let Some(length) = found.or_else(|| after_stop(page, text, &chars, at)) else { continue };
            let start = chars[at].0;
            let end = chars.get(at + length).map_or(text.len(), |next| next.0);
            let marks = &text[start..end];
            if source.contains(marks) || in_address(&text[..start]) {
                continue;
            }
            let place = Span::new(span.start + start, span.start + end);
            let mut flag =
                RULE.found(page, sentence, place, format!("`{marks}` stands where one mark belongs"));
            let first = chars[at].1;
            // What goes on in lower case was cut, and one full stop would only look sound.
            let goes_on = text[chars[at].0 + marks.len()..].trim_start().starts_with(char::is_lowercase);
            // `cd ..` goes up.
            let apart = text[..start].ends_with(char::is_whitespace);
            if marks.chars().all(|c| c == first || c == ' ') && !goes_on && !apart {
                flag.suggestion = Some(first.to_string());
            }
            flags.push(flag);
        }
    }
    flags
}

/// Whether a text breaks off in an address: in `https://x.example/q?a=1,,2` every mark may mean something.
fn in_address(text: &str) -> bool {
    /// The longest address that is known as one.
    const LONGEST: usize = 400;
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let word = text[from..].rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.contains("www.")
}

/// A quick look: whether two marks that could be doubled follow each other at all.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).any(|pair| {
        matches!(
            pair,
            [b'.', b'.']
                | [b',' | b'.', b',' | b'.']
                | [b' ', b',' | b'.']
                | [b';', b';' | b'.']
                | [b'?' | b'!', b'.']
                | [b' ' | b'%', b'%']
        )
    }) || text.contains("。。")
        || text.contains("，，")
        || text.contains("、、")
        || text.contains("，。")
        || text.contains("、。")
        || text.contains("。、")
        || text.contains("。，")
        || text.contains("、 、")
        || text.contains("， ，")
        || text.contains("。 。")
        || text.contains("।।")
}

/// Whether a number stands before a mark, with a space between or none.
fn behind_number(chars: &[(usize, char)], at: usize) -> bool {
    let mut before = chars[..at].iter().rev().map(|c| c.1).skip_while(|c| c.is_whitespace());
    before.next().is_some_and(|c| c.is_numeric())
}

/// `, ,`, `. .` and `% %`, but no spaced ellipsis.
fn spaced(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let get = |index: usize| chars.get(index).map_or(' ', |c| c.1);
    let mark = get(at);
    if matches!(mark, '、' | '，' | '。') && get(at + 1) == ' ' && get(at + 2) == mark {
        return Some(3);
    }
    if mark == '%' && behind_number(chars, at) && get(at + 1) == ' ' && get(at + 2) == '%' {
        return Some(3);
    }
    let found = matches!(mark, ',' | '.')
        && at > 0
        && (get(at - 1).is_alphanumeric() || matches!(get(at - 1), '»' | '”' | '“' | ')'))
        && get(at + 1) == ' '
        && get(at + 2) == mark
        && get(at + 3).is_whitespace()
        && !matches!(get(at + 4), '.' | ',');
    found.then_some(3)
}

/// `.,` behind a closing quote, at the end of the sentence, or behind a word that is no abbreviation: small, with
/// vowels, and of four letters and more.
fn after_stop(page: &Page<'_>, text: &str, chars: &[(usize, char)], at: usize) -> Option<usize> {
    let pair = (chars.get(at)?.1, chars.get(at + 1)?.1);
    if pair != ('.', ',') || at == 0 {
        return None;
    }
    if at + 2 == chars.len() || matches!(chars[at - 1].1, '»' | '”' | '“') {
        return Some(2);
    }
    let word: Vec<char> = chars[..at].iter().rev().map(|c| c.1).take_while(|c| c.is_alphabetic()).collect();
    let small = word.iter().all(|c| c.is_lowercase());
    let plain: String = word.iter().rev().collect();
    let splitting = &page.target.language.splitting;
    let listed = |list: &[&str]| list.contains(&plain.as_str());
    let vowels = word.iter().filter(|c| "aeiouyäöüáéíóúàèìòùęąаеиоуыэюяёії".contains(**c)).count();
    let known = listed(splitting.never) || listed(splitting.before_number) || listed(splitting.may_end);
    // Twice in the sentence: the word is an abbreviation that we do not know.
    let once = || text.matches(&format!("{plain}.")).nth(1).is_none();
    (small && word.len() >= 4 && vowels >= 1 && !known && once()).then_some(2)
}

/// The number of characters from `at` on that are doubled marks.
fn doubled(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let get = |index: usize| chars.get(index).map_or(' ', |c| c.1);
    let before = if at == 0 { ' ' } else { get(at - 1) };
    let (first, second, third) = (get(at), get(at + 1), get(at + 2));
    let lone = before != first && third != second && !matches!(before, '.' | '…');
    let found = match (first, second) {
        // Paths (`../x`), ranges (`1..5`) and code (`f(..)`) are no prose.
        ('.', '.') => {
            lone && !matches!(third, '/' | '\\' | '!' | '?')
                && !third.is_alphanumeric()
                && !matches!(before, '/' | '(' | '[' | '{')
        }
        (',', ',') => lone && before.is_alphanumeric(),
        (';', ';') => lone,
        (',' | ';', '.') => third != '.' && !third.is_ascii_digit() && !before.is_whitespace(),
        ('?' | '!', '.') => third != '.' && !third.is_alphanumeric() && before.is_alphanumeric(),
        ('%', '%') => lone && behind_number(chars, at),
        ('。', '。') | ('，', '，') | ('、', '、') | ('।', '।') => lone,
        ('，' | '、', '。') | ('。', '，' | '、') => true,
        _ => false,
    };
    found.then_some(2)
}
