//! A scenario for every council: it can be run, opens as published, and keeps its balance.

#![expect(clippy::print_stdout, reason = "the table of gaps is for the reader of a test run")]

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use staffcast::ensemble::{Settings, Unwatched};
use staffcast::estimate::{Draft, Estimator, Figure};
use staffcast::published::{AreaId, Published, Year};
use staffcast::sampling::Layers;
use staffcast::scenario::{self, Reading};
use staffcast::summary::{Summary, simulate};

/// Reads a draft as its user would.
fn read(folder: &Path, name: &str, draft: &Draft) -> Reading {
    let path = folder.join(format!("{name}.toml"));
    fs::write(&path, &draft.text).expect("the folder is there");
    scenario::read(&path)
}

/// Every council in every year from 2017: no errors, and no warnings either.
#[test]
fn every_council_has_a_sound_scenario_in_every_year() {
    let data = Published::embedded();
    let folder = tempfile::tempdir().unwrap();
    let councils: Vec<AreaId> = data.areas().map(|(id, _)| id).collect();
    let mut faults = Vec::new();
    for year in 2017..=2023 {
        let estimator = Estimator::new(data, Some(year)).unwrap();
        let found: Vec<String> = councils
            .par_iter()
            .filter_map(|council| {
                let area = data.area(*council);
                let draft = match estimator.scenario(*council) {
                    Ok(draft) => draft,
                    Err(error) => return Some(format!("{} {year}: {error}", area.name)),
                };
                let reading = read(folder.path(), &format!("{}-{year}", area.code), &draft);
                let problems = reading.problems.render(&reading.sources, false);
                (!reading.problems.list().is_empty()).then(|| format!("{} {year}:\n{problems}", area.name))
            })
            .collect();
        faults.extend(found);
    }
    assert!(faults.is_empty(), "{} scenarios\n{}", faults.len(), faults.join("\n"));
}

/// Measures that are published for the start: name, and how it follows from the figures.
type Of = fn(&Published, AreaId, Year) -> Option<f64>;
const PUBLISHED: [(&str, Of); 12] = [
    ("in_post_fte", |data, council, year| data.workforce.get(council, year).in_post),
    ("vacancy_fte", |data, council, year| data.workforce.get(council, year).vacancies),
    ("agency_fte", |data, council, year| data.workforce.get(council, year).agency),
    ("vacancy_rate", |data, council, year| {
        let row = data.workforce.get(council, year);
        Some(row.vacancies? / (row.vacancies? + row.in_post?))
    }),
    ("agency_rate", |data, council, year| {
        let row = data.workforce.get(council, year);
        Some(row.agency? / (row.agency? + row.in_post?))
    }),
    ("turnover_rate", |data, council, year| {
        let row = data.workforce.get(council, year);
        Some(row.leavers? / row.in_post?)
    }),
    ("caseload", |data, council, year| {
        let row = data.workforce.get(council, year);
        Some(row.cases? / row.case_holders?)
    }),
    ("open_cases", |data, council, year| data.workforce.get(council, year).cases),
    ("open_cases.child_protection", |data, council, year| data.demand.get(council, year).protection_plans),
    ("open_cases.looked_after", |data, council, year| data.looked_after.get(council, year).looked_after),
    ("rereferral_share", |data, council, year| {
        let row = data.demand.get(council, year);
        Some(row.rereferrals? / row.referrals?)
    }),
    ("absence_rate", |data, council, year| Some(data.workforce.get(council, year).absence_percent? / 100.0)),
];

/// A council's scenario, and what a run of it gave.
struct Ran {
    council: AreaId,
    draft: Draft,
    summary: Summary,
}

impl Ran {
    /// The median of a measure after some months.
    fn median(&self, measure: &str, month: usize) -> Option<f64> {
        let series = self.summary.service(measure)?;
        let start = self.summary.service("in_post_fte")?.bands[0].0;
        let wanted = start.plus(i32::try_from(month).unwrap());
        series.bands.iter().find(|(month, _)| *month == wanted).map(|(_, band)| band.p50)
    }

