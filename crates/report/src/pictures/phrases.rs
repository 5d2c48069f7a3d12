//! Phrases that the charts have in common.

use crate::Run;
use model::age;
use model::calendar::Month;
use model::english;
use model::readable::{ChangeStyle, whole};
use model::service::BASELINE_TITLE;
use model::summary::{Band, Comparison};

/// A longer name is cut short in a title. Where its values are listed it stands in full.
const LONGEST_NAME: usize = 40;

/// Where a chart comes from.
pub(super) fn source(run: &Run<'_>, has_history: bool) -> String {
    let layers = if run.varies_in_all_layers() {
        String::new()
    } else {
        format!(" Only {} varied between trials.", english::list(&run.layers()))
    };
    let of = age::short(&run.scenario.service).map_or_else(String::new, |age| format!(" {age}"));
    let published = if has_history { " Published values as given in the scenario." } else { "" };
    format!(
        "Source: Staffcast {}, scenario \u{201c}{}\u{201d}, {} trials, seed {}.{layers}{of}{published}",
        env!("CARGO_PKG_VERSION"),
        run.scenario.service.title,
        whole(run.settings.trials.into()),
        run.settings.seed,
    )
}

/// The months of a chart.
pub(super) fn span(first: Month, last: Month) -> String {
    if first == last { last.long_name() } else { format!("{} to {}", first.long_name(), last.long_name()) }
}

/// How differences are taken, for the foot of their charts.
pub(super) fn differences_note<'a>(comparisons: impl Iterator<Item = &'a Comparison>) -> String {
    let (against_baseline, against_others): (Vec<&Comparison>, Vec<&Comparison>) =
        comparisons.partition(|comparison| comparison.is_against_baseline());
    let own = against_baseline.first().map(|comparison| comparison.against_title.as_str());
    let baseline = own.filter(|title| *title != BASELINE_TITLE).map_or("the baseline".to_owned(), quoted);
    let against = if !against_others.is_empty() {
        format!(" Each is compared with {baseline}, unless its name says with what.")
    } else if own != Some(BASELINE_TITLE) {
        format!(" Each is compared with {baseline}.")
    } else {
        String::new()
    };
    format!("Differences are taken trial by trial, with the same luck with and without the option.{against}")
}

/// The name of an option above its differences.
pub(crate) fn compared_name(comparison: &Comparison) -> String {
    if comparison.is_against_baseline() {
        comparison.title.clone()
    } else {
        format!("{}, against {}", comparison.title, comparison.against_title)
    }
}

/// The same within a title, in quotes.
pub(super) fn quoted_compared(comparison: &Comparison) -> String {
    let name = quoted(&comparison.title);
    if comparison.is_against_baseline() {
        name
    } else {
        format!("{name}, against {}", quoted(&comparison.against_title))
    }
}

/// A name within a title, in quotes.
pub(super) fn quoted(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return english::quoted(name);
    }
    let cut: String = name.chars().take(LONGEST_NAME).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    english::quoted(&format!("{}\u{2026}", cut.trim_end_matches([',', ':', ';', ' '])))
}

/// The values of options within a title, by their quoted names: `18.1 with “A”`, or
/// the lowest and the highest of several with their names, if only one option has them.
pub(super) fn spread(values: &[(String, f64)], write: &dyn Fn(f64) -> String) -> String {
    let ends = values
        .iter()
        .min_by(|one, other| one.1.total_cmp(&other.1))
        .zip(values.iter().max_by(|one, other| one.1.total_cmp(&other.1)));
    let Some((low, high)) = ends else { return String::new() };
    let (low, high) = (low.1, high.1);
    if let [(name, _)] = values {
        return format!("{} with {name}", write(low));
    }
    if write(low) == write(high) {
        return format!("{} with each of these options", write(low));
    }
    format!("{} to {} with these options", named(low, values, write), named(high, values, write))
}

/// What an option changes at one time.
#[derive(Clone)]
pub(super) struct NamedChange {
    /// The option within a title, in quotes.
    pub(super) name: String,
    pub(super) band: Band,
    pub(super) style: ChangeStyle,
}

/// The medians of changes within a title; of a single one its range too.
pub(super) fn medians(changes: &[NamedChange], write: &dyn Fn(f64) -> String) -> String {
    let value = |change: &NamedChange| (change.name.clone(), change.band.p50);
    let values: Vec<(String, f64)> = changes.iter().map(value).collect();
    let range = match changes {
        [NamedChange { band: Band { p10, p90, .. }, .. }] => {
            format!(", eight times in ten {} to {}", write(*p10), write(*p90))
        }
        _ => String::new(),
    };
    format!("median {}{range}", spread(&values, write))
}

/// A value with the name of its option, if only one has it as it is written.
pub(super) fn named(value: f64, values: &[(String, f64)], write: &dyn Fn(f64) -> String) -> String {
    let text = write(value);
    let mut own = values.iter().filter(|(_, other)| write(*other) == text);
    match (own.next(), own.next()) {
        (Some((name, _)), None) => format!("{text} ({name})"),
        _ => text,
    }
}

/// The values of the baseline and of options within a title.
pub(super) fn beside(
    (name, baseline): (&str, f64),
    values: &[(String, f64)],
    write: &dyn Fn(f64) -> String,
) -> String {
    let own = write(baseline);
    // Where files are compared, the baseline has a title of its own.
    let within =
        if name == BASELINE_TITLE { "in the baseline".to_owned() } else { format!("in {}", quoted(name)) };
    if values.iter().any(|(_, value)| write(*value) != own) {
        return format!("{own} {within}, {}", spread(values, write));
    }
    match values {
        [] => format!("{own} {within}"),
        [(name, _)] => format!("{own} {within} and with {name}"),
        _ => format!("{own} {within} and with each of these options"),
    }
}

/// A projection at one time for those who cannot see it.
pub(super) fn in_words(name: &str, band: &Band, write: &dyn Fn(f64) -> String) -> String {
    let [p10, p50, p90] = [band.p10, band.p50, band.p90].map(write);
    if p10 == p90 {
        return format!("{name}: {p50} at least eight times in ten");
    }
    format!("{name}: median {p50}, eight times in ten {p10} to {p90}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_several_values_are_named_if_only_one_option_has_them() {
        let write = |value: f64| format!("{value:.1}");
        for (values, text) in [
            (&[1.0][..], "1.0 with A"),
            (&[1.0, 1.04], "1.0 with each of these options"),
            (&[2.0, 1.0, 2.0], "1.0 (B) to 2.0 with these options"),
            (&[], ""),
        ] {
            let names = ["A", "B", "C"].map(str::to_owned).into_iter();
            let values: Vec<(String, f64)> = names.zip(values.iter().copied()).collect();
            assert_eq!(spread(&values, &write), text);
        }
        let only = [("A".to_owned(), 1.0)];
        assert_eq!(beside((BASELINE_TITLE, 1.0), &only, &write), "1.0 in the baseline and with A");
        assert_eq!(beside((BASELINE_TITLE, 2.0), &only, &write), "2.0 in the baseline, 1.0 with A");
    }

    #[test]
    fn long_names_are_cut_between_words() {
        let name = "Retention payment of £3,000 a year to every social worker";
        assert_eq!(quoted(name), "\u{201c}Retention payment of £3,000 a year to\u{2026}\u{201d}");
        assert_eq!(quoted(&"x".repeat(50)), format!("\u{201c}{}\u{2026}\u{201d}", "x".repeat(40)));
        assert_eq!(quoted("Both"), "\u{201c}Both\u{201d}");
    }
}
