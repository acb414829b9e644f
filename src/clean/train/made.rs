//! Pages of our own making: paragraphs of permissive texts, framed by what stands around articles.
//!
//! A page is a list of sections, and a section a list of pieces that are kept or not. Flattened, it is its
//! pieces, a line each; as markup, each section gets the elements and classes of the page's layout.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use super::super::line::Line;
use super::super::{Site, full, see};
use super::learner::Random;
use super::pages::{Page, seen_of};
use super::words::{WORDS, Words};
use crate::read::read_bytes;

/// Files of parallel texts that pages are made of: those under CC0, CC BY and the like.
const FILES: [&str; 6] = ["opensource_guide", "tico19", "python_docs", "react_docs", "gnome_help", "tatoeba"];
/// Paragraphs of a language that are used at most.
const MOST: usize = 6000;

/// What there is in a language to make articles of.
#[derive(Default)]
struct Stock {
    /// Paragraphs of one or more sentences, in the order of their sources.
    paragraphs: Vec<String>,
    /// Single short sentences.
    sentences: Vec<String>,
    /// Short lines without an end.
    headings: Vec<String>,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Title,
    Heading,
    Paragraph,
    Item,
    Quote,
    Link,
    Small,
    Cell,
    Caption,
}

#[derive(Clone)]
struct Piece {
    text: String,
    form: Form,
    keep: bool,
}

/// Where a section stands: what its element and class say.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Header,
    Menu,
    Crumbs,
    Tools,
    Byline,
    Article,
    Advert,
    Related,
    Comments,
    Side,
    Notice,
    Table,
    Footer,
}

type Section = (Place, Vec<Piece>);

fn stock(folder: &Path) -> BTreeMap<String, Stock> {
    let mut stocks: BTreeMap<String, Stock> = BTreeMap::new();
    for file in FILES {
        let mut text = String::new();
        let source = std::fs::File::open(folder.join(format!("{file}.tsv.gz"))).unwrap();
        flate2::read::MultiGzDecoder::new(source).read_to_string(&mut text).unwrap();
        let mut lines = text.lines();
        let tags: Vec<_> = lines.next().unwrap().split('\t').map(str::to_owned).collect();
        let mut runs: Vec<String> = vec![String::new(); tags.len()];
        let sentences = matches!(file, "tico19" | "tatoeba");
        // Everyday sentences lie sorted by length: every so many of them, so that long ones are there too.
        let every = if file == "tatoeba" { 11 } else { 1 };
        for (number, line) in lines.enumerate().filter(|(number, _)| number % every == 0) {
            for ((tag, run), cell) in tags.iter().zip(&mut runs).zip(line.split('\t')) {
                let stock = stocks.entry(tag.clone()).or_default();
                add(stock, run, cell.trim(), sentences, 1 + (number * 7 + number / 3) % 4);
            }
        }
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().map(|path| path.join("gold")).filter(|path| path.is_dir()) {
        let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|name| name == "sentences")) {
            let tag = file.file_stem().unwrap().to_string_lossy().into_owned();
            let mut run = String::new();
            for (number, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
                add(stocks.entry(tag.clone()).or_default(), &mut run, line.trim(), true, 1 + number % 4);
            }
        }
    }
    stocks.retain(|_, stock| stock.paragraphs.len() >= 40);
    stocks
}

/// Adds a cell: single sentences are joined to paragraphs, `size` of them each.
fn add(stock: &mut Stock, run: &mut String, cell: &str, single: bool, size: usize) {
    let line = Line::new(cell);
    let ended = line.end == super::super::line::End::Full;
    if line.length < 4 || cell.contains("http") {
        return;
    }
    if !ended {
        if line.length < 70 && line.words > 1 && stock.headings.len() < MOST {
            stock.headings.push(cell.to_owned());
        }
        return;
    }
    if line.length < 90 && stock.sentences.len() < MOST {
        stock.sentences.push(cell.to_owned());
    }
    if !single {
        if stock.paragraphs.len() < MOST {
            stock.paragraphs.push(cell.to_owned());
        }
        return;
    }
    if !run.is_empty() && cell.is_ascii() {
        run.push(' ');
    }
    run.push_str(cell);
    if run.chars().count() > 90 * size && stock.paragraphs.len() < 2 * MOST {
        stock.paragraphs.push(std::mem::take(run));
    }
}

/// One who makes pages in a language.
struct Maker<'a> {
    stock: &'a Stock,
    words: &'a Words,
    random: &'a mut Random,
}

