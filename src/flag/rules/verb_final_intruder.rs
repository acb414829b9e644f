//! `verb-final-intruder`: a noun behind the verb that closes its clause.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::intruders;
use crate::flag::page::Page;
use crate::flag::words::{Case, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "verb-final-intruder",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a bare noun stands behind the verb that closes its clause",
    what: "German. A noun without article or preposition, with no comma between, behind (1) a separated \
           particle that is nothing else (`hervor`), (2) a `zu` infinitive, (3) the finite verb of a subordinate \
           clause (`dass er im Norden arbeitet Bauer`, `die offen waren Apotheken`), (4) a participle or an infinitive \
           whose auxiliary stands before it in the clause (`hat drei festgenommen Männer`). Times, what goes with a \
           postposition, and what belongs to an infinitive may stand there. Verbs are told by their form, by short lists \
           and by what the training text has at the end of clauses, not by a tagger. Dutch. A word in lower case that ends \
           as no verb does, and is in no list of words that may stand there, behind a `te` infinitive or a participle with \
           its auxiliary.",
    why: "In German the verb closes the clause. A word behind it was torn out of its place: the mark of a \
          garbled machine translation.",
    false_alarms: "Commas that the writer left out; time and place put behind the verb, as in speech.",
    limits: &[],
    flags: &[
        Example::alone(
            "de",
            "Im Bericht stellt die Gemeinde ihre neuen Pläne dar Brücke über den Fluss.",
            "Brücke",
        ),
        Example::alone(
            "de",
            "Wir riefen die Ärztin an, die in dieser Woche für alle erreichbar war Apotheke am Markt.",
            "Apotheke",
        ),
        Example::alone(
            "de",
            "Viele Gäste kamen, um die neue Ausstellung zu besuchen Museum, obwohl es regnete.",
            "Museum",
        ),
        Example::alone("de", "Der Wirt versuchte, seine Gäste umzustimmen Garten am späten Abend.", "Garten"),
        Example::alone(
            "de",
            "Die Stadt hat das alte Haus im Mai gekauft Bürgermeister Wolf.",
            "Bürgermeister",
        ),
        Example::alone(
            "nl",
            "De gemeente besloot om het oude huis te verkopen burgemeester in de zomer.",
            "burgemeester",
        ),
        Example::alone("nl", "Zij wist dat hij het boek gekocht had winkel op de markt.", "winkel"),
    ],
    passes: &[
        Example::alone("de", "Er bricht zu neuen Ufern auf und gehört zu bekannten Leuten.", ""),
        Example::alone("de", "Die Zeit, die er dafür brauchte, ist Geld wert.", ""),
        Example::alone("de", "Er sagte, die Lage ist Anlass zur Sorge.", ""),
        Example::alone(
            "de",
            "Um Geld zu verdienen, Strom zu sparen und gesund zu bleiben, fährt er Rad.",
            "",
        ),
        Example::alone("de", "Alle hinzugefügten Konten und ihre Dienste stehen bereit.", ""),
        Example::alone("de", "Erreichbar ist Doktor Huber, wie es heißt.", ""),
        Example::alone("de", "Er hatte ein gerüttelt Maß an Sorgen und hat gesagt, Geld ist knapp.", ""),
        Example::alone("de", "Am Montag gewinnt Anna, und ihr ist geholfen.", ""),
        Example::alone("de", "Von einem noch auszubaggernden Hafen aus fahren sie in das Land.", ""),
        Example::alone("de", "Ich war allein, und die Schläfer um mich herum waren Statisten.", ""),
        Example::alone(
            "de",
            "Der Konzern hat die Werke geschlossen Medienberichten zufolge, Halle für Halle.",
            "",
        ),
        Example::alone("de", "Er hat sich geweigert Auskunft zu geben und ist angekommen Punkt zwölf.", ""),
        Example::alone("nl", "Hij begon te lopen zodra het licht werd, om verder te komen dan gisteren.", ""),
        Example::alone("nl", "Om het te kunnen lezen moet je een bril hebben.", ""),
        Example::alone("nl", "Zij zegt dat er veel gebouwd wordt vanwege de drukte.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    match words.language.tag {
        "de" => {
            let sentences = words.iter().flat_map(|(sentence, _, _, tokens)| {
                intruders(words, tokens)
                    .into_iter()
                    .map(move |(verb, noun)| behind(page, sentence, noun, verb))
            });
            sentences.collect()
        }
        "nl" => dutch(page),
        _ => Vec::new(),
    }
}

/// Dutch words that may stand behind the verb beside the function words, and end as no verb does.
const NL_BEHIND: &[&str] = &[
    "voordat", "zodat", "totdat", "opdat", "vooraleer", "alvorens", "alsof", "zodra", "hetzij", "via",
    "vanaf", "wegens", "vanwege", "namens", "dankzij", "ongeacht", "middels", "rond", "naast", "langs",
    "binnen", "buiten", "tegenover", "achter", "behalve", "jegens", "welk", "welke", "hoeveel", "zoveel",
    "nodig", "mogelijk", "gelijk", "tegelijk", "verder", "beter", "sneller", "later", "eerder", "langer",
    "liever", "vaker", "samen", "elders", "overal", "terug", "aldus", "opnieuw", "alsnog", "weer",
    "hetzelfde", "dezelfde", "zodanig", "onderop", "bovenop", "thuis", "mits", "vooral", "zelfs", "ofwel",
    "oftewel", "zowel", "plus", "inclusief", "exclusief", "alleen", "telkens", "eens", "maal", "keer",
    "jaar", "uur",
];
/// Auxiliaries that close a Dutch clause behind the participle.
const NL_AUXILIARIES: &[&str] = &["heeft", "hebben", "had", "hadden", "werd", "werden", "wordt", "worden"];

/// Dutch: nouns are not capitalised, so that any word will do that is no verb and no word of the lists. 7 of 57,912
/// sentences of Tatoeba, GNOME, Mozilla and Open Source Guides are hit.
fn dutch(page: &Page<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    for (sentence, _, _, tokens) in words.iter() {
        for window in tokens.windows(3) {
            let [first, verb, noun] = window else { continue };
            let long = |token: &Token, least: usize| {
                token.case == Case::Lower && words.lower(token).chars().count() >= least
            };
            if !long(noun, 4) || !long(verb, 3) || !words.adjacent(verb, noun) || !words.adjacent(first, verb)
            {
                continue;
            }
            let (before, last) = (words.lower(first), words.lower(verb));
            let infinitive = before == "te"
                && long(verb, 6)
                && last.ends_with("en")
                && !last.ends_with("zelven")
                && !last.ends_with("zelfden");
            let participle = long(first, 6)
                && before.starts_with("ge")
                && before.ends_with(['d', 't', 'n'])
                && NL_AUXILIARIES.contains(&last);
            if (infinitive || participle) && intrudes(words, noun) {
                flags.push(behind(page, sentence, noun, verb));
            }
        }
    }
    flags
}

/// The flag of a noun behind the verb that closes its clause.
fn behind(page: &Page<'_>, sentence: usize, noun: &Token, verb: &Token) -> Flag {
    let words = &page.target;
    let (noun_text, verb_text) = (words.of(noun), words.of(verb));
    let message = format!("`{noun_text}` stands behind `{verb_text}`, which closes the clause");
    RULE.found(page, sentence, noun.span, message)
}

/// Whether a Dutch word is neither a verb by its ending nor one that may stand behind the verb.
fn intrudes(words: &Words<'_>, token: &Token) -> bool {
    let word = words.lower(token);
    let verb = word.ends_with(['t', 'd', 'n']) || word.ends_with("de") || word.ends_with("te");
    let pointer = ["daar", "hier", "waar", "er"].iter().any(|stem| word.starts_with(stem));
    let lists = &words.language;
    !verb
        && !pointer
        && !NL_BEHIND.contains(&word)
        && !words.is_in(token, lists.words.function)
        && !lists.numbers.words.iter().any(|number| number.0 == word)
}
