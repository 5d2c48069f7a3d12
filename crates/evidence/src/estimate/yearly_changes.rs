//! How the published figures of councils move, learned from all councils up to
//! a year: stocks of children, cases, who holds them, re-referrals, posts.

use std::ops::RangeInclusive;

use super::evidence::FIRST_YEAR;
use super::shrinkage::{Hierarchy, Panel, median, slope, slopes};
use super::size::BySize;
use super::variance_components::{Deviation, Usual, VarianceComponents};
use crate::published::{AreaId, Published, Year};
use model::measure::ratio;

/// How many years of figures on children are used: long enough for changes over
/// five years, not so long that they are of another time.
pub(super) const YEARS_OF_CHILDREN: Year = 8;

/// What is learned.
pub(super) struct YearlyChanges {
    pub(super) protection: Quantity,
    pub(super) care: Quantity,
    pub(super) cases: Quantity,
    pub(super) caseload: Quantity,
    /// Permanent staff and agency workers.
    pub(super) workers: Quantity,
    /// Agency workers for each of all.
    pub(super) agency: Quantity,
    /// How case-holders follow staff and cases.
    pub(super) holding_follows: (f64, f64),
    pub(super) in_need: Quantity,
    /// How children in need follow cases.
    pub(super) need_follows: f64,
    pub(super) rereferral: Quantity,
    pub(super) posts: Quantity,
    /// Share of a change of posts whose people come with them.
    pub(super) with_people: f64,
    /// Mean stays of England in years: protection plans, care.
    pub(super) stays: (f64, f64),
}

/// A figure of councils over the years and how it moves, on the log scale.
pub(super) struct Quantity {
    /// Against England in the same year: what all councils have in common does
    /// not fade as a council's own deviation does.
    panel: Panel,
    /// How councils differ for good.
    levels: Option<Hierarchy>,
    /// That of a typical council.
    components: VarianceComponents,
    by_size: BySize,
    /// England's growth a year, damped.
    pub(super) trend: f64,
}

/// A figure of an area in a year.
type Of<'a> = &'a dyn Fn(AreaId, Year) -> Option<f64>;

/// What a figure is over, so that councils can be compared.
#[derive(Clone, Copy, PartialEq)]
enum Over {
    /// Nothing.
    One,
    /// The children who live there.
    Children,
}

impl Quantity {
    /// Learns from the councils and from England; `chance` is the variance that
    /// the model makes itself, and `usual` stands in if there are too few years.
    fn learn(
        data: &Published,
        years: RangeInclusive<Year>,
        (figure, over): (Of<'_>, Over),
        chance: &dyn Fn(f64) -> f64,
        usual: VarianceComponents,
    ) -> Self {
        let log = |area, year| {
            let over = if over == Over::Children { data.population.get(area, year).children? } else { 1.0 };
            Some(figure(area, year).filter(|value| *value > 0.0)?.ln() - over.ln())
        };
        let england: Vec<(Year, f64)> =
            years.clone().filter_map(|year| Some((year, log(data.england(), year)?))).collect();
        let of_england = |year| england.iter().find(|(own, _)| *own == year).map(|(_, log)| *log);
        let trend = damped_trend(&|year| figure(data.england(), year), *years.end());
        let panel = Panel::new(data, years, |area, year| Some(log(area, year)? - of_england(year)?));
        let components = VarianceComponents::learn(&panel, &england, chance).unwrap_or(usual);
        let by_size = BySize::learn(data, &panel);
        Self { levels: panel.hierarchy(), panel, components, by_size, trend }
    }

    /// How it moves at a council.
    pub(super) fn components(&self, data: &Published, council: AreaId) -> VarianceComponents {
        self.components.times(self.by_size.factor(data, council))
    }

    /// How far a council's last value stands above its level.
    pub(super) fn deviation(&self, data: &Published, council: AreaId) -> Deviation {
        let level = self.levels.as_ref().map(|levels| levels.level(data.area(council).region, &[]));
        let usual =
            level.map_or(Usual::UNKNOWN, |level| Usual { mean: level.mean, variance: level.sd * level.sd });
        self.components(data, council).deviation(self.panel.of(council), &usual)
    }
}

/// In place of estimates as long as too few years are published: judgements.
const fn usual(drift: f64, swing: f64) -> VarianceComponents {
    VarianceComponents { drift, swing, persistence: 0.5, tails: 0.3, changes: 0 }
}

impl YearlyChanges {
    /// Learns from figures up to a year.
    pub(super) fn learn(data: &Published, year: Year) -> Self {
        let census = |area, year| data.workforce.get(area, year);
        let demand = |area, year| data.demand.get(area, year);
        let staff_years = || FIRST_YEAR..=year.max(FIRST_YEAR);
        let children_years = || year + 1 - YEARS_OF_CHILDREN..=year;
        let staff = |figure: Of<'_>, usual| {
            Quantity::learn(data, staff_years(), (figure, Over::One), &|_| 0.0, usual)
        };
        // Stocks of which the model makes the chance itself: who comes and who goes.
        let stock = |figure: Of<'_>, stay: f64, usual| {
            let sizes = data.councils().filter_map(|(council, _)| figure(council, year));
            let size = median(&mut sizes.filter(|size| *size > 0.0).collect::<Vec<f64>>());
            let chance = |years: f64| 2.0 / size.max(1.0) * (1.0 - (-years / stay).exp());
            Quantity::learn(data, children_years(), (figure, Over::Children), &chance, usual)
        };

