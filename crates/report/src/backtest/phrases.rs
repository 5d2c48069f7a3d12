//! Shares, counts and lists in words.

use evidence::published::Year;
use model::english::{counted, list, lower_first};
use model::readable::percent;
use study::backtest::scores::Coverage;

/// A share counts as what it should be if it is within so many percentage points of it.
const NEAR: f64 = 5.0;

/// How a share compares with what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    TooFew,
    Right,
    TooMany,
}

impl Held {
    /// Compares the shares in whole per cent, as they are printed, so that the words fit the printed figures.
    pub(super) fn of(share: f64, wanted: f64) -> Self {
        let off = (100.0 * share).round() - 100.0 * wanted;
        match off {
            _ if off < -NEAR - 1e-9 => Self::TooFew,
            _ if off > NEAR + 1e-9 => Self::TooMany,
            _ => Self::Right,
        }
    }
}

/// A share with its interval: `81% (79–83)`.
pub(super) fn with_interval(coverage: Coverage) -> String {
    let whole = |share: f64| (100.0 * share).round();
    format!("{} ({}\u{2013}{})", percent(coverage.share), whole(coverage.low), whole(coverage.high))
}

/// How many of a number of things: `11 of 12 measures`, `all 12 measures`,
/// `none of the 12 measures`, and of one `the one measure` or `no measure`.
pub(super) fn of_all(some: usize, all: usize, thing: &str) -> String {
    match (some, all) {
        (1, 1) => format!("the one {thing}"),
        (0, 1) => format!("no {thing}"),
        (0, _) => format!("none of the {all} {thing}s"),
        _ if some == all => format!("all {all} {thing}s"),
        _ => format!("{some} of {all} {thing}s"),
    }
}

/// `2 years ahead`.
pub(super) fn ahead(years: Year) -> String {
    format!("{} ahead", counted(years.into(), "year"))
}

/// `up to 3 years ahead`.
pub fn up_to(years: Year) -> String {
    if years == 1 { ahead(years) } else { format!("up to {}", ahead(years)) }
}

/// The title of a measure in the middle of a sentence.
pub(crate) fn in_sentence(title: &str) -> String {
    lower_first(title).replace(" (FTE)", "")
}

/// Years: `2019 to 2022`, or those that there are.
pub fn years(years: &[Year]) -> String {
    match years {
        [first, .., last] if usize::from(last - first) + 1 == years.len() && years.len() > 2 => {
            format!("{first} to {last}")
        }
        _ => list(&years.iter().map(Year::to_string).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_right_for_none_one_and_all() {
        let said =
            [(0, 12), (1, 12), (12, 12), (1, 1), (0, 1)].map(|(some, all)| of_all(some, all, "measure"));
        let right = [
            "none of the 12 measures",
            "1 of 12 measures",
            "all 12 measures",
            "the one measure",
            "no measure",
        ];
        assert_eq!(said, right);
        assert_eq!([ahead(1), ahead(3)], ["1 year ahead", "3 years ahead"]);
        assert_eq!([up_to(1), up_to(3)], ["1 year ahead", "up to 3 years ahead"]);
        assert_eq!(in_sentence("Staff in post (FTE)"), "staff in post");
        assert_eq!(years(&[2019, 2020, 2021, 2022]), "2019 to 2022");
        assert_eq!(
            [years(&[2019, 2020]), years(&[2019, 2020, 2022])],
            ["2019 and 2020", "2019, 2020 and 2022"]
        );
    }

    #[test]
    fn what_is_read_as_five_points_off_is_near() {
        for (share, held) in [
            (0.744, Held::TooFew),
            (0.746, Held::Right),
            (0.80, Held::Right),
            (0.854, Held::Right),
            (0.856, Held::TooMany),
        ] {
            assert_eq!(Held::of(share, 0.8), held, "{share}");
        }
    }
}
