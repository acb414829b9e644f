//! `repeated-phrase`: the same words over and over.

use std::cell::LazyCell;

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Side, Span};
use crate::flag::length::letters;
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

const LONGEST: Limit = Limit {
    name: "longest",
    default: 12.0,
    unit: "words of the phrase",
    from: "longer repeats of the dev set of hallucinations (deep-spin) repeat a shorter phrase as well",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "repeated-phrase",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "the same words stand over and over",
    what: "A phrase of two words and more (four characters in scripts without spaces) that is followed by \
           itself with nothing between, one word three times in a row, a phrase three times with only \
           commas between, letters that go round and round within one word, or a sentence that stands twice in a row. \
           Not what the original repeats too.",
    why: "Neural translation that lost its way oscillates: it says the same words until it stops.",
    false_alarms: "Slogans, refrains and poems without their original at hand.",
    limits: &[&LONGEST],
    flags: &[
        Example::alone(
            "de",
            "Viele von ihnen Kurden ihnen Kurden ihnen Kurden sind da.",
            "ihnen Kurden ihnen Kurden ihnen Kurden",
        ),
        Example::alone("de", "Und das Und das habe ich getan.", "Und das Und das"),
        Example::alone("de", "Sie mögen Katzen und Katzen und Hunde.", "Katzen und Katzen und"),
        Example::alone("en", "It was the the the end.", "the the the"),
        Example::alone("en", "A library and library and library would open.", "library and library and"),
        Example::alone("de", "Er sprach von Arbeitslosigkeitsigkeitsigkeitsigkeit.", ""),
        Example::alone("en", "It was the U.S. U.S. U.S. U.S. U.S. army.", "U.S. U.S. U.S. U.S. U.S."),
        Example::alone("de", "Das Pflege-Bett-Bett-Bett-Bett ist neu.", "Bett-Bett-Bett-Bett"),
        Example::alone(
            "de",
            "Das Projekt für das Schmiederschmiederschmiederschmieder ist neu.",
            "Schmiederschmiederschmiederschmieder",
        ),
        Example::alone("ja", "私は学校に行き学校に行き学校に行きました。", "学校に行き学校に行き学校に行き"),
        Example::alone(
            "en",
            "He is a member of the party, a member of the party, a member of the party.",
            "",
        ),
    ],
    passes: &[
        Example::alone("en", "They wait day after day after day.", ""),
        Example::alone("en", "It went on and on and on, for years and years and years.", ""),
        Example::alone("de", "Sie kauften sie Stück für Stück für je 500 Kronen.", ""),
        Example::alone("it", "A poco a poco il ghiacciaio si ritira.", ""),
        Example::alone("en", "Pump it out, pump it out, I sing.", ""),
        Example::pair(
            ("de", "Nie wieder, nie wieder, nie wieder!"),
            ("en", "Never again, never again, never again!"),
            "",
        ),
        Example::alone("zh", "他看看书，说说笑笑。", ""),
        Example::alone("en", "They danced the chachachacha, CAGCAGCAGCAG is a sequence, blablablabla.", ""),
        Example::alone("en", "She laughed hahahahahaha and said nooooooo.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let longest = limits.get(&LONGEST).max(1.0) as usize;
    let mut flags = Vec::new();
    for (sentence, _, _, tokens) in words.iter() {
        // What the original does is asked once, however often the translation repeats.
        let rounds = LazyCell::new(|| {
            page.source_tokens_of(sentence).iter().any(|source| circle(page.source.lower(source)).is_some())
        });
        let repeats = LazyCell::new(|| source_repeats(page, sentence, longest));
        for token in tokens.iter().filter(|token| token.kind == Kind::Word) {
            let Some((unit, times)) = circle(words.lower(token)).filter(|_| token.case != Case::Upper) else {
                continue;
            };
            if !*rounds {
                let message = format!("`{unit}` goes round {times} times in one word");
                flags.push(RULE.found(page, sentence, token.span, message));
            }
        }
        let mut at = 0;
        while at < tokens.len() {
            let Some((length, times, next)) = repeat(words, tokens, at, longest) else {
                at += 1;
                continue;
            };
            let place = tokens[at].span.cover(tokens[next - 1].span);
            let phrase = Span::new(tokens[at].span.start, tokens[at + length - 1].span.end);
            let message = format!("`{}` stands {times} times in a row", words.slice(phrase));
            if !*repeats {
                let mut flag = RULE.found(page, sentence, place, message);
                // As it stands the last time, where no comma may follow.
                let whole = words.lower(&tokens[next - 1]) == words.lower(&tokens[at + length - 1]);
                let last = next - if whole { length } else { length - 1 };
                let last = Span::new(tokens[last].span.start, place.end);
                flag.suggestion = Some(words.slice(last).to_owned());
                flags.push(flag);
            }
            at = next;
        }
    }
    flags.extend(twice(page));
    flags
}

/// Letters of a sentence that stands twice: of short ones (`Nie wieder.`) it is an emphasis. Han and kana say thrice as much.
const SENTENCE: usize = 20;
const SENTENCE_OF_GLYPHS: usize = 7;

/// Sentences that stand twice in a row in their paragraph, where no original does the same.
fn twice<'p>(page: &'p Page<'_>) -> impl Iterator<Item = Flag> + use<'p> {
    let words = &page.target;
    let sentences = &words.text.sentences;
    sentences.windows(2).enumerate().filter_map(move |(first, two)| {
        let [before, sentence] = [two[0].span, two[1].span];
        let text = words.slice(sentence).trim();
        if two[0].block != two[1].block || text != words.slice(before).trim() {
            return None;
        }
        let glyphs = words.sentence(first).iter().any(|token| token.kind == Kind::Glyph);
        let least = if glyphs { SENTENCE_OF_GLYPHS } else { SENTENCE };
        let source = page.source_of(first + 1);
        // What has no original is told as such.
        let told = source.is_empty() && !page.bitext.is_alone();
        let bead = |sentence| page.bitext.bead_of(Side::Target, sentence);
        let again = !page.bitext.is_alone()
            && bead(first) != bead(first + 1)
            && source.trim() == page.source_of(first).trim();
        (letters(text) >= least && !told && !again)
            .then(|| RULE.found(page, first + 1, sentence, "this sentence stands twice in a row".to_owned()))
    })
}

/// Times that a word or two with other marks than commas may stand in a row: five of them are initials (`J. J. J.`) no more.
const CIRCLES: usize = 4;

/// Words that are said three times on purpose.
const CRIES: &[&str] = &[
    "ah", "blah", "cha", "knock", "aïe", "ay", "bla", "ha", "haha", "hé", "ho", "hey", "ja", "nein", "nie",
    "no", "non", "oh", "oui", "sí", "sim", "não", "tak", "très", "very", "yes", "ай", "ах", "да", "нет",
    "ну", "ой", "ха",
];

/// A phrase of `length` tokens that starts at `at` and stands `times` times; the token after the last.
fn repeat(words: &Words<'_>, tokens: &[Token], at: usize, longest: usize) -> Option<(usize, usize, usize)> {
    let first = &tokens[at];
    if !matches!(first.kind, Kind::Word | Kind::Glyph) {
        return None;
    }
    let glyphs = first.kind == Kind::Glyph;
    let same =
        |left: &Token, right: &Token| left.kind == right.kind && words.lower(left) == words.lower(right);
    for length in 1..=longest * if glyphs { 2 } else { 1 } {
        // `length` words, or `length` words and a comma.
        if at + 2 * length > tokens.len() {
            break;
        }
        if !same(first, &tokens[at + length]) {
            continue;
        }
        let unit = &tokens[at..at + length];
        let marks = unit.iter().filter(|token| token.kind == Kind::Mark).count();
        let real = unit.len() - marks;
        let last = words.of(&unit[length - 1]);
        // `Bett-Bett-Bett` is parted as a list is.
        let hyphen = marks == 1 && real == 1 && matches!(last, "-" | "‐" | "‑");
        let comma = hyphen || marks > 0 && matches!(last, "," | "、" | "，" | "،");
        let numbers = unit.iter().filter(|token| token.kind == Kind::Number).count();
        // Scores and lists (`1 - 0, 1 - 0`) hold little else than numbers and marks.
        let loose = marks > usize::from(comma) && real < 3;
        if marks > 2 || 2 * numbers >= real {
            continue;
        }
        let mut times = 1;
        let mut next = at + length;
        while next + length <= tokens.len()
            && unit.iter().zip(&tokens[next..next + length]).all(|(left, right)| same(left, right))
        {
            times += 1;
            next += length;
        }
        // The last copy has no comma behind it.
        if comma
            && next + real <= tokens.len()
            && unit[..real].iter().zip(&tokens[next..next + real]).all(|(left, right)| same(left, right))
        {
            times += 1;
            next += real;
        }
        let letters: usize = unit.iter().map(|token| words.lower(token).chars().count()).sum();
        // `来る日も来る日も`, `3時から3時半`
        let idiom = glyphs && times == 2 && (numbers > 0 && real <= 4 || last == "も");
        let cry = real == 1 && (times == 3 || hyphen) && CRIES.contains(&words.lower(first));
        let enough = match (glyphs, comma, real) {
            // `F. F. F. F. F. F.`, `U.S. U.S. U.S. U.S.`: a machine that runs in circles.
            _ if idiom || cry => false,
            _ if loose => times > CIRCLES,
            (true, _, 1) => false,
            (true, _, 2) => times >= 4,
            (true, false, 3) => times >= 3,
            (true, false, _) => times >= 2 && (real >= 4 || times >= 3),
            (_, true, 1) if hyphen => times >= 4 && letters >= 5,
            (_, true, 1) => times >= 5,
            (_, true, _) => times >= 3 && letters >= 8,
            (_, _, 1) => times >= 3 && letters >= 2,
            (_, _, 2) => times >= 2 && letters >= 5 && !(times == 2 && chained(words, tokens, at, next)),
            _ => times >= 2 && letters >= 5,
        };
        if enough {
            return Some((length, times, next));
        }
    }
    None
}

/// Letters, and how many times they stand in a row in a word that runs in circles: three letters and more four times. Of
/// two letters it would be a laugh; no word of 89,600 sound pairs of our own goes round like that.
fn circle(word: &str) -> Option<(&str, usize)> {
    if word.len() < 3 * ROUNDS {
        return None;
    }
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = starts.len() - 1;
    (3..=letters / ROUNDS).take(24).find_map(|length| {
        // The word may begin before the first round and end within one.
        (0..=letters - length * ROUNDS).find_map(|from| {
            let slice = |round: usize| {
                word.get(*starts.get(from + round * length)?..*starts.get(from + (round + 1) * length)?)
            };
            let unit = slice(0).filter(|unit| varies(unit) && !CRIES.contains(unit))?;
            let rounds = (1..).take_while(|&round| slice(round) == Some(unit)).count() + 1;
            (rounds >= ROUNDS).then_some((unit, rounds))
        })
    })
}

/// Whether three letters are different: `haha` and `ooo` are sounds.
fn varies(unit: &str) -> bool {
    let mut seen: Vec<char> = unit.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= 3
}

/// Rounds of a word that runs in circles.
const ROUNDS: usize = 4;

/// What joins a word with itself, and goes on behind it: `house to house to ask`.
const LINKS: &[&str] = &[
    "für", "um", "auf", "by", "after", "to", "en", "à", "par", "por", "con", "a", "za", "po", "w", "за", "в",
    "на",
];

/// `day after day after day`: a chain, of which the first four words look like a repeat; two words stand twice from `at` on.
fn chained(words: &Words<'_>, tokens: &[Token], at: usize, next: usize) -> bool {
    let function = words.language.words.function;
    let chain =
        |link: usize| words.is_in(&tokens[link], function) || words.lower(&tokens[link]).chars().count() <= 3;
    let closes = tokens.get(next).is_some_and(|token| words.lower(token) == words.lower(&tokens[at]));
    let opens = at > 0 && words.lower(&tokens[at - 1]) == words.lower(&tokens[at + 1]);
    // `Stück für Stück für je 500 Kronen`
    let links = LINKS.contains(&words.lower(&tokens[at + 1]))
        && tokens.get(next).is_some_and(|token| token.kind != Kind::Mark);
    // `library and library and library` is no idiom, `on and on and on` is short.
    let joins = |link: usize| JOINS.contains(&words.lower(&tokens[link]));
    let long = |word: usize| words.lower(&tokens[word]).chars().count() > 5;
    // `a poco a poco`, `côte à côte`
    let leads = matches!(words.language.tag, "it" | "es" | "pt" | "fr" | "ca")
        && matches!(words.lower(&tokens[at]), "a" | "à");
    // `and again and again`, `wieder und wieder und`
    let more = |word: usize| AGAIN.contains(&words.lower(&tokens[word]));
    let again = joins(at) && more(at + 1) || joins(at + 1) && more(at);
    again || closes && chain(at + 1) && !(joins(at + 1) && long(at)) || opens && chain(at) || links || leads
}

/// What is said again with one of [`JOINS`] between.
const AGAIN: &[&str] = &[
    "again", "over", "more", "on", "wieder", "immer", "mehr", "weiter", "encore", "plus", "otra", "más",
    "ancora", "sempre", "outra", "mais", "znowu", "dalej", "снова", "опять", "ещё", "weer", "meer",
];

/// What joins equals.
const JOINS: &[&str] = &["and", "und", "et", "y", "e", "i", "и", "en", "or", "oder", "ou", "o", "lub", "или"];

/// Whether the original repeats a phrase too, with or without commas.
fn source_repeats(page: &Page<'_>, sentence: usize, longest: usize) -> bool {
    let words = &page.source;
    let tokens: Vec<&Token> =
        page.source_tokens_of(sentence).iter().filter(|token| token.kind != Kind::Mark).collect();
    let same = |left: &Token, right: &Token| words.lower(left) == words.lower(right);
    (0..tokens.len()).any(|at| {
        (1..=longest).any(|length| {
            at + 2 * length <= tokens.len()
                && (length > 1 || at + 2 < tokens.len() && same(tokens[at], tokens[at + 2]))
                && (0..length).all(|k| same(tokens[at + k], tokens[at + length + k]))
        })
    })
}
