//! Numbers of Korean's own before what they count: `아홉 명`, `서른두 살`.
//!
//! By themselves their words mean other things too (`열` is heat, `세` a rent).

use super::said::Said;
use crate::flag::words::{Token, Words};

/// Tens; the second of two forms stands before a counter.
const TENS: &[(&str, u32)] = &[
    ("열", 10),
    ("스물", 20),
    ("스무", 20),
    ("서른", 30),
    ("마흔", 40),
    ("쉰", 50),
    ("예순", 60),
    ("일흔", 70),
    ("여든", 80),
    ("아흔", 90),
];

/// What follows them or stands alone.
const ONES: &[(&str, u32)] = &[
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("석", 3),
    ("네", 4),
    ("넉", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
];

/// What is counted so; a particle may follow. Hours are none: they are compared as times.
const COUNTERS: &[&str] = &[
    "명", "사람", "개", "살", "번", "마리", "대", "권", "장", "달", "시간", "가지", "곳", "분", "채", "그루",
    "병", "잔", "켤레", "군데", "자루", "송이", "배", "차례", "가구", "아이", "해",
];

/// The number at `at`, if a counter follows; 1 is `a`, too, and is none.
pub(super) fn counted(words: &Words<'_>, tokens: &[Token], at: usize) -> Option<Said> {
    let value = value(words.lower(tokens.get(at)?)).filter(|&value| value > 1)?;
    // `네 개` is your dog, too.
    let sure = words.lower(&tokens[at]) != "네";
    is_counter(words.lower(tokens.get(at + 1)?)).then(|| {
        let value = f64::from(value);
        Said { values: vec![value], sure: sure.then_some(value), end: at + 1 }
    })
}

/// Whether a word is a counter, with a particle behind it or none: `명이`, not `병원`.
fn is_counter(word: &str) -> bool {
    let rest = COUNTERS.iter().filter_map(|counter| word.strip_prefix(counter));
    rest.into_iter().any(|rest| rest.is_empty() || PARTICLES.contains(&rest))
}

/// What may follow a counter.
const PARTICLES: &[&str] = &[
    "이", "가", "은", "는", "을", "를", "의", "에", "도", "만", "과", "와", "로", "으로", "씩", "째", "쯤",
    "정도", "까지", "부터", "에서", "에게", "이다", "이나", "마다", "이며", "이고", "밖에", "동안", "이었다",
    "였다",
];

/// What a word says, if it is a number and nothing else.
fn value(word: &str) -> Option<u32> {
    let find = |list: &[(&str, u32)], word: &str| list.iter().find(|row| row.0 == word).map(|row| row.1);
    find(ONES, word).or_else(|| find(TENS, word)).or_else(|| {
        let (ten, rest) = TENS.iter().find_map(|&(form, ten)| Some((ten, word.strip_prefix(form)?)))?;
        Some(ten + find(ONES, rest)?)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_counter, value};

    #[test]
    fn a_counter_is_no_other_word() {
        let found = ["명", "명이", "살을", "병원", "대통령", "해외", "번째"].map(is_counter);
        assert_eq!(found, [true, true, true, false, false, false, true]);
    }

    #[test]
    fn tens_and_ones_are_added() {
        for (word, wanted) in [
            ("아홉", Some(9)),
            ("열두", Some(12)),
            ("예순", Some(60)),
            ("서른네", Some(34)),
            ("열심히", None),
        ] {
            assert_eq!(value(word), wanted, "{word}");
        }
    }
}
