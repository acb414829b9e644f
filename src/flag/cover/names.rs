//! Proper names of a bead that the other side does not have.
//!
//! A name is a word with a capital letter, or a run of katakana. German sets capitals on all nouns and titles on
//! all words; there, and at the start of a sentence, only a word that the lexicon does not know may be one. A name is
//! found again where the lexicon, a word that sounds alike in Latin letters, the initials of a run of words, or the
//! other texts of the run say so.
//!
//! The constants were set by hand on the misses and false alarms of damaged NTREX-128 (`tests/it/flag.rs` measures
//! them), none by a search; so expect a little less of other texts.

use super::piece::{PLACED, Piece};
use super::sound::{Sound, alike, is_katakana};
use crate::bitext::{Side, Span};
use crate::flag::sides::Sides;
use crate::lang::Language;
use crate::lexicon::cognate::romanised;
use crate::lexicon::token::stem;
use crate::lexicon::{Kind, Learned};

/// What is left of a name that a word of the lexicon may be, that stands at the start of a sentence, or in a title.
const WEAK: f32 = 0.5;
/// Weight of a match by which a word is surely the counterpart of another.
const TAKEN: f32 = 0.9;
/// Count of two stems that no bead gives by itself, so that others must have given of it.
const OTHERS: f32 = 1.5;
/// Tokens of a side beyond which it is no sentence, in which every name would be compared with every word.
const LONGEST: usize = 400;
/// Letters from which a word of German that nothing knows is a compound rather than a name.
const LONG: usize = 11;
/// Letters from which on a word of German that resembles known ones may be a name all the same: shorter ones are words.
const JOINED: usize = 6;
/// What is left of two names that stand in different surroundings.
const APART: f32 = 0.3;
/// Shares of their sentences by which two names in the same place may lie apart.
const SAME: f32 = 0.12;
/// Tokens between a name and a word that tells its place, at most.
const NEAR: usize = 4;

/// The names of both sides without a counterpart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Of the original.
    pub(crate) lost: Vec<Name>,
    /// Of the translation.
    pub(crate) won: Vec<Name>,
    /// The two of which one most likely stands in the place of the other.
    pub(crate) replaced: Option<Replaced>,
}

/// A name of the translation that stands in the place of one of the original.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Replaced {
    pub(crate) lost: Name,
    pub(crate) won: Name,
    /// How sure that is, 0..=1.
    pub(crate) worth: f32,
}

/// A name without a counterpart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    /// Where it stands.
    pub(crate) span: Span,
    /// How sure it is that this is a name, 0..=1.
    pub(crate) worth: f32,
    /// The token, by its number in the bead.
    at: usize,
}

/// One side of a bead.
#[derive(Clone, Copy)]
struct Flank<'p> {
    sides: &'p Sides<'p>,
    side: Side,
    language: &'static Language,
    pieces: &'p [Piece<'p>],
}

impl Flank<'_> {
    /// Whether the lexicon knows a word of which this may be a form or a compound.
    fn resembles(&self, form: &str) -> bool {
        match self.side {
            Side::Source => self.sides.lexicon.resembles_source(form),
            Side::Target => self.sides.lexicon.resembles_target(form),
        }
    }
}

/// The names of the bead that find no counterpart.
pub(crate) fn of(sides: &Sides<'_>, source: &[Piece<'_>], target: &[Piece<'_>]) -> Names {
    if source.len().max(target.len()) > LONGEST {
        return Names::default();
    }
    let (from, to) = (sides.source.language, sides.target.language);
    let source = Flank { sides, side: Side::Source, language: from, pieces: source };
    let target = Flank { sides, side: Side::Target, language: to, pieces: target };
    let (lost, won) = (unmatched(&source, &target), unmatched(&target, &source));
    let mut replaced: Option<Replaced> = None;
    for lost in &lost {
        for won in &won {
            let near = near(source.pieces, target.pieces, lost.at, won.at);
            let worth = lost.worth * won.worth * if near { 1.0 } else { APART };
            if replaced.is_none_or(|best| best.worth < worth) {
                replaced = Some(Replaced { lost: *lost, won: *won, worth });
            }
        }
    }
    Names { lost, won, replaced }
}

