//! `wrong-script`: letters of a script that the language is not written in.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;

const SHARE: Limit = Limit {
    name: "share",
    default: 0.6,
    unit: "share of the letters of a sentence",
    from: "human translations of Tatoeba and Bible in 16 languages hold no sentence above it",
};
const LEAST: Limit = Limit {
    name: "least",
    default: 12.0,
    unit: "letters of the sentence",
    from: "shorter ones are names and codes",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "wrong-script",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "letters of a script that the language is not written in",
    what: "A sentence that is mostly in another script than its language, a word that mixes letters of two \
           scripts (Latin with Cyrillic or Greek, Telugu with Bengali), and, beside an original and as a \
           warning, a word of three letters or two characters in a script that neither its language nor the \
           original uses; not in quotation marks or brackets.",
    why: "The sentence was not translated, or letters that look alike were swapped.",
    false_alarms: "Quotations in the original script, names given in a third one; jokes with letters.",
    limits: &[&SHARE, &LEAST],
    flags: &[
        Example::alone("ru", "This sentence was left in English.", "This sentence was left in English."),
        Example::alone("de", "Это предложение осталось по-русски.", ""),
        Example::alone("ru", "Мы видели мeдведя в лесу.", "мeдведя"),
        Example::alone("te", "వారి దক্ষতాలు చాలా ఆశ్చర్యమైనవి.", "దক্ষতాలు"),
        Example::pair(
            ("en", "The government praised the reform."),
            ("hi", "政府機関 ने सुधार की प्रशंसा की।"),
            "政府機関",
        ),
        Example::pair(
            ("en", "The party praised the reform."),
            ("hi", "पार्टी ने സര്‍ക്കാര്‍ सुधार की प्रशंसा की।"),
            "സര്‍ക്കാര്‍",
        ),
    ],
    passes: &[
        Example::alone("ru", "Компания IBM купила Red Hat за деньги.", ""),
        Example::alone("ja", "彼はNHKで働く。", ""),
        Example::alone("de", "Das Wort „мир“ heißt Frieden.", ""),
        Example::alone("ru", "IT-компания и Wi-Fi.", ""),
        Example::alone("sr", "Došao je kući kasno, a onda je otišao u grad.", ""),
        Example::pair(("en", "BMW X5 xDrive"), ("ru", "BMW X5 xDrive"), ""),
        Example::alone("te", "వారు Googleలో పని చేస్తారు.", ""),
        Example::pair(("en", "The word “mir” means peace."), ("de", "Das Wort „мир“ heißt Frieden."), ""),
        Example::alone("te", "అగ్నిమీ॑ళే పురోహితం.", ""),
        Example::pair(
            ("ru", "Слово «мир» значит мир."),
            ("en", "The word “мир” means both peace and world."),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let home = words.language.script;
    if home == Script::Other {
        return Vec::new();
    }
    let both = BOTH.contains(&words.language.tag);
    let mut flags = Vec::new();
    for (sentence, text, span, tokens) in words.iter() {
        if home == Script::Latin && text.is_ascii() {
            continue;
        }
        let (mut letters, mut foreign, mut small) = (0usize, 0usize, 0usize);
        for token in tokens {
            if !matches!(token.kind, Kind::Word | Kind::Glyph) {
                continue;
            }
            if let Some(place) = mixed(words, token.span, home) {
                let word = words.slice(place);
                let message = format!("`{word}` mixes letters of two scripts");
                flags.push(RULE.found(page, sentence, place, message));
            }
            // A word of letters says as much as two characters of a script without spaces.
            let whole = !home.spaced() && token.kind == Kind::Word;
            for c in words.of(token).chars().take(if whole { 2 } else { usize::MAX }) {
                if let Some(script) = Script::of(c) {
                    letters += 1;
                    let other = !(belongs(script, home) || both && script == Script::Latin);
                    foreign += usize::from(other);
                    small += usize::from(other && (whole && token.case != Case::Upper || !c.is_uppercase()));
                }
            }
        }
        if letters as f64 >= limits.get(&LEAST)
            && foreign as f64 > limits.get(&SHARE) * letters as f64
            && small * 2 > foreign
            && !copied(page, sentence, text)
        {
            let share = 100 * foreign / letters;
            let message = format!(
                "{share} % of the letters are in a script that {} is not written in",
                words.language.name
            );
            flags.push(RULE.found(page, sentence, span, message));
        } else {
            flags.extend(strangers(page, sentence, tokens, home));
        }
    }
    flags
}

/// Languages that are written in Cyrillic and in Latin letters.
const BOTH: &[&str] = &["sr", "uz", "kk"];

fn belongs(script: Script, home: Script) -> bool {
    script == home || script == Script::Other || home == Script::Hangul && script == Script::Han
}

/// A name, code or quotation that the translation keeps.
fn copied(page: &Page<'_>, sentence: usize, text: &str) -> bool {
    // What the original says in that script is `identical-to-source`, if anything.
    page.source_of(sentence).contains(text)
}

/// Words of three letters and more, and runs of two characters and more, in a script that neither the language nor the
/// original uses. Latin letters are names anywhere, and what stands in quotation marks or brackets is meant.
fn strangers(page: &Page<'_>, sentence: usize, tokens: &[Token], home: Script) -> Vec<Flag> {
    let words = &page.target;
    let source = page.source_of(sentence);
    let foreign = |token: &Token| {
        let mut scripts = words.of(token).chars().filter_map(Script::of);
        let script = scripts.next()?;
        let other =
            script != home && script != Script::Latin && (home, script) != (Script::Hangul, Script::Han);
        let pure = scripts.clone().all(|next| next == script);
        let long = token.kind == Kind::Glyph || scripts.count() >= 2;
        // The original is read last: it may be as long as the translation.
        let said = || source.chars().any(|c| Script::of(c) == Some(script));
        (other && pure && long && !said()).then_some(token.span)
    };
    let meant = |span: Span| words.document()[..span.start].ends_with(MEANT);
    let mut flags = Vec::new();
    if page.bitext.is_alone() || source.is_empty() {
        return flags;
    }
    let letters =
        tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Glyph)).collect::<Vec<_>>();
    for run in letters.chunk_by(|left, right| left.kind == Kind::Glyph && left.span.end == right.span.start) {
        let spans: Option<Vec<Span>> = run.iter().map(|token| foreign(token)).collect();
        let Some(span) = spans.and_then(|spans| Some(spans.first()?.cover(*spans.last()?))) else { continue };
        if (run.len() >= 2 || run[0].kind == Kind::Word) && !meant(span) {
            let message = format!("`{}` is in a script that neither language uses here", words.slice(span));
            let mut flag = RULE.found(page, sentence, span, message);
            flag.severity = Severity::Warning;
            flags.push(flag);
        }
    }
    flags
}

