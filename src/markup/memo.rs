//! The page that was read last -> the page that is cleaned next, so that it is parsed once.
//!
//! One a thread, since a thread reads a page and then cleans it. Whoever asks for another page, or asks again,
//! has it parsed: what is remembered changes how long it takes, nothing else.

use std::cell::RefCell;

use super::outline::Page;
use super::walk::page;

/// Bytes of markup beyond which a page is not remembered.
const MOST: usize = 4 << 20;

thread_local! {
    static LAST: RefCell<Option<(String, Page)>> = const { RefCell::new(None) };
}

/// Remembers what became of this markup.
pub(crate) fn remember(markup: &str, page: Page) {
    let last = (markup.len() <= MOST).then(|| (markup.to_owned(), page));
    LAST.replace(last);
}

/// What becomes of this markup.
pub(crate) fn recall(markup: &str) -> Page {
    match LAST.take() {
        Some((known, page)) if known == markup => page,
        _ => page(markup),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_remembered_once_and_no_other_one_is_taken_for_it() {
        let blocks = |markup| recall(markup).blocks.len();
        remember("<p>a<p>b", page("<p>not what it says"));
        assert_eq!(blocks("<p>c<p>d<p>e"), 3);
        remember("<p>a<p>b", page("<p>not what it says"));
        assert_eq!((blocks("<p>a<p>b"), blocks("<p>a<p>b")), (1, 2));
    }
}
