//! How a name sounds, in Latin letters, whatever script it is written in; and which names are one.
//!
//! The constants were set with those of the names (`names.rs`).

use crate::lexicon::cognate::{romanised, skeleton};

/// A word, or several in a row, as it sounds.
#[derive(Debug)]
pub(crate) struct Sound {
    pub(crate) latin: String,
    consonants: String,
    /// The consonants without `w`, which many transliterations write as a vowel.
    bare: String,
    /// And without what katakana leaves out or mixes: `r`, `th` and `s`, `m` and `n`.
    thin: String,
    /// The first letter and the consonants where `g` is soft before `e` and `i`, if that is another sound.
    soft: Option<(char, String)>,
    /// The consonants with a sibilant for each `th`, if there is one.
    lisped: Option<String>,
    /// Whether it is written in katakana or Han, which mix sounds.
    pub(crate) mixes: bool,
    /// Whether it is written in Latin letters.
    plain: bool,
    /// Whether a word of the other side is surely this one: then it says no other that merely sounds like it.
    taken: bool,
}

/// Letters for one sound, as Latin spellings and the romanisation of others have them, in the order in which they
/// are put right.
const SPELLINGS: &[(&str, &str)] = &[
    ("dzh", "j"),
    ("dsch", "j"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "s"),
    ("sh", "s"),
    ("gh", "h"),
    ("zh", "j"),
    ("ph", "f"),
    ("x", "ks"),
    ("dz", "j"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("ts", "s"),
    ("tz", "s"),
];
/// The same where `g` is soft: `George` is `Джордж`.
const SOFT: &[(&str, &str)] = &[("dge", "je"), ("ge", "je"), ("gi", "ji")];
/// The same for katakana, before.
const KANA: &[(&str, &str)] = &[("hu", "fu"), ("ti", "chi"), ("tu", "tsu"), ("si", "shi"), ("zi", "ji")];

impl Sound {
    /// Of a word in lower case.
    pub(crate) fn of(form: &str) -> Self {
        let kana = form.starts_with(is_katakana);
        let plain = form.starts_with(|c: char| c.is_ascii() || ('À'..'\u{250}').contains(&c));
        let mut latin = if kana { romanised(&form.replace('ッ', "")) } else { romanised(form) };
        let put_right = |latin: &mut String, list: &[(&str, &str)]| {
            for (from, to) in list {
                if latin.contains(from) {
                    *latin = latin.replace(from, to);
                }
            }
        };
        if kana {
            put_right(&mut latin, KANA);
        } else if !plain {
            put_right(&mut latin, &[("kh", "h")]);
            // Slavic adjectives of places: `Йельском`.
            if let Some(at) = latin.rfind("sk").filter(|&at| at >= 3 && at + 6 >= latin.len()) {
                latin.truncate(at);
            }
        }
        put_right(&mut latin, SPELLINGS);
        // `Yugoslavia`, `Jugoslawien`.
        if plain && latin.starts_with('y') {
            latin.replace_range(..1, "j");
        }
        let mut sound = Self::new(latin, kana, plain);
        if plain && SOFT.iter().any(|spelling| sound.latin.contains(spelling.0)) {
            let mut soft = sound.latin.clone();
            put_right(&mut soft, SOFT);
            sound.soft = Some((soft.chars().next().unwrap_or(' '), skeleton(&soft)));
        }
        sound
    }

    /// Of what was put in Latin letters already.
    pub(crate) fn new(latin: String, mixes: bool, plain: bool) -> Self {
        let consonants = skeleton(&latin);
        let bare = skeleton(&latin.replace('w', "")).trim_start_matches('a').to_owned();
        let thin: String = latin.replace("th", "s").replace('m', "n").replace(['w', 'r', 'l'], "");
        let thin = skeleton(&thin).trim_start_matches('a').to_owned();
        let lisped = latin.contains("th").then(|| skeleton(&latin.replace("th", "s")));
        Self { latin, consonants, bare, thin, soft: None, lisped, mixes, plain, taken: false }
    }

    /// The same, of a word that is surely the counterpart of another.
    pub(crate) fn taken_if(self, taken: bool) -> Self {
        Self { taken, ..self }
    }

    /// Of several in a row.
    pub(crate) fn joined(parts: &[Sound]) -> Self {
        let latin = parts.iter().map(|part| part.latin.as_str()).collect();
        Self::new(latin, parts.iter().any(|part| part.mixes), parts.iter().all(|part| part.plain))
    }
}

/// Whether two words may be one name: one begins the other but for an ending, or begins or ends it as a part of a compound,
/// or stands within it, if it is long. Or the consonants agree but for one in four, and across scripts but for an ending, a
/// soft `g` or a `th`; not those of a word that is surely the counterpart of another.
pub(crate) fn alike(a: &Sound, b: &Sound) -> bool {
    let (short, long) = if a.latin.len() <= b.latin.len() { (a, b) } else { (b, a) };
    let common = short.latin.bytes().zip(long.latin.bytes()).take_while(|(x, y)| x == y).count();
    let (least, most) = (short.latin.len(), long.latin.len());
    if common >= 3 && common + 1 >= least && most <= least + 4
        || common >= 2 && common == least && most == least + 1
    {
        return true;
    }
    // As a part of a compound, not in the middle of any word: `ross` is no part of `grosstes`.
    let part = long.latin.starts_with(&short.latin) || long.latin.ends_with(&short.latin);
    if common >= 4 && 2 * common >= most
        || least >= 4 && part
        || least >= WHOLE && long.latin.contains(&short.latin)
    {
        return true;
    }
    if a.taken || b.taken || most > FULL {
        return false;
    }
    let across = a.plain != b.plain;
    let mixes = a.mixes || b.mixes;
    if across && most <= least * 2 + 2 && alike_across(a, b) {
        return true;
    }
    let (x, y) = match a.consonants.len() <= b.consonants.len() {
        true => (&a.consonants, &b.consonants),
        false => (&b.consonants, &a.consonants),
    };
    // An ending more: `Муном`.
    if across && y.len() == x.len() + 1 && y.starts_with(x.as_str()) && (x.len() >= 2 || most <= 5) {
        return true;
    }
    if mixes && x.len() >= 3 && y.contains(x.as_str()) {
        return true;
    }
    let far = y.len();
    if far < 3 {
        // One consonant is no name: `alloa` is not heard in `year`.
        return x == y && most <= least + 2 && least >= 2 && (across || far == 2 || common >= 1);
    }
    let most = if across && far == 3 && x.get(..1) == y.get(..1) { 1 } else { far / 4 };
    far - x.len() <= most && strsim::levenshtein(x, y) <= most
}

/// Whether two words may be one name, of which one is in Latin letters and one is not.
fn alike_across(a: &Sound, b: &Sound) -> bool {
    let most = a.latin.len().max(b.latin.len());
    let (little, much) = if a.bare.len() <= b.bare.len() { (a, b) } else { (b, a) };
    let bare = a.bare == b.bare && (a.bare.len() >= 2 || most <= 5 && !a.bare.is_empty());
    let thin =
        a.thin == b.thin || a.thin.len().min(b.thin.len()) >= 4 && strsim::levenshtein(&a.thin, &b.thin) <= 1;
    // An ending more: `Уорфилдом`.
    let ended = little.bare.len() >= 3
        && !much.plain
        && much.bare.strip_prefix(&little.bare).is_some_and(|end| end.len() == 1);
    bare || (a.mixes || b.mixes) && thin || ended || lisps(a, b) || is_soft(a, b) || is_soft(b, a)
}

/// Whether two words sound alike but for a `th`, which others write as a sibilant: `Хезер`.
fn lisps(a: &Sound, b: &Sound) -> bool {
    let (x, y) = (a.lisped.as_ref().unwrap_or(&a.consonants), b.lisped.as_ref().unwrap_or(&b.consonants));
    (a.lisped.is_some() || b.lisped.is_some()) && x.len() >= 2 && x == y
}

/// Whether a word in Latin letters whose `g` is soft sounds like one of another script.
fn is_soft(word: &Sound, other: &Sound) -> bool {
    word.soft.as_ref().is_some_and(|(first, consonants)| {
        other.latin.starts_with(*first)
            && consonants.len() >= 2
            && other.consonants.strip_prefix(consonants.as_str()).is_some_and(|end| end.len() <= 1)
    })
}

/// Letters of a name that is found within a word.
const WHOLE: usize = 6;
/// Letters of a name, at most: what is longer is compared as it stands.
const FULL: usize = 64;

pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c as u32, 0x30A1..=0x30FA | 0x30FC..=0x30FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_heard_across_scripts_and_endings() {
        for (a, b) in [
            ("merkels", "merkel"),
            ("lowe", "лоу"),
            ("may", "мэй"),
            ("roy", "роем"),
            ("hood", "худом"),
            ("vince", "винсу"),
            ("harvard", "гарвардском"),
            ("mitchelson", "митчелсоном"),
            ("monroe", "монро"),
            ("monroe", "モンロー"),
            ("lancaster", "ランカスター"),
            ("bradford", "ブラッドフォード"),
            ("smith", "スミス"),
            ("fellini", "フェリーニ"),
            ("papadopoulos", "παπαδόπουλος"),
            ("netanyahu", "נתניהו"),
            ("modi", "मोदी"),
            ("george", "джорджа"),
            ("heather", "хезер"),
            ("warfield", "уорфилдом"),
            ("yugoslavia", "jugoslawiens"),
            ("gerhard", "герхард"),
        ] {
            assert!(alike(&Sound::of(a), &Sound::of(b)), "{a} {b} {:?} {:?}", Sound::of(a), Sound::of(b));
        }
    }

    #[test]
    fn a_word_with_a_counterpart_says_no_other_name() {
        let (name, word) = (Sound::of("mirren"), Sound::of("moran"));
        assert!(alike(&name, &word));
        assert!(!alike(&name, &word.taken_if(true)));
    }

    #[test]
    fn other_names_are_not() {
        for (a, b) in [
            ("merkel", "macron"),
            ("merkel", "макрон"),
            ("oxford", "london"),
            ("monroe", "флетчер"),
            ("honduras", "マリア"),
            ("varga", "лоренцу"),
            ("arizona", "チーム"),
            ("george", "юрий"),
            ("mirren", "stirling"),
        ] {
            assert!(!alike(&Sound::of(a), &Sound::of(b)), "{a} {b} {:?} {:?}", Sound::of(a), Sound::of(b));
        }
    }
}
