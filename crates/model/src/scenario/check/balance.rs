//! What would move at once because the numbers disagree.

use std::fmt::Write as _;

use super::Check;
use crate::balance::{Flows, LONGEST_KNOWN_WAIT, Staffing, staffing};
use crate::calendar::WEEKS_PER_YEAR;
use crate::document::{Place, Problem, Problems};
use crate::figures::{percent, short, whole};
use crate::service::Factor;

/// A stock that its flows change by less than this share is taken to be in balance.
const SLACK: f64 = 0.05;
/// The same for a re-referral share.
const SLACK_OF_SHARE: f64 = 0.02;

pub(super) fn check(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    stages(check, flows, problems);
    returns(check, flows, problems);
    staff(check, &staffing(check.central, &|value| *value), problems);
}

fn stages(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    for (at, (name, stage)) in check.central.stage.iter().enumerate() {
        let (inflow, steady) = (flows.inflow[at], flows.steady_stock[at]);
        let path = format!("stage.{}", name.text);
        long_waits(&path, stage.waiting, inflow, name.place.as_ref(), problems);
        let Some(weeks) = stage.duration.mean_weeks else {
            underivable(&path, stage.open, inflow, name.place.as_ref(), problems);
            continue;
        };
        let stock = stage.open + stage.waiting;
        if (steady - stock).abs() <= SLACK * stock.max(steady) {
            continue;
        }
        let change = if stock > 0.0 {
            let way = if steady > stock { "rise" } else { "fall" };
            format!("{way} by {}", percent_of(steady / stock - 1.0))
        } else {
            format!("rise from nil to {}", whole(steady))
        };
        let written = &check.service.stage[at].duration.mean_weeks;
        let place = written.as_ref().and_then(|weeks| weeks.place.as_ref());
        let balanced = if stage.open > 0.0 && inflow > 0.0 {
            format!(
                "leave mean_weeks out, and it is {} weeks, which keeps the stock as it is; ",
                short(stage.open / inflow * WEEKS_PER_YEAR, 1)
            )
        } else {
            String::new()
        };
        problems.add(
            Problem::warning(format!(
                "`{path}` begins with {} cases, but {} a year that stay {} weeks make {}: the stock will {change}",
                whole(stock),
                whole(inflow),
                short(weeks, 1),
                whole(steady)
            ))
            .maybe_at(place, "not in balance with the cases open")
            .help(format!(
                "{balanced}or write open = {:.0}; or leave it so, if the stock is known to be moving",
                steady.round()
            )),
        );
    }
}

fn long_waits(path: &str, waiting: f64, inflow: f64, place: Option<&Place>, problems: &mut Problems) {
    if waiting > LONGEST_KNOWN_WAIT * inflow {
        problems.add(
            Problem::warning(format!(
                "`{path}` begins with {} cases that wait, but {} a year come: when they came is not known, and \
                 weeks_to_allocation leaves them out",
                whole(waiting),
                whole(inflow)
            ))
            .maybe_at(place, "a queue of more than two years")
            .help("check `waiting`, and how many cases enter the stage; if both are right, leave them so"),
        );
    }
}

fn underivable(path: &str, open: f64, inflow: f64, place: Option<&Place>, problems: &mut Problems) {
    let reason = if inflow <= 0.0 {
        "no case enters the stage"
    } else if open <= 0.0 {
        "no case is open at the start"
    } else {
        return;
    };
    problems.add(
        Problem::error(format!(
            "`{path}.duration.mean_weeks` is left out and cannot be worked out: {reason}"
        ))
        .maybe_at(place, "how long do cases stay?")
        .help(if inflow <= 0.0 {
            "give mean_weeks"
        } else {
            "give mean_weeks, or the number of cases `open` at the start"
        }),
    );
}

