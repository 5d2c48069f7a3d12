//! Levers: what an option changes, from when, for how long, and at what cost.

use super::dates::{FirstDay, LastDay};
use super::help::HelpActsOn;
use super::named::Names;
use super::section::section;
use crate::document::Name;
use crate::uncertain::kinds;

section! {
    /// When a lever acts, and what it costs; every lever has these keys.
    pub struct Terms {
        /// Why, or what it rests on.
        note: plain(String) = String::new();
        /// The first day on which it acts; that of the run if left out.
        from: plain(Option<FirstDay>) = None;
        /// The last day on which it acts in full; the end of the run if left out.
        until: plain(Option<LastDay>) = None;
        /// Months in which the effect grows evenly from nil.
        #[say("months in which the effect grows to its full size")]
        phase_in_months: number(kinds::MONTHS) = 0.0;
        /// Months after `until` in which the effect fades evenly to nil.
        #[say("months in which the effect fades afterwards")]
        phase_out_months: number(kinds::MONTHS) = 0.0;
        /// Chance that it has its effect at all. It is paid for in any case.
        #[say("chance that it has its effect at all")]
        chance_of_delivery: number(kinds::SHARE) = 1.0;
        /// Cost in its first month, at the prices of the start.
        #[say("cost in its first month")]
        cost_once: number(kinds::POUNDS) = 0.0;
        /// Cost a year while it acts in full or grows, at the prices of the start.
        #[say("cost a year")]
        cost_per_year: number(kinds::POUNDS) = 0.0;
    }
}

