//! Stages: stocks, flows and exits that agree with each other and with the
//! cases that social workers hold.

use super::demand::{Referrals, Season};
use super::evidence::{Evidence, Figure, Origin, parts_of};
use super::exits::{Exits, Flows, Split};
use crate::published::{AreaId, Published, Year};
use model::calendar::WORKING_DAYS_PER_YEAR;

/// Upper ends of the published bands of working days. The last has no end;
/// with this one its mean is 118, so that assessments of England in 2022 have
/// a mean of 33 working days, which balances its stocks.
pub(super) const ASSESSMENT_DAYS: [f64; 8] = [10.0, 20.0, 30.0, 40.0, 45.0, 50.0, 60.0, 176.0];
/// Upper ends of the bands of protection plans, in months; the last has no end.
pub(super) const PROTECTION_MONTHS: [f64; 5] = [3.0, 6.0, 12.0, 24.0, 36.0];

/// England in the year to March 2022, for years that did not have it yet:
/// shares of assessments by band.
const USUAL_ASSESSMENTS: [f64; 8] = [0.1275, 0.1806, 0.1685, 0.2032, 0.1651, 0.0572, 0.0469, 0.0510];
/// The same for protection plans that ended.
const USUAL_PROTECTION: [f64; 5] = [0.175, 0.114, 0.425, 0.248, 0.038];

/// Years of a child-in-need plan: England in the year to March 2022, 104,940
/// open over 202,480 begun.
const USUAL_NEED_YEARS: f64 = 0.52;
/// Children on child-in-need plans for each open child at 31 March: England 2022, 104,940 of 404,310.
const USUAL_NEED_SHARE: f64 = 0.26;

/// Children who begin to be looked after for each protection plan that begins:
/// England in the year to March 2023, 33,090 for 63,870.
const CARE_FOR_EACH_PLAN: f64 = 0.51;
/// More than so many times as many come by no path through the service.
const MOST_LOOKED_AFTER: f64 = 1.5;
/// They are told apart if they are at least this share of all who begin to be looked after, and so many.
const LEAST_DIRECT: (f64, f64) = (0.25, 30.0);

/// Child-in-need cases are at least this share of child-in-need plans.
const LEAST_NEED: f64 = 0.3;
/// At least this share of plans and looked-after children is held by those who are counted.
const LEAST_HELD: f64 = 0.4;

/// One stage.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stage {
    /// Cases open at the start.
    pub(super) open: f64,
    /// Cases that begin in a year.
    pub(super) entries: f64,
}

impl Stage {
    /// Mean stay in months, by Little's law.
    pub(super) fn months(&self) -> f64 {
        12.0 * self.open / self.entries
    }
}

/// The stages of a council and the flows between them, a year.
pub(super) struct Pathway {
    pub(super) assessment: Stage,
    pub(super) need: Stage,
    pub(super) protection: Stage,
    pub(super) care: Stage,
    /// Cases held by social workers: the sum of all stages.
    pub(super) cases: Figure,
    pub(super) published_care: Figure,
    pub(super) published_protection: Figure,
    pub(super) protection_started: Figure,
    pub(super) care_started: Figure,
    /// Child-in-need plans as published, or from children in need.
    pub(super) need_plans: f64,
    pub(super) need_plans_source: String,
    pub(super) need_plans_from: Figure,
    /// Factor on stocks and flows of plans and care, if more are published than held.
    pub(super) scaled_by: f64,
    /// Children who are looked after without any path through the service, a year.
    pub(super) direct: f64,
    pub(super) exits: Exits,
    /// Shares of assessments by band, and their source.
    pub(super) assessment_bands: Vec<f64>,
    pub(super) assessment_source: Figure,
    pub(super) assessment_days: f64,
    pub(super) protection_bands: Vec<f64>,
    pub(super) protection_source: Figure,
    /// Share of closed cases that come back.
    pub(super) returning: f64,
}

impl Pathway {
    /// The stages with their names in the template and in words, in the order of the template.
    pub(super) fn stages(&self) -> [(&'static str, &'static str, Stage); 4] {
        [
            ("assessment", "assessment", self.assessment),
            ("child_in_need", "child in need", self.need),
            ("child_protection", "protection plan", self.protection),
            ("looked_after", "looked after", self.care),
        ]
    }

    /// What the stage of children in need is called: far more than plans is more than plans.
    pub(super) fn need_title(&self) -> &'static str {
        if self.need.open > 1.5 * self.need_plans {
            "Child in need and other cases"
        } else {
            "Child-in-need plan"
        }
    }

    /// Whether more children are published than social workers hold cases.
    pub(super) fn is_scaled(&self) -> bool {
        self.scaled_by < 1.0
    }
}

