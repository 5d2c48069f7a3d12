//! How many leave, how long who is there has been in post, and how staff move beside.

use super::environment::{Environment, movement, relative_turnover};
use super::evidence::{Evidence, FIRST_YEAR};
use super::round::split;
use super::template::Template;
use super::workforce::{CONVERSION, Staff};
use super::yearly_changes::YearlyChanges;
use crate::published::{AreaId, Year};

/// Years over which England's level is taken.
const RECENT: Year = 3;
/// Spread of turnover between councils, and the weight of a council's own
/// years, as long as too few years are published to tell.
const USUAL_TURNOVER: (f64, f64) = (0.25, 0.3);

/// A council's rate of leaving.
pub(super) struct Leaving {
    /// Share of staff who leave in a year.
    pub(super) rate: f64,
    /// Uncertainty of its logarithm.
    pub(super) sd: f64,
    /// How much its own years weigh.
    pub(super) weight: f64,
    /// England's rate over the last years.
    pub(super) england: f64,
    /// Its own rates by year.
    pub(super) own: Vec<(Year, f64)>,
}

impl Leaving {
    /// Turnover drawn towards region and England: a year's says little about the next.
    pub(super) fn of(evidence: &Evidence<'_>, environment: &Environment) -> Self {
        let Evidence { data, council, year: last, .. } = *evidence;
        let rate = |area, year| {
            let row = data.workforce.get(area, year);
            Some(row.leavers? / row.in_post?).filter(|rate| rate.is_finite())
        };
        let years = |area: AreaId| {
            let all = (FIRST_YEAR..=last).filter_map(move |year| Some((year, rate(area, year)?)));
            all.collect::<Vec<(Year, f64)>>()
        };
        let england = years(data.england());
        let recent: Vec<f64> = england.iter().rev().take(RECENT.into()).map(|(_, rate)| *rate).collect();
        let england = recent.iter().sum::<f64>() / recent.len() as f64;
        let relative: Vec<(Year, f64)> = (FIRST_YEAR..=last)
            .filter_map(|year| Some((year, relative_turnover(data, council, year)?)))
            .collect();
        let (mean, sd, weight) = if let Some(levels) = &environment.turnover_levels {
            let level = levels.level(evidence.region(), &relative);
            (level.mean + environment.turnover_factor.ln(), level.sd, level.weight)
        } else {
            let (spread, weight) = USUAL_TURNOVER;
            let own = relative.last().map_or(0.0, |(_, value)| *value);
            (weight * own, spread * (1.0 - weight).sqrt(), weight)
        };
        // England's level itself has moved by some 5% from one three years to the next.
        let sd = (sd * sd + 0.05_f64.powi(2)).sqrt();
        Self { rate: england * mean.exp(), sd, weight, england, own: years(council) }
    }

    /// The rate of a year, if it was published.
    pub(super) fn published(&self, year: Year) -> Option<f64> {
        self.own.last().filter(|(last, _)| *last == year).map(|(_, rate)| *rate)
    }

    /// How many months a post is vacant, so that starters balance leavers. `None` if there are too few
    /// vacancies for that: posts stay empty for some six weeks at the least.
    pub(super) fn months_vacant(&self, staff: &Staff) -> Option<f64> {
        let leavers = self.rate * staff.in_post.value;
        (staff.vacancies.value > leavers * 6.0 / 52.0).then(|| 12.0 * staff.vacancies.value / leavers)
    }
}

/// No council's staff move so for good, as a share a year, by other ways than joining and leaving.
const MOST_MOVEMENT: f64 = 0.015;
/// At least this part of the spread of other net movement has nothing to do with posts.
const LEAST_BESIDE_POSTS: f64 = 0.3;

/// Change of a council's stock that starters and leavers do not explain.
pub(super) struct NetMovement {
    /// Its own, by year.
    pub(super) own: Vec<(Year, f64)>,
    /// How much its own years weigh.
    pub(super) weight: f64,
    /// As a share of stock a year, and the standard deviation of that.
    pub(super) share: (f64, f64),
    /// Spread from year to year: from and to.
    pub(super) spread: (f64, f64),
    /// Whether too few years are published to tell.
    pub(super) is_judged: bool,
}

