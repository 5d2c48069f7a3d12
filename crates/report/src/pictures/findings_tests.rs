//! Tests of what titles claim.

use super::findings::{EffectPhrases, OptionAtDate, Trend, effect_title, extreme, trend_title};
use super::phrases::NamedChange;
use crate::wording::span_of;
use model::measure::{Measure, MeasureId, Unit};
use model::readable::{ChangeStyle, Style};
use model::summary::Band;

/// A band around a median, of which half the 90% range is given.
fn band(p50: f64, spread: f64) -> Band {
    Band {
        mean: p50,
        p05: p50 - spread,
        p10: p50 - 0.8 * spread,
        p25: p50 - 0.4 * spread,
        p50,
        p75: p50 + 0.4 * spread,
        p90: p50 + 0.8 * spread,
        p95: p50 + spread,
        standard_error: 0.0,
    }
}

#[test]
fn a_course_is_told_no_surer_than_it_is() {
    for (opening, end, is_constant, wanted) in [
        (
            18.7,
            band(21.2, 2.0),
            false,
            "is almost certain to rise: 18.7 in September 2023, median 21.2 in September 2028, 19.6\u{2013}22.8 eight times in ten",
        ),
        (
            18.7,
            band(21.2, 3.0),
            false,
            "is very likely to rise: 18.7 in September 2023, median 21.2 in September 2028, 18.8\u{2013}23.6 eight times in ten",
        ),
        (
            18.7,
            band(21.2, 5.0),
            false,
            "is likely to rise: 18.7 in September 2023, median 21.2 in September 2028, 17.2\u{2013}25.2 eight times in ten",
        ),
        (
            18.7,
            band(16.2, 5.0),
            false,
            "is likely to fall: 18.7 in September 2023, median 16.2 in September 2028, 12.2\u{2013}20.2 eight times in ten",
        ),
        // The 25th percentile reads 18.7 too.
        (
            18.7,
            band(20.7, 5.0),
            false,
            "may rise or fall: 18.7 in September 2023, median 20.7 in September 2028, 16.7\u{2013}24.7 eight times in ten",
        ),
        (
            0.0,
            Band { p50: 0.0, p25: 0.0, p10: 0.0, p05: 0.0, p75: 3.0, p90: 9.0, ..band(0.0, 0.0) },
            false,
            "may rise: 0.0 in September 2023, median 0.0 in September 2028, 0.0\u{2013}9.0 eight times in ten",
        ),
        (
            9.0,
            Band { p50: 9.0, p25: 9.0, p10: 4.0, p05: 2.0, ..band(9.0, 0.0) },
            false,
            "may fall: 9.0 in September 2023, median 9.0 in September 2028, 4.0\u{2013}9.0 eight times in ten",
        ),
        (5.0, band(5.0, 0.0), false, "is 5.0 again in September 2028, at least eight times in ten"),
        (5.0, band(5.0, 0.01), true, "stays at 5.0 at least eight times in ten, to September 2028"),
        (0.0, band(0.0, 0.0), true, "stays at 0.0 at least eight times in ten, to September 2028"),
    ] {
        let title = trend_title(&Trend {
            measure: MeasureId::Caseload.measure(),
            place: "Kent",
            opening: ("September 2023".into(), opening),
            end: ("September 2028".into(), end),
            style: Style::of(Unit::CasesPerFte, &[opening]),
            is_constant,
        });
        assert_eq!(title.text, format!("Average caseload in Kent {wanted}"));
        assert_eq!(!title.sureness.is_empty(), wanted.contains("likely") || wanted.contains("certain"));
    }
}

#[test]
fn several_things_take_the_plural_and_flows_name_both_months() {
    let title = |measure: &Measure| {
        trend_title(&Trend {
            measure,
            place: "Kent",
            opening: ("October 2023".into(), 10.0),
            end: ("September 2028".into(), band(20.0, 1.0)),
            style: Style::of(Unit::CasesPerFte, &[10.0]),
            is_constant: false,
        })
        .text
    };
    assert_eq!(
        title(&Measure::open_cases_of("assessment", "Assessment")),
        "Open cases (Assessment) in Kent are almost certain to rise: 10.0 in October 2023, median 20.0 in September 2028, \
         19.2\u{2013}20.8 eight times in ten"
    );
    assert_eq!(
        title(MeasureId::Referrals.measure()),
        "Referrals in Kent are almost certain to rise: 10.0 in October 2023, median 20.0 in September 2028, 19.2\u{2013}20.8 \
         eight times in ten"
    );
}