/// Marks before a word that is spoken of.
const MEANT: &[char] = &['"', '“', '„', '”', '«', '»', '‘', '’', '\'', '(', '[', '（', '「', '『', '《', '‹'];

/// A word in which letters of two scripts meet: Latin among Cyrillic or Greek ones, or two of all others.
fn mixed(words: &Words<'_>, span: Span, home: Script) -> Option<Span> {
    let text = words.slice(span);
    if text.is_ascii() {
        return None;
    }
    let alphabet = |script: &Script| matches!(script, Script::Latin | Script::Greek | Script::Cyrillic);
    let mut others = text.chars().filter_map(Script::of).filter(|script| !alphabet(script));
    if others.next().is_some_and(|first| others.any(|other| other != first)) {
        return (home != Script::Other).then_some(span);
    }
    if !alphabet(&home) {
        return None;
    }
    let (mut latin, mut other, mut switches, mut last) = (0usize, 0usize, 0usize, None);
    for c in text.chars() {
        let Some(script) = Script::of(c) else { continue };
        match script {
            Script::Latin => latin += 1,
            Script::Cyrillic | Script::Greek => other += 1,
            _ => return None,
        }
        // Unit signs of Greek letters, `µm`, are no words.
        switches += usize::from(last.is_some_and(|last| last != script));
        last = Some(script);
    }
    (latin >= 1
        && other >= 1
        && latin + other >= 4
        && (switches >= 2 || latin.min(other) == 1 && latin + other >= 5))
        .then_some(span)
}
