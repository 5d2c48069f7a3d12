//! What was known of a figure of each council in each year.

use std::collections::BTreeMap;

use super::{ErrorScale, Measure};
use evidence::published::{AreaId, Published, Year};
use model::measure::Unit;

/// No figure is older.
const OLDEST: Year = 2000;

/// What simple rules go by: a council in a year, as seen in that year. On the
/// scale on which errors are alike: the logarithm of the figure for
/// [`ErrorScale::Ratio`], the figure itself for [`ErrorScale::Difference`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Predictors {
    /// The council's figure of the year.
    pub(super) last: f64,
    /// The mean of its figures up to the year.
    pub(super) mean: f64,
    /// England's figure of the year; of a count, what the council would have if
    /// it had as many for each child as England.
    pub(super) england: Option<f64>,
    /// How far England's figure had moved within a year; nil if that is not known.
    pub(super) trend: f64,
}

/// Every council that has a figure, in every year up to an origin.
pub(super) struct Panel {
    predictors: BTreeMap<(AreaId, Year), Predictors>,
}

impl Panel {
    /// Gathers a figure up to a year; nothing later is looked at.
    pub(super) fn new(published: &Published, measure: &Measure, origin: Year) -> Self {
        let series = |area| -> BTreeMap<Year, f64> {
            let figure = |year| scaled(measure.scale, measure.outturn(published, area, year)?);
            (OLDEST..=origin).filter_map(|year| Some((year, figure(year)?))).collect()
        };
        let england = series(published.england());
        let trend = |year: Year| Some(england.get(&year)? - england.get(&(year - 1))?);
        let mut predictors = BTreeMap::new();
        for (council, _) in published.councils() {
            let mut sum = 0.0;
            for (before, (year, last)) in series(council).into_iter().enumerate() {
                sum += last;
                let at_england_rate = || Some(england.get(&year)? + size(published, measure, council, year)?);
                let known = Predictors {
                    last,
                    mean: sum / (before as f64 + 1.0),
                    england: at_england_rate(),
                    trend: trend(year).unwrap_or(0.0),
                };
                predictors.insert((council, year), known);
            }
        }
        Self { predictors }
    }

    /// A council in a year; none if it has no figure of the year.
    pub(super) fn at(&self, council: AreaId, year: Year) -> Option<&Predictors> {
        self.predictors.get(&(council, year))
    }

    /// What was known, and the figure that came of it so many years later:
    /// every council and year that has both.
    pub(super) fn pairs(&self, horizon: Year) -> Vec<(Predictors, f64)> {
        let pair = |(&(council, year), known): (&(AreaId, Year), &Predictors)| {
            Some((*known, self.at(council, year + horizon)?.last))
        };
        self.predictors.iter().filter_map(pair).collect()
    }
}

/// A figure on the scale of [`Predictors`]. One that has no logarithm is left out.
fn scaled(scale: ErrorScale, figure: f64) -> Option<f64> {
    match scale {
        ErrorScale::Ratio => (figure > 0.0).then(|| figure.ln()),
        ErrorScale::Difference => Some(figure),
    }
}

/// What to add to England's figure to have that of a council at the same rate:
/// for a count, the logarithm of its share of England's children by the latest
/// known population; nothing for a rate.
fn size(published: &Published, measure: &Measure, council: AreaId, year: Year) -> Option<f64> {
    if measure.scale == ErrorScale::Difference || measure.unit == Unit::CasesPerFte {
        return Some(0.0);
    }
    let share = children(published, council, year)? / children(published, published.england(), year)?;
    scaled(ErrorScale::Ratio, share)
}

/// Children who live there, by the latest population known in a year.
pub(super) fn children(published: &Published, area: AreaId, year: Year) -> Option<f64> {
    let mut known = published.population.years(area).rev().filter(|(of, _)| *of <= year);
    known.find_map(|(_, row)| row.children)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::MEASURES;

    #[test]
    fn what_was_known_in_a_year_does_not_change_with_what_came_later() {
        let published = Published::embedded();
        for measure in &MEASURES {
            let later = Panel::new(published, measure, 2023);
            let then = Panel::new(&published.until(2019), measure, 2019);
            assert!(then.predictors.len() > 140, "{}", measure.id);
            for ((council, year), known) in &then.predictors {
                assert_eq!(later.at(*council, *year), Some(known), "{}", measure.id);
            }
            let known = later.predictors.keys().filter(|(_, year)| *year <= 2019);
            assert_eq!(known.count(), then.predictors.len(), "{}", measure.id);
        }
    }

    #[test]
    fn pairs_are_a_horizon_apart() {
        let measure = &MEASURES[Measure::find("agency_rate").unwrap()];
        let published = Published::embedded();
        let panel = Panel::new(published, measure, 2019);
        assert_eq!(panel.pairs(3), []);
        let kent = published.find("Kent").unwrap();
        let figure = |year| measure.outturn(published, kent, year).unwrap();
        let pair = (*panel.at(kent, 2017).unwrap(), figure(2019));
        assert!(panel.pairs(2).contains(&pair));
    }
}
