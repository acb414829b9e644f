//! `place-mismatch`: another country or city than the original names.

use std::sync::LazyLock;

use super::forms::{Forms, lines};
use super::page::{Case, Kind, Page, Token, Words};
use super::rule::{Example, Limits, Rule};
use super::sound::is_katakana;
use crate::bitext::{Flag, Severity, Span};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "place-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "another country or city than in the original",
    what: "A country, continent or city, its people or its adjective, that the original does not name, while the only one that \
           the translation lacks is named there; by 154 countries and continents and 130 cities in sixteen languages, scripts \
           without capital letters among them. A city may stand for its country, and the name of the text's own language for \
           that of the original's.",
    why: "A sentence about another country reads as well as the right one.",
    false_alarms: "Idioms (`it's all Greek to me`, Dutch `Chinees`), things that bear another people's name abroad (`French \
                   dressing`), and places that go by a name that is in no list.",
    limits: &[],
    flags: &[
        Example::pair(
            ("en", "The government of Hungary rejected the proposal on Friday."),
            ("de", "Die Regierung von Rumänien lehnte den Vorschlag am Freitag ab."),
            "Rumänien",
        ),
        Example::pair(
            ("en", "The talks between Sweden and Turkey broke down."),
            ("fr", "Les pourparlers entre la Norvège et la Turquie ont échoué."),
            "Norvège",
        ),
        Example::pair(
            ("en", "The president of Brazil came to Warsaw."),
            ("ru", "Президент Аргентины приехал в Варшаву."),
            "Аргентины",
        ),
        Example::pair(("en", "In France, prices rose."), ("ja", "ドイツでは物価が上昇した。"), "ドイツ"),
    ],
    passes: &[
        Example::pair(
            ("en", "The government of Hungary rejected the proposal."),
            ("de", "Die ungarische Regierung lehnte den Vorschlag ab."),
            "",
        ),
        Example::pair(
            ("en", "The Dutch and the Germans agreed."),
            ("fr", "Les Pays-Bas et l'Allemagne sont tombés d'accord."),
            "",
        ),
        Example::pair(
            ("en", "Choose the English keyboard in the menu."),
            ("fr", "Choisissez le clavier français dans le menu."),
            "",
        ),
        Example::pair(("en", "She lives in South Korea."), ("de", "Sie lebt in Südkorea."), ""),
        Example::pair(
            ("en", "The U.S. and Britain agreed."),
            ("ru", "США и Великобритания договорились."),
            "",
        ),
    ],
    check,
};

const TABLE: &str = include_str!("places.tsv");

/// Its languages start behind name, kind and country.
static NAMES: LazyLock<Forms> = LazyLock::new(|| Forms::new(TABLE, 3, None));
/// What each row of the table names.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = lines(TABLE).skip(1);
    rows.map(|cells| Row { place: cells[0], people: cells[1] == "people", country: cells[2] }).collect()
});

/// A row of the table.
struct Row {
    place: &'static str,
    /// Whether it holds people and adjectives, not names.
    people: bool,
    /// That a city lies in; empty for countries.
    country: &'static str,
}

/// A place that a side names.
#[derive(Debug)]
struct Place {
    /// One row, or several that share the word.
    rows: Vec<usize>,
    sure: bool,
    span: Span,
}

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let target = places(&page.target, pair.target);
        if !target.iter().any(|place| place.sure) {
            continue;
        }
        let source = places(&page.source, pair.source);
        let (news, losts) = (odd(&target, &source), odd(&source, &target));
        let ([new], [lost]) = (&news[..], &losts[..]) else { continue };
        // A manual in French speaks of the French keyboard where the English one spoke of its own.
        if is_own(&page.target, new) && is_own(&page.source, lost) {
            continue;
        }
        let Some(cover) = page.coverage().get(pair.number).and_then(Option::as_ref) else { continue };
        if cover.links.iter().any(|(from, to)| from.overlaps(lost.span) || to.overlaps(new.span)) {
            continue;
        }
        let (said, asked) = (page.target.slice(new.span), page.source.slice(lost.span));
        let message = format!("`{said}` where the original says `{asked}`");
        flags.push(RULE.compared(pair.number, new.span, Some(lost.span), message));
    }
    flags
}