impl Maker<'_> {
    fn chance(&mut self, percent: usize) -> bool {
        self.random.below(100) < percent
    }

    fn pick(&mut self, list: &str) -> String {
        let count = list.split('|').count();
        list.split('|').nth(self.random.below(count)).unwrap_or_default().to_owned()
    }

    fn date(&mut self) -> String {
        let (d, m, y) = (1 + self.random.below(28), 1 + self.random.below(12), 2004 + self.random.below(22));
        let (hour, minute) = (self.random.below(24), self.random.below(60));
        match self.random.below(7) {
            0 => format!("{d:02}.{m:02}.{y}"),
            1 => format!("{y}-{m:02}-{d:02} {hour:02}:{minute:02}"),
            2 => format!("{d}/{m}/{y}"),
            3 => format!("{hour:02}:{minute:02}"),
            4 => format!("{d:02}.{m:02}.{y}, {hour}:{minute:02}"),
            5 => format!("{y}年{m}月{d}日 {hour:02}:{minute:02}"),
            _ => format!("{y}/{m:02}/{d:02}"),
        }
    }

    fn paragraph(&mut self) -> String {
        let at = self.random.below(self.stock.paragraphs.len());
        self.stock.paragraphs[at].clone()
    }

    fn sentence(&mut self) -> String {
        let stock = self.stock;
        match stock.sentences.len() {
            0 => self.pick(self.words.remarks),
            count => stock.sentences[self.random.below(count)].clone(),
        }
    }

    /// The headline of some article: a heading, or a sentence without its end.
    fn headline(&mut self) -> String {
        let stock = self.stock;
        if self.chance(35) && !stock.headings.is_empty() {
            return stock.headings[self.random.below(stock.headings.len())].clone();
        }
        let sentence = self.sentence();
        match self.chance(85) {
            true => sentence.trim_end_matches(['.', '。', '!', '！']).to_owned(),
            false => sentence,
        }
    }

    /// The start of a paragraph, as teasers have it: whole, or cut.
    fn summary(&mut self) -> String {
        let paragraph = self.paragraph();
        let most = 60 + self.random.below(120);
        if paragraph.chars().count() < most {
            return paragraph;
        }
        let mut cut: String = paragraph.chars().take(most).collect();
        match self.random.below(3) {
            0 => cut.push_str("..."),
            1 => cut.push('…'),
            _ => {
                // To the end of a sentence, if there is one.
                match cut.rfind(['.', '。', '!', '?']) {
                    Some(end) if end > 30 => {
                        let stop = cut[end..].chars().next().map_or(0, char::len_utf8);
                        cut.truncate(end + stop);
                    }
                    _ => cut.push_str(" ..."),
                }
            }
        }
        cut
    }

    fn menu(&mut self, most: usize) -> Vec<Piece> {
        let count = 2 + self.random.below(most);
        (0..count)
            .map(|_| {
                let text = match self.random.below(8) {
                    0 => self.headline(),
                    1 => self.pick(self.words.lists),
                    _ => self.pick(self.words.menu),
                };
                piece(text, Form::Link)
            })
            .collect()
    }

    /// Headlines, with dates, summaries and "read more", or without.
    fn teasers(&mut self, most: usize) -> Vec<Piece> {
        let mut found = Vec::new();
        if self.chance(75) {
            found.push(piece(self.pick(self.words.lists), Form::Heading));
        }
        let (dates, summaries, more) = (self.chance(35), self.chance(35), self.chance(20));
        let numbered = self.chance(10);
        for number in 0..1 + self.random.below(most) {
            if numbered {
                found.push(piece(format!("{}", number + 1), Form::Small));
            }
            if dates {
                found.push(piece(self.date(), Form::Small));
            }
            found.push(piece(self.headline(), Form::Link));
            if summaries {
                found.push(piece(self.summary(), Form::Paragraph));
            }
            if more {
                found.push(piece(self.pick(self.words.tools), Form::Link));
            }
        }
        found
    }

    fn comments(&mut self) -> Vec<Piece> {
        let mut found = vec![piece(self.pick(self.words.lists), Form::Heading)];
        let most = if self.chance(25) { 25 } else { 6 };
        let reply = self.chance(60);
        let apart = self.chance(50);
        for _ in 0..1 + self.random.below(most) {
            let (name, date) = (self.pick(self.words.names), self.date());
            if apart {
                found.push(piece(name, Form::Small));
                found.push(piece(date, Form::Small));
            } else {
                found.push(piece(format!("{name} {date}"), Form::Small));
            }
            for _ in 0..1 + self.random.below(2) {
                let text = match self.random.below(5) {
                    0 => self.paragraph(),
                    1 => format!("{} {}", self.sentence(), self.sentence()),
                    2 => self.sentence(),
                    _ => self.pick(self.words.remarks),
                };
                found.push(piece(text, Form::Paragraph));
            }
            if reply {
                found.push(piece(self.pick(self.words.tools), Form::Link));
            }
        }
        found
    }

    fn notices(&mut self, most: usize) -> Vec<Piece> {
        (0..1 + self.random.below(most))
            .map(|_| {
                let mut text = self.pick(self.words.notices);
                if self.chance(30) {
                    text = format!("{text} {}", self.pick(self.words.notices));
                }
                piece(text, Form::Paragraph)
            })
            .collect()
    }

    fn table(&mut self) -> Vec<Piece> {
        (0..4 + self.random.below(20))
            .map(|at| {
                let text = match at % 2 {
                    0 => self.pick(self.words.menu),
                    _ => format!("{}.{:02}", self.random.below(2000), self.random.below(100)),
                };
                piece(text, Form::Cell)
            })
            .collect()
    }

    /// The article, its headline first: paragraphs with headings, lists and quotes, and what interrupts it.
    fn article(&mut self, lines: usize) -> Vec<Section> {
        let mut sections = Vec::new();
        let mut found = Vec::new();
        // Most articles go on from one paragraph of a source to the next.
        let mut at = self.random.below(self.stock.paragraphs.len());
        let (headings, ads, short) = (self.chance(35), self.chance(30), self.chance(20));
        while found.len() < lines {
            at = (at + 1) % self.stock.paragraphs.len();
            let text = self.stock.paragraphs[at].clone();
            let kept = |text, form| Piece { text, form, keep: true };
            match self.random.below(100) {
                0..8 if headings && !found.is_empty() => found.push(kept(self.headline(), Form::Heading)),
                8..11 => {
                    for _ in 0..2 + self.random.below(5) {
                        let item = if self.chance(50) { self.sentence() } else { self.headline() };
                        found.push(kept(item, Form::Item));
                    }
                }
                11..14 => found.push(kept(format!("“{}”", self.sentence()), Form::Quote)),
                14..30 if short => found.push(kept(self.sentence(), Form::Paragraph)),
                30..38 if ads && !found.is_empty() => {
                    sections.push((Place::Article, std::mem::take(&mut found)));
                    let pieces = match self.random.below(3) {
                        0 => vec![piece(self.pick(self.words.lists), Form::Small)],
                        1 => {
                            let names = self.pick(self.words.names);
                            let before = self.pick(self.words.before);
                            let text = format!("{} {before} {names}", self.headline());
                            vec![piece(text, Form::Caption)]
                        }
                        _ => self.teasers(2),
                    };
                    sections.push((Place::Advert, pieces));
                }
                _ => found.push(kept(text, Form::Paragraph)),
            }
            if sections.len() > 30 {
                break;
            }
        }
        sections.push((Place::Article, found));
        sections
    }

    /// The sections that all pages of a site share.
    fn frame(&mut self) -> (Vec<Section>, Vec<Section>, String) {
        let site = format!("{} {}", self.pick(self.words.names), self.pick(self.words.menu));
        // Some sites have little around their articles, most have much.
        let much = [0, 1, 1, 2, 2, 3, 3][self.random.below(7)];
        let (mut before, mut after) = (vec![(Place::Header, vec![piece(site.clone(), Form::Title)])], vec![]);
        let notice = self.notices(2);
        if self.chance(20) {
            before.push((Place::Notice, notice));
        }
        for _ in 0..self.random.below(2 + much) {
            let menu = self.menu(6 + 8 * much);
            before.push((Place::Menu, menu));
        }
        if self.chance(15 * much) {
            let teasers = self.teasers(2 + 3 * much);
            before.push((Place::Side, teasers));
        }
        if self.chance(8 * much) {
            let table = self.table();
            before.push((Place::Table, table));
        }
        for _ in 0..self.random.below(1 + 2 * much) {
            let section = match self.random.below(9) {
                0..4 => (Place::Side, self.teasers(3 + 4 * much)),
                4..6 => (Place::Menu, self.menu(6 + 6 * much)),
                6 => (Place::Table, self.table()),
                7 => (Place::Tools, self.tools()),
                _ => (Place::Notice, self.notices(2)),
            };
            after.push(section);
        }
        let mut foot = self.menu(3 + 4 * much);
        if self.chance(60) {
            foot.extend(self.notices(2));
        }
        foot.push(piece(format!("© {} {site}", 2004 + self.random.below(22)), Form::Small));
        after.push((Place::Footer, foot));
        (before, after, site)
    }

    fn tools(&mut self) -> Vec<Piece> {
        (0..1 + self.random.below(5)).map(|_| piece(self.pick(self.words.tools), Form::Link)).collect()
    }

    /// A page of a site: some headlines of the frame change from page to page.
    fn page(&mut self, frame: &(Vec<Section>, Vec<Section>, String)) -> Vec<Section> {
        let (before, after, site) = frame;
        let headline = self.headline();
        let mut page: Vec<Section> = Vec::new();
        if self.chance(50) {
            let mark = self.pick(" - | :: | » ").to_owned();
            page.push((
                Place::Header,
                vec![piece(format!("{headline} {} {site}", mark.trim()), Form::Small)],
            ));
        }
        page.extend(before.iter().cloned());
        if self.chance(40) {
            let mark = if self.chance(50) { " > " } else { " » " };
            let trail = [self.pick(self.words.menu), self.pick(self.words.menu), headline.clone()].join(mark);
            page.push((Place::Crumbs, vec![piece(trail, Form::Small)]));
        }
        let byline = self.byline();
        let early = self.chance(25);
        if early {
            page.push((Place::Byline, byline.clone()));
        }
        let lines = [3, 4, 5, 6, 8, 10, 12, 16, 24, 40, 60][self.random.below(11)];
        let mut article = self.article(lines);
        article[0].1.insert(0, Piece { text: headline, form: Form::Title, keep: true });
        if !early && self.chance(70) {
            // Between the headline and the text.
            let rest = article[0].1.split_off(1);
            let (first, others) = article.split_first().unwrap();
            page.push(first.clone());
            page.push((Place::Byline, byline));
            if self.chance(25) {
                let tools = self.tools();
                page.push((Place::Tools, tools));
            }
            page.push((Place::Article, rest));
            page.extend(others.iter().cloned());
        } else {
            page.extend(article);
        }
        if self.chance(40) {
            let tools = self.tools();
            page.push((Place::Tools, tools));
        }
        if self.chance(35) {
            let tags = (0..1 + self.random.below(6)).map(|_| self.pick(self.words.menu)).collect::<Vec<_>>();
            let text = format!("{} {}", self.pick(self.words.before), tags.join(", "));
            page.push((Place::Byline, vec![piece(text, Form::Small)]));
        }
        if self.chance(55) {
            let teasers = self.teasers(8);
            page.push((Place::Related, teasers));
        }
        if self.chance(30) {
            let comments = self.comments();
            page.push((Place::Comments, comments));
        }
        if self.chance(25) {
            let notices = self.notices(2);
            page.push((Place::Comments, notices));
        }
        for (place, pieces) in after {
            // News lists differ from page to page.
            match *place == Place::Side && self.chance(40) {
                true => page.push((*place, self.teasers(10))),
                false => page.push((*place, pieces.clone())),
            }
        }
        page
    }

    fn byline(&mut self) -> Vec<Piece> {
        let (before, name) = (self.pick(self.words.before), self.pick(self.words.names));
        match self.random.below(4) {
            0 => vec![piece(self.date(), Form::Small)],
            1 => vec![piece(format!("{before} {name}, {}", self.date()), Form::Small)],
            2 => vec![piece(format!("{before} {name}"), Form::Small), piece(self.date(), Form::Small)],
            _ => vec![piece(self.date(), Form::Small), piece(self.pick(self.words.menu), Form::Link)],
        }
    }
}

