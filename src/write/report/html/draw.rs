//! Drawings of an article or a run, as inline SVG: the path of the alignment, the confidence of the beads,
//! flags by rule. Colours come from the style sheet, so that light and dark both read well.

use std::fmt::Write as _;

use super::escape::{attribute, content};
use crate::bitext::{Bitext, Severity};

/// Beads up to which each is drawn as a field of its own.
const MOST_FIELDS: usize = 1500;

/// Side of the square that the path is drawn in.
const SIDE: f64 = 220.0;

/// The path of the alignment: the source from left to right, the target from top to bottom, a field a bead.
pub(super) fn path(bitext: &Bitext) -> String {
    let (n, m) = (bitext.source().len().max(1) as f64, bitext.target().len().max(1) as f64);
    let (x, y) = (|at: usize| at as f64 / n * SIDE, |at: usize| at as f64 / m * SIDE);
    let mut svg = format!(
        "<svg class=\"path\" viewBox=\"-2 -2 {0} {0}\" role=\"img\" aria-label=\"path of the alignment\">\
         <rect class=\"frame\" x=\"0\" y=\"0\" width=\"{SIDE}\" height=\"{SIDE}\"/>",
        SIDE + 4.0
    );
    let beads = bitext.beads();
    if beads.len() > MOST_FIELDS {
        svg.push_str("<polyline class=\"line\" points=\"");
        for bead in beads.iter().step_by(beads.len() / MOST_FIELDS + 1) {
            let _ = write!(svg, "{:.1},{:.1} ", x(bead.source.start), y(bead.target.start));
        }
        svg.push_str("\"/>");
    } else {
        for (number, bead) in beads.iter().enumerate() {
            let width = (x(bead.source.end) - x(bead.source.start)).max(1.2);
            let height = (y(bead.target.end) - y(bead.target.start)).max(1.2);
            let class = match (bead.is_null(), bead.confidence) {
                (true, _) => "null",
                (_, confidence) if confidence < 0.5 => "low",
                _ => "bead",
            };
            let _ = write!(
                svg,
                "<a href=\"#b{number}\"><rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" \
                 height=\"{height:.1}\"><title>bead {}, confidence {:.2}</title></rect></a>",
                x(bead.source.start),
                y(bead.target.start),
                number + 1,
                bead.confidence,
            );
        }
    }
    for found in bitext.moves.iter().take(MOST_FIELDS) {
        let _ = write!(
            svg,
            "<rect class=\"move\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>a passage that moved</title></rect>",
            x(found.source.start),
            y(found.target.start),
            (x(found.source.end) - x(found.source.start)).max(1.2),
            (y(found.target.end) - y(found.target.start)).max(1.2),
        );
    }
    svg + "</svg>"
}

/// Beads by confidence, in twenty steps.
#[derive(Default)]
pub(super) struct Histogram([usize; 20]);

impl Histogram {
    /// Counts the beads of a bitext that have two sides.
    pub(super) fn add(&mut self, bitext: &Bitext) {
        for bead in bitext.beads().iter().filter(|bead| !bead.is_null()) {
            let step = (bead.confidence.clamp(0.0, 1.0) * 20.0) as usize;
            self.0[step.min(19)] += 1;
        }
    }

    /// Whether there is nothing to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&count| count == 0)
    }

    /// Twenty columns, the least sure on the left.
    pub(super) fn draw(&self) -> String {
        let most = self.0.iter().copied().max().unwrap_or(0).max(1) as f64;
        let mut svg = String::from(
            "<svg class=\"histogram\" viewBox=\"0 0 240 132\" role=\"img\" aria-label=\"beads by confidence\">\
             <line class=\"axis\" x1=\"0\" y1=\"112.5\" x2=\"240\" y2=\"112.5\"/>",
        );
        for (step, &count) in self.0.iter().enumerate() {
            let low = step as f64 / 20.0;
            let class = if low < 0.5 { "low" } else { "bead" };
            let height = if count == 0 { 0.0 } else { (count as f64 / most * 104.0).max(2.0) };
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{}\" y=\"{:.1}\" width=\"10\" height=\"{height:.1}\" rx=\"1.5\">\
                 <title>{count} with {low:.2} to {:.2}</title></rect>",
                step * 12 + 1,
                112.0 - height,
                low + 0.05,
            );
        }
        for (x, anchor, label) in [(0, "start", "0"), (120, "middle", "0.5"), (240, "end", "1")] {
            let _ = write!(svg, "<text x=\"{x}\" y=\"127\" text-anchor=\"{anchor}\">{label}</text>");
        }
        svg + "</svg>"
    }
}

/// Flags by rule: a bar each, in the colour of the worst of them. At most a dozen are drawn, and none that
/// only informs: dropped lines would outweigh all others.
pub(super) fn rules(rules: &[(&str, usize, Severity)]) -> String {
    const MOST: usize = 12;
    let rules: Vec<_> = rules.iter().filter(|(_, _, worst)| *worst > Severity::Info).collect();
    let longest = rules.iter().map(|(_, count, _)| *count).max().unwrap_or(1).max(1) as f64;
    let shown = rules.len().min(MOST);
    let mut svg = format!(
        "<svg class=\"rules\" viewBox=\"0 0 320 {}\" role=\"img\" aria-label=\"flags by rule\">",
        shown * 20 + 4
    );
    for (row, &&(rule, count, severity)) in rules.iter().take(MOST).enumerate() {
        let y = row * 20;
        let width = (count as f64 / longest * 130.0).max(2.0);
        let _ = write!(
            svg,
            "<g><title>{}: {count}</title><text x=\"140\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{}\" x=\"148\" y=\"{}\" width=\"{width:.1}\" height=\"12\" rx=\"2\"/>\
             <text x=\"{:.1}\" y=\"{}\">{count}</text></g>",
            attribute(rule),
            y + 14,
            content(rule),
            severity.name(),
            y + 4,
            154.0 + width,
            y + 14,
        );
    }
    svg + "</svg>"
}
