//! `wrong-ending`: an adjective whose ending does not go with its article.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::{AUXILIARIES, closes};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "wrong-ending",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "an adjective has an ending that does not go with its article",
    what: "German. An article, an adjective and a noun, where an adjective behind that article has another ending, \
           whatever the noun: `eine neuen Brücke`, `einem neuem Haus`, `ein alten Mann`. Adjectives are told by their ending and \
           their place.",
    why: "Article and adjective were translated apart, or one of them was put in from elsewhere.",
    false_alarms: "Adverbs that end as adjectives do, before a noun.",
    limits: &[],
    flags: &[
        Example::alone(
            "de",
            "Nach einer Pause begann eine sorgfältigen Restaurierung des Hauses.",
            "eine sorgfältigen",
        ),
        Example::alone("de", "Das Land fördert es mit einem neuem Programm für den Bau.", "einem neuem"),
        Example::alone("de", "Vor der Tür stand ein alten Mann und wartete.", "ein alten"),
    ],
    passes: &[
        Example::alone("de", "Hier fehlt ein bisschen Zeit, und eine gegen Abend ist zu wenig.", ""),
        Example::alone(
            "de",
            "In einem seiner Häuser fand man eine eigens gebaute Treppe mit diesem einem Tritt.",
            "",
        ),
        Example::alone(
            "de",
            "Eine letzten Montag veröffentlichte Studie belegt es, ein guten Rat suchender Mann nicht.",
            "",
        ),
        Example::alone("de", "Eine einen Meter hohe Mauer und ein keinen Widerspruch duldender Ton.", ""),
        Example::alone(
            "de",
            "Menschen, die großem Druck ausgesetzt sind, und nötig sein starken Willen zu haben.",
            "",
        ),
        Example::alone("de", "Eine voriges Jahr gebaute Brücke und die jedes Jahr neue Straße.", ""),
    ],
    check,
};

/// Articles, and endings that no adjective behind them has.
const NEVER: &[(&[&str], &str)] = &[
    (&["eine"], "en"),
    (&["ein", "kein", "mein", "dein", "unser"], "en"),
    (&["ein", "eine", "einen", "einer", "eines", "keine", "meine", "seine", "ihre", "unsere", "des"], "em"),
    (
        &["einem", "dem", "vom", "zum", "beim", "im", "am", "keinem", "seinem", "ihrem", "meinem", "unserem"],
        "em",
    ),
];

/// Words that end so and are no adjectives.
const OTHERS: &[&str] = &[
    "gegen", "neben", "zwischen", "wegen", "eben", "selten", "außen", "innen", "oben", "unten", "hinten",
    "gestern", "morgen", "paar", "bisschen", "diesem", "jenem", "jedem", "allem", "welchem", "seinem",
    "ihrem", "meinem", "unserem", "deinem", "extrem", "bequem", "außerdem", "trotzdem", "zudem", "seitdem",
    "nachdem", "indem", "einen", "einem", "keinem", "manchem", "solchem", "anderem", "vielem", "wem",
    "unseren", "meinen", "seinen", "ihren", "deinen", "diesen", "jenen", "jeden", "allen", "vielen",
    "solchen", "denen", "manchen", "welchen", "einigen", "beiden", "anderen", "inzwischen", "deswegen",
    "zusammen", "draußen", "ansonsten", "mitten",
];

/// Words behind the noun among which the adjective of the article may stand.
const FAR: usize = 6;

/// Whether adjective and noun belong to an attribute, and what goes with the article follows: `eine letzten Montag
/// veröffentlichte Studie`.
fn is_attribute(words: &Words<'_>, rest: &[Token], article: &Token) -> bool {
    let ends: &[&str] = match words.lower(article).ends_with("ein") {
        true => &["er", "es"],
        false => &["e", "en", "er", "es"],
    };
    let rest: Vec<&Token> = rest
        .iter()
        .take(FAR)
        .take_while(|token| token.kind != Kind::Mark && !words.is_in(token, AUXILIARIES))
        .collect();
    rest.windows(2).any(|pair| {
        let [adjective, noun] = pair else { return false };
        adjective.case == Case::Lower
            && noun.case == Case::Capital
            && ends.iter().any(|end| words.lower(adjective).ends_with(end))
            && words.lower(adjective).chars().count() >= 5
    })
}

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    if words.language.tag != "de" {
        return flags;
    }
    for (sentence, _, _, tokens) in words.iter() {
        for (at, window) in tokens.windows(3).enumerate() {
            let [article, adjective, noun] = window else { continue };
            let word = words.lower(adjective);
            let phrase = article.is_word()
                && adjective.is_word()
                && adjective.case == Case::Lower
                && word.chars().count() >= 5
                && noun.is_word()
                && matches!(noun.case, Case::Capital)
                && words.lower(noun).chars().count() >= 3
                && words.adjacent(article, adjective)
                && words.adjacent(adjective, noun);
            let wrong = |(articles, ending): &(&[&str], &str)| {
                word.ends_with(ending) && words.is_in(article, articles)
            };
            let known = OTHERS.contains(&word) || closes(word);
            if phrase && NEVER.iter().any(wrong) && !known && !is_attribute(words, &tokens[at + 3..], article)
            {
                let (article_text, said) = (words.of(article), words.of(adjective));
                let message = format!("`{said}` has an ending that does not go with `{article_text}`");
                flags.push(RULE.found(page, sentence, article.span.cover(adjective.span), message));
            }
        }
    }
    flags
}
