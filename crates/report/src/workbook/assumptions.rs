//! The register of assumptions as a sheet.

use super::cells::Cell;
use super::tables::SheetTable;
use crate::Run;
use crate::assumptions::{register_of, rows};

/// The columns that hold numbers: as the scenario has them, so that 16% is 0.16.
const NUMBERS: [&str; 4] = ["low", "middle", "high", "reach"];

/// What is in the columns.
const NOTES: [(&str, &str); 19] = [
    (
        "scenario",
        "The scenario, where several are compared: its name in the column option of the other sheets.",
    ),
    ("parameter", "What the number is."),
    ("value", "The number or the range, as people write it."),
    ("unit", "What it counts in."),
    ("quality", "How good the evidence is, if the scenario says so: high, medium or low."),
    ("source", "Where it comes from."),
    ("note", "What else a reader should know."),
    (
        "set_in",
        "Where it was set: a base that the scenario extends, the scenario, an option, or the program.",
    ),
    ("set_by", "The name of the base or of the option."),
    ("owner", "Who answers for it."),
    ("review", "When it is to be looked at again."),
    ("low", "A tenth of the trials lie below this, as the scenario has it: 16% is 0.16."),
    ("middle", "Half of the trials lie below this."),
    ("high", "A tenth of the trials lie above this."),
    ("distribution", "The form of the range; \u{201c}value\u{201d} for a plain number."),
    (
        "reach",
        "How far it alone may move what reach_on names, by the balance of the start: 0.01 is a hundredth.",
    ),
    ("reach_on", "What it moves."),
    ("option", "The option that it belongs to."),
    ("path", "Its address in the scenario."),
];

/// The rows of `assumptions.csv`.
pub(super) fn table(run: &Run<'_>) -> SheetTable {
    let cell = |name: &String, text: &str| match text.parse() {
        _ if text.is_empty() => Cell::Empty,
        Ok(number) if NUMBERS.contains(&name.as_str()) => Cell::Number(number),
        _ => Cell::text(text),
    };
    let note = |name: &str| NOTES.iter().find(|(own, _)| *own == name).map_or("", |(_, note)| *note);
    SheetTable::of(
        rows(&register_of(run)),
        |name| note(name).to_owned(),
        |row| row.iter().map(|(name, text)| cell(name, text)).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn every_column_is_explained_and_low_values_are_numbers() {
        let table = table(&Sample::new().run());
        assert!(table.heads.iter().all(|head| !head.note.is_empty()), "{:?}", table.heads);
        let low = table.heads.iter().position(|head| head.name == "low").unwrap();
        assert!(!table.rows.is_empty() && table.rows.iter().all(|row| matches!(row[low], Cell::Number(_))));
    }
}
