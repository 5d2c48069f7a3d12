//! How much more or less there is of something, with its range, in words for both directions.

use model::measure::Unit;
use model::readable::Style;
use model::summary::{Band, Difference};

/// Numbers below this have a decimal, if they are not whole anyway.
const SMALL: f64 = 10.0;

/// A change as people count it: "40", "25 to 60", and whether it goes the way that is meant.
pub(super) struct Told {
    /// The size of the median, without sign; "no" if it reads as nil.
    pub(super) size: String,
    /// The 80% range in brackets, behind a space; empty if all of it reads the same.
    pub(super) range: String,
    /// The end of that range which is farther from nil, the way that the median goes.
    pub(super) far: String,
    /// Whether that end goes the other way than is meant; nothing where the range says its ways itself.
    far_is_other: Option<bool>,
    /// Whether the median goes the other way.
    pub(super) is_other: bool,
    /// Whether all of it reads as nil.
    pub(super) is_nil: bool,
}

/// The words for the two ways in which something may change: the one that is meant, then the other.
pub(super) type Ways = (&'static str, &'static str);

pub(super) const FEWER: Ways = ("fewer", "more");
pub(super) const MORE: Ways = ("more", "fewer");
pub(super) const LESS: Ways = ("less", "more");

impl Told {
    /// A change by its median. `is_fall` says whether a fall is what is meant, `ways` how both ways are called.
    pub(super) fn of(unit: Unit, change: &Difference, is_fall: bool, ways: Ways) -> Self {
        let Band { p10, p50, p90, .. } = change.band;
        let (low, middle, high) = if is_fall { (-p90, -p50, -p10) } else { (p10, p50, p90) };
        let style = style(unit, &[low, middle, high]);
        let write = |value: f64| style.write(value.abs());
        let is_nil = |value: f64| !write(value).bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        let way = |value: f64| if value < 0.0 { ways.1 } else { ways.0 };
        let is_other = middle < 0.0 && !is_nil(middle);
        // From the near end to the far end, as the size is read.
        let (near, far) = if is_other { (high, low) } else { (low, high) };
        let crosses = (near < 0.0) != (far < 0.0) && !is_nil(near) && !is_nil(far);
        // From nil outwards where the median is nil and all of it goes one way.
        let (near, far) = if !crosses && near.abs() > far.abs() { (far, near) } else { (near, far) };
        let range = if write(near) == write(far) && !crosses {
            String::new()
        } else if crosses {
            format!(" (80% range {} {} to {} {})", write(near), way(near), write(far), way(far))
        } else {
            format!(" (80% range {} to {})", write(near), write(far))
        };
        let size = if is_nil(middle) { "no".to_owned() } else { write(middle) };
        Self {
            size,
            range,
            far: write(far),
            far_is_other: (!crosses).then_some(far < 0.0),
            is_other,
            is_nil: is_nil(low) && is_nil(middle) && is_nil(high),
        }
    }

    /// Whether the median reads as nil.
    pub(super) fn is_none(&self) -> bool {
        self.size == "no"
    }

    /// "40 fewer", "no more": the size with the word for its way.
    pub(super) fn words(&self, ways: Ways) -> String {
        format!("{} {}", self.size, if self.is_other { ways.1 } else { ways.0 })
    }

    /// The range where no size stands before it that says the way: " (80% range 0.0 to 0.9 fewer)".
    pub(super) fn range_with_way(&self, ways: Ways) -> String {
        match (self.range.strip_suffix(')'), self.far_is_other) {
            (Some(range), Some(is_other)) => format!("{range} {})", if is_other { ways.1 } else { ways.0 }),
            _ => self.range.clone(),
        }
    }

    /// A cell of a table: "40", and below it "(25 to 60)"; a minus is the other way.
    pub(super) fn cell(&self) -> String {
        let size = if self.is_none() { "0" } else { &self.size };
        let sign = if self.is_other { "\u{2212}" } else { "" };
        let range = self.range.replace(" (80% range ", "\n(");
        format!("{sign}{size}{range}")
    }
}

/// A mean as people count it, without sign.
pub(super) fn mean(unit: Unit, band: &Band) -> String {
    style(unit, &[band.mean]).write(band.mean.abs())
}

