//! Rows of csv files.

use csv::{Terminator, Writer, WriterBuilder};

use super::rounding;
use crate::measure::Unit;
use crate::summary::Band;

/// The columns of a band; [`band_cells`] fills them.
pub(super) const BAND: [&str; 8] = ["mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"];

/// Mean and percentiles of a band, in the order of [`BAND`], and the standard error of the mean.
pub(super) fn band_cells(unit: Unit, band: &Band) -> ([String; 8], String) {
    // A new field will not compile until it is written.
    let Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error } = *band;
    let values = [mean, p05, p10, p25, p50, p75, p90, p95].map(|value| rounding::value(unit, value));
    (values, rounding::standard_error(unit, standard_error))
}

/// A csv file being written: comma-separated, UTF-8, one line feed a row.
pub(super) struct CsvText {
    writer: Writer<Vec<u8>>,
}

impl CsvText {
    /// A file with these columns.
    pub(super) fn new(columns: &[&str]) -> Self {
        let mut text =
            Self { writer: WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new()) };
        text.put(columns);
        text
    }

    /// Adds a row.
    pub(super) fn put(&mut self, row: &[&str]) {
        self.writer.write_record(row).expect("a vector takes any row, and all rows are of one length");
    }

    /// The whole file.
    pub(super) fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("a vector takes any bytes");
        String::from_utf8(bytes).expect("made of texts alone")
    }
}