fn assessment_shares(data: &Published, area: AreaId, year: Year) -> Option<Vec<f64>> {
    let row = data.assessments.get(area, year);
    let bands = [
        row.days_1_to_10? + row.same_day.unwrap_or(0.0),
        row.days_11_to_20?,
        row.days_21_to_30?,
        row.days_31_to_40?,
        row.days_41_to_45?,
        row.days_46_to_50?,
        row.days_51_to_60?,
        row.days_61_and_more?,
    ];
    // The first years of this return were incomplete at many councils.
    if year >= 2015 { parts_of(&bands, 50.0) } else { None }
}

fn protection_shares(data: &Published, area: AreaId, year: Year) -> Option<Vec<f64>> {
    let row = data.plans.get(area, year);
    let bands = [
        row.protection_ended_to_3_months?,
        row.protection_ended_3_to_6_months?,
        row.protection_ended_6_to_12_months?,
        row.protection_ended_1_to_2_years?,
        row.protection_ended_2_years_and_more?,
    ];
    parts_of(&bands, 30.0)
}

/// Mean of bands, each even from the end of the one before.
fn mean_of(ends: &[f64], shares: &[f64]) -> f64 {
    let mut lower = 0.0;
    let mut mean = 0.0;
    for (end, share) in ends.iter().zip(shares) {
        mean += share * f64::midpoint(lower, *end);
        lower = *end;
    }
    mean
}

/// Published counts that the stages are made from.
struct Counts {
    cases: Figure,
    care: Figure,
    care_started: Figure,
    protection: Figure,
    protection_started: Figure,
    /// Child-in-need plans, or what stands for them, and where that comes from.
    need_plans: f64,
    need_plans_source: String,
    need_plans_from: Figure,
    /// Mean years of a child-in-need plan.
    need_years: f64,
}

/// Cases open at the start.
struct Stocks {
    assessment: f64,
    need: f64,
    protection: f64,
    care: f64,
    scaled_by: f64,
}

impl Counts {
    /// Makes stages of the cases that social workers hold. What assessments,
    /// protection plans and looked-after children leave is child in need. If
    /// that is far too little, only a part of plans and looked-after children is
    /// taken to be held by those who are counted; if even that is too little, of all stages.
    fn reconcile(&self, in_assessment: f64) -> Stocks {
        let held = self.cases.value;
        let least = LEAST_NEED * self.need_plans;
        let plans_and_care = self.care.value + self.protection.value;
        let left = held - in_assessment - plans_and_care;
        let part = (held - in_assessment - least) / plans_and_care.max(1.0);
        let (assessment, scaled_by) = if left >= least {
            (in_assessment, 1.0)
        } else if part >= LEAST_HELD {
            (in_assessment, part)
        } else {
            let all = held / (in_assessment + least + LEAST_HELD * plans_and_care);
            (all * in_assessment, all * LEAST_HELD)
        };
        let whole = |value: f64| value.round().max(1.0);
        let (assessment, care) = (whole(assessment), whole(self.care.value * scaled_by));
        let protection = whole(self.protection.value * scaled_by);
        Stocks {
            // What rounding leaves too, so that all add up to the cases held.
            need: whole(held - assessment - care - protection),
            assessment,
            protection,
            care,
            scaled_by,
        }
    }
}

