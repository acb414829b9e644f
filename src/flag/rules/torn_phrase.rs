//! `torn-phrase`: a verb between a word that opens a phrase and its noun.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::clause::torn;
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "torn-phrase",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a verb stands between an article or preposition and its noun",
    what: "German. An article, a possessive, a preposition or a number, perhaps with an adjective, and then, where its noun \
           should stand, a verb in a form that stands before no noun (`ohne genannt Zögern`, `an einem umgetauscht wurden \
           Schalter`, `zum letzten gefallen war Mal`); or a preposition with its article (`im`, `zur`, `in der`) before a \
           comma or a finite verb. Verbs are those that the training text has at the end of clauses and hardly ever before \
           a noun.",
    why: "The noun was torn out of its phrase and dropped behind the verb: the mark of a garbled machine translation, above \
          all where the original had a link or emphasis.",
    false_alarms: "Prepositions behind their noun (`von hier aus betreibt Brenntag`), titles with a verb in them.",
    limits: &[],
    flags: &[
        Example::alone("de", "Sie fragte nach dem Namen des Hundes und bekam ihn ohne genannt Zögern.", ""),
        Example::alone(
            "de",
            "Die Karten gelten, sofern sie vorher an einem umgetauscht wurden Schalter.",
            "",
        ),
        Example::alone("de", "Als der Vorhang zum letzten gefallen war Mal, regnete es Rosen.", ""),
        Example::alone("de", "Die Polizei hatte die Straße für 35 gesperrt Minuten oder länger.", ""),
        Example::alone("de", "Für kurze Fahrten in der reicht das Stadt allemal.", "der reicht"),
        Example::alone("de", "Die Leute wohnen seit vielen Jahren im, das man von hier sieht.", "im,"),
    ],
    passes: &[
        Example::alone("de", "Der eine repariert Klaviere, der andere hat eine Bäckerei.", ""),
        Example::alone("de", "Von da an gilt Tempo dreißig, und vom Juni an dürfen Menschen baden.", ""),
        Example::alone("de", "Für privat Versicherte gilt es auch, schrieb er in gebrochen Deutsch.", ""),
        Example::alone("de", "Filme von, mit und über Kafka sind für, nicht gegen den Bau.", ""),
        Example::alone("de", "Alle bis auf einen waren da, und mit dem war niemand zufrieden.", ""),
        Example::alone(
            "de",
            "Er wurde wegen versuchten Mordes angeklagt und sprach mit dem gesuchten Mann.",
            "",
        ),
        Example::alone("de", "Ihrer Ansicht nach werden Fluggäste am liebsten Bahnkunden.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    if words.language.tag != "de" {
        return flags;
    }
    for (sentence, _, _, tokens) in words.iter() {
        for torn in torn(words, tokens) {
            let (opener, intruder) = (words.of(torn.opener), words.of(torn.intruder));
            let span = torn.opener.span.cover(torn.noun.unwrap_or(torn.intruder).span);
            let message = match torn.noun {
                Some(noun) => {
                    format!(
                        "`{intruder}` stands between `{opener}` and `{}`, where no verb belongs",
                        words.of(noun)
                    )
                }
                None => format!("`{opener}` has no noun: `{intruder}` follows at once"),
            };
            flags.push(RULE.found(page, sentence, span, message));
        }
    }
    flags
}
