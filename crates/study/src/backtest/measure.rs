//! The figures that are projected: where they are published, and where they
//! stand in the record of a trial.

use std::ops::RangeInclusive;

use evidence::profile::Indicator;
use evidence::published::{AreaId, Published, Year};
use model::engine::Layout;
use model::measure::{MeasureId, Unit, id_of_stage};

/// A figure that is projected and published.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Stable id, such as `vacancy_rate`.
    pub id: &'static str,
    /// In words.
    pub title: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Its errors are alike as ratios, or as differences.
    pub scale: ErrorScale,
    /// The month of its date.
    pub at: Date,
    figure: Figure,
    read: Read,
}

/// On which scale errors of councils are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorScale {
    /// Counts, and means of counts: per cent of the figure.
    Ratio,
    /// Shares: points.
    Difference,
}

/// The date of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// 30 September.
    September,
    /// 31 March.
    March,
}

/// How a figure follows from what is published.
#[derive(Clone, Copy, Debug)]
enum Figure {
    /// As the indicator of the same id.
    Indicator,
    /// A count, of which indicators have the rate.
    Count(fn(&Published, AreaId, Year) -> Option<f64>),
}

/// How a figure follows from the record of a trial.
#[derive(Clone, Copy, Debug)]
enum Read {
    /// The measure at the month.
    At(MeasureId),
    /// The cases open in a stage at the month, of which the scenario may hold a part only.
    Part(&'static str),
    /// The mean of the measure over twelve months.
    MeanOfYear(MeasureId),
    /// One measure less another at the month.
    Less(MeasureId, MeasureId),
}

/// Where a figure stands in the record of a trial.
#[derive(Clone, Debug)]
pub(super) enum RecordPlace {
    /// In a cell.
    Cell(usize),
    /// In a cell that holds only this part of it.
    Part(usize, f64),
    /// The mean of some cells.
    Mean(RangeInclusive<usize>),
    /// One cell less another.
    Less(usize, usize),
}

impl RecordPlace {
    /// The figure of a trial; not a number if the trial has no value.
    pub(super) fn read(&self, record: &[f32]) -> f64 {
        let value = |cell: usize| f64::from(record[cell]);
        match self {
            Self::Cell(cell) => value(*cell),
            Self::Part(cell, part) => value(*cell) / part,
            Self::Mean(cells) => cells.clone().map(value).sum::<f64>() / cells.clone().count() as f64,
            Self::Less(whole, less) => value(*whole) - value(*less),
        }
    }
}

/// All figures, staff first.
pub const MEASURES: [Measure; 12] = [
    Measure {
        id: "in_post_fte",
        title: "Staff in post (FTE)",
        unit: Unit::Fte,
        scale: ErrorScale::Ratio,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::InPost),
    },
    Measure {
        id: "vacancy_rate",
        title: "Vacancy rate",
        unit: Unit::Share,
        scale: ErrorScale::Difference,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::VacancyRate),
    },
    Measure {
        id: "agency_rate",
        title: "Agency rate",
        unit: Unit::Share,
        scale: ErrorScale::Difference,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::AgencyRate),
    },
    Measure {
        id: "turnover_rate",
        title: "Turnover rate",
        unit: Unit::Share,
        scale: ErrorScale::Difference,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::Turnover),
    },
    Measure {
        id: "absence_rate",
        title: "Absence rate",
        unit: Unit::Share,
        scale: ErrorScale::Difference,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::MeanOfYear(MeasureId::Absence),
    },
    Measure {
        id: "caseload",
        title: "Average caseload",
        unit: Unit::CasesPerFte,
        scale: ErrorScale::Ratio,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::Caseload),
    },
    Measure {
        id: "cases_held",
        title: "Cases held",
        unit: Unit::Cases,
        scale: ErrorScale::Ratio,
        at: Date::September,
        figure: Figure::Indicator,
        read: Read::Less(MeasureId::OpenCases, MeasureId::Unallocated),
    },
    Measure {
        id: "referrals",
        title: "Referrals in the year",
        unit: Unit::Count,
        scale: ErrorScale::Ratio,
        at: Date::March,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::ReferralsOfYear),
    },
    Measure {
        id: "rereferral_share",
        title: "Re-referral share",
        unit: Unit::Share,
        scale: ErrorScale::Difference,
        at: Date::March,
        figure: Figure::Indicator,
        read: Read::At(MeasureId::RereferralShare),
    },
    Measure {
        id: "children_in_need",
        title: "Children in need",
        unit: Unit::Count,
        scale: ErrorScale::Ratio,
        at: Date::March,
        figure: Figure::Count(|data, area, year| data.demand.get(area, year).children_in_need),
        read: Read::At(MeasureId::ChildrenInNeed),
    },
    Measure {
        id: "protection_plans",
        title: "Children on protection plans",
        unit: Unit::Count,
        scale: ErrorScale::Ratio,
        at: Date::March,
        figure: Figure::Count(|data, area, year| data.demand.get(area, year).protection_plans),
        read: Read::Part("child_protection"),
    },
    Measure {
        id: "looked_after",
        title: "Looked-after children",
        unit: Unit::Count,
        scale: ErrorScale::Ratio,
        at: Date::March,
        figure: Figure::Count(|data, area, year| data.looked_after.get(area, year).looked_after),
        read: Read::Part("looked_after"),
    },
];

impl Measure {
    /// The place of an id in [`MEASURES`].
    pub fn find(id: &str) -> Option<usize> {
        MEASURES.iter().position(|measure| measure.id == id)
    }

    /// The figure as published; none if it is missing, or a rate of nothing.
    pub fn outturn(&self, published: &Published, area: AreaId, year: Year) -> Option<f64> {
        match self.figure {
            Figure::Indicator => Indicator::of_id(self.id)?.of(published, area, year),
            Figure::Count(count) => count(published, area, year),
        }
    }

    /// Where the figure stands in the records of a model whose trials begin on 30
    /// September, `horizon` years ahead; the scenario's plans and looked-after children are `part` of the
    /// published ones ([`Draft::scaled_by`](evidence::estimate::Draft)).
    ///
    /// # Panics
    ///
    /// If the model lacks the measure, as none of `init` does.
    pub(super) fn place(&self, layout: &Layout, horizon: Year, part: f64) -> RecordPlace {
        let month = self.month(horizon);
        let cell = |id: &str, month: usize| {
            let is_asked =
                |&(at, team): &(usize, Option<usize>)| team.is_none() && layout.measures[at].id == id;
            let series = layout.series.iter().position(is_asked);
            series.expect("a scenario of `init` has it") * layout.months + month
        };
        match self.read {
            Read::At(id) => RecordPlace::Cell(cell(id.name(), month)),
            Read::Part(stage) => RecordPlace::Part(cell(&id_of_stage(stage), month), part),
            Read::MeanOfYear(id) => RecordPlace::Mean(cell(id.name(), month - 11)..=cell(id.name(), month)),
            Read::Less(whole, less) => RecordPlace::Less(cell(whole.name(), month), cell(less.name(), month)),
        }
    }

    /// Months from the start of a run to the date of the figure.
    fn month(&self, horizon: Year) -> usize {
        let months = 12 * usize::from(horizon);
        match self.at {
            Date::September => months,
            Date::March => months - 6,
        }
    }
}
