//! A scenario for any council from published figures: balanced, every value
//! with its source.
//!
//! What is known up to a year ([`crate::published::Published::until`]) goes in;
//! nothing later can be read. The text is `template.toml` with its gaps filled.

mod case_text;
mod changes_text;
mod demand;
mod environment;
mod environment_text;
mod evidence;
mod exits;
mod gaps;
mod moves_text;
mod pathway;
mod role_text;
mod round;
mod shrinkage;
mod size;
mod staff_text;
mod text;
mod variance_components;
mod workforce;
mod yearly_changes;

#[cfg(test)]
mod tests;

use std::fmt;

pub use evidence::{Figure, Origin};

use crate::published::{AreaId, Level, Published, Year};
use demand::Seasons;
use environment::Environment;
use evidence::Evidence;
use gaps::Gaps;
use yearly_changes::YearlyChanges;

/// The first year for which a scenario can be made: before, another census counted social workers.
pub const FIRST_YEAR: Year = 2017;

/// Makes scenarios as of a year. Learning from all councils is done once.
pub struct Estimator {
    known: Published,
    year: Year,
    environment: Environment,
    yearly_changes: YearlyChanges,
    seasons: Option<Seasons>,
}

/// A scenario as text, and what it rests on.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The scenario file.
    pub text: String,
    /// The published figures that went in.
    pub figures: Vec<Figure>,
    /// Factor on stocks of plans and care, where more are published than social workers hold; else 1.
    pub scaled_by: f64,
}

/// Why no scenario can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotEstimate {
    /// No figures of the workforce for the year.
    NoSuchYear {
        /// The year asked for.
        asked: Year,
        /// The first and the last year that there are.
        known: (Year, Year),
    },
    /// Something that is needed was never published for anyone.
    Missing(&'static str),
}

impl fmt::Display for CannotEstimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchYear { asked, known: (first, last) } => {
                write!(
                    f,
                    "there are no figures of the workforce for {asked}: choose a year from {first} to {last}"
                )
            }
            Self::Missing(what) => write!(f, "the figures hold nothing on {what}"),
        }
    }
}

impl std::error::Error for CannotEstimate {}

impl Estimator {
    /// Learns from figures up to a year; the newest if none is given.
    ///
    /// # Errors
    ///
    /// If there are no figures of the workforce for the year.
    pub fn new(published: &Published, year: Option<Year>) -> Result<Self, CannotEstimate> {
        let last = published.workforce.last_year().ok_or(CannotEstimate::Missing("the workforce"))?;
        let asked = year.unwrap_or(last);
        if !(FIRST_YEAR..=last).contains(&asked) {
            return Err(CannotEstimate::NoSuchYear { asked, known: (FIRST_YEAR, last) });
        }
        let known = published.until(asked);
        let environment = Environment::learn(&known, asked);
        let seasons = Seasons::learn(&known, asked, &environment.demand);
        let yearly_changes = YearlyChanges::learn(&known, asked);
        Ok(Self { known, year: asked, environment, yearly_changes, seasons })
    }

    /// The year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// A scenario for a council. For England or a region it is one for an
    /// average council: totals over the number of councils.
    ///
    /// # Errors
    ///
    /// If something that is needed was never published.
    pub fn scenario(&self, area: AreaId) -> Result<Draft, CannotEstimate> {
        let evidence =
            Evidence { data: &self.known, council: area, year: self.year, scale: self.scale(area) };
        let region = self.known.area(area).region;
        let turnover = self.turnover(area, region);
        let staff = evidence.staff(turnover.rate).ok_or(CannotEstimate::Missing("the staff"))?;
        let referrals = evidence.referrals().ok_or(CannotEstimate::Missing("referrals"))?;
        let seasons = self.seasons.as_ref().ok_or(CannotEstimate::Missing("the months of referrals"))?;
        let season = seasons.of(&self.known, area, self.year, &self.environment.demand);
        let mut pathway = evidence
            .pathway(&referrals, &season, staff.holding())
            .ok_or(CannotEstimate::Missing("protection plans or looked-after children"))?;

        self.settle_need(area, &mut pathway, &referrals.rereferred);

        let mut gaps = Gaps::default();
        gaps.set("area", self.title(area));
        gaps.set("year", self.year.to_string());
        gaps.set("version", env!("CARGO_PKG_VERSION"));
        self.write_staff(&mut gaps, &evidence, &staff, &turnover);
        self.write_cases(&mut gaps, &evidence, &referrals, &season, &pathway, &staff);
        let in_need = evidence.children_in_need().ok_or(CannotEstimate::Missing("children in need"))?;
        self.write_moves(&mut gaps, area, &pathway, &in_need, &referrals.rereferred);
        self.write_environment(&mut gaps, area, &staff);
        text::write_history(&mut gaps, &evidence);

        let figures: Vec<Figure> = [
            &staff.in_post,
            &staff.vacancies,
            &staff.agency,
            &staff.case_holders,
            &staff.fte_per_person,
            &staff.absence,
            &referrals.all,
            &referrals.source_shares,
            &referrals.no_further_action,
            &referrals.rereferred,
            &pathway.cases,
            &pathway.published_care,
            &pathway.care_started,
            &pathway.published_protection,
            &pathway.protection_started,
            &pathway.assessment_source,
            &pathway.protection_source,
            &pathway.need_plans_from,
        ]
        .into_iter()
        .chain(&staff.roles_from)
        .cloned()
        .collect();
        gaps.set("fallbacks", text::fallbacks(&figures));
        Ok(Draft { text: gaps.fill(include_str!("template.toml")), figures, scaled_by: pathway.scaled_by })
    }

    /// What counts are divided by: 1 for a council.
    fn scale(&self, area: AreaId) -> f64 {
        let councils = || self.known.councils();
        let count = match self.known.area(area).level {
            Level::Council => 1,
            Level::Region => councils().filter(|(_, council)| council.region == Some(area)).count(),
            Level::Country => councils().count(),
        };
        count as f64
    }

    /// The source of what is learned from the workforce of all councils.
    fn workforce_calculation(&self) -> String {
        format!("Own calculation from DfE CSWW {FIRST_YEAR}-{}", self.year)
    }

    fn title(&self, area: AreaId) -> String {
        let name = &self.known.area(area).name;
        match self.known.area(area).level {
            Level::Council => name.clone(),
            Level::Region | Level::Country => format!("Average council of {name}"),
        }
    }
}
