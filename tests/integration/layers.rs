//! The three layers of uncertainty, together and apart.

#![expect(clippy::print_stdout, reason = "the figures are for the reader of a test run")]

use staffcast::sampling::Layers;

use crate::support::{Trials, service, two_years, variance};

const TRIALS: u32 = 500;

fn run(layers: &str) -> Trials {
    let layers: Layers = if layers.is_empty() {
        Layers { parameters: false, environment: false, chance: false }
    } else {
        layers.parse().expect("the names of layers")
    };
    let service = service(&two_years());
    Trials::of(&service, 0..TRIALS, 7, layers)
}

#[test]
fn without_any_layer_every_trial_is_the_same() {
    for cell in run("").bits() {
        assert!(cell.iter().all(|bits| *bits == cell[0]));
    }
}

/// Each layer has an effect; none alone spreads more than all three together;
/// and two of them spread more than each.
///
/// The log of the ratio of two sample variances of 500 trials has a standard
/// error of about sqrt(4 / 500) = 0.09: a ratio of at most exp(0.4) leaves a
/// correct program, whose true ratios are below 1, a chance of 1 in 100,000 of
/// failing for each comparison, of which there are 12.
#[test]
fn each_layer_adds_to_the_spread_and_none_exceeds_all() {
    let most = 0.4_f64.exp();
    let all = run("parameters,environment,chance");
    let layers = ["parameters", "environment", "chance"].map(|layer| (layer, run(layer)));
    for measure in ["referrals", "in_post_fte", "caseload", "cost.total"] {
        let total = variance(&all.month(measure, 24));
        for (layer, trials) in &layers {
            let share = variance(&trials.month(measure, 24)) / total;
            println!("{measure}: {layer} alone has {share:.3} of the variance of all");
            assert!(share < most, "{measure}: {layer} alone has {share:.2} times the variance of all");
        }
    }
}

/// Referrals: nothing about them is uncertain in the council of the benches,
/// so parameters give them no spread of their own; environment alone drifts by
/// 0.14 a year; chance alone has the monthly noise.
#[test]
fn a_layer_switched_off_takes_its_spread_with_it() {
    let cv = |layers: &str| {
        let referrals = run(layers).month("referrals", 24);
        variance(&referrals).sqrt() / crate::support::mean(&referrals)
    };
    let parameters = cv("parameters");
    let (environment, chance) = (cv("environment"), cv("chance"));
    println!("cv of referrals: {parameters:.4}, {environment:.3}, {chance:.3}");
    // Staff may slow cases only by waiting for a worker: hardly anything comes of it.
    assert!(parameters < 0.02, "{parameters}");
    // Drift of two years less half its share of those who come back; standard error 3%.
    assert!((0.14..0.25).contains(&environment), "{environment}");
    // Noise of 0.14 and Poisson chance of 500 a month; standard error 3%.
    assert!((0.13..0.17).contains(&chance), "{chance}");
}
