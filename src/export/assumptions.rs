//! `assumptions.csv`: the register of assumptions.

use super::Run;
use super::csv::CsvText;
use crate::register::{Assumption, SetIn, compared, register};
use crate::uncertain::Quality;

/// Name of the file.
pub const ASSUMPTIONS: &str = "assumptions.csv";

/// The first column where several scenarios are compared.
const SCENARIO: &str = "scenario";

/// The columns. `set_by` names the base or the option of `set_in`.
const COLUMNS: [&str; 18] = [
    "parameter",
    "value",
    "unit",
    "quality",
    "source",
    "note",
    "set_in",
    "set_by",
    "owner",
    "review",
    "low",
    "middle",
    "high",
    "distribution",
    "reach",
    "reach_on",
    "option",
    "path",
];

/// The register of a run's scenario; where others are compared with it, also what these have otherwise.
pub fn register_of(run: &Run<'_>) -> Vec<Assumption> {
    if run.others.is_empty() {
        return register(run.scenario);
    }
    // Not the names of the files: that of the first is another in the folder of the run.
    let names = run.results.summaries.iter().map(|summary| summary.option.as_str());
    compared(names.zip([run.scenario].into_iter().chain(run.others)))
}

/// One row for each number; a first column `scenario` where several are compared.
pub fn assumptions_csv(assumptions: &[Assumption]) -> String {
    let names_scenarios = assumptions.iter().any(|assumption| !assumption.scenario.is_empty());
    let columns: Vec<&str> = names_scenarios.then_some(SCENARIO).into_iter().chain(COLUMNS).collect();
    let mut csv = CsvText::new(&columns);
    for assumption in assumptions {
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
        let (place, name) = words_of(set_in);
        let [low, middle, high] = [low, middle, high].map(f64::to_string);
        let reach_on = reach.map(|reach| reach.moves.name()).unwrap_or_default();
        let reach = reach.map(|reach| reach.size.to_string()).unwrap_or_default();
        let quality = quality.map(Quality::name).unwrap_or_default();
        let option = assumption.option().unwrap_or_default();
        let mut row: Vec<&str> = names_scenarios.then_some(scenario.as_str()).into_iter().collect();
        row.extend([parameter, value, unit, quality, source, note].map(|text| text as &str));
        row.extend([
            place,
            name,
            owner,
            review,
            &low,
            &middle,
            &high,
            distribution,
            &reach,
            reach_on,
            option,
            path,
        ]);
        csv.put(&row);
    }
    csv.finish()
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
    use crate::export::sample::Sample;
    use crate::register::register;

    /// The register of a small scenario, with texts that try the form of the file.
    fn hostile() -> Vec<Assumption> {
        let mut assumptions = register(&Sample::new().scenario);
        assumptions[0].note = "one, \"two\"\nand three; £ – é".into();
        assumptions[0].owner = "\"".into();
        assumptions[1].source = "\r\n".into();
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
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        for (row, own) in reader.records().zip(&assumptions) {
            let row = row.unwrap();
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
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert!(reader.records().all(|row| row.unwrap().len() == COLUMNS.len()));
    }
}
