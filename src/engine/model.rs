//! A scenario made ready to run: names are positions, durations are tables.

use super::levers::{Compiler, Plan};
use super::measures::Layout;
use crate::calendar::{Month, WEEKS_PER_MONTH};
use crate::measure;
use crate::sampling::{DurationTables, ParameterSet, QuantileTable};
use crate::service::{ParameterId, Service};
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
    pub(super) stages: Vec<StageLinks>,
    pub(super) sources: Vec<SourceLinks>,
    pub(super) groups: Vec<Group>,
    pub(super) posts: Vec<Posts>,
    /// When a case comes back, in years, given that it does within twelve months.
    pub(super) return_time: QuantileTable,
}

/// How a stage hangs together with others.
pub(super) struct StageLinks {
    pub(super) team: usize,
    pub(super) needs_case_holder: bool,
    /// Following stages with their shares.
    pub(super) exits: Vec<(usize, ParameterId)>,
    pub(super) durations: DurationTables,
    /// Whether referrals begin here.
    pub(super) is_first: bool,
}

/// Where a source leads.
pub(super) struct SourceLinks {
    pub(super) enters: Vec<(usize, ParameterId)>,
    pub(super) season: [ParameterId; 12],
}

/// The people of one role in one team.
pub(super) struct Group {
    pub(super) team: usize,
    pub(super) role: usize,
    /// The posts that they fill.
    pub(super) posts: usize,
    /// The staff of the scenario; absent for a group that nobody is in at the start.
    pub(super) staff: Option<(usize, usize)>,
    /// The group that its people join after some time.
    pub(super) becomes: Option<usize>,
}

/// The posts of one role in one team.
pub(super) struct Posts {
    pub(super) team: usize,
    pub(super) role: usize,
    /// The group that starters join.
    pub(super) group: usize,
    /// The group that the September cohort joins.
    pub(super) cohort_group: Option<usize>,
    /// The group from which vacancies are filled by promotion.
    pub(super) promoted_from: Option<usize>,
}

impl Model {
    /// Makes the service of a checked scenario ready.
    ///
    /// # Panics
    ///
    /// If a name in it is unknown, which the checks of a scenario rule out.
    pub fn new(written: &Service<Uncertain>) -> Self {
        let (service, parameters) = ParameterSet::of(written);
        let stage_at = |name: &str| service.stage.position(name).expect("checked: the stage exists");
        let follow = |shares: &crate::service::Named<ParameterId>| -> Vec<(usize, ParameterId)> {
            shares.iter().map(|(name, share)| (stage_at(&name.text), *share)).collect()
        };
        let mut stages: Vec<StageLinks> = service
            .stage
            .values()
            .map(|stage| StageLinks {
                team: service.team.position(&stage.team.text).expect("checked: the team exists"),
                needs_case_holder: stage.needs_case_holder,
                exits: follow(&stage.exits),
                durations: DurationTables::new(&stage.duration.shape),
                is_first: false,
            })
            .collect();
        let sources: Vec<SourceLinks> = service
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
            stages,
            sources,
            groups,
            posts,
            service,
            parameters,
        }
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

/// The groups of people and of posts. A group that people can only come into
/// later (by promotion, in time, or with the September cohort) is there too.
fn establish(service: &Service<ParameterId>) -> (Vec<Group>, Vec<Posts>) {
    let roles = &service.role;
    let role_named = |name: &str| {
        if name.is_empty() { None } else { roles.position(name) }
    };
    let post_role = |role: usize| role_named(&roles[role].fills_posts_of.text).unwrap_or(role);
    let mut groups: Vec<Group> = Vec::new();
    for (team, members) in service.team.values().enumerate() {
        let staff_at =
            |role: usize| members.staff.names().position(|name| roles.position(name) == Some(role));
        // The roles of the team, those by which campaigns bring people, and those that their people can have later.
        let mut present: Vec<usize> = members.staff.names().filter_map(|name| roles.position(name)).collect();
        for campaign in service.option.values().flat_map(|option| option.campaign.values()) {
            let role = roles.position(&campaign.role.text).expect("checked: the role exists");
            if present.contains(&post_role(role)) && !present.contains(&role) {
                present.push(role);
            }
        }
        let mut at = 0;
        while at < present.len() {
            let role = present[at];
            let novices = (0..roles.len())
                .filter(|&other| roles[other].newly_qualified && post_role(other) == role && other != role);
            let later = [Some(post_role(role)), role_named(&roles[role].becomes.text)];
            for next in later.into_iter().flatten().chain(novices) {
                if !present.contains(&next) {
                    present.push(next);
                }
            }
            at += 1;
        }
        for role in present {
            let staff = staff_at(role).map(|at| (team, at));
            groups.push(Group { team, role, posts: 0, staff, becomes: None });
        }
    }
    let group_at = |groups: &[Group], team: usize, role: usize| {
        groups.iter().position(|group| group.team == team && group.role == role)
    };
    let mut posts: Vec<Posts> = Vec::new();
    for at in 0..groups.len() {
        let (team, role) = (groups[at].team, groups[at].role);
        groups[at].becomes =
            role_named(&roles[role].becomes.text).and_then(|next| group_at(&groups, team, next));
        if post_role(role) != role {
            continue;
        }
        let novice = (0..roles.len()).find(|&other| roles[other].newly_qualified && post_role(other) == role);
        posts.push(Posts {
            team,
            role,
            group: at,
            cohort_group: novice.and_then(|novice| group_at(&groups, team, novice)),
            promoted_from: role_named(&roles[role].promoted_from.text)
                .and_then(|from| group_at(&groups, team, from)),
        });
    }
    for group in &mut groups {
        let role = post_role(group.role);
        group.posts = posts
            .iter()
            .position(|posts| posts.team == group.team && posts.role == role)
            .expect("the posts of every group were made above");
    }
    (groups, posts)
}
