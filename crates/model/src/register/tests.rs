//! Registers of whole scenarios.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::{Assumption, Moves, SetIn, Weakness, compared, concerns, register};
use crate::document::{InMemory, to_toml};
use crate::scenario::{Reading, Scenario, read};
use crate::uncertain::{Quality, is_range};

const MINIMAL: &str = include_str!("../../../../scenarios/minimal.toml");

const PLAN: &str = r#"
extends = "middle.toml"
title = "A plan"
months = 24

[workforce.leaving]
rate_per_year = { interval80 = [0.12, 0.20], source = "HR system", quality = "high", note = "a, \"b\"", owner = "Head of HR", review = "2027-04" }

[workforce.recruitment]
falls_through = { value = 0.1, source = "judgement" }

[[option]]
name = "retention"
title = "Retention supplement"
includes = ["national_agency_rules_2024"]

  [[option.supplement]]
  amount_per_year = 3_000
  leaving = { triangular = [0.60, 0.85, 1.0], source = "committee minutes", quality = "low" }

  [[option.change]]
  parameter = ["workforce.leaving.rate_per_year", "stage.support.pace"]
  multiply = 0.9

  [[option.change]]
  parameter = "stage.support.limit_working_days"
  set = 40
"#;

const MIDDLE: &str = r#"
extends = "base.toml"
[stage.support]
limit_working_days = { value = 50, source = "judgement", quality = "medium" }
[money]
on_costs = 0.31
"#;

/// Three files that extend each other, and the scenario of the last.
fn plan() -> (InMemory, Scenario) {
    let files = [("base.toml", MINIMAL), ("middle.toml", MIDDLE), ("plan.toml", PLAN)];
    let files: InMemory = files.into_iter().collect();
    let scenario = scenario("plan.toml", &files);
    (files, scenario)
}

#[track_caller]
fn scenario(name: &str, files: &InMemory) -> Scenario {
    sound(read(Path::new(name), files))
}

#[track_caller]
fn sound(reading: Reading) -> Scenario {
    assert_eq!(reading.problems.errors(), 0, "{}", reading.problems.render(&reading.sources, false));
    reading.scenario.expect("a scenario without errors")
}

fn of_the_repository(name: &str) -> Scenario {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("scenarios").join(name);
    sound(Reading::of_text(name, &std::fs::read_to_string(path).expect("a scenario of the repository")))
}

#[track_caller]
fn at<'a>(assumptions: &'a [Assumption], path: &str) -> &'a Assumption {
    assumptions.iter().find(|own| own.path == path).unwrap_or_else(|| panic!("no {path}"))
}

#[test]
fn every_number_is_there_once_and_has_words_of_its_own() {
    for name in ["minimal.toml", "kent.toml", "kent-2010.toml", "havering-2017.toml", "bath-2014.toml"] {
        let scenario = of_the_repository(name);
        let mut paths = Vec::new();
        scenario.service.map(&mut |path, _, _| paths.push(path.to_owned()));
        let assumptions = register(&scenario);
        let registered: Vec<&str> = assumptions.iter().map(|own| own.path.as_str()).collect();
        assert_eq!(registered, paths);
        assert_eq!(registered.iter().collect::<BTreeSet<_>>().len(), paths.len());
        let mut words = BTreeSet::new();
        for own in &assumptions {
            let parameter = own.parameter.as_str();
            assert!(words.insert(parameter), "{name}, {}: two numbers are \"{parameter}\"", own.path);
            assert!(!parameter.contains(['_', '{']) && !parameter.starts_with(':'), "{parameter}");
            assert!(!parameter.ends_with(['.', ' ']), "{parameter}");
            let [low, middle, high] = [own.low, own.middle, own.high];
            assert!(low <= middle && middle <= high && high.is_finite(), "{own:?}");
            assert!(!own.value.is_empty() && !own.unit.is_empty(), "{own:?}");
        }
    }
}

