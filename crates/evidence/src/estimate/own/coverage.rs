//! Whether ranges hold what they should: councils whose true values are drawn from their published ranges, whose months the
//! engine makes of them, and what the estimates say of those months.

use rand::RngExt as _;
use rand_distr::StandardNormal;

use super::draft::lay_over;
use super::months::{FromMonths, stays};
use super::walk::Normal;
use crate::estimate::Estimator;
use crate::own::OwnFigures;
use crate::published::Published;
use model::balance::flows;
use model::document::{InMemory, Problem};
use model::engine::{Layout, Model, Trial};
use model::sampling::{Address, Layers, Purpose, Streams, Values};
use model::scenario::{Reading, read};
use model::service::{Count, Factor, ParameterId, Service};
use model::uncertain::Uncertain;

const MONTHS: i32 = 36;
const COUNCILS: usize = 50;
const TRIALS: u32 = 4;
/// How far the 10th and 90th percentiles of a normal distribution are from its middle.
const REACH: f64 = 1.2816;

/// A kind of number, and how many of the ranges held the truth.
#[derive(Default)]
struct Kind {
    name: &'static str,
    held: usize,
    of: usize,
    /// Sum of how far the truth was from the middle, in standard deviations, and of its square.
    away: (f64, f64),
}

impl Kind {
    fn add(&mut self, range: (f64, f64), truth: f64) {
        self.of += 1;
        self.held += usize::from((range.0..=range.1).contains(&truth));
        let z = (truth - f64::midpoint(range.0, range.1)) / ((range.1 - range.0) / (2.0 * REACH));
        self.away.0 += z;
        self.away.1 += z * z;
    }

    fn add_normal(&mut self, normal: Normal, truth: f64) {
        self.add((normal.mean - REACH * normal.sd, normal.mean + REACH * normal.sd), truth);
    }

    fn share(&self) -> f64 {
        self.held as f64 / self.of as f64
    }
}

/// What a factor has become after so many months: drift and trend, and the swing (equations E1 and E2, written anew).
fn walked(
    factor: &Factor<ParameterId>,
    values: &Values,
    streams: &Streams,
    purpose: Purpose,
    item: u64,
) -> (f64, f64) {
    let left = values[factor.swing_persistence_per_year].powf(1.0 / 12.0);
    let (mut drift, mut swing) = (0.0, values[factor.swing_at_start]);
    for month in 1..=MONTHS as usize {
        let mut stream = streams.stream(purpose, month, item);
        let z: [f64; 2] = [stream.sample(StandardNormal), stream.sample(StandardNormal)];
        drift += (1.0 + values[factor.trend_per_year]).ln() / 12.0;
        drift += values[factor.drift_sd_per_year] / 12_f64.sqrt() * z[0];
        swing = left * swing + values[factor.swing_sd] * (1.0 - left * left).sqrt() * z[1];
    }
    (drift, swing - values[factor.swing_at_start])
}

/// The months of a trial as a council would write them down.
fn months_of(layout: &Layout, record: &[f32], service: &Service<Uncertain>) -> OwnFigures {
    let start = service.start.0;
    let mut figures = OwnFigures::new("A council", start.plus(MONTHS));
    for table in crate::own::TABLES {
        for column in table.columns.iter().filter(|column| !column.measure.is_empty()) {
            let is_it = |&(at, team): &(usize, Option<usize>)| {
                team.is_none() && layout.measures[at].id == column.measure
            };
            let Some(series) = layout.series.iter().position(is_it) else { continue };
            let first = i32::from(!layout.measures[layout.series[series].0].at_opening);
            for month in first..=MONTHS {
                let value = f64::from(record[series * layout.months + month as usize]);
                if value.is_finite() {
                    figures.put(column.key, start.plus(month), value);
                }
            }
        }
    }
    figures
}

fn at_end(layout: &Layout, record: &[f32], measure: &str) -> f64 {
    let is_it = |&(at, team): &(usize, Option<usize>)| team.is_none() && layout.measures[at].id == measure;
    let series = layout.series.iter().position(is_it).unwrap();
    f64::from(record[series * layout.months + MONTHS as usize])
}

