//! `unbalanced-quote`: a quotation that opens and does not close, or the other way round.

use std::borrow::Cow;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;
use crate::lang::Script;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unbalanced-quote",
    severity: Severity::Hint,
    on: true,
    needs_original: false,
    summary: "a quotation opens and does not close, or closes and was not open",
    what: "Double quotation marks, curly, angled, ideographic or straight, counted over the paragraph in the \
           ways of the language. Not where the original is unbalanced too, nor where one of the next paragraphs \
           closes the quotation; single marks are left alone, since they are apostrophes as well.",
    why: "The reader no longer knows who speaks.",
    false_alarms: "Quotations that run over many paragraphs; inches and seconds.",
    limits: &[],
    flags: &[
        Example::alone("de", "Er sagte: „Ich komme morgen. Dann ging er.", "„"),
        Example::alone("fr", "Le refrain dit : pompe-le, j’aide les femmes. »", "»"),
        Example::alone("en", "He said, \"I will come. Then he left.", "\""),
    ],
    passes: &[
        Example::alone("de", "Er sagte: „Ich komme.“ Sie sagte: »Nein.«", ""),
        Example::alone("en", "A 12\" disc.", ""),
        Example::pair(("de", "„Ich komme."), ("en", "“I am coming."), ""),
        Example::alone("sv", "Han sade: ”Jag kommer.”", ""),
        Example::alone("fr", "« Je lui disais : « Papa, reste là », raconte-t-il.", ""),
        Example::pair(("de", "Er sagte: „Ich komme."), ("en", "He said: 'I am coming."), ""),
        Example::alone("de", "Hände weg vom ,,Super-Euro\".", ""),
        Example::pair(("en", "\"It is ready to be sold.\"\"\""), ("ru", "Это готово к продаже»."), ""),
    ],
    check,
};

/// Paragraphs over which one quotation may run.
const RUNS: usize = 8;

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    let sentences = &page.target.text.sentences;
    // The last quotation that opened and did not close: its paragraph, and its flag, if it has one.
    let mut open: Option<(usize, Option<usize>)> = None;
    let (mut start, mut paragraph) = (0, 0);
    let mut taken_back = Vec::new();
    while start < sentences.len() {
        let block = sentences[start].block;
        let end = start + sentences[start..].iter().take_while(|sentence| sentence.block == block).count();
        let span = sentences[start].span.cover(sentences[end - 1].span);
        paragraph += 1;
        if let Some(odd) = odd(page.target.slice(span)) {
            let goes_on = open.take().filter(|open| !odd.opens && paragraph - open.0 <= RUNS);
            let place = span.start + odd.at;
            let sentence =
                start + sentences[start..end].partition_point(|sentence| sentence.span.end <= place);
            let sentence = sentence.min(end - 1);
            let also = || (start..end).any(|sentence| unbalanced(page.source_of(sentence)));
            if let Some((_, first)) = goes_on {
                taken_back.extend(first);
            } else if also() {
                open = odd.opens.then_some((paragraph, None));
            } else {
                let c = page.target.document()[place..].chars().next().unwrap_or('"');
                let wide = Span::new(place, place + c.len_utf8());
                open = odd.opens.then_some((paragraph, Some(flags.len())));
                flags.push(RULE.found(page, sentence, wide, format!("`{c}` has no other half")));
            }
        }
        start = end;
    }
    let mut number = 0;
    flags.retain(|_| {
        number += 1;
        taken_back.binary_search(&(number - 1)).is_err()
    });
    flags
}

/// Whether a quotation of the original does not close either, be it in single marks.
fn unbalanced(text: &str) -> bool {
    let text = &*uncoded(text);
    odd(text).is_some() || {
        let mut depth = 0;
        let (mut before, mut rest) = (' ', text.chars().peekable());
        while let Some(c) = rest.next() {
            if matches!(c, '\'' | '‘' | '’' | '‚') {
                let after = rest.peek().copied().unwrap_or(' ');
                let starts = !before.is_alphanumeric() && after.is_alphanumeric();
                let ends = depth > 0 && !before.is_whitespace() && !after.is_alphanumeric();
                depth += i32::from(starts) - i32::from(ends);
            }
            before = c;
        }
        depth != 0
    }
}

/// A cell of a table of commas as it reads: `"It is ""free""."` is `It is "free".`
fn uncoded(text: &str) -> Cow<'_, str> {
    let cell = text.trim().strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    match cell.filter(|cell| cell.contains("\"\"")) {
        Some(cell) => Cow::Owned(cell.replace("\"\"", "\"")),
        None => Cow::Borrowed(text),
    }
}

/// A mark that leaves a quotation unbalanced.
struct Odd {
    /// Byte offset.
    at: usize,
    /// Whether it opens a quotation, by what stands around it.
    opens: bool,
}

/// The mark that leaves a quotation unbalanced, if one does.
///
/// Families are counted apart: curly and low marks together (the same mark opens here and closes there),
/// angled ones together, ideographic ones as brackets, straight ones by parity.
fn odd(text: &str) -> Option<Odd> {
    let at = odd_mark(text)?;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let mut rest = text[at..].chars();
    let (mark, after) = (rest.next()?, rest.next().unwrap_or(' '));
    let spaced = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':');
    let opens = match mark {
        '「' | '『' => true,
        '」' | '』' => false,
        '«' if after.is_whitespace() => true,
        '»' if after.is_whitespace() => false,
        _ => spaced,
    };
    Some(Odd { at, opens })
}

/// Byte offset of a mark that leaves a quotation unbalanced.
///
/// Two angled marks that open and one that closes are a quotation within one.
fn odd_mark(text: &str) -> Option<usize> {
    let mut curly: Vec<usize> = Vec::new();
    let mut angled: Vec<usize> = Vec::new();
    let mut straight: Vec<usize> = Vec::new();
    let mut corner: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // `ארה"ב`: a mark of abbreviation.
        let hebrew = |c: char| Script::of(c) == Some(Script::Hebrew);
        if c == '"' && hebrew(before) && text[at + 1..].chars().next().is_some_and(hebrew) {
            continue;
        }
        match c {
            '“' | '”' | '„' | '‟' => curly.push(at),
            // `,,Ja"`: two commas for a low mark.
            ',' if before == ',' && text[at + 1..].starts_with(char::is_alphanumeric) => curly.push(at - 1),
            '«' | '»' => angled.push(at),
            '"' | '＂' if !before.is_ascii_digit() || straight.len() % 2 == 1 => straight.push(at),
            '「' | '『' => corner.push(at),
            '」' | '』' if corner.pop().is_none() => return Some(at),
            _ => {}
        }
        before = c;
    }
    if let Some(&at) = corner.last() {
        return Some(at);
    }
    // `« Je disais : « Papa ! », dit-il`: one mark closes both.
    if let Some(first) = angled.first().and_then(|at| text[*at..].chars().next()) {
        let steps = angled.iter().map(|at| if text[*at..].starts_with(first) { 1 } else { -1 });
        let (last, most) = steps.fold((0, 0), |(depth, most), step| (depth + step, most.max(depth + step)));
        if (last, most) == (1, 2) {
            angled.pop();
        }
    }
    let mixed = curly.len() + straight.len() + angled.len();
    // `„Ja", sagte er`: one of each makes a pair.
    if mixed.is_multiple_of(2) {
        return None;
    }
    [&curly, &angled, &straight]
        .into_iter()
        .find(|family| family.len() % 2 == 1)
        .and_then(|family| if family.len() == 1 { family.first() } else { family.last() }.copied())
}
