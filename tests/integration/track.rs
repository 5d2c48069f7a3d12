//! `staffcast track` as its user meets it: what has come since a run, beside its ranges.

use std::fs;

use crate::staffcast::{Home, messages, output};

/// A file of own figures with some months of staff in post and of referrals.
fn own(in_post: &[(&str, f64)], referrals: &[(&str, f64)]) -> String {
    let lines = |months: &[(&str, f64)]| -> String {
        months.iter().map(|(month, value)| format!("{month} = {value}")).collect::<Vec<_>>().join("\n")
    };
    format!(
        "[service]\ncouncil = \"Rutland\"\nmonth = \"2025-12\"\n[staff.in_post]\n{}\n[demand.referrals]\n{}\n",
        lines(in_post),
        lines(referrals)
    )
}

/// The median of a measure in a month of the run.
fn median(home: &Home, measure: &str, month: &str) -> f64 {
    let text = fs::read_to_string(home.path("run/monthly.csv")).expect("the run is there");
    let column = text
        .lines()
        .next()
        .and_then(|head| head.split(',').position(|name| name == "p50"))
        .expect("a column");
    let begins = format!("baseline,,{month},{measure},");
    let line = text.lines().find(|line| line.starts_with(&begins)).expect("a line");
    line.split(',').nth(column).and_then(|cell| cell.parse().ok()).expect("a number")
}

#[test]
fn figures_beside_the_median_are_in_step_and_far_ones_are_not() {
    let home = Home::new();
    home.staffcast("init --council Rutland --out rutland.toml").success();
    home.staffcast("run rutland.toml --trials 400 --out run --quiet").success();
    let months = ["2025-10", "2025-11", "2025-12"];
    let of = |measure: &str, times: f64| {
        months.map(|month| (month, (times * median(&home, measure, month)).round()))
    };
    fs::write(home.path("usual.toml"), own(&of("in_post_fte", 1.0), &of("referrals", 1.0)))
        .expect("the folder is there");
    let told = output(&home.staffcast("track run usual.toml --out usual").success());
    assert!(told.contains("Of 6 figures that have come since September 2025, 6 lie within"), "{told}");
    assert!(told.contains("nothing says yet that the run has to be made again"), "{told}");
    fs::write(home.path("odd.toml"), own(&of("in_post_fte", 0.5), &of("referrals", 3.0)))
        .expect("the folder is there");
    let told = output(&home.staffcast("track run odd.toml --out odd").success());
    assert!(told.contains("0 lie within the run\u{2019}s 80% range and 6 outside"), "{told}");
    assert!(told.contains("the run is out of step with what has come"), "{told}");
    let table = fs::read_to_string(home.path("odd/track.csv")).expect("it was written");
    assert_eq!(table.matches("above the 80% range").count(), 3, "{table}");
    assert_eq!(table.matches("below the 80% range").count(), 3, "{table}");
    assert!(home.path("odd/charts/referrals_since.svg").exists());
    // A paper of it says how old its figures are on its day.
    home.staffcast("report odd --format md --date 2027-03-31 --out paper").success();
    let paper = fs::read_to_string(home.path("paper/report.md")).expect("it was written");
    assert!(
        paper.contains("This paper is of 31 March 2027. The newest figures are of 30 September 2025, 18 months before 31 March 2027."),
        "{paper}"
    );
}

#[test]
fn what_is_not_of_the_run_is_told() {
    let home = Home::new();
    home.staffcast("init --council Rutland --out rutland.toml").success();
    home.staffcast("run rutland.toml --trials 20 --out run --quiet").success();
    fs::write(home.path("early.toml"), own(&[("2025-08", 40.0)], &[])).expect("the folder is there");
    for (arguments, words) in [
        (
            "track run early.toml",
            "early.toml holds no figure of a month of the run, which goes from October 2025 to September 2030",
        ),
        ("track run nowhere.toml", "cannot read nowhere.toml"),
        ("track early.toml early.toml", "early.toml"),
        ("track rutland early.toml", "rutland"),
    ] {
        let refusal = home.staffcast(arguments).code(2);
        assert!(messages(&refusal).contains(words), "{arguments}: {}", messages(&refusal));
    }
    assert!(!home.path("output").exists());
}