/// Whether two names stand in the same place of their sentences, or a word that tells its place stands near both.
fn near(source: &[Piece<'_>], target: &[Piece<'_>], lost: usize, won: usize) -> bool {
    let place = |at: usize, all: &[Piece<'_>]| at as f32 / all.len() as f32;
    if (place(lost, source) - place(won, target)).abs() <= SAME {
        return true;
    }
    let from = lost.saturating_sub(NEAR);
    let around = source.get(from..(lost + NEAR + 1).min(source.len())).unwrap_or(&[]);
    around.iter().any(|piece| {
        piece.content()
            && piece.link.weight >= PLACED
            && target.get(piece.link.index).is_some()
            && piece.link.index.abs_diff(won) <= NEAR
    })
}

fn unmatched(here: &Flank<'_>, there: &Flank<'_>) -> Vec<Name> {
    let nouns = matches!(here.language.tag, "de" | "lb");
    let mut sounds: Option<Vec<Sound>> = None;
    let mut title = None;
    let mut found = Vec::new();
    for (at, piece) in here.pieces.iter().enumerate() {
        if piece.covered() || !piece.content() || piece.kind != Kind::Word {
            continue;
        }
        let katakana = piece.form.starts_with(is_katakana);
        let letters = piece.form.chars().count();
        if !(piece.capital && letters >= 2 || katakana && letters >= 3)
            || piece.upper && is_roman(piece.form)
            || after_number(here.pieces, at)
            || here.language.splitting.never.contains(&piece.form)
        {
            continue;
        }
        let opens = opens(here.pieces, at);
        // Polish `We`, a preposition.
        if opens && letters <= 2 {
            continue;
        }
        let mut worth = 1.0;
        if piece.upper {
            // Words that are shouted are no names.
            if letters > 4 && (piece.known || here.resembles(piece.form)) {
                continue;
            }
            worth *= if letters <= 4 { WEAK } else { 1.0 };
        } else if nouns && (after_article(here, at) || piece.known) {
            continue;
        } else if nouns && here.resembles(piece.form) {
            // `Rod Rosenstein`: behind a noun hardly a compound.
            if letters < JOINED || !after_noun(here.pieces, at) {
                continue;
            }
            worth *= WEAK;
        } else if nouns {
            worth *= if letters >= LONG { WEAK } else { 1.0 };
        } else if piece.known || here.resembles(piece.form) {
            if katakana || opens {
                continue;
            }
            worth *= WEAK;
        }
        if opens {
            worth *= WEAK;
        }
        if !nouns && !katakana && *title.get_or_insert_with(|| is_title(here.pieces)) {
            worth *= WEAK;
        }
        let sounds = sounds.get_or_insert_with(|| heard(there));
        if is_heard(here.pieces, at, sounds)
            || piece.upper && is_abbreviated(piece.form, there.pieces)
            || is_spelled(here.pieces, at, there.pieces)
            || is_learned(here, piece, there.pieces)
        {
            continue;
        }
        found.push(Name { span: piece.span, worth, at });
    }
    found
}

/// Whether a word stands where any would have a capital letter.
fn opens(here: &[Piece<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| here.get(before));
    here[at].first
        || before.is_some_and(|before| {
            before.kind == Kind::Mark && !matches!(before.form, "," | "-" | "(" | "'" | "/" | "&" | "•")
        })
}

/// German words that go before nouns, but hardly before names.
const ARTICLES: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein",
    "keine", "keinen", "keinem", "keiner", "dieser", "diese", "dieses", "diesen", "diesem", "jeder", "jede",
    "jedes", "jeden", "jedem", "sein", "seine", "seinen", "seinem", "seiner", "ihr", "ihre", "ihren",
    "ihrem", "ihrer", "zur", "zum", "im", "am", "ins", "vom", "beim",
];

/// Whether an article or the like stands before a word, or an adjective behind one (`der neue Rat`).
fn after_article(here: &Flank<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| here.pieces.get(before)) else { return false };
    let article = |piece: &Piece<'_>| piece.kind == Kind::Word && ARTICLES.contains(&piece.form);
    let behind = || at.checked_sub(2).and_then(|first| here.pieces.get(first)).is_some_and(article);
    let adjective = ["e", "er", "es", "em", "en"].iter().any(|end| before.form.ends_with(end));
    article(before) || before.kind == Kind::Word && !before.capital && adjective && behind()
}

/// Whether a word with a capital letter stands right before one, and does not open the sentence.
fn after_noun(here: &[Piece<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| here.get(before));
    before.is_some_and(|before| before.kind == Kind::Word && before.capital && !before.first)
}

