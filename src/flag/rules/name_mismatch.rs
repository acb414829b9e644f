//! `name-mismatch`: a name stands in the place of another.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::cast;
use crate::flag::page::Page;

const SURE: Limit = Limit {
    name: "sure",
    default: 0.5,
    unit: "how sure it is that both are names and one stands for the other, 0 to 1",
    from: "seven sound human translations in a thousand reach it, two in a thousand 1.0 (NTREX-128)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "name-mismatch",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "a name stands in the place of another",
    what: "A proper name of the original that the translation does not have, and in its place a name that the \
           original does not have. A name is a word with a capital letter or in katakana that the lexicon does not \
           know as a common word; in German, where all nouns have capitals, only one without an article that is no \
           form and no compound of a known word. It is found again in another script by its consonants, \
           under endings, in compounds, as an abbreviation, by the names of countries and by what the \
           other texts of the run say. Scripts without capital letters are silent.",
    why: "A wrong actor is a wrong fact in a sentence that reads well.",
    false_alarms: "Names that go by another name abroad and are in no list (`Auschwitz`, `Освенцим`); titles of \
                   offices, films and laws; nouns that the lexicon does not know.",
    limits: &[&SURE],
    flags: &[
        Example::pair(
            ("en", "On Monday Angela Merkel met the workers of the old factory."),
            ("fr", "Lundi, Angela Macron a rencontré les ouvriers de l'ancienne usine."),
            "Macron",
        ),
        Example::pair(
            ("de", "Am Montag sprach Merkel mit den Arbeitern der Fabrik."),
            ("en", "On Monday Macron spoke with the workers of the factory."),
            "Macron",
        ),
        Example::pair(
            ("en", "The prime minister Emil Varga spoke to the voters."),
            ("ru", "Премьер-министр Эмиль Лоренцу обратился к избирателям."),
            "Лоренцу",
        ),
        Example::pair(
            ("fr", "Le technicien de Sunderland, Jack Ross, explique son ambition."),
            ("de", "Jack Donggala, der Chef von Sunderland, erklärt sein größtes Ziel."),
            "Donggala",
        ),
        Example::pair(
            ("de", "Was machen wir, wenn Trump den Minister Rod Rosenstein entlässt?"),
            ("en", "What will we do if Trump fires the minister Jeff Flake?"),
            "Jeff",
        ),
    ],
    passes: &[
        Example::pair(
            ("en", "A 16-year-old was found with wounds in Somerset."),
            ("de", "Die 16-Jährigen wurden mit Wunden gefunden."),
            "",
        ),
        Example::pair(
            ("en", "On Monday Merkel's answer came from Germany."),
            ("de", "Am Montag kam Merkels Antwort aus Deutschland."),
            "",
        ),
        Example::pair(
            ("en", "The senator Colin Parker met Duncan Mitchelson in Moscow."),
            ("ru", "Сенатор Колин Паркер встретился с Дунканом Митчелсоном в Москве."),
            "",
        ),
        Example::pair(
            ("en", "The plant in Lancaster was sold to Bradford."),
            ("ja", "ランカスターの工場はブラッドフォードに売却された。"),
            "",
        ),
        Example::pair(
            ("en", "The spokesman of the agency in Toronto gave an answer."),
            ("pl", "Rzecznik agencji w Toronto udzielił odpowiedzi."),
            "",
        ),
        Example::pair(
            ("en", "The talks with NATO were held in Norway."),
            ("fr", "Les discussions avec l'OTAN ont eu lieu en Norvège."),
            "",
        ),
    ],
    check,
};

/// Share of the content words of each side that the lexicon has to know.
///
/// Set on direct assessments of Estonian and Romanian (MLQE-PE), whose tables are small: with it 39 of 77 flags stay,
/// most of the others being common words with a capital letter, and 39 of 40 damaged names of NTREX.
const KNOWN: f32 = 0.4;

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let least = limits.get(&SURE);
    // One person of the article in the place of another is no matter of doubt.
    let mut flags: Vec<Flag> = cast::strangers(page)
        .into_iter()
        .map(|stranger| Flag {
            severity: Severity::Warning,
            ..compared(page, stranger.bead, stranger.lost, stranger.won)
        })
        .collect();
    let told: Vec<Option<usize>> = flags.iter().map(|flag| flag.bead).collect();
    for (number, cover) in page.coverage().iter().enumerate() {
        let Some(cover) = cover.as_ref().filter(|_| !told.contains(&Some(number))) else { continue };
        let Some(replaced) = cover.names.replaced else { continue };
        // A lexicon that knows few of the words takes `Royal` for another name than `Kuningliku`.
        let known = cover.source.known.min(cover.target.known);
        if f64::from(replaced.worth) >= least && known >= KNOWN {
            flags.push(compared(page, number, replaced.lost.span, replaced.won.span));
        }
    }
    flags
}

fn compared(page: &Page<'_>, bead: usize, lost: Span, won: Span) -> Flag {
    let message =
        format!("`{}` where the original says `{}`", page.target.slice(won), page.source.slice(lost));
    RULE.compared(bead, won, Some(lost), message)
}
