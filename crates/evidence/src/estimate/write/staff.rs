//! Staff: how many, in which roles, what they are paid, and the cases they carry.

use crate::estimate::council::Council;
use crate::estimate::entries::{Entries, Entry};
use crate::estimate::evidence::Figure;
use crate::estimate::round::tenth;
use crate::estimate::sourced::{normal, pert, value};
use crate::estimate::workforce::{NOVICE_LOAD, Post, Staff};
use model::figures::{percent, short, whole};

/// The census of social workers.
const CSWW: &str = "DfE CSWW";
/// Roles beside which agency workers stand.
const WITH_AGENCY: [&str; 2] = ["social_worker", "senior_practitioner"];

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let staff = &council.staff;
    say(entries, council);
    let fte_per_person = staff.fte_per_person.sourced(CSWW, 3).note("FTE over people");
    entries.set("workforce.fte_per_person", fte_per_person);
    // Newly qualified workers stand in the posts of social workers.
    if staff.newly_qualified > 0.0 {
        write_role(entries, council, "newly_qualified", &staff.social_worker);
        let number = value(staff.newly_qualified, 1).from(split_by_role(&staff.in_post), "low");
        let number = number.note("Number newly qualified a judgement");
        entries.set("team.social_care.staff.newly_qualified.in_post", number);
    } else {
        leave_out(entries, "newly_qualified");
    }
    for (role, post, others) in staff.by_role() {
        if post.people + post.vacancies + post.agency + others > 0.0 {
            write_role(entries, council, role, post);
            write_posts(entries, staff, role, post, others);
        } else {
            leave_out(entries, role);
        }
    }
}

fn say(entries: &mut Entries, council: &Council<'_>) {
    let (staff, pathway) = (&council.staff, &council.pathway);
    let shares = staff.roles_from.as_ref().map(|roles| roles.source(CSWW));
    let none = || "England's shares of 2019, since no earlier ones are published".into();
    entries.say("roles", shares.unwrap_or_else(none));
    entries.say("case_holders", short(staff.case_holders.value, 1));
    entries.say("agency", short(staff.agency.value, 1));
    entries.say("newly_qualified", short(staff.newly_qualified, 1));
    entries.say("cases.open", whole(pathway.stages().map(|(.., stage)| stage.open).iter().sum()));
    entries.say("load", whole(council.load()));
    entries.say("load.novice", percent(NOVICE_LOAD));
    entries.say("load.carried", short(staff.full_loads(), 1));
    entries.say("load.full", short(council.full_caseload(), 1));
    entries.say("pay", council.pay.words());
    entries.say("pay.source", council.pay.words().replace("\n#", ""));
}

fn leave_out(entries: &mut Entries, role: &str) {
    entries.set(format!("role.{role}"), Entry::Nothing);
    entries.set(format!("team.social_care.staff.{role}"), Entry::Nothing);
}

/// What the role is paid and the cases it carries.
fn write_role(entries: &mut Entries, council: &Council<'_>, role: &str, post: &Post) {
    let staff = &council.staff;
    let at = |name: &str| format!("role.{role}.{name}");
    let points = council.learned.template.numbers(&at("salary.pert"));
    entries.set(at("salary"), pert(council.pay.scaled(points)));
    let source = format!("{}, case-holders by role a judgement", staff.case_holders.source(CSWW));
    let holding = value(post.case_holding, 6).from(source, "medium");
    entries.set_if(post.case_holding > 0.0, at("case_holding"), holding);
    if WITH_AGENCY.contains(&role) {
        let holding = value(staff.agency_case_holding, 6);
        entries.set_if(post.agency > 0.0, at("agency_case_holding"), holding);
    }
    let full = council.full_caseload();
    let holds_cases = post.case_holding > 0.0 || post.agency > 0.0;
    entries.set_if(holds_cases, at("full_caseload"), normal(full, 0.04 * full, 2));
    if role == "team_manager" && staff.senior_practitioner.people <= 0.0 {
        entries.set(at("promoted_from"), Entry::Text("social_worker"));
    }
}

/// Posts and people of a role; `others` are staff of other roles in its posts.
fn write_posts(entries: &mut Entries, staff: &Staff, role: &str, post: &Post, others: f64) {
    let at = |name: &str| format!("team.social_care.staff.{role}.{name}");
    let establishment = value(tenth(post.people + others + post.vacancies), 1);
    let establishment = establishment.from(split_by_role(&staff.in_post), "low");
    entries.set(at("establishment"), establishment.note(format!("{} vacant", short(post.vacancies, 1))));
    let is_own = staff.roles_from.as_ref().is_some_and(Figure::is_own);
    let quality = if others > 0.0 {
        "medium"
    } else if is_own {
        "high"
    } else {
        "low"
    };
    entries.set(at("in_post"), value(post.people, 1).from(staff.in_post.source(CSWW), quality));
    if WITH_AGENCY.contains(&role) {
        let agency = value(post.agency, 1).from(split_by_role(&staff.agency), "low");
        entries.set_if(post.agency > 0.0, at("agency"), agency);
    }
}

/// The source of a published figure that is split by role.
fn split_by_role(figure: &Figure) -> String {
    format!("{}; split by role a judgement", figure.source(CSWW))
}
