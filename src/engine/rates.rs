//! The numbers of one trial in the form in which the engine uses them.

use super::model::{Group, Model};
use crate::balance::{Flows, staffing};
use crate::calendar::{
    RUN_WEEKS_PER_YEAR, WEEKS_PER_MONTH, WEEKS_PER_YEAR, run_weeks, working_days_in_years,
};
use crate::sampling::Values;
use crate::service::Source;

/// What the parameters of a trial come to. Times are in weeks of the run.
#[derive(Default)]
pub(super) struct Rates {
    pub(super) flows: Flows,
    pub(super) stages: Vec<StageRates>,
    pub(super) sources: Vec<SourceRates>,
    pub(super) leaving: LeavingRates,
    /// Share of referrals without further action that come back within twelve months.
    pub(super) no_action_return_share: f64,
    /// Weeks of the run to fill a vacancy; infinite if none is ever filled.
    pub(super) weeks_to_fill: f64,
    /// Vacancies that are advertised at the start, in FTE.
    pub(super) advertised: f64,
}

/// A stage.
#[derive(Default)]
pub(super) struct StageRates {
    /// Mean duration in weeks of the run.
    pub(super) mean: f64,
    pub(super) weight: f64,
    pub(super) priority: f64,
    /// Following stages with the running sum of their shares.
    pub(super) exits: Vec<(usize, f64)>,
    /// Share of closed cases that come back within twelve months.
    pub(super) return_share: f64,
    /// Statutory limit in weeks of the run.
    pub(super) limit: Option<f64>,
}

/// A source.
#[derive(Default)]
pub(super) struct SourceRates {
    /// Arrivals a year who do not come back from an earlier closing.
    pub(super) first_time: f64,
    /// First stages with the running sum of their shares; the rest needs no
    /// further action.
    pub(super) enters: Vec<(usize, f64)>,
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
    pub(super) base: Vec<f64>,
    /// End of each tenure band in weeks of the run, and its multiplier.
    pub(super) bands: Vec<(f64, f64)>,
    /// Share of each band at the start among staff whose role does not say how
    /// long they have been there, so that all staff have the shares of the scenario.
    pub(super) opening_shares: Vec<f64>,
}

impl LeavingRates {
    /// The multiplier of someone so long in post.
    pub(super) fn tenure_multiplier(&self, weeks_in_post: f64) -> f64 {
        let band = self.bands.iter().find(|(end, _)| weeks_in_post < *end);
        band.or(self.bands.last()).map_or(1.0, |(_, multiplier)| *multiplier)
    }
}

impl Rates {
    /// Works out the rates of a trial.
    pub(super) fn derive(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        self.flows.refill(service, &|id| values[*id]);
        self.derive_sources(model, values);
        self.derive_stages(model, values);
        self.derive_leaving(model, values);
        self.derive_recruitment(model, values);
    }

    fn derive_stages(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        let returns = &service.demand.rereferral;
        self.no_action_return_share =
            values[returns.after_no_further_action.unwrap_or(returns.share_within_12_months)];
        self.stages.resize_with(model.stages.len(), StageRates::default);
        for (at, (rates, stage)) in self.stages.iter_mut().zip(service.stage.values()).enumerate() {
            rates.mean = self.flows.mean_years[at] * RUN_WEEKS_PER_YEAR;
            if stage.duration.mean_weeks.is_none() {
                rates.mean /=
                    level_before_start(model, &self.sources, values, at, self.flows.inflow[at], rates.mean);
            }
            rates.weight = values[stage.weight];
            rates.priority = values[stage.priority];
            rates.return_share = values[stage.return_share.unwrap_or(returns.share_within_12_months)];
            rates.limit =
                stage.limit_working_days.map(|days| working_days_in_years(values[days]) * RUN_WEEKS_PER_YEAR);
            running_shares(&model.stages[at].exits, values, &mut rates.exits);
        }
    }

