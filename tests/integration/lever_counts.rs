//! What options do is counted as it happens: closed forms for small services.

use staffcast::ensemble::{Settings, Unwatched};
use staffcast::sampling::Layers;
use staffcast::summary::simulate;

use crate::support::{Trials, assert_mean, mean, scenario_text, service};

const TRIALS: u32 = 400;

fn with(text: &str, lever: &str) -> (Trials, Trials) {
    let text = format!("{text}\n[[option]]\nname = 'one'\n{lever}");
    (Trials::of_option(&text, None, TRIALS, 10), Trials::of_option(&text, Some(0), TRIALS, 10))
}

/// A measure summed over months, in each trial.
fn sums(trials: &Trials, measure: &str, months: std::ops::RangeInclusive<usize>) -> Vec<f64> {
    let months: Vec<Vec<f64>> = months.map(|month| trials.month(measure, month)).collect();
    (0..TRIALS as usize).map(|trial| months.iter().map(|month| month[trial]).sum()).collect()
}

fn less(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one - other).collect()
}

/// In a year in full: families a month x 12 x children x would be referred x effect, of a service of 3,600 referrals.
#[test]
fn a_year_of_early_help_avoids_what_can_be_worked_out_by_hand() {
    let text = scenario_text("infinite-server.toml").replace("365.25", "3600");
    for (families, would_be, effect, avoided) in
        [(20.0, 0.3, 0.15, 240.0 * 1.8 * 0.3 * 0.15), (60.0, 0.25, 0.125, 720.0 * 1.8 * 0.25 * 0.125)]
    {
        assert!([19.44_f64, 40.5].iter().any(|known| (known - avoided).abs() < 1e-9));
        let (baseline, option) = with(
            &text,
            &format!(
                "[[option.early_help]]\nfamilies_per_month = {families}\nchildren_per_family = 1.8\nwould_be_referred = \
             {would_be}\neffect = {effect}\nlag_months = 3\nlasts_months = 6\n"
            ),
        );
        let year = |trials: &Trials, measure| sums(trials, measure, 13..=24);
        for (measure, exactly) in [
            ("referrals_avoided", avoided),
            ("families_helped", 12.0 * families),
            ("children_helped", 12.0 * families * 1.8),
        ] {
            assert!(year(&option, measure).iter().all(|own| (own - exactly).abs() < 1e-3), "{measure}");
            assert!(year(&baseline, measure).iter().all(|own| *own == 0.0), "{measure}");
        }
        // All of those who are referred enter the stage.
        for measure in ["referrals", "entries.stage"] {
            assert_mean(measure, &less(&year(&baseline, measure), &year(&option, measure)), avoided);
        }
    }
}

/// Everybody enters the first stage, whether or not anyone waits; of those who leave it two in five enter the second, and
/// so its entries are two fifths of all entries, with the lag of a stay.
#[test]
fn entries_to_stages_are_counted_once_with_and_without_waiting() {
    let text = |capacity: u32| {
        format!(
            "title = 'Two'\nstart = 2023-09-30\nmonths = 36\n[demand.source.all]\nper_year = 600\nenters = {{ first = 1 }}\n\
         [stage.first]\nteam = 'one'\nduration.mean_weeks = 4\nopen = 46\nexits = {{ second = 0.4 }}\n\
         [stage.second]\nteam = 'two'\nduration.mean_weeks = 8\nopen = 37\n\
         [role.worker]\ncase_holding = 1\nfull_caseload = {capacity}\n\
         [team.one.staff]\nworker = {{ establishment = 10, in_post = 10 }}\n\
         [team.two.staff]\nworker = {{ establishment = 10, in_post = 10 }}\n[workload]\nceiling_ratio = 1\n"
        )
    };
    for (capacity, waits) in [(100, false), (5, true)] {
        let trials = Trials::run(&text(capacity), TRIALS, 3);
        let waiting = mean(&trials.mean_from("unallocated_cases", 1));
        assert_eq!(waiting > 1.0, waits, "{waiting}");
        for month in [1, 12, 36] {
            assert_eq!(trials.month("entries.first", month), trials.month("referrals", month));
        }
        // What is open at the end has entered and not left: entries to the second are two fifths of exits from the first.
        let left: Vec<f64> = less(
            &sums(&trials, "entries.first", 1..=36),
            &less(&trials.month("open_cases.first", 36), &trials.month("open_cases.first", 0)),
        );
        let entered = sums(&trials, "entries.second", 1..=36);
        assert_mean(
            "entries beyond two fifths",
            &less(&entered, &left.iter().map(|all| 0.4 * all).collect::<Vec<_>>()),
            0.0,
        );
    }
}

