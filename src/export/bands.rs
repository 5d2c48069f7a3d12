//! `monthly.csv` and `yearly.csv`: the bands of all measures.

use std::fmt::Display;

use super::csv::{BAND, CsvText, band_cells};
use super::rounded::exists;
use crate::summary::{Band, Series, Summary};

/// The bands by month: one row for each option, team, measure and month.
pub fn monthly_csv(summaries: &[Summary]) -> String {
    let series = summaries.iter().map(|summary| (summary.option.as_str(), summary.monthly.as_slice()));
    bands_csv("month", series)
}

/// The bands by financial year: one row for each option, team, measure and year.
pub fn yearly_csv(summaries: &[Summary]) -> String {
    let series = summaries.iter().map(|summary| (summary.option.as_str(), summary.yearly.as_slice()));
    bands_csv("financial_year", series)
}

fn bands_csv<'a, T: Display + 'a>(
    time: &str,
    options: impl Iterator<Item = (&'a str, &'a [Series<T>])>,
) -> String {
    let columns =
        [["option", "team", time, "measure", "unit"].as_slice(), &BAND, &["standard_error"]].concat();
    let mut csv = CsvText::new(&columns);
    for (option, all_series) in options {
        for series in all_series {
            for (at, band) in &series.bands {
                put_band(&mut csv, option, series, &at.to_string(), band);
            }
        }
    }
    csv.finish()
}

fn put_band<T>(csv: &mut CsvText, option: &str, series: &Series<T>, time: &str, band: &Band) {
    if !exists(band) {
        return;
    }
    let unit = series.measure.unit;
    let (values, error) = band_cells(unit, band);
    let mut row =
        vec![option, series.team.as_deref().unwrap_or_default(), time, &series.measure.id, unit.name()];
    row.extend(values.iter().map(String::as_str));
    row.push(&error);
    csv.put(&row);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn monthly() {
        insta::assert_snapshot!(monthly_csv(&[sample::summary()]));
    }

    #[test]
    fn yearly() {
        insta::assert_snapshot!(yearly_csv(&[sample::summary()]));
    }

    #[test]
    fn any_team_name_can_be_read_back() {
        let mut summary = sample::summary();
        let name = "Duty, \"front door\"\nand MASH";
        summary.monthly.retain(|series| series.team.is_some());
        summary.monthly[0].team = Some(name.into());
        let text = monthly_csv(&[summary]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[1], name);
    }
}
