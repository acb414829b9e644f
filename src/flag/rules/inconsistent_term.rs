//! `inconsistent-term`: a term is rendered in another way than elsewhere in the document.

use rustc_hash::FxHashMap;

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::cover::terms::{RENDERED, Rendering};
use crate::flag::page::Page;
use crate::lexicon::cognate::romanised;

const TIMES: Limit = Limit {
    name: "times",
    default: 3.0,
    unit: "times that the usual rendering stands in the document, at least",
    from: "two say nothing of what is usual",
};
const SHARE: Limit = Limit {
    name: "share",
    default: 0.75,
    unit: "share of the term's places that have the usual rendering, at least",
    from: "one sound human segment in a thousand is hit, and of those read nine in ten do vary (NTREX-128)",
};

/// Terms with the same first letters, and renderings of a term, that are told apart: more are no term.
const MOST: usize = 24;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "inconsistent-term",
    severity: Severity::Hint,
    on: true,
    needs_original: true,
    summary: "a term is rendered in another way than elsewhere in the document",
    what: "A content word of the original that is long or has a capital letter, or two in a row (`climate change`), that \
           stand four times and more in the document, in one place as words that the lexicon knows for them, but \
           that have no root in common with those that stand for them nearly everywhere else. Forms of a word and \
           compounds with it are one. Languages written without spaces are silent.",
    why: "Readers take two words for two things.",
    false_alarms: "Words with two meanings, and variation for its own sake.",
    limits: &[&TIMES, &SHARE],
    flags: &[
        Example::pair(
            (
                "en",
                "The church near the river was sold.\nWho owns the church today?\nThe town wants to buy the church.\n\
             Nobody sleeps in the church.",
            ),
            (
                "de",
                "Die Kirche am Fluss wurde verkauft.\nWem gehört die Kirche heute?\n\
             Die Stadt will die Kirche kaufen.\nNiemand schläft in der Gemeinde.",
            ),
            "Gemeinde",
        ),
        Example::pair(
            (
                "en",
                "Nuclear power is expensive.\nWho wants nuclear power today?\nThe country needs nuclear power.\n\
                 Nobody trusts nuclear power.",
            ),
            (
                "de",
                "Die Kernkraft ist teuer.\nWer will heute Kernkraft?\nDas Land braucht Kernkraft.\n\
                 Niemand vertraut der Atomenergie.",
            ),
            "Atomenergie",
        ),
    ],
    passes: &[
        Example::pair(
            (
                "en",
                "Nuclear power is expensive.\nWho wants nuclear power today?\nThe country needs nuclear power.\n\
                 Nobody trusts nuclear power.",
            ),
            (
                "fr",
                "L'énergie nucléaire est chère.\nQui veut l'énergie nucléaire aujourd'hui ?\n\
                 Le pays a besoin d'énergie nucléaire.\nPersonne ne croit au nucléaire.",
            ),
            "",
        ),
        Example::pair(
            (
                "en",
                "The stores near the river were sold.\nWho owns the stores today?\n\
                 The town wants to buy the stores.\nNobody sleeps in the stores.",
            ),
            (
                "de",
                "Die Geschäfte am Fluss wurden verkauft.\nWem gehört das Geschäft heute?\n\
                 Die Stadt will die Geschäfte kaufen.\nNiemand schläft in den Modegeschäften.",
            ),
            "",
        ),
        Example::pair(
            (
                "en",
                "The stores near the river were sold.\nWho owns the stores today?\n\
                 The town wants to buy the stores.",
            ),
            (
                "de",
                "Die Geschäfte am Fluss wurden verkauft.\nWem gehören die Läden heute?\n\
                 Die Stadt will die Geschäfte kaufen.",
            ),
            "",
        ),
    ],
    check,
};

/// A term with its places: bead, and what it is rendered as there.
#[derive(Debug)]
struct Term<'p> {
    form: String,
    places: Vec<(usize, &'p Rendering)>,
}

/// Renderings with one root, in Latin letters, and where they stand among the places of the term.
#[derive(Debug)]
struct Root {
    forms: Vec<String>,
    places: Vec<usize>,
}

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let (times, share) = (limits.get(&TIMES), limits.get(&SHARE));
    let mut flags = Vec::new();
    for term in terms(page) {
        let all = term.places.len();
        if (all as f64) <= times {
            continue;
        }
        let Some(roots) = roots(page, &term) else { continue };
        let Some(usual) = roots.iter().max_by_key(|root| root.places.len()) else { continue };
        let count = usual.places.len();
        let own = latin(&term.form);
        // What is left in the original's language is a name.
        let left = |form: &str| is_form(form, &own, true) || !own.contains(' ') && related(form, &own);
        if (count as f64) < times
            || (count as f64) < share * all as f64
            || usual.forms.iter().any(|form| is_form(form, &own, true))
        {
            continue;
        }
        let (_, first) = term.places[usual.places[0]];
        for root in roots.iter().filter(|root| root.places[0] != usual.places[0]) {
            for &place in &root.places {
                let (bead, rendering) = term.places[place];
                if root.forms.iter().any(|form| left(form)) || says(page, bead, usual) {
                    continue;
                }
                let message = format!(
                    "`{}` for `{}`, elsewhere `{}` ({count} times)",
                    page.target.slice(rendering.target),
                    page.source.slice(rendering.source),
                    page.target.slice(first.target),
                );
                flags.push(RULE.compared(bead, rendering.target, Some(rendering.source), message));
            }
        }
    }
    without_parts(flags)
}

