//! What flows through the pathway.

use crate::calendar::WEEKS_PER_YEAR;
use crate::service::{Named, Service};

/// A ring of stages that all but never closes holds its cases for at most so
/// many rounds; so every flow is finite, whatever the values drawn.
const MOST_ROUNDS: f64 = 1e9;

/// Yearly flows and steady stocks, one value for each stage in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    /// Cases that begin the stage in a year: `x` of (P2).
    pub inflow: Vec<f64>,
    /// Cases closed from the stage in a year: `c` of (P3).
    pub closings: Vec<f64>,
    /// Mean time in the stage in years: `d` of (P5). Nil if it is neither
    /// given nor to be had from inflow and cases open.
    pub mean_years: Vec<f64>,
    /// Cases held if nothing changes: `N` of (P6).
    pub steady_stock: Vec<f64>,
    /// Arrivals a year that need no further action: `n` of (P4).
    pub no_further_action: f64,
    /// Arrivals a year that count as referrals.
    pub referrals: f64,
    /// Closed cases a year that come back within twelve months: `R` of (P7).
    pub returns: f64,
    /// The traffic equations, row by row; kept so that a refill allocates nothing.
    system: Vec<f64>,
}

/// The flows of a service; `value` gives the value of each number.
pub fn flows<N>(service: &Service<N>, value: &dyn Fn(&N) -> f64) -> Flows {
    let mut flows = Flows::default();
    flows.refill(service, value);
    flows
}

impl Flows {
    /// Works out the flows anew. Allocates nothing if the service has as many
    /// stages as before.
    pub fn refill<N>(&mut self, service: &Service<N>, value: &dyn Fn(&N) -> f64) {
        let stages = service.stage.len();
        for list in [&mut self.inflow, &mut self.closings, &mut self.mean_years, &mut self.steady_stock] {
            list.clear();
            list.resize(stages, 0.0);
        }
        self.arrive(service, value);
        self.solve_traffic(service, value);

        let rereferral = &service.demand.rereferral;
        let returning = value(&rereferral.share_within_12_months);
        let after_none = rereferral.after_no_further_action.as_ref();
        self.returns = self.no_further_action * after_none.map_or(returning, value);
        for (at, stage) in service.stage.values().enumerate() {
            let inflow = self.inflow[at];
            self.closings[at] = inflow * (1.0 - total(&stage.exits, value).min(1.0));
            self.mean_years[at] = match &stage.duration.mean_weeks {
                Some(weeks) => value(weeks) / WEEKS_PER_YEAR,
                None if inflow > 0.0 => value(&stage.open) / inflow,
                None => 0.0,
            };
            self.steady_stock[at] = inflow * self.mean_years[at];
            let share = stage.return_share.as_ref().map_or(returning, value);
            self.returns += self.closings[at] * share;
        }
    }

    /// Share of referrals that are of children who came back within twelve months.
    pub fn rereferral_share(&self) -> f64 {
        if self.referrals > 0.0 { self.returns / self.referrals } else { 0.0 }
    }

    /// (P1) and (P4); the arrivals stand in `inflow` until the equations are solved.
    fn arrive<N>(&mut self, service: &Service<N>, value: &dyn Fn(&N) -> f64) {
        self.referrals = 0.0;
        self.no_further_action = 0.0;
        for source in service.demand.source.values() {
            let arrivals = value(&source.per_year) * value(&service.demand.level);
            if source.referral {
                self.referrals += arrivals;
            }
            let entering = total(&source.enters, value);
            self.no_further_action += arrivals * (1.0 - entering.min(1.0));
            for (name, share) in source.enters.iter() {
                if let Some(at) = service.stage.position(&name.text) {
                    self.inflow[at] += arrivals * value(share) / entering.max(1.0);
                }
            }
        }
    }

