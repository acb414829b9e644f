//! Words alike in two vocabularies: equal strings, equal numbers, cognates over romanised forms.

use deunicode::deunicode_char;
use rustc_hash::FxHashMap;

use super::side::Vocabulary;
use super::tokens::Kind;

/// Least Dice coefficient of the character bigrams of two cognates (set on six language pairs of news and
/// literature; flat between .55 and .65).
const LEAST: f32 = 0.6;
/// Shortest romanised form that may have a cognate.
const SHORTEST: usize = 4;

/// Pairs of stems that are alike, with weights 0..=1, sorted by source, then target; no pair twice.
pub(crate) fn alike(source: &Vocabulary, target: &Vocabulary) -> Vec<(u32, u32, f32)> {
    let mut found = Vec::new();
    for form in &source.words {
        if let Some(twin) = target.find(&form.text) {
            found.push((form.stem, target.words[twin as usize].stem, 1.0));
        }
    }
    cognates(source, target, &mut found);
    found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    found.dedup_by_key(|found| (found.0, found.1));
    found
}

/// Romanised forms as sets of features: bigrams with a start mark, and the first four letters.
fn features(vocabulary: &Vocabulary) -> Vec<(u32, Vec<u32>)> {
    let mut all = Vec::new();
    let mut letters = Vec::new();
    for form in &vocabulary.words {
        if form.kind != Kind::Word {
            continue;
        }
        letters.clear();
        letters.push(b'^');
        for c in form.text.chars() {
            match c {
                'a'..='z' => letters.push(c as u8),
                _ => letters.extend(
                    deunicode_char(c)
                        .unwrap_or("")
                        .bytes()
                        .filter(u8::is_ascii_alphanumeric)
                        .map(|byte| byte.to_ascii_lowercase()),
                ),
            }
        }
        if letters.len() <= SHORTEST {
            continue;
        }
        let mut set: Vec<u32> =
            letters.windows(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])).collect();
        set.push(letters[..4].iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte)) | 1 << 31);
        set.sort_unstable();
        set.dedup();
        all.push((form.stem, set));
    }
    all
}

/// Set-similarity join with a prefix filter (Chaudhuri et al. 2006): two sets with a Dice coefficient of
/// `LEAST` share one of the rarest features of the smaller or larger one, so only those are looked up.
fn cognates(source: &Vocabulary, target: &Vocabulary, found: &mut Vec<(u32, u32, f32)>) {
    let mut sources = features(source);
    let mut targets = features(target);
    let mut frequency: FxHashMap<u32, u32> = FxHashMap::default();
    for (_, set) in sources.iter().chain(&targets) {
        for &feature in set {
            *frequency.entry(feature).or_default() += 1;
        }
    }
    // From here on a feature is its rank, the rarest first.
    let mut ranked: Vec<(u32, u32)> =
        frequency.into_iter().map(|(feature, count)| (count, feature)).collect();
    ranked.sort_unstable();
    let rank: FxHashMap<u32, u32> =
        ranked.iter().enumerate().map(|(rank, &(_, feature))| (feature, rank as u32)).collect();
    for (_, set) in sources.iter_mut().chain(&mut targets) {
        set.iter_mut().for_each(|feature| *feature = rank[feature]);
        set.sort_unstable();
    }
    // The overlap is at least LEAST / (2 - LEAST) of either set.
    let prefix = |size: usize| size - (size as f32 * LEAST / (2.0 - LEAST)).ceil() as usize + 1;
    let mut index: Vec<Vec<u32>> = vec![Vec::new(); ranked.len()];
    for (number, (_, set)) in targets.iter().enumerate() {
        for &feature in &set[..prefix(set.len())] {
            index[feature as usize].push(number as u32);
        }
    }
    let mut seen = vec![u32::MAX; targets.len()];
    for (number, (stem, set)) in sources.iter().enumerate() {
        for feature in &set[..prefix(set.len())] {
            for &candidate in &index[*feature as usize] {
                if std::mem::replace(&mut seen[candidate as usize], number as u32) == number as u32 {
                    continue;
                }
                let (other, other_set) = &targets[candidate as usize];
                let (small, large) = (set.len().min(other_set.len()), set.len().max(other_set.len()));
                if 2.0 * small as f32 / ((small + large) as f32) < LEAST {
                    continue;
                }
                let (mut i, mut j, mut shared) = (0, 0, 0);
                while i < set.len() && j < other_set.len() {
                    match set[i].cmp(&other_set[j]) {
                        std::cmp::Ordering::Less => i += 1,
                        std::cmp::Ordering::Greater => j += 1,
                        std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
                    }
                }
                let dice = 2.0 * shared as f32 / (set.len() + other_set.len()) as f32;
                if dice >= LEAST {
                    found.push((*stem, *other, (dice - LEAST) / (1.0 - LEAST) * 0.8 + 0.2));
                }
            }
        }
    }
}
