//! Damage of sound sentences: to learn from, and of other kinds to measure with.

use alinea::flag::junction::unit::Unit;

/// Xorshift (Marsaglia 2003, 64 bits, triple 13-7-17).
pub(crate) struct Random(pub u64);
impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    /// Below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }
    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    /// What to multiply numbers with so that a share of them is lost, and the mean stays.
    pub(crate) fn kept<const N: usize>(&mut self, lost: f32) -> [f32; N] {
        // Three draws from each number: sixteen bits are enough for a share.
        let least = (lost * 65536.0) as u64;
        let more = 1.0 / (1.0 - lost);
        let mut kept = [more; N];
        for three in kept.chunks_mut(3) {
            let mut bits = self.next() >> 16;
            for number in three {
                if bits & 0xFFFF < least {
                    *number = 0.0;
                }
                bits >>= 16;
            }
        }
        kept
    }
}

/// Damages a sentence; gives it with the junctions that came about so, each by the token behind it. `None`:
/// the lot drawn does not fit the sentence. `other` is another sentence, `scale` the length of a phrase: 1 for
/// words, 2 for glyphs.
pub(crate) fn damage(
    random: &mut Random,
    s: &[Unit],
    other: &[Unit],
    scale: usize,
) -> Option<(Vec<Unit>, Vec<usize>)> {
    let n = s.len();
    if n < 5 || other.len() < 5 {
        return None;
    }
    let mut t = s.to_vec();
    let odd = match random.below(20) {
        0..=6 => {
            // A phrase moved.
            let length = (1 + random.below(3)) * scale;
            if n < length + 4 {
                return None;
            }
            let from = random.below(n - length - 1) + usize::from(random.below(4) > 0);
            let from = from.min(n - length - 1);
            if s[from..from + length].iter().all(|u| u.mark) || s[from].mark {
                return None;
            }
            let torn: Vec<Unit> = t.drain(from..from + length).collect();
            let far = 12 * scale;
            let low = from.saturating_sub(far).max(1);
            let high = (from + far).min(t.len() - 1);
            if low >= high {
                return None;
            }
            let to = low + random.below(high - low + 1);
            if to == from {
                return None;
            }
            t.splice(to..to, torn);
            let hole = if to < from { from + length } else { from };
            vec![to, to + length, hole]
        }
        7 => {
            let at = random.below(n - 3) + 1;
            t.swap(at, at + 1);
            vec![at, at + 1, at + 2]
        }
        8 | 9 => {
            // Two neighbouring phrases change places.
            let (a, b) = ((1 + random.below(4)) * scale, (1 + random.below(4)) * scale);
            if n < a + b + 2 {
                return None;
            }
            let at = random.below(n - a - b - 1) + 1;
            t[at..at + a + b].rotate_left(a);
            vec![at, at + b, at + a + b]
        }
        10..=12 => {
            let length = ((1 + random.below(5)) * scale).min(other.len() - 2);
            let from = random.below(other.len() - length - 1) + 1;
            let at = 1 + random.below(n - 1);
            t.splice(at..at, other[from..from + length].iter().copied());
            vec![at, at + length]
        }
        13 => {
            let length = (1 + random.below(2)) * scale;
            if n < length + 3 {
                return None;
            }
            let at = 1 + random.below(n - length - 1);
            t.drain(at..at + length);
            vec![at]
        }
        14 => {
            // A longer part is lost.
            let length = (3 + random.below(6)) * scale;
            if n < length + 3 {
                return None;
            }
            let at = 1 + random.below(n - length - 1);
            t.drain(at..at + length);
            vec![at]
        }
        15 | 16 => {
            // Cut, and another sentence goes on.
            let at = 2 + random.below(n - 3);
            t.truncate(at);
            let from = 1 + random.below(other.len() - 2);
            t.extend_from_slice(&other[from..]);
            vec![at]
        }
        17 => {
            // Cut with the full stop of the sentence, and goes on.
            let stop = *s.last()?;
            if !stop.mark {
                return None;
            }
            let at = 2 + random.below(n - 3);
            let skip = random.below(3) * scale;
            if at + skip >= n {
                return None;
            }
            t.drain(at..at + skip);
            t.insert(at, stop);
            vec![at, at + 1]
        }
        18 => {
            // Cut at the end.
            let stop = *s.last()?;
            let at = 2 + random.below(n - 3);
            t.truncate(at);
            if stop.mark {
                t.push(stop);
            }
            vec![at]
        }
        _ => {
            // A word of another sentence in place of one.
            let at = 1 + random.below(n - 2);
            let new = other[1 + random.below(other.len() - 2)];
            if new.mark || t[at].mark {
                return None;
            }
            t[at] = new;
            vec![at, at + 1]
        }
    };
    // Junctions that are as they were are sound.
    let pair = |list: &[Unit], j: usize| (j.checked_sub(1).map(|i| list[i]), list.get(j).copied());
    let trio = |list: &[Unit], j: usize| {
        (j.checked_sub(2).and_then(|i| list.get(i)).copied(), pair(list, j), list.get(j + 1).copied())
    };
    let known: Vec<_> = (0..=n).map(|j| trio(s, j)).collect();
    let odd: Vec<usize> = odd.into_iter().filter(|j| !known.contains(&trio(&t, *j))).collect();
    if odd.is_empty() {
        return None;
    }
    Some((t, odd))
}

