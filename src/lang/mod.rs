//! What we know of languages: data, one file each, and the table of them.

mod codes;
mod language;
mod script;
mod tag;

mod am;
mod ar;
mod be;
mod bg;
mod ca;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod et;
mod fa;
mod fi;
mod fr;
mod gu;
mod he;
mod hi;
mod hr;
mod hu;
mod hy;
mod id;
mod is;
mod it;
mod ja;
mod kk;
mod ko;
mod lt;
mod lv;
mod mr;
mod ms;
mod my;
mod nb;
mod ne;
mod nl;
mod pl;
mod pt;
mod ro;
mod ru;
mod si;
mod sk;
mod sl;
mod sr;
mod sv;
mod ta;
mod te;
mod th;
mod tr;
mod uk;
mod und;
mod ur;
mod vi;
mod zh;

pub use codes::is_assigned;
pub use language::{Language, Numbers, Splitting, Typography, Words};
pub use script::Script;
pub use tag::Lang;

/// The table: every language that has a record, sorted by tag. To add one: a file and a row.
pub static LANGUAGES: &[&Language] = &[
    &am::LANGUAGE,
    &ar::LANGUAGE,
    &be::LANGUAGE,
    &bg::LANGUAGE,
    &ca::LANGUAGE,
    &cs::LANGUAGE,
    &da::LANGUAGE,
    &de::LANGUAGE,
    &el::LANGUAGE,
    &en::LANGUAGE,
    &es::LANGUAGE,
    &et::LANGUAGE,
    &fa::LANGUAGE,
    &fi::LANGUAGE,
    &fr::LANGUAGE,
    &gu::LANGUAGE,
    &he::LANGUAGE,
    &hi::LANGUAGE,
    &hr::LANGUAGE,
    &hu::LANGUAGE,
    &hy::LANGUAGE,
    &id::LANGUAGE,
    &is::LANGUAGE,
    &it::LANGUAGE,
    &ja::LANGUAGE,
    &kk::LANGUAGE,
    &ko::LANGUAGE,
    &lt::LANGUAGE,
    &lv::LANGUAGE,
    &mr::LANGUAGE,
    &ms::LANGUAGE,
    &my::LANGUAGE,
    &nb::LANGUAGE,
    &ne::LANGUAGE,
    &nl::LANGUAGE,
    &pl::LANGUAGE,
    &pt::LANGUAGE,
    &ro::LANGUAGE,
    &ru::LANGUAGE,
    &si::LANGUAGE,
    &sk::LANGUAGE,
    &sl::LANGUAGE,
    &sr::LANGUAGE,
    &sv::LANGUAGE,
    &ta::LANGUAGE,
    &te::LANGUAGE,
    &th::LANGUAGE,
    &tr::LANGUAGE,
    &uk::LANGUAGE,
    &und::LANGUAGE,
    &ur::LANGUAGE,
    &vi::LANGUAGE,
    &zh::LANGUAGE,
];

