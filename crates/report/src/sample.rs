//! A small run made by hand, for tests.

use super::{ChartOptions, Rounded, Run};
use model::calendar::{FinancialYear, Month};
use model::ensemble::Settings;
use model::measure::{MeasureId, Yearly};
use model::sampling::Layers;
use model::scenario::{Reading, Scenario};
use model::summary::{Band, Results, Series, Summary};

/// What a run borrows.
pub struct Sample {
    /// What was run.
    pub scenario: Scenario,
    /// How it was run.
    pub settings: Settings,
    /// What came of it.
    pub results: Rounded<Results>,
    /// How charts are wanted.
    pub charts: ChartOptions,
}

impl Sample {
    /// Three months of a small council.
    #[expect(clippy::new_without_default, reason = "an example is no default")]
    pub fn new() -> Self {
        let reading = Reading::of_text("small", include_str!("../../../tests/integration/small.toml"));
        let problems = reading.problems.render(&reading.sources, false);
        Self {
            scenario: reading.scenario.expect(&problems),
            settings: Settings { trials: 2_000, seed: 1, layers: Layers::ALL },
            results: Rounded::by_hand(Results { summaries: vec![summary()], comparisons: Vec::new() }),
            charts: ChartOptions::default(),
        }
    }

    /// The run that is told.
    pub fn run(&self) -> Run<'_> {
        Run {
            scenario: &self.scenario,
            others: &[],
            settings: &self.settings,
            results: &self.results,
            charts: &self.charts,
            on: None,
        }
    }
}

/// Two flows and seven stocks over an opening and two further months.
pub fn summary() -> Summary {
    months(2)
}

/// The same over any number of months after the opening.
pub fn months(count: i32) -> Summary {
    let start = Month::new(2023, 9);
    let mut monthly = Vec::new();
    let mut yearly = Vec::new();
    for (id, level, growth) in [
        (MeasureId::Caseload, 16.98, 0.01),
        (MeasureId::VacancyRate, 0.2, -0.002),
        (MeasureId::AgencyRate, 0.111_111, 0.001),
        (MeasureId::Turnover, 0.15, 0.0),
        (MeasureId::InPost, 1_216.4, 0.001),
        (MeasureId::Unallocated, 0.0, 0.0),
        (MeasureId::OpenCases, 10_456.0, 0.002),
        (MeasureId::Referrals, 1_450.0, 0.0),
        (MeasureId::CostTotal, 5_123_456.0, 0.003),
    ] {
        let measure = id.measure().clone();
        let is_flow = measure.yearly == Yearly::Sum;
        let bands: Vec<(Month, Band)> = (i32::from(is_flow)..=count)
            .map(|n| {
                let middle = level * (1.0 + growth * f64::from(n));
                (start.plus(n), band(middle, 0.02 * level * f64::from(n).sqrt()))
            })
            .collect();
        if is_flow {
            let year = FinancialYear { first: 2023 };
            let bands = vec![(year, band(level * 2.0, 0.03 * level))];
            yearly.push(Series { team: None, measure: measure.clone(), bands });
        }
        if id == MeasureId::Caseload {
            let team = Some("duty".to_owned());
            monthly.push(Series { team, measure: measure.clone(), bands: bands.clone() });
        }
        monthly.push(Series { team: None, measure, bands });
    }
    Summary {
        option: "baseline".into(),
        title: "Baseline".into(),
        monthly,
        yearly,
        targets: Vec::new(),
        trials: 2_000,
        too_few_trials: None,
    }
}

/// Somewhat skewed, as most bands are.
pub(super) fn band(middle: f64, spread: f64) -> Band {
    Band {
        mean: middle + 0.05 * spread,
        p05: middle - 1.5 * spread,
        p10: middle - 1.2 * spread,
        p25: middle - 0.65 * spread,
        p50: middle,
        p75: middle + 0.7 * spread,
        p90: middle + 1.4 * spread,
        p95: middle + 1.8 * spread,
        standard_error: spread / 2_000_f64.sqrt(),
    }
}
