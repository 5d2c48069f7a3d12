//! The rows of the csv files of a run. Each file is written and read back by one of these structs, whose fields
//! are its columns: so a column stands here and nowhere else.

use serde::{Deserialize, Serialize};

use super::rounding::{self, parsed};
use model::calendar::{FinancialYear, Month};
use model::measure::Unit;
use model::summary::{Band, Difference, Series};

/// A measure at a time: a row of `monthly.csv` or `yearly.csv`, or most of one of the differences.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct SeriesRow<T, C> {
    pub(super) option: String,
    pub(super) team: String,
    pub(super) time: T,
    pub(super) measure: String,
    pub(super) unit: String,
    pub(super) cells: C,
}

/// A row of `differences.csv` or `differences_yearly.csv`.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct DifferenceRow<T> {
    pub(super) of: SeriesRow<T, DifferenceCells>,
    pub(super) against: String,
}

/// A row of `net_cost.csv`.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct NetCostRow {
    pub(super) option: String,
    pub(super) time: InMonth,
    pub(super) unit: String,
    pub(super) cells: DifferenceCells,
    pub(super) paid_back_share: String,
    pub(super) against: String,
}

/// A row of `present_cost.csv`.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct PresentCostRow {
    pub(super) option: String,
    pub(super) unit: String,
    pub(super) cells: DifferenceCells,
    pub(super) mean_cost_of_levers: String,
    pub(super) against: String,
    /// Of early help; empty for all other options.
    pub(super) break_even_effect_p10: String,
    pub(super) break_even_effect_p50: String,
    pub(super) break_even_effect_p90: String,
}

/// A row of `targets.csv`.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct TargetRow {
    pub(super) option: String,
    pub(super) target: String,
    pub(super) team: String,
    pub(super) measure: String,
    pub(super) by: String,
    pub(super) month: String,
    pub(super) chance: String,
    pub(super) chance_by_then: String,
    pub(super) standard_error: String,
}

/// The column of a month.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct InMonth {
    month: String,
}

/// The column of a financial year.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct InYear {
    financial_year: String,
}

/// Mean and percentiles over the trials.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Percentiles {
    mean: String,
    p05: String,
    p10: String,
    p25: String,
    p50: String,
    p75: String,
    p90: String,
    p95: String,
}

/// The columns of a band.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct BandCells {
    percentiles: Percentiles,
    standard_error: String,
}

/// The columns of a difference.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct DifferenceCells {
    percentiles: Percentiles,
    probability_lower: String,
    probability_higher: String,
    standard_error: String,
}

impl<T, C> SeriesRow<T, C> {
    /// The rows of all series of an option; `cells` writes a band or a difference, if it exists.
    pub(super) fn all<B>(
        option: &str,
        series: &[Series<impl Time<Column = T>, B>],
        cells: fn(Unit, &B) -> Option<C>,
    ) -> impl Iterator<Item = Self> {
        series.iter().flat_map(move |Series { team, measure, bands }| {
            bands.iter().filter_map(move |(time, band)| {
                Some(Self {
                    option: option.to_owned(),
                    team: team.clone().unwrap_or_default(),
                    time: time.column(),
                    measure: measure.id.clone().into_owned(),
                    unit: measure.unit.name().to_owned(),
                    cells: cells(measure.unit, band)?,
                })
            })
        })
    }
}

/// A time and its column.
pub(super) trait Time: Copy {
    /// The column that holds it.
    type Column;

    /// As the column holds it.
    fn column(self) -> Self::Column;

    /// What the column holds, if that is such a time.
    fn read(column: &Self::Column) -> Option<Self>;
}

impl Time for Month {
    type Column = InMonth;

    fn column(self) -> InMonth {
        InMonth { month: self.to_string() }
    }

    fn read(column: &InMonth) -> Option<Self> {
        column.month.parse().ok()
    }
}

impl Time for FinancialYear {
    type Column = InYear;

    fn column(self) -> InYear {
        InYear { financial_year: self.to_string() }
    }

    fn read(InYear { financial_year }: &InYear) -> Option<Self> {
        let first = financial_year.split_once('-')?.0.parse().ok()?;
        let year = Self { first };
        (year.to_string() == *financial_year).then_some(year)
    }
}

impl Percentiles {
    /// The mean, then the percentiles from the 5th to the 95th, as the file holds them.
    pub(super) fn of([mean, p05, p10, p25, p50, p75, p90, p95]: [String; 8]) -> Self {
        Self { mean, p05, p10, p25, p50, p75, p90, p95 }
    }

    fn new(unit: Unit, band: &Band) -> Self {
        // A new field will not compile until it is written.
        let Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error: _ } = *band;
        Self::of([mean, p05, p10, p25, p50, p75, p90, p95].map(|value| rounding::value(unit, value)))
    }

    fn band(&self, standard_error: &str) -> Band {
        let Self { mean, p05, p10, p25, p50, p75, p90, p95 } = self;
        let [mean, p05, p10, p25, p50, p75, p90, p95] =
            [mean, p05, p10, p25, p50, p75, p90, p95].map(|cell| parsed(cell));
        Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error: parsed(standard_error) }
    }
}

impl BandCells {
    /// A band as files hold it.
    pub(super) fn new(unit: Unit, band: &Band) -> Self {
        let standard_error = rounding::standard_error(unit, band.standard_error);
        Self { percentiles: Percentiles::new(unit, band), standard_error }
    }

    /// The band that a file holds.
    pub(super) fn read(&self) -> Band {
        self.percentiles.band(&self.standard_error)
    }
}

impl DifferenceCells {
    /// A difference as files hold it.
    pub(super) fn new(unit: Unit, difference: &Difference) -> Self {
        // A new field will not compile until it is written.
        let Difference { band, probability_lower, probability_higher } = difference;
        let BandCells { percentiles, standard_error } = BandCells::new(unit, band);
        let [probability_lower, probability_higher] =
            [*probability_lower, *probability_higher].map(|chance| rounding::value(Unit::Share, chance));
        Self { percentiles, probability_lower, probability_higher, standard_error }
    }

    /// The difference that a file holds.
    pub(super) fn read(&self) -> Difference {
        Difference {
            band: self.percentiles.band(&self.standard_error),
            probability_lower: parsed(&self.probability_lower),
            probability_higher: parsed(&self.probability_higher),
        }
    }
}
