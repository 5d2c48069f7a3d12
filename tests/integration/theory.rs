//! The engine against closed forms.

#![expect(clippy::print_stdout, reason = "the figures beside theory are for the reader of a test run")]

use crate::support::{Trials, assert_mean, assert_variance, mean, scenario_text, variance};

/// Cases arrive at rate 1 a day and stay 100 days: Poisson with mean
/// 100 (1 - exp(-t / 100)) after t days, and with mean and variance 100 in the end.
#[test]
fn a_stage_without_limits_is_an_infinite_server_queue() {
    let trials = Trials::run(&scenario_text("infinite-server.toml"), 20_000, 11);
    for month in [1, 3, 6, 24] {
        let days = f64::from(u16::try_from(month).unwrap()) * 365.25 / 12.0;
        let wanted = 100.0 * (1.0 - (-days / 100.0).exp());
        let open = trials.month("open_cases", month);
        assert_mean(&format!("open cases after {month} months"), &open, wanted);
        assert_variance(&format!("open cases after {month} months"), &open, wanted);
    }
}

/// Started with 100 cases the mean stays at 100 from the first month on, and
/// the variance after t days is that of those left and of those come:
/// 100 e (1 - e) + 100 (1 - e) with e = exp(-t / 100).
#[test]
fn a_stage_that_starts_in_balance_stays_in_balance() {
    let text = scenario_text("infinite-server.toml").replace("open = 0", "open = 100");
    let trials = Trials::run(&text, 20_000, 12);
    for month in [1, 6, 24] {
        let left = (-f64::from(u16::try_from(month).unwrap()) * 365.25 / 12.0 / 100.0).exp();
        let open = trials.month("open_cases", month);
        assert_mean(&format!("open cases after {month} months"), &open, 100.0);
        assert_variance(
            &format!("open cases after {month} months"),
            &open,
            100.0 * left * (1.0 - left) + 100.0 * (1.0 - left),
        );
    }
}

/// A mean duration of d weeks stays d, whatever the step: stock = arrivals x d.
#[test]
fn no_duration_is_biased_by_the_weekly_step() {
    for (weeks, seed) in [(0.4, 21), (1.5, 22), (50.0, 23)] {
        for shape in ["\"exponential\"", "\"fixed\"", "{ gamma = 3 }", "{ lognormal = 1.2 }"] {
            let per_year = 40_000.0 / weeks;
            let stock: f64 = per_year * weeks * 7.0 / 365.25;
            let text = scenario_text("infinite-server.toml")
                .replace("365.25", &per_year.to_string())
                .replace("14.285714285714286", &format!("{weeks}\nduration.shape = {shape}"))
                .replace("open = 0", &format!("open = {}", stock.round()))
                .replace("months = 24", "months = 12");
            let trials = Trials::run(&text, 100, seed);
            // The stock is opened with a whole number of cases.
            let open = trials.month("open_cases", 12);
            let error = (open.iter().sum::<f64>() / open.len() as f64 - stock).abs();
            assert!(
                error < 4.0 * (stock / 100.0).sqrt() + 0.5,
                "{weeks} weeks, {shape}: off by {error} of {stock}"
            );
        }
    }
}

/// Cases of a stage with another shape start with stationary excess lives: the
/// stock does not move at any time.
#[test]
fn every_shape_of_duration_starts_stationary() {
    for (shape, seed) in
        [("\"fixed\"", 31), ("{ gamma = 4 }", 32), ("{ lognormal = 1.5 }", 33), ("{ weibull = 0.6 }", 34)]
    {
        let text = scenario_text("infinite-server.toml")
            .replace("open = 0", "open = 100")
            .replace("14.285714285714286", &format!("14.285714285714286\nduration.shape = {shape}"));
        let trials = Trials::run(&text, 4_000, seed);
        for month in [1, 2, 4, 12] {
            assert_mean(&format!("{shape} after {month} months"), &trials.month("open_cases", month), 100.0);
        }
    }
}

