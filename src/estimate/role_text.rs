//! Roles as they stand in a scenario: what they are paid, and the cases they carry.

use std::fmt::Write as _;

use super::Estimator;
use super::evidence::Evidence;
use super::gaps::Gaps;
use super::pathway::Pathway;
use super::text::{Sourced, comment, normal, value};
use super::workforce::{NOVICE_LOAD, PROMOTED_TO_MANAGER, PROMOTED_TO_SENIOR, Post, Staff};
use crate::figures::{percent, short, whole};
use crate::published::Year;

/// Middle of the weight of a case in each stage of the template: assessment,
/// child in need, child protection, looked after.
const WEIGHTS: [f64; 4] = [1.0, 0.9, 1.3, 1.0];
/// Rise of the pay scale a year before and after the year of the pay points.
const PAY_RISE: f64 = 1.035;
/// The year of the pay points.
const PAY_YEAR: Year = 2023;

impl Estimator {
    pub(super) fn write_roles(
        &self,
        gaps: &mut Gaps,
        evidence: &Evidence<'_>,
        pathway: &Pathway,
        staff: &Staff,
    ) {
        let stages = [pathway.assessment, pathway.need, pathway.protection, pathway.care];
        let load: f64 = stages.iter().zip(WEIGHTS).map(|(stage, weight)| stage.open * weight).sum();
        let full = load / staff.full_loads();
        gaps.set(
            "capacity.comment",
            comment(&format!(
                "{} cases weigh {} standard cases; those who hold cases, less absence and newly qualified workers at {} of a full \
                 load, are {} FTE; so {} cases are a full load.",
                whole(stages.iter().map(|stage| stage.open).sum()),
                whole(load),
                percent(NOVICE_LOAD),
                short(staff.full_loads(), 1),
                short(full, 1)
            ))
            .trim_start_matches("# ")
            .to_owned(),
        );
        let region =
            self.known.area(evidence.council).region.map(|region| self.known.area(region).name.clone());
        let london = if region.as_deref() == Some("London") { 1.15 } else { 1.0 };
        let pay = PAY_RISE.powi(i32::from(self.year) - i32::from(PAY_YEAR)) * london;
        let mut words = String::new();
        if self.year != PAY_YEAR {
            let way = if self.year < PAY_YEAR { "taken back" } else { "raised" };
            write!(words, ",\n# {way} by 3.5% a year to {}", self.year).expect("a string takes any text");
        }
        if london > 1.0 {
            words.push_str(",\n# and 15% more in London (judgement)");
        }
        gaps.set("pay.comment", words);
        gaps.set("roles", roles(staff, full, pay));
    }
}

/// A role of the template: name, title, pay range in pounds, and what comes after.
struct RoleText {
    name: &'static str,
    title: &'static str,
    pay: [f64; 3],
    point: &'static str,
    more: String,
}

