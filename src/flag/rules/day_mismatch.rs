//! `day-mismatch`: another weekday or month than the original names.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::number::calendar::{NAMES, WEEKDAYS};
use crate::flag::number::clock::is_night;
use crate::flag::page::Page;
use crate::flag::words::{Case, Kind, Token, Words};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "day-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "another weekday or month than in the original",
    what: "A weekday or month in words that the original does not name, while one that it names is missing; in sixteen \
           languages. Words that mean other things too (`may`, `Sun`, `segunda`) explain a day of the other side and \
           are not flagged.",
    why: "A date that is wrong by a word is a wrong fact, and no reader sees it.",
    false_alarms: "Dates that were moved over midnight (`Friday night` as `in the night to Saturday`).",
    limits: &[],
    flags: &[
        Example::pair(("en", "He came on Tuesday."), ("de", "Er kam am Mittwoch."), "Mittwoch"),
        Example::pair(
            ("en", "It happened in June 2017."),
            ("pl", "Zdarzyło się to w lipcu 2017 roku."),
            "lipcu",
        ),
        Example::pair(("en", "They met on Friday."), ("ja", "彼らは土曜日に会った。"), "土曜"),
        Example::pair(("fr", "Le 3 mai, il est parti."), ("ja", "彼は6月3日に去った。"), "6月"),
        Example::pair(("de", "Er kam am 14. März."), ("en", "He came on 14 May."), "May"),
    ],
    passes: &[
        Example::pair(
            ("en", "It sank on the night of 31 August."),
            ("de", "Es sank in der Nacht zum 1. September."),
            "",
        ),
        Example::pair(
            ("en", "On Sunday night the fire broke out."),
            ("de", "In der Nacht zum Montag brach das Feuer aus."),
            "",
        ),
        Example::pair(("en", "He came on Tuesday."), ("ru", "Он приехал во вторник."), ""),
        Example::pair(("en", "He may come on Monday."), ("pt", "Ele pode vir na segunda-feira."), ""),
        Example::pair(("en", "He came on Saturday."), ("fr", "Il est venu le 29 septembre."), ""),
        Example::pair(("en", "On 3 May he left."), ("ja", "彼は5月3日に去った。"), ""),
        Example::pair(("en", "She will be here in May."), ("cs", "Bude tady v květnu."), ""),
    ],
    check,
};

/// Words behind which a name of a day or month is no other word.
const BEFORE: &[&str] = &[
    "in", "of", "since", "until", "by", "early", "late", "mid", "en", "de", "d", "el", "este", "los", "в",
    "во", "début", "fin", "mi", "depuis", "im", "seit", "في", "شهر",
];

/// A day or month that a side names.
#[derive(Debug, Clone, Copy)]
struct Day {
    row: usize,
    sure: bool,
    span: Span,
}

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let target = days(&page.target, pair.target);
        if target.is_empty() {
            continue;
        }
        let source = days(&page.source, pair.source);
        let (news, losts) = (odd(&target, &source), odd(&source, &target));
        for weekday in [true, false] {
            let of_kind = |day: &&Day| (day.row < *WEEKDAYS) == weekday;
            let (mut news, mut losts) = (news.iter().filter(of_kind), losts.iter().filter(of_kind));
            let (Some(new), None, Some(old), None) = (news.next(), news.next(), losts.next(), losts.next())
            else {
                continue;
            };
            let message = format!(
                "`{}` where the original says `{}`",
                page.target.slice(new.span),
                page.source.slice(old.span)
            );
            flags.push(RULE.compared(pair.number, new.span, Some(old.span), message));
        }
    }
    flags
}

/// The days of one side that mean nothing else and that the other does not name.
fn odd(here: &[Day], there: &[Day]) -> Vec<Day> {
    let named = there.iter().fold(0u32, |named, day| named | 1 << day.row);
    here.iter().filter(|day| day.sure && named >> day.row & 1 == 0).copied().collect()
}

