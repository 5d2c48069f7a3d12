//! What changes from year to year, and the monthly noise of referrals.

use rand_distr::{Distribution, Gamma, Poisson, StandardNormal};

use super::model::Model;
use crate::sampling::{Luck, Purpose, Stream, Values};
use crate::service::{Factor, ParameterId};

/// The state of the environment in one month of a trial.
#[derive(Default)]
pub(super) struct Environment {
    demand: Walk,
    leaving: Walk,
    hiring: Walk,
    agency: Walk,
    absence: Walk,
    movement: f64,
    noise: f64,
    on: bool,
    /// The multipliers of this month.
    pub(super) now: Multipliers,
}

/// What multiplies the rates in one month; 1 changes nothing.
#[derive(Clone, Copy)]
pub(super) struct Multipliers {
    /// Level of referrals, the monthly noise not included.
    pub(super) demand: f64,
    /// Monthly noise of referrals.
    pub(super) noise: f64,
    pub(super) leaving: f64,
    pub(super) hiring: f64,
    pub(super) agency: f64,
    pub(super) absence: f64,
    /// Other net movement, a share of staff a year.
    pub(super) movement: f64,
}

impl Default for Multipliers {
    fn default() -> Self {
        Self { demand: 1.0, noise: 1.0, leaving: 1.0, hiring: 1.0, agency: 1.0, absence: 1.0, movement: 0.0 }
    }
}

/// The drift and the swing of one factor, on the log scale.
#[derive(Clone, Copy, Default)]
struct Walk {
    drift: f64,
    swing: f64,
    /// What keeps the multiplier of the swing at mean 1: half its variance. Nil
    /// for a multiplier that is to have median 1.
    correction: f64,
    /// Whether the swing of a rate begins from a known state, so that its variance grows from nil.
    grows: bool,
}

impl Walk {
    /// The state at the start. The level of demand and agency is known then, so
    /// their swing begins at nil; that of leaving and hiring is a long-term rate
    /// about which this year's is not known.
    fn open(factor: &Factor<ParameterId>, values: &Values, known: bool, stream: &mut Stream) -> Self {
        let sd = values[factor.swing_sd];
        if known {
            return Self::default();
        }
        let normal: f64 = StandardNormal.sample(stream);
        Self { drift: 0.0, swing: sd * normal, correction: sd * sd / 2.0, grows: false }
    }

    /// The state of a rate that is known at the start, and away from the usual one.
    fn away(known: f64, usual: f64) -> Self {
        let swing = if known > 0.0 && usual > 0.0 { (known / usual).ln() } else { 0.0 };
        Self { swing, grows: true, ..Self::default() }
    }

    /// One month on without any news: what is away from the usual fades.
    fn fade(&mut self, factor: &Factor<ParameterId>, values: &Values) {
        self.swing *= values[factor.swing_persistence_per_year].powf(1.0 / 12.0);
    }

    /// One month on (equations E1 and E2).
    fn step(&mut self, factor: &Factor<ParameterId>, values: &Values, stream: &mut Stream) {
        let left = values[factor.swing_persistence_per_year].powf(1.0 / 12.0);
        let sd = values[factor.swing_sd];
        let (drift, swing): (f64, f64) = (StandardNormal.sample(stream), StandardNormal.sample(stream));
        self.drift += values[factor.drift_sd_per_year] / 12_f64.sqrt() * drift;
        self.swing = left * self.swing + sd * (1.0 - left * left).sqrt() * swing;
        if self.grows {
            self.correction = left * left * self.correction + sd * sd * (1.0 - left * left) / 2.0;
        }
    }

    /// The multiplier (equation E3): of median 1 from a known level, so that
    /// the middle of the range stays where it was seen; of mean 1 for a rate,
    /// so that it is the average rate.
    fn multiplier(&self) -> f64 {
        (self.drift + self.swing - self.correction).exp()
    }
}

impl Environment {
    /// The state at the start of a trial.
    pub(super) fn open(&mut self, model: &Model, values: &Values, luck: &Luck, on: bool) {
        let factors = &model.service.environment;
        let absence = &model.service.workforce.absence;
        let usual = values[absence.rate];
        let open =
            |factor, known, purpose| Walk::open(factor, values, known, &mut luck.stream(purpose, 0, 0));
        *self = Self {
            demand: open(&factors.demand, true, Purpose::DemandEnvironment),
            leaving: open(&factors.leaving, false, Purpose::LeavingEnvironment),
            hiring: open(&factors.hiring, false, Purpose::HiringEnvironment),
            agency: open(&factors.agency, true, Purpose::AgencyEnvironment),
            absence: Walk::away(absence.at_start.map_or(usual, |rate| values[rate]), usual),
            movement: 0.0,
            noise: 1.0,
            on,
            now: Multipliers::default(),
        };
        self.now.absence = self.absence.multiplier();
    }

