//! The net forwards and backwards, with numbers that can be trained.

use std::ops::Range;

use alinea::flag::junction::net::{
    CONV, CONV_BIAS, E, GATE, GATES, H, HEAD, HEAD_BIAS, K, OUT, OUT_BIAS, W, bend,
};
use alinea::flag::junction::unit::Unit;

use super::damage::Random;

/// Shares of the numbers that chance takes from the embeddings and from what the convolution gives (Srivastava et al.
/// 2014, section 4); the others grow, so that the mean stays. Of the second .1 and .2 do equally well, .35 worse.
const LOST_EMBEDDED: f32 = 0.1;
const LOST_CONVOLVED: f32 = 0.15;

/// The first `N` numbers.
fn first<const N: usize>(numbers: &[f32]) -> &[f32; N] {
    numbers[..N].try_into().expect("the slice is cut to N")
}

/// Adds `x` times the first numbers of `from`.
#[inline(always)]
pub(crate) fn add<const N: usize>(to: &mut [f32], x: f32, from: &[f32]) {
    let from = first::<N>(from);
    let to: &mut [f32; N] = (&mut to[..N]).try_into().expect("the slice is cut to N");
    for i in 0..N {
        to[i] += x * from[i];
    }
}

/// Eight sums side by side, in an order that is fixed.
#[inline(always)]
pub(crate) fn dot<const N: usize>(a: &[f32; N], w: &[f32]) -> f32 {
    const { assert!(N.is_multiple_of(8)) };
    let w = first::<N>(w);
    let mut s = [0f32; 8];
    for c in 0..N / 8 {
        for l in 0..8 {
            s[l] += a[c * 8 + l] * w[c * 8 + l];
        }
    }
    ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]))
}

/// Slope of [`bend`], from what it gives.
fn bend_slope(bent: f32) -> f32 {
    let rest = 1.0 - bent.abs();
    rest * rest
}

/// What the way back needs of the way there.
#[derive(Default)]
pub(crate) struct Tape {
    /// Embeddings as chance left them, and what it multiplied them by.
    e: Vec<[f32; E]>,
    kept_e: Vec<[f32; E]>,
    /// What the convolution gives as chance left it, and what that was multiplied by.
    x: Vec<[f32; H]>,
    kept_x: Vec<[f32; H]>,
    /// Gates before they are moved to between 0 and 1, candidates and averages, from the left and from the right.
    s: [Vec<[f32; H]>; 2],
    c: [Vec<[f32; H]>; 2],
    h: [Vec<[f32; H]>; 2],
    /// Hidden layers of the junctions.
    u: Vec<[f32; K]>,
    /// Odds of the junctions.
    pub logits: Vec<f32>,
}

impl Tape {
    /// The averages from the left (0) or from the right (1).
    pub(crate) fn averages(&self, dir: usize) -> &[[f32; H]] {
        &self.h[dir]
    }

    /// Slopes by averages or by what the convolution gives, all zero.
    pub(crate) fn flat(&self) -> Vec<[f32; H]> {
        vec![[0.0; H]; self.e.len()]
    }
}

/// The net while it is trained.
pub(crate) struct Weights {
    pub rows: Vec<[f32; E]>,
    pub dense: Vec<f32>,
}

impl Weights {
    /// Rows of a unit.
    pub(crate) fn rows_of(unit: &Unit) -> impl Iterator<Item = usize> {
        let word = (unit.word != 0).then_some(unit.word);
        word.into_iter().chain(unit.rows.into_iter().take(usize::from(unit.count))).map(usize::from)
    }

    /// Embeds the units of a sentence with its edges, and loses a share of the numbers.
    pub(crate) fn embed(&self, units: &[Unit], random: &mut Random, tape: &mut Tape) {
        tape.e.clear();
        tape.kept_e.clear();
        for unit in units {
            let mut sums = [0f32; E];
            for row in Self::rows_of(unit) {
                sums.iter_mut().zip(&self.rows[row]).for_each(|(sum, weight)| *sum += weight);
            }
            let kept = random.kept(LOST_EMBEDDED);
            sums.iter_mut().zip(&kept).for_each(|(sum, kept)| *sum *= kept);
            tape.e.push(sums);
            tape.kept_e.push(kept);
        }
    }

    /// What each token is where it stands, by the tokens in `taps`: 0 the one before it, 1 itself, 2 the one behind it.
    pub(crate) fn convolve(&self, taps: Range<usize>, random: &mut Random, tape: &mut Tape) {
        let d = &self.dense;
        tape.x.clear();
        tape.kept_x.clear();
        for t in 0..tape.e.len() {
            let mut acc: [f32; H] = *first(&d[CONV_BIAS..]);
            for k in taps.clone() {
                let Some(e) = (t + k).checked_sub(W / 2).and_then(|i| tape.e.get(i)) else { continue };
                for i in 0..E {
                    if e[i] != 0.0 {
                        add::<H>(&mut acc, e[i], &d[CONV + (k * E + i) * H..]);
                    }
                }
            }
            let kept = random.kept(LOST_CONVOLVED);
            for (a, kept) in acc.iter_mut().zip(&kept) {
                *a = a.max(0.0) * kept;
            }
            tape.x.push(acc);
            tape.kept_x.push(kept);
        }
    }

