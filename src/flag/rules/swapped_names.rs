//! `swapped-names`: two names, or two numbers, of a sentence stand in each other's place.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;

const CROSSED: Limit = Limit {
    name: "crossed",
    default: 0.25,
    unit: "pairs of words that cross all the same, as a share of the words that tell where one is",
    from: "two sound human translations in a thousand reach it, and 45 of a hundred in which two names were \
           exchanged (NTREX-128)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "swapped-names",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "two names or numbers of the sentence stand in each other's place",
    what: "Two names, or two numbers, that stand in the other order than in the original, while the words around them \
           keep theirs: exchanged, all would stand as they do there. Words count that are each other's best \
           counterpart; sentences in which others cross, too, are silent, and so are \
           dates, and a year beside an amount.",
    why: "Who beat whom is what the sentence says.",
    false_alarms: "A sentence that is turned around as a whole: the passive for the active, `the portrait of Goethe \
                   in the Library` for `the Library's portrait of Goethe`.",
    limits: &[&CROSSED],
    flags: &[
        Example::pair(
            ("en", "Germany defeated France on Sunday."),
            ("de", "Frankreich besiegte Deutschland am Sonntag."),
            "Frankreich",
        ),
        Example::pair(
            ("en", "There were 250 votes for the plan and 340 votes against it."),
            ("de", "Es gab 340 Stimmen für den Plan und 250 Stimmen dagegen."),
            "340",
        ),
        Example::pair(
            ("en", "The limit was cut from 40 to 30 kilometres."),
            ("de", "Die Grenze wurde von 30 auf 40 Kilometer gesenkt."),
            "30",
        ),
    ],
    passes: &[
        Example::pair(
            ("en", "Germany defeated France on Sunday."),
            ("de", "Deutschland besiegte Frankreich am Sonntag."),
            "",
        ),
        Example::pair(
            ("en", "On 12 March 2018 the river froze in Norway."),
            ("ja", "2018年3月12日、ノルウェーで川が凍った。"),
            "",
        ),
        Example::pair(
            ("en", "The number of applicants, 160 in the year 2000, fell last year."),
            ("fr", "Le nombre de candidats, en l'an 2000 de 160, a baissé l'an dernier."),
            "",
        ),
        Example::pair(
            ("en", "The Library's portrait of Goethe is old."),
            ("de", "Das Porträt von Goethe in der Bibliothek ist alt."),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let most = limits.get(&CROSSED);
    let mut flags = Vec::new();
    for (number, cover) in page.coverage().iter().enumerate() {
        let Some(exchange) = cover.as_ref().and_then(|cover| cover.exchange) else { continue };
        if f64::from(exchange.crossed) > most {
            continue;
        }
        let ((first, second), (one, other)) = (exchange.target, exchange.source);
        let message = format!(
            "`{}` and `{}` stand the other way round than `{}` and `{}` of the original",
            page.target.slice(first),
            page.target.slice(second),
            page.source.slice(other),
            page.source.slice(one)
        );
        flags.push(RULE.compared(number, first, Some(one), message));
    }
    flags
}
