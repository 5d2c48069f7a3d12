//! How the things of a service hang together: names are positions.

use super::ids::{By, GroupId, Identified, PostsId, RoleId, StageId, TeamId};
use crate::sampling::DurationTables;
use crate::service::{ParameterId, Service};

/// A part of a post smaller than this is not filled, in FTE; see `Staff::smallest_post`.
pub(super) const SMALLEST_POST: f64 = 0.2;

/// How a stage hangs together with others.
pub(super) struct StageLinks {
    pub(super) team: TeamId,
    pub(super) needs_case_holder: bool,
    /// Following stages with their shares.
    pub(super) exits: Vec<(StageId, ParameterId)>,
    pub(super) durations: DurationTables,
    /// Whether referrals begin here.
    pub(super) is_first: bool,
}

/// Where a source leads.
pub(super) struct SourceLinks {
    pub(super) enters: Vec<(StageId, ParameterId)>,
    pub(super) season: [ParameterId; 12],
}

/// The people of one role in one team.
pub(super) struct Group {
    pub(super) team: TeamId,
    pub(super) role: RoleId,
    /// The posts that they fill.
    pub(super) posts: PostsId,
    /// Where they stand among the staff of the team in the scenario; absent for a group that nobody is in at the start.
    pub(super) staff: Option<usize>,
    /// The group that its people join after some time.
    pub(super) becomes: Option<GroupId>,
}

/// The posts of one role in one team.
pub(super) struct Posts {
    pub(super) team: TeamId,
    pub(super) role: RoleId,
    /// The group that starters join.
    pub(super) group: GroupId,
    /// The group that the September cohort joins.
    pub(super) cohort_group: Option<GroupId>,
    /// The group from which vacancies are filled by promotion.
    pub(super) promoted_from: Option<GroupId>,
}

/// The groups of people and of posts. A group that people can only come into
/// later (by promotion, in time, or with the September cohort) is there too.
pub(super) fn establish(service: &Service<ParameterId>) -> (By<GroupId, Group>, By<PostsId, Posts>) {
    let roles = &service.role;
    let role_named = |name: &str| {
        if name.is_empty() { None } else { roles.id_of(name) }
    };
    let post_role = |role: RoleId| role_named(&roles[role].fills_posts_of.text).unwrap_or(role);
    let mut groups: By<GroupId, Group> = By::default();
    for (team, members) in service.team.each() {
        let staff_at = |role: RoleId| members.staff.names().position(|name| roles.id_of(name) == Some(role));
        // The roles of the team, those by which campaigns bring people, and those that their people can have later.
        let mut present: Vec<RoleId> = members.staff.names().filter_map(|name| roles.id_of(name)).collect();
        for campaign in service.option.values().flat_map(|option| option.campaign.values()) {
            let role = roles.id_of(&campaign.role.text).expect("checked: the role exists");
            if present.contains(&post_role(role)) && !present.contains(&role) {
                present.push(role);
            }
        }
        let mut at = 0;
        while at < present.len() {
            let role = present[at];
            let novices = roles
                .ids()
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
            let (posts, staff) = (PostsId::default(), staff_at(role));
            groups.push(Group { team, role, posts, staff, becomes: None });
        }
    }
    let group_at = |groups: &By<GroupId, Group>, team: TeamId, role: RoleId| {
        groups.each().find(|(_, group)| group.team == team && group.role == role).map(|(at, _)| at)
    };
    let mut posts: By<PostsId, Posts> = By::default();
    for at in groups.ids() {
        let (team, role) = (groups[at].team, groups[at].role);
        groups[at].becomes =
            role_named(&roles[role].becomes.text).and_then(|next| group_at(&groups, team, next));
        if post_role(role) != role {
            continue;
        }
        let novice = roles.ids().find(|&other| roles[other].newly_qualified && post_role(other) == role);
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
            .each()
            .find(|(_, posts)| posts.team == group.team && posts.role == role)
            .map(|(at, _)| at)
            .expect("the posts of every group were made above");
    }
    (groups, posts)
}
