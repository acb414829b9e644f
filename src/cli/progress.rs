//! Pipeline events -> a progress line on standard error; silent when that is no terminal.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use alinea::pipeline::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs shorter than this show nothing.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// Set by the first interrupt; the second one stops at once.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The progress of one run.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
}

impl Progress {
    /// A line that appears after a second, or never when `quiet`.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = "{spinner} {pos}/{len} {wide_bar} {elapsed} {msg:.dim}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let progress = Self { bar, start: Instant::now() };
        if quiet {
            progress.bar.finish_and_clear();
        }
        // No handler means that an interrupt ends the run at once: files are renamed whole either way.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
        });
        progress
    }

    /// Takes an event; `Break` once the user has interrupted.
    pub(crate) fn take(&self, event: Event<'_>) -> ControlFlow<()> {
        if !self.bar.is_finished() && self.bar.is_hidden() && self.start.elapsed() > QUIET_FOR {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        match event {
            Event::Found(count) => self.bar.set_length(count as u64),
            Event::Prepared(name) => self.bar.set_message(format!("reading {name}")),
            Event::Learned(source, target) => self.bar.set_message(format!("learned {source}-{target}")),
            Event::Embedding(count) => self.bar.set_message(format!("embedding {count} sentences")),
            Event::Rating => self.bar.set_message("rating"),
            Event::Finished(name) => {
                self.bar.inc(1);
                self.bar.set_message(name.to_owned());
            }
        }
        match INTERRUPTED.load(Ordering::SeqCst) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