impl Evidence<'_> {
    /// Stages and flows at the start. `None` if something that is needed was never published.
    pub(super) fn pathway(
        &self,
        referrals: &Referrals,
        season: &Season,
        case_holders: f64,
    ) -> Option<Pathway> {
        let counts = self.counts(case_holders)?;
        let bands = |name, shares: fn(&Published, AreaId, Year) -> Option<Vec<f64>>, usual: &[f64]| {
            self.shares(name, shares).unwrap_or_else(|| usual_bands(name, usual))
        };
        let (assessment_bands, assessment_source) =
            bands("durations of assessments", assessment_shares, &USUAL_ASSESSMENTS);
        let (protection_bands, protection_source) =
            bands("durations of protection plans", protection_shares, &USUAL_PROTECTION);

        let begun = (counts.care_started.value, counts.protection_started.value);
        let direct = (begun.0 - MOST_LOOKED_AFTER * CARE_FOR_EACH_PLAN * begun.1).max(0.0).round();
        let direct = if direct < (LEAST_DIRECT.0 * begun.0).max(LEAST_DIRECT.1) {
            0.0
        } else {
            direct.min(0.5 * referrals.all.value)
        };
        let assessed = (referrals.all.value - direct) * (1.0 - referrals.no_further_action.value);
        let assessment_days = mean_of(&ASSESSMENT_DAYS, &assessment_bands);
        let on_average = assessed * assessment_days / WORKING_DAYS_PER_YEAR;
        let stocks = counts.reconcile(on_average * stock_index(season, &assessment_bands));

        let flows = Flows {
            assessed,
            need: stocks.need / counts.need_years,
            protection: (begun.1 * stocks.scaled_by).max(1.0),
            care: (begun.0 * stocks.scaled_by - direct).max(1.0),
            direct,
        };
        let stage = |open| Stage { open, entries: 0.0 };
        let mut pathway = Pathway {
            assessment: Stage { open: stocks.assessment, entries: assessed },
            need: stage(stocks.need),
            protection: stage(stocks.protection),
            care: stage(stocks.care),
            cases: counts.cases,
            published_care: counts.care,
            published_protection: counts.protection,
            protection_started: counts.protection_started,
            care_started: counts.care_started,
            need_plans: counts.need_plans,
            need_plans_source: counts.need_plans_source,
            need_plans_from: counts.need_plans_from,
            scaled_by: stocks.scaled_by,
            direct,
            exits: Exits::of(&flows),
            assessment_bands,
            assessment_source,
            assessment_days,
            protection_bands,
            protection_source,
            returning: 0.0,
        };
        let Exits { need, protection, care, care_to_need, .. } = pathway.exits;
        (pathway.need.entries, pathway.protection.entries, pathway.care.entries) = (need, protection, care);
        let care_closes = (1.0 - care_to_need) * care;
        let returns = referrals.rereferred.value * referrals.all.value - Split::CARE_RETURNS * care_closes;
        pathway.returning = (returns / (referrals.all.value - care_closes).max(1.0)).clamp(0.01, 0.6);
        Some(pathway)
    }

    pub(super) fn children_in_need(&self) -> Option<Figure> {
        self.count("children in need", |data, area, year| data.demand.get(area, year).children_in_need)
    }

    fn counts(&self, case_holders: f64) -> Option<Counts> {
        let cases = self.stock(
            "cases",
            |data, area, year| data.workforce.get(area, year).cases.filter(|cases| *cases > 0.0),
            |data, area, year| {
                let row = data.workforce.get(area, year);
                Some(row.cases? / row.case_holders?).filter(|caseload| *caseload > 0.0)
            },
            case_holders,
        )?;

        let in_need = self.children_in_need()?;
        let plans =
            self.count("child-in-need plans", |data, area, year| data.plans.get(area, year).need_plans);
        let begun = self.count("starts of child-in-need plans", |data, area, year| {
            data.plans.get(area, year).need_plans_started
        });
        let need_years = match (&plans, &begun) {
            (Some(open), Some(begun)) if begun.value > 0.0 => (open.value / begun.value).clamp(0.2, 2.5),
            _ => USUAL_NEED_YEARS,
        };
        let (need_plans, need_plans_source, need_plans_from) = match plans {
            Some(plans) => (plans.value, plans.source("DfE CIN census"), plans),
            None => (
                USUAL_NEED_SHARE * in_need.value,
                format!("26% of the children in need of {}", in_need.source("DfE CIN census")),
                in_need,
            ),
        };
        Some(Counts {
            cases: Figure { value: cases.value.round(), ..cases },
            care: self
                .count("looked after", |data, area, year| data.looked_after.get(area, year).looked_after)?,
            care_started: self.count("starts of being looked after", |data, area, year| {
                data.looked_after.get(area, year).started
            })?,
            protection: self
                .count("protection plans", |data, area, year| data.demand.get(area, year).protection_plans)?,
            protection_started: self.count("starts of protection plans", |data, area, year| {
                data.demand.get(area, year).protection_plans_started
            })?,
            need_plans,
            need_plans_source,
            need_plans_from,
            need_years,
        })
    }
}

/// England in the year to March 2022, where nothing was published yet.
fn usual_bands(name: &'static str, shares: &[f64]) -> (Vec<f64>, Figure) {
    let sum: f64 = shares.iter().sum();
    let figure = Figure { name, value: shares[0], year: 2022, origin: Origin::England };
    (shares.iter().map(|share| share / sum).collect(), figure)
}

/// How many assessments are open at the end of September against an average
/// day, as the months before had more or fewer referrals: the part of open
/// assessments that came so many months ago is the part of all stays that last
/// beyond, `integral of S(t) dt / mean`.
fn stock_index(season: &Season, bands: &[f64]) -> f64 {
    const DAYS_IN_MONTH: f64 = WORKING_DAYS_PER_YEAR / 12.0;
    // Working days that a stay spends beyond `from` and before `to`.
    let spent = |from: f64, to: f64| {
        let mut lower = 0.0;
        let mut days = 0.0;
        for (upper, share) in ASSESSMENT_DAYS.iter().zip(bands) {
            // Stays that end evenly between `lower` and `upper`: the mean of min(stay, x), in steps.
            let lasts = |x: f64| {
                if x <= lower {
                    x
                } else if x >= *upper {
                    f64::midpoint(lower, *upper)
                } else {
                    let part = (x - lower) / (upper - lower);
                    part * f64::midpoint(lower, x) + (1.0 - part) * x
                }
            };
            days += share * (lasts(to) - lasts(from));
            lower = *upper;
        }
        days
    };
    let mean = mean_of(&ASSESSMENT_DAYS, bands);
    (0_u8..12)
        .map(|back| {
            let from = f64::from(back) * DAYS_IN_MONTH;
            // April is the first month of the year to March, and September the sixth.
            let month = (5 + 12 - usize::from(back)) % 12;
            spent(from, from + DAYS_IN_MONTH) / mean * season.months[month].0
        })
        .sum()
}
