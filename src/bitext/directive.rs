//! A comment in an article that speaks to the program.

/// `<!-- alinea: ignore double-punct -->` in HTML or Markdown, as found: what it says is understood where it
/// is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Byte offset into [`Document::text`](super::Document::text): it speaks of the first block that ends
    /// behind it.
    pub offset: usize,
    /// 1-based line of the file that was read on which it stands.
    pub line: usize,
    /// What stands behind `alinea:`, without the white space around it.
    pub text: String,
}

impl Directive {
    /// What a comment says to the program; `None` for any other comment. Without `<!--` and `-->`. The colon is easily
    /// forgotten: without it, a comment that goes on with `ignore` is taken for one of ours.
    ///
    /// ```
    /// use alinea::bitext::Directive;
    /// assert_eq!(Directive::said(" alinea: ignore url-email "), Some("ignore url-email"));
    /// assert_eq!(Directive::said(" alinea ignore url-email "), Some("ignore url-email"));
    /// assert_eq!(Directive::said(" the alinea "), None);
    /// assert_eq!(Directive::said(" alinea ignores this "), None);
    /// ```
    pub fn said(comment: &str) -> Option<&str> {
        let rest = comment.trim().strip_prefix("alinea")?;
        let said = rest.trim_start();
        match said.strip_prefix(':') {
            Some(said) => Some(said.trim()),
            None => {
                (said.len() < rest.len() && said.split_whitespace().next() == Some("ignore")).then_some(said)
            }
        }
    }
}
