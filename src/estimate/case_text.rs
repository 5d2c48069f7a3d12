//! Demand, stages and the roles that carry them, as they stand in a scenario.

use std::fmt::Write as _;

use super::Estimator;
use super::demand::{GROUPS, Referrals, Season};
use super::environment::{DEMAND_PERSISTENCE, NOISE_IN_YEARS};
use super::evidence::{Evidence, Figure};
use super::gaps::Gaps;
use super::pathway::{ASSESSMENT_DAYS, PROTECTION_MONTHS, Pathway};
use super::shrinkage::yearly_mean_share;
use super::text::{Sourced, comment, figure, interval, log_interval, normal, value};
use super::workforce::Staff;
use crate::calendar::MONTH_NAMES;
use crate::figures::{percent, short, whole};
use crate::published::{AreaId, Year};

const CIN: &str = "DfE CIN census";

impl Estimator {
    pub(super) fn write_cases(
        &self,
        gaps: &mut Gaps,
        evidence: &Evidence<'_>,
        referrals: &Referrals,
        season: &Season,
        pathway: &Pathway,
        staff: &Staff,
    ) {
        gaps.set("balance", balance(referrals, pathway));
        let months_to = self.known.referrals_by_month.last_year().unwrap_or(self.year);
        write_noise(gaps, season, months_to);
        self.write_level(gaps, evidence.council, referrals);
        gaps.set("sources", sources(referrals, pathway));
        write_season(gaps, season, months_to);
        write_returning(gaps, referrals, pathway);
        write_stages(gaps, pathway);
        self.write_roles(gaps, evidence, pathway, staff);
        let past = |share: f64, from: &Figure| Figure {
            value: (share * referrals.all.value).round(),
            ..from.clone()
        };
        gaps.set("past.referrals", figure(&past(1.0, &referrals.all), CIN, 0, "Year to 31 March"));
        gaps.set(
            "past.rereferrals",
            figure(&past(referrals.rereferred.value, &referrals.rereferred), CIN, 0, "Year to 31 March"),
        );
    }

    /// Referrals of a year to March are centred a year before the start: what
    /// they have drifted since is not known, nor what of that year was a swing or noise.
    fn write_level(&self, gaps: &mut Gaps, council: AreaId, referrals: &Referrals) {
        let demand = self.environment.demand_at(&self.known, council);
        let years = f64::from(self.year - referrals.all.year) + 1.0;
        let variance = demand.drift_sd.powi(2) * (years - 1.0 / 6.0)
            + (demand.swing_sd * yearly_mean_share(DEMAND_PERSISTENCE)).powi(2)
            + NOISE_IN_YEARS / 2.0;
        gaps.set(
            "level.comment",
            comment(&format!(
                "The referrals below are those of the year to March {}, {} before the start on average. Their level now is \
                 not known: drift since then, and what of that year was a swing or noise.",
                referrals.all.year,
                if years > 1.0 { format!("{} years", short(years, 0)) } else { "a year".into() }
            )),
        );
        let range = Sourced {
            value: log_interval(1.0, variance.sqrt(), 3),
            source: "Own calculation from [environment.demand]",
            quality: "medium",
            note: String::new(),
        };
        gaps.set("level", range.toml());
    }
}

/// The stages with their flows, as a comment.
fn balance(referrals: &Referrals, pathway: &Pathway) -> String {
    let mut lines = vec!["#   stage               entries      open   mean stay, months".to_owned()];
    for (name, stage) in [
        ("assessment", pathway.assessment),
        ("child in need", pathway.need),
        ("protection plan", pathway.protection),
        ("looked after", pathway.care),
    ] {
        lines.push(format!(
            "#   {name:16} {:>10} {:>9}   {:>6}",
            whole(stage.entries),
            whole(stage.open),
            short(stage.months(), 1)
        ));
    }
    let sum = pathway.assessment.open + pathway.need.open + pathway.protection.open + pathway.care.open;
    lines.push(format!("#   {:16} {:>10} {:>9}", "all", "", whole(sum)));
    let mut text = lines.join("\n");
    let published = pathway.published_care.value + pathway.published_protection.value;
    let mut add = |words: String| {
        text.push_str("\n#\n");
        text.push_str(&comment(&words));
    };
    add(format!(
        "{} cases were held by social workers ({}). Published beside them: {} looked after, {} on protection plans; child-in-need \
         plans {} ({}). Referrals {}, no further action {}.",
        whole(pathway.cases.value),
        pathway.cases.source("DfE CSWW"),
        whole(pathway.published_care.value),
        whole(pathway.published_protection.value),
        whole(pathway.need_plans),
        pathway.need_plans_source,
        whole(referrals.all.value),
        percent(referrals.no_further_action.value)
    ));
    if pathway.is_scaled() {
        add(format!(
            "THIS DOES NOT ADD UP: social workers hold fewer cases than there would be with all {} looked after and on protection \
             plans, assessments and child-in-need plans. So {} of protection plans and looked-after children are taken to be held \
             by the social workers who are counted, and these stages stand at that share of the published numbers. Put your own \
             numbers in if you know who holds the others.",
            whole(published),
            percent(pathway.scaled_by)
        ));
    } else {
        add(format!(
            "The stage \"{}\" is what the cases held leave: {}, beside {} child-in-need plans. It includes whatever else social workers \
             hold, such as care leavers and disabled children.",
            need_title(pathway),
            whole(pathway.need.open),
            whole(pathway.need_plans)
        ));
    }
    if pathway.direct > 0.0 {
        add(format!(
            "Far more children begin to be looked after here ({}) than protection plans would lead to ({} begun). {} a year are \
             taken to come by no path through the service, as unaccompanied children do.",
            whole(pathway.care_started.value),
            whole(pathway.protection_started.value),
            whole(pathway.direct)
        ));
    }
    text
}

