//! Stages: stocks, flows and exits that agree with each other and with the
//! cases that social workers hold.

use super::demand::{Referrals, Season};
use super::evidence::{Evidence, Figure};
use super::exits::{Exits, Flows, Split};
use crate::calendar::{RUN_WEEKS_PER_YEAR, WORKING_DAYS_PER_YEAR, run_weeks};
use crate::published::{AreaId, Published, Year};

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
/// They are told apart if they are at least this share of all who begin to be looked after.
const LEAST_DIRECT: f64 = 0.25;

/// Share of stocks that is scaled down at the least; below, all stages are scaled.
const LEAST_NEED: f64 = 0.3;

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
    let sum: f64 = bands.iter().sum();
    // The first years of this return were incomplete at many councils.
    (sum >= 50.0 && year >= 2015).then(|| bands.iter().map(|band| band / sum).collect())
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
    let sum: f64 = bands.iter().sum();
    (sum >= 30.0).then(|| bands.iter().map(|band| band / sum).collect())
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
    /// protection plans and looked-after children leave is child in need; if
    /// that is far too little, more children are published than cases are
    /// held, and all stages stand at the share that is.
    fn reconcile(&self, in_assessment: f64) -> Stocks {
        let (held, usual) = (self.cases.value, self.need_plans);
        let plans_and_care = self.care.value + self.protection.value;
        let left = held - in_assessment - plans_and_care;
        let (assessment, scaled_by, need) = if left >= LEAST_NEED * usual {
            (in_assessment, 1.0, left)
        } else {
            let all = plans_and_care + usual;
            match (held - in_assessment) / all {
                part if part >= LEAST_NEED => (in_assessment, part, part * usual),
                _ => {
                    let part = held / (in_assessment + all);
                    (part * in_assessment, part, part * usual)
                }
            }
        };
        let whole = |value: f64| value.round().max(1.0);
        let (assessment, care) = (whole(assessment), whole(self.care.value * scaled_by));
        let protection = whole(self.protection.value * scaled_by);
        Stocks {
            need: whole(need.min(held - assessment - care - protection)),
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
        let (assessment_bands, assessment_source) =
            self.bands("assessments", assessment_shares, &USUAL_ASSESSMENTS, &counts.cases);
        let (protection_bands, protection_source) =
            self.bands("protection plans, ended", protection_shares, &USUAL_PROTECTION, &counts.cases);

        let begun = (counts.care_started.value, counts.protection_started.value);
        let direct = (begun.0 - MOST_LOOKED_AFTER * CARE_FOR_EACH_PLAN * begun.1).max(0.0).round();
        let direct =
            if direct < LEAST_DIRECT * begun.0 { 0.0 } else { direct.min(0.5 * referrals.all.value) };
        let assessed = (referrals.all.value - direct) * (1.0 - referrals.no_further_action.value);
        let assessment_days = mean_of(&ASSESSMENT_DAYS, &assessment_bands);
        let on_average = assessed * assessment_days / WORKING_DAYS_PER_YEAR;
        let stocks = counts.reconcile(on_average * stock_index(season, assessment_days));

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

    fn counts(&self, case_holders: f64) -> Option<Counts> {
        let caseload = self.rate("cases", |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.cases? / row.case_holders?).filter(|caseload| *caseload > 0.0)
        })?;
        let own = self.rate("cases", |data, area, year| data.workforce.get(area, year).cases)?;
        let is_published = own.is_own() && own.year == caseload.year;
        let held = if is_published { own.value / self.scale } else { caseload.value * case_holders };

        let in_need =
            self.count("children in need", |data, area, year| data.demand.get(area, year).children_in_need)?;
        let plans =
            self.count("child-in-need plans", |data, area, year| data.plans.get(area, year).need_plans);
        let begun = self.count("child-in-need plans, began", |data, area, year| {
            data.plans.get(area, year).need_plans_started
        });
        let need_years = match (&plans, &begun) {
            (Some(open), Some(begun)) if begun.value > 0.0 => (open.value / begun.value).clamp(0.2, 2.5),
            _ => USUAL_NEED_YEARS,
        };
        let (need_plans, need_plans_source) = match &plans {
            Some(plans) => (plans.value, plans.source("DfE CIN census")),
            None => (
                USUAL_NEED_SHARE * in_need.value,
                format!("26% of the children in need of {}", in_need.source("DfE CIN census")),
            ),
        };
        Some(Counts {
            cases: Figure { value: held.round(), ..caseload },
            care: self
                .count("looked after", |data, area, year| data.looked_after.get(area, year).looked_after)?,
            care_started: self
                .count("looked after, began", |data, area, year| data.looked_after.get(area, year).started)?,
            protection: self
                .count("protection plans", |data, area, year| data.demand.get(area, year).protection_plans)?,
            protection_started: self.count("protection plans, began", |data, area, year| {
                data.demand.get(area, year).protection_plans_started
            })?,
            need_plans,
            need_plans_source,
            need_years,
        })
    }

    /// A count: of the council, or else as many for each child who lives there.
    fn count(&self, name: &'static str, of: fn(&Published, AreaId, Year) -> Option<f64>) -> Option<Figure> {
        let children = self.rate("children", |data, area, year| data.population.get(area, year).children)?;
        let own = self.rate(name, of)?;
        let per_child = self.rate(name, |data, area, year| {
            Some(of(data, area, year)? / data.population.latest(area, |row| row.children)?.1)
        })?;
        let value = if own.is_own() { own.value } else { per_child.value * children.value };
        Some(Figure { value: value / self.scale, ..per_child })
    }

    /// Shares of bands, of the council or of what stands for it.
    fn bands(
        &self,
        name: &'static str,
        shares: fn(&Published, AreaId, Year) -> Option<Vec<f64>>,
        usual: &[f64],
        otherwise: &Figure,
    ) -> (Vec<f64>, Figure) {
        let found = self.rate(name, |data, area, year| Some(shares(data, area, year)?[0]));
        let own: Vec<f64> = (0..usual.len())
            .filter_map(|band| {
                Some(self.rate(name, |data, area, year| Some(shares(data, area, year)?[band]))?.value)
            })
            .collect();
        let (list, figure) = match found {
            Some(figure) if own.len() == usual.len() => (own, figure),
            _ => (
                usual.to_vec(),
                Figure { name, origin: super::Origin::England, year: 2022, ..otherwise.clone() },
            ),
        };
        let sum: f64 = list.iter().sum();
        (list.iter().map(|share| share / sum).collect(), figure)
    }
}

/// How many assessments are open at the end of September against an average
/// day, as the months before had more or fewer referrals. Stays are taken to be exponential.
fn stock_index(season: &Season, working_days: f64) -> f64 {
    let weeks = run_weeks(working_days / 5.0);
    let month = RUN_WEEKS_PER_YEAR / 12.0;
    let mut index = 0.0;
    for back in 0..12 {
        let share = (-month * f64::from(back) / weeks).exp() - (-month * f64::from(back + 1) / weeks).exp();
        // April is the first of the year to March, and September the sixth.
        index += share * season.months[(5 + 12 - back as usize) % 12].0;
    }
    index
}
