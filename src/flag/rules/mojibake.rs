//! `mojibake`: letters that were decoded with the wrong character set.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "mojibake",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "letters were decoded with the wrong character set",
    what: "UTF-8 that was read as Windows-1252, Latin-1, Windows-1250 or Windows-1251, the replacement character U+FFFD, and \
           question marks inside words that should hold an accented letter.",
    why: "The letters are lost to the reader, and to every program behind.",
    false_alarms: "Texts that show mojibake on purpose.",
    limits: &[],
    flags: &[
        Example::alone("fr", "Il a gagnÃ© la coupe.", "Ã©"),
        Example::alone("de", "Das Ã¼bliche MaÃŸ an Geduld.", "Ã¼"),
        Example::alone("fr", "18 trous pour se d\u{fffd}marquer.", "\u{fffd}"),
        Example::alone("en", "Heâ€™s here.", "â€™"),
        Example::alone("pl", "Samolot nie poleciaĹ‚ z powodu mgieĹ‚.", "Ĺ‚"),
        Example::alone("hu", "SzĂ©p nap volt a faluban.", "Ă©"),
        Example::alone("ru", "Это Ð¿Ñ€Ð¸Ð²ÐµÑ‚ всем.", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚"),
        Example::alone("ru", "Слово РїСЂРёРІРµС‚ здесь.", "РїСЂРёРІРµС‚"),
        Example::alone("de", "Er kam nach M?nchen und gr??te.", "M?nchen"),
        Example::alone("en", "You?d have thought so.", "You?d"),
        Example::alone("en", "It has been there forÂ seventy years.", "Â "),
        Example::alone("fr", "Et voilÃ  tout.", "Ã "),
        Example::alone("fr", "Le billet coÃ»te cher.", "Ã»"),
    ],
    passes: &[
        Example::alone("fr", "« LE CAFÉ » était fermé : « À LA CARTE ».", ""),
        Example::alone("fr", "CAFÉ\u{a0}: fermé. CAFÉ» dit-il.", ""),
        Example::alone("pt", "A IRMÃ dele chegou.", ""),
        Example::alone("pt", "NÃO É UMA SITUAÇÃO DE IRMÃ», disse.", ""),
        Example::alone("en", "The word “cliché”—once fresh—is tired.", ""),
        Example::alone("ro", "MĂŞTI ŞI CASĂ», a spus. Ăştia sunt aici.", ""),
        Example::alone("ru", "РСФСР и СССР — это РФ.", ""),
        Example::alone("en", "Really?yes. See a?b=c and https://x.org/?q=1.", ""),
        Example::alone("is", "ÍÞRÓTTIR Á ÍSLANDI ÁRIÐ 2020.", ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut found = Vec::new();
    for (sentence, text, span, _) in page.target.iter() {
        if !text.is_ascii() {
            found.clear();
            runs(text, &mut found);
            merge(text, &mut found);
            for (range, meant) in found.drain(..) {
                let place = Span::new(span.start + range.start, span.start + range.end);
                let message = match &meant {
                    Some(meant) => format!("`{}` is `{meant}` in the wrong character set", &text[range]),
                    None => "letters are lost: they were decoded with the wrong character set".to_owned(),
                };
                let mut flag = RULE.found(page, sentence, place, message);
                flag.suggestion = meant;
                flags.push(flag);
            }
        }
        for (range, meant) in remains(text) {
            let place = Span::new(span.start + range.start, span.start + range.end);
            let message = format!(
                "`{}` is what is left of `{meant}` in the wrong character set",
                text[range].trim_end()
            );
            let mut flag = RULE.found(page, sentence, place, message);
            flag.suggestion = Some(meant.to_owned());
            flags.push(flag);
        }
        if text.contains('?') {
            for range in asked(text, page.target.language.tag == "en") {
                if page.source_of(sentence).contains(&text[range.clone()]) {
                    continue;
                }
                let place = Span::new(span.start + range.start, span.start + range.end);
                let message =
                    format!("a letter of `{}` is lost: a question mark stands in its place", &text[range]);
                flags.push(RULE.found(page, sentence, place, message));
            }
        }
    }
    flags
}

/// `Â` and `Ã` before a space, which are what is left of a no-break space (`forÂ seventy`) and of `à` (`voilÃ  tout`) where
/// the second byte was one: behind a small letter, a digit or a mark, or as a word.
fn remains(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &'static str)> {
    text.match_indices(['Â', 'Ã']).filter_map(|(at, found)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let end = at + found.len();
        let space = text[end..].chars().next().filter(|c| c.is_whitespace())?;
        let glued = before.is_lowercase()
            || before.is_ascii_digit()
            || matches!(before, '.' | ',' | ';' | ')' | '»' | '”');
        match found {
            "Â" => glued.then_some((at..end + space.len_utf8(), " ")),
            _ if before.is_lowercase() || before.is_whitespace() => {
                // The byte after it was a space, and mostly still is: one belongs to the letter where two stand.
                let twice =
                    text[end + space.len_utf8()..].starts_with(char::is_whitespace) || space == '\u{a0}';
                Some((at..end + if twice { space.len_utf8() } else { 0 }, "à"))
            }
            _ => None,
        }
    })
}

/// A passage, and what was meant.
pub(crate) type Found = (std::ops::Range<usize>, Option<String>);

/// The passages of a text that were decoded with the wrong character set, in order; for repairs.
pub(crate) fn misread(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    runs(text, &mut found);
    merge(text, &mut found);
    found
}

/// Runs of characters that are the bytes of UTF-8 in another character set.
fn runs(text: &str, found: &mut Vec<Found>) {
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // U+0020 ends a run: no byte of a longer sequence is ASCII.
        if !c.is_ascii() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            run(text, start..at, found);
        }
    }
}

