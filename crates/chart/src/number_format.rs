//! How values are written on axes and labels.

use super::step::Step;
use model::figures::{fixed, with_commas};

/// How the values of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberFormat {
    /// In which notation.
    pub notation: Notation,
    /// What the last digit of a label counts for, a power of ten in what is drawn; as is usual if not given.
    pub step: Option<f64>,
}

/// A notation of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Plain numbers with so many decimals and commas between thousands.
    Number {
        /// Decimals of labels; the axis shows as many as its step needs.
        decimals: u8,
    },
    /// Shares from 0 to 1, written as per cent.
    Percent {
        /// Decimals of labels; the axis shows as many as its step needs.
        decimals: u8,
    },
    /// Pounds, thousands (k), millions (m) or billions (bn) of them.
    Pounds,
}

/// Writes the values of one axis, all in the same unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ValueWriter {
    prefix: &'static str,
    suffix: &'static str,
    /// Written value times this power of ten is the value.
    exponent: i32,
    tick_decimals: usize,
    /// Negative where labels are rounded to tens, hundreds and so on.
    label_decimals: i32,
}

impl NumberFormat {
    /// Plain numbers with so many decimals.
    pub const fn number(decimals: u8) -> Self {
        Self { notation: Notation::Number { decimals }, step: None }
    }

    /// Shares as per cent with so many decimals.
    pub const fn percent(decimals: u8) -> Self {
        Self { notation: Notation::Percent { decimals }, step: None }
    }

    /// Pounds.
    pub const fn pounds() -> Self {
        Self { notation: Notation::Pounds, step: None }
    }

    /// The same with labels whose last digit counts for a step, a power of ten in what is drawn.
    #[must_use]
    pub fn to(self, step: f64) -> Self {
        Self { step: Some(step), ..self }
    }

    /// The smallest difference that labels show.
    pub(super) fn smallest_step(self) -> f64 {
        match self.notation {
            Notation::Number { decimals } => 10_f64.powi(-i32::from(decimals.min(9))),
            Notation::Percent { decimals } => 10_f64.powi(-2 - i32::from(decimals.min(9))),
            Notation::Pounds => 1.0,
        }
    }

    /// The writer for an axis with this step and largest absolute value.
    pub(super) fn writer(self, step: Step, largest: f64) -> ValueWriter {
        let (prefix, suffix, exponent, wanted) = match self.notation {
            Notation::Number { decimals } => ("", "", 0, decimals),
            Notation::Percent { decimals } => ("", "%", -2, decimals),
            Notation::Pounds => {
                let (suffix, exponent) = if largest >= 1e9 {
                    ("bn", 9)
                } else if largest >= 1e6 {
                    ("m", 6)
                } else if largest >= 1e4 {
                    ("k", 3)
                } else {
                    ("", 0)
                };
                // Three figures say enough of a sum of money.
                let shown = largest / 10_f64.powi(exponent);
                let decimals = if exponent == 0 || shown >= 100.0 {
                    0
                } else if shown >= 10.0 {
                    1
                } else {
                    2
                };
                ("£", suffix, exponent, decimals)
            }
        };
        let tick_decimals = (exponent - step.exponent()).clamp(0, 12) as usize;
        // Values far smaller than the caller thought of differ only beyond the
        // decimals of their ticks.
        let wanted = usize::from(wanted.min(9));
        let label_decimals =
            if tick_decimals > wanted + 1 { tick_decimals + 1 } else { tick_decimals.max(wanted) };
        let usual = i32::try_from(label_decimals).unwrap_or(i32::MAX);
        let writer = ValueWriter { prefix, suffix, exponent, tick_decimals, label_decimals: usual };
        self.step.map_or(writer, |step| writer.to(step))
    }
}

impl ValueWriter {
    /// The same with labels whose last digit counts for a step.
    pub(super) fn to(self, step: f64) -> Self {
        Self { label_decimals: self.exponent - step.log10().round() as i32, ..self }
    }

    /// A value of the axis, with no more decimals than its step has.
    pub(super) fn tick(&self, value: f64) -> String {
        self.write(value, self.tick_decimals)
    }

    /// A value of a series.
    pub(super) fn label(&self, value: f64) -> String {
        let step = 10_f64.powi(-self.label_decimals.min(0)) * 10_f64.powi(self.exponent);
        let rounded = if self.label_decimals < 0 { (value / step).round() * step } else { value };
        self.write(rounded, self.shown_decimals())
    }

    /// The decimals of labels, none where they are rounded to tens and more.
    fn shown_decimals(&self) -> usize {
        usize::try_from(self.label_decimals).unwrap_or(0)
    }

    /// A difference, with its sign; one too small to be written is not nil.
    pub(super) fn signed(&self, value: f64) -> String {
        let text = self.label(value);
        if value == 0.0 || text.starts_with('\u{2212}') {
            return text;
        }
        let is_lost = !text.contains(|c: char| matches!(c, '1'..='9'));
        if is_lost { format!("about {}", self.label(0.0)) } else { format!("+{text}") }
    }

