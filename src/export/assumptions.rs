//! `assumptions.csv`: the register of assumptions, written and read back.

use std::{error, fmt};

use super::Run;
use super::csv::CsvText;
use crate::register::{Assumption, Moves, Reach, SetIn, compared, register};
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
    match run.others {
        [] => register(run.scenario),
        others => compared(run.scenario, others),
    }
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

/// Why a text is no register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRegister {
    what: String,
}

impl fmt::Display for NoRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl error::Error for NoRegister {}

/// Reads what [`assumptions_csv`] has written. Columns are found by their
/// names; others are passed over.
///
/// # Errors
///
/// Which column is missing, or which line cannot be read.
pub fn read_assumptions(text: &str) -> Result<Vec<Assumption>, NoRegister> {
    let no_register = |what: String| NoRegister { what };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| no_register(error.to_string()))?.clone();
    let place = |column: &str| header.iter().position(|own| own == column);
    let mut places = [0; COLUMNS.len()];
    for (at, column) in places.iter_mut().zip(COLUMNS) {
        *at = place(column).ok_or_else(|| no_register(format!("there is no column `{column}`")))?;
    }
    let scenario = place(SCENARIO);
    let mut assumptions = Vec::new();
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|error| no_register(error.to_string()))?;
        let cells = places.map(|at| row[at].to_owned());
        let scenario = scenario.map(|at| row[at].to_owned()).unwrap_or_default();
        let read = read_row(scenario, cells);
        assumptions.push(read.map_err(|what| no_register(format!("row {}: {what}", number + 1)))?);
    }
    Ok(assumptions)
}

fn read_row(scenario: String, cells: [String; COLUMNS.len()]) -> Result<Assumption, String> {
    let number = |cell: &str| cell.parse::<f64>().map_err(|_| format!("`{cell}` is no number"));
    let [
        parameter,
        value,
        unit,
        quality,
        source,
        note,
        place,
        name,
        owner,
        review,
        low,
        middle,
        high,
        distribution,
        reach,
        reach_on,
        _,
        path,
    ] = cells;
    let quality = match Quality::named(&quality) {
        None if !quality.is_empty() => return Err(format!("`{quality}` is no quality")),
        quality => quality,
    };
    let set_in = match (place.as_str(), name.is_empty()) {
        ("base", _) => SetIn::Base(name),
        ("scenario", _) => SetIn::Scenario,
        ("option", _) => SetIn::Option(name),
        ("program", true) => SetIn::Default,
        ("program", false) => SetIn::ReadyOption(name),
        _ => return Err(format!("`{place}` is no place where a number is set")),
    };
    let reach = match Moves::named(&reach_on) {
        Some(moves) => Some(Reach { size: number(&reach)?, moves }),
        None if reach_on.is_empty() => None,
        None => return Err(format!("`{reach_on}` is nothing that a number moves")),
    };
    let (low, middle, high) = (number(&low)?, number(&middle)?, number(&high)?);
    Ok(Assumption {
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
    })
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
    fn what_is_written_can_be_read_back() {
        let mut assumptions = hostile();
        assert_eq!(read_assumptions(&assumptions_csv(&assumptions)).unwrap(), assumptions);
        for assumption in &mut assumptions {
            assumption.scenario = "growth, fast".into();
        }
        assert_eq!(read_assumptions(&assumptions_csv(&assumptions)).unwrap(), assumptions);
    }

    #[test]
    fn every_row_has_all_columns() {
        let text = assumptions_csv(&hostile());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert!(reader.records().all(|row| row.unwrap().len() == COLUMNS.len()));
    }

    #[test]
    fn what_is_no_register_is_told() {
        let good = assumptions_csv(&hostile()[..1]);
        for (text, what) in [
            (String::new(), "there is no column `parameter`"),
            ("path,value\n".to_owned(), "there is no column `parameter`"),
            (good.replace(",scenario,", ",nowhere,"), "row 1: `nowhere` is no place"),
            (good.clone() + "short\n", "record 2"),
        ] {
            let error = read_assumptions(&text).unwrap_err().to_string();
            assert!(error.contains(what), "{error}");
        }
    }
}
