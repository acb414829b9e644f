//! Pages of one site -> which lines recur over them.
//!
//! Menus, footers and teasers stand on page after page, articles do not. Only hashes are kept, so that a site
//! of any size fits; an article that is stored twice is seen twice but counted once, else it would look like
//! a menu.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::line::Line;
use crate::bitext::Document;

/// Lines of at least this length, in letters, tell two articles apart.
const TELLING: usize = 50;
/// Fewer such lines in common may be a banner and a footer.
const FEWEST_IN_COMMON: usize = 3;

/// What recurs over the pages of a site.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Lines -> on how many pages they stood, and the first of these.
    lines: FxHashMap<u64, Count>,
    pages: u32,
    /// No new lines are taken up any more.
    closed: bool,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    pages: u32,
    first: u32,
}

impl Site {
    /// Learns from all pages of a site, in one pass; keeps hashes of lines only.
    ///
    /// The pages should be of one site; their order has no influence.
    ///
    /// ```
    /// use alinea::bitext::{Block, Document, Kind, Role, Span};
    /// use alinea::clean::Site;
    ///
    /// let page = |text: &str| {
    ///     let block = Block { span: Span::new(0, text.len()), kind: Kind::Paragraph, role: Role::Body };
    ///     Document { text: text.into(), blocks: vec![block], ..Document::default() }
    /// };
    /// let site = Site::learn([page("Home | News"), page("Home | News"), page("Something else")]);
    /// assert_eq!(site.pages(), 3);
    /// ```
    pub fn learn(pages: impl IntoIterator<Item = Document>) -> Site {
        let mut site = Site::default();
        for page in pages {
            site.add(&page);
        }
        site
    }

    /// Adds one page.
    pub fn add(&mut self, page: &Document) {
        let lines = page.blocks.iter().map(|block| page.slice(block.span));
        self.add_lines(&lines.filter(|text| !text.is_empty()).map(Line::new).collect::<Vec<_>>());
    }

    pub(super) fn add_lines(&mut self, lines: &[Line]) {
        let number = self.pages;
        // The same article under a second address: most of its prose stood on one page that came before.
        let mut shared: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        let mut looked = FxHashSet::default();
        let mut prose = 0;
        for line in lines.iter().filter(|line| line.length >= TELLING && line.is_sentence()) {
            if !looked.insert(line.hash) {
                continue;
            }
            prose += line.length;
            if let Some(count) = self.lines.get(&line.hash) {
                let (length, number) = shared.entry(count.first).or_insert((0, 0));
                *length += line.length;
                *number += 1;
            }
        }
        let same =
            |&(length, number): &(usize, usize)| number >= FEWEST_IN_COMMON && length * 10 >= prose * 6;
        if shared.values().any(same) {
            return;
        }
        self.pages += 1;
        let mut seen = FxHashSet::default();
        for line in lines.iter().filter(|line| line.length > 0) {
            if !seen.insert(line.hash) {
                continue;
            }
            match self.lines.entry(line.hash) {
                Entry::Occupied(mut known) => known.get_mut().pages += 1,
                Entry::Vacant(new) if !self.closed => drop(new.insert(Count { pages: 1, first: number })),
                Entry::Vacant(_) => {}
            }
        }
    }

    /// Number of lines that are remembered.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Forgets the lines that stood on one page only, which are most.
    pub(super) fn forget(&mut self) {
        self.lines.retain(|_, count| count.pages > 1);
        self.lines.shrink_to_fit();
    }

    /// Takes up no new lines from now on.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// Number of pages learned from, pages with the same article counted once.
    pub fn pages(&self) -> usize {
        self.pages as usize
    }

    /// Share of the other pages on which a line stands; `None` while there are too few pages to tell.
    pub(super) fn share(&self, line: &Line) -> Option<f32> {
        if self.pages < 3 {
            return None;
        }
        let others = self.lines.get(&line.hash).map_or(0, |count| count.pages.saturating_sub(1));
        Some(others as f32 / (self.pages - 1) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line::new(text)).collect()
    }

    const BODY: &str = "a long sentence of the article, which is nowhere else but on this page of the site.";
    const BANNER: &str = "Our readers travel with us: book the autumn cruise along the coast now, and save.";

    #[test]
    fn an_article_under_two_addresses_counts_once() {
        let mut site = Site::default();
        let article = |number: usize| -> Vec<String> {
            ["river", "bridge", "ferry"].iter().map(|what| format!("{what} {number}: {BODY}")).collect()
        };
        for number in [1, 1, 2, 3, 4] {
            let body = article(number);
            let texts: Vec<_> = ["Menu", BANNER].into_iter().chain(body.iter().map(String::as_str)).collect();
            site.add_lines(&lines(&texts));
        }
        assert_eq!(site.pages(), 4);
        assert_eq!(site.share(&Line::new("menu!")), Some(1.0));
        assert_eq!(site.share(&Line::new(BANNER)), Some(1.0));
        assert_eq!(site.share(&Line::new(&article(1)[0])), Some(0.0));
        assert_eq!(site.share(&Line::new("never seen")), Some(0.0));
    }

    #[test]
    fn two_pages_tell_nothing() {
        let mut site = Site::default();
        site.add_lines(&lines(&["Menu"]));
        site.add_lines(&lines(&["Menu"]));
        assert_eq!(site.share(&Line::new("Menu")), None);
    }
}