    /// A value that somebody has typed, such as a target: all its decimals.
    pub(super) fn exactly(&self, value: f64) -> String {
        let mut decimals = 0;
        let mut shifted = self.scaled(value);
        while decimals < 9 && (shifted - shifted.round()).abs() > 1e-6 {
            decimals += 1;
            shifted *= 10.0;
        }
        self.write(value, decimals)
    }

    fn write(&self, value: f64, decimals: usize) -> String {
        if value == 0.0 {
            // No pounds are no millions of pounds.
            return if self.exponent > 0 { "£0".into() } else { format!("{}0{}", self.prefix, self.suffix) };
        }
        let digits = fixed(self.scaled(value), decimals);
        let is_zero = digits.chars().all(|c| matches!(c, '0' | '.'));
        let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
        format!("{sign}{}{}{}", self.prefix, with_commas(&digits), self.suffix)
    }

    /// The size of a value in the unit in which it is written.
    fn scaled(&self, value: f64) -> f64 {
        // Powers of ten divide and multiply exactly, their inverses do not.
        if self.exponent < 0 {
            value.abs() * 10_f64.powi(-self.exponent)
        } else {
            value.abs() / 10_f64.powi(self.exponent)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: NumberFormat, step: f64, largest: f64, value: f64) -> (String, String) {
        let writer = format.writer(Step::near(step), largest);
        (writer.tick(value), writer.label(value))
    }

    #[test]
    fn labels_are_as_fine_as_they_are_asked_to_be() {
        for (format, largest, value, step, label) in [
            (NumberFormat::percent(1), 0.4, 0.3124, 0.001, "31.2%"),
            (NumberFormat::percent(1), 0.4, 0.3124, 0.01, "31%"),
            (NumberFormat::percent(1), 0.4, 0.3124, 0.000_1, "31.24%"),
            (NumberFormat::number(0), 9_000.0, 8_457.0, 100.0, "8,500"),
            (NumberFormat::pounds(), 5e6, 4_123_456.0, 1e5, "£4.1m"),
        ] {
            let (_, written) = written(format.to(step), 0.1 * largest, largest, value);
            assert_eq!(written, label);
        }
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let number = NumberFormat::number(1);
        let percent = NumberFormat::percent(1);
        for (format, step, largest, value, tick, label) in [
            (number, 2.0, 28.0, 18.0, "18", "18.0"),
            (number, 0.5, 3.0, 1.5, "1.5", "1.5"),
            (number, 0.0001, 0.0003, 0.0003, "0.0003", "0.00030"),
            (number, 500.0, 3000.0, 2500.0, "2,500", "2,500.0"),
            (number, 5.0, 10.0, -5.0, "\u{2212}5", "\u{2212}5.0"),
            (number, 5.0, 10.0, -0.01, "0", "0.0"),
            (number, 5.0, 10.0, 0.0, "0", "0"),
            (NumberFormat::pounds(), 5e6, 3e7, 0.0, "£0", "£0"),
            (percent, 0.05, 0.3, 0.15, "15%", "15.0%"),
            (percent, 0.005, 0.03, 0.015, "1.5%", "1.5%"),
            (NumberFormat::pounds(), 1e9, 3e9, 3e9, "£3bn", "£3.00bn"),
            (NumberFormat::pounds(), 5e6, 3e7, 2.5e7, "£25m", "£25.0m"),
            (NumberFormat::pounds(), 5e5, 3e6, 2.5e6, "£2.5m", "£2.50m"),
            (NumberFormat::pounds(), 5e4, 3e5, -2.5e5, "\u{2212}£250k", "\u{2212}£250k"),
            (NumberFormat::pounds(), 500.0, 3000.0, 2500.0, "£2,500", "£2,500"),
        ] {
            assert_eq!(written(format, step, largest, value), (tick.into(), label.into()));
        }
    }

    #[test]
    fn differences_have_a_sign() {
        let writer = NumberFormat::pounds().writer(Step::near(5e6), 3e7);
        for (value, text) in [
            (1.24e6, "+£1.2m"),
            (-4e5, "\u{2212}£0.4m"),
            (0.0, "£0"),
            (-0.0, "£0"),
            (400.0, "about £0"),
            (-400.0, "about £0"),
        ] {
            assert_eq!(writer.signed(value), text);
        }
    }

    #[test]
    fn targets_are_written_as_they_were_typed() {
        let writer = NumberFormat::percent(1).to(0.01).writer(Step::near(0.05), 0.3);
        for (value, text) in [(0.15, "15%"), (0.155, "15.5%"), (0.155_52, "15.552%")] {
            assert_eq!(writer.exactly(value), text);
        }
    }
}
