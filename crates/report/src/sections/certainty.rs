//! What the ranges are made of: what varies between trials, and what chance in
//! the simulation itself does to them.

use super::cells::Levels;
use crate::dates::usual_months;
use crate::{Run, precision, rounding};
use model::measure::usual::KEY;
use model::measure::{MeasureId, Unit};
use model::readable::Style;
use model::sampling::Layers;
use model::text;
use model::uncertain::Quantity;
use paper::{Block, Column, Section, Table};

/// The section.
pub(crate) fn section(run: &Run<'_>) -> Section {
    let mut blocks = vec![
        Block::Heading("What differs between the trials".to_owned()),
        Block::Bullets(layers(run)),
        Block::Heading("What chance in the simulation does".to_owned()),
        Block::Paragraph(format!(
            "With another seed the figures would come out slightly differently: that is the error of simulation, below. A \
             chance, in whole per cent, is known to within about {} percentage points. More trials make the error smaller. \
             It is not the uncertainty about the future, which is the range. Figures are written to about a fiftieth of \
             their 80% range, all of one measure alike.",
            error_of_chances(run.settings.trials)
        )),
    ];
    blocks.extend(errors(run).map(Block::Table));
    Section::new("certainty", "What the ranges are made of", blocks)
}

/// Within how many percentage points a chance is known: two standard errors of a chance of one half.
fn error_of_chances(trials: u32) -> String {
    format!("{:.0}", (100.0 / f64::from(trials.max(1)).sqrt()).ceil())
}

/// The layers of uncertainty, each with whether it varied.
fn layers(run: &Run<'_>) -> Vec<String> {
    let mut ranges = 0_u32;
    run.scenario.service.map(&mut |_, _, number| {
        ranges += u32::from(matches!(number.quantity, Quantity::Drawn(_)));
    });
    // A new layer will not compile until it is told.
    let Layers { parameters, environment, chance } = run.settings.layers;
    let told =
        |varies: bool, text: String| if varies { text } else { format!("{text} Held fixed in this run.") };
    vec![
        told(
            parameters,
            format!(
                "What we do not know: {ranges} numbers of the scenario are ranges, and each trial draws its own."
            ),
        ),
        told(environment, text!("report", "layer of the environment").to_owned()),
        told(chance, text!("report", "layer of chance").to_owned()),
    ]
}

/// The Monte Carlo error of the key figures.
fn errors(run: &Run<'_>) -> Option<Table> {
    let baseline = run.results.summaries.first()?;
    let month = usual_months(run)[0];
    let row = |id: MeasureId| {
        let series = baseline.service(id)?;
        let band = series.at(&month)?;
        let unit = series.measure.unit;
        let error = band.percentile_error(baseline.trials);
        let level = Levels(precision::levels(run, id.name())).cell(Some(band));
        (error > 0.0).then(|| vec![series.measure.title.to_string(), level, written(unit, error)])
    };
    let rows: Vec<Vec<String>> = KEY.into_iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Table {
        caption: format!("Error of simulation of the baseline in {}", month.long_name()),
        columns: vec![
            Column::words("Measure"),
            Column::numbers("Median and 80% range"),
            Column::numbers("Standard error of simulation"),
        ],
        rows,
        notes: vec![text!("report", "error of simulation").to_owned()],
        is_long: false,
    })
}

/// An error with two figures and its unit.
fn written(unit: Unit, error: f64) -> String {
    let figures = |value: f64| {
        let decimals = (1 - value.log10().floor() as i32).clamp(0, 6) as usize;
        format!("{value:.decimals$}")
    };
    match unit {
        Unit::Share => format!("{} percentage points", figures(100.0 * error)),
        Unit::Pounds => Style::of(unit, &[error]).write(error),
        Unit::Cases
        | Unit::Count
        | Unit::CasesPerFte
        | Unit::Fte
        | Unit::Weeks
        | Unit::PerYear
        | Unit::PerTenThousand => {
            debug_assert!(rounding::decimals(unit) > 0);
            figures(error)
        }
    }
}
