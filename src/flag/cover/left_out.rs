//! Whether a sentence without a counterpart has one in what cleaning left out, or in the title that the file states: a
//! headline that stands in the header of the other page only is no omission of the translator's.

use super::piece::PLACED;
use crate::bitext::{Role, Side, Span};
use crate::flag::sides::Sides;
use crate::lexicon::{Kind, Matcher, Vocabulary, tokens};

/// Share of the content words that must stand in the block.
///
/// Set on the null beads of `corpus/` (2026-11): headlines that stand in the header of the other page .5 to 1, all other
/// pairs of a sentence with a dropped block at most .33.
const SHARE: f32 = 0.5;
/// Content words that must stand there: one is chance.
const WORDS: usize = 2;
/// Letters of a block at most, for a letter of the sentence, and beside them: in a long one any word may stand.
const LONGEST: (usize, usize) = (3, 60);
/// Dropped blocks that are looked at: a header stands near the start.
const BLOCKS: usize = 60;

/// Whether most of the words of each sentence stand in a block of the other side that cleaning left out.
/// `sentences`: a side and a place of the page, each.
pub(crate) fn are_left_out(sides: &Sides<'_>, sentences: &[(Side, Span)]) -> Vec<bool> {
    let mut found = vec![false; sentences.len()];
    for side in [Side::Source, Side::Target] {
        let other = if side == Side::Source { Side::Target } else { Side::Source };
        let document = &sides.bitext.side(other).document;
        let dropped = document.blocks.iter().filter(|block| matches!(block.role, Role::Boilerplate(_)));
        let blocks = dropped.take(BLOCKS).map(|block| document.slice(block.span));
        let blocks: Vec<&str> = document.title.as_deref().into_iter().chain(blocks).collect();
        let wanted = sentences.iter().enumerate().filter(|(_, sentence)| sentence.0 == side);
        let wanted: Vec<(usize, Vec<&str>)> =
            wanted.map(|(number, sentence)| (number, content(sides, side, sentence.1))).collect();
        if blocks.is_empty() || wanted.iter().all(|(_, words)| words.len() < WORDS) {
            continue;
        }
        let (mut ours, mut theirs) = (Vocabulary::new(), Vocabulary::new());
        let words: Vec<(usize, Vec<u32>)> =
            wanted.into_iter().map(|(number, words)| (number, ours.add(&words.join(" ")))).collect();
        let blocks: Vec<(usize, Vec<u32>)> =
            blocks.iter().map(|block| (block.len(), theirs.add(block))).collect();
        let (source, target) = if side == Side::Source { (&ours, &theirs) } else { (&theirs, &ours) };
        let matcher = Matcher::new(sides.lexicon, source, target);
        for (number, words) in words {
            let most = LONGEST.0 * sentences[number].1.len() + LONGEST.1;
            found[number] = blocks.iter().filter(|block| block.0 <= most).any(|(_, block)| {
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
fn content<'p>(sides: &'p Sides<'_>, side: Side, span: Span) -> Vec<&'p str> {
    let language = if side == Side::Source { sides.source.language } else { sides.target.language };
    let text = sides.bitext.side(side).document.slice(span);
    tokens(text)
        .filter(|token| token.kind != Kind::Mark && token.kind != Kind::Pair)
        .map(|token| token.text)
        .filter(|word| !language.words.function.contains(&&*word.to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bead, Bitext, Block, Kind as BlockKind, Reason, Sentence, Text};
    use crate::flag::sides::Sides;
    use crate::lexicon::Lexicon;

    fn text(lang: &str, lines: &[(&str, bool)]) -> Text {
        let mut text = Text { lang: crate::lang::Lang::literal(lang), ..Text::default() };
        for (line, body) in lines {
            let start = text.document.text.len();
            text.document.text += line;
            text.document.text.push('\n');
            let span = Span::new(start, start + line.len());
            let role = if *body { Role::Body } else { Role::Boilerplate(Reason::Header) };
            let block = text.document.blocks.len();
            text.document.blocks.push(Block { span, kind: BlockKind::Paragraph, role });
            if *body {
                text.sentences.push(Sentence { span, block, guess: None });
            }
        }
        text
    }

    #[test]
    fn a_headline_that_stands_in_the_header_is_no_loss_and_a_long_block_excuses_nothing() {
        let lexicon = Lexicon::new([("haus", "house", 0.9), ("garten", "garden", 0.9), ("meer", "sea", 0.9)]);
        let found = |header: &str, title: Option<&str>| {
            let source = text("de", &[("Haus und Garten am Meer", true)]);
            let mut target = text("en", &[(header, false), ("Nobody came.", true)]);
            target.document.title = title.map(str::to_owned);
            let sentence = (Side::Source, source.sentences[0].span);
            let bead = Bead { source: 0..1, target: 0..0, confidence: 1.0 };
            let rest = Bead { source: 1..1, target: 0..1, confidence: 1.0 };
            let bitext = Bitext::new(source, target, vec![bead, rest]);
            are_left_out(&Sides::new(&bitext, &lexicon), &[sentence])[0]
        };
        assert!(found("House and garden by the sea :: The Post", None));
        assert!(found("The Post", Some("House and garden by the sea")));
        assert!(!found("The Post :: Letters", None));
        let long = format!("house garden sea {}", "and many other words that fill a teaser ".repeat(8));
        assert!(!found(&long, None));
    }
}