fn write_noise(gaps: &mut Gaps, season: &Season, months_to: Year) {
    let whose = if season.own_noise {
        "The council's own months against their season, half way to the typical council's"
    } else {
        "The typical council's, since its own months are not published"
    };
    gaps.set(
        "noise.comment",
        comment(&format!("{whose}; chance, drift and swing within the year are taken out.")),
    );
    let range = Sourced {
        value: interval(0.7 * season.noise_cv, 1.35 * season.noise_cv, 3),
        source: &format!("Own calculation from DfE CIN, referrals by month to March {months_to}"),
        quality: if season.own_noise { "medium" } else { "low" },
        note: String::new(),
    };
    gaps.set("noise", range.toml());
}

fn sources(referrals: &Referrals, pathway: &Pathway) -> String {
    let assessed = 1.0 - referrals.no_further_action.value;
    let mut text = comment(&format!(
        "{} referrals ({}), by the shares of sources of {}. {} had no further action ({}); all others are assessed.",
        whole(referrals.all.value),
        referrals.all.source(CIN),
        referrals.source_shares.source(CIN),
        percent(referrals.no_further_action.value),
        referrals.no_further_action.source(CIN)
    ));
    text.push('\n');
    let left = (referrals.all.value - pathway.direct) / referrals.all.value;
    let source =
        format!("{}, by the source shares of {}", referrals.all.source(CIN), referrals.source_shares.year);
    for ((name, title), count) in GROUPS.iter().zip(&referrals.by_source) {
        if *count <= 0.0 {
            continue;
        }
        let per_year = Sourced {
            value: value(count * left, 1),
            source: &source,
            quality: referrals.all.quality(),
            note: String::new(),
        };
        let enters = Sourced {
            value: value(assessed, 5),
            source: &referrals.no_further_action.source(CIN),
            quality: referrals.no_further_action.quality(),
            note: String::new(),
        };
        write!(
            text,
            "\n[demand.source.{name}]\ntitle    = \"{title}\"\nper_year = {}\nenters   = {{ assessment = {} }}\n",
            per_year.toml(),
            enters.toml()
        )
        .expect("a string takes any text");
    }
    if pathway.direct > 0.0 {
        let per_year = Sourced {
            value: normal(pathway.direct, 0.15 * pathway.direct, 0),
            source: "judgement from DfE CLA and CIN: starts of being looked after beyond what protection plans lead to",
            quality: "low",
            note: "Unaccompanied children, mostly".into(),
        };
        write!(
            text,
            "\n[demand.source.direct]\ntitle    = \"Looked after at once\"\nper_year = {}\nenters   = {{ looked_after = 1 }}\nreferral = true\n\
             takes_returns = false\n# They do not follow the school year.\nseason   = {{}}\n",
            per_year.toml()
        )
        .expect("a string takes any text");
    }
    text.trim_end().to_owned()
}

fn write_season(gaps: &mut Gaps, season: &Season, months_to: Year) {
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
    gaps.set("season.comment", comment(&words));
    let source = format!("Own calculation from DfE CIN, referrals by month to March {months_to}");
    let mut lines = Vec::new();
    for (at, name) in MONTH_NAMES.iter().enumerate() {
        // The season begins in April.
        let (index, error) = season.months[(at + 9) % 12];
        let range =
            Sourced { value: normal(index, error, 3), source: &source, quality: "high", note: String::new() };
        lines.push(format!("{:9} = {}", name.to_lowercase(), range.toml()));
    }
    gaps.set("season", lines.join("\n"));
}

