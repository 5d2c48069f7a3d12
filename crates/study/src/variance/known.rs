//! Points, luck and functions whose shares are known, for the tests.

use rand::{RngExt, SeedableRng};
use statrs::distribution::{ContinuousCDF, Normal};

use model::sampling::{Stream, mix};

/// The probabilities of an input in trials, as a run draws them: a shuffled Sobol sequence of its own.
pub(super) fn points(input: u32, trials: u32) -> Vec<f64> {
    let seed = mix(u64::from(input)) as u32;
    (0..trials).map(|trial| f64::from(sobol_burley::sample(trial, 0, seed))).collect()
}

/// Probabilities without any order.
pub(super) fn noise(seed: u64, trials: u32) -> Vec<f64> {
    let mut stream = Stream::seed_from_u64(mix(seed));
    (0..trials).map(|_| stream.random_range(1e-12..1.0)).collect()
}

/// The standard normal value of a probability.
pub(super) fn normal(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p.clamp(1e-9, 1.0 - 1e-9))
}

/// Writes a line of the tables of the checks, for `cargo test -- --nocapture`.
#[expect(clippy::print_stdout, reason = "the tables of the model are made from it")]
pub(super) fn tell(line: &str) {
    println!("{line}");
}

/// The result of a trial, from the probability of each input.
type Function = Box<dyn Fn(&[f64]) -> f64>;

/// A function of probabilities with known shares.
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) inputs: usize,
    pub(super) function: Function,
    /// First-order share of each input.
    pub(super) first: Vec<f64>,
    /// Total share of each input.
    pub(super) total: Vec<f64>,
}

impl Known {
    /// The result of every trial.
    pub(super) fn results(&self, points: &[Vec<f64>]) -> Vec<f64> {
        let row = |trial: usize| points.iter().map(|input| input[trial]).collect::<Vec<f64>>();
        (0..points[0].len()).map(|trial| (self.function)(&row(trial))).collect()
    }
}

/// sin x1 + a sin^2 x2 + b x3^4 sin x1 with every x even between -pi and pi.
///
/// ```text
/// V1 = (1 + b pi^4 / 5)^2 / 2,  V2 = a^2 / 8,  V13 = b^2 pi^8 (1/18 - 1/50)
/// ```
///
/// Ishigami and Homma (1990), "An Importance Quantification Technique in
/// Uncertainty Analysis for Computer Models", *Proceedings of the First
/// International Symposium on Uncertainty Modeling and Analysis*.
pub(super) fn ishigami() -> Known {
    use std::f64::consts::PI;
    let (a, b) = (7.0, 0.1);
    let alone = (1.0 + b * PI.powi(4) / 5.0).powi(2) / 2.0;
    let second = a * a / 8.0;
    let together = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let variance = alone + second + together;
    let function = move |p: &[f64]| {
        let x = [p[0], p[1], p[2]].map(|p| PI * (2.0 * p - 1.0));
        x[0].sin() + a * x[1].sin().powi(2) + b * x[2].powi(4) * x[0].sin()
    };
    Known {
        name: "Ishigami",
        inputs: 3,
        function: Box::new(function),
        first: vec![alone / variance, second / variance, 0.0],
        total: vec![(alone + together) / variance, second / variance, together / variance],
    }
}

/// The product of (|4 p - 2| + a) / (1 + a), with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
///
/// ```text
/// Vi = 1 / 3 (1 + ai)^2,  V = product of (1 + Vi) - 1,  S = Vi / V,  ST = Vi x product of (1 + Vj), j not i / V
/// ```
///
/// Saltelli et al. (2008), *Global Sensitivity Analysis: The Primer*, after Sobol'.
pub(super) fn g_function() -> Known {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let own = a.map(|a: f64| 1.0 / (3.0 * (1.0 + a).powi(2)));
    let all: f64 = own.iter().map(|own| 1.0 + own).product();
    let variance = all - 1.0;
    Known {
        name: "G",
        inputs: a.len(),
        function: Box::new(move |p| {
            p.iter().zip(a).map(|(p, a)| ((4.0 * p - 2.0).abs() + a) / (1.0 + a)).product()
        }),
        first: own.iter().map(|own| own / variance).collect(),
        total: own.iter().map(|own| own * all / (1.0 + own) / variance).collect(),
    }
}

/// A sum of normal inputs with weights: each has its square as its share. The
/// last inputs are luck, that nothing is asked about.
pub(super) fn linear(name: &'static str, weights: &'static [f64], asked: usize) -> Known {
    let variance: f64 = weights.iter().map(|weight| weight * weight).sum();
    let shares: Vec<f64> = weights[..asked].iter().map(|weight| weight * weight / variance).collect();
    Known {
        name,
        inputs: weights.len(),
        function: Box::new(move |p| p.iter().zip(weights).map(|(p, weight)| weight * normal(*p)).sum()),
        first: shares.clone(),
        total: shares,
    }
}
