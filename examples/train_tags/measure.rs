//! How often the tables are right on lines that were held out, and how sure a lead may make.

use alinea::lang::Script;
use alinea::tag::model::file::Table;
use alinea::tag::model::score;

use crate::corpus::Texts;

/// Lines of a language that are looked at.
const LINES: usize = 600;
/// Steps of Newton's method; five suffice.
const STEPS: usize = 20;

/// Prints the share of right answers by language, and gives lead and whether it is right for each line in the
/// languages that many texts are in.
pub(crate) fn measure(table: &Table, script: Script, texts: &Texts) -> Vec<(f64, bool)> {
    let mut answers = Vec::new();
    for (lang, prior) in table.langs.iter().zip(&table.prior) {
        let (mut lines, mut hits) = (0, 0);
        for line in texts.of(lang.as_str(), true) {
            let scores = score(table, script, line);
            if scores.known == 0 {
                continue;
            }
            let mut order: Vec<usize> = (0..table.langs.len()).collect();
            order.sort_by(|a, b| scores.of[*b].total_cmp(&scores.of[*a]));
            let hit = table.langs[order[0]] == *lang;
            if *prior > -10.0 {
                answers.push((f64::from(scores.of[order[0]] - scores.of[order[1]]), hit));
            }
            (lines, hits) = (lines + 1, hits + usize::from(hit));
            if lines == LINES {
                break;
            }
        }
        eprintln!("{script:?} {lang}: {hits} of {lines}");
    }
    answers
}

/// Prints start and slope of the logistic function of the lead that makes the answers most likely, and what it
/// says against what is so.
pub(crate) fn calibrate(answers: &[(f64, bool)]) {
    let likely = |start: f64, slope: f64, lead: f64| 1.0 / (1.0 + (-(start + slope * lead)).exp());
    let (mut start, mut slope) = (0.0, 0.05);
    for _ in 0..STEPS {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for &(lead, hit) in answers {
            let p = likely(start, slope, lead);
            let (miss, weight) = (f64::from(u8::from(hit)) - p, p * (1.0 - p));
            (g0, g1) = (g0 + miss, g1 + miss * lead);
            (h00, h01, h11) = (h00 + weight, h01 + weight * lead, h11 + weight * lead * lead);
        }
        let determinant = h00 * h11 - h01 * h01;
        start += (h11 * g0 - h01 * g1) / determinant;
        slope += (h00 * g1 - h01 * g0) / determinant;
    }
    eprintln!("START {start:.3}, SLOPE {slope:.4}, {} lines", answers.len());
    for tenth in 0..10 {
        let range = f64::from(tenth) / 10.0..f64::from(tenth + 1) / 10.0;
        let of: Vec<(f64, bool)> = answers
            .iter()
            .map(|&(lead, hit)| (likely(start, slope, lead), hit))
            .filter(|(said, _)| range.contains(said) || tenth == 9 && *said >= 1.0)
            .collect();
        let count = of.len().max(1) as f64;
        let said = of.iter().map(|answer| answer.0).sum::<f64>() / count;
        let right = of.iter().filter(|answer| answer.1).count() as f64 / count;
        eprintln!("{:.1}: said {said:.3}, right {right:.3}, {} lines", range.start, of.len());
    }
}
