//! What is declared of a number beside its value.

use crate::uncertain::{Kind, Uncertain};

/// What is known of a number by its declaration alone.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What it is, in a few words that stand behind what it belongs to. `{stage}` is the stage under whose name it
    /// stands, `{parameter}` what a change changes.
    pub phrase: &'static str,
    /// What it belongs to, as the section around it says. `{}` is what stands under a name of the user's choice,
    /// such as a stage; for a number of a lever it is what such a lever is called.
    pub of: &'static str,
    /// Its unit and limits.
    pub kind: &'static Kind,
    /// The kind in whose unit readers see it.
    pub shown_as: &'static Kind,
    /// Within which it is believable; what lies outside is possible, but was hardly meant. Nil is never in doubt.
    pub believable: Option<(f64, f64)>,
}

/// Called with the path of each number, what is declared of it, and the number.
pub(super) type Visit<'f, N, M> = &'f mut dyn FnMut(&str, &About, &N) -> M;

impl About {
    /// A value of the number that is hardly believable: its middle, or else an end of its 80% range. Defaults of the
    /// program are not in doubt.
    pub fn doubtful(&self, number: &Uncertain) -> Option<f64> {
        number.place.as_ref()?;
        [0.5, 0.9, 0.1].map(|p| number.quantile(p, self.kind)).into_iter().find(|value| self.doubts(*value))
    }

    /// Whether a value is hardly believable. What is wrong in itself has been told.
    pub fn doubts(&self, value: f64) -> bool {
        let outside = |(low, high): (f64, f64)| value < low || value > high;
        value.abs() > 0.0 && self.kind.allows(value) && self.believable.is_some_and(outside)
    }

    /// What was probably meant by a value that is hardly believable: on another scale it is.
    pub fn meant_by(&self, value: f64) -> Option<f64> {
        let (low, high) = self.believable?;
        let scales: &[f64] = match self.kind.unit {
            // Thousands of pounds; pounds a month; pounds a week; pence.
            "£" => &[1e3, 12.0, 52.0, 0.01],
            "share" | "a year" | "share a year" | "share left" | "standard deviation" | "times" => &[0.01],
            _ => &[],
        };
        let scaled = scales.iter().map(|scale| value * scale);
        // 15 for what is 15% less.
        let less = (self.kind.unit == "times").then_some(1.0 - value / 100.0);
        scaled.chain(less).map(tidied).find(|meant| meant.abs() > 0.0 && (low..=high).contains(meant))
    }
}

/// Without the last bits that a change of scale leaves.
fn tidied(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}
