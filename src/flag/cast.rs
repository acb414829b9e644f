//! The names that a translation carries over elsewhere: what tells one person of an article in the place of another, where a
//! sentence by itself does not tell a name from a noun.

use rustc_hash::{FxHashMap, FxHashSet};

use super::page::Page;
use super::words::{Case, Token, Words};
use crate::bitext::Span;
use crate::lexicon::cognate::{romanised, skeleton};

/// A name of the article that stands where the original has another of its names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stranger {
    /// The bead.
    pub(super) bead: usize,
    /// Of the original, without a counterpart here.
    pub(super) lost: Span,
    /// Of the translation, without a counterpart here.
    pub(super) won: Span,
}

/// Letters that a name has at least.
const LEAST: usize = 3;
/// Consonants by which a name is known again, under endings and in other scripts.
const SOUNDS: usize = 4;

/// A word with a capital.
#[derive(Debug, Clone)]
struct Name {
    sound: String,
    span: Span,
    /// Whether another one stands beside it, as in `Boris Johnson`.
    in_row: bool,
}

/// In how many beads a name stands, and in how many the other side has it, too.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    all: usize,
    carried: usize,
}

/// The strangers of an article: the only name of the original that a bead lacks, against the only one that it has instead.
/// Both are carried over in all other beads that name them; and no bead shows that they may be two names of one
/// person.
pub(super) fn strangers(page: &Page<'_>) -> Vec<Stranger> {
    let beads: Vec<(usize, Vec<Name>, Vec<Name>)> = page
        .pairs()
        .map(|pair| {
            let (knows, known) =
                (|form: &str| page.lexicon.knows_source(form), |form: &str| page.lexicon.knows_target(form));
            let (here, there) =
                (names(&page.source, pair.source, knows), names(&page.target, pair.target, known));
            (pair.number, here, there)
        })
        .filter(|(_, source, target)| !source.is_empty() && !target.is_empty())
        .collect();
    let (mut source, mut target) = (FxHashMap::default(), FxHashMap::default());
    for (_, here, there) in &beads {
        count(here, there, &mut source);
        count(there, here, &mut target);
    }
    // `Hartmann rief sie an` is `He called Brückner`.
    let exchanged = page
        .pairs()
        .filter(|pair| spoken_of(&page.source, pair.source) && spoken_of(&page.target, pair.target));
    let pronouns: FxHashSet<usize> = exchanged.map(|pair| pair.number).collect();
    let mut found = Vec::new();
    for (bead, here, there) in &beads {
        if pronouns.contains(bead) {
            continue;
        }
        let lost = odd(here, there, &source);
        let won = odd(there, here, &target);
        if let ([lost], [won]) = (&lost[..], &won[..])
            && !beads.iter().any(|(_, here, there)| one_person(here, lost, there, won))
        {
            found.push(Stranger { bead: *bead, lost: lost.span, won: won.span });
        }
    }
    found
}

/// The words of a sentence that have a capital and are no `plain` ones.
fn names(words: &Words<'_>, tokens: &[Token], plain: impl Fn(&str) -> bool) -> Vec<Name> {
    let capital = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word() && token.case == Case::Capital)
    };
    let all = tokens.iter().enumerate().filter(|(at, _)| capital(Some(*at)));
    let long =
        all.filter(|(_, token)| words.of(token).chars().count() >= LEAST && !plain(words.lower(token)));
    long.map(|(at, token)| Name {
        sound: skeleton(&romanised(words.lower(token))).chars().take(SOUNDS).collect(),
        span: token.span,
        in_row: capital(at.checked_sub(1)) || capital(Some(at + 1)),
    })
    .filter(|name| name.sound.len() >= 2)
    .collect()
}

/// Whether a sentence has a pronoun that may stand for a person.
fn spoken_of(words: &Words<'_>, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| words.is_in(token, PRONOUNS))
}

/// Such pronouns, of any language, but those that are articles or prepositions in another.
const PRONOUNS: &[&str] = &[
    "he", "him", "she", "her", "they", "them", "er", "ihn", "ihm", "sie", "ihr", "ihnen", "ils", "elle",
    "elles", "lui", "él", "ella", "ellos", "ellas", "lei", "loro", "ele", "ela", "eles", "elas", "hij",
    "hem", "zij", "haar", "ona", "oni", "jego", "jej", "jemu", "mu", "ją", "jí", "он", "она", "они", "его",
    "её", "ее", "ему", "ей", "им", "их", "ним", "ней", "він", "вона", "вони", "його", "її", "йому", "їй",
    "їм", "їх", "ona", "onu", "onlar", "هو", "هي", "هم",
];

/// Counts in which beads the names of one side are carried over.
fn count<'n>(here: &'n [Name], there: &[Name], seen: &mut FxHashMap<&'n str, Seen>) {
    let mut once = FxHashSet::default();
    for name in here.iter().filter(|name| once.insert(&name.sound)) {
        let seen = seen.entry(&name.sound).or_default();
        seen.all += 1;
        seen.carried += usize::from(holds(there, name));
    }
}

/// The names of one side that the other lacks, though it has them in all other beads.
fn odd<'n>(here: &'n [Name], there: &[Name], seen: &FxHashMap<&str, Seen>) -> Vec<&'n Name> {
    let known = |name: &Name| {
        seen.get(&*name.sound).is_some_and(|seen| seen.carried > 0 && seen.carried + 1 == seen.all)
    };
    let mut once = FxHashSet::default();
    let odd = here.iter().filter(|name| !holds(there, name) && known(name));
    odd.filter(|name| once.insert(&name.sound)).collect()
}

fn holds(names: &[Name], name: &Name) -> bool {
    names.iter().any(|other| other.sound == name.sound)
}

/// Whether a bead has both names, and the first of them in a row of names.
fn one_person(here: &[Name], lost: &Name, there: &[Name], won: &Name) -> bool {
    here.iter().any(|name| name.sound == lost.sound && name.in_row) && holds(there, won)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments;
    use crate::lexicon::Lexicon;

    fn told(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let lang = |tag: &str| tag.parse().unwrap();
        let bitext = segments::bitext(Some(lang("ru")), lang("en"), pairs);
        let lexicon = Lexicon::default();
        let page = Page::new(&bitext, &lexicon);
        let text = |stranger: Stranger| {
            (page.source.slice(stranger.lost).to_owned(), page.target.slice(stranger.won).to_owned())
        };
        strangers(&page).into_iter().map(text).collect()
    }

    #[test]
    fn one_person_of_the_article_is_no_other() {
        let sokolov = ("Об этом сообщил Андрей Соколов.", "Andrei Sokolov announced this.");
        let lebedeva = ("Так говорит Нина Лебедева.", "So says Nina Lebedeva.");
        let bad = ("Соколов признал риски.", "Lebedeva admitted the risks.");
        let found = told(&[sokolov, lebedeva, bad]);
        assert_eq!(found, [("Соколов".to_owned(), "Lebedeva".to_owned())]);
        assert_eq!(told(&[sokolov, bad]), []);
        let first = ("Соколов признал риски.", "Andrei admitted the risks.");
        assert_eq!(told(&[sokolov, lebedeva, first]), []);
    }
}
