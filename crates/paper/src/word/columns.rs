//! How wide the columns of a table are: fixed, and worked out from what is in
//! them, so that a table looks the same in every program.

use crate::{Align, Table};
use chart::width_in_ems;

/// Left and right of what is in a cell, in twentieths of a point; with room
/// for fonts that are a little wider than Arial.
const PADDING: f64 = 260.0;

/// Words of a row's name are put on one line up to this width.
const NAME_ON_ONE_LINE: f64 = 1900.0;

/// The most lines that the head of a column takes, if there is room at all.
const LINES_OF_HEAD: f64 = 3.0;

/// How much wider than what is in it a table is made: beyond that, names and
/// numbers stand too far apart to be read as one line.
const WIDEST: f64 = 1.9;

/// The least share of the width of the text that a table takes.
const NARROWEST: f64 = 0.5;

/// Sizes of the letters of tables, in points, as in our styles.
const USUAL: f64 = 10.0;
const SMALL: f64 = 8.5;

/// How the columns of a table are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// In twentieths of a point; together at most as wide as the text.
    pub(super) widths: Vec<u32>,
    /// Whether the letters are small.
    pub(super) is_small: bool,
}

/// The columns of a table in a text of this width. Small letters are for long
/// tables, and for those whose words would be torn apart otherwise.
pub(super) fn columns(table: &Table, text_width: u32) -> Columns {
    let total = f64::from(text_width);
    let usual = Widths::of(table, USUAL);
    let is_small = table.is_long || usual.least.iter().sum::<f64>() > total;
    let widths = if is_small { Widths::of(table, SMALL) } else { usual };
    let all_full: f64 = widths.full.iter().sum();
    let total = total.min((all_full * WIDEST).max(total * NARROWEST)).floor();
    Columns { widths: whole(&widths.shared_out(total), total as u32), is_small }
}

/// What columns would like to have.
struct Widths {
    /// Without which words, or lines of numbers, are torn apart.
    tight: Vec<f64>,
    /// Without which names and heads take too many lines.
    least: Vec<f64>,
    /// With which everything is on one line.
    full: Vec<f64>,
}

impl Widths {
    fn of(table: &Table, points: f64) -> Self {
        let width = |text: &str, is_bold| width_in_ems(text, is_bold) * points * 20.0;
        let longest_word = |text: &str, is_bold| {
            let words = text.split_inclusive([' ', '\n', '-', '\u{2013}']);
            words.map(|word| width(word.trim_end(), is_bold)).fold(0.0, f64::max)
        };
        let (mut tight, mut least, mut full) = (Vec::new(), Vec::new(), Vec::new());
        for (place, column) in table.columns.iter().enumerate() {
            let mut column_full = width(&column.title, true);
            let mut column_tight = longest_word(&column.title, true);
            let mut column_least = column_tight.max(column_full / LINES_OF_HEAD);
            for cell in table.rows.iter().filter_map(|row| row.get(place)) {
                // A cell may have lines of its own.
                let one_line = cell.lines().map(|line| width(line, false)).fold(0.0, f64::max);
                let unbroken = match column.align {
                    // Numbers, and ranges of them, are read at one glance.
                    Align::Right => one_line,
                    Align::Left => longest_word(cell, false),
                };
                let is_name = column.align == Align::Left && place == 0;
                let wanted = if is_name { one_line.min(NAME_ON_ONE_LINE) } else { 0.0 };
                column_tight = column_tight.max(unbroken);
                column_least = column_least.max(unbroken).max(wanted);
                column_full = column_full.max(one_line);
            }
            tight.push(column_tight + PADDING);
            least.push(column_least + PADDING);
            full.push(column_full + PADDING);
        }
        Self { tight, least, full }
    }

    fn shared_out(&self, total: f64) -> Vec<f64> {
        let Self { tight, least, full } = self;
        let sum = |widths: &[f64]| widths.iter().sum::<f64>();
        let scaled = |widths: &[f64]| widths.iter().map(|width| width * total / sum(widths)).collect();
        let between = |low: &[f64], high: &[f64]| {
            let share = (total - sum(low)) / (sum(high) - sum(low));
            low.iter().zip(high).map(|(low, high)| low + (high - low) * share).collect()
        };
        if sum(full) <= total {
            scaled(full)
        } else if sum(least) < total {
            between(least, full)
        } else if sum(tight) < total {
            between(tight, least)
        } else {
            scaled(tight)
        }
    }
}

/// The same as whole numbers with the right sum: the first column takes what is left over.
fn whole(widths: &[f64], total: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = widths.iter().map(|width| width.floor() as u32).collect();
    let left_over = total.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += left_over;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    fn table(columns: usize, name: &str, cell: &str) -> Table {
        let mut row = vec![cell.to_owned(); columns];
        name.clone_into(&mut row[0]);
        let mut heads = vec![Column::numbers("Median caseload"); columns];
        heads[0] = Column::words("Option");
        Table { columns: heads, rows: vec![row], ..Table::default() }
    }

    #[test]
    fn tables_are_as_wide_as_the_text_unless_they_hold_little() {
        let name = "A name that is longer than any line of the table could ever be";
        for columns_wanted in [1, 2, 3, 8, 14, 30] {
            for (name, fills) in [("", columns_wanted > 3), ("Do nothing", columns_wanted > 2), (name, true)]
            {
                let table = table(columns_wanted, name, "19.4 to 27.0");
                let width = columns(&table, 9070).widths.iter().sum::<u32>();
                assert!((4535..=9070).contains(&width), "{columns_wanted} columns, {name}: {width}");
                assert_eq!(width == 9070, fills, "{columns_wanted} columns, {name}: {width}");
            }
        }
    }

    #[test]
    fn a_name_takes_another_line_before_a_number_is_torn_apart() {
        let name = "Ten newly qualified social workers a year, and a supplement for all who stay";
        let table = table(6, name, "(1,000.4 to 27,000.0)");
        let widths = columns(&table, 9070).widths;
        let needed = width_in_ems("(1,000.4 to 27,000.0)", false) * SMALL * 20.0;
        assert!(widths[1..].iter().all(|width| f64::from(*width) >= needed), "{widths:?}, {needed}");
    }

    #[test]
    fn lines_of_a_cell_stand_below_each_other() {
        let of = |cell: &str| columns(&table(4, "Do nothing", cell), 9070).widths;
        assert_eq!(of("19.4\n(16.0 to 27.0)"), of("(16.0 to 27.0)"));
    }

    #[test]
    fn names_have_more_room_than_numbers() {
        let columns = columns(&table(4, "Ten newly qualified social workers a year", "19.4 to 27.0"), 9070);
        assert!(columns.widths[0] > columns.widths[1], "{columns:?}");
        assert!(!columns.is_small);
    }

    #[test]
    fn letters_are_small_in_long_tables_and_in_those_with_many_columns() {
        let mut long = table(3, "Do nothing", "19.4");
        long.is_long = true;
        assert!(columns(&long, 9070).is_small);
        assert!(columns(&table(10, "Do nothing", "19.4"), 9070).is_small);
        assert!(!columns(&table(6, "Do nothing", "19.4"), 9070).is_small);
    }
}
