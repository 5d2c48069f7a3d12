//! The stages of a case: how many are open, how long they last, where they lead.

use crate::estimate::council::Council;
use crate::estimate::entries::{Entries, Entry};
use crate::estimate::pathway::{ASSESSMENT_DAYS, PROTECTION_MONTHS};
use crate::estimate::round::split;
use crate::estimate::sourced::{normal, value};
use model::figures::{percent, short, whole};

const CIN: &str = "DfE CIN census";

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let pathway = &council.pathway;
    entries.say("assessment.entries", whole(pathway.assessment.entries));
    entries.say("assessment.days", short(pathway.assessment_days, 1));
    entries.say("assessment.source", pathway.assessment_source.source(CIN));
    entries.say("protection.source", pathway.protection_source.source(CIN));
    entries.set("stage.assessment.open", value(pathway.assessment.open, 0));
    write_bands(entries, "assessment", &ASSESSMENT_DAYS, &pathway.assessment_bands);
    write_bands(entries, "child_protection", &PROTECTION_MONTHS, &pathway.protection_bands);

    entries.set("stage.child_in_need.title", Entry::Text(pathway.need_title()));
    let (words, source) = if pathway.is_scaled() {
        (
            "Published or estimated child-in-need plans, at the share that is held (see the head of this file).",
            format!("{}, times {}", pathway.need_plans_source, percent(pathway.scaled_by)),
        )
    } else {
        (
            "What the cases held leave (see the head of this file).",
            format!(
                "{} less assessments, protection plans and looked after",
                pathway.cases.source("DfE CSWW")
            ),
        )
    };
    entries.say("need", words);
    entries.set("stage.child_in_need.open", value(pathway.need.open, 0).from(source, "medium"));
    write_exits(entries, council);
}

/// Exits to stages, each a range about its share.
fn write_exits(entries: &mut Entries, council: &Council<'_>) {
    let exits = &council.pathway.exits;
    for (from, to, share) in [
        ("assessment", "child_in_need", exits.assessment_to_need),
        ("assessment", "child_protection", exits.assessment_to_protection),
        ("assessment", "looked_after", exits.assessment_to_care),
        ("child_in_need", "child_protection", exits.need_to_protection),
        ("child_in_need", "looked_after", exits.need_to_care),
        ("child_protection", "looked_after", exits.protection_to_care),
        ("child_protection", "child_in_need", exits.protection_to_need),
        ("looked_after", "child_in_need", exits.care_to_need),
    ] {
        // A large share is better known than a small one.
        let sd = if share > 0.15 { 0.08 * share } else { 0.2 * share };
        entries.set_if(share > 0.0005, format!("stage.{from}.exits.{to}"), normal(share, sd, 5));
    }
}

/// Bands of durations: shares of four decimals that add up to one.
fn write_bands(entries: &mut Entries, stage: &str, ends: &[f64], shares: &[f64]) {
    let parts = split(shares, 10_000);
    let bands = ends.iter().zip(parts).filter(|(_, part)| *part > 0);
    let bands = bands.map(|(end, part)| (*end, part as f64 / 10_000.0)).collect();
    entries.set(format!("stage.{stage}.duration.shape.bands"), Entry::Bands(bands));
}