    /// (P2), by Gaussian elimination. Exits sum to at most 1, so that the
    /// diagonal is never smaller than any other entry of its column and no
    /// pivoting is needed.
    fn solve_traffic<N>(&mut self, service: &Service<N>, value: &dyn Fn(&N) -> f64) {
        let stages = self.inflow.len();
        let system = &mut self.system;
        system.clear();
        system.resize(stages * stages, 0.0);
        for (from, stage) in service.stage.values().enumerate() {
            system[from * stages + from] += 1.0;
            let leaving = total(&stage.exits, value);
            for (name, share) in stage.exits.iter() {
                if let Some(to) = service.stage.position(&name.text) {
                    system[to * stages + from] -= value(share) / leaving.max(1.0);
                }
            }
        }
        for column in 0..stages {
            let diagonal = column * stages + column;
            system[diagonal] = system[diagonal].max(1.0 / MOST_ROUNDS);
            for row in column + 1..stages {
                let factor = system[row * stages + column] / system[diagonal];
                for k in column..stages {
                    system[row * stages + k] -= factor * system[column * stages + k];
                }
                self.inflow[row] -= factor * self.inflow[column];
            }
        }
        for row in (0..stages).rev() {
            let known: f64 = (row + 1..stages).map(|k| system[row * stages + k] * self.inflow[k]).sum();
            // Rounding must not make a flow negative.
            self.inflow[row] = ((self.inflow[row] - known) / system[row * stages + row]).max(0.0);
        }
    }
}

/// The sum of the shares. Where a draw makes it more than 1, every share is
/// divided by it.
fn total<N>(shares: &Named<N>, value: &dyn Fn(&N) -> f64) -> f64 {
    shares.values().map(value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(text: &str) -> Service<f64> {
        let service = Service::from_text(text).unwrap_or_else(|problems| panic!("{problems}"));
        service.map(&mut |_, about, number| number.central(about.kind))
    }

    const STEP_DOWN: &str = "
        title = 'Plans that step up and down'
        start = 2023-09-30
        demand.source.all = { per_year = 1000, enters = { need = 0.5 } }
        demand.rereferral.share_within_12_months = 0.2
        demand.rereferral.after_no_further_action = 0.3
        stage.need = { team = 'all', duration.mean_weeks = 20, exits = { plan = 0.2 } }
        stage.plan = { team = 'all', open = 60, exits = { need = 0.5 }, return_share = 0.1 }
    ";

    /// need = 500 + plan / 2 and plan = need / 5, so need = 5000 / 9.
    #[test]
    fn stages_that_lead_back_to_each_other_are_solved_together() {
        let flows = flows(&service(STEP_DOWN), &|value| *value);
        let (need, plan) = (5000.0 / 9.0, 1000.0 / 9.0);
        let near = |got: f64, wanted: f64| assert!((got - wanted).abs() < 1e-9, "{got}, {wanted}");
        near(flows.inflow[0], need);
        near(flows.inflow[1], plan);
        near(flows.closings[0], 0.8 * need);
        near(flows.closings[1], 0.5 * plan);
        near(flows.no_further_action, 500.0);
        near(flows.steady_stock[0], need * 20.0 * 7.0 / 365.25);
        near(flows.steady_stock[1], 60.0);
        let returns = 0.2 * 0.8 * need + 0.1 * 0.5 * plan + 0.3 * 500.0;
        near(flows.rereferral_share(), returns / 1000.0);
    }

    #[test]
    fn what_comes_in_goes_out() {
        let flows = flows(&service(STEP_DOWN), &|value| *value);
        let out: f64 = flows.closings.iter().sum::<f64>() + flows.no_further_action;
        assert!((out - 1000.0).abs() < 1e-9, "{out}");
    }

    #[test]
    fn shares_that_a_draw_makes_too_large_are_scaled_and_flows_stay_finite() {
        let mut flows = flows(&service(STEP_DOWN), &|value| value * 3.0);
        assert!(flows.inflow.iter().all(|inflow| inflow.is_finite()), "{flows:?}");
        let arena = flows.system.as_ptr();
        flows.refill(&service(STEP_DOWN), &|value| *value);
        assert_eq!(arena, flows.system.as_ptr(), "a refill must not allocate");
    }
}
