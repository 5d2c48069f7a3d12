//! A scenario for every council: it can be run, opens as published, and keeps its balance.

#![expect(clippy::print_stdout, reason = "the table of gaps is for the reader of a test run")]

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use staffcast::calendar::Month;
use staffcast::disk::Disk;
use staffcast::document::Problem;
use staffcast::ensemble::{Settings, Unwatched};
use staffcast::estimate::{Draft, Estimator, Figure};
use staffcast::published::{AreaId, Published, Year};
use staffcast::scenario::{self, Reading};
use staffcast::service::{Count, Service};
use staffcast::summary::{Band, Summary, simulate};
use staffcast::uncertain::{Uncertain, kinds};

use crate::support::spoiled_after;

/// The newest year of the figures.
const YEAR: Year = 2025;

/// Reads a draft as its user would.
fn read(folder: &Path, name: &str, draft: &Draft) -> Reading {
    let path = folder.join(format!("{name}.toml"));
    fs::write(&path, &draft.text).expect("the folder is there");
    scenario::read(&path, &Disk)
}

/// Every council in every year from 2017: no errors, and no warnings either.
#[test]
fn every_council_has_a_sound_scenario_in_every_year() {
    let data = Published::embedded();
    let folder = tempfile::tempdir().unwrap();
    let councils: Vec<AreaId> = data.areas().map(|(id, _)| id).collect();
    let mut faults = Vec::new();
    for year in 2017..=YEAR {
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
                // Where a figure was suppressed, an earlier one of its own stands in, and its age is told.
                let is_age =
                    |problem: &Problem| problem.message.contains("before the start: much may have changed");
                let is_sound = reading.problems.list().iter().all(is_age);
                (!is_sound).then(|| format!("{} {year}:\n{problems}", area.name))
            })
            .collect();
        faults.extend(found);
    }
    assert!(faults.is_empty(), "{} scenarios\n{}", faults.len(), faults.join("\n"));
}

/// A figure of a council in a year.
type Of = fn(&Published, AreaId, Year) -> Option<f64>;

/// Measures that are published for the start, and how they follow from the figures.
const PUBLISHED: [(&str, Of); 10] = [
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
    (PROTECTION, |data, council, year| data.demand.get(council, year).protection_plans),
    (CARE, |data, council, year| data.looked_after.get(council, year).looked_after),
];
/// Measures that are published for a year before the start, of which part has faded by then.
const OF_A_YEAR: [(&str, Of); 2] = [
    ("absence_rate", |data, council, year| Some(data.workforce.get(council, year).absence_percent? / 100.0)),
    ("rereferral_share", |data, council, year| {
        let row = data.demand.get(council, year);
        Some(row.rereferrals? / row.referrals?)
    }),
];
const PROTECTION: &str = "open_cases.child_protection";
const CARE: &str = "open_cases.looked_after";

/// A council's scenario, and what a run of it gave.
struct Ran {
    council: AreaId,
    draft: Draft,
    service: Service<Uncertain>,
    summary: Summary,
}

impl Ran {
    /// A measure of the service after some months.
    fn after(&self, measure: &str, months: usize) -> Option<&Band> {
        let month = Month::new(2025, 9).plus(i32::try_from(months).expect("a few"));
        let bands = &self.summary.service(measure)?.bands;
        bands.iter().find(|(of, _)| *of == month).map(|(_, band)| band)
    }

    /// Whether more children are published on plans and in care than social workers hold cases.
    fn is_scaled(&self) -> bool {
        self.draft.scaled_by < 1.0
    }
}

