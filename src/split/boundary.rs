//! Where a sentence ends: for each final mark, UAX #29 seen through the language record.
//!
//! In order: marks that end nothing by themselves (no word yet, a list marker, an open bracket), what UAX
//! #29 says, the cuts that it forbids, and the merges of abbreviations, initials and ordinals.

use std::cell::OnceCell;

use super::SplitOptions;
use super::gap::Gap;
use super::marks::{self, Hand};
use super::rules::{Rules, Senses};
use super::uax;
use super::word::{self, Token};

/// Bytes within which an open bracket must close to keep its sentences together. Set on the
/// development texts in 22 languages; 80 to 300 differ by less than .0005 of F1.
const BRACKET: usize = 160;

/// Bytes within which a quotation must close to be kept whole, where the user wants that.
const QUOTATION: usize = 600;

/// Characters between a quotation and the end of the clause that names its speaker, at most.
const MOST_TOLD: usize = 12;

/// How that clause ends in Chinese.
const SAYS: &[&str] = &[
    "说", "說", "说道", "說道", "问道", "問道", "答道", "写道", "寫道", "喊道", "笑道", "叫道", "问", "問",
    "回答", "称", "稱", "表示", "解释", "解釋", "补充", "補充", "指出", "强调", "強調", "认为", "認為",
];

/// Words that end like these and are others: `in short`, `reportedly`, `novel`, `doubt`, `name`.
const SAYS_NOT: &[&str] = &[
    "来说", "來說", "是说", "是說", "话说", "話說", "据说", "據說", "听说", "聽說", "如说", "小说", "小說",
    "学说", "學說", "传说", "傳說", "据称", "據稱", "名称", "名稱", "疑问", "疑問", "学问", "學問", "访问",
    "訪問", "顾问", "顧問",
];

/// What may stand after `a.m.` with a capital and in the same sentence: days, clocks, and months with a day behind them.
const DAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues",
    "wed", "thu", "thurs", "fri", "sat", "sun",
];
const ZONES: &[&str] = &[
    "GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "MSK", "ET", "EST", "EDT", "CT", "CST", "CDT", "MT",
    "MST", "MDT", "PT", "PST", "PDT", "IST", "JST", "KST", "HKT", "SGT", "AEST", "AEDT", "Eastern",
    "Pacific",
];
const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
];
/// What stands before `time` and starts a sentence.
const ORDERS: &[&str] =
    &["this", "that", "next", "last", "first", "every", "each", "some", "any", "no", "by", "the"];

/// The first character of what comes next, past quotes and brackets that open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A lower-case letter.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A letter of a script without case.
    Letter,
    /// A figure.
    Digit,
    /// `,` and the like.
    Continues,
    /// A dash.
    Dash,
    /// Anything else: a symbol, a currency sign, a bullet.
    Other,
}

/// A block as the decisions see it.
pub(super) struct Paragraph<'a> {
    /// Its text.
    text: &'a str,
    /// The language.
    rules: &'a Rules,
    /// What the user wants.
    options: &'a SplitOptions,
    /// Whether it has no capital; asked only where it matters.
    small: OnceCell<bool>,
}

/// Where the sentence at hand began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    /// Its first byte.
    pub(super) start: usize,
    /// Its first letter or figure, if one stands before the mark.
    pub(super) first: Option<usize>,
}

impl<'a> Paragraph<'a> {
    /// A block, its language and what the user wants.
    pub(super) fn new(text: &'a str, rules: &'a Rules, options: &'a SplitOptions) -> Self {
        Self { text, rules, options, small: OnceCell::new() }
    }

    /// Where the sentence that began at `begin` ends, if it ends at this gap.
    pub(super) fn cut(&self, gap: &Gap, begin: Begin) -> Option<usize> {
        let start = begin.start;
        let (at, next) = self.next(gap);
        begin.first?;
        if !gap.spaced() && !self.ends_without_space(gap, next) {
            return None;
        }
        if !self.starts(gap, at, next) {
            return None;
        }
        if gap.one_stop() && self.joined(gap, begin, at, next) {
            return None;
        }
        if self.is_cited(gap)
            || self.is_told(gap, next)
            || self.is_quoted_on(gap)
            || self.in_bracket(gap, start)
            || (!self.options.inside_quotes && self.in_quotation(gap, start))
        {
            return None;
        }
        Some(gap.close_end)
    }

