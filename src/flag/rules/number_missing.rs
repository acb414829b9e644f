//! `number-missing`: a number stands on one side only.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::number::quantity::Quantity;
use crate::flag::page::Page;
use crate::flag::words::Words;

const DIGITS: Limit = Limit {
    name: "digits",
    default: 2.0,
    unit: "digits that a number needs to be looked at",
    from: "numbers of one digit are put in words more often than lost (TICO-19, Tatoeba)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "number-missing",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a number stands on one side only",
    what: "A number in digits of the original that the translation does not say, or the other way round, where \
           `number-mismatch` has nothing to compare it with. A number that a hyphen joins to a name (`Covid-19`) may be \
           called otherwise.",
    why: "What belongs to the number may be missing too.",
    false_alarms: "Numbers that one side puts in words that no list knows; dates that are put another way.",
    limits: &[&DIGITS],
    flags: &[
        Example::pair(
            ("en", "In 1998, 250 people lived there."),
            ("de", "1998 lebten dort Leute."),
            "1998 lebten dort Leute.",
        ),
        Example::pair(("ja", "それは平成元年に建てられた。"), ("en", "It was built in 1988."), "1988"),
        Example::pair(("de", "Es öffnet an Heiligabend."), ("en", "It opens on 27 December."), "27"),
    ],
    passes: &[
        Example::pair(
            ("fr", "L'Opéra a perdu 500 000 euros."),
            ("pl", "Opera straciła pół miliona euro."),
            "",
        ),
        Example::pair(
            ("en", "They lost 500,000 euros."),
            ("de", "Sie verloren eine halbe Million Euro."),
            "",
        ),
        Example::pair(("en", "They lost 500,000 euros."), ("ru", "Они потеряли полмиллиона евро."), ""),
        Example::pair(
            ("en", "In 1998, 25 people lived there."),
            ("de", "1998 lebten dort fünfundzwanzig Leute."),
            "",
        ),
        Example::pair(("fr", "À 21 h 05, une secousse."), ("de", "Um 21.05 Uhr ruckt es einmal."), ""),
        Example::pair(("fr", "Le train part à 22 h 30."), ("en", "The train leaves at 10:30 p.m."), ""),
        Example::pair(("en", "Three quarters of them agreed."), ("de", "75 % von ihnen stimmten zu."), ""),
        Example::pair(("en", "One in four children is poor."), ("fr", "25 % des enfants sont pauvres."), ""),
        Example::pair(("en", "It began at a quarter to eleven."), ("de", "Es begann um 22.45 Uhr."), ""),
        Example::pair(("de", "Er kam um halb acht."), ("en", "He came at 7.30 p.m."), ""),
        Example::pair(("de", "Er kam um Viertel nach drei."), ("fr", "Il est venu à 15 h 15."), ""),
        Example::pair(("de", "Er kam um drei viertel acht."), ("en", "He came at 7:45."), ""),
        Example::pair(("en", "It left at five to three."), ("ru", "Он ушёл в 14:55."), ""),
        Example::pair(("en", "It took an hour and a half."), ("fr", "Cela a duré 90 minutes."), ""),
        Example::pair(
            ("fr", "Il accueille un million et demi de touristes."),
            ("en", "It welcomes 1.5 million tourists."),
            "",
        ),
        Example::pair(("en", "It grew by 5.2%."), ("zh", "增长百分之五点二。"), ""),
        Example::pair(("ja", "株の四割を握る。"), ("en", "He holds 40 percent of the shares."), ""),
        Example::pair(("en", "It lasted 18 months."), ("fr", "Cela a duré un an et demi."), ""),
        Example::pair(("en", "It costs 400 times as much."), ("de", "Es kostet vierhundertmal so viel."), ""),
        Example::pair(("de", "Es kamen zweieinhalb Millionen."), ("en", "Some 2.5 million came."), ""),
        Example::pair(("en", "He was 10.5 years old."), ("de", "Er war zehneinhalb Jahre alt."), ""),
        Example::pair(
            ("en", "He ran 4,500 kilometres."),
            ("de", "Er lief viereinhalbtausend Kilometer."),
            "",
        ),
        Example::pair(("nl", "Er kwamen drieënhalf miljoen mensen."), ("en", "Some 3.5 million came."), ""),
        Example::pair(("de", "Es öffnet an Heiligabend."), ("en", "It opens on 24 December."), ""),
        Example::pair(("en", "It opens on New Year's Eve."), ("pl", "Otwarcie 31 grudnia."), ""),
        Example::pair(("fr", "Il ouvre le 25 décembre."), ("de", "Es öffnet zu Weihnachten."), ""),
        Example::pair(("ja", "それは平成元年に建てられた。"), ("en", "It was built in 1989."), ""),
        Example::pair(("en", "The Covid-19 tests are free."), ("zh", "病毒检测是免费的。"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let digits = limits.get(&DIGITS) as usize;
    let mut flags = Vec::new();
    for (bead, odd) in page.odd_numbers() {
        let measures = odd.source.iter().chain(&odd.target).any(|number| number.units.is_measure());
        if measures || !odd.source.is_empty() && !odd.target.is_empty() {
            continue;
        }
        let whole = page
            .bitext
            .beads()
            .get(*bead)
            .and_then(|bead| page.bitext.span(bead, crate::bitext::Side::Target));
        let told =
            |number: &&Quantity, words: &Words<'_>| number.digits >= digits && !is_named(words, number);
        for number in odd.source.iter().filter(|number| told(number, &page.source)) {
            let Some(span) = whole else { continue };
            let message = format!("`{}` of the original is missing", page.source.slice(number.span));
            flags.push(RULE.compared(*bead, span, Some(number.span), message));
        }
        for number in odd.target.iter().filter(|number| told(number, &page.target)) {
            let message = format!("`{}` is not in the original", page.target.slice(number.span));
            flags.push(RULE.compared(*bead, number.span, None, message));
        }
    }
    flags
}

/// Whether a number is part of a name, which the other side may call otherwise: `Covid-19`. A year is none, and no word that
/// opens a sentence is a name by its capital letter.
fn is_named(words: &Words<'_>, number: &Quantity) -> bool {
    let Some(before) = words.document()[..number.span.start].strip_suffix('-') else { return false };
    let (rest, word) = before.split_at(before.trim_end_matches(char::is_alphanumeric).len());
    let opens = !rest.ends_with(' ') || rest.trim_end().ends_with(['.', '!', '?', ':']);
    number.digits < 4 && !opens && word.starts_with(char::is_uppercase)
}
