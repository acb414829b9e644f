//! Segments that are paired already, such as lines of a quality estimation set -> a bitext.

use crate::bitext::{Bead, Bitext, Block, Document, Kind, Role, Sentence, Span, Text};
use crate::lang::Lang;

/// Joins the segments of one document: `(source, target)` each, one sentence and one bead a segment.
///
/// `source` is the language of the original; `None`: no original is at hand, and the first of each pair is
/// not looked at.
///
/// ```
/// let lang = |tag: &str| tag.parse::<alinea::Lang>().unwrap();
/// let bitext = alinea::flag::segments::bitext(Some(lang("en")), lang("de"), &[("A house.", "Ein Haus.")]);
/// assert_eq!(bitext.target().sentence(0), "Ein Haus.");
/// ```
pub fn bitext(source: Option<Lang>, target: Lang, pairs: &[(&str, &str)]) -> Bitext {
    let translation = text(target, pairs.iter().map(|pair| pair.1));
    let Some(source) = source else {
        return Bitext::alone(translation);
    };
    let original = text(source, pairs.iter().map(|pair| pair.0));
    let beads = (0..pairs.len())
        .map(|index| Bead { source: index..index + 1, target: index..index + 1, confidence: 1.0 })
        .collect();
    Bitext::new(original, translation, beads)
}

/// A text with one sentence and one block a segment.
fn text<'a>(lang: Lang, segments: impl Iterator<Item = &'a str>) -> Text {
    let mut document = Document { declared: Some(lang), encoding: "UTF-8", ..Document::default() };
    let mut sentences = Vec::new();
    for (block, segment) in segments.enumerate() {
        if block > 0 {
            document.text.push('\n');
        }
        let start = document.text.len();
        document.text.push_str(segment);
        let whole = Span::new(start, document.text.len());
        document.blocks.push(Block { span: whole, kind: Kind::Paragraph, role: Role::Body });
        let start = start + (segment.len() - segment.trim_start().len());
        let span = Span::new(start, start + segment.trim().len());
        sentences.push(Sentence { span, block, guess: None });
    }
    Text { document, lang, sentences }
}
