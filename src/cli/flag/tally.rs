//! What a run of `alinea flag` has told so far: the line below the flags, and the exit code.

use alinea::Entry;

use super::super::living::Living;
use super::super::output::counted;
use super::super::{Outcome, output};
use super::{Asked, fails};

/// Counts over all that was flagged.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Flags that are not suppressed, by severity: infos, hints, warnings, errors.
    counts: [usize; 4],
    suppressed: usize,
    /// Flags that the baseline knows.
    known: usize,
    flagged: bool,
    lost: bool,
}

impl Tally {
    /// Counts the flags of an entry, and says what a reader should know of how it was read.
    pub(super) fn take(&mut self, entry: &Entry, asked: Asked<'_>) {
        self.flagged |= fails(asked.fail_on, &entry.flags);
        for flag in entry.told() {
            self.counts[flag.severity as usize] += 1;
            self.known += usize::from(flag.known == Some(true));
        }
        self.suppressed += entry.flags.len() - entry.told().count();
        for notice in entry.notices.iter().filter(|_| !asked.quiet) {
            output::notice(&format!("{}: {}", notice.path.display(), notice.message));
        }
    }

    /// Something could not be read.
    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    /// Whether all could be read.
    pub(super) fn is_whole(&self) -> bool {
        !self.lost
    }

    /// The line below the flags.
    pub(super) fn summary(&self, living: &Living) -> String {
        let [infos, hints, warnings, errors] = self.counts;
        let summary = [(errors, "error"), (warnings, "warning"), (hints, "hint")]
            .map(|(count, name)| counted(count, name));
        let mut summary = format!("{}, {} left out", summary.join(", "), counted(infos, "line"));
        if living.has_baseline() {
            let all: usize = self.counts.iter().sum();
            summary += &format!("; {} known to the baseline, {} new", self.known, all - self.known);
        }
        if self.suppressed > 0 {
            let how = if living.show_suppressed { "" } else { " (`--show-suppressed` shows them)" };
            summary += &format!("; {} suppressed{how}", self.suppressed);
        }
        summary + "\n"
    }

    /// How the run ends.
    pub(super) fn outcome(&self) -> Outcome {
        match (self.lost, self.flagged) {
            (true, _) => Outcome::SomeFailed,
            (false, true) => Outcome::Flagged,
            (false, false) => Outcome::Clean,
        }
    }
}
