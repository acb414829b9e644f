//! What stands around articles.

use super::maker::{DROP, Maker};
use super::node::{Form, Node, boxed, line, link};

impl Maker<'_> {
    pub(super) fn menu(&mut self, most: usize) -> Node {
        let words = self.words;
        let mut texts = self.several(words.menu, 2, most.max(3));
        if self.chance(15) {
            let at = self.random.below(texts.len());
            texts[at] = self.headline();
        }
        let mut nodes = self.row(texts);
        if self.chance(20) {
            let heading = self.pick(words.menu);
            nodes.insert(0, line(Form::Heading, heading, DROP));
        }
        self.cover("nav", "menu|main-nav|navbar|nav-list|topmenu|links|navigation", nodes)
    }

    pub(super) fn head(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let name = self.manner.name.clone();
        if self.chance(40) {
            nodes.push(link(Form::Small, "Skip to content", DROP));
        }
        nodes.push(match self.random.below(4) {
            0 => line(Form::Title, name, DROP),
            1 => line(Form::Heading, name, DROP),
            _ => link(Form::Small, name, DROP),
        });
        if self.chance(30) {
            let motto = if self.chance(60) { self.headline() } else { self.sentence() };
            nodes.push(line(Form::Small, motto, DROP));
        }
        if self.chance(50) {
            let texts = self.several(self.words.menu, 1, 4);
            nodes.extend(self.row(texts));
        }
        if self.chance(30) {
            let date = self.date();
            nodes.push(line(Form::Small, date, DROP));
        }
        let most = 6 + 8 * self.manner.much;
        let mut all = vec![self.cover("header", "header|top|masthead|site-head|branding|topbar", nodes)];
        for _ in 0..self.random.below(2 + self.manner.much) {
            all.push(self.menu(most));
        }
        if self.chance(20) {
            let at = self.random.below(all.len() + 1);
            let notice = self.consent();
            all.insert(at, notice);
        }
        if self.chance(15) {
            let texts = self.several(self.words.lists, 1, 2);
            let mut nodes: Vec<_> = texts.into_iter().map(|text| line(Form::Small, text, DROP)).collect();
            for _ in 0..self.between(1, 4) {
                let headline = self.headline();
                nodes.push(link(Form::Small, headline, DROP));
            }
            all.push(self.cover("div", "ticker|breaking|topnews|hot|headlines", nodes));
        }
        all
    }

    pub(super) fn consent(&mut self) -> Node {
        let mut nodes: Vec<Node> = Vec::new();
        let (first, tools) =
            (self.words.notices.split('|').next().unwrap_or_default().to_owned(), self.words.tools);
        nodes.push(line(Form::Paragraph, first, DROP));
        if self.chance(40) {
            let more = self.sentence();
            nodes.push(line(Form::Paragraph, more, DROP));
        }
        for _ in 0..self.between(1, 3) {
            let button = self.pick(tools);
            nodes.push(if self.chance(50) {
                line(Form::Button, button, DROP)
            } else {
                link(Form::Small, button, DROP)
            });
        }
        self.cover("div", "cookie-bar|consent|notice|gdpr|cookie-banner|overlay", nodes)
    }

    pub(super) fn crumbs(&mut self, headline: &str) -> Node {
        let words = self.words;
        let mark = self.pick(" > | » | / | :: | › |>| - ");
        let mut texts = self.several(words.menu, 1, 3);
        if self.chance(50) {
            texts.push(headline.to_owned());
        }
        let nodes = match self.chance(70) {
            true => {
                let mut parts = Vec::new();
                for (at, text) in texts.iter().enumerate() {
                    if at > 0 {
                        parts.push((mark.as_str(), false));
                    }
                    parts.push((text.as_str(), at + 1 < texts.len()));
                }
                vec![self.parts(Form::Small, &parts)]
            }
            false => vec![boxed(
                "ul",
                String::new(),
                texts.into_iter().map(|text| link(Form::Item, text, DROP)).collect(),
            )],
        };
        self.cover("nav", "breadcrumb|crumbs|path|you-are-here|breadcrumbs", nodes)
    }

    pub(super) fn byline(&mut self) -> Node {
        let (before, name, date) = (self.pick(self.words.before), self.name(), self.date());
        let (tool, section) = (self.pick(self.words.tools), self.pick(self.words.menu));
        let mark = self.pick(" | , · - /").trim().to_owned();
        let mark = format!(" {} ", if mark.is_empty() { "|" } else { &mark });
        let nodes = match self.random.below(9) {
            0 => vec![line(Form::Small, date, DROP)],
            1 => vec![line(Form::Small, format!("{before} {name}, {date}"), DROP)],
            2 => vec![line(Form::Small, format!("{before} {name}"), DROP), line(Form::Small, date, DROP)],
            3 => vec![line(Form::Small, date, DROP), link(Form::Small, section, DROP)],
            4 => vec![self.parts(
                Form::Small,
                &[(&before, false), (" ", false), (&name, true), (&mark, false), (&date, false)],
            )],
            5 => vec![self.parts(
                Form::Small,
                &[(&date, false), (&mark, false), (&section, true), (&mark, false), (&tool, true)],
            )],
            6 => vec![
                link(Form::Small, name, DROP),
                line(Form::Small, section, DROP),
                line(Form::Small, format!("{before} {date}"), DROP),
            ],
            7 => vec![line(Form::Small, name, DROP)],
            _ => {
                let place = self.pick(self.words.names);
                vec![
                    line(Form::Small, format!("{place}, {date}"), DROP),
                    line(Form::Small, format!("{before} {}", self.manner.name), DROP),
                ]
            }
        };
        self.cover("div", "byline|meta|author|date|info|post-info|entry-meta|article-header", nodes)
    }

    pub(super) fn tools(&mut self) -> Node {
        let texts = self.several(self.words.tools, 1, 6);
        let texts = texts
            .into_iter()
            .map(|text| match self.random.below(6) {
                0 => self
                    .pick("Facebook|Twitter|LinkedIn|WhatsApp|Pinterest|Reddit|Telegram|VK|Email|0|12|A A A"),
                _ => text,
            })
            .collect();
        let nodes = self.row(texts);
        self.cover("div", "share|social|tools|print-bar|buttons|sharing|addthis", nodes)
    }

    /// A list of other articles: headlines, or cards with date, summary, section.
    pub(super) fn teasers(&mut self, most: usize) -> Vec<Node> {
        let words = self.words;
        let mut nodes = Vec::new();
        if self.chance(75) {
            let heading = self.pick(words.lists);
            nodes.push(match self.chance(70) {
                true => line(Form::Heading, heading, DROP),
                false => line(Form::Small, heading, DROP),
            });
        }
        let count = self.between(1, most.max(2));
        // News in a sentence each, the first words a link or none.
        if self.chance(10) {
            let linked = self.chance(50);
            let dated = self.chance(50);
            let mut items = Vec::new();
            for _ in 0..count {
                let (text, date, headline) = (self.paragraph(), self.date(), self.headline());
                if dated {
                    items.push(line(Form::Item, date, DROP));
                }
                if linked {
                    items.push(link(Form::Item, headline, DROP));
                }
                items.push(line(Form::Item, text, DROP));
            }
            nodes.push(boxed("ul", String::new(), items));
            return nodes;
        }
        // Cards in a line each.
        if self.chance(12) {
            let badge = if self.chance(50) { self.pick(words.menu) } else { String::new() };
            for _ in 0..count {
                let (headline, other, name) = (self.headline(), self.headline(), self.name());
                nodes.push(match self.random.below(3) {
                    0 => self.parts(Form::Small, &[(&badge, true), (&headline, true)]),
                    1 => self.parts(Form::Small, &[(&headline, true), (" ", false), (&other, true)]),
                    _ => self.parts(Form::Small, &[(&name, false), (" ", false), (&headline, true)]),
                });
            }
            return nodes;
        }
        // A plain list of headlines.
        if self.chance(40) {
            let dated = self.chance(25);
            let items = (0..count).map(|_| {
                let (headline, date) = (self.headline(), self.date());
                match dated {
                    true => self.parts(Form::Item, &[(&date, false), (" ", false), (&headline, true)]),
                    false => link(Form::Item, headline, DROP),
                }
            });
            nodes.push(boxed("ul", String::new(), items.collect()));
            return nodes;
        }
        let (dates, summaries, more, sections) =
            (self.chance(35), self.chance(45), self.chance(25), self.chance(20));
        let (headings, linked, whole) = (self.chance(50), self.chance(25), self.chance(15));
        let class = self.class("teaser|item|card|post|story|article|news-item|box");
        let tag = if self.manner.lists && self.chance(40) { "li" } else { self.tag("article") };
        let mut cards = Vec::new();
        for _ in 0..count {
            let mut card = Vec::new();
            if sections {
                let section = self.pick(words.menu);
                card.push(link(Form::Small, section, DROP));
            }
            let headline = self.headline();
            card.push(link(if headings { Form::Heading } else { Form::Small }, headline, DROP));
            if dates {
                let date = self.date();
                card.push(line(Form::Small, date, DROP));
            }
            if summaries {
                let summary = if whole { self.paragraph() } else { self.summary() };
                card.push(match linked {
                    true => link(Form::Paragraph, summary, DROP),
                    false => line(Form::Paragraph, summary, DROP),
                });
            }
            if more {
                let tool = self.pick(words.tools);
                card.push(link(Form::Small, tool, DROP));
            }
            cards.push(boxed(tag, class.clone(), card));
        }
        match tag {
            "li" => nodes.push(boxed("ul", String::new(), cards)),
            _ => nodes.extend(cards),
        }
        nodes
    }

    pub(super) fn related(&mut self, most: usize) -> Node {
        let nodes = self.teasers(most);
        self.cover("aside", "related|read-also|teasers|more|similar|list|recommended|block", nodes)
    }

    pub(super) fn side(&mut self, most: usize) -> Node {
        let mut all = Vec::new();
        for _ in 0..self.between(1, 1 + self.manner.much) {
            let node = match self.random.below(12) {
                0..6 => {
                    let nodes = self.teasers(most);
                    self.cover("section", "widget|popular|latest|block|box|module", nodes)
                }
                6 | 7 => self.menu(12),
                8 => self.table(),
                9 => self.poll(),
                10 => self.notice(),
                _ => {
                    let heading = self.pick(self.words.lists);
                    let texts = (0..self.between(3, 20))
                        .map(|_| format!("{} ({})", self.pick(self.words.menu), self.random.below(90)))
                        .collect();
                    let mut nodes = self.row(texts);
                    nodes.insert(0, line(Form::Heading, heading, DROP));
                    self.cover("section", "widget|tags|cloud|categories|archive", nodes)
                }
            };
            all.push(node);
        }
        self.cover("aside", "sidebar|side|right|aside|rail|column", all)
    }

    pub(super) fn notice(&mut self) -> Node {
        let mut nodes = Vec::new();
        if self.chance(30) {
            let heading = self.pick(self.words.lists);
            nodes.push(line(Form::Heading, heading, DROP));
        }
        for _ in 0..self.between(1, 2) {
            let text = match self.chance(65) {
                true => self.pick(self.words.notices),
                false => self.summary(),
            };
            nodes.push(self.prose(Form::Paragraph, text, DROP));
        }
        if self.chance(40) {
            let button = self.pick(self.words.tools);
            nodes.push(line(Form::Button, button, DROP));
        }
        self.cover("div", "newsletter|message|promo|subscribe|notice|signup|cta|banner", nodes)
    }

    fn poll(&mut self) -> Node {
        let mut nodes = vec![];
        let (heading, question) = (self.pick(self.words.lists), self.sentence());
        nodes.push(line(Form::Heading, heading, DROP));
        nodes.push(line(Form::Small, question, DROP));
        for _ in 0..self.between(2, 4) {
            let answer = self.headline();
            nodes.push(line(Form::Small, answer, DROP));
        }
        self.cover("form", "poll|vote|survey|widget", nodes)
    }

    pub(super) fn table(&mut self) -> Node {
        let rows = (0..self.between(2, 12)).map(|_| {
            let name = self.pick(self.words.menu);
            let number = format!("{}.{:02}", self.random.below(2000), self.random.below(100));
            boxed("tr", String::new(), vec![line(Form::Cell, name, DROP), line(Form::Cell, number, DROP)])
        });
        let rows = vec![boxed("table", String::new(), rows.collect())];
        self.cover("div", "rates|weather|data|informer|widget", rows)
    }

    /// A thread of remarks on an article.
    pub(super) fn comments(&mut self) -> Node {
        let words = self.words;
        let mut nodes = Vec::new();
        let heading = if self.chance(50) {
            self.pick(words.lists)
        } else {
            format!("{} {}", self.random.below(120), self.pick(words.lists))
        };
        nodes.push(line(Form::Heading, heading, DROP));
        if self.chance(15) {
            for _ in 0..self.between(1, 6) {
                let rule = if self.chance(60) { self.pick(words.notices) } else { self.sentence() };
                nodes.push(line(Form::Small, rule, DROP));
            }
        }
        let class = self.class("comment|reply|post|item|message|comment-body");
        let (long, one) = (self.chance(35), self.chance(30));
        for _ in 0..self.between(1, 24) {
            let (name, date, tool) = (self.name(), self.date(), self.pick(words.tools));
            let mut card = match one {
                true => vec![self.parts(Form::Small, &[(&name, true), (" ", false), (&date, false)])],
                false => vec![line(Form::Small, name, DROP), line(Form::Small, date, DROP)],
            };
            for _ in 0..self.between(1, if long { 3 } else { 1 }) {
                let text = match self.random.below(4) {
                    0 => self.pick(words.remarks),
                    1 if long => self.paragraph(),
                    2 => self.summary(),
                    _ => self.sentence(),
                };
                card.push(line(if self.chance(80) { Form::Paragraph } else { Form::Small }, text, DROP));
            }
            if self.chance(60) {
                card.push(link(Form::Small, tool, DROP));
            }
            nodes.push(boxed("div", class.clone(), card));
        }
        if self.chance(50) {
            let form = self.reply();
            nodes.push(form);
        }
        self.cover("section", "comments|discussion|replies|comment-list|disqus|box", nodes)
    }

    fn reply(&mut self) -> Node {
        let words = self.words;
        let mut nodes = vec![];
        for _ in 0..self.between(1, 2) {
            let notice = self.pick(words.notices);
            nodes.push(line(Form::Small, notice, DROP));
        }
        for text in self.several(words.tools, 1, 3) {
            nodes.push(line(Form::Button, text, DROP));
        }
        self.cover("form", "respond|comment-form|login|form", nodes)
    }

    pub(super) fn author(&mut self) -> Node {
        let (name, text) =
            (self.name(), if self.chance(40) { self.pick(self.words.notices) } else { self.summary() });
        let mut nodes = vec![link(Form::Heading, name, DROP), line(Form::Paragraph, text, DROP)];
        if self.chance(40) {
            let texts = self.several(self.words.menu, 1, 3);
            nodes.extend(self.row(texts));
        }
        self.cover("div", "author|bio|author-box|about|vcard", nodes)
    }

    pub(super) fn foot(&mut self) -> Node {
        let mut nodes = Vec::new();
        for _ in 0..self.random.below(2 + self.manner.much) {
            let mut column = vec![];
            if self.chance(70) {
                let heading = self.pick(self.words.menu);
                column.push(line(if self.chance(70) { Form::Heading } else { Form::Small }, heading, DROP));
            }
            let texts = self.several(self.words.menu, 2, 8);
            column.extend(self.row(texts));
            nodes.push(boxed("div", self.class("col|column|footer-links|widget"), column));
        }
        for _ in 0..[0, 1, 1, 2, 3, 6][self.random.below(6)] {
            let text = match self.chance(70) {
                true => self.pick(self.words.notices),
                false => self.paragraph(),
            };
            nodes.push(self.prose(Form::Paragraph, text, DROP));
        }
        let (year, name) = (2004 + self.random.below(22), self.manner.name.clone());
        let right = self.words.notices.split('|').nth(1).unwrap_or_default();
        let text = match self.random.below(3) {
            0 => format!("© {year} {name}"),
            1 => format!("Copyright © {year} {name}. {right}"),
            _ => format!("© {} - {year} {name} | {}", year - 3, self.pick(self.words.menu)),
        };
        nodes.push(line(Form::Small, text, DROP));
        self.cover("footer", "footer|bottom|foot|legal|copyright|site-footer", nodes)
    }
}