/// The record of a language, by its primary subtag; the record of no language (`und`) where there is none.
///
/// Nynorsk gets the record of Bokmål; tags that are known by another one ([`Lang::usual`]) that one's.
pub fn language(lang: Lang) -> &'static Language {
    let primary = match lang.usual() {
        "nn" => "nb",
        tag => tag,
    };
    LANGUAGES
        .binary_search_by(|language| language.tag.cmp(primary))
        .ok()
        .and_then(|row| LANGUAGES.get(row))
        .map_or(&und::LANGUAGE, |language| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_lists(row: &Language) -> Vec<(&'static str, &'static [&'static str])> {
        let (splitting, words) = (&row.splitting, &row.words);
        vec![
            ("never", splitting.never),
            ("before_number", splitting.before_number),
            ("may_end", splitting.may_end),
            ("after_ordinal", splitting.after_ordinal),
            ("before_ordinal", splitting.before_ordinal),
            ("starters", splitting.starters),
            ("function", words.function),
            ("open", words.open),
            ("negators", words.negators),
            ("doubled", words.doubled),
            ("months", words.months),
        ]
    }

    #[test]
    fn the_table_is_sorted_and_every_row_is_found() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].tag < pair[1].tag));
        for row in LANGUAGES {
            assert_eq!(language(row.tag.parse().unwrap()).tag, row.tag);
        }
    }

    #[test]
    fn falls_back_by_primary_subtag() {
        for (given, wanted) in [
            ("pt-BR", "pt"),
            ("zh-Hant-TW", "zh"),
            ("no", "nb"),
            ("iw", "he"),
            ("tlh", "und"),
            ("und", "und"),
        ] {
            assert_eq!(language(given.parse().unwrap()).tag, wanted, "{given}");
        }
    }

    #[test]
    fn lists_are_lower_case_trimmed_and_without_duplicates() {
        for row in LANGUAGES {
            for (name, list) in all_lists(row) {
                let mut seen = std::collections::BTreeSet::new();
                for word in list {
                    assert_eq!(word.to_lowercase(), **word, "{} {name}", row.tag);
                    assert_eq!(word.trim(), *word, "{} {name}", row.tag);
                    assert!(!word.is_empty(), "{} {name}", row.tag);
                    assert!(seen.insert(word), "{} {name}: `{word}` stands twice", row.tag);
                }
            }
        }
    }

    #[test]
    fn an_abbreviation_stands_in_one_class_and_without_its_last_stop() {
        for row in LANGUAGES {
            let mut seen = std::collections::BTreeSet::new();
            for list in [row.splitting.never, row.splitting.before_number, row.splitting.may_end] {
                for word in list {
                    assert!(!word.ends_with(['.', '։']), "{} `{word}`", row.tag);
                    assert!(seen.insert(word), "{}: `{word}` stands in two classes", row.tag);
                }
            }
        }
    }

    #[test]
    fn a_language_has_words_and_twelve_months_or_none() {
        for row in LANGUAGES.iter().filter(|row| row.tag != "und") {
            assert!(!row.words.function.is_empty(), "{}", row.tag);
            // These deny by endings above all: what is said of denials leaves them alone.
            let listed = !matches!(row.tag, "gu" | "ne" | "si" | "ta" | "te");
            assert_eq!(!row.words.negators.is_empty(), listed, "{}", row.tag);
            assert!(!row.typography.quotes.is_empty(), "{}", row.tag);
            assert!(matches!(row.words.months.len(), 0 | 12), "{}", row.tag);
            assert_eq!(row.iso639_3.len(), 3, "{}", row.tag);
        }
    }

    #[test]
    fn light_words_are_no_others_and_say_neither_numbers_nor_denials() {
        for row in LANGUAGES {
            for word in row.words.light {
                let listed = row.words.function.contains(word) || row.words.negators.contains(word);
                assert!(!listed, "{} `{word}`", row.tag);
                assert!(!row.numbers.words.iter().any(|number| number.0 == *word), "{} `{word}`", row.tag);
            }
        }
    }

    #[test]
    fn words_are_in_the_script_of_their_language() {
        // Serbian is written in two scripts, and its lists serve both.
        for row in LANGUAGES.iter().filter(|row| !matches!(row.tag, "und" | "sr")) {
            for word in row.words.function {
                let foreign = word.chars().filter_map(Script::of).find(|script| *script != row.script);
                assert_eq!(foreign, None, "{} `{word}`", row.tag);
            }
        }
    }

    #[test]
    fn a_number_word_has_one_value_and_is_no_article() {
        for row in LANGUAGES {
            let mut seen = std::collections::BTreeSet::new();
            for (word, _) in row.numbers.words {
                assert!(seen.insert(word), "{}: `{word}` has two values", row.tag);
                assert!(!row.words.open.contains(word), "{}: `{word}` opens a phrase", row.tag);
            }
        }
    }

    #[test]
    fn long_and_short_scale_are_told_apart() {
        let value = |lang: &str, word: &str| {
            let row = language(lang.parse().unwrap());
            row.numbers.words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
        };
        assert_eq!(value("en", "billion"), Some(1_000_000_000));
        assert_eq!(value("de", "billion"), Some(1_000_000_000_000));
        assert_eq!(value("fr", "milliard"), Some(1_000_000_000));
        assert_eq!(value("pt", "bilhão"), Some(1_000_000_000));
    }
}