/// Kinds of [`other_damage`].
pub(crate) const KINDS: [&str; 6] = ["torn", "exchanged", "inserted", "lost and mended", "lost", "shuffled"];
/// Damage of other kinds, to measure with: nothing was learned from these.
pub(crate) fn other_damage(
    random: &mut Random,
    s: &[Unit],
    other: &[Unit],
    kind: usize,
    scale: usize,
) -> Option<Vec<Unit>> {
    let n = s.len();
    if n < 8 * scale || other.len() < 8 * scale {
        return None;
    }
    let mut t = s.to_vec();
    match kind {
        0 => {
            let length = [1, 1, 1, 2, 2, 3][random.below(6)] * scale;
            let from = random.below(n - length - 1);
            if s[from..from + length].iter().any(|u| u.mark) {
                return None;
            }
            let torn: Vec<Unit> = t.drain(from..from + length).collect();
            let to = 1 + random.below(t.len() - 1);
            if to.abs_diff(from) < 2 {
                return None;
            }
            t.splice(to..to, torn);
        }
        1 => {
            // Two words far apart change places.
            let (a, b) = (1 + random.below(n - 2), 1 + random.below(n - 2));
            if a.abs_diff(b) < 2 || s[a].mark || s[b].mark || s[a] == s[b] {
                return None;
            }
            t.swap(a, b);
        }
        2 => {
            let length = (4 + random.below(4)) * scale;
            if other.len() < length + 2 {
                return None;
            }
            let from = random.below(other.len() - length - 1);
            let at = 1 + random.below(n - 2);
            t.splice(at..at, other[from..from + length].iter().copied());
        }
        3 => {
            // Words lost from the middle, two others in their place.
            let at = 3 + random.below(n - 5);
            let length = 3 + random.below(5);
            if at + length + 2 >= n {
                return None;
            }
            t.drain(at..at + length);
            t.splice(at..at, other[1..3].iter().copied());
        }
        4 => {
            let length = (3 + random.below(4)) * scale;
            let at = 1 + random.below(n - length - 1);
            t.drain(at..at + length);
        }
        _ => {
            let length = 4 * scale;
            let at = random.below(n - length - 1);
            for i in (1..length).rev() {
                let j = random.below(i + 1);
                t.swap(at + i, at + j);
            }
            if t[at..at + length] == s[at..at + length] {
                return None;
            }
        }
    }
    (t != s).then_some(t)
}
