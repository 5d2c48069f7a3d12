//! A council's own figures over its published scenario, as a scenario file.

use super::flows as own_flows;
use super::ground::Ground;
use super::laid::{Laid, Told};
use super::months::{FromMonths, known};
use super::walk::Known;
use super::{believable, staff, weighed};
use crate::estimate::entries::Entry;
use crate::estimate::round::tenth;
use crate::estimate::sourced::{normal, value};
use crate::estimate::template::comment;
use crate::estimate::workforce::NOVICE_LOAD;
use crate::own::OwnFigures;
use model::balance::staffing;
use model::document::{Problems, toml_text};
use model::figures::{percent, short, whole};
use model::scenario::Scenario;
use model::service::Service;

/// Standard deviation of a full caseload, against itself (equation F25).
const FULL_CASELOAD_SPREAD: f64 = 0.04;
/// Where at least this part of the cases waits, teams are taken to be at their ceiling.
const WAITING: f64 = 0.01;
/// Posts stay empty for so many weeks at the least.
const LEAST_WEEKS: f64 = 6.0;

/// A scenario file, and what it rests on.
#[derive(Clone, Debug)]
pub struct OwnDraft {
    /// The scenario file, which extends that of the council.
    pub text: String,
    /// What came from where.
    pub told: Vec<Told>,
    /// What is hard to believe.
    pub problems: Problems,
}

/// Lays a council's own figures over its published scenario, which is given as text too. `head` is what the file extends:
/// the lines `extends` and `as_of`.
pub fn lay_over(published: &Scenario, text: &str, figures: &OwnFigures, head: &str) -> OwnDraft {
    let mut laid = Laid::new(figures);
    let ground = Ground { text, start: figures.as_of };
    let before = known(&published.service);
    let own = FromMonths::of(&published.service, figures);
    weighed::referrals(&mut laid, &before, &own, figures);
    staff::write(&mut laid, &before, figures);
    pay(&mut laid, &before, figures);

    let staffed = ground.known(&laid).unwrap_or_else(|| known(&published.service));
    let in_post = staffing(&staffed, &|known| known.middle).in_post;
    weighed::leaving(&mut laid, &staffed, &own, in_post);
    let staffed = ground.known(&laid).unwrap_or(staffed);
    recruitment(&mut laid, &staffed);
    own_flows::write(&mut laid, &ground, &own);
    let service = ground.known(&laid).unwrap_or(staffed);
    weighed::past_year(&mut laid, &service, figures);
    full_caseload(&mut laid, &service);
    weighed::history(&mut laid, figures);
    days(&mut laid, figures);
    let problems = believable::check(&before, figures);
    let text = file(&laid, figures, head);
    OwnDraft { text, told: laid.told, problems }
}

/// Of which day the figures are now; what the council does not give stays of the day of what is published.
fn days(laid: &mut Laid, figures: &OwnFigures) {
    let has_posts = figures.posts.iter().any(|own| own.in_post.is_some());
    let has_cases = figures.cases.iter().any(|own| own.open.is_some());
    let has_pay = figures.pay.iter().any(|own| own.salary.is_some());
    let of = [("figures.staff", has_posts), ("figures.children", has_cases), ("figures.pay", has_pay)];
    for (path, _) in of.into_iter().filter(|(_, is_given)| *is_given) {
        laid.set(path, Entry::Day(figures.as_of.last_day().to_string()));
    }
}

/// Pay, on-costs and what agency workers cost against permanent staff.
fn pay(laid: &mut Laid, service: &Service<Known>, figures: &OwnFigures) {
    let mut told = Vec::new();
    for own in figures.pay.iter().filter(|own| service.role.get(own.role).is_some()) {
        if let Some(salary) = own.salary {
            laid.own(format!("role.{}.salary", own.role), value(salary, 0), "Mean of the role");
            told.push(own.role);
        }
    }
    if !told.is_empty() {
        laid.tell("Pay", format!("own means of {} roles", told.len()));
    }
    if let Some(on_costs) = figures.on_costs {
        laid.own("money.on_costs", value(on_costs, 4), "");
        laid.tell("On-costs", percent(on_costs));
    }
    let on_costs = figures.on_costs.unwrap_or(service.money.on_costs.middle);
    let multiples = figures.pay.iter().filter_map(|own| {
        let salary = own
            .salary
            .or_else(|| Some(service.role.get(own.role)?.salary.middle))
            .filter(|own| *own > 0.0)?;
        let workers = agency_workers(service, figures, own.role);
        Some((own.agency_cost? / (salary * (1.0 + on_costs)), workers.max(1.0)))
    });
    let multiples: Vec<(f64, f64)> = multiples.collect();
    let workers: f64 = multiples.iter().map(|(_, workers)| workers).sum();
    if workers > 0.0 {
        let mean = multiples.iter().map(|(multiple, workers)| multiple * workers).sum::<f64>() / workers;
        laid.own(
            "money.agency_multiple",
            value(mean, 3),
            "Agency cost over pay with on-costs, by agency workers of each role",
        );
        laid.tell("Agency cost", format!("{} times a permanent worker with on-costs", short(mean, 2)));
    }
}

