//! How far a run is, and the wish to stop it.

use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::sleep;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console;
use crate::disk::give_up;
use model::ensemble::Progress;

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Whether the user pressed Ctrl-C.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Work that looks whether it is to stop does so sooner; what cannot look, such as one long trial, is ended.
const PATIENCE: Duration = Duration::from_millis(700);

/// From now on Ctrl-C stops cleanly, and within a second. `told` is said if the work had to be ended.
pub(super) fn listen_for_ctrl_c(told: String) {
    let on_signal = move || {
        STOPPED.store(true, Ordering::Relaxed);
        sleep(PATIENCE);
        give_up();
        console::tell(&told);
        process::exit(130);
    };
    // Where that cannot be, Ctrl-C ends the process, as if it were killed: what it leaves is cleared by the next.
    let _ = ctrlc::set_handler(on_signal);
}

/// A bar on a terminal; nothing elsewhere.
pub(super) struct Bar {
    drawn: ProgressBar,
    trials: AtomicU64,
    done: AtomicU64,
}

impl Bar {
    pub(super) fn new(is_quiet: bool) -> Self {
        let target = if is_quiet {
            ProgressDrawTarget::hidden()
        } else {
            // Draws nothing if standard error is no terminal.
            ProgressDrawTarget::stderr()
        };
        let style =
            ProgressStyle::with_template("{prefix}[{bar:40}] {human_pos} of {human_len} trials, {eta} left")
                .expect("a template that was tried out")
                .progress_chars("=> ");
        let drawn = ProgressBar::with_draw_target(Some(0), target).with_style(style);
        Self { drawn, trials: AtomicU64::new(1), done: AtomicU64::new(0) }
    }

    /// Takes the bar off the terminal.
    pub(super) fn clear(&self) {
        self.drawn.finish_and_clear();
    }
}

impl Progress for Bar {
    // Rounds are numbered, so that nobody wonders why the bar begins anew.
    fn begin(&self, trials: u64, round: Option<u32>) {
        self.trials.store(trials.max(1), Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.drawn.set_prefix(round.map(|round| format!("Round {round} ")).unwrap_or_default());
        self.drawn.set_length(trials);
        self.drawn.reset();
    }

    fn advance(&self, trials: u64) {
        let done = self.done.fetch_add(trials, Ordering::Relaxed) + trials;
        // Where memory is short the trials are run again for further
        // measures; the bar then begins anew.
        let of_this_pass = done.saturating_sub(1) % self.trials.load(Ordering::Relaxed) + 1;
        self.drawn.set_position(of_this_pass);
    }

    fn stopped(&self) -> bool {
        is_stopped()
    }
}
