//! Whether the figures that came of it add up: England is the sum of its councils, and rates follow from counts.

use super::release::RATES;
use super::tables::TableText;
use super::told::{Checked, Taken};
use crate::published::{Published, figure};

/// England's counts of children are rounded to ten, so that they are 5 off at most; staff of 150 councils, each rounded
/// to a tenth, add up to within this too.
const ROUNDED_TO: f64 = 10.0;
/// Rates are published to 0.1 from counts that are rounded themselves.
const RATES_WITHIN: f64 = 0.1;

/// England is the sum of its councils in every column and year that the files hold, where no council is missing.
pub(super) fn sums(published: &Published, tables: &[TableText], taken: &[Taken]) -> Checked {
    let mut checked = Checked::default();
    let england = published.area(published.england()).code.clone();
    let councils: Vec<&str> = published.councils().map(|(_, area)| area.code.as_str()).collect();
    for table in tables {
        let of_table = || taken.iter().filter(|taken| taken.table == table.name);
        let mut cells: Vec<_> = of_table()
            .flat_map(|taken| {
                taken.columns.iter().flat_map(|column| taken.years.iter().map(move |year| (*column, *year)))
            })
            .filter(|(column, _)| !RATES.contains(column))
            .collect();
        cells.sort_unstable();
        cells.dedup();
        for (column, year) in cells {
            let of = |code: &str| table.figure(&[code.to_owned(), year.to_string()], column);
            let Some(whole) = of(&england) else { continue };
            let Some(sum) = councils.iter().map(|code| of(code)).sum::<Option<f64>>() else {
                checked.unchecked += 1;
                continue;
            };
            checked.checked += 1;
            if (sum - whole).abs() > ROUNDED_TO {
                checked.broken.push(format!(
                    "{}, {column} {year}: the councils have {}, England {}",
                    table.name,
                    figure(sum),
                    figure(whole)
                ));
            }
        }
    }
    checked
}

/// A published rate: its column, the column on top, those below, and what it is multiplied by.
type Rate = (&'static str, &'static str, &'static [&'static str], f64);

/// The rates of the workforce.
const FROM_COUNTS: [Rate; 4] = [
    ("published_turnover_percent", "leavers", &["in_post"], 100.0),
    ("published_agency_percent", "agency", &["agency", "in_post"], 100.0),
    ("published_vacancy_percent", "vacancies", &["vacancies", "in_post"], 100.0),
    ("published_caseload", "cases", &["case_holders"], 1.0),
];

/// Published rates follow from the counts beside them, of every area and year that the files hold.
pub(super) fn rates(published: &Published, tables: &[TableText], taken: &[Taken]) -> Checked {
    let mut checked = Checked::default();
    let mut of_workforce = taken.iter().filter(|taken| taken.table == "workforce.csv").peekable();
    let Some(table) = tables.iter().find(|table| table.name == "workforce.csv") else { return checked };
    if of_workforce.peek().is_none() {
        return checked;
    }
    let years: Vec<String> = of_workforce.flat_map(|taken| &taken.years).map(ToString::to_string).collect();
    for key in table.keys().filter(|key| years.contains(&key[1])) {
        for (rate, above, below, times) in FROM_COUNTS {
            let of = |column: &str| table.figure(key, column);
            let below: Option<f64> = below.iter().map(|column| of(column)).sum();
            let (Some(rate_published), Some(above), Some(below)) = (of(rate), of(above), below) else {
                continue;
            };
            if below <= 0.0 {
                continue;
            }
            checked.checked += 1;
            let counted = times * above / below;
            // Both are rounded, and a difference of just 0.1 is binary dust away from it.
            if (counted - rate_published).abs() > RATES_WITHIN + 1e-9 {
                let area = published.areas().find(|(_, area)| area.code == key[0]);
                let name = area.map_or(key[0].as_str(), |(_, area)| area.name.as_str());
                checked.broken.push(format!(
                    "{name} {}, {rate}: published {}, from counts {}",
                    key[1],
                    figure(rate_published),
                    figure((counted * 100.0).round() / 100.0)
                ));
            }
        }
    }
    checked
}
