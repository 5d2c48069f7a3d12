//! What happens in one trial.
//!
//! Staff change first each week, then capacity and pressure are worked out,
//! then cases move. All equations are in `docs/model.md`.

mod room;
mod ids;
mod tally;
mod layout;
mod links;
mod plan;
mod compile;
mod model;
mod rates;
mod opening_rates;
mod environment;
mod effects;
mod arrivals;
mod people;
mod staff;
mod opening_staff;
mod beside;
mod recruitment;
mod leaving;
mod movement;
mod agency;
mod pathway;
mod workload;
mod levers;
mod money;
mod past;
mod observe;

pub use layout::Layout;
pub use model::Model;
pub use plan::Plan;

use crate::calendar::WEEKS_PER_MONTH;
use crate::sampling::{Address, Layers, Streams, Values};
use arrivals::Arrivals;
use environment::Environment;
use levers::Levers;
use observe::View;
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
    /// The levers that are pulled, if any.
    plan: Option<&'m Plan>,
    /// The numbers as they are drawn.
    drawn: Values,
    /// The numbers as the levers of this month leave them.
    values: Values,
    levers: Levers,
    arrivals: Arrivals,
    rates: Rates,
    streams: Streams,
    environment: Environment,
    staff: Staff,
    pathway: Pathway,
    workload: Workload,
    tally: Tally,
    past: Past,
    /// Open cases at the start, those who wait included.
    open_at_start: f64,
    /// The same trial of the scenario with which this one is compared, for what balances its start.
    first: Option<Box<Self>>,
}

impl<'m> Trial<'m> {
    /// Room for the trials of the baseline (`None`) or of one of the options of a model.
    pub fn new(model: &'m Model, option: Option<usize>) -> Self {
        Self::of_plan(model, option.map_or(&model.baseline, |option| &model.options[option]))
    }

    /// Room for the trials of a plan of a model.
    pub fn of_plan(model: &'m Model, plan: &'m Plan) -> Self {
        Self {
            model,
            plan: Some(plan).filter(|plan| !plan.levers.is_empty()),
            drawn: Values::default(),
            values: Values::default(),
            levers: Levers::default(),
            arrivals: Arrivals::default(),
            rates: Rates::default(),
            streams: Streams::of(0, 0, true),
            environment: Environment::default(),
            staff: Staff::default(),
            pathway: Pathway::default(),
            workload: Workload::default(),
            tally: Tally::default(),
            past: Past::default(),
            open_at_start: 0.0,
            first: model.first.as_ref().map(|first| Box::new(Self::new(&first.model, None))),
        }
    }

    /// Runs a trial and writes its record (in the order of [`Layout`]).
    ///
    /// # Panics
    ///
    /// If the record is not as long as the layout says.
    pub fn run(&mut self, seed: u64, trial: u32, layers: Layers, record: &mut [f32]) {
        self.run_until(self.model.months, &Address::of(seed, trial, layers), record);
    }

    /// Runs a trial to the end of a month (from 1) and writes its record, in which later months have no value.
    ///
    /// # Panics
    ///
    /// If the record is not as long as the layout says.
    pub fn run_until(&mut self, last: usize, address: &Address<'_>, record: &mut [f32]) {
        assert_eq!(record.len(), self.model.layout.len(), "a record has the length of its layout");
        record.fill(f32::NAN);
        self.open(address);
        self.observe(0, record);
        for month in 1..=last.min(self.model.months) {
            self.begin_month(month);
            for week in (month - 1) * WEEKS_PER_MONTH..month * WEEKS_PER_MONTH {
                self.run_week(week);
            }
            self.end_month(month);
            self.observe(month, record);
        }
    }

    /// The opening balances.
    fn open(&mut self, address: &Address<'_>) {
        let model = self.model;
        model.parameters.draw(address, &mut self.drawn);
        self.values.copy_from(&self.drawn);
        self.streams = Streams::at(address);
        self.rates.derive(model, &self.values);
        if let Some(trial) = &mut self.first {
            trial.open_balance(address);
        }
        let first = model.first.as_ref().zip(self.first.as_deref());
        if let Some((first, trial)) = first {
            self.rates.take_over((model, &self.values), first, (&trial.values, &trial.rates));
        }
        self.arrivals.open();
        self.levers.open(self.plan, model, &self.values, &self.rates, &self.streams);
        self.environment.open(model, &self.values, &self.rates, &self.streams, address.layers.environment);
        self.staff.open(model, &self.values, &self.rates, &self.streams);
        if let Some((first, trial)) = first {
            self.staff.take_over(first, &trial.staff);
        }
        self.staff.open_offers(model, &self.values, &self.rates, &self.streams);
        let values = &self.values;
        self.pathway.open(model, &self.rates, &self.streams, |id| values[id]);
        self.open_at_start = self.pathway.open_cases();
        let workload = first.map(|(_, trial)| &trial.workload);
        self.workload.open((model, values), &self.staff, &self.pathway, &self.environment.now, workload);
        self.past.open(model, values, &self.rates);
        self.tally.clear(model.service.team.len(), model.stages.len());
    }