    fn derive_sources(&mut self, model: &Model, values: &Values) {
        let demand = &model.service.demand;
        let takes: f64 = demand
            .source
            .values()
            .filter(|source| source.takes_children_back())
            .map(|source| values[source.per_year])
            .sum();
        let returning = if takes > 0.0 { (self.flows.returns / takes).min(1.0) } else { 0.0 };
        let mut up_to = 0.0;
        self.sources.resize_with(model.sources.len(), SourceRates::default);
        for ((rates, links), source) in
            self.sources.iter_mut().zip(&model.sources).zip(demand.source.values())
        {
            let per_year = values[source.per_year];
            let share = if source.takes_children_back() { returning } else { 0.0 };
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
                rates.season_of_all.map(|month| ((month - share) / (1.0 - share).max(0.05)).max(0.02));
        }
        // Rounding must leave no child without a source.
        if let Some(last) = demand.source.values().rposition(Source::takes_children_back) {
            self.sources[last].returning_up_to = f64::INFINITY;
        }
    }

    /// Those whose role says how long they have been there stand in a band
    /// already; the others fill what is left of each band's share.
    fn derive_opening_shares(&mut self, model: &Model, values: &Values) {
        let leaving = &mut self.leaving;
        let bands = &model.service.workforce.leaving.tenure;
        leaving.opening_shares.clear();
        leaving.opening_shares.extend(bands.values().map(|band| values[band.share]));
        let total: f64 = leaving.opening_shares.iter().sum();
        let in_post = |group: &Group| {
            group.staff.map_or(0.0, |(team, staff)| values[model.service.team[team].staff[staff].in_post])
        };
        let people: f64 = model.groups.iter().map(in_post).sum();
        if total <= 0.0 || people <= 0.0 {
            return;
        }
        for group in &model.groups {
            let Some(weeks) = usual_weeks(model, values, group.role) else { continue };
            let band = leaving.bands.iter().position(|(end, _)| weeks < *end);
            if let Some(share) = band.and_then(|band| leaving.opening_shares.get_mut(band)) {
                *share = (*share - total * in_post(group) / people).max(0.0);
            }
        }
    }

