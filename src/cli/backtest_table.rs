//! The main results of a back-test for people: a table for the terminal.

use std::fmt::Write as _;
use std::path::Path;

use super::columns::{TextColumn, put_block, wrapped};
use model::english::{counted, list};
use model::readable::{percent, whole};
use report::MANIFEST;
use report::backtest::phrases::{up_to, years};
use report::backtest::{CHARTS, COVERAGE, PAGE, PROJECTIONS, SCORES, Tested};
use study::backtest::MEASURES;
use study::backtest::groups::Group;
use study::backtest::scores::Forecaster;
use study::backtest::table::ScoreRow;

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
            counted(councils, "council"),
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
    let page = folder.join(PAGE);
    put(
        &mut text,
        &format!(
            "Read {}. Beside it: {PROJECTIONS}, {SCORES}, {COVERAGE}, charts in {CHARTS}, {MANIFEST}",
            page.display()
        ),
        width,
    );
    text
}

fn put(text: &mut String, line: &str, width: usize) {
    writeln!(text, "{}", wrapped(line, width)).expect("a string takes any text");
}

/// Staffcast's scores of all councils and years: of each measure, then of all together.
fn own_rows(rows: &[ScoreRow]) -> Vec<&ScoreRow> {
    let is_own =
        |row: &&ScoreRow| (row.group, row.horizon, row.forecaster) == (Group::All, None, Forecaster::Own);
    rows.iter().filter(is_own).collect()
}

fn columns(rows: &[&ScoreRow]) -> [TextColumn; 6] {
    let column = |heading: [&str; 2], cell: &dyn Fn(&ScoreRow) -> String| {
        let cells = rows.iter().map(|row| cell(row));
        TextColumn::right(heading.map(str::to_owned).into_iter().chain(cells))
    };
    let title = |row: &&ScoreRow| row.measure.map_or("All measures", |at| MEASURES[at].title).to_owned();
    let ratio = |ratio: Option<f64>| ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
    [
        TextColumn::left(["", ""].map(str::to_owned).into_iter().chain(rows.iter().map(title))),
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
        more => counted(more, "council"),
    };
    Some(format!("Nothing of {which} is published both in an origin and after it."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::published::Published;
    use study::backtest::rules::Rule;
    use study::backtest::sample::{council_of, forecast, projection};
    use study::backtest::table::table;
    use study::backtest::{BacktestPlan, Measure, Projection};

    #[test]
    fn a_table_says_what_ranges_held_and_who_is_left_out() {
        let own = forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 1.5);
        let mut projections = vec![projection("Kent", 1, 5.0, own), projection("Leeds", 1, 9.5, own)];
        for one in &mut projections {
            one.rules[Rule::LastValue as usize] = Some(forecast([0.0; 7], 2.0));
        }
        let measure = Measure::find("vacancy_rate").unwrap();
        projections.push(Projection { measure, ..projection("Kent", 2, 7.0, own) });
        let published = Published::embedded();
        let plan = BacktestPlan {
            origins: vec![2019, 2020],
            horizon: 2,
            councils: ["Kent", "Leeds", "Isles of Scilly", "Hackney"].map(council_of).to_vec(),
            measures: projections.iter().map(|one| one.measure).collect(),
            trials: 2_000,
            seed: 7,
        };
        let rows = table(published, &projections);
        let tested = Tested { published, plan: &plan, projections: &projections, rows: &rows };
        insta::assert_snapshot!(to_text(&tested, Path::new("output/backtest"), 80));
    }
}
