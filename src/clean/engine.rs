//! A parsed page -> how much of each block the extraction engine takes for the article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};
use rustc_hash::FxHashSet;

use crate::markup::Page;

/// Elements of a page, beyond which the engine is not asked: it looks at some stretches more than once.
const MOST_ELEMENTS: usize = 200_000;

/// For each block the share of its text, 0..=1, that the engine (Readability, as of `dom_smoothie`) kept;
/// zeros where it found no article. The tree of the page is used up.
pub(super) fn shares(page: Page) -> Vec<f32> {
    let Page { document, blocks, nodes, .. } = page;
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    // A page that trips the engine is a page without its advice: cleaning does not fail.
    let article = catch_unwind(AssertUnwindSafe(|| {
        let mut engine = Readability::with_document(document, None, Some(config)).ok()?;
        engine.parse().ok()?;
        let root = engine.doc.try_select("#readability-page-1")?;
        // Nodes keep their numbers through all that the engine does to the tree.
        let root = *root.nodes().first()?;
        Some(
            root.descendants_it().filter(|node| node.is_text()).map(|node| node.id).collect::<FxHashSet<_>>(),
        )
    }));
    let kept = article.ok().flatten().unwrap_or_default();
    let share = |nodes: &[(dom_query::NodeId, usize)]| {
        let all: usize = nodes.iter().map(|(_, bytes)| bytes).sum();
        let found: usize = nodes.iter().filter(|(node, _)| kept.contains(node)).map(|(_, bytes)| bytes).sum();
        found as f32 / all.max(1) as f32
    };
    blocks.iter().map(|block| share(&nodes[block.nodes.clone()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::page;

    #[test]
    fn tells_the_article_from_the_menu() {
        let sentence = "This is a sentence of the article, and it is long enough to be taken for one. ";
        let markup = format!(
            "<body><ul class=menu><li><a href=/>Home</a></ul><div><p>{0}{0}</p><p>{0}{0}</p><p>{0}</p></div>\
             <div class=footer><a href=/>Contact</a></div>",
            sentence.repeat(2)
        );
        assert_eq!(shares(page(&markup)), [0.0, 1.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn a_page_without_article_has_no_shares() {
        assert!(shares(page("")).is_empty());
        assert!(shares(page("<a>x</a><p>y")).len() == 2);
        shares(page(&format!("{}x", "<div>".repeat(5000))));
    }
}
