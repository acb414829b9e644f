//! Cleans: gives every block of a document its role. Marks, never deletes.
//!
//! Two ways lead to a net: a page with markup is asked what its elements, classes and links say, what its boxes
//! hold, and what an extraction engine (Readability) would keep; a page of which only lines are left is judged
//! by its lines alone. Either way a line is seen with its neighbours and its place on the page, and neighbours that
//! agree overrule a doubtful line between them. What recurs over the pages of a site is known when the site
//! is ([`Site`]).
//!
//! Promises: total, linear time, the same roles for the same document; an article with no page around it
//! comes out whole. Does not change the text.

mod boxes;
mod engine;
mod features;
mod keywords;
mod line;
mod net;
mod rules;
mod site;
mod sites;
mod user;
mod weights;

pub use site::Site;
pub use sites::{Across, Learner, Sites};
pub use user::{CleanOptions, Patterns};

use crate::bitext::{Block, Document, Reason, Role};
use crate::markup;
use features::{Marks, Seen};
use line::Line;
use net::Net;
use user::Wishes;

/// Gives every block its role. Total: odd text is data, not an error.
///
/// ```
/// use alinea::bitext::{Reason, Role};
/// use alinea::clean::{CleanOptions, clean};
///
/// let page = "The Post :: World\nThe Post :: World\nThe river rose again in the night, and nobody slept. Firemen \
///     carried sandbags to the school until four.\nThe mayor had been there all night, he told reporters, and he \
///     would stay until the water fell.\n-\n";
/// let document = alinea::read::read_bytes("page.txt".as_ref(), None, page.into(), false)?;
/// let cleaned = clean(document, &CleanOptions::default());
/// let body: Vec<_> = cleaned.body().map(|block| cleaned.slice(block.span)).collect();
/// assert!(body.len() == 2 && body[0].starts_with("The river") && body[1].starts_with("The mayor"));
/// assert_eq!(cleaned.blocks[4].role, Role::Boilerplate(Reason::Separator));
/// # Ok::<(), alinea::Error>(())
/// ```
pub fn clean(document: Document, options: &CleanOptions) -> Document {
    let site = options.known.of(&document, options.across, options.hosts());
    decide(document, site, options)
}

/// As [`clean`], with what is known of the site that the page is from.
pub fn clean_with(document: Document, site: &Site, options: &CleanOptions) -> Document {
    decide(document, Some(site), options)
}

fn decide(mut document: Document, site: Option<&Site>, options: &CleanOptions) -> Document {
    let places = full(&document.blocks);
    let seen = see(&document, &places, site);
    let texts: Vec<_> = places.iter().map(|&at| document.slice(document.blocks[at].span)).collect();
    let wishes = Wishes::new(options, document.url.as_deref());
    let wish = |(role, text): (Role, &&str)| match wishes.verdict(text) {
        None => role,
        Some((true, _)) => Role::Body,
        Some((false, _)) => Role::Boilerplate(Reason::User),
    };
    let roles: Vec<_> = roles(&seen, &texts).into_iter().zip(&texts).map(wish).collect();
    for (&at, role) in places.iter().zip(roles) {
        document.blocks[at].role = role;
    }
    document
}

/// The blocks that hold anything; blank ones stay body and are nobody's neighbours.
fn full(blocks: &[Block]) -> Vec<usize> {
    (0..blocks.len()).filter(|&at| !blocks[at].span.is_empty()).collect()
}

/// Looks at the blocks of a document, and at its markup if it has any.
fn see(document: &Document, places: &[usize], site: Option<&Site>) -> Vec<Seen> {
    let mut lines: Vec<_> =
        places.iter().map(|&at| Line::new(document.slice(document.blocks[at].span))).collect();
    let language = line::language(&lines, document.declared);
    for line in &mut lines {
        line.count(language);
    }
    let marks = marks(document, places, &lines);
    let texts: Vec<_> = places.iter().map(|&at| document.slice(document.blocks[at].span)).collect();
    let headline = rules::titled(&texts, document.title.as_deref());
    let found = |(at, line): (usize, Line), place: usize| Seen {
        site: site.and_then(|site| site.share(&line)),
        below: headline.map(|headline| at as isize - headline as isize),
        markup: marks.as_ref().and_then(|marks| marks.get(place)).copied(),
        line,
    };
    lines.into_iter().enumerate().zip(places).map(|(line, &place)| found(line, place)).collect()
}

