//! Articles, and what interrupts them.

use super::maker::{DROP, KEEP, Maker};
use super::node::{Form, Node, Part, boxed, line, link};

impl Maker<'_> {
    /// The text of an article.
    pub(super) fn body(&mut self, lines: usize, headings: bool) -> Vec<Node> {
        let mut found: Vec<Node> = Vec::new();
        // Most articles go on from one paragraph of a source to the next.
        let mut at = self.random.below(self.stock.paragraphs.len());
        let (ads, short) = (self.chance(50), self.chance(25));
        let lists = self.chance(30);
        let lists_only = self.chance(4);
        while found.len() < lines {
            at = (at + 1) % self.stock.paragraphs.len();
            let text = self.stock.paragraphs[at].clone();
            match if lists_only { 10 + self.random.below(5) } else { self.random.below(100) } {
                0..10 if headings && !found.is_empty() => {
                    let heading = self.headline();
                    found.push(line(Form::Heading, heading, KEEP));
                }
                10..18 if lists || lists_only => {
                    let (whole, links) = (self.chance(50), self.chance(20));
                    let items = (0..self.between(2, 8)).map(|_| {
                        let text = if whole { self.sentence() } else { self.headline() };
                        match links {
                            true => link(Form::Item, text, KEEP),
                            false => self.prose(Form::Item, text, KEEP),
                        }
                    });
                    found.push(boxed("ul", String::new(), items.collect()));
                }
                18..20 => {
                    let quote = format!("“{}”", self.sentence());
                    found.push(boxed("blockquote", String::new(), vec![line(Form::Quote, quote, KEEP)]));
                }
                20..22 if headings => {
                    let (columns, told) = (self.between(2, 4), self.chance(40));
                    let rows = (0..self.between(2, 12)).map(|_| {
                        let cells = (0..columns).map(|column| {
                            let text = match self.random.below(3) {
                                0 if column > 0 => format!("{}", self.random.below(3000)),
                                1 | 2 if told && column > 0 => self.sentence(),
                                _ => self.headline(),
                            };
                            line(Form::Cell, text, KEEP)
                        });
                        boxed("tr", String::new(), cells.collect())
                    });
                    found.push(boxed("table", String::new(), rows.collect()));
                }
                22..36 if short => {
                    let sentence = self.sentence();
                    found.push(line(Form::Paragraph, sentence, KEEP));
                }
                36..45 if ads && !found.is_empty() => {
                    let node = self.interruption();
                    found.push(node);
                }
                _ => found.push(self.prose(Form::Paragraph, text, KEEP)),
            }
        }
        found
    }

    /// What stands between the paragraphs of an article.
    fn interruption(&mut self) -> Node {
        let words = self.words;
        match self.random.below(9) {
            0 => {
                let (list, tool) = (self.pick(words.lists), self.pick(words.tools));
                line(
                    if self.chance(50) { Form::Paragraph } else { Form::Small },
                    if self.chance(50) { list } else { format!("{tool}!") },
                    DROP,
                )
            }
            7 => {
                let text = self.pick(words.notices);
                self.prose(Form::Paragraph, text, DROP)
            }
            8 => link(
                Form::Paragraph,
                if self.chance(50) { self.headline() } else { self.pick(words.tools) },
                DROP,
            ),
            1 | 2 => {
                let (name, before, text) = (self.name(), self.pick(words.before), self.headline());
                let text = match self.random.below(6) {
                    0 => format!("{text} {before} {name}"),
                    1 => format!("{before} {name}"),
                    2 | 3 => format!("{text} ({before} {})", self.manner.name.to_uppercase()),
                    4 => format!("{text}. © {name}"),
                    _ => self.sentence(),
                };
                match self.random.below(5) {
                    0..2 => self.cover(
                        "figure",
                        "caption|image|photo|gallery|figure",
                        vec![line(Form::Caption, text, DROP)],
                    ),
                    2 => boxed("figure", String::new(), vec![line(Form::Caption, text, DROP)]),
                    3 => self.cover(
                        "div",
                        "caption|image|photo|gallery|media",
                        vec![line(Form::Paragraph, text, DROP)],
                    ),
                    _ => line(Form::Small, text, DROP),
                }
            }
            3 | 4 => {
                let (list, text, other) = (self.pick(words.lists), self.headline(), self.headline());
                let list = if self.chance(35) { list.to_uppercase() } else { list };
                let form = if self.chance(60) { Form::Paragraph } else { Form::Small };
                match self.random.below(4) {
                    0 => self.parts(
                        form,
                        &[(&list, false), (" ", false), (&text, true), (" | ", false), (&other, true)],
                    ),
                    1 => self.parts(form, &[(&format!("{list}: {text}"), true)]),
                    _ => self.parts(form, &[(&list, false), (": ", false), (&text, true)]),
                }
            }
            5 => self.related(3),
            _ => self.notice(),
        }
    }

    /// An article with what stands before and after it in its column.
    pub(super) fn article(&mut self, headline: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut head = Vec::new();
        if self.chance(30) {
            let section = self.pick(self.words.menu);
            head.push(link(Form::Small, section, DROP));
        }
        let early = self.chance(20);
        if early {
            head.push(self.byline());
        }
        head.push(line(Form::Title, headline, KEEP));
        let lead = self.chance(30).then(|| self.summary());
        let later = self.chance(30);
        if let (Some(lead), false) = (&lead, later) {
            let form = if self.chance(50) { Form::Small } else { Form::Paragraph };
            head.push(line(form, lead.clone(), KEEP));
        }
        if !early && self.chance(75) {
            head.push(self.byline());
        }
        if self.chance(35) {
            head.push(self.tools());
        }
        match self.chance(40) {
            true => {
                nodes.push(self.cover("header", "entry-header|article-header|title|head|post-title", head))
            }
            false => nodes.extend(head),
        }
        if self.chance(30) {
            let (before, name, text) = (self.pick(self.words.before), self.name(), self.headline());
            let text = if self.chance(50) { format!("{text} {before} {name}") } else { text };
            nodes.push(self.cover(
                "figure",
                "image|caption|photo|lead|media",
                vec![line(Form::Caption, text, DROP)],
            ));
        }
        if let (Some(lead), true) = (lead, later) {
            nodes.push(line(Form::Paragraph, lead, KEEP));
        }
        let lines = [2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 16, 24, 40, 60][self.random.below(15)];
        let headings = self.chance(35);
        let mut body = self.body(lines, headings);
        if self.chance(12) {
            for _ in 0..self.between(1, 3) {
                let text = self.pick(self.words.notices);
                body.push(self.prose(Form::Paragraph, text, DROP));
            }
        }
        if self.chance(20) {
            let mut end = self.pick(self.words.before);
            end.push(' ');
            end.push_str(&if self.chance(50) { self.name() } else { self.manner.name.clone() });
            body.push(line(Form::Paragraph, end, DROP));
        }
        match self.chance(75) {
            true => nodes.push(self.cover(
                "section",
                "article-body|entry-content|text|story|content|post|body|post-body",
                body,
            )),
            false => nodes.extend(body),
        }
        let mut after = Vec::new();
        for (percent, which) in [(40, 0), (35, 1), (20, 2), (50, 3), (20, 4), (30, 5), (15, 6), (25, 3)] {
            if self.chance(percent * (1 + self.manner.much) / 3) {
                after.push(match which {
                    0 => self.tools(),
                    1 => {
                        let before = self.pick(self.words.before);
                        let tags = self.several(self.words.menu, 1, 6);
                        if self.chance(50) {
                            line(Form::Small, format!("{before} {}", tags.join(", ")), DROP)
                        } else {
                            let mut parts = vec![(before.as_str(), false)];
                            for tag in &tags {
                                parts.push((" ", false));
                                parts.push((tag, true));
                            }
                            self.parts(Form::Small, &parts)
                        }
                    }
                    2 => self.author(),
                    3 => self.related(8),
                    4 => {
                        let (one, two) = (self.headline(), self.headline());
                        let (back, on) = (self.pick("«|←|Prev|‹|<<"), self.pick("»|→|Next|›|>>"));
                        let nodes = vec![
                            link(Form::Small, format!("{back} {one}"), DROP),
                            link(Form::Small, format!("{two} {on}"), DROP),
                        ];
                        self.cover("nav", "post-navigation|pager|nav-links|siblings", nodes)
                    }
                    5 => self.comments(),
                    _ => self.notice(),
                });
            }
        }
        // Inside of the element of the article, or behind it.
        let inside = self.random.below(after.len() + 1);
        let rest = after.split_off(inside);
        nodes.extend(after);
        let wordpress = "post-17 post type-post status-publish format-standard has-post-thumbnail hentry category-news tag-today";
        let mut all = vec![match self.chance(12) {
            true => boxed("article", wordpress.to_owned(), nodes),
            false => self.cover("article", "article|post|story|entry|hentry|content|news-detail", nodes),
        }];
        all.extend(rest);
        // What the site says of itself below the article of one who sells.
        if self.chance(6) {
            let parts = self.offer(headline).into_iter().map(|node| self.dropped(node)).collect::<Vec<_>>();
            all.extend(parts);
        }
        all
    }

    fn dropped(&self, node: Node) -> Node {
        match node {
            Node::Box(tag, class, nodes) => {
                Node::Box(tag, class, nodes.into_iter().map(|node| self.dropped(node)).collect())
            }
            Node::Line(form, parts) => Node::Line(
                if form == Form::Title { Form::Heading } else { form },
                parts.into_iter().map(|part| Part { keep: DROP, ..part }).collect(),
            ),
        }
    }
}
