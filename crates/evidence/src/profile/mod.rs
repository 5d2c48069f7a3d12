//! The profile of an area: published figures as a performance pack shows them,
//! by year, beside those of its region, of similar councils and of England.
//!
//! Rates are worked out from the counts, so that councils which are counted
//! together have them too. A figure is missing if a count in it is.

mod indicator;
mod comparison;
#[cfg(test)]
mod tests;

pub use comparison::{ABOUT_THE_SAME, Direction, Quarter, Spread, Standing};
pub use indicator::{INDICATORS, Indicator, Section, Span};

use crate::published::{Area, AreaId, Inspection, Level, Published, Year};

/// The source of all figures; [`Section::source`] has the publications.
pub const SOURCE: &str = "Source: Department for Education; Ofsted; Office for National Statistics; Ministry of Housing, Communities and Local Government.";

/// Their licence.
pub const LICENCE: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

/// With fewer staff in post, one of them moves a rate by five points or more.
const FEW_STAFF: f64 = 20.0;

/// With fewer children, one of them moves a rate per 10,000 by two or more.
const FEW_CHILDREN: f64 = 5_000.0;

/// The figures of one area, and what they are compared with.
#[derive(Clone, Debug)]
pub struct Profile<'a> {
    published: &'a Published,
    /// The area itself.
    pub id: AreaId,
    /// Its region; absent for a region and for England.
    pub region: Option<AreaId>,
    /// England; absent for England itself.
    pub england: Option<AreaId>,
    /// What the peers of the area are.
    pub peers: Peers,
    peer_ids: Vec<AreaId>,
}

/// Which councils an area is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peers {
    /// Its statistical neighbours.
    Neighbours,
    /// For a region: the councils in it.
    OfRegion,
    /// For England: all councils.
    OfEngland,
}

/// Where the latest figure of an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatestFigure {
    /// The latest year with a figure.
    pub year: Year,
    /// The figure.
    pub value: f64,
    /// Its region in that year.
    pub region: Option<f64>,
    /// The median of its peers in that year, and how many of them have a figure.
    pub peers: Option<(f64, usize)>,
    /// England in that year.
    pub england: Option<f64>,
    /// Where it stands among all councils; councils and rates only.
    pub standing: Option<Standing>,
    /// The figure a year before, and the direction since.
    pub year_before: Option<(f64, Direction)>,
    /// The figure three years before, and the direction since.
    pub three_years_before: Option<(f64, Direction)>,
}

impl Peers {
    /// In the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neighbours => "statistical neighbours",
            Self::OfRegion => "councils of the region",
            Self::OfEngland => "councils of England",
        }
    }
}

impl<'a> Profile<'a> {
    /// The profile of an area.
    pub fn new(published: &'a Published, id: AreaId) -> Self {
        let area = published.area(id);
        let all = || published.councils();
        let (england, peers, peer_ids) = match area.level {
            Level::Council => (Some(published.england()), Peers::Neighbours, area.neighbours.clone()),
            Level::Region => {
                let own = all().filter(|(_, council)| council.region == Some(id));
                (Some(published.england()), Peers::OfRegion, own.map(|(council, _)| council).collect())
            }
            Level::Country => (None, Peers::OfEngland, all().map(|(council, _)| council).collect()),
        };
        Self { published, id, region: area.region, england, peers, peer_ids }
    }

    /// The area itself.
    pub fn area(&self) -> &'a Area {
        self.published.area(self.id)
    }

    /// The name of an area.
    pub fn name(&self, id: AreaId) -> &'a str {
        &self.published.area(id).name
    }

    /// The code of an area.
    pub fn code(&self, id: AreaId) -> &'a str {
        &self.published.area(id).code
    }

    /// The councils that the area is compared with.
    pub fn peer_names(&self) -> impl Iterator<Item = &'a str> {
        self.peer_ids.iter().map(|id| self.published.area(*id).name.as_str())
    }

    /// The last years of a section, at most so many; the same for every area.
    pub fn years(&self, section: Section, most: Year) -> Vec<Year> {
        section.last_years(self.published, most)
    }

    /// The figure of the area itself.
    pub fn value(&self, indicator: &Indicator, year: Year) -> Option<f64> {
        self.value_of(indicator, self.id, year)
    }

    /// The figure of any area.
    pub fn value_of(&self, indicator: &Indicator, area: AreaId, year: Year) -> Option<f64> {
        indicator.of(self.published, area, year)
    }

    /// The figures of an area that are not missing, by year.
    pub fn history(&self, indicator: &Indicator, area: AreaId) -> Vec<(Year, f64)> {
        let Some((first, last)) = indicator.section.years(self.published, area) else { return Vec::new() };
        let years = first..=last;
        years.filter_map(|year| Some((year, indicator.of(self.published, area, year)?))).collect()
    }

    /// The first and the last year of which the area has figures in a section.
    pub fn span(&self, section: Section) -> Option<(Year, Year)> {
        section.years(self.published, self.id)
    }

    /// The spread of the peers in a year.
    pub fn peers_in(&self, indicator: &Indicator, year: Year) -> Option<Spread> {
        let figures = self.peer_ids.iter().filter_map(|peer| indicator.of(self.published, *peer, year));
        Spread::of(figures.collect())
    }

    /// Where the latest figure stands; none if there never was one. Counts stand
    /// against their own past only, since they follow the size of the area.
    pub fn latest(&self, indicator: &Indicator) -> Option<LatestFigure> {
        let (year, value) = *self.history(indicator, self.id).last()?;
        let at = |area: Option<AreaId>| {
            indicator.is_rate().then(|| indicator.of(self.published, area?, year)).flatten()
        };
        let peers = if indicator.is_rate() { self.peers_in(indicator, year) } else { None };
        let since = |years: Year| {
            let earlier = self.value(indicator, year.saturating_sub(years))?;
            Some((earlier, Direction::between(earlier, value)))
        };
        Some(LatestFigure {
            year,
            value,
            region: at(self.region),
            peers: peers.map(|spread| (spread.median, spread.councils)),
            england: at(self.england),
            standing: self.standing(indicator, year, value),
            year_before: since(1),
            three_years_before: since(3),
        })
    }

    fn standing(&self, indicator: &Indicator, year: Year, value: f64) -> Option<Standing> {
        if !indicator.is_rate() || self.area().level != Level::Council {
            return None;
        }
        let councils = self.published.councils();
        let all: Vec<f64> =
            councils.filter_map(|(council, _)| indicator.of(self.published, council, year)).collect();
        Standing::of(value, &all)
    }

    /// A warning where numbers are so small that one person moves the rates.
    pub fn small_numbers(&self, section: Section) -> Option<&'static str> {
        let is_small = match section {
            Section::Workforce => self
                .published
                .workforce
                .latest(self.id, |row| row.in_post)
                .is_some_and(|(_, in_post)| in_post < FEW_STAFF),
            Section::Demand | Section::LookedAfter | Section::Spending => self
                .published
                .population
                .latest(self.id, |row| row.children)
                .is_some_and(|(_, children)| children < FEW_CHILDREN),
        };
        is_small.then_some(match section {
            Section::Workforce => {
                "Small numbers: fewer than 20 staff in post, so one person moves the rates a lot."
            }
            Section::Demand | Section::LookedAfter | Section::Spending => {
                "Small numbers: fewer than 5,000 children live there, so one child moves the rates a lot."
            }
        })
    }

    /// The judgements of Ofsted, in the order of publication.
    pub fn inspections(&self) -> impl Iterator<Item = &'a Inspection> {
        let id = self.id;
        self.published.inspections.iter().filter(move |inspection| inspection.area == id)
    }
}
