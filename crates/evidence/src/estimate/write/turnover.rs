//! How staff come, go and are absent.

use crate::estimate::council::Council;
use crate::estimate::entries::Entries;
use crate::estimate::evidence::by_year;
use crate::estimate::round::tenth;
use crate::estimate::sourced::{interval, log_interval, normal, pert, share_interval, value};
use crate::estimate::turnover::Tenure;
use crate::estimate::workforce::NEWLY_QUALIFIED_STARTERS;
use model::figures::{percent, short};

/// Vacancies that last for more months than this are doubtful.
const LONG_EMPTY: f64 = 36.0;

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    write_leaving(entries, council);
    write_recruitment(entries, council);
    write_movement(entries, council);
    write_absence(entries, council);
}

fn write_leaving(entries: &mut Entries, council: &Council<'_>) {
    let leaving = &council.leaving;
    entries.say("turnover", by_year(&leaving.own, percent));
    entries.say("turnover.england", percent(leaving.england));
    entries.say("turnover.weight", percent(leaving.weight));
    entries.say("turnover.rate", percent(leaving.rate));
    entries.set("workforce.leaving.rate_per_year", log_interval(leaving.rate, leaving.sd, 4));
    for (band, share) in Tenure::BANDS.iter().zip(&council.tenure) {
        entries.set(format!("workforce.leaving.tenure.{band}.share"), value(*share, 3));
    }
    let (year, in_post) = (council.evidence.year, council.staff.in_post.value);
    let (rate, source, quality) = match leaving.published(year) {
        Some(rate) => (rate, format!("DfE CSWW {year} (year to 30 September)"), "high"),
        None => (leaving.rate, format!("not published; the rate of leaving as of {year}"), "low"),
    };
    entries.set("past_year.leavers_fte", value(rate * in_post, 1).from(source, quality));
}

/// Weeks to fill a post, left out, so that starters balance leavers, unless there are too few
/// vacancies for that; weeks until a starter's first day; and the cohort of September.
fn write_recruitment(entries: &mut Entries, council: &Council<'_>) {
    let Council { leaving, staff, .. } = council;
    let months = leaving.months_vacant(staff);
    let note = "Hardly a vacancy is published: starters are found before posts fall vacant";
    let soon = |weeks| pert(weeks).judged().note(note);
    entries.set_if(months.is_none(), "workforce.recruitment.weeks_to_fill", soon([1.0, 2.0, 4.0]));
    let words = if let Some(months) = months {
        let long = if months > LONG_EMPTY {
            " That is so long that many of these posts may not be recruited to: check the establishment."
        } else {
            ""
        };
        let months = short(months, 1);
        format!(
            "weeks_to_fill is left out, so that starters balance leavers at the start. Vacancies over leavers are {months} months.{long}"
        )
    } else {
        entries.set("workforce.recruitment.weeks_to_start", soon([0.0, 2.0, 6.0]));
        String::new()
    };
    entries.say("weeks_to_fill", words);
    let range = interval(tenth(0.72 * staff.cohort), tenth(1.39 * staff.cohort).max(0.1), 1);
    let range = if staff.cohort > 0.0 { range } else { value(0.0, 0) };
    let note = format!(
        "{} of starters in England are aged 20 to 29; of {} who start a year here, {}",
        percent(NEWLY_QUALIFIED_STARTERS),
        short(leaving.rate * staff.in_post.value, 1),
        short(staff.cohort, 1)
    );
    let cohort = range.from("judgement from DfE CSWW, starters by age", "low").note(note);
    entries.set("workforce.cohort.joins_each_september", cohort);
}

fn write_movement(entries: &mut Entries, council: &Council<'_>) {
    let movement = &council.movement;
    entries.say("movement", by_year(&movement.own, percent));
    entries.say("movement.weight", percent(movement.weight));
    let (share, sd) = movement.share;
    let (low, high) = movement.spread;
    let (share, spread) = (normal(share, sd, 4), interval(low, high, 3));
    let (share, spread) = if movement.is_judged {
        (share.judged(), spread.judged().note("Too few years are published to tell"))
    } else {
        let source = council.evidence.on_workforce();
        let note =
            "From the robust to the plain standard deviation over council-years, less what comes with posts";
        (share.from(source.clone(), "medium"), spread.from(source, "medium").note(note))
    };
    entries.set("workforce.movement.share_per_year", share);
    entries.set("workforce.movement.sd_per_year", spread);
}

fn write_absence(entries: &mut Entries, council: &Council<'_>) {
    let (absence, published) = (&council.absence, &council.staff.absence);
    entries.say("absence", by_year(&absence.own, |percent| format!("{}%", short(percent, 1))));
    let source = published.source("DfE CSWW");
    let (rate, sd) = absence.usual;
    let usual = share_interval(rate, sd, 4);
    let usual = if absence.is_learned {
        usual.from(council.evidence.on_workforce(), "medium")
    } else {
        usual.from(source.clone(), "low")
    };
    entries
        .set("workforce.absence.rate", usual.note("Empirical Bayes: council within region within England"));
    let (rate, sd) = absence.at_end;
    let at_start = share_interval(rate, sd, 4).from(source, published.quality());
    let at_start = at_start.note("At the end of the year for which it is published");
    entries.set("workforce.absence.at_start", at_start);
}
