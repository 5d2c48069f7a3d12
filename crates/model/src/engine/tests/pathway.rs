//! Who waits for a worker, and when children come back.

use super::{Moment, model, scenarios, step_through};
use crate::engine::Trial;
use crate::engine::ids::{By, TeamId};
use crate::sampling::{Stream, uniform_u32};
use rand::{RngExt, SeedableRng};

/// After each week: a team in which someone waits has no room for the heaviest
/// case, and a team above its ceiling has taken nobody on this week (if cases
/// weigh the same; with several weights the order within the week decides).
///
/// The scenarios are the same on every run: a correct program never fails.
#[test]
fn a_team_with_room_lets_nobody_wait_and_a_team_without_takes_nobody_on() {
    let mut stream = Stream::seed_from_u64(9);
    let (mut waited, mut over) = (0, 0);
    for _ in 0..120 {
        let dice: Vec<f64> = (0..scenarios::DICE).map(|_| stream.random()).collect();
        let text = scenarios::scenario(&dice);
        let model = model(&text);
        let mut allocated: By<TeamId, u32> = model.service.team.values().map(|_| 0).collect();
        step_through(&mut Trial::new(&model, None), 1, 0, |trial, moment| {
            let Moment::Week(week) = moment else {
                allocated.fill(0);
                return;
            };
            for (team, before) in allocated.each_mut() {
                let stages = || {
                    let all = model.stages.each().zip(&trial.rates.stages);
                    all.filter(|((_, links), _)| links.team == team && links.needs_case_holder)
                };
                let weights = || stages().map(|(_, rates)| rates.weight);
                let heaviest = weights().fold(0.0, f64::max);
                let waiting: u32 = stages().map(|((stage, _), _)| trial.pathway.waiting(stage)).sum();
                let (load, ceiling) = (trial.pathway.load[team], trial.workload.teams.ceiling[team]);
                if waiting > 0 {
                    waited += 1;
                    assert!(
                        load + heaviest > ceiling - 1e-6,
                        "week {week}: {waiting} wait at a load of {load} below {ceiling}\n{text}"
                    );
                }
                let now = trial.tally.teams[team].allocated;
                let one_weight = weights().all(|weight| weight >= heaviest);
                if one_weight && load > ceiling + 1e-6 {
                    over += 1;
                    assert_eq!(now, *before, "week {week}: load {load} above {ceiling}\n{text}");
                }
                *before = now;
            }
        });
    }
    // Both were met often enough to mean something.
    assert!(waited > 1_000 && over > 200, "{waited} team-weeks with waiting, {over} above the ceiling");
}

/// F(t) = 1 - exp(-r t^k), of those who come back within the year.
#[test]
fn the_time_to_coming_back_is_weibull() {
    for (share, shape) in [(0.22, 0.45), (0.5, 1.0), (0.05, 2.0)] {
        let text = format!(
            "title = 'Returns'\nstart = 2023-09-30\nstage.s = {{ team = 't', open = 10 }}\n\
             role.w = {{ case_holding = 1, full_caseload = 10 }}\nteam.t.staff.w = {{ in_post = 1 }}\n\
             demand.source.all = {{ per_year = 100, enters = {{ s = 1 }} }}\n\
             demand.rereferral = {{ share_within_12_months = {share}, weibull_shape = {shape} }}"
        );
        let model = model(&text);
        let rate = -(1.0_f64 - share).ln();
        for uniform in (1..1_000_u32).map(|i| i * 4_294_967) {
            let years = f64::from(model.return_time.at(uniform));
            let came_back = 1.0 - (-rate * years.powf(shape)).exp();
            let wanted = uniform_u32(uniform) * share;
            // The table is straight between its knots: 64 cells for the middle half.
            assert!((came_back - wanted).abs() < 1e-3 * share, "{years} years: {came_back}, not {wanted}");
        }
    }
}
