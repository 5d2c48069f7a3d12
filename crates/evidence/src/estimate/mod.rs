//! A scenario for any council from published figures: balanced, every value
//! with its source.
//!
//! What is known up to a year ([`crate::published::Published::until`]) goes in;
//! nothing later can be read. What is estimated of a council (`council`) is set by path (`write`) in
//! `template.toml`, a scenario of an average council (`template`).

mod round;
mod fault;
mod sourced;
mod entries;
mod template;
mod shrinkage;
mod size;
mod variance_components;
mod evidence;
mod environment;
mod yearly_changes;
mod demand;
mod exits;
mod pathway;
mod workforce;
mod turnover;
mod absence;
mod pay;
mod council_changes;
mod council;
mod write;
mod own;

#[cfg(test)]
mod tests;

pub use evidence::{FIRST_YEAR, Figure, Origin};
pub use fault::CannotEstimate;
pub use own::{OwnDraft, Told, lay_over};

use crate::published::{AreaId, Level, Published, Year};
use council::{Council, Learned};
use demand::Seasons;
use entries::Entry;
use environment::Environment;
use evidence::Evidence;
use model::document::{Problems, Severity};
use model::figures::short;
use model::scenario::Reading;
use model::service::FundedPosts;
use template::Template;
use yearly_changes::YearlyChanges;

/// Makes scenarios as of a year. Learning from all councils is done once.
pub struct Estimator {
    known: Published,
    year: Year,
    learned: Learned,
    posts: FundedPosts,
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

impl Estimator {
    /// Learns from figures up to a year; the newest if none is given.
    ///
    /// # Errors
    ///
    /// If there are no figures of the workforce for the year.
    pub fn new(published: &Published, year: Option<Year>) -> Result<Self, CannotEstimate> {
        let last = published.workforce.last_year().ok_or(CannotEstimate::Missing("the workforce"))?;
        let year = year.unwrap_or(last);
        if !(FIRST_YEAR..=last).contains(&year) {
            return Err(CannotEstimate::NoSuchYear { asked: year, known: (FIRST_YEAR, last) });
        }
        let known = published.until(year);
        let environment = Environment::learn(&known, year);
        let seasons = Seasons::learn(&known, year, &environment.demand);
        let changes = YearlyChanges::learn(&known, year);
        let learned = Learned { environment, changes, seasons, template: Template::new() };
        Ok(Self { known, year, learned, posts: FundedPosts::AsFunded })
    }

    /// The same for scenarios in which funded posts do so, and not stay as funded.
    #[must_use]
    pub fn with_posts(self, posts: FundedPosts) -> Self {
        Self { posts, ..self }
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
    /// If something that is needed was never published, or if what is contradicts itself: what is given is always a
    /// scenario that `staffcast check` accepts.
    pub fn scenario(&self, area: AreaId) -> Result<Draft, CannotEstimate> {
        let council = Council::estimate(self.evidence(area), &self.learned)?;
        let mut entries = write::entries(&council);
        entries.set("posts", Entry::Text(self.posts.name()));
        let text = self.learned.template.filled(&entries);
        let figures = council.figures();
        let problems = Reading::of_text("scenario", &text).problems;
        if problems.errors() > 0 {
            return Err(self.contradictory(area, &problems, &figures));
        }
        Ok(Draft { text, figures, scaled_by: council.pathway.scaled_by })
    }

    fn contradictory(&self, area: AreaId, problems: &Problems, figures: &[Figure]) -> CannotEstimate {
        let errors = problems.list().iter().filter(|problem| problem.severity == Severity::Error);
        let figure =
            |figure: &Figure| format!("{} {} ({})", figure.name, short(figure.value, 3), figure.year);
        CannotEstimate::Contradictory {
            council: self.known.area(area).name.clone(),
            year: self.year,
            faults: errors.map(|problem| problem.message.clone()).collect(),
            figures: figures.iter().map(figure).collect(),
        }
    }

    /// What is known about an area.
    fn evidence(&self, area: AreaId) -> Evidence<'_> {
        Evidence { data: &self.known, council: area, year: self.year, scale: self.scale(area) }
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
}