/// Leaves out what is told of a part of another flag's term: `nuclear power` says what `power` says.
fn without_parts(flags: Vec<Flag>) -> Vec<Flag> {
    let mut terms: FxHashMap<Option<usize>, Vec<Span>> = FxHashMap::default();
    for flag in &flags {
        terms.entry(flag.bead).or_default().extend(flag.counterpart);
    }
    let is_part = |flag: &Flag| {
        let (Some(part), Some(all)) = (flag.counterpart, terms.get(&flag.bead)) else { return false };
        all.iter().any(|whole| *whole != part && whole.start <= part.start && part.end <= whole.end)
    };
    flags.into_iter().filter(|flag| !is_part(flag)).collect()
}

/// The words of all beads that may be terms, forms of one word together, in the order of their first place.
fn terms<'p>(page: &'p Page<'_>) -> Vec<Term<'p>> {
    let mut terms: Vec<Term<'p>> = Vec::new();
    let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let adds = page.source.language.tag == "en";
    for (bead, cover) in page.coverage().iter().enumerate() {
        for rendering in cover.iter().flat_map(|cover| &cover.renderings) {
            let form = page.source.slice(rendering.source).to_lowercase();
            let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
            // Pairs are many: they stand apart, by their whole first word.
            let root = match form.split_once(' ') {
                Some((first, _)) => format!("{first} "),
                None => form.chars().take(RENDERED).collect(),
            };
            let kin = index.entry(root).or_default();
            match kin.iter().find(|&&number| is_form(&terms[number].form, &form, adds)) {
                Some(&number) => terms[number].places.push((bead, rendering)),
                None if kin.len() < MOST => {
                    kin.push(terms.len());
                    terms.push(Term { form, places: vec![(bead, rendering)] });
                }
                None => {}
            }
        }
    }
    terms
}

/// What a term is rendered as, by roots, in the order of their first place; `None` where there are too many.
fn roots(page: &Page<'_>, term: &Term<'_>) -> Option<Vec<Root>> {
    let mut roots: Vec<Root> = Vec::new();
    for (place, (_, rendering)) in term.places.iter().enumerate() {
        let form = latin(page.target.slice(rendering.target));
        let known = roots.iter().position(|root| root.forms.iter().any(|other| related(other, &form)));
        match known {
            Some(at) => {
                let root = &mut roots[at];
                root.places.push(place);
                if !root.forms.contains(&form) && root.forms.len() < MOST {
                    root.forms.push(form);
                }
            }
            None if roots.len() < MOST => roots.push(Root { forms: vec![form], places: vec![place] }),
            None => return None,
        }
    }
    Some(roots)
}

/// Words in lower case and Latin letters, a space between two.
fn latin(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(|word| romanised(&word.to_lowercase())).collect();
    words.join(" ")
}

/// Whether a bead has all long words of a rendering of a root, too.
fn says(page: &Page<'_>, bead: usize, root: &Root) -> bool {
    let Some(bead) = page.bitext.beads().get(bead) else { return false };
    let tokens = bead.target.clone().flat_map(|sentence| page.target.sentence(sentence));
    let said: Vec<String> = tokens
        .filter(|token| token.is_word())
        .map(|token| romanised(page.target.lower(token)))
        .filter(|form| form.len() >= 3)
        .collect();
    root.forms.iter().any(|form| {
        let mut words = form.split(' ').filter(|word| word.len() >= RENDERED || !form.contains(' '));
        words.all(|word| said.iter().any(|other| akin(word, other)))
    })
}

/// Letters that two words share at the start.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

/// Whether two words are forms of one: they differ in their endings alone. English only adds an `s` to its nouns.
fn is_form(a: &str, b: &str, adds: bool) -> bool {
    if a == b {
        return true;
    }
    if let (Some((first, second)), Some((other, last))) = (a.split_once(' '), b.split_once(' ')) {
        return is_form(first, other, adds) && is_form(second, last, adds);
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if adds {
        return long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es"))
            || short.strip_suffix('y').is_some_and(|stem| long.strip_prefix(stem) == Some("ies"));
    }
    let both = common(a, b);
    let (x, y) = (short.chars().count() - both, long.chars().count() - both);
    x == 0 && y <= 2 || x <= 1 && y <= 1 || both >= 6 && y <= 2 && x <= 2
}

/// Whether two renderings in Latin letters have a root in common: of several words, all of one with some of the other.
fn related(a: &str, b: &str) -> bool {
    let long = |word: &&str| word.len() >= RENDERED;
    let all = |some: &str, others: &str| {
        some.split(' ').filter(long).all(|word| others.split(' ').any(|other| akin(word, other)))
    };
    if !a.contains(' ') && !b.contains(' ') {
        return akin(a, b);
    }
    a.split(' ').any(|word| long(&word)) && all(a, b) || b.split(' ').any(|word| long(&word)) && all(b, a)
}

/// Whether two words in Latin letters have a root in common, or one but for its ending stands in the other.
fn akin(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = common(a, b);
    let stem = short.get(..short.len().saturating_sub(2).max(4)).unwrap_or(short);
    both >= 4 || both >= 3 && short.len() <= 5 || short.len() >= 4 && long.contains(stem)
}
