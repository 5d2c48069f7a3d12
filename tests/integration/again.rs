//! Trials of which parts are drawn again, that end early, or whose scenario is another: what is the same and what is not.
//! Unless a test says otherwise nothing in it is random: a correct program never fails.

use std::fs;

use staffcast::disk::Disk;
use staffcast::engine::{Model, Plan, Trial};
use staffcast::sampling::{Address, Layers, ParameterSet, Resample, Values, Which};
use staffcast::scenario::{self, Scenario};
use staffcast::service::ParameterId;

use crate::support::{Trials, council, mean, service};

/// A council of a year, with ranges and an environment.
fn year() -> String {
    council().replace("months = 60", "months = 12")
}

const NOTHING: Resample = Resample { parameters: Which::None, at: None, environment: false, chance: false };

fn everything() -> Resample {
    Resample { parameters: Which::AllBut(Vec::new()), at: None, environment: true, chance: true }
}

/// The record of a trial, what is no number being the same as any other such.
fn record(model: &Model, plan: &Plan, months: usize, trial: u32, resample: Option<&Resample>) -> Vec<u32> {
    let mut record = vec![0.0; model.layout.len()];
    let address = Address { resample, ..Address::of(5, trial, Layers::ALL) };
    Trial::of_plan(model, plan).run_until(months, &address, &mut record);
    record.into_iter().map(|value| if value.is_nan() { u32::MAX } else { value.to_bits() }).collect()
}

fn baseline(model: &Model, trial: u32, resample: Option<&Resample>) -> Vec<u32> {
    record(model, &model.baseline, model.months, trial, resample)
}

/// Whether each range is drawn as in the trial of the same number.
fn kept(parameters: &ParameterSet, trial: u32, resample: &Resample) -> Vec<(ParameterId, bool)> {
    let (mut first, mut other) = (Values::default(), Values::default());
    let address = Address::of(5, trial, Layers::ALL);
    parameters.draw(&address, &mut first);
    parameters.draw(&Address { resample: Some(resample), ..address }, &mut other);
    let all = parameters.list().iter().filter_map(|own| parameters.find(&own.path));
    let ranges: Vec<ParameterId> = parameters.ranges().collect();
    for id in all.filter(|id| !ranges.contains(id)) {
        assert_eq!(first[id].to_bits(), other[id].to_bits(), "a plain number is never drawn");
    }
    ranges.into_iter().map(|id| (id, first[id].to_bits() == other[id].to_bits())).collect()
}

#[test]
fn what_draws_nothing_again_is_the_same_to_the_last_bit() {
    let model = Model::new(&service(&year()));
    let no_number = Resample { parameters: Which::Only(Vec::new()), ..NOTHING };
    let all_but_all = Resample { parameters: Which::AllBut(model.parameters.ranges().collect()), ..NOTHING };
    for trial in [0, 1, 17, 70_000] {
        let once = baseline(&model, trial, None);
        for resample in [&NOTHING, &no_number, &all_but_all] {
            assert!(baseline(&model, trial, Some(resample)) == once, "{resample:?}");
        }
        assert!(baseline(&model, trial, Some(&everything())) == baseline(&model, trial, Some(&everything())));
        assert!(baseline(&model, trial, Some(&everything())) != once);
    }
}

#[test]
fn every_part_is_drawn_again_by_itself() {
    let model = Model::new(&service(&year()));
    let rate = model.parameters.find("workforce.leaving.rate_per_year").expect("the council has it");
    assert!(model.parameters.ranges().any(|id| id == rate) && model.parameters.ranges().count() > 3);
    let environment = Resample { environment: true, ..NOTHING };
    let chance = Resample { chance: true, ..NOTHING };
    let parameters = Resample { parameters: Which::AllBut(Vec::new()), ..NOTHING };
    let one = Resample { parameters: Which::Only(vec![rate]), ..NOTHING };
    let others = Resample { parameters: Which::AllBut(vec![rate]), ..NOTHING };
    for trial in [0, 1, 17] {
        for (resample, is_kept) in [
            (&environment, (true, true)),
            (&chance, (true, true)),
            (&parameters, (false, false)),
            (&one, (false, true)),
            (&others, (true, false)),
        ] {
            for (id, kept) in kept(&model.parameters, trial, resample) {
                let wanted = if id == rate { is_kept.0 } else { is_kept.1 };
                assert_eq!(kept, wanted, "trial {trial}, {resample:?}: {id:?}");
            }
            assert!(
                baseline(&model, trial, Some(resample)) != baseline(&model, trial, None),
                "trial {trial}, {resample:?}"
            );
        }
    }
}

