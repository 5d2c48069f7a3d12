//! The page of a small made-up back-test, and of the smallest.

use super::*;
use evidence::published::{AreaId, Published, Year};
use model::text;
use study::backtest::rules::Rule;
use study::backtest::table::table;
use study::backtest::{BacktestPlan, Forecast, MEASURES, Projection};

/// Numbers from 0 to 1, the same in every run (Knuth's MMIX generator).
fn numbers() -> impl FnMut() -> f64 {
    let mut state = 11_u64;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    }
}

fn plan(councils: usize, origins: &[Year], horizon: Year, measures: &[usize]) -> BacktestPlan {
    let published = Published::embedded();
    let councils: Vec<AreaId> = published.councils().map(|(id, _)| id).step_by(7).take(councils).collect();
    BacktestPlan {
        origins: origins.to_vec(),
        horizon,
        councils,
        measures: measures.to_vec(),
        trials: 400,
        seed: 1,
    }
}

/// Forecasts that are even between two ends, of which the first measures' are
/// too narrow and the last ones' too wide; outturns even from 0 to 100.
fn projections(plan: &BacktestPlan) -> Vec<Projection> {
    let mut number = numbers();
    let mut all = Vec::new();
    for &measure in &plan.measures {
        let unit = if MEASURES[measure].unit == model::measure::Unit::Share { 0.001 } else { 1.0 };
        let half = 40.0 + 2.0 * measure as f64;
        for (&council, &origin) in
            plan.councils.iter().flat_map(|council| plan.origins.iter().map(move |origin| (council, origin)))
        {
            for horizon in (1..=plan.horizon).filter(|horizon| origin + horizon <= 2023) {
                let outturn = 100.0 * number();
                let even = |half: f64, outturn: f64| {
                    let mut sample: Vec<f64> =
                        (0..=100).map(|i| unit * (50.0 + half * (f64::from(i) / 50.0 - 1.0))).collect();
                    Forecast::of(&mut sample, unit * outturn).unwrap()
                };
                let rules = Rule::ALL.iter().enumerate();
                // One rule has nothing to go by.
                let rules =
                    rules.map(|(at, _)| (at != 2).then(|| even(20.0 + 9.0 * at as f64, outturn))).collect();
                let own = even(half, outturn);
                all.push(Projection {
                    council,
                    origin,
                    horizon,
                    measure,
                    outturn: unit * outturn,
                    last: unit * 50.0,
                    own,
                    rules,
                });
            }
        }
    }
    all
}

fn page(plan: &BacktestPlan) -> BacktestPage {
    let published = Published::embedded();
    let projections = projections(plan);
    verification(published, plan, &projections, &table(published, &projections)).unwrap()
}

#[test]
fn the_page_says_what_the_scores_show() {
    let page = page(&plan(21, &[2019, 2020, 2021, 2022], 3, &(0..12).collect::<Vec<_>>()));
    assert_eq!(
        page.charts.iter().map(|chart| chart.name).collect::<Vec<_>>(),
        ["coverage", "reliability", "quantiles", "rules"]
    );
    for chart in &page.charts {
        assert!(page.markdown.contains(&format!("]({CHARTS}/{}.svg)", chart.name)));
    }
    insta::assert_snapshot!(page.markdown.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn the_page_of_one_council_year_and_measure_is_in_the_singular() {
    let page = page(&plan(1, &[2022], 1, &[1]));
    let head = page.markdown.split("## How to repeat").next().unwrap();
    let head = head.split("## Before").next().unwrap();
    insta::assert_snapshot!(head);
}

#[test]
fn without_projections_there_is_no_page() {
    let plan = plan(1, &[2022], 1, &[]);
    assert!(verification(Published::embedded(), &plan, &[], &[]).is_err());
}

#[test]
fn every_measure_is_defined() {
    for measure in &MEASURES {
        let row = format!("\n| {} | ", measure.title);
        assert!(text!("backtest", "definitions").contains(&row), "{}", measure.title);
    }
}
