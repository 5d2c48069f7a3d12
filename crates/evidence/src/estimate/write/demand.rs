//! Who asks for help: how many, when, and how many come back.

use crate::estimate::council::Council;
use crate::estimate::demand::{GROUPS, Season};
use crate::estimate::entries::{Entries, Entry};
use crate::estimate::evidence::Figure;
use crate::estimate::sourced::{interval, log_interval, normal, value};
use crate::published::Year;
use model::calendar::MONTH_NAMES;
use model::figures::{percent, short, whole};

const CIN: &str = "DfE CIN census";

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let Council { evidence, referrals, season, pathway, .. } = council;
    let months_to = evidence.data.referrals_by_month.last_year().unwrap_or(evidence.year);
    write_level(entries, council);
    write_sources(entries, council);
    write_season(entries, season, months_to);
    entries.say("rereferrals", percent(referrals.rereferred.value));
    entries.say("rereferrals.source", referrals.rereferred.source(CIN));
    entries.say("returning", percent(pathway.returning));
    for (name, share, from) in [
        ("referrals", 1.0, &referrals.all),
        ("rereferrals", referrals.rereferred.value, &referrals.rereferred),
    ] {
        // What is older is no figure of the past year.
        if from.year + 1 < evidence.year {
            entries.set(format!("past_year.{name}"), Entry::Nothing);
            continue;
        }
        let past = Figure { value: (share * referrals.all.value).round(), ..from.clone() };
        entries.set(format!("past_year.{name}"), past.sourced(CIN, 0).note("Year to 31 March"));
    }
}

fn write_level(entries: &mut Entries, council: &Council<'_>) {
    let demand = council.learned.environment.demand_at(council.evidence.data, council.evidence.council);
    let (years, sd) = council.referrals.since(council.evidence.year, &demand);
    entries.say("level.year", council.referrals.all.year.to_string());
    let before = if years > 1.0 { format!("{} years", short(years, 0)) } else { "a year".into() };
    entries.say("level.before", before);
    entries.set("demand.level", log_interval(1.0, sd, 3));
}

fn write_sources(entries: &mut Entries, council: &Council<'_>) {
    let Council { referrals, pathway, .. } = council;
    let (all, ended) = (&referrals.all, &referrals.no_further_action);
    entries.say("referrals", whole(all.value));
    entries.say("referrals.source", all.source(CIN));
    entries.say("referrals.shares", referrals.source_shares.source(CIN));
    entries.say("referrals.ended", percent(ended.value));
    entries.say("referrals.ended.source", ended.source(CIN));
    let assessed = 1.0 - ended.value;
    let left = (all.value - pathway.direct) / all.value;
    let source = format!("{}, by the source shares of {}", all.source(CIN), referrals.source_shares.year);
    for (name, count) in GROUPS.iter().zip(&referrals.by_source) {
        let path = format!("demand.source.{name}");
        if *count <= 0.0 {
            entries.set(path, Entry::Nothing);
            continue;
        }
        let per_year = value(count * left, 1).from(&source, all.quality());
        entries.set(format!("{path}.per_year"), per_year);
        let enters = value(assessed, 5).from(ended.source(CIN), ended.quality());
        entries.set(format!("{path}.enters.assessment"), enters);
    }
    let direct = normal(pathway.direct, 0.15 * pathway.direct, 0);
    if pathway.direct > 0.0 {
        entries.set("demand.source.direct.per_year", direct);
    } else {
        entries.set("demand.source.direct", Entry::Nothing);
    }
}

/// The months of the year, and what of them is noise.
fn write_season(entries: &mut Entries, season: &Season, months_to: Year) {
    let source = format!("Own calculation from DfE CIN, referrals by month to March {months_to}");
    let whose = if season.own_noise {
        "The council's own months against their season, half way to the typical council's"
    } else {
        "The typical council's, since its own months are not published"
    };
    entries.say("noise", format!("{whose}; chance, drift and swing within the year are taken out."));
    let quality = if season.own_noise { "medium" } else { "low" };
    let noise = interval(0.7 * season.noise_cv, 1.35 * season.noise_cv, 3);
    entries.set("demand.noise_cv", noise.from(&source, quality));
    entries.say("on_months", source);
    let words = if season.own_years > 0 && season.weight < 0.005 {
        format!(
            "England's season: the council's own {} complete years differ from it by no more than chance makes councils differ.",
            season.own_years
        )
    } else if season.own_years > 0 {
        format!(
            "England's season, drawn towards the council's own {} complete years: its months weigh {}.",
            season.own_years,
            percent(season.weight)
        )
    } else {
        "England's season, since the council's own months are not published.".into()
    };
    entries.say("season", words);
    for (at, name) in MONTH_NAMES.iter().enumerate() {
        // The season begins in April.
        let (index, error) = season.months[(at + 9) % 12];
        entries.set(format!("demand.season.{}", name.to_lowercase()), normal(index, error, 3));
    }
}
