//! What a chart cannot be drawn from.

use super::{ChartError, LARGEST_VALUE};
use model::calendar::Month;

/// Whether all values of a part can be drawn.
pub(super) fn check_values(
    part: &'static str,
    mut values: impl Iterator<Item = f64>,
) -> Result<(), ChartError> {
    // A comparison with NaN is false, so this finds it too.
    match values.find(|value| !matches!(value.abs(), 0.0..=LARGEST_VALUE)) {
        Some(value) => Err(ChartError::Undrawable { part, value }),
        None => Ok(()),
    }
}

/// Whether the months of a part ascend.
pub(super) fn check_months(
    part: &'static str,
    months: impl Iterator<Item = Month>,
) -> Result<(), ChartError> {
    let mut before = None;
    for month in months {
        if before.is_some_and(|before| before >= month) {
            return Err(ChartError::MonthsOutOfOrder { part, month });
        }
        before = Some(month);
    }
    Ok(())
}
