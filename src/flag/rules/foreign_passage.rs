//! `foreign-passage`: words of another language in the middle of a sentence.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;

const ODDS: Limit = Limit {
    name: "odds",
    default: 7.0,
    unit: "logarithm of how much more frequent the words are in the other language, summed up",
    from: "one sound sentence in two thousand of NTREX-128 reaches it (the table of rates); for languages without a model \
           not measured but on 732 sound segments in Hindi, Marathi, Gujarati, Tamil and Telugu, of which none does",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "foreign-passage",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "several words in a row are of another language",
    what: "Words in lower case that the language does not know, or hardly, and that are frequent in another one, \
           next to each other. Known are the frequent words of the languages that have a junction model, and of others that \
           are not written in Latin letters that those are not. Not in \
           quotation marks, and not where the original says the same: `untranslated-run` tells of that.",
    why: "A clause was left in the language of the original.",
    false_alarms: "Titles, mottoes and terms in another language that stand without quotation marks.",
    limits: &[&ODDS],
    flags: &[
        Example::alone(
            "de",
            "Die Brücke, which was built in the last century, ist gesperrt.",
            "which was built in the last century",
        ),
        Example::alone(
            "en",
            "The report says that die Kosten viel höher sind than expected.",
            "die Kosten viel höher sind",
        ),
        Example::alone(
            "ru",
            "Он сказал, that he had never been there before, и ушёл.",
            "that he had never been there before",
        ),
        Example::alone(
            "el",
            "Η επιτροπή αποφάσισε that the old bridge will be closed από τον Μάιο και μετά, όπως ανακοινώθηκε χθες.",
            "that the old bridge will be closed",
        ),
    ],
    passes: &[
        Example::alone("de", "Das Buch „The History of the World“ ist vergriffen.", ""),
        Example::alone("fr", "Il lit le New York Times et écoute la BBC tous les matins.", ""),
        Example::alone("en", "He ordered a crème brûlée and left.", ""),
        Example::alone("bg", "Учени от University of the West of England публикуваха доклад за реката.", ""),
        Example::alone("da", "Avisen Российская газета skrev, at den over for alle var her i dag.", ""),
        Example::alone("el", "Αγόρασε ένα iPhone και ένα eBook reader από το κατάστημα.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let least = limits.get(&ODDS) as f32;
    let mut flags = Vec::new();
    for (sentence, ..) in words.iter() {
        let Some(passage) = page.foreign(sentence).filter(|passage| passage.odds >= least) else { continue };
        let said = words.slice(passage.span);
        if page.source_of(sentence).contains(said) {
            continue;
        }
        let message = format!("`{said}` is {}, not {}", passage.tag, words.text.lang);
        flags.push(RULE.found(page, sentence, passage.span, message));
    }
    flags
}