/// Erlang's C formula: with c servers and an offered load of a, an arrival waits with probability
///
///     C = (a^c / c!) (c / (c - a)) / (sum over k < c of a^k / k! + (a^c / c!) (c / (c - a)))
///
/// which is 0.174 for c = 14 and a = 10; the mean queue is C a / (c - a), and
/// the mean wait that over the arrival rate (Erlang 1917).
#[test]
fn a_team_with_a_ceiling_is_an_erlang_c_queue() {
    let (servers, load) = (14, 10.0_f64);
    let term = |k: i32| (1..=k).fold(1.0, |product, i| product * load / f64::from(i));
    let busy = term(servers) * f64::from(servers) / (f64::from(servers) - load);
    let waits = busy / ((0..servers).map(term).sum::<f64>() + busy);
    assert!((waits - 0.174).abs() < 0.0005, "{waits}");
    let trials = Trials::run(&scenario_text("erlang-c.toml"), 4_000, 41);
    // After five years the start is forgotten. Means over time are independent between trials.
    let queue = waits * load / (f64::from(servers) - load);
    assert_mean("Erlang C: waiting cases", &trials.mean_from("unallocated_cases", 60), queue);
    assert_mean("Erlang C: open cases", &trials.mean_from("open_cases", 60), load + queue);
    // All 14 busy has the probability of waiting (arrivals see time averages).
    let all_busy: Vec<f64> = {
        let months: Vec<Vec<f64>> = (60..=240).map(|month| trials.month("open_cases", month)).collect();
        (0..4_000)
            .map(|trial| {
                months.iter().filter(|month| month[trial] >= 14.0).count() as f64 / months.len() as f64
            })
            .collect()
    };
    assert_mean("Erlang C: chance of waiting", &all_busy, waits);
}

/// With pace = pressure^-1, n cases are worked off at the rate of min(10, 2 n) cases at full
/// attention (pace at most doubles): a birth-death chain in which the chance of n cases is in
/// proportion to the product over k up to n of 8 / min(10, 2 k).
#[test]
fn pressure_on_pace_is_processor_sharing() {
    // Beyond 40 cases pace would be held at a quarter; that is hardly ever reached.
    let weights: Vec<f64> = (0..400_u32)
        .scan(1.0, |product, n| {
            *product *= if n == 0 { 1.0 } else { 8.0 / f64::from((2 * n).min(10)).max(f64::from(n) / 4.0) };
            Some(*product)
        })
        .collect();
    let wanted = weights.iter().zip(0_u32..).map(|(weight, n)| weight * f64::from(n)).sum::<f64>()
        / weights.iter().sum::<f64>();
    let trials = Trials::run(&scenario_text("processor-sharing.toml"), 400, 51);
    assert_mean("processor sharing: open cases", &trials.mean_from("open_cases", 400), wanted);
}

/// Without recruitment each of 400 is still there after t years with probability exp(-0.3 t).
#[test]
fn staff_without_recruitment_survive_geometrically() {
    let trials = Trials::run(&scenario_text("survival.toml"), 10_000, 61);
    for month in [1, 12, 36] {
        let left = (-0.3 * f64::from(u16::try_from(month).unwrap()) / 12.0).exp();
        let in_post = trials.month("in_post_fte", month);
        assert_mean(&format!("in post after {month} months"), &in_post, 400.0 * left);
        assert_variance(&format!("in post after {month} months"), &in_post, 400.0 * left * (1.0 - left));
    }
}

