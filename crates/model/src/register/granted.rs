//! What an option takes for granted: what it gains for nothing because the scenario gives it no cost, or no side effect.
//!
//! A search for the cheapest options takes whatever is free, so this is told wherever such an option is told or chosen. Only
//! what the scenario does not say is told: an effect or a cost that it gives is an assumption like any other.

use std::collections::BTreeSet;

use crate::service::{Alternative, Service, option_of};
use crate::uncertain::{Uncertain, kinds};

/// Something that an option takes for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The path of the number that would say otherwise.
    pub number: String,
    /// What is assumed, behind "assumes that".
    pub that: &'static str,
}

/// How the note of such a number begins in the register.
pub(super) const GRANTED: &str = "Taken for granted: ";

const SAME_SUPPLY: &str =
    "as many agency workers come at the capped price: no effect on their supply is in the scenario";
const NO_MORE_LEAVE_THE_FEW: &str =
    "with fewer agency workers no more permanent staff leave than higher caseloads make leave";
const NO_MORE_LEAVE_THE_FROZEN: &str = "a freeze makes no more staff leave than higher caseloads do";
const NO_MORE_LEAVE_THE_CUT: &str = "cutting posts makes no more staff leave than higher caseloads do";
const FREE_SUPPLEMENT: &str = "the supplement costs nothing: its amount is nil";
const FREE_CAMPAIGN: &str =
    "a campaign costs nothing beyond what every starter costs: no cost is in the scenario";
const FREE_HELP: &str = "helping families costs nothing: no cost is in the scenario";
const FREE_THRESHOLD: &str = "taking fewer referrals costs nothing: no cost is in the scenario";
const NO_RETURN: &str =
    "children who are turned away come back no more often than others, and no more in need";
const NO_RETURN_FROM_REVIEW: &str = "cases that a review moves on come back no more often than others";
const FREE_SYSTEM: &str = "the recording system costs nothing: no cost is in the scenario";
const FREE_CHANGE: &str = "the change costs nothing to bring about or to keep up: no cost is in the scenario";

/// What an option, with all that it includes, takes for granted; each thing once.
pub fn granted(service: &Service<Uncertain>, option: &str) -> Vec<Granted> {
    let central = service.map(&mut |_, about, number| number.central(about.kind));
    let mut paid: BTreeSet<String> = BTreeSet::new();
    central.map(&mut |path, about, amount: &f64| {
        if let Some((lever, _)) =
            path.rsplit_once('.').filter(|_| *about.kind == kinds::POUNDS && *amount > 0.0)
        {
            paid.insert(lever.to_owned());
            paid.extend(option_of(path).map(str::to_owned));
        }
    });
    // Posts and temporary workers are paid for as all staff are.
    let staffed = central.option.values().filter(|option| {
        !option.temporary_workers.is_empty() || option.posts.values().any(|posts| posts.fte > 0.0)
    });
    paid.extend(staffed.map(|option| option.name.text.clone()));
    let names = service.with_included([option]);
    let options = names.into_iter().filter_map(|name| central.option.get(name));
    let mut all: Vec<Granted> = Vec::new();
    for one in options.flat_map(|option| of_option(option, central.money.agency_multiple, &paid)) {
        if all.iter().all(|other| other.that != one.that) {
            all.push(one);
        }
    }
    all
}

/// The same of one option, included ones left out. `paid` are the levers and the options of which some amount is given.
fn of_option(option: &Alternative<f64>, agency_price: f64, paid: &BTreeSet<String>) -> Vec<Granted> {
    let mut all = Vec::new();
    // Where one lever of an option is paid for, that may pay for the changes that it makes beside.
    let is_free_option = !paid.contains(&option.name.text);
    macro_rules! each {
        ($($kind:ident: |$lever:ident, $is_free:ident| { $($key:ident if $holds:expr => $that:expr;)+ })+) => { $(
            for (number, $lever) in option.$kind.iter() {
                let path = option.path_of(stringify!($kind), number);
                #[allow(unused_variables, reason = "some levers are paid for as all staff are")]
                let $is_free = !paid.contains(&path);
                $( if $holds {
                    all.push(Granted { number: format!("{path}.{}", stringify!($key)), that: $that });
                } )+
            }
        )+ };
    }
    each! {
        change: |_lever, is_free| { cost_per_year if is_free_option => FREE_CHANGE; }
        supplement: |lever, is_free| {
            amount_per_year if is_free && (lever.leaving < 1.0 || lever.hiring > 1.0) => FREE_SUPPLEMENT;
        }
        campaign: |_lever, is_free| { cost_per_head if is_free => FREE_CAMPAIGN; }
        agency: |lever, is_free| {
            cover if lever.price_cap.is_some_and(|cap| cap < agency_price)
                && lever.cover >= 1.0 && lever.ceiling_fte.is_none() && lever.leaving <= 1.0 => SAME_SUPPLY;
            leaving if (lever.cover < 1.0 || lever.ceiling_fte.is_some()) && is_one(lever.leaving) => NO_MORE_LEAVE_THE_FEW;
        }
        posts: |lever, is_free| { fte if lever.fte < 0.0 && lever.to_team.text.is_empty() => NO_MORE_LEAVE_THE_CUT; }
        freeze: |lever, is_free| { share if lever.share > 0.0 => NO_MORE_LEAVE_THE_FROZEN; }
        early_help: |lever, is_free| { cost_per_family if is_free && lever.effect > 0.0 => FREE_HELP; }
        front_door: |lever, is_free| {
            cost_per_year if is_free_option && lever.referrals < 1.0 => FREE_THRESHOLD;
            rereferral if lever.referrals < 1.0 && lever.rereferral <= 1.0 => NO_RETURN;
        }
        case_review: |lever, is_free| { moves_on if lever.moves_on > 0.0 => NO_RETURN_FROM_REVIEW; }
        recording_system: |lever, is_free| { cost_once if is_free_option && lever.time_gained > 0.0 => FREE_SYSTEM; }
    }
    all
}

