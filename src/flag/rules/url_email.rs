//! `url-email`: an address that is not the original's.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "url-email",
    severity: Severity::Warning,
    on: true,
    needs_original: true,
    summary: "a web or mail address is not the original's",
    what: "An address of the translation that the original does not have, while one of the original is missing, \
           and a mail address of the original that is missing.",
    why: "An address with one letter wrong leads nowhere, or elsewhere.",
    false_alarms: "Addresses that were localised on purpose; the language of a path (`/de/`) and of a first \
                   label (`de.wikipedia.org`) may differ.",
    limits: &[],
    flags: &[
        Example::pair(
            ("en", "Write to info@example.org."),
            ("de", "Schreiben Sie an info@exmaple.org."),
            "info@exmaple.org",
        ),
        Example::pair(
            ("en", "See https://example.org/a/b now."),
            ("de", "Siehe https://example.com/a/c jetzt."),
            "https://example.com/a/c",
        ),
    ],
    passes: &[
        Example::pair(
            ("en", "See https://en.wikipedia.org/wiki/Rust."),
            ("de", "Siehe https://de.wikipedia.org/wiki/Rust."),
            "",
        ),
        Example::pair(
            ("zh", "可以查询网站（网址：http://www.example.org）的报名条件。"),
            ("en", "See the website (URL: http://www.example.org) for the conditions."),
            "",
        ),
    ],
    check,
};

/// Text in characters goes on after an address without a space.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let inner = r"[^\s<>()«»“”„\[\]（）「」『』，。；：！？、\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+";
    Regex::new(&format!(
        r"(?i)\b(?:https?://{inner}|www\.{inner}|[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    ))
    .expect("the pattern is well formed")
});

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for pair in page.pairs() {
        let (source, target) = (page.source.slice(pair.source_span), page.target.slice(pair.target_span));
        let may = |text: &str| text.contains("://") || text.contains('@') || text.contains("www.");
        if !may(source) && !may(target) {
            continue;
        }
        let (had, has) = (addresses(source), addresses(target));
        let named = |all: &[(usize, &str)]| all.iter().map(|one| plain(one.1)).collect::<BTreeSet<_>>();
        let (old, new) = (named(&had), named(&has));
        let missing: Vec<_> = had.iter().filter(|one| !new.contains(&plain(one.1))).collect();
        let added: Vec<_> = has.iter().filter(|one| !old.contains(&plain(one.1))).collect();
        for (new, old) in added.iter().zip(&missing) {
            let span =
                Span::new(pair.target_span.start + new.0, pair.target_span.start + new.0 + new.1.len());
            let from =
                Span::new(pair.source_span.start + old.0, pair.source_span.start + old.0 + old.1.len());
            let message = format!("`{}` where the original says `{}`", new.1, old.1);
            flags.push(RULE.compared(pair.number, span, Some(from), message));
        }
        for old in missing.iter().skip(added.len()).filter(|old| old.1.contains('@')) {
            let from =
                Span::new(pair.source_span.start + old.0, pair.source_span.start + old.0 + old.1.len());
            let message = format!("`{}` of the original is missing", old.1);
            flags.push(RULE.compared(pair.number, pair.target_span, Some(from), message));
        }
    }
    flags
}

fn addresses(text: &str) -> Vec<(usize, &str)> {
    ADDRESS
        .find_iter(text)
        .map(|found| {
            (
                found.start(),
                found
                    .as_str()
                    .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', '’', '。', '、', '，']),
            )
        })
        .collect()
}

/// An address without what localising changes: scheme, `www`, labels and parts of a path of two letters.
fn plain(address: &str) -> String {
    let lower = address.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |parts| parts.1);
    let parts = rest.split(['/', '.']).filter(|part| !part.is_empty() && *part != "www");
    let last = rest.split('/').next().and_then(|host| host.rsplit('.').next()).unwrap_or("");
    parts.filter(|part| part.len() != 2 || *part == last).collect::<Vec<_>>().join("/")
}
