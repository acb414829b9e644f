//! The junction model: is it natural that these two tokens meet?
//!
//! A small net a language ([`net`]) reads a sentence from both ends and says of every junction how much more
//! it is like those that come about by tearing words out of their place, cutting, swapping and inserting than
//! like those of sound text. Words are told by themselves where they are frequent, by their endings, case and
//! length where they are not ([`unit`](mod@unit)). `examples/train_junctions` makes `data/junctions.bin` from the
//! project's parallel training data. It sees word salad that no n-gram model sees, and knows nothing of
//! meaning.

pub mod file;
pub mod net;
pub(crate) mod passage;
pub mod strangers;
pub mod unit;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use self::net::Net;
use self::strangers::{Strangers, rank_at};
use self::unit::{Unit, key, units};
use crate::flag::words::{Token, Words};

/// The shipped models, as [`file::pack`] wrote them.
static BYTES: &[u8] = include_bytes!("../../../data/junctions.bin");

/// A language of the file.
type Shelved = (String, &'static [u8], OnceLock<Reader>);

/// Every language of the file: tag, packed model, and the model once it was asked for.
static MODELS: LazyLock<Vec<Shelved>> = LazyLock::new(|| {
    let table = file::table(BYTES).expect("the shipped models are whole: a test unpacks them");
    table.into_iter().map(|(tag, packed)| (tag, packed, OnceLock::new())).collect()
});

/// A model that is open.
#[derive(Debug)]
struct Reader {
    ranks: HashMap<u32, u16, rustc_hash::FxBuildHasher>,
    net: Net,
    strangers: Strangers,
}

fn reader(tag: &str) -> Option<&'static Reader> {
    let (_, packed, reader) = MODELS.iter().find(|model| model.0 == tag)?;
    Some(reader.get_or_init(|| {
        let model = file::unpack(packed).expect("the shipped models are whole: a test unpacks them");
        Reader { ranks: model.ranks(), net: model.net, strangers: model.strangers }
    }))
}

/// One line of twenty of the parallel training data, by a hash of its text: no model was trained on it. Whoever
/// learns from the odds of these models, such as the weights of the score, takes these lines alone; on the
/// others the odds look better than they are.
///
/// `line` is the text of one language, as it stands in the file.
pub fn held_out(line: &str) -> bool {
    key(line).is_multiple_of(20)
}

/// For a language that has a model, the odds (natural logarithm) of every junction that it was made by damage:
/// before each token, and behind the last. Zero is what the worst junction of one sound sentence in a hundred
/// reaches. `None`: no model.
pub fn logits(words: &Words<'_>, tokens: &[Token]) -> Option<Vec<f32>> {
    let reader = reader(words.language.tag)?;
    Some(reader.net.logits(&units(words, tokens, |key| reader.ranks.get(&key).copied())))
}

/// The junctions of two words that chance would bring together often though they hardly ever meet in sound text: the
/// place of the second, and how many times as often; `None`: no model.
pub fn strangers(words: &Words<'_>, tokens: &[Token]) -> Option<Vec<(usize, f32)>> {
    let reader = reader(words.language.tag)?;
    let rank = |word: &str| reader.ranks.get(&key(word)).copied();
    let ranks: Vec<Option<u16>> = (0..tokens.len()).map(|at| rank_at(words, tokens, at, rank)).collect();
    let met = ranks
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| Some((at + 1, reader.strangers.times(pair[0]?, pair[1]?)?)));
    Some(met.collect())
}

/// The languages that have a model, by tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    MODELS.iter().map(|model| model.0.as_str())
}

