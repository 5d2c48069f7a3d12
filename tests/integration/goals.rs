//! Goals against closed forms: what it takes is known on paper.

#![expect(clippy::print_stdout, reason = "the figures beside theory are for the reader of a test run")]

use staffcast::engine::Model;
use staffcast::ensemble::{Settings, Unwatched, on_threads};
use staffcast::sampling::Layers;
use staffcast::study::goal::{Frontier, GoalFound, GoalSpec, Scale, frontier, seek};
use staffcast::uncertain::{Kind, kinds};
use statrs::distribution::{Binomial, DiscreteCDF as _};

use crate::support::{scenario_text, service};

fn settings(trials: u32, seed: u64) -> Settings {
    Settings { trials, seed, layers: Layers::ALL }
}

/// A number that is varied: its path, what it counts, and the ends of its range.
type Number<'a> = (&'a str, &'a Kind, f64, f64);

fn scale(model: &Model, (path, kind, low, high): Number<'_>) -> Scale {
    Scale::new(model.parameters.find(path).expect("the text has this number"), path, kind, low, high)
}

fn sought(text: &str, option: &str, number: Number<'_>, sure: f64, settings: &Settings) -> GoalFound {
    let service = service(text);
    let model = Model::new(&service);
    let scale = scale(&model, number);
    let question = GoalSpec { options: vec![option], targets: &service.targets.0, sure, settings };
    seek(model, &question, &scale, &Unwatched).expect("nobody stops it")
}