    /// One month on; `month` counts from 1. `returning` is the share of
    /// referrals that come back, and so do not share in the noise.
    pub(super) fn step(&mut self, model: &Model, values: &Values, luck: &Luck, month: usize, returning: f64) {
        let demand = &model.service.demand;
        self.noise = next_noise(
            self.noise,
            values[demand.noise_cv] / (1.0 - returning).max(0.05),
            values[demand.noise_persistence],
            month == 1,
            &mut luck.stream(Purpose::Noise, month, 0),
        );
        self.now.noise = self.noise;
        let movement = &model.service.workforce.movement;
        self.now.movement = values[movement.share_per_year];
        let factors = &model.service.environment;
        if !self.on {
            self.absence.fade(&factors.absence, values);
            self.now.absence = self.absence.multiplier();
            return;
        }
        let stream = |purpose| luck.stream(purpose, month, 0);
        self.demand.step(&factors.demand, values, &mut stream(Purpose::DemandEnvironment));
        self.leaving.step(&factors.leaving, values, &mut stream(Purpose::LeavingEnvironment));
        self.hiring.step(&factors.hiring, values, &mut stream(Purpose::HiringEnvironment));
        self.agency.step(&factors.agency, values, &mut stream(Purpose::AgencyEnvironment));
        self.absence.step(&factors.absence, values, &mut stream(Purpose::AbsenceEnvironment));
        // A deviation holds for a year of the run (equation S7).
        if month % 12 == 1 {
            let (left, sd) = (values[movement.persistence_per_year], values[movement.sd_per_year]);
            let normal: f64 = StandardNormal.sample(&mut stream(Purpose::MovementEnvironment));
            let fresh = if month == 1 { 1.0 } else { (1.0 - left * left).sqrt() };
            self.movement = left * self.movement + sd * fresh * normal;
        }
        self.now.movement += self.movement;
        self.now.demand = self.demand.multiplier();
        self.now.leaving = self.leaving.multiplier();
        self.now.hiring = self.hiring.multiplier();
        self.now.agency = self.agency.multiplier();
        self.now.absence = self.absence.multiplier();
    }
}

/// The next month's noise: gamma with mean 1 and the given coefficient of
/// variation, and with the given correlation to the last month, so that
/// monthly counts are negative binomial (equation D2). The autoregressive
/// gamma process of Gourieroux and Jasiak (2006), *Journal of Forecasting* 25(2).
fn next_noise(last: f64, cv: f64, correlation: f64, first: bool, stream: &mut Stream) -> f64 {
    // Below this the noise is beyond seeing, and the gamma shape beyond use.
    if cv < 1e-3 {
        return 1.0;
    }
    let shape = 1.0 / (cv * cv);
    let (scale, jumps) = if first || correlation <= 0.0 {
        (cv * cv, 0.0)
    } else {
        let scale = cv * cv * (1.0 - correlation);
        let mean = correlation * last / scale;
        let jumps = Poisson::new(mean).map_or(0.0, |poisson| poisson.sample(stream));
        (scale, jumps)
    };
    Gamma::new(shape + jumps, scale).map_or(1.0, |gamma| gamma.sample(stream))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_the_wanted_mean_spread_and_correlation() {
        // Within about 4 standard errors for 100,000 months: a correct program
        // fails once in some 5,000 seeds; the seed is fixed.
        let (cv, correlation) = (0.3, 0.5);
        let luck = Luck::of(3, 0, true);
        let mut noise = vec![1.0];
        for month in 1..=100_000 {
            let last = noise[month - 1];
            noise.push(next_noise(
                last,
                cv,
                correlation,
                month == 1,
                &mut luck.stream(Purpose::Noise, month, 0),
            ));
        }
        let noise = &noise[1..];
        let n = noise.len() as f64;
        let mean = noise.iter().sum::<f64>() / n;
        let variance = noise.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        let together = noise.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum::<f64>() / n;
        assert!((mean - 1.0).abs() < 0.0066, "{mean}");
        assert!((variance.sqrt() - cv).abs() < 0.006, "{}", variance.sqrt());
        assert!((together / variance - correlation).abs() < 0.015, "{}", together / variance);
    }
}
