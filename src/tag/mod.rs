//! Tags: gives every sentence a language and a confidence.
//!
//! [`guess`] looks at a piece of text by itself, [`tag`] at a whole document: what is in doubt alone, the
//! neighbours decide, and passages in another language keep theirs. Time is linear in the text.
//!
//! Confidence is roughly the share of right answers: of the sentences of the development kit with .5 to .6,
//! 88 % are right, with .7 to .8 95 %, with .8 to .9 99.1 %, above that 99.8 %; below .5 it is too modest for whole sentences.

mod context;
mod detect;
mod lists;
mod words;

use serde::{Deserialize, Serialize};

use crate::bitext::{Document, Guess, Text};
use crate::lang::Lang;

pub use detect::iso639_3;

/// What the user may change about tagging.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TagOptions {
    /// Sentences below this confidence, 0..=1, are `und`; 0: a best guess always.
    pub min_confidence: f32,
}

/// The language of a piece of text by itself; `und` with confidence 0 where there is no letter.
///
/// ```
/// let guess = alinea::tag::guess("Nichts ist so beständig wie der Wandel.");
/// assert_eq!(guess.lang.as_str(), "de");
/// ```
pub fn guess(text: &str) -> Guess {
    match detect::detect(text) {
        Some(found) => Guess { lang: found.lang, confidence: found.confidence },
        None => Guess { lang: Lang::UND, confidence: 0.0 },
    }
}

/// The main language of a document's body: the best guess over its first 4,000 bytes.
pub fn guess_document(document: &Document) -> Guess {
    let mut sample = String::new();
    for block in document.body() {
        sample.push_str(document.slice(block.span));
        sample.push('\n');
        if sample.len() >= 4000 {
            break;
        }
    }
    guess(&sample)
}

/// Gives every sentence its language, seen together with its neighbours. Total.
///
/// The language that the text is taken to be in ([`Text::lang`]) counts as a hint, no more.
pub fn tag(mut text: Text, options: &TagOptions) -> Text {
    let sentences: Vec<&str> = text.iter().collect();
    let guesses = context::guesses(&sentences, text.lang);
    for (sentence, guess) in text.sentences.iter_mut().zip(guesses) {
        let sure = guess.confidence >= options.min_confidence;
        sentence.guess = Some(if sure { guess } else { Guess { lang: Lang::UND, ..guess } });
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::{Block, Kind, Role, Sentence, Span};

    fn tagged(lang: &str, lines: &[&str]) -> Vec<String> {
        let mut text = Text { lang: Lang::literal(lang), ..Text::default() };
        for (block, line) in lines.iter().enumerate() {
            let start = text.document.text.len();
            let span = Span::new(start, start + line.len());
            text.document.text.push_str(line);
            text.document.text.push('\n');
            text.document.blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
            text.sentences.push(Sentence { span, block, guess: None });
        }
        let tagged = tag(text, &TagOptions::default());
        tagged.sentences.iter().map(|sentence| sentence.guess.unwrap().lang.to_string()).collect()
    }

    #[test]
    fn an_embedded_passage_keeps_its_language() {
        let lines = [
            "Die Regierung hat am Dienstag ein neues Gesetz über den Schutz der Flüsse vorgelegt.",
            "Kritik kam sofort.",
            "The minister said on Tuesday that the rivers had been neglected for thirty years.",
            "Das Parlament wird im Herbst darüber abstimmen, wie ein Sprecher mitteilte.",
        ];
        assert_eq!(tagged("und", &lines), ["de", "de", "en", "de"]);
    }

    #[test]
    fn a_line_without_letters_is_undetermined() {
        assert_eq!(
            tagged("de", &["Es regnet heute wieder den ganzen Tag.", "* * *", ""]),
            ["de", "und", "und"]
        );
    }

    #[test]
    fn a_short_line_goes_with_its_neighbours() {
        let lines = [
            "Regjeringen la tirsdag frem et nytt lovforslag om vern av elvene i landet.",
            "Hotell Bristol",
            "Stortinget skal stemme over forslaget til høsten, sa en talsmann for partiet.",
        ];
        assert_eq!(tagged("nb", &lines), ["nb", "nb", "nb"]);
    }

    #[test]
    fn names_in_another_script_do_not_make_a_language() {
        let lines = [
            "Міська рада у вівторок відхилила план перебудови ринкової площі великою більшістю голосів.",
            "Поділитися: Facebook | Telegram | Друк",
            "Нова пропозиція має з'явитися до літа, повідомив представник міської адміністрації.",
        ];
        assert_eq!(tagged("uk", &lines), ["uk", "uk", "uk"]);
    }

    proptest! {
        #[test]
        fn any_text_gets_a_guess(text in "(\\PC|[a-zäé жїあ漢ا ]){0,60}") {
            let guess = guess(&text);
            prop_assert!((0.0..=1.0).contains(&guess.confidence));
            prop_assert_eq!(tagged("fr", &[&text, "Oui."]).len(), 2);
        }
    }
}
