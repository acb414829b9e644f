//! Translations, and runs of words of them, that stand for unlike originals elsewhere in the same run of texts: what
//! neural translation makes up where it does not know better, and what was pasted into the wrong place.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::coverage::{Coverage, Worth};
use crate::bitext::{Bead, Side, Span};
use crate::flag::sides::Sides;
use crate::flag::words::{Kind, Token};
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
pub(crate) struct Said {
    /// The words and numbers of the original, sorted, each once.
    source: Vec<u64>,
    /// All that the translation says; `None` where that is a stock phrase.
    target: Option<u64>,
    /// How much of both sides has no counterpart, 0..=2; `None` where the lexicon knows too little.
    open: Option<f32>,
    /// The words of the translation.
    words: Vec<Word>,
    /// How many of them make a run.
    length: usize,
}

/// A run of words.
struct Run {
    /// Its words, hashed.
    key: u64,
    /// Share of its content words that the original does not have, 0..=1.
    open: f32,
    /// A name, since the full one of what an original abbreviates is no stray, or one word over and over.
    exempt: bool,
}

/// A word of a translation.
#[derive(Debug)]
struct Word {
    /// Its form, hashed.
    form: u64,
    worth: Worth,
    /// Whether it may be part of a name.
    named: bool,
    span: Span,
}

impl Run {
    fn of(words: &[Word]) -> Self {
        let count = |worth| words.iter().filter(|word| word.worth == worth).count() as f32;
        let share = count(Worth::Open) / (count(Worth::Open) + count(Worth::Covered)).max(1.0);
        let name = words.iter().all(|word| word.named);
        let mut forms: Vec<u64> = words.iter().map(|word| word.form).collect();
        forms.sort_unstable();
        forms.dedup();
        let circles = 2 * forms.len() < words.len();
        Self { key: hash(words.iter().map(|word| word.form)), open: share, exempt: name || circles }
    }
}

/// The words of a translation, and how many of them make a run.
fn spoken(sides: &Sides<'_>, bead: &Bead, cover: &Coverage) -> (Vec<Word>, usize) {
    let text = sides.bitext.side(Side::Target);
    let mut worths = cover.target.words.iter();
    let (mut words, mut characters) = (Vec::new(), 0);
    for sentence in bead.target.clone() {
        let start = text.sentences[sentence].span.start;
        let all = lexicon::tokens(text.sentence(sentence));
        for token in all.filter(|token| token.kind != lexicon::Kind::Mark) {
            let Some(&worth) = worths.next() else { break };
            // Hiragana is grammar, and of text that was cut into its parts every piece would be a word.
            let small = token.text.starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}'));
            if token.kind == lexicon::Kind::Pair || small {
                continue;
            }
            characters += usize::from(token.kind == lexicon::Kind::Character);
            words.push(Word {
                form: hash([&*token.form()]),
                worth,
                named: worth == Worth::Little || token.text.starts_with(char::is_uppercase),
                span: Span::new(start + token.span.start, start + token.span.end),
            });
        }
    }
    let length = if 2 * characters > words.len() { 2 * RUN } else { RUN };
    (words, length)
}

impl Said {
    /// What a bead with an original says; `None` for one without words on either side.
    fn of(sides: &Sides<'_>, bead: &Bead, cover: &Coverage) -> Option<Self> {
        let sources = bead.source.clone().flat_map(|sentence| sides.source.sentence(sentence));
        let words = sources.filter(|token| token.kind != Kind::Mark);
        let mut source: Vec<u64> = words.map(|word| hash([sides.source.lower(word)])).collect();
        source.sort_unstable();
        source.dedup();
        let (words, length) = spoken(sides, bead, cover);
        let tokens: Vec<&Token> =
            bead.target.clone().flat_map(|sentence| sides.target.sentence(sentence)).collect();
        let lower = tokens.iter().map(|token| sides.target.lower(token));
        let target = (tokens.len() >= PHRASE).then(|| hash(lower));
        let open = cover.is_known().then_some(cover.source.gap + cover.target.gap);
        (!source.is_empty() && !tokens.is_empty()).then_some(Self { source, target, open, words, length })
    }

