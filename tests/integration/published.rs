//! The definitions of the rates against the figures that councils publish.

use staffcast::measure::{agency_rate, average_caseload, turnover_rate, vacancy_rate};

/// Councils, regions and England in 2023 (see `tests/data/README.md`).
const WORKFORCE: &str = include_str!("../data/dfe-workforce-2023.csv");

/// Rates are published to 0.1 point, from counts that are rounded to 0.1 FTE.
/// A correct program never fails.
#[test]
fn the_rates_of_published_counts_are_the_published_rates() {
    let mut reader = csv::Reader::from_reader(WORKFORCE.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let mut rows = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let text = |name: &str| &row[columns.iter().position(|column| column == name).unwrap()];
        let number = |name: &str| -> f64 { text(name).parse().unwrap() };
        let in_post = number("inpost_fte");
        for (what, computed) in [
            ("vacancy_rate_fte", 100.0 * vacancy_rate(number("vacancy_fte"), in_post)),
            ("agency_rate_fte", 100.0 * agency_rate(number("agency_fte"), in_post)),
            ("turnover_rate_fte", 100.0 * turnover_rate(number("leavers_fte"), in_post)),
            ("caseload_fte", average_caseload(number("cases"), number("case_holders_fte"))),
        ] {
            let published = number(what);
            let name = text("name");
            assert!(
                (computed - published).abs() < 0.1,
                "{name}, {what}: {computed:.3}, published {published}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, 28);
    assert!(WORKFORCE.contains(",Kent,") && WORKFORCE.contains(",England,"));
}

#[test]
fn a_service_without_anybody_has_no_rates() {
    assert!(vacancy_rate(0.0, 0.0).is_nan() && agency_rate(0.0, 0.0).is_nan());
    assert!(turnover_rate(2.0, 0.0).is_nan() && average_caseload(12.0, 0.0).is_nan());
}
