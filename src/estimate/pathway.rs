//! Stages: stocks, flows and exits that agree with each other and with the
//! cases that social workers hold.

use super::demand::{Referrals, Season};
use super::evidence::{Evidence, Figure};
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

/// Children who begin to be looked after for each protection plan that begins,
/// in England; far more than this come by no path through the service.
const MOST_LOOKED_AFTER: f64 = 1.5;

/// Share of stocks that is scaled down at the least; below, all stages are scaled.
const LEAST_NEED: f64 = 0.3;

/// The judgement on how children move between stages.
pub(super) struct Split;

impl Split {
    /// Protection plans that follow a child-in-need plan; the others follow an assessment.
    const PROTECTION_FROM_NEED: f64 = 0.4;
    /// Protection plans that step down to a child-in-need plan.
    const PROTECTION_TO_NEED: f64 = 0.6;
    /// Looked-after children who come from a protection plan, and from a child-in-need plan.
    const CARE_FROM_PROTECTION: f64 = 0.4;
    /// See [`Split::CARE_FROM_PROTECTION`].
    const CARE_FROM_NEED: f64 = 0.35;
    /// Looked-after children who return home to a child-in-need plan.
    const CARE_TO_NEED: f64 = 0.25;
    /// Of those who leave care, how many are referred again within a year.
    pub(super) const CARE_RETURNS: f64 = 0.05;
}

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
    pub(super) assessment_to_need: f64,
    pub(super) assessment_to_protection: f64,
    pub(super) assessment_to_care: f64,
    pub(super) need_to_protection: f64,
    pub(super) need_to_care: f64,
    pub(super) protection_to_need: f64,
    pub(super) protection_to_care: f64,
    pub(super) care_to_need: f64,
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