    /// The runs of its words, by where they start.
    fn runs(&self) -> impl Iterator<Item = (usize, Run)> {
        self.words.windows(self.length).map(Run::of).enumerate()
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

/// The bead whose original a whole translation fits best, how much it leaves open there, and whether an unlike original has
/// it too.
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

/// Of all whole translations, where each fits best: what it is, how much it leaves open, and what says it.
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
pub(crate) fn echoes(said: &[Option<&Said>]) -> Vec<(bool, f32)> {
    let known = said.iter().filter_map(|said| *said);
    let whole = fits(known.filter_map(|said| Some((said.target?, said.open.unwrap_or(f32::MAX), said))));
    let echoes = |said: &Said| {
        let best = said.target.and_then(|target| whole.get(&target)).filter(|best| best.others);
        best.is_some_and(|best| said.open.is_none_or(|open| open > best.open + APART && best.is_unlike(said)))
    };
    let share = |said: &Said, strays: &[Away]| {
        let (mut until, mut count) = (0, 0);
        for &(at, _) in strays {
            count += at + said.length - until.max(at);
            until = at + said.length;
        }
        count as f32 / said.words.len().max(1) as f32
    };
    let each = said.iter().zip(strays(said));
    each.map(|(said, strays)| said.map_or((false, 0.0), |said| (echoes(said), share(said, &strays))))
        .collect()
}

/// A run of words that strays: the number of its first word, and the bead that it fits better.
type Away = (usize, usize);

/// Of every bead, the runs of its words that stray.
fn strays(said: &[Option<&Said>]) -> Vec<Vec<Away>> {
    let mut homes: FxHashMap<u64, (f32, usize)> = FxHashMap::default();
    for (bead, said) in said.iter().enumerate() {
        for (_, run) in said.iter().flat_map(|said| said.runs()) {
            let home = homes.entry(run.key).or_insert((run.open, bead));
            if run.open < home.0 {
                *home = (run.open, bead);
            }
        }
    }
    let of = |bead: usize, own: &Said| -> Vec<Away> {
        // Neighbouring runs mostly have one home.
        let mut last: Option<(usize, bool)> = None;
        let mut found = Vec::new();
        for (at, run) in own.runs().filter(|(_, run)| !run.exempt) {
            let Some(&(open, home)) = homes.get(&run.key) else { continue };
            if home == bead || run.open <= open + RUN_APART {
                continue;
            }
            let alike = match last {
                Some((before, alike)) if before == home => alike,
                _ => said[home].is_none_or(|other| own.is_like(other)),
            };
            last = Some((home, alike));
            if !alike {
                found.push((at, home));
            }
        }
        found
    };
    said.iter().enumerate().map(|(bead, said)| said.map_or(Vec::new(), |said| of(bead, said))).collect()
}

/// Words of a bead that another bead, of an unlike original, has too, and that fit better there.
#[derive(Debug)]
pub(crate) struct Stray {
    /// The bead that says it.
    pub(crate) bead: usize,
    /// Where, in bytes of the document.
    pub(crate) span: Span,
    /// The bead that it fits better.
    pub(crate) home: usize,
    /// Content words of it without a counterpart.
    pub(crate) open: usize,
}

/// What every bead of a page says; `None` for null beads, and for all without an original.
pub(crate) fn of(sides: &Sides<'_>, covers: &[Option<Coverage>]) -> Vec<Option<Said>> {
    let beads = sides.bitext.beads().iter().enumerate();
    beads.map(|(number, bead)| Said::of(sides, bead, covers.get(number)?.as_ref()?)).collect()
}

/// The words of all beads that stray, in the order of the beads; runs with one home that overlap are one.
pub(crate) fn strays_of(all: &[Option<Said>]) -> Vec<Stray> {
    // Where the lexicon knows too little, all words are open everywhere.
    let said: Vec<Option<&Said>> =
        all.iter().map(|said| said.as_ref().filter(|said| said.open.is_some())).collect();
    let mut found: Vec<Stray> = Vec::new();
    for (bead, (own, runs)) in said.iter().zip(strays(&said)).enumerate() {
        let Some(own) = own else { continue };
        let mut until = 0;
        for (at, home) in runs {
            let joined =
                at <= until && found.last().is_some_and(|last| (last.bead, last.home) == (bead, home));
            let (from, to) = (if joined { until } else { at }, at + own.length);
            let Some(words) = own.words.get(from..to) else { continue };
            let open = words.iter().filter(|word| word.worth == Worth::Open).count();
            let span = own.words[at].span.cover(own.words[to - 1].span);
            until = to;
            match found.last_mut().filter(|_| joined) {
                Some(last) => (last.span, last.open) = (last.span.cover(span), last.open + open),
                None => found.push(Stray { bead, span, home, open }),
            }
        }
    }
    found
}
