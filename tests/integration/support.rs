//! What the tests share.

#![expect(clippy::print_stdout, reason = "the figures beside theory are for the reader of a test run")]

use std::path::PathBuf;
use std::sync::Arc;

use staffcast::disk::Disk;
use staffcast::engine::Model;
use staffcast::ensemble::{self, Ensemble, Settings, Unwatched};
use staffcast::estimate::Estimator;
use staffcast::published::{FILES, Published, Year};
use staffcast::sampling::Layers;
use staffcast::service::{FundedPosts, Service};
use staffcast::uncertain::Uncertain;

/// The text of a scenario of the tests.
pub(crate) fn scenario_text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The service that a text describes, without the checks of a whole scenario.
pub(crate) fn service(text: &str) -> Service<Uncertain> {
    Service::from_text(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Trials of a service, with a way to its measures.
pub(crate) struct Trials {
    pub(crate) model: Model,
    ensemble: Ensemble,
}

impl Trials {
    pub(crate) fn run(text: &str, trials: u32, seed: u64) -> Self {
        Self::of(&service(text), 0..trials, seed, Layers::ALL)
    }

    /// Trials of the baseline (`None`) or of an option of a text.
    pub(crate) fn of_option(text: &str, option: Option<usize>, trials: u32, seed: u64) -> Self {
        Self::of_case(&service(text), option, 0..trials, seed, Layers::ALL)
    }

    pub(crate) fn of(
        service: &Service<Uncertain>,
        numbers: std::ops::Range<u32>,
        seed: u64,
        layers: Layers,
    ) -> Self {
        Self::of_case(service, None, numbers, seed, layers)
    }

    pub(crate) fn of_case(
        service: &Service<Uncertain>,
        option: Option<usize>,
        numbers: std::ops::Range<u32>,
        seed: u64,
        layers: Layers,
    ) -> Self {
        Self::of_model(Model::new(service), option, numbers, seed, layers)
    }

    /// Trials of a service that is compared with a first one.
    pub(crate) fn beside(
        first: &Service<Uncertain>,
        service: &Service<Uncertain>,
        trials: u32,
        seed: u64,
    ) -> Self {
        let model = Model::beside(&Arc::new(Model::new(first)), service);
        Self::of_model(model, None, 0..trials, seed, Layers::ALL)
    }

    fn of_model(
        model: Model,
        option: Option<usize>,
        numbers: std::ops::Range<u32>,
        seed: u64,
        layers: Layers,
    ) -> Self {
        let trials = numbers.end - numbers.start;
        let settings = Settings { trials, seed, layers };
        let all = 0..model.layout.len();
        let ensemble = ensemble::run(&model, option, &settings, numbers.start, all, &Unwatched)
            .expect("nobody stops it");
        Self { model, ensemble }
    }

    /// Every bit of every trial, one row for each cell of the record. What is
    /// not a number is the same as any other such.
    pub(crate) fn bits(&self) -> Vec<Vec<u32>> {
        let bits = |value: f32| if value.is_nan() { u32::MAX } else { value.to_bits() };
        (0..self.model.layout.len()).map(|cell| self.ensemble.cell(cell).map(bits).collect()).collect()
    }

    /// A measure of the whole service in one month (0 is the opening), over the trials.
    pub(crate) fn month(&self, measure: &str, month: usize) -> Vec<f64> {
        let layout = &self.model.layout;
        let at = layout
            .series
            .iter()
            .position(|(index, team)| team.is_none() && layout.measures[*index].id == measure);
        let series = at.unwrap_or_else(|| panic!("no measure {measure}"));
        self.ensemble.cell(series * layout.months + month).map(f64::from).collect()
    }

    /// The mean over months `from..` of each trial.
    pub(crate) fn mean_from(&self, measure: &str, from: usize) -> Vec<f64> {
        let months: Vec<Vec<f64>> =
            (from..self.model.layout.months).map(|month| self.month(measure, month)).collect();
        (0..self.ensemble.trials())
            .map(|trial| months.iter().map(|month| month[trial]).sum::<f64>() / months.len() as f64)
            .collect()
    }
}

pub(crate) fn mean(sample: &[f64]) -> f64 {
    sample.iter().sum::<f64>() / sample.len() as f64
}

pub(crate) fn variance(sample: &[f64]) -> f64 {
    let mean = mean(sample);
    sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (sample.len() - 1) as f64
}

/// Asserts that the mean of independent values is within 4 standard errors of
/// the true mean: with a fresh seed a correct program fails once in 15,000 times.
#[track_caller]
pub(crate) fn assert_mean(what: &str, sample: &[f64], wanted: f64) {
    let (got, error) = (mean(sample), (variance(sample) / sample.len() as f64).sqrt());
    let z = (got - wanted) / error.max(1e-12);
    println!("{what}: {got:.4} beside {wanted:.4} in theory (standard error {error:.4})");
    assert!(z.abs() < 4.0, "{what}: mean {got:.5}, expected {wanted:.5}: z = {z:.2}");
}

/// Asserts that the variance is within 4 standard errors of the true one, for
/// a sample that is about normal: a correct program fails once in some 10,000 times.
#[track_caller]
pub(crate) fn assert_variance(what: &str, sample: &[f64], wanted: f64) {
    let got = variance(sample);
    let error = wanted * (2.0 / sample.len() as f64).sqrt();
    let z = (got - wanted) / error;
    println!("{what}: variance {got:.3} beside {wanted:.3} in theory (standard error {error:.3})");
    assert!(z.abs() < 4.0, "{what}: variance {got:.4}, expected {wanted:.4}: z = {z:.2}");
}

/// Asserts that a covariance is within 4 standard errors of the true one, for
/// pairs that are about normal: a correct program fails once in some 10,000 times.
#[track_caller]
pub(crate) fn assert_covariance(what: &str, a: &[f64], b: &[f64], wanted: f64) {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let got = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / (a.len() - 1) as f64;
    let error = ((variance(a) * variance(b) + wanted * wanted) / a.len() as f64).sqrt();
    let z = (got - wanted) / error;
    println!("{what}: covariance {got:.2} beside {wanted:.2} in theory (standard error {error:.2})");
    assert!(z.abs() < 4.0, "{what}: covariance {got:.3}, expected {wanted:.3}: z = {z:.2}");
}

/// The council of the benches.
pub(crate) fn council() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/council.toml"))
        .expect("the scenario of the benches is there")
}

/// The same for two years.
pub(crate) fn two_years() -> String {
    council().replace("months = 60", "months = 24")
}

/// A small council with much that moves, as `init` makes it, for two years.
pub(crate) fn rutland(posts: FundedPosts) -> String {
    let data = Published::embedded();
    let council = data.find("Rutland").expect("it is a council");
    let estimator = Estimator::new(data, Some(2023)).expect("2023 has figures").with_posts(posts);
    let text = estimator.scenario(council).expect("every council has a scenario").text;
    text.replace("months  = 60", "months  = 24")
}

/// Figures that are parts of others.
const PARTS: [&str; 6] = ["vacancies", "agency", "agency_covering", "case_holders", "leavers", "rereferrals"];

/// The program's figures, but every one of a later year is another, though all together could be: codes, years and
/// judgements stay.
pub(crate) fn spoiled_after(last: Year) -> Published {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, text) in FILES {
        let mut spoiled = String::new();
        let head: Vec<&str> = text.lines().next().unwrap_or_default().split(',').collect();
        for (at, line) in text.lines().enumerate() {
            let fields: Vec<&str> = line.split(',').collect();
            let year: Option<Year> = fields.get(1).and_then(|year| year.get(..4)?.parse().ok());
            match year {
                Some(year) if at > 0 && year > last && *name != "areas.csv" => {
                    let wild = |(column, field): (usize, &&str)| match field.parse::<f64>() {
                        Ok(figure) if column > 1 && head[column].ends_with("_percent") => {
                            format!("{}", 1.03 + 0.5 * figure)
                        }
                        // So that rates are others, nil or not, and no part is above its whole.
                        Ok(figure) if column > 1 && PARTS.contains(&head[column]) => {
                            let more =
                                if ["agency", "vacancies"].contains(&head[column]) { 0.55 } else { 0.0 };
                            format!("{}", figure * 2.0 + more)
                        }
                        Ok(figure) if column > 1 => format!("{}", figure * 3.0),
                        _ => (*field).to_owned(),
                    };
                    spoiled.push_str(&fields.iter().enumerate().map(wild).collect::<Vec<_>>().join(","));
                }
                _ => spoiled.push_str(line),
            }
            spoiled.push('\n');
        }
        std::fs::write(folder.path().join(name), spoiled).expect("the folder is there");
    }
    Published::read_folder(folder.path(), &Disk).unwrap_or_else(|(problems, sources)| {
        panic!("{}", problems.render(&sources, false));
    })
}
