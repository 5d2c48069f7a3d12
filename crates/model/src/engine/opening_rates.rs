//! The rates of the start, and what follows from its balance.

use super::ids::{By, Id, Identified, PostsId, RoleId, SourceId, StageId};
use super::links::Group;
use super::model::{AtStart, Model};
use super::rates::{
    LeavingRates, Rates, SourceRates, hiring_time, longest_in_role, outside_share, referrals_that_return,
    role_multiplier, since_cohort, since_september,
};
use crate::balance::{HiringTime, staffing};
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks, WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use crate::sampling::Values;

impl Rates {
    /// Works out the rates of a trial at its start.
    pub(super) fn derive(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        self.flows.refill(service, &|id| values[*id]);
        self.derive_returning(model, values);
        self.set_sources(model, values);
        self.opening.first_time.clear();
        self.opening.first_time.extend(self.sources.iter().map(|source| source.first_time));
        self.derive_means(model, values);
        self.set_stages(model, values);
        self.set_bands(model, values);
        self.derive_opening_shares(model, values);
        self.derive_leaving_scale(model, values);
        self.set_leaving(model, values);
        self.derive_recruitment(model, values);
    }

    fn derive_returning(&mut self, model: &Model, values: &Values) {
        let takes = referrals_that_return(model, values);
        self.opening.returning = if takes > 0.0 { (self.flows.returns / takes).min(1.0) } else { 0.0 };
    }

