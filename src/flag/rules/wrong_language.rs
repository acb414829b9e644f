//! `wrong-language`: a sentence in another language than the rest.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::{self, Script};

const CONFIDENCE: Limit = Limit {
    name: "confidence",
    default: 0.6,
    unit: "confidence of the tagger, 0 to 1",
    from: "no sound sentence of the dev set of human translations (8 pairs) is flagged at it",
};
const LETTERS: Limit = Limit {
    name: "letters",
    default: 25.0,
    unit: "letters of the sentence",
    from: "shorter sentences of names are taken for any language",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "wrong-language",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a sentence is in another language than it should be",
    what: "The tagger is sure of another language, and the function words of the sentence bear it out: there are \
           more of the other language than of the one it should be in, where both have a list. Or several of its \
           words have letters that the language does not use.",
    why: "It was not translated, or translated into the wrong language.",
    false_alarms: "Quotations and titles in another language; sentences of names.",
    limits: &[&CONFIDENCE, &LETTERS],
    flags: &[
        Example::alone(
            "de",
            "Der Bericht wird im Herbst erscheinen und an alle Behörden verteilt werden.\nThe report will appear in the autumn and will be sent to all of the authorities.\nDanach wird der Rat darüber beraten, was mit den Ergebnissen geschehen soll.",
            "The report will appear in the autumn and will be sent to all of the authorities.",
        ),
        Example::alone(
            "pl",
            "„Czy to prawda?“ zapytała.\n„Myslí si snad, že dostanu slevu?“ přemýšlela.",
            "„Myslí si snad, že dostanu slevu?“ přemýšlela.",
        ),
    ],
    passes: &[
        Example::alone("de", "Michael Jackson, Whitney Houston, Elton John, George Michael, Diana Ross.", ""),
        Example::alone(
            "de",
            "Der Bericht wird im Herbst erscheinen und an alle Behörden verteilt werden.",
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let mut flags = Vec::new();
    if words.text.lang.is_und() {
        return flags;
    }
    for (sentence, text, span, tokens) in words.iter() {
        if let Some(message) = misspelt(words, tokens).filter(|_| !page.source_of(sentence).contains(text)) {
            flags.push(RULE.found(page, sentence, span, message));
            continue;
        }
        let Some(guess) = words.text.sentences[sentence].guess else { continue };
        if guess.lang.is_und()
            || guess.lang.same_language(&words.text.lang)
            || f64::from(guess.confidence) < limits.get(&CONFIDENCE) && !alien(page, tokens, guess.lang)
            || (crate::flag::length::letters(text) as f64) < limits.get(&LETTERS)
        {
            continue;
        }
        let other = lang::language(guess.lang);
        let (ours, theirs) = (words.language.words.function, other.words.function);
        let (own, foreign) = (share(words, tokens, ours, theirs), share(words, tokens, theirs, ours));
        let related = kin(guess.lang.primary(), words.text.lang.primary());
        let listed = !other.words.function.is_empty() && !words.language.words.function.is_empty();
        // Titles and names of the other language stand in sound sentences.
        let at_home = home(words, tokens);
        if listed && foreign < 2 * own + 2 || at_home || page.source_of(sentence).contains(text) {
            continue;
        }
        // Of a language without a list only the absence of our own function words can be seen.
        if !listed && (own > 0 || related)
            || tokens.iter().filter(|token| token.is_word()).count() < 4 && words.language.script.spaced()
        {
            continue;
        }
        let message = format!("this is in {}, not in {}", name(guess.lang), name(words.text.lang));
        flags.push(RULE.found(page, sentence, span, message));
    }
    flags
}

/// Function words of another language that make up for a tagger that is not sure, where there is none of our own.
const BORNE_OUT: usize = 3;

/// Whether the function words alone tell the other language.
fn alien(page: &Page<'_>, tokens: &[Token], other: lang::Lang) -> bool {
    let (ours, theirs) = (page.target.language.words.function, lang::language(other).words.function);
    !ours.is_empty()
        && share(&page.target, tokens, ours, &[]) == 0
        && share(&page.target, tokens, theirs, ours) >= BORNE_OUT
}

/// Words in lower case with letters that the language does not have, and the share of them that tells another
/// language: of 95,000 segments of the parallel training data, up to 6,000 for each of 16 languages, none has as many.
/// Names are capitalised, and loan words stand alone.
const MISSPELT: (usize, f64) = (2, 0.2);
/// Characters of Chinese that Japanese writes another way: frequent ones of the simplified script.
const SIMPLIFIED: &str = "这们为对时会说过没还给让从场袭击来个国开关发现实长东车马门问间见观规视讲话语读谁请谢认识让记计设许论证评词译试该详误谈调护报纸级红线约终结绝统继续维综编缘总经营业严丧两并产亲亿仅优传伤体余购责贵费资赛车转轻较达运进远违连迟适选遗邮释钟钱银错镇长队阳阴陆际险随难须顾项顺预领频题额风飞饭饮馆验鱼鸟麦黄龙";
/// Characters without any kana beyond which a Japanese sentence is none.
const KANA: usize = 10;

/// What the letters say against the language, if they do.
fn misspelt(words: &Words<'_>, tokens: &[Token]) -> Option<String> {
    let language = words.language;
    if language.tag == "ja" {
        let glyphs = || tokens.iter().filter(|token| token.kind == Kind::Glyph).map(|token| words.of(token));
        let kana = |text: &str| text.starts_with(|c: char| matches!(c, '\u{3041}'..='\u{30ff}'));
        let simple = glyphs().any(|text| text.starts_with(|c: char| SIMPLIFIED.contains(c)));
        return (simple && glyphs().count() >= KANA && !glyphs().any(kana))
            .then(|| "this is in Chinese, not in Japanese".to_owned());
    }
    let letters = language.words.letters;
    if letters.is_empty() {
        return None;
    }
    let strange = |c: char| {
        c.is_alphabetic() && !c.is_ascii() && Script::of(c) == Some(language.script) && !letters.contains(c)
    };
    let mut small: Vec<&str> = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word && token.case == Case::Lower)
        .map(|token| words.lower(token))
        .collect();
    let count = small.len();
    small.retain(|word| word.chars().any(strange));
    small.dedup();
    let (least, part) = MISSPELT;
    (small.len() >= least && small.len() as f64 >= part * count as f64).then(|| {
        format!("`{}` and `{}` have letters that {} does not use", small[0], small[1], language.name)
    })
}

/// Whether a third and more of the letters are in the script of the language, where the Latin one is not.
fn home(words: &Words<'_>, tokens: &[Token]) -> bool {
    let script = words.language.script;
    if matches!(script, Script::Latin | Script::Other) {
        return false;
    }
    let (mut all, mut own) = (0usize, 0usize);
    for c in tokens.iter().flat_map(|token| words.of(token).chars()) {
        let of = Script::of(c);
        all += usize::from(of.is_some());
        own += usize::from(of == Some(script));
    }
    3 * own >= all && matches!(script, Script::Han | Script::Hangul | Script::Thai)
}

/// Number of words that are in one list and not in the other.
fn share(words: &Words<'_>, tokens: &[Token], list: &[&str], not: &[&str]) -> usize {
    tokens.iter().filter(|token| words.is_in(token, list) && !words.is_in(token, not)).count()
}

fn name(tag: crate::lang::Lang) -> String {
    let record = lang::language(tag);
    if record.tag == "und" { format!("`{tag}`") } else { record.name.to_owned() }
}

/// Languages that no tagger tells apart well enough to accuse a sentence of being the other.
fn kin(left: &str, right: &str) -> bool {
    const KIN: &[&[&str]] = &[
        &["hr", "sr", "bs", "sh"],
        &["nb", "nn", "no", "da"],
        &["id", "ms"],
        &["cs", "sk"],
        &["pt", "gl"],
        &["es", "gl", "ca", "ast"],
        &["hi", "mr", "ne"],
        &["ru", "uk", "be", "bg", "mk"],
        &["az", "tr", "tk"],
        &["af", "nl"],
        &["et", "fi"],
        &["lv", "lt"],
        &["ar", "fa", "ur", "ps"],
        &["he", "yi"],
        &["zh", "ja"],
    ];
    KIN.iter().any(|family| family.contains(&left) && family.contains(&right))
}