/// What the markup says of each block; `None` for documents without markup.
fn marks(document: &Document, places: &[usize], lines: &[Line]) -> Option<Vec<Marks>> {
    if document.markup.is_empty() {
        return None;
    }
    let page = markup::recall(&document.markup);
    // A document whose blocks were changed after reading is judged by its lines.
    let same = page.blocks.iter().map(|block| block.span).eq(document.blocks.iter().map(|block| block.span));
    if !same {
        return None;
    }
    let mut marks: Vec<_> = page
        .blocks
        .iter()
        .map(|block| Marks {
            kind: block.kind,
            hints: block.hints,
            linked: block.linked as f32 / block.span.len().max(1) as f32,
            engine: 0.0,
            depth: block.depth,
            boxes: Default::default(),
        })
        .collect();
    let held = |(&place, line): (&usize, &Line)| {
        let block = page.blocks.get(place)?;
        Some(boxes::Held::new(block.within, line, marks.get(place)?.linked))
    };
    let held: Vec<_> = places.iter().zip(lines).filter_map(held).collect();
    for (&place, around) in places.iter().zip(boxes::surroundings(&page.boxes, &held)) {
        if let Some(marks) = marks.get_mut(place) {
            marks.boxes = around;
        }
    }
    for (marks, share) in marks.iter_mut().zip(engine::shares(page)) {
        marks.engine = share;
    }
    Some(marks)
}

/// The role of each line.
fn roles(seen: &[Seen], texts: &[&str]) -> Vec<Role> {
    let certain = rules::certain(seen, texts);
    let (mut kept, labels) = match rules::is_plain(seen, &certain) {
        true => (vec![true; seen.len()], vec![None; seen.len()]),
        false => {
            let labels = rules::labels(seen, texts);
            let net = net(seen);
            let odds = net.odds(&features::rows(seen, net.inputs == features::MARKUP_WIDTH));
            let open: Vec<_> = certain.iter().zip(&labels).map(|(a, b)| a.is_none() && b.is_none()).collect();
            (judge(seen, &odds, &open, net), labels)
        }
    };
    if let Some(headline) = rules::headline(seen, &certain, &kept) {
        kept[headline] = true;
    }
    let reason = rules::reasons(seen);
    goes_on(seen, &mut kept, |at| {
        certain[at].is_none() && labels[at].is_none() && reason(at) == Reason::Outside
    });
    let role = |at: usize| match (certain[at].or(labels[at]), kept[at]) {
        (Some(reason), _) => Role::Boilerplate(reason),
        (None, true) => Role::Body,
        (None, false) => Role::Boilerplate(reason(at)),
    };
    (0..seen.len()).map(role).collect()
}

/// Keeps prose that follows upon what is kept, at once or behind a heading: an article goes on to the end of its last
/// paragraph. `outside` says of a line that nothing speaks against it but its place. For pages of which only lines are left:
/// on the development set .044 of the articles was lost before and .043 is now; with markup it costs news in segments
/// .002 and gains other pages .001.
fn goes_on(seen: &[Seen], kept: &mut [bool], outside: impl Fn(usize) -> bool) {
    let prose = |at: usize| {
        let line = &seen[at].line;
        line.visible >= PROSE && line.stops >= 2 && line.end == line::End::Full
    };
    if seen.iter().any(|one| one.markup.is_some()) {
        return;
    }
    let mut last = None;
    for at in 0..seen.len() {
        if let Some(last) = last.filter(|last| !kept[at] && at - last <= 2 && prose(at))
            && (last + 1..=at).all(&outside)
        {
            kept[last + 1..=at].fill(true);
        }
        if kept[at] {
            last = Some(at);
        }
    }
}

