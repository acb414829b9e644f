//! Damage of sound translations.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use alinea::lang::language;

use super::segments::Segment;

/// Marks of quotations.
const QUOTES: &[char] = &['“', '”', '„', '«', '»', '"', '「', '」'];

/// Names of countries, languages and the like in one language, of one word each; neighbours are of one kind.
pub(super) fn places(folder: &Path, lang: &str) -> Vec<String> {
    let file = File::open(folder.join("cldr.tsv.gz")).expect("the names open");
    let mut lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    let header = lines.next().expect("a header").expect("UTF-8");
    let Some(column) = header.split('\t').position(|tag| tag == lang) else { return Vec::new() };
    let cells = lines.map(|line| line.expect("UTF-8").split('\t').nth(column).unwrap_or("").to_owned());
    let name = |cell: &String| {
        let first = cell.chars().next();
        cell.chars().count() >= 3
            && cell.chars().all(char::is_alphabetic)
            && first.is_some_and(|first| first.is_uppercase() || !first.is_lowercase())
    };
    cells.filter(name).collect()
}

/// A word without the marks around it, as a range of bytes.
fn core(word: &str) -> std::ops::Range<usize> {
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let end = word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    start..end.max(start)
}

fn is_katakana(word: &str) -> bool {
    word.starts_with(|c: char| matches!(c as u32, 0x30A1..=0x30FA | 0x30FC..=0x30FF))
}

/// The names of a sentence, as runs of its words: capitals within it, of German those that the original has, too;
/// of scripts without spaces three letters of katakana and more.
fn proper(words: &[String], source: &str, spaced: bool, nouns: bool) -> Vec<std::ops::Range<usize>> {
    let source = source.to_lowercase();
    let is_name = |at: usize| {
        let word = &words[at][core(&words[at])];
        if !spaced {
            return is_katakana(word);
        }
        let start: String = word.chars().take(4).collect::<String>().to_lowercase();
        word.chars().count() >= 3
            && word.starts_with(char::is_uppercase)
            && !words[at - 1].ends_with(['.', ':', '!', '?', '"', '“', '«', '„', '»'])
            && (!nouns || source.contains(&start))
    };
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (1..words.len()).filter(|&at| is_name(at)) {
        let closed = |run: &std::ops::Range<usize>| words[run.end - 1].ends_with([',', ';', ')', '.', '、']);
        match runs.last_mut() {
            Some(run) if run.end == at && !closed(run) => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| spaced && run.len() <= 3 || run.len() >= 3);
    runs
}

/// Puts other words in the place of a run, between the marks around it.
fn put(words: &mut Vec<String>, run: std::ops::Range<usize>, name: &[String]) {
    let (first, last) = (&words[run.start], &words[run.end - 1]);
    let (before, after) = (first[..core(first).start].to_owned(), last[core(last).end..].to_owned());
    let mut name: Vec<String> = name.iter().map(|word| word[core(word)].to_owned()).collect();
    if let Some(first) = name.first_mut() {
        first.insert_str(0, &before);
    }
    if let Some(last) = name.last_mut() {
        last.push_str(&after);
    }
    words.splice(run, name);
}

/// What a segment is damaged with.
pub(super) struct Beside<'a> {
    /// Both sides of another segment.
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    /// The target of a segment that is the same for many.
    pub(super) stock: &'a str,
    /// The segment in a third language.
    pub(super) foreign: &'a str,
    /// Names in the language of the target.
    pub(super) places: &'a [String],
}

