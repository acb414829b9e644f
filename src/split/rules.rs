//! A language record as the splitter asks it: one table from word to what it means beside a full stop.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use crate::lang::{LANGUAGES, Lang, Language, Script, language};

/// What a word means beside a full stop; several may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Senses(u8);

impl Senses {
    /// Abbreviation that never ends a sentence.
    pub(super) const NEVER: Senses = Senses(1);
    /// Abbreviation before a number.
    pub(super) const BEFORE_NUMBER: Senses = Senses(2);
    /// Abbreviation that may end a sentence.
    pub(super) const MAY_END: Senses = Senses(4);
    /// Follows an ordinal.
    pub(super) const AFTER_ORDINAL: Senses = Senses(8);
    /// Precedes an ordinal.
    pub(super) const BEFORE_ORDINAL: Senses = Senses(16);
    /// Starts a sentence when it is capitalised.
    pub(super) const STARTER: Senses = Senses(32);

    /// Belongs to a closed class: an article, a preposition, an auxiliary.
    pub(super) const CLOSED: Senses = Senses(64);

    /// Those of an abbreviation.
    pub(super) fn of_abbreviation(self) -> Senses {
        Senses(self.0 & (Self::NEVER.0 | Self::BEFORE_NUMBER.0 | Self::MAY_END.0))
    }

    /// Whether all of `other` hold.
    pub(super) fn has(self, other: Senses) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Titles and the like that keep their full stop inside foreign names, in any language of Latin script that
/// does not say otherwise.
const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "st"];

/// Abbreviations before a number, in any language that does not say otherwise.
const NUMBERS: &[&str] = &["nr", "n°", "nº", "№", "vol", "fig", "p", "pp"];

/// Companies of any country, in any language of Latin script that does not say otherwise.
const COMPANIES: &[&str] = &["inc", "ltd", "llc", "corp", "bros"];

/// What the splitter knows of one language.
#[derive(Debug)]
pub(super) struct Rules {
    words: FxHashMap<Box<str>, Senses>,
    /// Whether a full stop after a number may make it an ordinal.
    pub(super) ordinals: bool,
    /// Final marks of this language alone.
    pub(super) finals: &'static [char],
    /// Quotation marks that only open here.
    opening: Vec<char>,
    /// Quotation marks that only close here.
    closing: Vec<char>,
}

impl Rules {
    /// The rules of a language; built once for each.
    pub(super) fn of(lang: Lang) -> &'static Rules {
        static TABLE: LazyLock<Vec<OnceLock<Rules>>> =
            LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
        static NONE: LazyLock<Rules> = LazyLock::new(|| Rules::new(language(Lang::UND)));
        let record = language(lang);
        let row = LANGUAGES.iter().position(|row| row.tag == record.tag);
        match row.and_then(|row| TABLE.get(row)) {
            Some(cell) => cell.get_or_init(|| Rules::new(record)),
            None => &NONE,
        }
    }

    fn new(record: &Language) -> Rules {
        let splitting = &record.splitting;
        let starters = if splitting.starters.is_empty() { record.words.function } else { splitting.starters };
        let mut words: FxHashMap<Box<str>, Senses> = FxHashMap::default();
        for (list, sense) in [
            (splitting.never, Senses::NEVER),
            (splitting.before_number, Senses::BEFORE_NUMBER),
            (splitting.may_end, Senses::MAY_END),
            (splitting.after_ordinal, Senses::AFTER_ORDINAL),
            (record.words.months, Senses::AFTER_ORDINAL),
            (splitting.before_ordinal, Senses::BEFORE_ORDINAL),
            (starters, Senses::STARTER),
            (record.words.function, Senses::CLOSED),
            (record.words.open, Senses::CLOSED),
        ] {
            for word in list {
                // `z. b` and `z.b` are one abbreviation.
                let key: String = word.trim_end_matches('.').split_whitespace().collect();
                words.entry(key.into()).or_default().0 |= sense.0;
            }
        }
        if matches!(record.script, Script::Latin | Script::Other) {
            for title in TITLES {
                words.entry((*title).into()).or_insert(Senses::NEVER);
            }
            for company in COMPANIES {
                words.entry((*company).into()).or_insert(Senses::MAY_END);
            }
        }
        for number in NUMBERS {
            words.entry((*number).into()).or_insert(Senses::BEFORE_NUMBER);
        }
        let side = |wanted: fn(&(&'static str, &'static str)) -> (&'static str, &'static str)| {
            let pairs = record.typography.quotes;
            pairs
                .iter()
                .filter_map(|pair| wanted(pair).0.chars().next())
                .filter(|&mark| pairs.iter().all(|pair| !wanted(pair).1.starts_with(mark)))
                .collect()
        };
        Rules {
            words,
            ordinals: splitting.ordinal_stop,
            finals: splitting.more_final,
            opening: side(|&pair| pair),
            closing: side(|&(open, close)| (close, open)),
        }
    }

    /// What a word means; it is given in lower case.
    pub(super) fn senses(&self, word: &str) -> Senses {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether a quotation mark only opens in this language.
    pub(super) fn opens(&self, c: char) -> bool {
        self.opening.contains(&c)
    }

    /// Whether a quotation mark only closes in this language.
    pub(super) fn closes(&self, c: char) -> bool {
        self.closing.contains(&c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_quotes_have_one_hand_where_they_can() {
        let rules = Rules::of(Lang::literal("de-AT"));
        assert!(rules.opens('„') && rules.closes('“'));
        assert!(!rules.opens('«') && !rules.closes('«'));
    }

    #[test]
    fn a_language_without_a_record_has_no_words() {
        assert_eq!(Rules::of(Lang::literal("tlh")).senses("usw"), Senses::default());
    }
}
