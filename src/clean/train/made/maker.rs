//! One who makes pages in a language: the small pieces.

use super::super::learner::Random;
use super::super::words::Words;
use super::node::{Form, Node, Part, Setting, boxed, line, link};
use super::stock::Stock;

/// How the elements of a site are named.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Naming {
    Semantic,
    Telling,
    Mute,
    Tables,
}

/// What is the same on all pages of a site.
pub(super) struct Manner {
    pub(super) name: String,
    pub(super) naming: Naming,
    pub(super) setting: Setting,
    /// Whether menus and cards are lists.
    pub(super) lists: bool,
    /// Percent of paragraphs with a link.
    pub(super) links: usize,
    /// How much stands around an article, 0..=3.
    pub(super) much: usize,
    pub(super) title: &'static str,
    /// Boxes around cards, and around the article.
    pub(super) deep: usize,
}

impl Manner {
    pub(super) fn new(random: &mut Random, words: &Words) -> Manner {
        let mut pick = |list: &str| {
            let count = list.split('|').count();
            list.split('|').nth(random.below(count)).unwrap_or_default().to_owned()
        };
        let name = format!("{} {}", pick(words.names), pick(words.menu));
        let naming = match random.below(7) {
            0 | 1 => Naming::Semantic,
            2..5 => Naming::Telling,
            5 => Naming::Mute,
            _ => Naming::Tables,
        };
        let setting = match random.below(8) {
            0..6 => Setting::Paragraphs,
            6 => Setting::Breaks,
            _ => Setting::Divs,
        };
        let lists = random.below(4) > 0;
        let links = [0, 2, 5, 10, 20, 40][random.below(6)];
        // Some sites have little around their articles, most have much.
        let much = [0, 1, 1, 2, 2, 3, 3][random.below(7)];
        let title = if random.below(5) > 0 { "h1" } else { "h2" };
        Manner { name, naming, setting, lists, links, much, title, deep: random.below(4) }
    }
}

/// One who makes pages of a site in a language.
pub(super) struct Maker<'a> {
    pub(super) stock: &'a Stock,
    pub(super) words: &'a Words,
    pub(super) random: &'a mut Random,
    pub(super) manner: Manner,
}

pub(super) const DROP: Option<bool> = Some(false);
pub(super) const KEEP: Option<bool> = Some(true);

