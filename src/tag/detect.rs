//! One piece of text by itself: `whatlang`, and its languages as BCP 47 tags.

use whatlang::{Detector, Lang as Known};

use crate::lang::Lang;

/// Most bytes of a text that are looked at: beyond them the answer does not change any more, and a line
/// of any length costs the same.
const ENOUGH: usize = 4096;

/// What was found in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The language.
    pub(super) lang: Lang,
    /// 0..=1, as `whatlang` gives it: by how much the best language leads.
    pub(super) confidence: f32,
}

/// The most likely language; `None` where there is no letter of a script that `whatlang` knows.
pub(super) fn detect(text: &str) -> Option<Found> {
    found(whatlang::detect(enough(text)))
}

/// The most likely of some languages. A script that only one language uses decides by itself.
pub(super) struct Among {
    detector: Detector,
}

impl Among {
    /// Only these; tags that `whatlang` does not know are left out.
    pub(super) fn new(langs: &[Lang]) -> Among {
        let list: Vec<Known> = langs.iter().filter_map(|&lang| to_known(lang)).collect();
        Among { detector: Detector::with_allowlist(list) }
    }

    /// The most likely of them.
    pub(super) fn detect(&self, text: &str) -> Option<Found> {
        found(self.detector.detect(enough(text)))
    }
}

/// Whether `whatlang` can find that language.
pub(super) fn is_known(lang: Lang) -> bool {
    to_known(lang).is_some()
}

fn found(info: Option<whatlang::Info>) -> Option<Found> {
    let info = info?;
    let lang = TAGS.iter().find(|(known, _)| *known == info.lang())?.1;
    let confidence = info.confidence();
    let confidence = if confidence.is_finite() { confidence.clamp(0.0, 1.0) as f32 } else { 0.0 };
    Some(Found { lang: Lang::literal(lang), confidence })
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
