//! Long words that no table knows -> the known words that they are made of.

use super::words::Words;

/// Shortest word that is taken apart, in letters (set on the development kits).
pub(super) const SHORTEST: usize = 9;
/// Shortest part, in letters.
const PART: usize = 4;
/// What stands between the parts of German, Dutch and Scandinavian compounds.
const JOINTS: &[&str] = &["", "s", "n", "en", "es", "er", "e"];

/// The numbers of the known words that a word is made of, in order: two parts, or three. Of several ways
/// the one with the longest first part counts; empty where there is none.
pub(super) fn parts(words: &Words, word: &str) -> Vec<u32> {
    let mut parts = Vec::new();
    if word.chars().count() >= SHORTEST && split(words, word, 3, &mut parts) { parts } else { Vec::new() }
}

/// Cuts `word` into at most `most` known words. Depth is bounded by `most`.
fn split(words: &Words, word: &str, most: usize, parts: &mut Vec<u32>) -> bool {
    if !parts.is_empty()
        && let Some(number) = words.find(word)
    {
        parts.push(number);
        return true;
    }
    if most < 2 {
        return false;
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(PART).collect();
    for &end in ends.iter().rev() {
        let (Some(first), Some(rest)) = (word.get(..end), word.get(end..)) else { continue };
        if rest.chars().nth(PART - 1).is_none() {
            continue;
        }
        let Some(number) = words.find(first) else { continue };
        parts.push(number);
        for joint in JOINTS {
            let rest = rest.strip_prefix(joint).filter(|rest| rest.chars().nth(PART - 1).is_some());
            if rest.is_some_and(|rest| split(words, rest, most - 1, parts)) {
                return true;
            }
        }
        parts.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &[&str]) {
        let words = Words::new([
            "bund", "bundes", "präsident", "präsidenten", "wahl", "haus", "nord", "korea", "regierung",
        ]);
        let found: Vec<_> = parts(&words, word).into_iter().map(|number| words.get(number)).collect();
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn takes_compounds_apart() {
        check("bundespräsident", &["bundes", "präsident"]);
        check("präsidentenwahl", &["präsidenten", "wahl"]);
        check("bundespräsidentenwahl", &["bundes", "präsidenten", "wahl"]);
        check("nordkorea", &["nord", "korea"]);
        check("regierungshaus", &["regierung", "haus"]);
    }

    #[test]
    fn leaves_others_whole() {
        check("wahlhaus", &[]);
        check("nordkorsika", &[]);
        check("krokodilstränen", &[]);
    }
}