    /// Averages from the left (0) or from the right (1).
    pub(crate) fn average(&self, dir: usize, tape: &mut Tape) {
        let (n, d) = (tape.x.len(), &self.dense);
        tape.s[dir].clear();
        tape.s[dir].resize(n, [0.0; H]);
        tape.c[dir].clear();
        tape.c[dir].resize(n, [0.0; H]);
        tape.h[dir].clear();
        tape.h[dir].resize(n, [0.0; H]);
        let gz = GATES + 2 * dir * GATE;
        let gc = gz + GATE;
        let mut h = [0f32; H];
        for step in 0..n {
            let t = if dir == 0 { step } else { n - 1 - step };
            let mut z: [f32; H] = *first(&d[gz + H * H..]);
            let mut c: [f32; H] = *first(&d[gc + H * H..]);
            for i in 0..H {
                let x = tape.x[t][i];
                if x != 0.0 {
                    add::<H>(&mut z, x, &d[gz + i * H..]);
                    add::<H>(&mut c, x, &d[gc + i * H..]);
                }
            }
            for i in 0..H {
                z[i] = bend(z[i]);
                c[i] = bend(c[i]);
                h[i] += (0.5 + 0.5 * z[i]) * (c[i] - h[i]);
            }
            tape.s[dir][t] = z;
            tape.c[dir][t] = c;
            tape.h[dir][t] = h;
        }
    }

    /// Reads a sentence that is convolved, and says of every junction whether it came about by damage.
    pub(crate) fn judge(&self, tape: &mut Tape) {
        self.average(0, tape);
        self.average(1, tape);
        let d = &self.dense;
        tape.u.clear();
        tape.logits.clear();
        for j in 0..tape.e.len() - 1 {
            let mut u: [f32; K] = *first(&d[HEAD_BIAS..]);
            let parts: [&[f32; H]; 4] = [&tape.h[0][j], &tape.x[j], &tape.x[j + 1], &tape.h[1][j + 1]];
            for (p, part) in parts.iter().enumerate() {
                for i in 0..H {
                    let x = part[i];
                    if x != 0.0 {
                        add::<K>(&mut u, x, &d[HEAD + (p * H + i) * K..]);
                    }
                }
            }
            for a in &mut u {
                *a = a.max(0.0);
            }
            tape.logits.push(d[OUT_BIAS] + dot(&u, &d[OUT..]));
            tape.u.push(u);
        }
    }

    /// Goes back from the slopes of the loss by each of the odds: adds its slopes by the matrices to `g`, and puts those by
    /// the embeddings to `de`.
    pub(crate) fn judge_back(&self, tape: &Tape, errors: &[f32], g: &mut [f32], de: &mut Vec<[f32; E]>) {
        let d = &self.dense;
        let (mut dx, mut dh) = (tape.flat(), [tape.flat(), tape.flat()]);
        for (j, &err) in errors.iter().enumerate() {
            if err == 0.0 {
                continue;
            }
            let u = &tape.u[j];
            let mut du = [0f32; K];
            for i in 0..K {
                if u[i] > 0.0 {
                    du[i] = err * d[OUT + i];
                }
                g[OUT + i] += err * u[i];
                g[HEAD_BIAS + i] += du[i];
            }
            g[OUT_BIAS] += err;
            let parts: [&[f32; H]; 4] = [&tape.h[0][j], &tape.x[j], &tape.x[j + 1], &tape.h[1][j + 1]];
            for p in 0..4 {
                for i in 0..H {
                    let at = HEAD + (p * H + i) * K;
                    let x = parts[p][i];
                    if x != 0.0 {
                        add::<K>(&mut g[at..], x, &du);
                    } else if p == 1 || p == 2 {
                        continue;
                    }
                    let v = dot(&du, &d[at..]);
                    match p {
                        0 => dh[0][j][i] += v,
                        1 => dx[j][i] += v,
                        2 => dx[j + 1][i] += v,
                        _ => dh[1][j + 1][i] += v,
                    }
                }
            }
        }
        self.average_back(0, tape, &dh[0], &mut dx, g);
        self.average_back(1, tape, &dh[1], &mut dx, g);
        de.clear();
        de.resize(tape.e.len(), [0.0; E]);
        self.convolve_back(0..W, tape, &dx, g, de);
    }

