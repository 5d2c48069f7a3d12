//! What happens in one trial.
//!
//! Staff change first each week, then capacity and pressure are worked out,
//! then cases move. All equations are in `docs/model.md`.

mod agency;
mod cases;
mod environment;
mod measures;
mod model;
mod money;
mod observe;
mod opening_rates;
mod past;
mod pathway;
mod people;
mod rates;
mod recruitment;
mod staff;
mod tally;
mod workload;

pub use measures::Layout;
pub use model::Model;

use crate::calendar::{RUN_WEEKS_PER_YEAR, WEEKS_PER_MONTH};
use crate::sampling::{Layers, Luck, Values};
use environment::Environment;
use past::Past;
use pathway::{Pathway, Week};
use rates::Rates;
use staff::{Staff, StaffWeek};
use tally::Tally;
use workload::Workload;

/// The state of one trial; made once for each thread and used for one trial
/// after another, so that a trial allocates nothing.
pub struct Trial<'m> {
    model: &'m Model,
    values: Values,
    rates: Rates,
    luck: Luck,
    environment: Environment,
    staff: Staff,
    pathway: Pathway,
    workload: Workload,
    tally: Tally,
    past: Past,
}

impl<'m> Trial<'m> {
    /// Room for the trials of a model.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            values: Values::default(),
            rates: Rates::default(),
            luck: Luck::of(0, 0, true),
            environment: Environment::default(),
            staff: Staff::default(),
            pathway: Pathway::default(),
            workload: Workload::default(),
            tally: Tally::default(),
            past: Past::default(),
        }
    }

    /// Runs a trial and writes its record (in the order of [`Layout`]).
    ///
    /// # Panics
    ///
    /// If the record is not as long as the layout says.
    pub fn run(&mut self, seed: u64, trial: u32, layers: Layers, record: &mut [f32]) {
        assert_eq!(record.len(), self.model.layout.len(), "a record has the length of its layout");
        record.fill(f32::NAN);
        self.open(seed, trial, layers);
        self.observe(0, record);
        for month in 1..=self.model.months {
            self.begin_month(month);
            for week in (month - 1) * WEEKS_PER_MONTH..month * WEEKS_PER_MONTH {
                self.run_week(week);
            }
            self.end_month(month);
            self.observe(month, record);
        }
    }

    /// The opening balances.
    fn open(&mut self, seed: u64, trial: u32, layers: Layers) {
        let model = self.model;
        model.parameters.draw(seed, trial, layers, &mut self.values);
        self.luck = Luck::of(seed, trial, layers.chance);
        self.rates.derive(model, &self.values);
        self.environment.open(model, &self.values, &self.luck, layers.environment);
        self.staff.open(model, &self.values, &self.rates, &self.luck);
        self.staff.open_offers(model, &self.values, &self.rates, &self.luck);
        let values = &self.values;
        self.pathway.open(model, &self.rates, &self.luck, |id| values[id]);
        self.workload.open(model, values, &self.staff, &self.pathway, &self.environment.now);
        self.past.open(model, values, &self.rates);
        self.tally.clear(model.service.team.len());
    }

    fn begin_month(&mut self, month: usize) {
        let returning = self.rates.flows.rereferral_share();
        self.environment.step(self.model, &self.values, &self.luck, month, returning);
        self.tally.clear(self.model.service.team.len());
        let week = (month - 1) * WEEKS_PER_MONTH;
        self.with_staff(week, |staff, week, tally| {
            staff.grow(week);
            if week.model.month_of(week.number).number() == 9 {
                staff.welcome_cohort(week, tally);
            }
        });
        self.workload.set_ramps(self.model, &self.values, &self.staff, week);
    }

    /// One week: staff, then work against capacity, then cases, then money.
    fn run_week(&mut self, week: usize) {
        self.with_staff(week, |staff, week, tally| {
            staff.recruit(week, tally);
            staff.leave(week, tally);
            staff.move_others(week, tally);
            staff.engage_agency(week, tally);
        });
        let Self { model, values, rates, luck, environment, staff, pathway, workload, tally, .. } = self;
        workload.weigh(model, values, staff, pathway, &environment.now);
        let month = model.month_of(week).index();
        let level = environment.now.demand * environment.now.noise / RUN_WEEKS_PER_YEAR;
        // Equation D1.
        let arrivals = |source: usize| {
            let rates = &rates.sources[source];
            let growth = rates.growth.powi(i32::try_from(week).expect("at most 4,800 weeks"));
            rates.first_time * rates.season[month] * growth * level
        };
        // Equation D7.
        let exponent = values[model.service.demand.onward_exponent] - 1.0;
        let onward = if exponent == 0.0 { 1.0 } else { environment.now.demand.powf(exponent) };
        let teams = &workload.teams;
        pathway.advance(&Week { model, rates, teams, onward, number: week }, luck, arrivals, tally);
        money::pay(model, values, staff, pathway, week, tally);
    }

    fn end_month(&mut self, month: usize) {
        let week = (month - 1) * WEEKS_PER_MONTH;
        money::pay_starters(self.model, &self.values, week, &mut self.tally);
        self.past.record(self.model.month_of(week).index(), &self.tally);
        // What is reported at the end of the month is the state then.
        let Self { model, values, staff, pathway, workload, environment, .. } = self;
        workload.weigh(model, values, staff, pathway, &environment.now);
    }

    /// Lets `change` act on the staff in a week.
    fn with_staff(&mut self, number: usize, change: impl FnOnce(&mut Staff, &StaffWeek<'_>, &mut Tally)) {
        let week = StaffWeek {
            model: self.model,
            values: &self.values,
            rates: &self.rates,
            luck: &self.luck,
            now: self.environment.now,
            number,
            pressure_on_leaving: &self.workload.on_leaving,
            cases_per_fte: &self.workload.cases_per_fte,
        };
        change(&mut self.staff, &week, &mut self.tally);
    }
}

#[cfg(test)]
mod tests;
