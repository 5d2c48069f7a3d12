//! The horizontal axis: months.

use model::calendar::Month;

use super::text::Font;

/// A month axis, counted in months from one that always has a tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MonthAxis {
    /// The month that always has a tick.
    anchor: Month,
    /// Left end, in months from the anchor.
    first: f64,
    /// Right end, in months from the anchor.
    last: f64,
}

/// A tick of a month axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MonthTick {
    /// Where it lies: 0 at the left end, 1 at the right.
    pub share: f64,
    /// The month's name, or nothing for a small tick between two others.
    pub label: Option<String>,
}

/// Months from one labelled tick to the next; above these, decades are doubled.
const TICK_MONTHS: [i32; 9] = [1, 2, 3, 6, 12, 24, 36, 60, 120];

impl MonthAxis {
    /// An axis from the first to the last month, widened to both sides by a
    /// part of a month where a single month is to be seen.
    pub(super) fn new(first: Month, anchor: Month, last: Month) -> Self {
        let (first, last) = (f64::from(first.since(anchor)), f64::from(last.since(anchor)));
        let (first, last) = if first < last { (first, last) } else { (first - 0.5, last + 0.5) };
        Self { anchor, first, last }
    }

    /// Where a month lies: 0 at the left end, 1 at the right.
    pub(super) fn share(&self, month: Month) -> f64 {
        self.share_of(f64::from(month.since(self.anchor)))
    }

    /// Ticks from left to right, labelled as densely as `gap` pixels between
    /// labels allow on an axis this many pixels long.
    pub(super) fn ticks(&self, length: f64, font: Font, gap: f64) -> Vec<MonthTick> {
        let mut steps = TICK_MONTHS.into_iter().chain((1..10).map(|times| 120 << times));
        let found = steps.find(|step| self.is_room(*step, length, font, gap));
        let mut step = found.unwrap_or(TICK_MONTHS[0]);
        // As many labels that are further apart show more of the axis.
        let names = |step: i32| self.months(step).count();
        step = steps.next().filter(|wider| names(*wider) > 1 && names(*wider) == names(step)).unwrap_or(step);
        // A narrow axis names its ends rather than a month between them alone.
        let ends = if names(step) < 2 { self.ends(length, font, gap) } else { None };
        // Years stay countable where only some of them are named.
        let small_step = if step > 12 && step <= 120 { 12 } else { step };
        let between = self.months(small_step).filter(|month| ends.is_none_or(|ends| !ends.contains(month)));
        between
            .chain(ends.into_iter().flatten())
            .map(|month| {
                let is_named = match ends {
                    Some(ends) => ends.contains(&month),
                    None => month.since(self.anchor) % step == 0,
                };
                MonthTick { share: self.share(month), label: is_named.then(|| month.short_name()) }
            })
            .collect()
    }

    /// The first and the last month, if both can be named.
    fn ends(&self, length: f64, font: Font, gap: f64) -> Option<[Month; 2]> {
        let ends = [self.first.ceil(), self.last.floor()].map(|months| self.anchor.plus(months as i32));
        let half = |month: Month| font.width(&month.short_name()) / 2.0;
        let room = (self.share(ends[1]) - self.share(ends[0])) * length - half(ends[0]) - half(ends[1]);
        (ends[0] < ends[1] && room >= gap).then_some(ends)
    }

    fn is_room(&self, step: i32, length: f64, font: Font, gap: f64) -> bool {
        let mut end_of_last = f64::NEG_INFINITY;
        self.months(step).all(|month| {
            let (middle, half) = (self.share(month) * length, font.width(&month.short_name()) / 2.0);
            let fits = middle - half >= end_of_last + gap;
            end_of_last = middle + half;
            fits
        })
    }

    /// Months of the axis that are a multiple of `step` from the anchor.
    fn months(&self, step: i32) -> impl Iterator<Item = Month> {
        let anchor = self.anchor;
        let first = (self.first / f64::from(step)).ceil() as i32;
        let last = (self.last / f64::from(step)).floor() as i32;
        (first..=last).map(move |count| anchor.plus(count * step))
    }

    fn share_of(&self, months: f64) -> f64 {
        (months - self.first) / (self.last - self.first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme::LABEL;
    use super::*;

    fn labels(first: Month, anchor: Month, last: Month) -> Vec<String> {
        let ticks = MonthAxis::new(first, anchor, last).ticks(540.0, LABEL, 14.0);
        ticks.into_iter().filter_map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_fall_on_the_first_projected_month() {
        let start = Month::new(2026, 4);
        assert_eq!(
            labels(start, start, Month::new(2029, 4)),
            ["Apr 2026", "Oct 2026", "Apr 2027", "Oct 2027", "Apr 2028", "Oct 2028", "Apr 2029"]
        );
        let september = Month::new(2023, 9);
        assert_eq!(
            labels(Month::new(2017, 3), september, Month::new(2028, 9)),
            ["Sep 2017", "Sep 2019", "Sep 2021", "Sep 2023", "Sep 2025", "Sep 2027"]
        );
    }

    #[test]
    fn any_span_has_a_tick_and_few_enough() {
        let start = Month::new(2023, 9);
        for months in (0..60).chain((60..2000).step_by(37)).chain([20_000, 90_000]) {
            let labels = labels(start, start, start.plus(months));
            assert!((1..=9).contains(&labels.len()), "{months} months: {labels:?}");
        }
    }
}
