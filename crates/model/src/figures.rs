//! Figures as people write them, for messages and pages.

/// A count without decimals, thousands set off: `3,457`.
pub fn whole(value: f64) -> String {
    let sign = if value <= -0.5 { "-" } else { "" };
    format!("{sign}{}", with_commas(&format!("{:.0}", value.abs())))
}

/// Digits, perhaps with decimals, with a comma between each three of the whole.
pub fn with_commas(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut written = String::with_capacity(digits.len() + whole.len() / 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written + rest
}

/// A number with so many decimals; a half is rounded away from nil, as people do it: 2.295 is 2.30, though the nearest
/// binary number lies just below.
pub fn fixed(value: f64, decimals: usize) -> String {
    // Figures of files have far fewer than twelve digits.
    format!("{:.decimals$}", value * (1.0 + 1e-12))
}

/// A number with at most `places` decimals, none of them a nil at the end: `0.35`, `40`.
pub fn short(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share as a percentage with at most one decimal: `12.5%`.
pub fn percent(share: f64) -> String {
    format!("{}%", short(share * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_rounded_away_from_nil() {
        for (value, decimals, text) in [
            (2.295, 2, "2.30"),
            (0.022_95 / 0.01, 2, "2.30"),
            (-2.295, 2, "-2.30"),
            (0.5, 0, "1"),
            (2.294_9, 2, "2.29"),
        ] {
            assert_eq!(fixed(value, decimals), text);
        }
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        assert_eq!(
            [0.0, 999.6, 3457.2, 1_234_567.0, -1000.0].map(whole),
            ["0", "1,000", "3,457", "1,234,567", "-1,000"]
        );
        assert_eq!([0.35, 40.0, 0.0].map(|x| short(x, 2)), ["0.35", "40", "0"]);
        assert_eq!([0.125, 0.2].map(percent), ["12.5%", "20%"]);
    }
}