/// How frequent words are in a language that has a model: ranks from 0, of the most frequent ones only.
#[derive(Debug, Clone, Copy)]
pub struct Ranks(&'static Reader);

impl Ranks {
    /// `None`: no model.
    pub fn of(tag: &str) -> Option<Self> {
        reader(tag).map(Ranks)
    }

    /// Rank of a word in lower case; `None`: it is not among them.
    pub fn rank(&self, word: &str) -> Option<u16> {
        self.0.ranks.get(&key(word)).copied()
    }

    /// How many words have a rank.
    pub fn count(&self) -> usize {
        self.0.ranks.len()
    }
}

/// A change of one place that makes a sentence read soundly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These tokens taken out, by their numbers.
    Without(std::ops::Range<usize>),
    /// This word or mark put in between; the best ones, at most three.
    With(Vec<&'static str>),
}

/// Words named that were expected in a place.
const NAMED: usize = 3;
/// Words that are taken out at most.
const TAKEN: usize = 3;
/// Marks that are tried between two words.
const MARKS: &[&str] = &[",", ".", ":"];
/// Tokens to each side of the junction that are read when changes are tried.
const AROUND: usize = 20;
/// By so much the worst odds must fall. Such a change makes the place e^3, some twenty times, as likely.
const BETTER: f32 = 3.0;
/// Odds that they must fall below, those of the worst junction of one sound sentence in a hundred: what is not sound then,
/// mends nothing. Of ten flags of damaged NTREX sentences read with it, all ten name what was moved or lost.
const SOUND: f32 = 0.0;

/// What was expected at the junction before token `at`: the change that lowers the worst odds around it most, below those of
/// sound text;
/// `None` where no change of one place helps, or there is no model.
pub fn expected(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Change> {
    let reader = reader(words.language.tag)?;
    let rank = |text: &str| reader.ranks.get(&key(text)).copied();
    let from = at.saturating_sub(AROUND);
    let near = &tokens[from..(at + AROUND).min(tokens.len())];
    let units = units(words, near, |key| reader.ranks.get(&key).copied());
    let at = at - from;
    let worst = |units: &[Unit]| reader.net.logits(units).into_iter().fold(f32::MIN, f32::max);
    let now = worst(&units);
    let mut best: Option<(f32, Change)> = None;
    let mut offer = |odds: f32, change: Change| {
        if odds < SOUND.min(now - BETTER) && best.as_ref().is_none_or(|best| odds < best.0) {
            best = Some((odds, change));
        }
    };
    for length in 1..=TAKEN {
        for start in [at.checked_sub(length), Some(at)].into_iter().flatten() {
            let run = start..start + length;
            if run.end > units.len() || units[run.clone()].iter().any(|unit| unit.mark) {
                continue;
            }
            let mut rest = units.clone();
            rest.drain(run.clone());
            offer(worst(&rest), Change::Without(run.start + from..run.end + from));
        }
    }
    let mut put: Vec<(f32, &'static str)> = Vec::new();
    let small = words.language.words.open.iter().filter(|word| !word.contains(' '));
    let marks = MARKS.iter().map(|mark| (*mark, Unit::of_mark(mark)));
    for (text, unit) in marks.chain(small.map(|word| (*word, Unit::of_word(word, rank(word))))) {
        let mut more = units.clone();
        more.insert(at, unit);
        put.push((worst(&more), text));
    }
    put.sort_by(|left, right| left.0.total_cmp(&right.0));
    if let Some(&(odds, _)) = put.first() {
        let near = put.iter().take_while(|next| next.0 < odds + 1.0).take(NAMED);
        offer(odds, Change::With(near.map(|next| next.1).collect()));
    }
    best.map(|best| best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments;

    #[test]
    fn the_shipped_models_are_whole() {
        let table = file::table(BYTES).unwrap();
        let tags: Vec<&str> = table.iter().map(|row| row.0.as_str()).collect();
        assert_eq!(tags.join(" "), "ar cs de en es fr it ja ko nl pl pt ru tr uk zh");
        for (tag, packed) in table {
            let model = file::unpack(packed).unwrap();
            assert!(model.words.len() > 1000, "{tag}");
            assert!(model.net.dense.iter().all(|weight| weight.is_finite()), "{tag}");
            assert!(model.net.rows.iter().flatten().any(|step| *step != 0), "{tag}");
        }
    }

    #[test]
    fn the_shipped_models_are_small() {
        assert!(BYTES.len() <= 6_000_000, "{}", BYTES.len());
    }

    #[test]
    fn a_broken_file_is_no_model() {
        assert!(file::table(&BYTES[..BYTES.len() - 1]).is_err());
        assert!(file::table(&BYTES[..4]).is_err());
        assert!(file::table(&[]).is_err());
        let packed = file::table(BYTES).unwrap()[0].1;
        assert!(file::unpack(&packed[..packed.len() / 2]).is_err());
        assert!(file::unpack(&zstd::encode_all(&[0u8; 40][..], 1).unwrap()).is_err());
    }

    #[test]
    fn the_notice_names_the_shipped_models() {
        let checksum = blake3::hash(BYTES).to_hex().to_string();
        assert!(include_str!("../../../data/NOTICE.md").contains(&checksum), "{checksum}");
    }

    #[test]
    fn what_is_packed_comes_back() {
        let packed = file::table(BYTES).unwrap()[0].1;
        let model = file::unpack(packed).unwrap();
        let again = file::pack(&[("xx".to_owned(), model.clone())]).unwrap();
        let back = file::unpack(file::table(&again).unwrap()[0].1).unwrap();
        assert_eq!((&back.words, &back.net.rows), (&model.words, &model.net.rows));
        assert_eq!(back.strangers, model.strangers);
        let off = back.net.dense.iter().zip(&model.net.dense).map(|(left, right)| (left - right).abs());
        assert!(off.fold(0.0, f32::max) < 1e-4);
    }

    fn worst(lang: &str, text: &str) -> f32 {
        let bitext = segments::bitext(None, lang.parse().unwrap(), &[("", text)]);
        let words = Words::new(bitext.target());
        logits(&words, words.sentence(0)).unwrap().into_iter().fold(f32::MIN, f32::max)
    }

    #[test]
    fn word_salad_has_odder_junctions_than_the_sentence() {
        let cases = [
            (
                "en",
                "The mayor told the people that the new bridge would be open in the spring.",
                "The mayor told the that people the new bridge open would be in the spring.",
            ),
            (
                "de",
                "Der Minister sagte am Montag, dass die neue Brücke im Frühling geöffnet wird.",
                "Der Minister sagte am, dass Montag die neue geöffnet Brücke im Frühling wird.",
            ),
            (
                "fr",
                "Le maire a dit aux habitants que le nouveau pont serait ouvert au printemps.",
                "Le maire a dit aux que habitants le nouveau serait pont ouvert au printemps.",
            ),
            (
                "es",
                "El alcalde dijo a los vecinos que el nuevo puente estaría abierto en primavera.",
                "El alcalde dijo a los que vecinos el nuevo estaría puente abierto en primavera.",
            ),
            (
                "ru",
                "Министр сказал в понедельник, что новый мост будет открыт весной этого года.",
                "Министр сказал в, что понедельник новый будет открыт мост этого весной года.",
            ),
        ];
        for (lang, sound, salad) in cases {
            let (sound, salad) = (worst(lang, sound), worst(lang, salad));
            assert!(salad > sound + 1.0, "{lang}: {salad} against {sound}");
        }
    }

    #[test]
    fn empty_and_long_sentences_are_read() {
        assert!(worst("en", "").is_finite());
        assert!(worst("en", &"and so on ".repeat(2000)).is_finite());
    }
}