    /// Whether the block has no capital: then a small letter may start a sentence.
    fn is_small(&self) -> bool {
        *self.small.get_or_init(|| !self.text.chars().any(char::is_uppercase))
    }

    /// The first character past what opens, and where it stands.
    fn next(&self, gap: &Gap) -> (usize, Next) {
        let mut at = gap.next;
        while let Some(c) = self.text[at..].chars().next() {
            let opens = matches!(marks::hand(c), Some(Hand::Opens | Hand::Either)) || matches!(c, '¿' | '¡');
            let skipped = opens || (at > gap.next && super::gap::is_blank(c));
            if !skipped {
                return (at, kind(c));
            }
            at += c.len_utf8();
        }
        (at, Next::Other)
    }

    /// Whether a run that no white space follows can end a sentence at all.
    fn ends_without_space(&self, gap: &Gap, next: Next) -> bool {
        if marks::is_wide_final(gap.last) || self.rules.finals.contains(&gap.last) {
            return true;
        }
        match gap.last {
            // `5.5`, `example.com`, `1.Helado`; but `.)Next`, `wait...Next` and `end.Next`.
            '.' | '…' => match next {
                Next::Upper => gap.closed() || gap.ellipsis() || self.lacks_space(gap),
                Next::Letter => {
                    gap.marks > 1
                        || gap.closed()
                        || !self.text[gap.next..].starts_with(|c: char| c.is_ascii())
                }
                _ => false,
            },
            // `?q=`, `!important`.
            '!' | '?' => matches!(next, Next::Upper | Next::Letter | Next::Dash),
            _ => next != Next::Lower,
        }
    }

    /// Whether the space after a full stop was forgotten: a small word, the stop, a capitalised word, as
    /// in `end.Next one`; not `java.util.List`, `System.Out`.
    fn lacks_space(&self, gap: &Gap) -> bool {
        let text = self.text;
        let small = Token::before(text, 0, gap.mark).is_some_and(|token| token.is_small_word());
        let follows = word::Word::at(text, gap.next);
        small
            && (follows.is_capitalised() || follows.is_one_capital())
            && !text[follows.end()..].starts_with(['.', '/', '@', '(', '_', '-'])
    }

    /// Where a sentence ends whose last mark is an emoticon at `at`: `:-) Next`.
    pub(super) fn cut_after_emoticon(&self, at: usize, begin: Begin) -> Option<usize> {
        begin.first?;
        let end = at + emoticon(&self.text[at..])?;
        let alone = self.text[..at].ends_with(super::gap::is_blank)
            && self.text[end..].starts_with(super::gap::is_blank);
        let next = self.text[end..].trim_start().chars().next()?;
        (alone && next.is_uppercase()).then_some(end)
    }

    /// Whether what comes next can begin a sentence: UAX #29 and the cuts that it forbids.
    fn starts(&self, gap: &Gap, at: usize, next: Next) -> bool {
        let text = self.text;
        match next {
            Next::Lower => {
                let rest = &text[at..];
                let camel = rest.chars().nth(1).is_some_and(char::is_uppercase);
                let address =
                    rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
                camel || address || is_item(&text[gap.next..]) || (!gap.ellipsis() && self.is_small())
            }
            Next::Continues => false,
            Next::Dash => {
                // Dialogue: a dash and a capital.
                let after = text[at..].trim_start_matches(|c| marks::is_dash(c) || super::gap::is_blank(c));
                match after.chars().next().map(kind) {
                    Some(Next::Upper | Next::Letter | Next::Digit) => true,
                    // A list that was run together: `... . - si vous`; not `!» — сказал`.
                    Some(Next::Lower) => gap.one_stop() && gap.spaced() && !gap.closed(),
                    _ => false,
                }
            }
            // `the thing is . . . I mean`; a fourth one is the full stop.
            Next::Upper | Next::Letter if gap.loose && gap.marks == 3 => false,
            // UAX #29 looks past figures for a small letter (SB8); a sentence may well begin with them.
            Next::Digit => true,
            // Rule SB11, nothing forbids it; the ellipsis is no final mark of UAX #29, and neither are
            // the marks of a language's own.
            Next::Upper | Next::Letter if gap.ellipsis() || self.rules.finals.contains(&gap.last) => true,
            Next::Upper if gap.last == '.' && (gap.spaced() || !gap.closed()) => true,
            Next::Upper | Next::Letter | Next::Other => uax::breaks(text, gap.mark, at),
        }
    }

