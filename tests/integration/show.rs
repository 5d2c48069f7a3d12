//! Published figures on the command line: `councils` and `show`.

use std::fs;

use serde_json::Value as Json;

use crate::staffcast::{Home, messages, output};

fn json(home: &Home, arguments: &str) -> Json {
    serde_json::from_str(&output(&home.staffcast(arguments).success())).expect("the program prints json")
}

/// A folder of figures as in the program, with one file changed.
fn data_folder(home: &Home, file: &str, change: impl Fn(&str) -> String) {
    fs::create_dir(home.path("figures")).expect("the folder is new");
    for (name, text) in staffcast::published::FILES {
        let text = if *name == file { change(text) } else { (*text).to_owned() };
        fs::write(home.path("figures").join(name), text).expect("the disk has room");
    }
}

#[test]
fn councils_lists_all_or_those_that_fit() {
    let home = Home::new();
    let all = output(&home.staffcast("councils").success());
    assert!(all.contains("Kent ") && all.contains("\n149 councils. "), "{all}");
    for (filter, count) in [("e10000016", 1), ("north east", 14), ("Northamptonshire", 1), ("city of", 3)] {
        let list = json(&home, &format!("councils {filter} --format json"));
        assert_eq!(list.as_array().unwrap().len(), count, "{filter}: {list:#}");
    }
}

#[test]
fn councils_as_json_has_names_codes_and_years() {
    let list = json(&Home::new(), "councils kent --format json");
    let kent = &list[0];
    assert_eq!((&kent["name"], &kent["code"]), (&Json::from("Kent"), &Json::from("E10000016")));
    assert_eq!((&kent["region"], &kent["also"]), (&Json::from("South East"), &Json::Array(Vec::new())));
    assert_eq!(kent["workforce_years"], serde_json::json!([2017, 2025]));
    assert_eq!(kent["demand_years"], serde_json::json!([2010, 2025]));
    let joint = json(&Home::new(), "councils bournemouth --format json");
    assert!(joint[0]["also"].as_array().unwrap().contains(&Json::from("Dorset")));
}

#[test]
fn a_filter_that_fits_nothing_is_met_with_a_suggestion() {
    let home = Home::new();
    for (arguments, help) in [
        ("councils Buckingamshire", "did you mean Buckinghamshire?"),
        ("councils E92000001", "`staffcast show \"England\"` has its figures"),
        ("councils atlantis", "`staffcast councils` lists them all"),
        ("show Buckingamshire", "did you mean Buckinghamshire?"),
        ("show atlantis", "`staffcast councils` lists them all"),
        ("show", "<COUNCIL>"),
        ("show kent --overwrite", "--out"),
    ] {
        let refusal = home.staffcast(arguments).code(2);
        assert_eq!(output(&refusal), "");
        assert!(messages(&refusal).contains(help), "{arguments}: {}", messages(&refusal));
    }
}

#[test]
fn names_are_taken_kindly() {
    let home = Home::new();
    for (asked, title) in [
        ("bath & north east somerset", "Bath and North East Somerset (E06000022, South West)"),
        ("Kent County Council", "Kent (E10000016, South East)"),
        ("E06000059", "Bournemouth, Christchurch and Poole with Dorset (E06000058+E06000059, South West)"),
        ("south west", "South West (E12000009)"),
        ("england", "England (E92000001)"),
    ] {
        let shown = output(&home.staffcast(&format!("show {asked}")).success());
        assert_eq!(shown.lines().next(), Some(title), "{asked}");
        assert!(shown.contains("Open\nGovernment Licence") || shown.contains("Open Government Licence"));
        assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    }
    assert!(home.files().is_empty());
}

#[test]
fn a_profile_says_what_the_figures_are_and_where_they_stand() {
    let shown = output(&Home::new().staffcast("show kent").success());
    insta::assert_snapshot!("profile_of_kent", shown);
    let small = output(&Home::new().staffcast("show isles of scilly").success());
    assert!(small.contains("Small numbers: fewer than 20 staff in post"), "{small}");
    insta::assert_snapshot!("profile_of_the_isles_of_scilly", small);
}

