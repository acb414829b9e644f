//! Articles that are flagged -> what a scorer of the user's says of their beads, if there is one.

use super::{Event, Observer, Outcome, go_on};
use crate::config::Config;
use crate::error::Result;
use crate::rate;

/// Rates the beads of all that is done in a batch.
pub(super) fn rate<'a>(
    outcomes: impl Iterator<Item = &'a mut Outcome>,
    config: &Config,
    observe: Observer<'_>,
) -> Result<()> {
    if !config.rate.is_on() {
        return Ok(());
    }
    let done = outcomes.filter_map(|outcome| match outcome {
        Outcome::Done(entry) => Some(&mut **entry),
        _ => None,
    });
    rate::rate(done, &config.rate, &mut || go_on(observe(Event::Rating)))
}
