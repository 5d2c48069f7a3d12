//! The columns of the csv files: what is in them, and what the notes at their heads say.

use super::cells::Cell;
use model::measure::Unit;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Month,
    /// In the unit of the row.
    Value,
    /// Shares of trials.
    Chance,
    /// Standard errors in the unit of the row.
    Error,
}

/// Name of the column, what it holds, and its definition.
const COLUMNS: [(&str, Holds, &str); 24] = [
    (
        "option",
        Holds::Text,
        "\u{201c}baseline\u{201d} is the service without the options; otherwise the name of an option. \
      Their titles are on the sheet \u{201c}Read me\u{201d}.",
    ),
    ("team", Holds::Text, "The team; empty for the whole service."),
    (
        "month",
        Holds::Month,
        "The last day of the month, shown as month and year. Stocks and rates are those at the end of \
      that day; flows and money are those of the month. The first month is that of the opening balances.",
    ),
    ("financial_year", Holds::Text, "April to March. Only years that the run covers whole."),
    ("measure", Holds::Text, "What is measured. The sheet \u{201c}Read me\u{201d} defines each measure."),
    (
        "unit",
        Holds::Text,
        "What the numbers of the row count in. A share of 0.16 is shown as 16.0%; GBP are pounds at the \
      prices of the time.",
    ),
    ("mean", Holds::Value, "Mean over the trials."),
    ("p05", Holds::Value, "5th percentile: one trial in twenty is below it."),
    ("p10", Holds::Value, "10th percentile: one trial in ten is below it."),
    ("p25", Holds::Value, "25th percentile: one trial in four is below it."),
    ("p50", Holds::Value, "Median: half of the trials are below it and half above."),
    ("p75", Holds::Value, "75th percentile: one trial in four is above it."),
    ("p90", Holds::Value, "90th percentile: one trial in ten is above it."),
    ("p95", Holds::Value, "95th percentile: one trial in twenty is above it."),
    (
        "standard_error",
        Holds::Error,
        "How far the limited number of trials may have moved the mean (or the chance): its \
      Monte Carlo standard error.",
    ),
    ("probability_lower", Holds::Chance, "Share of the trials in which the value is lower with the option."),
    (
        "probability_higher",
        Holds::Chance,
        "Share of the trials in which the value is higher with the option.",
    ),
    ("against", Holds::Text, "What the option is compared with: \u{201c}baseline\u{201d} or another option."),
    (
        "paid_back_share",
        Holds::Chance,
        "Share of the trials in which the option has saved as much as it has cost by the \
      end of the month, and so it stays to the end of the run.",
    ),
    (
        "mean_cost_of_levers",
        Holds::Value,
        "Mean cost of the option's own measures over the whole run, in pounds.",
    ),
    ("target", Holds::Text, "The target as it stands in the scenario."),
    (
        "by",
        Holds::Month,
        "The last day of the month by which it is to be met, shown as month and year; empty if it has no date.",
    ),
    ("chance", Holds::Chance, "Share of the trials that meet the target at the end of the month."),
    (
        "chance_by_then",
        Holds::Chance,
        "Share of the trials that have met the target at the end of this or of an earlier \
      month.",
    ),
];

/// Said more of the sizes of differences.
const OF_DIFFERENCES: &str = " Each trial is compared with itself: the value with the option minus the value without it, \
     under the same luck. Differences of shares are percentage points: +0.02, shown as +2.0%, is two points more.";

/// What is in a csv file: levels, or differences, which are shown with their signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Levels,
    Differences,
}

/// The note at the head of a column.
pub(super) fn note(name: &str, kind: ColumnKind) -> String {
    let known = COLUMNS.iter().find(|(own, ..)| *own == name);
    let (holds, text) = known.map_or((Holds::Text, ""), |(_, holds, text)| (*holds, *text));
    let more = if kind == ColumnKind::Differences && holds == Holds::Value { OF_DIFFERENCES } else { "" };
    format!("{text}{more}")
}

/// A cell of a csv file; `unit` is what its row counts in.
pub(super) fn cell(name: &str, text: &str, unit: Unit, kind: ColumnKind) -> Cell {
    let holds = COLUMNS.iter().find(|(own, ..)| *own == name).map_or(Holds::Text, |(_, holds, _)| *holds);
    if text.is_empty() {
        return Cell::Empty;
    }
    let number = || text.parse::<f64>().ok();
    let read = match holds {
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
