//! How the things of a service hang together: names are positions.

use crate::sampling::DurationTables;
use crate::service::{ParameterId, Service};

/// A part of a post smaller than this is not filled, in FTE.
pub(super) const SMALLEST_POST: f64 = 0.2;

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

/// The groups of people and of posts. A group that people can only come into
/// later (by promotion, in time, or with the September cohort) is there too.
pub(super) fn establish(service: &Service<ParameterId>) -> (Vec<Group>, Vec<Posts>) {
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