    fn derive_means(&mut self, model: &Model, values: &Values) {
        self.opening.means.clear();
        for (at, stage) in model.service.stage.each() {
            let mean = RunWeeks::of_years(self.flows.mean_years[at.position()]);
            let balanced = stage.duration.mean_weeks.is_none();
            let level = if balanced {
                level_before_start(model, &self.sources, values, at, self.flows.inflow[at.position()], mean)
            } else {
                1.0
            };
            self.opening.means.push(RunWeeks(mean.0 / level));
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
        let in_post = |group: &Group| model.staff_of(group).map_or(0.0, |staff| values[staff.in_post]);
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

    /// The mix at the start leaves at the average rate (equation S2).
    fn derive_leaving_scale(&mut self, model: &Model, values: &Values) {
        let rates = &self.leaving;
        let (mut people, mut weighted) = (0.0, 0.0);
        for group in &model.groups {
            let Some(staff) = model.staff_of(group) else { continue };
            let in_post = values[staff.in_post];
            people += in_post;
            weighted += in_post
                * role_multiplier(model, values, group.role)
                * opening_tenure(model, values, rates, group.role);
        }
        self.opening.leaving_scale = if weighted > 0.0 { people / weighted } else { 1.0 };
    }

    /// The time to fill a vacancy: as given, or such that starters balance
    /// leavers at the start (equation S5).
    fn derive_recruitment(&mut self, model: &Model, values: &Values) {
        let service = &model.service;
        let workforce = &service.workforce;
        let recruitment = &workforce.recruitment;
        let balance = staffing(service, &|id| values[*id]);
        let (leavers, vacancies) = (balance.leavers, balance.vacancies);
        let HiringTime { to_start, to_fill } = hiring_time(model, values);
        self.time_to_start = RunWeeks::of_weeks(to_start);
        let given = to_fill.map(RunWeeks::of_weeks);
        let kept = 1.0 - values[recruitment.falls_through];
        let wanted = balance.wanted.max(0.0);
        let notice = values[workforce.leaving.notice_weeks] / WEEKS_PER_YEAR;
        let to_start = to_start / WEEKS_PER_YEAR;
        let starters = match given {
            // Advertised now = all vacancies and notices less accepted offers,
            // and accepted offers = starters x time to start.
            Some(weeks) => {
                let per_year = RUN_WEEKS_PER_YEAR / weeks.0 * kept;
                (vacancies + leavers * notice) * per_year / (1.0 + per_year * to_start)
            }
            None => wanted,
        };
        self.advertised = (vacancies + leavers * notice - starters * to_start).max(0.0);
        self.time_to_fill = given.unwrap_or(if wanted > 0.0 && kept > 0.0 {
            RunWeeks(self.advertised.max(vacancies * 0.1) * RUN_WEEKS_PER_YEAR * kept / wanted)
        } else {
            RunWeeks::ENDLESS
        });
        self.derive_cohort(model, values);
        self.derive_fill_weights(model, values);
    }

    fn derive_cohort(&mut self, model: &Model, values: &Values) {
        let joins = values[model.service.workforce.cohort.joins_each_september];
        let vacancy = |posts: PostsId| match model.posts[posts].cohort_group {
            Some(_) => model.at_start(values, posts).vacancy(),
            None => 0.0,
        };
        self.cohort.clear();
        self.cohort.extend(model.posts.ids().map(vacancy));
        let open: f64 = self.cohort.iter().sum();
        for posts in &mut self.cohort {
            *posts *= if open > 0.0 { joins / open } else { 0.0 };
        }
    }

    /// How readily posts are filled (equation S5a): where the time to fill is
    /// left out, posts of each role are filled as fast as they fall vacant, so
    /// that the mix of roles stays as it is; only then.
    fn derive_fill_weights(&mut self, model: &Model, values: &Values) {
        let workforce = &model.service.workforce;
        let all_posts = || model.posts.ids();
        self.fill_weights.clear();
        self.fill_weights.resize(model.posts.len(), 1.0);
        if workforce.recruitment.weeks_to_fill.is_some() {
            return;
        }
        let at_start = |posts: PostsId| model.at_start(values, posts);
        let vacancy = |posts: PostsId| at_start(posts).vacancy();
        let all = all_posts().map(vacancy).sum::<f64>().max(f64::MIN_POSITIVE);
        let cohort = |posts: PostsId| self.cohort[posts];
        let staff: f64 = all_posts().map(|posts| at_start(posts).in_post).sum();
        let movement = values[workforce.movement.share_per_year] * staff;
        // What must be filled each year through advertisement or promotion. Those
        // promoted leave a post behind; a chain of roles is followed to its end.
        let mut needs = std::mem::take(&mut self.fill_weights);
        for _ in 0..model.service.role.len() {
            for posts in all_posts() {
                let AtStart { in_post, agency, .. } = at_start(posts);
                let leavers = values[workforce.leaving.rate_per_year]
                    * role_multiplier(model, values, model.posts[posts].role)
                    * in_post;
                let promoted: f64 = all_posts()
                    .filter(|other| model.posts[*other].promoted_from == Some(model.posts[posts].group))
                    .map(|other| (1.0 - outside_share(model, values, other)) * needs[other])
                    .sum();
                let others = cohort(posts)
                    + values[workforce.agency.conversion_per_year] * agency
                    + movement * vacancy(posts) / all;
                needs[posts] = (leavers + promoted - others).max(0.0);
            }
        }
        // Vacancies of an average day: just after September they are few.
        let year = since_september(model).in_years();
        let on_average = |posts: PostsId| vacancy(posts) + cohort(posts) * (0.5 - year);
        let open: f64 = all_posts().map(on_average).sum();
        let usual = needs.iter().sum::<f64>() / open.max(f64::MIN_POSITIVE);
        for (posts, weight) in needs.each_mut() {
            // A post without a vacancy says nothing of how readily it is filled.
            let says = on_average(posts) > 0.0 && usual > 0.0;
            *weight = if says { (*weight / on_average(posts) / usual).clamp(0.2, 5.0) } else { 1.0 };
        }
        self.fill_weights = needs;
    }
}

/// The arrivals of a stage before the start against the yearly average, as the
/// cases open at the start came (equation P8): the mean of the season over
/// their ages, each a uniform share of a stay met at a random moment. Cases
/// that come from other stages are taken to have lost the season on their way.
fn level_before_start(
    model: &Model,
    sources: &By<SourceId, SourceRates>,
    values: &Values,
    stage: StageId,
    inflow: f64,
    mean: RunWeeks,
) -> f64 {
    const STAYS: u32 = 64;
    const SHARES: u32 = 8;
    if inflow <= 0.0 || mean.0 <= 0.0 {
        return 1.0;
    }
    // How many of the open cases came in each calendar month.
    let mut came = [0.0; 12];
    for stay in 0..STAYS {
        let middle = (u32::MAX / STAYS) * stay + u32::MAX / STAYS / 2;
        let whole = mean.0 * f64::from(model.stages[stage].durations.met.at(middle));
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
        let arrivals = values[source.per_year] * values[model.service.demand.level];
        level += arrivals * values[*share] / inflow * (felt - 1.0);
    }
    level.max(0.1)
}

/// The mean tenure multiplier of a role at the start. People of a role that
/// becomes another after some time are all newer than that.
fn opening_tenure(model: &Model, values: &Values, rates: &LeavingRates, role: RoleId) -> f64 {
    if let Some(weeks) = usual_weeks(model, values, role) {
        return rates.tenure_multiplier(weeks);
    }
    let bands = rates.opening_shares.iter().zip(&rates.bands);
    let (shares, weighted) = bands
        .fold((0.0, 0.0), |sums, (share, (_, multiplier))| (sums.0 + share, sums.1 + share * multiplier));
    if shares > 0.0 { weighted / shares } else { 1.0 }
}

/// How long people of a role have been there at the start, if the role says it.
fn usual_weeks(model: &Model, values: &Values, role: RoleId) -> Option<RunWeeks> {
    let longest = longest_in_role(model, values, role);
    since_cohort(model, values, role).or(longest.map(|longest| RunWeeks(longest.0 / 2.0)))
}
