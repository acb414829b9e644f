//! `boilerplate-line`: what cleaning took for the page, not the article.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Reason, Role, Severity, Side};
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "boilerplate-line",
    severity: Severity::Info,
    on: true,
    needs_original: false,
    summary: "a block of the page is no part of the article and was left out",
    what: "Every block that cleaning dropped, with the reason.",
    why: "So that nothing goes unseen: cleaning marks, it never deletes.",
    false_alarms: "A paragraph of the article that looks like the page around it.",
    limits: &[],
    flags: &[],
    passes: &[Example::alone("en", "A sentence of the article.", "")],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let document = &page.target.text.document;
    document
        .blocks
        .iter()
        .filter_map(|block| match block.role {
            Role::Boilerplate(reason) if !block.span.is_empty() => Some(Flag {
                rule: RULE.id,
                severity: RULE.severity,
                side: Side::Target,
                span: block.span,
                counterpart: None,
                bead: None,
                message: format!("left out: {}", words(reason)),
                suggestion: None,
                suppressed: None,
                known: None,
            }),
            _ => None,
        })
        .collect()
}

fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Header => "the title of the site or its header",
        Reason::Navigation => "a menu",
        Reason::Breadcrumb => "the path to the page",
        Reason::Separator => "a line of marks",
        Reason::Cookie => "a cookie notice",
        Reason::Share => "a bar to share or subscribe",
        Reason::Related => "a teaser of another article",
        Reason::Byline => "author, date or tags",
        Reason::Legal => "a legal line",
        Reason::Widget => "a form, comment or advertisement",
        Reason::Site => "a line that recurs over the site",
        Reason::Repeated => "a line that was already there",
        Reason::Outside => "outside of the article",
        Reason::User => "dropped by a pattern of yours",
    }
}