fn returns(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    let written = &check.service.demand.rereferral.share_within_12_months.place;
    if flows.returns > flows.referrals {
        problems.add(
            Problem::error(format!(
                "{} closed cases a year would come back within twelve months, but there are only {} referrals",
                whole(flows.returns),
                whole(flows.referrals)
            ))
            .maybe_at(written.as_ref(), "too many come back")
            .help("`per_year` of the sources includes the children who come back: lower the shares that come back"),
        );
        return;
    }
    sources_take(check, flows, problems);
    let past = &check.central.past_year;
    let Some(back) = past.rereferrals else { return };
    let published = back / past.referrals.unwrap_or(flows.referrals);
    let implied = flows.rereferral_share();
    let then = implied * a_year_ago(&check.central.environment.rereferral);
    let off = (implied.min(then) - published).max(published - implied.max(then));
    if off > SLACK_OF_SHARE {
        let share = check.central.demand.rereferral.share_within_12_months;
        let scaled = share * published / implied;
        let mut others = check.central.stage.values().filter_map(|stage| stage.return_share);
        let has_others =
            others.next().is_some() || check.central.demand.rereferral.after_no_further_action.is_some();
        let help = if scaled > 0.0 && scaled <= 1.0 && !has_others {
            format!("share_within_12_months = {} would agree", short(scaled, 3))
        } else {
            "change share_within_12_months and the other return shares, or the figures of the past year"
                .to_owned()
        };
        let place = check.service.past_year.rereferrals.as_ref();
        problems.add(
            Problem::warning(format!(
                "{} of referrals came back in the past year, but the return shares make {}: the share will {}",
                percent(published),
                percent(implied),
                if implied > published { "rise" } else { "fall" }
            ))
            .maybe_at(place.and_then(|number| number.place.as_ref()), "not in balance with the return shares")
            .help(help),
        );
    }
}

/// Children come back by the sources that take returns, evenly over the year: that is a part of their referrals
/// (equation D1), in the lowest month too (equation D3).
fn sources_take(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    let demand = &check.central.demand;
    let takes: f64 = demand
        .source
        .values()
        .filter(|source| source.takes_children_back())
        .map(|source| source.per_year * demand.level)
        .sum();
    let place = check.service.demand.rereferral.share_within_12_months.place.as_ref();
    let message = format!(
        "{} children come back a year, but the sources that take them have {} referrals",
        whole(flows.returns),
        whole(takes)
    );
    if flows.returns > takes {
        problems.add(Problem::error(message).maybe_at(place, "more than these sources have").help(
            "`per_year` of a source includes the children who come back: lower the shares that come back, or take \
             `takes_returns = false` out of other sources",
        ));
        return;
    }
    let share = flows.returns / takes;
    let lowest = demand.source.values().filter(|source| source.takes_children_back()).map(|source| {
        let months = source.season.as_ref().unwrap_or(&demand.season).months();
        let mean = months.iter().sum::<f64>() / 12.0;
        months.iter().fold(f64::INFINITY, |lowest, month| lowest.min(month / mean))
    });
    let lowest = lowest.fold(f64::INFINITY, f64::min);
    if share > lowest {
        problems.add(
            Problem::warning(format!(
                "{message}; in the quietest month, {} of the average, there is no room for them: more are referred then",
                percent(lowest)
            ))
            .maybe_at(place, "more than the quietest month has")
            .help("lower the shares that come back, or raise that month of the season"),
        );
    }
}

/// What a year ago was against the start, where the start stands away from the
/// usual: the scenario says itself that this fades.
fn a_year_ago(factor: &Factor<f64>) -> f64 {
    let left = factor.swing_persistence_per_year;
    if left > 0.0 { (factor.swing_at_start * (1.0 / left - 1.0)).exp() } else { 1.0 }
}

