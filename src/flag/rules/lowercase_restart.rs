//! `lowercase-restart`: a full stop, and the sentence goes on in lower case.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};
use crate::lang::Script;

const SHORTEST: Limit = Limit {
    name: "shortest",
    default: 4.0,
    unit: "letters of the word before the full stop",
    from: "shorter words before a full stop are mostly abbreviations that no list knows (Tatoeba, 7 languages)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "lowercase-restart",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "a sentence is cut by a full stop and goes on in lower case",
    what: "A word that is no abbreviation, a full stop, and a word in lower case, in scripts that have case.",
    why: "The translator (most often a program) lost the thread: a clause was cut off and restarted.",
    false_alarms: "Abbreviations that no list knows; texts that are written in lower case throughout (the rule \
                   is silent there).",
    limits: &[&SHORTEST],
    flags: &[
        Example::alone(
            "de",
            "Die Antwort kann nur in der Anschaffung neuer Waffen bestehen. soll eine Wirkung haben.",
            ". soll",
        ),
        Example::alone("en", "The city was closed to visitors. because of the storm.", ". because"),
        Example::alone("ru", "Город был закрыт для гостей. потому что была буря.", ". потому"),
        Example::alone("es", "Una pared de agua golpea la. costa en minutos.", ". costa"),
        Example::alone("pl", "Europa odnosi zwycięstwo. w Paryżu.", ". w"),
        Example::alone("es", "El viento llega incluso en. los valles de la costa.", ". los"),
    ],
    passes: &[
        Example::alone("de", "Das kostet z. B. in Berlin mehr als ca. zwei Euro usw. und so weiter.", ""),
        Example::alone("en", "Apple Inc. said it would not sell the U.S. company.", ""),
        Example::alone("en", "He left. iPhone sales rose.", ""),
        Example::alone("en", "Smith et al. found no. ten to be the best, e. g. for children.", ""),
        Example::alone("de", "Das gilt für Vereine usw. u. a. auch hier.", ""),
        Example::alone("de", "Das Museum ist Sa. und So. geschlossen.", ""),
        Example::alone("nl", "Het museum is za. en zo. gesloten.", ""),
        Example::alone("de", "Am 23. oktober kam er.", ""),
        Example::alone("en", "It will have to be removed. http: / / got.by", ""),
        Example::alone("hi", "यह system. out. println से लिखता है।", ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let words = &page.target;
    let shortest = limits.get(&SHORTEST) as usize;
    let mut flags = Vec::new();
    let mut capitals = 0usize;
    let mut previous: Option<(usize, Span)> = None;
    for (sentence, text, span, tokens) in words.iter() {
        // Cut by the splitter at this very full stop, within one block.
        let block = words.text.sentences[sentence].block;
        if let Some((before, end)) = previous
            && words.text.sentences[before].block == block
            && end.end < span.start
            && let [.., word, stop] = words.sentence(before)
            && let [next, ..] = tokens
            && restarts(words, word, stop, next, shortest)
        {
            flags.push(found(page, sentence, stop, next));
        }
        previous = Some((sentence, span));
        if !text.contains(". ") && !text.contains(".\u{a0}") && !text.contains(".\n") {
            capitals += usize::from(tokens.first().is_some_and(|first| first.case == Case::Capital));
            continue;
        }
        for (index, three) in tokens.windows(3).enumerate() {
            if let [word, stop, next] = three
                && restarts(words, word, stop, next, shortest)
                // `word.word. next` is a chain of abbreviations.
                && (index == 0 || words.of(&tokens[index - 1]) != ".")
            {
                flags.push(found(page, sentence, stop, next));
            }
        }
        capitals += usize::from(tokens.first().is_some_and(|first| first.case == Case::Capital));
    }
    // Written in lower case throughout, or a list of scraps: nothing can be told.
    if flags.len() > 3 && flags.len() > capitals { Vec::new() } else { flags }
}

fn found(page: &Page<'_>, sentence: usize, stop: &Token, next: &Token) -> Flag {
    let place = Span::new(stop.span.start, next.span.end);
    let message = format!("the sentence ends, then goes on in lower case with `{}`", page.target.of(next));
    RULE.found(page, sentence, place, message)
}

fn restarts(words: &Words<'_>, word: &Token, stop: &Token, next: &Token, shortest: usize) -> bool {
    if stop.kind != Kind::Mark
        || words.of(stop) != "."
        || word.kind != Kind::Word
        || next.kind != Kind::Word
        || next.case != Case::Lower
        || !matches!(word.case, Case::Lower | Case::Capital)
        || word.span.end != stop.span.start
        || stop.span.end == next.span.start
    {
        return false;
    }
    let (before, after) = (words.lower(word), words.lower(next));
    let splitting = &words.language.splitting;
    let listed = |list: &[&str]| list.contains(&before);
    let known = words.language.words.function;
    let script = before.chars().next().and_then(Script::of);
    // A function word ends no sentence and is no abbreviation, save the few that are both.
    let full = before.chars().count() >= 2 || before == "à";
    let function = full && known.contains(&before) && !is_both(words.language.tag, before);
    let elided = words.of(next).ends_with(['\'', '’']);
    // `w`, `и`, `y`; not of `u. a.` or `a)`.
    let single =
        known.contains(&after) && !words.document()[next.span.end..].starts_with(['.', ')', '\'', '’']);
    (before.chars().count() >= shortest || function)
        && (after.chars().count() >= 2 || elided || single)
        && after.chars().next().and_then(Script::of) == script
        // `system. out. println` in a text of another script is code, and a torn address no sentence.
        && (script == Some(words.language.script) || !words.document()[next.span.end..].starts_with('.'))
        && !matches!(after, "http" | "https" | "www")
        && !listed(splitting.never)
        && !listed(splitting.before_number)
        && !listed(splitting.may_end)
        && !listed(ABBREVIATIONS)
        && before.chars().any(is_vowel)
        && (function
            || !words.language.words.months.iter().any(|month| month.starts_with(before) && *month != before))
}

/// Function words that are abbreviations, too, by language (empty: in all): `art.`, `no. of`, `et al.`, weekdays (`Sa. und So.`,
/// `za. en zo.`, `ve. et sa.`), `imienia`, `имени`, `об/мин`, `edizione`.
const BOTH: &[(&str, &[&str])] = &[
    ("", &["art", "max", "min", "sup", "via", "int", "par", "can", "may", "mar", "al", "op", "co"]),
    ("de", &["so", "do"]),
    ("nl", &["zo", "za", "ma", "do", "wo", "di", "vr"]),
    ("fr", &["lu", "ma", "me", "je", "ve", "sa", "di"]),
    ("it", &["lu", "ma", "me", "gi", "ve", "sa", "do", "ed"]),
    ("es", &["no", "lu", "ma", "mi", "ju", "vi", "sa", "do"]),
    ("pt", &["no"]),
    ("en", &["no", "in", "am"]),
    ("pl", &["im"]),
    ("cs", &["po", "út", "st", "čt", "pá", "so", "ne"]),
    ("sk", &["po", "ut", "st", "št", "pi", "so", "ne"]),
    ("ru", &["им", "об"]),
];

/// Whether a function word is an abbreviation, too.
fn is_both(tag: &str, word: &str) -> bool {
    BOTH.iter().any(|(language, list)| (language.is_empty() || *language == tag) && list.contains(&word))
}

/// Abbreviations of four letters and more that a sentence goes on after, in several languages.
const ABBREVIATIONS: &[&str] = &[
    "corp", "prof", "approx", "dept", "assn", "bros", "capt", "govt", "messrs", "resp", "sept", "incl",
    "excl", "inkl", "exkl", "bzw", "evtl", "vergl", "sogen", "allg", "gegr", "geb", "gest", "urspr", "zirka",
    "hrsg", "verh", "entspr", "fig", "vol", "éd", "env", "chap", "suiv", "máx", "mín", "aprox", "núm", "art",
    "pág", "ecc", "circa", "tzw", "ang", "łac", "prot", "тыс", "млн", "млрд", "руб", "проф", "акад", "гор",
    "обл", "напр", "приб", "прибл", "греч", "англ", "франц", "латин", "нем", "итал", "испан", "польск",
    "укр", "сокр", "тел", "кор", "грн", "канд", "докт", "наук", "tech", "univ", "intl", "secr", "espec",
    "usu", "colloq",
];

fn is_vowel(c: char) -> bool {
    let base = deunicode::deunicode_char(c).and_then(|plain| plain.chars().next()).unwrap_or(c);
    matches!(base.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