/// What a service does not have cannot be drawn again: neither years in one whose rates stand still, nor numbers
/// in one without ranges.
#[test]
fn drawing_again_what_is_not_there_changes_nothing() {
    let model = Model::new(&service(&crate::support::scenario_text("renewal.toml")));
    let resample = Resample { chance: false, ..everything() };
    assert!(baseline(&model, 3, Some(&resample)) == baseline(&model, 3, None));
    assert!(baseline(&model, 3, Some(&everything())) != baseline(&model, 3, None));
}

/// What is drawn again has nothing to do with what was drawn at first: over 1,000 trials each correlation is within 4 /
/// sqrt(1,000). With a fresh seed a correct program fails once in some 15,000 times for each of the measures, of
/// which there are 4.
#[test]
fn what_is_drawn_again_is_independent() {
    let text = year();
    let model = Model::new(&service(&text));
    for measure in ["open_cases", "in_post_fte", "referrals", "cost.total"] {
        let series = model
            .layout
            .series
            .iter()
            .position(|(index, team)| team.is_none() && model.layout.measures[*index].id == measure);
        let cell = series.unwrap() * model.layout.months + 12;
        let values = |resample: Option<&Resample>| -> Vec<f64> {
            let mut trial = Trial::of_plan(&model, &model.baseline);
            let mut record = vec![0.0; model.layout.len()];
            (0..1_000)
                .map(|number| {
                    let address = Address { resample, ..Address::of(6, number, Layers::ALL) };
                    trial.run_until(12, &address, &mut record);
                    f64::from(record[cell])
                })
                .collect()
        };
        let (first, other) = (values(None), values(Some(&everything())));
        assert!(
            first.iter().zip(&other).filter(|(first, other)| first.to_bits() == other.to_bits()).count() < 50,
            "{measure}"
        );
        let correlation = correlation(&first, &other);
        assert!(correlation.abs() < 4.0 / 1_000.0_f64.sqrt(), "{measure}: {correlation}");
        if measure == "referrals" {
            // The same years without the same luck are not independent.
            let same_years = Resample { environment: false, ..everything() };
            let own = self::correlation(&first, &values(Some(&same_years)));
            assert!(own > 0.3, "the years make hardly any difference: {own}");
        }
    }
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let means = (mean(one), mean(other));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        one.iter().zip(other).map(|(one, other)| of(one - means.0, other - means.1)).sum()
    };
    sum(&|one, other| one * other) / (sum(&|one, _| one * one).sqrt() * sum(&|_, other| other * other).sqrt())
}

#[test]
fn a_trial_that_ends_early_is_the_first_part_of_a_whole_one() {
    let model = Model::new(&service(&year()));
    let mut trial = Trial::of_plan(&model, &model.baseline);
    let mut early = vec![0.0; model.layout.len()];
    let mut whole = vec![0.0; model.layout.len()];
    for (number, last) in [(0, 1), (1, 5), (2, 11), (3, 12), (4, 99)] {
        let address = Address::of(5, number, Layers::ALL);
        trial.run_until(last, &address, &mut early);
        // By the same thread after one that ended early: nothing of it is left.
        trial.run(5, number, Layers::ALL, &mut whole);
        for (at, (early, whole)) in early.iter().zip(&whole).enumerate() {
            let month = at % model.layout.months;
            if month > last {
                assert!(early.is_nan(), "month {month} of {last}");
            } else {
                assert!(early.to_bits() == whole.to_bits() || early.is_nan() && whole.is_nan(), "{month}");
            }
        }
    }
}

#[test]
fn options_together_are_one_that_includes_them() {
    let text = fs::read_to_string(OPTIONS).unwrap();
    let model = Model::new(&read(OPTIONS.as_ref()).service);
    assert!(text.contains("includes = [\"campaign\", \"retention\"]"));
    let both = model.options.iter().find(|plan| plan.name == "both").unwrap();
    for names in [["campaign", "retention"], ["retention", "campaign"]] {
        let together = model.together("any", "", &names);
        let mut differs = false;
        for trial in 0..20 {
            let own = record(&model, &together, model.months, trial, None);
            assert!(own == record(&model, both, model.months, trial, None), "trial {trial}");
            differs |= own != baseline(&model, trial, None);
        }
        assert!(differs);
    }
    let nothing = model.together("any", "", &[]);
    assert!(record(&model, &nothing, model.months, 7, None) == baseline(&model, 7, None));
}

/// The small service with options and targets.
const OPTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");

