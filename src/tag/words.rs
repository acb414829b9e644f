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
use crate::lang::{LANGUAGES, Lang, Script};

/// What the choice of `whatlang` weighs against words, at confidence 1: three words that only one
/// language has. Constants here: `sentences` and `snippets` of the development kit.
const CHOICE: f32 = 8.0;

/// Of how many languages' words a word is one, at most, before it says nothing.
const COMMON: f32 = 50.0;

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

/// Frequent words of languages that have no record, and more of two that differ in little else.
const MORE: &[(&str, &[&str])] = &[
    (
        "af",
        &[
            "die", "en", "van", "het", "in", "is", "nie", "vir", "dat", "wat", "op", "met", "om", "sy", "hy",
            "te", "by", "aan", "as", "was", "deur", "ook", "hulle", "ons", "ek", "jy", "jou", "julle",
            "haar", "hom", "hierdie", "daardie", "maar", "of", "uit", "na", "oor", "tot", "sal", "kan",
            "moet", "wees", "word", "geword", "gewees", "nog", "meer", "baie", "al", "eerste", "twee",
            "drie", "jaar", "so", "dan", "toe", "nou", "net", "onder", "tussen", "teen", "sonder", "omdat",
            "terwyl", "wanneer", "waar", "hoe", "wie", "geen", "niks", "nooit", "altyd", "self", "dit",
            "daar", "hier", "gaan", "kon", "wou", "moes", "sou", "mag", "my", "se", "ná", "nadat", "voor",
            "saam", "weer", "byvoorbeeld",
        ],
    ),
    (
        "az",
        &[
            "və", "bu", "bir", "ilə", "üçün", "da", "də", "o", "olan", "ki", "onun", "daha", "çox", "isə",
            "sonra", "əsas", "kimi", "var", "görə", "ən", "hər", "həm", "olduğu", "olub", "edir", "edən",
            "etmək", "olaraq", "onlar", "onların", "biz", "siz", "mən", "sən", "amma", "lakin", "ancaq",
            "və", "yox", "deyil", "nə", "kim", "necə", "niyə", "harada", "indi", "artıq", "hələ", "yalnız",
            "qədər", "əgər", "çünki", "bütün", "öz", "özü", "həmin", "belə", "həmçinin", "qarşı", "arasında",
            "tərəfindən", "bəzi", "heç", "iki", "üç", "ildə", "il", "olmuşdur", "edilmişdir", "bilər",
            "lazımdır", "idi", "olmaq",
        ],
    ),
    (
        "jv",
        &[
            "ing", "lan", "kang", "sing", "karo", "iku", "iki", "kuwi", "saka", "marang", "minangka", "dadi",
            "uga", "ora", "wis", "durung", "bakal", "amarga", "nanging", "utawa", "yèn", "yen", "kanthi",
            "kanggo", "dening", "antarane", "dheweke", "aku", "kowe", "ana", "akèh", "akeh", "luwih", "taun",
            "siji", "loro", "telu", "wong", "nalika", "banjur", "déné", "dene", "mung", "isih", "kaya",
            "punika", "inggih",
        ],
    ),
    (
        "mk",
        &[
            "и", "на", "во", "да", "се", "од", "за", "не", "со", "е", "што", "го", "ги", "ја", "му", "ќе",
            "беше", "како", "тоа", "таа", "тој", "тие", "ние", "вие", "јас", "ти", "овој", "оваа", "ова",
            "овие", "оној", "но", "или", "ако", "кога", "каде", "кој", "која", "кое", "кои", "дека", "по",
            "при", "до", "под", "над", "пред", "меѓу", "според", "поради", "затоа", "бидејќи", "исто",
            "така", "исто", "уште", "само", "многу", "повеќе", "сите", "секој", "нема", "има", "може",
            "мора", "треба", "биде", "биле", "бил", "била", "било", "сум", "си", "сме", "сте", "се",
            "нивните", "неговата", "неговиот", "нејзиниот", "нивниот", "својот", "својата", "денес", "сега",
            "потоа", "откако", "додека", "иако", "ниту", "кон", "преку", "околу", "против", "без", "години",
            "година", "им", "ѝ", "нè", "ве", "нив", "него", "неа",
        ],
    ),
    (
        "ne",
        &[
            "र", "को", "का", "की", "मा", "ले", "लाई", "हो", "छ", "छन्", "थियो", "थिए", "भएको", "भएका", "गरेको",
            "गरेका", "गर्न", "गर्ने", "पनि", "यो", "त्यो", "यस", "त्यस", "एक", "एउटा", "लागि", "बाट", "सँग", "तर",
            "वा", "भने", "भनेर", "हुन्छ", "हुने", "हुन", "हुँदा", "भन्ने", "उनी", "उनले", "उनको", "म", "हामी", "तिमी",
            "तपाईं", "उनीहरू", "मेरो", "हाम्रो", "आफ्नो", "के", "किन", "कसरी", "कहाँ", "जो", "जब", "यदि", "किनभने",
            "अनि", "अब", "अझै", "धेरै", "सबै", "केही", "कुनै", "छैन", "थिएन", "होइन", "गर्छ", "गर्छन्", "गरे", "भयो",
            "भए", "पछि", "अघि", "द्वारा", "तथा", "अनुसार", "जस्तै", "मात्र", "दुई", "तीन", "वर्ष", "रूपमा", "हरू",
            "गरी", "सक्छ", "पर्छ", "थप", "भन्छन्", "गरिएको",
        ],
    ),
    (
        "tl",
        &[
            "ang", "ng", "sa", "na", "at", "ay", "mga", "ni", "si", "para", "hindi", "ito", "niya", "siya",
            "kanyang", "kanilang", "sila", "nila", "kami", "tayo", "ako", "ikaw", "ko", "mo", "natin",
            "namin", "may", "mayroon", "wala", "walang", "isang", "isa", "dalawang", "dalawa", "kung",
            "kapag", "dahil", "ngunit", "pero", "o", "din", "rin", "lamang", "lang", "pa", "nang", "noong",
            "ngayon", "bilang", "mula", "hanggang", "upang", "habang", "pagkatapos", "bago", "kay", "kina",
            "nito", "iyon", "iyan", "doon", "dito", "ano", "sino", "saan", "paano", "bakit", "lahat",
            "bawat", "ilang", "maraming", "maaaring", "dapat", "naman", "kaya", "nasa", "ayon", "taon",
            "kanya", "itong", "sinabi", "pang",
        ],
    ),
    (
        "hr",
        &[
            "također", "tisuća", "tisuće", "vrijeme", "mjesto", "mjesta", "svijet", "svijetu", "svijeta",
            "čovjek", "čovjeka", "riječ", "riječi", "cijeli", "dio", "dijelu", "dijela", "dvije", "obje",
            "obitelj", "tjedan", "tjedna", "vijeće", "izvješće", "izvijestio", "izvijestila", "djeca",
            "djece", "djelo", "djelovanje", "primjer", "mjera", "mjere", "mjeseca", "mjeseci", "ondje",
            "ovdje", "netko", "nešto", "čimbenik", "sljedeći", "sljedeće", "posljednji", "posljednje",
            "vjerojatno", "potrebno", "umjesto", "unatoč", "povijest", "tvrtka", "tvrtke", "zrakoplov",
            "točno", "točka", "općina", "suradnja", "siječnja", "veljače", "ožujka", "travnja", "svibnja",
            "lipnja", "srpnja", "kolovoza", "rujna", "listopada", "studenoga", "studenog", "prosinca",
            "htio", "vidjeti", "živjeti", "željeti", "promijeniti", "uslijed", "tek", "naime", "temeljem",
            "glede", "smjer", "dijete", "lijep", "bijela", "bijeli",
        ],
    ),
    (
        "sr",
        &[
            "takođe", "hiljada", "hiljade", "vreme", "mesto", "mesta", "svet", "svetu", "sveta", "čovek",
            "čoveka", "reč", "reči", "ceo", "celi", "cela", "deo", "delu", "dela", "dve", "obe", "porodica",
            "nedelja", "nedelje", "veće", "izveštaj", "izvestio", "deca", "dece", "delovanje", "primer",
            "mera", "mere", "meseca", "meseci", "ovde", "onde", "neko", "faktor", "sledeći", "sledeće",
            "poslednji", "poslednje", "verovatno", "umesto", "uprkos", "istorija", "kompanija", "kompanije",
            "avion", "tačno", "tačka", "opština", "saradnja", "januara", "februara", "marta", "aprila",
            "maja", "juna", "jula", "avgusta", "septembra", "oktobra", "novembra", "decembra", "hteo",
            "videti", "živeti", "želeti", "promeniti", "usled", "smer", "dete", "lep", "bela", "beli",
            "evropa", "evropske", "hoće", "ova",
        ],
    ),
];

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
