//! The frame of every page: head, policy, style and script.

use std::fmt::Write as _;

use super::digest;
use super::escape::attribute;
use crate::bitext::Severity;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Everything up to the content. Nothing is loaded from elsewhere, and only our own script works.
pub(super) fn begin(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"generator\" content=\"alinea\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; img-src data:; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        digest::source(STYLE),
        digest::source(SCRIPT),
        attribute(title),
    )
}

/// Everything after the content.
pub(super) fn end() -> String {
    format!("<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

/// The bar of filters. `rules` are those that occur, with how often; `article`: whether the beads of the page have
/// scores, `None` on the index.
pub(super) fn filters(
    rules: &[(&str, usize, Severity)],
    counts: [usize; 4],
    article: Option<bool>,
) -> String {
    let mut bar =
        String::from("<form class=\"filters\" id=\"filters\" role=\"search\" aria-label=\"Filter\">\n");
    bar.push_str("<div class=\"chips\" role=\"group\" aria-label=\"Severity\">");
    for (severity, count) in Severity::ALL.into_iter().zip(counts) {
        let name = severity.name();
        let _ = write!(
            bar,
            "<label class=\"chip {name}\"><input type=\"checkbox\" name=\"severity\" value=\"{name}\">{name} <b>{count}</b></label>"
        );
    }
    bar.push_str("</div>\n<select name=\"rule\" aria-label=\"Rule\"><option value=\"\">every rule</option>");
    for &(rule, count, _) in rules {
        let rule = attribute(rule);
        let _ = write!(bar, "<option value=\"{rule}\">{rule} ({count})</option>");
    }
    let what = if article.is_none() { "article" } else { "text" };
    let _ = write!(
        bar,
        "</select>\n<input type=\"search\" name=\"text\" placeholder=\"find {what}  ( / )\" aria-label=\"Find {what}\" autocomplete=\"off\">\n"
    );
    if article == Some(true) {
        bar.push_str(
            "<button type=\"button\" id=\"rank\" aria-pressed=\"false\" title=\"what is most worth a look first (s)\">by score</button>\n",
        );
    }
    if article.is_some() {
        bar.push_str(
            "<span class=\"walk\"><button type=\"button\" id=\"previous\" title=\"previous flag (k)\">↑</button>\
             <button type=\"button\" id=\"next\" title=\"next flag (j)\">↓</button></span>\n",
        );
    }
    bar.push_str("<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
    bar
}
