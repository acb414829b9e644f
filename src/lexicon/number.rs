//! Numbers as written in any locale -> one plain decimal form.

use std::borrow::Cow;

/// The value of a decimal digit of any script that running text uses, or of full width.
pub(super) fn digit(c: char) -> Option<char> {
    /// First code points of the ranges of ten digits (Unicode 16, category Nd).
    const ZEROS: &[u32] = &[
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
        0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let code = c as u32;
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// What may stand between two digits of one number.
fn separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬' | '٫' | '，' | '．')
}

/// Bytes of the number that `text` starts with; `text` starts with a digit, `before` stands before it.
///
/// Separators belong to it where they can only be part of a number: groups of three digits after each of
/// one kind, and at most one decimal mark. `1.5.2024` is three numbers, `12:30` two, `1998 200` two.
pub(super) fn length(before: &str, text: &str) -> usize {
    let mut at = digits(text);
    // The middle or the end of a date: its numbers stand alone.
    let mut back = before.chars().rev();
    if back.next().is_some_and(|c| separator(c) && !c.is_whitespace())
        && back.next().is_some_and(|c| digit(c).is_some())
    {
        return at;
    }
    let mut group: Option<char> = None;
    let mut open = text
        .get(..at)
        .is_some_and(|first| (1..=3).contains(&first.chars().count()) && digit_of(first) != '0');
    let mut decimal = false;
    loop {
        let rest = text.get(at..).unwrap_or("");
        let Some(mark) = rest.chars().next().filter(|&c| separator(c)) else { break };
        let after = rest.get(mark.len_utf8()..).unwrap_or("");
        let bytes = digits(after);
        let count = after.get(..bytes).map_or(0, |run| run.chars().count());
        if count == 0 || decimal {
            break;
        }
        let blank = !matches!(mark, '.' | ',' | '٫' | '，' | '．');
        // A further mark with digits behind it means a date, a version or an address.
        let next = after.get(bytes..).unwrap_or("");
        let again = next.starts_with(mark) && next.chars().nth(1).is_some_and(|c| digit(c).is_some());
        if count == 3 && open && group.is_none_or(|seen| seen == mark) {
            group = Some(mark);
        } else if !blank && group != Some(mark) && !again {
            decimal = true;
            open = false;
        } else {
            break;
        }
        at += mark.len_utf8() + bytes;
    }
    at
}

fn digits(text: &str) -> usize {
    text.char_indices().find(|&(_, c)| digit(c).is_none()).map_or(text.len(), |(at, _)| at)
}

fn digit_of(text: &str) -> char {
    text.chars().next().and_then(digit).unwrap_or('0')
}

/// The plain form of a number as [`length`] cut it: ASCII digits, no groups, `.` before decimals.
///
/// One mark with three digits behind it is read as a group in every locale (`1.234` and `1,234` are equal),
/// since the locale is not known here; equal numbers stay equal either way.
pub(super) fn form(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut form = String::with_capacity(text.len());
    let mut marks = text.char_indices().filter(|&(_, c)| separator(c)).peekable();
    let open = marks.peek().is_some_and(|&(at, _)| {
        text.get(..at).is_some_and(|first| first.chars().count() <= 3 && digit_of(first) != '0')
    });
    let first = marks.peek().map(|&(_, c)| c);
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            form.push(digit);
        } else if separator(c) {
            let after = text.get(at + c.len_utf8()..).unwrap_or("");
            let count = after.get(..digits(after)).map_or(0, |run| run.chars().count());
            let group = open && count == 3 && first == Some(c);
            if !group && !form.contains('.') {
                form.push('.');
            }
        }
    }
    Cow::Owned(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, bytes: usize, expected: &str) {
        let taken = length("", text);
        assert_eq!((taken, &*form(&text[..taken])), (bytes, expected), "{text}");
    }

    #[test]
    fn equal_across_locales() {
        check("1.234,5", 7, "1234.5");
        check("1,234.5", 7, "1234.5");
        check("1 234,5", 7, "1234.5");
        check("1\u{202f}234,5", 9, "1234.5");
        check("1'234.5", 7, "1234.5");
        check("١٬٢٣٤٫٥", 14, "1234.5");
        check("１２", 6, "12");
        check("1.234.567", 9, "1234567");
    }

    #[test]
    fn decimals_keep_their_mark() {
        check("3,5 %", 3, "3.5");
        check("0.123", 5, "0.123");
        check("2,75", 4, "2.75");
    }

    #[test]
    fn the_year_of_a_date_is_no_decimal() {
        assert_eq!(length("1.", "5.2024"), 1);
    }

    #[test]
    fn dates_and_years_stay_apart() {
        check("1.5.2024", 1, "1");
        check("1998 200 Leute", 4, "1998");
        check("12:30", 2, "12");
        check("2024, 35", 4, "2024");
        check("10.", 2, "10");
    }
}