/// Runs the scenarios of all councils as of 2025, each with luck of its own.
fn run_all(
    data: &Published,
    months: u32,
    trials: u32,
    layers: &str,
    edit: impl Fn(&str) -> String,
) -> Vec<Ran> {
    let layers = layers.parse().expect("these are layers");
    let estimator = Estimator::new(data, Some(YEAR)).expect("it has figures");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let councils: Vec<AreaId> = data.councils().map(|(id, _)| id).collect();
    let run = |(seed, council): (usize, &AreaId)| {
        let mut draft = estimator.scenario(*council).expect("every council has a scenario");
        draft.text = edit(&draft.text);
        let reading = read(folder.path(), &data.area(*council).code, &draft);
        let mut service = reading.scenario.expect("the scenario is sound").service;
        service.months = Count(months);
        let settings = Settings { trials, seed: seed as u64, layers };
        let results = simulate(&service, &settings, &Unwatched).expect("nobody stops it");
        let summary = results.summaries.into_iter().next().expect("the baseline");
        Ran { council: *council, draft, service, summary }
    };
    councils.iter().enumerate().map(run).collect()
}

/// Open cases at the start.
fn cases_of(ran: &Ran) -> f64 {
    ran.after("open_cases", 0).map_or(1.0, |band| band.p50.max(1.0))
}

/// As long as no parameter is drawn, the opening is the published state, to the
/// last published digit; cases to two, since stages are whole numbers. What is printed beside it is the state a month later, with `--nocapture`.
#[test]
fn every_council_opens_as_published() {
    let data = Published::embedded();
    let all = run_all(data, 1, 40, "environment,chance", str::to_owned);
    // Plans and care are looked at below.
    for (measure, of) in PUBLISHED.into_iter().filter(|(measure, _)| ![PROTECTION, CARE].contains(measure)) {
        let gaps = |months: usize| {
            let gap = |ran: &Ran| {
                // Shares of published stocks are what such a council opens with.
                if ran.is_scaled() && [PROTECTION, CARE].contains(&measure) {
                    return None;
                }
                let published = published(data, of, ran)?;
                let got = ran.after(measure, months)?.p50;
                Some(((got - published) / published, data.area(ran.council).name.clone()))
            };
            let mut gaps: Vec<(f64, String)> = all.iter().filter_map(gap).collect();
            gaps.sort_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
            gaps
        };
        let (opening, later) = (gaps(0), gaps(1));
        let (count, worst) = (opening.len(), &opening[opening.len() - 1]);
        let (middle, last) = (&later[later.len() / 2], &later[later.len() - 1]);
        println!(
            "{measure:28} {count} councils; opening: worst {:.3}%; a month later: middle {:.2}%, worst {:.1}% ({})",
            100.0 * worst.0.abs(),
            100.0 * middle.0.abs(),
            100.0 * last.0,
            last.1
        );
        assert!(count >= 140, "{measure}: {count} councils");
        // Plans and care have moved on from what was published in March, and all stages are whole numbers.
        let whole = if ["caseload", "open_cases"].contains(&measure) { 2.5 } else { 0.0 };
        let cases =
            |name: &str| all.iter().find(|ran| data.area(ran.council).name == name).map_or(1.0, cases_of);
        let beyond = opening.iter().find(|(gap, name)| gap.abs() >= 1e-4 + whole / cases(name));
        assert!(beyond.is_none(), "{measure}: {beyond:?}");
    }
    let figures: Vec<&Figure> = all.iter().flat_map(|ran| &ran.draft.figures).collect();
    let others = figures.iter().filter(|figure| !figure.is_own()).count();
    println!("{others} of {} figures stem from others than the council", figures.len());
    assert!(others * 50 < figures.len(), "{others} of {}", figures.len());
    let scaled: Vec<&str> =
        all.iter().filter(|ran| ran.is_scaled()).map(|ran| data.area(ran.council).name.as_str()).collect();
    println!("fewer cases held than children on plans and in care: {}", scaled.join(", "));
    // Four in 2023. Since then others than social workers may hold children in need (Working Together 2023).
    assert!(scaled.len() <= 10, "{scaled:?}");
}

/// A published figure of the newest year that is neither missing nor nil.
fn published(data: &Published, of: Of, ran: &Ran) -> Option<f64> {
    of(data, ran.council, YEAR).filter(|value| value.is_finite() && *value > 0.0)
}

