//! A scenario made ready to run: names are positions, durations are tables.

use std::sync::Arc;

use super::compile::Compiler;
use super::ids::{By, GroupId, Identified, PostsId, SourceId, StageId};
use super::layout::Layout;
use super::links::{Group, Posts, SourceLinks, StageLinks, establish};
use super::plan::Plan;
use crate::calendar::{Month, WEEKS_PER_MONTH};
use crate::measure;
use crate::sampling::{DurationTables, ParameterSet, QuantileTable, Values};
use crate::service::{ParameterId, Service, StaffGroup};
use crate::uncertain::{Uncertain, kinds};

/// What all trials of a scenario share.
pub struct Model {
    /// The service, with addresses in place of numbers.
    pub service: Service<ParameterId>,
    /// The numbers and ranges.
    pub parameters: ParameterSet,
    /// The month of the opening balances.
    pub start: Month,
    /// Months to run.
    pub months: usize,
    /// What is decided, and so part of the baseline.
    pub baseline: Plan,
    /// The options that are compared with the baseline.
    pub options: Vec<Plan>,
    /// What a trial reports, and in which order.
    pub layout: Layout,
    pub(super) stages: By<StageId, StageLinks>,
    pub(super) sources: By<SourceId, SourceLinks>,
    pub(super) groups: By<GroupId, Group>,
    pub(super) posts: By<PostsId, Posts>,
    /// When a case comes back, in years, given that it does within twelve months.
    pub(super) return_time: QuantileTable,
    /// The scenario with which this one is compared, if any.
    pub(super) first: Option<First>,
}

/// What is in posts at the start, in FTE.
#[derive(Clone, Copy, Default)]
pub(super) struct AtStart {
    pub(super) in_post: f64,
    pub(super) agency: f64,
    pub(super) establishment: f64,
}

impl AtStart {
    /// Posts that permanent staff do not fill.
    pub(super) fn vacancy(&self) -> f64 {
        (self.establishment - self.in_post).max(0.0)
    }
}

/// The first of several scenarios, as another of them sees it.
pub(super) struct First {
    pub(super) model: Arc<Model>,
    /// Where the posts of the other stand among its own; none if it has no such posts.
    posts: By<PostsId, Option<PostsId>>,
    /// Whether both have the same bands of time in post.
    pub(super) has_same_bands: bool,
}

impl First {
    pub(super) fn of(model: &Arc<Model>, other: &Model) -> Self {
        let place = |posts: &Posts| {
            let is_same = |own: &Posts| (own.team, own.role) == (posts.team, posts.role);
            model.posts.each().find(|(_, own)| is_same(own)).map(|(at, _)| at)
        };
        let bands = |of: &Model| -> Vec<String> {
            of.service.workforce.leaving.tenure.names().map(str::to_owned).collect()
        };
        Self {
            posts: other.posts.iter().map(place).collect(),
            has_same_bands: bands(model) == bands(other),
            model: Arc::clone(model),
        }
    }

    /// Puts the values of the first in the place of others, where it has such posts.
    pub(super) fn take(&self, from: &By<PostsId, f64>, into: &mut By<PostsId, f64>) {
        for (posts, value) in into.each_mut() {
            if let Some(at) = self.posts[posts] {
                *value = from[at];
            }
        }
    }
}

