//! `staffcast assumptions`, and `assumptions.csv` of a run.

use std::fs;

use serde_json::Value as Json;

use crate::staffcast::{Home, messages, output};

const PLAN: &str = "extends = 'small.toml'
title = 'A plan'
[money]
on_costs = { value = 0.3, source = 'Payroll, \"2023\"', quality = 'high', owner = 'Finance', review = '2027-04' }
[[option]]
name = 'supplement'
includes = ['national_agency_rules_2024']
[[option.supplement]]
amount_per_year = 3000
leaving = { triangular = [0.6, 0.85, 1.0], source = 'committee minutes', quality = 'low' }
";

fn home() -> Home {
    let home = Home::new();
    fs::copy(crate::staffcast::SMALL, home.path("small.toml")).expect("files can be copied");
    fs::write(home.path("plan.toml"), PLAN).expect("files can be written");
    home
}

#[test]
fn the_register_of_a_run_is_that_of_the_command_and_of_the_run_again() {
    let home = home();
    home.staffcast("run plan.toml --trials 100 --quiet --out one").success();
    let written = fs::read_to_string(home.path("one/assumptions.csv")).unwrap();
    let printed = output(&home.staffcast("assumptions plan.toml --format csv").success());
    assert_eq!(printed, written);
    let again = output(&home.staffcast("assumptions one/scenario.toml --format csv").success());
    assert_eq!(again, written);
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |column: &str| header.iter().position(|own| own == column).expect(column);
    let places: Vec<(String, String)> = reader
        .records()
        .map(Result::unwrap)
        .map(|row| (row[at("set_in")].to_owned(), row[at("set_by")].to_owned()))
        .collect();
    for (place, name) in [
        ("base", "small.toml"),
        ("scenario", ""),
        ("option", "supplement"),
        ("program", "national_agency_rules_2024"),
        ("program", ""),
    ] {
        assert!(places.contains(&(place.to_owned(), name.to_owned())), "{place} {name}");
    }
}

#[test]
fn compared_scenarios_have_one_register() {
    let home = home();
    fs::write(home.path("paid.toml"), "extends = 'small.toml'\ntitle = 'Paid'\nmoney.on_costs = 0.4")
        .unwrap();
    home.staffcast("compare small.toml paid.toml --trials 100 --quiet --out both").success();
    let text = fs::read_to_string(home.path("both/assumptions.csv")).unwrap();
    assert!(text.starts_with("\u{feff}scenario,parameter,"), "{text}");
    let of_other: Vec<&str> = text.lines().filter(|line| line.starts_with("paid,")).collect();
    assert_eq!(of_other.len(), 1);
    assert!(of_other[0].contains("money.on_costs"));
}

#[test]
fn weak_numbers_come_first_and_no_line_is_too_wide() {
    let home = home();
    let text = output(&home.staffcast("assumptions plan.toml").success());
    let options = text.find("WEAK NUMBERS OF OPTIONS").expect("the option has a weak number");
    let service = text.find("WEAK NUMBERS OF THE SERVICE").expect("so has the service");
    let register = text.find("WHO ASKS FOR HELP").expect("the register is below");
    assert!(options < service && service < register);
    assert!(text.contains("set in small.toml") && text.contains("owner: Finance; review: 2027-04"));
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let low = output(&home.staffcast("assumptions plan.toml --quality high").success());
    assert!(low.contains("Payroll") && !low.contains("committee minutes"));
}

#[test]
fn json_holds_every_number_and_says_which_are_weak() {
    let home = home();
    let assert = home.staffcast("assumptions plan.toml --format json").success();
    let register: Json = serde_json::from_str(&output(&assert)).unwrap();
    let list = register["assumptions"].as_array().unwrap();
    let on_costs = list.iter().find(|own| own["path"] == "money.on_costs").unwrap();
    assert_eq!(on_costs["set_in"], "scenario");
    assert_eq!(on_costs["quality"], "high");
    assert_eq!(register["weak_and_matter"][0]["path"], "option.supplement.supplement.1.leaving");
    assert!(messages(&assert).contains("weak numbers matter"));
}

#[test]
fn a_broken_scenario_is_told_as_check_tells_it() {
    let home = home();
    fs::write(home.path("broken.toml"), "extends = 'small.toml'\nmoney.on_costs = -1").unwrap();
    let assert = home.staffcast("assumptions broken.toml").code(2);
    assert!(messages(&assert).contains("`money.on_costs` is -1"), "{}", messages(&assert));
    assert_eq!(output(&assert), "");
    home.staffcast_into_a_closed_pipe("assumptions small.toml");
}
