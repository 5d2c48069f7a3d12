//! The stages that a case goes through.

use super::environment::Factor;
use super::section::section;
use super::shape::Shape;
use crate::uncertain::kinds;

section! {
    /// A stage of the pathway, such as assessment or a protection plan.
    pub struct Stage {
        /// What the stage is called in charts and tables; its key if left out.
        title: plain(String) = String::new();
        /// The team that holds its cases.
        team: name(Team);
        /// Work in one case, against a standard case.
        #[say("work in one case, against a standard case")]
        #[believable(0.01, 30.0)]
        weight: number(kinds::SOME_FACTOR) = 1.0;
        /// How long a case stays.
        duration: section(Duration);
        /// The stages that follow, each with its share; the rest is closed.
        #[say("share that goes on to {stage}")]
        exits: numbers(kinds::SHARE; Stage);
        /// Cases held at the start.
        #[say("cases held at the start")]
        open: number(kinds::CASES) = 0.0;
        /// Cases that wait for a worker at the start.
        #[say("cases that wait for a worker at the start")]
        waiting: number(kinds::CASES) = 0.0;
        /// Whether a case needs a case-holder. If not, it never waits and is no part of caseloads.
        needs_case_holder: plain(bool) = true;
        /// Order in which waiting cases are given a worker: 1 before 2. Statutory plans come first.
        #[say("order in which waiting cases are given a worker")]
        #[shown_as(kinds::ORDER)]
        priority: number(kinds::SOME_FACTOR) = 2.0;
        /// Working days in which the stage ought to end, counted from its beginning.
        #[say("working days in which the stage ought to end, counted from its beginning")]
        #[believable(1.0, 1_000.0)]
        limit_working_days: optional(kinds::WORKING_DAYS);
        /// Share of cases closed here that come back within twelve months; as for all if left out.
        #[say("share of cases closed here that come back within twelve months")]
        #[believable(0.0, 0.7)]
        return_share: optional(kinds::SHARE);
        /// Work done in a week against the usual: at 2 cases move on twice as fast.
        #[say("work done in a week against the usual")]
        pace: number(kinds::PACE) = 1.0;
        /// How stays change from year to year: those of cases under way too, which move on sooner or later.
        #[say("{}, stays from year to year")]
        stay_changes: section(Factor);
        /// Cost of one case for a week, such as a placement.
        #[say("cost of one case for a week, such as a placement")]
        #[believable(20.0, 30_000.0)]
        placement_cost_per_week: number(kinds::POUNDS) = 0.0;
    }
}

section! {
    /// The time that a case stays in a stage once it has a worker.
    pub struct Duration {
        /// Mean in weeks. If left out: cases at the start over cases that begin, so that the
        /// stage is in balance in every trial (Little's law).
        #[say("mean stay of a case")]
        #[believable(0.1, 1_500.0)]
        mean_weeks: optional(kinds::SOME_WEEKS);
        /// How durations spread about their mean.
        shape: plain(Shape) = Shape::Exponential;
    }
}
