//! `place-mismatch`: another country or city than the original names.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::cover::sound::is_katakana;
use crate::flag::forms::{Forms, lines};
use crate::flag::page::Page;
use crate::flag::words::{Case, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "place-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "another country or city than in the original",
    what: "A country, continent or city, its people or its adjective, that the original does not name, while the only one that \
           the translation lacks is named there; by 155 countries and continents and 129 cities in sixteen languages, scripts \
           without capital letters among them. A city may stand for its country, and the name of the text's own language for \
           that of the original's.",
    why: "A sentence about another country reads as well as the right one.",
    false_alarms: "Idioms (`it's all Greek to me`, Dutch `Chinees`), things that bear another people's name abroad (`French \
                   dressing`), and places that go by a name that is in no list.",
    limits: &[],
    flags: &[
        Example::pair(
            ("de", "Der Zug wird am frühen Morgen Genf erreichen."),
            ("fr", "Le train atteindra Berlin tôt le matin."),
            "Berlin",
        ),
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
        Example::pair(
            ("en", "She was born in Austria in 1950."),
            ("de", "Sie wurde 1950 in Australien geboren."),
            "Australien",
        ),
        Example::pair(("en", "He came back from Egypt."), ("ko", "그는 멕시코에서 돌아왔다."), "멕시코에서"),
        Example::pair(("en", "He came back from Japan."), ("tr", "Almanya'dan döndü."), "Almanya'dan"),
        Example::pair(("en", "He went to Iraq in May."), ("ar", "ذهب إلى إيران في مايو."), "إيران"),
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
        Example::pair(
            ("en", "It is written in English."),
            ("nl", "Het is in het Nederlands geschreven."),
            "",
        ),
        Example::pair(
            ("en", "He went to the coast of a developing country."),
            ("zh", "他去了一个发展中国家的沿海地区。"),
            "",
        ),
        Example::pair(("en", "They came from Iraq."), ("ar", "جاؤوا للعراق."), ""),
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

impl Row {
    /// The country that it is, or lies in.
    fn region(&self) -> &'static str {
        if self.country.is_empty() { self.place } else { self.country }
    }
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
        // A word that something else answers is neither lost nor new; that the two sound alike says nothing.
        let answered = |(from, to): &(Span, Span)| {
            let (old, other) =
                (is_linked(&page.source, *from, lost.span), is_linked(&page.target, *to, new.span));
            // `Berlin` is no `erreichen`, however alike.
            old && !other && !is_small(&page.target, *to) || other && !old && !is_small(&page.source, *from)
        };
        if cover.links.iter().any(answered) {
            continue;
        }
        let (said, asked) = (page.target.slice(new.span), page.source.slice(lost.span));
        let message = format!("`{said}` where the original says `{asked}`");
        flags.push(RULE.compared(pair.number, new.span, Some(lost.span), message));
    }
    flags
}

/// Whether a link is that of a name: of its first word, not of an ending behind it (`Almanya'dan`), or of any of several words.
fn is_linked(words: &Words<'_>, link: Span, name: Span) -> bool {
    link.overlaps(name) && (link.start == name.start || words.slice(name).contains(' '))
}

/// Whether a word begins in lower case.
fn is_small(words: &Words<'_>, span: Span) -> bool {
    words.slice(span).starts_with(char::is_lowercase)
}

/// The places of one side that the other does not name, one a country: the same place answers, a city answers for its country
/// (`London` for its government), and a country for its cities.
fn odd<'p>(here: &'p [Place], there: &[Place]) -> Vec<&'p Place> {
    let rows = || there.iter().flat_map(|place| &place.rows).map(|&row| &ROWS[row]);
    let places: FxHashSet<&str> = rows().map(|row| row.place).collect();
    let countries: FxHashSet<&str> = rows().map(|row| row.country).collect();
    let answered = |row: &Row| {
        places.contains(row.place) || places.contains(row.country) || countries.contains(row.place)
    };
    let mut seen = FxHashSet::default();
    let odd = here.iter().filter(|place| place.sure && !place.rows.iter().any(|&row| answered(&ROWS[row])));
    odd.filter(|place| seen.insert(ROWS[place.rows[0]].region())).collect()
}

fn places(words: &Words<'_>, tokens: &[Token]) -> Vec<Place> {
    // Where peoples and adjectives have a capital, words without are others.
    let capitals = matches!(words.language.tag, "en" | "nl" | "tr");
    let small = |token: &Token| token.case == Case::Lower;
    let all = NAMES.all(words, tokens, |token| !(small(token) && capitals)).into_iter();
    all.map(|(at, named)| {
        let token = &tokens[at];
        let span = token.span.cover(tokens[named.end - 1].span);
        let one = named.rows.iter().all(|&row| ROWS[row].region() == ROWS[named.rows[0]].region());
        let people = named.rows.iter().any(|&row| ROWS[row].people);
        let sure = named.sure
            && one
            && (people || !small(token))
            && !is_part(words, span)
            && (words.language.tag != "ko" || is_korean(words.lower(token), named.bytes));
        Place { rows: named.rows, sure, span }
    })
    .collect()
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
    ("ja", "Japan"),
    ("zh", "China"),
    ("tr", "Turkey"),
];

/// Whether a word may name the language of the text that it stands in.
fn is_own(words: &Words<'_>, place: &Place) -> bool {
    let own = |row: &Row| row.people && OWN.contains(&(words.language.tag, row.place));
    place.rows.iter().any(|&row| own(&ROWS[row]))
}

/// Whether letters go on before or behind a passage, so that it is part of another name (`マリ` in `マリア`), or of an address.
fn is_part(words: &Words<'_>, span: Span) -> bool {
    let text = words.document();
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let before = text[..span.start].chars().rev().find(|c| !unseen(c));
    let mut behind = text[span.end..].chars().filter(|c| !unseen(c));
    let (next, after) = (behind.next(), behind.next());
    let katakana = |c: Option<char>| {
        c.is_some_and(|c| is_katakana(c) || matches!(c, '・' | '゛' | '\u{31f0}'..='\u{31ff}' | 'ｦ'..='ﾟ'))
    };
    let inner = words.slice(span);
    katakana(inner.chars().next()) && katakana(before)
        || katakana(inner.chars().next_back()) && katakana(next)
        || before.is_some_and(|c| "@#/&_<=\\".contains(c))
        || next.is_some_and(|c| "@/_=\\".contains(c))
        || next == Some('.') && after.is_some_and(char::is_alphabetic)
}

/// Whether a Korean word of which a name takes `bytes` goes on with particles only.
fn is_korean(word: &str, bytes: usize) -> bool {
    word.get(bytes..).is_none_or(|rest| rest.is_empty() || PARTICLES.contains(&rest))
}

/// Particles and endings of Korean behind the name of a place.
const PARTICLES: &[&str] = &[
    "은", "는", "이", "가", "을", "를", "의", "에", "에서", "와", "과", "로", "으로", "도", "및", "산", "인",
    "군", "측", "내", "발", "행", "만", "까지", "부터", "에는", "에도", "에서는", "에서도", "라", "나",
    "이나",
];

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
