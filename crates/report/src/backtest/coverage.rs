//! `coverage.csv`: how many later figures the ranges held, council by council; and the one that is built in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::csv::{csv_rows, csv_text};
use evidence::published::{AreaId, Published, Year};
use model::MODEL_VERSION;
use study::backtest::{BacktestPlan, Forecast, MEASURES, Projection};

/// What the ranges for a measure of a council held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CoverageRow {
    /// Code of the council, as in `data/areas.csv`.
    pub code: String,
    /// Its name.
    pub council: String,
    /// Id of the measure.
    pub measure: String,
    /// Figures that were published later and projected, all origins and years ahead together.
    pub outturns: u32,
    /// Those of them within the 50% range, ends included.
    pub in_50: u32,
    /// Those within the 80% range, ends included.
    pub in_80: u32,
    /// First and last year that was projected from.
    pub first_origin: Year,
    /// The last year that was projected from.
    pub last_origin: Year,
    /// The most years ahead.
    pub horizon: Year,
    /// Trials of each council and origin.
    pub trials: u32,
    /// Seed of all.
    pub seed: u64,
    /// The model that made it ([`MODEL_VERSION`]).
    pub model: u32,
}

/// Of all councils, by [`MODEL_VERSION`]: made by `staffcast backtest` as it is without arguments.
const BUILT_IN: &str = include_str!("../../../../data/coverage.csv");

static ROWS: LazyLock<Vec<CoverageRow>> =
    LazyLock::new(|| csv_rows(BUILT_IN).expect("a test reads the table in the program"));

/// The rows of the back-test of all councils that is in the program.
pub(crate) fn built_in() -> &'static [CoverageRow] {
    &ROWS
}

/// One row for each council and measure of which anything was projected, by code and in the order of the measures.
pub fn coverage_csv(published: &Published, plan: &BacktestPlan, projections: &[Projection]) -> String {
    csv_text(rows(published, plan, projections))
}

fn rows(published: &Published, plan: &BacktestPlan, projections: &[Projection]) -> Vec<CoverageRow> {
    let mut of: BTreeMap<(&str, usize), (AreaId, Vec<&Projection>)> = BTreeMap::new();
    for projection in projections {
        let code = published.area(projection.council).code.as_str();
        let (_, own) =
            of.entry((code, projection.measure)).or_insert_with(|| (projection.council, Vec::new()));
        own.push(projection);
    }
    let row = |((code, measure), (council, own)): ((&str, usize), (AreaId, Vec<&Projection>))| {
        let within = |band: fn(&Forecast) -> (f64, f64)| {
            let is_within = |one: &&&Projection| {
                let (low, high) = band(&one.own);
                (low..=high).contains(&one.outturn)
            };
            own.iter().filter(is_within).count() as u32
        };
        CoverageRow {
            code: code.to_owned(),
            council: published.area(council).name.clone(),
            measure: MEASURES[measure].id.to_owned(),
            outturns: own.len() as u32,
            in_50: within(Forecast::half),
            in_80: within(Forecast::wide),
            first_origin: plan.origins.first().copied().unwrap_or_default(),
            last_origin: plan.origins.last().copied().unwrap_or_default(),
            horizon: plan.horizon,
            trials: plan.trials,
            seed: plan.seed,
            model: MODEL_VERSION,
        }
    };
    of.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use study::backtest::Measure;
    use study::backtest::sample::{council_of, forecast, projection};

    #[test]
    fn a_row_counts_what_lay_within_ends_included() {
        let own = forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 1.0);
        // In both ranges, at the end of both, in the wide one alone, in none.
        let mut all = [5.0, 3.0, 8.0, 8.1].map(|outturn| projection("Kent", 1, outturn, own)).to_vec();
        all.push(Projection { measure: Measure::find("in_post_fte").unwrap(), ..all[3].clone() });
        all.push(projection("Hartlepool", 2, 5.0, own));
        let plan = BacktestPlan {
            origins: vec![2019, 2020],
            horizon: 2,
            councils: ["Kent", "Hartlepool"].map(council_of).to_vec(),
            measures: vec![0],
            trials: 40,
            seed: 7,
        };
        assert_eq!(
            coverage_csv(Published::embedded(), &plan, &all),
            format!(
                "code,council,measure,outturns,in_50,in_80,first_origin,last_origin,horizon,trials,seed,model\n\
                 E06000001,Hartlepool,caseload,1,1,1,2019,2020,2,40,7,{MODEL_VERSION}\n\
                 E10000016,Kent,in_post_fte,1,0,0,2019,2020,2,40,7,{MODEL_VERSION}\n\
                 E10000016,Kent,caseload,4,2,3,2019,2020,2,40,7,{MODEL_VERSION}\n"
            )
        );
    }

    /// What a paper says of the ranges of this model must not come from an older one.
    #[test]
    fn the_table_in_the_program_is_of_this_model_and_of_all_councils() {
        let remedy = "data/coverage.csv: make it anew, as CONTRIBUTING.md says";
        assert!(built_in().iter().all(|row| row.model == MODEL_VERSION), "an older model made {remedy}");
        let has = |code: &str| built_in().iter().any(|row| row.code == code);
        let published = Published::embedded();
        assert!(published.councils().all(|(_, council)| has(&council.code)), "a council is not in {remedy}");
        for row in built_in() {
            let council = published.area(published.find(&row.code).expect("a council"));
            assert_eq!((&row.council, &row.code), (&council.name, &council.code), "{remedy}");
            assert!(Measure::find(&row.measure).is_some(), "{}: {remedy}", row.measure);
            assert!(row.in_50 <= row.in_80 && row.in_80 <= row.outturns && row.outturns > 0, "{row:?}");
            let usual = (row.first_origin, row.last_origin, row.horizon, row.trials, row.seed);
            assert_eq!(usual, (2019, 2024, 3, 500, 1), "{remedy}");
        }
    }
}
