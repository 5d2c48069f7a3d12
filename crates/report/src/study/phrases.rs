//! Chances, costs and ranges within the sentences of a study.

use crate::{precision, wording};
use model::measure::Unit;
use model::readable::{ChangeStyle, Style, percent, whole};
use model::summary::Band;

/// A chance that was asked for, as it was asked: "80%", "82.5%".
pub(super) fn wanted(sure: f64) -> String {
    Style::new(Unit::Share, sure).write_exactly(sure)
}

/// A chance beside the one that is wanted. As whole per cent it could read as reached where it is not, or the other
/// way round: then it has a decimal, 79.5% where 80% is wanted.
pub(super) fn chance_beside(chance: f64, sure: f64) -> String {
    let reads_as_reached = (100.0 * chance).round() >= 100.0 * sure - 1e-9;
    if reads_as_reached == (chance >= sure) {
        return percent(chance);
    }
    let thousandths = if chance < sure { (1000.0 * chance).floor() } else { (1000.0 * chance).ceil() };
    format!("{:.1}%", thousandths / 10.0)
}

/// A chance with twice its Monte Carlo error: "62% (60% to 64%)"; `chance` as it is written.
pub(super) fn with_error(written: String, chance: f64, standard_error: f64) -> String {
    let end = |distance: f64| percent((chance + distance).clamp(0.0, 1.0));
    let (low, high) = (end(-2.0 * standard_error), end(2.0 * standard_error));
    if low == high { written } else { format!("{written} ({low} to {high})") }
}

/// How a chance stands to the one that is wanted, by trials that had no part in finding what has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// More by more than its error.
    More,
    /// As much, within its error.
    Yes,
    /// A little less, within its error.
    Perhaps,
    /// Less by more than its error.
    No,
}

impl Reached {
    pub(super) fn of(sure: f64, chance: f64, standard_error: f64) -> Self {
        let error = 2.0 * standard_error;
        if chance >= sure {
            return if chance - error > sure { Self::More } else { Self::Yes };
        }
        if chance + error >= sure { Self::Perhaps } else { Self::No }
    }
}

/// What more trials would do: with four times as many the error is half.
pub(super) fn more_trials(trials: u32) -> String {
    format!("four times as many (--trials {}) would halve the error", u64::from(trials) * 4)
}

/// What is to be said where trials that had no part in a choice give less than the chance that was wanted.
pub(super) fn falls_short(sure: f64, chance: f64, standard_error: f64, trials: u32) -> Option<String> {
    let (wanted, more) = (wanted(sure), more_trials(trials));
    match Reached::of(sure, chance, standard_error) {
        Reached::More | Reached::Yes => None,
        Reached::Perhaps => {
            Some(format!("That is a little less than {wanted}, but within the error of the trials: {more}."))
        }
        Reached::No => Some(format!(
            "That is less than {wanted}: the trials that found it were too few, and flattered it; {more}."
        )),
    }
}

/// A mean as its trials know it: the low end, the mean and the high end of its 95% interval, two standard errors apart.
fn interval(mean: f64, standard_error: f64) -> [f64; 3] {
    [mean - 2.0 * standard_error, mean, mean + 2.0 * standard_error]
}

/// How means of money are written beside each other, each given with its standard error: a tenth as fine as ranges of
/// trials are (equation U9b), since an interval says how well the mean is known and is no range to expect.
pub(super) fn style_of_means(means: impl IntoIterator<Item = (f64, f64)>) -> ChangeStyle {
    let intervals: Vec<_> = means.into_iter().map(|(mean, error)| interval(mean, error)).collect();
    let style = ChangeStyle::of_ranges(Unit::Pounds, &intervals);
    let is_exact = intervals.iter().all(|[low, _, high]| high <= low);
    if is_exact { style } else { style.to(10.0 * style.step()) }
}

/// The 95% interval of a mean, in brackets behind a space: " (£0.20m to £0.64m)"; empty where both ends read alike.
pub(super) fn mean_interval(style: ChangeStyle, mean: f64, standard_error: f64) -> String {
    let [low, _, high] = interval(mean, standard_error).map(|end| style.number(end));
    if low == high { String::new() } else { format!(" ({low} to {high})") }
}

