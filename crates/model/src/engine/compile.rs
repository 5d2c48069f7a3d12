//! From the options of a service to plans.

use super::ids::{By, GroupId, Identified, PostsId, RoleId, SourceId, TeamId};
use super::links::{Group, Posts};
use super::plan::{
    Amount, CampaignPlan, Dates, Effect, HelpPlan, Lever, Operation, ParameterChange, Phase, Plan,
    TransferPlan,
};
use crate::calendar::Month;
use crate::document::Name;
use crate::sampling::{ParameterSet, path_hash};
use crate::service::{
    AgencyLimits, Alternative, BASELINE, BASELINE_TITLE, Campaign, CaseReview, Change, EarlyHelp, Freeze,
    HelpActsOn, Names, ParameterId, PostsChange, RecordingSystem, Service, Supplement, Terms,
};

/// The model as far as levers need it.
pub(super) struct Compiler<'a> {
    pub(super) service: &'a Service<ParameterId>,
    pub(super) parameters: &'a ParameterSet,
    pub(super) groups: &'a By<GroupId, Group>,
    pub(super) posts: &'a By<PostsId, Posts>,
    pub(super) start: Month,
    pub(super) months: usize,
}

impl Compiler<'_> {
    /// What is decided, and so part of the baseline.
    pub(super) fn baseline(&self) -> Plan {
        self.plan(BASELINE, BASELINE_TITLE, &self.service.decided)
    }

    /// The plans of the options that are compared with the baseline, in the order of the file.
    ///
    /// # Panics
    ///
    /// If a name in an option is unknown, which the checks of a scenario rule out.
    pub(super) fn options(&self) -> Vec<Plan> {
        let decided = &self.service.decided.0;
        let is_open = |option: &&Alternative<ParameterId>| option.offered && !decided.contains(&option.name);
        let options = || self.service.option.values().filter(is_open);
        options()
            .map(|option| {
                let name = option.name.text.as_str();
                let against = options().position(|other| other.name == option.against);
                Plan { against, ..self.together(name, option.heading(), &[name]) }
            })
            .collect()
    }

    /// The plan of several options, and of what is decided.
    pub(super) fn together(&self, name: &str, title: &str, options: &[&str]) -> Plan {
        let options = options.iter().map(|option| Name::default_of(option));
        let names = self.service.decided.0.iter().cloned().chain(options).collect();
        self.plan(name, title, &Names(names))
    }

    fn plan(&self, name: &str, title: &str, includes: &Names) -> Plan {
        let mut options = Vec::new();
        self.collect(includes, &mut options);
        let mut levers = Vec::new();
        for option in options {
            self.levers_of(option, &mut levers);
        }
        Plan { name: name.to_owned(), title: title.to_owned(), against: None, levers }
    }

    /// Adds options and those that they include, each once, the included first.
    fn collect<'a>(&'a self, includes: &Names, options: &mut Vec<&'a Alternative<ParameterId>>) {
        for name in includes.each() {
            if options.iter().any(|own| own.name == *name) {
                continue;
            }
            let option = self.service.option.get(&name.text).expect("checked: the option exists");
            self.collect(&option.includes, options);
            options.push(option);
        }
    }

    fn levers_of(&self, option: &Alternative<ParameterId>, levers: &mut Vec<Lever>) {
        macro_rules! add {
            ($($key:ident: $make:expr;)+) => {
                $( for (name, lever) in option.$key.iter() {
                    let (changes, effect) = $make(lever);
                    levers.push(self.lever(&option.path_of(stringify!($key), name), &lever.terms, changes, effect));
                } )+
            };
        }
        add! {
            change: |lever| (self.change(lever), None);
            supplement: |lever| self.supplement(lever);
            campaign: |lever| (Vec::new(), Some(self.campaign(lever)));
            temporary_workers: |lever: &crate::service::TemporaryWorkers<ParameterId>| {
                let posts = self.posts_of(&lever.team, &lever.role);
                (Vec::new(), Some(Effect::TemporaryWorkers { posts, fte: lever.fte }))
            };
            agency: |lever| self.agency(lever);
            posts: |lever| self.posts(lever);
            freeze: |lever| (self.freeze(lever), None);
            early_help: |lever| (Vec::new(), Some(Effect::EarlyHelp(self.early_help(lever))));
            front_door: |lever: &crate::service::FrontDoor<ParameterId>| {
                let (mut changes, effect) = self.referrals(&lever.source, lever.referrals, lever.goes_on);
                for source in self.sources(&lever.source) {
                    let enters = self.service.demand.source[source].enters.values();
                    changes.extend(enters.map(|share| multiply(*share, lever.entering)));
                }
                changes.extend(self.returning(lever.rereferral));
                (changes, effect)
            };
            case_review: |lever| (self.case_review(lever), None);
            recording_system: |lever| (self.recording_system(lever), None);
            inspection: |lever: &crate::service::Inspection<ParameterId>| {
                let (all, any) = (Names::default(), Name::default_of(""));
                let (mut changes, effect) = self.referrals(&any, lever.referrals, lever.goes_on);
                changes.push(multiply(self.service.workforce.agency.level, lever.agency));
                changes.push(multiply(self.service.workforce.leaving.rate_per_year, lever.leaving));
                changes.extend(self.roles(&all).map(|role| multiply(self.hiring_of(role), lever.hiring)));
                changes.extend(self.returning(lever.rereferral));
                (changes, effect)
            };
            demand_shock: |lever: &crate::service::DemandShock<ParameterId>|
                self.referrals(&lever.source, lever.referrals, lever.goes_on);
        }
    }

    fn lever(
        &self,
        path: &str,
        terms: &Terms<ParameterId>,
        changes: Vec<ParameterChange>,
        effect: Option<Effect>,
    ) -> Lever {
        let last = i32::try_from(self.months).expect("at most 1,200 months");
        Lever {
            dates: Dates {
                from: terms.from.map_or(1, |day| day.0.since(self.start)),
                until: terms.until.map_or(last, |day| day.0.since(self.start)),
                phase_in: terms.phase_in_months,
                phase_out: terms.phase_out_months,
            },
            chance_of_delivery: terms.chance_of_delivery,
            cost_once: terms.cost_once,
            cost_per_year: terms.cost_per_year,
            address: path_hash(path),
            changes,
            effect,
        }
    }

    fn change(&self, lever: &Change<ParameterId>) -> Vec<ParameterChange> {
        let (operation, amount) = match (lever.multiply, lever.add, lever.set) {
            (Some(factor), ..) => (Operation::Multiply, factor),
            (_, Some(amount), _) => (Operation::Add, amount),
            (.., set) => (Operation::Set, set.expect("checked: one of multiply, add and set")),
        };
        let change = |path: &Name| {
            let parameter = self.parameters.find(&path.text).expect("checked: the number exists");
            ParameterChange { parameter, operation, amount: Amount::Given(amount), phase: Phase::All }
        };
        lever.parameter.each().map(change).collect()
    }

    fn supplement(&self, lever: &Supplement<ParameterId>) -> (Vec<ParameterChange>, Option<Effect>) {
        let mut changes = Vec::new();
        let of_role = |role: RoleId| self.service.role[role].leaving_multiplier;
        if let Some(elasticity) = lever.leaving_elasticity {
            changes.extend(self.roles(&lever.role).map(|role| {
                let (amount, salary) = (lever.amount_per_year, self.service.role[role].salary);
                let amount = Amount::OfPay { amount, salary, elasticity };
                ParameterChange { amount, ..multiply(of_role(role), lever.leaving) }
            }));
        } else if lever.role.0.is_empty() {
            changes.push(multiply(self.service.workforce.leaving.rate_per_year, lever.leaving));
        } else {
            changes.extend(self.roles(&lever.role).map(|role| multiply(of_role(role), lever.leaving)));
        }
        changes.extend(self.roles(&lever.role).map(|role| multiply(self.hiring_of(role), lever.hiring)));
        let roles = self.roles(&lever.role).collect();
        (changes, Some(Effect::Pay { roles, amount: lever.amount_per_year }))
    }

    fn campaign(&self, lever: &Campaign<ParameterId>) -> Effect {
        let role = self.service.role.id_of(&lever.role.text).expect("checked: the role exists");
        let team = self.service.team.id_of(&lever.team.text);
        let fits = |group: &Group| group.role == role && team.is_none_or(|team| group.team == team);
        let groups = self.groups.each().filter(|(_, group)| fits(group));
        let groups = groups.map(|(at, _)| at).collect();
        Effect::Campaign(CampaignPlan { campaign: lever.clone(), groups })
    }

    fn early_help(&self, lever: &EarlyHelp<ParameterId>) -> HelpPlan {
        let stage = match &lever.acts_on {
            HelpActsOn::Referrals | HelpActsOn::Escalation => None,
            HelpActsOn::Stage(name) => {
                Some(self.service.stage.id_of(&name.text).expect("checked: the stage exists"))
            }
        };
        HelpPlan { programme: lever.clone(), stage }
    }

    fn agency(&self, lever: &AgencyLimits<ParameterId>) -> (Vec<ParameterChange>, Option<Effect>) {
        let agency = &self.service.workforce.agency;
        let mut changes = vec![
            multiply(agency.level, lever.cover),
            multiply(agency.leavers_who_stay, lever.leavers_who_stay),
            multiply(agency.conversion_per_year, lever.conversion),
            multiply(self.service.workforce.leaving.rate_per_year, lever.leaving),
        ];
        if let Some(cap) = lever.price_cap {
            let parameter = self.service.money.agency_multiple;
            changes.push(ParameterChange {
                parameter,
                operation: Operation::AtMost,
                amount: Amount::Given(cap),
                phase: Phase::All,
            });
        }
        (changes, lever.ceiling_fte.map(Effect::AgencyCeiling))
    }

    fn posts(&self, lever: &PostsChange<ParameterId>) -> (Vec<ParameterChange>, Option<Effect>) {
        let establishment = |team: &Name| {
            let team = self.service.team.get(&team.text).expect("checked: the team exists");
            team.staff.get(&lever.role.text).expect("checked: the team has the role").establishment
        };
        let of_team = establishment(&lever.team);
        if lever.to_team.text.is_empty() {
            let amount = Amount::Given(lever.fte);
            return (
                vec![ParameterChange {
                    parameter: of_team,
                    operation: Operation::Add,
                    amount,
                    phase: Phase::All,
                }],
                None,
            );
        }
        let effect = Effect::Transfer(TransferPlan {
            from: self.posts_of(&lever.team, &lever.role),
            to: self.posts_of(&lever.to_team, &lever.role),
            fte: lever.fte,
            establishment: (of_team, establishment(&lever.to_team)),
        });
        (Vec::new(), Some(effect))
    }

    /// The posts of a role in a team.
    fn posts_of(&self, team: &Name, role: &Name) -> PostsId {
        let (team, role) = (self.service.team.id_of(&team.text), self.service.role.id_of(&role.text));
        let at = self.posts.each().find(|(_, posts)| Some(posts.team) == team && Some(posts.role) == role);
        at.expect("checked: the team has the role").0
    }

    fn freeze(&self, lever: &Freeze<ParameterId>) -> Vec<ParameterChange> {
        let stop = |parameter| ParameterChange {
            parameter,
            operation: Operation::Multiply,
            amount: Amount::Less(lever.share),
            phase: Phase::All,
        };
        let novices = self.roles(&lever.role).any(|role| self.service.role[role].newly_qualified);
        let cohort = (lever.role.0.is_empty() || novices)
            .then_some(self.service.workforce.cohort.joins_each_september);
        self.roles(&lever.role).map(|role| self.hiring_of(role)).chain(cohort).map(stop).collect()
    }

    fn case_review(&self, lever: &CaseReview<ParameterId>) -> Vec<ParameterChange> {
        let mut changes = Vec::new();
        let teams: Vec<TeamId> = self.teams_with_cases(&lever.team);
        for &team in &teams {
            let (cases, weeks_per_case) = (lever.cases, lever.weeks_of_work_per_case);
            let amount = Amount::LeftByReview { teams: teams.clone(), cases, weeks_per_case };
            let parameter = self.service.team[team].working_time;
            changes.push(ParameterChange {
                parameter,
                operation: Operation::Multiply,
                amount,
                phase: Phase::All,
            });
        }
        for (at, stage) in self.service.stage.each() {
            let team = self.service.team.id_of(&stage.team.text);
            if stage.needs_case_holder && team.is_some_and(|team| teams.contains(&team)) {
                let amount = Amount::PaceOfReview { stage: at, share: lever.moves_on };
                changes.push(ParameterChange {
                    parameter: stage.pace,
                    operation: Operation::Multiply,
                    amount,
                    phase: Phase::All,
                });
            }
        }
        changes
    }

    fn recording_system(&self, lever: &RecordingSystem<ParameterId>) -> Vec<ParameterChange> {
        let mut changes = Vec::new();
        for (team, name) in self.service.team.ids().zip(self.service.team.names()) {
            if !lever.team.has(name) {
                continue;
            }
            let parameter = self.service.team[team].working_time;
            let lost = Amount::Less(lever.time_lost_at_first);
            changes.push(ParameterChange {
                parameter,
                operation: Operation::Multiply,
                amount: lost,
                phase: Phase::First(lever.months_lost),
            });
            let gained = Amount::More(lever.time_gained);
            changes.push(ParameterChange {
                parameter,
                operation: Operation::Multiply,
                amount: gained,
                phase: Phase::After(lever.months_lost),
            });
        }
        changes
    }

    /// Referrals of a source, or of all, times a factor.
    fn referrals(
        &self,
        source: &Name,
        factor: ParameterId,
        goes_on: ParameterId,
    ) -> (Vec<ParameterChange>, Option<Effect>) {
        let sources: Vec<SourceId> = self.sources(source).collect();
        let of = |source: &SourceId| multiply(self.service.demand.source[*source].per_year, factor);
        (sources.iter().map(of).collect(), Some(Effect::Referrals { factor, goes_on, sources }))
    }

    /// The shares of closed cases that come back, times a factor.
    fn returning(&self, factor: ParameterId) -> impl Iterator<Item = ParameterChange> {
        let all = &self.service.demand.rereferral;
        let of_stages = self.service.stage.values().filter_map(|stage| stage.return_share);
        let shares =
            [all.share_within_12_months].into_iter().chain(all.after_no_further_action).chain(of_stages);
        shares.map(move |share| multiply(share, factor))
    }

    fn hiring_of(&self, role: RoleId) -> ParameterId {
        self.service.role[role].hiring_multiplier
    }

    /// The roles of these names, or all if there are none.
    fn roles(&self, names: &Names) -> impl Iterator<Item = RoleId> {
        let roles = self.service.role.ids().zip(self.service.role.names());
        roles.filter(|(_, name)| names.has(name)).map(|(role, _)| role)
    }

    /// The source of this name, or all that count as referrals if it is empty.
    fn sources(&self, name: &Name) -> impl Iterator<Item = SourceId> {
        let sources = &self.service.demand.source;
        let only = sources.id_of(&name.text);
        sources.ids().filter(move |source| only.map_or(sources[*source].referral, |only| only == *source))
    }

    /// The teams of these names, or all, as far as they hold cases.
    fn teams_with_cases(&self, names: &Names) -> Vec<TeamId> {
        let holds = |team: &str| {
            let mut stages = self.service.stage.values().filter(|stage| stage.needs_case_holder);
            stages.any(|stage| stage.team.text == team)
        };
        let teams = self.service.team.ids().zip(self.service.team.names());
        teams.filter(|(_, name)| names.has(name) && holds(name)).map(|(team, _)| team).collect()
    }
}

fn multiply(parameter: ParameterId, factor: ParameterId) -> ParameterChange {
    ParameterChange {
        parameter,
        operation: Operation::Multiply,
        amount: Amount::Given(factor),
        phase: Phase::All,
    }
}
