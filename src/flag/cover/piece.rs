//! The tokens of one side of a bead, each with its best counterpart on the other.

use std::ops::Range;

use crate::bitext::{Side, Span};
use crate::flag::sides::Sides;
use crate::flag::words::is_grammar;
use crate::lexicon::{Kind, Link, Vocabulary, tokens};

/// Word matches below it are chance.
///
/// Set on Tatoeba and TICO-19 pairs shuffled by a line: .15 leaves 1 word in 12 covered by chance.
pub(crate) const LEAST: f32 = 0.15;
/// Word matches that tell where a word stands in the original.
pub(crate) const PLACED: f32 = 0.3;
/// Weight of a match that needs no table.
const SURE: f32 = 0.6;
/// What a word of little content counts against another.
pub(crate) const FUNCTION: f32 = 0.3;
/// What one character of an unspaced script counts: words have about two.
const CHARACTER: f32 = 0.5;

/// A token of one side of a bead, with its best counterpart.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// Where it stands in the document.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// The normal form, as the lexicon has it.
    pub(crate) form: &'a str,
    pub(crate) link: Link,
    /// What the word counts: content words 1.0.
    pub(crate) weight: f32,
    /// Whether it starts with a capital letter.
    pub(crate) capital: bool,
    /// Whether it has two capital letters and more.
    pub(crate) upper: bool,
    /// Whether no word of its sentence stands before it.
    pub(crate) first: bool,
    /// Whether it is a content word that the lexicon knows, or that something covers.
    pub(crate) known: bool,
}

impl Piece<'_> {
    /// Whether something of the other side says the word.
    pub(crate) fn covered(&self) -> bool {
        self.link.weight >= LEAST
    }

    /// Takes what stands at that place of the other side for its counterpart.
    pub(crate) fn join(&mut self, index: usize) {
        (self.link.index, self.link.weight, self.known) = (index, SURE, true);
    }

    /// Whether it is a content word.
    pub(crate) fn content(&self) -> bool {
        self.weight > FUNCTION
    }
}

/// The tokens of one side of a bead: `numbers` are those of its tokens in the vocabulary of the side.
pub(super) fn pieces<'v>(
    sides: &Sides<'_>,
    side: Side,
    range: Range<usize>,
    (vocabulary, numbers): (&'v Vocabulary, &[u32]),
    links: &[Link],
) -> Vec<Piece<'v>> {
    let text = sides.bitext.side(side);
    let language = if side == Side::Source { sides.source.language } else { sides.target.language };
    let mut pieces: Vec<Piece<'v>> = Vec::with_capacity(links.len());
    let mut rest = links.iter().zip(numbers);
    for sentence in range {
        let start = text.sentences[sentence].span.start;
        let mut first = true;
        for token in tokens(text.sentence(sentence)) {
            let (link, form) = match rest.next() {
                Some((&link, &number)) => (link, vocabulary.form(number)),
                None => (Link::default(), ""),
            };
            let span = Span::new(start + token.span.start, start + token.span.end);
            let little =
                |word: &str| language.words.function.contains(&word) || language.words.light.contains(&word);
            let weight = match token.kind {
                Kind::Word if is_grammar(token.text) || little(&token.text.to_lowercase()) => FUNCTION,
                Kind::Word | Kind::Number => 1.0,
                Kind::Character if little(token.text) => FUNCTION * CHARACTER,
                Kind::Character => CHARACTER,
                Kind::Pair | Kind::Mark => 0.0,
            };
            let capital = token.kind == Kind::Word && token.text.starts_with(char::is_uppercase);
            let known = weight > FUNCTION
                && (link.weight >= LEAST
                    || match side {
                        Side::Source => sides.lexicon.knows_source(form),
                        Side::Target => sides.lexicon.knows_target(form),
                    });
            let upper = capital && token.text.chars().filter(|c| c.is_uppercase()).nth(1).is_some();
            pieces.push(Piece { span, kind: token.kind, form, link, weight, capital, upper, first, known });
            first &= token.kind == Kind::Mark;
        }
    }
    // A character is covered where a pair that holds it is.
    for index in 0..pieces.len() {
        if pieces[index].kind == Kind::Pair {
            let (span, link) = (pieces[index].span, pieces[index].link);
            let near = index.saturating_sub(3)..(index + 4).min(pieces.len());
            for piece in &mut pieces[near] {
                if piece.kind == Kind::Character
                    && piece.span.overlaps(span)
                    && piece.link.weight < link.weight
                {
                    (piece.link.index, piece.link.weight) = (link.index, link.weight);
                }
            }
        }
    }
    pieces
}
