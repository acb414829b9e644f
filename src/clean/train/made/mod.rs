//! Pages of our own making: paragraphs of permissive texts, framed by what stands around articles.
//!
//! A page is a tree of boxes and lines, some of which are kept (`node`). A maker (`maker`) has a stock of texts
//! and our own words for what stands around them, knows the furniture of pages (`around`) and puts pages of
//! several kinds together (`kinds`): articles most of all, but threads, documentation, products, lists and
//! offers, too, since what is boilerplate on one of them is the text on another.
//! Beside them stand pages that were written by hand, line by line (`written`).
#![allow(clippy::print_stderr)]

mod around;
mod article;
mod kinds;
mod maker;
mod node;
mod stock;
mod written;

use std::path::Path;

use super::super::line::Line;
use super::super::{Site, full, see};
use super::learner::Random;
use super::pages::{Page, seen_of};
use super::words::{WORDS, Words};
use crate::read::read_bytes;
use kinds::{Draft, Kind};
use maker::{Maker, Manner, Naming};
use stock::{Stock, stock};

/// Pages of a site.
const PAGES: usize = 4;

/// Sites of our own making, one after the other.
struct Sites {
    stocks: Vec<(String, Stock)>,
    random: Random,
}

impl Sites {
    fn new(folder: &Path) -> Sites {
        Sites { stocks: stock(folder).into_iter().collect(), random: Random(0x5EED_0001) }
    }

    /// Calls `make` with a maker for each of `count` sites, the languages in turn.
    fn each(&mut self, count: usize, mut make: impl FnMut(usize, &mut Maker)) {
        for number in 0..count {
            let (tag, stock) = &self.stocks[number % self.stocks.len()];
            let own = WORDS.iter().find(|words| words.tag == tag);
            // Frames in another language are there, too: where we have no words of our own, any.
            let words: &Words = match own {
                Some(words) if self.random.below(12) > 0 => words,
                _ => &WORDS[self.random.below(WORDS.len())],
            };
            let manner = Manner::new(&mut self.random, words);
            make(number, &mut Maker { stock, words, random: &mut self.random, manner });
        }
    }
}

/// The pages that were written by hand, each so many times, set in as many ways.
fn written(times: usize) -> impl Iterator<Item = (Draft, Manner)> {
    let drafts = written::pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/pages"));
    let mut random = Random(0x5EED_0002);
    (0..times).flat_map(move |_| {
        let set: Vec<_> = drafts
            .iter()
            .map(|draft| {
                let manner = Manner::new(&mut random, &WORDS[0]);
                let mute = manner.naming == Naming::Mute;
                let mut draft = Draft { title: draft.title.clone(), nodes: draft.nodes.clone() };
                if mute {
                    node::mute(&mut draft.nodes);
                }
                (draft, manner)
            })
            .collect();
        set
    })
}

/// Makes pages of markup; `times`: how often each page counts that was written by hand.
pub(super) fn marked(folder: &Path, sites: usize, times: usize) -> Vec<Page> {
    let mut made = Vec::new();
    for (draft, manner) in written(times) {
        match label(&draft, &manner) {
            Some(page) => made.push(page),
            None => eprintln!("left out: {}", draft.title),
        }
    }
    Sites::new(folder).each(sites, |_, maker| {
        let frame = maker.frame();
        for _ in 0..PAGES - 1 {
            let kind = maker.kind();
            let draft = maker.page(&frame, kind);
            made.extend(label(&draft, &maker.manner));
        }
    });
    made
}

/// The page of a draft; `None` where not all of its letters were read again.
fn label(draft: &Draft, manner: &Manner) -> Option<Page> {
    let mut html = format!("<html><head><title>{}</title></head><body>", draft.title.replace('<', ""));
    node::html(&draft.nodes, manner.setting, manner.title, &mut html);
    html.push_str("</body></html>");
    let mut letters = Vec::new();
    node::letters(&draft.nodes, &mut letters);
    let document = read_bytes("page.html".as_ref(), None, html.into_bytes(), false).ok()?;
    let places = full(&document.blocks);
    let seen = see(&document, &places, None);
    let texts: Vec<_> =
        places.iter().map(|&at| document.slice(document.blocks[at].span).to_owned()).collect();
    // The blocks hold the lines in their order, unless the parser moved some; counted by what is not white space.
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let count: usize = letters.iter().map(|(count, _)| count).sum();
    let mut told = String::new();
    node::text(&draft.nodes, &mut told);
    let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let found: String = texts.iter().map(|text| dense(text)).collect();
    if count != found.chars().count() || dense(&told) != found {
        return None;
    }
    let mut rest = letters.into_iter().flat_map(|(count, keep)| std::iter::repeat_n(keep, count));
    let gold = texts.iter().map(|text| {
        let (mut kept, mut dropped, length) = (0, 0, size(text));
        for keep in rest.by_ref().take(length).flatten() {
            kept += usize::from(keep);
            dropped += usize::from(!keep);
        }
        match (dropped * 10 >= length * 9, kept * 10 >= length * 9) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    });
    let gold = gold.collect();
    Some(Page::new("markup", seen, texts, gold))
}

/// Makes flattened pages, alone and with what is known of their site, and clean articles.
pub(super) fn flat(folder: &Path, sites: usize, times: usize) -> Vec<Page> {
    let mut made = Vec::new();
    for (draft, _) in written(times) {
        let (texts, gold) = lines(&draft);
        made.push(Page::new("written", seen_of(&texts, None), texts, gold));
    }
    Sites::new(folder).each(sites, |number, maker| {
        let frame = maker.frame();
        // Sites are known where many of their pages are: that is where articles are.
        let articles = number % 2 == 0;
        let mut pages = Vec::new();
        for _ in 0..PAGES {
            let kind = if articles { Kind::Article } else { maker.kind() };
            let draft = maker.page(&frame, kind);
            pages.push(lines(&draft));
        }
        let mut site = Site::default();
        for (texts, _) in &pages {
            site.add_lines(&texts.iter().map(|text| Line::new(text)).collect::<Vec<_>>());
        }
        for (at, (texts, gold)) in pages.into_iter().enumerate() {
            if articles {
                let seen = seen_of(&texts, Some(&site));
                made.push(Page::new("site", seen, texts.clone(), gold.clone()));
            }
            if at == 0 {
                let kept = texts.iter().cloned().zip(gold.iter().copied());
                let (texts, gold): (Vec<_>, Vec<_>) = kept.filter(|(_, keep)| *keep == Some(true)).unzip();
                made.push(Page::new("alone", seen_of(&texts, None), texts, gold));
            }
            if !articles || at == 0 {
                made.push(Page::new("page", seen_of(&texts, None), texts, gold));
            }
        }
    });
    made
}

/// The lines of a draft with their labels, the title of the window first.
fn lines(draft: &Draft) -> (Vec<String>, Vec<Option<bool>>) {
    let mut lines = vec![(draft.title.clone(), Some(false))];
    node::flat(&draft.nodes, &mut lines);
    lines.into_iter().filter(|(text, _)| !text.is_empty()).unzip()
}
