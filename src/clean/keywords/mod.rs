//! Words that stand on the page around an article, in many languages. Weak votes, never proof.

mod groups;
mod labels;
mod phrases;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use crate::bitext::Reason;
use groups::GROUPS;
use labels::{ADVERTISEMENTS, BY, COMMENTS, COUNTERS, POINTERS};
use phrases::PHRASES;

/// What a line was found to speak of: one bit a [`Reason`] of [`GROUPS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Votes(u8);

impl Votes {
    /// Whether any word of the group of this number stood there.
    pub(super) fn has(self, group: usize) -> bool {
        self.0 >> group & 1 == 1
    }

    /// Whether there was none at all.
    pub(super) fn none(self) -> bool {
        self.0 == 0
    }

    /// The first group that was found, in the order of the table.
    pub(super) fn reason(self) -> Option<Reason> {
        (0..GROUPS.len()).find(|&group| self.has(group)).map(|group| GROUPS[group].0)
    }
}

/// Why a line must go that is a label of the page and nothing else: one of the words or phrases of [`GROUPS`],
/// signs and numbers around it aside.
pub(super) fn label(text: &str) -> Option<Reason> {
    static LABELS: LazyLock<FxHashMap<&str, Reason>> = LazyLock::new(|| {
        let rows =
            GROUPS.iter().rev().flat_map(|(reason, words)| words.iter().map(|word| (bare(word), *reason)));
        rows.collect()
    });
    let lower = text.to_lowercase().replace('’', "'");
    LABELS.get(bare(&lower)).copied()
}

/// Whether a line says how many comments there are, and nothing else: `3 comments`, `Kommentare (3)`, `3条评论`.
pub(super) fn counts(text: &str) -> bool {
    let word: String = text
        .chars()
        .filter(|c| c.is_alphabetic() && !COUNTERS.contains(c))
        .flat_map(char::to_lowercase)
        .collect();
    COMMENTS.contains(&word.as_str())
}

/// Whether what stands before a colon points to another article: `Read also: <headline>`.
pub(super) fn points(label: &str) -> bool {
    let lower = label.to_lowercase().replace('’', "'");
    POINTERS.contains(&lower.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether what stands before a colon says that an advertisement follows.
pub(super) fn advertises(label: &str) -> bool {
    let loud = label.chars().all(|c| !c.is_lowercase());
    ADVERTISEMENTS.contains(&label.to_lowercase().as_str())
        || loud && matches!(label, "ANZEIGE" | "WERBUNG" | "ANNONS" | "ANNONCE")
}

/// Whether a word in lower case stands before the name of an author.
pub(super) fn signs(word: &str) -> bool {
    BY.contains(&word)
}

/// A label without the signs and numbers around it.
fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| !c.is_alphabetic())
}

struct Finder {
    /// The words of [`GROUPS`], and then [`PHRASES`].
    automaton: AhoCorasick,
    /// For each word: its group, and whether a word ends or may start where the pattern does.
    rows: Vec<(u8, bool, bool)>,
    /// Bytes of the longest word.
    longest: usize,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut rows = Vec::new();
    for (group, (_, words)) in GROUPS.iter().enumerate() {
        for word in *words {
            let bare = word.trim_end_matches('*');
            patterns.push(bare);
            let bound = |c: Option<char>| c.is_some_and(spaced_letter);
            rows.push((
                group as u8,
                bound(bare.chars().next()),
                bound(bare.chars().next_back()) && bare == *word,
            ));
        }
    }
    let longest = patterns.iter().map(|pattern| pattern.len()).max().unwrap_or(0);
    patterns.extend(PHRASES.iter().map(|(phrase, _)| *phrase));
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(patterns)
        .expect("a few hundred short patterns make a small automaton");
    Finder { automaton, rows, longest }
});

/// A letter of a script that parts words by spaces.
fn spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && crate::lang::Script::of(c).is_none_or(|script| script.spaced())
}

/// A word counts in a line of at most so many times its own bytes: in a long sentence any word may stand.
const MOST_DILUTED: usize = 12;

/// What a line in lower case speaks of; and, where `phrases` are looked for, why it must go by the first of
/// [`PHRASES`] that stands in it.
pub(super) fn look(lower: &str, phrases: bool) -> (Votes, Option<Reason>) {
    let (mut votes, mut phrase) = (0, None);
    let short = lower.len() <= FINDER.longest * MOST_DILUTED;
    if !short && !phrases {
        return (Votes(0), None);
    }
    for found in FINDER.automaton.find_overlapping_iter(lower) {
        let pattern = found.pattern().as_usize();
        let Some(&(group, bound_start, bound_end)) = FINDER.rows.get(pattern) else {
            let Some((text, reason)) = PHRASES.get(pattern - FINDER.rows.len()) else { continue };
            // Not `omtales også`, `emplea también`.
            let glued = text.starts_with(spaced_letter)
                && lower[..found.start()].chars().next_back().is_some_and(spaced_letter);
            phrase = phrase.or((phrases && !glued).then_some(*reason));
            continue;
        };
        if !short || (found.end() - found.start()) * MOST_DILUTED < lower.len() {
            continue;
        }
        let glued_start =
            bound_start && lower[..found.start()].chars().next_back().is_some_and(spaced_letter);
        let glued_end = bound_end && lower[found.end()..].chars().next().is_some_and(spaced_letter);
        if !glued_start && !glued_end {
            votes |= 1 << group;
        }
    }
    (Votes(votes), phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_in_scripts_that_have_them() {
        for (line, reason) in [
            ("share this article", Reason::Share),
            ("diese seite nutzt cookies", Reason::Cookie),
            ("читайте также:", Reason::Related),
            ("版权所有", Reason::Legal),
            ("© 2024", Reason::Legal),
            ("关于我们 联系我们", Reason::Navigation),
        ] {
            let group = GROUPS.iter().position(|(known, _)| *known == reason).unwrap();
            assert!(look(line, true).0.has(group), "{line}: {:?}", look(line, true).0);
        }
        for line in
            ["3 comments", "Kommentare (3)", "3条评论", "コメント（3件）", "댓글 3개", "Комментарии: 12"]
        {
            assert!(counts(line), "{line}");
        }
        assert!(!counts("3 comments on the war") && label("Mest läst") == Some(Reason::Related));
        assert_eq!(look("dette omtales også i avisen", true).1, None);
        assert_eq!(look("les også: brødet blir dyrere", true).1, Some(Reason::Related));
        for line in ["shareholders", "ein anderer satz", "приветствие", "the homes of the poor"] {
            assert!(look(line, true).0.none(), "{line}: {:?}", look(line, true).0);
        }
    }
}