fn staff(check: &Check<'_>, staffing: &Staffing, problems: &mut Problems) {
    let recruitment = &check.service.workforce.recruitment;
    let derived = recruitment.weeks_to_fill.is_none();
    let rate = &check.service.workforce.leaving.rate_per_year.place;
    if derived && staffing.wanted > 0.0 && staffing.vacancies <= 0.0 {
        problems.add(
            Problem::error(format!(
                "`workforce.recruitment.weeks_to_fill` is left out and cannot be worked out: \
                 {} FTE a year must be replaced, but there are no vacancies at the start",
                short(staffing.wanted, 1)
            ))
            .maybe_at(rate.as_ref(), "leavers, and no vacancy to fill")
            .help("give weeks_to_fill, or an establishment above the staff in post"),
        );
        return;
    }
    too_slow(check, staffing, problems);
    let change = staffing.change();
    // Without staff at the start there is no balance to keep.
    if staffing.in_post <= 0.0 || change.abs() <= SLACK * staffing.in_post {
        return;
    }
    let weeks = recruitment.weeks_to_fill.as_ref();
    let ceiling = recruitment.market_ceiling_per_year.as_ref();
    let place = weeks.or(ceiling).and_then(|number| number.place.as_ref());
    let mut others = String::new();
    for (what, fte) in [
        ("cohort", staffing.cohort),
        ("agency workers who convert", staffing.conversions),
        ("other movement", staffing.movement),
    ] {
        if fte != 0.0 {
            write!(others, ", {what} {}", short(fte, 1)).expect("a string takes any text");
        }
    }
    let balanced = staffing.vacancies * WEEKS_PER_YEAR / staffing.wanted
        * (1.0 - check.central.workforce.recruitment.falls_through);
    let help = if !derived && balanced.is_finite() && balanced > 0.0 {
        format!(
            "weeks_to_fill counts all vacancies, also those for which nobody comes; if this is HR's time to hire, of the \
             posts that were filled, call it weeks_to_hire. Leave weeks_to_fill out, and it is {} weeks, which keeps staff \
             as they are; or leave it so, if staff are known to be moving",
            short(balanced, 1)
        )
    } else {
        "check leaving, the cohort, other movement and the market ceiling; \
         or leave it so, if staff are known to be moving"
            .to_owned()
    };
    problems.add(
        Problem::warning(format!(
            "of {} FTE in post {} leave in a year and {} start{others}: staff will {} by {} in the first year",
            short(staffing.in_post, 1),
            short(staffing.leavers, 1),
            short(staffing.starters, 1),
            if change > 0.0 { "rise" } else { "fall" },
            percent_of(change / staffing.in_post)
        ))
        .maybe_at(place.or(rate.as_ref()), "not in balance with leaving")
        .help(help),
    );
}

/// With a long time to hire so many posts are spoken for at any time that more would have to be vacant.
fn too_slow(check: &Check<'_>, staffing: &Staffing, problems: &mut Problems) {
    let workforce = &check.central.workforce;
    let Some(weeks) = workforce.recruitment.weeks_to_hire else { return };
    let starters = staffing.starters.min(staffing.wanted);
    let under_way = starters * weeks / WEEKS_PER_YEAR;
    let notice = workforce.leaving.notice_weeks / WEEKS_PER_YEAR;
    let open = staffing.vacancies + staffing.leavers * notice;
    if under_way > open {
        let place = check.service.workforce.recruitment.weeks_to_hire.as_ref();
        problems.add(
            Problem::warning(format!(
                "{} starters a year who take {} weeks to hire are {} FTE on their way at any time, but only {} FTE are vacant \
                 or about to be: staff will fall at first",
                short(starters, 1),
                short(weeks, 1),
                short(under_way, 1),
                short(open, 1)
            ))
            .maybe_at(place.and_then(|weeks| weeks.place.as_ref()), "long for so few vacancies")
            .help("weeks_to_hire counts from the advert to the first day, of posts that were filled: check it, and the vacancies"),
        );
    }
}

/// A change without its sign, as a percentage.
fn percent_of(change: f64) -> String {
    format!("{}%", whole(change.abs() * 100.0))
}
