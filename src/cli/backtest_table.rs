//! The main results of a back-test for people: a table for the terminal.

use std::fmt::Write as _;
use std::path::Path;

use super::columns::{Column, put_block, wrapped};
use crate::backtest::MEASURES;
use crate::backtest::scores::{Forecaster, Group, Row};
use crate::export::MANIFEST;
use crate::export::backtest::words::{list, number, up_to, years};
use crate::export::backtest::{CHARTS, PAGE, PROJECTIONS, SCORES, Tested};
use crate::export::readable::{percent, whole};

/// Blanks between columns.
const GAP: &str = "   ";

/// More councils than these are counted, not named.
const NAMED: usize = 5;

/// The scores of a back-test whose files are in `folder`; sentences are at most `width` columns wide.
pub(super) fn to_text(tested: &Tested<'_>, folder: &Path, width: usize) -> String {
    let mut text = String::new();
    let plan = tested.plan;
    let rows = own_rows(tested.rows);
    let councils = rows.last().map_or(0, |row| row.score.councils);
    put(
        &mut text,
        &format!(
            "Back-test of {} from {}, {}: {} trials each, seed {}",
            number(councils, "council"),
            years(&plan.origins),
            up_to(plan.horizon),
            whole(plan.trials.into()),
            plan.seed
        ),
        width,
    );
    text.push('\n');
    let columns = columns(&rows);
    put_block(&mut text, &columns.iter().collect::<Vec<_>>(), GAP);
    put(
        &mut text,
        "A 50% range should hold half of the outturns, an 80% range eight of ten. The score (CRPS) is divided by that \
         of a simple rule for the same outturns: below 1, Staffcast is better.",
        width,
    );
    if let Some(left_out) = left_out(tested) {
        put(&mut text, &left_out, width);
    }
    text.push('\n');
    let folder = folder.display();
    put(
        &mut text,
        &format!("Read {folder}/{PAGE}. Beside it: {PROJECTIONS}, {SCORES}, charts in {CHARTS}, {MANIFEST}"),
        width,
    );
    text
}

fn put(text: &mut String, line: &str, width: usize) {
    writeln!(text, "{}", wrapped(line, width)).expect("a string takes any text");
}

/// Staffcast's scores of all councils and years: of each measure, then of all together.
fn own_rows(rows: &[Row]) -> Vec<&Row> {
    let is_own = |row: &&Row| (row.group, row.horizon, row.forecaster) == (Group::All, None, Forecaster::Own);
    rows.iter().filter(is_own).collect()
}

fn columns(rows: &[&Row]) -> [Column; 6] {
    let column = |heading: [&str; 2], cell: &dyn Fn(&Row) -> String| {
        let cells = rows.iter().map(|row| cell(row));
        Column::right(heading.map(str::to_owned).into_iter().chain(cells))
    };
    let title = |row: &&Row| row.measure.map_or("All measures", |at| MEASURES[at].title).to_owned();
    let ratio = |ratio: Option<f64>| ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
    [
        Column::left(["".to_owned(), "".to_owned()].into_iter().chain(rows.iter().map(title))),
        column(["", "outturns"], &|row| whole(row.score.n as u64)),
        column(["in the", "50% range"], &|row| percent(row.score.coverage50.share)),
        column(["in the", "80% range"], &|row| percent(row.score.coverage80.share)),
        column(["score over", "last value's"], &|row| {
            ratio(row.score.accuracy.and_then(|accuracy| accuracy.crps_to_last_value))
        }),
        column(["score over", "regression's"], &|row| {
            ratio(row.score.accuracy.and_then(|accuracy| accuracy.crps_to_regression))
        }),
    ]
}

/// Councils that were asked for, but have nothing to compare.
fn left_out(tested: &Tested<'_>) -> Option<String> {
    let is_projected = |council| tested.projections.iter().any(|projection| projection.council == council);
    let missing: Vec<String> = tested
        .plan
        .councils
        .iter()
        .filter(|council| !is_projected(**council))
        .map(|council| tested.published.area(*council).name.clone())
        .collect();
    let which = match missing.len() {
        0 => return None,
        1..=NAMED => list(&missing),
        more => number(more, "council"),
    };
    Some(format!("Nothing of {which} is published both in an origin and after it."))
}
