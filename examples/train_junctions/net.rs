//! The net forwards and backwards, with numbers that can be trained.

use alinea::flag::junction::net::{
    CONV, CONV_BIAS, E, GATE, GATES, H, HEAD, HEAD_BIAS, K, OUT, OUT_BIAS, W, bend,
};
use alinea::flag::junction::unit::Unit;

/// The first `N` numbers.
fn first<const N: usize>(numbers: &[f32]) -> &[f32; N] {
    numbers[..N].try_into().expect("the slice is cut to N")
}

/// Adds `x` times the first numbers of `from`.
#[inline(always)]
fn add<const N: usize>(to: &mut [f32], x: f32, from: &[f32]) {
    let from = first::<N>(from);
    let to: &mut [f32; N] = (&mut to[..N]).try_into().expect("the slice is cut to N");
    for i in 0..N {
        to[i] += x * from[i];
    }
}

/// Eight sums side by side, in an order that is fixed.
#[inline(always)]
fn dot<const N: usize>(a: &[f32; N], w: &[f32]) -> f32 {
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
    /// Embeddings.
    e: Vec<[f32; E]>,
    /// What the convolution gives.
    x: Vec<[f32; H]>,
    /// Gates before they are moved to between 0 and 1, candidates and averages, from the left and from the right.
    s: [Vec<[f32; H]>; 2],
    c: [Vec<[f32; H]>; 2],
    h: [Vec<[f32; H]>; 2],
    /// Hidden layers of the junctions.
    u: Vec<[f32; K]>,
    /// Odds of the junctions.
    pub logits: Vec<f32>,
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

    fn embed(&self, unit: &Unit) -> [f32; E] {
        let mut sums = [0f32; E];
        for row in Self::rows_of(unit) {
            sums.iter_mut().zip(&self.rows[row]).for_each(|(sum, weight)| *sum += weight);
        }
        sums
    }

    /// Reads a sentence with its edges.
    pub(crate) fn forward(&self, units: &[Unit], tape: &mut Tape) {
        let n = units.len();
        let d = &self.dense;
        tape.e.clear();
        tape.x.clear();
        tape.u.clear();
        tape.logits.clear();
        tape.e.extend(units.iter().map(|unit| self.embed(unit)));
        for t in 0..n {
            let mut acc: [f32; H] = *first(&d[CONV_BIAS..]);
            for k in 0..W {
                let Some(e) = (t + k).checked_sub(W / 2).and_then(|i| tape.e.get(i)) else { continue };
                for i in 0..E {
                    add::<H>(&mut acc, e[i], &d[CONV + (k * E + i) * H..]);
                }
            }
            for a in &mut acc {
                *a = a.max(0.0);
            }
            tape.x.push(acc);
        }
        for dir in 0..2 {
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
        for j in 0..n - 1 {
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

    /// Goes back: from the slope of the loss by each of the odds to its slopes by the matrices, which are added to
    /// `g`, and by the embeddings, which are put to `de`.
    pub(crate) fn backward(&self, tape: &Tape, errors: &[f32], g: &mut [f32], de: &mut Vec<[f32; E]>) {
        let n = tape.e.len();
        let d = &self.dense;
        let mut dx = vec![[0f32; H]; n];
        let mut dh = [vec![[0f32; H]; n], vec![[0f32; H]; n]];
        for j in 0..n - 1 {
            let err = errors[j];
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
        for dir in 0..2 {
            let gz = GATES + 2 * dir * GATE;
            let gc = gz + GATE;
            let mut carry = [0f32; H];
            for step in (0..n).rev() {
                let t = if dir == 0 { step } else { n - 1 - step };
                let prev = if step == 0 {
                    [0f32; H]
                } else if dir == 0 {
                    tape.h[0][t - 1]
                } else {
                    tape.h[1][t + 1]
                };
                let (s, c) = (&tape.s[dir][t], &tape.c[dir][t]);
                let (mut dz, mut dc) = ([0f32; H], [0f32; H]);
                for i in 0..H {
                    let g_h = carry[i] + dh[dir][t][i];
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
        de.clear();
        de.resize(n, [0.0; E]);
        for t in 0..n {
            let mut da = dx[t];
            for i in 0..H {
                if tape.x[t][i] <= 0.0 {
                    da[i] = 0.0;
                }
                g[CONV_BIAS + i] += da[i];
            }
            for k in 0..W {
                let Some(from) = (t + k).checked_sub(W / 2).filter(|i| *i < n) else { continue };
                for i in 0..E {
                    let at = CONV + (k * E + i) * H;
                    add::<H>(&mut g[at..], tape.e[from][i], &da);
                    de[from][i] += dot(&da, &d[at..]);
                }
            }
        }
    }
}
