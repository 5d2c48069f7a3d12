//! The numbers of one trial in the form in which the engine uses them.

use super::ids::{By, GroupId, Id, PostsId, RoleId, SourceId, StageId};
use super::model::Model;
use crate::balance::{Flows, HiringTime};
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks, WEEKS_PER_MONTH, WEEKS_PER_YEAR, working_days_in_years};
use crate::sampling::Values;
use crate::service::Source;

/// What the parameters of a trial come to. Times are in weeks of the run.
#[derive(Default)]
pub(super) struct Rates {
    pub(super) flows: Flows,
    pub(super) stages: By<StageId, StageRates>,
    pub(super) sources: By<SourceId, SourceRates>,
    pub(super) leaving: LeavingRates,
    /// Share of referrals without further action that come back within twelve months.
    pub(super) no_action_return_share: f64,
    /// Time to fill a vacancy; endless if none is ever filled.
    pub(super) time_to_fill: RunWeeks,
    /// From the offer that fills it to the first day.
    pub(super) time_to_start: RunWeeks,
    /// Vacancies that are advertised at the start, in FTE.
    pub(super) advertised: f64,
    /// How many of the September cohort each posts expect, in FTE: in proportion
    /// to their vacancies at the start.
    pub(super) cohort: By<PostsId, f64>,
    /// How readily each posts are filled against the others (equation S5a).
    pub(super) fill_weights: By<PostsId, f64>,
    pub(super) opening: Opening,
}

/// A stage.
#[derive(Default)]
pub(super) struct StageRates {
    /// Mean duration.
    pub(super) mean: RunWeeks,
    /// Work done in a week against the usual.
    pub(super) pace: f64,
    pub(super) weight: f64,
    pub(super) priority: f64,
    /// Following stages with the running sum of their shares.
    pub(super) exits: Vec<(StageId, f64)>,
    /// Share of closed cases that come back within twelve months.
    pub(super) return_share: f64,
    /// Statutory limit.
    pub(super) limit: Option<RunWeeks>,
}

/// A source.
#[derive(Default)]
pub(super) struct SourceRates {
    /// Arrivals a year who do not come back from an earlier closing.
    pub(super) first_time: f64,
    /// First stages with the running sum of their shares; the rest needs no
    /// further action.
    pub(super) enters: Vec<(StageId, f64)>,
    /// Growth from one week of the run to the next.
    pub(super) growth: f64,
    /// First-time arrivals of each month against the average, January first.
    pub(super) season: [f64; 12],
    /// The same for all arrivals.
    pub(super) season_of_all: [f64; 12],
    /// Running sum of the sources' shares of returning children.
    pub(super) returning_up_to: f64,
}

/// Leaving.
#[derive(Default)]
pub(super) struct LeavingRates {
    /// Leavers a year of each group, at a tenure multiplier of 1.
    pub(super) base: By<GroupId, f64>,
    /// End of each tenure band, and its multiplier.
    pub(super) bands: Vec<(RunWeeks, f64)>,
    /// Share of each band at the start among staff whose role does not say how
    /// long they have been there, so that all staff have the shares of the scenario.
    pub(super) opening_shares: Vec<f64>,
}

/// What follows from the balance of the start, and stays as it is whatever
/// changes later: were a stay worked out again after more children are
/// referred, it would fall so as to keep the stock.
#[derive(Default)]
pub(super) struct Opening {
    /// Mean duration of each stage whose scenario leaves it out.
    pub(super) means: By<StageId, RunWeeks>,
    /// Share of the referrals of a year who come back from an earlier closing.
    pub(super) returning: f64,
    /// First-time arrivals a year of each source.
    pub(super) first_time: By<SourceId, f64>,
    /// Factor that makes the mix of staff leave at the average rate (equation S2).
    pub(super) leaving_scale: f64,
}

impl LeavingRates {
    /// The multiplier of someone so long in post.
    pub(super) fn tenure_multiplier(&self, in_post: RunWeeks) -> f64 {
        let band = self.bands.iter().find(|(end, _)| in_post < *end);
        band.or(self.bands.last()).map_or(1.0, |(_, multiplier)| *multiplier)
    }
}

impl Rates {
    /// Takes over the values that levers have changed. What follows from the
    /// balance of the start stays.
    pub(super) fn set(&mut self, model: &Model, values: &Values) {
        self.set_sources(model, values);
        self.set_stages(model, values);
        self.set_bands(model, values);
        self.set_leaving(model, values);
        let HiringTime { to_start, to_fill } = hiring_time(model, values);
        self.time_to_start = RunWeeks::of_weeks(to_start);
        if let Some(weeks) = to_fill {
            self.time_to_fill = RunWeeks::of_weeks(weeks);
        }
    }

    pub(super) fn set_stages(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        let returns = &service.demand.rereferral;
        self.no_action_return_share =
            values[returns.after_no_further_action.unwrap_or(returns.share_within_12_months)];
        self.stages.resize_with(model.stages.len(), StageRates::default);
        for ((at, rates), stage) in self.stages.each_mut().zip(service.stage.values()) {
            rates.mean = match stage.duration.mean_weeks {
                Some(weeks) => RunWeeks::of_years(values[weeks] / WEEKS_PER_YEAR),
                None => self.opening.means[at],
            };
            rates.weight = values[stage.weight];
            rates.pace = values[stage.pace];
            rates.priority = values[stage.priority];
            rates.return_share = values[stage.return_share.unwrap_or(returns.share_within_12_months)];
            rates.limit =
                stage.limit_working_days.map(|days| RunWeeks::of_years(working_days_in_years(values[days])));
            running_shares(&model.stages[at].exits, values, &mut rates.exits);
        }
    }