impl Model {
    /// Makes the service of a checked scenario ready.
    ///
    /// # Panics
    ///
    /// If a name in it is unknown, which the checks of a scenario rule out.
    pub fn new(written: &Service<Uncertain>) -> Self {
        let (service, parameters) = ParameterSet::of(written);
        let stage_at = |name: &str| service.stage.id_of(name).expect("checked: the stage exists");
        let follow = |shares: &crate::service::Named<ParameterId>| -> Vec<(StageId, ParameterId)> {
            shares.iter().map(|(name, share)| (stage_at(&name.text), *share)).collect()
        };
        let mut stages: By<StageId, StageLinks> = service
            .stage
            .values()
            .map(|stage| StageLinks {
                team: service.team.id_of(&stage.team.text).expect("checked: the team exists"),
                needs_case_holder: stage.needs_case_holder,
                exits: follow(&stage.exits),
                durations: DurationTables::new(&stage.duration.shape),
                is_first: false,
            })
            .collect();
        let sources: By<SourceId, SourceLinks> = service
            .demand
            .source
            .values()
            .map(|source| SourceLinks {
                enters: follow(&source.enters),
                season: source.season.as_ref().unwrap_or(&service.demand.season).months(),
            })
            .collect();
        for (source, links) in service.demand.source.values().zip(&sources) {
            for (stage, _) in links.enters.iter().filter(|_| source.takes_children_back()) {
                stages[*stage].is_first = true;
            }
        }
        let (groups, posts) = establish(&service);
        let rereferral = &written.demand.rereferral;
        let share = rereferral.share_within_12_months.central(&kinds::SHARE);
        let months = service.months.0 as usize;
        let start = service.start.0;
        let compiler = Compiler {
            service: &service,
            parameters: &parameters,
            groups: &groups,
            posts: &posts,
            start,
            months,
        };
        Self {
            start,
            months,
            baseline: compiler.baseline(),
            options: compiler.options(),
            layout: Layout::new(measure::all(&service), service.team.len(), months),
            return_time: return_time(share, rereferral.weibull_shape),
            first: None,
            stages,
            sources,
            groups,
            posts,
            service,
            parameters,
        }
    }

    /// Makes a service ready that is compared with the first of some scenarios, which has the same teams, roles, stages
    /// and sources: what is worked out so that the start is in balance is that of the first, trial by trial.
    ///
    /// # Panics
    ///
    /// If a name in it is unknown, which the checks of a scenario rule out.
    pub fn beside(first: &Arc<Self>, written: &Service<Uncertain>) -> Self {
        let own = Self::new(written);
        Self { first: Some(First::of(first, &own)), ..own }
    }

    /// What options come to when they are carried out together, beside what is decided.
    ///
    /// # Panics
    ///
    /// If there is no option of such a name.
    pub fn together(&self, name: &str, title: &str, options: &[&str]) -> Plan {
        let Self { service, parameters, groups, posts, start, months, .. } = self;
        let compiler = Compiler { service, parameters, groups, posts, start: *start, months: *months };
        compiler.together(name, title, options)
    }

    /// Weeks in the run.
    pub fn weeks(&self) -> usize {
        self.months * WEEKS_PER_MONTH
    }

    /// The calendar month in which a week lies.
    pub(super) fn month_of(&self, week: usize) -> Month {
        self.start.plus(1 + i32::try_from(week / WEEKS_PER_MONTH).expect("at most 1,200 months"))
    }

    /// The staff of the scenario that a group is.
    pub(super) fn staff_of(&self, group: &Group) -> Option<&StaffGroup<ParameterId>> {
        group.staff.map(|at| &self.service.team[group.team].staff[at])
    }

    /// What is in posts at the start.
    pub(super) fn at_start(&self, values: &Values, posts: PostsId) -> AtStart {
        let mut sums = AtStart::default();
        for group in self.groups.iter().filter(|group| group.posts == posts) {
            if let Some(staff) = self.staff_of(group) {
                sums.in_post += values[staff.in_post];
                sums.agency += values[staff.agency];
                sums.establishment += values[staff.establishment];
            }
        }
        sums
    }
}

/// The Weibull time to coming back, cut at twelve months.
///
/// With F(t) = 1 - exp(-r t^k) and F(1 year) = the share that comes back
/// within twelve months, the time given a return has the quantile function
/// t(u) = (-ln(1 - u F(1)) / r)^(1/k), in years (equation D5).
fn return_time(share: f64, shape: f64) -> QuantileTable {
    let share = share.clamp(1e-6, 1.0 - 1e-9);
    let rate = -(-share).ln_1p();
    QuantileTable::new(|u| (-(-u * share).ln_1p() / rate).powf(1.0 / shape))
}