fn days(words: &Words<'_>, tokens: &[Token]) -> Vec<Day> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Word | Kind::Glyph => {
                let Some(named) = NAMES.find(words, tokens, at) else { continue };
                let span = token.span.cover(tokens[named.end - 1].span);
                // Forms of days that are written with a capital are other words without.
                let capital = matches!(words.language.tag, "en" | "de") && token.case == Case::Lower;
                // `in March`, `de mayo`: behind such a word the name is no other word.
                let capitalised = token.case == Case::Capital;
                let behind = at.checked_sub(1).is_some_and(|left| words.is_in(&tokens[left], BEFORE))
                    && (words.language.tag != "en" || capitalised);
                let month = named.rows.iter().all(|&row| row >= *WEEKDAYS);
                let long = words.lower(token).chars().count() > 3 || words.lower(token) == "may";
                let plain = (month || matches!(words.language.tag, "es" | "ru")) && long;
                let dated = month && long && (capitalised || words.language.tag != "en");
                let dated = dated
                    && (dates(words, at.checked_sub(1).map(|left| &tokens[left]), token)
                        || dates(words, tokens.get(named.end), token));
                let sure = (named.sure || behind && plain || dated) && named.rows.len() == 1 && !capital;
                // `in der Nacht zum Montag` is Sunday night.
                let night = is_night(words, tokens, at);
                if let Some(&row) = named.rows.first().filter(|&&row| night && row < *WEEKDAYS) {
                    found.push(Day { row: (row + *WEEKDAYS - 1) % *WEEKDAYS, sure: false, span });
                }
                // `in der Nacht zum 1. September` may be 31 August.
                let first = [1, 2].iter().any(|&back| {
                    let day = at.checked_sub(back);
                    day.is_some_and(|day| words.of(&tokens[day]) == "1" && is_night(words, tokens, day))
                });
                let sure = sure && !night && !first;
                found.extend(named.rows.iter().map(|&row| Day { row, sure, span }));
            }
            Kind::Number => found.extend(numbered(words, tokens, at)),
            Kind::Mark => {}
        }
    }
    found
}

/// Whether the token beside a name is the day of a month: `14 May`, `May 14`.
fn dates(words: &Words<'_>, number: Option<&Token>, name: &Token) -> bool {
    let Some(number) = number.filter(|number| number.kind == Kind::Number) else { return false };
    let apart = match number.span.end <= name.span.start {
        true => Span::new(number.span.end, name.span.start),
        false => Span::new(name.span.end, number.span.start),
    };
    let day = words.of(number).parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    day && matches!(words.slice(apart), " " | "\u{a0}" | "\u{202f}" | ". ")
}

/// `5月`, `5월`; and the parts of `10/5` and `3.10.`, which may be months.
fn numbered(words: &Words<'_>, tokens: &[Token], at: usize) -> Vec<Day> {
    let token = &tokens[at];
    let text = words.of(token);
    let month = |text: &str| text.parse().ok().filter(|month: &usize| (1..=12).contains(month));
    let next = tokens.get(at + 1).filter(|next| next.span.start <= token.span.end + 1);
    let named = next.filter(|next| {
        words.of(next) == "月" && !words.document()[next.span.end..].starts_with('間')
            || words.of(next).starts_with('월')
    });
    if let Some((next, month)) = named.zip(month(text)) {
        return vec![Day { row: *WEEKDAYS + month - 1, sure: true, span: token.span.cover(next.span) }];
    }
    let joint = |token: Option<&Token>| token.is_some_and(|mark| matches!(words.of(mark), "/" | "-" | "."));
    if !joint(next) && !joint(at.checked_sub(1).and_then(|left| tokens.get(left))) && !text.contains('.') {
        return Vec::new();
    }
    let months = text.split('.').filter_map(month);
    months.map(|month| Day { row: *WEEKDAYS + month - 1, sure: false, span: token.span }).collect()
}
