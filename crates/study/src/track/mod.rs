//! What has come since a run, beside its ranges: how many figures lie outside, and how often so many would if the run
//! were right.

use model::calendar::Month;
use model::engine::Model;
use model::ensemble::{Batch, Progress, Settings, Stopped};

use crate::reading::{Reading, read};

/// A run is called out of step if figures outside of its 80% ranges would come by chance this seldom or more seldom: so
/// often the call is a false alarm.
pub const FALSE_ALARM: f64 = 0.05;

/// A figure that has come, and the range that the run had for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// The measure of the whole service.
    pub measure: String,
    /// The month at whose end it stands, or that it counts.
    pub month: Month,
    /// What came.
    pub value: f64,
    /// The ends of the 50% range.
    pub half: (f64, f64),
    /// The ends of the 80% range.
    pub eighty: (f64, f64),
}

/// Where a figure lies against the ranges, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below the 80% range.
    Below,
    /// Within the 50% range.
    Half,
    /// Within the 80% range, and not within the 50% range.
    Eighty,
    /// Above the 80% range.
    Above,
}

impl Came {
    /// Where it lies.
    pub fn place(&self) -> Place {
        let within = |(low, high): (f64, f64)| (low..=high).contains(&self.value);
        match (within(self.half), within(self.eighty)) {
            (true, _) => Place::Half,
            (false, true) => Place::Eighty,
            (false, false) if self.value < self.eighty.0 => Place::Below,
            (false, false) => Place::Above,
        }
    }

    /// Whether it lies outside of the 80% range.
    pub fn is_outside(&self) -> bool {
        self.would_be_outside(self.value)
    }

    /// Whether another value in its place would.
    fn would_be_outside(&self, value: f64) -> bool {
        value < self.eighty.0 || value > self.eighty.1
    }
}

/// What came, and how likely that was.
#[derive(Clone, Debug, PartialEq)]
pub struct Tracked {
    /// The figures, as they were handed in.
    pub came: Vec<Came>,
    /// By measure, in the order of the figures: share of the run's trials in which as many of its figures or more lie
    /// outside of its 80% ranges.
    pub of_measure: Vec<(String, f64)>,
    /// Share of the trials in which some measure is as unusual as the most unusual one that came.
    pub chance: f64,
}

impl Tracked {
    /// How many lie outside of the 80% range.
    pub fn outside(&self) -> usize {
        self.came.iter().filter(|came| came.is_outside()).count()
    }