    fn mean(&self, measure: &str, month: usize) -> Option<f64> {
        let series = self.summary.service(measure)?;
        let start = self.summary.service("in_post_fte")?.bands[0].0;
        let wanted = start.plus(i32::try_from(month).unwrap());
        series.bands.iter().find(|(month, _)| *month == wanted).map(|(_, band)| band.mean)
    }
}

/// Runs the scenarios of all councils for a year and a half.
fn run_all(data: &Published, trials: u32, layers: Layers) -> Vec<Ran> {
    let estimator = Estimator::new(data, Some(2023)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let councils: Vec<AreaId> = data.councils().map(|(id, _)| id).collect();
    councils
        .par_iter()
        .map(|council| {
            let mut draft = estimator.scenario(*council).unwrap();
            draft.text = draft.text.replace("months  = 60", "months  = 12");
            let reading = read(folder.path(), &data.area(*council).code, &draft);
            let settings = Settings { trials, seed: 1, threads: Some(1), layers };
            let summary = simulate(&reading.scenario.unwrap().service, &settings, &Unwatched).unwrap();
            Ran { council: *council, draft, summary }
        })
        .collect()
}

#[test]
fn every_council_opens_as_published() {
    let data = Published::embedded();
    let all = run_all(data, 60, Layers::ALL);
    for (measure, of) in PUBLISHED {
        let gap = |month: usize| -> Vec<(f64, &str)> {
            let mut gaps: Vec<(f64, &str)> = all
                .iter()
                .filter_map(|ran| {
                    let published =
                        of(data, ran.council, 2023).filter(|value| value.is_finite() && *value > 0.0)?;
                    let got = ran.median(measure, month)?;
                    Some(((got - published) / published, data.area(ran.council).name.as_str()))
                })
                .collect();
            gaps.sort_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
            gaps
        };
        for month in [0, 1] {
            let gaps = gap(month);
            if let Some(worst) = gaps.last() {
                let middle = gaps[gaps.len() / 2].0.abs();
                println!(
                    "{measure:28} month {month}: middle {:6.2}%, worst {:6.1}% ({}), {} councils",
                    100.0 * middle,
                    100.0 * worst.0,
                    worst.1,
                    gaps.len()
                );
            }
        }
    }
    let figures: Vec<&Figure> = all.iter().flat_map(|ran| &ran.draft.figures).collect();
    let others = figures.iter().filter(|figure| !figure.is_own()).count();
    println!("{others} of {} figures are not the council's own", figures.len());
    let scaled: Vec<String> = all
        .iter()
        .filter(|ran| (ran.draft.scaled_by - 1.0).abs() > 1e-9)
        .map(|ran| format!("{} {:.2}", data.area(ran.council).name, ran.draft.scaled_by))
        .collect();
    println!("{} councils scaled: {}", scaled.len(), scaled.join(", "));
}

#[test]
fn no_stock_drifts_without_environment() {
    let data = Published::embedded();
    let layers: Layers = "parameters,chance".parse().unwrap();
    let all = run_all(data, 60, layers);
    for measure in [
        "in_post_fte",
        "vacancy_fte",
        "agency_fte",
        "open_cases",
        "open_cases.assessment",
        "open_cases.child_in_need",
        "open_cases.child_protection",
        "open_cases.looked_after",
    ] {
        let mut drifts: Vec<(f64, String)> = all
            .iter()
            .filter_map(|ran| {
                let (before, after) = (ran.mean(measure, 0)?, ran.mean(measure, 12)?);
                (before > 0.0).then(|| {
                    (
                        after / before - 1.0,
                        format!("{} {before:.0} to {after:.0}", data.area(ran.council).name),
                    )
                })
            })
            .collect();
        drifts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let n = drifts.len();
        println!(
            "{measure:28} drift in a year: p10 {:5.1}% middle {:5.1}% p90 {:5.1}%; lowest {:?}; highest {:?}",
            100.0 * drifts[n / 10].0,
            100.0 * drifts[n / 2].0,
            100.0 * drifts[n * 9 / 10].0,
            &drifts[..3],
            &drifts[n - 3..]
        );
    }
}
