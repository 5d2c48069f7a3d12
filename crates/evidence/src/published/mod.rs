//! What is published about English children's social care, by area and year.
//!
//! The figures are in the program; a folder of the same form can stand in for
//! them ([`Published::read_folder`]), so that newer releases need no new program.

mod area;
mod tables;
mod sheet;
mod rules;
mod check;
mod lines;
mod fingerprint;
mod load;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

pub use area::{Area, AreaId, Level, UnknownArea};
pub use fingerprint::fingerprint;
pub use load::{FILES, FiguresRead};
pub(crate) use sheet::{Findings, cell, figure};
pub use tables::{
    Assessments, Demand, LookedAfter, Plans, Population, ReferralSources, ReferralsByMonth, Roles, Row,
    Spending, Table, Workforce, Year,
};

/// All published figures.
#[derive(Clone, Debug, Default)]
pub struct Published {
    areas: Vec<Area>,
    /// Of a folder. Those in the program have none until somebody asks.
    fingerprint: Option<String>,
    /// Social workers.
    pub workforce: Table<Workforce>,
    /// Social workers by role.
    pub roles: Table<Roles>,
    /// Referrals and what follows.
    pub demand: Table<Demand>,
    /// Assessments by duration.
    pub assessments: Table<Assessments>,
    /// Child-in-need and child protection plans.
    pub plans: Table<Plans>,
    /// Looked-after children.
    pub looked_after: Table<LookedAfter>,
    /// Children who live there.
    pub population: Table<Population>,
    /// What councils spend.
    pub spending: Table<Spending>,
    /// Referrals by source.
    pub referral_sources: Table<ReferralSources>,
    /// Referrals by month.
    pub referrals_by_month: Table<ReferralsByMonth>,
    /// Judgements of Ofsted, in the order of publication.
    pub inspections: Vec<Inspection>,
}

/// A judgement of Ofsted on a council's children's services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The council.
    pub area: AreaId,
    /// Day of publication.
    pub published: jiff::civil::Date,
    /// Under which framework, such as `ILACS standard`.
    pub framework: String,
    /// Overall effectiveness.
    pub judgement: String,
}

static EMBEDDED: LazyLock<Published> = LazyLock::new(load::embedded);

impl Published {
    /// The figures in the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The SHA-256 of all tables, by which a result says what it was made from.
    pub fn fingerprint(&self) -> String {
        let built_in = || fingerprint::of_texts(FILES.iter().map(|(_, text)| *text));
        self.fingerprint.clone().unwrap_or_else(built_in)
    }

    /// Whether these are the figures in the program, from wherever they were read.
    pub fn is_embedded(&self) -> bool {
        self.fingerprint.as_ref().is_none_or(|own| *own == Self::embedded().fingerprint())
    }

    /// An area.
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.0]
    }

    /// All areas, England first, then regions and councils by name.
    pub fn areas(&self) -> impl Iterator<Item = (AreaId, &Area)> {
        self.areas.iter().enumerate().map(|(at, area)| (AreaId(at), area))
    }

    /// The councils, by name.
    pub fn councils(&self) -> impl Iterator<Item = (AreaId, &Area)> {
        self.areas().filter(|(_, area)| area.level == Level::Council)
    }

    /// England.
    pub fn england(&self) -> AreaId {
        let found = self.areas().find(|(_, area)| area.level == Level::Country);
        found.expect("loading makes sure that there is one").0
    }

    /// What was published of the years up to `year`, and nothing later: who
    /// works with it cannot look ahead. Inspections count up to 30 September.
    #[must_use]
    pub fn until(&self, year: Year) -> Self {
        let mut known = self.clone();
        known.workforce.cut_after(year);
        known.roles.cut_after(year);
        known.demand.cut_after(year);
        known.assessments.cut_after(year);
        known.plans.cut_after(year);
        known.looked_after.cut_after(year);
        known.population.cut_after(year);
        known.spending.cut_after(year);
        known.referral_sources.cut_after(year);
        known.referrals_by_month.cut_after(year);
        let end = i16::try_from(year).map(|year| jiff::civil::date(year, 9, 30));
        known.inspections.retain(|inspection| end.as_ref().is_ok_and(|end| inspection.published <= *end));
        known
    }
}
