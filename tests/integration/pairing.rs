//! Common random numbers with another parameter: what changes is what the parameter does.

#![expect(clippy::print_stdout, reason = "the figures are for the reader of a test run")]

use crate::support::{Trials, council, mean, scenario_text, variance};

/// No pressure has an effect on cases, and nobody waits: cases do not depend on staff.
fn council_leaving_at(rate: f64) -> String {
    council()
        .replace("months = 60", "months = 24")
        .replace("rate_per_year = { interval80 = [0.12, 0.2] }", &format!("rate_per_year = {rate}"))
        .replace("falls_through = 0.15", "falls_through = 0.15\nweeks_to_fill = 40")
        .replace("leaving = { interval80 = [0.0, 0.4] }", "")
        .replace("absence = { interval80 = [0.0, 0.3] }", "")
        .replace("ceiling_ratio = 1.4", "ceiling_ratio = 100")
}

/// A correct program never fails.
#[test]
fn more_leaving_changes_no_referral_and_no_case_where_pressure_has_no_effect() {
    let (few, many) = (council_leaving_at(0.16), council_leaving_at(0.176));
    let (few, many) = (Trials::run(&few, 200, 8), Trials::run(&many, 200, 8));
    for measure in ["referrals", "rereferral_share", "open_cases", "open_cases.child_protection"] {
        for month in [1, 6, 12, 24] {
            let bits = |trials: &Trials| -> Vec<u64> {
                trials.month(measure, month).into_iter().map(f64::to_bits).collect()
            };
            assert!(bits(&few) == bits(&many), "{measure} in month {month}");
        }
    }
}

/// Without recruitment a higher rate meets the same events and some more: in
/// no trial and no month are more people there. A correct program never fails.
#[test]
fn more_leaving_leaves_more_people_in_no_trial_without_recruitment() {
    for notice in [0, 12] {
        let text = |rate| {
            scenario_text("survival.toml")
                .replace("rate_per_year = 0.3", &format!("rate_per_year = {rate}\nnotice_weeks = {notice}"))
        };
        let (few, many) = (Trials::run(&text(0.3), 300, 9), Trials::run(&text(0.33), 300, 9));
        for month in 0..=36 {
            let (few, many) = (few.month("in_post_fte", month), many.month("in_post_fte", month));
            assert!(few.iter().zip(&many).all(|(few, many)| few >= many), "month {month}");
            if month == 36 {
                assert!(mean(&few) > mean(&many));
            }
        }
    }
}

/// The effect of a tenth more leaving, trial by trial, varies far less with
/// common random numbers than with others: so far fewer trials tell it.
///
/// Sample variances of 400 trials have a relative standard error of 7%, and
/// the ratio is above 8: a correct program does not fail.
#[test]
fn the_same_luck_makes_the_effect_of_leaving_far_more_certain() {
    let (few, many) = (council_leaving_at(0.16), council_leaving_at(0.176));
    let with = |text: &str, seed| Trials::run(text, 400, seed);
    let (base, paired, apart) = (with(&few, 10), with(&many, 10), with(&many, 11));
    for (measure, least) in [("in_post_fte", 3.0), ("leavers_fte", 2.0), ("cost.total", 3.0)] {
        for month in [1, 12, 24] {
            let base = base.month(measure, month);
            let difference = |other: &Trials| -> Vec<f64> {
                other.month(measure, month).iter().zip(&base).map(|(other, base)| other - base).collect()
            };
            let ratio = variance(&difference(&apart)) / variance(&difference(&paired));
            println!("{measure} in month {month}: pairing divides the variance by {ratio:.1}");
            assert!(ratio > least, "{measure} in month {month}: {ratio:.2}");
        }
    }
}
