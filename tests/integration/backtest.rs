//! What a back-test projects: from nothing that came later, and read off where it is published.

use std::convert::Infallible;
use std::sync::Mutex;

use staffcast::backtest::{self, BacktestPlan, Forecast, MEASURES, Measure, Projection, Task};
use staffcast::ensemble::{Stopped, Unwatched};
use staffcast::estimate::Estimator;
use staffcast::published::{Published, Year};
use staffcast::report::backtest::coverage_csv;
use staffcast::sampling::Layers;
use staffcast::service::{Count, FundedPosts};

use crate::support::{Trials, mean, service, spoiled_after};

/// Its median is the value of one trial, and so are the other quantiles: 40 is parted by 20.
const TRIALS: u32 = 41;

fn plan(published: &Published, councils: &[&str], origins: &[Year], horizon: Year) -> BacktestPlan {
    let find = |name: &&str| published.find(name).expect("a council");
    BacktestPlan {
        origins: origins.to_vec(),
        horizon,
        councils: councils.iter().map(find).collect(),
        measures: (0..MEASURES.len()).collect(),
        trials: TRIALS,
        seed: 5,
    }
}

/// What a task could not be ended by.
struct Never(Infallible);

impl From<Stopped> for Never {
    fn from(_: Stopped) -> Self {
        unreachable!("nobody stops it")
    }
}

/// All tasks of a plan and what is projected, by origin and council.
fn run(published: &Published, plan: &BacktestPlan) -> (Vec<Task>, Vec<Projection>) {
    let tasks = backtest::tasks(published, plan).expect("figures of these years");
    let projected = Mutex::new(Vec::new());
    let outcome = backtest::project(plan, &tasks.iter().collect::<Vec<_>>(), &Unwatched, &|_, one| {
        projected.lock().expect("no thread fails").push(one);
        Ok::<_, Never>(())
    });
    outcome.unwrap_or_else(|Never(never)| match never {});
    let mut projected = projected.into_inner().expect("no thread fails");
    projected.sort_by_key(|one| (one.origin, one.council));
    let projections = plan.with_rules(published, &projected);
    (tasks, projections)
}

/// The bits of a forecast without what depends on the outturn.
fn ahead(forecast: &Forecast) -> (u64, [u64; 7]) {
    let Forecast { mean, quantiles, crps: _ } = *forecast;
    (mean.to_bits(), quantiles.map(f64::to_bits))
}

#[test]
fn nothing_published_after_the_origin_enters_a_forecast() {
    let (published, spoiled) = (Published::embedded(), spoiled_after(2020));
    let plan = plan(published, &["Kent", "Redbridge", "Rutland"], &[2020], 2);
    let (_, then) = run(published, &plan);
    let (_, other) = run(&spoiled, &plan);
    let what = |one: &Projection| (one.council, one.measure, one.horizon);
    let forecasts = |one: &Projection| -> Vec<Option<(u64, [u64; 7])>> {
        [Some(&one.own)]
            .into_iter()
            .chain(one.rules.iter().map(Option::as_ref))
            .map(|own| own.map(ahead))
            .collect()
    };
    assert!(then.len() > 50, "{} outturns", then.len());
    assert!(then.iter().map(what).eq(other.iter().map(what)));
    for (one, spoiled) in then.iter().zip(&other) {
        let id = MEASURES[one.measure].id;
        assert_eq!(forecasts(one), forecasts(spoiled), "{id}");
        assert_eq!(one.last.to_bits(), spoiled.last.to_bits(), "{id}");
        assert!((one.outturn - spoiled.outturn).abs() > 1e-9, "{id}: the test spoils nothing");
        assert!((one.own.crps - spoiled.own.crps).abs() > 1e-12, "{id}: the test spoils nothing");
    }
}

/// Two small councils from all origins, as the whole back-test has them: a change of the model that moves them must not
/// leave the table behind. CONTRIBUTING.md says how it is made anew.
#[test]
fn the_table_in_the_program_is_what_the_model_makes() {
    let published = Published::embedded();
    let councils = ["City of London", "Rutland"];
    let plan = BacktestPlan {
        trials: 500,
        seed: 1,
        ..plan(published, &councils, &[2019, 2020, 2021, 2022, 2023, 2024], 3)
    };
    let (_, projections) = run(published, &plan);
    let made = coverage_csv(published, &plan, &projections);
    let built_in = include_str!("../../data/coverage.csv");
    let mut lines = 0;
    for line in made.lines() {
        assert!(built_in.lines().any(|own| own == line), "data/coverage.csv is not of this model: {line}");
        lines += 1;
    }
    assert!(lines > 20, "{lines} lines");
}

/// How many years are run, or what else is projected, changes no forecast.
#[test]
fn a_forecast_does_not_depend_on_what_else_is_asked_for() {
    let published = Published::embedded();
    let (_, all) = run(published, &plan(published, &["Kent", "Hartlepool"], &[2019, 2020], 3));
    let few = BacktestPlan {
        measures: vec![Measure::find("caseload").unwrap()],
        ..plan(published, &["Kent"], &[2020], 1)
    };
    let (_, few) = run(published, &few);
    assert_eq!(few.len(), 1);
    assert!(all.contains(&few[0]));
}

