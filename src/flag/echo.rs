//! Translations, and runs of words of them, that stand for unlike originals elsewhere in the same run of texts: what
//! neural translation makes up where it does not know better, and what was pasted into the wrong place.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::coverage::{Coverage, Worth};
use super::page::{Kind, Page, Token};
use crate::bitext::{Bead, Side};
use crate::lexicon;

/// By so much more of both sides has no counterpart than at the best fit of the same translation.
const APART: f32 = 0.2;
/// By so much more of the content words of a run. Of runs of 4, 5 and 6 words with .2 to .6, by what the score gains on
/// damaged human translations: .803 to .812, .815 and .812.
const RUN_APART: f32 = 0.4;

/// Originals that share this much of the shorter one's words may well have one translation: salutations, prices. Set by
/// hand; with content words alone average precision on the hallucinations of the development set was .776, not .778.
const ALIKE: f32 = 0.4;

/// Words and marks that a translation needs to be no stock phrase (`Thank you.`).
const PHRASE: usize = 5;

/// Words of a run; of scripts without spaces two characters are a word.
const RUN: usize = 5;

/// What a bead says, hashed.
#[derive(Debug)]
pub(super) struct Said {
    /// The words and numbers of the original, sorted, each once.
    source: Vec<u64>,
    /// All that the translation says; `None` where that is a stock phrase.
    target: Option<u64>,
    /// How much of both sides has no counterpart, 0..=2; `None` where the lexicon knows too little.
    open: Option<f32>,
    /// Every run of [`RUN`] words of the translation, and the share of its content words that the original does not
    /// have.
    runs: Vec<(u64, f32)>,
    /// Tokens of a run.
    length: usize,
}

impl Said {
    /// What a bead with an original says; `None` for one without words on either side.
    pub(super) fn of(page: &Page<'_>, bead: &Bead, tokens: &[Token], cover: &Coverage) -> Option<Self> {
        let sources = bead.source.clone().flat_map(|sentence| page.source.sentence(sentence));
        let words = sources.filter(|token| token.kind != Kind::Mark);
        let mut source: Vec<u64> = words.map(|word| hash([page.source.lower(word)])).collect();
        source.sort_unstable();
        source.dedup();
        let text = page.bitext.side(Side::Target);
        let all = bead.target.clone().flat_map(|sentence| lexicon::tokens(text.sentence(sentence)));
        let all = all.filter(|token| token.kind != lexicon::Kind::Mark).zip(&cover.target.words);
        let (mut forms, mut worths, mut named) = (Vec::new(), Vec::new(), Vec::new());
        let mut characters = 0;
        // Hiragana is grammar, and of text that was cut into its parts every piece would be a word.
        let small = |token: &lexicon::Token<'_>| token.text.starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}'));
        for (token, worth) in all.filter(|(token, _)| token.kind != lexicon::Kind::Pair && !small(token)) {
            characters += usize::from(token.kind == lexicon::Kind::Character);
            forms.push(hash([&*token.form()]));
            worths.push(*worth);
            named.push(*worth == Worth::Little || token.text.starts_with(char::is_uppercase));
        }
        let length = if 2 * characters > forms.len() { 2 * RUN } else { RUN };
        let share = |worths: &[Worth]| {
            let count = |worth| worths.iter().filter(|other| **other == worth).count() as f32;
            count(Worth::Open) / (count(Worth::Open) + count(Worth::Covered)).max(1.0)
        };
        let runs = forms.windows(length).zip(worths.windows(length)).zip(named.windows(length));
        // The full name of what the original abbreviates is no stray.
        let open = |worths, named: &[bool]| if named.iter().all(|named| *named) { 0.0 } else { share(worths) };
        let runs = runs.map(|((forms, worths), named)| (hash(forms), open(worths, named))).collect();
        let lower = || tokens.iter().map(|token| page.target.lower(token));
        let target = (tokens.len() >= PHRASE).then(|| hash(lower()));
        let open = cover.is_known().then_some(cover.source.gap + cover.target.gap);
        (!source.is_empty() && !tokens.is_empty()).then_some(Self { source, target, open, runs, length })
    }

    /// Whether two originals share so many words that one translation may stand for both.
    fn is_like(&self, other: &Self) -> bool {
        let shared = self.source.iter().filter(|word| other.source.binary_search(word).is_ok()).count();
        shared as f32 >= ALIKE * self.source.len().min(other.source.len()) as f32
    }
}

fn hash(words: impl IntoIterator<Item = impl Hash>) -> u64 {
    let mut hasher = FxHasher::default();
    words.into_iter().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// The bead that something that is said fits best, how much it leaves open there, and whether an unlike original has it
/// too.
struct Fit<'s> {
    said: &'s Said,
    open: f32,
    others: bool,
}

impl Fit<'_> {
    /// Whether a bead that has the same is another than the one that it fits best, and of an unlike original.
    fn is_unlike(&self, said: &Said) -> bool {
        !std::ptr::eq(self.said, said) && !said.is_like(self.said)
    }
}

/// Of everything that is said, where it fits best.
fn fits<'s>(said: impl Iterator<Item = (u64, f32, &'s Said)> + Clone) -> FxHashMap<u64, Fit<'s>> {
    let mut fits: FxHashMap<u64, Fit<'s>> = FxHashMap::default();
    for (key, open, said) in said.clone() {
        let best = fits.entry(key).or_insert(Fit { said, open: f32::MAX, others: false });
        if open < best.open {
            (best.said, best.open) = (said, open);
        }
    }
    for (key, _, said) in said {
        if let Some(best) = fits.get_mut(&key).filter(|best| !best.others) {
            best.others = best.is_unlike(said);
        }
    }
    fits
}

/// Of every bead: whether its translation stands for an unlike original elsewhere and fits that better, and the share
/// of its words, 0..=1, in runs that do. The one that a translation fits best may keep it; where no lexicon says what fits,
/// all that share one echo, and runs tell nothing.
pub(super) fn echoes(said: &[Option<&Said>]) -> Vec<(bool, f32)> {
    let known = || said.iter().filter_map(|said| *said);
    let whole = fits(known().filter_map(|said| Some((said.target?, said.open.unwrap_or(f32::MAX), said))));
    let runs = fits(known().flat_map(|said| said.runs.iter().map(move |&(run, open)| (run, open, said))));
    let echoes = |said: &Said| {
        let best = said.target.and_then(|target| whole.get(&target)).filter(|best| best.others);
        best.is_some_and(|best| said.open.is_none_or(|open| open > best.open + APART && best.is_unlike(said)))
    };
    let strays = |said: &Said, run: u64, open: f32| {
        let best = runs.get(&run).filter(|best| best.others && open > best.open + RUN_APART);
        best.is_some_and(|best| best.is_unlike(said))
    };
    let share = |said: &Said| {
        let (mut until, mut count) = (0, 0);
        for (at, &(run, open)) in said.runs.iter().enumerate() {
            if strays(said, run, open) {
                count += at + said.length - until.max(at);
                until = at + said.length;
            }
        }
        count as f32 / (said.runs.len() + said.length - 1) as f32
    };
    said.iter().map(|said| said.map_or((false, 0.0), |said| (echoes(said), share(said)))).collect()
}