fn piece(text: String, form: Form) -> Piece {
    Piece { text, form, keep: false }
}

/// Makes pages: flattened ones, alone and with what is known of their site, and clean articles; or markup.
pub(super) fn pages(folder: &Path, sites: usize, markup: bool) -> Vec<Page> {
    let stocks = stock(folder);
    let tags: Vec<_> = stocks.keys().collect();
    let mut random = Random(0x5EED_0001);
    let mut made = Vec::new();
    for number in 0..sites {
        let tag = tags[number % tags.len()];
        let own = WORDS.iter().find(|words| words.tag == tag);
        // Frames in another language are there, too: where we have no words of our own, any.
        let words = match own {
            Some(words) if random.below(12) > 0 => words,
            _ => &WORDS[random.below(WORDS.len())],
        };
        let mut maker = Maker { stock: &stocks[tag], words, random: &mut random };
        let frame = maker.frame();
        let count = if markup { 2 } else { 4 };
        let drafts: Vec<_> = (0..count).map(|_| maker.page(&frame)).collect();
        if markup {
            made.extend(drafts.iter().filter_map(|page| marked(page, &mut random)));
            continue;
        }
        let parts: Vec<_> = drafts.iter().map(|page| flat(page)).collect();
        let mut site = Site::default();
        for (texts, _) in &parts {
            site.add_lines(&texts.iter().map(|text| Line::new(text)).collect::<Vec<_>>());
        }
        for (at, (texts, gold)) in parts.into_iter().enumerate() {
            if at % 2 == 0 {
                let seen = seen_of(&texts, Some(&site));
                made.push(Page::new("site", seen, texts.clone(), gold.clone()));
            }
            made.push(Page::new("page", seen_of(&texts, None), texts, gold));
        }
        if number % 2 == 0 {
            let mut maker = Maker { stock: &stocks[tag], words, random: &mut random };
            let lines = 1 + maker.random.below(40);
            let (texts, gold): (Vec<_>, Vec<_>) =
                flat(&maker.article(lines)).into_iter_pairs().filter(|(_, keep)| *keep == Some(true)).unzip();
            made.push(Page::new("alone", seen_of(&texts, None), texts, gold));
        }
    }
    made
}