/// Damages a target in one of twenty-eight ways; tells in which.
pub(super) fn damage(
    random: &mut Random,
    segment: &Segment,
    &Beside { source: other_source, target: other, stock, foreign, places }: &Beside<'_>,
) -> Option<(String, usize)> {
    let record = language(segment.langs.1);
    let spaced = record.script.spaced();
    let glue = if spaced { " " } else { "" };
    let cut = |text: &str| -> Vec<String> {
        if spaced {
            text.split_whitespace().map(str::to_owned).collect()
        } else {
            text.chars().map(String::from).collect()
        }
    };
    let unit = if spaced { 1 } else { 2 };
    let (mut words, others) = (cut(&segment.target), cut(other));
    let count = words.len();
    if count < 5 * unit || others.len() < 4 * unit {
        return None;
    }
    let place = |random: &mut Random| 1 + random.below(count - 2);
    let join = |words: &[String]| words.join(glue);
    // What only some sentences can suffer is tried first where it can be: else the rare kinds hardly occur.
    let denies = words.iter().any(|word| {
        record.words.negators.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()))
    });
    let counts = segment.target.bytes().any(|byte| byte.is_ascii_digit());
    let quotes: Vec<(usize, &str)> = segment.target.match_indices(QUOTES).collect();
    let kind = match random.below(100) {
        0..40 if denies => 7,
        0..20 if counts => 6,
        40..50 => 8,
        50..55 => 9,
        55..59 => 22,
        59..74 if quotes.len() > 1 => 27,
        _ => random.below(27),
    };
    let text = match kind {
        0 => {
            // The end is gone, its full stop too.
            words.truncate(count - (count / 4).max(1) - random.below(count / 3));
            join(&words).trim_end_matches(['.', ',', '。', '、']).to_owned()
        }
        1 => {
            // A clause is gone, the full stop stays.
            let last = words.pop()?;
            let stop: String = last
                .chars()
                .rev()
                .take_while(|c| !c.is_alphanumeric())
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            words.truncate(count * (50 + random.below(25)) / 100);
            join(&words).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned() + &stop
        }
        2 => {
            let from = place(random);
            let length = (count / 4 + random.below(count / 3)).min(count - from - 1).max(1);
            words.drain(from..from + length);
            join(&words)
        }
        3 => {
            let (at, from) = (place(random), random.below(others.len() - 3 * unit + 1));
            let length = (3 + random.below(4)) * unit;
            let phrase: Vec<String> = others.iter().skip(from).take(length).cloned().collect();
            words.splice(at..at, phrase);
            join(&words)
        }
        4 => other.to_owned(),
        5 => {
            let half = count / 2;
            words.truncate(half);
            words.extend(others.iter().skip(others.len() / 2).cloned());
            join(&words)
        }
        6 => {
            let text = &segment.target;
            let digits: Vec<usize> = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| byte.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            let at = *digits.get(random.below(digits.len().max(1)))?;
            let old = text.as_bytes()[at] - b'0';
            let new = (old + 1 + random.below(8) as u8) % 10;
            format!("{}{new}{}", &text[..at], &text[at + 1..])
        }
        7 => {
            let negators = record.words.negators;
            let at = words.iter().position(|word| {
                negators.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()))
            })?;
            words.remove(at);
            join(&words)
        }
        8 => {
            // A country stands in the place of another, or a name of another sentence in the place of a name.
            let place = words.iter().enumerate().find_map(|(at, word)| {
                let number = places.iter().position(|place| *place == word[core(word)])?;
                Some((at, number))
            });
            let nouns = record.tag == "de";
            let here = proper(&words, &segment.source, spaced, nouns);
            let there = proper(&others, other_source, spaced, nouns);
            match place.filter(|_| random.below(2) == 0) {
                Some((at, number)) => {
                    let near = number.saturating_sub(20) + random.below(40);
                    let name = places.get(near).filter(|name| **name != places[number])?.clone();
                    put(&mut words, at..at + 1, &[name]);
                }
                None => {
                    let to = here.get(random.below(here.len().max(1)))?.clone();
                    let from = there.get(random.below(there.len().max(1)))?.clone();
                    let name = others[from].to_vec();
                    let said: String = name.concat().to_lowercase();
                    if name.iter().any(|word| segment.target.contains(&word[core(word)])) && spaced
                        || segment.target.to_lowercase().contains(&said)
                    {
                        return None;
                    }
                    put(&mut words, to, &name);
                }
            }
            join(&words)
        }
        9 => {
            // Two names of the sentence, or two of its numbers, are exchanged.
            let mut runs = proper(&words, &segment.source, spaced, record.tag == "de");
            let numbers: Vec<std::ops::Range<usize>> = (0..words.len())
                .filter(|&at| {
                    let word = &words[at][core(&words[at])];
                    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
                })
                .map(|at| at..at + 1)
                .collect();
            if spaced && numbers.len() >= 2 && (runs.len() < 2 || random.below(3) == 0) {
                runs = numbers;
            }
            let first = runs.first()?.clone();
            let last = runs.last().filter(|last| last.start > first.end)?.clone();
            let (one, other) = (words[first.clone()].to_vec(), words[last.clone()].to_vec());
            put(&mut words, last, &one);
            put(&mut words, first, &other);
            join(&words)
        }
        10 => {
            // Torn out of its clause and dropped elsewhere.
            let length = (1 + random.below(3)) * unit;
            let from = place(random).min(count - length - 1);
            let torn: Vec<String> = words.drain(from..from + length).collect();
            let to = random.below(words.len());
            words.splice(to..to, torn);
            join(&words)
        }
        11 => {
            let length = (1 + random.below(4)) * unit;
            let from = place(random).min(count - length - 1);
            let phrase: Vec<String> = words[from..from + length].to_vec();
            for _ in 0..1 + random.below(4) {
                words.splice(from..from, phrase.clone());
            }
            join(&words)
        }
        12 => {
            let source: Vec<&str> = segment.source.split_whitespace().collect();
            let length = 3 + random.below(4);
            let from = random.below(source.len().checked_sub(length + 1)?);
            let at = place(random);
            let end = (at + length * unit).min(count - 1);
            words.splice(at..end, source[from..from + length].iter().map(|word| (*word).to_owned()));
            join(&words)
        }
        13 => foreign.to_owned(),
        14 => {
            let at = place(random);
            words[at] = words[at].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" };
            words[at + 1] = words[at + 1].to_lowercase();
            join(&words)
        }
        15 => {
            let at = place(random);
            let marks = ["..", ",,", " ,", " .", ",.", ";;"];
            words[at] = words[at].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + marks[random.below(6)];
            join(&words)
        }
        16 => {
            let at = words.iter().position(|word| !word.is_ascii())?;
            words[at] = words[at].bytes().map(char::from).collect();
            join(&words)
        }
        18 => format!("{}{glue}{other}", segment.target),
        19 => {
            // Another sentence, cut short, as a closed one.
            let mut others = others.clone();
            others.truncate((others.len() * (40 + random.below(50)) / 100).max(3 * unit));
            join(&others).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" }
        }
        20 => {
            // Little is left of it, as a closed sentence.
            let from = random.below(count / 2);
            let length = (count * (20 + random.below(25)) / 100).max(3 * unit);
            let kept: Vec<String> = words.iter().skip(from).take(length).cloned().collect();
            join(&kept).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" }
        }
        21 => {
            // A clause of another sentence is joined on before the full stop.
            let from = random.below(others.len() / 2);
            let length = (5 + random.below(10)) * unit;
            let phrase: Vec<String> = others.iter().skip(from).take(length).cloned().collect();
            let end = words.pop()?;
            words.push(
                end.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                    + if spaced { "," } else { "，" },
            );
            words.extend(phrase);
            join(&words).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" }
        }
        22 => stock.to_owned(),
        23 => {
            // What was said is said again in place of what follows.
            let length = (1 + random.below(3)) * unit;
            let from = random.below(count.checked_sub(2 * length + 1)?);
            let to = from + length + 1 + random.below(count - from - 2 * length - 1).min(6);
            let again: Vec<String> = words[from..from + length].to_vec();
            words.splice(to..(to + length).min(count - 1), again);
            join(&words)
        }
        24 => {
            // It starts well and runs in circles.
            let length = (2 + random.below(4)) * unit;
            let from = random.below(count.checked_sub(length)?);
            let circle: Vec<String> = words[from..from + length].to_vec();
            words.truncate(from + length);
            for _ in 0..1 + random.below(3) {
                words.extend(circle.iter().cloned());
            }
            join(&words).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
                + if spaced { "." } else { "。" }
        }
        25 => {
            // Another sentence turns into this one.
            let mut head: Vec<String> =
                others.iter().take(others.len() * (30 + random.below(40)) / 100).cloned().collect();
            head.extend(words.iter().skip(count / 2).cloned());
            join(&head)
        }
        26 => {
            let at = place(random);
            words.insert(at, words[at].clone());
            join(&words)
        }
        27 => {
            // A quotation loses one of its marks.
            let (at, mark) = *quotes.get(random.below(quotes.len()))?;
            segment.target[..at].to_owned() + &segment.target[at + mark.len()..]
        }
        _ => {
            let kept: Vec<String> = words.iter().filter(|_| random.below(10) < 7).cloned().collect();
            join(&kept)
        }
    };
    Some((text, kind))
}

/// Whether damage of a kind can be seen without the original.
pub(super) fn is_visible(kind: usize) -> bool {
    !matches!(kind, 1 | 2 | 4 | 6 | 7 | 8 | 9 | 18..=23)
}

/// Xorshift (Marsaglia 2003, 64 bits, triple 13-7-17).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
