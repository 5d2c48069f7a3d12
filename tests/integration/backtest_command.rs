//! `staffcast backtest` as its user meets it.

use std::fmt::Write as _;
use std::fs;

use staffcast::backtest::{self, BacktestPlan};
use staffcast::published::Published;

use crate::staffcast::{Home, messages, output};

/// Four projections that take a moment.
const SMALL: &str = "backtest --councils Kent,Rutland --origins 2021,2022 --trials 20";

const COLUMNS: &str = "code,council,origin,target_year,horizon,measure,outturn,mean,p05,p10,p25,p50,p75,p90,p95,crps,\
                       naive_p10,naive_p50,naive_p90,naive_crps,regression_p10,regression_p50,regression_p90,regression_crps";

/// The files below a folder by their name in it.
fn files_in(home: &Home, folder: &str) -> Vec<(String, Vec<u8>)> {
    let strip = |(name, bytes): (String, Vec<u8>)| Some((name.strip_prefix(folder)?.to_owned(), bytes));
    home.files().into_iter().filter_map(strip).collect()
}

#[test]
fn a_back_test_is_a_folder_with_a_page_tables_and_charts_the_same_on_any_number_of_threads() {
    let home = Home::new();
    let printed = output(&home.staffcast(&format!("{SMALL} --threads 1 --out one")).success());
    assert!(
        printed
            .starts_with("Back-test of 2 councils from 2021 and 2022, up to 3 years ahead: 20 trials each")
    );
    assert!(printed.contains("\nRead one/verification.md. "), "{printed}");
    let one = files_in(&home, "one/");
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    let wanted = [
        "coverage.csv",
        "manifest.json",
        "projections.csv",
        "report.json",
        "scores.csv",
        "verification.md",
        "verification/coverage.png",
        "verification/coverage.svg",
        "verification/quantiles.png",
        "verification/quantiles.svg",
        "verification/reliability.png",
        "verification/reliability.svg",
        "verification/rules.png",
        "verification/rules.svg",
    ];
    assert_eq!(names, wanted);
    let projections = String::from_utf8(one[2].1.clone()).unwrap();
    assert_eq!(projections.lines().next(), Some(COLUMNS));
    assert_eq!(home.files().len(), one.len(), "nothing but the folder is left");

    // What is named twice is done once, in the order of the figures.
    let again = "backtest --councils rutland,E10000016 --councils Kent --origins 2022,2021,2022 --trials 20";
    home.staffcast(&format!("{again} --threads 2 --quiet --out two")).success();
    assert!(files_in(&home, "two/") == one);

    let manifest: serde_json::Value = serde_json::from_slice(&one[1].1).unwrap();
    let again = manifest["repeat_with"].as_str().unwrap().strip_prefix("staffcast ").unwrap();
    home.staffcast(&format!("{again} --out three")).success();
    assert!(files_in(&home, "three/") == one, "{again}");

    let refusal = home.staffcast(&format!("{SMALL} --out one")).code(1);
    assert!(
        messages(&refusal).contains("one already holds results: add --overwrite"),
        "{}",
        messages(&refusal)
    );
    home.staffcast(
        "backtest --councils Kent --origins 2024 --trials 20 --measures caseload --out one --overwrite",
    )
    .success();
    assert_eq!(fs::read_to_string(home.path("one/projections.csv")).unwrap().lines().count(), 2);
}