/// Each post is filled or vacant in turn: vacant for a share v w / (1 + v w) of the time, with
/// leaving v a year and w years to fill; and the posts are independent.
#[test]
fn vacancies_reach_their_renewal_equilibrium() {
    let trials = Trials::run(&scenario_text("renewal.toml"), 4_000, 71);
    let share = 0.4 * 0.5 / (1.0 + 0.4 * 0.5);
    let vacancies = trials.month("vacancy_fte", 120);
    assert_mean("renewal: vacancies", &vacancies, 300.0 * share);
    assert_variance("renewal: vacancies", &vacancies, 300.0 * share * (1.0 - share));
    // Leavers a year = starters a year = posts filled x leaving.
    assert_mean(
        "renewal: leavers a month",
        &trials.month("leavers_fte", 120),
        300.0 * (1.0 - share) * 0.4 / 12.0,
    );
}

/// The same where 12 of those weeks are known as time to hire, 4 of them after the offer: it is spread otherwise, but as
/// long on average. Without an advert that takes time, nothing changes at all.
#[test]
fn time_to_hire_is_a_part_of_the_time_that_posts_are_vacant() {
    let usual = scenario_text("renewal.toml");
    let with = |to_fill: f64, more: &str| {
        let weeks = "weeks_to_fill = 26.089285714285715";
        assert!(usual.contains(weeks));
        usual.replace(weeks, &format!("weeks_to_fill = {to_fill}\n{more}"))
    };
    let hiring = with(22.089_285_714_285_715, "weeks_to_start = 4\nweeks_to_hire = 12");
    let trials = Trials::run(&hiring, 4_000, 72);
    let share = 0.4 * 0.5 / (1.0 + 0.4 * 0.5);
    let vacancies = trials.month("vacancy_fte", 120);
    assert_mean("time to hire: vacancies", &vacancies, 300.0 * share);
    assert_variance("time to hire: vacancies", &vacancies, 300.0 * share * (1.0 - share));

    let last = |text: &str| Trials::run(text, 40, 73).month("in_post_fte", 120);
    for weeks_to_fill in [20.0, 300.0] {
        let unsaid = with(weeks_to_fill, "weeks_to_start = 10");
        assert_eq!(last(&unsaid), last(&with(weeks_to_fill, "weeks_to_start = 10\nweeks_to_hire = 10")));
    }
    assert_ne!(
        last(&with(20.0, "weeks_to_start = 4")),
        last(&with(20.0, "weeks_to_start = 4\nweeks_to_hire = 10"))
    );
}

/// The council of the benches, without drift of demand.
fn council() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/council.toml");
    std::fs::read_to_string(path)
        .expect("the bench has its scenario")
        .replace("demand.drift_sd_per_year = 0.14", "")
}

const STAGES: [(&str, f64); 4] =
    [("assessment", 800.0), ("child_in_need", 900.0), ("child_protection", 420.0), ("looked_after", 700.0)];

/// Little's law at every stage of a whole council: stock = cases that begin x
/// mean stay, so that without seasons each stage stays at its opening stock.
#[test]
fn every_stage_keeps_to_littles_law() {
    let text = council().replace("august = 0.83", "").replace("october = 1.08", "");
    let trials = Trials::run(&text, 2_000, 81);
    for (stage, open) in STAGES {
        assert_mean(
            &format!("Little's law: {stage}"),
            &trials.mean_from(&format!("open_cases.{stage}"), 13),
            open,
        );
    }
}

/// With seasons the stock swings within the year, and comes back to that of the
/// start in the same month of each later year. The engine takes the season of
/// arrivals straight from the sources and none from other stages, and no year
/// before the last: half a per cent is left to that.
#[test]
fn a_stage_comes_back_to_its_opening_stock_at_the_same_time_of_the_year() {
    let trials = Trials::run(&council(), 4_000, 82);
    for (stage, open) in STAGES {
        for month in [24, 36] {
            let sample = trials.month(&format!("open_cases.{stage}"), month);
            let (got, error) = (mean(&sample), (variance(&sample) / sample.len() as f64).sqrt());
            println!("{stage} after {month} months: {got:.1} beside {open} (standard error {error:.2})");
            assert!((got - open).abs() < 4.0 * error + 0.005 * open, "{stage}, month {month}: {got}");
        }
    }
}
