//! STUB, dropped on merging: bands made up from the month's number.

use std::str::FromStr;

use crate::calendar::Month;
use crate::measure::{Measure, Unit, Yearly};
use crate::scenario::Scenario;
use crate::summary::{Band, Series, Summary};

/// How to run.
pub struct Settings {
    /// Trials.
    pub trials: u32,
    /// Seed.
    pub seed: u64,
    /// Threads; all cores if absent.
    pub threads: Option<usize>,
    /// Which layers of uncertainty vary.
    pub layers: Layers,
}

/// Layers of uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    /// What we do not know.
    pub parameters: bool,
    /// What changes from year to year.
    pub environment: bool,
    /// Chance.
    pub chance: bool,
}

impl Layers {
    /// All three.
    pub const ALL: Self = Self {
        parameters: true,
        environment: true,
        chance: true,
    };
}

impl FromStr for Layers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut layers = Self {
            parameters: false,
            environment: false,
            chance: false,
        };
        for word in text.split(',') {
            match word.trim() {
                "parameters" => layers.parameters = true,
                "environment" => layers.environment = true,
                "chance" => layers.chance = true,
                other => {
                    return Err(format!(
                        "`{other}` is no layer: write one or more of parameters, environment and chance with commas"
                    ));
                }
            }
        }
        Ok(layers)
    }
}

/// Is told of the progress, and says when to stop.
pub trait Progress: Sync {
    /// So many more trials are done.
    fn advance(&self, trials: u64);
    /// Whether to stop.
    fn stopped(&self) -> bool;
}

/// The run was stopped.
#[derive(Debug)]
pub struct Stopped;

/// Makes up a summary; takes a millisecond for every 10 trials.
///
/// # Errors
///
/// If it is stopped.
pub fn run(
    scenario: &Scenario,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Summary, Stopped> {
    for _ in 0..settings.trials / 10 {
        if progress.stopped() {
            return Err(Stopped);
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
        progress.advance(10);
    }
    let start = scenario.service.start.0;
    let months = i32::try_from(scenario.service.months.0).expect("few");
    let seed = (settings.seed % 100) as f64 / 1000.0;
    let mut monthly = Vec::new();
    for (id, title, unit, level) in [
        ("caseload", "Average caseload", Unit::CasesPerFte, 17.4),
        ("vacancy_rate", "Vacancy rate", Unit::Share, 0.16),
        ("agency_rate", "Agency rate", Unit::Share, 0.14),
        ("turnover_rate", "Turnover rate", Unit::Share, 0.15),
        ("in_post_fte", "Staff in post", Unit::Fte, 1_234.5),
        ("unallocated_cases", "Unallocated cases", Unit::Cases, 3.0),
        ("open_cases", "Open cases", Unit::Cases, 10_456.0),
        ("referrals", "Referrals", Unit::Count, 1_450.0),
        ("cost.total", "Total cost", Unit::Pounds, 5_123_456.0),
    ] {
        let flow = matches!(id, "referrals" | "cost.total");
        let measure = Measure {
            id: id.into(),
            title: title.into(),
            unit,
            yearly: if flow { Yearly::Sum } else { Yearly::No },
            by_team: id == "caseload",
            at_opening: !flow,
        };
        let bands = |level: f64| -> Vec<(Month, Band)> {
            (i32::from(flow)..=months)
                .map(|n| {
                    (
                        start.plus(n),
                        band(
                            level * (1.0 + seed + 0.002 * f64::from(n)),
                            f64::from(n).sqrt() * 0.02 * level,
                        ),
                    )
                })
                .collect()
        };
        monthly.push(Series {
            team: None,
            measure: measure.clone(),
            bands: bands(level),
        });
        for team in scenario.service.team.names().filter(|_| id == "caseload") {
            monthly.push(Series {
                team: Some(team.into()),
                measure: measure.clone(),
                bands: bands(level * 1.1),
            });
        }
    }
    let mut yearly: Vec<Series<crate::calendar::FinancialYear>> = Vec::new();
    for series in monthly
        .iter()
        .filter(|series| series.measure.yearly == Yearly::Sum)
    {
        let mut bands: Vec<(crate::calendar::FinancialYear, Band)> = Vec::new();
        for (month, band) in &series.bands {
            let year = month.financial_year();
            if bands.last().is_none_or(|last| last.0 != year) {
                bands.push((
                    year,
                    Band {
                        mean: band.mean * 12.0,
                        ..*band
                    },
                ));
            }
        }
        yearly.push(Series {
            team: None,
            measure: series.measure.clone(),
            bands,
        });
    }
    Ok(Summary {
        option: "baseline".into(),
        monthly,
        yearly,
        trials: settings.trials,
        too_few_trials: (settings.trials < 200)
            .then(|| "Too few trials for the 5th and 95th percentile: use 200 or more.".into()),
    })
}

fn band(level: f64, spread: f64) -> Band {
    Band {
        mean: level,
        p05: level - 1.6 * spread,
        p10: level - 1.3 * spread,
        p25: level - 0.7 * spread,
        p50: level,
        p75: level + 0.7 * spread,
        p90: level + 1.3 * spread,
        p95: level + 1.6 * spread,
        standard_error: spread / 30.0,
    }
}
