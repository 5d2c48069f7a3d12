//! `assumptions.csv`: the register of assumptions.

use serde::Serialize;

use super::Run;
use super::csv::{BYTE_ORDER_MARK, csv_text};
use model::register::{Assumption, SetIn, compared, register};
use model::uncertain::Quality;

/// Name of the file.
pub const ASSUMPTIONS: &str = "assumptions.csv";

/// A row. `set_by` names the base or the option of `set_in`.
#[derive(Default, Serialize)]
pub(super) struct AssumptionRow<'a> {
    /// Where several are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    parameter: &'a str,
    value: &'a str,
    unit: &'a str,
    quality: &'a str,
    source: &'a str,
    note: &'a str,
    set_in: &'a str,
    set_by: &'a str,
    owner: &'a str,
    review: &'a str,
    low: String,
    middle: String,
    high: String,
    distribution: &'a str,
    reach: String,
    reach_on: &'a str,
    option: &'a str,
    path: &'a str,
}

/// The register of a run's scenario; where others are compared with it, also what these have otherwise.
pub fn register_of(run: &Run<'_>) -> Vec<Assumption> {
    if run.others.is_empty() {
        return register(run.scenario);
    }
    // Not the names of the files: that of the first is another in the folder of the run.
    let names = run.results.summaries.iter().map(|summary| summary.option.as_str());
    compared(names.zip([run.scenario].into_iter().chain(run.others)))
}

/// One row for each number; a first column `scenario` where several are compared. Begins with a byte-order mark: it is
/// words of people, who look at it in a spreadsheet.
pub fn assumptions_csv(assumptions: &[Assumption]) -> String {
    BYTE_ORDER_MARK.to_owned() + &csv_text(rows(assumptions))
}

/// The rows of the file.
pub(super) fn rows(assumptions: &[Assumption]) -> impl Iterator<Item = AssumptionRow<'_>> {
    let names_scenarios = assumptions.iter().any(|assumption| !assumption.scenario.is_empty());
    assumptions.iter().map(move |assumption| {
        // A new field will not compile until it is written.
        let Assumption {
            scenario,
            path,
            parameter,
            value,
            low,
            middle,
            high,
            unit,
            distribution,
            source,
            quality,
            note,
            set_in,
            owner,
            review,
            reach,
        } = assumption;
        let (set_in, set_by) = words_of(set_in);
        let [low, middle, high] = [low, middle, high].map(f64::to_string);
        AssumptionRow {
            scenario: names_scenarios.then_some(scenario),
            parameter,
            value,
            unit,
            quality: quality.map(Quality::name).unwrap_or_default(),
            source,
            note,
            set_in,
            set_by,
            owner,
            review,
            low,
            middle,
            high,
            distribution,
            reach: reach.map(|reach| reach.size.to_string()).unwrap_or_default(),
            reach_on: reach.map(|reach| reach.moves.name()).unwrap_or_default(),
            option: assumption.option().unwrap_or_default(),
            path,
        }
    })
}

/// The words of `set_in` and `set_by`.
pub fn words_of(set_in: &SetIn) -> (&'static str, &str) {
    match set_in {
        SetIn::Base(file) => ("base", file),
        SetIn::Scenario => ("scenario", ""),
        SetIn::Option(name) => ("option", name),
        SetIn::ReadyOption(name) => ("program", name),
        SetIn::Default => ("program", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::csv_records;
    use crate::sample::Sample;
    use model::register::register;

    /// The register of a small scenario, with texts that try the form of the file.
    fn hostile() -> Vec<Assumption> {
        let mut assumptions = register(&Sample::new().scenario);
        assumptions[0].note = "one, \"two\"\nand three; £ – é".into();
        assumptions[0].owner = "\"".into();
        assumptions[1].source = "\r\n".into();
        assumptions[2].source = "=HYPERLINK(\"https://example.org\")".into();
        assumptions[1].quality = Some(Quality::High);
        assumptions[1].review = " 2027-04-01 ".into();
        assumptions[2].set_in = SetIn::Base("a,b.toml".into());
        assumptions[3].set_in = SetIn::ReadyOption("rules".into());
        assumptions[4].set_in = SetIn::Option("plan".into());
        assumptions
    }

    #[test]
    fn texts_of_any_kind_can_be_read_back() {
        let mut assumptions = hostile();
        for assumption in &mut assumptions {
            assumption.scenario = "growth, fast".into();
        }
        let text = assumptions_csv(&assumptions);
        let (names, rows) = csv_records(&text).unwrap();
        for (row, own) in rows.iter().zip(&assumptions) {
            let cell = |name: &str| &row[names.iter().position(|column| column == name).unwrap()];
            let (place, by) = words_of(&own.set_in);
            for (column, wanted) in [
                ("scenario", own.scenario.as_str()),
                ("note", &own.note),
                ("source", &own.source),
                ("owner", &own.owner),
                ("review", &own.review),
                ("set_in", place),
                ("set_by", by),
                ("low", &own.low.to_string()),
                ("quality", own.quality.map(Quality::name).unwrap_or_default()),
            ] {
                assert_eq!(cell(column), wanted, "{column} of {}", own.path);
            }
        }
    }

    #[test]
    fn every_row_has_all_columns() {
        let text = assumptions_csv(&hostile());
        assert!(csv_records(&text).unwrap().1.iter().all(|row| row.len() == 18));
    }
}
