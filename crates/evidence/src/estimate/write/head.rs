//! The head of the file: what stands in for what is missing, the opening state and the balance of cases.

use crate::estimate::council::Council;
use crate::estimate::entries::{Entries, Entry};
use crate::estimate::evidence::{Figure, Origin};
use crate::estimate::pathway::Pathway;
use crate::estimate::workforce::Staff;
use model::figures::{percent, short, whole};

/// What changes slowly, as `[figures]` names it.
const SHAPES: &str = "sources, seasons and durations";
/// Fewer staff than this are too few for shares and ranges to say much.
const FEW: f64 = 30.0;

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let year = council.evidence.year;
    entries.say("area", council.title());
    entries.say("year", year.to_string());
    entries.say("year.next", (year + 1).to_string());
    entries.say("year.target", (year + 2).to_string());
    entries.say("version", env!("CARGO_PKG_VERSION"));
    entries.set("start", Entry::Day(format!("{year}-09-30")));
    write_days(entries, council);
    entries.say("fallbacks", fallbacks(&council.figures()));
    entries.say("opening", opening(&council.staff));
    let pathway = &council.pathway;
    entries.say("balance", balance(pathway));
    entries.say("cases", whole(pathway.cases.value));
    entries.say("cases.source", pathway.cases.source("DfE CSWW"));
    entries.say("care", whole(pathway.published_care.value));
    entries.say("protection", whole(pathway.published_protection.value));
    entries.say("need_plans", whole(pathway.need_plans));
    entries.say("need_plans.source", pathway.need_plans_source.clone());
    entries.say("agreement", agreement(pathway));
}

/// Of when the figures are; of several the oldest.
fn write_days(entries: &mut Entries, council: &Council<'_>) {
    let Council { evidence, staff, referrals, pathway, in_need, .. } = council;
    let oldest =
        |figures: &[&Figure]| figures.iter().map(|figure| figure.year).min().unwrap_or(evidence.year);
    let of_staff =
        oldest(&[&staff.in_post, &staff.vacancies, &staff.agency, &staff.case_holders, &pathway.cases]);
    let of_children =
        oldest(&[&referrals.all, &pathway.published_care, &pathway.published_protection, in_need]);
    let of_shapes = oldest(&[
        &referrals.source_shares,
        &pathway.assessment_source,
        &pathway.protection_source,
        &pathway.need_plans_from,
    ]);
    let months_to = evidence.data.referrals_by_month.last_year().unwrap_or(evidence.year);
    let shapes = format!("figures.{SHAPES}");
    for (key, year, day) in [
        ("figures.staff", of_staff, "09-30"),
        ("figures.children", of_children, "03-31"),
        ("figures.pay", evidence.year, "04-01"),
        (&shapes, of_shapes.min(months_to), "03-31"),
    ] {
        entries.set(key, Entry::Day(format!("{year}-{day}")));
    }
}

/// What the council lacks.
fn fallbacks(figures: &[Figure]) -> String {
    let parts: Vec<String> = [
        (Origin::Earlier, "an earlier year of its own for"),
        (Origin::Neighbours, "its statistical neighbours for"),
        (Origin::Region, "its region for"),
        (Origin::England, "England for"),
    ]
    .into_iter()
    .filter_map(|(origin, words)| {
        let names: Vec<&str> =
            figures.iter().filter(|figure| figure.origin == origin).map(|figure| figure.name).collect();
        (!names.is_empty()).then(|| format!("{words} {}", names.join(", ")))
    })
    .collect();
    if parts.is_empty() {
        "The council has a published figure of its own for all that is taken from publications.".to_owned()
    } else {
        format!("Where the council has no newest figure of its own, there stands in: {}.", parts.join("; "))
    }
}

fn opening(staff: &Staff) -> String {
    let line = |what: &str, figure: &Figure, more: &str| {
        format!("   {what:14} {:>8} FTE   {}{more}", short(figure.value, 1), figure.source("DfE CSWW"))
    };
    let (in_post, vacancies, agency) = (staff.in_post.value, staff.vacancies.value, staff.agency.value);
    let vacant = format!("; {} of posts", percent(vacancies / (vacancies + in_post)));
    let from_agencies = format!("; {} of staff", percent(agency / (agency + in_post)));
    let mut lines = vec![
        line("in post", &staff.in_post, ""),
        line("vacancies", &staff.vacancies, &vacant),
        line("agency", &staff.agency, &from_agencies),
        line("case-holders", &staff.case_holders, "; agency workers included"),
    ];
    if in_post < FEW {
        lines.push(
            "So few that one person more or less is a large change: read the ranges as orders of magnitude."
                .into(),
        );
    }
    lines.join("\n")
}

/// The stages with their flows.
fn balance(pathway: &Pathway) -> String {
    let mut lines = vec!["   stage               entries      open   mean stay, months".to_owned()];
    lines.extend(pathway.stages().map(|(_, name, stage)| {
        let (entries, open) = (whole(stage.entries), whole(stage.open));
        format!("   {name:16} {entries:>10} {open:>9}   {:>6}", short(stage.months(), 1))
    }));
    let sum = pathway.assessment.open + pathway.need.open + pathway.protection.open + pathway.care.open;
    lines.push(format!("   {:16} {:>10} {:>9}", "all", "", whole(sum)));
    lines.join("\n")
}

/// Whether what is published agrees with the cases held, and what was made of it.
fn agreement(pathway: &Pathway) -> String {
    let own = whether_it_adds_up(pathway);
    if pathway.direct <= 0.0 {
        return own;
    }
    format!(
        "{own}\n\nFar more children begin to be looked after here ({}) than protection plans would lead to ({} begun). {} a year are \
         taken to come by no path through the service, as unaccompanied children do.",
        whole(pathway.care_started.value),
        whole(pathway.protection_started.value),
        whole(pathway.direct)
    )
}

fn whether_it_adds_up(pathway: &Pathway) -> String {
    if pathway.is_scaled() {
        let published = pathway.published_care.value + pathway.published_protection.value;
        return format!(
            "THIS DOES NOT ADD UP: social workers hold fewer cases than there would be with all {} looked after and on protection \
             plans, assessments and child-in-need plans. So {} of protection plans and looked-after children are taken to be held \
             by the social workers who are counted, and these stages stand at that share of the published numbers. Put your own \
             numbers in if you know who holds the others.",
            whole(published),
            percent(pathway.scaled_by)
        );
    }
    format!(
        "The stage \"{}\" is what the cases held leave: {}, beside {} child-in-need plans. It includes whatever else social workers \
         hold, such as care leavers and disabled children.",
        pathway.need_title(),
        whole(pathway.need.open),
        whole(pathway.need_plans)
    )
}
