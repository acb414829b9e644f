//! `word-mismatch`: another word of a closed set than in the original, or its opposite.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::forms::{Forms, lines};
use crate::flag::page::Page;
use crate::flag::words::{Kind, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "word-mismatch",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "another word of its kind than in the original, or the opposite",
    what: "A word of a set in which one excludes the others (seasons, directions, colours, kin, `buy` and `sell`), that the \
           original does not have in any form, while the only one that the translation lacks is another of the set.",
    why: "A sentence that says the opposite reads as well as the right one.",
    false_alarms: "Idioms, and what is said the other way round (`he was not refused` as `he was let in`).",
    limits: &[],
    flags: &[Example::pair(
        ("en", "She was born in the summer."),
        ("de", "Sie wurde im Winter geboren."),
        "Winter",
    )],
    passes: &[Example::pair(
        ("en", "She was born in the summer."),
        ("de", "Sie wurde im Sommer geboren."),
        "",
    )],
    check,
};

const TABLE: &str = include_str!("words.tsv");

/// Its languages start behind set and word.
static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::new(TABLE, 2, None));
/// The set of each row.
static SETS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(TABLE).skip(1).map(|cells| cells[0]).collect());

/// A word of the table in a side.
#[derive(Debug)]
struct Member {
    /// One row, or several that share the form.
    rows: Vec<usize>,
    sure: bool,
    span: Span,
}

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let target = members(&page.target, pair.target);
        if !target.iter().any(|member| member.sure) {
            continue;
        }
        let source = members(&page.source, pair.source);
        // `not cheap` is `expensive`.
        let denied = page.negations().get(pair.number).and_then(Option::as_ref);
        if denied.is_some_and(|denied| !denied.lost.is_empty() || !denied.won.is_empty()) {
            continue;
        }
        let Some(cover) = page.coverage().get(pair.number).and_then(Option::as_ref) else { continue };
        let (news, losts) = (odd(&target, &source), odd(&source, &target));
        for new in &news {
            let set = SETS[new.rows[0]];
            let of_set = |all: &[&Member]| all.iter().filter(|member| SETS[member.rows[0]] == set).count();
            let lost = losts.iter().find(|lost| SETS[lost.rows[0]] == set);
            let Some(lost) = lost.filter(|_| of_set(&news) == 1 && of_set(&losts) == 1) else { continue };
            // What something else answers is neither lost nor new.
            let answered = |(from, to): &(Span, Span)| from.overlaps(lost.span) != to.overlaps(new.span);
            if cover.links.iter().any(answered) {
                continue;
            }
            let (said, asked) = (page.target.slice(new.span), page.source.slice(lost.span));
            let message = format!("`{said}` where the original says `{asked}`");
            flags.push(RULE.compared(pair.number, new.span, Some(lost.span), message));
        }
    }
    flags
}

/// The words of one side that the other does not have, each once.
fn odd<'m>(here: &'m [Member], there: &[Member]) -> Vec<&'m Member> {
    let answered: FxHashSet<usize> = there.iter().flat_map(|member| member.rows.iter().copied()).collect();
    let mut seen = FxHashSet::default();
    let odd =
        here.iter().filter(|member| member.sure && !member.rows.iter().any(|row| answered.contains(row)));
    odd.filter(|member| seen.insert(member.rows[0])).collect()
}

fn members(words: &Words<'_>, tokens: &[Token]) -> Vec<Member> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        let named =
            matches!(token.kind, Kind::Word | Kind::Glyph).then(|| FORMS.find(words, tokens, at)).flatten();
        let Some(named) = named else {
            at += 1;
            continue;
        };
        at = named.end;
        let one = named.rows.len() == 1;
        found.push(Member {
            sure: named.sure && one,
            rows: named.rows,
            span: token.span.cover(tokens[at - 1].span),
        });
    }
    found
}
