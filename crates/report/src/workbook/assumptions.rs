//! The register of assumptions as a sheet.

use super::cells::Cell;
use super::tables::SheetTable;
use crate::Run;
use crate::assumptions::{register_of, rows};
use model::prose::said_of;
use model::text;

/// The columns that hold numbers: as the scenario has them, so that 16% is 0.16.
const NUMBERS: [&str; 4] = ["low", "middle", "high", "reach"];

/// The rows of `assumptions.csv`.
pub(super) fn table(run: &Run<'_>) -> SheetTable {
    let cell = |name: &String, text: &str| match text.parse() {
        _ if text.is_empty() => Cell::Empty,
        Ok(number) if NUMBERS.contains(&name.as_str()) => Cell::Number(number),
        _ => Cell::text(text),
    };
    SheetTable::of(
        rows(&register_of(run)),
        |name| said_of(text!("workbook", "columns of assumptions"), name).unwrap_or_default().to_owned(),
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
