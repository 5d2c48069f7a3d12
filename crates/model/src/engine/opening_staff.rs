//! Who is there at the start, and for how long.

use rand::RngExt;

use super::ids::GroupId;
use super::links::SMALLEST_POST;
use super::model::Model;
use super::rates::{Rates, longest_in_role, since_cohort};
use super::room::reset;
use super::staff::Staff;
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks};
use crate::sampling::{Purpose, Streams, Values};

impl Staff {
    /// The people at the start, some of whom have given notice already.
    pub(super) fn open(&mut self, model: &Model, values: &Values, rates: &Rates, streams: &Streams) {
        self.permanent.clear(model.groups.len());
        self.agency.clear(model.groups.len());
        self.notices.clear();
        self.offers.clear();
        reset(&mut self.temporary, model.posts.len(), 0.0);
        let mut stream = streams.stream(Purpose::Tenure, 0, 0);
        let notice = RunWeeks::of_weeks(values[model.service.workforce.leaving.notice_weeks]);
        for (at, group) in model.groups.each() {
            let Some(staff) = model.staff_of(group) else { continue };
            let (heads, fte) =
                people_of(values[staff.in_post], values[model.service.workforce.fte_per_person]);
            for _ in 0..heads {
                let (in_band, within, leaving, when): (f64, f64, f64, f64) =
                    (stream.random(), stream.random(), stream.random(), stream.random());
                let weeks = time_in_post(model, values, rates, at, in_band, within);
                let seat = self.permanent.join(at, fte, -weeks.0);
                let rate =
                    rates.leaving.base[at] * rates.leaving.tenure_multiplier(weeks) / RUN_WEEKS_PER_YEAR;
                // Stationary: those who gave notice within the last weeks are still there.
                if leaving < rate * notice.0 / (1.0 + rate * notice.0) {
                    self.permanent.give_notice(seat);
                    self.notices.push(((when * notice.0) as f32, seat));
                }
            }
            let (heads, fte) = people_of(values[staff.agency], 1.0);
            for _ in 0..heads {
                self.agency.join(
                    model.posts[group.posts].group,
                    fte,
                    -stream.random::<f64>() * RUN_WEEKS_PER_YEAR,
                );
            }
        }
        self.open_posts(model, values);
    }

    fn open_posts(&mut self, model: &Model, values: &Values) {
        self.establishment_at_start.clear();
        self.establishment_at_start
            .extend(model.posts.ids().map(|posts| model.at_start(values, posts).establishment));
        self.establishment.clone_from(&self.establishment_at_start);
        self.per_person = values[model.service.workforce.fte_per_person];
        let smallest = |posts: &f64| SMALLEST_POST.min(self.per_person).min(*posts);
        self.smallest_post.clear();
        self.smallest_post.extend(self.establishment.iter().map(smallest));
        self.agency_at_start.clear();
        self.agency_at_start.extend(model.posts.ids().map(|posts| model.at_start(values, posts).agency));
        self.vacancies_at_start.clear();
        for posts in model.posts.ids() {
            let vacancy = self.vacancy(model, posts);
            self.vacancies_at_start.push(vacancy);
        }
    }
}

/// How many people make up so many FTE, and what each works.
fn people_of(fte: f64, per_person: f64) -> (u32, f64) {
    if fte <= 0.0 {
        return (0, per_person);
    }
    let heads = (fte / per_person).round().max(1.0);
    (heads as u32, fte / heads)
}

/// How long someone at the start has been in post.
fn time_in_post(
    model: &Model,
    values: &Values,
    rates: &Rates,
    group: GroupId,
    in_band: f64,
    within: f64,
) -> RunWeeks {
    let role = model.groups[group].role;
    if let Some(weeks) = since_cohort(model, values, role) {
        return weeks;
    }
    if let Some(longest) = longest_in_role(model, values, role) {
        return RunWeeks(longest.0 * within);
    }
    let leaving = &rates.leaving;
    let total: f64 = leaving.opening_shares.iter().sum();
    let (mut left, mut begins) = (in_band * total, 0.0);
    for (share, (end, multiplier)) in leaving.opening_shares.iter().zip(&leaving.bands) {
        if left < *share {
            let weekly = leaving.base[group] * multiplier / RUN_WEEKS_PER_YEAR;
            return RunWeeks(begins + survived(within, weekly, end.0 - begins));
        }
        left -= share;
        begins = end.0;
    }
    // Without bands the time in post changes nothing but roles that people grow into.
    RunWeeks(survived(within, leaving.base[group] / RUN_WEEKS_PER_YEAR, 10.0 * RUN_WEEKS_PER_YEAR))
}

/// Time since joining of someone who is still there within `span` weeks, where
/// the share `weekly` leaves each week: fewer have been there for longer.
fn survived(uniform: f64, weekly: f64, span: f64) -> f64 {
    // Nobody has been there for more than fifty years.
    let span = span.min(50.0 * RUN_WEEKS_PER_YEAR);
    if weekly * span < 1e-6 {
        return uniform * span;
    }
    -(-uniform * (1.0 - (-weekly * span).exp())).ln_1p() / weekly
}