    pub(super) fn set_sources(&mut self, model: &Model, values: &Values) {
        let demand = &model.service.demand;
        let takes = referrals_that_return(model, values);
        let mut up_to = 0.0;
        self.sources.resize_with(model.sources.len(), SourceRates::default);
        for ((rates, links), source) in
            self.sources.iter_mut().zip(&model.sources).zip(demand.source.values())
        {
            let per_year = values[source.per_year] * values[demand.level];
            let share = if source.takes_children_back() { self.opening.returning } else { 0.0 };
            rates.first_time = per_year * (1.0 - share);
            if share > 0.0 {
                up_to += per_year / takes;
            }
            rates.returning_up_to = up_to;
            let growth = (1.0 + values[demand.trend_per_year]) * (1.0 + values[source.trend_per_year]);
            rates.growth = growth.powf(1.0 / RUN_WEEKS_PER_YEAR);
            running_shares(&links.enters, values, &mut rates.enters);
            let months = links.season.map(|id| values[id]);
            let mean = months.iter().sum::<f64>() / 12.0;
            rates.season_of_all = months.map(|month| month / mean);
            // Children who come back do so evenly over the year, so first-time
            // referrals swing more than all (equation D3).
            rates.season =
                rates.season_of_all.map(|month| ((month - share) / (1.0 - share).max(1e-9)).max(0.02));
        }
        // Rounding must leave no child without a source.
        if let Some(last) = demand.source.values().rposition(Source::takes_children_back).map(SourceId::at) {
            self.sources[last].returning_up_to = f64::INFINITY;
        }
    }

    pub(super) fn set_bands(&mut self, model: &Model, values: &Values) {
        let bands = model.service.workforce.leaving.tenure.values();
        self.leaving.bands.clear();
        self.leaving.bands.extend(bands.map(|band| {
            let end = band.until_years.map_or(RunWeeks::ENDLESS, |years| RunWeeks::of_years(values[years]));
            (end, values[band.leaving_multiplier])
        }));
    }

    pub(super) fn set_leaving(&mut self, model: &Model, values: &Values) {
        let leaving = &model.service.workforce.leaving;
        let scale = self.opening.leaving_scale;
        let rates = &mut self.leaving;
        // Those who work their notice do not give it again: with a share of
        // rate x notice in it, the others give notice that much more often.
        let rate = values[leaving.rate_per_year];
        let not_in_notice = (1.0 - rate * values[leaving.notice_weeks] / WEEKS_PER_YEAR).max(0.1);
        rates.base.clear();
        rates.base.extend(
            model
                .groups
                .iter()
                .map(|group| rate / not_in_notice * scale * role_multiplier(model, values, group.role)),
        );
    }
}

/// How long hiring takes, in weeks of seven days (equations B9 and B10).
pub(super) fn hiring_time(model: &Model, values: &Values) -> HiringTime {
    HiringTime::of(&model.service.workforce.recruitment, &|id| values[*id])
}

/// Referrals a year by the sources by which children come back.
pub(super) fn referrals_that_return(model: &Model, values: &Values) -> f64 {
    let demand = &model.service.demand;
    let sources = demand.source.values().filter(|source| source.takes_children_back());
    sources.map(|source| values[source.per_year] * values[demand.level]).sum()
}

pub(super) fn role_multiplier(model: &Model, values: &Values, role: RoleId) -> f64 {
    values[model.service.role[role].leaving_multiplier]
}

/// Share of vacancies in posts that are filled from outside.
pub(super) fn outside_share(model: &Model, values: &Values, posts: PostsId) -> f64 {
    let links = &model.posts[posts];
    match links.promoted_from {
        Some(_) => 1.0 - values[model.service.role[links.role].promotion_share],
        None => 1.0,
    }
}

/// The time after which people of a role have another, if they do.
pub(super) fn longest_in_role(model: &Model, values: &Values, role: RoleId) -> Option<RunWeeks> {
    let role = &model.service.role[role];
    (!role.becomes.text.is_empty()).then(|| RunWeeks::of_months(values[role.becomes_after_months]))
}

/// The time since the last September cohort joined, for those who are newly
/// qualified at the start; `None` if there are no cohorts.
pub(super) fn since_cohort(model: &Model, values: &Values, role: RoleId) -> Option<RunWeeks> {
    let cohort = values[model.service.workforce.cohort.joins_each_september];
    if !model.service.role[role].newly_qualified || cohort <= 0.0 {
        return None;
    }
    Some(since_september(model))
}

/// The time from the beginning of the last September to the start.
pub(super) fn since_september(model: &Model) -> RunWeeks {
    // The start is the end of a month.
    let months = (model.start.index() + 12 - 8) % 12 + 1;
    RunWeeks((months * WEEKS_PER_MONTH) as f64)
}

fn running_shares(
    links: &[(StageId, crate::service::ParameterId)],
    values: &Values,
    into: &mut Vec<(StageId, f64)>,
) {
    into.clear();
    // Drawn shares may pass 1 together by a little: they are then scaled down.
    let total: f64 = links.iter().map(|(_, share)| values[*share]).sum();
    let scale = if total > 1.0 { 1.0 / total } else { 1.0 };
    let mut sum = 0.0;
    into.extend(links.iter().map(|(stage, share)| {
        sum += values[*share] * scale;
        (*stage, sum)
    }));
}
