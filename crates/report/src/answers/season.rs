//! Measures that swing with the season: what one month says of a year.

use crate::Run;
use crate::precision::levels;
use model::calendar::Month;
use model::summary::{Band, Series};

/// A swing smaller than this part of the 80% range of the month is not told.
const NOTICEABLE: f64 = 0.15;

/// The monthly medians of the year up to a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct YearOfMedians {
    /// The average of the twelve.
    pub(crate) average: f64,
    /// The month with the highest, and its median.
    pub(crate) highest: (Month, f64),
}

/// What stands beside a month of a measure that swings: the year's average and its highest month; nothing of others.
///
/// A swing is what is left of the medians when the straight line from the month a year ago is taken away. Of flows the
/// month alone would say less still: their years are told by themselves.
pub(crate) fn swing(series: &Series<Month>, month: Month) -> Option<YearOfMedians> {
    let (before, now) = (series.at(&month.plus(-12))?, series.at(&month)?);
    let year: Vec<(Month, f64)> = (-11..=0)
        .map(|ahead| Some((month.plus(ahead), series.at(&month.plus(ahead))?.p50)))
        .collect::<Option<_>>()?;
    let on_the_line = |at: usize| before.p50 + (now.p50 - before.p50) * (at as f64 + 1.0) / 12.0;
    let off = |(at, (_, median)): (usize, &(Month, f64))| median - on_the_line(at);
    let offs: Vec<f64> = year.iter().enumerate().map(off).collect();
    let (low, high) = offs.iter().fold((0.0, 0.0), |(low, high), off| (off.min(low), off.max(high)));
    let Band { p10, p90, .. } = now;
    let highest = *year.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
    let average = year.iter().map(|(_, median)| median).sum::<f64>() / 12.0;
    (high - low > NOTICEABLE * (p90 - p10) && high > low).then_some(YearOfMedians { average, highest })
}

/// The same as a sentence, or nothing.
pub(crate) fn sentence(run: &Run<'_>, series: &Series<Month>, month: Month) -> Option<String> {
    let YearOfMedians { average, highest: (when, highest) } = swing(series, month)?;
    let style = levels(run, &series.measure.id);
    Some(format!(
        "It swings with the season: over the twelve months to {} the monthly medians are {} on average and {} at their \
         highest, in {}.",
        month.long_name(),
        style.write(average),
        style.write(highest),
        when.long_name()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::months;
    use model::measure::MeasureId;

    #[test]
    fn a_saw_tooth_is_told_and_a_straight_line_is_not() {
        let mut summary = months(24);
        let vacancies = summary.monthly.iter_mut().find(|series| series.measure.is(MeasureId::VacancyRate));
        let series = vacancies.unwrap();
        let month = series.bands[24].0;
        assert_eq!(swing(series, month), None);
        // Newly qualified staff join each September; posts fall vacant until the next.
        for (at, (_, band)) in series.bands.iter_mut().enumerate() {
            let more = 0.004 * (at % 12) as f64;
            (band.p10, band.p50, band.p90) = (0.08 + more, 0.15 + more, 0.22 + more);
        }
        let YearOfMedians { average, highest } = swing(series, month).unwrap();
        assert!((average - 0.172).abs() < 1e-9, "{average}");
        assert_eq!(highest.0, month.plus(-1));
        assert!((highest.1 - 0.194).abs() < 1e-9);
        assert_eq!(swing(series, series.bands[6].0), None, "no whole year has gone");
    }
}