/// An amount of pounds, in three figures.
pub(super) fn pounds(value: f64) -> String {
    Style::of(Unit::Pounds, &[value]).write(value)
}

/// How numbers of things are written: as fine as their range asks for; what is counted has a decimal at most, and only
/// if it is small and not whole.
fn style(unit: Unit, values: &[f64]) -> Style {
    let [low, middle, high] = [values[0], values[values.len() / 2], values[values.len() - 1]];
    let style = Style::of_ranges(unit, &[[low, middle, high]]);
    let is_small = values.iter().all(|value| value.abs() < SMALL);
    let is_whole = values.iter().all(|value| value.fract() == 0.0);
    let has_decimal = is_small && !is_whole;
    match unit {
        Unit::Count | Unit::Cases | Unit::Fte if has_decimal && high <= low => style.to(0.1),
        Unit::Fte => style.to(style.step().max(if has_decimal { 0.1 } else { 1.0 })),
        Unit::Count
        | Unit::Cases
        | Unit::CasesPerFte
        | Unit::Weeks
        | Unit::PerYear
        | Unit::Share
        | Unit::Pounds
        | Unit::PerTenThousand => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        unit: Unit,
        (p10, p50, p90): (f64, f64, f64),
        is_fall: bool,
        ways: Ways,
    ) -> (String, String, String) {
        let band =
            Band { mean: p50, p05: p10, p10, p25: p50, p50, p75: p50, p90, p95: p90, standard_error: 0.0 };
        let change = Difference { band, probability_lower: 0.0, probability_higher: 0.0 };
        let told = Told::of(unit, &change, is_fall, ways);
        (told.words(ways), told.range.clone(), told.cell())
    }

    #[test]
    fn both_ends_say_which_way_they_go() {
        for (unit, band, is_fall, ways, words, range, cell) in [
            (
                Unit::Count,
                (-60.0, -40.0, -25.0),
                true,
                FEWER,
                "40 fewer",
                " (80% range 25 to 60)",
                "40\n(25 to 60)",
            ),
            (
                Unit::Count,
                (25.0, 40.0, 60.0),
                true,
                FEWER,
                "40 more",
                " (80% range 25 to 60)",
                "\u{2212}40\n(25 to 60)",
            ),
            (
                Unit::Count,
                (-60.0, -40.0, 5.0),
                true,
                FEWER,
                "40 fewer",
                " (80% range 5 more to 60 fewer)",
                "40\n(5 more to 60 fewer)",
            ),
            (
                Unit::Pounds,
                (-3e6, 1e6, 2e6),
                true,
                LESS,
                "£1.0m more",
                " (80% range £3.0m less to £2.0m more)",
                "\u{2212}£1.0m\n(£3.0m less to £2.0m more)",
            ),
            (Unit::Count, (0.0, 0.0, 4.0), false, MORE, "no more", " (80% range 0 to 4)", "0\n(0 to 4)"),
            (
                Unit::Count,
                (0.4, 0.9, 1.3),
                false,
                MORE,
                "0.9 more",
                " (80% range 0.4 to 1.3)",
                "0.9\n(0.4 to 1.3)",
            ),
            (Unit::Fte, (20.0, 20.0, 20.0), false, MORE, "20 more", "", "20"),
        ] {
            assert_eq!(of(unit, band, is_fall, ways), (words.to_owned(), range.to_owned(), cell.to_owned()));
        }
    }

    #[test]
    fn a_range_without_a_size_before_it_says_which_way_it_goes() {
        for ((p10, p90), range) in [
            ((-0.9, 0.0), " (80% range 0.0 to 0.9 fewer)"),
            ((0.0, 0.9), " (80% range 0.0 to 0.9 more)"),
            ((-2.0, 3.0), " (80% range 3 more to 2 fewer)"),
            ((0.0, 0.0), ""),
        ] {
            let band = Band {
                mean: 0.0,
                p05: p10,
                p10,
                p25: 0.0,
                p50: 0.0,
                p75: 0.0,
                p90,
                p95: p90,
                standard_error: 0.0,
            };
            let change = Difference { band, probability_lower: 0.0, probability_higher: 0.0 };
            assert_eq!(Told::of(Unit::Fte, &change, true, FEWER).range_with_way(FEWER), range);
        }
    }
}