/// The value of each measure in each trial, some months from the start.
type Reading = fn(&Trials, usize) -> Vec<f64>;

fn at(trials: &Trials, measure: &str, month: usize) -> Vec<f64> {
    trials.month(measure, month)
}

fn less(trials: &Trials, whole: &str, part: &str, month: usize) -> Vec<f64> {
    trials
        .month(whole, month)
        .iter()
        .zip(trials.month(part, month))
        .map(|(whole, part)| whole - part)
        .collect()
}

/// Months from 30 September to the first outturn, and how it is read. Figures of children are of
/// 31 March, half a year on.
const READINGS: [(&str, usize, Reading); 12] = [
    ("in_post_fte", 12, |trials, month| at(trials, "in_post_fte", month)),
    ("vacancy_rate", 12, |trials, month| at(trials, "vacancy_rate", month)),
    ("agency_rate", 12, |trials, month| at(trials, "agency_rate", month)),
    ("turnover_rate", 12, |trials, month| at(trials, "turnover_rate", month)),
    ("absence_rate", 12, |trials, last| {
        let months: Vec<Vec<f64>> =
            (last - 11..=last).map(|month| at(trials, "absence_rate", month)).collect();
        (0..months[0].len())
            .map(|trial| months.iter().map(|month| month[trial]).sum::<f64>() / 12.0)
            .collect()
    }),
    ("caseload", 12, |trials, month| at(trials, "caseload", month)),
    ("cases_held", 12, |trials, month| less(trials, "open_cases", "unallocated_cases", month)),
    ("referrals", 6, |trials, last| {
        // Of the opening year, half has gone by: the twelve months are a measure of their own.
        if last < 12 {
            return at(trials, "referrals_12_months", last);
        }
        let months: Vec<Vec<f64>> = (last - 11..=last).map(|month| at(trials, "referrals", month)).collect();
        (0..months[0].len()).map(|trial| months.iter().map(|month| month[trial]).sum()).collect()
    }),
    ("rereferral_share", 6, |trials, month| at(trials, "rereferral_share", month)),
    ("children_in_need", 6, |trials, month| at(trials, "children_in_need", month)),
    ("protection_plans", 6, |trials, month| at(trials, "open_cases.child_protection", month)),
    ("looked_after", 6, |trials, month| at(trials, "open_cases.looked_after", month)),
];

/// The scenario of `init` is run by other means, and each figure read off at its date. Redbridge
/// publishes more plans and looked-after children for 2021 than it can hold of all its cases: its scenario
/// holds a part of them, and the forecast is of all.
#[test]
fn figures_are_read_at_their_dates_and_on_the_published_scale() {
    let published = Published::embedded();
    for (name, is_scaled) in [("Kent", false), ("Redbridge", true)] {
        let plan = plan(published, &[name], &[2021], 2);
        let (tasks, projections) = run(published, &plan);
        let part = tasks[0].part;
        assert_eq!(part < 1.0, is_scaled, "{name}: {part}");
        let estimator = Estimator::new(published, Some(2021)).unwrap().with_posts(FundedPosts::AsDrifted);
        let draft = estimator.scenario(plan.councils[0]).unwrap();
        let mut service = service(&draft.text);
        service.months = Count(24);
        let trials = Trials::of(&service, 0..TRIALS, tasks[0].seed, Layers::ALL);
        for (id, first, read) in READINGS {
            let own = projections.iter().filter(|own| MEASURES[own.measure].id == id);
            let own: Vec<&Projection> = own.collect();
            assert_eq!(own.len(), 2, "{name} {id}");
            for projection in own {
                let scale = if ["protection_plans", "looked_after"].contains(&id) { part } else { 1.0 };
                let month = first + 12 * (usize::from(projection.horizon) - 1);
                let mut sample: Vec<f64> = read(&trials, month).iter().map(|value| value / scale).collect();
                sample.sort_by(f64::total_cmp);
                let wanted = [2, 4, 10, 20, 30, 36, 38].map(|rank| sample[rank]);
                let Forecast { mean: got, quantiles, .. } = projection.own;
                for (got, wanted) in
                    quantiles.into_iter().chain([got]).zip(wanted.into_iter().chain([mean(&sample)]))
                {
                    // The record is of single precision.
                    assert!(
                        (got - wanted).abs() <= 1e-5 * wanted.abs(),
                        "{name} {id} {month}: {got} {wanted}"
                    );
                }
                // Far from the scenario's own numbers, which are a third of the published ones.
                if scale < 0.5 {
                    let off = projection.own.median() / projection.last;
                    assert!((0.6..1.6).contains(&off), "{id}: {off} of the last figure");
                }
            }
        }
    }
}
