//! The one scale of words for how many trials agree, of sentences and of titles.
//!
//! That something rises or falls, or is changed by an option, is said only by this scale:
//!
//! | words | at least | that is |
//! |---|---|---|
//! | likely | three in four trials | the 25th percentile lies above what it is compared with, or the 75th below |
//! | very likely | nine in ten | the 10th above, or the 90th below |
//! | almost certain | nineteen in twenty | the 5th above, or the 95th below |
//!
//! Percentiles are compared as the csv files hold them, so that two charts of the
//! same differences use the same word, however finely each is written. Nothing
//! is said where the median reads the same as what it is compared with. With fewer than [`LEAST_TRIALS`], or
//! with layers of uncertainty left out, nothing is called likely.

use crate::Run;
use model::english::upper_first;
use model::readable::ChangeStyle;
use model::summary::Band;

/// With fewer trials too few of them lie beyond the 5th percentile to say that something is almost certain.
const LEAST_TRIALS: u32 = 100;

/// In how many trials, at least, something goes the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// Three in four.
    Likely,
    /// Nine in ten.
    VeryLikely,
    /// Nineteen in twenty.
    AlmostCertain,
}

/// On which side of a value the trials lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// Which way trials go, and how many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) direction: Direction,
    pub(crate) sureness: Sureness,
}

impl Direction {
    /// What an option does that goes this way: it is likely to "raise" something.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::Up => "raise",
            Self::Down => "lower",
        }
    }
}

impl Sureness {
    /// The words: something is likely to rise.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::VeryLikely => "very likely",
            Self::AlmostCertain => "almost certain",
        }
    }

    /// What the words mean, for the foot of a chart whose title uses them.
    pub(crate) fn note(self) -> String {
        let times = match self {
            Self::Likely => "three times in four",
            Self::VeryLikely => "nine times in ten",
            Self::AlmostCertain => "nineteen times in twenty",
        };
        format!("{}: so at least {times}.", upper_first(self.words()))
    }
}

/// Whether a run can carry words of the scale at all.
pub(crate) fn is_telling(run: &Run<'_>) -> bool {
    run.varies_in_all_layers() && run.settings.trials >= LEAST_TRIALS
}

/// Which way a change goes, as it is written; nothing if fewer than three in four trials agree, or if the run can carry
/// no words of the scale.
pub(crate) fn of_change(run: &Run<'_>, style: ChangeStyle, band: &Band) -> Option<Verdict> {
    verdict(band, 0.0, &|value| style.signed(value)).filter(|_| is_telling(run))
}

/// Which way the trials go from a value; nothing if fewer than three in four agree.
pub(crate) fn verdict(band: &Band, from: f64, write: &dyn Fn(f64) -> String) -> Option<Verdict> {
    if write(band.p50) == write(from) {
        return None;
    }
    let scale = [
        (Sureness::AlmostCertain, band.p05, band.p95),
        (Sureness::VeryLikely, band.p10, band.p90),
        (Sureness::Likely, band.p25, band.p75),
    ];
    scale.into_iter().find_map(|(sureness, low, high)| {
        let direction = if low > from {
            Direction::Up
        } else if high < from {
            Direction::Down
        } else {
            return None;
        };
        Some(Verdict { direction, sureness })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(percentiles: [f64; 7]) -> Band {
        let [p05, p10, p25, p50, p75, p90, p95] = percentiles;
        Band { mean: p50, p05, p10, p25, p50, p75, p90, p95, standard_error: 0.0 }
    }

    #[test]
    fn as_many_trials_agree_as_the_words_say() {
        let write = |value: f64| format!("{value:.1}");
        let up = |sureness| Some(Verdict { direction: Direction::Up, sureness });
        let down = |sureness| Some(Verdict { direction: Direction::Down, sureness });
        for (percentiles, wanted) in [
            ([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7], up(Sureness::AlmostCertain)),
            ([1.0, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7], up(Sureness::VeryLikely)),
            // Above is above, though it reads the same.
            ([0.9, 1.04, 1.3, 1.4, 1.5, 1.6, 1.7], up(Sureness::VeryLikely)),
            ([0.9, 0.9, 1.0, 1.4, 1.5, 1.6, 1.7], None),
            ([0.9, 0.9, 1.04, 1.4, 1.5, 1.6, 1.7], up(Sureness::Likely)),
            // But of a median that reads the same nothing is said.
            ([1.01, 1.01, 1.02, 1.04, 1.5, 1.6, 1.7], None),
            ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], down(Sureness::AlmostCertain)),
            ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.0], down(Sureness::VeryLikely)),
            ([0.1, 0.2, 0.3, 0.4, 0.5, 0.96, 1.2], down(Sureness::VeryLikely)),
            ([0.1, 0.2, 0.3, 0.4, 0.96, 1.0, 1.2], down(Sureness::Likely)),
            // Nothing changes, or nothing is there.
            ([1.0; 7], None),
            ([f64::NAN; 7], None),
        ] {
            assert_eq!(verdict(&band(percentiles), 1.0, &write), wanted, "{percentiles:?}");
        }
        assert_eq!(verdict(&band([0.0; 7]), 0.0, &write), None);
        assert_eq!(verdict(&band([-0.01; 7]), 0.0, &|value| format!("{value:.0}").replace("-0", "0")), None);
    }

    #[test]
    fn words_are_for_enough_trials_and_all_layers() {
        let mut sample = crate::sample::Sample::new();
        for (trials, wanted) in [(100, true), (99, false)] {
            sample.settings.trials = trials;
            assert_eq!(is_telling(&sample.run()), wanted);
        }
        sample.settings.trials = 2_000;
        sample.settings.layers.environment = false;
        assert!(!is_telling(&sample.run()));
    }

    #[test]
    fn the_words_are_explained() {
        assert_eq!(Sureness::VeryLikely.note(), "Very likely: so at least nine times in ten.");
    }
}