impl NetMovement {
    /// Other net movement, drawn towards region and England.
    pub(super) fn of(
        evidence: &Evidence<'_>,
        environment: &Environment,
        changes: &YearlyChanges,
        staff: &Staff,
        leaving: &Leaving,
    ) -> Self {
        let own = evidence.own_years(movement);
        let level = environment.movement_levels.as_ref().map(|levels| levels.level(evidence.region(), &own));
        let (mean, sd, weight) =
            level.map_or((0.005, 0.01, 0.0), |level| (level.mean, level.sd.max(0.005), level.weight));
        // The rest of recruitment must have something left to do, whatever is drawn.
        let agency = CONVERSION * staff.agency.value / staff.in_post.value;
        let most = (0.45 * leaving.rate - agency).max(0.0);
        // The spread beside the people who come and go with their posts.
        let posts = changes.posts.components(evidence.data, evidence.council);
        let beside_posts = |sd: f64| {
            let with_posts = changes.with_people.powi(2) * posts.news(1.0);
            (sd * sd - with_posts).max((LEAST_BESIDE_POSTS * sd).powi(2)).sqrt()
        };
        let (low, high) =
            (beside_posts(environment.movement.robust_sd), beside_posts(environment.movement.sd));
        Self {
            own,
            weight,
            share: (mean.clamp(-MOST_MOVEMENT, most.min(MOST_MOVEMENT)), sd.min(0.02)),
            spread: (low.min(0.9 * high), high),
            is_judged: environment.movement_levels.is_none(),
        }
    }
}

/// Bands of time in post.
pub(super) struct Tenure {
    /// Leaving in each band, against the average.
    multipliers: [f64; 3],
    /// The years at which the first two end.
    ends: [f64; 2],
}

impl Tenure {
    /// The names of the bands.
    pub(super) const BANDS: [&str; 3] = ["under_two_years", "two_to_five_years", "over_five_years"];

    /// As the template has them: the middle of each range, to hundredths.
    pub(super) fn of(template: &Template) -> Self {
        let at = |band: &str, what: &str| format!("workforce.leaving.tenure.{band}.{what}");
        let [first, second, _] = Self::BANDS;
        let middle = |band: &str| {
            let [low, high] = template.numbers(&at(band, "leaving_multiplier.interval80"));
            ((low * high).sqrt() * 100.0).round() / 100.0
        };
        let end = |band: &str| template.numbers::<1>(&at(band, "until_years.value"))[0];
        Self { multipliers: Self::BANDS.map(middle), ends: [first, second].map(end) }
    }

    /// Shares of staff in the bands, in thousandths that add up to one.
    pub(super) fn shares(&self, rate: f64, movement: f64) -> Vec<f64> {
        let parts = split(&self.mix(rate, movement), 1000);
        parts.into_iter().map(|part| part as f64 / 1000.0).collect()
    }

    /// Time spent in each band of tenure by those who join, where `rate` of staff
    /// leave in a year: the mix of staff that leaving itself leads to. With hazards
    /// `b m` in the bands, who joins stays in them for
    /// `(1 - e^(-2bm1)) / bm1`, `e^(-2bm1) (1 - e^(-3bm2)) / bm2` and `e^(-2bm1 - 3bm2) / bm3`
    /// years, and `b` is such that the sum is one over the rate. Other net movement
    /// brings people who are as long in post as those there already, which acts like
    /// a lower hazard: the exponents have `bm` less the share that so joins, and the
    /// sum is one over the rate less that share.
    fn mix(&self, rate: f64, movement: f64) -> [f64; 3] {
        let [one, two] = self.ends;
        let stays = |base: f64| {
            // Never nil, so that nothing lasts for ever.
            let [short, middle, long] = self.multipliers.map(|band| (base * band - movement).max(1e-3));
            let (after_one, after_two) = ((-one * short).exp(), (-(two - one) * middle).exp());
            [(1.0 - after_one) / short, after_one * (1.0 - after_two) / middle, after_one * after_two / long]
        };
        let (mut low, mut high) = (1e-4, 10.0);
        for _ in 0..60 {
            let base = f64::midpoint(low, high);
            if stays(base).iter().sum::<f64>() > 1.0 / (rate - movement) { low = base } else { high = base }
        }
        stays(low).map(|stay| stay * (rate - movement))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the template: 16% leave, and 25%, 21% and 54% of staff are in the bands.
    #[test]
    fn the_mix_of_tenure_is_the_one_that_leaving_leads_to() {
        let tenure = Tenure::of(&Template::new());
        let mix = tenure.mix(0.16, 0.0);
        for (share, wanted) in mix.iter().zip([0.25, 0.21, 0.54]) {
            assert!((share - wanted).abs() < 0.01, "{mix:?}");
        }
        assert!((mix.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(tenure.mix(0.1, 0.0)[2] > mix[2] && tenure.mix(0.16, 0.01)[2] > mix[2]);
    }
}