    /// Whether a single full stop belongs to an abbreviation, an initial, an ordinal or a list marker.
    fn joined(&self, gap: &Gap, begin: Begin, at: usize, next: Next) -> bool {
        let (text, start) = (self.text, begin.start);
        let Some(token) = Token::before(text, start, gap.mark) else { return false };
        let leads = begin.first >= Some(token.start) || text[..token.start].ends_with(": ");
        if leads && token.is_list_marker() {
            return true;
        }
        if gap.closed() {
            return false;
        }
        let rules = self.rules;
        let follows = word::Word::at(text, at);
        let starter = || next == Next::Upper && rules.senses(&follows.lower()).has(Senses::STARTER);
        let senses = token.senses(text, rules);
        if senses.has(Senses::NEVER) {
            return true;
        }
        if senses.has(Senses::BEFORE_NUMBER) && (next == Next::Digit || follows.is_roman()) {
            return true;
        }
        if senses.has(Senses::MAY_END) {
            return match next {
                Next::Digit => !self.is_small(),
                // `U.S. Navy`, `Warner Bros. Records`, but `at 5 p.m. The`, `usw. Danach`.
                Next::Upper if token.is_half_of_day() => tells_when(&text[at..], rules),
                Next::Upper => (token.is_chain() || token.is_capitalised()) && !starter(),
                _ => false,
            };
        }
        if token.is_number() {
            return match next {
                Next::Digit => token.len() <= 2 && at == gap.next,
                Next::Upper | Next::Letter => rules.ordinals && self.is_ordinal(start, &token, &follows),
                _ => false,
            };
        }
        if token.is_roman()
            && rules.ordinals
            && next == Next::Upper
            && self.is_ordinal(start, &token, &follows)
        {
            return true;
        }
        if token.is_initial() {
            return follows.is_initial(text) || !starter();
        }
        token.opens_abbreviation(text, gap.run_end, rules)
    }

    fn is_ordinal(&self, start: usize, token: &Token<'_>, follows: &word::Word<'_>) -> bool {
        if self.rules.senses(&follows.lower()).has(Senses::AFTER_ORDINAL) {
            return true;
        }
        // The number may be the first word of its sentence; what stands before is none of its business then.
        let before = self.text.get(start..token.start).map_or("", str::trim_end);
        token.len() <= 3
            && Token::before(self.text, start, start + before.len())
                .is_some_and(|previous| self.rules.senses(&previous.lower()).has(Senses::BEFORE_ORDINAL))
    }

    /// Whether a quotation has closed and its author follows in brackets: `“... .” (Manzoni).`
    fn is_cited(&self, gap: &Gap) -> bool {
        let rest = &self.text[gap.next..];
        gap.closed()
            && rest.starts_with('(')
            && rest[..uax::floor(rest, BRACKET)]
                .find(')')
                .is_some_and(|close| rest[close + 1..].starts_with(['.', '!', '?', ',', ';']))
    }