trait Pairs {
    fn into_iter_pairs(self) -> impl Iterator<Item = (String, Option<bool>)>;
}

impl Pairs for (Vec<String>, Vec<Option<bool>>) {
    fn into_iter_pairs(self) -> impl Iterator<Item = (String, Option<bool>)> {
        self.0.into_iter().zip(self.1)
    }
}

/// A line a piece.
fn flat(page: &[Section]) -> (Vec<String>, Vec<Option<bool>>) {
    page.iter()
        .flat_map(|(_, pieces)| pieces)
        .filter(|piece| !piece.text.is_empty())
        .map(|piece| (piece.text.clone(), Some(piece.keep)))
        .unzip()
}

/// How a page's elements are named.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    Semantic,
    Telling,
    Mute,
    Tables,
}

fn marked(page: &[Section], random: &mut Random) -> Option<Page> {
    let layout =
        [Layout::Semantic, Layout::Telling, Layout::Telling, Layout::Mute, Layout::Mute, Layout::Tables]
            [random.below(6)];
    let html = html(page, layout, random);
    let document = read_bytes("page.html".as_ref(), None, html.into_bytes(), false).ok()?;
    let places = full(&document.blocks);
    let mut seen = see(&document, &places, None);
    let texts: Vec<_> =
        places.iter().map(|&at| document.slice(document.blocks[at].span).to_owned()).collect();
    // The blocks hold the pieces in their order; counted by what is not white space.
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut letters: Vec<bool> = Vec::new();
    for piece in page.iter().flat_map(|(_, pieces)| pieces) {
        letters.extend(std::iter::repeat_n(piece.keep, size(&piece.text)));
    }
    if letters.len() != texts.iter().map(|text| size(text)).sum::<usize>() {
        return None;
    }
    let mut rest = letters.into_iter();
    let gold = texts.iter().map(|text| {
        let length = size(text);
        let kept = rest.by_ref().take(length).filter(|keep| *keep).count();
        match (kept * 10 <= length, kept * 10 >= length * 9) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    });
    let gold = gold.collect();
    spoil(&mut seen, random);
    Some(Page::new("markup", seen, texts, gold))
}

