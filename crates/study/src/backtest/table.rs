//! Scores by measure, years ahead, forecaster and group; councils that were served worst.

use std::collections::{BTreeMap, BTreeSet};

use super::Projection;
use super::groups::{Group, by_group};
use super::scores::{Forecaster, Score};
use evidence::published::{AreaId, Published, Year};

/// A score, and of what.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// Of which projections.
    pub group: Group,
    /// The group in words ([`Group::label`]).
    pub label: String,
    /// The place in [`super::MEASURES`]; all together if absent.
    pub measure: Option<usize>,
    /// Years ahead; all together if absent.
    pub horizon: Option<Year>,
    /// Whose forecasts.
    pub forecaster: Forecaster,
    /// How well they did.
    pub score: Score,
}

/// A council that was served badly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorstServed {
    /// The council.
    pub council: AreaId,
    /// Its outturns.
    pub n: usize,
    /// Share of them outside of the 80% band.
    pub outside80: f64,
    /// Mean over measures of the mean score over that of the last value
    /// ([`super::scores::Accuracy::crps_to_last_value`]). None if the rule has
    /// no forecast of the council.
    pub crps_to_last_value: Option<f64>,
}

/// All scores: of all projections together for every measure, horizon and
/// forecaster; of each group for every measure and Staffcast, all horizons
/// together. The last of each are those of all measures together, which have
/// no accuracy as they have no common unit.
pub fn table(published: &Published, projections: &[Projection]) -> Vec<ScoreRow> {
    let all: Vec<&Projection> = projections.iter().collect();
    let horizons: BTreeSet<Year> = projections.iter().map(|projection| projection.horizon).collect();
    let horizons: Vec<Option<Year>> = horizons.into_iter().map(Some).chain([None]).collect();
    let mut rows = rows_of(published, Group::All, &all, &horizons, &Forecaster::ALL);
    for (group, members) in by_group(published, &all) {
        rows.extend(rows_of(published, group, &members, &[None], &[Forecaster::Own]));
    }
    rows
}

/// The councils that were served worst, the worst first: those of whose
/// outturns most fell outside of the 80% band beyond the fifth that should,
///
/// ```text
/// outturns outside  -  0.2 x outturns
/// ```
///
/// A council plans by the band, and shares of all measures count alike in this,
/// which errors in different units cannot. It is a number rather than a share
/// so that a council with two outturns is not the worst by bad luck with both.
pub fn worst_served(projections: &[Projection], how_many: usize) -> Vec<WorstServed> {
    let mut councils: BTreeMap<AreaId, Vec<&Projection>> = BTreeMap::new();
    for projection in projections {
        councils.entry(projection.council).or_default().push(projection);
    }
    let mut served: Vec<WorstServed> =
        councils.into_iter().filter_map(|(council, own)| served(council, &own)).collect();
    let beyond = |served: &WorstServed| (served.outside80 - 0.2) * served.n as f64;
    // The sort is stable: equals stay in the order of the councils.
    served.sort_by(|a, b| beyond(b).total_cmp(&beyond(a)));
    served.truncate(how_many);
    served
}

fn served(council: AreaId, projections: &[&Projection]) -> Option<WorstServed> {
    let score = Score::of(Forecaster::Own, projections)?;
    let ratios: Vec<f64> = by_measure(projections)
        .values()
        .filter_map(|own| Score::of(Forecaster::Own, own)?.accuracy?.crps_to_last_value)
        .collect();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    Some(WorstServed {
        council,
        n: score.n,
        outside80: 1.0 - score.coverage80.share,
        crps_to_last_value: mean.is_finite().then_some(mean),
    })
}