#[test]
fn a_profile_as_json_has_values_and_standing() {
    let hackney = json(&Home::new(), "show hackney --format json");
    assert_eq!((&hackney["name"], &hackney["region"]), (&Json::from("Hackney"), &Json::from("London")));
    let indicators = hackney["indicators"].as_array().unwrap();
    assert_eq!(indicators.len(), 18);
    let find = |id: &str| indicators.iter().find(|one| one["indicator"] == id).unwrap();
    let referrals = find("referrals");
    let of = |date: &str| {
        let values = referrals["values"].as_array().unwrap();
        values.iter().find(|value| value["date"] == date).unwrap()["value"].clone()
    };
    assert_eq!((of("2023-03-31"), of("2021-03-31")), (Json::from(4148.0), Json::Null));
    assert_eq!(
        (&referrals["latest"]["england"], &referrals["latest"]["quarter"]),
        (&Json::Null, &Json::Null)
    );
    let vacancy = &find("vacancy_rate")["latest"];
    assert_eq!((&vacancy["quarter"], &vacancy["date"]), (&Json::from(4), &Json::from("2025-09-30")));
    assert_eq!(vacancy["three_years_before"]["direction"], "down");
    assert_eq!(hackney["inspections"][0]["framework"], "SLAC safeguarding");
    assert_eq!((&hackney["folder"], &hackney["files"]), (&Json::Null, &Json::Null));
}

#[test]
fn files_appear_whole_and_are_replaced_only_if_asked_for() {
    let home = Home::new();
    let shown = output(&home.staffcast("show kent --out history/kent").success());
    assert!(shown.ends_with("Files in history/kent: history.csv, 7 charts as SVG and PNG\n"), "{shown}");
    let files = home.files();
    assert_eq!(files.len(), 2 + 2 * 7, "{:?}", files.keys());
    for name in ["caseload", "vacancy_rate", "referrals_per_10000", "looked_after_per_10000"] {
        let svg = String::from_utf8(files[&format!("history/kent/charts/{name}.svg")].clone()).unwrap();
        assert!(svg.contains("<title id=") && svg.contains("<desc id="), "{name}");
        assert_eq!(&files[&format!("history/kent/charts/{name}.png")][1..4], b"PNG");
    }
    let refusal = home.staffcast("show hackney --out history/kent").code(1);
    assert!(messages(&refusal).contains("--overwrite"), "{}", messages(&refusal));
    assert_eq!(home.files(), files);
    // The same again gives the same bytes.
    home.staffcast("show kent --out history/kent --overwrite").success();
    assert_eq!(home.files(), files);
    let list = json(&home, "show isles of scilly --out history/kent --overwrite --format json");
    assert_eq!(list["files"][0], "history.csv");
    fs::write(home.path("history/kent/notes.txt"), "mine").unwrap();
    home.staffcast("show kent --out history/kent --overwrite").code(1);
}

#[test]
fn figures_come_from_a_folder_if_asked_for() {
    let home = Home::new();
    data_folder(&home, "workforce.csv", |text| text.replace("E10000016,2023,728.2", "E10000016,2023,800"));
    let shown = output(&home.staffcast("show kent --data figures").success());
    assert!(
        shown.lines().any(|line| line.starts_with("In post (FTE) ") && line.contains(" 800 ")),
        "{shown}"
    );
    home.staffcast("councils kent --data figures").success();
}

#[test]
fn a_folder_with_faults_is_refused() {
    let home = Home::new();
    data_folder(&home, "workforce.csv", |text| text.replace("E10000016,2023,728.2", "E10000016,2023,many"));
    for command in ["councils", "show kent", "show kent --out kent"] {
        let refusal = home.staffcast(&format!("{command} --data figures")).code(2);
        let messages = messages(&refusal);
        assert_eq!(output(&refusal), "");
        assert!(messages.contains("`many` in the column `in_post` is no figure"), "{messages}");
        assert!(messages.ends_with("the figures in figures cannot be used: 1 error\n"), "{messages}");
    }
    assert!(!home.path("kent").exists());
    let refusal = home.staffcast("councils --data nowhere").code(2);
    assert!(messages(&refusal).contains("nowhere holds no published figures"), "{}", messages(&refusal));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let home = Home::new();
    for arguments in ["councils", "show kent", "show kent --format json"] {
        home.staffcast_into_a_closed_pipe(arguments);
    }
}
