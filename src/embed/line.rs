//! A sentence as a line, and a line as a vector.

use std::borrow::Cow;

/// A sentence as the command reads it: what would break a line, and every run of white space, is one space.
pub(super) fn of(sentence: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_whitespace() || c.is_control();
    let plain = !sentence.chars().any(|c| breaks(c) && c != ' ')
        && !sentence.contains("  ")
        && sentence.trim().len() == sentence.len();
    match plain {
        true => Cow::Borrowed(sentence),
        false => {
            let words: Vec<&str> = sentence.split(breaks).filter(|word| !word.is_empty()).collect();
            Cow::Owned(words.join(" "))
        }
    }
}

/// Appends the numbers of a line to `values`; returns how many there were.
///
/// # Errors
/// What is wrong with the line, in words.
pub(super) fn numbers(line: &str, values: &mut Vec<f32>) -> Result<usize, String> {
    let line = line.trim();
    let inside = match line.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').ok_or("a list that is not closed")?,
        None => line,
    };
    let before = values.len();
    for word in inside.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty()) {
        let value: f32 = word.parse().map_err(|_| {
            let shown: String = word.chars().take(40).collect();
            format!("`{shown}`, which is no number")
        })?;
        if !value.is_finite() {
            return Err(format!("`{word}` as number {}, which is not finite", values.len() - before + 1));
        }
        values.push(value);
    }
    match values.len() - before {
        0 => Err("no numbers".into()),
        count => Ok(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_is_one_line() {
        assert_eq!(of("Ein Satz."), "Ein Satz.");
        assert_eq!(of(" zwei\r\nZeilen,\u{2028}drei\u{85}vier\u{b} "), "zwei Zeilen, drei vier");
    }

    #[test]
    fn numbers_come_with_spaces_tabs_commas_or_as_json() {
        for line in ["1 -2.5 3e-1", "1\t-2.5\t0.3\r", "1,-2.5, 0.3", "[1, -2.5, 0.3]", " [1,-2.5,0.3] "] {
            let mut values = Vec::new();
            assert_eq!((numbers(line, &mut values), values), (Ok(3), vec![1.0, -2.5, 0.3]), "{line}");
        }
    }

    #[test]
    fn what_is_no_vector_is_said() {
        for (line, said) in [
            ("", "no numbers"),
            ("[]", "no numbers"),
            ("[1, 2", "not closed"),
            ("1 zwei", "`zwei`, which is no number"),
            ("1 NaN", "`NaN` as number 2"),
            ("-inf", "not finite"),
            ("1e99", "not finite"),
        ] {
            let error = numbers(line, &mut Vec::new()).unwrap_err();
            assert!(error.contains(said), "{line}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_sentence_is_one_line_and_any_line_is_read_or_refused(text in "\\PC{0,40}|[\\s0-9.,eE+\\[\\]-]{0,40}") {
            let line = of(&text);
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(of(&line), line.clone());
            let _ = numbers(&text, &mut Vec::new());
        }
    }
}