fn run(text: &str, range: std::ops::Range<usize>, found: &mut Vec<Found>) {
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let first = rest.chars().next().unwrap_or(' ');
        let within =
            text[..at].ends_with(char::is_lowercase) && text[range.end..].starts_with(char::is_lowercase);
        let goes_on = text[..at].ends_with(char::is_lowercase)
            || found.last().is_some_and(|last: &Found| last.0.end == at);
        let hit = sequence(rest, within, WINDOWS_1252, byte_1252)
            .or_else(|| {
                // One pair of Cyrillic letters may be a word; three pairs in a row are none.
                sequence(rest, within, WINDOWS_1251, byte_1251)
                    .filter(|(_, meant)| meant.chars().count() >= 3)
            })
            .or_else(|| central(rest, text[range.end..].chars().next(), goes_on));
        match hit {
            Some((length, meant)) => {
                found.push((at..at + length, Some(meant)));
                at += length;
            }
            None => {
                if first == '\u{fffd}' {
                    found.push((at..at + first.len_utf8(), None));
                }
                at += first.len_utf8();
            }
        }
    }
}

/// A letter of Central Europe that was read as Windows-1250 (`Ĺ‚`, `Ăł`): its length, and what was meant. Only where the
/// word goes on in small letters, since Romanian and Slovak capitals may stand before such letters (`MĂŞTI`).
fn central(text: &str, behind: Option<char>, goes_on: bool) -> Option<(usize, String)> {
    let mut chars = text.chars();
    let (lead, next) = (chars.next()?, chars.next()?);
    if !matches!(lead, 'Ă' | 'Ä' | 'Ĺ') {
        return None;
    }
    let starts = lead == 'Ĺ'
        && !next.is_alphabetic()
        && chars.next().or(behind).is_some_and(|after| after.is_lowercase() || "ĂÄĹ".contains(after));
    if !goes_on && !starts {
        return None;
    }
    let bytes = [byte_1251(WINDOWS_1250, lead)?, byte_1251(WINDOWS_1250, next)?];
    let meant = std::str::from_utf8(&bytes).ok()?;
    let plain = meant.chars().all(|c| matches!(c as u32, 0xC0..=0x17F));
    plain.then(|| (lead.len_utf8() + next.len_utf8(), meant.to_owned()))
}