fn read(path: &std::path::Path) -> Scenario {
    scenario::read(path, &Disk).scenario.expect("a sound scenario")
}

#[test]
fn another_number_is_as_if_the_file_had_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(OPTIONS).unwrap();
    let small = fs::read_to_string(OPTIONS.replace("options.toml", "small.toml")).unwrap();
    fs::write(folder.path().join("small.toml"), &small).unwrap();
    for (path, value, of_small, from, to) in [
        ("option.campaign.campaign.1.people", 9.0, false, "people          = 6", "people = 9.0"),
        (
            "option.retention.supplement.1.leaving",
            0.5,
            false,
            "{ interval80 = [0.7, 0.95] }\n  from            = 2024-04-01",
            "0.5\n  from = 2024-04-01",
        ),
        ("workforce.leaving.rate_per_year", 0.25, true, "rate_per_year = 0.15", "rate_per_year = 0.25"),
        (
            "role.social_worker.agency_case_holding",
            0.5,
            true,
            "full_caseload = 18",
            "full_caseload = 18\nagency_case_holding = 0.5",
        ),
    ] {
        let with = read(OPTIONS.as_ref()).with_number(path, value).scenario.expect(path);
        let change = |text: &str| {
            assert!(text.contains(from), "the scenario has changed: {from}");
            text.replace(from, to)
        };
        let (of_options, small) =
            if of_small { (text.clone(), change(&small)) } else { (change(&text), small.clone()) };
        fs::write(folder.path().join("options.toml"), of_options).unwrap();
        fs::write(folder.path().join("small.toml"), small).unwrap();
        let edited = read(&folder.path().join("options.toml"));
        let of = |scenario: &Scenario| Model::new(&scenario.service).parameters;
        for (own, other) in of(&with).list().iter().zip(of(&edited).list()) {
            assert_eq!((&own.path, &own.uncertain.quantity), (&other.path, &other.uncertain.quantity));
        }
        assert_eq!(of(&with).list().len(), of(&edited).list().len());
        let runs = |scenario: &Scenario| {
            let model = Model::new(&scenario.service);
            let plans = [&model.baseline, &model.options[0], &model.options[1], &model.options[2]];
            plans.map(|plan| record(&model, plan, model.months, 3, None))
        };
        assert!(runs(&with) == runs(&edited), "{path}");
        assert!(runs(&with) != runs(&read(OPTIONS.as_ref())), "{path}");
        // What has no place in the trial is the same too.
        let bits = |scenario: &Scenario| Trials::of(&scenario.service, 0..5, 9, Layers::ALL).bits();
        assert!(bits(&with) == bits(&edited), "{path}");
    }
}

#[test]
fn options_that_are_added_are_as_if_the_file_had_them() {
    let addition = "targets = [\"caseload at most 15\"]\n[[option]]\nname = \"more\"\nincludes = [\"campaign\"]\n\
        [[option.change]]\nparameter = \"workforce.leaving.rate_per_year\"\nmultiply = 0.5\n";
    let with = read(OPTIONS.as_ref()).with(addition).scenario.expect("it fits");
    let names: Vec<&str> = with.service.option.names().collect();
    assert_eq!(names, ["campaign", "retention", "both", "more"]);
    assert_eq!(with.service.targets.0.len(), 1);
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(OPTIONS).unwrap();
    let targets = "targets = [\"vacancy_rate below 15% by 2025-03\", \"caseload at most 16\"]\n";
    assert!(text.contains(targets));
    let (first, rest) = addition.split_once('\n').unwrap();
    fs::copy(OPTIONS.replace("options.toml", "small.toml"), folder.path().join("small.toml")).unwrap();
    fs::write(
        folder.path().join("more.toml"),
        format!("{}\n{rest}", text.replace(targets, &format!("{first}\n"))),
    )
    .unwrap();
    let edited = read(&folder.path().join("more.toml"));
    let runs = |scenario: &Scenario| {
        let model = Model::new(&scenario.service);
        record(&model, &model.options[3], model.months, 3, None)
    };
    assert!(runs(&with) == runs(&edited));
    // What does not fit is told, and there is no scenario.
    let reading = read(OPTIONS.as_ref()).with("[[option]]\nname = \"more\"\nincludes = [\"nothing\"]\n");
    assert!(reading.scenario.is_none() && reading.problems.errors() == 1);
    let reading = read(OPTIONS.as_ref()).with_number("option.nothing.campaign.1.people", 3.0);
    assert!(reading.scenario.is_none() && reading.problems.errors() == 1);
}
