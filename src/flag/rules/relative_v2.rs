//! `relative-v2`: a subordinate clause with its verb in second place.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::{LATE, LONG, second};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "relative-v2",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a subordinate clause has its verb in second place",
    what: "German. (1) `was`, `wodurch`, `womit` and their like after a comma or dash, directly followed by a finite \
           verb that does not end the clause, in a sentence that asks nothing. (2) `dass`, `weil` and \
           their like with a subject and then a finite verb, where the clause goes on to a participle, an infinitive or a \
           noun and no verb ends it (`dass der Markt wird von Banken beherrscht`). Dutch. \
           (1) `waardoor`, `waarin` and their like directly followed by a finite verb and an article or pronoun. \
           (2) `dat`, `omdat` and their like with a pronoun and a finite verb right behind it, and then an article, an \
           adverb, or a last word that is no participle and no infinitive.",
    why: "A subordinate clause ends in its verb; in second place it shows a clause put together word by word.",
    false_alarms: "Indirect questions in spoken style (`er fragte, was ist los`).",
    limits: &[],
    flags: &[
        Example::alone("de", "Der Laden schließt im Herbst, was ist schade.", "was ist schade"),
        Example::alone("de", "Das Wasser stieg, wodurch wurde der Keller nass.", ""),
        Example::alone(
            "de",
            "Der Sprecher teilte mit, dass er hat den Vertrag gestern unterschrieben.",
            "dass er hat",
        ),
        Example::alone(
            "de",
            "Er sagt, dass der Markt wird von wenigen Banken beherrscht.",
            "dass der Markt wird",
        ),
        Example::alone(
            "de",
            "Es heißt, dass das Bild zeigt eine junge Frau am Fenster.",
            "dass das Bild zeigt",
        ),
        Example::alone(
            "de",
            "Wir gingen, bevor die Suppe war kalt, und kamen nicht wieder.",
            "bevor die Suppe war",
        ),
        Example::alone("nl", "Het regende drie dagen, waardoor werd de kelder nat.", "waardoor werd de"),
        Example::alone("nl", "Zij zegt dat hij heeft het boek gisteren gelezen.", "dat hij heeft het"),
        Example::alone("nl", "Iedereen gelooft dat zij is gelukkig.", "dat zij is gelukkig"),
    ],
    passes: &[
        Example::alone("de", "Er weiß, was bleibt.", ""),
        Example::alone("de", "Er fragte, was ist los?", ""),
        Example::alone("de", "Die alte Frage, was war zuerst da, Henne oder Ei, bleibt ungelöst.", ""),
        Example::alone("de", "Er tat, was nötig war, was ihn freute.", ""),
        Example::alone("de", "Sie nahm, was war und was kommt.", ""),
        Example::alone("de", "Sie sagte, dass er hat kommen wollen.", ""),
        Example::alone("de", "Sie sagte, dass es ist, wie es ist, und dass er hat, was er braucht.", ""),
        Example::alone("de", "Sie sagte, dass sie Lust habe zu tanzen und dass da draußen jemand ist.", ""),
        Example::alone(
            "de",
            "Wenn nötig wird ein Arzt gerufen, und ob arm oder reich wird jeder versorgt.",
            "",
        ),
        Example::alone("de", "Alles flog weg, was hätte umfallen können, und da draußen war Ruhe.", ""),
        Example::alone("de", "Er bat, dass sie sein Haus bald bauen könne.", ""),
        Example::alone("nl", "Zij zegt dat hij heeft gelezen wat je schreef.", ""),
        Example::alone("nl", "Er kwam een brief waarin werd gevraagd om geld.", ""),
        Example::alone(
            "nl",
            "Zij zegt dat hij is gekomen, en dat hij zijn boek, dat oud is, wil verkopen.",
            "",
        ),
        Example::alone("nl", "Dat hij ziek is, weet iedereen, maar dat is de reden niet.", ""),
    ],
    check,
};

/// Pronouns and adverbs that open a relative clause.
const OPENERS: &[&str] = &[
    "was", "wodurch", "womit", "wofür", "wogegen", "wonach", "wovon", "woran", "worauf", "woraus", "worin",
    "worüber", "wozu",
];
/// Finite verbs, in forms that are nothing else.
const FINITE: &[&str] = &[
    "ist", "sind", "war", "waren", "wird", "wurde", "wurden", "hat", "hatte", "hatten", "kann", "konnte",
    "könnte", "könnten", "soll", "sollte", "muss", "musste", "bleibt", "blieb", "würde", "würden", "hätte",
    "wäre",
];