fn write_returning(gaps: &mut Gaps, referrals: &Referrals, pathway: &Pathway) {
    gaps.set(
        "returning.comment",
        comment(&format!(
            "{} of referrals came within twelve months of an earlier one ({}). In balance as many cases close as are referred; \
             of those who leave care 5% come back, so {} of the others do.",
            percent(referrals.rereferred.value),
            referrals.rereferred.source(CIN),
            percent(pathway.returning)
        )),
    );
}

/// What the stage of children in need is called: far more than plans is more than plans.
fn need_title(pathway: &Pathway) -> &'static str {
    if pathway.need.open > 1.5 * pathway.need_plans {
        "Child in need and other cases"
    } else {
        "Child-in-need plan"
    }
}

/// Exits to stages, each a range about its share.
fn exits(list: &[(&str, f64)]) -> String {
    let ranges: Vec<String> = list
        .iter()
        .filter(|(_, share)| *share > 0.0005)
        .map(|(stage, share)| {
            // A large share is better known than a small one.
            let sd = if *share > 0.15 { 0.08 * share } else { 0.2 * share };
            let range = Sourced {
                value: normal(*share, sd, 5),
                source: "judgement, to give the published starts",
                quality: "low",
                note: String::new(),
            };
            format!("{stage} = {}", range.toml())
        })
        .collect();
    format!("{{ {} }}", ranges.join(", "))
}

fn bands(ends: &[f64], shares: &[f64]) -> String {
    // Shares of four decimals that add up to one.
    let parts = super::round::split(shares, 10_000);
    let list: Vec<String> = ends
        .iter()
        .zip(parts)
        .filter(|(_, part)| *part > 0)
        .map(|(end, part)| format!("[{}, {}]", short(*end, 0), short(part as f64 / 10_000.0, 4)))
        .collect();
    format!("{{ bands = [{}] }}", list.join(", "))
}

fn write_stages(gaps: &mut Gaps, pathway: &Pathway) {
    let scaled = pathway.is_scaled();
    let open = |open: f64, source: &str, quality: &str| {
        Sourced { value: value(open, 0), source, quality, note: String::new() }.toml()
    };
    let part = |source: String| {
        if scaled { format!("{source}, times {}", percent(pathway.scaled_by)) } else { source }
    };
    gaps.set(
        "assessment.comment",
        comment(&format!(
            "{} assessments a year that take {} working days, with regard to the season: in August few are referred.",
            whole(pathway.assessment.entries),
            short(pathway.assessment_days, 1)
        )),
    );
    gaps.set(
        "assessment.open",
        open(
            pathway.assessment.open,
            "DfE CIN census: assessments a year x mean working days x season",
            "medium",
        ),
    );
    gaps.set("assessment.days", short(pathway.assessment_days, 1));
    gaps.set("assessment.source", pathway.assessment_source.source(CIN));
    gaps.set("assessment.bands", bands(&ASSESSMENT_DAYS, &pathway.assessment_bands));
    gaps.set(
        "assessment.exits",
        exits(&[
            ("child_in_need", pathway.exits.assessment_to_need),
            ("child_protection", pathway.exits.assessment_to_protection),
            ("looked_after", pathway.exits.assessment_to_care),
        ]),
    );
    gaps.set("need.title", need_title(pathway));
    gaps.set(
        "need.comment",
        comment(if scaled {
            "Published or estimated child-in-need plans, at the share that is held (see the head of this file)."
        } else {
            "What the cases held leave (see the head of this file)."
        }),
    );
    let need_source = if scaled {
        part(pathway.need_plans_source.clone())
    } else {
        format!("{} less assessments, protection plans and looked after", pathway.cases.source("DfE CSWW"))
    };
    gaps.set("need.open", open(pathway.need.open, &need_source, "medium"));
    gaps.set(
        "need.exits",
        exits(&[
            ("child_protection", pathway.exits.need_to_protection),
            ("looked_after", pathway.exits.need_to_care),
        ]),
    );
    gaps.set("protection.source", pathway.protection_source.source(CIN));
    gaps.set("protection.bands", bands(&PROTECTION_MONTHS, &pathway.protection_bands));
    gaps.set(
        "protection.exits",
        exits(&[
            ("looked_after", pathway.exits.protection_to_care),
            ("child_in_need", pathway.exits.protection_to_need),
        ]),
    );
    gaps.set("care.exits", exits(&[("child_in_need", pathway.exits.care_to_need)]));
}
