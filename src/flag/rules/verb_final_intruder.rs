//! `verb-final-intruder`: a noun behind the verb that closes its clause.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::{intruders, may_follow};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "verb-final-intruder",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a bare noun stands behind the verb that closes its clause",
    what: "German. A noun without article or preposition, with no comma between, behind (1) a separated \
           particle that is nothing else (`hervor`), (2) a `zu` infinitive, (3) the finite verb of a subordinate \
           clause whose predicate stands right before it (`die offen waren`), (4) a participle (`gekauft`) whose auxiliary stands before it \
           in the clause. Verbs are told by their \
           form and by short lists, not by a tagger. Dutch. A word in lower case that ends as no verb does, and is \
           in no list of words that may stand there, behind a `te` infinitive or a participle with its auxiliary.",
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

/// Separable particles that stand with a verb only: no prepositions, and none that follows a noun as in
/// `um das Haus herum`.
const PARTICLES: &[&str] = &[
    "anheim", "dar", "einher", "empor", "entzwei", "heran", "herbei", "herein", "hervor", "hinzu", "inne",
    "nieder", "überein", "umhin",
];

/// Particles that stand before `zu` in the infinitive of their verb.
const PREFIXES: &[&str] = &[
    "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "fest", "fort", "frei", "her", "heraus",
    "hervor", "hin", "hinaus", "hinweg", "hinzu", "los", "mit", "nach", "nieder", "statt", "teil", "um",
    "unter", "voran", "vor", "voraus", "vorbei", "weg", "weiter", "wieder", "zu", "zurück", "zusammen",
    "überein",
];

/// Endings of adjectives that would be taken for infinitives.
const ADJECTIVES: &[&str] = &[
    "lichen", "igen", "ischen", "enden", "ten", "nen", "baren", "samen", "eren", "losen", "vollen", "ssen",
    "llen", "elnen",
];

/// Relative pronouns and conjunctions that send the verb to the end.
const OPENERS: &[&str] = &[
    "der", "die", "das", "dem", "den", "deren", "dessen", "denen", "welche", "welcher", "welches", "dass",
    "weil", "ob", "obwohl", "wenn", "da", "damit", "nachdem", "bevor", "während", "sodass", "indem", "falls",
    "wo", "wie",
];

/// Behind these a pronoun is an article, which opens a main clause.
const JOINING: &[&str] = &["und", "oder", "aber", "denn", "doch", "sondern"];

/// Finite forms of the verbs that close a predicate.
const FINITE: &[&str] = &[
    "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "hatten",
    "sei", "seien", "wäre", "wären", "hätte", "hätten", "würde", "würden", "kann", "können", "konnte",
    "konnten", "könnte", "könnten", "soll", "sollen", "sollte", "sollten", "muss", "müssen", "musste",
    "mussten", "darf", "dürfen", "bleibt", "bleiben", "blieb", "blieben",
];

/// Capitalised words that may stand behind the verb: times, pronouns of politeness, abbreviations.
const BEHIND: &[&str] = &[
    "anfang", "mitte", "ende", "sie", "ihnen", "ihr", "ihre", "richtung", "herr", "frau", "seite", "januar",
    "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "gott",
    "du", "dir", "dich", "er", "ich",
];

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    match words.language.tag {
        "de" => {}
        "nl" => return dutch(page),
        _ => return flags,
    }
    for (sentence, _, _, tokens) in words.iter() {
        // Headings in which every word is capitalised say nothing.
        let small = tokens.iter().filter(|token| token.case == Case::Lower).count();
        if small < 4 {
            continue;
        }
        let mut found: Vec<(&Token, &Token)> = (2..tokens.len())
            .filter(|&at| is_noun(words, tokens, at) && closed(words, tokens, at))
            .filter(|&at| !may_follow(words, tokens, at))
            .map(|at| (&tokens[at - 1], &tokens[at]))
            .filter(|(verb, _)| words.lower(verb) == words.of(verb))
            .chain(intruders(words, tokens))
            .collect();
        found.sort_by_key(|(_, noun)| noun.span.start);
        found.dedup_by_key(|(_, noun)| noun.span.start);
        flags.extend(found.into_iter().map(|(verb, noun)| behind(page, sentence, noun, verb)));
    }
    flags
}

