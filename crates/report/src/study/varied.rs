//! A number that is varied: its words, and how its values are written.

use chart::NumberFormat;
use model::register;
use model::uncertain::{Kind, kinds};

/// A number that is varied.
#[derive(Clone, Debug)]
pub struct VariedNumber {
    /// Its path in the scenario, as the user may write it again.
    pub path: String,
    /// What it is, in words: "Social workers from overseas, campaign: offers made, in people".
    pub words: String,
    /// The kind in whose unit it is shown.
    pub kind: &'static Kind,
    /// The lowest and the highest value.
    pub ends: (f64, f64),
}

impl VariedNumber {
    /// A value with its unit: "23 people", "16% a year".
    pub fn write(&self, value: f64) -> String {
        // A range is parted into at most 500 steps.
        register::written(value, (self.ends.1 - self.ends.0) / 500.0, self.kind)
    }

    /// Its lowest and its highest value, in one form: "12.5% a year" and "19.8% a year".
    pub(super) fn write_ends(&self) -> [String; 2] {
        register::written_ends(self.ends.0, self.ends.1, self.kind)
    }

    /// How its values stand on an axis.
    pub(super) fn number_format(&self) -> NumberFormat {
        let largest = self.ends.0.abs().max(self.ends.1.abs());
        let is_percent = matches!(self.kind.unit, "share" | "share a year" | "share left")
            || (*self.kind == kinds::RATE && largest < 1.0);
        if self.kind.unit == "£" {
            NumberFormat::pounds()
        } else if is_percent {
            NumberFormat::percent(1)
        } else {
            NumberFormat::number(if largest >= 10.0 { 0 } else { 2 })
        }
    }

    /// The values between which it was varied: "between 0 and 60 people".
    pub(super) fn range(&self) -> String {
        let [low, high] = self.write_ends();
        format!("between {low} and {high}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sample::{leaving, people};

    #[test]
    fn values_have_their_unit_and_the_digits_of_a_step() {
        assert_eq!(people().write(23.4), "23.4 people");
        assert_eq!(people().range(), "between 0 people and 100 people");
        assert_eq!(leaving().write(0.0625), "6.25% a year");
        assert_eq!(leaving().range(), "between 5% a year and 15% a year");
        // Both ends in one form, though the lower could do without the decimal.
        assert_eq!(
            VariedNumber { ends: (0.9, 1.86), ..leaving() }.write_ends(),
            ["0.9 a year", "1.86 a year"]
        );
    }

    #[test]
    fn an_axis_is_of_the_unit() {
        let of = |kind, high| VariedNumber { kind, ends: (0.0, high), ..people() }.number_format();
        assert_eq!(of(&kinds::POUNDS, 5_000.0), NumberFormat::pounds());
        for kind in [&kinds::SHARE, &kinds::RATE, &kinds::CHANGE, &kinds::PERSISTENCE] {
            assert_eq!(of(kind, 0.5), NumberFormat::percent(1), "{kind:?}");
        }
        // A rate of more than one is no percentage.
        assert_eq!(of(&kinds::RATE, 2.0), NumberFormat::number(2));
        assert_eq!(of(&kinds::PEOPLE, 100.0), NumberFormat::number(0));
        assert_eq!(of(&kinds::FACTOR, 1.5), NumberFormat::number(2));
    }
}
