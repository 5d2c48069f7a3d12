//! Drawing from any distribution by looking up its quantile function.

/// Halvings of the tail probability that the table follows, on each side.
const OCTAVES: usize = 24;
/// Cells to each halving, a power of two.
const CELLS: usize = 32;
const CELL_BITS: u32 = CELLS.trailing_zeros();
/// Knots of one side: one at the far end, then those of every cell.
const KNOTS: usize = 1 + OCTAVES * CELLS + 1;

/// A quantile function, tabulated finely in the middle and ever more finely
/// towards both ends: each halving of the probability left has 32 cells, down
/// to one in 33 million. Between knots it is linear. Drawing is monotone in
/// the uniform number, which paired comparisons need.
#[derive(Clone, Debug)]
pub struct QuantileTable {
    /// Lower side by rising distance from probability 0, then the upper side
    /// by rising distance from 1.
    knots: Box<[[f32; KNOTS]; 2]>,
}

/// Distance from the end of the probability scale at a knot, in 2^-32.
fn distance(knot: usize) -> f64 {
    if knot == 0 {
        return 0.0;
    }
    let (octave, cell) = ((knot - 1) / CELLS, (knot - 1) % CELLS);
    (1_u64 << (31 - OCTAVES + octave)) as f64 * (1.0 + cell as f64 / CELLS as f64)
}

impl QuantileTable {
    /// Tabulates a quantile function. It is not asked for 0 and 1 themselves.
    pub fn new(quantile: impl Fn(f64) -> f64) -> Self {
        let mut knots = Box::new([[0.0; KNOTS]; 2]);
        for knot in 0..KNOTS {
            let p = distance(knot).max(0.5) / 2_f64.powi(32);
            knots[0][knot] = quantile(p) as f32;
            knots[1][knot] = quantile(1.0 - p) as f32;
        }
        Self { knots }
    }

    /// The value for a uniform 32-bit number.
    pub fn at(&self, uniform: u32) -> f32 {
        let upper = uniform >> 31;
        // The distance from the nearer end, 31 bits.
        let left = if upper == 1 { !uniform } else { uniform };
        let knots = &self.knots[upper as usize];
        let octave = left.leading_zeros() as usize - 1;
        if octave >= OCTAVES {
            let fraction = left as f32 / (1_u32 << (31 - OCTAVES)) as f32;
            return knots[0] + fraction * (knots[1] - knots[0]);
        }
        // The bits after the leading one: first the cell, then the place in it.
        let bits = left << (octave + 2);
        let cell = (bits >> (32 - CELL_BITS)) as usize;
        let fraction = (bits << CELL_BITS) as f32 * (1.0 / 4_294_967_296.0);
        let knot = 1 + (OCTAVES - 1 - octave) * CELLS + cell;
        knots[knot] + fraction * (knots[knot + 1] - knots[knot])
    }

    /// The mean of the tabulated distribution, exact for the straight lines
    /// between knots.
    pub fn mean(&self) -> f64 {
        self.pieces().map(|(p0, p1, x0, x1)| (p1 - p0) * f64::midpoint(x0, x1)).sum()
    }

    /// The same distribution with all values multiplied.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        for side in self.knots.iter_mut() {
            for knot in side.iter_mut() {
                *knot = (f64::from(*knot) * factor) as f32;
            }
        }
        self
    }

    /// The straight pieces by rising probability: (p0, p1, x0, x1).
    pub fn pieces(&self) -> impl Iterator<Item = (f64, f64, f64, f64)> {
        let p = |knot: usize| distance(knot) / 2_f64.powi(32);
        let lower = (1..KNOTS).map(move |knot| {
            let x = |knot: usize| f64::from(self.knots[0][knot]);
            (p(knot - 1), p(knot), x(knot - 1), x(knot))
        });
        let upper = (1..KNOTS).rev().map(move |knot| {
            let x = |knot: usize| f64::from(self.knots[1][knot]);
            (1.0 - p(knot), 1.0 - p(knot - 1), x(knot), x(knot - 1))
        });
        lower.chain(upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_follows_its_function_to_the_ends() {
        let table = QuantileTable::new(|p| -(1.0 - p).ln());
        for p in [1e-6, 0.001, 0.1, 0.3, 0.4999, 0.5, 0.5001, 0.9, 0.999, 0.999_999] {
            let got = f64::from(table.at((p * 4_294_967_296.0) as u32));
            let wanted = -(1.0_f64 - p).ln();
            assert!((got - wanted).abs() < 2e-4 * wanted + 1e-9, "{p}: {got}, expected {wanted}");
        }
        assert!((table.mean() - 1.0).abs() < 1e-4, "{}", table.mean());
    }

    #[test]
    fn drawing_is_monotone() {
        let table = QuantileTable::new(|p| p * p);
        let values: Vec<f32> = (0..=u32::MAX).step_by(65_537).map(|u| table.at(u)).collect();
        assert!(values.is_sorted());
        assert!(table.at(0) < 1e-6 && table.at(u32::MAX) > 0.999_999);
    }
}