/// A capitalised word that only white space parts from the word before, and that nothing ties to what follows.
fn is_noun(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let before = &tokens[at - 1];
    let hyphen =
        tokens.get(at + 1).is_some_and(|next| words.of(next) == "-" && next.span.start == token.span.end);
    matches!(token.case, Case::Capital | Case::Upper)
        && words.lower(token).chars().count() >= 3
        && before.kind == Kind::Word
        && before.case == Case::Lower
        && words.adjacent(before, token)
        && !BEHIND.contains(&words.lower(token))
        && !hyphen
}

/// Whether the word before `at` closes a clause.
fn closed(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let last = words.lower(&tokens[at - 1]);
    if PARTICLES.contains(&last) {
        // The verb of the particle stands before it in the clause: `brachte ... hervor`.
        return at >= 5;
    }
    if separable(last) {
        return true;
    }
    if participle(words, tokens, at - 1) {
        return true;
    }
    let before = &tokens[at - 2];
    if words.of(before) == "zu" && infinitive(last) {
        return true;
    }
    FINITE.contains(&last) && subordinate(words, tokens, at - 1)
}

/// Auxiliaries of the perfect and the passive.
const AUXILIARIES: &[&str] = &[
    "hat", "haben", "hatte", "hatten", "habe", "ist", "sind", "war", "waren", "wird", "werden", "wurde",
    "wurden", "sei", "seien", "wäre", "wären", "hätte", "hätten", "würde", "würden",
];

/// Whether a word is a participle without an ending, which no noun follows in its clause, and its auxiliary
/// stands before it with no mark between. Those in `-en` are left out: they look like adjectives.
fn participle(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let word = words.lower(&tokens[at]);
    let stem =
        PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).find(|rest| rest.starts_with("ge"));
    let stem = stem.unwrap_or(word);
    let formed = stem.starts_with("ge") && stem.ends_with('t') && stem.chars().count() >= 6;
    // Set phrases: `ein gerüttelt Maß`, `ein gehäuft Maß`.
    if !formed || matches!(word, "gerüttelt" | "gehäuft" | "geschweige") {
        return false;
    }
    let clause = tokens[..at].iter().rev().take_while(|token| token.kind != Kind::Mark);
    clause.skip(1).any(|token| words.is_in(token, AUXILIARIES))
}

/// Whether a word is an infinitive by its form: no adjective ends so.
fn infinitive(word: &str) -> bool {
    let long = word.chars().count() >= 7;
    let prefixed =
        ["be", "er", "ver", "zer", "ent", "emp", "miss"].iter().any(|prefix| word.starts_with(prefix));
    word.ends_with("ieren") && long
        || long
            && prefixed
            && word.ends_with("en")
            && !matches!(word, "bequemen")
            && (!ADJECTIVES.iter().any(|ending| word.ends_with(ending))
                || ["füllen", "stellen"].iter().any(|verb| word.ends_with(verb)))
}

/// `aufzunehmen`, `anzubieten`.
fn separable(word: &str) -> bool {
    PREFIXES.iter().any(|prefix| {
        word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix("zu")).is_some_and(|verb| {
            verb.chars().count() >= 5
                && verb.ends_with("en")
                && !["enden", "rnden", "lnden"].iter().any(|ending| verb.ends_with(ending))
                && !(verb.starts_with("ge") && verb.ends_with("ten"))
                && !verb.starts_with("sammen")
        })
    })
}

/// Whether the finite verb at `at` closes a subordinate clause: the clause starts with a pronoun or
/// conjunction that sends the verb to its end, and the predicate stands right before the verb.
fn subordinate(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let predicate = &tokens[at - 1];
    if predicate.kind != Kind::Word
        || predicate.case != Case::Lower
        || words.is_in(predicate, words.language.words.function)
    {
        return false;
    }
    let Some(comma) = tokens[..at].iter().rposition(|token| token.kind == Kind::Mark) else { return false };
    if words.of(&tokens[comma]) != "," || at < comma + 5 {
        return false;
    }
    // No other verb between: a second one would be the main verb.
    let inner = &tokens[comma + 1..at];
    let joined = words.is_in(&inner[0], JOINING);
    let opens = words.is_in(&inner[0], OPENERS)
        || !joined
            && words.is_in(&inner[1], &["die", "der", "das", "dem", "den", "denen", "deren", "dessen"]);
    let other = inner.iter().any(|token| token.case == Case::Lower && FINITE.contains(&words.lower(token)));
    // `, die Lage ist ernst`: an article and its noun, then the verb in second place.
    let second = inner.len() <= 3;
    opens && !other && !second
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