fn roles(staff: &Staff, full: f64, pay: f64) -> String {
    let has = |post: &Post| post.people + post.vacancies + post.agency > 0.0;
    let promoted = |from: &str, share: f64| {
        let range = Sourced {
            value: format!(
                "pert = [{}, {}, {}]",
                short(share - 0.2, 1),
                short(share, 1),
                short(share + 0.2, 1)
            ),
            source: "judgement",
            quality: "low",
            note: String::new(),
        };
        format!("promoted_from   = \"{from}\"\npromotion_share = {}\n", range.toml())
    };
    let mut list = Vec::new();
    if staff.newly_qualified > 0.0 {
        list.push((
            &staff.social_worker,
            RoleText {
                name: "newly_qualified",
                title: "Newly qualified",
                pay: [32_000.0, 32_076.0, 36_000.0],
                point: "point 23",
                more: "starting_share  = { beta = { mean = 0.7, sd = 0.138 }, source = \"Devon FOI on caseloads (0.6 in the first year)\", quality = \"low\", note = \"Promised protection is often not given (Community Care, 13 June 2018)\" }\n\
                       months_to_full  = { pert = [6, 12, 24], source = \"judgement\", quality = \"low\", note = \"The assessed and supported year is 12 months; DfE has proposed 24\" }\n\
                       fills_posts_of  = \"social_worker\"\n\
                       becomes         = \"social_worker\"\n\
                       becomes_after_months = { value = 12, source = \"Assessed and supported year in employment (ASYE), Skills for Care\", quality = \"high\" }\n\
                       newly_qualified = true\n"
                    .into(),
            },
        ));
    }
    for (post, role) in [
        (
            &staff.social_worker,
            RoleText {
                name: "social_worker",
                title: "Social worker",
                pay: [35_000.0, 38_223.0, 43_500.0],
                point: "point 30",
                more: String::new(),
            },
        ),
        (
            &staff.senior_practitioner,
            RoleText {
                name: "senior_practitioner",
                title: "Senior practitioner",
                pay: [40_000.0, 43_421.0, 48_500.0],
                point: "point 35",
                more: promoted("social_worker", PROMOTED_TO_SENIOR),
            },
        ),
        (
            &staff.without_cases,
            RoleText {
                name: "without_cases",
                title: "Qualified, without cases",
                pay: [38_500.0, 43_421.0, 48_500.0],
                point: "point 35",
                more: String::new(),
            },
        ),
        (
            &staff.team_manager,
            RoleText {
                name: "team_manager",
                title: "Team manager",
                pay: [46_500.0, 51_515.0, 56_500.0],
                point: "point 43",
                more: manager(staff, &promoted),
            },
        ),
        (
            &staff.senior_manager,
            RoleText {
                name: "senior_manager",
                title: "Middle and senior manager",
                pay: [57_000.0, 65_000.0, 80_000.0],
                point: "above the points at hand",
                more: String::new(),
            },
        ),
    ] {
        // The posts of social workers are those of newly qualified workers too.
        if has(post) || (role.name == "social_worker" && staff.newly_qualified > 0.0) {
            list.push((post, role));
        }
    }
    let blocks: Vec<String> =
        list.iter().map(|(post, role)| role_block(staff, post, role, full, pay)).collect();
    blocks.join("\n\n")
}

fn manager(staff: &Staff, promoted: &dyn Fn(&str, f64) -> String) -> String {
    let from = if staff.senior_practitioner.people > 0.0 { "senior_practitioner" } else { "social_worker" };
    format!("{}manages         = true\n", promoted(from, PROMOTED_TO_MANAGER))
}

fn role_block(staff: &Staff, post: &Post, role: &RoleText, full: f64, pay: f64) -> String {
    let pounds = role.pay.map(|point| short((point * pay / 10.0).round() * 10.0, 0));
    let salary = Sourced {
        value: format!("pert = [{}]", pounds.join(", ")),
        source: "NJC pay scale 2023-24 (Community Care, 16 May 2024)",
        quality: "low",
        note: format!("{}; point by role a judgement", capital(role.point)),
    };
    let mut text = format!(
        "[role.{}]\ntitle           = \"{}\"\nsalary          = {}\n",
        role.name,
        role.title,
        salary.toml()
    );
    let mut add = |line: String| writeln!(text, "{line}").expect("a string takes any text");
    let holds_cases = post.case_holding > 0.0 || post.agency > 0.0;
    if post.case_holding > 0.0 {
        let source = format!("{}, case-holders by role a judgement", staff.case_holders.source("DfE CSWW"));
        add(format!(
            "case_holding    = {}",
            Sourced {
                value: value(post.case_holding, 6),
                source: &source,
                quality: "medium",
                note: String::new()
            }
            .toml()
        ));
    }
    if post.agency > 0.0 && role.name != "newly_qualified" {
        let range = Sourced {
            value: value(staff.agency_case_holding, 6),
            source: "judgement",
            quality: "low",
            note: "Agency workers are engaged for cases".into(),
        };
        add(format!("agency_case_holding = {}", range.toml()));
    }
    if holds_cases {
        let range = Sourced {
            value: normal(full, 0.04 * full, 2),
            source: "judgement",
            quality: "low",
            note: "Such that load equals capacity at the start".into(),
        };
        add(format!("full_caseload   = {}", range.toml()));
    }
    text.push_str(&role.more);
    text.trim_end().to_owned()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