section! {
    /// A dated change of any number of the scenario, by its path. Exactly one of `multiply`, `add` and `set`.
    pub struct Change {
        /// Path of the number, such as `workforce.leaving.rate_per_year`, or a list of paths.
        parameter: names(Number);
        /// What it is multiplied by. A number that is nil stays nil.
        #[say("what it multiplies {parameter} by")]
        multiply: optional(kinds::FACTOR);
        /// What is added to it.
        #[say("what it adds to {parameter}")]
        add: optional(kinds::AMOUNT);
        /// What it becomes.
        #[say("what it sets {parameter} to")]
        set: optional(kinds::AMOUNT);
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// A retention or market supplement on pay.
    pub struct Supplement {
        /// The role, or a list of the roles, that have it; all roles if left out.
        role: names(Role) = Names::default();
        /// Pounds a year for each permanent FTE in post, before on-costs.
        #[say("pounds a year for each permanent FTE in post")]
        #[believable(50.0, 50_000.0)]
        amount_per_year: number(kinds::POUNDS) = 0.0;
        /// Leaving against what it would be; 0.85 is 15% less. It is the same whatever the amount.
        #[say("leaving, against what it would be")]
        #[believable(0.2, 2.0)]
        leaving: number(kinds::FACTOR) = 1.0;
        /// In place of `leaving`, the separation elasticity: per cent of change of leaving for 1% more pay, such as -2.
        /// Leaving then follows the amount, against the salary of the role.
        #[say("change of leaving in per cent for 1% more pay")]
        leaving_elasticity: optional(kinds::ELASTICITY);
        /// Offers accepted against what they would be.
        #[say("offers accepted, against what they would be")]
        #[believable(0.2, 5.0)]
        hiring: number(kinds::FACTOR) = 1.0;
        /// When it acts, and what it costs beside the amount.
        terms: flat(Terms);
    }
}

section! {
    /// A recruitment campaign: overseas, newly qualified, return to work, or conversion of agency staff. Those who
    /// come start as far as there are vacancies, beside all other recruitment.
    pub struct Campaign {
        /// The role that they have.
        role: name(Role);
        /// The team that they join; where the vacancies are if left out.
        team: name(Team) = Name::default_of("");
        /// Offers made, in people.
        #[say("offers made, in people")]
        people: number(kinds::PEOPLE);
        /// Share of the offers that end in a first day.
        #[say("share of the offers that end in a first day")]
        share_who_start: number(kinds::SHARE) = 1.0;
        /// Months from `from` over which they arrive evenly.
        #[say("months over which they arrive")]
        #[believable(0.0, 60.0)]
        over_months: number(kinds::MONTHS) = 1.0;
        /// Whether there is such a batch each year until the end.
        every_year: plain(bool) = false;
        /// Share who leave within their first year for reasons of their own, beyond those who leave as others do.
        #[say("share who leave within their first year for reasons of their own")]
        early_leaving: number(kinds::SHARE) = 0.0;
        /// Share of a full caseload that they carry at first; as the role says if left out.
        #[say("share of a full caseload that they carry at first")]
        starting_share: optional(kinds::SHARE);
        /// Months until they carry a full caseload; as the role says if left out.
        #[say("months until they carry a full caseload")]
        months_to_full: optional(kinds::MONTHS);
        /// Whether they are agency workers of this service, who take a permanent post.
        from_agency: plain(bool) = false;
        /// Pounds for each who starts, such as advertising, visa and relocation, beside `money.cost_per_starter`.
        #[say("cost of each who starts")]
        #[believable(50.0, 100_000.0)]
        cost_per_head: number(kinds::POUNDS) = 0.0;
        /// When it acts, and what it costs beside that.
        terms: flat(Terms);
    }
}

section! {
    /// Temporary workers beside the posts, such as a team that clears a backlog. They are agency staff on a contract, and fill no vacancy.
    pub struct TemporaryWorkers {
        /// The team.
        team: name(Team);
        /// The role.
        role: name(Role);
        /// How many, in FTE.
        #[say("how many, in FTE")]
        fte: number(kinds::FTE);
        /// When they are there, and what they cost beside the price of agency staff.
        terms: flat(Terms);
    }
}

section! {
    /// Limits on agency staff.
    pub struct AgencyLimits {
        /// Agency cover wanted, against what it would be: 0.5 with `phase_in_months` is an exit plan to half.
        #[say("agency cover wanted, against what it would be")]
        #[believable(0.0, 3.0)]
        cover: number(kinds::FACTOR) = 1.0;
        /// The most agency workers of the whole service, in FTE.
        #[say("the most agency workers of the whole service, in FTE")]
        ceiling_fte: optional(kinds::FTE);
        /// The most that an agency worker costs against a permanent one.
        #[say("the most that an agency worker costs against a permanent one")]
        #[believable(0.5, 4.0)]
        price_cap: optional(kinds::PRICE);
        /// Leavers to agency work who stay on here as agency workers, against what they would be.
        #[say("leavers to agency work who stay on here, against what they would be")]
        #[believable(0.0, 10.0)]
        leavers_who_stay: number(kinds::FACTOR) = 1.0;
        /// Agency workers who take a permanent post, against what they would be.
        #[say("agency workers who take a permanent post, against what they would be")]
        #[believable(0.0, 20.0)]
        conversion: number(kinds::FACTOR) = 1.0;
        /// Leaving of permanent staff against what it would be.
        #[say("leaving, against what it would be")]
        #[believable(0.2, 5.0)]
        leaving: number(kinds::FACTOR) = 1.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// Posts created, deleted or moved. Nobody is dismissed: who sits in a deleted post stays until a vacancy comes.
    pub struct PostsChange {
        /// The team.
        team: name(Team);
        /// The role.
        role: name(Role);
        /// Posts; negative if they are deleted.
        #[say("posts")]
        #[shown_as(kinds::FTE)]
        fte: number(kinds::AMOUNT);
        /// The team to which they are moved, with their share of the people in them; none if left out.
        to_team: name(Team) = Name::default_of("");
        /// When it acts, and what it costs beside the pay of those in the posts.
        terms: flat(Terms);
    }
}

section! {
    /// A freeze: vacancies are not filled.
    pub struct Freeze {
        /// The role or roles; all, and the September cohort, if left out.
        role: names(Role) = Names::default();
        /// Share of recruitment that stops.
        #[say("share of recruitment that stops")]
        share: number(kinds::SHARE) = 1.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// An early-help programme.
    pub struct EarlyHelp {
        /// Families that begin each month, once it has grown.
        #[say("families that begin each month")]
        families_per_month: number(kinds::PER_MONTH);
        /// The most families that are helped at one time.
        #[say("the most families that are helped at one time")]
        capacity_families: optional(kinds::PEOPLE);
        /// Months for which a family is helped; counts with `capacity_families`.
        #[say("months for which a family is helped")]
        months_of_help: number(kinds::MONTHS) = 6.0;
        /// Children in a family.
        #[say("children in a family")]
        #[believable(1.0, 6.0)]
        children_per_family: number(kinds::SOME_FACTOR) = 1.8;
        /// Share of these children who would be referred without it (targeting); with another `acts_on`, who would go on
        /// from a first stage, or enter the stage that it acts on.
        #[say("share of the children who would be referred without it, or enter the stage that it acts on")]
        would_be_referred: number(kinds::SHARE);
        /// Share of those referrals or cases that it prevents; nil has been found in trials, and negative is possible.
        #[say("share of those referrals or cases that it prevents")]
        effect: number(kinds::EFFECT);
        /// What it prevents: `referrals`; `escalation`, that cases go on from a first stage, whichever stage follows; or,
        /// by the name of a stage such as one of care, that children enter it from other stages or by referral (edge of
        /// care). Who does not go on is closed as others are.
        acts_on: plain(HelpActsOn) = HelpActsOn::Referrals;
        /// How often the prevented referrals would have gone beyond the first stage, against an average one.
        #[say("how often the referrals gained or lost go beyond the first stage, against the average")]
        #[believable(0.0, 5.0)]
        goes_on: number(kinds::FACTOR) = 1.0;
        /// Months until the first effect.
        #[say("months until the first effect")]
        #[believable(0.0, 120.0)]
        lag_months: number(kinds::MONTHS) = 12.0;
        /// Months over which the effect of a family is then spread.
        #[say("months over which the effect of a family is spread")]
        lasts_months: number(kinds::SOME_MONTHS) = 24.0;
        /// Referrals more at once for each child reached, since workers find need.
        #[say("referrals more at once for each child reached, since workers find need")]
        first_rise: number(kinds::SHARE) = 0.0;
        /// Pounds for each family.
        #[say("cost of each family")]
        #[believable(20.0, 100_000.0)]
        cost_per_family: number(kinds::POUNDS) = 0.0;
        /// When it acts, and what it costs beside that.
        terms: flat(Terms);
    }
}

section! {
    /// A change of thresholds or of the front door.
    pub struct FrontDoor {
        /// The source of referrals; all that count as referrals if left out.
        source: name(Source) = Name::default_of("");
        /// Referrals taken against what they would be.
        #[say("referrals, against what they would be")]
        #[believable(0.1, 6.0)]
        referrals: number(kinds::SOME_FACTOR) = 1.0;
        /// How often the referrals that are gone (or new) would have gone beyond the first stage, against an average one.
        #[say("how often the referrals gained or lost go beyond the first stage, against the average")]
        #[believable(0.0, 5.0)]
        goes_on: number(kinds::FACTOR) = 1.0;
        /// Share of referrals that begin in a stage, against what it would be.
        #[say("share of referrals that begin in a stage, against what it would be")]
        #[believable(0.0, 5.0)]
        entering: number(kinds::FACTOR) = 1.0;
        /// Share that comes back within twelve months, against what it would be.
        #[say("share that comes back, against what it would be")]
        #[believable(0.0, 4.0)]
        rereferral: number(kinds::FACTOR) = 1.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// A review of open cases by a date: work that takes case-holders from their cases. `until` is required.
    pub struct CaseReview {
        /// The team or teams; all that hold cases if left out.
        team: names(Team) = Names::default();
        /// Cases to be reviewed.
        #[say("cases to be reviewed")]
        cases: number(kinds::CASES);
        /// Weeks of a case-holder's work for each.
        #[say("weeks of a case-holder's work for each")]
        #[believable(0.0, 10.0)]
        weeks_of_work_per_case: number(kinds::WEEKS);
        /// Share of the open cases that move on early because of it.
        #[say("share of the open cases that move on early because of it")]
        moves_on: number(kinds::SHARE) = 0.0;
        /// When it acts, and what it costs beside the time.
        terms: flat(Terms);
    }
}

section! {
    /// A change of the recording system.
    pub struct RecordingSystem {
        /// The team or teams; all if left out.
        team: names(Team) = Names::default();
        /// Share of working time gained; negative if it is lost.
        #[say("share of working time gained")]
        time_gained: number(kinds::EFFECT);
        /// Share of working time lost at first.
        #[say("share of working time lost at first")]
        time_lost_at_first: number(kinds::SHARE) = 0.0;
        /// Months until that is over and the gain begins.
        #[say("months until working time is no longer lost")]
        months_lost: number(kinds::MONTHS) = 3.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// The judgement of an inspection. Each number is against what it would be.
    pub struct Inspection {
        /// Agency cover wanted.
        #[say("agency cover wanted, against what it would be")]
        #[believable(0.1, 6.0)]
        agency: number(kinds::FACTOR) = 1.0;
        /// Referrals.
        #[say("referrals, against what they would be")]
        #[believable(0.1, 6.0)]
        referrals: number(kinds::SOME_FACTOR) = 1.0;
        /// How often the referrals that are new (or gone) go beyond the first stage, against an average one.
        #[say("how often the referrals gained or lost go beyond the first stage, against the average")]
        #[believable(0.0, 5.0)]
        goes_on: number(kinds::FACTOR) = 1.0;
        /// Leaving.
        #[say("leaving, against what it would be")]
        #[believable(0.2, 5.0)]
        leaving: number(kinds::FACTOR) = 1.0;
        /// Offers accepted.
        #[say("offers accepted, against what they would be")]
        #[believable(0.1, 5.0)]
        hiring: number(kinds::FACTOR) = 1.0;
        /// Share that comes back within twelve months.
        #[say("share that comes back, against what it would be")]
        #[believable(0.0, 4.0)]
        rereferral: number(kinds::FACTOR) = 1.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}

section! {
    /// A shock of demand.
    pub struct DemandShock {
        /// The source of referrals; all that count as referrals if left out.
        source: name(Source) = Name::default_of("");
        /// Referrals against what they would be.
        #[say("referrals, against what they would be")]
        #[believable(0.1, 6.0)]
        referrals: number(kinds::SOME_FACTOR);
        /// How often the referrals that are new (or gone) go beyond the first stage, against an average one.
        #[say("how often the referrals gained or lost go beyond the first stage, against the average")]
        #[believable(0.0, 5.0)]
        goes_on: number(kinds::FACTOR) = 1.0;
        /// When it acts, and what it costs.
        terms: flat(Terms);
    }
}
