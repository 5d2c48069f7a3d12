//! Options and comparisons, as their users meet them.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::staffcast::{Home, messages, output};

/// The small service with three options and two targets.
const OPTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");

/// Rows of a csv file by column.
fn rows(text: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text).deserialize().collect::<Result<_, _>>().expect("rows of one length")
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

fn ran() -> (Home, BTreeMap<String, Vec<u8>>, String) {
    let home = Home::new();
    let run = home.staffcast(&format!("run {OPTIONS} --trials 300 --out here")).success();
    let (files, said) = (home.files(), output(&run));
    (home, files, said)
}

#[test]
fn a_run_with_options_leaves_what_they_change() {
    let (_home, files, said) = ran();
    for name in [
        "answers.md",
        "differences.csv",
        "differences_yearly.csv",
        "differences_total.csv",
        "net_cost.csv",
        "targets.csv",
    ] {
        assert!(files.contains_key(&format!("here/{name}")), "{name}");
    }
    let monthly = rows(&files["here/monthly.csv"]);
    for option in ["baseline", "campaign", "retention", "both"] {
        assert!(monthly.iter().any(|row| row["option"] == option), "{option}");
    }
    for title in ["Six recruits from overseas", "retention", "Recruits and retention"] {
        assert!(said.contains(&format!("{title}:")), "{title} in\n{said}");
    }
    let answers = String::from_utf8(files["here/answers.md"].clone()).unwrap();
    assert!(
        answers.contains("Compared with the baseline, it is likely to lower the vacancy rate in March 2025"),
        "{answers}"
    );
}

/// The mean of differences is the difference of means, for every measure that
/// has a value in every trial; both are rounded, and kept with seven digits.
#[test]
fn differences_are_those_of_the_means() {
    let (_home, files, _) = ran();
    let monthly = rows(&files["here/monthly.csv"]);
    let mean = |option: &str, of: &BTreeMap<String, String>| {
        let same = |row: &&BTreeMap<String, String>| {
            row["option"] == option && ["team", "month", "measure"].iter().all(|key| row[*key] == of[*key])
        };
        number(monthly.iter().find(same).expect("the option has the measure"), "mean")
    };
    let differences = rows(&files["here/differences.csv"]);
    let mut compared = 0;
    for row in &differences {
        if !["caseload", "in_post_fte", "cost.total", "open_cases"].contains(&row["measure"].as_str()) {
            continue;
        }
        let wanted = mean(&row["option"], row) - mean("baseline", row);
        let rounding = if row["unit"] == "GBP" { 1.5 } else { 0.011 };
        assert!((number(row, "mean") - wanted).abs() <= rounding, "{row:?}: {wanted}");
        assert!(number(row, "p10") <= number(row, "p50") && number(row, "p50") <= number(row, "p90"));
        assert!(number(row, "probability_lower") + number(row, "probability_higher") <= 1.0 + 1e-9);
        compared += 1;
    }
    assert_eq!(compared, 3 * 4 * 36);
}

/// What an option changes over the whole run is what it changes in all months together.
#[test]
fn totals_are_those_of_the_months() {
    let (_home, files, _) = ran();
    let differences = rows(&files["here/differences.csv"]);
    let totals = rows(&files["here/differences_total.csv"]);
    for measure in ["referrals", "campaign_started", "entries.assessment", "leavers_fte"] {
        for option in ["campaign", "retention", "both"] {
            let own = |row: &&BTreeMap<String, String>| row["option"] == option && row["measure"] == measure;
            let sum: f64 = differences.iter().filter(own).map(|row| number(row, "mean")).sum();
            let total = totals.iter().find(own).expect("a flow");
            assert_eq!(total["month"], "2026-09");
            // 36 months, each rounded to a hundredth.
            assert!((number(total, "mean") - sum).abs() < 36.0 * 0.005 + 0.006, "{option} {measure}: {sum}");
        }
    }
    let started =
        totals.iter().find(|row| row["option"] == "campaign" && row["measure"] == "campaign_started");
    assert!(number(started.expect("a flow"), "mean") > 3.0);
}

/// The net cost at the end is what the months cost more, and the years are sums of months.
#[test]
fn net_cost_adds_up() {
    let (_home, files, _) = ran();
    let differences = rows(&files["here/differences.csv"]);
    let net = rows(&files["here/net_cost.csv"]);
    for option in ["campaign", "retention", "both"] {
        let own = |row: &&BTreeMap<String, String>| row["option"] == option && row["measure"] == "cost.total";
        let sum: f64 = differences.iter().filter(own).map(|row| number(row, "mean")).sum();
        let last = net.iter().rfind(|row| row["option"] == option).expect("rows of the option");
        assert!((number(last, "mean") - sum).abs() < 40.0, "{option}: {sum} and {last:?}");
        assert_eq!(last["against"], "baseline");
    }
}

#[test]
fn chances_of_targets_are_shares_of_trials() {
    let (_home, files, _) = ran();
    let targets = rows(&files["here/targets.csv"]);
    assert_eq!(targets.len(), 2 * 4 * 36);
    for pair in targets.windows(2).filter(|pair| pair[0]["target"] == pair[1]["target"]) {
        let (one, next) = (&pair[0], &pair[1]);
        assert!(number(one, "chance") <= number(one, "chance_by_then"));
        // What has been met by a month has been met by the next.
        let later = one["option"] == next["option"];
        assert!(!later || number(one, "chance_by_then") <= number(next, "chance_by_then"), "{one:?}");
    }
}

#[test]
fn a_scenario_compared_with_itself_differs_in_nothing() {
    let home = Home::new();
    std::fs::copy(crate::staffcast::SMALL, home.path("same.toml")).unwrap();
    home.staffcast("compare SMALL same.toml --trials 50 --out here").success();
    let files = home.files();
    for row in rows(&files["here/differences.csv"]) {
        for column in ["mean", "p10", "p50", "p90", "probability_lower", "probability_higher"] {
            assert!(number(&row, column) == 0.0, "{row:?}");
        }
    }
    assert!(files.contains_key("here/same.toml"));
    let manifest: Json = serde_json::from_slice(&files["here/manifest.json"]).unwrap();
    assert_eq!(
        manifest["repeat_with"],
        "staffcast compare scenario.toml \"same.toml\" --trials 50 --seed 1 --out again"
    );
}

#[test]
fn what_cannot_be_compared_is_refused_with_every_reason() {
    let home = Home::new();
    let small = std::fs::read_to_string(crate::staffcast::SMALL).unwrap();
    std::fs::write(home.path("later.toml"), small.replace("2023-09-30", "2024-03-31")).unwrap();
    std::fs::write(
        home.path("other.toml"),
        small.replace("Smallshire", "Bigshire").replace("months = 18", "months = 24"),
    )
    .unwrap();
    let refused = home.staffcast("compare SMALL later.toml other.toml --trials 50").code(2);
    let said = messages(&refused);
    for reason in [
        "these scenarios cannot be compared",
        "later: its start: 2024-03-31; in small: 2023-09-30",
        "other: its council: Bigshire; in small: Smallshire",
        "other: its months: 24; in small: 18",
    ] {
        assert!(said.contains(reason), "{reason} in\n{said}");
    }
    assert!(!home.path("output").exists());
}
