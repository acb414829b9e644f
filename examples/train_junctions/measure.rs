//! What a model finds in sentences that it was not trained on.

use std::fmt::Write;

use alinea::flag::junction::net::Net;
use alinea::flag::junction::unit::Unit;

use super::corpus::Sentence;
use super::damage::{KINDS, Random, other_damage};

/// Sentences measured at most, tokens of each at least, and so many that are not scripture or scripture counts.
const MOST: usize = 4000;
const LEAST: usize = 8;
const ENOUGH: usize = 100;

fn worst(net: &Net, units: &[Unit]) -> f32 {
    net.logits(units).into_iter().fold(f32::MIN, f32::max)
}

fn plain(held: &[Sentence]) -> Vec<&Sentence> {
    let long = || held.iter().filter(|sentence| sentence.units.len() >= LEAST);
    let new: Vec<&Sentence> = long().filter(|sentence| !sentence.old).collect();
    let all = if new.len() >= ENOUGH { new } else { long().collect() };
    let step = all.len().div_ceil(MOST).max(1);
    all.into_iter().step_by(step).collect()
}

/// What the worst junction of one sound sentence in a hundred reaches.
pub(crate) fn worst_of_a_hundred(net: &Net, held: &[Sentence]) -> f32 {
    let mut odds: Vec<f32> = plain(held).iter().map(|sentence| worst(net, &sentence.units)).collect();
    odds.sort_unstable_by(|left, right| right.total_cmp(left));
    odds.get(odds.len() / 100).copied().unwrap_or(0.0)
}

/// By kind of damage: area under the curve, and recall at 5, 1 and half a percent of false alarms, by the worst
/// junction.
pub(crate) fn measure(net: &Net, held: &[Sentence], scale: usize) -> String {
    let mut random = Random(0x6A09_E667_F3BC_C909);
    let plain = plain(held);
    let mut sound: Vec<f32> = plain.iter().map(|sentence| worst(net, &sentence.units)).collect();
    sound.sort_unstable_by(|left, right| right.total_cmp(left));
    let mut said = String::new();
    for (kind, name) in KINDS.iter().enumerate() {
        let damaged: Vec<f32> = plain
            .iter()
            .enumerate()
            .filter_map(|(index, sentence)| {
                let other = plain[(index * 7919 + 13) % plain.len()];
                other_damage(&mut random, &sentence.units, &other.units, kind, scale)
            })
            .map(|units| worst(net, &units))
            .collect();
        let below = |odds: f32| sound.len() - sound.partition_point(|other| *other > odds);
        let pairs = (sound.len() * damaged.len()).max(1) as f32;
        let area = damaged.iter().map(|odds| below(*odds)).sum::<usize>() as f32 / pairs;
        let recall = |share: usize| {
            let limit = sound.get(sound.len() * share / 1000).copied().unwrap_or(0.0);
            damaged.iter().filter(|odds| **odds > limit).count() as f32 / damaged.len().max(1) as f32
        };
        let _ = writeln!(
            said,
            "  {name:16} {:5} of {} {area:.3} {:.2} {:.2} {:.2}",
            damaged.len(),
            plain.len(),
            recall(50),
            recall(10),
            recall(5)
        );
    }
    said
}
