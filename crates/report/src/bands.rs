//! `monthly.csv` and `yearly.csv`: the bands of all measures.

use super::rounded::exists;
use super::rows::{BandCells, InMonth, InYear, SeriesRow};
use model::measure::Unit;
use model::summary::{Band, Summary};

/// The bands by month: one row for each option, team, measure and month.
pub(super) fn monthly(summaries: &[Summary]) -> impl Iterator<Item = SeriesRow<InMonth, BandCells>> {
    summaries.iter().flat_map(|summary| SeriesRow::all(&summary.option, &summary.monthly, cells))
}

/// The bands by financial year: one row for each option, team, measure and year.
pub(super) fn yearly(summaries: &[Summary]) -> impl Iterator<Item = SeriesRow<InYear, BandCells>> {
    summaries.iter().flat_map(|summary| SeriesRow::all(&summary.option, &summary.yearly, cells))
}

fn cells(unit: Unit, band: &Band) -> Option<BandCells> {
    exists(band).then(|| BandCells::new(unit, band))
}

#[cfg(test)]
mod tests {
    use crate::csv::csv_text;
    use crate::sample;

    #[test]
    fn monthly() {
        insta::assert_snapshot!(csv_text(super::monthly(&[sample::summary()])));
    }

    #[test]
    fn yearly() {
        insta::assert_snapshot!(csv_text(super::yearly(&[sample::summary()])));
    }

    #[test]
    fn any_team_name_can_be_read_back() {
        let mut summary = sample::summary();
        let name = "Duty, \"front door\"\nand MASH";
        summary.monthly.retain(|series| series.team.is_some());
        summary.monthly[0].team = Some(name.into());
        let text = csv_text(super::monthly(&[summary]));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[1], name);
    }
}
