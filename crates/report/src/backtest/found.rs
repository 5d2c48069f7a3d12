//! The scores of a back-test by what they are of.

use evidence::published::Year;
use study::backtest::groups::Group;
use study::backtest::rules::Rule;
use study::backtest::scores::{Forecaster, Score};
use study::backtest::table::ScoreRow;
use study::backtest::{MEASURES, Measure};

/// The scores of a back-test.
#[derive(Clone, Copy)]
pub(super) struct Scores<'a>(pub &'a [ScoreRow]);

impl<'a> Scores<'a> {
    /// Staffcast's score of all councils: of one measure or all, so many years
    /// ahead or all together.
    pub(super) fn own(self, measure: Option<usize>, horizon: Option<Year>) -> Option<&'a Score> {
        self.of(Group::All, measure, horizon, Forecaster::Own)
    }

    /// The score of a rule for a measure, all years ahead together.
    pub(super) fn rule(self, rule: Rule, measure: usize) -> Option<&'a Score> {
        self.of(Group::All, Some(measure), None, Forecaster::Rule(rule))
    }

    /// Staffcast's score of a group, all years ahead together.
    pub(super) fn of_group(self, group: Group, measure: Option<usize>) -> Option<&'a Score> {
        self.of(group, measure, None, Forecaster::Own)
    }

    fn of(
        self,
        group: Group,
        measure: Option<usize>,
        horizon: Option<Year>,
        forecaster: Forecaster,
    ) -> Option<&'a Score> {
        let is_wanted = |row: &&ScoreRow| {
            (row.group, row.measure, row.horizon, row.forecaster) == (group, measure, horizon, forecaster)
        };
        self.0.iter().find(is_wanted).map(|row| &row.score)
    }

    /// The measures that are scored, in their order: place, measure and
    /// Staffcast's score with all years ahead together.
    pub(super) fn measures(self) -> Vec<(usize, &'static Measure, &'a Score)> {
        let all = MEASURES.iter().enumerate();
        all.filter_map(|(at, measure)| Some((at, measure, self.own(Some(at), None)?))).collect()
    }

    /// Years ahead, ascending.
    pub(super) fn horizons(self) -> Vec<Year> {
        let mut horizons: Vec<Year> = self.0.iter().filter_map(|row| row.horizon).collect();
        horizons.sort_unstable();
        horizons.dedup();
        horizons
    }

    /// The groups of a kind in their order, in words, with Staffcast's score of
    /// all measures together.
    pub(super) fn groups(self, kind: &str) -> Vec<(Group, &'a str, &'a Score)> {
        let all = self.0.iter();
        let of_kind = all.filter(|row| {
            row.group.kind() == kind && row.measure.is_none() && row.forecaster == Forecaster::Own
        });
        of_kind.map(|row| (row.group, row.label.as_str(), &row.score)).collect()
    }
}
