//! What we know of languages: data, one file each, and the table of them.

mod language;
mod script;
mod tag;

mod de;
mod und;

pub use language::{Language, Numbers, Splitting, Typography, Words};
pub use script::Script;
pub use tag::Lang;

/// The table: every language that has a record, sorted by tag. To add one: a file and a row.
pub static LANGUAGES: &[&Language] = &[&de::LANGUAGE, &und::LANGUAGE];

/// The record of a language, by its primary subtag; the record of no language (`und`) where there is none.
pub fn language(lang: Lang) -> &'static Language {
    let primary = lang.primary();
    LANGUAGES.iter().find(|language| language.tag == primary).copied().unwrap_or(&und::LANGUAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_is_found() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].tag < pair[1].tag));
        for row in LANGUAGES {
            assert_eq!(language(row.tag.parse().unwrap()).tag, row.tag);
        }
    }
}