/// 200 councils: 50 published ones, evenly among all, four times each. With true shares of 80% the pooled share of some
/// 3,800 ranges has a standard error of about 1 point (ranges of one council go together a little), that of a kind with
/// 200 ranges one of 2.8.
#[test]
#[expect(clippy::print_stdout, reason = "the shares of each kind are for people to see")]
fn eighty_per_cent_ranges_hold_what_is_true_four_times_in_five() {
    let published = Published::embedded();
    let estimator = Estimator::new(published, None).unwrap();
    let councils: Vec<_> = published.councils().map(|(id, _)| id).collect();
    let mut kinds = ["level of referrals", "season", "noise", "leaving", "stays"]
        .map(|name| Kind { name, ..Kind::default() });
    for at in 0..COUNCILS {
        let council = councils[at * councils.len() / COUNCILS];
        let Ok(draft) = estimator.scenario(council) else { continue };
        let mut service = Reading::of_text("council", &draft.text).scenario.unwrap().service;
        service.months = Count(MONTHS as u32);
        let model = Model::new(&service);
        let mut trial = Trial::new(&model, None);
        let mut record = vec![0.0; model.layout.len()];
        let mut values = Values::default();
        for number in 0..TRIALS {
            let address = Address::of(7_000 + at as u64, number, Layers::ALL);
            trial.run_until(MONTHS as usize, &address, &mut record);
            let figures = months_of(&model.layout, &record, &service);
            let own = FromMonths::of(&service, &figures);
            model.parameters.draw(&address, &mut values);
            let at_end = |measure| at_end(&model.layout, &record, measure);
            let returned = at_end("rereferral_share") * at_end("referrals_12_months");
            compare(&mut kinds, &own, &model, (&values, &address), returned);
        }
    }
    let (held, of) = kinds.iter().fold((0, 0), |(held, of), kind| (held + kind.held, of + kind.of));
    for kind in &kinds {
        let n = kind.of as f64;
        let mean = kind.away.0 / n;
        println!(
            "{:20} {:5} ranges, {:4.1}% hold; truth off the middle {mean:+.2} on average, spread {:.2}",
            kind.name,
            kind.of,
            100.0 * kind.share(),
            (kind.away.1 / n - mean * mean).sqrt()
        );
    }
    let pooled = held as f64 / of as f64;
    println!("all                  {of:5} ranges, {:4.1}% hold", 100.0 * pooled);
    assert!((0.76..=0.84).contains(&pooled), "{pooled}");
    for kind in &kinds {
        assert!((0.70..=0.90).contains(&kind.share()), "{}: {}", kind.name, kind.share());
    }
}

fn compare(
    kinds: &mut [Kind; 5],
    own: &FromMonths,
    model: &Model,
    (values, address): (&Values, &Address<'_>),
    returned: f64,
) {
    let [level, season, noise, leaving, stays] = kinds;
    let (service, streams) = (&model.service, Streams::at(address));
    let demand = &service.demand;
    let years = f64::from(MONTHS) / 12.0;

    let referrals = own.referrals.as_ref().unwrap();
    let (drift, swing) = walked(&service.environment.demand, values, &streams, Purpose::DemandEnvironment, 0);
    let trend = years * (1.0 + values[demand.trend_per_year]).ln();
    let balance = flows(service, &|id| values[*id]);
    // The level is that of all referrals: of those who come for the first time, and of those who come back.
    let first_time = (balance.referrals - balance.returns) * (drift + swing + trend).exp();
    let all = (first_time + returned) / balance.referrals;
    level.add_normal(referrals.level, (values[demand.level] * all).ln());
    let months = demand.season.months().map(|id| values[id]);
    let mean = months.iter().sum::<f64>() / 12.0;
    for (own, month) in referrals.season.iter().zip(months) {
        season.add_normal(*own, (month / mean).ln());
    }
    let (low, high) = referrals.noise;
    noise.add((low.ln(), high.ln()), values[demand.noise_cv].ln());

    leaving.add_normal(own.leaving.unwrap().log, values[service.workforce.leaving.rate_per_year].ln());
    for (name, stay) in &own.stays {
        let at = service.stage.position(name).unwrap();
        let changes = &service.stage.values().nth(at).unwrap().stay_changes;
        let (drift, _) = walked(changes, values, &streams, Purpose::StageEnvironment, at as u64);
        stays.add_normal(stay.log, balance.mean_years[at].ln() + drift);
    }
}

/// What is laid over a published scenario makes one that is accepted without a word, in which stays have the ranges that
/// the months tell.
#[test]
fn a_draft_is_a_scenario_without_problems_that_has_the_stays_it_tells() {
    let published = Published::embedded();
    let estimator = Estimator::new(published, None).unwrap();
    for name in ["Kent", "Hackney", "Rutland", "Birmingham", "Bath and North East Somerset", "Wokingham"] {
        let draft = estimator.scenario(published.find(name).unwrap()).unwrap();
        let scenario = Reading::of_text(name, &draft.text).scenario.unwrap();
        let mut service = scenario.service.clone();
        service.months = Count(MONTHS as u32);
        let model = Model::new(&service);
        let mut record = vec![0.0; model.layout.len()];
        Trial::new(&model, None).run_until(MONTHS as usize, &Address::of(5, 0, Layers::ALL), &mut record);
        let figures = months_of(&model.layout, &record, &service);
        let own = lay_over(&scenario, &draft.text, &figures, "extends = \"published.toml\"\n");
        let files = InMemory::default()
            .with("published.toml", draft.text.as_str())
            .with("own.toml", own.text.as_str());
        let reading = read("own.toml".as_ref(), &files);
        // The months are made up, and go on long after what is published.
        let is_age = |problem: &Problem| problem.message.contains("before the start: much may have changed");
        let is_sound = reading.problems.list().iter().all(is_age);
        assert!(is_sound, "{name}: {}", reading.problems.render(&reading.sources, false));
        let made = stays(&reading.scenario.unwrap().service);
        for (stage, told) in FromMonths::of(&service, &figures).stays {
            let (_, made) = made.iter().find(|(own, _)| *own == stage).unwrap();
            let apart = (made.mean - told.log.mean) / told.log.sd;
            assert!(apart.abs() < 0.5, "{name}, {stage}: {made:?} beside {told:?}");
            assert!(
                (0.6..1.5).contains(&(made.sd / told.log.sd)),
                "{name}, {stage}: {made:?} beside {told:?}"
            );
        }
    }
}
