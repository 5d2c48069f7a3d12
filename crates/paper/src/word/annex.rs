//! The data of the figures, as tables for the end of a paper.

use crate::{Figure, Table};
use model::calendar::Month;

/// Tables of more rows than these are looked up in files, not on paper.
const MOST_ROWS: usize = 30;

/// Months that are shown of long tables, and what they are called.
const CHOICES: [(&[i8], &str); 3] = [
    (&[3, 6, 9, 12], "every March, June, September and December"),
    (&[3, 9], "every March and September"),
    (&[3], "every March"),
];

/// Names of the months, of which three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The data of a figure as a table for paper. Of long tables by month some
/// months are left out, and a note says so.
pub(super) fn data_for_paper(figure: &Figure, number: u32) -> Table {
    let Table { caption, columns, rows, notes, is_long: _ } = &figure.data;
    let caption = if caption.is_empty() { &figure.caption } else { caption };
    let mut table = Table {
        caption: format!("Data of figure {number}: {caption}"),
        columns: columns.clone(),
        rows: rows.clone(),
        notes: notes.clone(),
        is_long: true,
    };
    if rows.len() <= MOST_ROWS {
        return table;
    }
    let months: Option<Vec<Month>> =
        rows.iter().map(|row| row.first().and_then(|cell| month(cell))).collect();
    let Some((months, first, last)) = months
        .and_then(|months| Some((months.iter().min().copied()?, months.iter().max().copied()?, months)))
        .map(|(first, last, months)| (months, first, last))
    else {
        return table;
    };
    let chosen = |numbers: &[i8]| -> Vec<Vec<String>> {
        let shown = |month: &Month| numbers.contains(&month.number()) || *month == first || *month == last;
        rows.iter().zip(&months).filter(|(_, month)| shown(month)).map(|(row, _)| row.clone()).collect()
    };
    let fits = |(numbers, _): &&(&[i8], &str)| chosen(numbers).len() <= MOST_ROWS;
    let (numbers, words) = CHOICES.iter().find(fits).unwrap_or(&CHOICES[2]);
    table.rows = chosen(numbers);
    table.notes.push(format!(
        "Shown are the first and the last month, and {words}. The others are in the workbook and in the csv files that come \
         with this report."
    ));
    table
}

/// A month as `2024-03`, `Mar 2024` or `March 2024`.
fn month(cell: &str) -> Option<Month> {
    if let Ok(month) = cell.trim().parse() {
        return Some(month);
    }
    let (name, year) = cell.trim().split_once([' ', '\u{A0}'])?;
    let name = name.to_lowercase();
    let number = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    let year: i16 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    Some(Month::new(year, i8::try_from(number + 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    fn figure(rows: Vec<Vec<String>>) -> Figure {
        let columns = vec![Column::words("Month"), Column::numbers("Median")];
        Figure {
            name: "caseload".to_owned(),
            caption: "Caseload".to_owned(),
            description: "It rises.".to_owned(),
            svg: String::new(),
            data: Table { columns, rows, ..Table::default() },
            is_further: false,
        }
    }

    fn months(count: i32) -> Figure {
        let start = Month::new(2023, 10);
        figure((0..count).map(|n| vec![start.plus(n).short_name(), n.to_string()]).collect())
    }

    #[test]
    fn months_are_known_however_they_are_written() {
        for cell in ["2024-03", "Mar 2024", "March 2024", " march 2024"] {
            assert_eq!(month(cell), Some(Month::new(2024, 3)), "{cell}");
        }
        for cell in ["", "2023/24", "Ma 2024", "Quarter 2024", "March", "Do nothing"] {
            assert_eq!(month(cell), None, "{cell}");
        }
    }

    #[test]
    fn short_tables_and_those_not_by_month_are_whole() {
        for figure in [months(30), figure(vec![vec!["Do nothing".to_owned(), String::new()]; 200])] {
            let table = data_for_paper(&figure, 2);
            assert_eq!(table.rows, figure.data.rows);
            assert_eq!(table.notes, [""; 0]);
            assert_eq!(table.caption, "Data of figure 2: Caseload");
        }
    }

    #[test]
    fn long_tables_by_month_show_some_months_and_say_so() {
        for (count, shown, words) in
            [(61, 22, "June"), (150, 26, "every March and Sep"), (300, 27, "every March.")]
        {
            let table = data_for_paper(&months(count), 1);
            assert_eq!(table.rows.len(), shown, "{count}");
            assert!(table.notes[0].contains(words), "{}", table.notes[0]);
            assert!(table.notes[0].contains("The others are in the workbook"), "{}", table.notes[0]);
            assert_eq!(table.rows[0][0], "Oct 2023");
        }
    }
}
