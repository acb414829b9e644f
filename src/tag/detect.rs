//! One piece of text by itself: which languages explain it, and how well.

use whatlang::Lang as Known;

use super::confidence::confidence;
use super::model::{self, Scores, file::Table};
use crate::lang::{Lang, Script};

/// Most bytes of a text that are looked at: beyond them the answer does not change any more, and a line
/// of any length costs the same.
const ENOUGH: usize = 4096;

/// Letters of a script other than Latin say as much as three: foreign names come in Latin letters everywhere,
/// and next to nowhere the other way round.
const TELLING: usize = 3;

/// Least confidence where a script leaves no choice, or next to none: Hebrew, of which some is Yiddish.
const ALONE: f32 = 0.9;

/// What was found in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The language.
    pub(super) lang: Lang,
    /// 0..=1: how likely it is right.
    pub(super) confidence: f32,
}

/// A text that was looked at.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    /// Its script leaves no choice, or `whatlang` made it.
    Settled(Found),
    /// The languages of a script, each with its score.
    Scored(&'static Table, Scores),
}

/// Looks at a text; `None` where there is no letter of a script that we know.
pub(super) fn read(text: &str) -> Option<Reading> {
    let text = enough(text);
    let (latin, other) = letters(text);
    if other == 0 && latin > 0 {
        return scored(text, Script::Latin);
    }
    if latin > 0 && TELLING * other > latin {
        let rest: String = text.chars().filter(|c| Script::of(*c) != Some(Script::Latin)).collect();
        return by_script(&rest);
    }
    by_script(text)
}

/// Letters of Latin, and of all other scripts.
pub(super) fn letters(text: &str) -> (usize, usize) {
    let (mut latin, mut other) = (0, 0);
    for script in text.chars().filter_map(Script::of) {
        if script == Script::Latin {
            latin += 1;
        } else {
            other += 1;
        }
    }
    (latin, other)
}

fn by_script(text: &str) -> Option<Reading> {
    let script = match whatlang::detect_script(text)? {
        whatlang::Script::Latin => Script::Latin,
        whatlang::Script::Cyrillic => Script::Cyrillic,
        whatlang::Script::Arabic => Script::Arabic,
        whatlang::Script::Devanagari => Script::Devanagari,
        _ => return settled(text, ALONE),
    };
    scored(text, script)
}

fn scored(text: &str, script: Script) -> Option<Reading> {
    let scores = model::table(script).map(|table| (table, model::score(table, script, text)));
    match scores {
        Some((table, scores)) if scores.known > 0 => Some(Reading::Scored(table, scores)),
        _ => settled(text, 0.0),
    }
}

/// What `whatlang` says, with that confidence at least.
fn settled(text: &str, least: f32) -> Option<Reading> {
    let info = whatlang::detect(text)?;
    let lang = TAGS.iter().find(|(known, _)| *known == info.lang())?.1;
    let confidence = info.confidence();
    let confidence = if confidence.is_finite() { confidence.clamp(0.0, 1.0) as f32 } else { 0.0 };
    let confidence = confidence.max(least);
    Some(Reading::Settled(Found { lang: Lang::literal(lang), confidence }))
}

impl Reading {
    /// The most likely language of all.
    pub(super) fn best(&self) -> Found {
        match self {
            Reading::Settled(found) => *found,
            Reading::Scored(table, scores) => {
                let (best, lead) = lead(table, scores, |_| 0.0);
                Found { lang: table.langs[best], confidence: confidence(lead) }
            }
        }
    }

    /// The most likely of some languages; a script that only one language uses decides by itself. `None` where
    /// none of them is written in this script.
    ///
    /// All but the first start `later` nats behind. Languages that are not among them cannot win, but lower
    /// confidence unless they are `handicap` nats behind.
    pub(super) fn among(&self, only: &[Lang], later: f32, handicap: f32) -> Option<Found> {
        let (table, scores) = match self {
            Reading::Settled(found) => return Some(*found),
            Reading::Scored(table, scores) => (table, scores),
        };
        let place = |at: usize| only.iter().position(|lang| lang.same_language(&table.langs[at]));
        let less = |at: usize, other: f32| match place(at) {
            Some(0) => 0.0,
            Some(_) => later,
            None => other,
        };
        let (best, _) = lead(table, scores, |at| less(at, f32::INFINITY));
        place(best)?;
        let rival = (0..table.langs.len())
            .filter(|at| *at != best)
            .map(|at| scores.of[at] - less(at, handicap))
            .fold(f32::NEG_INFINITY, f32::max);
        let confidence = confidence(scores.of[best] - less(best, handicap) - rival);
        Some(Found { lang: table.langs[best], confidence })
    }
}

/// The language that leads when `less` is taken off each, and by how much. The first of equals.
fn lead(table: &Table, scores: &Scores, less: impl Fn(usize) -> f32) -> (usize, f32) {
    let (mut best, mut first, mut second) = (0, f32::NEG_INFINITY, f32::NEG_INFINITY);
    for at in 0..table.langs.len() {
        let score = scores.of[at] - less(at);
        if score > first {
            (best, first, second) = (at, score, first);
        } else if score > second {
            second = score;
        }
    }
    (best, first - second)
}

/// Whether the tagger can find that language.
pub(super) fn is_known(lang: Lang) -> bool {
    to_known(lang).is_some() || model::knows(known_as(lang))
}