impl Evidence<'_> {
    /// Stages and flows at the start. `None` if something that is needed was never published.
    pub(super) fn pathway(
        &self,
        referrals: &Referrals,
        season: &Season,
        case_holders: f64,
    ) -> Option<Pathway> {
        let caseload = self.rate("cases", |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.cases? / row.case_holders?).filter(|caseload| *caseload > 0.0)
        })?;
        let own = self.rate("cases", |data, area, year| data.workforce.get(area, year).cases)?;
        let held = if own.is_own() && own.year == caseload.year {
            own.value / self.scale
        } else {
            caseload.value * case_holders
        };
        let cases = Figure { value: held.round(), ..caseload };

        let count = |name, of: fn(&Published, AreaId, Year) -> Option<f64>| self.count(name, of);
        let published_care =
            count("looked after", |data, area, year| data.looked_after.get(area, year).looked_after)?;
        let care_started =
            count("looked after, began", |data, area, year| data.looked_after.get(area, year).started)?;
        let published_protection =
            count("protection plans", |data, area, year| data.demand.get(area, year).protection_plans)?;
        let protection_started = count("protection plans, began", |data, area, year| {
            data.demand.get(area, year).protection_plans_started
        })?;
        let in_need =
            count("children in need", |data, area, year| data.demand.get(area, year).children_in_need)?;
        let need_plans =
            count("child-in-need plans", |data, area, year| data.plans.get(area, year).need_plans);
        let need_begun = count("child-in-need plans, began", |data, area, year| {
            data.plans.get(area, year).need_plans_started
        });

        let (assessment_bands, assessment_source) =
            self.bands("assessments", assessment_shares, &USUAL_ASSESSMENTS, &cases);
        let (protection_bands, protection_source) =
            self.bands("protection plans, ended", protection_shares, &USUAL_PROTECTION, &cases);

        let direct =
            (care_started.value - MOST_LOOKED_AFTER * 0.51 * protection_started.value).max(0.0).round();
        let direct =
            if direct < 0.25 * care_started.value { 0.0 } else { direct.min(0.5 * referrals.all.value) };
        let assessed = (referrals.all.value - direct) * (1.0 - referrals.no_further_action.value);
        let assessment_days = mean_of(&ASSESSMENT_DAYS, &assessment_bands);
        let on_average = assessed * assessment_days / WORKING_DAYS_PER_YEAR;
        let in_assessment = on_average * stock_index(season, assessment_days);

        let usual_need = need_plans.as_ref().map_or(USUAL_NEED_SHARE * in_need.value, |plans| plans.value);
        let plans_and_care = published_care.value + published_protection.value;
        let left = cases.value - in_assessment - plans_and_care;
        // Enough cases are held for all that is published, or else all is held only in part.
        let (in_assessment, scaled_by, in_need_plans) = if left >= LEAST_NEED * usual_need {
            (in_assessment, 1.0, left)
        } else {
            let all = plans_and_care + usual_need;
            let held = (cases.value - in_assessment) / all;
            if held >= LEAST_NEED {
                (in_assessment, held, held * usual_need)
            } else {
                let held = cases.value / (in_assessment + all);
                (held * in_assessment, held, held * usual_need)
            }
        };
        let whole = |value: f64| value.round().max(1.0);
        let care_open = whole(published_care.value * scaled_by);
        let protection_open = whole(published_protection.value * scaled_by);
        let assessment_open = whole(in_assessment);
        let need_open = whole(in_need_plans.min(cases.value - care_open - protection_open - assessment_open));

        let need_years = match (&need_plans, &need_begun) {
            (Some(open), Some(begun)) if begun.value > 0.0 => (open.value / begun.value).clamp(0.2, 2.5),
            _ => USUAL_NEED_YEARS,
        };
        let flows = Flows {
            assessed,
            need: need_open / need_years,
            protection: (protection_started.value * scaled_by).max(1.0),
            care: (care_started.value * scaled_by - direct).max(1.0),
            direct,
        };
        let need_plans_source = match &need_plans {
            Some(plans) => plans.source("DfE CIN census"),
            None => format!("{} of the children in need of {}", "26%", in_need.source("DfE CIN census")),
        };
        let mut pathway = Pathway {
            assessment: Stage { open: assessment_open, entries: assessed },
            need: Stage { open: need_open, entries: 0.0 },
            protection: Stage { open: protection_open, entries: 0.0 },
            care: Stage { open: care_open, entries: 0.0 },
            cases,
            published_care,
            published_protection,
            protection_started,
            care_started,
            need_plans: usual_need,
            need_plans_source,
            scaled_by,
            direct,
            assessment_to_need: 0.0,
            assessment_to_protection: 0.0,
            assessment_to_care: 0.0,
            need_to_protection: 0.0,
            need_to_care: 0.0,
            protection_to_need: 0.0,
            protection_to_care: 0.0,
            care_to_need: 0.0,
            assessment_bands,
            assessment_source,
            assessment_days,
            protection_bands,
            protection_source,
            returning: 0.0,
        };
        pathway.place(&flows);
        let care_closes = (1.0 - pathway.care_to_need) * pathway.care.entries;
        let returns = referrals.rereferred.value * referrals.all.value - Split::CARE_RETURNS * care_closes;
        pathway.returning = (returns / (referrals.all.value - care_closes).max(1.0)).clamp(0.01, 0.6);
        Some(pathway)
    }

    /// A count: of the council, or else as many for each child who lives there.
    fn count(&self, name: &'static str, of: fn(&Published, AreaId, Year) -> Option<f64>) -> Option<Figure> {
        let children = self.rate("children", |data, area, year| data.population.get(area, year).children)?;
        let own = self.rate(name, |data, area, year| of(data, area, year))?;
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

/// Yearly flows that the exits are to bring about.
struct Flows {
    assessed: f64,
    need: f64,
    protection: f64,
    care: f64,
    direct: f64,
}

impl Pathway {
    /// Sets exits so that the flows come about, as far as stages can feed them.
    fn place(&mut self, flows: &Flows) {
        let Flows { assessed, need, protection, care, direct } = *flows;
        let from_protection = (Split::CARE_FROM_PROTECTION * care).min(0.35 * protection);
        // Some plans simply end.
        let stepped_down = (Split::PROTECTION_TO_NEED * protection).min(0.85 * protection - from_protection);
        let returned = Split::CARE_TO_NEED * care;
        // What assessments lead to a child-in-need plan, once those who step down are counted.
        let assessed_to_need = (need - stepped_down - returned).clamp(0.02 * assessed, 0.6 * assessed);
        let need = assessed_to_need + stepped_down + returned;
        let need_to_protection = (Split::PROTECTION_FROM_NEED * protection).min(0.3 * need);
        let need_to_care = (Split::CARE_FROM_NEED * care).min(0.25 * need);
        let assessed_to_protection = (protection - need_to_protection).min(0.25 * assessed);
        let assessed_to_care = (care - from_protection - need_to_care).clamp(0.0, 0.1 * assessed);
        let protection = need_to_protection + assessed_to_protection;
        let care = from_protection + need_to_care + assessed_to_care + direct;
        self.need.entries = need;
        self.protection.entries = protection;
        self.care.entries = care;
        self.assessment_to_need = assessed_to_need / assessed;
        self.assessment_to_protection = assessed_to_protection / assessed;
        self.assessment_to_care = assessed_to_care / assessed;
        self.need_to_protection = need_to_protection / need;
        self.need_to_care = need_to_care / need;
        self.protection_to_need = (stepped_down / protection).min(0.6);
        self.protection_to_care = (from_protection / protection).min(0.35);
        self.care_to_need = returned / care;
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
