//! Least squares in small dense matrices.

use super::polynomials::legendre;
use super::share::{block, blocks};

/// A column is left out if this little of it is not in the columns before it.
const NOTHING_NEW: f64 = 1e-9;

/// Rows of explanatory values, one for each trial. The first column is 1.
pub(super) struct Design {
    columns: usize,
    cells: Vec<f64>,
}

impl Design {
    /// The powers of one input: 1 and the polynomials to a degree.
    pub(super) fn of_powers(points: &[f64], degree: usize) -> Self {
        let mut cells = vec![1.0; points.len() * (degree + 1)];
        for (row, point) in cells.chunks_exact_mut(degree + 1).zip(points) {
            legendre(*point, &mut row[1..]);
        }
        Self { columns: degree + 1, cells }
    }

    /// Of rows that are made already.
    pub(super) fn of(columns: usize, cells: Vec<f64>) -> Self {
        Self { columns, cells }
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.columns)
    }
}

/// The lower triangle L of a symmetric matrix A = L L' (Cholesky). A column that adds
/// nothing to those before it is left out: its part of L is 0.
///
/// Source: Golub and Van Loan (2013), *Matrix Computations*, 4th edition, section 4.2.
pub(super) struct Triangle {
    size: usize,
    lower: Vec<f64>,
}

impl Triangle {
    /// Of a symmetric matrix, by rows.
    pub(super) fn of(mut matrix: Vec<f64>, size: usize) -> Self {
        for j in 0..size {
            let whole = matrix[j * size + j];
            let pivot = whole - (0..j).map(|k| matrix[j * size + k].powi(2)).sum::<f64>();
            let root = if pivot > NOTHING_NEW * whole { pivot.sqrt() } else { 0.0 };
            matrix[j * size + j] = root;
            for i in j + 1..size {
                let product: f64 = (0..j).map(|k| matrix[i * size + k] * matrix[j * size + k]).sum();
                let rest = matrix[i * size + j] - product;
                matrix[i * size + j] = if root > 0.0 { rest / root } else { 0.0 };
            }
        }
        Self { size, lower: matrix }
    }

    /// Turns x into L^-1 x.
    pub(super) fn turn(&self, x: &mut [f64]) {
        for i in 0..self.size {
            let root = self.lower[i * self.size + i];
            let product: f64 = (0..i).map(|k| self.lower[i * self.size + k] * x[k]).sum();
            x[i] = if root > 0.0 { (x[i] - product) / root } else { 0.0 };
        }
    }

    /// How many of the first columns are not left out.
    fn rank(&self, columns: usize) -> usize {
        (0..columns).filter(|i| self.lower[i * self.size + i] > 0.0).count()
    }
}

/// A design whose columns have been made orthonormal over its trials, each
/// within the columns before it. So fits with fewer columns come for nothing:
///
/// ```text
/// Q = X L^-T,  X'X = L L';   weights w = Q'y;   fit with the first c columns = sum over j < c of q[j] w[j]
/// ```
pub(super) struct Basis {
    triangle: Triangle,
    turned: Design,
}

impl Basis {
    /// Of a design.
    pub(super) fn of(mut design: Design) -> Self {
        let columns = design.columns;
        let mut products = vec![0.0; columns * columns];
        for row in design.rows() {
            for i in 0..columns {
                for j in 0..=i {
                    products[i * columns + j] += row[i] * row[j];
                }
            }
        }
        let triangle = Triangle::of(products, columns);
        for row in design.cells.chunks_exact_mut(columns) {
            triangle.turn(row);
        }
        Self { triangle, turned: design }
    }

    /// How many columns.
    pub(super) fn columns(&self) -> usize {
        self.turned.columns
    }

    /// How many of the first columns are not left out.
    pub(super) fn rank(&self, columns: usize) -> usize {
        self.triangle.rank(columns)
    }