/// Real pages trip the engine more often than ours do: what it says of some of them is made wrong.
fn spoil(seen: &mut [super::super::features::Seen], random: &mut Random) {
    let (kind, count) = (random.below(12), seen.len());
    let from = random.below(count);
    let length = 1 + random.below(count.div_ceil(2));
    for (at, one) in seen.iter_mut().enumerate() {
        let Some(marks) = &mut one.markup else { continue };
        let within = (from..from + length).contains(&at);
        match kind {
            0 => marks.engine = 0.0,
            1 | 2 if within => marks.engine = 1.0,
            3 | 4 if within => marks.engine = 0.0,
            5 if marks.linked < 0.5 && within => marks.engine = 1.0,
            _ => {}
        }
    }
}

/// Opening and closing tags of a section.
fn tags(place: Place, layout: Layout, random: &mut Random) -> (String, &'static str) {
    let (element, classes) = match place {
        Place::Header => ("header", "header|top|masthead|site-head|branding"),
        Place::Menu => ("nav", "menu|main-nav|navbar|nav-list|topmenu|links"),
        Place::Crumbs => ("nav", "breadcrumb|crumbs|path|you-are-here"),
        Place::Tools => ("div", "share|social|tools|print-bar|buttons"),
        Place::Byline => ("div", "byline|meta|author|date|info|post-info"),
        Place::Article => ("section", "article-body|entry-content|text|story|content|post|body"),
        Place::Advert => ("aside", "advert|banner|promo|inline|box|ad"),
        Place::Related => ("aside", "related|read-also|teasers|more|similar|list"),
        Place::Comments => ("section", "comments|discussion|replies|comment-list|forum"),
        Place::Side => ("aside", "sidebar|widget|popular|latest|block|right"),
        Place::Notice => ("div", "cookie-bar|consent|notice|newsletter|message"),
        Place::Table => ("div", "rates|weather|data|informer"),
        Place::Footer => ("footer", "footer|bottom|foot|legal|copyright"),
    };
    let class = classes.split('|').nth(random.below(classes.split('|').count())).unwrap_or_default();
    let any = random.below(400);
    match layout {
        Layout::Semantic if element != "div" => (format!("<{element}>"), element),
        Layout::Semantic | Layout::Telling => (format!("<div class=\"{class}\">"), "div"),
        Layout::Mute => (format!("<div class=\"x{any}\">"), "div"),
        Layout::Tables => ("<table><tr><td>".to_owned(), "td></tr></table"),
    }
}