fn agency_workers(service: &Service<Known>, figures: &OwnFigures, role: &str) -> f64 {
    let own = figures.posts.iter().filter(|own| own.role == role).filter_map(|own| own.agency);
    let published = || {
        service.team.values().filter_map(|team| team.staff.get(role)).map(|staff| staff.agency.middle).sum()
    };
    if figures.posts.iter().any(|own| own.role == role && own.agency.is_some()) {
        own.sum()
    } else {
        published()
    }
}

/// Starters balance leavers, unless there are too few vacancies for that, or the published scenario says how long posts
/// take to be filled.
fn recruitment(laid: &mut Laid, service: &Service<Known>) {
    let balance = staffing(service, &|known| known.middle);
    let few = balance.vacancies <= balance.leavers * LEAST_WEEKS / 52.0;
    let is_given = service.workforce.recruitment.weeks_to_fill.is_some();
    if few && !is_given {
        let note = "Hardly a vacancy is left: starters are found before posts fall vacant";
        let soon = crate::estimate::sourced::pert([1.0, 2.0, 4.0]);
        laid.set("workforce.recruitment.weeks_to_fill", soon.judged().note(note));
        let start = crate::estimate::sourced::pert([0.0, 2.0, 6.0]);
        laid.set("workforce.recruitment.weeks_to_start", start.judged().note(note));
    } else if !few && is_given && balance.wanted > 0.0 {
        let weeks = balance.vacancies * balance.joining / balance.wanted * 52.18;
        let number = value(tenth(weeks), 1).judged().note("So that starters balance leavers at the start");
        laid.set("workforce.recruitment.weeks_to_fill", number);
    }
}

/// The cases of a full load with which load equals capacity at the start (equation F25); where cases wait, with which it is
/// at the ceiling.
fn full_caseload(laid: &mut Laid, service: &Service<Known>) {
    let stages = || service.stage.values().filter(|stage| stage.needs_case_holder);
    let load: f64 = stages().map(|stage| stage.weight.middle * stage.open.middle).sum();
    let open: f64 = stages().map(|stage| stage.open.middle).sum();
    let waiting: f64 = stages().map(|stage| stage.waiting.middle).sum();
    let absence = &service.workforce.absence;
    let present = 1.0 - absence.at_start.as_ref().unwrap_or(&absence.rate).middle;
    let mut holders = 0.0;
    for (name, staff) in service.team.values().flat_map(|team| team.staff.iter()) {
        let Some(role) = service.role.get(&name.text) else { continue };
        let novice = if role.newly_qualified { NOVICE_LOAD } else { 1.0 };
        let of_agency = role.agency_case_holding.as_ref().unwrap_or(&role.case_holding).middle;
        holders += staff.in_post.middle * role.case_holding.middle * novice + staff.agency.middle * of_agency;
    }
    let at_ceiling = waiting > WAITING * (open + waiting);
    let pressure = if at_ceiling { service.workload.ceiling_ratio.middle } else { 1.0 };
    let full = load / (holders * present * pressure);
    if !full.is_finite() || full <= 0.0 {
        return;
    }
    let note = if at_ceiling {
        "Such that load is at the ceiling at the start, since cases wait"
    } else {
        "Such that load equals capacity at the start"
    };
    for (name, _) in service.role.iter().filter(|(_, role)| role.full_caseload.middle > 0.0) {
        laid.set(
            format!("role.{}.full_caseload", name.text),
            normal(full, FULL_CASELOAD_SPREAD * full, 2).judged().note(note),
        );
    }
    let why = if at_ceiling {
        ", at which teams are at their ceiling, since cases wait"
    } else {
        ", at which load equals capacity"
    };
    laid.tell(
        "A full caseload",
        format!(
            "{} standard cases{why}: {} for {} FTE who hold cases",
            short(full, 1),
            whole(load),
            short(holders, 1)
        ),
    );
}

/// The file: what is told, as a comment, then what is laid over.
fn file(laid: &Laid, figures: &OwnFigures, head: &str) -> String {
    let next = figures.as_of.plus(1).long_name();
    let mut text = String::new();
    comment(
        &mut text,
        &format!(
            "{} at the end of {}: the published scenario, with the council's own figures laid over it.",
            figures.council,
            figures.as_of.long_name()
        ),
    );
    text.push_str("#\n");
    comment(
        &mut text,
        "Made by `staffcast init --from`. What is not here is as published. Change what you know better; `staffcast assumptions` lists every number with its source. What came from where:",
    );
    text.push_str("#\n");
    for Told { what, how } in &laid.told {
        comment(&mut text, &format!("- {what}: {how}."));
    }
    let title = toml_text(&format!("{} children's social care from {next}", figures.council));
    text + &format!("\n{head}title = {title}\nstart = {}\n{}", figures.as_of.last_day(), laid.toml())
}
