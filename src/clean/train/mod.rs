//! Labelled pages -> the weights of the nets. Runs as a test that is asked for by name.
//!
//! ```text
//! ALINEA_EVAL=<folder of the kits> cargo test --release --lib clean::train -- --ignored --nocapture
//! ```
//!
//! prints the quality over five folds, no site in two of them; with `UPDATE=1` it also trains on all pages
//! and writes `src/clean/weights.rs`. Pages of four sorts: flattened pages, those of sites with and without
//! what is known of the site, pages glued from the article of one and the frame of another, and articles
//! with no page around them. Markup: pages whose blocks are labelled by the words that they share with the
//! article, and pages with snippets that must and must not be there.
#![allow(clippy::print_stderr)]

mod learner;
mod pages;

use std::fmt::Write as _;
use std::path::Path;

use learner::{Learner, Shape};
use pages::{FOLDS, Page, kit, markup_pages, shingle, text_pages};

use super::features::{MARKUP_WIDTH, TEXT_WIDTH};
use super::net::smooth;
use super::rules;

fn kept(page: &Page, odds: &[f32], change: f32, bias: f32) -> Vec<bool> {
    let texts: Vec<_> = page.texts.iter().map(String::as_str).collect();
    let certain = rules::certain(&page.seen, &texts);
    let odds: Vec<_> = odds.iter().map(|odd| odd + bias).collect();
    let mut kept = match rules::is_plain(&page.seen, &certain) {
        true => vec![true; odds.len()],
        false => smooth(&odds, change),
    };
    for (keep, reason) in kept.iter_mut().zip(&certain) {
        *keep &= reason.is_none();
    }
    kept
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

fn source(name: &str, width: &str, net: &Learner, change: f32, bias: f32) -> String {
    let output = net.units * (net.inputs + 1);
    let list = |numbers: &[f32]| {
        let mut lines = String::new();
        for chunk in numbers.chunks(10) {
            let row: Vec<_> = chunk.iter().map(|number| format!("{number:.3}")).collect();
            writeln!(lines, "        {},", row.join(", ")).unwrap();
        }
        lines
    };
    let mut last = net.weights[output..].to_vec();
    last[net.units] += bias;
    format!(
        "\n#[rustfmt::skip]\npub(super) const {name}: Net = Net {{\n    inputs: {width},\n    hidden: &[\n{}    ],\n    output: &[\n{}    ],\n    change: {change:?},\n}};\n",
        list(&net.weights[..output]),
        list(&last)
    )
}

#[test]
#[ignore = "trains for a minute; run it by name"]
fn weights() {
    let Some(kit) = kit() else { return };
    let shape = Shape {
        nets: number("NETS", 3.0) as usize,
        units: number("UNITS", 12.0) as usize,
        rounds: number("ROUNDS", 36.0) as usize,
        decay: number("DECAY", 0.02),
    };
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut written = String::from(
        "//! The weights of the two nets, as `clean::train` wrote them: do not edit, run that test again.\n//!\n//! Learned from the development kits of pages (flattened, sites, markup, snippets) and of plain texts; what\n//! they hold and how they are used stands in `clean::train`. No text of theirs is in here.\n#![allow(clippy::approx_constant)]\n\nuse super::features::{MARKUP_WIDTH, TEXT_WIDTH};\nuse super::net::Net;\n",
    );
    if only != "markup" {
        let (mut pages, sites) = text_pages(&kit);
        let (first_site, all) = (pages.len(), pages.len() + sites.len());
        pages.extend(sites);
        eprintln!("{} pages, {} lines", all, pages.iter().map(|page| page.texts.len()).sum::<usize>());
        let odds = folds(&pages, TEXT_WIDTH, shape);
        let (mut best, mut most) = ((1.0, 0.0), 0.0);
        for change in [0.0, 0.25, 0.5, 1.0] {
            for bias in [0.0, 0.5, 1.0, 1.5, 2.0] {
                let score = |range: std::ops::Range<usize>| {
                    text_score(
                        range
                            .filter(|&at| !pages[at].made)
                            .map(|at| (&pages[at], kept(&pages[at], &odds[at], change, bias))),
                    )
                };
                let (text, site) = (score(0..first_site), score(first_site..all));
                eprintln!(
                    "change {change} bias {bias}: text {:.4} lost {:.4} ({}), sites {:.4} lost {:.4} ({})",
                    text.0, text.1, text.2, site.0, site.1, site.2
                );
                // What is lost cannot be found again further on; what stays can.
                let worth = text.0 + site.0 - 0.2 * (text.1 + site.1);
                if worth > most {
                    (best, most) = ((change, bias), worth);
                }
            }
        }
        eprintln!("best {best:?}");
        if std::env::var_os("UPDATE").is_some() {
            let net = Learner::together(&pages.iter().collect::<Vec<_>>(), TEXT_WIDTH, shape);
            written += &source("TEXT", "TEXT_WIDTH", &net, best.0, best.1);
        }
    }
    if only != "text" {
        let pages = markup_pages(&kit);
        let odds = folds(&pages, MARKUP_WIDTH, shape);
        let score = |decide: &dyn Fn(usize) -> Vec<bool>| {
            let mut sums = [(0.0, 0); 2];
            for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.made) {
                let keep = decide(at);
                let found: Vec<_> = page
                    .texts
                    .iter()
                    .zip(keep)
                    .filter(|(_, keep)| *keep)
                    .map(|(text, _)| text.as_str())
                    .collect();
                let (precision, recall) = shingle(&page.body, &found.join("\n"));
                for (sum, value) in sums.iter_mut().zip([precision, recall]) {
                    if let Some(value) = value {
                        *sum = (sum.0 + value, sum.1 + 1);
                    }
                }
                if std::env::var_os("SHOW").is_some()
                    && precision.unwrap_or(0.0).min(recall.unwrap_or(0.0)) < 0.6
                {
                    eprintln!("  {} {precision:.3?} {recall:.3?}", page.name);
                }
            }
            let [p, r] = sums.map(|(sum, count)| sum / f64::from(count));
            (p, r, 2.0 * p * r / (p + r))
        };
        let engine = score(&|at| pages[at].seen.iter().map(|one| one.markup.unwrap().engine > 0.5).collect());
        let gold = score(&|at| pages[at].gold.iter().map(|gold| *gold == Some(true)).collect());
        eprintln!("engine {engine:.4?}, labels themselves {gold:.4?}");
        let (mut best, mut most) = ((1.0, 0.0), 0.0);
        for change in [0.0, 0.25, 0.5, 1.0] {
            for bias in [0.0, 0.5, 1.0, 1.5, 2.0] {
                let found = score(&|at| kept(&pages[at], &odds[at], change, bias));
                eprintln!("change {change} bias {bias}: markup {found:.4?}");
                if found.2 > most {
                    (best, most) = ((change, bias), found.2);
                }
            }
        }
        eprintln!("best {best:?}");
        if std::env::var_os("UPDATE").is_some() {
            let net = Learner::together(&pages.iter().collect::<Vec<_>>(), MARKUP_WIDTH, shape);
            written += &source("MARKUP", "MARKUP_WIDTH", &net, best.0, best.1);
        }
    }
    if std::env::var_os("UPDATE").is_some() && only.is_empty() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clean/weights.rs");
        std::fs::write(path, written).unwrap();
    }
}

/// The odds of each page, by a net that has seen no page of its fold.
fn folds(pages: &[Page], width: usize, shape: Shape) -> Vec<Vec<f32>> {
    let mut odds = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let others: Vec<_> = pages.iter().filter(|page| page.fold != fold).collect();
        let net = Learner::together(&others, width, shape);
        for (at, page) in pages.iter().enumerate().filter(|(_, page)| page.fold == fold) {
            odds[at] = net.odds(page);
        }
    }
    odds
}