    /// Whether a quotation has closed and its speaker follows, as Chinese has it: `“……。”她说。`, and a mark that ends the
    /// sentence or opens the next quotation; not `总的来说，`.
    fn is_told(&self, gap: &Gap, next: Next) -> bool {
        if !gap.closed() || next != Next::Letter || gap.spaced() {
            return false;
        }
        let rest = &self.text[gap.next..];
        let (clause, behind) = rest.split_at(rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
        let ends = ["。", "：", "，“", "：“", "，「"].iter().any(|mark| behind.starts_with(mark));
        ends && clause.chars().count() <= MOST_TOLD
            && SAYS.iter().any(|verb| clause.ends_with(verb))
            && !SAYS_NOT.iter().any(|word| clause.ends_with(word))
    }

    /// Whether a quotation has closed and a particle goes on, as Japanese has it: `「行く。」と言った`. Not `「…。」とても`.
    fn is_quoted_on(&self, gap: &Gap) -> bool {
        let mut rest = self.text[gap.next..].chars();
        if !gap.closed() || gap.spaced() {
            return false;
        }
        let (first, second) = (rest.next(), rest.next());
        let kana = |c: char| ('ぁ'..='ゖ').contains(&c);
        match (first, second) {
            (Some('と'), Some(c)) => !matches!(c, 'て' | 'に' | 'こ' | 'り' | 'き' | 'も'),
            (Some('っ'), Some('て')) => true,
            (Some('は' | 'が' | 'を' | 'に' | 'の' | 'も' | 'で'), Some(c)) => !kana(c),
            _ => false,
        }
    }

    /// Whether a bracket that the sentence opened is still open, and closes soon.
    fn in_bracket(&self, gap: &Gap, start: usize) -> bool {
        enclosed(self.text, gap, start, BRACKET, |c| match c {
            '(' | '[' | '（' => 1,
            ')' | ']' | '）' => -1,
            _ => 0,
        })
    }

    fn in_quotation(&self, gap: &Gap, start: usize) -> bool {
        let rules = self.rules;
        enclosed(self.text, gap, start, QUOTATION, |c| match c {
            '「' | '『' | '„' => 1,
            '」' | '』' => -1,
            '“' | '”' | '«' | '»' | '‹' | '›' if rules.opens(c) => 1,
            '“' | '”' | '«' | '»' | '‹' | '›' if rules.closes(c) => -1,
            '“' | '«' => 1,
            '”' | '»' => -1,
            _ => 0,
        })
    }
}

/// Whether what stands after `7 a.m.` says on which day or by whose clock: `Monday`, `EST`, `Paris time`; not `This time`.
fn tells_when(rest: &str, rules: &Rules) -> bool {
    let mut words = rest.split_whitespace().map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let Some(first) = words.next() else { return false };
    let lower = first.to_lowercase();
    let next = words.next().unwrap_or_default();
    let clock = matches!(next, "time" | "Time" | "Standard" | "Daylight" | "Summer" | "standard" | "local");
    DAYS.contains(&&*lower)
        || ZONES.contains(&first)
        || MONTHS.contains(&&*lower) && next.starts_with(|c: char| c.is_ascii_digit())
        || clock && !rules.senses(&lower).has(Senses::STARTER) && !ORDERS.contains(&&*lower)
}

/// Whether something that `depth` counts is open at the end of the gap and closes within `reach` bytes.
fn enclosed(text: &str, gap: &Gap, start: usize, reach: usize, depth: impl Fn(char) -> i32) -> bool {
    let from = uax::floor(text, start.max(gap.mark.saturating_sub(reach)));
    let mut open = 0;
    for c in text[from..gap.close_end].chars() {
        open = (open + depth(c)).max(0);
    }
    if open == 0 {
        return false;
    }
    let to = uax::floor(text, gap.close_end.saturating_add(reach));
    for c in text[gap.close_end..to].chars() {
        open += depth(c);
        if open == 0 {
            return true;
        }
    }
    false
}

/// Length of an emoticon at the start: eyes, perhaps a nose, a mouth.
fn emoticon(text: &str) -> Option<usize> {
    let rest = text.strip_prefix([':', ';'])?;
    let mouth = rest.strip_prefix('-').unwrap_or(rest);
    mouth.starts_with([')', '(', 'D', 'P']).then_some(text.len() - mouth.len() + 1)
}

/// Whether an item of a list begins: `(b) ...`, `b) ...`.
fn is_item(text: &str) -> bool {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let mut chars = inner.chars();
    chars.next().is_some_and(|c| c.is_lowercase()) && chars.as_str().starts_with(") ")
}

fn kind(c: char) -> Next {
    if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
        Next::Digit
    } else if c.is_uppercase() {
        Next::Upper
    } else if c.is_lowercase() {
        Next::Lower
    } else if c.is_alphabetic() {
        Next::Letter
    } else if marks::continues(c) {
        Next::Continues
    } else if marks::is_dash(c) {
        Next::Dash
    } else {
        Next::Other
    }
}
