//! How shares, changes and money are put into words, alike in sentences, titles and tables.

use model::readable::ChangeStyle;
use model::summary::Band;

/// How often something is so, by the share of the trials: "97 times in 100". A share that is not quite all
/// or none is never told as all or none.
pub(crate) fn times(share: f64) -> String {
    let hundredths = (share * 100.0).round();
    if share >= 1.0 {
        "in every trial".to_owned()
    } else if share <= 0.0 {
        "in no trial".to_owned()
    } else if hundredths >= 100.0 {
        "more than 99 times in 100".to_owned()
    } else if hundredths <= 0.0 {
        "less than once in 100 times".to_owned()
    } else if hundredths <= 1.0 {
        "once in 100 times".to_owned()
    } else if hundredths <= 2.0 {
        "twice in 100 times".to_owned()
    } else {
        format!("{hundredths:.0} times in 100")
    }
}

/// By how much a change goes its way, eight times in ten: "by 0.9 to 3.2 percentage points", or, where the range
/// holds both ways, "from 0.4 higher to 3.2 percentage points lower". Which way the middle goes decides.
pub(crate) fn span_of(style: ChangeStyle, band: &Band) -> String {
    let falls = band.p50 < 0.0;
    let (low, high) = if falls { (-band.p90, -band.p10) } else { (band.p10, band.p90) };
    let (own, other) = if falls { ("lower", "higher") } else { ("higher", "lower") };
    if style.number(low) == style.number(high) {
        format!("by {}", style.write(high))
    } else if style.is_nil(low) {
        format!("by up to {}", style.write(high))
    } else if low > 0.0 {
        format!("by {} to {}", style.number(low), style.write(high))
    } else {
        format!("from {} {other} to {} {own}", style.number(-low), style.write(high))
    }
}

/// Money that is spent or saved: "a cost of £0.8m", "a saving of £0.3m".
pub(crate) fn cost(style: ChangeStyle, value: f64) -> String {
    if style.is_nil(value) {
        return format!("neither a cost nor a saving of as much as {}", style.number(style.step()));
    }
    let what = if value > 0.0 { "cost" } else { "saving" };
    format!("a {what} of {}", style.number(value.abs()))
}

/// A range of it: "from a saving of £0.9m to a cost of £2.3m", "from a cost of £0.3m to one of £2.0m"; savings
/// from the smaller to the larger.
pub(crate) fn cost_range(style: ChangeStyle, band: &Band) -> String {
    let (low, high) = (band.p10, band.p90);
    let size = |value: f64| style.number(value.abs());
    match (low < 0.0 && !style.is_nil(low), high > 0.0 && !style.is_nil(high)) {
        (true, true) => format!("from a saving of {} to a cost of {}", size(low), size(high)),
        (true, false) => format!("from a saving of {} to one of {}", size(high), size(low)),
        (false, _) => format!("from a cost of {} to one of {}", size(low), size(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::measure::Unit;

    fn band(p10: f64, p50: f64, p90: f64) -> Band {
        Band { mean: p50, p05: p10, p10, p25: p10, p50, p75: p90, p90, p95: p90, standard_error: 0.0 }
    }

    #[test]
    fn a_share_of_trials_is_never_more_than_it_is() {
        for (share, words) in [
            (1.0, "in every trial"),
            (0.999_6, "more than 99 times in 100"),
            (0.97, "97 times in 100"),
            (0.021, "twice in 100 times"),
            (0.013, "once in 100 times"),
            (0.001, "less than once in 100 times"),
            (0.0, "in no trial"),
        ] {
            assert_eq!(times(share), words);
        }
    }

    #[test]
    fn a_change_is_told_by_its_range_in_the_way_that_it_goes() {
        for (unit, values, words) in [
            (Unit::Share, [-0.063, -0.041, -0.02], "by 2.0 to 6.3 percentage points"),
            (Unit::Share, [0.02, 0.041, 0.063], "by 2.0 to 6.3 percentage points"),
            (Unit::CasesPerFte, [-0.2, 0.9, 1.3], "from 0.20 lower to 1.30 cases higher"),
            (Unit::CasesPerFte, [-3.4, -0.9, 0.6], "from 0.6 higher to 3.4 cases lower"),
            (Unit::Cases, [4.0, 4.0, 4.0], "by 4"),
            (Unit::Share, [-0.063, -0.041, 0.0], "by up to 6.3 percentage points"),
        ] {
            let [low, middle, high] = values;
            let style = ChangeStyle::of_ranges(unit, &[values]);
            assert_eq!(span_of(style, &band(low, middle, high)), words);
        }
    }

    #[test]
    fn what_is_spent_and_what_is_saved_have_words_and_no_sign() {
        for (values, middle, range) in [
            ([-9e5, 8e5, 2.3e6], "a cost of £0.8m", "from a saving of £0.9m to a cost of £2.3m"),
            ([3e5, 8e5, 2e6], "a cost of £0.8m", "from a cost of £0.3m to one of £2.0m"),
            ([-2e6, -8e5, -3e5], "a saving of £0.8m", "from a saving of £0.3m to one of £2.0m"),
            (
                [-9e5, 1e4, 2.3e6],
                "neither a cost nor a saving of as much as £0.1m",
                "from a saving of £0.9m to a cost of £2.3m",
            ),
        ] {
            let [low, p50, high] = values;
            let style = ChangeStyle::of_ranges(Unit::Pounds, &[values]);
            assert_eq!(
                (cost(style, p50).as_str(), cost_range(style, &band(low, p50, high)).as_str()),
                (middle, range)
            );
        }
    }
}