/// Whether a word goes with a number: `16-Jährige`.
fn after_number(here: &[Piece<'_>], at: usize) -> bool {
    let run = at.checked_sub(2).and_then(|from| here.get(from..=at));
    run.is_some_and(|run| {
        run[0].kind == Kind::Number
            && run[1].form == "-"
            && run.windows(2).all(|two| two[0].span.end == two[1].span.start)
    })
}

/// Whether nearly all words have a capital letter.
fn is_title(here: &[Piece<'_>]) -> bool {
    let words = here.iter().filter(|piece| piece.kind == Kind::Word && piece.form.len() >= 3);
    let (mut all, mut capital) = (0, 0);
    for piece in words {
        all += 1;
        capital += usize::from(piece.capital);
    }
    all >= 3 && capital * 4 >= all * 3
}

fn is_roman(form: &str) -> bool {
    form.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm'))
}

/// The content words of a side as they sound; of katakana each with the next one and two, too, and of Chinese all
/// runs of two to four characters.
fn heard(side: &Flank<'_>) -> Vec<Sound> {
    let pieces = side.pieces;
    let words = pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Word && (piece.content() || piece.capital && !piece.first));
    let sound = |piece: &Piece<'_>| Sound::of(piece.form).taken_if(piece.link.weight >= TAKEN);
    let mut sounds: Vec<Sound> = words.map(sound).filter(|sound| !sound.latin.is_empty()).collect();
    let mut joined = Vec::new();
    if sounds.iter().any(|sound| sound.mixes) {
        for size in [2, 3] {
            joined.extend(sounds.windows(size).map(Sound::joined).filter(|sound| sound.mixes));
        }
    }
    let characters: Vec<Sound> = pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Character && side.language.tag == "zh")
        .map(|piece| Sound::new(romanised(piece.form), true, false))
        .collect();
    for size in [2, 3, 4] {
        joined.extend(characters.windows(size).map(Sound::joined));
    }
    sounds.extend(joined);
    sounds
}

/// Whether a name, or a run of words that it belongs to, sounds like one of the words of the other side.
fn is_heard(here: &[Piece<'_>], at: usize, sounds: &[Sound]) -> bool {
    let name = Sound::of(here[at].form);
    if name.latin.is_empty() || sounds.iter().any(|sound| alike(&name, sound)) {
        return true;
    }
    // As part of a run of capitals: `Las Vegas` is one word in katakana.
    let mixes = sounds.iter().any(|sound| sound.mixes);
    mixes
        && [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)].iter().any(|&(before, after)| {
            let Some(run) = at.checked_sub(before).and_then(|from| here.get(from..at + after + 1)) else {
                return false;
            };
            let parts: Vec<Sound> = run.iter().map(|piece| Sound::of(piece.form)).collect();
            let run = Sound::joined(&parts);
            sounds.iter().any(|sound| sound.mixes && alike(&run, sound))
        })
}

/// Whether a run of words has the letters of an abbreviation as its initials, in either order.
fn is_abbreviated(form: &str, there: &[Piece<'_>]) -> bool {
    let letters: Vec<char> = form.chars().collect();
    let initials: Vec<char> = there
        .iter()
        .filter(|piece| piece.kind == Kind::Word && piece.content())
        .filter_map(|piece| piece.form.chars().next())
        .collect();
    letters.len() >= 2
        && initials.windows(letters.len()).any(|run| run == letters || run.iter().eq(letters.iter().rev()))
}

/// Whether the word is one of several whose initials are an abbreviation of the other side.
fn is_spelled(here: &[Piece<'_>], at: usize, there: &[Piece<'_>]) -> bool {
    let Some(first) = here[at].form.chars().next().filter(|_| here[at].capital) else { return false };
    let near = here.get(at.saturating_sub(8)..(at + 9).min(here.len())).unwrap_or(&[]);
    let initials: Vec<char> = near
        .iter()
        .filter(|piece| piece.kind == Kind::Word && piece.capital)
        .filter_map(|piece| piece.form.chars().next())
        .collect();
    there.iter().filter(|other| other.kind == Kind::Word && other.upper).any(|other| {
        let letters: Vec<char> = other.form.chars().collect();
        (2..=6).contains(&letters.len())
            && letters.contains(&first)
            && initials.windows(letters.len()).any(|run| run == letters)
    })
}

/// Whether other beads of the run join the name with a word of the other side.
fn is_learned(here: &Flank<'_>, piece: &Piece<'_>, there: &[Piece<'_>]) -> bool {
    let learned = &here.sides.lexicon.learned;
    let number = |source: bool, piece: &Piece<'_>| {
        let stem = stem(piece.form, piece.kind);
        if source { learned.source(stem) } else { learned.target(stem) }
    };
    let source = here.side == Side::Source;
    if learned.is_empty() {
        return false;
    }
    let Some(own) = number(source, piece) else { return false };
    there.iter().filter(|other| other.kind != Kind::Mark && other.content()).any(|other| {
        number(!source, other).is_some_and(|other| match source {
            true => count(learned, own, other) >= OTHERS,
            false => count(learned, other, own) >= OTHERS,
        })
    })
}

/// How often two stems stood for each other, as the counting shares it out.
fn count(learned: &Learned, source: u32, target: u32) -> f32 {
    let row = learned.row(source);
    row.binary_search_by_key(&target, |entry| entry.0).map_or(0.0, |at| row[at].1)
}
