//! `space-before-punct`: a space stands before a mark that takes none.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;
use crate::lang::{self, Script};

const SHARE: Limit = Limit {
    name: "share",
    default: 0.5,
    unit: "share of the marks of a text that are spaced",
    from: "the tokenised part of WMT21 critical errors (MLQE-PE, CC0): spaced marks are all or almost none",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "space-before-punct",
    severity: Severity::Warning,
    on: true,
    needs_original: false,
    summary: "a space stands before a mark that takes none",
    what: "A space before a comma (`3 ,50`, too), full stop, colon, semicolon, question or exclamation mark, in languages \
           of Latin, Greek, Cyrillic, Arabic, Hebrew and Korean script, and before the marks of Chinese and Japanese. French and its like keep their space before `;:!?»`.",
    why: "It shows where pieces were put together, or where a link or a footnote was torn out.",
    false_alarms: "Text that a program has cut into tokens: the rule is off where most marks of a text are so \
                   spaced.",
    limits: &[&SHARE],
    flags: &[
        Example::alone("de", "Er sagt, dass ein Zusammenhang bestehe .", " ."),
        Example::alone("de", "Wie Tokio sagt, könnte er warten , da er bereit ist.", " ,"),
        Example::alone("fr", "Il est venu, puis reparti , dit-elle.", " ,"),
        Example::alone("ar", "وضع كل شيء هناك ، ثم نام. وفي الصباح خرج.", " ،"),
        Example::alone("fr", "Le billet coûte 3 ,50 euros, pas plus.", " ,"),
    ],
    passes: &[
        Example::alone("fr", "Qui vient ce soir ? Personne !", ""),
        Example::alone("de", "Der Preis lag bei 13,50 Euro , zuvor bei 12,40 Euro .", ""),
        Example::alone("en", "Write it in .NET, not in C.", ""),
        Example::alone("de", "Das ist , wie man sieht , zerlegt .", ""),
        Example::alone("en", "He waited ... and waited.", ""),
        Example::alone("en", "It costs .5 cents, no more.", ""),
        Example::alone("en", "Well . . . maybe we shall meet again :)", ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let language = page.target.language;
    let wide = matches!(language.tag, "ja" | "zh");
    // Scripts in which a space before marks is common.
    let usual = !matches!(
        language.script,
        Script::Han
            | Script::Thai
            | Script::Myanmar
            | Script::Devanagari
            | Script::Armenian
            | Script::Ethiopic
    );
    if !wide && !usual {
        return Vec::new();
    }
    let mark = |c: char| match wide {
        true => matches!(c, '。' | '、' | '，' | '！' | '？' | '；'),
        false => matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '،' | '؛' | '؟' | '۔'),
    };
    let (mut flags, mut attached) = (Vec::new(), 0usize);
    for (sentence, text, span, _) in page.target.iter() {
        // A quotation keeps the manners of its own language.
        let guess = page.target.text.sentences[sentence].guess.filter(|guess| !guess.lang.is_und());
        let allowed = guess.map_or(language, |guess| lang::language(guess.lang)).typography.space_before;
        let mut before = ['\n', '\n'];
        let mut space = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if mark(c) {
                let next = chars.peek().map_or(' ', |next| next.1);
                let torn = c == ','
                    && before[1].is_whitespace()
                    && before[0].is_ascii_digit()
                    && next.is_ascii_digit();
                let closes =
                    wide || torn || next.is_whitespace() || matches!(next, '"' | '”' | '“' | '»' | ')' | '’');
                // Between two spaces, the mark is a token of a text that was cut up.
                let closes = if wide { !next.is_whitespace() || chars.peek().is_none() } else { closes };
                if !before[1].is_whitespace() {
                    attached += usize::from(closes && before[1].is_alphanumeric());
                } else if closes
                    && !allowed.contains(c)
                    && !opens_ellipsis(&text[at..])
                    && !is_smile(c, next)
                    && !copied(page.source_of(sentence), c)
                    && (before[0].is_alphanumeric() || closing(before[0]))
                {
                    let place = Span::new(span.start + space, span.start + at + c.len_utf8());
                    let mut flag = RULE.found(page, sentence, place, format!("a space stands before `{c}`"));
                    flag.suggestion = Some(c.to_string());
                    flags.push(flag);
                }
            }
            if c.is_whitespace() {
                if !before[1].is_whitespace() {
                    space = at;
                    before = [before[1], c];
                }
            } else {
                before = [before[1], c];
            }
        }
    }
    let spaced = flags.len();
    let tokenised = spaced as f64 > limits.get(&SHARE) * (spaced + attached) as f64;
    if tokenised { Vec::new() } else { flags }
}

/// Whether the original has a space before that mark as well.
fn copied(source: &str, mark: char) -> bool {
    source.match_indices(mark).any(|(at, _)| source[..at].ends_with(char::is_whitespace))
}

/// Whether a full stop is the first of an ellipsis with spaces: `Well . . . maybe`.
fn opens_ellipsis(text: &str) -> bool {
    let mut marks = text.split_whitespace().take(3);
    marks.next() == Some(".") && marks.next().is_some_and(|mark| mark.starts_with('.'))
}

/// Whether a mark and what follows it look at the reader: `:)`.
fn is_smile(mark: char, next: char) -> bool {
    matches!(mark, ':' | ';') && matches!(next, ')' | '(' | '-' | '\'')
}

fn closing(c: char) -> bool {
    matches!(c, ')' | ']' | '"' | '”' | '“' | '»' | '’' | '%' | '°')
}