    /// Goes back through averages: from `dh` to `dx`.
    pub(crate) fn average_back(
        &self,
        dir: usize,
        tape: &Tape,
        dh: &[[f32; H]],
        dx: &mut [[f32; H]],
        g: &mut [f32],
    ) {
        let (n, d) = (tape.x.len(), &self.dense);
        let gz = GATES + 2 * dir * GATE;
        let gc = gz + GATE;
        let mut carry = [0f32; H];
        for step in (0..n).rev() {
            let t = if dir == 0 { step } else { n - 1 - step };
            let prev = if step == 0 {
                [0f32; H]
            } else if dir == 0 {
                tape.h[dir][t - 1]
            } else {
                tape.h[dir][t + 1]
            };
            let (s, c) = (&tape.s[dir][t], &tape.c[dir][t]);
            let (mut dz, mut dc) = ([0f32; H], [0f32; H]);
            for i in 0..H {
                let g_h = carry[i] + dh[t][i];
                let z = 0.5 + 0.5 * s[i];
                dz[i] = g_h * (c[i] - prev[i]) * 0.5 * bend_slope(s[i]);
                dc[i] = g_h * z * bend_slope(c[i]);
                carry[i] = g_h * (1.0 - z);
                g[gz + H * H + i] += dz[i];
                g[gc + H * H + i] += dc[i];
            }
            for i in 0..H {
                let x = tape.x[t][i];
                if x == 0.0 {
                    continue;
                }
                add::<H>(&mut g[gz + i * H..], x, &dz);
                add::<H>(&mut g[gc + i * H..], x, &dc);
                dx[t][i] += dot(&dz, &d[gz + i * H..]) + dot(&dc, &d[gc + i * H..]);
            }
        }
    }

    /// Goes back through the convolution: adds to `de`.
    pub(crate) fn convolve_back(
        &self,
        taps: Range<usize>,
        tape: &Tape,
        dx: &[[f32; H]],
        g: &mut [f32],
        de: &mut [[f32; E]],
    ) {
        let (n, d) = (tape.x.len(), &self.dense);
        for t in 0..n {
            let mut da = dx[t];
            for i in 0..H {
                da[i] *= if tape.x[t][i] > 0.0 { tape.kept_x[t][i] } else { 0.0 };
                g[CONV_BIAS + i] += da[i];
            }
            for k in taps.clone() {
                let Some(from) = (t + k).checked_sub(W / 2).filter(|i| *i < n) else { continue };
                for i in 0..E {
                    if tape.kept_e[from][i] == 0.0 {
                        continue;
                    }
                    let at = CONV + (k * E + i) * H;
                    add::<H>(&mut g[at..], tape.e[from][i], &da);
                    de[from][i] += dot(&da, &d[at..]) * tape.kept_e[from][i];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alinea::flag::junction::net::DENSE;

    use super::*;

    /// A net of small numbers, and a sentence with its edges.
    fn small() -> (Weights, Vec<Unit>) {
        let mut random = Random(0x2545_F491_4F6C_DD1D);
        let mut number = || 0.6 * (random.unit() - 0.5);
        let rows = (0..8).map(|_| std::array::from_fn(|_| number())).collect();
        let dense = (0..DENSE).map(|_| number()).collect();
        let units = (1..7).map(|word| Unit { word, ..Unit::default() }).collect();
        (Weights { rows, dense }, units)
    }

    /// The loss of a sentence with what chance takes from it held: the odds of its junctions by turns added and taken off.
    fn loss(weights: &Weights, units: &[Unit], tape: &mut Tape) -> f64 {
        let mut random = Random(7);
        weights.embed(units, &mut random, tape);
        weights.convolve(0..W, &mut random, tape);
        weights.judge(tape);
        tape.logits.iter().zip(errors(units)).map(|(odds, error)| f64::from(odds * error)).sum()
    }

    fn errors(units: &[Unit]) -> impl Iterator<Item = f32> {
        (0..units.len() - 1).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 })
    }

    #[test]
    fn slopes_are_those_of_small_steps() {
        let (mut weights, units) = small();
        let (mut tape, mut by_dense, mut by_unit) = (Tape::default(), vec![0.0; DENSE], Vec::new());
        loss(&weights, &units, &mut tape);
        let errors: Vec<f32> = errors(&units).collect();
        weights.judge_back(&tape, &errors, &mut by_dense, &mut by_unit);
        let step = 2e-3f32;
        let close = |slope: f32, more: f64, less: f64, what: &str| {
            let measured = ((more - less) / (2.0 * f64::from(step))) as f32;
            assert!((slope - measured).abs() <= 0.02 + 0.05 * measured.abs(), "{what}: {slope} {measured}");
        };
        // Some of every matrix: convolution, gates and candidates of both ways, hidden layer, odds.
        for at in (0..DENSE).step_by(977).chain([OUT, OUT_BIAS, HEAD_BIAS, CONV_BIAS]) {
            let was = weights.dense[at];
            weights.dense[at] = was + step;
            let more = loss(&weights, &units, &mut tape);
            weights.dense[at] = was - step;
            let less = loss(&weights, &units, &mut tape);
            weights.dense[at] = was;
            close(by_dense[at], more, less, "a matrix");
        }
        for (at, slopes) in by_unit.iter().enumerate() {
            let row = at + 1;
            let was = weights.rows[row][3];
            weights.rows[row][3] = was + step;
            let more = loss(&weights, &units, &mut tape);
            weights.rows[row][3] = was - step;
            let less = loss(&weights, &units, &mut tape);
            weights.rows[row][3] = was;
            close(slopes[3], more, less, "a row");
        }
    }
}