/// A mean cost against the baseline with its 95% interval: "a cost of £0.42m (£0.20m to £0.64m)", "a saving of £1.30m
/// (£1.26m to £1.34m)", "a cost of £0.10m (from a saving of £0.10m to a cost of £0.30m)".
pub(super) fn mean_cost(style: ChangeStyle, mean: f64, standard_error: f64) -> String {
    let [low, _, high] = interval(mean, standard_error);
    let size = |end: f64| style.number(end.abs());
    let crosses = low < 0.0 && high > 0.0 && !style.is_nil(low) && !style.is_nil(high);
    let range = if crosses {
        format!(" (from {} to {})", cost_or_saving(low, style), cost_or_saving(high, style))
    } else if size(low) == size(high) {
        String::new()
    } else if mean < 0.0 {
        format!(" ({} to {})", size(high), size(low))
    } else {
        format!(" ({} to {})", size(low), size(high))
    };
    cost_or_saving(mean, style) + &range
}

/// A cost against the baseline within a sentence: "a cost of £1.2m", "a saving of £1.3m".
pub(super) fn cost_or_saving(cost: f64, style: ChangeStyle) -> String {
    if style.is_nil(cost) { "no cost".to_owned() } else { wording::cost(style, cost) }
}

/// What something costs against the baseline over the whole run: "it costs £1.2m more than the baseline over the
/// whole run (median; 80% range £0.6m to £1.9m)". A range over nil has both ends in words.
pub(super) fn net_cost_in_words(net: &Band) -> String {
    let style = precision::of_changes(Unit::Pounds, [net]);
    let amount = style.number(net.p50.abs());
    let says = match net.p50 {
        middle if style.is_nil(middle) => "it costs as much as the baseline".to_owned(),
        middle if middle > 0.0 => format!("it costs {amount} more than the baseline"),
        _ => format!("it saves {amount} against the baseline"),
    };
    let number = |cost: f64| style.number(cost.abs());
    let is_nil = |cost: f64| style.is_nil(cost);
    let (low, high) = (net.p10, net.p90);
    let range = if number(low) == number(high) && (low < 0.0) == (high < 0.0) {
        String::new()
    } else if low >= 0.0 && !is_nil(low) && !is_nil(net.p50) {
        format!("; 80% range {} to {}", number(low), number(high))
    } else if high <= 0.0 && !is_nil(high) && !is_nil(net.p50) {
        format!("; 80% range {} to {}", number(high), number(low))
    } else {
        format!("; 80% range from {} to {}", cost_or_saving(low, style), cost_or_saving(high, style))
    };
    format!("{says} over the whole run (median{range})")
}

/// The same as a cell of a table: "£1.2m (£0.6m to £1.9m)", a saving with a minus.
pub(super) fn net_cost_cell(net: &Band) -> String {
    let style = precision::of_changes(Unit::Pounds, [net]);
    let [low, middle, high] = [net.p10, net.p50, net.p90].map(|cost| style.number(cost));
    if low == high { middle } else { format!("{middle} ({low} to {high})") }
}

/// Two values with the unit that they share named once: "0 to 100 people", "between 5% and 15% a year".
pub(super) fn between(low: &str, word: &str, high: &str) -> String {
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((number, unit)), Some((_, other))) if unit == other => format!("{number} {word} {high}"),
        _ => format!("{low} {word} {high}"),
    }
}

