//! Which numbers matter, where the answer is known: cost that is a sum of numbers, and options whose worth is too.

#![expect(clippy::print_stdout, reason = "the figures beside theory are for the reader of a test run")]

use staffcast::engine::Model;
use staffcast::ensemble::{Settings, Unwatched};
use staffcast::sampling::Layers;
use staffcast::study::sensitivity::{Input, Payoff, ResultAsked, SensitivityFound, SensitivitySpec, explain};
use staffcast::study::variance::Share;

use crate::support::service;

/// Nobody leaves or comes, so that the cost of a year is 10 times one salary and 5 times another: standard deviations of
/// 20,000 and 40,000. The option saves 10 times the fall of a salary, 50,000 give or take 10,000, and costs 50,000 give or
/// take 5,000. Cases come and go by chance, and demand drifts, without any cost.
const TEXT: &str = "
title = 'Sums'
start = 2023-09-30
months = 12
targets = ['cost.total at most 100 by 2024-09']
[demand.source.all]
per_year = { interval80 = [400, 600] }
enters = { stage = 1 }
[stage.stage]
team = 'team'
open = 10
duration.mean_weeks = 10
[role.worker]
case_holding = 1
full_caseload = 20
salary = { normal = { mean = 40000, sd = 2000 } }
[role.manager]
salary = { normal = { mean = 60000, sd = 8000 } }
[team.team.staff]
worker = { establishment = 10, in_post = 10 }
manager = { establishment = 5, in_post = 5 }
[environment.demand]
drift_sd_per_year = 0.1
[[option]]
name = 'cheaper'
[[option.change]]
parameter = 'role.worker.salary'
add = { normal = { mean = -5000, sd = 1000 } }
cost_once = { normal = { mean = 50000, sd = 5000 } }
";

fn explained(option: Option<usize>) -> SensitivityFound {
    let service = service(TEXT);
    let model = Model::new(&service);
    let settings = Settings { trials: 4_096, seed: 11, layers: Layers::ALL };
    let result = ResultAsked { measure: "cost.total".to_owned(), at: None, option };
    let question = SensitivitySpec { result, targets: &service.targets.0, settings: &settings };
    explain(&model, &question, &Unwatched).expect("nobody stops it")
}

fn input<'f>(found: &'f SensitivityFound, path: &str) -> &'f Input {
    found.inputs.iter().find(|input| input.path == path).unwrap_or_else(|| panic!("no input {path}"))
}

/// Within twice its 95% interval: a correct program fails about once in 10,000 times.
#[track_caller]
fn assert_share(what: &str, share: Option<Share>, truth: f64) {
    let Share { value, low, high } = share.expect("there is a share");
    println!("{what}: {value:.4} ({low:.4} to {high:.4}), in theory {truth:.4}");
    assert!(value - 2.0 * (value - low) <= truth && truth <= value + 2.0 * (high - value), "{what}: {value}");
}

/// Neither chance nor what changes from year to year costs anything here, so they do nothing alone either. A correct
/// program never fails.
#[test]
fn a_layer_that_changes_nothing_has_no_share_at_all() {
    let found = explained(None);
    for name in ["environment", "chance"] {
        let layer = found.layers.iter().find(|layer| layer.name == name).expect("all three are told");
        assert_eq!((layer.alone, layer.total), (Share::NIL, Share::NIL), "{name}");
    }
}

/// Of the variance of 10 x worker + 5 x manager, 20,000^2 to 40,000^2, a fifth comes from the one and four fifths from the other.
#[test]
fn a_cost_that_is_a_sum_is_shared_as_its_parts_are() {
    let found = explained(None);
    for (path, truth, sd) in [("role.worker.salary", 0.2, 20_000.0), ("role.manager.salary", 0.8, 40_000.0)] {
        let input = input(&found, path);
        assert_share(&format!("{path} alone"), input.alone, truth);
        assert_share(&format!("{path} in all"), input.total, truth);
        // From the 10th to the 90th percentile of a normal number: 2.563 standard deviations, whatever else is drawn.
        let ends = input.ends.expect("it is looked at closely");
        assert!(((ends.high - ends.low) / (2.563_103 * sd) - 1.0).abs() < 0.002, "{ends:?}");
        assert!((f64::midpoint(ends.high, ends.low) / 700_000.0 - 1.0).abs() < 0.005, "{ends:?}");
    }
    // Everything that is not known of demand, and all chance, has no part in cost, to the last digit.
    let demand = input(&found, "demand.source.all.per_year");
    assert!(demand.total.expect("a share").value.abs() < 1e-12);
    let [parameters, environment, chance] = found.layers.as_slice() else { panic!("three layers") };
    assert!((parameters.alone.value - 1.0).abs() < 1e-9 && (parameters.total.value - 1.0).abs() < 0.1);
    for layer in [environment, chance] {
        assert!(layer.total.value.abs() < 1e-9, "{}", layer.name);
    }
    // Numbers of an option that is not looked at have no part either.
    assert!(found.inputs.iter().all(|input| !input.path.starts_with("option.")));
}

/// The option's net cost is 50,000 - 50,000 on average, with standard deviations of 10,000 (what is saved) and 5,000 (what
/// it costs): shares of 0.8 and 0.2. To know a normal part of standard deviation s of a decision that is
/// even is worth s / sqrt(2 pi).
#[test]
fn an_option_is_judged_by_what_is_saved_and_what_it_costs() {
    let found = explained(Some(0));
    let (saved, cost) = ("option.cheaper.change.1.add", "option.cheaper.change.1.cost_once");
    for (path, truth) in [(saved, 0.8), (cost, 0.2)] {
        assert_share(&format!("{path} in all"), input(&found, path).total, truth);
        assert_share(&format!("{path} alone"), input(&found, path).alone, truth);
    }
    assert!(input(&found, saved).ends.is_some_and(|ends| ends.high > ends.low));
    let pounds = found.decisions.iter().find(|decision| decision.payoff == Payoff::Pounds).unwrap();
    let per_sd = 1.0 / (2.0 * std::f64::consts::PI).sqrt();
    for (path, sd) in [(saved, 10_000.0), (cost, 5_000.0)] {
        let worth = pounds.worth.iter().find(|worth| worth.path == path).unwrap();
        let own = &worth.information;
        let share = Share { value: own.value, low: own.low, high: own.high };
        assert_share(&format!("worth of {path}"), Some(share), sd * per_sd);
        assert!((own.changes - 0.5).abs() < 0.1, "{own:?}");
    }
    let everything = pounds.everything.as_ref().unwrap();
    let both = Share { value: everything.value, low: everything.low, high: everything.high };
    assert_share("worth of everything", Some(both), 125e6_f64.sqrt() * per_sd);
    let other = pounds.worth.iter().find(|worth| worth.path == "role.manager.salary").unwrap();
    assert!(other.information.low <= 0.0 && other.information.value < 200.0, "{other:?}");
    // The target is met in no trial, whatever is done.
    let chance = found.decisions.iter().find(|decision| decision.payoff == Payoff::Chance).unwrap();
    assert!(chance.means.iter().all(|mean| *mean == 0.0));
    assert!(chance.worth.iter().all(|worth| worth.information.value <= 0.0));
}
