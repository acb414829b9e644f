//! Flags that say again what another one says better: told once, they are accepted once.

use std::collections::BTreeSet;

use crate::bitext::{Flag, Span};

/// Rules that speak of a whole sentence: what others find in it follows from that.
const WHOLE: &[&str] = &["identical-to-source", "wrong-language"];
/// What follows: a sentence in another language reads oddly, and has none of the words that deny.
const FOLLOWS: &[&str] = &[
    "ends-in-function-word", "foreign-passage", "negation-mismatch", "never-meet", "odd-junction",
    "untranslated-run", "untranslated-word",
];
/// Pairs of rules that find the same place; the second gives way.
const SAME: &[(&str, &str)] = &[
    ("never-meet", "odd-junction"),
    ("untranslated-run", "foreign-passage"),
    ("untranslated-run", "negation-mismatch"),
    ("untranslated-run", "untranslated-word"),
];

/// Leaves out flags of one text that say what others of it say better. Linear but for sorting.
pub(super) fn without_moot(flags: &mut Vec<Flag>) {
    let whole: Vec<Span> = spans(flags, |rule| WHOLE.contains(&rule));
    let beads: BTreeSet<Option<usize>> =
        flags.iter().filter(|flag| WHOLE.contains(&flag.rule)).map(|flag| flag.bead).collect();
    let better: Vec<(&str, Vec<Span>)> =
        SAME.iter().map(|(first, second)| (*second, spans(flags, |rule| rule == *first))).collect();
    flags.retain(|flag| {
        let follows = FOLLOWS.contains(&flag.rule) && beads.contains(&flag.bead) && meets(&whole, flag.span);
        let told = better.iter().any(|(rule, spans)| *rule == flag.rule && meets(spans, flag.span));
        !follows && !told
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
