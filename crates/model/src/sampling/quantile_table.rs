//! Drawing from any distribution by looking up its quantile function.

/// Halvings of the tail probability that the table follows, on each side.
const OCTAVES: usize = 24;
/// Cells to each halving, a power of two.
const CELLS: usize = 32;
/// Knots of one side: the start of every cell, the middle, and one behind it.
const KNOTS: usize = OCTAVES * CELLS + 2;
/// Distance of the first knot from the end of the probability scale, in 2^-32.
const NEAREST: u32 = 1 << (31 - OCTAVES);

/// Bits of an f32 behind those that number a cell.
const FRACTION_BITS: u32 = 23 - CELLS.trailing_zeros();

/// A quantile function, tabulated finely in the middle and ever more finely
/// towards both ends: each halving of the probability left has 32 cells, down
/// to one in 33 million; beyond, it is flat. Between knots it is linear.
/// Drawing is monotone in the uniform number, which paired comparisons need.
#[derive(Clone, Debug)]
pub struct QuantileTable {
    /// Lower side by rising distance from probability 0, then the upper side
    /// by rising distance from 1.
    knots: Box<[[f32; KNOTS]; 2]>,
}

/// Distance from the end of the probability scale at a knot, in 2^-32.
fn distance(knot: usize) -> f64 {
    let (octave, cell) = (knot / CELLS, knot % CELLS);
    f64::from(NEAREST)
        * 2_f64.powi(i32::try_from(octave).expect("24 at the most"))
        * (1.0 + cell as f64 / CELLS as f64)
}

impl QuantileTable {
    /// Tabulates a quantile function. It is not asked for 0 and 1 themselves.
    pub fn new(quantile: impl Fn(f64) -> f64) -> Self {
        let mut knots = Box::new([[0.0; KNOTS]; 2]);
        for knot in 0..KNOTS {
            let p = distance(knot).min(2_f64.powi(31)) / 2_f64.powi(32);
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
        // As a floating-point number it has the halving in its exponent, then the cell,
        // then the place in the cell.
        let bits = (left.max(NEAREST).cast_signed() as f32).to_bits();
        let first = (NEAREST as f32).to_bits() >> FRACTION_BITS;
        let knot = ((bits >> FRACTION_BITS) - first) as usize;
        let place = bits & ((1 << FRACTION_BITS) - 1);
        let fraction = place.cast_signed() as f32 * (1.0 / (1_u32 << FRACTION_BITS) as f32);
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
        const MIDDLE: usize = OCTAVES * CELLS;
        let p = |knot: usize| distance(knot) / 2_f64.powi(32);
        let x = |side: usize, knot: usize| f64::from(self.knots[side][knot]);
        let lower = (1..=MIDDLE).map(move |knot| (p(knot - 1), p(knot), x(0, knot - 1), x(0, knot)));
        let upper = (1..=MIDDLE)
            .rev()
            .map(move |knot| (1.0 - p(knot), 1.0 - p(knot - 1), x(1, knot), x(1, knot - 1)));
        let first = (0.0, p(0), x(0, 0), x(0, 0));
        let last = (1.0 - p(0), 1.0, x(1, 0), x(1, 0));
        std::iter::once(first).chain(lower).chain(upper).chain(std::iter::once(last))
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