fn pairs(text: &str, numbers: [Number<'_>; 2], sure: f64, settings: &Settings) -> Frontier {
    let service = service(text);
    let model = Model::new(&service);
    let scales = numbers.map(|number| scale(&model, number));
    let question = GoalSpec { options: vec!["one", "two"], targets: &service.targets.0, sure, settings };
    frontier(model, &question, &scales, &Unwatched).expect("nobody stops it")
}

/// A scenario of the tests with a target and something at the end.
fn with(name: &str, target: &str, end: &str) -> String {
    format!("targets = [\"{target}\"]\n{}\n{end}", scenario_text(name))
}

/// Where a curve that goes one way has a value.
fn root(curve: impl Fn(f64) -> f64, wanted: f64, ends: (f64, f64)) -> f64 {
    let rises = curve(ends.1) > curve(ends.0);
    let (mut low, mut high) = ends;
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if (curve(middle) < wanted) == rises { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Asserts that an answer is what the closed form of the chance says.
///
/// With n trials a chance of p has the standard error sqrt(p (1 - p) / n), and
/// the answer that over the slope of the chance. The answer must be within 4 of them and a step: a correct program fails
/// once in 15,000 times. So does the chance of the other trials that judge it. Between the ends of
/// the interval lie 3.92 sqrt(n p (1 - p)) trials, if each counts from a value of its own on: its
/// width has the relative standard error 1 / sqrt(that number), and must be within 4 of them and two steps.
#[track_caller]
fn assert_answer(
    what: &str,
    found: &GoalFound,
    chance: impl Fn(f64) -> f64,
    sure: f64,
    step: f64,
    ends: (f64, f64),
) {
    let truth = root(&chance, sure, ends);
    let slope = (chance(truth * 1.001) - chance(truth * 0.999)) / (truth * 0.002);
    let n = f64::from(found.trials);
    let error = (sure * (1.0 - sure) / n).sqrt() / slope.abs();
    let answer = found.answer.expect("there is an answer within the range");
    let (Some(mild), Some(far)) = found.interval else { panic!("{what}: an end is beyond the range") };
    println!(
        "{what}: found {answer:.4} ({mild:.4} to {far:.4}) beside {truth:.4} in theory (standard error {error:.4})"
    );
    assert!((answer - truth).abs() < 4.0 * error + step, "{what}: {answer}, expected {truth}");
    let between = 3.92 * (n * sure * (1.0 - sure)).sqrt();
    let (width, wanted) = ((far - mild).abs(), 3.92 * error);
    assert!(
        (width - wanted).abs() < 4.0 * wanted / between.sqrt() + 2.0 * step,
        "{what}: {width} wide, not {wanted}"
    );
    assert_eq!(found.judged.values, [answer]);
    let (judged, theory) = (found.judged.chance, chance(answer));
    println!("{what}: judged {judged:.4} beside {theory:.4} in theory");
    assert!((judged - theory).abs() < 4.0 * (theory * (1.0 - theory) / n).sqrt(), "{what}: {judged}");
}

/// The chance that at least (or at most) so many of n are left of which each is left with a chance of p.
fn at_least(count: u64, n: u64, p: f64) -> f64 {
    1.0 - at_most(count - 1, n, p)
}

fn at_most(count: u64, n: u64, p: f64) -> f64 {
    Binomial::new(p, n).expect("p is a chance").cdf(count)
}

/// By Erlang's C formula an arrival at c servers with an offered load of a waits with probability
///
///     C = (a^c / c!) (c / (c - a)) / (sum over k < c of a^k / k! + (a^c / c!) (c / (c - a)))
///
/// and more than c are there with probability C a / c (Erlang 1917).
fn nobody_waits(servers: i32, load: f64) -> f64 {
    let term = |k: i32| (1..=k).fold(1.0, |product, i| product * load / f64::from(i));
    let busy = term(servers) * f64::from(servers) / (f64::from(servers) - load);
    let waits = busy / ((0..servers).map(term).sum::<f64>() + busy);
    1.0 - waits * load / f64::from(servers)
}

/// Staff so that nobody waits with a chance of 83%: 13 are too few (78.1%) and 14 enough (87.6%), each more
/// than 5 standard errors away with 2,000 trials: a correct program fails less than once in a million times.
/// A part of a worker takes no case, so that whole workers are found among tenths of them.
#[test]
fn staff_for_a_queue_are_those_of_erlangs_formula() {
    let sure = 0.83;
    let wanted = (11..100).find(|servers| nobody_waits(*servers, 10.0) >= sure).unwrap();
    for servers in [wanted - 1, wanted] {
        let error = (sure * (1.0 - sure) / 2_000.0).sqrt();
        assert!((nobody_waits(servers, 10.0) - sure).abs() > 5.0 * error, "too near: {servers}");
    }
    let lever =
        "[[option]]\nname = 'one'\n[[option.temporary_workers]]\nteam = 'team'\nrole = 'worker'\nfte = 5\n";
    let text = with("erlang-c.toml", "unallocated_cases at most 0 by 2029-09", lever)
        .replace("establishment = 14, in_post = 14", "establishment = 4, in_post = 4")
        .replace("months = 240", "months = 72");
    let number = ("option.one.temporary_workers.1.fte", &kinds::FTE, 3.0, 20.0);
    let found = sought(&text, "one", number, sure, &settings(2_000, 101));
    println!("Erlang C: {:?} beside {} in theory, {:?}", found.answer, wanted - 4, found.interval);
    assert_eq!(found.answer, Some(f64::from(wanted - 4)));
    assert_eq!(found.interval, (found.answer, found.answer));
    let theory = nobody_waits(wanted, 10.0);
    let error = (theory * (1.0 - theory) / 2_000.0).sqrt();
    println!("Erlang C: judged {:.4} beside {theory:.4} in theory", found.judged.chance);
    assert!((found.judged.chance - theory).abs() < 4.0 * error, "{}", found.judged.chance);
    assert!(!found.falls && found.setbacks.is_empty());
}

/// Each of 300 posts is vacant for a share v w / (1 + v w) of the time, with leaving v a year and w years to
/// fill: vacancies are binomial. The slowest hiring with which at most a fifth is vacant in half of the trials.
#[test]
fn hiring_for_a_share_of_vacancies_is_that_of_the_renewal_equilibrium() {
    let lever = "[[option]]\nname = 'one'\n[[option.change]]\nparameter = 'workforce.recruitment.weeks_to_fill'\nset = 26\n";
    let text = with("renewal.toml", "vacancy_rate at most 20% by 2033-09", lever);
    let chance = |weeks: f64| {
        let vacant = 0.4 * weeks / (365.25 / 7.0);
        at_most(60, 300, vacant / (1.0 + vacant))
    };
    let ends = (20.0, 50.0);
    let number = ("option.one.change.1.set", &kinds::WEEKS, ends.0, ends.1);
    let found = sought(&text, "one", number, 0.5, &settings(1_000, 102));
    assert!(found.falls);
    assert_answer("renewal: weeks to fill", &found, chance, 0.5, 0.1, ends);
}

const RETENTION: &str = "[[option]]\nname = 'one'\n[[option.supplement]]\nleaving = 1\n";

/// Nobody joins, and each of 400 is there after a year with probability exp(-0.3 x), where x is the effect of the
/// supplement on leaving. The weakest effect with which 300 are still there, for three certainties.
#[test]
fn a_retention_effect_is_that_of_geometric_survival() {
    let text = with("survival.toml", "in_post_fte at least 300 by 2024-09", RETENTION);
    let chance = |effect: f64| at_least(300, 400, (-0.3 * effect).exp());
    let ends = (0.5, 1.3);
    for (sure, seed) in [(0.2, 103), (0.5, 104), (0.9, 105)] {
        let number = ("option.one.supplement.1.leaving", &kinds::FACTOR, ends.0, ends.1);
        let found = sought(&text, "one", number, sure, &settings(2_000, seed));
        assert!(found.falls && found.setbacks.is_empty());
        assert_answer(&format!("survival, {sure}"), &found, chance, sure, 0.002, ends);
    }
}

/// How often the interval of 95% holds the truth. With 100 trials and a chance of one half its mild end is too near
/// if no more than 40 meet the target at the truth, and its far end if 60 do a step further: 94.5% of
/// intervals hold it, more or less with the step. Of 300 intervals the share must be within 4 standard errors of that: a
/// correct program fails once in 15,000 times.
#[test]
fn the_interval_of_an_answer_holds_the_truth_as_often_as_it_says() {
    let text = with("survival.toml", "in_post_fte at least 75 by 2024-09", RETENTION)
        .replace("establishment = 400, in_post = 400", "establishment = 100, in_post = 100")
        .replace("months = 36", "months = 12");
    let chance = |effect: f64| at_least(75, 100, (-0.3 * effect).exp());
    let (ends, step) = ((0.4, 1.4), 0.002);
    let at = |position: f64| ends.0 + step * position;
    let truth = ((root(chance, 0.5, ends) - ends.0) / step).floor();
    let covered = 1.0 - at_most(40, 100, chance(at(truth))) - at_least(60, 100, chance(at(truth + 1.0)));
    let held = (0..300).filter(|run| {
        let number = ("option.one.supplement.1.leaving", &kinds::FACTOR, ends.0, ends.1);
        let found = sought(&text, "one", number, 0.5, &settings(100, 1_000 + run));
        let (mild, far) = (found.interval.0.unwrap(), found.interval.1.unwrap());
        far - step / 2.0 <= at(truth) && at(truth) <= mild + step / 2.0
    });
    let held = held.count() as f64 / 300.0;
    let error = (covered * (1.0 - covered) / 300.0).sqrt();
    println!(
        "intervals that hold the truth: {held:.4} beside {covered:.4} in theory (standard error {error:.4})"
    );
    assert!((held - covered).abs() < 4.0 * error, "{held}, expected {covered}");
}

/// What no value of the range does is told, with the best that the range has: of an effect of 1 to 1.3, that is 1.
#[test]
fn what_is_not_within_the_range_has_no_answer_but_a_best_chance() {
    let text = with("survival.toml", "in_post_fte at least 300 by 2024-09", RETENTION);
    let number = ("option.one.supplement.1.leaving", &kinds::FACTOR, 1.0, 1.3);
    let found = sought(&text, "one", number, 0.9, &settings(2_000, 106));
    assert_eq!((found.answer, found.interval), (None, (None, None)));
    assert_eq!(found.judged.values, [1.0]);
    let theory = at_least(300, 400, (-0.3_f64).exp());
    let error = (theory * (1.0 - theory) / 2_000.0).sqrt();
    println!("best chance: judged {:.4} beside {theory:.4} in theory", found.judged.chance);
    assert!((found.judged.chance - theory).abs() < 4.0 * error, "{}", found.judged.chance);
    // At an effect of 1 the option is the baseline, trial by trial.
    assert_eq!(found.judged.baseline.to_bits(), found.judged.chance.to_bits());
}

/// Recruits of two campaigns who all start and stay, where nobody leaves: 40 are needed, whoever brings them.
/// Nothing is random.
fn two_campaigns(cost_of_one: u32, cost_of_two: u32) -> Frontier {
    let campaign = |name, cost| {
        format!(
            "[[option]]\nname = '{name}'\n[[option.campaign]]\nrole = 'worker'\npeople = 1\ncost_per_head = {cost}\n"
        )
    };
    let levers = campaign("one", cost_of_one) + &campaign("two", cost_of_two);
    let text = with("survival.toml", "in_post_fte at least 340 by 2024-09", &levers)
        .replace("rate_per_year = 0.3", "rate_per_year = 0")
        .replace("in_post = 400", "in_post = 300");
    let numbers = [
        ("option.one.campaign.1.people", &kinds::PEOPLE, 0.0, 60.0),
        ("option.two.campaign.1.people", &kinds::PEOPLE, 0.0, 40.0),
    ];
    pairs(&text, numbers, 0.8, &settings(50, 107))
}

#[test]
fn pairs_of_campaigns_lie_on_the_line_of_their_sum_and_the_cheaper_one_is_used() {
    for (costs, cheapest, cost) in
        [((1_000, 2_000), [40.0, 0.0], 40_000.0), ((1_000, 600), [0.0, 40.0], 24_000.0)]
    {
        let found = two_campaigns(costs.0, costs.1);
        let line: Vec<(f64, Option<f64>)> =
            found.points.iter().map(|point| (point.second, point.first)).collect();
        println!("campaigns that add up to 40: {line:?}");
        assert_eq!(
            line,
            [0.0, 10.0, 20.0, 30.0, 40.0].map(|second: f64| (second, Some(40.0 - second))).to_vec()
        );
        for point in &found.points {
            let wanted =
                f64::from(costs.0) * point.first.unwrap_or(f64::NAN) + f64::from(costs.1) * point.second;
            let net = point.net_cost.expect("what is reached has a cost");
            assert!((net - wanted).abs() < 1.0, "{point:?}: {wanted}");
        }
        let at = found.cheapest.expect("a pair does it");
        assert_eq!(line[at], (cheapest[1], Some(cheapest[0])));
        assert_eq!(found.judged.values, cheapest);
        assert!((found.judged.net_cost.mean - cost).abs() < 1.0, "{}", found.judged.net_cost.mean);
        assert!(
            (found.judged.chance - 1.0).abs() < 1e-12,
            "the cheapest pair does it: {}",
            found.judged.chance
        );
    }
}

/// Two supplements of which only the product counts, x y = x* as above, and the same trials: the greatest product
/// that is found is less than any that is a step further (a correct program never fails), and all are within 4 standard errors
/// and a step of theory (once in 15,000 times).
#[test]
fn pairs_of_effects_lie_on_the_line_of_their_product() {
    let lever = |name| format!("[[option]]\nname = '{name}'\n[[option.supplement]]\nleaving = 1\n");
    let levers = lever("one") + &lever("two");
    let text = with("survival.toml", "in_post_fte at least 300 by 2024-09", &levers)
        .replace("months = 36", "months = 12");
    let numbers = [
        ("option.one.supplement.1.leaving", &kinds::FACTOR, 0.8, 1.8),
        ("option.two.supplement.1.leaving", &kinds::FACTOR, 0.6, 1.0),
    ];
    let found = pairs(&text, numbers, 0.5, &settings(2_000, 108));
    let chance = |product: f64| at_least(300, 400, (-0.3 * product).exp());
    let truth = root(chance, 0.5, (0.5, 1.3));
    let slope = (chance(truth * 1.001) - chance(truth * 0.999)) / (truth * 0.002);
    let error = (0.25_f64 / 2_000.0).sqrt() / slope.abs();
    let step = 0.002;
    let product =
        |further: f64| found.points.iter().map(move |point| (point.first.unwrap() + further) * point.second);
    for (point, product) in found.points.iter().zip(product(0.0)) {
        println!("{point:?}: {product:.4} beside {truth:.4} in theory (standard error {error:.4})");
        assert!((product - truth).abs() < 4.0 * error + step, "{point:?}: {product}, expected {truth}");
    }
    let (greatest, least) = (product(0.0).fold(0.0, f64::max), product(step).fold(f64::INFINITY, f64::min));
    assert!(greatest < least + 1e-9, "{greatest}, {least}");
    assert_eq!(found.points.len(), 5);
}

#[test]
fn the_same_is_found_on_any_number_of_threads_and_again() {
    let text = with("survival.toml", "in_post_fte at least 300 by 2024-09", RETENTION)
        .replace("rate_per_year = 0.3", "rate_per_year = { interval80 = [0.2, 0.4] }");
    let runs = [Some(1), Some(2), Some(2), None].map(|threads| {
        let settings = settings(300, 109);
        let number = ("option.one.supplement.1.leaving", &kinds::FACTOR, 0.5, 1.3);
        on_threads(threads, || format!("{:?}", sought(&text, "one", number, 0.6, &settings)))
    });
    assert!(runs.iter().all(|run| *run == runs[0]));
    let other = Settings { seed: 110, ..settings(300, 0) };
    let number = ("option.one.supplement.1.leaving", &kinds::FACTOR, 0.5, 1.3);
    assert_ne!(format!("{:?}", sought(&text, "one", number, 0.6, &other)), runs[0]);
}
