//! Whether a sentence without a counterpart has one in what cleaning left out, or in the title that the file states: a
//! headline that stands in the header of the other page only is no omission of the translator's.

use super::coverage::PLACED;
use super::page::Page;
use crate::bitext::{Role, Side, Span};
use crate::lexicon::{Kind, Matcher, Vocabulary, tokens};

/// Share of the content words that must stand in the block.
///
/// Set on the null beads of `corpus/` (2026-11): headlines that stand in the header of the other page .5 to 1, all other
/// pairs of a sentence with a dropped block at most .33.
const SHARE: f32 = 0.5;
/// Content words that must stand there: one is chance.
const WORDS: usize = 2;
/// Dropped blocks that are looked at: a header stands near the start.
const BLOCKS: usize = 60;

/// Whether most of the words of each sentence stand in a block of the other side that cleaning left out.
/// `sentences`: a side and a place of the page, each.
pub(super) fn are_left_out(page: &Page<'_>, sentences: &[(Side, Span)]) -> Vec<bool> {
    let mut found = vec![false; sentences.len()];
    for side in [Side::Source, Side::Target] {
        let other = if side == Side::Source { Side::Target } else { Side::Source };
        let document = &page.bitext.side(other).document;
        let dropped = document.blocks.iter().filter(|block| matches!(block.role, Role::Boilerplate(_)));
        let blocks = dropped.take(BLOCKS).map(|block| document.slice(block.span));
        let blocks: Vec<&str> = document.title.as_deref().into_iter().chain(blocks).collect();
        let wanted = sentences.iter().enumerate().filter(|(_, sentence)| sentence.0 == side);
        let wanted: Vec<(usize, Vec<&str>)> =
            wanted.map(|(number, sentence)| (number, content(page, side, sentence.1))).collect();
        if blocks.is_empty() || wanted.iter().all(|(_, words)| words.len() < WORDS) {
            continue;
        }
        let (mut ours, mut theirs) = (Vocabulary::new(), Vocabulary::new());
        let words: Vec<(usize, Vec<u32>)> =
            wanted.into_iter().map(|(number, words)| (number, ours.add(&words.join(" ")))).collect();
        let blocks: Vec<Vec<u32>> = blocks.iter().map(|block| theirs.add(block)).collect();
        let (source, target) = if side == Side::Source { (&ours, &theirs) } else { (&theirs, &ours) };
        let matcher = Matcher::new(page.lexicon, source, target);
        for (number, words) in words {
            found[number] = blocks.iter().any(|block| {
                let links = match side {
                    Side::Source => matcher.cover(&words, block).source,
                    Side::Target => matcher.cover(block, &words).target,
                };
                let counts = |number: u32| !matches!(ours.kind(number), Kind::Mark | Kind::Pair);
                let of = links.iter().zip(&words).filter(|(_, word)| counts(**word));
                let (all, covered) = of.fold((0, 0), |(all, covered), (link, _)| {
                    (all + 1, covered + usize::from(link.weight >= PLACED))
                });
                covered >= WORDS && covered as f32 >= SHARE * all as f32
            });
        }
    }
    found
}

/// The content words of a passage.
fn content<'p>(page: &'p Page<'_>, side: Side, span: Span) -> Vec<&'p str> {
    let language = if side == Side::Source { page.source.language } else { page.target.language };
    let text = page.bitext.side(side).document.slice(span);
    tokens(text)
        .filter(|token| token.kind != Kind::Mark && token.kind != Kind::Pair)
        .map(|token| token.text)
        .filter(|word| !language.words.function.contains(&&*word.to_lowercase()))
        .collect()
}