/// Of 40 offers four in five start where there are vacancies, and four in five of these stay on; none starts where
/// there are none.
#[test]
fn people_of_campaigns_are_counted_whatever_becomes_of_them() {
    let text = scenario_text("survival.toml").replace("rate_per_year = 0.3", "rate_per_year = 0");
    let lever = "[[option.campaign]]\nrole = 'worker'\npeople = 40\nshare_who_start = 0.8\nover_months = 2\nearly_leaving = 0.2\n";
    for (in_post, starts) in [("in_post = 300", true), ("in_post = 400", false)] {
        let (baseline, option) = with(&text.replace("in_post = 400", in_post), lever);
        let total = |measure| sums(&option, measure, 1..=24);
        assert!(total("campaign_offered").iter().all(|offered| (offered - 40.0).abs() < 0.5));
        let (started, without) = (total("campaign_started"), total("campaign_no_vacancy"));
        let (some, none) = if starts { (&started, &without) } else { (&without, &started) };
        assert_mean("start, or would have", some, 32.0);
        assert!(none.iter().all(|count| *count == 0.0));
        assert_mean(
            "still in post",
            &option.month("campaign_in_post", 24),
            if starts { 32.0 * 0.8 } else { 0.0 },
        );
        for measure in ["campaign_offered", "campaign_started", "campaign_in_post"] {
            assert!(baseline.mean_from(measure, 1).iter().all(|count| *count == 0.0), "{measure}");
        }
    }
}

/// Leaving at 0.3 a year with a tenth more pay and an elasticity of -2: 0.3 / 1.1^2. A supplement of nil does nothing.
#[test]
fn leaving_follows_pay_by_its_elasticity() {
    let text =
        scenario_text("survival.toml").replace("case_holding = 1", "case_holding = 1\nsalary = 40_000");
    let lever =
        |amount: u32| format!("[[option.supplement]]\namount_per_year = {amount}\nleaving_elasticity = -2\n");
    let (baseline, option) = with(&text, &lever(4_000));
    let stay = |rate: f64| 400.0 * (-rate).exp();
    assert_mean("without", &baseline.month("in_post_fte", 12), stay(0.3));
    assert_mean("with a tenth more", &option.month("in_post_fte", 12), stay(0.3 / 1.21));
    let (baseline, option) = with(&text, &lever(0));
    assert!(baseline.bits() == option.bits(), "a supplement of nil");
}

/// Each case avoided saves a stay of 100 days at £100 for each week of them, £1,429; each family costs £1,000 and has one
/// child who would be referred: the programme breaks even if it prevents 70%, whatever its effect is assumed to be.
#[test]
fn early_help_breaks_even_where_what_it_saves_is_what_it_costs() {
    let text = scenario_text("infinite-server.toml").replace("365.25", "12_000");
    let text = text.replace("open = 0", "open = 0\nplacement_cost_per_week = 100");
    let lever = "[[option]]\nname = 'one'\n[[option.early_help]]\nfamilies_per_month = 300\nchildren_per_family = 2\n\
        would_be_referred = 0.5\neffect = { interval80 = [0.2, 0.4] }\nlag_months = 0\nlasts_months = 3\n\
        until = 2023-12-31\ncost_per_family = 1_000\n";
    let settings = Settings { trials: 200, seed: 4, layers: Layers::ALL };
    let results =
        simulate(&service(&format!("{text}\n{lever}")), &settings, &Unwatched).expect("nobody stops it");
    let net = &results.comparisons[0].net_cost;
    let [low, middle, high] = net.break_even.expect("it is one programme");
    assert!((net.of_levers / 900_000.0 - 1.0).abs() < 1e-6, "{}", net.of_levers);
    // About 270 cases are avoided in a trial, and their stays are exponential: the standard deviation of 0.7 is about
    // 1.41 / 270^0.5 of it, the standard error of a median of 200 trials 1.25 / 200^0.5 of that: 0.0053. Four of these.
    assert!((middle - 0.7).abs() < 4.0 * 0.0053, "{low} {middle} {high}");
    assert!(low < middle - 0.03 && high > middle + 0.03 && high < 1.0, "{low} {middle} {high}");
    // The totals are those of the months.
    let total = results.comparisons[0].total("referrals_avoided").expect("a flow").band.mean;
    let months = &results.comparisons[0].service("referrals_avoided").expect("a measure").bands;
    assert!((months.iter().map(|(_, one)| one.band.mean).sum::<f64>() / total - 1.0).abs() < 1e-5);
}