    /// The most unusual measure, and its share of trials; the first of several.
    pub fn most_unusual(&self) -> Option<&(String, f64)> {
        self.of_measure.iter().min_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// Whether the run is out of step with what came.
    pub fn is_out_of_step(&self) -> bool {
        self.chance <= FALSE_ALARM
    }
}

/// Counts, in the very trials of the run, how often figures lie outside as they do. What goes together in a trial (months
/// that follow each other, measures that move each other) thus counts as it goes together.
///
/// ```text
/// n(m)   = figures of measure m outside of [p10, p90];  n(m, t) the same in trial t
/// P(m,k) = share of trials with n(m, t) >= k
/// chance = share of trials t with  min over m of P(m, n(m, t))  <=  min over m of P(m, n(m))
/// ```
///
/// So of runs that are right `chance` is at most 5% in at most 5%, however many measures there are: the least of several
/// shares is held against what it is in the trials (the step of Westfall and Young, 1993, "Resampling-based multiple
/// testing").
///
/// # Errors
///
/// If the user stops it.
pub fn track(
    model: &Model,
    settings: &Settings,
    came: Vec<Came>,
    progress: &dyn Progress,
) -> Result<Tracked, Stopped> {
    let readings: Vec<Reading> =
        came.iter().filter_map(|came| Reading::value(model, &came.measure, came.month)).collect();
    debug_assert_eq!(readings.len(), came.len(), "every figure is of a measure and a month of the run");
    let numbers: Vec<u32> = (0..settings.trials).collect();
    let batch = Batch { settings, numbers: &numbers, resample: None, months: 0 };
    progress.begin(settings.trials.into(), None);
    let trials = read((model, &model.baseline), &batch, &readings, progress)?;
    let mut counts: Vec<Counts> = Vec::new();
    for (column, came) in came.iter().enumerate() {
        let at = counts.iter().position(|of| of.measure == came.measure).unwrap_or_else(|| {
            counts.push(Counts { measure: came.measure.clone(), seen: 0, in_trials: vec![0; numbers.len()] });
            counts.len() - 1
        });
        counts[at].seen += usize::from(came.is_outside());
        for (count, value) in counts[at].in_trials.iter_mut().zip(trials.column(column)) {
            *count += usize::from(came.would_be_outside(value));
        }
    }
    let shares: Vec<Vec<f64>> = counts.iter().map(Counts::shares).collect();
    let of_measure: Vec<(String, f64)> =
        counts.iter().zip(&shares).map(|(of, shares)| (of.measure.clone(), shares[of.seen])).collect();
    let least = of_measure.iter().map(|(_, share)| *share).fold(1.0, f64::min);
    let least_of = |trial: usize| {
        let of_trial = counts.iter().zip(&shares).map(|(of, shares)| shares[of.in_trials[trial]]);
        of_trial.fold(1.0, f64::min)
    };
    let as_unusual = (0..numbers.len()).filter(|trial| least_of(*trial) <= least).count();
    Ok(Tracked { came, of_measure, chance: as_unusual as f64 / numbers.len().max(1) as f64 })
}

/// How many figures of a measure lie outside: of what came, and of each trial.
struct Counts {
    measure: String,
    seen: usize,
    in_trials: Vec<usize>,
}

impl Counts {
    /// For each number of figures outside, from 0: the share of trials with so many or more.
    fn shares(&self) -> Vec<f64> {
        let most = self.in_trials.iter().copied().max().unwrap_or(0).max(self.seen);
        let mut trials = vec![0_usize; most + 1];
        self.in_trials.iter().for_each(|count| trials[*count] += 1);
        for count in (0..most).rev() {
            trials[count] += trials[count + 1];
        }
        trials.into_iter().map(|trials| trials as f64 / self.in_trials.len().max(1) as f64).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ensemble::Unwatched;
    use model::sampling::Layers;
    use model::service::Service;

    #[test]
    fn ends_of_a_range_belong_to_it() {
        let came = |value| Came {
            measure: "caseload".to_owned(),
            month: Month::new(2026, 10),
            value,
            half: (14.0, 16.0),
            eighty: (12.0, 18.0),
        };
        for (value, place) in [
            (11.9, Place::Below),
            (12.0, Place::Eighty),
            (14.0, Place::Half),
            (16.0, Place::Half),
            (18.0, Place::Eighty),
            (18.1, Place::Above),
        ] {
            assert_eq!(came(value).place(), place, "{value}");
        }
        assert!(came(18.1).is_outside() && !came(18.0).is_outside());
    }

    /// Trials of another seed are what comes of a run that is right: of 200 some 10 are called out of step. More than 20 would
    /// be in three of a thousand seeds.
    #[test]
    fn a_run_that_is_right_is_seldom_called_out_of_step_and_one_that_is_wrong_is() {
        let text = include_str!("../../../../tests/integration/small.toml");
        let model = Model::new(&Service::from_text(text).expect("it is sound"));
        let settings = |trials, seed| Settings { trials, seed, layers: Layers::ALL };
        let months = || (1..=6).map(|months| model.start.plus(months));
        let measures = ["referrals", "in_post_fte", "agency_fte", "open_cases"];
        let places: Vec<(&str, Month)> =
            measures.iter().flat_map(|measure| months().map(move |month| (*measure, month))).collect();
        let readings: Vec<Reading> = places
            .iter()
            .map(|(measure, month)| Reading::value(&model, measure, *month).expect("it is measured"))
            .collect();
        let values = |settings: &Settings| {
            let numbers: Vec<u32> = (0..settings.trials).collect();
            let batch = Batch { settings, numbers: &numbers, resample: None, months: 0 };
            let read =
                read((&model, &model.baseline), &batch, &readings, &Unwatched).expect("nobody stops it");
            (0..readings.len()).map(|column| read.column(column)).collect::<Vec<_>>()
        };
        let run = settings(400, 1);
        let (own, others) = (values(&run), values(&settings(200, 2)));
        let came = |at: usize, value: f64| {
            let mut sorted = own[at].clone();
            sorted.sort_by(f64::total_cmp);
            let quantile = |share: f64| sorted[(share * 399.0).round() as usize];
            let (measure, month) = places[at];
            let (half, eighty) = ((quantile(0.25), quantile(0.75)), (quantile(0.1), quantile(0.9)));
            Came { measure: measure.to_owned(), month, value, half, eighty }
        };
        let tracked = |value: &dyn Fn(usize) -> f64| {
            let all = (0..places.len()).map(|at| came(at, value(at))).collect();
            track(&model, &run, all, &Unwatched).expect("nobody stops it")
        };
        let called = (0..200).filter(|trial| tracked(&|at| others[at][*trial]).is_out_of_step()).count();
        assert!((1..=20).contains(&called), "{called} of 200");
        // Three in five more referrals.
        let wrong = tracked(&|at| others[at][0] * if places[at].0 == "referrals" { 1.6 } else { 1.0 });
        assert!(wrong.is_out_of_step(), "{:?}", wrong.of_measure);
        assert_eq!(wrong.most_unusual().map(|(measure, _)| measure.as_str()), Some("referrals"));
    }
}