        let cases = |area, year| census(area, year).cases;
        let holders = |area, year| census(area, year).case_holders;
        let caseload = |area, year| Some(cases(area, year)? / holders(area, year)?);
        let in_post = |area, year| census(area, year).in_post;
        let posts = |area, year| Some(in_post(area, year)? + census(area, year).vacancies?);
        let workers = |area, year| Some(in_post(area, year)? + census(area, year).agency?);
        let in_need = |area, year| demand(area, year).children_in_need;
        let plans = |area, year| demand(area, year).protection_plans;
        let care = |area, year| data.looked_after.get(area, year).looked_after;
        let rereferral =
            |area, year| Some(ratio(demand(area, year).rereferrals?, demand(area, year).referrals?));

        let none = |_| 0.0;
        let of_cases =
            Quantity::learn(data, staff_years(), (&cases, Over::Children), &none, usual(0.01, 0.01));
        let of_need =
            Quantity::learn(data, children_years(), (&in_need, Over::Children), &none, usual(0.008, 0.003));
        let of_returns =
            Quantity::learn(data, children_years(), (&rereferral, Over::One), &none, usual(0.02, 0.03));
        let (of_posts, of_workers) =
            (staff(&posts, usual(0.005, 0.001)), staff(&workers, usual(0.005, 0.001)));
        let panel = |figure: Of<'_>| staff(figure, usual(0.0, 0.0)).panel;
        let lag = year.saturating_sub(FIRST_YEAR).clamp(1, 3);
        let stays = stays(data, year);
        Self {
            holding_follows: slopes(&panel(&holders), [&of_workers.panel, &of_cases.panel], 1)
                .map_or((0.5, 0.6), |[staff, cases]| (staff.clamp(0.0, 1.0), cases.clamp(0.0, 0.9))),
            need_follows: slope(&of_need.panel, &of_cases.panel, lag).unwrap_or(0.3).clamp(0.0, 1.0),
            with_people: slope(&panel(&in_post), &of_posts.panel, lag).unwrap_or(0.5).clamp(0.0, 0.9),
            protection: stock(&plans, stays.0, usual(0.01, 0.03)),
            care: stock(&care, stays.1, usual(0.004, 0.001)),
            cases: of_cases,
            caseload: staff(&caseload, usual(0.001, 0.012)),
            workers: of_workers,
            agency: staff(
                &|area, year| Some(census(area, year).agency? / workers(area, year)?),
                usual(0.02, 0.08),
            ),
            in_need: of_need,
            rereferral: of_returns,
            posts: of_posts,
            stays,
        }
    }
}

/// Mean stays of England in years, by Little's law: protection plans, care.
fn stays(data: &Published, year: Year) -> (f64, f64) {
    let england = data.england();
    let years = || (year + 1 - YEARS_OF_CHILDREN..=year).rev();
    let of_plans = |year| {
        let row = data.demand.get(england, year);
        Some(row.protection_plans? / row.protection_plans_started?)
    };
    let of_care = |year| {
        let row = data.looked_after.get(england, year);
        Some(row.looked_after? / row.started?)
    };
    (years().find_map(of_plans).unwrap_or(0.8), years().find_map(of_care).unwrap_or(2.5))
}

/// Over how many years England's growth is measured.
const GROWTH_YEARS: Year = 5;
/// How much of it is expected to go on. Trends that are damped forecast better
/// than those drawn on (Gardner and `McKenzie` 1985, "Forecasting trends in time
/// series", *Management Science* 31(10)); half is a judgement.
const GOES_ON: f64 = 0.5;

/// The growth of England's figure a year over the last years, damped; nil if there are too few.
fn damped_trend(figure: &dyn Fn(Year) -> Option<f64>, year: Year) -> f64 {
    let growth = |before: Year| Some((figure(year)? / figure(year - before)?).ln() / f64::from(before));
    let longest = (2..=GROWTH_YEARS).rev().find_map(growth);
    GOES_ON * longest.filter(|growth| growth.is_finite()).unwrap_or(0.0)
}
