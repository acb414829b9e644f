//! Rows of numbers -> keep or drop: a net with one hidden layer, smoothed over neighbours.

/// A net: `inputs` numbers, `hidden` rectified units, one log-odds of "keep".
pub(super) struct Net {
    /// Numbers in a row.
    pub(super) inputs: usize,
    /// Weights of the hidden layer, unit by unit: `inputs` weights and a bias each.
    pub(super) hidden: &'static [f32],
    /// Weights of the hidden units, then the bias.
    pub(super) output: &'static [f32],
    /// What a change between keep and drop costs from one line to the next, in log-odds.
    pub(super) change: f32,
    /// What is added to the log-odds where the site of the page is known.
    pub(super) site: f32,
}

impl Net {
    /// Log-odds of "keep" for each row, in -30..=30.
    pub(super) fn odds(&self, rows: &[f32]) -> Vec<f32> {
        let Some((bias, output)) = self.output.split_last() else {
            return vec![0.0; rows.len() / self.inputs];
        };
        // A few units at a time, so that their sums stay in registers: for each such group the weights of an input
        // stand side by side, the biases last. An input that is nothing, as half of them are, costs nothing.
        let width = self.inputs + 1;
        let mut groups = vec![[0.0_f32; LANES]; output.len().div_ceil(LANES) * width];
        for (number, unit) in self.hidden.chunks_exact(width).enumerate() {
            for (input, weight) in unit.iter().enumerate() {
                groups[number / LANES * width + input][number % LANES] = *weight;
            }
        }
        let mut given: Vec<(usize, f32)> = Vec::with_capacity(self.inputs);
        let one = |row: &[f32]| {
            given.clear();
            given.extend(row.iter().copied().enumerate().filter(|(_, value)| *value != 0.0));
            let mut said = *bias;
            for (weights, output) in groups.chunks_exact(width).zip(output.chunks(LANES)) {
                let mut sums = weights[width - 1];
                for &(input, value) in &given {
                    for (sum, weight) in sums.iter_mut().zip(&weights[input]) {
                        *sum += value * weight;
                    }
                }
                said = sums.iter().zip(output).fold(said, |all, (sum, weight)| all + sum.max(0.0) * weight);
            }
            said.clamp(-30.0, 30.0)
        };
        rows.chunks_exact(self.inputs).map(one).collect()
    }
}

/// Units that are summed up together.
const LANES: usize = 16;

/// The most that is added to the log-odds of a page: lines are kept down to a chance of one in fifty-five.
const MOST_LENIENT: f32 = 4.0;

/// What to add to the log-odds of a page, so that what is kept of it has the best F1 that can be expected: a
/// line is worth keeping down to a chance of half of that F1 (Lipton, Elkan and Narayanaswamy 2014, "Optimal
/// thresholding of classifiers to maximize F1 measure"). A page with a plain article gets next to nothing; one
/// on which nothing stands out, a thread or a list, is judged leniently.
pub(super) fn lenience(odds: &[f32], lengths: &[f32]) -> f32 {
    let chance = |odd: &f32| 1.0 / (1.0 + (-odd).exp());
    let mut lines: Vec<_> = odds.iter().map(chance).zip(lengths).collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    let expected: f32 = lines.iter().map(|(chance, length)| chance * *length).sum();
    let (mut right, mut kept, mut best) = (0.0, 0.0, 0.0_f32);
    for (chance, length) in lines {
        right += chance * length;
        kept += length;
        best = best.max(2.0 * right / (kept + expected).max(1.0));
    }
    let least = (best / 2.0).clamp(1e-6, 0.5);
    ((1.0 - least) / least).ln().clamp(0.0, MOST_LENIENT)
}

/// The best sequence of keep (`true`) and drop, given the log-odds of each line and what a change costs
/// (Viterbi).
pub(super) fn smooth(odds: &[f32], change: f32) -> Vec<bool> {
    // Score of the best sequence that ends in drop, in keep; and for each line which one came before.
    let mut score = [0.0_f32, 0.0];
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(odds.len());
    for &odd in odds {
        let half = odd / 2.0;
        let into_drop = score[1] - change > score[0];
        let into_keep = score[1] >= score[0] - change;
        let drop = if into_drop { score[1] - change } else { score[0] } - half;
        let keep = if into_keep { score[1] } else { score[0] - change } + half;
        from.push([into_drop, into_keep]);
        score = [drop, keep];
    }
    let mut kept = vec![false; odds.len()];
    let mut state = score[1] > score[0];
    for (at, before) in from.iter().enumerate().rev() {
        kept[at] = state;
        state = before[usize::from(state)];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_net_of_two_units() {
        let net = Net {
            inputs: 1,
            hidden: &[1.0, 0.0, -1.0, 0.0],
            output: &[2.0, 3.0, -1.0],
            change: 0.0,
            site: 0.0,
        };
        assert_eq!(net.odds(&[2.0, -2.0]), [3.0, 5.0]);
    }

    #[test]
    fn units_beyond_the_first_group_count() {
        // Unit n says n of an input of 1; the outputs add them up.
        const HIDDEN: [f32; 40] = {
            let mut hidden = [0.0; 40];
            let mut unit = 0;
            while unit < 20 {
                hidden[2 * unit] = unit as f32;
                unit += 1;
            }
            hidden
        };
        const OUTPUT: [f32; 21] = {
            let mut output = [0.1; 21];
            output[20] = -1.0;
            output
        };
        let net = Net { inputs: 1, hidden: &HIDDEN, output: &OUTPUT, change: 0.0, site: 0.0 };
        let found = net.odds(&[1.0, 0.0]);
        assert!((found[0] - 18.0).abs() < 1e-4 && found[1] == -1.0, "{found:?}");
    }

    #[test]
    fn a_page_on_which_nothing_stands_out_is_judged_leniently() {
        let plain = lenience(&[9.0, 9.0, -9.0, -9.0], &[100.0; 4]);
        let doubtful = lenience(&[-1.0, -1.0, -9.0, -9.0], &[100.0; 4]);
        assert!(plain < 0.01 && doubtful > 0.8, "{plain} {doubtful}");
        assert_eq!(lenience(&[], &[]), MOST_LENIENT);
    }

    #[test]
    fn one_doubtful_line_follows_its_neighbours() {
        let kept = |odds: &[f32]| -> String {
            smooth(odds, 1.0).iter().map(|&keep| if keep { 'k' } else { 'd' }).collect()
        };
        assert_eq!(kept(&[-3.0, 4.0, -0.5, 4.0, -3.0]), "dkkkd");
        assert_eq!(kept(&[-3.0, 4.0, -5.0, 4.0, 0.2, -3.0]), "dkdkkd");
        assert_eq!(kept(&[]), "");
    }
}