    fn derive_leaving(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        let leaving = &service.workforce.leaving;
        let rates = &mut self.leaving;
        rates.bands.clear();
        rates.bands.extend(leaving.tenure.values().map(|band| {
            let end = band.until_years.map_or(f64::INFINITY, |years| values[years] * RUN_WEEKS_PER_YEAR);
            (end, values[band.leaving_multiplier])
        }));
        self.derive_opening_shares(model, values);
        // The mix at the start leaves at the average rate (equation S2).
        let rates = &mut self.leaving;
        let (mut people, mut weighted) = (0.0, 0.0);
        for group in &model.groups {
            let Some((team, at)) = group.staff else {
                continue;
            };
            let in_post = values[service.team[team].staff[at].in_post];
            people += in_post;
            weighted += in_post
                * role_multiplier(model, values, group.role)
                * opening_tenure(model, values, rates, group.role);
        }
        let scale = if weighted > 0.0 { people / weighted } else { 1.0 };
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

    /// The time to fill a vacancy: as given, or such that starters balance
    /// leavers at the start (equation S5).
    fn derive_recruitment(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        let workforce = &service.workforce;
        let recruitment = &workforce.recruitment;
        let balance = staffing(service, &|id| values[*id]);
        let (leavers, vacancies) = (balance.leavers, balance.vacancies);
        let given = recruitment.weeks_to_fill.map(|weeks| run_weeks(values[weeks]));
        let kept = 1.0 - values[recruitment.falls_through];
        let wanted = balance.wanted.max(0.0);
        let notice = values[workforce.leaving.notice_weeks] / WEEKS_PER_YEAR;
        let to_start = values[recruitment.weeks_to_start] / WEEKS_PER_YEAR;
        let starters = match given {
            // Advertised now = all vacancies and notices less accepted offers,
            // and accepted offers = starters x time to start.
            Some(weeks) => {
                let per_year = RUN_WEEKS_PER_YEAR / weeks * kept;
                (vacancies + leavers * notice) * per_year / (1.0 + per_year * to_start)
            }
            None => wanted,
        };
        self.advertised = (vacancies + leavers * notice - starters * to_start).max(0.0);
        self.weeks_to_fill = given.unwrap_or(if wanted > 0.0 && kept > 0.0 {
            self.advertised.max(vacancies * 0.1) * RUN_WEEKS_PER_YEAR * kept / wanted
        } else {
            f64::INFINITY
        });
    }
}

/// The arrivals of a stage before the start against the yearly average, as the
/// cases open at the start came (equation P8): the mean of the season over
/// their ages, each a uniform share of a stay met at a random moment. Cases
/// that come from other stages are taken to have lost the season on their way.
fn level_before_start(
    model: &Model,
    sources: &[SourceRates],
    values: &Values,
    stage: usize,
    inflow: f64,
    mean: f64,
) -> f64 {
    const STAYS: u32 = 64;
    const SHARES: u32 = 8;
    if inflow <= 0.0 || mean <= 0.0 {
        return 1.0;
    }
    // How many of the open cases came in each calendar month.
    let mut came = [0.0; 12];
    for stay in 0..STAYS {
        let middle = (u32::MAX / STAYS) * stay + u32::MAX / STAYS / 2;
        let whole = mean * f64::from(model.stages[stage].durations.met.at(middle));
        for share in 0..SHARES {
            let age = whole * (f64::from(share) + 0.5) / f64::from(SHARES);
            let months_ago = (age / WEEKS_PER_MONTH as f64).min(1e6) as i32;
            came[model.start.plus(-months_ago).index()] += 1.0 / f64::from(STAYS * SHARES);
        }
    }
    let mut level = 1.0;
    for ((links, rates), source) in
        model.sources.iter().zip(sources).zip(model.service.demand.source.values())
    {
        let Some((_, share)) = links.enters.iter().find(|(to, _)| *to == stage) else { continue };
        let felt: f64 = came.iter().zip(&rates.season_of_all).map(|(came, season)| came * season).sum();
        level += values[source.per_year] * values[*share] / inflow * (felt - 1.0);
    }
    level.max(0.1)
}

/// In post, agency and establishment of posts at the start, in FTE.
pub(super) fn posts_at_start(model: &Model, values: &Values, posts: usize) -> (f64, f64, f64) {
    let mut sums = (0.0, 0.0, 0.0);
    for group in model.groups.iter().filter(|group| group.posts == posts) {
        if let Some((team, at)) = group.staff {
            let staff = &model.service.team[team].staff[at];
            sums.0 += values[staff.in_post];
            sums.1 += values[staff.agency];
            sums.2 += values[staff.establishment];
        }
    }
    sums
}

fn role_multiplier(model: &Model, values: &Values, role: usize) -> f64 {
    values[model.service.role[role].leaving_multiplier]
}

/// The mean tenure multiplier of a role at the start. People of a role that
/// becomes another after some time are all newer than that.
fn opening_tenure(model: &Model, values: &Values, rates: &LeavingRates, role: usize) -> f64 {
    if let Some(weeks) = usual_weeks(model, values, role) {
        return rates.tenure_multiplier(weeks);
    }
    let bands = rates.opening_shares.iter().zip(&rates.bands);
    let (shares, weighted) = bands
        .fold((0.0, 0.0), |sums, (share, (_, multiplier))| (sums.0 + share, sums.1 + share * multiplier));
    if shares > 0.0 { weighted / shares } else { 1.0 }
}

/// Weeks that people of a role have been there at the start, if the role says it.
fn usual_weeks(model: &Model, values: &Values, role: usize) -> Option<f64> {
    let longest = longest_in_role(model, values, role);
    novice_weeks(model, values, role).or(longest.map(|weeks| weeks / 2.0))
}

/// Weeks after which people of a role have another, if they do.
pub(super) fn longest_in_role(model: &Model, values: &Values, role: usize) -> Option<f64> {
    let role = &model.service.role[role];
    (!role.becomes.text.is_empty()).then(|| values[role.becomes_after_months] * RUN_WEEKS_PER_YEAR / 12.0)
}

/// Weeks since the last September cohort joined, for those who are newly
/// qualified at the start; `None` if there are no cohorts.
pub(super) fn novice_weeks(model: &Model, values: &Values, role: usize) -> Option<f64> {
    let cohort = values[model.service.workforce.cohort.joins_each_september];
    if !model.service.role[role].newly_qualified || cohort <= 0.0 {
        return None;
    }
    Some(weeks_since_september(model))
}

/// Weeks of the run from the beginning of the last September to the start.
pub(super) fn weeks_since_september(model: &Model) -> f64 {
    // The start is the end of a month.
    let months = (model.start.index() + 12 - 8) % 12 + 1;
    (months * WEEKS_PER_MONTH) as f64
}

fn running_shares(
    links: &[(usize, crate::service::ParameterId)],
    values: &Values,
    into: &mut Vec<(usize, f64)>,
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