#[test]
fn an_option_is_called_lowest_only_if_differences_bear_it_out() {
    let styles = (Style::of(Unit::CasesPerFte, &[20.0]), ChangeStyle::of(Unit::CasesPerFte, &[2.0]));
    let told = |options: &[(f64, Band)]| {
        let baseline = OptionAtDate { name: "Baseline", median: 20.0, range: (19.0, 21.0), change: None };
        let names = ["A", "B", "C"].into_iter().zip(options);
        let options = names.map(|(name, (median, band))| OptionAtDate {
            name,
            median: *median,
            range: (median - 1.0, median + 1.0),
            change: Some((0, *band)),
        });
        let all: Vec<OptionAtDate<'_>> = [baseline].into_iter().chain(options).collect();
        extreme("Caseload", &all, styles).map(|title| title.text)
    };
    let is = |text: &str| Some(format!("Caseload: {text}"));
    let down = band(-2.0, 1.0);
    assert_eq!(
        told(&[(18.0, down)]),
        is(
            "median 18.0 with \u{201c}A\u{201d} (17.0\u{2013}19.0 eight times in ten); future by future, it is almost certain \
             to be below the baseline"
        )
    );
    assert_eq!(
        told(&[(19.0, down), (18.0, down)]),
        is(
            "\u{201c}B\u{201d} has the lowest median of those shown, 18.0 (17.0\u{2013}19.0 eight times in ten); future by future, it is \
             almost certain to be below the baseline"
        )
    );
    // The larger change is told.
    assert_eq!(
        told(&[(19.0, band(-1.0, 0.5)), (24.0, band(4.0, 4.5))]),
        is(
            "\u{201c}B\u{201d} has the highest median of those shown, 24.0 (23.0\u{2013}25.0 eight times in ten); future by future, it is \
             very likely to be above the baseline"
        )
    );
    // Two read the same; trials disagree; nothing changes.
    assert_eq!(told(&[(18.0, down), (18.04, down)]), None);
    assert_eq!(told(&[(18.0, band(-2.0, 6.0))]), None);
    assert_eq!(told(&[(20.0, band(0.0, 0.0))]), None);
}

#[test]
fn what_options_do_is_said_of_those_whose_trials_agree() {
    let style = ChangeStyle::of(Unit::CasesPerFte, &[2.0]);
    let wording = EffectPhrases {
        up: "raise it all",
        down: "lower it all",
        others: ("raise it", "lower it"),
        when: "in May",
        range: span_of,
    };
    let (down, open, nil) = (band(-2.0, 1.0), band(-2.0, 6.0), band(0.0, 0.0));
    for (bands, wanted) in [
        (
            &[down, nil][..],
            Some(
                "A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; the other option hardly \
                 changes it",
            ),
        ),
        (
            &[down, nil, nil],
            Some(
                "A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; the other options hardly \
                 change it",
            ),
        ),
        (
            &[down, nil, open],
            Some(
                "A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; the other options may do \
                 either, or hardly change it",
            ),
        ),
        (&[down], Some("A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases")),
        (&[open], None),
        (
            &[down, open],
            Some(
                "A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; the other option may do either",
            ),
        ),
        (
            &[open, open, down],
            Some(
                "C is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; each other option may do either",
            ),
        ),
        (
            &[down, band(-3.0, 1.0)],
            Some(
                "B is almost certain to lower it all in May: eight times in ten by 2.2 to 3.8 cases; both options are at least likely to do so",
            ),
        ),
        (
            &[down, band(-3.0, 1.0), open],
            Some(
                "B is almost certain to lower it all in May: eight times in ten by 2.2 to 3.8 cases; 2 of these 3 options are at least likely to do so",
            ),
        ),
        (
            &[down, band(1.0, 1.1)],
            Some(
                "A is almost certain to lower it all in May: eight times in ten by 1.2 to 2.8 cases; B is very likely to raise it",
            ),
        ),
        (&[band(0.0, 0.0)], None),
        (&[], None),
    ] {
        let names = ["A", "B", "C"].map(str::to_owned).into_iter();
        let changes = names.zip(bands).map(|(name, band)| NamedChange { name, band: *band, style });
        let changes: Vec<NamedChange> = changes.collect();
        assert_eq!(effect_title(&wording, &changes).map(|title| title.text).as_deref(), wanted);
    }
}
