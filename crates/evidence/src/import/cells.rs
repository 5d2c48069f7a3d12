//! What stands in a cell of an official file: a figure or a sign that there is none, and a year.

use crate::published::Year;

/// What the DfE, Ofsted and ONS write where there is no figure, and what it means. None of them is a nil.
const SIGNS: [(&str, &str); 12] = [
    ("", "empty"),
    ("c", "suppressed"),
    ("z", "not applicable"),
    ("x", "not available"),
    ("low", "more than nil, but rounds to it"),
    ("k", "more than nil, but rounds to it"),
    ("u", "of low reliability"),
    ("n", "not estimated"),
    (":", "not available"),
    ("..", "not available"),
    ("*", "suppressed"),
    ("~", "suppressed"),
];

/// No figure is as large: twelve million children live in England.
const MOST: f64 = 1e9;

/// Years outside of this are slips of the pen.
const YEARS: std::ops::Range<Year> = 1990..2100;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// A figure.
    Figure(f64),
    /// A sign that there is none, and what it means.
    Missing(&'static str, &'static str),
}

impl Cell {
    /// The figure, if there is one.
    pub(super) fn figure(self) -> Option<f64> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Missing(..) => None,
        }
    }
}

/// Reads a cell; a text that is neither is told with its remedy.
pub(super) fn read(text: &str) -> Result<Cell, String> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    if let Some((sign, meaning)) = SIGNS.iter().find(|(sign, _)| sign.eq_ignore_ascii_case(bare)) {
        return Ok(Cell::Missing(sign, meaning));
    }
    let figure = plain_number(text).filter(|figure| (0.0..=MOST).contains(figure));
    figure.map(Cell::Figure).ok_or_else(|| {
        let digits: String = text.chars().filter(|letter| !matches!(letter, ',' | '%' | '£' | ' ')).collect();
        match plain_number(&digits).filter(|figure| (0.0..=MOST).contains(figure)) {
            Some(_) => format!("write it as {digits}"),
            None => "write a number from 0 up, or one of the signs of the DfE: c, z, x, low, k, u".to_owned(),
        }
    })
}

/// A number of digits, with a point or none, and with commas of thousands where they belong or without.
fn plain_number(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let is_number = groups.iter().all(|group| is_digits(group)) && is_digits(decimals);
    let is_fine = is_number && (groups.len() == 1 || is_grouped);
    is_fine.then(|| text.replace(',', "").parse().ok()).flatten()
}

/// The year that a time period ends in: of 2025 it is 2025, of the financial year 202425, 2024-25 or 2024/25 too.
pub(super) fn year(text: &str) -> Option<Year> {
    let digits: String = text.trim().chars().filter(|letter| !matches!(letter, '-' | '/')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = match digits.len() {
        4 => digits.parse().ok()?,
        6 | 8 => {
            let next = digits[..4].parse::<Year>().ok()? + 1;
            (next.to_string().ends_with(&digits[4..])).then_some(next)?
        }
        _ => return None,
    };
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_dfe_are_no_figures_and_never_a_nil() {
        for text in ["c", "z", "x", "k", "low", "u", "C", "[x]", "", " c ", ":"] {
            assert_eq!(read(text).unwrap().figure(), None, "{text}");
        }
        assert_eq!(read("0"), Ok(Cell::Figure(0.0)));
    }

    #[test]
    fn commas_of_thousands_belong_to_a_figure_and_others_do_not() {
        assert_eq!(read("1,234"), Ok(Cell::Figure(1_234.0)));
        assert_eq!(read("12,183,016"), Ok(Cell::Figure(12_183_016.0)));
        assert_eq!(read("1,234.5"), Ok(Cell::Figure(1_234.5)));
        for text in ["12,34", "1234,567", ",123", "1,23,456", "-3", "1e5", "nan", "inf", "2000000000", "n/a"]
        {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("12.5%"), Err("write it as 12.5".to_owned()));
        assert_eq!(read("£1 234"), Err("write it as 1234".to_owned()));
    }

    #[test]
    fn a_financial_year_is_the_year_it_ends_in() {
        for text in ["2025", "202425", "2024-25", "2024/25", "2024/2025", " 2025 "] {
            assert_eq!(year(text), Some(2025), "{text}");
        }
        assert_eq!(year("199900"), Some(2000));
        for text in ["202412", "2024Q1", "25", "1066", "", "20245", "2025-03"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