/// Whether a word, in lower case, asks or says that something is not known: behind it a question stands as it was asked.
fn is_asking(word: &str) -> bool {
    let stems = ["frag", "gefragt", "grübel", "überleg", "rätsel", "wusst", "gewusst"];
    matches!(word, "was" | "weiß" | "weißt" | "wissen" | "wisst" | "motto")
        || stems.iter().any(|stem| word.starts_with(stem))
}

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    match words.language.tag {
        "de" => {}
        "nl" => return dutch(page),
        _ => return flags,
    }
    for (sentence, text, _, tokens) in words.iter() {
        for (opener, verb) in second(words, tokens) {
            let (opens, said) = (words.of(opener), words.of(verb));
            let message =
                format!("`{opens}` opens a subordinate clause, but its verb, `{said}`, stands second");
            flags.push(RULE.found(page, sentence, opener.span.cover(verb.span), message));
        }
        if text.contains(['?', '„', '"', '»', '«', '!']) {
            continue;
        }
        for at in 1..tokens.len().saturating_sub(2) {
            let (opener, verb, next) = (&tokens[at], &tokens[at + 1], &tokens[at + 2]);
            let parted = matches!(words.of(&tokens[at - 1]), "," | "–" | "—") && at >= 4;
            if !parted
                || opener.case != Case::Lower
                || !words.is_in(opener, OPENERS)
                || !words.is_in(verb, FINITE)
                || next.kind != Kind::Word
            {
                continue;
            }
            // `Er fragt sich, was ist los`
            let before = &tokens[at.saturating_sub(LONG)..at];
            if before.iter().any(|token| is_asking(words.lower(token))) {
                continue;
            }
            // The words up to the end of the clause; a verb at its end is where it should be.
            let rest = &tokens[at + 2..];
            let length = rest.iter().position(|token| token.kind == Kind::Mark).unwrap_or(rest.len());
            let last = &rest[length - 1];
            let goes_on =
                words.is_in(next, &["und", "oder", "als", "wie", "werden", "worden", "haben", "sein"]);
            // `was hätte umfallen können`
            let closed = words.is_in(last, FINITE) || words.is_in(last, LATE);
            if goes_on || length > 1 && closed {
                continue;
            }
            let span = opener.span.cover(if length <= 6 { last.span } else { verb.span });
            let message =
                format!("`{}` opens a relative clause, but its verb stands second", words.of(opener));
            flags.push(RULE.found(page, sentence, span, message));
        }
    }
    flags
}

/// Adverbs that open a relative clause.
const NL_OPENERS: &[&str] = &[
    "waardoor", "waarmee", "waarvoor", "waarbij", "waarin", "waarop", "waaraan", "waaruit", "waarover",
    "waarna", "waarnaar", "waartegen", "waarvan", "waartoe", "waaronder",
];
/// Conjunctions that send the verb to the end; not `of`, which is `or` too.
const NL_CONJUNCTIONS: &[&str] = &[
    "omdat", "hoewel", "terwijl", "nadat", "voordat", "zodat", "doordat", "dat", "tenzij", "mits", "zodra",
    "totdat", "aangezien", "opdat",
];
/// Subjects that stand right behind them.
const NL_SUBJECTS: &[&str] = &["hij", "zij", "ze", "we", "wij", "ik", "je", "jij", "u", "het", "men"];
/// Finite verbs; `zijn` is `his` too.
const NL_FINITE: &[&str] = &[
    "is", "was", "waren", "heeft", "hebben", "had", "hadden", "wordt", "worden", "werd", "werden", "kan",
    "kunnen", "kon", "konden", "zal", "zullen", "zou", "zouden", "moet", "moeten", "moest", "moesten", "mag",
    "mogen", "mocht", "wil", "willen", "wilde", "wilden", "blijft", "bleef", "bleven", "ben", "bent", "heb",
    "hebt",
];
/// Those that stand before a participle at the end: `dat hij heeft gelezen`.
const NL_AUXILIARIES: &[&str] =
    &["ben", "is", "was", "waren", "heeft", "hebben", "had", "hadden", "werd", "wordt"];
/// Articles and pronouns that stand before the verb of a subordinate clause, never behind it.
const NL_BEFORE: &[&str] =
    &["de", "het", "een", "deze", "dit", "mijn", "jouw", "haar", "hun", "onze", "uw", "geen"];
/// The same for adverbs.
const NL_ADVERBS: &[&str] = &[
    "niet", "altijd", "nooit", "nog", "al", "ook", "heel", "zeer", "erg", "te", "zo", "veel", "weinig",
    "vandaag", "gisteren", "morgen",
];

/// Dutch: of 57,912 sentences of Tatoeba, GNOME, Mozilla and Open Source Guides none is hit; of 1,027 of them whose
/// verb was moved to second place 44 %.
fn dutch(page: &Page<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    for (sentence, text, _, tokens) in words.iter() {
        if text.contains(['?', '“', '"', '„']) {
            continue;
        }
        for window in tokens.windows(5) {
            let [opener, second, third, fourth, fifth] = window else { continue };
            let pronoun = |token| words.is_in(token, NL_BEFORE) || words.is_in(token, NL_SUBJECTS);
            let relative =
                words.is_in(opener, NL_OPENERS) && words.is_in(second, NL_FINITE) && pronoun(third);
            let clause = words.is_in(opener, NL_CONJUNCTIONS)
                && words.is_in(second, NL_SUBJECTS)
                && words.is_in(third, NL_FINITE);
            let goes_on = words.is_in(fourth, NL_BEFORE) || words.is_in(fourth, NL_ADVERBS);
            let ends = words.is_in(third, NL_AUXILIARIES)
                && fifth.kind == Kind::Mark
                && matches!(words.of(fifth), "." | "," | ";")
                && fourth.case == Case::Lower
                && !verbal(words.lower(fourth));
            if !relative && !(clause && (goes_on || ends)) {
                continue;
            }
            let last = if relative { third } else { fourth };
            let message =
                format!("`{}` opens a subordinate clause, but its verb stands second", words.of(opener));
            flags.push(RULE.found(page, sentence, opener.span.cover(last.span), message));
        }
    }
    flags
}

/// Whether a word may be a participle or an infinitive, which close a Dutch clause behind their auxiliary.
fn verbal(word: &str) -> bool {
    let participle = word.ends_with('d') || word.ends_with('t') || word.ends_with("en");
    let marked = ["be", "ver", "ont", "her", "er", "mis", "over", "onder", "door", "voor", "vol"];
    word.ends_with("en")
        || word.ends_with("aan")
        || word.ends_with("ien")
        || word.ends_with("oen")
        || participle && (word.contains("ge") || marked.iter().any(|prefix| word.starts_with(prefix)))
}
