//! Likely pairs -> the pairs that stand: each document once, the likeliest first.

use std::collections::BTreeSet;

/// Odds below which two documents are no translations of each other: as likely as not.
const LEAST: f32 = 0.0;

/// Two documents that may be translations of each other, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// The original.
    pub(super) source: usize,
    /// The translation.
    pub(super) target: usize,
    /// The logarithm of the odds that they are.
    pub(super) odds: f32,
}

/// Takes the likeliest link, then the best of those that are left; of equal ones the first by number.
pub(super) fn assign(mut links: Vec<Link>) -> Vec<Link> {
    links.retain(|link| link.odds >= LEAST);
    links.sort_by(|a, b| b.odds.total_cmp(&a.odds).then((a.source, a.target).cmp(&(b.source, b.target))));
    let (mut sources, mut targets) = (BTreeSet::new(), BTreeSet::new());
    links.retain(|link| {
        let free = !sources.contains(&link.source) && !targets.contains(&link.target);
        if free {
            sources.insert(link.source);
            targets.insert(link.target);
        }
        free
    });
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(links: &[(usize, usize, f32)], expected: &[(usize, usize)]) {
        let links = links.iter().map(|&(source, target, odds)| Link { source, target, odds }).collect();
        let found: Vec<_> = assign(links).iter().map(|link| (link.source, link.target)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_document_stands_in_one_pair() {
        check(&[(0, 0, 0.8), (0, 1, 0.9), (1, 1, 0.95), (1, 0, 0.5)], &[(1, 1), (0, 0)]);
        check(&[(0, 0, 0.8), (1, 0, 0.9)], &[(1, 0)]);
    }

    #[test]
    fn copies_go_in_their_order() {
        check(&[(0, 0, 0.9), (0, 1, 0.9), (1, 0, 0.9), (1, 1, 0.9)], &[(0, 0), (1, 1)]);
    }

    #[test]
    fn what_is_not_likely_stays_alone() {
        check(&[(0, 0, LEAST - 0.01), (1, 1, -9.0)], &[]);
        check(&[], &[]);
    }
}