fn html(page: &[Section], layout: Layout, random: &mut Random) -> String {
    let mut out = String::from("<html><body>");
    let first = page.iter().position(|(_, pieces)| pieces.iter().any(|piece| piece.keep));
    let last = page.iter().rposition(|(place, _)| {
        matches!(place, Place::Article | Place::Related | Place::Comments | Place::Byline | Place::Tools)
    });
    let breaks = random.below(10) == 0;
    let wide = random.below(3) > 0;
    let title = if random.below(4) > 0 { "h1" } else { "h2" };
    let (open, close) = match layout {
        Layout::Semantic => ("<main><article>", "</article></main>"),
        Layout::Telling => ("<div id=\"main\"><div class=\"content\">", "</div></div>"),
        Layout::Mute => ("<div id=\"w\"><div>", "</div></div>"),
        Layout::Tables => ("<table><tr><td>", "</td></tr></table>"),
    };
    for (at, (place, pieces)) in page.iter().enumerate() {
        if first == Some(at) {
            out.push_str(open);
        }
        // Often the paragraphs stand in the column itself, without an element around each stretch.
        let bare = *place == Place::Article && wide;
        let (start, end) = tags(*place, layout, random);
        if !bare {
            out.push_str(&start);
        }
        let list = random.below(2) == 0;
        for piece in pieces {
            let text = piece.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = match piece.form {
                Form::Title => write!(out, "<{title}>{text}</{title}>"),
                Form::Heading => write!(out, "<h3>{text}</h3>"),
                Form::Paragraph if breaks => write!(out, "{text}<br><br>"),
                Form::Paragraph => write!(out, "<p>{text}</p>"),
                Form::Item => write!(out, "<ul><li>{text}</li></ul>"),
                Form::Quote => write!(out, "<blockquote>{text}</blockquote>"),
                Form::Link if list => write!(out, "<ul><li><a href=\"/x\">{text}</a></li></ul>"),
                Form::Link => write!(out, "<div><a href=\"/x\">{text}</a></div>"),
                Form::Small => write!(out, "<div>{text}</div>"),
                Form::Cell => write!(out, "<table><tr><td>{text}</td></tr></table>"),
                Form::Caption => write!(out, "<figure><figcaption>{text}</figcaption></figure>"),
            };
        }
        if !bare {
            let _ = write!(out, "</{end}>");
        }
        if last == Some(at) && first.is_some() {
            out.push_str(close);
        }
    }
    out.push_str("</body></html>");
    out
}
