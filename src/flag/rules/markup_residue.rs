//! `markup-residue`: tags, entities and placeholders that should not be seen.

use std::sync::LazyLock;

use regex::Regex;

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity, Span};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "markup-residue",
    severity: Severity::Error,
    on: true,
    needs_original: false,
    summary: "tags, entities or placeholders stand in the text",
    what: "HTML and XML tags by name, character references, BBCode, wiki and template braces, format \
           placeholders, escaped Unicode. Not what the original holds too.",
    why: "It is meant for a program, not for the reader, and shows that the text was handled as something else.",
    false_alarms: "Articles about markup, without their original at hand.",
    limits: &[],
    flags: &[
        Example::alone("de", "Der Gipfel&nbsp;fand in Lima statt.", "&nbsp;"),
        Example::alone("en", "It was <b>very</b> late.", "<b>"),
        Example::alone("en", "Hello {{name}}, you have %1$s messages.", "{{name}}"),
        Example::alone("en", "See [url=http://x.org]here[/url].", "[url=http://x.org]"),
        Example::alone("fr", "Il a gagn\\u00e9 la coupe.", "\\u00e9"),
    ],
    passes: &[
        Example::alone("en", "If a < b and b > c, then R&D pays; AT&T; too.", ""),
        Example::alone("en", "About 5 % said so, 100%sure.", ""),
        Example::pair(("de", "Das Tag <b> macht fett."), ("en", "The tag <b> makes bold."), ""),
        Example::alone("en", "He wrote [sic] and [b] for the second.", ""),
    ],
    check,
};

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)</?(?:p|br|b|i|u|em|strong|span|div|a|img|h[1-6]|ul|ol|li|table|tr|td|th|tbody|thead|script|style|font|sup|sub|code|pre|blockquote|ref|nowiki|iframe|input|button|form|label|section|article|header|footer|nav|figure|figcaption|small|center|hr|g|x|ph|bpt|ept)(?:\s[^<>]{0,200})?/?>",
        r"|<!--|-->|<!\[CDATA\[|\]\]>",
        r"|&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|trade|euro|pound|yen|cent|sect|deg|hellip|[nm]dash|[lr]s?[dl]?quo|[lr]aquo|[bs]?dquo|sbquo|middot|bull|shy|thinsp|ensp|emsp|zwn?j|times|szlig|[a-z]{1,2}(?:acute|grave|uml|circ|tilde|cedil|ring|slash|lig)|#\d{2,7}|#x[0-9a-f]{2,6});",
        r"|\[/?(?:url|img|quote|color|size|font|code|list|youtube|spoiler|email)(?:=[^\]\s]{0,200})?\]|\[/[biu]\]",
        r"|\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\s]{1,60}\}|\{\d{1,2}\}|%\d{1,2}\$[sd@]",
        r"|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}",
    ))
    .expect("the pattern is well formed")
});

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (sentence, text, span, _) in page.target.iter() {
        if memchr::memchr3(b'<', b'&', b'[', text.as_bytes()).is_none()
            && memchr::memchr3(b'{', b'%', b'\\', text.as_bytes()).is_none()
            && !text.contains("-->")
            && !text.contains("]]>")
        {
            continue;
        }
        let source = page.source_of(sentence);
        for found in PATTERN.find_iter(text) {
            let marked = found.as_str();
            // The translator kept what was there, perhaps with other words inside.
            if source.contains(marked) || !source.is_empty() && same_kind(source, marked) {
                continue;
            }
            let place = Span::new(span.start + found.start(), span.start + found.end());
            flags.push(RULE.found(page, sentence, place, format!("`{marked}` is markup, not text")));
        }
    }
    flags
}

/// Whether the source holds markup that opens in the same way.
fn same_kind(source: &str, marked: &str) -> bool {
    let kind = |text: &str| text.chars().take(3).collect::<String>().to_ascii_lowercase();
    PATTERN.find_iter(source).any(|found| kind(found.as_str()) == kind(marked))
}