/// The places of one side that the other does not name, each once.
fn odd<'p>(here: &'p [Place], there: &[Place]) -> Vec<&'p Place> {
    let answered = |place: &Place| {
        there
            .iter()
            .any(|other| place.rows.iter().any(|&row| other.rows.iter().any(|&other| answers(row, other))))
    };
    let mut odd: Vec<&Place> = here.iter().filter(|place| place.sure && !answered(place)).collect();
    odd.dedup_by_key(|place| ROWS[place.rows[0]].place);
    odd
}

/// Whether one row may stand for another: the same place, or a city for its country (`London` for its government).
fn answers(row: usize, other: usize) -> bool {
    let (row, other) = (&ROWS[row], &ROWS[other]);
    row.place == other.place || row.country == other.place || other.country == row.place
}

fn places(words: &Words<'_>, tokens: &[Token]) -> Vec<Place> {
    // Where adjectives of countries have a capital, words without are others.
    let capitals = words.language.tag == "en";
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        let named = matches!(token.kind, Kind::Word | Kind::Glyph).then(|| NAMES.find(words, tokens, at));
        let Some(named) = named.flatten() else {
            at += 1;
            continue;
        };
        at = named.end;
        let span = token.span.cover(tokens[named.end - 1].span);
        let first = &ROWS[named.rows[0]];
        let one = named.rows.iter().all(|&row| ROWS[row].place == first.place);
        let small = token.case == Case::Lower && (capitals || !first.people);
        let sure = named.sure && one && !small && !is_part(words, span);
        found.push(Place { rows: named.rows, sure, span });
    }
    found
}

/// Languages that bear the name of a people, with the country in the table.
const OWN: &[(&str, &str)] = &[
    ("en", "United Kingdom"),
    ("de", "Germany"),
    ("fr", "France"),
    ("es", "Spain"),
    ("it", "Italy"),
    ("pt", "Portugal"),
    ("nl", "Netherlands"),
    ("pl", "Poland"),
    ("cs", "Czechia"),
    ("ru", "Russia"),
    ("uk", "Ukraine"),
    ("tr", "Turkey"),
];

/// Whether a word may name the language of the text that it stands in.
fn is_own(words: &Words<'_>, place: &Place) -> bool {
    let row = &ROWS[place.rows[0]];
    row.people && OWN.contains(&(words.language.tag, row.place))
}

/// Whether katakana go on before or behind a passage in them: `マリ` in `マリア`.
fn is_part(words: &Words<'_>, span: Span) -> bool {
    let text = words.document();
    let (first, last) = (text[span.start..].chars().next(), text[..span.end].chars().next_back());
    let (before, behind) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    let both = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(is_katakana) && outer.is_some_and(is_katakana)
    };
    both(first, before) || both(last, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_place() {
        let countries: Vec<&str> =
            lines(TABLE).skip(1).filter(|cells| cells[1] == "country").map(|cells| cells[0]).collect();
        for cells in lines(TABLE).skip(1) {
            let known = match cells[1] {
                "country" => cells[2].is_empty(),
                "people" => cells[2].is_empty() && countries.contains(&cells[0]),
                "city" => countries.contains(&cells[2]),
                _ => false,
            };
            assert!(known, "{cells:?}");
        }
    }

    /// A word that surely names two places names neither.
    #[test]
    fn no_form_is_surely_of_two_places() {
        let all: Vec<_> = lines(TABLE).collect();
        for (column, tag) in all[0].iter().enumerate().skip(3) {
            let mut seen: std::collections::HashMap<&str, &str> = std::collections::HashMap::new();
            for cells in &all[1..] {
                for form in cells[column].split('|').filter(|form| !form.is_empty() && !form.ends_with('?')) {
                    let first = seen.entry(form).or_insert(cells[0]);
                    assert_eq!(*first, cells[0], "{tag}: {form}");
                }
            }
        }
    }
}