impl Maker<'_> {
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.random.below(100) < percent
    }

    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.random.below(most + 1 - least)
    }

    pub(super) fn pick(&mut self, list: &str) -> String {
        let count = list.split('|').count();
        list.split('|').nth(self.random.below(count)).unwrap_or_default().to_owned()
    }

    pub(super) fn date(&mut self) -> String {
        let (d, m, y) = (1 + self.random.below(28), 1 + self.random.below(12), 2004 + self.random.below(22));
        let (hour, minute) = (self.random.below(24), self.random.below(60));
        match self.random.below(8) {
            0 => format!("{d:02}.{m:02}.{y}"),
            1 => format!("{y}-{m:02}-{d:02} {hour:02}:{minute:02}"),
            2 => format!("{d}/{m}/{y}"),
            3 => format!("{hour:02}:{minute:02}"),
            4 => format!("{d:02}.{m:02}.{y}, {hour}:{minute:02}"),
            5 => format!("{y}年{m}月{d}日 {hour:02}:{minute:02}"),
            6 => format!("{} {d}, {y}", self.pick("Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec")),
            _ => format!("{y}/{m:02}/{d:02}"),
        }
    }

    pub(super) fn paragraph(&mut self) -> String {
        let at = self.random.below(self.stock.paragraphs.len());
        self.stock.paragraphs[at].clone()
    }

    pub(super) fn sentence(&mut self) -> String {
        let stock = self.stock;
        match stock.sentences.len() {
            0 => self.pick(self.words.remarks),
            count => stock.sentences[self.random.below(count)].clone(),
        }
    }

    /// The headline of some article: a heading, or a sentence without its end.
    pub(super) fn headline(&mut self) -> String {
        let stock = self.stock;
        if self.chance(35) && !stock.headings.is_empty() {
            return stock.headings[self.random.below(stock.headings.len())].clone();
        }
        let sentence = match self.chance(40) {
            // Of a longer text, up to a comma or the end of its first sentence.
            true => {
                let text = self.paragraph();
                let end = text.find([',', '.', '，', '。', '!', '?', ';']).unwrap_or(text.len());
                if text[..end].chars().count() < 12 || text[..end].chars().count() > 110 {
                    self.sentence()
                } else {
                    text[..end].to_owned()
                }
            }
            false => self.sentence(),
        };
        match self.chance(88) {
            true => sentence.trim_end_matches(['.', '。', '!', '！']).to_owned(),
            false => sentence,
        }
    }

    /// The start of a paragraph, as teasers have it: whole, or cut.
    pub(super) fn summary(&mut self) -> String {
        let paragraph = self.paragraph();
        let most = 60 + self.random.below(160);
        if paragraph.chars().count() < most {
            return paragraph;
        }
        let mut cut: String = paragraph.chars().take(most).collect();
        match self.random.below(4) {
            0 => cut.push_str("..."),
            1 => cut.push('…'),
            _ => match cut.rfind(['.', '。', '!', '?']) {
                // To the end of a sentence, if there is one.
                Some(end) if end > 30 => {
                    let stop = cut[end..].chars().next().map_or(0, char::len_utf8);
                    cut.truncate(end + stop);
                }
                _ => cut.push_str(" ..."),
            },
        }
        cut
    }

    /// A class: one of those offered, or one that says nothing.
    pub(super) fn class(&mut self, offered: &str) -> String {
        let said = self.pick(offered);
        let number = self.random.below(900);
        match (self.manner.naming, self.random.below(10)) {
            (Naming::Telling, 0..6) | (Naming::Semantic, 0..3) => said,
            (Naming::Telling, 6..9) => format!("{}-{said} {}", self.pick("c|td|site|b|l|news|wp|js"), self.pick("clearfix|row|box|left|col|")),
            (Naming::Telling, _) | (Naming::Semantic, 3) => format!("{said}__{}", self.pick("inner|list|wrap|item|title|container")),
            (Naming::Semantic, 4..7) => String::new(),
            (Naming::Tables, 0..6) => String::new(),
            _ => self.pick(&format!("x{number}|css-{number}k{}|col-md-{}|flex mt-{}|row|wrap|box|container|inner|left|grid|sc-{number}", number % 7, number % 12, number % 6)),
        }
    }

    /// An element: the telling one where the site has such, else `div`.
    pub(super) fn tag(&mut self, semantic: &'static str) -> &'static str {
        match self.manner.naming {
            Naming::Semantic => semantic,
            Naming::Telling if self.random.below(4) == 0 => semantic,
            _ => "div",
        }
    }

    pub(super) fn cover(&mut self, semantic: &'static str, classes: &str, nodes: Vec<Node>) -> Node {
        let tag = self.tag(semantic);
        let class = self.class(classes);
        let mut node = match self.manner.naming {
            Naming::Tables if self.random.below(100) < 60 => boxed(
                "table",
                class,
                vec![boxed("tr", String::new(), vec![boxed("td", String::new(), nodes)])],
            ),
            _ => boxed(tag, class, nodes),
        };
        for _ in 0..self.random.below(1 + self.manner.deep) {
            let class = self.class("wrap|inner|container|row|section|block");
            node = boxed("div", class, vec![node]);
        }
        node
    }

    /// A paragraph of an article, with links in it or without.
    pub(super) fn prose(&mut self, form: Form, text: String, keep: Option<bool>) -> Node {
        if !self.chance(self.manner.links) {
            return line(form, text, keep);
        }
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        if chars.len() < 30 {
            return line(form, text, keep);
        }
        let spaced = text.contains(' ');
        let near = |from: usize| match spaced {
            true => text[chars[from]..].find(' ').map(|at| chars[from] + at),
            false => Some(chars[from]),
        };
        let from = self.random.below(chars.len() - 12);
        let to = (from + 4 + self.random.below(30)).min(chars.len() - 4);
        match (near(from), near(to)) {
            (Some(start), Some(end)) if start < end => {
                let part = |text: &str, link: bool| Part { text: text.to_owned(), link, keep };
                Node::Line(
                    form,
                    vec![
                        part(&text[..start], false),
                        part(&text[start..end], true),
                        part(&text[end..], false),
                    ],
                )
            }
            _ => line(form, text, keep),
        }
    }

    /// Short links, as a list, a row of blocks, or side by side in one line.
    pub(super) fn row(&mut self, texts: Vec<String>) -> Vec<Node> {
        match self.random.below(10) {
            0..6 if self.manner.lists => {
                vec![boxed(
                    "ul",
                    String::new(),
                    texts.into_iter().map(|text| link(Form::Item, text, DROP)).collect(),
                )]
            }
            6 | 7 => {
                let mark = self.pick(" | - · /").replace('|', "｜");
                let mark = mark.trim();
                let glue = if self.chance(50) { format!(" {mark} ") } else { " ".to_owned() };
                let mut parts = Vec::new();
                for text in texts {
                    if !parts.is_empty() {
                        parts.push(Part { text: glue.clone(), link: false, keep: DROP });
                    }
                    parts.push(Part { text, link: true, keep: DROP });
                }
                vec![Node::Line(Form::Small, parts)]
            }
            _ => texts.into_iter().map(|text| link(Form::Small, text, DROP)).collect(),
        }
    }

    pub(super) fn several(&mut self, list: &'static str, least: usize, most: usize) -> Vec<String> {
        (0..self.between(least, most)).map(|_| self.pick(list)).collect()
    }

    pub(super) fn name(&mut self) -> String {
        self.pick(self.words.names)
    }

    pub(super) fn parts(&mut self, form: Form, parts: &[(&str, bool)]) -> Node {
        Node::Line(
            form,
            parts
                .iter()
                .map(|(text, link)| Part { text: (*text).to_owned(), link: *link, keep: DROP })
                .collect(),
        )
    }
}
