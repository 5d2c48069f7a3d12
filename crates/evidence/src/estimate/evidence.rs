//! What is known about a council, and what stands in for what is not.

use super::shrinkage::median;
use super::sourced::{Sourced, value};
use crate::published::{AreaId, Published, Year};

/// The first year for which a scenario can be made: before, another census counted social workers.
pub const FIRST_YEAR: Year = 2017;

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Published for the council itself, in the newest release.
    Own,
    /// Published for the council itself, in an earlier release.
    Earlier,
    /// The middle of its statistical neighbours.
    Neighbours,
    /// Its region.
    Region,
    /// England.
    England,
}

/// A figure and where it comes from.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name, for the list of fallbacks.
    pub name: &'static str,
    /// The figure.
    pub value: f64,
    /// Year of publication.
    pub year: Year,
    /// Where it comes from.
    pub origin: Origin,
}

impl Figure {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it was published for the council itself.
    pub fn is_own(&self) -> bool {
        matches!(self.origin, Origin::Own | Origin::Earlier)
    }

    /// Words for a source: `DfE CSWW 2023`, and what stands in if the council has no figure.
    pub fn source(&self, release: &str) -> String {
        let year = self.year;
        match self.origin {
            Origin::Own | Origin::Earlier => format!("{release} {year}"),
            Origin::Neighbours => format!("{release} {year}, middle of statistical neighbours"),
            Origin::Region => format!("{release} {year}, region"),
            Origin::England => format!("{release} {year}, England"),
        }
    }

    /// Quality of the evidence.
    pub fn quality(&self) -> &'static str {
        match self.origin {
            Origin::Own => "high",
            Origin::Earlier | Origin::Neighbours => "medium",
            Origin::Region | Origin::England => "low",
        }
    }

    /// The figure as it is.
    pub(super) fn sourced(&self, release: &str, places: usize) -> Sourced {
        value(self.value, places).from(self.source(release), self.quality())
    }
}

/// How many releases back the council's own figure may stem from.
const YEARS_BACK: Year = 2;
/// The least number of neighbours with a figure.
const LEAST_NEIGHBOURS: usize = 3;
/// How far back a release is looked for.
const OLDEST: Year = 8;

/// A figure of an area in a year.
pub(super) type Of = fn(&Published, AreaId, Year) -> Option<f64>;

/// Parts over their sum; `None` if that is less than `least`.
pub(super) fn parts_of(whole: &[f64], least: f64) -> Option<Vec<f64>> {
    let sum: f64 = whole.iter().sum();
    (sum > 0.0 && sum >= least).then(|| whole.iter().map(|part| part / sum).collect())
}

/// What is known about a council up to a year.
pub(super) struct Evidence<'a> {
    /// Figures up to the year, none later.
    pub(super) data: &'a Published,
    pub(super) council: AreaId,
    pub(super) year: Year,
    /// What counts are divided by: the number of councils where the area is
    /// more than one, so that a scenario is always about one council.
    pub(super) scale: f64,
}

impl Evidence<'_> {
    /// The region of the council.
    pub(super) fn region(&self) -> Option<AreaId> {
        self.data.area(self.council).region
    }

    /// The source of what is learned from the workforce of all councils.
    pub(super) fn on_workforce(&self) -> String {
        format!("Own calculation from DfE CSWW {FIRST_YEAR}-{}", self.year)
    }

    /// A rate that is comparable between areas, from the newest release that
    /// has it: of the council, else of the nearest that stands for it.
    /// `None` if it was never published.
    pub(super) fn rate(
        &self,
        name: &'static str,
        rate: impl Fn(&Published, AreaId, Year) -> Option<f64>,
    ) -> Option<Figure> {
        let rate = |area, year| rate(self.data, area, year).filter(|rate| rate.is_finite());
        let england = self.data.england();
        let newest = (self.year.saturating_sub(OLDEST)..=self.year)
            .rev()
            .find(|year| rate(england, *year).is_some())?;
        let figure = |value, year, origin| Some(Figure { name, value, year, origin });
        for year in (newest.saturating_sub(YEARS_BACK)..=newest).rev() {
            if let Some(value) = rate(self.council, year) {
                return figure(value, year, if year == newest { Origin::Own } else { Origin::Earlier });
            }
        }
        let area = self.data.area(self.council);
        let mut neighbours: Vec<f64> =
            area.neighbours.iter().filter_map(|other| rate(*other, newest)).collect();
        if neighbours.len() >= LEAST_NEIGHBOURS {
            return figure(median(&mut neighbours), newest, Origin::Neighbours);
        }
        if let Some(value) = area.region.and_then(|region| rate(region, newest)) {
            return figure(value, newest, Origin::Region);
        }
        figure(rate(england, newest)?, newest, Origin::England)
    }

    /// A count: of the council, or else the rate of who stands for it times `of`.
    pub(super) fn stock(
        &self,
        name: &'static str,
        count: Of,
        rate: impl Fn(&Published, AreaId, Year) -> Option<f64>,
        of: f64,
    ) -> Option<Figure> {
        let own = self.rate(name, count)?;
        if own.is_own() {
            return Some(Figure { value: own.value / self.scale, ..own });
        }
        let usual = self.rate(name, rate)?;
        Some(Figure { value: usual.value * of, ..usual })
    }

    /// A count: of the council, or else as many for each child who lives there.
    pub(super) fn count(&self, name: &'static str, count: Of) -> Option<Figure> {
        let children = self.rate("children", |data, area, year| data.population.get(area, year).children)?;
        // The population of the last mid-year, so that a year without one does not matter.
        let per_child = |data: &Published, area, year| {
            Some(count(data, area, year)? / data.population.latest(area, |row| row.children)?.1)
        };
        self.stock(name, count, per_child, children.value / self.scale)
    }

    /// How something divides: the parts of a whole, each of the council or of
    /// what stands for it, and where the first comes from. `None` if it was never published.
    pub(super) fn shares(
        &self,
        name: &'static str,
        shares: impl Fn(&Published, AreaId, Year) -> Option<Vec<f64>>,
    ) -> Option<(Vec<f64>, Figure)> {
        let part = |at: usize| self.rate(name, |data, area, year| shares(data, area, year)?.get(at).copied());
        let first = part(0)?;
        let list: Vec<f64> = (0..).map_while(|at| Some(part(at)?.value)).collect();
        let sum: f64 = list.iter().sum();
        Some((list.iter().map(|share| share / sum).collect(), first))
    }

    /// A series of the council's own, by year.
    pub(super) fn own_years(
        &self,
        value: impl Fn(&Published, AreaId, Year) -> Option<f64>,
    ) -> Vec<(Year, f64)> {
        let years = self.year.saturating_sub(30)..=self.year;
        years.filter_map(|year| Some((year, value(self.data, self.council, year)?))).collect()
    }
}

/// Values by year, in words: `12% (2018), 9.6% (2019)`.
pub(super) fn by_year(values: &[(Year, f64)], write: impl Fn(f64) -> String) -> String {
    let list: Vec<String> =
        values.iter().map(|(year, value)| format!("{} ({year})", write(*value))).collect();
    if list.is_empty() { "not published".into() } else { list.join(", ") }
}
