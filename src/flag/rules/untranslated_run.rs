//! `untranslated-run`: a stretch of the original's language left standing.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;
use crate::flag::sides::Pair;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;

const LEAST: Limit = Limit {
    name: "least",
    default: 3.0,
    unit: "words in lower case",
    from: "shorter copies of human translations are loan words and names (TICO-19, Mozilla, React docs)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "untranslated-run",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "words of the original stand in the translation as they were",
    what: "A run of words that stands in the original in the same order: words in lower case of \
           which one is a function word of the original's language only, or four characters of a script that the \
           translation is not written in. Names, quoted titles and brackets are left out.",
    why: "The translator skipped them.",
    false_alarms: "Titles and terms that are quoted in the original's language without marks.",
    limits: &[&LEAST],
    flags: &[
        Example::pair(
            ("en", "The baker sold warm bread with olives from the village."),
            ("pl", "Piekarz sprzedawał ciepły bread with olives from the village."),
            "bread with olives from the village",
        ),
        Example::pair(
            ("en", "She walked home in the rain."),
            ("ja", "彼女はwalked home in the雨。"),
            "walked home in the",
        ),
        Example::pair(
            ("ja", "彼女は市立図書館で働く。"),
            ("en", "She works at the 市立図書館 in Osaka."),
            "市立図書館",
        ),
    ],
    passes: &[
        Example::pair(
            ("en", "He reads “gone with the wind” at home."),
            ("de", "Er liest zu Hause „gone with the wind“."),
            "",
        ),
        Example::pair(
            ("en", "The Bank of America in Los Angeles."),
            ("de", "Die Bank of America in Los Angeles."),
            "",
        ),
        Example::pair(("es", "Vino de casa de la moneda."), ("pt", "Veio de casa da moeda."), ""),
        Example::pair(("fr", "Il a un déjà vu."), ("en", "He has a déjà vu."), ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    if page.source.text.lang.same_language(&page.target.text.lang) {
        return Vec::new();
    }
    let least = limits.get(&LEAST) as usize;
    let mut flags = Vec::new();
    for pair in page.pairs() {
        runs(page, &pair, |run, counterpart, weight| {
            if weight.strong(least) && !is_quoted(&page.target, &pair, run) {
                let words = page.target.slice(run);
                flags.push(RULE.compared(
                    pair.number,
                    run,
                    Some(counterpart),
                    format!("`{words}` was left untranslated"),
                ));
            }
        });
    }
    flags
}

/// The first words of a list of function words that make a run of two foreign.
const COMMON: usize = 40;

/// Letters of the words in lower case that link a name of several words: `Newport on the Levee`.
const LINK: usize = 3;

/// Places of the source that a run is compared with: every place costs the length of the run, and two words
/// that stand more often in one bead are no sign of what was copied from where.
const PLACES: usize = 16;

/// What a copied run is made of.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Weight {
    /// Words in lower case.
    pub(super) small: usize,
    /// Function words of the source language that are none of the target language.
    pub(super) function: usize,
    /// Those of them that are among the most frequent.
    common: usize,
    /// Words that are function words of the target language.
    own: usize,
    /// Letters of the longest word in lower case.
    longest: usize,
    /// Whether it starts and ends in a capitalised word, as names do.
    framed: bool,
    /// Whether the source language has a list of function words.
    listed: bool,
    /// Words in lower case that the lexicon knows in the source language, but not in the target language.
    foreign: usize,
    /// Whether the target language is written in another script than the run.
    strange: bool,
    /// Words with an English genitive.
    owned: usize,
    /// Characters of unspaced scripts.
    glyphs: usize,
}

impl Weight {
    fn strong(&self, least: usize) -> bool {
        let foreign = self.small.saturating_sub(self.own);
        let named = self.framed && (self.function >= foreign || self.longest <= LINK);
        !named
            && (self.common >= 1 && foreign >= 2
                || self.foreign >= 3
                || self.strange && foreign >= 2 && self.function + self.foreign + self.owned >= 1
                || foreign >= least && self.function >= 1
                || foreign > least + 1 && !self.listed)
            || self.glyphs >= 4
    }
}

/// Calls `found` with every longest run of two and more target tokens that stands in the source as well.
pub(super) fn runs(page: &Page<'_>, pair: &Pair<'_>, mut found: impl FnMut(Span, Span, Weight)) {
    let (source, target) = (&page.source, &page.target);
    let english = source.language.tag == "en";
    let foreign_script = !target.language.script.spaced() || !source.language.script.spaced();
    let same = |left: &Token, right: &Token| {
        left.kind == right.kind && left.span.len() == right.span.len() && source.of(left) == target.of(right)
    };
    let wordy = |token: &Token| match token.kind {
        Kind::Word => true,
        Kind::Glyph => foreign_script && target.language.script.spaced(),
        _ => false,
    };
    // Where every two tokens of the source that follow each other stand.
    let mut places: Vec<(&str, &str, usize)> = pair
        .source
        .windows(2)
        .enumerate()
        .map(|(place, two)| (source.of(&two[0]), source.of(&two[1]), place))
        .collect();
    places.sort_unstable();
    let mut at = 0;
    while at + 1 < pair.target.len() {
        if !wordy(&pair.target[at]) {
            at += 1;
            continue;
        }
        let two = (target.of(&pair.target[at]), target.of(&pair.target[at + 1]));
        let first = places.partition_point(|place| (place.0, place.1) < two);
        let starts = places[first..].iter().take_while(|place| (place.0, place.1) == two);
        let (mut best, mut from) = (0, 0);
        for start in starts.take(PLACES).map(|place| place.2) {
            let length = pair.source[start..]
                .iter()
                .zip(&pair.target[at..])
                .take_while(|(left, right)| wordy(right) && same(left, right))
                .count();
            if length > best {
                (best, from) = (length, start);
            }
        }
        if best >= 2 {
            let run = &pair.target[at..at + best];
            let capital = |token: &Token| matches!(token.case, Case::Capital | Case::Upper);
            // `Place de la Concorde`: a link between capitals that the run does not hold.
            let link = run.iter().all(|token| token.case == Case::Lower)
                && best <= LINKED
                && at.checked_sub(1).is_some_and(|before| capital(&pair.target[before]))
                && pair.target.get(at + best).is_some_and(capital);
            let mut weight = Weight {
                framed: link || capital(&run[0]) && capital(&run[best - 1]),
                listed: !source.language.words.function.is_empty(),
                strange: !matches!(target.language.script, Script::Latin | Script::Other)
                    && run.iter().all(|token| target.of(token).chars().all(|c| c.is_ascii() || c == '’')),
                ..Weight::default()
            };
            for token in run {
                let lower = target.lower(token);
                weight.glyphs += usize::from(token.kind == Kind::Glyph);
                if token.case == Case::Lower && lower.chars().nth(1).is_some() {
                    weight.small += 1;
                    weight.owned += usize::from(english && lower.ends_with("'s"));
                    weight.longest = weight.longest.max(lower.chars().count());
                    let own = target.language.words.function.contains(&lower);
                    weight.own += usize::from(own);
                    let place = source.language.words.function.iter().position(|word| *word == lower);
                    weight.function += usize::from(!own && place.is_some());
                    weight.foreign += usize::from(
                        !own && page.lexicon.knows_source(lower) && !page.lexicon.knows_target(lower),
                    );
                    weight.common += usize::from(!own && place.is_some_and(|place| place < COMMON));
                }
            }
            let last = &pair.source[from + best - 1];
            found(run[0].span.cover(run[best - 1].span), pair.source[from].span.cover(last.span), weight);
        }
        at += best.max(1);
    }
}

/// Characters on either side of a run among which a quotation mark is looked for.
const QUOTED: usize = 80;
/// Words of a link between the capitals of a name, at most.
const LINKED: usize = 2;

/// Whether a run stands between quotation marks or brackets.
pub(super) fn is_quoted(target: &Words<'_>, pair: &Pair<'_>, run: Span) -> bool {
    let text = target.slice(pair.target_span);
    let opens = |c: char| {
        matches!(
            c,
            '"' | '“'
                | '„'
                | '«'
                | '»'
                | '‘'
                | '‚'
                | '\''
                | '('
                | '['
                | '（'
                | '「'
                | '『'
                | '《'
                | '”'
                | '’'
                | '*'
                | '_'
                | '`'
                | '‹'
        )
    };
    let closes = |c: char| {
        matches!(
            c,
            '"' | '”'
                | '“'
                | '»'
                | '«'
                | '’'
                | '‘'
                | '\''
                | ')'
                | ']'
                | '）'
                | '」'
                | '』'
                | '》'
                | '*'
                | '_'
                | '`'
                | '›'
        )
    };
    // An apostrophe within a word quotes nothing.
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let quotes = |at: usize, c: char, is: &dyn Fn(char) -> bool| {
        let inside = matches!(c, '’' | '\'')
            && letter(text[..at].chars().next_back())
            && letter(text[at + c.len_utf8()..].chars().next());
        is(c) && !inside
    };
    let (start, end) = (run.start - pair.target_span.start, run.end - pair.target_span.start);
    let open = text[..start].char_indices().rev().take(QUOTED).any(|(at, c)| quotes(at, c, &opens));
    let close = text[end..].char_indices().take(QUOTED).any(|(at, c)| quotes(end + at, c, &closes));
    open && close
}
