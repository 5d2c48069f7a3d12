//! Csv files, written and read by the struct of a row.
//!
//! A field of the struct is a column of that name; a field that is a struct holds columns of its own. Cells are
//! texts and whole numbers: other numbers are rounded to texts before ([`rounding`](super::rounding)).

use csv::{Reader, Terminator, WriterBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

/// A csv file: comma-separated, UTF-8, one line feed a row. Without rows it has its columns all the same.
pub(super) fn csv_text<R: Serialize + Default>(rows: impl IntoIterator<Item = R>) -> String {
    let mut rows = rows.into_iter().peekable();
    let columns = rows.peek().map_or_else(|| cells(&R::default()), cells);
    // Row by row, since the writer knows no columns within columns.
    let mut writer =
        WriterBuilder::new().has_headers(false).terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let taken = "a vector takes any row, and all rows are of one length";
    writer.write_record(columns.iter().map(|(name, _)| name)).expect(taken);
    rows.for_each(|row| writer.serialize(row).expect(taken));
    let bytes = writer.into_inner().expect("a vector takes any bytes");
    String::from_utf8(bytes).expect("made of texts alone")
}

/// The rows of a csv file; `None` if one is of another form or the columns are others.
pub(super) fn csv_rows<R: Serialize + DeserializeOwned + Default>(text: &str) -> Option<Vec<R>> {
    let mut reader = Reader::from_reader(text.as_bytes());
    let columns = cells(&R::default());
    if !reader.headers().ok()?.iter().eq(columns.iter().map(|(name, _)| name)) {
        return None;
    }
    reader.records().map(|record| record.ok()?.deserialize(None).ok()).collect()
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