/// The tag by which the tagger knows a language that goes by several.
pub(super) fn known_as(lang: Lang) -> Lang {
    if lang.usual() == lang.primary() { lang } else { lang.usual().parse().unwrap_or(lang) }
}

fn to_known(lang: Lang) -> Option<Known> {
    let lang = known_as(lang);
    let primary = lang.primary();
    TAGS.iter().find(|(_, tag)| *tag == primary).map(|(known, _)| *known)
}

fn enough(text: &str) -> &str {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// ISO 639-3 as `whatlang` writes it: `cmn`, `pes`, `nob`. Languages that it does not know by their record or
/// the table of the tagger, else by the tag itself.
pub fn iso639_3(lang: Lang) -> String {
    let primary = lang.primary();
    if let Some(known) = to_known(lang) {
        return known.code().to_owned();
    }
    if let Some((_, code)) = MORE.iter().find(|row| row.0 == primary) {
        return (*code).to_owned();
    }
    let record = crate::lang::language(lang);
    if record.tag == primary { record.iso639_3.to_owned() } else { primary.to_owned() }
}

/// Languages that the tagger knows beyond those of `whatlang`.
const MORE: &[(&str, &str)] = &[
    ("eu", "eus"),
    ("fo", "fao"),
    ("ga", "gle"),
    ("gl", "glg"),
    ("is", "isl"),
    ("kk", "kaz"),
    ("ky", "kir"),
    ("mn", "mon"),
    ("ms", "msa"),
    ("mt", "mlt"),
    ("nn", "nno"),
    ("ps", "pus"),
    ("so", "som"),
    ("sq", "sqi"),
    ("sw", "swa"),
    ("tg", "tgk"),
    ("tt", "tat"),
];

/// The languages of `whatlang` 0.18.
const TAGS: &[(Known, &str)] = &[
    (Known::Afr, "af"),
    (Known::Aka, "ak"),
    (Known::Amh, "am"),
    (Known::Ara, "ar"),
    (Known::Aze, "az"),
    (Known::Bel, "be"),
    (Known::Ben, "bn"),
    (Known::Bul, "bg"),
    (Known::Cat, "ca"),
    (Known::Ces, "cs"),
    (Known::Cmn, "zh"),
    (Known::Cym, "cy"),
    (Known::Dan, "da"),
    (Known::Deu, "de"),
    (Known::Ell, "el"),
    (Known::Eng, "en"),
    (Known::Epo, "eo"),
    (Known::Est, "et"),
    (Known::Fin, "fi"),
    (Known::Fra, "fr"),
    (Known::Guj, "gu"),
    (Known::Heb, "he"),
    (Known::Hin, "hi"),
    (Known::Hrv, "hr"),
    (Known::Hun, "hu"),
    (Known::Hye, "hy"),
    (Known::Ind, "id"),
    (Known::Ita, "it"),
    (Known::Jav, "jv"),
    (Known::Jpn, "ja"),
    (Known::Kan, "kn"),
    (Known::Kat, "ka"),
    (Known::Khm, "km"),
    (Known::Kor, "ko"),
    (Known::Lat, "la"),
    (Known::Lav, "lv"),
    (Known::Lit, "lt"),
    (Known::Mal, "ml"),
    (Known::Mar, "mr"),
    (Known::Mkd, "mk"),
    (Known::Mya, "my"),
    (Known::Nep, "ne"),
    (Known::Nld, "nl"),
    (Known::Nob, "nb"),
    (Known::Ori, "or"),
    (Known::Pan, "pa"),
    (Known::Pes, "fa"),
    (Known::Pol, "pl"),
    (Known::Por, "pt"),
    (Known::Ron, "ro"),
    (Known::Rus, "ru"),
    (Known::Sin, "si"),
    (Known::Slk, "sk"),
    (Known::Slv, "sl"),
    (Known::Sna, "sn"),
    (Known::Spa, "es"),
    (Known::Srp, "sr"),
    (Known::Swe, "sv"),
    (Known::Tam, "ta"),
    (Known::Tel, "te"),
    (Known::Tgl, "tl"),
    (Known::Tha, "th"),
    (Known::Tuk, "tk"),
    (Known::Tur, "tr"),
    (Known::Ukr, "uk"),
    (Known::Urd, "ur"),
    (Known::Uzb, "uz"),
    (Known::Vie, "vi"),
    (Known::Yid, "yi"),
    (Known::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_whatlang_has_a_tag() {
        for &known in Known::all() {
            let (_, tag) = TAGS.iter().find(|(row, _)| *row == known).expect("a row");
            assert_eq!(iso639_3(Lang::literal(tag)), known.code());
        }
    }

    #[test]
    fn every_language_of_the_tables_has_three_letters() {
        for (_, script) in model::file::SCRIPTS {
            for lang in &model::table(*script).unwrap().langs {
                assert_eq!(iso639_3(*lang).len(), 3, "{lang}");
            }
        }
    }

    #[test]
    fn latin_names_do_not_outweigh_another_script() {
        for (lang, text) in
            [("th", "คุณ Steven Jr"), ("hy", "Ասաց Christopher"), ("zh", "史蒂文斯 Steven Jones")]
        {
            assert_eq!(read(text).map(|reading| reading.best().lang), Some(Lang::literal(lang)), "{text}");
        }
    }

    #[test]
    fn the_longest_line_costs_no_more_than_a_page() {
        let line = "ж".repeat(10_000_000);
        assert!(read(&line).is_some());
    }
}