    /// The trials in the basis.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.turned.rows()
    }

    /// Puts another row into the basis.
    pub(super) fn turn(&self, row: &mut [f64]) {
        self.triangle.turn(row);
    }

    /// The weights of least squares, of all columns.
    pub(super) fn weights(&self, results: &[f64]) -> Vec<f64> {
        let mut weights = vec![0.0; self.columns()];
        for (row, result) in self.rows().zip(results) {
            for (weight, cell) in weights.iter_mut().zip(row) {
                *weight += cell * result;
            }
        }
        weights
    }

    /// What is left of the results by the fit with the first columns, and
    /// what would be left of each had it not been in the fit itself.
    ///
    /// ```text
    /// e = y - fit;   left out = e / (1 - h),  h = sum over j < c of q[j]^2
    /// ```
    ///
    /// Source: Allen (1974), "The Relationship between Variable Selection and
    /// Data Augmentation and a Method for Prediction", *Technometrics* 16(1).
    pub(super) fn residuals(&self, weights: &[f64], columns: usize, results: &[f64]) -> Vec<(f64, f64)> {
        let row = |(row, result): (&[f64], &f64)| {
            let row = &row[..columns];
            let rest = result - product(row, weights);
            (rest, rest / (1.0 - product(row, row)).max(NOTHING_NEW))
        };
        self.rows().zip(results).map(row).collect()
    }

    /// The covariance of the weights of the first columns without the
    /// constant, for a spread that may change with the input, from blocks of trials (equation V4).
    ///
    /// ```text
    /// M = B / (B - 1) x sum over B blocks of s s',  s = sum in the block of q e / sqrt(1 - h)
    /// ```
    ///
    /// Sources: Liang and Zeger (1986), "Longitudinal Data Analysis Using
    /// Generalized Linear Models", *Biometrika* 73(1); the root (HC2): `MacKinnon` and White
    /// (1985), "Some Heteroskedasticity-Consistent Covariance Matrix
    /// Estimators with Improved Finite Sample Properties", *Journal of Econometrics* 29(3).
    pub(super) fn covariance(&self, weights: &[f64], columns: usize, results: &[f64]) -> Vec<f64> {
        let residuals = self.residuals(weights, columns, results);
        let (size, k) = (block(results.len()), columns - 1);
        let (mut covariance, mut sums) = (vec![0.0; k * k], vec![0.0; k]);
        let last = results.len() - 1;
        for (trial, (row, (rest, left_out))) in self.rows().zip(residuals).enumerate() {
            let rest = (rest * left_out).max(0.0).sqrt().copysign(rest);
            for (sum, cell) in sums.iter_mut().zip(&row[1..]) {
                *sum += cell * rest;
            }
            if trial % size == size - 1 || trial == last {
                for (i, j) in (0..k).flat_map(|i| (0..k).map(move |j| (i, j))) {
                    covariance[i * k + j] += sums[i] * sums[j];
                }
                sums.fill(0.0);
            }
        }
        let blocks = blocks(results.len()) as f64;
        covariance.into_iter().map(|cell| cell * blocks / (blocks - 1.0)).collect()
    }

    /// Of several numbers of columns the one that foretells best what it was
    /// not fitted to: the least sum of the squares left out (PRESS, Allen 1974; equation V6).
    pub(super) fn best(&self, weights: &[f64], steps: &[usize], results: &[f64]) -> usize {
        let mut squares = vec![0.0; steps.len()];
        for (row, result) in self.rows().zip(results) {
            let (mut fit, mut leverage, mut from) = (0.0, 0.0, 0);
            for (sum, to) in squares.iter_mut().zip(steps) {
                fit += product(&row[from..*to], &weights[from..*to]);
                leverage += product(&row[from..*to], &row[from..*to]);
                from = *to;
                *sum += ((result - fit) / (1.0 - leverage).max(NOTHING_NEW)).powi(2);
            }
        }
        let least = squares.iter().copied().fold(f64::INFINITY, f64::min);
        let at = squares.iter().position(|sum| *sum <= least);
        at.map_or(1, |at| steps[at])
    }
}

/// The sum of the products, over the shorter of both.
pub(super) fn product(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polynomial_is_found_again() {
        let points: Vec<f64> = (0..40).map(|i| f64::from(i * i) / 1_600.0).collect();
        let cubic = |p: f64| 2.0 - p + 4.0 * p * p * p;
        let results: Vec<f64> = points.iter().map(|p| cubic(*p)).collect();
        let basis = Basis::of(Design::of_powers(&points, 5));
        let weights = basis.weights(&results);
        assert!(basis.residuals(&weights, 6, &results).iter().all(|(rest, _)| rest.abs() < 1e-11));
        assert!(basis.residuals(&weights, 3, &results).iter().any(|(rest, _)| rest.abs() > 1e-3));
        let mut row = [1.0; 6];
        legendre(0.3, &mut row[1..]);
        basis.turn(&mut row);
        assert!((product(&row, &weights) - cubic(0.3)).abs() < 1e-10);
    }

    #[test]
    fn a_straight_line_has_the_slope_and_the_leave_one_out_errors_of_the_textbook() {
        // y on x = 1, 2, 3, 4: slope 1.6, intercept -0.5; leverages 0.7, 0.3, 0.3, 0.7.
        let cells = vec![1.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0, 4.0];
        let results = [1.0, 3.0, 4.0, 6.0];
        let basis = Basis::of(Design::of(2, cells));
        let residuals = basis.residuals(&basis.weights(&results), 2, &results);
        let wanted = [(-0.1, 0.7), (0.3, 0.3), (-0.3, 0.3), (0.1, 0.7)];
        for ((rest, left_out), (wanted, leverage)) in residuals.into_iter().zip(wanted) {
            assert!((rest - wanted).abs() < 1e-12);
            assert!((left_out - wanted / (1.0 - leverage)).abs() < 1e-12);
        }
    }

    #[test]
    fn columns_that_say_nothing_new_are_left_out() {
        let basis = Basis::of(Design::of_powers(&[0.4; 20], 6));
        assert_eq!(basis.rank(7), 1);
        let coin: Vec<f64> = (0..20).map(|i| f64::from(i % 2)).collect();
        let basis = Basis::of(Design::of_powers(&coin, 6));
        assert_eq!(basis.rank(7), 2);
    }

    #[test]
    fn the_number_of_columns_is_what_foretells_best() {
        let points: Vec<f64> = (0..64).map(|i| (f64::from(i) + 0.5) / 64.0).collect();
        // Far from smooth, and the same for every trial: no polynomial foretells it.
        let rough = |i: usize| if (i * 7 + i * i * 3) % 11 < 5 { 0.1 } else { -0.1 };
        let results: Vec<f64> = points.iter().enumerate().map(|(i, p)| p * p + rough(i)).collect();
        let basis = Basis::of(Design::of_powers(&points, 4));
        assert_eq!(basis.best(&basis.weights(&results), &[1, 2, 3], &results), 3);
        let results: Vec<f64> = (0..64).map(rough).collect();
        assert_eq!(basis.best(&basis.weights(&results), &[1, 2, 3, 4, 5], &results), 1);
    }
}
