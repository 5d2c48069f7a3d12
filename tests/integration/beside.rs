//! Scenarios that are compared: a scenario with other numbers is what an option would be that changes them from the first day.

#![expect(clippy::print_stdout, reason = "the figures beside each other are for the reader of a test run")]

use staffcast::sampling::Layers;
use staffcast::scenario::{Reading, Scenario};
use staffcast::service::FundedPosts;

use crate::support::{Trials, mean, rutland, service};

const TRIALS: u32 = 100;
const SEED: u64 = 311;
const POSTS: &str = "team.social_care.staff.social_worker.establishment";

fn council(posts: FundedPosts) -> Scenario {
    right(Reading::of_text("council", &rutland(posts)))
}

fn right(reading: Reading) -> Scenario {
    let Reading { scenario, problems, sources } = reading;
    scenario.unwrap_or_else(|| panic!("{}", problems.render(&sources, false)))
}

fn alone(scenario: &Scenario) -> Trials {
    Trials::of(&scenario.service, 0..TRIALS, SEED, Layers::ALL)
}

fn beside(first: &Scenario, other: &Scenario) -> Trials {
    Trials::beside(&first.service, &other.service, TRIALS, SEED)
}

/// Trials of the only option of a scenario, which is a change of a number from the first day.
fn with_change(first: &Scenario, change: &str) -> Trials {
    let with = right(first.with(&format!("[[option]]\nname = \"o\"\n{change}")));
    Trials::of_case(&with.service, Some(0), 0..TRIALS, SEED, Layers::ALL)
}

/// The middle of a number of a scenario.
fn central(scenario: &Scenario, path: &str) -> f64 {
    let mut found = f64::NAN;
    scenario.service.map(&mut |own, about, number| {
        if own == path {
            found = number.central(about.kind);
        }
    });
    found
}

/// A correct program never fails: the bits of all trials are the same.
#[test]
fn posts_in_a_copy_of_the_file_are_posts_by_an_option() {
    let says_how_long = "[workforce.recruitment]\nweeks_to_fill = 40\nvacancy_exponent = 0.3\n";
    for (posts, says) in
        [(FundedPosts::AsFunded, ""), (FundedPosts::AsDrifted, ""), (FundedPosts::AsFunded, says_how_long)]
    {
        let first = right(council(posts).with(says));
        let more = right(first.with_number(POSTS, central(&first, POSTS) + 20.0));
        let by_copy = beside(&first, &more);
        let by_option = with_change(
            &first,
            "[[option.posts]]\nteam = \"social_care\"\nrole = \"social_worker\"\nfte = 20\n",
        );
        let months = by_copy.model.layout.months;
        let differ =
            |(cell, (copy, option)): (usize, (&Vec<u32>, &Vec<u32>))| (copy != option).then_some(cell);
        let (copy, option) = (by_copy.bits(), by_option.bits());
        let cells: Vec<usize> = copy.iter().zip(&option).enumerate().filter_map(differ).collect();
        // A copy has its posts on the day before the first, too.
        assert!(cells.iter().all(|cell| cell % months == 0) && !cells.is_empty(), "{cells:?}");
        let start = by_copy.month("establishment_fte", 0)[0] - by_option.month("establishment_fte", 0)[0];
        assert!((start - 20.0).abs() < 1e-4, "{start}");
        assert_ne!(copy, alone(&more).bits(), "alone it has the balance of its own start");
    }
}

/// What an option changes from the first day, a copy of the file changes too, but for those who have given notice and the
/// pressure of the very first weeks: to a tenth of the change on average, of trials on the same luck. Without
/// the balance of the first file a fifth less leaving would leave as many in post as before.
#[test]
fn numbers_in_a_copy_of_the_file_do_what_an_option_does() {
    let first = council(FundedPosts::AsFunded);
    for (path, factor, measure) in [
        ("workforce.leaving.rate_per_year", 0.8, "in_post_fte"),
        ("role.social_worker.full_caseload", 1.3, "open_cases"),
        ("demand.level", 1.2, "open_cases"),
        ("demand.rereferral.share_within_12_months", 0.5, "rereferral_share"),
    ] {
        let middle = central(&first, path);
        let first = right(first.with_number(path, middle));
        let copy = right(first.with_number(path, middle * factor));
        let at = |trials: &Trials| mean(&trials.month(measure, 24));
        let base = at(&alone(&first));
        let by_copy = at(&beside(&first, &copy)) - base;
        let by_option = at(&with_change(
            &first,
            &format!("[[option.change]]\nparameter = \"{path}\"\nmultiply = {factor}\n"),
        )) - base;
        println!("{path}: {measure} {base:.3}, by a copy {by_copy:+.3}, by an option {by_option:+.3}");
        assert!((by_copy / by_option - 1.0).abs() < 0.1, "{path}: {by_copy} beside {by_option}");
        if measure == "in_post_fte" {
            assert!(by_copy > 0.02 * base, "{by_copy} of {base}");
        }
    }
}

/// What a scenario says itself it keeps: where it differs in nothing else from the first, it is as it is alone.
#[test]
fn a_scenario_keeps_what_it_says_itself() {
    let first = council(FundedPosts::AsFunded);
    for said in [
        String::new(),
        "[workforce.recruitment]\nweeks_to_fill = 30\n".to_owned(),
        "[stage.assessment.duration]\nmean_weeks = 9\n".to_owned(),
        "[team.social_care]\nreference_pressure = 1.1\n".to_owned(),
    ] {
        let other = right(first.with(&said));
        assert_eq!(beside(&first, &other).bits(), alone(&other).bits(), "{said}");
        assert_eq!(alone(&other).bits() == alone(&first).bits(), said.is_empty());
    }
}

/// Posts that the first does not have are filled as they would be alone; all others as in the first.
#[test]
fn posts_that_the_first_does_not_have_are_worked_out_anew() {
    let text = "title = 'Teams'\nstart = 2023-09-30\nmonths = 24
        demand.source.all = { per_year = 400, enters = { s = 1 } }
        stage.s = { team = 'a', open = 100 }
        role.w = { case_holding = 1, full_caseload = 20 }
        role.m = {}
        team.a.staff.w = { establishment = 60, in_post = 50 }
        team.b.staff.w = { establishment = 30, in_post = 25 }
        workforce.leaving.rate_per_year = 0.2\n";
    let [first, other] =
        [text.to_owned(), format!("{text}team.b.staff.m = {{ establishment = 20, in_post = 5 }}")]
            .map(|text| service(&text));
    let trials = Trials::beside(&first, &other, TRIALS, SEED);
    let in_post = |month| mean(&trials.month("in_post_fte", month));
    assert!((in_post(0) - 80.0).abs() < 1e-3);
    assert!(in_post(24) > 82.0, "{}", in_post(24));
}
