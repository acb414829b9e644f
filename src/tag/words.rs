//! A second opinion: the short words of the closed classes, which tell close languages apart.
//!
//! `whatlang` counts letters and trigrams; Danish and Norwegian, Croatian and Serbian, Czech and Slovak
//! share most of those, but `af` and `av`, `gde` and `gdje` are decisive. The lists are those of the
//! language records; the few languages without a record that are taken for one with a record have
//! theirs here.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::Script as Letters;

use super::detect::Found;
use super::lists::{CUES, MORE};
use crate::lang::{LANGUAGES, Lang, Script};

/// What the choice of `whatlang` weighs against words, at confidence 1: three words that only one
/// language has. Constants here: `sentences` and `snippets` of the development kit.
const CHOICE: f32 = 8.0;

/// Of how many languages' words a word is one, at most, before it says nothing.
const COMMON: f32 = 50.0;

/// What a part of a word weighs, in the unit of [`CHOICE`].
pub(super) const CUE: f32 = 0.7;

/// Lead over the next language, in the unit of [`CHOICE`], that makes a guess half sure.
const HALF_SURE: f32 = 2.0;

/// Words -> the languages that have them.
struct Index {
    words: FxHashMap<&'static str, Vec<(Lang, Script)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Vec<(Lang, Script)>> = FxHashMap::default();
    let rows = LANGUAGES.iter().filter(|row| row.tag != "und").map(|row| (row.tag, row.words.function));
    for (tag, list) in rows.chain(MORE.iter().copied()) {
        let lang = Lang::literal(tag);
        for word in list {
            let Some(script) = word.chars().find_map(Script::of) else { continue };
            let langs = words.entry(word).or_default();
            if !langs.contains(&(lang, script)) {
                langs.push((lang, script));
            }
        }
    }
    Index { words }
});

/// Weighs the guess of `whatlang` against the words of the text; among `only`, where that is not empty.
pub(super) fn weigh(text: &str, found: Found, letters: Letters, only: &[Lang]) -> Found {
    let script = match letters {
        Letters::Latin => Script::Latin,
        Letters::Cyrillic => Script::Cyrillic,
        Letters::Arabic => Script::Arabic,
        Letters::Devanagari => Script::Devanagari,
        _ => return found,
    };
    let mut scores: Vec<(Lang, f32)> = vec![(found.lang, CHOICE * found.confidence)];
    if found.lang == Lang::literal("hr") {
        // It knows Serbian in Cyrillic only and takes the rest for Croatian.
        scores.push((Lang::literal("sr"), CHOICE * found.confidence - 0.5));
    }
    let mut vote = |word: &str| {
        let Some(langs) = INDEX.words.get(word) else { return };
        let here =
            langs.iter().filter(|(lang, of)| *of == script && (only.is_empty() || only.contains(lang)));
        let weight = (COMMON / langs.len() as f32).ln();
        for &(lang, _) in here {
            match scores.iter_mut().find(|(known, _)| *known == lang) {
                Some(row) => row.1 += weight,
                None => scores.push((lang, weight)),
            }
        }
    };
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !in_word(c)).filter(|word| !word.is_empty()) {
        vote(word);
        if let Some((left, right)) = word.split_once(['\'', '’']) {
            vote(left);
            vote(right);
        }
    }
    for &(tag, parts) in CUES {
        let lang = Lang::literal(tag);
        if let Some(row) = scores.iter_mut().find(|(known, _)| *known == lang) {
            row.1 += CUE * parts.iter().map(|part| lower.matches(part).count()).sum::<usize>() as f32;
        }
    }
    scores.retain(|(lang, _)| only.is_empty() || only.contains(lang));
    // The first of equals stands: the choice of `whatlang`.
    let mut best = (found.lang, f32::MIN);
    let mut next = f32::MIN;
    for &(lang, score) in &scores {
        if score > best.1 {
            (best, next) = ((lang, score), best.1);
        } else if score > next {
            next = score;
        }
    }
    if best.1 == f32::MIN {
        return found;
    }
    let lead = best.1 - next.max(0.0);
    let sure = lead / (lead + HALF_SURE);
    let confidence = if best.0 == found.lang { found.confidence.max(sure) } else { sure };
    Found { lang: best.0, confidence }
}

/// Letters, and the marks inside words.
fn in_word(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\'' | '’' | '\u{200c}' | '\u{200d}' | '\u{94d}' | '\u{93c}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lang: &str) -> Found {
        Found { lang: Lang::literal(lang), confidence: 0.1 }
    }

    #[test]
    fn short_words_tell_close_languages_apart() {
        for (wrong, right, text) in [
            ("nb", "da", "Hvad er der sket med byen efter krigen?"),
            ("da", "nb", "Hva har skjedd med byen etter krigen?"),
            ("hr", "sl", "Kaj se je zgodilo, ko so bili tam?"),
            ("nl", "af", "Hulle sê dat dit nie vir ons is nie."),
            ("cs", "sk", "Čo sa stalo, keď sme boli preč?"),
            ("hr", "sr", "Gde je taj čovek bio sve ovo vreme?"),
        ] {
            assert_eq!(weigh(text, found(wrong), Letters::Latin, &[]).lang.as_str(), right, "{text}");
        }
        let text = "Тоа беше денот кога ќе биде подобро.";
        assert_eq!(weigh(text, found("bg"), Letters::Cyrillic, &[]).lang.as_str(), "mk");
    }

    #[test]
    fn a_sure_choice_stands_against_a_stray_word() {
        let sure = Found { lang: Lang::literal("de"), confidence: 1.0 };
        assert_eq!(weigh("Alles of nichts", sure, Letters::Latin, &[]).lang.as_str(), "de");
    }

    #[test]
    fn only_the_languages_asked_for_win() {
        let only = [Lang::literal("nb"), Lang::literal("de")];
        assert_ne!(weigh("Hvad er der sket efter", found("nb"), Letters::Latin, &only).lang.as_str(), "da");
    }
}
