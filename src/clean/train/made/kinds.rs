//! Pages of several kinds: articles, threads, documentation, products, lists, offers.

use super::maker::{DROP, KEEP, Maker};
use super::node::{Form, Node, Setting, boxed, line, link};

/// What a page is for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Article,
    Thread,
    Documentation,
    Product,
    List,
    Offer,
    Front,
}

/// Kinds with their shares of all pages.
const KINDS: [(Kind, usize); 7] = [
    (Kind::Article, 40),
    (Kind::Thread, 15),
    (Kind::Documentation, 12),
    (Kind::Product, 11),
    (Kind::List, 11),
    (Kind::Offer, 10),
    (Kind::Front, 1),
];

/// What the head of a page says, and the page.
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
}

/// What all pages of a site share.
pub(super) struct Frame {
    head: Vec<Node>,
    side: Option<Node>,
    left: bool,
    end: Vec<Node>,
    foot: Node,
}

impl Maker<'_> {
    pub(super) fn frame(&mut self) -> Frame {
        let much = self.manner.much;
        let head = self.head();
        let side = self.chance(20 + 22 * much).then(|| self.side(3 + 3 * much));
        let mut end = Vec::new();
        for _ in 0..self.random.below(1 + much) {
            end.push(match self.random.below(5) {
                0..2 => self.related(3 + 4 * much),
                2 => self.notice(),
                3 => self.menu(6 + 6 * much),
                _ => self.table(),
            });
        }
        let foot = self.foot();
        Frame { head, side, left: self.chance(30), end, foot }
    }

    pub(super) fn kind(&mut self) -> Kind {
        let mut rest = self.random.below(KINDS.iter().map(|(_, share)| share).sum());
        let fits = |(_, share): &&(Kind, usize)| {
            let fits = rest < *share;
            rest = rest.saturating_sub(*share);
            fits
        };
        KINDS.iter().find(fits).map_or(Kind::Article, |(kind, _)| *kind)
    }

    pub(super) fn page(&mut self, frame: &Frame, kind: Kind) -> Draft {
        let headline = self.headline();
        let title = match self.chance(80) {
            true => format!("{headline}{}{}", self.pick(" - | :: | » | – "), self.manner.name),
            false => headline.clone(),
        };
        let mut main = match kind {
            Kind::Article => self.article(&headline),
            Kind::Thread => self.thread(&headline),
            Kind::Documentation => self.documentation(&headline),
            Kind::Product => self.product(&headline),
            Kind::List => self.list(&headline),
            Kind::Offer => self.offer(&headline),
            Kind::Front => self.front(),
        };
        if self.chance(40) {
            let crumbs = self.crumbs(&headline);
            main.insert(0, crumbs);
        }
        let (tag, class) = (self.tag("main"), self.class("main|content|primary|page|site-content|middle"));
        let main = boxed(tag, class, main);
        let mut columns = vec![main];
        if let Some(side) = &frame.side {
            // News lists differ from page to page.
            let side = if self.chance(40) { self.side(10) } else { side.clone() };
            columns.insert(if frame.left { 0 } else { 1 }, side);
        }
        let class = self.class("wrapper|page|container|content-area|site|body|layout");
        let columns = match self.chance(70) {
            true => {
                let mut class = class;
                if self.chance(25) {
                    class.push(' ');
                    class.push_str(&self.pick("has-sidebar|sidebar-right|with-comments|no-header|footer-fixed|menu-open|single-post author-admin|share-on|tag-page|text|more-space|search-on|promo-off"));
                }
                vec![boxed("div", class, columns)]
            }
            false => columns,
        };
        let mut nodes: Vec<Node> = frame.head.clone();
        nodes.extend(columns);
        nodes.extend(frame.end.iter().cloned());
        nodes.push(frame.foot.clone());
        Draft { title, nodes }
    }

    fn thread(&mut self, headline: &str) -> Vec<Node> {
        let words = self.words;
        let mut all = vec![line(Form::Title, headline, if self.chance(50) { KEEP } else { None })];
        if self.chance(60) {
            all.push(self.byline());
        }
        let (class, tag) = (self.class("post|message|comment|reply|topic|item|answer"), self.tag("article"));
        let (early, sign) = (self.chance(80), self.chance(30));
        let (names, buttons) =
            (self.class("author|user|profile|userinfo|meta"), self.class("actions|buttons|tools|controls"));
        let inner = self.class("content|text|body|postbody|entry");
        let facts = self.between(0, 4);
        for _ in 0..self.between(2, 24) {
            let mut user = vec![link(Form::Small, self.name(), None)];
            for _ in 0..facts {
                let fact = match self.random.below(4) {
                    0 => self.pick("Member|Senior Member|Moderator|Admin|Junior|New member|Novice|VIP"),
                    1 => format!("{} {}", self.pick(words.menu), self.random.below(4000)),
                    2 => format!("{} {}", self.pick(words.before), self.date()),
                    _ => self.name(),
                };
                user.push(line(Form::Small, fact, DROP));
            }
            let date = self.date();
            user.push(line(Form::Small, date, None));
            let user = boxed("div", names.clone(), user);
            let mut text = Vec::new();
            if self.chance(15) {
                let quote = self.summary();
                text.push(boxed("blockquote", String::new(), vec![line(Form::Quote, quote, None)]));
            }
            for _ in 0..[1, 1, 1, 2, 2, 3, 5][self.random.below(7)] {
                let words = match self.random.below(6) {
                    0 => self.pick(words.remarks),
                    1 | 2 => self.sentence(),
                    _ => self.paragraph(),
                };
                text.push(self.prose(Form::Paragraph, words, KEEP));
            }
            let mut post = vec![boxed("div", inner.clone(), text)];
            post.insert(if early { 0 } else { 1 }, user);
            if sign && self.chance(50) {
                let sign = self.sentence();
                post.push(line(Form::Small, sign, DROP));
            }
            let texts = self.several(words.tools, 1, 4);
            let row = self.row(texts);
            post.push(boxed("div", buttons.clone(), row));
            all.push(boxed(tag, class.clone(), post));
        }
        if self.chance(60) {
            all.push(self.notice());
        }
        if self.chance(60) {
            all.push(self.related(10));
        }
        vec![self.cover("section", "thread|topic|posts|discussion|forum|messages", all)]
    }

    fn documentation(&mut self, headline: &str) -> Vec<Node> {
        let mut all = vec![line(Form::Title, headline, KEEP)];
        let short = self.manner.setting;
        if short == Setting::Breaks {
            self.manner.setting = Setting::Paragraphs;
        }
        if self.chance(40) {
            let heading = self.pick(self.words.lists);
            let items = (0..self.between(3, 12)).map(|_| link(Form::Item, self.headline(), DROP)).collect();
            let nodes = vec![line(Form::Heading, heading, DROP), boxed("ul", String::new(), items)];
            all.push(self.cover("nav", "toc|on-this-page|contents|table-of-contents", nodes));
        }
        for _ in 0..self.between(2, 8) {
            let heading = self.headline();
            all.push(line(Form::Heading, heading, KEEP));
            let lines = self.between(1, 4);
            all.extend(self.body(lines, true));
            if self.chance(45) {
                let code: String = (0..self.between(1, 8))
                    .map(|_| self.pick("let x = read(path);\n|if (a < 2) { return; }\n|import os\n|$ make install\n|print(name)\n|SELECT id FROM t;\n|for i in range(10):\n    run(i)\n|<div class=\"a\">\n|config.set(\"key\", 1)\n|}\n|{\"id\": 7}\n"))
                    .collect();
                all.push(line(Form::Code, code, KEEP));
            }
        }
        self.manner.setting = short;
        if self.chance(60) {
            let (one, two) = (self.headline(), self.headline());
            let nodes = vec![link(Form::Small, one, DROP), link(Form::Small, two, DROP)];
            all.push(self.cover("nav", "pager|prev-next|pagination|siblings", nodes));
        }
        let mut found = vec![self.cover("article", "document|doc|content|markdown-body|section|body", all)];
        if self.chance(60) {
            let groups = (0..self.between(1, 5)).map(|_| {
                let heading = self.headline();
                let items =
                    (0..self.between(2, 14)).map(|_| link(Form::Item, self.headline(), DROP)).collect();
                boxed(
                    "div",
                    String::new(),
                    vec![line(Form::Small, heading, DROP), boxed("ul", String::new(), items)],
                )
            });
            let groups = groups.collect();
            let tree = self.cover("nav", "sidebar|toctree|nav|side-menu|menu", groups);
            found.insert(0, tree);
        }
        found
    }

    fn product(&mut self, headline: &str) -> Vec<Node> {
        let words = self.words;
        let mut all = vec![line(Form::Title, headline, KEEP)];
        let price =
            format!("{}{}.{:02}", self.pick("$|€|£|"), self.random.below(900), self.random.below(100));
        all.push(line(Form::Small, price, None));
        let buttons = self.several(words.tools, 1, 4);
        all.extend(buttons.into_iter().map(|text| line(Form::Button, text, DROP)));
        if self.chance(50) {
            let stars = format!(
                "{}.{} / 5 ({})",
                self.random.below(5),
                self.random.below(10),
                self.random.below(400)
            );
            all.push(line(Form::Small, stars, DROP));
        }
        let mut parts = Vec::new();
        if self.chance(70) {
            let items = (0..self.between(3, 14)).map(|_| {
                let text = match self.random.below(3) {
                    0 => format!("{}: {}", self.pick(words.menu), self.headline()),
                    1 => self.headline(),
                    _ => self.sentence(),
                };
                line(Form::Item, text, KEEP)
            });
            parts.push(boxed("ul", String::new(), items.collect()));
        }
        for _ in 0..self.between(1, 4) {
            if self.chance(40) {
                let heading = self.headline();
                parts.push(line(Form::Heading, heading, KEEP));
            }
            for _ in 0..self.between(1, 2) {
                let text = self.paragraph();
                parts.push(self.prose(Form::Paragraph, text, KEEP));
            }
        }
        if self.chance(50) {
            let rows = (0..self.between(3, 12)).map(|_| {
                let (name, value) = (
                    self.pick(words.menu),
                    if self.chance(50) { self.headline() } else { format!("{} mm", self.random.below(900)) },
                );
                boxed("tr", String::new(), vec![line(Form::Cell, name, KEEP), line(Form::Cell, value, KEEP)])
            });
            parts.push(boxed("table", String::new(), rows.collect()));
        }
        all.push(self.cover("section", "description|product-info|details|tab|summary", parts));
        if self.chance(50) {
            all.push(self.comments());
        }
        if self.chance(70) {
            all.push(self.related(10));
        }
        vec![self.cover("section", "product|item|product-page|detail|shop", all)]
    }

    /// A list of items of one kind, which is what the page is for.
    fn list(&mut self, headline: &str) -> Vec<Node> {
        let words = self.words;
        let mut all = vec![line(Form::Title, headline, KEEP)];
        for _ in 0..self.between(0, 2) {
            let text = self.paragraph();
            all.push(self.prose(Form::Paragraph, text, KEEP));
        }
        if self.chance(50) {
            let texts = (0..self.between(3, 14))
                .map(|_| format!("{} ({})", self.pick(words.menu), self.random.below(90)))
                .collect();
            let mut nodes = self.row(texts);
            nodes.insert(0, line(Form::Small, self.pick(words.lists), DROP));
            all.push(self.cover("form", "filter|sort|facets|refine|options", nodes));
        }
        let (class, tag) = (
            self.class("item|card|product|entry|result|post"),
            if self.chance(40) { "li" } else { self.tag("article") },
        );
        let (headings, summaries, prices, dates) =
            (self.chance(60), self.chance(70), self.chance(40), self.chance(30));
        let mut cards = Vec::new();
        for _ in 0..self.between(6, 40) {
            let mut card =
                vec![link(if headings { Form::Heading } else { Form::Small }, self.headline(), KEEP)];
            if dates {
                let date = self.date();
                card.push(line(Form::Small, date, None));
            }
            if summaries {
                let text = if self.chance(30) { self.paragraph() } else { self.summary() };
                card.push(line(Form::Paragraph, text, KEEP));
            }
            if prices {
                card.push(line(
                    Form::Small,
                    format!("${}.{:02}", self.random.below(900), self.random.below(100)),
                    None,
                ));
                let tool = self.pick(words.tools);
                card.push(line(Form::Button, tool, DROP));
            }
            cards.push(boxed(tag, class.clone(), card));
        }
        all.push(match tag {
            "li" => boxed("ul", String::new(), cards),
            _ => self.cover("section", "list|grid|items|results|products|archive", cards),
        });
        if self.chance(70) {
            let pages = (1..self.between(3, 9)).map(|number| number.to_string()).collect();
            let nodes = self.row(pages);
            all.push(self.cover("nav", "pagination|pager|pages", nodes));
        }
        if self.chance(30) {
            for _ in 0..self.between(1, 4) {
                let text = self.paragraph();
                all.push(self.prose(Form::Paragraph, text, KEEP));
            }
        }
        vec![self.cover("section", "content|listing|category|catalog|collection|archive", all)]
    }

    /// Sections of short texts that speak for something.
    pub(super) fn offer(&mut self, headline: &str) -> Vec<Node> {
        let words = self.words;
        let mut all = vec![line(Form::Title, headline, KEEP)];
        for _ in 0..self.between(3, 10) {
            let mut part = vec![line(Form::Heading, self.headline(), KEEP)];
            match self.random.below(4) {
                0 => {
                    let class = self.class("card|feature|tile|column|box");
                    for _ in 0..self.between(2, 6) {
                        let (heading, text) = (self.headline(), self.summary());
                        let mut card =
                            vec![line(Form::Heading, heading, KEEP), line(Form::Paragraph, text, KEEP)];
                        if self.chance(40) {
                            card.push(link(Form::Small, self.pick(words.tools), DROP));
                        }
                        part.push(boxed("div", class.clone(), card));
                    }
                }
                1 => {
                    let items =
                        (0..self.between(2, 7)).map(|_| line(Form::Item, self.headline(), KEEP)).collect();
                    part.push(boxed("ul", String::new(), items));
                }
                2 => {
                    let (quote, name) = (format!("“{}”", self.sentence()), self.name());
                    part.push(line(Form::Paragraph, quote, KEEP));
                    part.push(line(Form::Small, name, None));
                }
                _ => {
                    for _ in 0..self.between(1, 3) {
                        let text = self.paragraph();
                        part.push(self.prose(Form::Paragraph, text, KEEP));
                    }
                }
            }
            if self.chance(50) {
                let button = self.pick(words.tools);
                part.push(link(Form::Small, button, DROP));
            }
            all.push(self.cover("section", "section|block|row|panel|feature|hero", part));
        }
        if self.chance(50) {
            all.push(self.notice());
        }
        vec![self.cover("article", "content|page|landing|main-content", all)]
    }

    /// A front page: headlines from all over.
    fn front(&mut self) -> Vec<Node> {
        (0..self.between(3, 9)).map(|_| self.related(9)).collect()
    }
}
