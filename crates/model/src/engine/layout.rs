//! Where what a trial reports stands in the record of the trial.

use crate::measure::Measure;

/// The places of measures in the record of a trial: for each series (the
/// whole service, then each team) a value for every month, the opening first.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The measures.
    pub measures: Vec<Measure>,
    /// Pairs of measure and team (`None` is the whole service) in the order of the record.
    pub series: Vec<(usize, Option<usize>)>,
    /// Months in the record, the opening one included.
    pub months: usize,
    /// For each measure the series of the whole service, then those of the teams.
    first: Vec<usize>,
}

impl Layout {
    pub(super) fn new(measures: Vec<Measure>, teams: usize, run_months: usize) -> Self {
        let mut series = Vec::new();
        let mut first = Vec::new();
        for (at, measure) in measures.iter().enumerate() {
            first.push(series.len());
            series.push((at, None));
            // With a single team its figures are those of the service.
            if measure.by_team && teams > 1 {
                series.extend((0..teams).map(|team| (at, Some(team))));
            }
        }
        Self { measures, series, months: run_months + 1, first }
    }

    /// Values in the record of a trial.
    pub fn len(&self) -> usize {
        self.series.len() * self.months
    }

    /// Whether nothing is reported; never so.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The place of a measure of the whole service (`None`) or of a team.
    pub(super) fn place(&self, measure: usize, team: Option<usize>, month: usize) -> Option<usize> {
        let series = match team {
            None => self.first[measure],
            Some(team) => {
                let series = self.first[measure] + 1 + team;
                let next = self.first.get(measure + 1).copied().unwrap_or(self.series.len());
                if series >= next {
                    return None;
                }
                series
            }
        };
        Some(series * self.months + month)
    }
}