/// How many sets, options or trials, in words where it is one.
pub(super) fn how_many(count: usize, thing: &str) -> String {
    if count == 1 { format!("one {thing}") } else { format!("{} {thing}s", whole(count as u64)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::band;
    use crate::study::sample::net_cost;

    #[test]
    fn a_chance_that_is_wanted_is_told_as_it_was_asked_for() {
        for (sure, text) in [(0.8, "80%"), (0.825, "82.5%"), (0.999, "99.9%")] {
            assert_eq!(wanted(sure), text);
        }
    }

    #[test]
    fn a_chance_is_not_written_as_reached_unless_it_is() {
        for (chance, sure, text) in [
            (0.795, 0.8, "79.5%"),
            (0.799_9, 0.8, "79.9%"),
            (0.794, 0.8, "79%"),
            (0.8, 0.8, "80%"),
            (0.804, 0.804, "80.4%"),
            (0.824, 0.825, "82%"),
            (0.825, 0.825, "83%"),
            (0.998_5, 0.999, "99.8%"),
            (0.999, 0.999, "over 99%"),
            (0.004, 0.8, "under 1%"),
        ] {
            assert_eq!(chance_beside(chance, sure), text, "{chance} for {sure}");
        }
    }

    #[test]
    fn a_chance_near_nil_or_all_is_not_called_so() {
        for (chance, error, text) in [
            (0.62, 0.01, "62% (60% to 64%)"),
            (0.62, 0.000_1, "62%"),
            (0.62, 0.0, "62%"),
            (0.0, 0.0, "0%"),
            (1.0, 0.0, "100%"),
            (0.002, 0.001, "under 1% (0% to under 1%)"),
            (0.999, 0.000_5, "over 99% (over 99% to 100%)"),
            (0.99, 0.01, "99% (97% to 100%)"),
            (0.004, 0.004, "under 1% (0% to 1%)"),
        ] {
            assert_eq!(with_error(percent(chance), chance, error), text, "{chance} with {error}");
        }
    }

    #[test]
    fn what_falls_short_is_told_by_how_much_and_what_would_tell_more() {
        assert_eq!(falls_short(0.8, 0.8, 0.0, 500), None);
        assert_eq!(
            falls_short(0.8, 0.78, 0.01, 500).unwrap(),
            "That is a little less than 80%, but within the error of the trials: four times as many (--trials 2000) would \
             halve the error."
        );
        assert!(falls_short(0.8, 0.78, 0.009, 500).unwrap().starts_with("That is less than 80%: "));
        assert_eq!(Reached::of(0.6, 0.67, 0.02), Reached::More);
        assert_eq!(Reached::of(0.6, 0.63, 0.02), Reached::Yes);
    }

    #[test]
    fn a_net_cost_says_in_words_whether_it_is_a_saving() {
        let over = "over the whole run (median";
        for (net, words) in [
            (net_cost(), "it costs £1.20m more than the baseline {}; 80% range £0.60m to £1.90m)"),
            (band(-1.2e6, 0.5e6), "it saves £1.20m against the baseline {}; 80% range £0.50m to £1.80m)"),
            (
                band(-0.9e6, 1e6),
                "it saves £0.9m against the baseline {}; 80% range from a saving of £2.1m to a cost of £0.5m)",
            ),
            (band(-50_000.0, 0.0), "it saves £50.0k against the baseline {})"),
            (
                band(100.0, 1e6),
                "it costs as much as the baseline {}; 80% range from a saving of £1.2m to a cost of £1.4m)",
            ),
        ] {
            assert_eq!(net_cost_in_words(&net), words.replace("{}", over));
        }
    }

    #[test]
    fn a_saving_has_a_minus_in_a_table() {
        assert_eq!(net_cost_cell(&net_cost()), "£1.20m (£0.60m to £1.90m)");
        let saves = "\u{2212}£0.9m (\u{2212}£2.1m to £0.5m)";
        assert_eq!(net_cost_cell(&band(-0.9e6, 1e6)), saves);
    }

    #[test]
    fn a_mean_is_told_with_what_the_trials_know_of_it() {
        for (mean, error, words) in [
            (420_000.0, 110_000.0, "a cost of £400k (£200k to £600k)"),
            (150_000.0, 110_000.0, "a cost of £200k (from a saving of £100k to a cost of £400k)"),
            (-1.3e6, 20_000.0, "a saving of £1.30m (£1.26m to £1.34m)"),
            (1.3e6, 0.0, "a cost of £1.30m"),
            (0.0, 0.0, "no cost"),
        ] {
            assert_eq!(mean_cost(style_of_means([(mean, error)]), mean, error), words);
        }
    }

    #[test]
    fn a_unit_is_named_once() {
        assert_eq!(between("0 people", "to", "100 people"), "0 to 100 people");
        assert_eq!(between("9% a year", "and", "11% a year"), "9% and 11% a year");
        assert_eq!(between("£0", "and", "£20,000"), "£0 and £20,000");
        assert_eq!(between("1 person", "and", "5 people"), "1 person and 5 people");
        assert_eq!([1, 1_200].map(|count| how_many(count, "set")), ["one set", "1,200 sets"]);
    }
}
