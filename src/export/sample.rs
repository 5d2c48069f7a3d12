//! A small run made by hand, for tests.

use super::{Look, Rounded, Run};
use crate::calendar::{FinancialYear, Month};
use crate::ensemble::Settings;
use crate::measure::{Measure, Unit, Yearly};
use crate::sampling::Layers;
use crate::scenario::{Reading, Scenario};
use crate::summary::{Band, Results, Series, Summary};

/// What a run borrows.
pub(crate) struct Sample {
    pub(crate) scenario: Scenario,
    pub(crate) settings: Settings,
    pub(crate) results: Rounded<Results>,
    pub(crate) look: Look,
}

impl Sample {
    /// Three months of a small council.
    pub(crate) fn new() -> Self {
        let reading = Reading::of_text("small", include_str!("../../tests/integration/small.toml"));
        let problems = reading.problems.render(&reading.sources, false);
        Self {
            scenario: reading.scenario.expect(&problems),
            settings: Settings { trials: 2_000, seed: 1, layers: Layers::ALL },
            results: Rounded::by_hand(Results { summaries: vec![summary()], comparisons: Vec::new() }),
            look: Look::default(),
        }
    }

    pub(crate) fn run(&self) -> Run<'_> {
        Run {
            scenario: &self.scenario,
            others: &[],
            settings: &self.settings,
            results: &self.results,
            look: &self.look,
        }
    }
}

/// Two flows and seven stocks over an opening and two further months.
pub(crate) fn summary() -> Summary {
    months(2)
}

/// The same over any number of months after the opening.
pub(crate) fn months(count: i32) -> Summary {
    let start = Month::new(2023, 9);
    let mut monthly = Vec::new();
    let mut yearly = Vec::new();
    for (id, title, unit, level, growth) in [
        ("caseload", "Average caseload", Unit::CasesPerFte, 16.98, 0.01),
        ("vacancy_rate", "Vacancy rate", Unit::Share, 0.2, -0.002),
        ("agency_rate", "Agency rate", Unit::Share, 0.111_111, 0.001),
        ("turnover_rate", "Turnover rate", Unit::Share, 0.15, 0.0),
        ("in_post_fte", "Staff in post", Unit::Fte, 1_216.4, 0.001),
        ("unallocated_cases", "Unallocated cases", Unit::Cases, 0.0, 0.0),
        ("open_cases", "Open cases", Unit::Cases, 10_456.0, 0.002),
        ("referrals", "Referrals", Unit::Count, 1_450.0, 0.0),
        ("cost.total", "Total cost", Unit::Pounds, 5_123_456.0, 0.003),
    ] {
        let is_flow = matches!(unit, Unit::Count | Unit::Pounds);
        let measure = Measure {
            id: id.into(),
            title: title.into(),
            unit,
            yearly: if is_flow { Yearly::Sum } else { Yearly::No },
            by_team: id == "caseload",
            at_opening: !is_flow,
        };
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
        if measure.by_team {
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