    /// As much of the opening balances as another scenario takes over that is compared with this one.
    fn open_balance(&mut self, address: &Address<'_>) {
        let Self { model, values, rates, streams, environment, staff, pathway, workload, .. } = self;
        model.parameters.draw(address, values);
        *streams = Streams::at(address);
        rates.derive(model, values);
        environment.open(model, values, rates, streams, address.layers.environment);
        staff.open(model, values, rates, streams);
        pathway.open_load(model, rates, |id| values[id]);
        workload.open((model, values), staff, pathway, &environment.now, None);
    }

    fn begin_month(&mut self, month: usize) {
        self.tally.clear(self.model.service.team.len(), self.model.stages.len());
        self.pull_levers(month);
        self.environment.step(self.model, &self.values, &self.rates, &self.streams, month);
        self.staff.set_establishment(self.model, &self.values, self.environment.now.establishment);
        let week = (month - 1) * WEEKS_PER_MONTH;
        let has_levers = self.plan.is_some();
        self.with_staff(week, |staff, week, _, tally| {
            if has_levers {
                staff.set_temporary_workers(week, tally);
            }
            staff.grow(week);
            if week.model.month_of(week.number).number() == 9 {
                staff.welcome_cohort(week, tally);
            }
        });
        self.workload.set_ramps(self.model, &self.values, &self.staff, week);
    }

    /// What the levers of the option change this month.
    fn pull_levers(&mut self, month: usize) {
        let Some(plan) = self.plan else { return };
        let Self { model, drawn, values, rates, levers, staff, workload, environment, tally, .. } = self;
        if levers.begin_month(plan, model, drawn, values, month) {
            rates.set(model, values);
            staff.set_establishment(model, values, environment.now.establishment);
        }
        levers.transfers(plan, |posts| staff.move_people(model, &posts, &workload.cases_per_fte, tally));
    }

    /// One week: staff, then work against capacity, then cases, then money.
    fn run_week(&mut self, week: usize) {
        let plan = self.plan;
        self.with_staff(week, |staff, week, levers, tally| {
            staff.recruit(week, tally);
            if let Some(plan) = plan {
                levers.welcome_recruits(plan, staff, week, tally);
            }
            staff.leave(week, tally);
            staff.move_others(week, tally);
            staff.engage_agency(week, tally);
        });
        let Self {
            model,
            values,
            rates,
            streams,
            environment,
            staff,
            pathway,
            workload,
            tally,
            arrivals,
            levers,
            ..
        } = self;
        if plan.is_some() {
            // Those who have come this week are new at its end.
            workload.set_missing(model, values, staff, &levers.recruits, week);
        }
        workload.set_capacity(model, values, staff, pathway, &environment.now);
        arrivals.set_expected(model, values, rates, &environment.now, week);
        if plan.is_some() {
            arrivals.apply_levers(model, rates, &environment.now, &levers.now, week);
            tally.referrals_avoided += arrivals.avoided;
        }
        let (teams, onward, kept_from) = (&workload.teams, arrivals.onward, &arrivals.kept_from);
        let now = &environment.now;
        let (stays, returning) = (&environment.stays, now.rereferral);
        let week_of_cases = Week { model, rates, teams, onward, kept_from, stays, returning, number: week };
        pathway.advance(&week_of_cases, streams, |source| arrivals.of_source[source], tally);
        money::pay(model, values, staff, pathway, week, tally);
        if let Some(plan) = plan {
            levers.pay_supplements(plan, model, values, staff, week / WEEKS_PER_MONTH + 1, tally);
        }
    }

    fn end_month(&mut self, month: usize) {
        let week = (month - 1) * WEEKS_PER_MONTH;
        if let Some(plan) = self.plan {
            self.levers.pay_month(plan, &self.values, month, &mut self.tally);
        }
        money::end_month(self.model, &self.values, week, &mut self.tally);
        self.past.record(self.model.month_of(week).index(), &self.tally);
        // What is reported at the end of the month is the state then.
        let Self { model, values, staff, pathway, workload, environment, .. } = self;
        workload.set_capacity(model, values, staff, pathway, &environment.now);
    }

    /// Lets `change` act on the staff in a week.
    fn with_staff(
        &mut self,
        number: usize,
        change: impl FnOnce(&mut Staff, &StaffWeek<'_>, &Levers, &mut Tally),
    ) {
        let week = StaffWeek {
            model: self.model,
            values: &self.values,
            rates: &self.rates,
            streams: &self.streams,
            now: self.environment.now,
            number,
            pressure_on_leaving: &self.workload.on_leaving,
            recruits: &self.levers.recruits,
            effects: &self.levers.now,
            cases_per_fte: &self.workload.cases_per_fte,
        };
        change(&mut self.staff, &week, &self.levers, &mut self.tally);
    }

    /// Writes a month into the record; month 0 is that of the opening balances.
    fn observe(&self, month: usize, record: &mut [f32]) {
        let Self { model, values, staff, pathway, workload, tally, past, .. } = self;
        let (now, open_at_start) = (&self.environment.now, self.open_at_start);
        View { model, values, now, staff, pathway, workload, tally, past, open_at_start }
            .write(month, record);
    }
}

#[cfg(test)]
mod tests;
