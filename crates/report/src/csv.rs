//! Csv files, written and read by the struct of a row.
//!
//! A field of the struct is a column of that name; a field that is a struct holds columns of its own. Cells are
//! texts and whole numbers: other numbers are rounded to texts before ([`rounding`](super::rounding)).
//!
//! A text that a spreadsheet would run as a formula has an apostrophe in front, which our own readers take off again.

use std::borrow::Cow;

use csv::{Reader, StringRecord, Terminator, WriterBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

/// What a file begins with that spreadsheets would else take to be in an older encoding, where a pound is two letters.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What the first letter of a formula is, also where a spreadsheet drops what stands before it.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A csv file: comma-separated, UTF-8, one line feed a row. Without rows it has its columns all the same.
pub(super) fn csv_text<R: Serialize + Default>(rows: impl IntoIterator<Item = R>) -> String {
    let mut rows = rows.into_iter().peekable();
    let columns = rows.peek().map_or_else(|| cells(&R::default()), cells);
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let taken = "a vector takes any row, and all rows are of one length";
    writer.write_record(columns.iter().map(|(name, _)| name)).expect(taken);
    for row in rows {
        writer.write_record(cells(&row).iter().map(|(_, text)| as_text(text).into_owned())).expect(taken);
    }
    let bytes = writer.into_inner().expect("a vector takes any bytes");
    String::from_utf8(bytes).expect("made of texts alone")
}

/// The rows of a csv file; `None` if one is of another form or the columns are others.
pub(super) fn csv_rows<R: Serialize + DeserializeOwned + Default>(text: &str) -> Option<Vec<R>> {
    let (names, records) = csv_records(text)?;
    if !names.iter().eq(cells(&R::default()).iter().map(|(name, _)| name)) {
        return None;
    }
    records.iter().map(|record| record.deserialize(None).ok()).collect()
}

/// The names of the columns of a csv file, and what was written into each row; `None` if it is none.
pub(super) fn csv_records(text: &str) -> Option<(StringRecord, Vec<StringRecord>)> {
    let mut reader = Reader::from_reader(text.trim_start_matches(BYTE_ORDER_MARK).as_bytes());
    let names = reader.headers().ok()?.clone();
    let read = |record: StringRecord| record.iter().map(was_text).collect();
    Some((names, reader.records().map(|record| record.ok().map(read)).collect::<Option<_>>()?))
}

/// A cell that no spreadsheet runs: with one apostrophe more, if behind those that it begins with stands what would be
/// run. A number stays one.
fn as_text(cell: &str) -> Cow<'_, str> {
    if would_run(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What was made a cell by [`as_text`].
fn was_text(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| would_run(rest.trim_start_matches('\''))).unwrap_or(cell)
}

fn would_run(text: &str) -> bool {
    let is_number = || text.ends_with(|last: char| last.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let begins = |text: &str| text.starts_with(BEGINS_FORMULA);
    (begins(text) || begins(text.trim_start())) && !is_number()
}

/// The names of the columns of a row, and what it holds in them.
pub(super) fn cells(row: &impl Serialize) -> Vec<(String, String)> {
    fn of(fields: Map<String, Json>) -> Vec<(String, String)> {
        let cells = fields.into_iter().flat_map(|(name, value)| match value {
            Json::Object(fields) => of(fields),
            Json::String(text) => vec![(name, text)],
            Json::Null => vec![(name, String::new())],
            Json::Bool(_) | Json::Number(_) | Json::Array(_) => vec![(name, value.to_string())],
        });
        cells.collect()
    }
    match serde_json::to_value(row) {
        Ok(Json::Object(fields)) => of(fields),
        other => unreachable!("a row is a struct: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Row {
        name: String,
        middle: Inner,
        count: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seldom: Option<String>,
    }

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Inner {
        low: String,
        is_high: bool,
    }

    fn row(name: &str) -> Row {
        Row { name: name.into(), middle: Inner { low: String::new(), is_high: true }, count: 3, seldom: None }
    }

    #[test]
    fn what_is_written_is_read() {
        let rows = [row("12"), row("one, \"two\"\nand three; £ – é"), row("")];
        let text = csv_text(rows.iter().map(|own| row(&own.name)));
        assert!(text.starts_with("name,low,is_high,count\n12,,true,3\n\"one, \"\"two\"\""), "{text}");
        assert_eq!(csv_rows::<Row>(&text).unwrap(), rows);
        assert_eq!(cells(&rows[0])[2], ("is_high".into(), "true".into()));
    }

    #[test]
    fn no_text_is_a_formula_and_each_is_read_as_it_was() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("-cmd|' /c'!A0", "'-cmd|' /c'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r\n=1", "'\r\n=1"),
            (" \u{a0}=1", "' \u{a0}=1"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("-inf", "'-inf"),
            // Written so by somebody.
            ("'=1+1", "''=1+1"),
            ("''-a", "'''-a"),
            // What is none stays as it is.
            ("-0.5", "-0.5"),
            ("-1.5e-7", "-1.5e-7"),
            ("+3", "+3"),
            ("'tis", "'tis"),
            ("'-0.5", "'-0.5"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(as_text(text), cell);
            assert_eq!(was_text(cell), text);
            let written = csv_text([row(text)]);
            assert_eq!(csv_rows::<Row>(&written).unwrap(), [row(text)], "{written}");
        }
        let marked = BYTE_ORDER_MARK.to_owned() + &csv_text([row("£")]);
        assert_eq!(csv_rows::<Row>(&marked).unwrap(), [row("£")]);
    }

    #[test]
    fn a_file_without_rows_has_columns_and_a_column_that_no_row_has_is_left_out() {
        assert_eq!(csv_text(Vec::<Row>::new()), "name,low,is_high,count\n");
        let seldom = Row { seldom: Some("x".into()), ..row("a") };
        assert_eq!(csv_text([seldom]), "name,low,is_high,count,seldom\na,,true,3,x\n");
    }

    #[test]
    fn other_columns_and_other_cells_are_refused() {
        for text in [
            "",
            "low,name,is_high,count\n,a,true,3\n",
            "name,low,is_high,count\na,,true,many\n",
            "name,low,is_high,count\na,,true\n",
        ] {
            assert_eq!(csv_rows::<Row>(text), None, "{text}");
        }
    }
}
