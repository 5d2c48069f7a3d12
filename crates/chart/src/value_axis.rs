//! The vertical axis: its ends and its ticks.

use super::number_format::{NumberFormat, ValueWriter};
use super::step::Step;
use model::measure::AxisBase;

/// A value axis from one tick to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueAxis {
    /// Multiples of the step at the ends of the axis.
    ends: (i32, i32),
    step: Step,
    writer: ValueWriter,
    /// Free room beyond the ticks at either end, as a share of the whole.
    room: f64,
}

/// How many steps an axis should have.
const WANTED_STEPS: f64 = 6.0;

/// With the lowest value below this share of the highest, an axis from zero
/// costs little room, so a fitted axis begins there too.
const ZERO_IS_NEAR: f64 = 0.5;

/// Values that differ by a smaller share of their size count as constant.
const CONSTANT: f64 = 1e-6;

impl ValueAxis {
    /// An axis that holds all of the values, which are finite and at most
    /// [`LARGEST_VALUE`](super::LARGEST_VALUE).
    pub(super) fn new(values: impl Iterator<Item = f64>, base: AxisBase, format: NumberFormat) -> Self {
        let (lowest, highest) = ends(values);
        Self::holding(span(lowest, highest, base, format), format)
    }

    /// An axis that holds all of the values and little else, for charts in which
    /// no length is read and zero means nothing.
    pub(super) fn tight(values: impl Iterator<Item = f64>, format: NumberFormat) -> Self {
        let (low, high) = ends(values);
        let is_constant = high - low <= CONSTANT * low.abs().max(high.abs());
        let held = if is_constant { span(low, high, AxisBase::Fitted, format) } else { (low, high) };
        Self::holding(held, format)
    }

    /// An axis from one value to another that is truly larger.
    fn holding((low, high): (f64, f64), format: NumberFormat) -> Self {
        let mut step = Step::near((high - low) / WANTED_STEPS);
        // Half a child is no tick, unless there is nothing larger to show.
        let smallest = format.smallest_step();
        if step.times(1) < smallest && high - low >= 2.0 * smallest {
            step = Step::near(smallest);
        }
        // What a value misses a tick by because of rounding is not worth a step.
        let slack = 1e-9;
        let mut first = (low / step.times(1) + slack).floor() as i32;
        let last = (high / step.times(1) - slack).ceil() as i32;
        // A line along the foot of the axis would look like zero.
        if first > 1 && low - step.times(first) < 0.1 * step.times(1) {
            first -= 1;
        }
        let largest = step.times(first).abs().max(step.times(last).abs());
        Self { ends: (first, last), step, writer: format.writer(step, largest), room: 0.0 }
    }

    /// An axis for differences: it holds zero and has a tick on both sides.
    pub(super) fn around_zero(values: impl Iterator<Item = f64>, format: NumberFormat) -> Self {
        let mut axis = Self::new(values.chain([0.0]), AxisBase::Zero, format);
        axis.ends = (axis.ends.0.min(-1), axis.ends.1.max(1));
        axis
    }

    /// The axis with free room for words beyond the ticks at either end.
    pub(super) fn with_room(self, share: f64) -> Self {
        Self { room: share, ..self }
    }

    /// Value and label of every tick, from the lowest.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let (first, last) = self.ends;
        (first..=last)
            .map(|count| self.step.times(count))
            .map(|value| (value, self.writer.tick(value)))
            .collect()
    }

    /// The lowest value.
    fn low(&self) -> f64 {
        self.step.times(self.ends.0)
    }

    /// How the axis' values are written.
    pub(super) fn writer(&self) -> ValueWriter {
        self.writer
    }

    /// Where a value lies: 0 at the foot of the axis, 1 at its top, or less far
    /// out if there is room for words.
    pub(super) fn share(&self, value: f64) -> f64 {
        let (low, high) = (self.low(), self.step.times(self.ends.1));
        self.room + (1.0 - 2.0 * self.room) * (value - low) / (high - low)
    }

    /// Says so if zero lies below the foot or above the top.
    pub(super) fn warning(&self) -> Option<String> {
        let (verb, end) = match self.ends {
            (first, _) if first > 0 => ("starts", first),
            (_, last) if last < 0 => ("ends", last),
            _ => return None,
        };
        let value = self.writer.tick(self.step.times(end));
        Some(format!("axis {verb} at {value}, not at zero"))
    }

    /// Whether there are values on both sides of zero.
    pub(super) fn crosses_zero(&self) -> bool {
        self.ends.0 < 0 && self.ends.1 > 0
    }
}