#[test]
fn the_register_of_the_smallest_scenario() {
    let mut text = String::new();
    for own in register(&of_the_repository("minimal.toml")) {
        let reach = own.reach.map(|reach| format!(" | {} {:.3}", reach.moves.name(), reach.size));
        writeln!(text, "{} | {}{}", own.parameter, own.value, reach.unwrap_or_default()).unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn it_is_known_where_each_number_was_set() {
    let (_folder, scenario) = plan();
    let assumptions = register(&scenario);
    for (path, set_in) in [
        ("stage.support.open", SetIn::Base("base.toml".into())),
        ("stage.support.limit_working_days", SetIn::Base("middle.toml".into())),
        ("money.on_costs", SetIn::Base("middle.toml".into())),
        ("money.agency_multiple", SetIn::Base("base.toml".into())),
        ("workforce.leaving.rate_per_year", SetIn::Scenario),
        ("workforce.leaving.notice_weeks", SetIn::Base("base.toml".into())),
        ("workforce.recruitment.falls_through", SetIn::Scenario),
        ("money.discount_rate", SetIn::Default),
        ("option.retention.supplement.1.leaving", SetIn::Option("retention".into())),
        ("option.retention.supplement.1.hiring", SetIn::Default),
        (
            "option.national_agency_rules_2024.agency.1.cover",
            SetIn::ReadyOption("national_agency_rules_2024".into()),
        ),
    ] {
        assert_eq!(at(&assumptions, path).set_in, set_in, "{path}");
    }
}

#[test]
fn a_resolved_scenario_has_the_register_of_the_first_and_the_same_text_again() {
    let (files, first) = plan();
    let text = to_toml(&first.resolved, &is_range);
    let files = files.with("resolved.toml", text.as_str());
    let second = scenario("resolved.toml", &files);
    assert_eq!(register(&second), register(&first));
    assert_eq!(to_toml(&second.resolved, &is_range), text);
    // What a further file takes from there is from where it was first.
    let files = files.with("further.toml", "extends = 'resolved.toml'\nmoney.on_costs = 0.2");
    let assumptions = register(&scenario("further.toml", &files));
    let set_in = |path: &str| at(&assumptions, path).set_in.clone();
    assert_eq!(set_in("stage.support.open"), SetIn::Base("base.toml".into()));
    assert_eq!(set_in("workforce.leaving.rate_per_year"), SetIn::Base("resolved.toml".into()));
    assert_eq!(set_in("money.on_costs"), SetIn::Scenario);
}

#[test]
fn what_was_taken_from_where_is_said_by_section_if_it_can_be() {
    let (_folder, scenario) = plan();
    let text = to_toml(&scenario.resolved, &is_range);
    let (_, taken) = text.split_once("[taken_from]").expect("other files were used");
    insta::assert_snapshot!(taken.trim());
}

#[test]
fn what_a_scenario_says_of_a_number_is_in_the_register() {
    let (_folder, scenario) = plan();
    let assumptions = register(&scenario);
    let leaving = at(&assumptions, "workforce.leaving.rate_per_year");
    assert_eq!(leaving.quality, Some(Quality::High));
    let said = [&leaving.source, &leaving.note, &leaving.owner, &leaving.review];
    assert_eq!(said, ["HR system", "a, \"b\"", "Head of HR", "2027-04"]);
    assert_eq!((leaving.unit.as_str(), leaving.distribution.as_str()), ("a year for each", "interval80"));
}

#[test]
fn a_change_is_told_by_what_it_changes_and_in_its_unit() {
    let (_folder, scenario) = plan();
    let assumptions = register(&scenario);
    let of = |path: &str| {
        let own = at(&assumptions, path);
        format!("{}: {}", own.parameter, own.value)
    };
    assert_eq!(
        of("option.retention.change.1.multiply"),
        "Retention supplement, change 1: what it multiplies \"Leaving: leavers a year for each FTE in post\" and 1 \
         more by: 0.9 times"
    );
    assert_eq!(
        of("option.retention.change.2.set"),
        "Retention supplement, change 2: what it sets \"Support and protection: working days in which the stage \
         ought to end, counted from its beginning\" to: 40 working days"
    );
    assert_eq!(
        of("option.retention.supplement.1.amount_per_year"),
        "Retention supplement: pounds a year for each permanent FTE in post: £3,000"
    );
}

#[test]
fn weak_numbers_are_those_of_low_quality_and_without_evidence() {
    let (_folder, scenario) = plan();
    let assumptions = register(&scenario);
    let weakness = |path: &str| Weakness::of(at(&assumptions, path));
    assert_eq!(weakness("workforce.leaving.rate_per_year"), None);
    assert_eq!(weakness("workforce.recruitment.falls_through"), Some(Weakness::Judgement));
    assert_eq!(weakness("stage.support.limit_working_days"), None);
    assert_eq!(weakness("stage.support.open"), Some(Weakness::NoSource));
    assert_eq!(weakness("stage.support.weight"), Some(Weakness::Default));
    assert_eq!(weakness("option.retention.supplement.1.leaving"), Some(Weakness::LowQuality));
}

#[test]
fn concerns_are_of_options_first_and_of_what_reaches_far() {
    let (_folder, scenario) = plan();
    let assumptions = register(&scenario);
    let concerns = concerns(&assumptions);
    let paths: Vec<&str> = concerns.iter().map(|concern| concern.assumption.path.as_str()).collect();
    assert_eq!(
        paths[..3],
        [
            "option.retention.supplement.1.leaving",
            "option.national_agency_rules_2024.agency.1.leaving",
            "role.social_worker.case_holding"
        ]
    );
    // What is decided needs no source, and what is usual is no assumption.
    for path in ["option.retention.supplement.1.amount_per_year", "demand.level", "stage.support.pace"] {
        assert!(!paths.contains(&path), "{path}");
    }
    let reaches: Vec<f64> = concerns[2..].iter().map(|own| own.assumption.reach.unwrap().size).collect();
    assert!(reaches.iter().rev().is_sorted(), "{reaches:?}");
    assert!(reaches.last().is_some_and(|least| *least >= 0.01));
}

/// A number that is left out, and one that is decided: both stand before all others, and say what is assumed.
#[test]
fn what_is_taken_for_granted_comes_first() {
    let (files, _) = plan();
    let text = "extends = 'plan.toml'\n[[option]]\nname = 'cut'\n[[option.agency]]\nprice_cap = 1.1\n\
        [[option.posts]]\nteam = 'east'\nrole = 'social_worker'\nfte = -2\n";
    let assumptions = register(&scenario("cut.toml", &files.with("cut.toml", text)));
    let first = concerns(&assumptions);
    let told: Vec<(&str, &str)> =
        first.iter().take(2).map(|one| (one.assumption.path.as_str(), one.why())).collect();
    let wanted = [
        (
            "option.cut.agency.1.cover",
            "Taken for granted: as many agency workers come at the capped price: no effect on their supply is in the \
             scenario",
        ),
        (
            "option.cut.posts.1.fte",
            "Taken for granted: cutting posts makes no more staff leave than higher caseloads do",
        ),
    ];
    assert_eq!(told, wanted);
}

/// 57 of 70 posts are filled: a tenth more posts and a tenth fewer are 20 of 77 and 6 of 63.
#[test]
fn a_reach_is_worked_out_from_the_balance() {
    let assumptions = register(&of_the_repository("minimal.toml"));
    let reach = |path: &str| at(&assumptions, path).reach.expect(path);
    let posts = reach("team.east.staff.social_worker.establishment");
    assert_eq!(posts.moves, Moves::VacancyRate);
    assert!((posts.size - (20.0 / 77.0 - 6.0 / 63.0)).abs() < 1e-5, "{posts:?}");
    let leaving = reach("workforce.leaving.rate_per_year");
    assert_eq!(leaving.moves, Moves::TurnoverRate);
    assert!((leaving.size - 0.06).abs() < 1e-5, "{leaving:?}");
    let pay = reach("role.social_worker.salary");
    assert!((pay.size - 0.2).abs() < 1e-5, "{pay:?}");
    assert_eq!(at(&assumptions, "workload.caseload_limit").reach, None);
}

#[test]
fn of_compared_scenarios_the_others_are_told_by_what_differs() {
    let (files, first) = plan();
    let text = "extends = 'plan.toml'\nmoney.on_costs = 0.35\nstage.support.open = 480";
    let other = scenario("other.toml", &files.with("other.toml", text));
    let all = compared([("baseline", &first), ("other", &other)]);
    let more: Vec<&Assumption> = all.iter().filter(|own| own.scenario == "other").collect();
    assert_eq!(all.len() - more.len(), register(&first).len());
    let told: Vec<(&str, f64)> = more.iter().map(|own| (own.path.as_str(), own.middle)).collect();
    assert_eq!(told, [("money.on_costs", 0.35)]);
}

#[test]
fn the_concerns_of_known_councils_are_few_enough_to_read() {
    for name in ["kent-2023.toml", "kent-2010.toml", "havering-2025.toml"] {
        let assumptions = register(&of_the_repository(name));
        let concerns = concerns(&assumptions);
        let count = concerns.len();
        assert!((10..70).contains(&count), "{name}: {count}");
        assert!(
            concerns
                .iter()
                .all(|concern| concern.weakness == Weakness::LowQuality || name == "kent-2010.toml")
        );
    }
}
