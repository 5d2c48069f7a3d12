//! How a council's figures change from year to year, and what may have become of them at the start.

use crate::estimate::council::Council;
use crate::estimate::council_changes::{Changes, MOST_DEVIATION, Moved};
use crate::estimate::entries::Entries;
use crate::estimate::sourced::{Number, Sourced, interval, log_interval, normal, share_interval, value};
use crate::estimate::variance_components::Deviation;
use model::figures::{percent, whole};

/// How unsure England's growth is.
const TREND_SD: f64 = 0.015;
/// Spreads are known no better than this, on the log scale.
const LEAST_TAILS: f64 = 0.15;
/// However a quantity swings, its spread is no larger.
const MOST_SPREAD: f64 = 0.8;
/// A smaller spread or uncertainty is none.
const LEAST_SPREAD: f64 = 0.001;
/// How far an elasticity may be off, to each side.
const ELASTICITY_REACH: f64 = 0.15;

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let (changes, learned) = (council.changes(), &council.learned.changes);
    entries.say("on_children", changes.on_children());
    entries.say("on_workforce", council.evidence.on_workforce());
    write_stages(entries, council);

    let returning = changes.returning(&council.referrals.rereferred);
    write_changes(entries, "environment.rereferral", &returning.changes);
    let share = share_interval(returning.at_start, returning.sd, 4);
    entries.set("demand.rereferral.share_within_12_months", share);

    let published = &council.in_need;
    let in_need = changes.in_need(published);
    write_changes(entries, "demand.children_in_need.changes", &in_need.changes);
    let source = format!("{}, at 31 March", published.source("DfE CIN census"));
    let number = children(&in_need).from(source, published.quality()).note(what_since(published.value));
    entries.set("demand.children_in_need.at_start", number);
    entries.set("demand.children_in_need.follows_cases", elasticity(learned.need_follows));

    write_changes(entries, "environment.case_holding", &changes.case_holding());
    let (of_staff, of_cases) = learned.holding_follows;
    entries.set("workload.case_holding.follows_cases", elasticity(of_cases));
    entries.set("workload.case_holding.follows_staff", elasticity(of_staff));

    write_changes(entries, "environment.establishment", &changes.posts());
    entries.set("workforce.posts.with_people", elasticity(learned.with_people));
    let agency = changes.agency();
    let quality = if agency.sd < LEAST_SPREAD { "low" } else { "medium" };
    let note = "How far the share of agency workers stands above the council's level, from all its years";
    let agency = at_start(agency).from(council.evidence.on_workforce(), quality).note(note);
    entries.set("environment.agency.swing_at_start", agency);
}

/// Plans and care as they were published and may have become since, and how all stays change.
fn write_stages(entries: &mut Entries, council: &Council<'_>) {
    let (changes, pathway) = (council.changes(), &council.pathway);
    let scaled = pathway.is_scaled();
    let times = if scaled { format!(", times {}", percent(pathway.scaled_by)) } else { String::new() };
    for (name, moved, stage, figure, release) in [
        (
            "child_protection",
            changes.protection(),
            pathway.protection,
            &pathway.published_protection,
            "DfE CIN census",
        ),
        ("looked_after", changes.care(), pathway.care, &pathway.published_care, "DfE CLA"),
    ] {
        let source = format!("{}, at 31 March{times}", figure.source(release));
        let quality = if scaled { "low" } else { figure.quality() };
        let open = children(&moved).from(source, quality).note(what_since(stage.open));
        entries.set(format!("stage.{name}.open"), open);
        write_changes(entries, &format!("stage.{name}.stay_changes"), &moved.changes);
    }
    write_changes(entries, "stage.child_in_need.stay_changes", &changes.need());
}

/// The numbers of a factor that changes over time.
fn write_changes(entries: &mut Entries, table: &str, changes: &Changes) {
    let Changes { components, deviation, trend, source } = changes;
    let judged = components.changes == 0;
    let of_changes = if judged {
        "Too few years are published to tell".to_owned()
    } else {
        format!("{} yearly changes of councils", whole(components.changes as f64))
    };
    let sourced = |number: Number, note: &str| -> Sourced {
        if judged { number.judged() } else { number.from(source, "medium") }.note(note)
    };
    let spread = |variance: f64| match variance.sqrt().min(MOST_SPREAD) {
        sd if sd < LEAST_SPREAD => value(0.0, 0),
        sd => log_interval(sd, components.tails.max(LEAST_TAILS), 3),
    };
    let mut line = |name: &str, number, note: &str| {
        entries.set(format!("{table}.{name}"), sourced(number, note));
    };
    if let Some(trend) = trend {
        let note = "Half of England's growth of the last years: it may not last";
        line("trend_per_year", normal(*trend, TREND_SD, 4), note);
    }
    line("drift_sd_per_year", spread(components.drift), &of_changes);
    line("swing_sd", spread(components.swing), &of_changes);
    line("swing_persistence_per_year", value(components.persistence, 2), &of_changes);
    let above = if deviation.sd < LEAST_SPREAD {
        "It drifts, and has no usual level to come back to"
    } else {
        "How far the start stands above the council's level, from all its years"
    };
    line("swing_at_start", at_start(*deviation), above);
}

/// How far the start stands above the usual level; nil where there is no such level.
fn at_start(deviation: Deviation) -> Number {
    if deviation.sd < LEAST_SPREAD {
        return value(0.0, 0);
    }
    let mean = deviation.mean.clamp(-MOST_DEVIATION, MOST_DEVIATION);
    normal(mean, deviation.sd.min(MOST_SPREAD), 3)
}

/// The published number, and why the range is another.
fn what_since(published: f64) -> String {
    format!("Published: {}; the range is what may have become of it since", whole(published))
}

/// The range of a number of children, as exact as that is worth.
fn children(moved: &Moved) -> Number {
    const MANY: f64 = 50.0;
    log_interval(moved.at_start, moved.sd, if moved.at_start >= MANY { 0 } else { 2 })
}

/// How one thing follows another, within 0 and 1.
fn elasticity(middle: f64) -> Number {
    interval((middle - ELASTICITY_REACH).max(0.0), (middle + ELASTICITY_REACH).min(1.0), 2)
}