/// The lowest and the highest value.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |ends, value| (ends.0.min(value), ends.1.max(value)))
}

/// The ends of what an axis has to hold; the second is truly larger.
fn span(lowest: f64, highest: f64, base: AxisBase, format: NumberFormat) -> (f64, f64) {
    let size = lowest.abs().max(highest.abs());
    let is_constant = highest - lowest <= CONSTANT * size;
    // Below this, values are zero for all purposes.
    if size < 1e-12 {
        return (0.0, 5.0 * format.smallest_step());
    }
    let near_zero =
        lowest >= 0.0 && lowest < ZERO_IS_NEAR * highest || highest <= 0.0 && highest > ZERO_IS_NEAR * lowest;
    if base == AxisBase::Zero || near_zero {
        (lowest.min(0.0), highest.max(0.0))
    } else if is_constant {
        (lowest - 0.09 * size, highest + 0.09 * size)
    } else {
        (lowest, highest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: NumberFormat = NumberFormat::number(1);

    fn tick_labels(values: &[f64], base: AxisBase, format: NumberFormat) -> Vec<String> {
        let axis = ValueAxis::new(values.iter().copied(), base, format);
        for &value in values {
            assert!((-1e-6..=1.0 + 1e-6).contains(&axis.share(value)), "{value} of {axis:?}");
        }
        axis.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        for (values, base, format, labels) in [
            (&[15.2, 24.8][..], AxisBase::Fitted, PLAIN, "14 16 18 20 22 24 26"),
            (&[15.2, 24.8], AxisBase::Zero, PLAIN, "0 5 10 15 20 25"),
            (&[0.08, 0.31], AxisBase::Fitted, NumberFormat::percent(1), "0% 5% 10% 15% 20% 25% 30% 35%"),
            (
                &[1.9e6, 2.8e6],
                AxisBase::Zero,
                NumberFormat::pounds(),
                "£0 £0.5m £1.0m £1.5m £2.0m £2.5m £3.0m",
            ),
            (&[-3.0, 8.0], AxisBase::Fitted, PLAIN, "\u{2212}4 \u{2212}2 0 2 4 6 8"),
            (&[0.0], AxisBase::Zero, NumberFormat::number(0), "0 1 2 3 4 5"),
            (&[0.0, 2.4], AxisBase::Zero, NumberFormat::number(0), "0 1 2 3"),
            (&[0.0003], AxisBase::Zero, PLAIN, "0 0.00005 0.00010 0.00015 0.00020 0.00025 0.00030"),
            (&[20.0], AxisBase::Fitted, PLAIN, "18.0 18.5 19.0 19.5 20.0 20.5 21.0 21.5 22.0"),
        ] {
            assert_eq!(tick_labels(values, base, format).join(" "), labels);
        }
    }

    #[test]
    fn every_span_has_a_few_ticks() {
        for size in [1e-13, 3e-7, 0.0003, 1.0, 7.7, 999.0, 3e9, 1e15] {
            for values in [
                [0.0, size],
                [size, size],
                [-size, size],
                [size * 0.9, size],
                [-size, -size],
                [-size, -size * 0.999_999_9],
            ] {
                for base in [AxisBase::Zero, AxisBase::Fitted] {
                    let labels = tick_labels(&values, base, PLAIN);
                    assert!((4..=12).contains(&labels.len()), "{values:?}: {labels:?}");
                }
            }
        }
    }

    #[test]
    fn an_axis_around_zero_has_ticks_on_both_sides() {
        for values in [&[0.0][..], &[3.0, 8.0], &[-3.0, -8.0], &[1e12], &[-1e-300], &[-2.0, 5.0], &[]] {
            let axis = ValueAxis::around_zero(values.iter().copied(), PLAIN).with_room(0.1);
            assert!(axis.crosses_zero(), "{values:?}");
            let shares: Vec<f64> = axis.ticks().iter().map(|(value, _)| axis.share(*value)).collect();
            assert!((shares[0] - 0.1).abs() < 1e-9 && (shares[shares.len() - 1] - 0.9).abs() < 1e-9);
        }
    }

    #[test]
    fn only_an_axis_without_zero_says_so() {
        let warning = |value, base| ValueAxis::new([value, 1.3 * value].into_iter(), base, PLAIN).warning();
        assert_eq!(warning(15.0, AxisBase::Zero), None);
        let warned = warning(15.0, AxisBase::Fitted);
        assert_eq!(warned.as_deref(), Some("axis starts at 14, not at zero"));
        let warned = warning(-15.0, AxisBase::Fitted);
        assert_eq!(warned.as_deref(), Some("axis ends at \u{2212}15, not at zero"));
    }
}
