//! What is reported: the measures, each with every word that is said of it.

mod table;
mod of_stage;
pub mod usual;

use std::borrow::Cow;

pub use of_stage::{id_of_entries, id_of_stage, stage_of};
pub use table::MeasureId;

use crate::english::title_or_name;
use crate::figures::{short, whole};
use crate::service::Service;

/// What a measure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Children's cases.
    Cases,
    /// Referrals, or other events.
    Count,
    /// Cases for each FTE case-holder.
    CasesPerFte,
    /// Full-time-equivalent staff.
    Fte,
    /// A share, 0 to 1 (0.16 is 16%).
    Share,
    /// Weeks.
    Weeks,
    /// Times a year.
    PerYear,
    /// Pounds.
    Pounds,
    /// Children, or events, for every 10,000 children aged 0 to 17.
    PerTenThousand,
}

impl Unit {
    /// Within which every value of such a measure lies, and far beyond which no council comes.
    pub fn limits(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            Self::Cases | Self::Count => (0.0, 1e7),
            Self::Fte => (0.0, 1e5),
            Self::CasesPerFte | Self::Weeks | Self::PerTenThousand => (0.0, 1e4),
            Self::PerYear => (0.0, 50.0),
            // An agency premium may be a saving.
            Self::Pounds => (-1e11, 1e11),
        }
    }

    /// As in the `unit` column of the csv files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Count => "count",
            Self::CasesPerFte => "cases per FTE",
            Self::Fte => "FTE",
            Self::Share => "share",
            Self::Weeks => "weeks",
            Self::PerYear => "a year",
            Self::Pounds => "GBP",
            Self::PerTenThousand => "per 10,000 children",
        }
    }
}

/// How months make up a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yearly {
    /// A flow: the months are summed.
    Sum,
    /// A stock or a rate: not reported by financial year.
    No,
}

/// Where the value axis of a chart begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisBase {
    /// At zero: for money, flows and anything whose size is the message.
    Zero,
    /// Near the lowest value where that shows more; the chart then says so.
    Fitted,
}

/// A measure: what is reported, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Stable id, such as `vacancy_rate` or `open_cases.assessment`: others build on it.
    pub id: Cow<'static, str>,
    /// In words, to begin a chart title: "Vacancy rate".
    pub title: Cow<'static, str>,
    /// Where room is short, as in the table on the terminal: "Turnover (year)".
    pub short: &'static str,
    /// The subject of a sentence: the title, but for a colon, which would end the sentence.
    pub subject: Cow<'static, str>,
    /// Within a sentence, after "the": "number of referrals".
    pub noun: Cow<'static, str>,
    /// Whether the title is several things, for its verb: "Referrals are", "Vacancy rate is".
    pub is_plural: bool,
    /// What it is and, for a rate, over what; below the title of its charts, without a full stop.
    pub meaning: &'static str,
    /// What it is, in a sentence for those who take figures from the sheets. How it is worked out is in docs/model.md,
    /// section 10.
    pub definition: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Where the axes of its charts begin.
    pub axis: AxisBase,
    /// How it is reported by financial year.
    pub yearly: Yearly,
    /// Whether it is reported for each team as well as for the whole service.
    pub by_team: bool,
    /// Whether it has a value at the opening month (stocks and twelve-month rates), or only once the
    /// run has begun (flows of a month).
    pub at_opening: bool,
}

impl Measure {
    /// Whether it is this one.
    pub fn is(&self, id: MeasureId) -> bool {
        self.id == id.name()
    }

    /// Why it can never have such a value, with the remedy: it lies beyond what its unit allows, by far.
    pub fn why_impossible(&self, value: f64) -> Option<String> {
        let (low, high) = self.unit.limits();
        if (low..=high).contains(&value) {
            return None;
        }
        Some(match self.unit {
            Unit::Share if value > 1.0 && value <= 100.0 => {
                format!("a share lies between 0 and 1: did you mean {}?", short(value / 100.0, 6))
            }
            Unit::Share => "a share lies between 0 and 1: write 12% as 0.12".to_owned(),
            _ => format!("{} lies between {} and {}", self.noun, whole(low), whole(high)),
        })
    }
}

/// All measures of a service in the order of the record of a trial: those of the table, then by stage the open cases, and
/// then the entries.
pub fn all<N>(service: &Service<N>) -> Vec<Measure> {
    let general = MeasureId::ALL.iter().map(|id| id.measure().clone());
    let stages = [Measure::open_cases_of, Measure::entries_to].into_iter().flat_map(|of| {
        let each = service.stage.iter();
        each.map(move |(name, stage)| of(&name.text, &title_or_name(&stage.title, &name.text)))
    });
    general.chain(stages).collect()
}

/// What options bring or avoid, which the baseline has not.
const OF_OPTIONS: [MeasureId; 7] = [
    MeasureId::ReferralsAvoided,
    MeasureId::FamiliesHelped,
    MeasureId::ChildrenHelped,
    MeasureId::CampaignOffered,
    MeasureId::CampaignStarted,
    MeasureId::CampaignNoVacancy,
    MeasureId::CampaignInPost,
];

/// The ids of all measures of a service, as messages list them: what options bring after what there is, then money.
pub fn ids<N>(service: &Service<N>) -> Vec<String> {
    let mut all = all(service);
    let stages = all.split_off(MeasureId::ALL.len());
    all.sort_by_key(|measure| (measure.unit == Unit::Pounds, OF_OPTIONS.iter().any(|id| measure.is(*id))));
    all.into_iter().chain(stages).map(|measure| measure.id.into_owned()).collect()
}

/// Share of posts that are not filled by permanent staff:
///
/// ```text
/// vacancy rate = vacancies / (vacancies + in post)
/// ```
///
/// This and the rates below are as defined by the Department for Education,
/// *Children's social work workforce*, methodology: all in FTE, and not a
/// number where there is nothing to divide by.
pub fn vacancy_rate(vacancies: f64, in_post: f64) -> f64 {
    ratio(vacancies, vacancies + in_post)
}

/// Share of staff who are agency workers:
///
/// ```text
/// agency rate = agency / (agency + in post)
/// ```
pub fn agency_rate(agency: f64, in_post: f64) -> f64 {
    ratio(agency, agency + in_post)
}

/// Leavers of twelve months against staff in post at the end of them:
///
/// ```text
/// turnover rate = leavers / in post at the end
/// ```
pub fn turnover_rate(leavers_of_year: f64, in_post_at_end: f64) -> f64 {
    ratio(leavers_of_year, in_post_at_end)
}

/// Cases held for each FTE case-holder, agency workers included:
///
/// ```text
/// average caseload = cases held / case-holders
/// ```
pub fn average_caseload(cases_held: f64, case_holders: f64) -> f64 {
    ratio(cases_held, case_holders)
}

/// A part of a whole, or one quantity for each of another; not a number where
/// there is nothing to divide by, which summaries leave out.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}
