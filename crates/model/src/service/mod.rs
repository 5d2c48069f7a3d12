//! The service: what a scenario describes. Types only; no behaviour.
//!
//! The doc comments of the fields are what users read: they become the JSON
//! Schema and `docs/scenario-file.md`.

mod about;
mod plain;
mod named;
mod dates;
mod age;
mod history;
mod target;
mod reading;
mod section;
mod shape;
mod environment;
mod demand;
mod pathway;
mod workforce;
mod workload;
mod money;
mod help;
mod levers;
mod option;
mod posts;

pub use about::About;
pub use age::{Day, FigureDays};
pub use dates::{FirstDay, LastDay, Opening};
pub use demand::{Demand, Past, Rereferral, Season, Source};
pub use environment::{Environment, Factor};
pub use help::{HelpActsOn, MOST_PREVENTED};
pub use history::{History, HistoryOf};
pub use levers::{
    AgencyLimits, Campaign, CaseReview, Change, DemandShock, EarlyHelp, Freeze, FrontDoor, Inspection,
    PostsChange, RecordingSystem, Supplement, TemporaryWorkers, Terms,
};
pub use money::Money;
pub use named::{NameOf, Named, Names};
pub use option::{Alternative, AnyLever, BASELINE, BASELINE_TITLE, is_list, option_of};
pub use pathway::{Duration, Stage};
pub use plain::{Count, Example};
pub use posts::FundedPosts;
pub use shape::Shape;
pub use target::{Limit, Target, Targets};
pub use workforce::{
    Absence, Agency, Cohort, Leaving, Movement, Recruitment, Role, StaffGroup, Team, TenureBand, Workforce,
};
pub use workload::{Pressure, Workload};

use crate::calendar::Month;
use crate::document::{Problems, Sources, parse};
use crate::uncertain::Uncertain;
use section::section;

/// The address of a number in the drawn values of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParameterId(pub u32);

section! {
    /// A council's service and the run that is asked for.
    pub struct Service {
        /// What the scenario is called in charts and tables.
        title: plain(String);
        /// The question, in a sentence or two.
        note: plain(String) = String::new();
        /// The council.
        council: plain(String) = String::new();
        /// The day of the opening balances, the last day of a month. The run begins on the day after.
        start: plain(Opening);
        /// How many months to run.
        months: plain(Count) = Count(60);
        /// What funded posts do: `as_funded`, they stay unless an option changes them; `as_drifted`, they move as
        /// `environment.establishment` and `workforce.posts` say. Left out, they move if these say so.
        posts: plain(Option<FundedPosts>) = None;
        /// The day after which the scenario is to be looked at again: later than that, `staffcast` warns.
        review_by: plain(Option<Day>) = None;
        /// Of which day the figures are: `staff`, `children`, `pay`, and whatever else has a day of its own.
        figures: plain(FigureDays) = FigureDays::default();
        /// Who asks for help, how often and when.
        #[say("all referrals")]
        demand: section(Demand);
        /// The stages that a case goes through.
        #[say("{}")]
        stage: named(Stage; Stage);
        /// The roles of staff.
        #[say("{}")]
        role: named(Role; Role);
        /// The teams, with their posts and people.
        #[say("{}")]
        team: named(Team; Team);
        /// How staff come and go.
        #[say("staff")]
        workforce: section(Workforce);
        /// How work and staff act on each other.
        #[say("workload")]
        workload: section(Workload);
        /// What changes from year to year.
        environment: section(Environment);
        /// Pay and prices.
        #[say("pay and prices")]
        money: section(Money);
        /// Published figures of the twelve months before the start, for measures over twelve months.
        #[say("in the twelve months before the start")]
        past_year: section(Past);
        /// Published figures before the start, for the charts: for each measure, values by month.
        history: plain(History) = History::default();
        /// What is to be reached, one sentence each.
        targets: plain(Targets) = Targets::default();
        /// Options that are carried out in any case: the baseline and all other options include them.
        decided: names(Option) = Names::default();
        /// What might be done: each is compared with the scenario without options, the baseline.
        option: list(Alternative);
    }
}

impl<N> Service<N> {
    /// The month so many months after the opening balances.
    pub fn month(&self, months: u32) -> Month {
        self.start.0.plus(i32::try_from(months).expect("a run has at most 1,200 months"))
    }

    /// The first month of the run.
    pub fn first_month(&self) -> Month {
        self.month(1)
    }

    /// The last month of the run.
    pub fn last_month(&self) -> Month {
        self.month(self.months.0)
    }

    /// Options and all those that they include, by however long a chain; each once, the given first.
    pub fn with_included<'s>(&'s self, names: impl IntoIterator<Item = &'s str>) -> Vec<&'s str> {
        let mut all: Vec<&str> = Vec::new();
        let mut next: Vec<&str> = names.into_iter().collect();
        while !next.is_empty() {
            next.retain(|name| !all.contains(name));
            next.dedup();
            all.extend(&next);
            let includes = next.iter().filter_map(|name| self.option.get(name));
            next =
                includes.flat_map(|option| option.includes.each()).map(|name| name.text.as_str()).collect();
        }
        all
    }

    /// What is decided, with all that it includes.
    pub fn decided_options(&self) -> Vec<&str> {
        self.with_included(self.decided.each().map(|name| name.text.as_str()))
    }

    /// The team that a target is for, or `None` for the whole service: with a
    /// single team its figures are those of the service.
    pub fn team_of<'t>(&self, target: &'t Target) -> Option<&'t str> {
        target.team.as_deref().filter(|_| self.team.len() > 1)
    }
}

impl Service<Uncertain> {
    /// The service that a text describes, without the checks of a whole
    /// scenario (`scenario::read` has them).
    ///
    /// # Errors
    ///
    /// What is wrong with the text, as its reader would be told.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let mut sources = Sources::default();
        let file = sources.add("scenario.toml".into(), text.to_owned());
        let mut problems = Problems::default();
        let node = parse(&sources, file, is_list, &mut problems).root;
        let service = Self::read(Some(&node), "", &mut problems);
        if problems.errors() == 0 {
            Ok(service.with_posts_as_stated())
        } else {
            Err(problems.render(&sources, false))
        }
    }
}
