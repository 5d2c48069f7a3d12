//! Options: what might be done, and what is compared with doing nothing.

use super::levers::{
    AgencyLimits, Campaign, CaseReview, Change, DemandShock, EarlyHelp, Freeze, FrontDoor, Inspection,
    PostsChange, RecordingSystem, Supplement, TemporaryWorkers, Terms,
};
use super::named::Names;
use super::section::section;
use crate::document::Name;

/// The name of the scenario without options, in tables and files, and what it is called in charts.
pub const BASELINE: &str = "baseline";
/// See [`BASELINE`].
pub const BASELINE_TITLE: &str = "Baseline";

section! {
    /// An option: levers that are pulled together.
    pub struct Alternative {
        /// A short name for tables and files: letters, digits and _.
        name: name(Option);
        /// What it is called in charts; its name if left out.
        title: plain(String) = String::new();
        /// Why, in a sentence or two.
        note: plain(String) = String::new();
        /// Other options whose levers are all pulled too, with the same draws of their ranges.
        includes: names(Option) = Names::default();
        /// The option with which it is compared; the baseline if left out.
        against: name(Option) = Name::default_of("");
        /// Whether it is compared with the baseline; false if it is only there for others to include.
        offered: plain(bool) = true;
        /// A dated change of any number of the scenario, by its path. It has exactly one of `multiply`, `add` and `set`.
        #[say("change")]
        change: list(Change);
        /// A retention or market supplement on pay.
        #[say("supplement")]
        supplement: list(Supplement);
        /// A recruitment campaign: overseas, newly qualified, return to work, or conversion of agency staff. Those who
        /// come start as far as there are vacancies, beside all other recruitment.
        #[say("campaign")]
        campaign: list(Campaign);
        /// Temporary workers beside the posts, such as a team that clears a backlog. They are agency staff on a
        /// contract: experienced, there to the day, and filling no vacancy.
        #[say("temporary workers")]
        temporary_workers: list(TemporaryWorkers);
        /// Limits on agency staff.
        #[say("limits on agency staff")]
        agency: list(AgencyLimits);
        /// Posts created, deleted or moved. Nobody is dismissed: who sits in a deleted post stays until a vacancy comes.
        #[say("change of posts")]
        posts: list(PostsChange);
        /// A freeze: vacancies are not filled, by offers or by promotion.
        #[say("freeze")]
        freeze: list(Freeze);
        /// An early-help programme.
        #[say("early help")]
        early_help: list(EarlyHelp);
        /// A change of thresholds or of the front door.
        #[say("front door")]
        front_door: list(FrontDoor);
        /// A review of open cases by a date: work that takes case-holders from their cases. `until` is required.
        #[say("case review")]
        case_review: list(CaseReview);
        /// A change of the recording system.
        #[say("recording system")]
        recording_system: list(RecordingSystem);
        /// The judgement of an inspection. Each number is against what it would be.
        #[say("inspection")]
        inspection: list(Inspection);
        /// A shock of demand.
        #[say("shock of demand")]
        demand_shock: list(DemandShock);
    }
}

impl<N> Alternative<N> {
    /// What it is called in charts and sentences.
    pub fn heading(&self) -> &str {
        if self.title.is_empty() { &self.name.text } else { &self.title }
    }
}

/// Whether what stands under such a header is one of a list: an option, or a lever of one.
pub fn is_list(header: &str) -> bool {
    let mut parts = header.split('.');
    parts.next() == Some("option") && parts.nth(1).is_none()
}

/// The name of the option to which the number with this path belongs; `None` if it is one of the service itself.
pub fn option_of(path: &str) -> Option<&str> {
    path.strip_prefix("option.")?.split('.').next()
}

/// A lever as all levers are: where it stands, and when it acts.
pub struct AnyLever<'a, N> {
    /// Its path in the scenario, such as `option.plan.change.1`.
    pub path: String,
    /// Its number in its list, and the place of it.
    pub number: &'a Name,
    /// When it acts.
    pub terms: &'a Terms<N>,
}

impl<N> Alternative<N> {
    /// The path of one of its levers, such as `option.plan.change.1`.
    pub fn path_of(&self, kind: &str, number: &Name) -> String {
        format!("option.{}.{kind}.{}", self.name.text, number.text)
    }

    /// The levers of the option itself, those of included options left out.
    pub fn levers(&self) -> Vec<AnyLever<'_, N>> {
        let mut levers = Vec::new();
        macro_rules! add {
            ($($kind:ident),+) => { $(
                levers.extend(self.$kind.iter().map(|(number, lever)| AnyLever {
                    path: self.path_of(stringify!($kind), number),
                    number,
                    terms: &lever.terms,
                }));
            )+ };
        }
        add!(change, supplement, campaign, temporary_workers, agency, posts, freeze, early_help, front_door);
        add!(case_review, recording_system, inspection, demand_shock);
        levers
    }
}