/// Characters of a line from which on it may be the paragraph of an article by itself.
const PROSE: usize = 200;

fn net(seen: &[Seen]) -> &'static Net {
    match seen.iter().any(|one| one.markup.is_some()) {
        true => &weights::MARKUP,
        false => &weights::TEXT,
    }
}

/// Keep or drop, by the odds of a net; `open` are the lines that no rule has decided.
fn judge(seen: &[Seen], odds: &[f32], open: &[bool], net: &Net) -> Vec<bool> {
    let more = if seen.iter().any(|one| one.site.is_some()) { net.site } else { 0.0 };
    let mut odds: Vec<_> = odds.iter().map(|odd| odd + more).collect();
    let lines = seen.iter().zip(open).zip(&odds).filter(|((_, open), _)| **open);
    let (lengths, free): (Vec<_>, Vec<_>) =
        lines.map(|((one, _), odd)| (one.line.visible as f32, odd)).unzip();
    let more = net::lenience(&free, &lengths);
    odds.iter_mut().for_each(|odd| *odd += more);
    net::smooth(&odds, net.change)
}

/// Why a block was dropped, in words for people.
pub fn explain(reason: Reason) -> &'static str {
    match reason {
        Reason::Header => "site title or header",
        Reason::Navigation => "menu or list of links",
        Reason::Breadcrumb => "path to the page",
        Reason::Separator => "marks only",
        Reason::Cookie => "cookie or consent notice",
        Reason::Share => "share, print or follow bar",
        Reason::Related => "teaser or headline of another article",
        Reason::Byline => "author, date, source or tags",
        Reason::Legal => "copyright or legal line",
        Reason::Widget => "form, comment or advertisement",
        Reason::Site => "stands on other pages of the site too",
        Reason::Repeated => "stands on the page more than once",
        Reason::Outside => "outside of what looks like the article",
        Reason::User => "dropped by a pattern of yours",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(name: &str, text: String) {
        let document = crate::read::read_bytes(name.as_ref(), None, text.into(), false).unwrap();
        let cleaned = clean(document.clone(), &CleanOptions::default());
        assert_eq!(cleaned.text, document.text);
        let spans = |document: &Document| document.blocks.iter().map(|block| block.span).collect::<Vec<_>>();
        assert_eq!(spans(&cleaned), spans(&document));
        assert_eq!(clean(document, &CleanOptions::default()), cleaned);
    }

    #[test]
    fn prose_behind_the_last_heading_is_kept_and_what_speaks_against_itself_is_not() {
        let roles = |last: &str| {
            let line = |text: &str| Seen { line: Line::new(text), ..Seen::default() };
            let seen = [line("The town hall."), line("A last word"), line(last)];
            let mut kept = [true, false, false];
            goes_on(&seen, &mut kept, |at| at > 0);
            kept
        };
        let prose =
            "Nobody can force himself to sleep. The more one wants it, the further it goes away. ".repeat(3);
        assert_eq!(roles(&prose), [true; 3]);
        assert_eq!(roles("Nobody can force himself to sleep."), [true, false, false]);
        assert_eq!(roles(&prose.replace('.', ",")), [true, false, false]);
    }

    #[test]
    fn a_document_whose_blocks_were_changed_is_judged_by_its_lines() {
        let mut document =
            crate::read::read_bytes("a.html".as_ref(), None, b"<p>One.<p>Two.".to_vec(), false).unwrap();
        document.blocks.truncate(1);
        assert_eq!(clean(document, &CleanOptions::default()).blocks[0].role, Role::Body);
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned_and_kept(text in "([a-zA-Zäж我あع .,:|>©\\-\u{0}]{0,40}[.\n]?\n){0,30}") {
            check("a.txt", text);
        }

        #[test]
        fn any_markup_is_cleaned_and_kept(
            text in "(<[/]?(p|div|nav|a href=x|table|td|ul|li|br|article|h1|form|pre)>|[a-z我. ]{0,40}){0,40}",
        ) {
            check("a.html", text);
        }
    }
}

#[cfg(test)]
mod train;
