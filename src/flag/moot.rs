//! Flags that say again what another one says better: told once, they are accepted once.

use std::collections::BTreeSet;

use crate::bitext::{Flag, Span};

/// Rules that speak of a whole sentence: what others find in it follows from that.
const WHOLE: &[&str] = &["identical-to-source", "wrong-language"];
/// What follows: a sentence in another language reads oddly, and has none of the words that deny.
const FOLLOWS: &[&str] = &[
    "ends-in-function-word", "foreign-passage", "negation-mismatch", "never-meet", "odd-junction",
    "untranslated-word",
];
/// Pairs of rules that find the same place; the second gives way.
const SAME: &[(&str, &str)] = &[
    // Of a sentence that is in another language by half, the run says which half.
    ("identical-to-source", "untranslated-run"),
    // What stands in a torn phrase, and what landed behind its verb, are one accident; the junctions there are odd, too.
    ("torn-phrase", "verb-final-intruder"),
    ("torn-phrase", "never-meet"),
    ("torn-phrase", "odd-junction"),
    ("verb-final-intruder", "never-meet"),
    ("verb-final-intruder", "odd-junction"),
    ("relative-v2", "odd-junction"),
    ("wrong-ending", "odd-junction"),
    ("doubled-word", "odd-junction"),
    ("never-meet", "odd-junction"),
    ("foreign-passage", "never-meet"),
    ("foreign-passage", "odd-junction"),
    ("untranslated-run", "foreign-passage"),
    ("untranslated-run", "untranslated-word"),
];

/// Leaves out flags of one text that say what others of it say better. Linear but for sorting.
pub(super) fn without_moot(flags: &mut Vec<Flag>) {
    let whole: Vec<Span> = spans(flags, |rule| WHOLE.contains(&rule));
    let beads: BTreeSet<Option<usize>> =
        flags.iter().filter(|flag| WHOLE.contains(&flag.rule)).map(|flag| flag.bead).collect();
    let better: Vec<(&str, Vec<Span>)> =
        SAME.iter().map(|(first, second)| (*second, spans(flags, |rule| rule == *first))).collect();
    let runs = flags.iter().filter(|flag| flag.rule == "untranslated-run");
    let mut untranslated: Vec<Span> = runs.filter_map(|flag| flag.counterpart).collect();
    untranslated.sort();
    flags.retain(|flag| {
        let follows = FOLLOWS.contains(&flag.rule) && beads.contains(&flag.bead) && meets(&whole, flag.span);
        let told = better.iter().any(|(rule, spans)| *rule == flag.rule && meets(spans, flag.span));
        // What the original denies stands in the run that was left in its language.
        let left = flag.rule == "negation-mismatch"
            && flag.counterpart.is_some_and(|denial| meets(&untranslated, denial));
        !follows && !told && !left
    });
}

/// Where flags of some rules stand, in order.
fn spans(flags: &[Flag], rule: impl Fn(&str) -> bool) -> Vec<Span> {
    let mut spans: Vec<Span> = flags.iter().filter(|flag| rule(flag.rule)).map(|flag| flag.span).collect();
    spans.sort();
    spans
}

/// Whether a span overlaps one of some that are in order, and of which no two overlap for long.
fn meets(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|other| other.start < span.end);
    spans[after.saturating_sub(NEAR)..after].iter().any(|other| other.overlaps(span))
}

/// Spans before a place that are looked at.
const NEAR: usize = 8;

#[cfg(test)]
mod tests {
    use crate::flag::{FlagOptions, flag, segments};
    use crate::lexicon::{LexiconOptions, open};

    fn rules(source: &str, target: &str) -> Vec<&'static str> {
        let (en, de) = ("en".parse().unwrap(), "de".parse().unwrap());
        let bitext = segments::bitext(Some(en), de, &[(source, target)]);
        let lexicon = open(en, de, &LexiconOptions::default()).unwrap();
        flag(&bitext, &lexicon, &FlagOptions::default()).flags.iter().map(|flag| flag.rule).collect()
    }

    #[test]
    fn a_sentence_that_was_left_as_it_was_is_told_once() {
        let said = "The shark in the big aquarium of the old town is not dangerous at all.";
        assert_eq!(rules(said, said), ["identical-to-source"]);
    }

    #[test]
    fn the_half_that_was_left_is_told_in_a_sentence_that_is_foreign_by_half() {
        let source = "They put up flags, but the wind had carried many of them away before the first of the runners came.";
        let half = "Sie hatten Fahnen, but the wind had carried many of them away before the first of the runners came.";
        assert!(rules(source, half).contains(&"untranslated-run"));
    }

    #[test]
    fn a_torn_phrase_is_told_once() {
        let torn = "Nach langer Zeit bekam er eine Antwort ohne genannt Zögern und ging.";
        assert_eq!(
            rules("After a long time he was given an answer without hesitation and left.", torn),
            ["torn-phrase"]
        );
    }

    #[test]
    fn a_denial_is_told_beside_a_run_that_does_not_hold_it() {
        let source =
            "The shark of the old town is not dangerous, and the visitors of the house like it very much.";
        let lost = "Der Hai der Altstadt ist gefährlich, und the visitors of the house like it very much.";
        assert_eq!(rules(source, lost), ["negation-mismatch", "untranslated-run"]);
        let left = "Der Hai der Altstadt is not dangerous, und die Besucher des Hauses mögen ihn sehr.";
        assert!(!rules(source, left).contains(&"negation-mismatch"));
    }
}
