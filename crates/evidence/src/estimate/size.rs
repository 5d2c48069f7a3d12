//! How much more the figures of small councils move than those of large ones.

use super::shrinkage::{Panel, median};
use crate::published::{AreaId, Published, Year};

/// The spread of changes falls with size: with the number of children to the
/// power of minus `exponent`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct BySize {
    exponent: f64,
    /// Logarithm of the children of a typical council, which has the spread of all.
    typical: f64,
}

/// A smaller change is none but for rounding.
const SMALLEST_CHANGE: f64 = 0.005;
/// Chance alone falls with the root of the size; nothing falls faster.
const LARGEST_EXPONENT: f64 = 0.5;
/// Fewer changes say nothing of it.
const LEAST_CHANGES: usize = 200;
/// Beyond this many times the typical number of children, up or down, nothing more is drawn from size.
const FURTHEST: f64 = 4.0;

impl BySize {
    /// Learns from yearly changes: the slope of the logarithm of their size on
    /// that of the children who live there, by least squares.
    pub(super) fn learn(data: &Published, panel: &Panel) -> Self {
        let rows: Vec<(f64, f64)> = panel
            .changes_by_council(1)
            .into_iter()
            .filter_map(|((year, council), change)| {
                let children = children(data, council, year)?;
                Some((children, change.abs().max(SMALLEST_CHANGE).ln()))
            })
            .collect();
        if rows.len() < LEAST_CHANGES {
            return Self::default();
        }
        let count = rows.len() as f64;
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| rows.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(&|row| row.0), mean(&|row| row.1));
        let slope = rows.iter().map(|row| (row.0 - x) * (row.1 - y)).sum::<f64>()
            / rows.iter().map(|row| (row.0 - x).powi(2)).sum::<f64>();
        let typical = median(&mut rows.iter().map(|row| row.0).collect::<Vec<f64>>());
        Self { exponent: (-slope).clamp(0.0, LARGEST_EXPONENT), typical }
    }

    /// By how much the spread at a council exceeds the typical one; 1 for an area that is no council.
    pub(super) fn factor(&self, data: &Published, council: AreaId) -> f64 {
        let is_council = data.area(council).level == crate::published::Level::Council;
        let latest = data.population.latest(council, |row| row.children).filter(|_| is_council);
        let apart = latest.map_or(0.0, |(_, children)| children.ln() - self.typical);
        (-self.exponent * apart.clamp(-FURTHEST.ln(), FURTHEST.ln())).exp()
    }
}

/// Logarithm of the children who live there; of the year after if the year has no figure.
fn children(data: &Published, council: AreaId, year: Year) -> Option<f64> {
    let of = |year| data.population.get(council, year).children;
    of(year).or_else(|| of(year + 1)).map(f64::ln)
}
