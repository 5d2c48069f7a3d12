//! What comes in is there or has gone out, in every trial and every week.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use super::scenarios::{DICE, scenario};
use super::{Moment, model, step_through};
use crate::engine::ids::{By, GroupId, Identified as _, PostsId};
use crate::engine::links::SMALLEST_POST;
use crate::engine::people::People;
use crate::engine::{Model, Trial};
use crate::measure::Unit;
use crate::sampling::Layers;

/// Sums of FTE are rounded in the last digits only.
const ROUNDING: f64 = 1e-9;

/// Checks the same random scenarios, each as it is and under its option, on
/// every run of the tests: a correct program never fails.
fn in_random_scenarios(cases: u32, check: impl Fn(&Model, Option<usize>) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let dice = prop::collection::vec(0.0..1.0_f64, DICE);
    let told = runner.run(&dice, |dice| {
        let text = scenario(&dice);
        let model = model(&text);
        let both = check(&model, None).and_then(|()| check(&model, Some(0)));
        both.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))
    });
    match told {
        Ok(()) => {}
        // The text says it all; the dice are of no use to a reader.
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(error @ TestError::Abort(_)) => panic!("{error}"),
    }
}

fn open_cases(trial: &Trial<'_>) -> i64 {
    let stages = trial.model.stages.ids();
    stages.map(|stage| i64::from(trial.pathway.active(stage) + trial.pathway.waiting(stage))).sum()
}

#[test]
fn every_case_that_arrives_is_open_until_it_is_closed() {
    in_random_scenarios(60, |model, option| {
        let mut trial = Trial::new(model, option);
        for number in 0..2 {
            let (mut before, mut fault) = (0, None);
            step_through(&mut trial, 1, number, |trial, moment| match moment {
                Moment::Opening | Moment::MonthBegins => before = open_cases(trial),
                Moment::Week(week) => {
                    let tally = &trial.tally;
                    let expected = before + i64::from(tally.arrived) - i64::from(tally.closed);
                    if open_cases(trial) != expected {
                        fault = fault.or(Some((week, open_cases(trial), expected)));
                    }
                }
            });
            prop_assert!(fault.is_none(), "trial {}: week, open cases, expected: {:?}", number, fault);
        }
        Ok(())
    });
}

#[test]
fn a_team_holds_the_active_cases_of_its_stages_that_need_a_holder() {
    in_random_scenarios(40, |model, option| {
        let mut fault = None;
        step_through(&mut Trial::new(model, option), 2, 0, |trial, moment| {
            for team in model.service.team.ids() {
                let (mut held, mut load) = (0, 0.0);
                for (stage, links) in model.stages.each() {
                    if links.team == team && links.needs_case_holder {
                        held += trial.pathway.active(stage);
                        load += f64::from(trial.pathway.active(stage)) * trial.rates.stages[stage].weight;
                    }
                }
                let pathway = &trial.pathway;
                if pathway.held[team] != held || (pathway.load[team] - load).abs() > 1e-6 {
                    fault = fault.or(Some((moment, pathway.held[team], held, pathway.load[team], load)));
                }
            }
        });
        prop_assert!(fault.is_none(), "moment, held, expected, load, expected: {:?}", fault);
        Ok(())
    });
}

/// FTE and heads of every group are those of its seats, and so are the people of campaigns.
fn seats_add_up(people: &People) -> bool {
    let mut fte: By<GroupId, f64> = people.fte.iter().map(|_| 0.0).collect();
    let mut heads: By<GroupId, u32> = people.fte.iter().map(|_| 0).collect();
    let mut recruits = 0;
    for (group, person) in people.every_seat().filter_map(|seat| people.get(seat)) {
        fte[group] += person.fte;
        heads[group] += 1;
        recruits += u32::from(person.campaign().is_some());
    }
    recruits == people.recruits
        && *heads == *people.heads
        && fte.iter().zip(&people.fte).all(|(seats, sum)| (seats - sum).abs() < ROUNDING)
}

#[test]
fn the_fte_of_every_group_is_that_of_its_people() {
    in_random_scenarios(40, |model, option| {
        let mut fault = None;
        step_through(&mut Trial::new(model, option), 3, 0, |trial, moment| {
            let staff = &trial.staff;
            if !seats_add_up(&staff.permanent) || !seats_add_up(&staff.agency) {
                fault = fault.or(Some(moment));
            }
        });
        prop_assert!(fault.is_none(), "{:?}", fault);
        Ok(())
    });
}

