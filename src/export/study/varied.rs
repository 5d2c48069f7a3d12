//! A number that is varied: its words, and how its values are written.

use crate::export::chart::NumberFormat;
use crate::register;
use crate::uncertain::{Kind, kinds};

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
