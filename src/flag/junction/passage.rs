//! Words of another language in the middle of a sentence, by the frequent words that the nets know.

use super::{Ranks, languages};
use crate::bitext::Span;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;

// Set by hand, none by a search; the limit of `foreign-passage` decides what is shown.

/// Words of a language below which nobody can say what it does not know.
const LEAST_KNOWN: usize = 4000;
/// Rank of a word that is not among the frequent ones, and what every rank is softened by.
const RARE: f32 = 8000.0;
const SOFT: f32 = 30.0;
/// The most that one word says, and what every word has to bring at least.
const MOST: f32 = 3.0;
const COST: f32 = 0.1;
/// What a word says that neither language knows.
const UNKNOWN: f32 = -0.15;
/// Words that a passage has at least.
const LEAST: usize = 2;

/// A passage of another language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Passage {
    /// From the first to the last token of it.
    pub span: Span,
    /// Tag of the language.
    pub tag: &'static str,
    /// Sum of the logarithms of how much more frequent its words are there.
    pub odds: f32,
}

/// The passage of a sentence that is most likely of another language.
pub(crate) fn find(words: &Words<'_>, tokens: &[Token]) -> Option<Passage> {
    let own = Ranks::of(words.language.tag).filter(|ranks| ranks.count() >= LEAST_KNOWN);
    // Whose words nobody knows may still be told from Latin letters.
    let latin = |token: &Token| words.of(token).chars().find_map(Script::of) == Some(Script::Latin);
    if own.is_none() {
        // Serbian is written in Latin letters, too.
        if words.language.script == Script::Latin || words.language.tag == "sr" {
            return None;
        }
        let all = tokens.iter().filter(|token| token.kind == Kind::Word);
        let (there, count) = (all.clone().filter(|token| latin(token)).count(), all.count());
        if there.min(count - there) < LEAST {
            return None;
        }
    }
    let mut known: Vec<Option<u16>> = Vec::new();
    let (mut strange, mut near) = (false, 0u8);
    let small = |token: &Token| token.kind == Kind::Word && matches!(token.case, Case::Lower | Case::None);
    for token in tokens {
        let rank = match own {
            _ if token.kind != Kind::Word => None,
            Some(own) => own.rank(words.lower(token)),
            None => (!latin(token)).then_some(0),
        };
        // Two strange words among four.
        if token.kind == Kind::Word {
            near = (near << 1 | u8::from(rank.is_none() && small(token))) & 0b1111;
            strange |= near.count_ones() > 1;
        }
        known.push(rank);
    }
    if !strange {
        return None;
    }
    let mut best: Option<Passage> = None;
    for tag in languages().filter(|tag| *tag != words.language.tag) {
        let Some(other) = Ranks::of(tag) else { continue };
        // The run of the largest sum (Kadane; Bentley 1984).
        let (mut sum, mut start, mut count) = (0.0f32, 0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let says = match token.kind {
                // `University of the West of England`: names end a run where the language's own words are not known.
                Kind::Word if own.is_none() && latin(token) && !small(token) => f32::NEG_INFINITY,
                Kind::Word => says(known[at], other.rank(words.lower(token)), small(token)),
                Kind::Glyph => f32::NEG_INFINITY,
                Kind::Mark if is_quote(words.of(token)) => f32::NEG_INFINITY,
                Kind::Number | Kind::Mark => 0.0,
            };
            if sum <= 0.0 {
                (sum, start, count) = (0.0, at, 0);
            }
            sum += says;
            count += usize::from(says > 0.0);
            if count >= LEAST && says > 0.0 && best.is_none_or(|best| sum > best.odds) {
                best = Some(Passage { span: tokens[start].span.cover(token.span), tag, odds: sum });
            }
        }
    }
    best
}

fn is_quote(mark: &str) -> bool {
    matches!(mark, "“" | "”" | "„" | "\"" | "«" | "»" | "「" | "」" | "『" | "』")
}

fn says(here: Option<u16>, there: Option<u16>, small: bool) -> f32 {
    match (here, there) {
        (None, None) => {
            if small {
                UNKNOWN
            } else {
                0.0
            }
        }
        // Names are no words of a language.
        (None, Some(_)) if !small => 0.0,
        (here, there) => {
            let rank = |rank: Option<u16>| rank.map_or(RARE, f32::from) + SOFT;
            (rank(here) / rank(there)).ln().clamp(-MOST, MOST) - COST
        }
    }
}