/// The longest start of `text` whose characters are, as bytes of `encoding`, sequences of UTF-8: its
/// length, and what was meant. `within`: small letters stand before and after it.
fn sequence(
    text: &str,
    within: bool,
    encoding: &'static Encoding,
    byte: fn(&'static Encoding, char) -> Option<u8>,
) -> Option<(usize, String)> {
    let mut meant = String::new();
    let mut length = 0;
    let mut rest = text.chars();
    loop {
        let mut ahead = rest.clone();
        let Some(lead) = ahead.next().and_then(|c| byte(encoding, c)) else { break };
        let wanted = match lead {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => break,
        };
        let mut bytes = vec![lead];
        let mut width = 0;
        let mut soft = true;
        for _ in 0..wanted {
            let Some(c) = ahead.next() else { break };
            let Some(next @ 0x80..=0xBF) = byte(encoding, c) else { break };
            soft &= matches!(
                c,
                '\u{a0}'
                    | '»'
                    | '«'
                    | '’'
                    | '‘'
                    | '“'
                    | '”'
                    | '„'
                    | '…'
                    | '–'
                    | '—'
                    | '°'
                    | 'º'
                    | 'ª'
            );
            bytes.push(next);
        }
        let Ok(decoded) = std::str::from_utf8(&bytes) else { break };
        let Some(c) = decoded.chars().next().filter(|_| bytes.len() == wanted + 1) else { break };
        width += decoded.chars().count();
        debug_assert_eq!(width, 1);
        // A capital before a quotation mark or a space is sound text, but within a word; so is what decodes to rare letters.
        let plain = matches!(c as u32, 0xA0..=0x17F | 0x218..=0x21B | 0x370..=0x52F | 0x5D0..=0x6FF | 0x900..=0xFFFF | 0x1F000..);
        if !plain || soft && meant.is_empty() && !(within && wanted == 1) && !followed(encoding, byte, &ahead)
        {
            break;
        }
        length += text[length..].char_indices().nth(wanted + 1).map_or(text.len() - length, |next| next.0);
        meant.push(c);
        rest = ahead;
    }
    (!meant.is_empty()).then_some((length, meant))
}

/// Whether another sequence follows: one alone may be chance.
fn followed(
    encoding: &'static Encoding,
    byte: fn(&'static Encoding, char) -> Option<u8>,
    rest: &std::str::Chars<'_>,
) -> bool {
    let mut rest = rest.clone();
    let lead = rest.next().and_then(|c| byte(encoding, c));
    let next = rest.next().and_then(|c| byte(encoding, c));
    matches!((lead, next), (Some(0xC3..=0xF4), Some(0x80..=0xBF)))
}

fn byte_1252(encoding: &'static Encoding, c: char) -> Option<u8> {
    match c as u32 {
        0x80..=0xFF => Some(c as u32 as u8),
        _ => byte_1251(encoding, c),
    }
}

/// The byte of a character in a set that has no C1 controls.
fn byte_1251(encoding: &'static Encoding, c: char) -> Option<u8> {
    if c.is_ascii() || c as u32 > 0x2122 {
        return None;
    }
    let mut buffer = [0u8; 4];
    let (bytes, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
    match (failed, &*bytes) {
        (false, [byte]) => Some(*byte),
        _ => None,
    }
}

/// Joins runs that only U+FFFD or a space parts: they are one passage.
fn merge(text: &str, found: &mut Vec<Found>) {
    let mut merged: Vec<Found> = Vec::with_capacity(found.len());
    for (range, meant) in found.drain(..) {
        if let Some((last, before)) = merged.last_mut() {
            let between = &text[last.end..range.start];
            let lost = between
                .chars()
                .all(|c| c == '\u{fffd}' || !c.is_ascii() && !c.is_alphabetic() || "ÐÑÃÂ".contains(c));
            if lost && between.chars().count() <= 2 || between == " " && range.len() > 4 {
                *before = match (before.take(), meant) {
                    (Some(before), Some(meant)) if between.trim().is_empty() => {
                        Some(before + between + &meant)
                    }
                    _ => None,
                };
                last.end = range.end;
                continue;
            }
        }
        merged.push((range, meant));
    }
    *found = merged;
}

/// Words with a question mark inside: `M?nchen`, in English only where an apostrophe belongs: `You?d`; or in
/// front: `?You`. Addresses and questions without a space are none.
fn asked(text: &str, english: bool) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let mut heads = word.chars();
        let front = heads.next() == Some('?') && heads.next().is_some_and(char::is_alphabetic);
        if front && !word.contains(['=', '/', '&']) && word.trim_end().chars().count() >= 4 {
            found.push(start..start + 1);
            continue;
        }
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(offset) = word.find(trimmed).filter(|_| trimmed.len() >= 4) else { continue };
        let parts: Vec<&str> = trimmed.split('?').filter(|part| !part.is_empty()).collect();
        let letters = parts.iter().all(|part| part.chars().all(char::is_alphabetic));
        // `wirklich?Ja`: a question without a space behind it is followed by a capital, or by a whole word.
        let small = parts.iter().skip(1).all(|part| part.chars().all(char::is_lowercase));
        let short = parts.len() >= 2 && parts.iter().any(|part| part.chars().count() <= 3);
        let elided = parts.len() == 2
            && parts.last().is_some_and(|last| matches!(*last, "s" | "t" | "d" | "ll" | "re" | "ve" | "m"));
        if letters && small && short && (elided || !english) {
            found.push(start + offset..start + offset + trimmed.len());
        }
    }
    found
}
