//! The last twelve months, for measures over a year (equations Q3 and Q6).

use super::model::Model;
use super::rates::Rates;
use super::tally::Tally;
use crate::sampling::Values;

/// Twelve months of referrals and leavers, the oldest overwritten by the newest.
#[derive(Default)]
pub(super) struct Past {
    referrals: [f64; 12],
    rereferrals: [f64; 12],
    leavers: [f64; 12],
}

impl Past {
    /// The twelve months before the start: as published, or as the scenario's
    /// own rates give, with the season of referrals.
    pub(super) fn open(&mut self, model: &Model, values: &Values, rates: &Rates) {
        let published = &model.service.past_year;
        let flows = &rates.flows;
        let value = |id: Option<crate::service::ParameterId>, own: f64| id.map_or(own, |id| values[id]);
        let referrals = value(published.referrals, flows.referrals);
        let rereferrals = value(published.rereferrals, flows.returns);
        let in_post: f64 = model.posts.ids().map(|posts| model.at_start(values, posts).in_post).sum();
        let leavers =
            value(published.leavers_fte, values[model.service.workforce.leaving.rate_per_year] * in_post);
        // The mean season of the sources that count as referrals.
        let counted =
            || model.service.demand.source.values().zip(&rates.sources).filter(|(source, _)| source.referral);
        let total: f64 = counted().map(|(source, _)| values[source.per_year]).sum();
        // What was published is of a year that was over some time before the start: from its middle to
        // the start the level moves to that of the start (equation Q3a).
        // The scenario's own rates are those of the start already.
        let level = if published.referrals.is_some() { values[model.service.demand.level] } else { 1.0 };
        let returns = if rereferrals > 0.0 { flows.returns / rereferrals } else { 1.0 };
        let way = |month: usize| {
            let ago = (model.start.index() + 12 - month) % 12;
            1.0 - (ago as f64 + 0.5) / 12.0
        };
        for month in 0..12 {
            let season = if total > 0.0 {
                counted()
                    .map(|(source, rates)| values[source.per_year] * rates.season_of_all[month])
                    .sum::<f64>()
                    / total
            } else {
                1.0
            };
            let (level, returns) = (level.powf(way(month)), returns.powf(way(month)));
            self.referrals[month] = referrals / 12.0 * season * level;
            self.rereferrals[month] = rereferrals / 12.0 * returns;
            self.leavers[month] = leavers / 12.0;
        }
    }

    /// The month of the year with index `month` (0 is January) is over.
    pub(super) fn record(&mut self, month: usize, tally: &Tally) {
        self.referrals[month] = f64::from(tally.referrals);
        self.rereferrals[month] = f64::from(tally.rereferrals);
        self.leavers[month] = tally.leavers();
    }

    pub(super) fn referrals(&self) -> f64 {
        self.referrals.iter().sum()
    }

    pub(super) fn rereferrals(&self) -> f64 {
        self.rereferrals.iter().sum()
    }

    pub(super) fn leavers(&self) -> f64 {
        self.leavers.iter().sum()
    }
}