/// The scores of a group: of each measure, then of all together.
fn rows_of(
    published: &Published,
    group: Group,
    members: &[&Projection],
    horizons: &[Option<Year>],
    forecasters: &[Forecaster],
) -> Vec<ScoreRow> {
    let measures = by_measure(members).into_iter().map(|(measure, own)| (Some(measure), own));
    let mut rows = Vec::new();
    for (measure, own) in measures.chain([(None, members.to_vec())]) {
        for &horizon in horizons {
            let within = |projection: &&&Projection| horizon.is_none_or(|only| projection.horizon == only);
            let scored: Vec<&Projection> = own.iter().filter(within).copied().collect();
            rows.extend(forecasters.iter().filter_map(|&forecaster| {
                let mut score = Score::of(forecaster, &scored)?;
                // A rule may have forecasts of one measure alone: all together still have no unit.
                score.accuracy = score.accuracy.filter(|_| measure.is_some());
                Some(ScoreRow { group, label: group.label(published), measure, horizon, forecaster, score })
            }));
        }
    }
    rows
}

fn by_measure<'a>(projections: &[&'a Projection]) -> BTreeMap<usize, Vec<&'a Projection>> {
    let mut measures: BTreeMap<usize, Vec<&Projection>> = BTreeMap::new();
    for projection in projections {
        measures.entry(projection.measure).or_default().push(projection);
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::rules::Rule;
    use crate::backtest::sample::{council_of, forecast, measure, projection};

    /// Inside, inside and outside of the band, in three councils, for two years and two measures.
    fn projections() -> Vec<Projection> {
        let mut all = Vec::new();
        for (council, outturn) in [("Kent", 4.0), ("Leeds", 5.0), ("Devon", 12.0)] {
            for horizon in [1, 2] {
                for id in ["caseload", "vacancy_rate"] {
                    let own = forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 1.5);
                    let mut projection = projection(council, horizon, outturn, own);
                    projection.measure = measure(id);
                    projection.rules[Rule::LastValue as usize] = Some(forecast([0.0; 7], 3.0));
                    all.push(projection);
                }
            }
        }
        all
    }

    #[test]
    fn there_is_a_row_for_every_score_that_can_be_given() {
        let rows = table(Published::embedded(), &projections());
        let of_all = || rows.iter().filter(|row| row.group == Group::All);
        // Two measures and all, two horizons and all, Staffcast and the rule with forecasts.
        assert_eq!(of_all().count(), 3 * 3 * 2);
        for row in of_all() {
            assert!(
                (row.score.coverage80.share - 2.0 / 3.0).abs() < 1e-12 || row.forecaster != Forecaster::Own
            );
            assert_eq!(row.score.accuracy.is_none(), row.measure.is_none());
        }
        // Three regions, two target years and one origin; by size and judgement as they are.
        let count = |kind| rows.iter().filter(|row| row.group.kind() == kind).count();
        assert_eq!(["region", "target_year", "origin"].map(count), [9, 6, 3]);
        let of_groups = rows.iter().filter(|row| row.group != Group::All);
        assert!(of_groups.clone().all(|row| row.forecaster == Forecaster::Own && row.horizon.is_none()));
        let n = of_groups.filter(|row| row.group.kind() == "ofsted" && row.measure.is_none());
        assert_eq!(n.map(|row| row.score.n).sum::<usize>(), 12);
        assert_eq!(table(Published::embedded(), &[]), []);
    }

    #[test]
    fn the_worst_served_are_those_whose_outturns_fall_outside_most() {
        let mut all = projections();
        // One of one outside is less than four of four.
        let mut unlucky = projection("Bath", 1, 12.0, forecast([0.0; 7], 1.0));
        unlucky.measure = measure("caseload");
        all.push(unlucky);
        let worst = worst_served(&all, 3);
        let names = ["Devon", "Bath", "Kent"].map(council_of);
        assert_eq!(worst.iter().map(|served| served.council).collect::<Vec<_>>()[..2], names[..2]);
        assert_eq!(worst.len(), 3);
        assert_eq!((worst[0].n, worst[0].crps_to_last_value), (4, Some(0.5)));
        assert!((worst[0].outside80 - 1.0).abs() < 1e-12 && worst[2].outside80.abs() < 1e-12);
        assert_eq!((worst[1].n, worst[1].crps_to_last_value), (1, None));
        // Kent and Leeds alike: in their own order.
        assert_eq!(worst[2].council, names[2]);
    }
}