fn is_one(factor: f64) -> bool {
    (factor - 1.0).abs() < 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Reading;

    fn of(lever: &str) -> Vec<&'static str> {
        let text = format!(
            "{}\n[[option]]\nname = 'own'\n{lever}\n[[option]]\nname = 'with'\nincludes = 'own'\n",
            include_str!("../../../../scenarios/minimal.toml")
        );
        let reading = Reading::of_text("small", &text);
        let service = reading
            .scenario
            .unwrap_or_else(|| panic!("{}", reading.problems.render(&reading.sources, false)));
        let all = granted(&service.service, "own");
        assert_eq!(granted(&service.service, "with"), all, "{lever}");
        for Granted { number, .. } in &all {
            assert!(crate::register::described(&service.service, number).is_some(), "{number}");
        }
        all.into_iter().map(|one| one.that).collect()
    }

    #[test]
    fn what_is_free_is_told_until_the_scenario_says_what_it_costs() {
        let help = "families_per_month = 5\nwould_be_referred = 0.2\neffect = 0.1";
        for (lever, more, told) in [
            ("[[option.agency]]\nprice_cap = 1.2", "cover = 0.9", SAME_SUPPLY),
            ("[[option.agency]]\nprice_cap = 1.2", "leaving = 1.02", SAME_SUPPLY),
            ("[[option.agency]]\ncover = 0.8", "leaving = 1.02", NO_MORE_LEAVE_THE_FEW),
            ("[[option.supplement]]\nleaving = 0.9", "amount_per_year = 1_000", FREE_SUPPLEMENT),
            ("[[option.campaign]]\nrole = 'social_worker'\npeople = 5", "cost_once = 5_000", FREE_CAMPAIGN),
            (&format!("[[option.early_help]]\n{help}"), "cost_per_family = { pert = [1, 2, 3] }", FREE_HELP),
            (
                "[[option.front_door]]\nrereferral = 1.1\nreferrals = 0.9",
                "cost_per_year = 10",
                FREE_THRESHOLD,
            ),
            ("[[option.front_door]]\ncost_once = 1\nreferrals = 0.9", "rereferral = 1.1", NO_RETURN),
            ("[[option.recording_system]]\ntime_gained = 0.05", "cost_once = 10", FREE_SYSTEM),
            ("[[option.change]]\nparameter = 'demand.level'\nset = 0.9", "cost_per_year = 10", FREE_CHANGE),
        ] {
            let with = |more| of(&format!("{lever}\n{more}"));
            assert_eq!(with(""), [told], "{lever}");
            let left = with(more);
            assert!(left.iter().all(|other| *other != told), "{lever} with {more}: {left:?}");
        }
    }

    #[test]
    fn cuts_say_that_they_make_nobody_leave() {
        let posts = "[[option.posts]]\nteam = 'east'\nrole = 'social_worker'";
        let review = "[[option.case_review]]\ncases = 10\nweeks_of_work_per_case = 0.1\nuntil = 2024-03-31";
        for (lever, told) in [
            ("[[option.freeze]]".to_owned(), NO_MORE_LEAVE_THE_FROZEN),
            (format!("{posts}\nfte = -2"), NO_MORE_LEAVE_THE_CUT),
            (format!("{review}\nmoves_on = 0.1"), NO_RETURN_FROM_REVIEW),
        ] {
            assert_eq!(of(&lever), [told]);
        }
        let change = "[[option.change]]\nparameter = 'demand.level'\nset = 0.9";
        assert_eq!(of(&format!("{posts}\nfte = 1\n{change}")), [""; 0]);
        // What is paid for as staff are takes nothing for granted, nor does a cap above the price.
        for lever in
            [format!("{posts}\nfte = 2"), "[[option.agency]]\nprice_cap = 1.5".to_owned(), review.to_owned()]
        {
            assert_eq!(of(&lever), [""; 0]);
        }
    }
}