/// Absence and re-referrals are published for a year: at the start they stand
/// between that and what is usual for the council, and not beyond either.
#[test]
fn what_was_published_for_a_year_is_drawn_towards_the_usual_by_the_start() {
    let data = Published::embedded();
    let all = run_all(data, 1, 1, "chance", str::to_owned);
    for (measure, of) in OF_A_YEAR {
        let (mut count, mut drawn) = (0, Vec::new());
        for ran in &all {
            let Some(published) = published(data, of, ran) else { continue };
            let opening = ran.after(measure, 0).expect("it is known at the start").p50;
            let usual = if measure == "absence_rate" {
                ran.service.workforce.absence.rate.central(&kinds::SHARE)
            } else {
                let factor = &ran.service.environment.rereferral;
                published
                    * (-factor.swing_at_start.central(&kinds::DEVIATION)
                        / factor.swing_persistence_per_year.central(&kinds::PERSISTENCE))
                    .exp()
            };
            let name = &data.area(ran.council).name;
            let (low, high) = (published.min(usual), published.max(usual));
            assert!(
                (0.999 * low..=1.001 * high).contains(&opening),
                "{measure}, {name}: {opening}, published {published}, usual {usual}"
            );
            count += 1;
            drawn.push((opening / published).ln() / (usual / published).ln());
        }
        drawn.sort_by(f64::total_cmp);
        println!("{measure:28} {count} councils; middle: {:.2} of the way to the usual", drawn[count / 2]);
        assert!(count >= 140, "{measure}: {count} councils");
    }
}

/// Plans and care may have changed since they were published in March: the published number is not
/// out of what a trial may open with, and the middle is no further from it than
/// a deviation that fades for half a year and England's growth can make it.
/// The scenarios are the same on every run: a correct program never fails.
#[test]
fn plans_and_care_open_about_the_published_number() {
    let data = Published::embedded();
    let all = run_all(data, 1, 100, "parameters", str::to_owned);
    for (measure, of) in PUBLISHED.into_iter().filter(|(measure, _)| [PROTECTION, CARE].contains(measure)) {
        let mut apart = Vec::new();
        for ran in all.iter().filter(|ran| !ran.is_scaled()) {
            let Some(published) = published(data, of, ran) else { continue };
            let opening = ran.after(measure, 0).expect("it is known at the start");
            let name = &data.area(ran.council).name;
            let least = opening.p05 - 1.0..=opening.p95 + 1.0;
            assert!(least.contains(&published), "{measure}, {name}: {opening:?}, published {published}");
            apart.push((opening.p50 / published).ln());
        }
        apart.sort_by(f64::total_cmp);
        let middle = apart[apart.len() / 2];
        println!("{measure:28} middle of councils {middle:.3}");
        assert!(middle.abs() < 0.03, "{measure}: councils open {middle} from what was published");
    }
}

/// A scenario without what is known to be moving at its start.
fn stand_still(text: &str) -> String {
    let moves = |line: &&str| line.starts_with("trend_per_year ") || line.starts_with("swing_at_start ");
    assert_eq!(text.lines().filter(moves).count(), 14, "trends and what fades from the start");
    text.lines().filter(|line| !moves(line)).fold(String::new(), |text, line| text + line + "\n")
}

