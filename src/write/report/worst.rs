//! Keeps the worst of many, in memory that does not grow with how many there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::bitext::Severity;

/// The worst `limit` items; of equally bad ones the first.
pub(crate) struct Worst<T> {
    limit: usize,
    next: u64,
    /// By severity, then by order of arrival: the last is the one to go.
    kept: BTreeMap<(Reverse<Severity>, u64), T>,
    /// How many were left out.
    pub(crate) cut: usize,
}

impl<T> Worst<T> {
    /// Keeps none yet.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, next: 0, kept: BTreeMap::new(), cut: 0 }
    }

    /// Takes an item, made only if it is kept.
    pub(crate) fn push(&mut self, severity: Severity, make: impl FnOnce() -> T) {
        let key = (Reverse(severity), self.next);
        self.next += 1;
        if self.kept.len() >= self.limit {
            self.cut += 1;
            if self.kept.last_key_value().is_none_or(|(last, _)| *last < key) {
                return;
            }
            self.kept.pop_last();
        }
        self.kept.insert(key, make());
    }

    /// The worst first.
    pub(crate) fn by_severity(self) -> impl Iterator<Item = T> {
        self.kept.into_values()
    }

    /// In the order of arrival.
    pub(crate) fn by_arrival(self) -> impl Iterator<Item = T> {
        let mut kept: Vec<_> = self.kept.into_iter().map(|((_, number), item)| (number, item)).collect();
        kept.sort_by_key(|&(number, _)| number);
        kept.into_iter().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_worst_and_of_equals_the_first() {
        let fill = || {
            let mut worst = Worst::new(3);
            use Severity::{Error, Hint, Warning};
            for (number, severity) in [Hint, Warning, Hint, Error, Warning, Warning].into_iter().enumerate() {
                worst.push(severity, || number);
            }
            assert_eq!(worst.cut, 3);
            worst
        };
        assert_eq!(fill().by_severity().collect::<Vec<_>>(), [3, 1, 4]);
        assert_eq!(fill().by_arrival().collect::<Vec<_>>(), [1, 3, 4]);
        let mut none = Worst::new(0);
        none.push(Severity::Error, || 1);
        assert_eq!((none.cut, none.by_arrival().count()), (1, 0));
    }
}
