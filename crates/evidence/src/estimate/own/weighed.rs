//! What months tell, laid over the published scenario: referrals, leaving, those who come back, and the past year.

use super::demand::LEAST_MONTHS;
use super::laid::Laid;
use super::months::FromMonths;
use super::rates;
use super::walk::Known;
use crate::estimate::entries::Entry;
use crate::estimate::round::tenth;
use crate::estimate::sourced::{interval, log_interval, normal, share_interval, value};
use crate::estimate::template::Template;
use crate::estimate::turnover::Tenure;
use crate::estimate::workforce::NEWLY_QUALIFIED_STARTERS;
use crate::own::{OwnFigures, TABLES};
use model::balance::flows;
use model::calendar::MONTH_NAMES;
use model::english::{counted, list, lower_first};
use model::figures::{percent, short, whole};
use model::measure::{agency_rate, vacancy_rate};
use model::service::Service;

/// Lays referrals and their level at the end over the scenario, and season and noise if there are enough months.
pub(super) fn referrals(laid: &mut Laid, service: &Service<Known>, own: &FromMonths, figures: &OwnFigures) {
    let Some(own) = &own.referrals else {
        laid.tell("Referrals", "as published, since no month is given");
        return;
    };
    let months = counted(own.months, "month");
    let of_year = figures.year("referrals").and_then(|year| Some((year, times(laid, service, year)?)));
    let level = own.level.mean.exp() / of_year.map_or(1.0, |(_, times)| times);
    let note = format!("From {months}, without season and noise, and the published level with its drift");
    laid.weighed("demand.level", log_interval(level, own.level.sd, 3), note);
    let of_what = of_year.map_or("that of the published year".to_owned(), |(year, _)| {
        format!("the {} of the past year", whole(year))
    });
    laid.tell(
        "Referrals",
        format!("level at the end {} of {of_what}, from {months} and what was published", percent(level)),
    );
    if own.months < LEAST_MONTHS {
        laid.tell("Season and noise of referrals", format!("as published: {months} say too little of them"));
        return;
    }
    let (low, high) = own.noise;
    laid.weighed("demand.noise_cv", interval(low, high, 3), format!("From {months} and the published range"));
    for (name, month) in MONTH_NAMES.iter().zip(&own.season) {
        let mean = month.mean.exp();
        laid.weighed(format!("demand.season.{}", name.to_lowercase()), normal(mean, mean * month.sd, 3), "");
    }
    laid.tell("Season and noise of referrals", format!("{months}, drawn towards the published ones"));
}

/// Lays the past year's referrals over the sources, each with its published part, and says how many times the published
/// ones they are. Children of a source with a season of its own stay as published.
fn times(laid: &mut Laid, service: &Service<Known>, year: f64) -> Option<f64> {
    let sources = || service.demand.source.iter().filter(|(_, source)| source.referral);
    let sum = |apart: bool| -> f64 {
        sources()
            .filter(|(_, source)| source.season.is_some() == apart)
            .map(|(_, source)| source.per_year.middle)
            .sum()
    };
    let (apart, others) = (sum(true), sum(false));
    if others <= 0.0 || year <= apart {
        return None;
    }
    for (name, source) in sources().filter(|(_, source)| source.season.is_none()) {
        let per_year = source.per_year.middle * (year - apart) / others;
        laid.own(
            format!("demand.source.{}.per_year", name.text),
            value(per_year, 1),
            "By the published shares of sources",
        );
    }
    Some(year / (apart + others))
}

/// Lays the rate of leaving over the scenario, and what follows from it: the mix of time in post and the cohort.
pub(super) fn leaving(laid: &mut Laid, service: &Service<Known>, own: &FromMonths, in_post: f64) {
    let leaving = &service.workforce.leaving;
    let rate = own.leaving.map_or(leaving.rate_per_year.middle, |own| own.log.mean.exp());
    if let Some(own) = &own.leaving {
        let months = counted(own.months, "month");
        let note = format!("{} people left in {months} after the published figures", whole(own.events));
        laid.weighed("workforce.leaving.rate_per_year", log_interval(rate, own.log.sd, 4), note);
        laid.tell(
            "Leaving",
            format!("{} a year, from {months} after the published figures and their range", percent(rate)),
        );
        // Who joins by other ways is never more than who leaves.
        let movement = service.workforce.movement.share_per_year.middle.min(rate / 2.0);
        let shares = Tenure::of(&Template::new()).shares(rate, movement);
        for (band, share) in Tenure::BANDS.iter().zip(shares) {
            if leaving.tenure.get(band).is_some() {
                let number = value(share, 3)
                    .from("judgement", "low")
                    .note("Fixed: the mix that the rates themselves lead to");
                laid.set(format!("workforce.leaving.tenure.{band}.share"), number);
            }
        }
    } else {
        let how = format!(
            "as published: fewer than {} months of leavers after the published figures",
            rates::LEAST_MONTHS
        );
        laid.tell("Leaving", how);
    }
    let cohort = NEWLY_QUALIFIED_STARTERS * rate * in_post;
    let range = interval(tenth(0.72 * cohort), tenth(1.39 * cohort).max(0.1), 1);
    let note = format!(
        "{} of those who start a year, {}",
        percent(NEWLY_QUALIFIED_STARTERS),
        short(rate * in_post, 1)
    );
    laid.set(
        "workforce.cohort.joins_each_september",
        range.from("judgement from DfE CSWW, starters by age", "low").note(note),
    );
}

