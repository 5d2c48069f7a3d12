//! Simulated referrals against what the scenario says of them.

use crate::support::{Trials, assert_covariance, assert_mean, assert_variance};

/// Referrals in a usual month.
const MONTHLY: f64 = 400.0;

/// Without re-referral each case is closed at once. With it, cases stay for a
/// fixed 100 weeks, as 1 in 4 have come back; so the children who come back
/// during the run were referred before it, and their number does not depend on
/// what befalls the referrals of the run.
fn text(rereferral: bool, rest: &str) -> String {
    let per_year = 12.0 * MONTHLY;
    let stock = per_year * 100.0 * 7.0 / 365.25;
    let (enters, share) = if rereferral { (1.0, 0.25) } else { (0.0, 0.0) };
    format!(
        "title = 'Referrals'\nstart = 2023-09-30\nmonths = 20
         stage.s = {{ team = 't', needs_case_holder = false, open = {stock}, \
                      duration = {{ mean_weeks = 100, shape = 'fixed' }} }}
         role.w = {{ case_holding = 1, full_caseload = 10 }}
         team.t.staff.w = {{ establishment = 1, in_post = 1 }}
         demand.source.all = {{ per_year = {per_year}, enters = {{ s = {enters} }} }}
         demand.rereferral.share_within_12_months = {share}\n{rest}"
    )
}

/// Twelve indices with a mean other than 1, January first: they are scaled.
const SEASON: [(&str, f64); 12] = [
    ("january", 1.1),
    ("february", 1.0),
    ("march", 1.2),
    ("april", 1.0),
    ("may", 1.1),
    ("june", 1.1),
    ("july", 1.1),
    ("august", 0.8),
    ("september", 1.0),
    ("october", 1.2),
    ("november", 1.2),
    ("december", 1.0),
];

/// Twenty-four means within 4 standard errors: a correct program fails once in 600 seeds.
#[test]
fn referrals_of_each_month_follow_the_season() {
    let mean = SEASON.iter().map(|(_, index)| index).sum::<f64>() / 12.0;
    let lines = SEASON.map(|(month, index)| format!("demand.season.{month} = {index}"));
    let season = lines.join(
        "
",
    );
    for rereferral in [false, true] {
        let trials = Trials::run(&text(rereferral, &season), 1_000, 101);
        // Month 4 of a run from 30 September is January.
        for (at, (month, index)) in SEASON.iter().enumerate() {
            let referrals = trials.month("referrals", 4 + at);
            assert_mean(&format!("referrals in {month}"), &referrals, MONTHLY * index / mean);
        }
    }
}

/// With noise of cv c and correlation k from month to month the counts of m a
/// month have the variance m + (m c)^2 and the covariance (m c)^2 k^lag. With
/// re-referral, too: the noise is on first-time referrals, and larger by as much.
///
/// Ten bounds of 4 standard errors; the counts are a little skewed (excess
/// kurtosis below 0.4): a correct program fails once in some 700 seeds.
#[test]
fn referrals_are_negative_binomial_with_the_stated_noise() {
    let (cv, correlation) = (0.2, 0.5);
    let of_noise = (MONTHLY * cv).powi(2);
    for rereferral in [false, true] {
        let rest = format!("demand.noise_cv = {cv}\ndemand.noise_persistence = {correlation}");
        let trials = Trials::run(&text(rereferral, &rest), 4_000, 102);
        let month = |month| trials.month("referrals", month);
        // Those who come back are of a known number of cases: a little less than Poisson.
        let steady = if rereferral { MONTHLY * 0.25 * 0.25 / 23.0 } else { 0.0 };
        assert_mean("noisy referrals", &month(15), MONTHLY);
        assert_variance("noisy referrals", &month(15), MONTHLY + of_noise - steady);
        assert_covariance("a month later", &month(15), &month(16), of_noise * correlation);
        assert_covariance("two months later", &month(15), &month(17), of_noise * correlation * correlation);
    }
}

/// Without noise the counts are Poisson. A correct program fails once in 5,000 seeds.
#[test]
fn referrals_without_noise_are_poisson() {
    let trials = Trials::run(&text(false, ""), 4_000, 103);
    assert_mean("referrals", &trials.month("referrals", 9), MONTHLY);
    assert_variance("referrals", &trials.month("referrals", 9), MONTHLY);
    let (one, next) = (trials.month("referrals", 9), trials.month("referrals", 10));
    assert_covariance("a month later", &one, &next, 0.0);
}

/// After a year the log of the level has the stated spread; to it comes that of
/// Poisson counts, about the mean of 1 / rate. Median 1: the log has mean nil
/// but for half that. A correct program fails once in 5,000 seeds.
#[test]
fn the_level_drifts_by_the_stated_spread_in_a_year() {
    let sd = 0.16_f64;
    let trials =
        Trials::run(&text(false, &format!("environment.demand.drift_sd_per_year = {sd}")), 4_000, 104);
    let logs: Vec<f64> = trials.month("referrals", 12).iter().map(|count| (count / MONTHLY).ln()).collect();
    let of_counts = (sd * sd / 2.0).exp() / MONTHLY;
    assert_mean("log of the level after a year", &logs, -of_counts / 2.0);
    assert_variance("log of the level after a year", &logs, sd * sd + of_counts);
}

/// Growth is by compound rate, from the start. A correct program fails once in 5,000 seeds.
#[test]
fn a_trend_grows_by_its_rate_each_year() {
    let trials = Trials::run(&text(false, "demand.trend_per_year = 0.1"), 2_000, 105);
    for month in [6, 12, 18] {
        // Weeks are quarters of a month, each at the level of its beginning.
        let weeks = (0..4).map(|week| f64::from(4 * (month - 1) + week) / 48.0);
        let growth = weeks.map(|years| 1.1_f64.powf(years)).sum::<f64>() / 4.0;
        let referrals = trials.month("referrals", usize::try_from(month).unwrap());
        assert_mean(&format!("growth by month {month}"), &referrals, MONTHLY * growth);
    }
}
