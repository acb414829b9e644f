//! `word-mismatch`: another word of a closed set than in the original, or its opposite.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::forms::{Forms, lines};
use crate::flag::page::Page;
use crate::flag::words::{Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "word-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "another word of its kind than in the original, or the opposite",
    what: "A word of a set in which one excludes the others (`mother` and `father`, `buy` and `sell`, seasons, directions, \
           colours, animals, vehicles), that the original does not have in any form, while the only one that the \
           translation lacks is another of the set; by some hundred sets in sixteen languages. Words that mean other \
           things too explain the other side, and nothing is flagged for their sake. Sentences in which a denial has no \
           answer are left out: `not cheap` is `expensive`.",
    why: "A sentence that says the opposite reads as well as the right one.",
    false_alarms: "What is told from the other side (`the majority agreed`, `a minority refused`), and idioms that are in \
                   no list.",
    limits: &[],
    flags: &[
        Example::pair(
            ("en", "She was born in the summer."),
            ("de", "Sie wurde im Winter geboren."),
            "Winter",
        ),
        Example::pair(("en", "His brother came by train."), ("fr", "Sa sœur est venue en train."), "sœur"),
        Example::pair(
            ("en", "Exports of wheat to the north fell."),
            ("es", "Las exportaciones de trigo al sur cayeron."),
            "sur",
        ),
        Example::pair(("en", "He loves beer."), ("ru", "Он любит вино."), "вино"),
        Example::pair(("en", "The cat sleeps."), ("ja", "犬が寝ている。"), "犬"),
        Example::pair(("en", "Sales rose by 5 percent."), ("zh", "销售额下降了5%。"), "下降"),
    ],
    passes: &[
        Example::pair(("en", "She was born in the summer."), ("de", "Sie wurde im Sommer geboren."), ""),
        Example::pair(("en", "It is not cheap."), ("de", "Es ist teuer."), ""),
        Example::pair(("en", "The judge sent him to school."), ("de", "Der Richter fand ihn schuldig."), ""),
        Example::pair(("en", "It was in the afternoon."), ("ru", "Это было вечером."), ""),
    ],
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
            // What another word answers is neither lost nor new; `in` of `in spring` answers nothing.
            let light = |words: &Words<'_>, span: Span| {
                words.language.words.function.contains(&&*words.slice(span).to_lowercase())
            };
            let answered = |(from, to): &(Span, Span)| {
                from.overlaps(lost.span) != to.overlaps(new.span)
                    && !light(&page.source, *from)
                    && !light(&page.target, *to)
            };
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
    let all = FORMS.all(words, tokens, |_| true).into_iter();
    all.map(|(at, named)| Member {
        sure: named.sure && named.rows.len() == 1,
        span: tokens[at].span.cover(tokens[named.end - 1].span),
        rows: named.rows,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that surely is of two members of a set tells them not apart.
    #[test]
    fn no_form_is_surely_of_two_words_of_a_set() {
        let all: Vec<_> = lines(TABLE).collect();
        for (column, tag) in all[0].iter().enumerate().skip(2) {
            let mut seen: std::collections::HashMap<(&str, &str), &str> = std::collections::HashMap::new();
            for cells in &all[1..] {
                for form in cells[column].split('|').filter(|form| !form.is_empty() && !form.ends_with('?')) {
                    let first = seen.entry((cells[0], form)).or_insert(cells[1]);
                    assert_eq!(*first, cells[1], "{tag}: {form}");
                }
            }
        }
    }

    #[test]
    fn every_set_has_several_words_that_stand_together() {
        let sets: Vec<&str> = SETS.iter().copied().collect();
        let mut seen = FxHashSet::default();
        for set in sets.chunk_by(|one, other| one == other) {
            assert!(set.len() >= 2 && seen.insert(set[0]), "{}", set[0]);
        }
    }
}
