//! Rounding that keeps sums.

/// To a tenth, as FTE are published.
pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Splits a total in proportion to shares, in tenths that add up to it.
pub(super) fn split_tenths(shares: &[f64], total: f64) -> Vec<f64> {
    split(shares, (total * 10.0).round() as i64).into_iter().map(|tenths| tenths as f64 / 10.0).collect()
}

/// Splits a whole number in proportion to shares, in whole numbers that add up
/// to it: the largest remainders are rounded up. Equal if no share is above nil.
pub(super) fn split(shares: &[f64], total: i64) -> Vec<i64> {
    let sum: f64 = shares.iter().sum();
    let exact: Vec<f64> = shares
        .iter()
        .map(|share| total as f64 * if sum > 0.0 { share / sum } else { 1.0 / shares.len() as f64 })
        .collect();
    let mut parts: Vec<i64> = exact.iter().map(|part| part.floor() as i64).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| (exact[*b].fract()).total_cmp(&exact[*a].fract()));
    let missing = total - parts.iter().sum::<i64>();
    for at in order.into_iter().cycle().take(missing.max(0) as usize) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        assert_eq!(split(&[1.0, 1.0, 1.0], 10), [4, 3, 3]);
        assert_eq!(split(&[0.0, 0.0], 3), [2, 1]);
        assert_eq!(split_tenths(&[2.0, 1.0], 1.0), [0.7, 0.3]);
    }
}
