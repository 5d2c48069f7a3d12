//! Children who come back.

use crate::support::{Trials, assert_mean, mean};

/// Ten thousand cases that all end in the first day, no other referrals, and
/// children who come back need no further action, after which none comes back.
const CURVE: &str = "
    title = 'Those who come back'
    start = 2023-09-30
    months = 13
    stage.s = { team = 't', needs_case_holder = false, open = 10_000, duration.mean_weeks = 0.02 }
    role.w = { case_holding = 1, full_caseload = 10 }
    team.t.staff.w = { establishment = 1, in_post = 1 }
    demand.source.all = { per_year = 0.000_001, enters = { s = 0 } }
    demand.rereferral = { share_within_12_months = 0.3, after_no_further_action = 0, weibull_shape = 0.45 }
";

/// Of cases closed at the start the share 1 - exp(-r t^0.45) is back after t
/// years, with r such that it is 0.3 after one; and nobody comes later.
///
/// Five bounds of 4 standard errors: a correct program fails once in 3,000 seeds.
#[test]
fn cases_closed_together_come_back_along_the_weibull_curve() {
    let trials = Trials::run(CURVE, 200, 111);
    let rate = -(1.0_f64 - 0.3).ln();
    let mut back = vec![0.0; 200];
    for month in 1..=13 {
        for (sum, referrals) in back.iter_mut().zip(trials.month("referrals", month)) {
            *sum += referrals;
        }
        if [1, 3, 6, 9].contains(&month) {
            let years = f64::from(u32::try_from(month).unwrap()) / 12.0;
            let wanted = 10_000.0 * (1.0 - (-rate * years.powf(0.45)).exp());
            assert_mean(&format!("back after {month} months"), &back, wanted);
        }
    }
    assert_mean("back after a year and a month", &back, 3_000.0);
}

/// Those who are closed in a month in which fewer come back than at the start.
/// One mean within 4 standard errors: a correct program fails once in 15,000 seeds.
#[test]
fn fewer_come_back_as_the_swing_of_the_start_fades() {
    // Nothing of it is left after the first month begins.
    let trials = Trials::run(&format!("{CURVE}\nenvironment.rereferral.swing_at_start = 0.4"), 200, 112);
    let back: Vec<f64> =
        (1..=13).map(|month| trials.month("referrals", month)).fold(vec![0.0; 200], |sums, month| {
            sums.iter().zip(month).map(|(sum, referrals)| sum + referrals).collect()
        });
    assert_mean("back after a year and a month", &back, 3_000.0 * (-0.4_f64).exp());
}

/// A service of 6,000 referrals a year with stages that return differently.
const SERVICE: &str = "
    title = 'Returns'
    start = 2023-09-30
    months = 48
    role.w = { case_holding = 1, full_caseload = 10 }
    team.t.staff.w = { establishment = 1, in_post = 1 }
    stage.a = { team = 't', needs_case_holder = false, open = 600, exits = { b = 0.3 } }
    stage.b = { team = 't', needs_case_holder = false, open = 900, RETURN }
    demand.source.all = { per_year = 6_000, enters = { a = 0.8 } }
    demand.rereferral.share_within_12_months = 0.22
";

/// Where every closing has the same chance of coming back, this is the share
/// of referrals that come back; where not, the sum over closings is:
/// 0.22 (1200 + 0.7 x 4800) + 0.5 x 0.3 x 4800, of 6,000.
///
/// Eight means within 4 standard errors: a correct program fails once in 2,000
/// seeds. The mean of a ratio of thousands has a bias of a hundredth of that.
#[test]
fn the_share_of_rereferrals_settles_at_the_stated_one() {
    let mixed = (0.22 * (1_200.0 + 0.7 * 4_800.0) + 0.5 * 0.3 * 4_800.0) / 6_000.0;
    for (returns, wanted, seed) in [("return_share = 0.22", 0.22, 121), ("return_share = 0.5", mixed, 122)] {
        let trials = Trials::run(&SERVICE.replace("RETURN", returns), 300, seed);
        for month in [12, 24, 36, 48] {
            let share = trials.month("rereferral_share", month);
            assert_mean(&format!("re-referral share after {month} months"), &share, wanted);
            assert_mean(&format!("referrals in month {month}"), &trials.month("referrals", month), 500.0);
        }
    }
}

/// What was published is of a year whose middle was a year ago: from there to
/// the start the share moves to that of the start, and the months of the run
/// take the place of those before one by one. It does not climb from nil.
///
/// A correct program fails once in 3,000 seeds.
#[test]
fn the_share_of_rereferrals_moves_from_the_published_one_to_that_of_the_start() {
    let past = "past_year = { referrals = 5_000, rereferrals = 1_250 }";
    let text = format!("{}\n{past}", SERVICE.replace("RETURN", "return_share = 0.22"));
    let trials = Trials::run(&text, 300, 123);
    // 0.22 of 6,000 come back in a year at the start; each month is taken at its middle, the oldest first.
    let months = (0..12).map(|month| (f64::from(month) + 0.5) / 12.0);
    let back: Vec<f64> = months.map(|way| 1_250.0 / 12.0 * (1_320.0_f64 / 1_250.0).powf(way)).collect();
    let wanted = back.iter().sum::<f64>() / 5_000.0;
    for share in trials.month("rereferral_share", 0) {
        assert!((share - wanted).abs() < 1e-7, "{share}, expected {wanted}");
    }
    // One month of twelve is new: 110 of 500, in place of the oldest.
    let wanted = (back[1..].iter().sum::<f64>() + 110.0) / (5_000.0 * 11.0 / 12.0 + 500.0);
    let got = mean(&trials.month("rereferral_share", 1));
    assert!((got - wanted).abs() < 0.001, "{got}, expected {wanted}");
    assert_mean("share after a year", &trials.month("rereferral_share", 12), 0.22);
}

/// Where the level of the start is another than that of the year that was
/// published, so are its referrals, from the middle of that year on.
#[test]
fn referrals_of_the_year_before_are_as_published_unless_the_level_has_changed() {
    for level in [1.0_f64, 1.2] {
        let past = format!("past_year.referrals = 5_000\ndemand.level = {level}");
        let text = format!("{}\n{past}", SERVICE.replace("RETURN", "return_share = 0.22"));
        let months = (0..12).map(|month| level.powf((f64::from(month) + 0.5) / 12.0));
        let wanted = 5_000.0 * months.sum::<f64>() / 12.0;
        for referrals in Trials::run(&text, 2, 124).month("referrals_12_months", 0) {
            assert!((referrals - wanted).abs() < 1e-3, "{referrals}, expected {wanted}");
        }
    }
}
