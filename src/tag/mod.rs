//! Tags: gives every sentence a language and a confidence.
//!
//! [`guess`] looks at a piece of text by itself, [`tag`] at a whole document: what is in doubt alone, the
//! neighbours decide, and passages in another language keep theirs. Time is linear in the text.
//!
//! Confidence is the share of right answers. It is fitted on held-out lines of the training data; on the
//! development kit, which the fit has not seen, `cargo test --test it -- tag::confidence --nocapture` measures:
//!
//! | said | sentences | right | snippets of 1 to 5 words | right |
//! |---|---|---|---|---|
//! | below .3 | 27 | .59 | 300 | .30 |
//! | .3 to .4 | 26 | .54 | 163 | .47 |
//! | .4 to .5 | 21 | .43 | 124 | .57 |
//! | .5 to .6 | 16 | .69 | 97 | .78 |
//! | .6 to .7 | 19 | .79 | 91 | .69 |
//! | .7 to .8 | 30 | .67 | 119 | .75 |
//! | .8 to .9 | 36 | .78 | 152 | .87 |
//! | .9 to 1 | 6,225 | .996 | 2,794 | .986 |
//!
//! Mean distance of the two, weighed by the number of lines: .0056 and .0246; that of `whatlang` with function
//! words was .0291 and .1521. In the document pass confidence is that of the languages of the document, of which
//! the main one starts ahead.

mod confidence;
mod context;
mod detect;
pub mod model;
mod passages;
mod script;

use serde::{Deserialize, Serialize};

use crate::bitext::{Document, Guess, Passage, Text};
use crate::lang::Lang;

pub use detect::iso639_3;

/// What the user may change about tagging.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TagOptions {
    /// Sentences below this confidence, 0..=1, are `und`; 0: a best guess always.
    pub min_confidence: f32,
}

impl TagOptions {
    /// The guess, or `und` with the same confidence where that is below what is asked for.
    pub fn apply(&self, guess: Guess) -> Guess {
        if guess.confidence < self.min_confidence { Guess { lang: Lang::UND, ..guess } } else { guess }
    }
}

/// The language of a piece of text by itself; `und` with confidence 0 where there is no letter.
///
/// ```
/// let guess = alinea::tag::guess("Nichts ist so beständig wie der Wandel.");
/// assert_eq!(guess.lang.as_str(), "de");
/// ```
pub fn guess(text: &str) -> Guess {
    match detect::read(text).map(|reading| reading.best()) {
        Some(found) => Guess { lang: script::with_script(found.lang, text), confidence: found.confidence },
        None => Guess { lang: Lang::UND, confidence: 0.0 },
    }
}

/// The passages of a sentence that are in another language than `lang`, that of the sentence: in order, without
/// overlap, at most four. Precise rather than greedy: a passage has three words in lower case at least, or four
/// characters of a script without spaces. Total.
///
/// ```
/// let sentence = "Er sagte nur: „we have been waiting for this since last year“, und ging.";
/// let found = alinea::tag::passages(sentence, "de".parse()?);
/// assert_eq!(found[0].guess.lang.as_str(), "en");
/// # Ok::<(), alinea::Error>(())
/// ```
pub fn passages(sentence: &str, lang: Lang) -> Vec<Passage> {
    passages::passages(sentence, lang)
}

/// The main language of a document's body, without its script: the best guess over its first 4,000 bytes.
pub fn guess_document(document: &Document) -> Guess {
    let mut sample = String::new();
    for block in document.body() {
        sample.push_str(document.slice(block.span));
        sample.push('\n');
        if sample.len() >= 4000 {
            break;
        }
    }
    let guess = guess(&sample);
    Guess { lang: guess.lang.primary().parse().unwrap_or(guess.lang), ..guess }
}

/// Gives every sentence its language, seen together with its neighbours. Total.
///
/// The language that the text is taken to be in ([`Text::lang`]) counts as a hint, no more.
pub fn tag(mut text: Text, options: &TagOptions) -> Text {
    let sentences: Vec<&str> = text.iter().collect();
    let guesses = context::guesses(&sentences, text.lang);
    for (sentence, guess) in text.sentences.iter_mut().zip(guesses) {
        sentence.guess = Some(options.apply(guess));
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

    #[test]
    fn a_line_in_another_script_is_no_name_of_a_latin_text() {
        let lines = [
            "Das Haus ist groß, und wir wohnen seit Jahren dort.",
            "Он пришёл домой.",
            "猫が寝ている。",
            "Der Garten ist schön, und die Nachbarn sind nett.",
        ];
        let found = tagged("de", &lines);
        assert!(found[0] == "de" && found[2] == "ja" && found[3] == "de", "{found:?}");
        assert!(["ru", "sr-Cyrl", "uk", "bg"].contains(&found[1].as_str()), "{found:?}");
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
