//! The columns of the csv files: what is in them, and what the notes at their heads say.

use super::cells::Cell;
use model::measure::Unit;
use model::prose::said_of;
use model::text;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Month,
    /// In the unit of the row.
    Value,
    /// Shares, such as those of trials.
    Chance,
    /// Standard errors in the unit of the row.
    Error,
}

impl Holds {
    /// What the column of this name holds.
    fn of(name: &str) -> Self {
        match name {
            "month" | "by" => Self::Month,
            "mean" | "p05" | "p10" | "p25" | "p50" | "p75" | "p90" | "p95" | "mean_cost_of_levers" => {
                Self::Value
            }
            "probability_lower" | "probability_higher" | "paid_back_share" | "chance" | "chance_by_then" => {
                Self::Chance
            }
            "break_even_effect_p10" | "break_even_effect_p50" | "break_even_effect_p90" => Self::Chance,
            "standard_error" => Self::Error,
            _ => Self::Text,
        }
    }
}

/// What is in a csv file: levels, or differences, which are shown with their signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Levels,
    Differences,
}

/// The note at the head of a column.
pub(super) fn note(name: &str, kind: ColumnKind) -> String {
    let text = said_of(text!("workbook", "columns of results"), name).unwrap_or_default();
    if kind == ColumnKind::Differences && Holds::of(name) == Holds::Value {
        format!("{text} {}", text!("workbook", "differences"))
    } else {
        text.to_owned()
    }
}

/// A cell of a csv file; `unit` is what its row counts in.
pub(super) fn cell(name: &str, text: &str, unit: Unit, kind: ColumnKind) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    let number = || text.parse::<f64>().ok();
    let read = match Holds::of(name) {
        Holds::Text => None,
        Holds::Month => text.parse().ok().map(Cell::Month),
        Holds::Value if kind == ColumnKind::Differences => number().map(|value| Cell::Change(unit, value)),
        Holds::Value => number().map(|value| Cell::Value(unit, value)),
        Holds::Chance => number().map(|value| Cell::Value(Unit::Share, value)),
        Holds::Error => number().map(|value| Cell::Error(unit, value)),
    };
    read.unwrap_or_else(|| Cell::text(text))
}

/// The unit with this name in the csv files.
pub(super) fn unit_named(name: &str) -> Option<Unit> {
    UNITS.into_iter().find(|unit| unit.name() == name)
}

const UNITS: [Unit; 9] = [
    Unit::Cases,
    Unit::Count,
    Unit::CasesPerFte,
    Unit::Fte,
    Unit::Share,
    Unit::Weeks,
    Unit::PerYear,
    Unit::Pounds,
    Unit::PerTenThousand,
];