#[test]
fn notices_are_those_of_people_who_are_there_and_have_given_notice() {
    in_random_scenarios(40, |model, option| {
        let mut fault = None;
        let mut in_notice: By<PostsId, f64> = model.posts.iter().map(|_| 0.0).collect();
        step_through(&mut Trial::new(model, option), 4, 0, |trial, moment| {
            let permanent = &trial.staff.permanent;
            trial.staff.in_notice(model, &mut in_notice);
            let mut expected: By<PostsId, f64> = model.posts.iter().map(|_| 0.0).collect();
            for (group, person) in permanent.every_seat().filter_map(|seat| permanent.get(seat)) {
                if person.leaving {
                    expected[model.groups[group].posts] += person.fte;
                }
            }
            if in_notice.iter().zip(&expected).any(|(own, expected)| (own - expected).abs() > ROUNDING) {
                fault.get_or_insert((moment, in_notice.clone(), expected));
            }
        });
        prop_assert!(fault.is_none(), "moment, notices, people leaving: {:?}", fault);
        Ok(())
    });
}

/// Permanent staff change by starters less leavers, promotion changes nothing,
/// and what remains has the sign of the other net movement of the month.
#[test]
fn permanent_staff_change_by_starters_leavers_and_other_movement_only() {
    in_random_scenarios(60, |model, option| {
        let (mut before, mut fault) = (0.0, None);
        step_through(&mut Trial::new(model, option), 5, 0, |trial, moment| {
            let now = trial.staff.permanent.total_fte();
            let Moment::Week(week) = moment else {
                before = now;
                return;
            };
            let starters: f64 = trial.tally.teams.iter().map(|team| team.starters).sum();
            let other = now - before - starters + trial.tally.leavers();
            let rate = trial.environment.now.movement;
            let right = if rate > 0.0 {
                other > -ROUNDING
            } else if rate < 0.0 {
                other < ROUNDING
            } else {
                other.abs() < ROUNDING
            };
            if !right {
                fault = fault.or(Some((week, other, rate)));
            }
        });
        prop_assert!(fault.is_none(), "week, other change in FTE, rate of movement: {:?}", fault);
        Ok(())
    });
}

/// Nobody is hired into a post that is filled: more than the establishment are
/// there only while leavers work their notice beside those who follow them, or
/// because more were there at the start, or posts went from under them; and someone who is promoted may work a
/// little more than the post has left, by less than the smallest post.
#[test]
fn posts_are_never_filled_twice() {
    in_random_scenarios(60, |model, option| {
        let mut fault = None;
        let mut in_notice: By<PostsId, f64> = model.posts.iter().map(|_| 0.0).collect();
        let mut most_before: By<PostsId, f64> = model.posts.iter().map(|_| 0.0).collect();
        step_through(&mut Trial::new(model, option), 6, 0, |trial, moment| {
            let staff = &trial.staff;
            staff.in_notice(model, &mut in_notice);
            for posts in model.posts.ids() {
                let (in_post, establishment) = (staff.in_posts(model, posts), staff.establishment[posts]);
                if moment == Moment::Opening {
                    most_before[posts] = in_post;
                }
                // Posts may be deleted or moved while people sit in them.
                most_before[posts] = most_before[posts].max(establishment);
                let most = most_before[posts] + in_notice[posts] + SMALLEST_POST;
                let vacancy = staff.vacancy(model, posts);
                let vacant_or_filled = (vacancy + in_post - establishment.max(in_post)).abs() < ROUNDING;
                if in_post > most + ROUNDING || !vacant_or_filled {
                    fault =
                        fault.or(Some((moment, posts, in_post, establishment, in_notice[posts], vacancy)));
                }
            }
        });
        prop_assert!(
            fault.is_none(),
            "moment, posts, in post, establishment, of them in notice, vacant: {:?}",
            fault
        );
        Ok(())
    });
}

#[test]
fn no_figure_is_negative_or_infinite_and_every_share_is_one() {
    in_random_scenarios(80, |model, option| {
        let layout = &model.layout;
        let mut record = vec![0.0; layout.len()];
        let mut trial = Trial::new(model, option);
        for number in 0..3 {
            trial.run(8, number, Layers::ALL, &mut record);
            for (series, values) in record.chunks_exact(layout.months).enumerate() {
                let measure = &layout.measures[layout.series[series].0];
                for (month, value) in values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
                    prop_assert!(
                        // What brings more referrals avoids fewer than none.
                        value.is_finite() && (*value >= 0.0 || measure.id == "referrals_avoided"),
                        "{} in month {} of trial {}: {}",
                        measure.id,
                        month,
                        number,
                        value
                    );
                    // Leavers of a year may be more than those in post at its end.
                    let share = measure.unit == Unit::Share && measure.id != "turnover_rate";
                    prop_assert!(!share || *value <= 1.0, "{} in month {}: {}", measure.id, month, value);
                }
            }
        }
        Ok(())
    });
}