/// The scenario of `init`, run on its own with the seed of the task, has the same quantiles.
#[test]
fn a_projection_is_what_init_and_run_would_have_said() {
    let home = Home::new();
    home.staffcast(
        "backtest --councils Kent --origins 2021 --trials 41 --measures vacancy_rate,referrals --out test",
    )
    .success();
    home.staffcast("init --council Kent --as-of 2021 --out kent.toml").success();
    // In a back-test posts move as they have.
    let funded = fs::read_to_string(home.path("kent.toml")).unwrap();
    let drifted = funded.replace("\"as_funded\"", "\"as_drifted\"");
    assert_ne!(drifted, funded);
    fs::write(home.path("kent.toml"), drifted).unwrap();
    let published = Published::embedded();
    let councils = vec![published.find("Kent").unwrap()];
    let plan =
        BacktestPlan { origins: vec![2021], horizon: 3, councils, measures: vec![0], trials: 41, seed: 1 };
    let seed = backtest::tasks(published, &plan).unwrap()[0].seed;
    home.staffcast(&format!("run kent.toml --trials 41 --seed {seed} --out run --quiet")).success();
    let column = |file: &str, wanted: &[&str], column: &str| -> f64 {
        let text = fs::read_to_string(home.path(file)).unwrap();
        let column = text.lines().next().unwrap().split(',').position(|name| name == column).unwrap();
        let is_wanted = |line: &&str| wanted.iter().all(|cell| line.split(',').any(|own| own == *cell));
        text.lines().find(is_wanted).unwrap().split(',').nth(column).unwrap().parse().unwrap()
    };
    for (measure, target, in_run, month) in [
        ("vacancy_rate", "2022", "vacancy_rate", "2022-09"),
        ("vacancy_rate", "2023", "vacancy_rate", "2023-09"),
        ("referrals", "2022", "referrals_12_months", "2022-03"),
        ("referrals", "2023", "referrals_12_months", "2023-03"),
    ] {
        for quantile in ["p10", "p50", "p90"] {
            let projected = column("test/projections.csv", &[measure, "2021", target], quantile);
            let run = column("run/monthly.csv", &[in_run, month], quantile);
            assert!((projected / run - 1.0).abs() < 1e-3, "{measure} {target} {quantile}: {projected} {run}");
        }
    }
}

#[test]
fn names_with_commas_are_taken_as_they_are() {
    let home = Home::new();
    let mut command =
        home.command("backtest --origins 2022 --trials 2 --measures caseload --out here --councils");
    command.arg("Bristol, City of,Kent,Herefordshire, County of,Kingston upon Hull, City of");
    let printed = output(&command.assert().success());
    assert!(printed.starts_with("Back-test of 4 councils from 2022, up to 3 years ahead: "), "{printed}");
}

#[test]
fn all_that_is_wrong_with_the_arguments_is_told_at_once() {
    let home = Home::new();
    let mut told = String::new();
    for arguments in [
        "--origins 2016,2025,20x9,2031 --horizon 0 --councils Bukingham,London,England,Atlantis --measures \
         caseloads,vacancy_fte",
        "--origins 2023 --horizon 3",
        "--origins , --councils , --measures ,",
        "--councils Hackney --origins 2021 --measures rereferral_share --horizon 1",
    ] {
        let refusal = home.staffcast(&format!("backtest {arguments}")).code(2);
        assert_eq!(output(&refusal), "");
        writeln!(told, "$ staffcast backtest {arguments}\n{}", messages(&refusal)).unwrap();
    }
    insta::assert_snapshot!(told);
    assert!(home.files().is_empty());
}

#[test]
fn a_file_in_the_place_of_the_journal_is_left_as_it_is() {
    let home = Home::new();
    fs::write(home.path("here.unfinished"), "my novel").unwrap();
    let refusal = home.staffcast(&format!("{SMALL} --out here")).code(1);
    let message = messages(&refusal);
    assert!(message.contains("here.unfinished is where the back-test would note how far it is"), "{message}");
    assert_eq!(home.files().len(), 1);
    assert_eq!(fs::read(home.path("here.unfinished")).unwrap(), b"my novel");
}

#[cfg(unix)]
#[test]
fn a_back_test_that_was_stopped_goes_on_to_the_same_bytes() {
    let home = Home::new();
    let arguments = "backtest --councils Kent,Rutland,Leeds --trials 60 --threads 1 --out";
    home.staffcast(&format!("{arguments} whole")).success();

    let journal = home.path("v1.2.unfinished");
    let ended = || fs::read_to_string(&journal).map_or(0, |text| text.matches("\nend,").count());
    let message = home.staffcast_interrupted(&format!("{arguments} v1.2"), || ended() >= 2);
    let noted = fs::read_to_string(&journal).unwrap();
    let done = noted.matches("\nend,").count();
    assert!((2..18).contains(&done), "{done}");
    assert_eq!(
        message,
        format!(
            "Stopped: {done} of 18 projections are done, and no results were written yet. The same command goes on \
             from there.\n"
        )
    );
    assert!(!home.path("v1.2").exists());

    // A crash in the middle of a line: that projection is done again.
    fs::write(&journal, &noted[..noted.len() - 9]).unwrap();
    home.staffcast(&format!("{arguments} v1.2")).success();
    assert!(files_in(&home, "v1.2/") == files_in(&home, "whole/"));
    assert!(!journal.exists());
}
