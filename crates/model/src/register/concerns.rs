//! Which weak numbers matter.
//!
//! A number is weak if its quality is `low`, if it has no source, or if its
//! source is a judgement of which no quality is told. It matters
//!
//! - in an option, if it was written there: the effects and costs of options
//!   decide how they compare. What an option decides (how many people, how
//!   much pay, how long) needs no source;
//!   An option that gains something because the scenario leaves its cost or
//!   its side effect out has no number for it, and comes first;
//! - elsewhere, if its reach is a hundredth or more: if, by the balance of
//!   the start, it alone may move the caseload, referrals or cost by 1%, or a
//!   rate by one percentage point.
//!
//! Those of options come first, widest range first; then the others, furthest
//! reach first.

use super::granted::GRANTED;
use super::{Assumption, SetIn};
use crate::uncertain::Quality;

/// A number with less reach does not matter.
const MATTERS: f64 = 0.01;

/// Numbers of levers that say what is to be done. They are decided, not assumed.
const DECIDED: [&str; 16] = [
    "people",
    "over_months",
    "amount_per_year",
    "fte",
    "families_per_month",
    "capacity_families",
    "months_of_help",
    "cases",
    "share",
    "ceiling_fte",
    "price_cap",
    "phase_in_months",
    "phase_out_months",
    "multiply",
    "add",
    "set",
];

/// A weak number that matters.
#[derive(Clone, Copy, Debug)]
pub struct Concern<'a> {
    /// The number.
    pub assumption: &'a Assumption,
    /// Why it is weak.
    pub weakness: Weakness,
}

impl Concern<'_> {
    /// Why it is weak, in words; of what is taken for granted, what that is.
    pub fn why(&self) -> &str {
        match self.weakness {
            Weakness::TakenForGranted => &self.assumption.note,
            Weakness::LowQuality | Weakness::Judgement | Weakness::NoSource | Weakness::Default => {
                self.weakness.words()
            }
        }
    }
}

/// Why a number is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// The scenario calls it low.
    LowQuality,
    /// A judgement, and the scenario does not say how good it is.
    Judgement,
    /// The scenario gives it without a source.
    NoSource,
    /// The scenario leaves it out.
    Default,
    /// An option gains something for nothing, since the scenario has no cost or side effect of it.
    TakenForGranted,
}

impl Weakness {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::LowQuality => "low quality",
            Self::Judgement => "judgement",
            Self::NoSource => "no source",
            Self::Default => "not in the scenario: the program's default",
            Self::TakenForGranted => "no cost or side effect is in the scenario",
        }
    }

    /// The weakness of a number, if it is weak.
    pub fn of(assumption: &Assumption) -> Option<Self> {
        if assumption.note.starts_with(GRANTED) {
            return Some(Self::TakenForGranted);
        }
        if assumption.set_in == SetIn::Default {
            return Some(Self::Default);
        }
        match assumption.quality {
            Some(Quality::Low) => Some(Self::LowQuality),
            _ if assumption.source.trim().is_empty() => Some(Self::NoSource),
            None if assumption.source.starts_with("judgement") => Some(Self::Judgement),
            None | Some(Quality::Medium | Quality::High) => None,
        }
    }
}

/// The weak numbers that matter, those that matter most first.
pub fn concerns(assumptions: &[Assumption]) -> Vec<Concern<'_>> {
    let mut concerns: Vec<(bool, f64, Concern<'_>)> = assumptions
        .iter()
        .filter_map(|assumption| {
            let weakness = Weakness::of(assumption)?;
            let weight = weight(assumption, weakness)?;
            Some((assumption.option().is_some(), weight, Concern { assumption, weakness }))
        })
        .collect();
    // A stable sort: equal ones stay in the order of the file.
    concerns.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    concerns.into_iter().map(|(_, _, concern)| concern).collect()
}

/// How much a weak number matters; `None` if it does not.
fn weight(assumption: &Assumption, weakness: Weakness) -> Option<f64> {
    if assumption.option().is_none() {
        return assumption.reach.map(|reach| reach.size).filter(|size| *size >= MATTERS);
    }
    let Assumption { low, high, .. } = *assumption;
    let leaf = assumption.path.rsplit('.').next().unwrap_or_default();
    if weakness == Weakness::TakenForGranted {
        return Some(f64::INFINITY);
    }
    let is_decided = weakness == Weakness::NoSource && assumption.is_fixed() && DECIDED.contains(&leaf);
    let largest = low.abs().max(high.abs());
    (weakness != Weakness::Default && !is_decided && largest > 0.0).then(|| (high - low) / largest)
}
