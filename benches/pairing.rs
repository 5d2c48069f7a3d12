//! How much surer the effect of an option is known with common random numbers
//! than with others: `cargo bench --bench pairing`.
//!
//! The variance of option minus baseline over trials with other seeds, against
//! that over trials with the same seed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use staffcast::engine::Model;
use staffcast::ensemble::{self, Ensemble, Settings, Unwatched};
use staffcast::sampling::Layers;
use staffcast::service::Service;

const COUNCIL: &str = include_str!("council.toml");

const OPTIONS: &str = "
[[option]]
name = 'leaving a tenth less'
[[option.change]]
parameter = 'workforce.leaving.rate_per_year'
multiply = 0.9
[[option]]
name = 'twenty recruits'
[[option.campaign]]
role = 'social_worker'
people = 20
from = 2024-04-01
[[option]]
name = 'referrals a tenth fewer'
[[option.demand_shock]]
referrals = 0.9
";

const TRIALS: u32 = 1_000;

fn main() {
    let service =
        Service::from_text(&format!("{COUNCIL}{OPTIONS}")).unwrap_or_else(|problems| panic!("{problems}"));
    let model = Model::new(&service);
    let run = |option, seed| {
        let settings = Settings { trials: TRIALS, seed, layers: Layers::ALL };
        ensemble::run(&model, option, &settings, 0, 0..model.layout.len(), &Unwatched)
            .expect("nobody stops it")
    };
    let baseline = run(None, 1);
    println!("variance of the effect with another seed / with the same seed, {TRIALS} trials:");
    println!("{:26}{:20}{:>12}{:>12}{:>12}", "option", "measure", "12 months", "24 months", "60 months");
    for (option, plan) in model.options.iter().enumerate() {
        let (same, other) = (run(Some(option), 1), run(Some(option), 2));
        for measure in ["caseload", "vacancy_rate", "agency_rate", "open_cases", "cost.total"] {
            print!("{:26}{measure:20}", plan.name);
            for month in [12, 24, 60] {
                let of = |ensemble: &Ensemble| cell(&model, ensemble, measure, month);
                let base = of(&baseline);
                let (same, other) = (variance(&of(&same), &base), variance(&of(&other), &base));
                if same > 0.0 {
                    print!("{:>12.0}", other / same);
                } else {
                    print!("{:>12}", "no effect");
                }
            }
            println!();
        }
    }
    more_recruits(&model, &baseline, &run(Some(1), 1));
}

/// How often twenty recruits go with more vacancies than none, since other people then leave.
fn more_recruits(model: &Model, none: &Ensemble, twenty: &Ensemble) {
    let (mut worse, mut all) = (0_u32, 0_u32);
    for month in 7..=60 {
        let of = |ensemble| cell(model, ensemble, "vacancy_fte", month);
        for (none, twenty) in of(none).iter().zip(of(twenty)) {
            worse += u32::from(twenty > none + 0.5);
            all += 1;
        }
    }
    println!(
        "twenty recruits, vacancies more than half a post above those without: {:.1}% of trials and months",
        100.0 * f64::from(worse) / f64::from(all)
    );
}

fn cell(model: &Model, ensemble: &Ensemble, measure: &str, month: usize) -> Vec<f64> {
    let layout = &model.layout;
    let is_it = |(at, team): &(usize, Option<usize>)| team.is_none() && layout.measures[*at].id == measure;
    let series = layout.series.iter().position(is_it).expect("a measure of the layout");
    ensemble.cell(series * layout.months + month).map(f64::from).collect()
}

fn variance(option: &[f64], baseline: &[f64]) -> f64 {
    let differences: Vec<f64> = option.iter().zip(baseline).map(|(option, base)| option - base).collect();
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    differences.iter().map(|difference| (difference - mean).powi(2)).sum::<f64>() / (n - 1.0)
}
