//! The main results for programs.
//!
//! The keys are stable: they may be added to, but none is taken away or
//! changes its meaning.
//!
//! ```text
//! program, version
//! title, council        as in the scenario
//! start                 the day of the opening balances, 2023-09-30
//! months                months that were run
//! trials, seed, layers  how it was run
//! folder                where the files are, as given
//! options               the baseline first; for each
//!   option              "baseline", or the name of the option
//!   too_few_trials      a sentence if there are too few for what is shown, else null
//!   measures            the main ones; for each
//!     measure           its id, as in monthly.csv
//!     title, unit
//!     values            now, in 12, 24 and 60 months and in the last month; for each
//!       month           2024-09
//!       months_ahead    12
//!       p10, p50, p90   rounded as in monthly.csv; null where the measure does not exist
//!   targets             for each
//!     target            as in the scenario
//!     month, chance     that of its date, or the last; the share of trials that meet it
//! answers               for each option
//!   option, title
//!   sentences           what is said of it
//! ```

use std::path::Path;

use serde_json::{Value as Json, json};

use model::measure::Unit;
use model::summary::{Band, Summary, TargetChance};
use report::answers::{Answer, answers};
use report::outlook::{Horizon, Outlook, OutlookRow, outlooks};
use report::{Run, rounding};

/// The results of a run whose files are in `folder`.
pub(super) fn to_text(run: &Run<'_>, folder: &Path) -> String {
    let service = &run.scenario.service;
    let outlooks = outlooks(run);
    let options = outlooks.iter().zip(&run.results.summaries);
    let results = json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "title": service.title,
        "council": service.council,
        "start": service.start.0.last_day().to_string(),
        "months": service.months.0,
        "trials": run.settings.trials,
        "seed": run.settings.seed,
        "layers": run.layers(),
        "folder": folder.to_string_lossy(),
        "options": options.map(option).collect::<Json>(),
        "answers": answers(run).iter().map(answer).collect::<Json>(),
    });
    format!("{results:#}\n")
}

fn option((outlook, summary): (&Outlook<'_>, &Summary)) -> Json {
    let measures = outlook.rows.iter().map(|row| measure(row, &outlook.horizons));
    json!({
        "option": outlook.option,
        "too_few_trials": summary.too_few_trials,
        "measures": measures.collect::<Json>(),
        "targets": summary.targets.iter().filter_map(target).collect::<Json>(),
    })
}

fn target(chance: &TargetChance) -> Option<Json> {
    let headline = chance.headline()?;
    Some(json!({
        "target": chance.target.to_string(),
        "month": headline.month.to_string(),
        "chance": rounding::json(Unit::Share, headline.met),
    }))
}

fn answer(answer: &Answer) -> Json {
    json!({ "option": answer.option, "title": answer.title, "sentences": answer.sentences })
}

fn measure(row: &OutlookRow<'_>, horizons: &[Horizon]) -> Json {
    let unit = row.measure.unit;
    let values = horizons.iter().zip(&row.bands).map(|(horizon, band)| {
        let value = |of: fn(&Band) -> f64| {
            let number = band.as_ref().map_or(f64::NAN, of);
            rounding::json(unit, number)
        };
        json!({
            "month": horizon.month.to_string(),
            "months_ahead": horizon.months_ahead,
            "p10": value(|band| band.p10),
            "p50": value(|band| band.p50),
            "p90": value(|band| band.p90),
        })
    });
    json!({
        "measure": row.measure.id,
        "title": row.measure.title,
        "unit": unit.name(),
        "values": values.collect::<Json>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::sample::{Sample, months};

    #[test]
    fn the_results_for_programs() {
        let mut sample = Sample::new();
        sample.results.summaries = vec![months(18)];
        let text = to_text(&sample.run(), Path::new("output/small"));
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }
}
