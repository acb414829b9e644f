//! The model of the languages that share a script: naive Bayes over characters and words.
//!
//! Every gram of one to three characters, and every word, that the table of the script holds votes for the
//! languages that it was seen in (Jurafsky and Martin, *Speech and Language Processing*, chapter 4, with weights
//! by order of gram). `examples/train_tags` makes `data/tags.bin`, and says how. It knows more languages than
//! `whatlang`, and short text better; scripts that one language uses are none of its business.

pub mod file;
pub mod gram;

use std::sync::{LazyLock, OnceLock};

use self::file::Table;
use crate::lang::{Lang, Script};

/// The shipped tables, as [`file::pack`] wrote them.
static BYTES: &[u8] = include_bytes!("../../../data/tags.bin");

/// A table of the file: script, packed, and open once it was asked for.
type Shelved = (Script, &'static [u8], OnceLock<Table>);

static TABLES: LazyLock<Vec<Shelved>> = LazyLock::new(|| {
    let shelf = file::shelf(BYTES).expect("the shipped tables are whole: a test unpacks them");
    shelf.into_iter().map(|(script, packed)| (script, packed, OnceLock::new())).collect()
});

/// The table of a script, if several languages share it.
pub fn table(script: Script) -> Option<&'static Table> {
    let (_, packed, table) = TABLES.iter().find(|row| row.0 == script)?;
    Some(
        table
            .get_or_init(|| file::unpack(packed).expect("the shipped tables are whole: a test unpacks them")),
    )
}

/// How well each language of a table explains a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Nats, by language of the table; only differences mean anything.
    pub of: Vec<f32>,
    /// Characters of the words that were looked at.
    pub letters: usize,
    /// Grams that the table knows.
    pub known: usize,
}

/// Scores the words of a text that are in the script of the table.
pub fn score(table: &Table, script: Script, text: &str) -> Scores {
    let mut scores = Scores { of: table.prior.clone(), letters: 0, known: 0 };
    let mut seen = [0usize; gram::ORDERS];
    gram::words(text, script, |word| {
        scores.letters += word.len() - 2;
        gram::grams(word, |order, key| {
            let grams = &table.orders[order];
            let Some(votes) = grams.votes(key) else { return };
            seen[order] += 1;
            for &(lang, level) in votes {
                scores.of[usize::from(lang)] += grams.step * f32::from(level);
            }
        });
    });
    scores.known = seen.iter().sum();
    for (grams, seen) in table.orders.iter().zip(seen) {
        for (score, base) in scores.of.iter_mut().zip(&grams.base) {
            *score += base * seen as f32;
        }
    }
    scores
}

/// Whether a language is in any table.
pub fn knows(lang: Lang) -> bool {
    file::SCRIPTS
        .iter()
        .filter_map(|row| table(row.1))
        .any(|table| table.langs.iter().any(|known| known.same_language(&lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_whole() {
        for (letter, script) in file::SCRIPTS {
            assert!(table(*script).is_some_and(|table| table.langs.len() > 2), "{}", char::from(*letter));
        }
    }

    #[test]
    fn the_notice_names_the_shipped_file() {
        let checksum = blake3::hash(BYTES).to_hex().to_string();
        assert!(include_str!("../../../data/NOTICE.md").contains(&checksum), "{checksum}");
    }

    #[test]
    fn words_decide_between_close_languages() {
        let best = |text| {
            let table = table(Script::Latin).unwrap();
            let scores = score(table, Script::Latin, text);
            let best = (0..scores.of.len()).max_by(|a, b| scores.of[*a].total_cmp(&scores.of[*b]));
            table.langs[best.unwrap()]
        };
        for (lang, text) in [
            ("da", "Hvad er der sket med byen efter krigen?"),
            ("nb", "Hva har skjedd med byen etter krigen?"),
            ("sl", "Kaj se je zgodilo, ko so bili tam?"),
            ("af", "Hulle sê dat dit nie vir ons is nie."),
            ("sk", "Čo sa stalo, keď sme boli preč?"),
            ("sr", "Gde je taj čovek bio sve ovo vreme?"),
        ] {
            assert_eq!(best(text).as_str(), lang, "{text}");
        }
    }
}
