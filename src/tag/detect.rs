//! One piece of text by itself: `whatlang`, its languages as BCP 47 tags, and a second opinion.

use whatlang::{Detector, Lang as Known};

use super::words;
use crate::lang::{Lang, Script};

/// Most bytes of a text that are looked at: beyond them the answer does not change any more, and a line
/// of any length costs the same.
const ENOUGH: usize = 4096;

/// What was found in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The language.
    pub(super) lang: Lang,
    /// 0..=1: by how much the best language leads, as `whatlang` gives it and [`words::weigh`] raises or lowers
    /// it; .8 for Han and kana among Latin names.
    pub(super) confidence: f32,
}

/// The most likely language; `None` where there is no letter of a script that `whatlang` knows.
pub(super) fn detect(text: &str) -> Option<Found> {
    let text = enough(text);
    found(text, whatlang::detect(text), &[])
}

/// The language that a text is said to be in, where its short words say so beyond doubt; several times as fast
/// as asking which of all languages it is.
pub(super) fn confirmed(text: &str, said: Lang) -> Option<Found> {
    /// A lead of 8 over the next language: what [`detect`] at its surest weighs.
    const SURE: f32 = 0.8;
    let text = enough(text);
    let found =
        words::weigh(text, Found { lang: said, confidence: 0.0 }, whatlang::detect_script(text)?, &[]);
    (found.lang == said && found.confidence >= SURE).then_some(Found { lang: said, confidence: 1.0 })
}

/// The most likely of some languages. A script that only one language uses decides by itself.
pub(super) struct Among {
    detector: Detector,
    langs: Vec<Lang>,
}

impl Among {
    /// Only these; tags that `whatlang` does not know are left out.
    pub(super) fn new(langs: &[Lang]) -> Among {
        let list: Vec<Known> = langs.iter().filter_map(|&lang| to_known(lang)).collect();
        Among { detector: Detector::with_allowlist(list), langs: langs.to_vec() }
    }

    /// The most likely of them.
    pub(super) fn detect(&self, text: &str) -> Option<Found> {
        let text = enough(text);
        found(text, self.detector.detect(text), &self.langs)
    }
}

/// Whether `whatlang` can find that language.
pub(super) fn is_known(lang: Lang) -> bool {
    to_known(lang).is_some()
}

/// `only`: the languages to choose from; empty for all.
fn found(text: &str, info: Option<whatlang::Info>, only: &[Lang]) -> Option<Found> {
    let info = info?;
    if info.script() == whatlang::Script::Latin
        && let Some(found) = mostly_han(text)
    {
        return Some(found);
    }
    let lang = TAGS.iter().find(|(known, _)| *known == info.lang())?.1;
    let confidence = info.confidence();
    let confidence = if confidence.is_finite() { confidence.clamp(0.0, 1.0) as f32 } else { 0.0 };
    Some(words::weigh(text, Found { lang: Lang::literal(lang), confidence }, info.script(), only))
}

/// Chinese or Japanese with many Latin names: a character of Han or kana says as much as three letters.
fn mostly_han(text: &str) -> Option<Found> {
    let (mut han, mut kana, mut latin) = (0, 0, 0);
    for c in text.chars() {
        match Script::of(c) {
            Some(Script::Han) if matches!(c, '\u{3040}'..='\u{30ff}') => kana += 1,
            Some(Script::Han) => han += 1,
            Some(Script::Latin) => latin += 1,
            _ => {}
        }
    }
    let lang = if kana * 10 > han { "ja" } else { "zh" };
    (han + kana > 0 && 3 * (han + kana) > latin).then(|| Found { lang: Lang::literal(lang), confidence: 0.8 })
}

fn to_known(lang: Lang) -> Option<Known> {
    let primary = match lang.primary() {
        "no" => "nb",
        "fil" => "tl",
        primary => primary,
    };
    TAGS.iter().find(|(_, tag)| *tag == primary).map(|(known, _)| *known)
}

fn enough(text: &str) -> &str {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// ISO 639-3 as `whatlang` writes it: `cmn`, `pes`, `nob`. Languages that it does not know by their record,
/// else by the tag itself.
pub fn iso639_3(lang: Lang) -> String {
    match to_known(lang) {
        Some(known) => known.code().to_owned(),
        None => match crate::lang::language(lang) {
            record if record.tag == lang.primary() => record.iso639_3.to_owned(),
            _ => lang.primary().to_owned(),
        },
    }
}

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
    fn the_longest_line_costs_no_more_than_a_page() {
        let line = "ж".repeat(10_000_000);
        assert!(detect(&line).is_some());
    }
}