/// Lays the past year over the scenario, and how many come back: so many as did in it.
pub(super) fn past_year(laid: &mut Laid, service: &Service<Known>, figures: &OwnFigures) {
    let published = &service.past_year;
    let note = format!("Twelve months to {}", figures.as_of.long_name());
    let mut told = Vec::new();
    for (path, column) in
        [("referrals", "referrals"), ("rereferrals", "rereferrals"), ("leavers_fte", "leavers")]
    {
        if let Some(year) = figures.year(column) {
            laid.own(format!("past_year.{path}"), value(year, 1), &note);
            told.push(column);
        }
    }
    if let (Some(all), None) = (figures.year("referrals"), figures.year("rereferrals"))
        && let (Some(before), Some(back)) = (&published.referrals, &published.rereferrals)
        && before.middle > 0.0
    {
        let note = "The published share of the past year's referrals";
        laid.weighed("past_year.rereferrals", value(all * back.middle / before.middle, 1), note);
    }
    if !told.is_empty() {
        laid.tell("The past year", format!("own {}", list(&told)));
    }
    let (Some(all), Some(back)) = (figures.year("referrals"), figures.year("rereferrals")) else { return };
    if all <= 0.0 || back <= 0.0 {
        return;
    }
    // Of the closed, as many as make the share of referrals; those who leave care have a share of their own (equation F24).
    let made = |share: f64| {
        let with =
            service.map(&mut |path, _, known: &Known| if path == RETURNING { share } else { known.middle });
        flows(&with, &|value| *value).rereferral_share()
    };
    let share = ((back / all - made(0.0)) / (made(1.0) - made(0.0)).max(1e-9)).clamp(0.01, 0.6);
    // The year's middle is half a year before its end, and its count is of chance.
    let changes = &service.environment.rereferral;
    let kept = changes.swing_persistence_per_year.middle;
    let news =
        changes.drift_sd_per_year.middle.powi(2) / 2.0 + changes.swing_sd.middle.powi(2) * (1.0 - kept);
    let sd = (1.0 / back + news).sqrt();
    let note = format!("So that {} of referrals come back, as in the past year", percent(back / all));
    laid.own(RETURNING, share_interval(share, sd, 4), note);
    laid.tell(
        "Children who come back",
        format!(
            "{} of the closed, so that it is {} of referrals as in the past year",
            percent(share),
            percent(back / all)
        ),
    );
}

/// The share of the closed who come back.
const RETURNING: &str = "demand.rereferral.share_within_12_months";

/// A rate of staff of a kind and those in post.
type Rate = fn(f64, f64) -> f64;

/// Lays the council's own months over the history.
pub(super) fn history(laid: &mut Laid, figures: &OwnFigures) {
    let mut set = |measure: &str, months: Vec<(String, f64)>, places: usize| {
        if !months.is_empty() {
            let measure = if measure.contains('.') { format!("\"{measure}\"") } else { measure.to_owned() };
            laid.set(format!("history.{measure}.months"), Entry::Months(months, places));
        }
    };
    for column in TABLES.iter().flat_map(|table| table.columns).filter(|column| !column.measure.is_empty()) {
        let months = figures.months(column.key);
        set(column.measure, months.into_iter().map(|(month, value)| (month.to_string(), value)).collect(), 1);
    }
    let rates: [(&str, &str, Rate); 2] =
        [("vacancy_rate", "vacancies", vacancy_rate), ("agency_rate", "agency", agency_rate)];
    for (measure, column, rate) in rates {
        let months = figures.months(column).into_iter().filter_map(|(month, value)| {
            let in_post = figures.at("in_post", month).filter(|in_post| *in_post > 0.0)?;
            Some((month.to_string(), rate(value, in_post)))
        });
        set(measure, months.collect(), 5);
    }
    let counted_columns: Vec<String> = TABLES
        .iter()
        .filter(|table| table.is_by_month())
        .flat_map(|table| table.columns)
        .filter(|column| !figures.months(column.key).is_empty())
        .map(|column| format!("{} ({})", lower_first(column.title), figures.months(column.key).len()))
        .collect();
    if !counted_columns.is_empty() {
        laid.tell("Months in the charts", list(&counted_columns));
    }
}
