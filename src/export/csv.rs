//! Rows of csv files.

use csv::{Terminator, Writer, WriterBuilder};

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
