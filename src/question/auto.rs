//! `--trials auto`: what is shown, and what is said of the number that was chosen.

use std::fmt::Write as _;

use model::calendar::Month;
use model::measure::Unit;
use model::measure::usual::OUTLOOK;
use model::readable::{ChangeStyle, Style, whole};
use model::scenario::Scenario;
use model::summary::{Enough, Precision, Shown};
use report::ChartOptions;
use report::outlook::HORIZONS;

/// What the table on the terminal, charts and titles show: the main measures,
/// with those of the charts; at the dates of the table and of the targets.
pub(super) fn shown(scenario: &Scenario, charts: &ChartOptions) -> Shown {
    let service = &scenario.service;
    let mut measures: Vec<String> = OUTLOOK.iter().map(|id| id.name().to_owned()).collect();
    measures.extend(charts.measures.iter().flatten().cloned());
    let last = service.months.0;
    let ahead = HORIZONS.into_iter().filter(|months| *months < last).chain([last]);
    let mut months: Vec<Month> = ahead.map(|months| service.month(months)).collect();
    months.extend(service.targets.0.iter().filter_map(|target| target.by));
    Shown { measures, months, last_digit: |unit, largest| Style::new(unit, largest).step() }
}

/// What is said when the number of trials has been chosen.
pub(super) fn told(enough: &Enough) -> String {
    let trials = whole(enough.trials.into());
    let Some((worst, others)) = enough.rough.split_first() else {
        return format!(
            "{trials} trials: enough that the standard error of every range shown is below a fortieth of its measure's widest, and that of every percentage below a point."
        );
    };
    let style = ChangeStyle::of(worst.unit, &[worst.tolerated, worst.error]);
    let mut text = format!(
        "Stopped at {trials} trials: {} has a standard error of {}",
        named(worst),
        with_digits(style, worst)
    );
    match others.len() {
        0 => {}
        1 => text.push_str(", and 1 other figure is too rough"),
        more => write!(text, ", and {more} other figures are too rough").expect("a string takes any text"),
    }
    let excess = worst.excess();
    write!(
        text,
        ". The error is {excess:.1} times what auto allows; --trials auto:NUMBER allows more trials."
    )
    .expect("a string takes any text");
    text
}

fn named(precision: &Precision) -> String {
    format!("the figure \u{201c}{}: {}\u{201d}", precision.of, precision.what)
}

/// The error with two figures or more, since it is small beside what it is the error of.
fn with_digits(style: ChangeStyle, precision: &Precision) -> String {
    let Precision { unit, error, .. } = precision;
    let number = |value: f64| format!("{value:.*}", usize::from(value < 10.0));
    match unit {
        Unit::Pounds => style.write(*error),
        Unit::Share => format!("{} percentage points", number(100.0 * error)),
        _ => format!("{}{}", number(*error), style.unit_words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::sample::Sample;

    fn enough(rough: Vec<Precision>) -> Enough {
        Enough { results: (*Sample::new().results).clone(), trials: 20_000, rough }
    }

    fn rough(of: &str, what: &str, unit: Unit, error: f64, tolerated: f64) -> Precision {
        Precision { of: of.to_owned(), what: what.to_owned(), unit, error, tolerated }
    }

    #[test]
    fn what_was_reached_or_is_still_too_rough_is_told() {
        let chance = rough("Baseline", "chance of a target", Unit::Share, 0.013, 0.01);
        let cases = rough("Hire", "Unallocated cases in September 2028", Unit::Cases, 128.4, 50.0);
        let cost = rough("Hire", "Net cost by the end", Unit::Pounds, 23_400.0, 10_000.0);
        for (rough, wanted) in [
            (
                Vec::new(),
                "20,000 trials: enough that the standard error of every range shown is below a fortieth of its measure's \
                 widest, and that of every percentage below a point.",
            ),
            (
                vec![chance.clone()],
                "Stopped at 20,000 trials: the figure \u{201c}Baseline: chance of a target\u{201d} has a standard \
                 error of 1.3 percentage points. The error is 1.3 times what auto allows; --trials \
                 auto:NUMBER allows more trials.",
            ),
            (
                vec![cases, chance.clone()],
                "Stopped at 20,000 trials: the figure \u{201c}Hire: Unallocated cases in September \
                 2028\u{201d} has a standard error of 128, and 1 other figure is too rough. The error is 2.6 \
                 times what auto allows; --trials auto:NUMBER allows more trials.",
            ),
            (
                vec![cost, chance.clone(), chance],
                "Stopped at 20,000 trials: the figure \u{201c}Hire: Net cost by the end\u{201d} has a standard \
                 error of £23.4k, and 2 other figures are too rough. The error is 2.3 times what auto \
                 allows; --trials auto:NUMBER allows more trials.",
            ),
        ] {
            assert_eq!(told(&enough(rough)), wanted);
        }
    }
}