/// Without the environment, trends and what fades from the start, what is expected a
/// year later is what the year began with, to 2% and two FTE or cases, and 10% of agency staff; beside that, four
/// standard errors of the trials. A correct program fails for about one seed in
/// fifty; seeds are fixed. Small councils fall a little short of their posts by
/// right: a cohort that comes while no post is vacant does not join. So do
/// those without a vacancy; agency workers may cover what is missing.
#[test]
fn no_stock_drifts_without_environment_and_trends() {
    let data = Published::embedded();
    let all = run_all(data, 12, 60, "parameters,chance", stand_still);
    let mut faults = Vec::new();
    for (measure, share) in [
        ("in_post_fte", 0.02),
        ("agency_fte", 0.1),
        ("open_cases", 0.02),
        ("open_cases.assessment", 0.02),
        ("open_cases.child_in_need", 0.02),
        (PROTECTION, 0.02),
        (CARE, 0.02),
    ] {
        let mut drifts = Vec::new();
        for ran in &all {
            let (Some(before), Some(after)) = (ran.after(measure, 0), ran.after(measure, 12)) else {
                continue;
            };
            let in_post = |months| ran.after("in_post_fte", months).map_or(0.0, |band| band.mean);
            let covered = if measure == "agency_fte" { (in_post(0) - in_post(12)).max(0.0) } else { 0.0 };
            let change = after.mean - before.mean - covered;
            let name = &data.area(ran.council).name;
            if change.max(-change - covered) > share * before.mean + 2.0 + 4.0 * after.standard_error {
                faults.push(format!("{measure}, {name}: {:.1} to {:.1}", before.mean, after.mean));
            }
            if before.mean > 20.0 {
                drifts.push(change / before.mean);
            }
        }
        drifts.sort_by(f64::total_cmp);
        let at = |share: f64| 100.0 * drifts[((drifts.len() - 1) as f64 * share) as usize];
        println!(
            "{measure:28} a year later: p10 {:+.1}%, middle {:+.1}%, p90 {:+.1}%",
            at(0.1),
            at(0.5),
            at(0.9)
        );
    }
    assert_eq!(faults, [""; 0]);
}

/// Figures of later years do not reach a scenario as of a year, however wild they are.
#[test]
fn later_figures_change_nothing() {
    let data = Published::embedded();
    let other = spoiled_after(2019);
    assert_ne!(
        data.workforce.get(data.england(), 2020).in_post,
        other.workforce.get(other.england(), 2020).in_post
    );
    let text = |data: &Published, id, year| {
        Estimator::new(data, Some(year))
            .and_then(|estimator| estimator.scenario(id))
            .expect("a sound scenario")
            .text
    };
    for name in ["Kent", "Havering", "Isles of Scilly", "England"] {
        let id = data.find(name).expect("a council");
        assert_eq!(text(data, id, 2019), text(&other, id, 2019), "{name}");
        assert_ne!(text(data, id, 2020), text(&other, id, 2020), "{name}: the test spoils nothing");
    }
}

/// Scenarios of the project that `init` has made: file, council, year.
const BASELINES: [(&str, &str, Year); 7] = [
    ("england", "England", YEAR),
    ("kent-2023", "Kent", 2023),
    ("kent-2025", "Kent", YEAR),
    ("peterborough-2025", "Peterborough", YEAR),
    ("buckinghamshire-2025", "Buckinghamshire", YEAR),
    ("havering-2025", "Havering", YEAR),
    ("bath-and-north-east-somerset-2025", "Bath and North East Somerset", YEAR),
];

/// Where one is out of date, run the tests with `STAFFCAST_UPDATE=1`.
#[test]
fn the_baselines_of_the_project_are_those_that_init_makes() {
    let data = Published::embedded();
    let estimator = |year| Estimator::new(data, Some(year)).expect("it has figures");
    let estimators = [2023, YEAR].map(estimator);
    for (file, council, year) in BASELINES {
        let estimator = estimators.iter().find(|one| one.year() == year).expect("one for each year");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{file}.toml"));
        let id = data.find(council).expect("a council");
        let text = estimator.scenario(id).expect("a sound scenario").text;
        if std::env::var_os("STAFFCAST_UPDATE").is_some() {
            fs::write(&path, &text).expect("the folder is there");
        }
        let there = fs::read_to_string(&path).expect("the scenario is there");
        assert!(there == text, "{file}.toml is out of date: run the tests with STAFFCAST_UPDATE=1");
    }
}

/// `extends = "england"` is the scenario in the program; a file need not be there.
#[test]
fn a_scenario_can_extend_england() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("mine.toml");
    fs::write(&path, "extends = \"england\"\ntitle = \"Mine\"\n").expect("the folder is there");
    let reading = scenario::read(&path, &Disk);
    assert!(reading.problems.list().is_empty(), "{}", reading.problems.render(&reading.sources, false));
    let service = reading.scenario.expect("it is sound").service;
    assert_eq!(service.title, "Mine");
}
